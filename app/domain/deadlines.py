"""Everything that is due, over all incidents, in one ranked list. Pure; the strip, the watcher and reports share it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.calldown.rules import again_at
from app.domain.improvement.rules import STRIP_DAYS, due_on
from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.instruction.model import InstructionKind
from app.domain.instruction.rules import limits
from app.domain.plan.composition import open_work
from app.domain.presence.rules import inside
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation, PlanRules, Rulebook
from app.domain.reporting.rules import (
    CorrectionWindow,
    ReportingCase,
    Urgency,
    correction_window,
    obligations_for,
    urgency,
)
from app.domain.sending.rules import missing_receipts
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import ACKNOWLEDGE_WITHIN_S
from app.domain.warning.rules import to_do
from app.kernel.clock import beginning_of


class DeadlineKind(StrEnum):
    """What is due; the order is the rank at equal urgency: a person who did not come out goes before all paper."""

    PERSON = "person"
    REPORT = "report"
    INSTRUCTION = "instruction"
    RECEIPT = "receipt"
    WARNING = "warning"
    CALL = "call"
    ACKNOWLEDGE = "acknowledge"
    TASK = "task"
    SUPPLY = "supply"
    DURATION = "duration"
    FINDING = "finding"
    WINDOW = "window"


STEPPED = frozenset({DeadlineKind.RECEIPT, DeadlineKind.INSTRUCTION, DeadlineKind.WARNING, DeadlineKind.CALL})
"""Kinds that ask for several things, and that need no incident."""


class Deadline(msgspec.Struct, frozen=True):
    """Something due: ``ref`` is the obligation key, the id of a dispatch, task, activation, finding or rule, the id of a person's
    stay inside, the id of a request for materials, or the id of a transmission, an instruction, a warning or a call-down
    with what it asks for behind a colon (``subject`` and ``step``). ``incident_id`` is "" for what belongs to none."""

    kind: DeadlineKind
    incident_id: str
    ref: str
    started_at: datetime
    due_at: datetime
    obligation: Obligation | None = None
    critical: bool = False

    @property
    def key(self) -> str:
        """Unique over the desk and the same at every recomputation."""
        return f"{self.kind}:{self.incident_id}:{self.ref}"

    @property
    def subject(self) -> str:
        """The id of what is due, without what it asks for."""
        return self.ref.rpartition(":")[0] if self.kind in STEPPED else self.ref

    @property
    def step(self) -> str:
        """What a transmission, an instruction or a warning asks for; "" for everything else."""
        return self.ref.rpartition(":")[2] if self.kind in STEPPED else ""

    def urgency(self, now: datetime) -> Urgency:
        """How pressing it is now; a correction window only runs out, it is never an alarm.

        A finding is a matter of days: overdue it is shown to the leader, but no clock of minutes ever stands behind it.
        """
        if self.kind is DeadlineKind.WINDOW:
            return Urgency.CALM
        if self.kind is DeadlineKind.FINDING:
            return Urgency.SOON if now > self.due_at else Urgency.CALM
        return urgency(self.started_at, self.due_at, now)


def rulebook_of(state: State, reference: Reference) -> Rulebook | None:
    """The rulebook that the desk's settings name, with the rules that its own tier runs, if it is there."""
    profile = state.profile
    return None if profile is None else reference.own_rulebook(profile.rulebook_id, profile.tier)


def reporting_case(incident: Incident, state: State, now: datetime) -> ReportingCase:
    """An incident as the reporting rules see it."""
    received_at, lifted_at = _warning_moments(incident, state)
    return ReportingCase(
        incident_id=incident.id,
        kind=incident.kind,
        facts=incident_facts(incident, state.alert(), now),
        aware_at=incident.aware_at,
        occurred_at=incident.occurred_at,
        judged_at=incident.judged_at,
        requested_at=incident.requested_at,
        stabilised_at=incident.stabilised_at,
        terminated_at=incident.terminated_at,
        closed_at=incident.closure.at if incident.closure else None,
        casualties_changed_at=incident.casualties_changed_at,
        reports=incident.reports,
        waivers=incident.waivers,
        warning_received_at=received_at,
        alert_lifted_at=lifted_at,
        activated_at=min((one.activated_at for one in incident.activations), default=None),
    )


