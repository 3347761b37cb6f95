"""The score of a drill, from its journal by rule. Pure; each part names the entries that it rests on.

Times count from the moment at which the inject that opened an incident reached the room, not from what was typed as the time of
awareness: who writes down a late hour gains nothing. Limits of reports are those of the rulebook and plans in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from app.domain.conditions import FactScalar
from app.domain.exercise import scoring_reports, scoring_response, scoring_room
from app.domain.exercise.evidence import Evidence, gather
from app.domain.exercise.kinds import ItemKind
from app.domain.exercise.model import Drill
from app.domain.exercise.observing import expected_key
from app.domain.exercise.score import USUAL_POINTS, Item, Part, Score, in_time, make_item
from app.domain.record import Record
from app.domain.reference import Reference

PARTS: Mapping[ItemKind, Callable[[Evidence], Iterator[Part]]] = MappingProxyType({
    ItemKind.DISPATCH: scoring_response.dispatch,
    ItemKind.ARRIVAL: scoring_response.arrival,
    ItemKind.PHONE_REPORT: scoring_reports.phoned,
    ItemKind.WRITTEN_REPORT: scoring_reports.written,
    ItemKind.COMPLETENESS: scoring_reports.completeness,
    ItemKind.CALL_DOWN: scoring_room.call_down,
    ItemKind.EVACUATION: scoring_response.evacuation,
    ItemKind.TASKS: scoring_response.tasks,
    ItemKind.FORCES: scoring_response.forces,
    ItemKind.FOLLOW_UPS: scoring_reports.follow_ups,
    ItemKind.INSTRUCTIONS: scoring_room.instructions,
    ItemKind.WARNINGS: scoring_room.warnings,
})


def score(records: Iterable[Record], reference: Reference) -> Score:
    """The score of the drill whose journal these are; of one that runs, as things stand at its last entry.

    ``ValueError`` where the records are no drill's.
    """
    return score_of(gather(records, reference))


def score_of(seen: Evidence) -> Score:
    """The score of a drill whose journal was read."""
    drill = seen.drill
    items = [_item(kind, seen, drill) for kind in PARTS]
    items += [_expected(one.id, seen, drill) for one in drill.scenario.objectives]
    return Score(tuple(one for one in items if one is not None))


def _item(kind: ItemKind, seen: Evidence, drill: Drill) -> Item | None:
    of = drill.scenario.weights.get(kind, USUAL_POINTS[kind])
    if of <= 0:
        return None
    objective = next((one.id for one in drill.scenario.objectives if kind in one.items), "")
    return make_item(kind, objective, of, PARTS[kind](seen))


def _expected(objective: str, seen: Evidence, drill: Drill) -> Item | None:
    """The scenario's own expectations of one objective, of the injects that came; each is worth its weight."""
    parts = []
    for inject in drill.injects:
        came = seen.observed.told.get(inject.id)
        if came is None:
            continue
        for one in inject.expect:
            if one.objective != objective:
                continue
            key = expected_key(inject, one)
            met = seen.observed.seen.get(key)
            waited = seen.minutes(came.at, seen.now if met is None else met.at)
            if met is None and waited < one.within_min:
                continue  # its time is not over: the drill ended, or is looked at, before that
            share = 0.0 if met is None else in_time(waited, one.within_min)
            facts: dict[str, FactScalar] = {
                "inject": inject.id, "expected": one.id, "took_min": round(waited, 1), "limit_min": one.within_min,
            }
            parts.append(
                Part(
                    key, share, one.weight, "expected" if met else "expected_missed", facts,
                    (came.seq, met.seq) if met else (), met.actor if met else "", one.role, title=one.text,
                )
            )
    return make_item(ItemKind.EXPECTED, objective, sum(part.weight for part in parts), parts)
