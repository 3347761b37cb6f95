"""What a form asks: fields as values, and the reading of what a person typed into them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

import msgspec

from app.kernel.clock import to_local
from app.ui.kit.i18n import translate

_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
_DAY_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class FieldKind(StrEnum):
    """The kinds of field, and the type of their value (``None`` while empty)."""

    TEXT = "text"  # str
    MULTILINE = "multiline"  # str
    INT = "int"  # int
    DECIMAL = "decimal"  # Decimal
    CHOICE = "choice"  # the value of the choice
    FLAGS = "flags"  # tuple of the values of the choices, in their order
    DATETIME = "datetime"  # aware datetime, UTC
    TOGGLE = "toggle"  # bool, never None
    DATE = "date"  # date
    PICKS = "picks"  # tuple of the values picked, in the order of picking
    CUSTOM = "custom"  # what the field's own editor (``make``) reads


class Choice(msgspec.Struct, frozen=True):
    """One choice: its value, its words, and extra text to find it by (code, pinyin initials)."""

    value: Any
    label: str
    find: str = ""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a form.

    ``unit`` stands after the editor; ``hint`` is the grey text beside it while there is no error; ``check``
    returns what is wrong with a value that was read ("" when nothing is); ``lean`` says which day a bare time
    means (``past future none``); ``new_row`` starts a line of its own in a form of several columns, ``wide``
    takes all of it; ``small`` fields that follow one another (short numbers) stand three to a line. ``make`` builds an
    editor of the panel's own (an ``app.ui.kit.form_editors.Editor``) from the field.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    unit: str = ""
    hint: str = ""
    placeholder: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 2
    max_length: int = 0
    lean: str = "past"
    lines: int = 3
    new_row: bool = False
    wide: bool = False
    small: bool = False
    check: Callable[[Any], str] | None = None
    make: Callable[[Any], Any] | None = None


class BadInput(ValueError):  # noqa: N818 - an answer to a person, as Refusal is
    """What was typed cannot be read; the text says what is wrong in the language in use."""


def read_int(text: str, field: Field) -> int | None:
    """The whole number that was typed (full-width digits too), ``None`` for nothing; raises ``BadInput``."""
    number = _read_decimal(text, translate("Kit", "A whole number"))
    if number is None:
        return None
    if number != number.to_integral_value():
        raise BadInput(translate("Kit", "A whole number"))
    _within(number, field)
    return int(number)


def read_decimal(text: str, field: Field) -> Decimal | None:
    """The number that was typed, ``None`` for nothing; raises ``BadInput`` out of bounds or with too many
    decimals."""
    number = _read_decimal(text, translate("Kit", "A number"))
    if number is None:
        return None
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > field.decimals:
        raise BadInput(translate("Kit", "At most {count} decimals").format(count=field.decimals))
    _within(number, field)
    return number


def read_text(text: str, field: Field) -> str | None:
    """The text, stripped, ``None`` for nothing; raises ``BadInput`` when it is too long."""
    clean = text.strip()
    if field.max_length and len(clean) > field.max_length:
        raise BadInput(translate("Kit", "At most {count} characters").format(count=field.max_length))
    return clean or None


def read_date(text: str, now: datetime) -> date | None:
    """The day that was typed, ``None`` for nothing; a day without a year is in the year of ``now``. Raises ``BadInput``."""
    clean = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if not clean:
        return None
    found = _DAY.fullmatch(clean) or _DAY_BARE.fullmatch(clean)
    if found is None:
        raise BadInput(translate("Kit", "A day such as 2026-07-18"))
    try:
        return date(int(found[1] or to_local(now).year), int(found[2]), int(found[3]))
    except ValueError:
        raise BadInput(translate("Kit", "There is no such day")) from None


def _read_decimal(text: str, otherwise: str) -> Decimal | None:
    clean = unicodedata.normalize("NFKC", text).strip().replace(",", "").replace(" ", "")
    if not clean:
        return None
    if len(clean) > 18:
        raise BadInput(otherwise)
    try:
        number = Decimal(clean)
    except InvalidOperation:
        raise BadInput(otherwise) from None
    if not number.is_finite() or abs(number.adjusted()) > 18:  # 1e999999999 would never become an int
        raise BadInput(otherwise)
    return number


def _within(number: Decimal, field: Field) -> None:
    if field.minimum is not None and number < Decimal(str(field.minimum)):
        raise BadInput(translate("Kit", "At least {bound}").format(bound=f"{field.minimum:g}"))
    if field.maximum is not None and number > Decimal(str(field.maximum)):
        raise BadInput(translate("Kit", "At most {bound}").format(bound=f"{field.maximum:g}"))


def places(fields: Sequence[Field], columns: int) -> list[tuple[int, int, int]]:
    """Line, column and span of each field; the small ones that follow one another share a line, counted from nought."""
    places: list[tuple[int, int, int]] = []
    line = column = small = 0
    for field in fields:
        if field.small and columns > 1:
            line, column = (line + 1, 0) if column else (line, 0)
            places.append((line, small, 1))
            small += 1
            continue
        if small:
            line, small = line + 1, 0
        wide = field.wide and columns > 1
        if column and (field.new_row or wide):
            line, column = line + 1, 0
        places.append((line, column, columns if wide else 1))
        column += columns if wide else 1
        if column >= columns:
            line, column = line + 1, 0
    return places
