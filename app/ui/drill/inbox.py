"""What is told to the participants, where they cannot miss it: the oldest that nobody has taken up yet, and the last voice on
the radio."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.desk import Notice
from app.desk.drill_told import Told, all_told, told_of
from app.domain.alarm.model import AlarmRank
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.places import name_place
from app.ui.kit.shortcuts import keyed
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services

TAKE_KEY, SEEN_KEY, ALL_KEY = "F3", "Shift+F3", "Ctrl+F3"


class Inbox(QFrame):
    """Hidden while nothing waits and nobody speaks. What was told before the window was opened counts as taken up."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._services = services
        self.waiting: list[Told] = []
        self._radio: Told | None = None
        theme = current_theme()
        self._badge = Badge()
        self._when = Text("", "label")
        self._who = Text("", "section")
        self._text = Text()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = Text("", "caption")
        self.take = Button(keyed(self.tr("Take in"), TAKE_KEY), "call-in", "primary")
        self.seen = Button(keyed(self.tr("Noted"), SEEN_KEY), "check")
        self.list = Button("", "list", "quiet", keyed(self.tr("Everything that was told"), ALL_KEY))
        name_place(self.take, "drill.take")
        self._heard = Elided("", "label")
        self._heard_row = QWidget()
        self._lay_out(theme.length("s"), theme.length("m"))
        self.take.clicked.connect(self.take_in)
        self.seen.clicked.connect(self.note)
        self.list.clicked.connect(lambda: services.run(self.show_all(), self))
        services.bridge.noticed.connect(self._on_notice)
        self.refresh()

    def take_in(self) -> None:
        """Open the intake with the words of the first that waits; it counts as taken up."""
        one = self._first()
        if one is None:
            return
        if one.can_be_taken:
            self._services.navigator.begin_intake(one.text)
        self.note()

    def note(self) -> None:
        """The first that waits was heard; the next one is shown."""
        one = self._first()
        if one is not None:
            self.waiting.remove(one)
        else:
            self._radio = None
        self.refresh()

    def refresh(self) -> None:
        """Show the first that waits."""
        one, clock = self._first(), self._services.workspace.desk.clock
        for widget in (self._badge, self._when, self._who, self._text, self._more, self.take, self.seen):
            widget.setVisible(one is not None)
        if one is not None:
            self._badge.show_as(one.word, one.tone, one.shape)
            self._when.setText(time_text.day_clock(one.at, clock.now()))
            self._who.setText(one.sender)
            self._text.setText(one.text)
            more = len(self.waiting) - 1
            self._more.setText(self.tr("{count} more").format(count=more) if more else "")
            self.take.setVisible(one.can_be_taken)
        self._heard_row.setVisible(self._radio is not None)
        if self._radio is not None:
            said = self._radio
            self._heard.setText(f"{said.word}  {time_text.clock(said.at)}  {said.sender}：{said.text}")
        self.setVisible(one is not None or self._radio is not None)

    @property
    def all(self) -> tuple[Told, ...]:
        """Everything that was told in this drill."""
        host = self._services.drill_host
        records = host.current.room.conductor.records if host is not None and host.current is not None else ()
        return all_told(records, self._services.state, self._describer())

    async def show_all(self) -> None:
        """Everything that was told, to be searched and exported."""
        dialog = KitDialog(self, self.tr("Everything that was told"))
        dialog.content.addWidget(told_view(tuple(reversed(self.all))))
        dialog.resize(current_theme().px(900), current_theme().px(520))
        dialog.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
        await show(dialog)

    def _first(self) -> Told | None:
        return self.waiting[0] if self.waiting else None

    def _describer(self) -> Describer:
        return Describer(self._services.workspace.desk.reference, self._services.wording)

    def _on_notice(self, notice: Notice) -> None:
        describer = self._describer()
        fresh = [one for record in notice.records if (one := told_of(record, notice.after, describer)) is not None]
        if not fresh:
            return
        spoken = [one for one in fresh if one.is_radio]
        self._radio = spoken[-1] if spoken else self._radio
        asked = [one for one in fresh if not one.is_radio]
        self.waiting += asked
        host = self._services.drill_host
        if asked and host is not None and host.current is not None:
            host.current.console.alarms.sounder.play(AlarmRank.INFO)
        self.refresh()

    def _lay_out(self, gap: int, side: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(gap)
        for widget in (self._badge, self._when, self._who):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        for widget in (self._more, self.take, self.seen):
            row.addWidget(widget)
        heard = QHBoxLayout(self._heard_row)
        heard.setContentsMargins(0, 0, 0, 0)
        heard.addWidget(self._heard, 1)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addLayout(row)
        both.addWidget(self._heard_row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(side, 3, side, 3)
        whole.setSpacing(gap)
        whole.addLayout(both, 1)
        whole.addWidget(self.list)


def told_view(rows: tuple[Told, ...]) -> RowsView:
    """A list of what was told."""
    table = RowsView(
        (
            Column(key="at", title=translate("DrillInbox", "Time"), text=lambda r: time_text.clock_seconds(r.at), width=84,
                   sort=lambda r: r.seq),
            Column(key="kind", title=translate("DrillInbox", "How"), text=lambda r: r.word, tone=lambda r: r.tone, badge=True,
                   width=150),
            Column(key="sender", title=translate("DrillInbox", "From"), text=lambda r: r.sender, width=170, tip=lambda r: r.sender),
            Column(key="to", title=translate("DrillInbox", "To"), text=lambda r: r.to, width=90, extra=True),
            Column(key="text", title=translate("DrillInbox", "Words"), text=lambda r: r.text, stretch=True, tip=lambda r: r.text),
        ),
        lambda row: str(row.seq), title=translate("DrillInbox", "What was told"), initials=search_keys,
        empty=(
            translate("DrillInbox", "Nothing was told yet"), translate("DrillInbox", "Calls, papers and questions appear here."),
        ),
    )  # fmt: skip
    table.set_rows(rows)
    return table
