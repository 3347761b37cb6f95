"""What is asked of a slip by its kind, and the command that it becomes: one small table for every kind of act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.catalog.pinyin import search_keys
from app.domain.calldown.commands import RecordCall
from app.domain.calldown.model import CallResult
from app.domain.calls.commands import LogCall
from app.domain.calls.model import CHANNELS, CallCategory, CallWords
from app.domain.duty.commands import StartShift
from app.domain.dutylog.commands import WriteLog
from app.domain.dutylog.model import LogCategory
from app.domain.incident.commands import AddNote, OpenIncident, RecordFacts
from app.domain.incident.model import Caller, Place
from app.domain.instruction.commands import ReceiveInstruction
from app.domain.instruction.model import InstructionKind, ReceivedBy
from app.domain.paper.model import SlipUse
from app.domain.plan.commands import CompleteTask, SkipTask
from app.domain.plan.composition import open_work
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.shelter.commands import Admit
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.decide import engagements
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import is_available
from app.domain.words import FactStatus
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.contacts.slip_fields import (
    PAIR,
    Values,
    body,
    choice,
    describer_of,
    facts_of,
    figure_fields,
    incident_field,
    line,
    pair_of,
    said,
    source_field,
)
from app.ui.services import Services


@dataclass(frozen=True)
class Sort:
    """A kind of act: its fields for the desk as it stands, and the command of what was typed (``at``: the paper's time).

    ``preset`` are values that most slips have.
    """

    fields: Callable[[Services], tuple[Field, ...]]
    command: Callable[[Values, datetime], Command]
    preset: Mapping[str, Any] = field(default_factory=dict)


def _incident_fields(services: Services) -> tuple[Field, ...]:
    tell, say = describer_of(services), services.wording.say
    kinds = [(code, f"{tell.kind(code)} {code}") for code in services.workspace.desk.reference.kinds]
    return (
        choice("kind", translate("CatchUp", "Kind of incident"), kinds),
        line("place", say("call_field.place"), required=True),
        Field(key="occurred_at", label=translate("CatchUp", "Happened at"), kind=FieldKind.DATETIME),
        choice("channel", say("call_field.channel"), [(code, say(f"caller.{code}")) for code in CHANNELS], required=False),
        line("caller", say("call_field.caller")), line("phone", say("call_field.phone")),
        *figure_fields(services), body("narrative", translate("CatchUp", "What the slip says"), required=False),
    )


def _open(values: Values, at: datetime) -> Command:
    caller = Caller(said(values, "caller"), said(values, "phone"), values["channel"] or "phone")
    return OpenIncident(
        kind=said(values, "kind"), place=Place(said(values, "place")), aware_at=at, occurred_at=values["occurred_at"],
        caller=caller, narrative=said(values, "narrative"), facts=facts_of(values),
    )


def _call_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    return (
        body("text", say("call_field.text")),
        choice("category", say("call_field.category"), [(one.value, say(f"call_category.{one}")) for one in CallCategory]),
        choice("channel", say("call_field.channel"), [(code, say(f"caller.{code}")) for code in CHANNELS], required=False),
        line("caller", say("call_field.caller")), line("phone", say("call_field.phone")),
        line("organisation", say("call_field.organisation")), line("place", say("call_field.place")),
        incident_field(services, required=False),
    )


def _call(values: Values, _at: datetime) -> Command:
    words = CallWords(
        text=said(values, "text"), caller=said(values, "caller"), phone=said(values, "phone"),
        organisation=said(values, "organisation"), channel=values["channel"] or "phone",
        category=CallCategory(values["category"] or CallCategory.OTHER), place=Place(said(values, "place")),
    )
    return LogCall(words=words, incident_id=said(values, "incident"))


def _fact_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    status = [(one.value, say(f"fact_status.{one}")) for one in FactStatus]
    return (
        incident_field(services), *figure_fields(services),
        choice("status", translate("CatchUp", "Status"), status), line("source", translate("CatchUp", "Source")),
        line("reason", say("field.reason"), hint=translate("CatchUp", "Needed for a correction"), wide=True),
    )


def _fact(values: Values, _at: datetime) -> Command:
    return RecordFacts(
        incident_id=said(values, "incident"), facts=facts_of(values), status=FactStatus(values["status"] or FactStatus.REPORTED),
        source=said(values, "source"), reason=said(values, "reason"),
    )


def _report_fields(services: Services) -> tuple[Field, ...]:
    tell, say = describer_of(services), services.wording.say
    return (
        incident_field(services),
        choice("stage", translate("CatchUp", "Report"), [(one.value, say(f"stage.{one}")) for one in Stage]),
        choice("channel", translate("CatchUp", "By"), [(one.value, say(f"channel.{one}")) for one in Channel]),
        choice("to_role", translate("CatchUp", "To"),
                [(code, tell.role(code)) for code in services.workspace.desk.reference.roles]),
        line("whom", translate("CatchUp", "Taken by")), line("phone", say("call_field.phone")),
        line("means", translate("CatchUp", "Means")),
        Field(key="read_back", label=translate("CatchUp", "Read back"), kind=FieldKind.TOGGLE),
        body("content", translate("CatchUp", "What was reported"), required=False),
    )  # fmt: skip


def _report(values: Values, _at: datetime) -> Command:
    return MakeReport(
        incident_id=said(values, "incident"), stage=Stage(values["stage"]), channel=Channel(values["channel"]),
        to_role=said(values, "to_role"), whom=said(values, "whom"), phone=said(values, "phone"),
        read_back=bool(values["read_back"]), means=said(values, "means"), content=said(values, "content"),
    )


def _dispatch_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    units = services.state.units
    engaged = engagements(units)
    free = tuple(
        Choice(one.id, words.text(one.name), search_keys(words.text(one.name)))
        for one in sorted(units.values(), key=lambda one: one.id) if is_available(one) and one.id not in engaged
    )
    picks = Field(key="units", label=translate("CatchUp", "Units"), kind=FieldKind.PICKS, required=True, choices=free, wide=True)
    why = line("override", translate("CatchUp", "Why, if a unit was resting"))
    return (incident_field(services), picks, source_field(services), why)


def _dispatch(values: Values, _at: datetime) -> Command:
    return DispatchUnits(
        incident_id=said(values, "incident"), unit_ids=tuple(values["units"] or ()), source=values["source"] or "phone",
        override=said(values, "override"),
    )


def _status_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    units = sorted(services.state.units.values(), key=lambda one: (not one.dispatch_id, one.id))
    return (
        choice("unit", translate("CatchUp", "Unit"), [(one.id, words.text(one.name)) for one in units], wide=True),
        choice("status", translate("CatchUp", "Status"), [(one.value, words.say(f"unit_status.{one}")) for one in UnitStatus]),
        source_field(services),
    )


def _status(values: Values, _at: datetime) -> Command:
    return SetUnitStatus(unit_id=said(values, "unit"), status=UnitStatus(values["status"]), source=values["source"] or "radio")


def _task_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    pairs = [
        (f"{of.id}{PAIR}{work.task.id}", f"{of.number} {words.text(work.task.text)}")
        for of in services.state.incidents.values() if of.is_open for work in open_work(of)
    ]
    return (
        choice("task", translate("CatchUp", "Task"), pairs, wide=True),
        Field(key="skipped", label=translate("CatchUp", "It was not done"), kind=FieldKind.TOGGLE),
        line("remark", translate("CatchUp", "Result, or why not"), wide=True),
    )


def _task(values: Values, _at: datetime) -> Command:
    incident_id, task_id = pair_of(values, "task")
    if values["skipped"]:
        return SkipTask(incident_id=incident_id, task_id=task_id, reason=said(values, "remark"))
    return CompleteTask(incident_id=incident_id, task_id=task_id, remark=said(values, "remark"))


def _log_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    categories = [(one.value, say(f"log_category.{one}")) for one in LogCategory]
    return (body("text", say("log_field.text")), choice("category", say("log_field.category"), categories))


def _instruction_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    return (
        choice("kind", translate("CatchUp", "Kind"), [(one.value, say(f"instruction_kind.{one}")) for one in InstructionKind]),
        choice("how", translate("CatchUp", "Came by"), [(one.value, say(f"received_by.{one}")) for one in ReceivedBy]),
        line("from_name", translate("CatchUp", "From"), required=True), line("from_post", translate("CatchUp", "Post")),
        body("text", translate("CatchUp", "The words"), lines=4), incident_field(services, required=False),
        line("responsible", translate("CatchUp", "Responsible"), wide=True),
        Field(key="handle_due_at", label=translate("CatchUp", "To be done by"), kind=FieldKind.DATETIME, lean="future"),
        Field(key="feedback_due_at", label=translate("CatchUp", "To be answered by"), kind=FieldKind.DATETIME, lean="future"),
    )


def _instruction(values: Values, _at: datetime) -> Command:
    return ReceiveInstruction(
        kind=InstructionKind(values["kind"]), how=ReceivedBy(values["how"]), from_name=said(values, "from_name"),
        from_post=said(values, "from_post"), text=said(values, "text"), incident_id=said(values, "incident"),
        responsible=said(values, "responsible"), handle_due_at=values["handle_due_at"],
        feedback_due_at=values["feedback_due_at"],
    )


def _called_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    pairs = [
        (f"{one.id}{PAIR}{person.id}", f"{one.title} · {person.name}")
        for one in services.state.call_downs.values() if one.ended_at is None for person in one.persons
    ]
    return (
        choice("person", translate("CatchUp", "Whom"), pairs, wide=True),
        choice("result", translate("CatchUp", "Result"), [(one.value, say(f"call_result.{one}")) for one in CallResult]),
        line("passed_to", translate("CatchUp", "Passed on to")), line("remark", say("call_field.remark"), wide=True),
    )


def _called(values: Values, _at: datetime) -> Command:
    calldown_id, person_id = pair_of(values, "person")
    return RecordCall(
        calldown_id=calldown_id, person_id=person_id, result=CallResult(values["result"]),
        passed_to=said(values, "passed_to"), remark=said(values, "remark"),
    )


def _admitted_fields(services: Services) -> tuple[Field, ...]:
    state, words = services.state, services.wording
    pairs = [
        (place, words.text(state.facilities[place].name)) for place, use in state.shelters.items()
        if use.is_open and place in state.facilities
    ]
    return (
        choice("shelter", translate("CatchUp", "Shelter"), pairs, wide=True),
        Field(key="count", label=translate("CatchUp", "People"), kind=FieldKind.INT, required=True, minimum=1),
        line("from_place", translate("CatchUp", "From")),
    )


def _shift_fields(services: Services) -> tuple[Field, ...]:
    return (
        line("leader", translate("CatchUp", "Leader"), required=True),
        line("officer", translate("CatchUp", "Officer"), required=True),
        line("reason", services.wording.say("field.reason"), required=True, wide=True),
    )


SORTS: Mapping[SlipUse, Sort] = MappingProxyType(
    {
        SlipUse.INCIDENT: Sort(_incident_fields, _open, {"channel": "phone"}),
        SlipUse.CALL: Sort(_call_fields, _call, {"category": CallCategory.OTHER.value, "channel": "phone"}),
        SlipUse.FACT: Sort(_fact_fields, _fact, {"status": FactStatus.REPORTED.value}),
        SlipUse.REPORT: Sort(_report_fields, _report, {"stage": Stage.FIRST.value, "channel": Channel.PHONE.value}),
        SlipUse.DISPATCH: Sort(_dispatch_fields, _dispatch, {"source": "phone"}),
        SlipUse.STATUS: Sort(_status_fields, _status, {"source": "radio"}),
        SlipUse.TASK: Sort(_task_fields, _task),
        SlipUse.NOTE: Sort(
            lambda services: (incident_field(services), body("text", translate("CatchUp", "What the slip says"))),
            lambda values, _at: AddNote(incident_id=said(values, "incident"), text=said(values, "text")),
        ),
        SlipUse.LOG: Sort(
            _log_fields,
            lambda values, _at: WriteLog(text=said(values, "text"), category=LogCategory(values["category"])),
            {"category": LogCategory.OTHER.value},
        ),
        SlipUse.INSTRUCTION: Sort(
            _instruction_fields, _instruction, {"kind": InstructionKind.LEADER.value, "how": ReceivedBy.PHONE.value}
        ),
        SlipUse.SHIFT: Sort(
            _shift_fields,
            lambda values, _at: StartShift(
                leader=said(values, "leader"), officer=said(values, "officer"), reason=said(values, "reason")
            ),
        ),
        SlipUse.CALLED: Sort(_called_fields, _called, {"result": CallResult.ANSWERED.value}),
        SlipUse.ADMITTED: Sort(
            _admitted_fields,
            lambda values, _at: Admit(
                facility_id=said(values, "shelter"), count=values["count"] or 0, from_place=said(values, "from_place")
            ),
        ),
    }
)
"""Every kind of slip. An Enum's every member is here: the panel offers them all."""
