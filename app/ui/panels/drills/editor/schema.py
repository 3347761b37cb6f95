"""Which parts a scenario has and which fields each of them: the forms of the editor as data. No Qt.

A part's name is the word ``plan_part.<part>``; a field's label is ``scenario_field.<part>.<key>`` or else ``scenario_field.<key>``
(the lists and forms are those of the plan editor). ``special`` fields are explained in ``values`` and ``tables``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.exercise.kinds import ItemKind
from app.ui.panels.plans.editor.asking import Ask, FieldSpec, ListSpec, PartSpec

TRIGGER_PARTS = ("fired", "met", "task_done", "response_reached", "deadline_missed", "entry")
INJECT_PARTS = ("when", "tells", "asks", "warning", "reading", "track")
"""Parts of an inject and of its trigger that may be there or not; ``parts`` fields tick them."""


def _two(key: str, lines: int = 1, *, needed: bool = False, wide: bool = True) -> tuple[FieldSpec, FieldSpec]:
    ask = Ask.WORDS if lines > 1 else Ask.LINE
    return (
        FieldSpec(key=f"{key}.zh", ask=ask, wide=wide, lines=lines, needed=needed),
        FieldSpec(key=f"{key}.en", ask=ask, wide=wide, lines=lines, english=True),
    )


def _one(key: str, choices: str, *, needed: bool = False, wide: bool = False) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.ONE, choices=choices, needed=needed, wide=wide)


def _many(key: str, choices: str) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.MANY, choices=choices, wide=True)


def _minutes(key: str, *, special: str = "", small: bool = True, needed: bool = False) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.NUMBER, measure="minutes", small=small, special=special, needed=needed)


def _table(key: str, table: str) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.SPECIAL, special=f"table:{table}", wide=True)


def _parts(key: str) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.SPECIAL, special="parts", wide=True)


SHEET = PartSpec(id="drill_sheet", form=(
    *_two("title", needed=True), *_two("summary", 3), _one("form", "forms", needed=True), _one("scope", "scopes", needed=True),
    _one("purpose", "purposes", needed=True), _one("notice", "notices", needed=True),
    FieldSpec(key="starts_at", ask=Ask.SPECIAL, special="moment", needed=True),
    _minutes("length_min", small=False, needed=True), *_two("area", needed=True, wide=False), _many("plans", "plans"),
    _many("silent", "people"),
    _minutes("limits.dispatch_min"), _minutes("limits.arrival_min"), _minutes("limits.call_down_min"),
    _minutes("limits.superior_receipt_min"), _many("judging.forms", "judging_forms"),
    FieldSpec(key="judging.weight", ask=Ask.NUMBER, small=True, needed=True),
    *(
        FieldSpec(key=f"weights.{one}", ask=Ask.NUMBER, special="weight", small=True)
        for one in ItemKind if one is not ItemKind.EXPECTED
    ),
    FieldSpec(key="practice", ask=Ask.TICK),
))  # fmt: skip

BRIEFING = PartSpec(id="drill_briefing", form=(FieldSpec(key="briefing", ask=Ask.WORDS, special="briefing", wide=True, lines=22),))

PARTICIPANTS = PartSpec(id="drill_participants", list=ListSpec(
    field="participants", columns=("seat", "title", "kind", "group"),
    fields=(_one("role", "seats", needed=True), _one("kind", "seat_kinds", needed=True), *_two("title", needed=True, wide=False),
            *_two("group", wide=False)),
))  # fmt: skip

OBJECTIVES = PartSpec(id="drill_objectives", list=ListSpec(
    field="objectives", columns=("ref", "text", "capability", "items"),
    fields=(FieldSpec(key="id", needed=True), *_two("text", 2, needed=True), *_two("capability", needed=True, wide=False),
            _many("items", "items")),
))  # fmt: skip

_PLACE = (
    *_two("tells.place.words", wide=False), _one("tells.place.facility", "facilities"), _one("tells.place.kind", "place_kinds"),
)

INJECTS = PartSpec(id="drill_injects", list=ListSpec(
    field="injects", columns=("ref", "minute", "channel", "text", "to", "expects"), timed=True,
    fields=(
        FieldSpec(key="id", needed=True), _one("channel", "inject_channels", needed=True), *_two("from_", needed=True, wide=False),
        _one("to", "players", needed=True), *_two("text", 3, needed=True),
        _minutes("at_min", special="maybe"), _minutes("after_min"), _minutes("until_min", special="maybe"),
        _parts("parts"),
        _parts("when.parts"), _many("when.fired.all", "injects"), _many("when.fired.any", "injects"),
        _many("when.fired.none", "injects"), _many("when.met.all", "injects"), _many("when.met.any", "injects"),
        _many("when.met.none", "injects"), _one("when.task_done.incident", "incidents"), _one("when.task_done.task", "tasks"),
        _one("when.response_reached.incident", "incidents"), _one("when.response_reached.level", "levels"),
        _one("when.deadline_missed.incident", "incidents"), _one("when.deadline_missed.report", "reports"),
        _one("when.deadline_missed.task", "tasks"), _table("when.entry", "match"),
        FieldSpec(key="tells.opens"), _one("tells.of", "incidents"), _many("tells.kinds", "kind_patterns"), *_PLACE,
        _minutes("tells.occurred_min_ago", special="maybe", small=False), _table("tells.facts", "facts"),
        FieldSpec(key="tells.caller.name"), FieldSpec(key="tells.caller.phone"), FieldSpec(key="tells.caller.organisation"),
        FieldSpec(key="tells.caller.channel"),
        _one("asks.kind", "ask_kinds", needed=True), _one("asks.of", "incidents"),
        _minutes("asks.answer_within_min", special="maybe"), _minutes("asks.handle_within_min", special="maybe"),
        _one("warning.kind", "warning_kinds", needed=True), _one("warning.level", "alerts", needed=True),
        *_two("warning.headline", wide=False), *_two("warning.issued_by", wide=False),
        FieldSpec(key="warning.lifts", ask=Ask.TICK),
        *_two("reading.sensor", wide=False), FieldSpec(key="reading.value", ask=Ask.NUMBER, least=None),
        FieldSpec(key="reading.unit"), _one("reading.facility", "facilities"),
        _one("track.unit", "units", needed=True), _minutes("track.over_min", small=False), _table("track.places", "places"),
        _table("changes", "changes"), *_two("note", 2),
    ),
))  # fmt: skip

EXPECTATIONS = PartSpec(id="drill_expectations", list=ListSpec(
    field="expectations", columns=("inject", "text", "within", "weight", "role", "objective", "answered"),
    fields=(
        _one("inject", "injects", needed=True, wide=True), FieldSpec(key="id", needed=True), *_two("text", 2, needed=True),
        _one("objective", "objectives", needed=True, wide=True), _one("role", "players", needed=True),
        _minutes("within_min", needed=True), FieldSpec(key="weight", ask=Ask.NUMBER, small=True, needed=True),
        FieldSpec(key="early", ask=Ask.TICK), _table("any", "matches"),
        _one("hint.do", "hints"), _one("hint.incident", "incidents"), FieldSpec(key="hint.text", wide=True),
        _table("hint.facts", "facts"), *_two("hint.place.words", wide=False), _one("hint.place.facility", "facilities"),
        _one("hint.place.kind", "place_kinds"), _one("hint.shelter", "facilities"),
        FieldSpec(key="hint.count", ask=Ask.WHOLE, empty_zero=True),
    ),
))  # fmt: skip

EVACUATIONS = PartSpec(id="drill_evacuations", list=ListSpec(
    field="evacuations", columns=("incident", "people", "within", "shelter"),
    fields=(_one("incident", "incidents", needed=True), FieldSpec(key="people", ask=Ask.WHOLE, measure="people", needed=True),
            _minutes("within_min", small=False, needed=True), _one("shelter", "facilities")),
))  # fmt: skip

UNITS = PartSpec(id="drill_units", list=ListSpec(
    field="units", columns=("unit", "kind", "ack_min", "set_out_min", "slow_factor", "text"),
    fields=(
        _one("unit", "units"), _one("kind", "unit_kinds"), _minutes("ack_min", special="maybe"),
        _minutes("set_out_min", special="maybe"), FieldSpec(key="slow_factor", ask=Ask.NUMBER, small=True, needed=True),
        *_two("refuses", 2), _one("status", "statuses", needed=True), _table("radio", "radio"),
    ),
))  # fmt: skip

OPENING_WARNINGS = PartSpec(id="drill_opening_warnings", list=ListSpec(
    field="opening_warnings", columns=("kind", "level", "text"),
    fields=(_one("kind", "warning_kinds", needed=True), _one("level", "alerts", needed=True), *_two("headline", needed=True),
            *_two("issued_by", needed=True, wide=False)),
))  # fmt: skip

OPENING_UNITS = PartSpec(id="drill_opening_units", list=ListSpec(
    field="opening_units", columns=("unit", "status"),
    fields=(_one("unit", "units", needed=True), _one("status", "statuses", needed=True)),
))

PARTS = (
    SHEET, BRIEFING, PARTICIPANTS, OBJECTIVES, INJECTS, EXPECTATIONS, EVACUATIONS, UNITS, OPENING_WARNINGS, OPENING_UNITS,
)
PART: Mapping[str, PartSpec] = MappingProxyType({part.id: part for part in PARTS})
PART_OF: Mapping[str, str] = MappingProxyType({part.list.field: part.id for part in PARTS if part.list is not None})
"""The part by the list that it shows."""
