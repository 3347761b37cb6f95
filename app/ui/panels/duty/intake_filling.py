"""What of an understood text goes into which field of the intake, and what is said beside the field. No Qt.

A field is filled where it is empty or still holds what was filled in before: nothing that was typed by hand is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from app.catalog.gazetteer import GazetteerEntry
from app.catalog.intake.model import Parsed, PlaceFound, Understood
from app.ui.panels.duty.room import Room

KIND_FLAGS, SENSITIVITY_FLAGS = "flags.kind", "flags.sensitivity"
FLAG_FIELDS = (KIND_FLAGS, SENSITIVITY_FLAGS)
MARK = "▲"
"""The shape of what is uncertain; it stands with its word, so that nobody needs the colour."""


class Wish(msgspec.Struct, frozen=True):
    """What a field should hold, and what it was understood from; ``options`` are the other readings."""

    value: Any
    words: Understood[Any]
    options: tuple[Any, ...] = ()


def wishes(parsed: Parsed, point_text: str = "") -> dict[str, Wish]:
    """What the text wants of each field, by key (flags apart). ``point_text``: the point of the place, as it is typed."""
    found: dict[str, Wish] = {}
    plain = {
        "kind": parsed.kind, "occurred_at": parsed.occurred_at, "caller_name": parsed.caller, "caller_phone": parsed.phone,
        "channel": parsed.channel,
    }
    for key, one in plain.items():
        if one is not None:
            found[key] = Wish(one.value, one, one.alternatives)
    if parsed.place is not None:
        found["place"] = Wish(parsed.place.value.words, parsed.place, tuple(one.words for one in parsed.place.alternatives))
        if point_text:
            found["point"] = Wish(point_text, parsed.place)
    for name, figure in parsed.facts.items():
        if not isinstance(figure.value, bool):
            found[f"fact.{name}"] = Wish(figure.value, figure, figure.alternatives)
    return found


def to_fill(wanted: Mapping[str, Wish], now: Mapping[str, Any], filled: Mapping[str, Any]) -> dict[str, Any]:
    """The values to set: of wished fields that nobody typed into; and empty where a wish of before is gone."""
    free = {key for key, value in now.items() if _is_empty(value) or (key in filled and same(value, filled[key]))}
    values = {key: wish.value for key, wish in wanted.items() if key in free and not same(now[key], wish.value)}
    gone = {key: None for key in filled if key in free and key not in wanted and not _is_empty(now.get(key))}
    return {**gone, **values}


def flags_to_fill(flags: Iterable[str], now: Mapping[str, Any], filled: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The boxes to tick, by field; those ticked by hand stay ticked, those unticked by hand stay so."""
    wanted = tuple(flags)
    values: dict[str, tuple[str, ...]] = {}
    for key in FLAG_FIELDS:
        if key not in now:
            continue
        ticked, before = set(now[key] or ()), set(filled.get(key, ()))
        by_hand, taken_away = ticked - before, before - ticked
        values[key] = tuple(dict.fromkeys([*sorted(by_hand), *(one for one in wanted if one not in taken_away)]))
    return values


def hint(key: str, wish: Wish, room: Room, accepted: bool) -> str:
    """The words that a field came from; of an uncertain one also the mark and the other readings."""
    said = room.say("intake.from_words", words=_short(wish.words.text))
    if accepted or not wish.words.is_uncertain:
        return said
    others = room.say("list.separator").join(reading(key, one, room) for one in wish.options[:2])
    more = f" {room.say('intake.or_else', others=others)}" if others else ""
    return f"{MARK} {room.say('intake.uncertain')} {said}{more}"


def reading(key: str, value: Any, room: Room) -> str:
    """A value of a field in words."""
    if key == "kind":
        return room.describer.kind(value)
    if isinstance(value, datetime):
        return room.clock(value)
    if isinstance(value, PlaceFound):
        return value.words
    return str(value)


def remarks(parsed: Parsed, room: Room) -> tuple[str, ...]:
    """What forbids to take the text at its word, in sentences."""
    return tuple(room.say(f"intake.remark.{code}", words=one.text) for code, one in parsed.remarks.items())


def entry_of(parsed: Parsed) -> GazetteerEntry | None:
    """The place of the gazetteer that the text names."""
    return parsed.place.value.entry if parsed.place is not None else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 16 else f"{line[:15]}…"


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same (2 and 2.0 do)."""
    if isinstance(one, Decimal | float | int) and isinstance(other, Decimal | float | int):
        return abs(float(one) - float(other)) < 1e-9
    return bool(one == other)
