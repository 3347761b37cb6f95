"""What an intake will come to, while it is typed: grade and reason, plan and level, first deadlines. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.catalog.gazetteer import Gazetteer
from app.domain.calls.model import CallCategory, CallWords
from app.domain.conditions import FactScalar
from app.domain.deadlines import rulebook_of
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Caller, Grading, Place
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.model import Recommendation
from app.domain.plan.rules import recommend, run_together
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from app.ui.panels.duty.room import SEVERITY_TONES, Room
from app.ui.panels.duty.tasks_presenter import reason_line

MOST_DEADLINES = 3
"""How many first deadlines the preview names."""

_FIELDS = {
    "kind_unknown": "kind", "place_missing": "place", "point_outside_region": "point", "point_swapped": "point",
    "point_not_on_earth": "point", "occurred_after_aware": "occurred_at",
}


class Draft(msgspec.Struct, frozen=True):
    """An intake as typed so far."""

    kind: str = ""
    place: Place = Place("")
    occurred_at: datetime | None = None
    aware_at: datetime | None = None
    caller: Caller = Caller()
    narrative: str = ""
    facts: dict[str, FactScalar] = {}


class Preview(msgspec.Struct, frozen=True):
    """What it would come to now; ``is_empty`` while there is no kind."""

    severity: str = ""
    tone: str = "muted"
    because: tuple[str, ...] = ()
    plan: str = ""
    plan_reasons: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say yet."""
        return not self.severity


def command(draft: Draft, now: datetime, confirmed: tuple[str, ...] = ()) -> OpenIncident:
    """The intake as a command; awareness is now where nothing was typed."""
    return OpenIncident(
        kind=draft.kind, place=draft.place, aware_at=draft.aware_at or now, occurred_at=draft.occurred_at,
        caller=draft.caller, narrative=draft.narrative, facts=draft.facts, confirmed=confirmed,
        call=call_of(draft, CallCategory.INCIDENT),
    )


def call_of(draft: Draft, category: CallCategory) -> CallWords | None:
    """The call by which it became known, for the call log; ``None`` where nothing was written down of what was said."""
    if not draft.narrative.strip():
        return None
    caller = draft.caller
    return CallWords(
        text=draft.narrative, at=draft.aware_at, caller=caller.name, phone=caller.phone, organisation=caller.organisation,
        channel=caller.channel, category=category, place=draft.place,
    )


def field_of(no: Refusal) -> str:
    """The field that a refusal belongs to, "" for none."""
    if "fact" in no.facts:
        return f"fact.{no.facts['fact']}"
    return _FIELDS.get(no.code) or str(no.facts.get("field", ""))


def placed(words: str, point: Point | None, entry_id: str, gazetteer: Gazetteer) -> Place:
    """A place from its words; the gazetteer's point and village where it was chosen by name and no other point was given."""
    entry = gazetteer.entry(entry_id) if entry_id else None
    if entry is None:
        return Place(words, point)
    return Place(words, point or entry.point, entry.id, entry.village)


def preview(draft: Draft, room: Room) -> Preview:
    """Grade, plan and first deadlines of the draft, by the same pure rules that decide when it is saved."""
    if draft.kind not in room.reference.kinds:
        return Preview()
    try:
        facts = check_facts(draft.kind, draft.facts, room.reference.facts)
    except Refusal:
        return Preview()
    grading = grade(draft.kind, facts_view(facts), room.reference.tables)
    view = _view(draft, facts, grading, room)
    plan, reasons = _plan(_found(draft.kind, view, room), room)
    return Preview(
        severity=room.wording.severity(grading.severity.value if grading.severity else None, draft.kind),
        tone=SEVERITY_TONES[grading.severity],
        because=tuple(dict.fromkeys(room.wording.because(one, draft.kind) for one in grading.because))
        or (room.say("duty.no_threshold" if grading.tables else "duty.no_table"),),
        plan=plan,
        plan_reasons=reasons,
        deadlines=_deadlines(draft, view, room),
    )


def _view(draft: Draft, facts: Mapping[str, FactScalar], grading: Grading, room: Room) -> dict[str, FactScalar]:
    since = draft.occurred_at or draft.aware_at or room.now
    return facts_view(
        facts,
        severity=grading.severity,
        alert=room.state.alert(),
        elapsed_h=max(0.0, (room.now - since).total_seconds() / 3600),
    )


def _found(kind: str, view: dict[str, FactScalar], room: Room) -> tuple[Recommendation, ...]:
    """The plans to run together; where no level is reached the fittest one."""
    plans = room.reference.plans_for(kind)
    found = recommend(kind, view, plans, room.reference.floors, room.state.in_force())
    return run_together(found, plans) or found[:1]


def _plan(found: tuple[Recommendation, ...], room: Room) -> tuple[str, tuple[str, ...]]:
    if not found:
        return room.say("duty.no_plan"), ()
    best, *others = found
    lines = [reason_line(reason, room) for reason in best.reasons]
    if others:
        beside = (room.say("duty.together_one", **_named(one, room)) for one in others)
        lines.append(room.say("duty.together", plans=room.say("list.separator").join(beside)))
    return room.say("duty.plan_and_level", **_named(best, room)), tuple(lines)


def _named(one: Recommendation, room: Room) -> dict[str, str]:
    plan = room.reference.plans[one.plan_id]
    own = plan.level(one.level) if one.level else None
    return {
        "plan": room.wording.text(plan.title),
        "level": room.wording.text(own.name) if own else room.say("response.none"),
    }


def _deadlines(draft: Draft, view: dict[str, FactScalar], room: Room) -> tuple[str, ...]:
    rulebook = rulebook_of(room.state, room.reference)
    if rulebook is None:
        return (room.say("duty.no_rulebook"),)
    aware_at = draft.aware_at or room.now
    case = ReportingCase("", draft.kind, view, aware_at, draft.occurred_at, judged_at=room.now)
    owed = [one for one in obligations_for(case, rulebook, room.now, calendar=room.reference.calendar) if not one.projected]
    return tuple(
        room.say("duty.first_deadline", duty=room.describer.obligation(one), due=room.clock(one.due_at))
        for one in owed[:MOST_DEADLINES]
    )
