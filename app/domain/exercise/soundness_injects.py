"""What must be true of the injects of a scenario. Pure; part of ``soundness``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from app.domain import soundness
from app.domain.apply import ENTRY_TYPES
from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.exercise.matching import fields_of
from app.domain.exercise.scenario import Earlier, Expected, Inject, Match, PlaceRef, Scenario, Trigger
from app.domain.incident.rules import check_facts
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Stage
from app.domain.soundness import FieldPath, Found
from app.kernel.errors import Refusal

ENTRIES = {one.__name__: one for one in ENTRY_TYPES}
"""Every kind of journal entry by the name that a match gives it."""

_NEEDS: Mapping[InjectChannel, str] = {
    InjectChannel.QUERY: "asks", InjectChannel.WARNING: "warning", InjectChannel.SENSOR: "reading",
    InjectChannel.POSITION: "track",
}
Graph: TypeAlias = dict[str, tuple[str, ...]]


class Ground(msgspec.Struct, frozen=True):
    """What the township has: the kind of each place and of each unit, by id; and the names of people who can be called."""

    facilities: dict[str, str] = {}
    units: dict[str, str] = {}
    people: frozenset[str] = frozenset()


def inject_findings(scenario: Scenario, reference: Reference, ground: Ground | None) -> Iterator[Found]:
    """Findings of every inject and of how they hang together."""
    yield from soundness.unique((one.id for one in scenario.injects), ("injects",), "id")
    opened = [(index, one.tells.opens) for index, one in enumerate(scenario.injects) if one.tells and one.tells.opens]
    for place_, (index, ref) in enumerate(opened):
        if ref in [earlier for _, earlier in opened[:place_]]:
            yield ("injects", index, "tells", "opens"), "duplicate_id", {"id": ref}
    if scenario.injects and not opened:
        yield ("injects",), "scenario_without_incident", {}
    for index, one in enumerate(scenario.injects):
        here: FieldPath = ("injects", index)
        yield from _moment(one, scenario, here)
        yield from _people(one, scenario, here)
        yield from _content(one, scenario, reference, ground, here)
        if one.when is not None:
            yield from _trigger(one.when, one, scenario, reference, (*here, "when"))
        yield from soundness.unique((each.id for each in one.expect), (*here, "expect"), "id")
        for at, expected in enumerate(one.expect):
            yield from _expected(expected, one, scenario, reference, (*here, "expect", at))
    yield from _circles(scenario)


def place(ref: PlaceRef, ground: Ground | None, here: FieldPath) -> Iterator[Found]:
    """A place is known by its id or, on another ground, by its kind."""
    if not ref.words.zh.strip():
        yield (*here, "words", "zh"), "text_empty", {}
    if ground is None or ref.facility in ground.facilities or (not ref.facility and not ref.kind):
        return
    if ref.facility and not ref.kind:
        yield from soundness.known(ref.facility, ground.facilities, (*here, "facility"), "unknown_place")
    elif ref.kind not in ground.facilities.values():
        yield from soundness.known(ref.kind, sorted(set(ground.facilities.values())), (*here, "kind"), "unknown_place_kind")


def _moment(one: Inject, scenario: Scenario, here: FieldPath) -> Iterator[Found]:
    """It has a moment or a trigger, within the drill."""
    if one.at_min is None and one.when is None:
        yield here, "inject_without_moment", {"inject": one.id}
    for field, value in (("at_min", one.at_min), ("until_min", one.until_min), ("after_min", one.after_min)):
        if value is not None and not 0 <= value <= scenario.length_min:
            yield (*here, field), "minutes_outside", {"value": f"{value:g}", "most": f"{scenario.length_min:g}"}
    if one.until_min is not None and one.at_min is not None and one.until_min < one.at_min:
        yield (*here, "until_min"), "inject_never", {"inject": one.id}


def _people(one: Inject, scenario: Scenario, here: FieldPath) -> Iterator[Found]:
    """Somebody takes part who receives it and who acts upon it."""
    players = [each.role for each in scenario.participants if each.kind is SeatKind.PLAYER]
    yield from soundness.known(one.to, players, (*here, "to"), "inject_to_nobody")
    for at, expected in enumerate(one.expect):
        yield from soundness.known(expected.role, players, (*here, "expect", at, "role"), "inject_to_nobody")


def _content(
    one: Inject, scenario: Scenario, reference: Reference, ground: Ground | None, here: FieldPath
) -> Iterator[Found]:
    for field, text in (("from", one.from_), ("text", one.text)):
        if not text.zh.strip():
            yield (*here, field, "zh"), "text_empty", {}
    needed = _NEEDS.get(one.channel)
    if needed is not None and getattr(one, needed) is None:
        yield here, "inject_part_missing", {"inject": one.id, "channel": one.channel.value, "name": needed}
    if one.asks is not None and one.asks.of:
        yield from soundness.known(one.asks.of, scenario.incidents, (*here, "asks", "of"), "unknown_scenario_incident")
    if one.track is not None and ground is not None:
        yield from soundness.known(one.track.unit, ground.units, (*here, "track", "unit"), "unknown_unit")
        for at, ref in enumerate(one.track.places):
            yield from place(ref, ground, (*here, "track", "places", at))
    for at, change in enumerate(one.changes):
        if ground is not None:
            yield from soundness.known(change.unit, ground.units, (*here, "changes", at, "unit"), "unknown_unit")
    if one.tells is not None:
        yield from _told(one, scenario, reference, ground, (*here, "tells"))


def _told(one: Inject, scenario: Scenario, reference: Reference, ground: Ground | None, here: FieldPath) -> Iterator[Found]:
    told = one.tells
    if told is None:
        return
    if bool(told.opens) == bool(told.of):
        yield here, "told_of_what", {"inject": one.id}
    if told.of:
        yield from soundness.known(told.of, scenario.incidents, (*here, "of"), "unknown_scenario_incident")
    if told.opens and (not told.kinds or told.place is None):
        yield here, "missing_field", {"name": "kinds" if not told.kinds else "place"}
    yield from soundness.kind_patterns(told.kinds, reference.kinds, (*here, "kinds"))
    if told.place is not None:
        yield from place(told.place, ground, (*here, "place"))
    for name, value in told.facts.items():
        if name not in reference.facts:
            yield from soundness.known(name, reference.facts, (*here, "facts", name), "unknown_fact")
            continue
        try:
            check_facts("", {name: value}, reference.facts)
        except Refusal as refusal:
            yield (*here, "facts", name), "fact_value_wrong", {"fact": name, "value": str(value), "why": refusal.code}


def _trigger(when: Trigger, one: Inject, scenario: Scenario, reference: Reference, here: FieldPath) -> Iterator[Found]:
    parts = [name for name in when.__struct_fields__ if getattr(when, name) is not None]
    if not parts:
        yield here, "trigger_empty", {"inject": one.id}
    if sum(name in parts for name in ("entry", "task_done", "response_reached")) > 1:
        yield here, "trigger_two_entries", {"inject": one.id}
    if when.entry is not None:
        yield from _match(when.entry, scenario, reference, (*here, "entry"))
    for name, ref in (("task_done", when.task_done), ("deadline_missed", when.deadline_missed)):
        if ref is None:
            continue
        yield from soundness.known(ref.incident, scenario.incidents, (*here, name, "incident"), "unknown_scenario_incident")
        if ref.task:
            yield from soundness.known(ref.task, _plan_tasks(scenario, reference), (*here, name, "task"), "unknown_plan_task")
    if when.response_reached is not None:
        path = (*here, "response_reached", "incident")
        yield from soundness.known(when.response_reached.incident, scenario.incidents, path, "unknown_scenario_incident")
    if when.deadline_missed is not None:
        missed = when.deadline_missed
        if bool(missed.report) == bool(missed.task):
            yield (*here, "deadline_missed"), "missed_what", {}
        stage, _, channel = missed.report.partition(":")
        if missed.report and (stage not in list(Stage) or channel not in list(Channel)):
            yield (*here, "deadline_missed", "report"), "report_form", {"value": missed.report}
    for name, earlier in (("fired", when.fired), ("met", when.met)):
        if earlier is not None:
            yield from _earlier(earlier, one, scenario, (*here, name))


def _earlier(earlier: Earlier, one: Inject, scenario: Scenario, here: FieldPath) -> Iterator[Found]:
    others = [each.id for each in scenario.injects if each.id != one.id]
    for branch in ("all", "any", "none"):
        for at, name in enumerate(getattr(earlier, branch)):
            yield from soundness.known(name, others, (*here, branch, at), "unknown_inject")
    both = sorted({*earlier.all, *earlier.any} & set(earlier.none))
    if both:
        yield (*here, "none"), "inject_contradicts", {"inject": ", ".join(both)}


def _expected(expected: Expected, one: Inject, scenario: Scenario, reference: Reference, here: FieldPath) -> Iterator[Found]:
    if not expected.text.zh.strip():
        yield (*here, "text", "zh"), "text_empty", {}
    if not expected.any:
        yield (*here, "any"), "list_empty", {}
    yield from soundness.known(
        expected.objective, [each.id for each in scenario.objectives], (*here, "objective"), "unknown_objective"
    )
    if expected.within_min <= 0 or expected.weight <= 0:
        field = "within_min" if expected.within_min <= 0 else "weight"
        yield (*here, field), "number_not_positive", {"value": f"{getattr(expected, field):g}"}
    if one.at_min is not None and one.when is None and one.at_min + expected.within_min > scenario.length_min:
        yield (*here, "within_min"), "expected_past_end", {
            "at": f"{one.at_min:g}", "within": f"{expected.within_min:g}", "most": f"{scenario.length_min:g}",
        }
    for at, match in enumerate(expected.any):
        yield from _match(match, scenario, reference, (*here, "any", at))
    if expected.hint is not None and expected.hint.incident:
        path = (*here, "hint", "incident")
        yield from soundness.known(expected.hint.incident, scenario.incidents, path, "unknown_scenario_incident")


def _match(match: Match, scenario: Scenario, reference: Reference, here: FieldPath) -> Iterator[Found]:
    yield from soundness.known(match.entry, ENTRIES, (*here, "entry"), "unknown_entry")
    entry = ENTRIES.get(match.entry)
    if entry is None:
        return
    if match.incident:
        yield from soundness.known(match.incident, scenario.incidents, (*here, "incident"), "unknown_scenario_incident")
        if "incident_id" not in fields_of(entry):
            yield (*here, "incident"), "entry_without_incident", {"entry": match.entry}
    if match.task:
        if match.entry != "TaskSettled":
            yield (*here, "task"), "entry_without_task", {"entry": match.entry}
        yield from soundness.known(match.task, _plan_tasks(scenario, reference), (*here, "task"), "unknown_plan_task")
    yield from known_fields(match, here)


def known_fields(match: Match, here: FieldPath) -> Iterator[Found]:
    """The fields that a match tests, where its entry is one at all, are fields of that entry."""
    entry = ENTRIES.get(match.entry)
    if entry is None:
        return
    for at, one in enumerate(match.where):
        head = one.field.partition(".")[0]
        yield from soundness.known(head, fields_of(entry), (*here, "where", at, "field"), "unknown_entry_field")


def _plan_tasks(scenario: Scenario, reference: Reference) -> list[str]:
    """The tasks of the plans that the scenario names, and of those that run beside them."""
    return [task.id for name in scenario.plans if name in reference.plans for task in reference.plans[name].tasks]


def _circles(scenario: Scenario) -> Iterator[Found]:
    """Injects that wait for each other, or for one that never comes."""
    known = {one.id for one in scenario.injects}
    waits: Graph = {one.id: tuple(name for name in _needed(one) if name in known) for one in scenario.injects}
    for index, one in enumerate(scenario.injects):
        circle = _circle(one.id, waits)
        if circle:
            yield ("injects", index, "when"), "inject_circle", {"injects": " → ".join(circle)}


def _needed(one: Inject) -> Iterator[str]:
    """The injects without which it never comes: all of ``all``; of ``any`` only where there is just one."""
    if one.when is None:
        return
    for earlier in (one.when.fired, one.when.met):
        if earlier is not None:
            yield from earlier.all
            if len(earlier.any) == 1:
                yield earlier.any[0]


def _circle(start: str, waits: Graph) -> list[str]:
    """The way from an inject back to itself; empty where there is none."""
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for name in waits.get(path[-1], ()):
            if name == start:
                return [*path, name]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
