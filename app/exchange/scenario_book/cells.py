"""One value as one cell, and back. What a spreadsheet would not give back as it was is no cell: it goes into the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from app.catalog.wording import Wording
from app.domain.reference import Reference
from app.exchange.cells import BadCell, Raw, text_of
from app.exchange.scenario_book.form import CODES, LONGEST, Column, Kind
from app.kernel.clock import SHANGHAI

_YES, _NO = "是", "否"
_TRUE = (_YES, "yes", "true", "1", "√")
_FALSE = (_NO, "no", "false", "0")
_SPLIT = re.compile(r"[,，、;；\n]+")
_PHRASES = re.compile(r"[;；\n]+")
_UNSAFE = re.compile(r"\r|_x[0-9A-Fa-f]{4}_")
"""What the format of workbooks itself rewrites."""


class Codebook:
    """The words of the vocabularies and of facts, both ways."""

    def __init__(self, wording: Wording, reference: Reference) -> None:
        self._wording = wording
        self._facts = {wording.fact_label(name): name for name in reference.facts}
        self._known = reference.facts

    def shown(self, name: str) -> tuple[str, ...]:
        """Every code of a vocabulary with its words."""
        prefix, codes = CODES[name]
        return tuple(self.code(prefix, code) for code in codes)

    def code(self, prefix: str, code: str) -> str:
        """A code behind its words; the code alone where it has none."""
        words = self._wording.say(f"{prefix}.{code}") if self._wording.knows(f"{prefix}.{code}") else ""
        return f"{words} {code}".strip() if code else ""

    def read(self, name: str, text: str) -> str:
        """The code that a person wrote: itself, behind its words, or the words alone. Raises ``BadCell``."""
        prefix, codes = CODES[name]
        last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
        if last in codes:
            return last
        if text in codes:
            return text
        for code in codes:
            if self._wording.knows(f"{prefix}.{code}") and self._wording.say(f"{prefix}.{code}") == text:
                return code
        raise BadCell("not_one_of", value=text[:40], choices=", ".join(codes[:30]))

    def fact(self, name: str) -> str:
        """The code of a fact by its code or its label. Raises ``BadCell`` for neither."""
        found = name if name in self._known else self._facts.get(name)
        if found is None:
            raise BadCell("unknown_fact", name=name[:40], near="-")
        return found

    def label(self, name: str) -> str:
        """A fact as a person writes it."""
        label = self._wording.fact_label(name)
        return label if self._facts.get(label) == name and "=" not in label else name


def written(column: Column, value: Any, book: Codebook) -> Any:
    """What is put into the cell; ``None`` for an empty one."""
    if value is None:
        return None
    if column.kind is Kind.JSON:
        return json.dumps(value, ensure_ascii=column.path == "rest")
    if column.kind is Kind.LIST:
        return "、".join(str(one) for one in value)
    if column.kind is Kind.CODES:
        return "；".join(book.code(CODES[column.codes][0], str(one)) for one in value)
    if column.kind is Kind.CODE:
        return book.code(CODES[column.codes][0], str(value))
    if column.kind is Kind.FACTS:
        return "；".join(f"{book.label(name)}={_fact_text(one)}" for name, one in value.items())
    if column.kind is Kind.YES:
        return _YES if value else _NO
    return value


def read(column: Column, raw: Raw, book: Codebook) -> Any:
    """The cell's value; ``None`` for an empty one. Raises ``BadCell`` for anything that cannot be meant."""
    if column.kind is Kind.MOMENT and isinstance(raw.value, datetime):
        return raw.value.replace(tzinfo=SHANGHAI).isoformat() if raw.value.tzinfo is None else raw.value.isoformat()
    text = text_of(raw, LONGEST)
    if not text:
        return None
    if column.kind in (Kind.CODES, Kind.LIST):
        split = _PHRASES if column.kind is Kind.CODES else _SPLIT  # the words of a code may hold a comma
        parts = [one.strip() for one in split.split(text) if one.strip()]
        return [book.read(column.codes, one) for one in parts] if column.kind is Kind.CODES else parts
    if column.kind is Kind.CODE:
        return book.read(column.codes, text)
    if column.kind is Kind.FACTS:
        return _facts(text, book)
    plain = _READERS.get(column.kind)
    return text if plain is None else plain(text)


def survives(column: Column, value: Any, book: Codebook) -> bool:
    """Whether the value comes back out of its cell as it went in."""
    cell = written(column, value, book)
    if isinstance(cell, str) and (_UNSAFE.search(cell) or ILLEGAL_CHARACTERS_RE.search(cell) or len(cell) > LONGEST):
        return False
    try:
        back = read(column, Raw(cell, "s" if isinstance(cell, str) else "n"), book)
    except BadCell:
        return False
    return same(back, value)


def rest_text(value: Mapping[str, Any]) -> str:
    """What no column can say, as text that no spreadsheet changes."""
    return json.dumps(value, ensure_ascii=True).replace("_x", "\\u005fx")


def same(one: Any, other: Any) -> bool:
    """Equal, and a truth value only equal to a truth value, whatever the order of a mapping."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(left, right) for left, right in zip(one, other, strict=True))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _fact_text(value: Any) -> str:
    return (_YES if value else _NO) if isinstance(value, bool) else str(value)


def _facts(text: str, book: Codebook) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in _PHRASES.split(text):
        name, sign, value = part.replace("＝", "=").partition("=")
        if not part.strip():
            continue
        code = book.fact(name.strip())
        found[code] = _fact_value(value.strip()) if sign else True
    return found


def _fact_value(text: str) -> Any:
    if text in (_YES, _NO):
        return text == _YES
    try:
        number = _number(text)
    except BadCell:
        return text
    return int(number) if float(number).is_integer() and "." not in text else number


def _number(text: str) -> float | int:
    try:
        number = float(text)
    except ValueError as error:
        raise BadCell("rulebook_number", value=text[:40]) from error
    if not abs(number) < 1e9 or "_" in text:  # put so that NaN fails it
        raise BadCell("rulebook_number", value=text[:40])
    return int(number) if number.is_integer() else number


def _yes(text: str) -> bool:
    word = text.lower()
    if word not in (*_TRUE, *_FALSE):
        raise BadCell("rulebook_yes_no", value=text[:40])
    return word in _TRUE


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadCell("scenario_moment", value=text[:40]) from error
    return text if at.tzinfo is not None else at.replace(tzinfo=SHANGHAI).isoformat()


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise BadCell("scenario_json", detail=str(error)[:80]) from error


_READERS: Mapping[Kind, Callable[[str], Any]] = MappingProxyType({
    Kind.NUMBER: _number, Kind.YES: _yes, Kind.MOMENT: _moment, Kind.JSON: _json,
})