def _warning_moments(incident: Incident, state: State) -> tuple[datetime | None, datetime | None]:
    """When the warning that counts came in, and since when none is in force any more.

    The one that came in last counts; warnings that were lifted before the incident became known are none of its own.
    """
    theirs = [one for one in state.warnings.values() if one.lifted_at is None or one.lifted_at >= incident.aware_at]
    if not theirs:
        return None, None
    lifted = [one.lifted_at for one in theirs if one.lifted_at is not None]
    return max(one.received_at for one in theirs), max(lifted) if len(lifted) == len(theirs) else None


def obligations(incident: Incident, state: State, reference: Reference, now: datetime) -> tuple[Obligation, ...]:
    """What is and was owed upwards for one incident, by the rulebook in force and by the plans of its responses."""
    rulebook, plans = rulebook_of(state, reference), plan_rules(incident)
    if rulebook is None and not plans:
        return ()
    return obligations_for(reporting_case(incident, state, now), rulebook, now, plans, reference.calendar)


def plan_rules(incident: Incident) -> tuple[PlanRules, ...]:
    """The reporting rules that the plans of its responses brought with them, each once; a running response before an ended
    one of the same plan."""
    found: dict[str, PlanRules] = {}
    for one in sorted(incident.activations, key=lambda activation: not activation.is_running):
        if one.reporting:
            found.setdefault(one.plan_id, PlanRules(one.plan_id, one.reporting, ended=not one.is_running))
    return tuple(found.values())


def window_of(incident: Incident, state: State, reference: Reference, now: datetime) -> CorrectionWindow | None:
    """The correction window of an incident, open or past."""
    rulebook, plans = rulebook_of(state, reference), plan_rules(incident)
    if rulebook is None and not plans:
        return None
    return correction_window(reporting_case(incident, state, now), rulebook, plans)


def deadlines(state: State, reference: Reference, now: datetime) -> tuple[Deadline, ...]:
    """All open deadlines of the desk: the overdue first, then by urgency and time, reports before tasks."""
    found = [one for incident in state.incidents.values() for one in incident_deadlines(incident, state, reference, now)]
    found += desk_deadlines(state, now)
    return tuple(sorted(found, key=lambda one: rank_key(one, now)))


def desk_deadlines(state: State, now: datetime) -> list[Deadline]:
    """The open deadlines that are not computed from one incident, unranked: people inside, materials on their way, reports
    without a receipt, instructions from above, findings whose day has come or comes soon."""
    found = _people(state) + _supplies(state) + _receipts(state) + _instructions(state) + _warnings(state) + _calls(state)
    return found + finding_deadlines(state, now)


def incident_deadlines(incident: Incident, state: State, reference: Reference, now: datetime) -> list[Deadline]:
    """The open deadlines of one incident, unranked. A closed one keeps only its reports and its correction window."""
    found = [
        Deadline(DeadlineKind.REPORT, incident.id, owed.key, owed.started_at, owed.due_at, owed, critical=True)
        for owed in obligations(incident, state, reference, now)
        if owed.is_open
    ]
    window = window_of(incident, state, reference, now)
    if window is not None and incident.terminated_at is not None and window.until >= now:
        started_at = incident.occurred_at or incident.aware_at
        found.append(Deadline(DeadlineKind.WINDOW, incident.id, window.rule_id, started_at, window.until))
    if incident.is_open:
        found += _work(incident)
    return found


