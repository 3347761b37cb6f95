"""What is asked of a slip by its kind, and the command that it becomes: one small table for every kind of act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.calldown.commands import RecordCall
from app.domain.calldown.model import CallResult
from app.domain.calls.commands import LogCall
from app.domain.calls.model import CHANNELS, CallCategory, CallWords
from app.domain.conditions import FactScalar
from app.domain.duty.commands import StartShift
from app.domain.dutylog.commands import WriteLog
from app.domain.dutylog.model import LogCategory
from app.domain.incident.commands import AddNote, OpenIncident, RecordFacts
from app.domain.incident.model import Caller, FactType, Place
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
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import is_available
from app.domain.words import FactStatus
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

_WORDS, _LONG = 200, 5_000
_PAIR = "|"
_SOURCES = ("phone", "radio")

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Sort:
    """A kind of act: its fields for the desk as it stands, and the command of what was typed (``at``: the paper's time).

    ``preset`` are values that most slips have.
    """

    fields: Callable[[Services], tuple[Field, ...]]
    command: Callable[[Values, datetime], Command]
    preset: Mapping[str, Any] = field(default_factory=dict)


def _text(key: str, label: str, **more: Any) -> Field:
    return Field(key=key, label=label, **{"max_length": _WORDS, **more})


def _body(key: str, label: str, *, required: bool = True, lines: int = 3) -> Field:
    return Field(
        key=key, label=label, kind=FieldKind.MULTILINE, required=required, lines=lines, max_length=_LONG, wide=True
    )


def _choice(key: str, label: str, pairs: Iterable[tuple[Any, str]], **more: Any) -> Field:
    choices = tuple(Choice(value, name, f"{value} {search_keys(name)}") for value, name in pairs)
    return Field(key=key, label=label, kind=FieldKind.CHOICE, choices=choices, **{"required": True, **more})


def _describer(services: Services) -> Describer:
    return Describer(services.workspace.desk.reference, services.wording)


def _incident(services: Services, *, required: bool = True) -> Field:
    tell = _describer(services)
    known = sorted(services.state.incidents.values(), key=lambda one: one.number, reverse=True)
    pairs = [(one.id, f"{one.number} {tell.incident_title(one)}") for one in known if one.is_open]
    return _choice("incident", translate("CatchUp", "Incident"), pairs, required=required, wide=True)


def _figures(services: Services) -> tuple[Field, ...]:
    """The figures that are asked of every incident."""
    words = services.wording
    return tuple(
        Field(key=f"fact.{one.name}", label=words.text(one.label), kind=FieldKind.INT, minimum=0, maximum=one.most,
              unit=words.text(one.unit), small=True)
        for one in services.workspace.desk.reference.facts.values()
        if one.common and one.type is FactType.COUNT and not one.derived
    )  # fmt: skip


def _facts(values: Values) -> dict[str, FactScalar]:
    return {key[5:]: value for key, value in values.items() if key.startswith("fact.") and value is not None}


def _said(values: Values, key: str) -> str:
    return str(values[key] or "")


def _pair(values: Values, key: str) -> tuple[str, str]:
    first, _, second = _said(values, key).partition(_PAIR)
    return first, second


def _incident_fields(services: Services) -> tuple[Field, ...]:
    tell, say = _describer(services), services.wording.say
    kinds = [(code, f"{tell.kind(code)} {code}") for code in services.workspace.desk.reference.kinds]
    return (
        _choice("kind", translate("CatchUp", "Kind of incident"), kinds),
        _text("place", say("call_field.place"), required=True),
        Field(key="occurred_at", label=translate("CatchUp", "Happened at"), kind=FieldKind.DATETIME),
        _choice("channel", say("call_field.channel"), [(code, say(f"caller.{code}")) for code in CHANNELS], required=False),
        _text("caller", say("call_field.caller")), _text("phone", say("call_field.phone")),
        *_figures(services), _body("narrative", translate("CatchUp", "What the slip says"), required=False),
    )


def _open(values: Values, at: datetime) -> Command:
    caller = Caller(_said(values, "caller"), _said(values, "phone"), values["channel"] or "phone")
    return OpenIncident(
        kind=_said(values, "kind"), place=Place(_said(values, "place")), aware_at=at, occurred_at=values["occurred_at"],
        caller=caller, narrative=_said(values, "narrative"), facts=_facts(values),
    )


def _call_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    return (
        _body("text", say("call_field.text")),
        _choice("category", say("call_field.category"), [(one.value, say(f"call_category.{one}")) for one in CallCategory]),
        _choice("channel", say("call_field.channel"), [(code, say(f"caller.{code}")) for code in CHANNELS], required=False),
        _text("caller", say("call_field.caller")), _text("phone", say("call_field.phone")),
        _text("organisation", say("call_field.organisation")), _text("place", say("call_field.place")),
        _incident(services, required=False),
    )


def _call(values: Values, _at: datetime) -> Command:
    words = CallWords(
        text=_said(values, "text"), caller=_said(values, "caller"), phone=_said(values, "phone"),
        organisation=_said(values, "organisation"), channel=values["channel"] or "phone",
        category=CallCategory(values["category"] or CallCategory.OTHER), place=Place(_said(values, "place")),
    )
    return LogCall(words=words, incident_id=_said(values, "incident"))


def _fact_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    status = [(one.value, say(f"fact_status.{one}")) for one in FactStatus]
    return (
        _incident(services), *_figures(services),
        _choice("status", translate("CatchUp", "Status"), status), _text("source", translate("CatchUp", "Source")),
        _text("reason", say("field.reason"), hint=translate("CatchUp", "Needed for a correction"), wide=True),
    )


def _fact(values: Values, _at: datetime) -> Command:
    return RecordFacts(
        incident_id=_said(values, "incident"), facts=_facts(values), status=FactStatus(values["status"] or FactStatus.REPORTED),
        source=_said(values, "source"), reason=_said(values, "reason"),
    )


def _report_fields(services: Services) -> tuple[Field, ...]:
    tell, say = _describer(services), services.wording.say
    return (
        _incident(services),
        _choice("stage", translate("CatchUp", "Report"), [(one.value, say(f"stage.{one}")) for one in Stage]),
        _choice("channel", translate("CatchUp", "By"), [(one.value, say(f"channel.{one}")) for one in Channel]),
        _choice("to_role", translate("CatchUp", "To"),
                [(code, tell.role(code)) for code in services.workspace.desk.reference.roles]),
        _text("whom", translate("CatchUp", "Taken by")), _text("phone", say("call_field.phone")),
        _text("means", translate("CatchUp", "Means")),
        Field(key="read_back", label=translate("CatchUp", "Read back"), kind=FieldKind.TOGGLE),
        _body("content", translate("CatchUp", "What was reported"), required=False),
    )  # fmt: skip


def _report(values: Values, _at: datetime) -> Command:
    return MakeReport(
        incident_id=_said(values, "incident"), stage=Stage(values["stage"]), channel=Channel(values["channel"]),
        to_role=_said(values, "to_role"), whom=_said(values, "whom"), phone=_said(values, "phone"),
        read_back=bool(values["read_back"]), means=_said(values, "means"), content=_said(values, "content"),
    )


def _source(services: Services) -> Field:
    return _choice("source", translate("CatchUp", "By"), [(one, services.wording.say(f"source.{one}")) for one in _SOURCES])


def _dispatch_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    free = tuple(
        Choice(one.id, words.text(one.name), search_keys(words.text(one.name)))
        for one in services.state.units.values() if is_available(one)
    )
    units = Field(key="units", label=translate("CatchUp", "Units"), kind=FieldKind.PICKS, required=True, choices=free, wide=True)
    why = _text("override", translate("CatchUp", "Why, if a unit was resting"))
    return (_incident(services), units, _source(services), why)


def _dispatch(values: Values, _at: datetime) -> Command:
    return DispatchUnits(
        incident_id=_said(values, "incident"), unit_ids=tuple(values["units"] or ()), source=values["source"] or "phone",
        override=_said(values, "override"),
    )


def _status_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    units = sorted(services.state.units.values(), key=lambda one: (not one.dispatch_id, one.id))
    return (
        _choice("unit", translate("CatchUp", "Unit"), [(one.id, words.text(one.name)) for one in units], wide=True),
        _choice("status", translate("CatchUp", "Status"), [(one.value, words.say(f"unit_status.{one}")) for one in UnitStatus]),
        _source(services),
    )


def _status(values: Values, _at: datetime) -> Command:
    return SetUnitStatus(unit_id=_said(values, "unit"), status=UnitStatus(values["status"]), source=values["source"] or "radio")


def _task_fields(services: Services) -> tuple[Field, ...]:
    words = services.wording
    pairs = [
        (f"{of.id}{_PAIR}{work.task.id}", f"{of.number} {words.text(work.task.text)}")
        for of in services.state.incidents.values() if of.is_open for work in open_work(of)
    ]
    return (
        _choice("task", translate("CatchUp", "Task"), pairs, wide=True),
        Field(key="skipped", label=translate("CatchUp", "It was not done"), kind=FieldKind.TOGGLE),
        _text("remark", translate("CatchUp", "Result, or why not"), wide=True),
    )


def _task(values: Values, _at: datetime) -> Command:
    incident_id, task_id = _pair(values, "task")
    if values["skipped"]:
        return SkipTask(incident_id=incident_id, task_id=task_id, reason=_said(values, "remark"))
    return CompleteTask(incident_id=incident_id, task_id=task_id, remark=_said(values, "remark"))


def _log_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    categories = [(one.value, say(f"log_category.{one}")) for one in LogCategory]
    return (_body("text", say("log_field.text")), _choice("category", say("log_field.category"), categories))


def _instruction_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    return (
        _choice("kind", translate("CatchUp", "Kind"), [(one.value, say(f"instruction_kind.{one}")) for one in InstructionKind]),
        _choice("how", translate("CatchUp", "Came by"), [(one.value, say(f"received_by.{one}")) for one in ReceivedBy]),
        _text("from_name", translate("CatchUp", "From"), required=True), _text("from_post", translate("CatchUp", "Post")),
        _body("text", translate("CatchUp", "The words"), lines=4), _incident(services, required=False),
        _text("responsible", translate("CatchUp", "Responsible"), wide=True),
        Field(key="handle_due_at", label=translate("CatchUp", "To be done by"), kind=FieldKind.DATETIME, lean="future"),
        Field(key="feedback_due_at", label=translate("CatchUp", "To be answered by"), kind=FieldKind.DATETIME, lean="future"),
    )


def _instruction(values: Values, _at: datetime) -> Command:
    return ReceiveInstruction(
        kind=InstructionKind(values["kind"]), how=ReceivedBy(values["how"]), from_name=_said(values, "from_name"),
        from_post=_said(values, "from_post"), text=_said(values, "text"), incident_id=_said(values, "incident"),
        responsible=_said(values, "responsible"), handle_due_at=values["handle_due_at"],
        feedback_due_at=values["feedback_due_at"],
    )


def _called_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    pairs = [
        (f"{one.id}{_PAIR}{person.id}", f"{one.title} · {person.name}")
        for one in services.state.call_downs.values() if one.ended_at is None for person in one.persons
    ]
    return (
        _choice("person", translate("CatchUp", "Whom"), pairs, wide=True),
        _choice("result", translate("CatchUp", "Result"), [(one.value, say(f"call_result.{one}")) for one in CallResult]),
        _text("passed_to", translate("CatchUp", "Passed on to")), _text("remark", say("call_field.remark"), wide=True),
    )


def _called(values: Values, _at: datetime) -> Command:
    calldown_id, person_id = _pair(values, "person")
    return RecordCall(
        calldown_id=calldown_id, person_id=person_id, result=CallResult(values["result"]),
        passed_to=_said(values, "passed_to"), remark=_said(values, "remark"),
    )


def _admitted_fields(services: Services) -> tuple[Field, ...]:
    state, words = services.state, services.wording
    pairs = [
        (place, words.text(state.facilities[place].name)) for place, use in state.shelters.items()
        if use.is_open and place in state.facilities
    ]
    return (
        _choice("shelter", translate("CatchUp", "Shelter"), pairs, wide=True),
        Field(key="count", label=translate("CatchUp", "People"), kind=FieldKind.INT, required=True, minimum=1),
        _text("from_place", translate("CatchUp", "From")),
    )


def _shift_fields(services: Services) -> tuple[Field, ...]:
    return (
        _text("leader", translate("CatchUp", "Leader"), required=True),
        _text("officer", translate("CatchUp", "Officer"), required=True),
        _text("reason", services.wording.say("field.reason"), required=True, wide=True),
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
            lambda services: (_incident(services), _body("text", translate("CatchUp", "What the slip says"))),
            lambda values, _at: AddNote(incident_id=_said(values, "incident"), text=_said(values, "text")),
        ),
        SlipUse.LOG: Sort(
            _log_fields,
            lambda values, _at: WriteLog(text=_said(values, "text"), category=LogCategory(values["category"])),
            {"category": LogCategory.OTHER.value},
        ),
        SlipUse.INSTRUCTION: Sort(
            _instruction_fields, _instruction, {"kind": InstructionKind.LEADER.value, "how": ReceivedBy.PHONE.value}
        ),
        SlipUse.SHIFT: Sort(
            _shift_fields,
            lambda values, _at: StartShift(
                leader=_said(values, "leader"), officer=_said(values, "officer"), reason=_said(values, "reason")
            ),
        ),
        SlipUse.CALLED: Sort(_called_fields, _called, {"result": CallResult.ANSWERED.value}),
        SlipUse.ADMITTED: Sort(
            _admitted_fields,
            lambda values, _at: Admit(
                facility_id=_said(values, "shelter"), count=values["count"] or 0, from_place=_said(values, "from_place")
            ),
        ),
    }
)
"""Every kind of slip. An Enum's every member is here: the panel offers them all."""
