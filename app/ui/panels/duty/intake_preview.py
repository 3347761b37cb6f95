"""The box under the intake form: the grade it will get and why, the plan, the first clocks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from app.ui.kit.badge import Badge
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import Tone
from app.ui.panels.duty.intake_presenter import Preview
from app.ui.panels.duty.look import column, row


class IntakePreview(QFrame):
    """Shows a ``Preview``; every line has its reason as tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._badge = Badge("", Tone.MUTED)
        self._because = Elided("", "caption")
        self._plan = Elided("")
        self._clocks = Elided("", "caption")
        self._hint = Text(translate("Duty", "Grade, plan and first clocks appear as you type"), "caption")
        layout = column(self, "s", "xs")
        layout.addWidget(self._hint)
        layout.addLayout(row(self._badge, self._because))
        layout.addWidget(self._plan)
        layout.addWidget(self._clocks)
        self.show_preview(Preview())

    @property
    def severity(self) -> str:
        """The word of the grade."""
        return self._badge.text

    @property
    def text(self) -> str:
        """Everything that it says."""
        lines = (self._badge.text, self._because.text(), self._plan.text(), self._clocks.text())
        return "\n".join(line for line in lines if line)

    def show_preview(self, one: Preview) -> None:
        """Show this."""
        self._hint.setVisible(one.is_empty)
        self._badge.setVisible(not one.is_empty)
        self._badge.show_as(one.severity, one.tone)
        because = one.because[0] if one.because else ""
        if len(one.because) > 1:
            because += f"  +{len(one.because) - 1}"
        self._line(self._because, because, "\n".join(one.because))
        self._line(self._plan, one.plan, "\n".join(one.plan_reasons))
        self._line(self._clocks, " · ".join(one.deadlines), "\n".join(one.deadlines))

    def _line(self, label: Elided, text: str, tip: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        label.setAccessibleDescription(tip)
        label.whole = tip