def _work(incident: Incident) -> list[Deadline]:
    found = [
        Deadline(DeadlineKind.TASK, incident.id, task.id, task.added_at, task.due_at, critical=task.critical)
        for task in (work.task for work in open_work(incident))
    ]
    for activation in incident.activations:
        if not activation.is_running:
            continue
        ends_at = activation.activated_at + timedelta(hours=activation.expected_duration_h)
        found.append(
            Deadline(DeadlineKind.DURATION, incident.id, activation.id, activation.activated_at, ends_at)
        )
    for dispatch in incident.dispatches.values():
        if dispatch.status is UnitStatus.DISPATCHED and dispatch.ended_at is None:
            sent_at = dispatch.steps[-1].at
            due_at = sent_at + timedelta(seconds=ACKNOWLEDGE_WITHIN_S)
            found.append(Deadline(DeadlineKind.ACKNOWLEDGE, incident.id, dispatch.id, sent_at, due_at))
    return found


def _people(state: State) -> list[Deadline]:
    """Everybody inside of whom it was said when they come out; a scene with somebody inside is never closed."""
    return [
        Deadline(DeadlineKind.PERSON, one.incident_id, one.id, one.in_at, one.expected_out_at, critical=True)
        for one in inside(state)
        if one.expected_out_at is not None
    ]


def _supplies(state: State) -> list[Deadline]:
    """Requests of open incidents that were to be there by a moment."""
    return [
        Deadline(DeadlineKind.SUPPLY, one.incident_id, one.id, one.asked_at, one.due_at)
        for one in state.supply_requests.values()
        if one.due_at is not None and one.is_open and one.incident_id and state.incidents[one.incident_id].is_open
    ]


def _receipts(state: State) -> list[Deadline]:
    """What was sent and not signed for: ask, then ask somebody else (suggested limits)."""
    return [
        Deadline(
            DeadlineKind.RECEIPT, one.incident_id, f"{one.id}:{missing.step}", one.sent_at or one.queued_at, missing.due_at
        )
        for one in state.transmissions.values()
        for missing in missing_receipts(one)
    ]


def _instructions(state: State) -> list[Deadline]:
    """The limits that were set from above; a superior who asks for a fact waits for it."""
    return [
        Deadline(
            DeadlineKind.INSTRUCTION, one.incident_id, f"{one.id}:{step}", one.received_at, due_at,
            critical=one.kind is InstructionKind.QUERY,
        )
        for one in state.instructions.values()
        for step, due_at in limits(one)
    ]


def _warnings(state: State) -> list[Deadline]:
    """Warnings that came in and wait to be signed for or passed on (a county's limits, as a sample)."""
    return [
        Deadline(DeadlineKind.WARNING, "", f"{one.warning_id}:{one.what}", one.started_at, one.due_at) for one in to_do(state)
    ]


def _calls(state: State) -> list[Deadline]:
    """Lists of open incidents on which somebody waits to be called (again)."""
    found = []
    for one in state.call_downs.values():
        of = state.incidents.get(one.incident_id)
        waits = again_at(one) if of is not None and of.is_open else None
        if waits is not None:
            found.append(Deadline(DeadlineKind.CALL, one.incident_id, f"{one.id}:again", *waits))
    return found


def finding_deadlines(state: State, now: datetime) -> list[Deadline]:
    """Findings that are overdue or will be within days: their whole last day is theirs."""
    found = []
    for one in state.findings.values():
        due = due_on(one)
        if due is None:
            continue
        over_at = beginning_of(due + timedelta(days=1))
        if over_at - timedelta(days=STRIP_DAYS) <= now:
            found.append(Deadline(DeadlineKind.FINDING, "", one.id, one.raised_at, over_at))
    return found


_URGENCY_ORDER = tuple(Urgency)
_KIND_ORDER = tuple(DeadlineKind)


def rank_key(one: Deadline, now: datetime) -> tuple[int, int, datetime, str]:
    """By this the deadlines are ranked; unique, because it ends with the key."""
    return _URGENCY_ORDER.index(one.urgency(now)), _KIND_ORDER.index(one.kind), one.due_at, one.key
