"""Facts of the desk in a person's words: one wording for the window, the papers and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from app.catalog.wording import Wording
from app.desk import (
    describe_alarms,
    describe_calldown,
    describe_calls,
    describe_dispatching,
    describe_drawings,
    describe_drills,
    describe_duties,
    describe_dutylog,
    describe_forces,
    describe_handover,
    describe_improvement,
    describe_paper,
    describe_plans,
    describe_roster,
    describe_rulebooks,
    describe_sending,
    describe_situation,
    describe_tracking,
    describe_warnings,
)
from app.domain.basis import Basis
from app.domain.conditions import FactScalar
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.duty import entries as duty
from app.domain.incident import entries as incident
from app.domain.incident.model import Incident
from app.domain.plan import entries as plan
from app.domain.plan.composition import find_work
from app.domain.record import Entry, Record
from app.domain.reference import Reference
from app.domain.reporting import entries as reporting
from app.domain.reporting.model import Obligation, RuleRef, Stage
from app.domain.reporting.rules import Urgency
from app.domain.resource import entries as resource
from app.domain.state import State
from app.domain.unit import entries as unit
from app.kernel.clock import to_local


class Describer:
    """Words for records, duties and deadlines, in one language."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        self._reference = reference
        self._words = wording

    @property
    def reference(self) -> Reference:
        """The catalogue whose names it uses."""
        return self._reference

    def kind(self, code: str) -> str:
        """The name of an incident kind."""
        known = self._reference.kinds.get(code)
        return self._words.text(known.name) if known else code

    def role(self, code: str) -> str:
        """The name of a role."""
        known = self._reference.roles.get(code)
        return self._words.text(known.name) if known else code

    def unit_kind(self, code: str) -> str:
        """The name of a unit kind."""
        known = self._reference.unit_kinds.get(code)
        return self._words.text(known.name) if known else code

    def element(self, code: str) -> str:
        """The name of an element of written reports."""
        known = next((one for one in self._reference.report_elements if one.code == code), None)
        return self._words.text(known.name) if known else code

    def severity(self, of: Incident) -> str:
        """The grade that counts, or the word for none; geological hazards use the names of their own law."""
        if of.severity is None:
            return self._words.say("severity.none")
        known = self._reference.kinds.get(of.kind)
        own = known.severity_names.get(of.severity.value) if known else None
        return self._words.text(own) if own else self._words.say(f"severity.{of.severity}")

    def incident_title(self, of: Incident) -> str:
        """Place and kind: what everybody calls the incident."""
        return self._words.say("incident.title", place=of.place.words, kind=self.kind(of.kind))

    def where(self, incident_id: str, state: State) -> str:
        """The title of an incident, or that it is about none."""
        of = state.incidents.get(incident_id)
        return self.incident_title(of) if of is not None else self._words.say("incident.no_incident")

    def fact(self, name: str, value: object) -> str:
        """A fact with its label, value and unit."""
        known = self._reference.facts.get(name)
        if known is None:
            return f"{name} {value}"
        label = self._words.text(known.label)
        if isinstance(value, bool):
            return self._words.say("fact.flag_yes" if value else "fact.flag_no", label=label)
        if isinstance(value, str):
            choice = known.choices.get(value)
            return f"{label} {self._words.text(choice) if choice else value}"
        number = f"{value:g}" if isinstance(value, float) else str(value)
        return f"{label} {number} {self._words.text(known.unit)}".strip()

    def fact_label(self, name: str) -> str:
        """The label of a fact."""
        return self._words.fact_label(name)

    def fact_value(self, name: str, value: FactScalar) -> str:
        """A fact's value with its unit, or the words of its choice."""
        return self._words.fact_value(name, value)

    def facts(self, values: Mapping[str, object]) -> str:
        """Several facts in one line."""
        return self._words.say("list.separator").join(self.fact(name, value) for name, value in values.items())

    def stage(self, stage: Stage, number: int) -> str:
        """The name of a report stage; repeated ones are numbered (续报一, 续报二 …)."""
        name = self._words.say(f"stage.{stage}")
        return self._words.say("stage.numbered", stage=name, number=self._words.ordinal(number)) if number else name

    def obligation(self, owed: Obligation) -> str:
        """A duty to report: which report, by which channel, to whom."""
        return self._words.say(
            "obligation.title",
            stage=self.stage(owed.stage, owed.number),
            channel=self._words.say(f"channel.{owed.channel}"),
            to=self.role(owed.to_role),
        )

    def basis(self, basis: Basis) -> str:
        """Where a rule comes from and what it is worth."""
        return self._words.basis(basis)

    def rule_basis(self, ref: RuleRef) -> str:
        """Where a reporting rule comes from, and which plan brought it where it is a plan's own."""
        basis = self._words.basis(ref.basis)
        return self._words.say("rule_of_plan", basis=basis, plan=self.plan_name(ref.plan_id)) if ref.plan_id else basis

    def deadline(self, one: Deadline, state: State) -> str:
        """What is due, without the incident's name."""
        stepped = _STEPPED.get(one.kind)
        if stepped is not None:
            return stepped(self, one.subject, one.step, state)
        of = state.incidents[one.incident_id]
        if one.obligation is not None:
            return self.obligation(one.obligation)
        if one.kind is DeadlineKind.TASK:
            task = find_work(of, one.ref).task
            return self._words.say("deadline.task", task=self._words.text(task.text), role=self.role(task.role))
        if one.kind is DeadlineKind.ACKNOWLEDGE:
            return self._words.say("deadline.acknowledge", unit=self._words.text(of.dispatches[one.ref].unit_name))
        if one.kind is DeadlineKind.PERSON:
            return describe_forces.person_due(self, state.presences[one.ref])
        if one.kind is DeadlineKind.SUPPLY:
            return describe_forces.supply_due(self, state.supply_requests[one.ref])
        return self._words.say(f"deadline.{one.kind}")

    def urgency(self, one: Deadline, now: datetime) -> str:
        """How pressing it is, in a word. A finding is never more than soon, but its day passes like any other."""
        urgency = one.urgency(now)
        if one.kind is DeadlineKind.FINDING:
            urgency = Urgency.OVERDUE if urgency is Urgency.SOON else Urgency.NEAR
        return self._words.say(f"urgency.{urgency}")

    def record(self, record: Record, state: State) -> str:
        """One journal entry in a sentence."""
        maker = _MAKERS.get(type(record.entry))
        facts: dict[str, Any] = maker(self, record.entry, state) if maker else {}
        told = self._words.say(f"entry.{type(record.entry).__name__}", **facts)
        return told if record.entry.paper is None else told + describe_paper.mark(self, record.entry.paper, record.stamp.at)

    def clock(self, at: datetime | None) -> str:
        """Beijing time, ``MM-DD HH:MM``."""
        return "" if at is None else to_local(at).strftime("%m-%d %H:%M")

    def means(self, means: str) -> str:
        """How a written report went out: the word of a known means (fax, network …), else what was typed."""
        code = f"means.{means}"
        return self._words.say(code) if self._words.knows(code) else means

    def source(self, source: str) -> str:
        """Where something is known from: the word of a known source (phone, radio …), else what was typed."""
        code = f"source.{source}"
        return self._words.say(code) if self._words.knows(code) else source or "—"

    def unit_name(self, unit_id: str, state: State) -> str:
        """The name of a unit."""
        known = state.units.get(unit_id)
        return self._words.text(known.name) if known else unit_id

    def plan_name(self, plan_id: str) -> str:
        """The title of a plan."""
        known = self._reference.plans.get(plan_id)
        return self._words.text(known.title) if known else plan_id

    def level(self, level: object) -> str:
        """The word for a response level."""
        return self._words.say(f"response.{level}") if level else self._words.say("response.none")

    def knows(self, code: str) -> bool:
        """Whether the catalogue has this word."""
        return self._words.knows(code)

    def say(self, code: str, /, **facts: Any) -> str:
        """A word of the catalogue."""
        return self._words.say(code, **facts)

    def text(self, text: Any) -> str:
        """A two-language text in this language."""
        return self._words.text(text)


