"""Below the checklist: who owns the current task, and the one thing to do about it (tell, record the answer, ask)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.incident.model import Incident
from app.domain.plan.composition import find_work
from app.domain.record import Command
from app.domain.responsibility import rules
from app.domain.responsibility.commands import RecordDutyAcceptance, RecordDutyNotice
from app.domain.responsibility.model import DutyClass, NoticeChannel, RequestCause, TaskDuty
from app.ui.command_dialog import ask_command
from app.ui.duty_requests import ask_admission
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided
from app.ui.kit.theme import set_tone
from app.ui.panels.duty.duty_line import ANSWER, CLAIM, TELL, DutyLine, duty_line
from app.ui.panels.duty.look import room_of, row
from app.ui.services import Services


class DutyFoot(QWidget):
    """The owner in one line with its button; hidden where nothing was assigned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Elided("", "caption")
        self.button = Button("", "send", "plain")
        layout = row(self.button, self.text)
        self.setLayout(layout)

    def show_line(self, line: DutyLine | None, of: Incident) -> None:
        """Say who owns the task."""
        self.setVisible(line is not None)
        if line is None:
            return
        labels = {
            TELL: translate("Duty", "Record the notice… (T)"), ANSWER: translate("Duty", "Record the answer… (T)"),
            CLAIM: translate("Duty", "Ask for admission… (T)"),
        }
        self.text.setText(line.whole)
        self.text.setToolTip(line.whole.replace("  ·  ", "\n"))
        set_tone(self.text, line.tone)
        self.button.setText(labels.get(line.action, ""))
        self.button.setVisible(bool(line.action))
        self.button.setEnabled(of.is_open)


async def act_on_duty(services: Services, parent: QWidget, incident_id: str, task_id: str) -> bool:
    """Open the dialog for what can be done about a task's owner now; whether something was recorded."""
    state = services.state
    of, duty = state.incidents.get(incident_id), state.assignments.get(task_id)
    if of is None or duty is None or not of.is_open:
        return False
    task = find_work(of, task_id).task
    line = duty_line(task, room_of(services))
    if line is None or not line.action:
        return False
    if line.action == CLAIM:
        kinds = "、".join((of.kind,))
        given = {"name": services.wording.text(task.text)[:60], "kinds": kinds, "cause": RequestCause.INCIDENT,
                 "class": DutyClass.SUPPORTING}
        return await ask_admission(services, parent, given, incident_id=of.id, task_id=task.id)
    ask = _tell if line.action == TELL else _answer
    return await ask(services, parent, of, duty)


async def _tell(services: Services, parent: QWidget, of: Incident, duty: TaskDuty) -> bool:
    say, unit = services.wording.say, duty.assignment.notice_to
    if unit is None:
        return False
    others = _others(services, of, duty)
    contact = room_of(services).contact(unit.role) if unit.role else None
    channels = tuple(Choice(one, say(f"notice_channel.{one}"), one.value) for one in NoticeChannel)
    also = Field(key="also", label=translate("Duty", "Also for the {count} other tasks of this unit").format(count=len(others)),
                 kind=FieldKind.TOGGLE)
    form = Form(
        (
            Field(key="whom", label=translate("Duty", "Who was told"), required=True, max_length=200),
            Field(key="channel", label=translate("Duty", "By"), kind=FieldKind.CHOICE, choices=channels, required=True),
            Field(key="number", label=translate("Duty", "Telephone or document number"), max_length=60),
            Field(key="read_back", label=translate("Duty", "It was read back"), kind=FieldKind.TOGGLE),
            Field(key="at", label=translate("Duty", "At"), kind=FieldKind.DATETIME, required=True),
            *((also,) if others else ()),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values(
        {
            "whom": contact.name if contact else None, "number": contact.phone if contact else None,
            "channel": NoticeChannel.PHONE, "at": services.workspace.desk.clock.now(), **({"also": True} if others else {}),
        }
    )

    def command(values: Mapping[str, Any]) -> Command:
        tasks = (duty.assignment.task_id, *(others if values.get("also") else ()))
        return RecordDutyNotice(
            incident_id=of.id, task_ids=tasks, whom=values.get("whom") or "", channel=values["channel"],
            number=values.get("number") or "", read_back=bool(values.get("read_back")), at=values["at"],
        )

    text = translate("Duty", "Life-saving work goes on meanwhile; this only keeps the proof that the unit was told.")
    title = translate("Duty", "Notice to {unit}").format(unit=unit.name)
    return await ask_command(services, parent, title, text, form, translate("Duty", "Record"), command)


async def _answer(services: Services, parent: QWidget, of: Incident, duty: TaskDuty) -> bool:
    unit = duty.assignment.notice_to
    if unit is None:
        return False
    told = duty.notices[-1]
    outcomes = (Choice(True, translate("Duty", "Takes it over")), Choice(False, translate("Duty", "Declines")))
    form = Form(
        (
            Field(key="accepted", label=translate("Duty", "Answer"), kind=FieldKind.CHOICE, choices=outcomes, required=True),
            Field(key="whom", label=translate("Duty", "Who answered"), required=True, max_length=200),
            Field(key="words", label=translate("Duty", "Words"), kind=FieldKind.MULTILINE, max_length=1000, lines=3,
                  hint=translate("Duty", "Needed where it declines")),
        ),
        compact=True,
    )
    form.set_values({"accepted": True, "whom": told.whom})
    together = tuple(
        one.assignment.task_id for one in services.state.assignments.values()
        if one.incident_id == of.id and one.notices and one.notices[-1] == told and one.assignment.notice_to == unit
    )
    return await ask_command(
        services, parent, translate("Duty", "Answer of {unit}").format(unit=unit.name),
        translate("Duty", "For the {count} task(s) of that notice.").format(count=len(together)), form,
        translate("Duty", "Record"),
        lambda values: RecordDutyAcceptance(
            incident_id=of.id, task_ids=together, accepted=bool(values["accepted"]), whom=values.get("whom") or "",
            words=values.get("words") or "",
        ),
    )


def _others(services: Services, of: Incident, duty: TaskDuty) -> tuple[str, ...]:
    """The other tasks of the same unit that it has not been told of."""
    own = duty.assignment.task_id
    return tuple(
        task_id for one in rules.open_notices(of, services.state.assignments) if one.to == duty.assignment.notice_to
        for task_id in one.task_ids if task_id != own
    )
