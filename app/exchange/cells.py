"""One cell of a workbook as a value: tolerant of full-width characters and blanks, strict about everything else."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from app.exchange.roster_form import LONGEST, Column, Kind

_SEPARATORS = re.compile(r"[,;、，；\n]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FOR_GOOD = ("长期", "长期有效", "永久", "永久有效")
MOST_COUNT = 100_000
MOST_QUANTITY = 1_000_000_000


class Wrong(NamedTuple):
    """What is wrong with a cell: the code of the problem and the facts for its words."""

    code: str
    facts: dict[str, str]


class BadCell(Exception):  # noqa: N818 - an answer to a person
    """The cell cannot be used."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.wrong = Wrong(code, {name: str(value) for name, value in facts.items()})


class Raw(NamedTuple):
    """What stood in a cell: its value and the type that the workbook gives it ("f" is a formula, "e" an error)."""

    value: Any
    type: str = ""


EMPTY = Raw(None)


def text_of(raw: Raw, longest: int = LONGEST) -> str:
    """The cell as text, outer blanks and unseen characters removed. Raises ``BadCell``, also for more characters than that."""
    value = raw.value
    if raw.type == "f":
        raise BadCell("roster_formula")
    if raw.type == "e":
        raise BadCell("roster_error", value=value)
    if isinstance(value, date | time | timedelta):
        raise BadCell("roster_date")
    if value is None:
        return ""
    if isinstance(value, bool):
        raise BadCell("roster_not_text", value=value)
    if isinstance(value, int | float):
        return _written(value)
    text = _UNSEEN.sub("", str(value)).strip()
    if len(text) > longest:
        raise BadCell("roster_too_long", length=len(text), most=longest)
    return text


def read(raw: Raw, column: Column) -> Any:
    """The cell's value for its column: ``str``, ``int``, ``float``, ``date``, a tuple of words; ``None`` for nothing written.

    Raises ``BadCell`` for anything that cannot be meant.
    """
    if column.kind is Kind.DAY:
        return day_of(raw)
    text = text_of(raw)
    if column.kind in (Kind.ID, Kind.PHONE):
        text = " ".join(unicodedata.normalize("NFKC", text).split())
    if not text:
        if column.required:
            raise BadCell("roster_required")
        return None
    if column.kind is Kind.COUNT:
        return _count(text)
    if column.kind is Kind.DEGREES:
        return _number(text)
    if column.kind is Kind.NUMBER:
        return _quantity(text)
    if column.kind is Kind.LIST:
        return tuple(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))
    return text


def _count(text: str) -> int:
    number = _number(text)
    if number != int(number):
        raise BadCell("roster_not_whole", value=text)
    if not 0 <= number <= MOST_COUNT:
        raise BadCell("roster_range", value=text, least=0, most=MOST_COUNT)
    return int(number)


def day_of(raw: Raw) -> date | None:
    """A day: a date of the workbook, or written ``2026-07-01``, ``2026年7月1日``, ``20260701``; none for what holds for good
    (长期有效). Raises ``BadCell``."""
    if isinstance(raw.value, datetime):
        return raw.value.date()
    if isinstance(raw.value, date):
        return raw.value
    text = unicodedata.normalize("NFKC", text_of(raw)).replace(" ", "")
    if not text or text in _FOR_GOOD:
        return None
    found = _DAY.fullmatch(text) or _DAY_BARE.fullmatch(text)
    if found is None:
        raise BadCell("duty_bad_day", value=text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadCell("duty_bad_day", value=text) from error


def _quantity(text: str) -> float:
    number = _number(text)
    if not 0 <= number <= MOST_QUANTITY:
        raise BadCell("roster_range", value=text, least=0, most=MOST_QUANTITY)
    return number


def _number(text: str) -> float:
    clean = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    try:
        number = float(clean)
    except ValueError:
        raise BadCell("roster_not_number", value=text) from None
    if "_" in clean or not math.isfinite(number):
        raise BadCell("roster_not_number", value=text)
    return number


def _written(value: int | float) -> str:
    whole = isinstance(value, float) and math.isfinite(value) and value.is_integer()
    return str(int(value)) if whole else repr(value)
