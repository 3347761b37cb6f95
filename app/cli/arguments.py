"""What people type as facts and times, turned into values; what cannot be read is refused with the mend."""

from __future__ import annotations

import math
import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef, FactType, PaperFormat
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import Unit
from app.domain.words import ResponseLevel
from app.kernel.clock import SHANGHAI, Clock, as_utc
from app.kernel.errors import Refusal

_YES = frozenset({"true", "yes", "y", "1", "是", "有"})
_NO = frozenset({"false", "no", "n", "0", "否", "无"})
_NOW = frozenset({"now", "现在"})
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_SCALES = (500, 1_000_000)
"""Between these a sheet of the map shows something."""
_YEARS = range(2000, 2101)
"""Outside these a date is a slip of the hand, and sums with it could leave the calendar."""


def scale_of(text: str) -> int:
    """The N of ``1:N`` (or of N alone); 0 for ``fit``."""
    words = text.replace("：", ":").replace(",", "").replace(" ", "").removeprefix("1:")
    if words == "fit":
        return 0
    if not words.isdecimal() or not _SCALES[0] <= int(words) <= _SCALES[1]:
        raise ArgumentTypeError(f"1:{_SCALES[0]} … 1:{_SCALES[1]}")
    return int(words)


def facts_of(pairs: Iterable[str], defs: Mapping[str, FactDef]) -> dict[str, FactScalar]:
    """The facts of ``name=value`` pairs; a flag may stand alone. Bounds are for ``check_facts``.

    Refusals: ``fact_form`` (neither a pair nor a flag), ``fact_twice``, ``fact_unknown``.
    """
    found: dict[str, FactScalar] = {}
    for pair in pairs:
        name, equals, text = (part.strip() for part in pair.replace("＝", "=", 1).partition("="))
        known = defs.get(name)
        if known is None or known.derived:
            raise Refusal("fact_unknown", {"fact": name})
        if not equals and known.type is not FactType.FLAG:
            raise Refusal("fact_form", {"pair": pair})
        if name in found:
            raise Refusal("fact_twice", {"fact": name})
        found[name] = _value(known, text) if equals else True
    return found


def _value(known: FactDef, text: str) -> FactScalar:
    if known.type is FactType.FLAG:
        plain = text.lower()
        return True if plain in _YES else False if plain in _NO else text
    if known.type is FactType.CHOICE:
        return next((code for code, words in known.choices.items() if text in (words.zh, words.en)), text)
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


def kind_of(text: str, reference: Reference) -> str:
    """The code of an incident kind, whatever its case; ``Refusal("kind_unknown")`` where there is none."""
    code = text.strip().upper()
    if code not in reference.kinds:
        raise Refusal("kind_unknown", {"incident_kind": text})
    return code


def moment_of(text: str | None, clock: Clock) -> datetime | None:
    """A typed time as UTC: with an offset as it says, without one Beijing time; ``now`` is the desk's own present.

    ``Refusal("time_form")`` for anything that is not a date with a time of day.
    """
    return typed_moment(text, clock) if text is not None else None


def typed_moment(text: str, clock: Clock) -> datetime:
    """The same where a time was typed."""
    plain = text.strip()
    if plain.lower() in _NOW:
        return clock.now()
    if ":" not in plain and "T" not in plain.upper():
        raise Refusal("time_form", {"text": text})
    try:
        at = datetime.fromisoformat(plain)
    except ValueError as error:
        raise Refusal("time_form", {"text": text}) from error
    if at.year not in _YEARS:
        raise Refusal("time_form", {"text": text})
    return as_utc(at if at.tzinfo else at.replace(tzinfo=SHANGHAI))


def day_of(text: str) -> date:
    """A typed day, ``2026-07-18``; ``ArgumentTypeError`` for anything else."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} (2026-07-18)") from error
    if day.year not in _YEARS:
        raise ArgumentTypeError(f"{text!r} (2026-07-18)")
    return day


def level_of(text: str) -> ResponseLevel:
    """A response level: I, II, III, IV or 1 to 4."""
    plain = text.strip().upper()
    levels = tuple(ResponseLevel)
    if plain in levels:
        return ResponseLevel(plain)
    if plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= len(levels):
        return levels[int(plain[:4]) - 1]
    raise Refusal("level_form", {"text": text})


def number_of(least: float, most: float) -> Callable[[str], float]:
    """A reader of plain numbers within bounds, both included; ``ArgumentTypeError`` for the rest, ``nan`` among them."""

    def read(text: str) -> float:
        if _NUMBER.fullmatch(text.strip()) and least <= (number := float(text)) <= most:
            return number
        raise ArgumentTypeError(f"{text!r} ({least:g} … {most:g})")

    return read


def unit_of(text: str, state: State) -> Unit:
    """The unit with this id, name or call sign; ``Refusal("unit_unknown")`` where there is none or more than one."""
    plain = text.strip()
    known = state.units.get(plain)
    if known is not None:
        return known
    named = [one for one in state.units.values() if plain and plain in (one.name.zh, one.name.en, one.call_sign)]
    if len(named) != 1:
        raise Refusal("unit_unknown", {"unit": text})
    return named[0]


def path_of(text: str) -> Path:
    """A path as typed, with ``~`` for the home folder."""
    return Path(text).expanduser()


def format_of(file: Path | None, asked: str = "") -> PaperFormat:
    """As what a paper is wanted: as asked, else as the ending of the file says, else a PDF."""
    ending = asked or (file.suffix.lower().lstrip(".") if file is not None else "")
    return PaperFormat(ending) if ending in set(PaperFormat) else PaperFormat.PDF