_STEPPED: Mapping[DeadlineKind, Callable[[Describer, str, str, State], str]] = MappingProxyType(
    {
        DeadlineKind.RECEIPT: lambda d, i, step, s: describe_sending.receipt_due(d, s.transmissions[i], step),
        DeadlineKind.INSTRUCTION: lambda d, i, step, s: describe_sending.instruction_due(d, s.instructions[i], step),
        DeadlineKind.WARNING: describe_warnings.due,
        DeadlineKind.FINDING: lambda d, i, _step, s: describe_improvement.due(d, s.findings[i]),
        DeadlineKind.CALL: lambda d, i, _step, s: describe_calldown.due(d, i, s),
    }
)
"""What is due by its id and the step it asks for."""

_Maker: TypeAlias = Callable[[Describer, Any, State], dict[str, Any]]


def _opened(d: Describer, e: incident.IncidentOpened, _: State) -> dict[str, Any]:
    return {
        "number": e.number, "kind": d.kind(e.kind_code), "place": e.place.words, "caller": e.caller.name or "—",
        "narrative": e.narrative,
    }


def _facts(d: Describer, e: incident.FactsRecorded, _: State) -> dict[str, Any]:
    gone = d.say("list.separator").join(d.fact(name, e.before.get(name, "")) for name in e.removed)
    replaced = d.facts({name: e.before[name] for name in e.facts if name in e.before})
    detail = []
    if replaced:
        detail.append(d.say("facts.replaced", facts=replaced))
    if gone:
        detail.append(d.say("facts.removed", facts=gone))
    if e.reason:
        detail.append(d.say("facts.reason", reason=e.reason))
    return {
        "facts": d.facts(e.facts) or "—", "status": d.say(f"fact_status.{e.status}"), "source": d.source(e.source),
        "detail": "".join(detail),
    }


