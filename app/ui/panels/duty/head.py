"""The head of the right pane: name, grade with its reason, casualties, the next clock, and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.clock import Clock
from app.ui.kit.badge import Badge
from app.ui.kit.flow import FlowLayout, Strip
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Countdown, Elided, Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty.head_presenter import Figure, Head
from app.ui.panels.duty.look import column, row


class DetailHead(QWidget):
    """Shows a ``Head``; ``wanted(action)`` for ``respond dispatch report paper stabilise close answer``."""

    wanted = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._title = Elided("", "title")
        self._severity = Badge("", Tone.MUTED)
        self._line = Elided("", "caption")
        self._because = Elided("", "caption")
        self._machine = Elided("", "", Tone.WARN)
        self._figures = Strip(1, theme.length("m"), theme.length("xs"))
        self._next_badge = Badge("", Tone.MUTED)
        self._next = Elided("")
        self._left = Countdown(clock)
        self._buttons: dict[str, Button] = {}
        actions = QWidget()
        flow = FlowLayout(actions, theme.length("xs"), theme.length("xs"))
        for code, text, icon, variant in (
            ("respond", translate("Duty", "Respond F5"), "", "primary"),
            ("dispatch", translate("Duty", "Dispatch F6"), "", "plain"),
            ("report", translate("Duty", "Report F7"), "", "plain"),
            ("paper", translate("Duty", "Paper Ctrl+P"), "", "plain"),
            ("stabilise", translate("Duty", "Stable…"), "", "quiet"),
            ("close", translate("Duty", "Close…"), "", "quiet"),
        ):
            button = Button(text, icon, variant)
            button.setProperty("dense", "true")
            name_place(button, f"head.{code}")
            button.clicked.connect(lambda _checked=False, code=code: self.wanted.emit(code))
            self._buttons[code] = button
            flow.addWidget(button)
        layout = column(self, "", "xs")
        top = row(self._title, self._line)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(top)
        layout.addLayout(row(self._severity, self._next_badge, self._next, self._left))
        layout.addWidget(self._because)
        layout.addWidget(self._machine)
        layout.addWidget(self._figures)
        layout.addWidget(actions)

    def show_head(self, head: Head) -> None:
        """Show this head; an action that is not possible says why."""
        self._title.setText(head.title)
        self._severity.show_as(head.severity, head.tone)
        self._severity.setToolTip("\n".join(head.because))
        self._severity.setAccessibleDescription("\n".join(head.because))
        self._line.setText(head.line)
        more = f"  +{len(head.because) - 1}" if len(head.because) > 1 else ""
        self._because.setText(f"{head.because[0]}{more}")
        self._because.setVisible(head.graded)
        self._because.whole = "\n".join(head.because)
        self._machine.setText(head.machine)
        self._machine.setVisible(bool(head.machine))
        self._show_figures(head.figures)
        self._next_badge.setVisible(head.next_due_at is not None)
        self._next_badge.show_as(head.next_word, head.next_tone)
        self._next.setText(head.next_text or translate("Duty", "Nothing is due"))
        self._left.set_due(head.next_due_at, head.next_tone)
        for code, button in self._buttons.items():
            why = head.blocked.get(code, "")
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)

    def button(self, code: str) -> Button:
        """The button of an action."""
        return self._buttons[code]

    def _show_figures(self, figures: tuple[Figure, ...]) -> None:
        holders = []
        for figure in figures:
            holder = QWidget(self._figures)
            words = Text(figure.text)
            mark = Text(figure.mark, "caption", figure.tone)
            holder.setToolTip(figure.tip)
            holder.setAccessibleName(f"{figure.text} {figure.mark}")
            inside = row(words, mark, spacing="xs")
            inside.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            holder.setLayout(inside)
            holders.append(holder)
        self._figures.show_widgets(holders, "\n".join(f"{one.text}  {one.tip}" for one in figures))
