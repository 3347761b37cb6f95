"""Parts of the score that speak of the duty room: calling down, instructions from above, warnings. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app.domain.calldown.entries import CallRecorded
from app.domain.calldown.model import CallResult
from app.domain.calldown.rules import coverage
from app.domain.exercise.entries import InjectFired
from app.domain.exercise.evidence import Evidence
from app.domain.exercise.score import Part, in_time
from app.domain.incident.model import Incident
from app.domain.instruction.entries import InstructionAnswered, InstructionClosed
from app.domain.instruction.model import Instruction
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.warning.entries import WarningRelayed, WarningSigned
from app.domain.warning.rules import RELAY_WITHIN, SIGN_WITHIN, from_message
from app.kernel.text import Text

ANSWER_WITHIN = timedelta(minutes=60)
"""For an instruction that names no limit (a suggestion)."""

_ANSWERED, _CLOSED = 0.7, 0.3
"""How much of an instruction its answer is, and how much that it is put away."""


def call_down(seen: Evidence) -> Iterator[Part]:
    """How many of those were reached whom the plans want told, by when the last of them was."""
    limit_min = seen.drill.scenario.limits.call_down_min
    for case in seen.cases():
        began_at = min((one.activated_at for one in case.incident.activations), default=None)
        if began_at is None or not roles_to_tell(case.incident, seen.state, seen.reference):
            continue
        lists = [one for one in seen.state.call_downs.values() if one.incident_id == case.incident.id]
        if not lists and seen.minutes(began_at, seen.now) < limit_min:
            continue
        told = [coverage(one) for one in lists]
        persons = sum(one.persons for one in told)
        reached = sum(one.answered + one.passed_on for one in told)
        calls = [
            one for one in seen.entries(CallRecorded, case.incident.id)
            if isinstance(one.entry, CallRecorded) and one.entry.result is not CallResult.NO_ANSWER
        ]
        took = seen.minutes(began_at, calls[-1].stamp.at if calls else seen.now)
        share = reached / persons * in_time(took, limit_min) if persons else 0.0
        facts = {"persons": persons, "reached": reached, "took_min": round(took, 1), "limit_min": limit_min}
        code = "call_down" if persons else "call_down_missed"
        seqs, who = tuple(one.seq for one in calls), calls[0].stamp.actor if calls else ""
        yield Part(f"call_down:{case.ref}", share, 1, code, facts, seqs, who, "duty_officer")


def roles_to_tell(incident: Incident, state: State, reference: Reference) -> frozenset[str]:
    """The roles that the plans of an incident's responses want told at their levels, as far as the desk has people for them."""
    plans = ((one, reference.plans.get(one.plan_id)) for one in incident.activations)
    wanted = {told.role for one, plan in plans if plan is not None for told in plan.notify if one.level in told.levels}
    return frozenset(wanted & {one.role for one in state.contacts.values()})


def instructions(seen: Evidence) -> Iterator[Part]:
    """What a superior wanted: answered in time, and put away."""
    came = {one.stamp.command_id: one for one in seen.entries(InjectFired)}
    for place, one in enumerate(sorted(seen.state.instructions.values(), key=lambda each: (each.received_at, each.id))):
        due_at = one.feedback_due_at or one.handle_due_at or one.received_at + ANSWER_WITHIN
        if one.answered_at is None and due_at > seen.now:
            continue
        record = came.get(one.id)
        inject = record.entry.inject_id if record is not None and isinstance(record.entry, InjectFired) else str(place)
        limit = seen.minutes(one.received_at, due_at)
        took = seen.minutes(one.received_at, one.answered_at or seen.now)
        share = _ANSWERED * in_time(took, limit) + _CLOSED * bool(one.closed_at) if one.answered_at else 0.0
        seqs, who = _answer(seen, one)
        code = "instruction" if one.answered_at else "instruction_missed"
        facts = {"took_min": round(took, 1), "limit_min": round(limit, 1), "closed": one.closed_at is not None}
        yield Part(f"instruction:{inject}", share, 1, code, facts, seqs, who, "duty_officer", title=Text(one.text))


def _answer(seen: Evidence, one: Instruction) -> tuple[tuple[int, ...], str]:
    found = [
        record for kind in (InstructionAnswered, InstructionClosed) for record in seen.entries(kind)
        if getattr(record.entry, "instruction_id", "") == one.id
    ]
    return tuple(record.seq for record in found), found[0].stamp.actor if found else ""


def warnings(seen: Evidence) -> Iterator[Part]:
    """Warnings that came as messages: signed for and passed on (a county's limits, as a sample)."""
    messages = [one for one in seen.state.warnings.values() if from_message(one)]
    for place, one in enumerate(sorted(messages, key=lambda each: (each.received_at, each.id))):
        steps = (
            ("sign", one.signed_at, SIGN_WITHIN, WarningSigned),
            ("relay", one.relays[0].at if one.relays else None, RELAY_WITHIN, WarningRelayed),
        )
        for step, done_at, within, kind in steps:
            ended_at = min(seen.now, one.lifted_at or seen.now)
            limit, took = within.total_seconds() / 60, seen.minutes(one.received_at, done_at or ended_at)
            if done_at is None and took < limit:
                continue
            found = [each for each in seen.entries(kind) if getattr(each.entry, "warning_id", "") == one.id]
            yield Part(
                f"warning:{one.kind}:{place}:{step}", in_time(took, limit) if done_at else 0.0, 1,
                f"warning_{step}" if done_at else f"warning_{step}_missed",
                {"took_min": round(took, 1), "limit_min": limit}, tuple(each.seq for each in found),
                found[0].stamp.actor if found else "", "duty_officer",
            )