def _assessed(d: Describer, e: incident.SeverityAssessed, _: State) -> dict[str, Any]:
    grade = e.grading.severity
    return {"severity": d.say(f"severity.{grade}") if grade else d.say("severity.none")}


def _overridden(d: Describer, e: incident.SeverityOverridden, _: State) -> dict[str, Any]:
    return {"severity": d.say(f"severity.{e.severity}") if e.severity else d.say("severity.none"), "reason": e.reason}


def _activated(d: Describer, e: plan.PlanActivated, _: State) -> dict[str, Any]:
    return {
        "plan": d.text(e.plan_title), "version": e.plan_version, "level": d.text(e.level_name), "item": e.item,
        "hours": f"{e.expected_duration_h:g}", "approved_by": e.approved_by, "tasks": len(e.tasks), "merged": _merged(d, e),
    }


def _level(d: Describer, e: plan.ResponseLevelChanged, _: State) -> dict[str, Any]:
    return {
        "level": d.text(e.level_name), "reason": e.reason, "approved_by": e.approved_by, "tasks": len(e.tasks),
        "merged": _merged(d, e),
    }


def _merged(d: Describer, e: plan.PlanActivated | plan.ResponseLevelChanged) -> str:
    return d.say("entry.merged", count=len(e.merged)) if e.merged else ""


def _task(d: Describer, e: plan.TaskSettled, state: State) -> dict[str, Any]:
    task = find_work(state.incidents[e.incident_id], e.task_id).task
    remark = d.say("task.remark", remark=e.remark) if e.remark else ""
    return {"task": d.text(task.text), "status": d.say(f"task_status.{e.status}"), "remark": remark}


def _report(d: Describer, e: reporting.ReportRecorded, _: State) -> dict[str, Any]:
    made = e.report
    by_voice = d.say("report.by_voice", whom=made.whom, phone=made.phone or "—")
    read_back = d.say("report.read_back") if made.read_back else ""
    return {
        "stage": d.stage(made.stage, made.number), "channel": d.say(f"channel.{made.channel}"), "to": d.role(made.to_role),
        "how": by_voice + read_back if made.whom else d.say("report.by_means", means=d.means(made.means)),
        "at": d.clock(made.at),
    }


def _receipt(d: Describer, e: reporting.ReceiptRecorded, state: State) -> dict[str, Any]:
    made = next(one for one in state.incidents[e.incident_id].reports if one.id == e.report_id)
    return {"stage": d.stage(made.stage, made.number), "by": e.receipt_by, "at": d.clock(e.at)}


def _issued(d: Describer, e: incident.DocumentIssued, _: State) -> dict[str, Any]:
    extent = d.say("issued.pages", pages=e.pages) if e.pages else d.say(f"paper_format.{e.format}")
    whole = d.say("issued.unmasked", reason=e.reason) if e.unmasked else ""
    return {"document": d.say(f"document.{e.document}"), "extent": extent, "whole": whole}


