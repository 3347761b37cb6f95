"""A recommendation that waits for an answer, with its reasons; and the bars of the running responses."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.kit.badge import Badge
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty.look import column, row
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.tasks_presenter import Advice, Running

MOST_BARS = 3
"""Bars of responses that are shown in any case; ended ones beyond them are counted, so that the checklist keeps its room."""


class AdviceBox(QFrame):
    """Plan, level, reasons, and the plans that start with it; ``wanted(action, plan_id)`` for ``activate upgrade decline``."""

    wanted = Signal(str, str)

    def __init__(self, one: Advice, together: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        raising = bool(one.upgrade_of)
        head = translate("Duty", "A higher level is recommended") if raising else translate("Duty", "Recommended")
        title = Elided(f"{one.title} · {one.level_text}")
        layout = column(self, "s", "xs")
        layout.addLayout(row(Badge(head, Tone.INFO), title))
        for reason in (*one.reasons[:2], *((together,) if together else ())):
            line = Text(reason, "caption")
            line.setWordWrap(True)
            layout.addWidget(line)
        go = Button(translate("Duty", "Change level…") if raising else translate("Duty", "Activate… F5"), "respond", "primary")
        action = "upgrade" if raising else "activate"
        go.clicked.connect(lambda: self.wanted.emit(action, one.plan_id))
        no = Button(translate("Duty", "Decline…"), variant="quiet")
        no.clicked.connect(lambda: self.wanted.emit("decline", one.plan_id))
        layout.addLayout(row(go, no, None))
        self.setAccessibleName(f"{head} {one.title} {one.level_text}")


class RunningBar(QFrame):
    """A response: its level, how far the work is; ``wanted(action, activation_id)`` for ``level end``."""

    wanted = Signal(str, str)

    def __init__(self, one: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        level = Badge(one.level_name, Tone.NEUTRAL if one.is_running else Tone.MUTED, "disc" if one.is_running else "dash")
        title = Elided(one.title)
        title.setMinimumWidth(1)
        self._done = done = Text(translate("Duty", "{done}/{total} done").format(done=one.done, total=one.total), "label")
        self.setToolTip("\n".join((done.text(), one.details)))
        self.setAccessibleName(f"{one.title} {one.level_name}")
        self.setAccessibleDescription(one.details)
        line = row(level, title, done, spacing="xs")
        if one.late:
            line.addWidget(Badge(translate("Duty", "{count} late").format(count=one.late), Tone.ALARM))
        if one.is_running:
            change = Button(translate("Duty", "Change level…"), variant="quiet")
            change.clicked.connect(lambda: self.wanted.emit("level", one.id))
            end = Button(translate("Duty", "End response…"), variant="quiet")
            end.clicked.connect(lambda: self.wanted.emit("end", one.id))
            for button in (change, end):
                button.setProperty("dense", "true")
            line.addWidget(change)
            line.addWidget(end)
        box = column(self)
        side = current_theme().length("xs")
        box.setContentsMargins(2 * side, 0, side, 0)
        box.addLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons are never cut: the count of tasks goes first, it stands in the tool tip too."""
        super().resizeEvent(event)
        line = self.layout().itemAt(0).layout()
        widgets = [line.itemAt(place).widget() for place in range(line.count())]
        margins = self.layout().contentsMargins()
        fixed = sum(one.sizeHint().width() + line.spacing() for one in widgets if not isinstance(one, Elided))
        self._done.setVisible(fixed + margins.left() + margins.right() <= self.width())


class RunningBars(QFrame):
    """All responses in one frame, the running ones first; of the ended ones only as many as there is room for."""

    wanted = Signal(str, str)

    def __init__(self, every: tuple[Running, ...], room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        layout = column(self, "", "xs")
        layout.setSpacing(0)
        running = sum(1 for one in every if one.is_running)
        shown, rest = every[: max(running, MOST_BARS)], every[max(running, MOST_BARS) :]
        for one in shown:
            bar = RunningBar(one)
            bar.wanted.connect(self.wanted)
            layout.addWidget(bar)
        if rest:
            more = Text(room.say("duty.more_ended", count=len(rest)), "caption")
            more.setToolTip("\n\n".join(f"{one.title}\n{one.details}" for one in rest))
            layout.addWidget(more)
