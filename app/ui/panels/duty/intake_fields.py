"""The questions of an intake as form fields, shared by the intake page and its correction. The values are typed, the words
come from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.catalog.intake.lexicon import Lexicon
from app.catalog.pinyin import search_keys
from app.domain.calls.model import CHANNELS
from app.domain.checks import CLOCK_TOLERANCE
from app.domain.conditions import FactScalar
from app.domain.incident.model import Caller, FactDef, FactType
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.intake_filling import KIND_FLAGS, SENSITIVITY_FLAGS
from app.ui.panels.duty.room import Room

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


def kind_choices(room: Room, lexicon: Lexicon) -> tuple[Choice, ...]:
    """The kinds, most frequent at this desk first, found by name, code, pinyin and everyday words."""
    counts: dict[str, int] = {}
    for of in room.state.incidents.values():
        counts[of.kind] = counts.get(of.kind, 0) + 1
    codes = list(room.reference.kinds)

    def order(code: str) -> tuple[int, int, int]:
        usual = lexicon.frequent.index(code) if code in lexicon.frequent else len(lexicon.frequent)
        return -counts.get(code, 0), usual, codes.index(code)

    def find(code: str) -> str:
        name = room.reference.kinds[code].name.zh
        parts = [part for part in re.split(r"[（）()/、]", name) if len(part) > 1]
        words = dict.fromkeys((name, *parts, *(one for one in lexicon.kind_words(code) if not one.isascii())))
        return " ".join((code, *map(search_keys, words)))

    return tuple(Choice(code, room.describer.kind(code), find(code)) for code in sorted(codes, key=order))


def main_fields(room: Room, lexicon: Lexicon, now: Callable[[], datetime]) -> tuple[Field, ...]:
    """Kind, place, times, caller, narrative: what every intake asks."""

    def not_in_future(key: str) -> Callable[[datetime], str]:
        def check(at: datetime) -> str:
            if at <= now() + CLOCK_TOLERANCE:
                return ""
            return room.wording.refusal(Refusal("time_in_future", {"field": key, "at": at}))

        return check

    named = [(code, room.say(f"caller.{code}")) for code in CHANNELS]
    channels = tuple(Choice(code, words, f"{code} {search_keys(words)}") for code, words in named)
    return (
        Field(
            key="kind", label=room.say("field.kind"), kind=FieldKind.CHOICE, required=True, wide=True,
            choices=kind_choices(room, lexicon), placeholder=translate("Duty", "name, code or pinyin initials"),
        ),
        Field(
            key="place", label=room.say("field.place"), required=True, wide=True, max_length=120,
            placeholder=translate("Duty", "name or pinyin initials (qsc), or any words; Alt+M picks on the map"),
        ),
        Field(key="point", label=room.say("field.point"), wide=True, check=point_problem, placeholder="20.05123, 110.07456"),
        Field(
            key="occurred_at", label=room.say("field.occurred_at"), kind=FieldKind.DATETIME,
            check=not_in_future("occurred_at"), new_row=True,
        ),
        Field(
            key="aware_at", label=room.say("field.aware_at"), kind=FieldKind.DATETIME, required=True,
            check=not_in_future("aware_at"),
        ),
        Field(key="caller_name", label=room.say("field.caller"), max_length=40, new_row=True),
        Field(key="caller_phone", label=room.say("field.phone"), max_length=40),
        Field(key="channel", label=room.say("field.channel"), kind=FieldKind.CHOICE, choices=channels),
        Field(key="organisation", label=room.say("field.organisation"), max_length=80),
        Field(key="narrative", label=room.say("field.narrative"), kind=FieldKind.MULTILINE, lines=2, wide=True),
    )


def fact_field(one: FactDef, room: Room, *, key: str = "", **more: Any) -> Field:
    """The question for one fact; its bounds are those of the catalogue, so that -1 is refused beside it."""
    label, unit = room.wording.text(one.label), room.wording.text(one.unit)
    name = key or f"fact.{one.name}"
    if one.type is FactType.CHOICE:
        choices = tuple(
            Choice(value, room.wording.text(words), f"{value} {search_keys(words.zh)}") for value, words in one.choices.items()
        )
        return Field(key=name, label=label, kind=FieldKind.CHOICE, choices=choices, **more)
    if one.type is FactType.FLAG:
        answers = (Choice(True, room.say("yes"), "y s"), Choice(False, room.say("no"), "n f"))
        return Field(key=name, label=label, kind=FieldKind.CHOICE, choices=answers, **more)
    kind = FieldKind.INT if one.type is FactType.COUNT else FieldKind.DECIMAL
    return Field(key=name, label=label, kind=kind, unit=unit, minimum=one.least, maximum=one.most, decimals=3, **more)


def common_fields(room: Room) -> tuple[Field, ...]:
    """Casualties and impact, asked for every kind."""
    asked = (one for one in room.reference.facts.values() if one.common and one.group in ("casualty", "impact"))
    return tuple(fact_field(one, room, small=True) for one in asked)


def kind_fields(kind: str, room: Room) -> tuple[Field, ...]:
    """What is asked for this kind: its figures, its flags as boxes, and the flags of sensitivity."""
    known = room.reference.kinds.get(kind)
    own = [room.reference.facts[name] for name in known.facts] if known else []
    own = [one for one in own if not (one.common and one.group in ("casualty", "impact"))]
    fields = [fact_field(one, room) for one in own if one.type is not FactType.FLAG]
    flags = [one for one in own if one.type is FactType.FLAG and one.group != "sensitivity"]
    every = room.reference.facts.values()
    sensitive = [one for one in every if one.group == "sensitivity" and one.type is FactType.FLAG and not one.derived]
    if flags:
        fields.append(_flags(KIND_FLAGS, room.say("group.kind"), flags, room))
    fields.append(_flags(SENSITIVITY_FLAGS, room.say("group.sensitivity"), sensitive, room))
    return tuple(fields)


def facts_of(values: Mapping[str, Any]) -> dict[str, FactScalar]:
    """The facts among the values of a form; flags that are not ticked are not known, rather than untrue."""
    facts: dict[str, FactScalar] = {}
    for key, value in values.items():
        if key.startswith("fact.") and value is not None:
            facts[key.removeprefix("fact.")] = float(value) if isinstance(value, Decimal) else value
        elif key in (KIND_FLAGS, SENSITIVITY_FLAGS):
            facts.update(dict.fromkeys(value or (), True))
    return facts


def caller_of(values: Mapping[str, Any]) -> Caller:
    """The caller among the values of a form."""
    return Caller(
        values.get("caller_name") or "", values.get("caller_phone") or "", values.get("channel") or "phone",
        values.get("organisation") or "",
    )


def point_of(text: str | None) -> Point | None:
    """The point that was typed as ``latitude, longitude``; ``None`` for nothing or for what cannot be read."""
    found = _POINT.match(text or "")
    return Point(float(found[1]), float(found[2])) if found else None


def point_text(point: Point | None) -> str:
    """A point as it is typed."""
    return f"{point.lat:.6f}, {point.lon:.6f}" if point else ""


def point_problem(text: str) -> str:
    """What is wrong with typed coordinates."""
    return "" if point_of(text) else translate("Duty", "Latitude, longitude in degrees, such as 20.05123, 110.07456")


def _flags(key: str, label: str, facts: list[FactDef], room: Room) -> Field:
    choices = tuple(Choice(one.name, room.wording.text(one.label), one.name) for one in facts)
    return Field(key=key, label=label, kind=FieldKind.FLAGS, choices=choices, wide=True)