_MAKERS: Mapping[type[Entry], _Maker] = MappingProxyType(
    {
        incident.IncidentOpened: _opened,
        incident.FactsRecorded: _facts,
        incident.IncidentCorrected: lambda d, e, s: {
            "fields": d.say("list.separator").join(d.say(f"field.{name}") for name in e.fields), "reason": e.reason,
        },
        incident.SeverityAssessed: _assessed,
        incident.SeverityOverridden: _overridden,
        incident.OverrideWithdrawn: lambda d, e, s: {"reason": e.reason},
        incident.NoteAdded: lambda d, e, s: {"text": e.text},
        incident.NoteStruck: lambda d, e, s: {"reason": e.reason},
        incident.IncidentStabilised: lambda d, e, s: {"at": d.clock(e.at)},
        incident.IncidentClosed: lambda d, e, s: {"outcome": e.closure.outcome, "approved_by": e.closure.approved_by},
        incident.DocumentIssued: _issued,
        incident.PhotographAttached: lambda d, e, s: {"name": e.name, "caption": e.caption or "—"},
        incident.PhotographCaptioned: lambda d, e, s: {"caption": e.caption or "—", "before": e.before or "—"},
        incident.PhotographWithdrawn: lambda d, e, s: {"reason": e.reason},
        plan.PlanActivated: _activated,
        plan.ResponseLevelChanged: _level,
        plan.PlanDeclined: lambda d, e, s: {"plan": d.plan_name(e.plan_id), "level": d.level(e.level), "reason": e.reason},
        plan.TaskSettled: _task,
        plan.ResponseTerminated: lambda d, e, s: {"reason": e.reason, "approved_by": e.approved_by},
        unit.UnitDispatched: lambda d, e, s: {
            "unit": d.unit_name(e.unit_id, s), "override": d.say("dispatch.override", reason=e.override) if e.override else "",
        },
        unit.UnitStatusChanged: lambda d, e, s: {
            "unit": d.unit_name(e.unit_id, s), "status": d.say(f"unit_status.{e.status}"), "source": d.source(e.source),
            "at": d.clock(e.at),
        },
        unit.UnitsRegistered: lambda d, e, s: {"count": len(e.units)},
        reporting.ReportRecorded: _report,
        reporting.ReceiptRecorded: _receipt,
        reporting.ObligationWaived: lambda d, e, s: {"key": e.key, "reason": e.reason},
        duty.DeskFounded: lambda d, e, s: {"desk": d.text(e.profile.name)},
        duty.ProfileChanged: lambda d, e, s: {"desk": d.text(e.profile.name)},
        duty.ShiftStarted: lambda d, e, s: {
            "leader": e.shift.leader, "officer": e.shift.officer,
            "without": d.say("log.without_handover", reason=e.without_handover) if e.without_handover else "",
        },
        duty.ContactsRegistered: lambda d, e, s: {"count": len(e.contacts)},
        duty.WarningReceived: lambda d, e, s: {
            "kind": describe_warnings.kind(d, e.warning.kind), "level": d.say(f"alert.{e.warning.level}"), "text": e.warning.text,
        },
        duty.WarningLifted: lambda d, e, s: {"kind": describe_warnings.named(d, e.warning_id, s)},
        **describe_warnings.MAKERS,
        **describe_alarms.MAKERS,
        **describe_duties.MAKERS,
        **describe_dispatching.MAKERS,
        **describe_drawings.MAKERS,
        **describe_drills.MAKERS,
        **describe_tracking.MAKERS,
        **describe_calldown.MAKERS,
        **describe_calls.MAKERS,
        **describe_dutylog.MAKERS,
        **describe_handover.MAKERS,
        **describe_paper.MAKERS,
        **describe_forces.MAKERS,
        **describe_improvement.MAKERS,
        **describe_plans.MAKERS,
        **describe_rulebooks.MAKERS,
        **describe_roster.MAKERS,
        **describe_situation.MAKERS,
        **describe_sending.MAKERS,
        resource.FacilitiesRegistered: lambda d, e, s: {"count": len(e.facilities)},
        resource.MaterialsRegistered: lambda d, e, s: {"count": len(e.materials)},
    }
)
