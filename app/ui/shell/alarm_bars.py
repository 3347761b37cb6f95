"""What nobody's answer asks for: a clock that was set, and leaders to be called. Hidden while there is nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.describe_alarms import callee_line, jump_line
from app.domain.alarm.commands import RecordEscalationCall
from app.domain.alarm.model import Callee, Escalation
from app.domain.alarm.rules import next_callee
from app.domain.calldown.model import CallResult
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.bars import Banner
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import Tone, current_theme
from app.ui.services import Services
from app.ui.shell.alarms import Alarms

ANSWERED_KEY, NO_ANSWER_KEY = "Ctrl+F9", "Ctrl+F10"


class EscalationBar(QWidget):
    """Whom to call now, with the number large enough to dial from, who was called before, and one key for each result."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._services = services
        self.shown: Escalation | None = None
        self.callee: Callee | None = None
        theme = current_theme()
        self._head = Badge("", "alarm", "square")
        self._who = Text("", "figure")
        self._rest = Elided("", "caption")
        self.answered = Button(self.tr("Answered (Ctrl+F9)"), "check", "primary")
        self.no_answer = Button(self.tr("No answer (Ctrl+F10)"), "close")
        self.passed_on = Button(self.tr("Passed on"), "call", "quiet")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        row.addWidget(self._head)
        row.addLayout(words, 1)
        for button in (self.answered, self.no_answer, self.passed_on):
            row.addWidget(button)
        self.answered.clicked.connect(lambda: self.record(CallResult.ANSWERED))
        self.no_answer.clicked.connect(lambda: self.record(CallResult.NO_ANSWER))
        self.passed_on.clicked.connect(lambda: self.record(CallResult.PASSED_ON))
        self.hide()

    def show_escalation(self, of: Escalation | None) -> None:
        """Show this call list and whom to call next; ``None`` hides the card."""
        self.shown = of
        self.callee = next_callee(of) if of is not None else None
        self.setVisible(self.callee is not None)
        if of is None or self.callee is None:
            return
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        now = self._services.workspace.desk.clock.now()
        since = time_text.day_clock(of.at, now)
        self._head.show_as(self.tr("Call the leaders: %n not acknowledged", "", len(of.keys)), "alarm", "square")
        self._who.setText(callee_line(describer, self.callee))
        last = {one.callee_id: one.result.value for one in of.calls}
        parts = [
            f"{one.name} {one.phone} {describer.say('escalation_result.' + last.get(one.id, 'none'))}" for one in of.people
        ]
        self._rest.setText(self.tr("since %1").replace("%1", since) + "    " + "    ".join(parts))
        self.setAccessibleName(f"{self._head.text} {self._who.text()}")

    def record(self, result: CallResult) -> None:
        """Say what became of the call to the one shown; with none shown, nothing."""
        if self.shown is None or self.callee is None:
            return
        command = RecordEscalationCall(escalation_id=self.shown.id, callee_id=self.callee.id, result=result)
        self._services.run(self._services.attempt(command), self)


class AlarmBars(QWidget):
    """The clock's banner and the call list, under the faults."""

    def __init__(self, services: Services, alarms: Alarms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._alarms = services, alarms
        self.clock = Banner("")
        self.clock.hide()
        self.nobody = Banner("")
        self.nobody.hide()
        self.escalation = EscalationBar(services)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.clock, self.nobody, self.escalation):
            column.addWidget(part)
        self.clock.acted.connect(alarms.keeper.dismiss_jump)
        self.nobody.acted.connect(lambda: services.navigator.show_panel("contacts"))
        alarms.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is so now."""
        keeper = self._alarms.keeper
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        if keeper.jump is None:
            self.clock.show_text("")
        else:
            advice = self.tr("All deadlines were computed anew. Check the clock of this machine.")
            self.clock.show_text(f"{jump_line(describer, keeper.jump)}    {advice}", Tone.WARN, self.tr("Seen"))
        lacking = self.tr("Due and not acknowledged, and no leader is in the contact book: whom should the desk call?")
        self.nobody.show_text(lacking if keeper.nobody_to_call else "", Tone.ALARM, self.tr("Contact book"))
        self.escalation.show_escalation(keeper.escalation)
        self.setVisible(keeper.jump is not None or keeper.nobody_to_call or self.escalation.callee is not None)
