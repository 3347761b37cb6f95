"""Small tables within a form: facts, entries that answer, places, changes of units, words on the radio. No Qt.

A row is what a person reads and types, cell by cell; ``made`` turns rows back into the value. A row that nobody touched gives
back exactly what it was made from, so that nothing is lost which no cell says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from app.domain.exercise.scenario import Change, Match, PlaceRef, Where
from app.domain.unit.model import UnitStatus
from app.kernel.text import Text

Cells = tuple[str, ...]

_PIECE = re.compile(r"\s*(>=|<=|=|~|∈)\s*(\"(?:[^\"\\]|\\.)*\"|[^\s;；]+)")
_HEAD = re.compile(r"\s*([A-Za-z_][\w.]*)")
_SPLIT = re.compile(r"[;；]\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")


class Unread(ValueError):  # noqa: N818 - an answer to a person
    """A cell that cannot be meant; ``column`` is its key, the text what stands there."""

    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column = column


class Table(msgspec.Struct, frozen=True):
    """``columns``: the key of each with the source of its choices ("" for free text). ``single``: at most one row."""

    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Any], tuple[tuple[Any, Cells], ...]]
    element: Callable[[Cells], Any]
    value: Callable[[Sequence[Any]], Any]
    single: bool = False

    def made(self, rows: Sequence[Cells], before: Any) -> Any:
        """The value that these rows say; ``before`` is what they were made from. Raises ``Unread``."""
        known: dict[Cells, list[Any]] = {}
        for element, cells in self.rows(before):
            known.setdefault(cells, []).append(element)
        elements = []
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            same = known.get(cells)
            elements.append(same.pop(0) if same else self.element(tuple(cell.strip() for cell in cells)))
        return self.value(elements)


def where_text(where: Sequence[Where]) -> str:
    """Tests in a line: ``level = II；facts.dead >= 3``."""
    return "；".join(f"{one.field}{''.join(_tests(one))}" for one in where)


def where_of(text: str) -> tuple[Where, ...]:
    """The tests that a line says. Raises ``Unread``."""
    return tuple(_where(piece) for piece in _SPLIT.split(text) if piece.strip())


def _tests(one: Where) -> list[str]:
    found = []
    if one.is_ is not None:
        found.append(f" = {_scalar_text(one.is_)}")
    if one.one_of:
        found.append(f" ∈ {','.join(one.one_of)}")
    found += [f" {sign} {bound:g}" for sign, bound in ((">=", one.ge), ("<=", one.le)) if bound is not None]
    if one.contains:
        found.append(f" ~ {_quoted(one.contains)}")
    return found


def _where(piece: str) -> Where:
    head = _HEAD.match(piece)
    if head is None:
        raise Unread("where", piece)
    parts: dict[str, Any] = {"field": head[1]}
    rest = piece[head.end():]
    while rest.strip():
        found = _PIECE.match(rest)
        if found is None:
            raise Unread("where", piece)
        sign, value = found[1], found[2]
        if sign == "=":
            parts["is_"] = scalar_of(value)
        elif sign == "∈":
            parts["one_of"] = tuple(one for one in value.split(",") if one)
        elif sign == "~":
            parts["contains"] = str(_unquoted(value))
        else:
            parts["ge" if sign == ">=" else "le"] = _bound(value, piece)
        rest = rest[found.end():]
    return Where(**parts)


def _bound(value: str, piece: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise Unread("where", piece) from error


def scalar_of(text: str) -> bool | int | float | str:
    """A value as it is typed: 是 and 否, numbers, else words; in quotes always words."""
    if text in ("是", "true", "yes"):
        return True
    if text in ("否", "false", "no"):
        return False
    if re.fullmatch(r"[-+]?\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?\d*\.\d+(?:e[-+]?\d+)?", text) else _unquoted(text)


def _scalar_text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return repr(value)
    return _quoted(value, always=not isinstance(scalar_of(value), str))


def _quoted(text: str, *, always: bool = False) -> str:
    if always or re.search(r"[\s;；\"]", text) or not text:
        return msgspec.json.encode(text).decode()
    return text


def _unquoted(text: str) -> str:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        try:
            return msgspec.json.decode(text.encode(), type=str)
        except msgspec.DecodeError as error:
            raise Unread("where", text) from error
    return text


def _fact_rows(value: Any) -> tuple[tuple[Any, Cells], ...]:
    return tuple(((name, one), (name, _scalar_text(one))) for name, one in (value or {}).items())


def _fact(cells: Cells) -> Any:
    if not cells[0]:
        raise Unread("fact", cells[1])
    return cells[0], scalar_of(cells[1]) if cells[1] else True


def _match_rows(value: Any) -> tuple[tuple[Any, Cells], ...]:
    matches = (value,) if isinstance(value, Match) else value or ()
    return tuple((one, (one.entry, one.incident, one.task, where_text(one.where))) for one in matches)


def _match(cells: Cells) -> Match:
    if not cells[0]:
        raise Unread("entry", "".join(cells[1:]))
    return Match(cells[0], cells[1], cells[2], where_of(cells[3]))


def _place_rows(value: Any) -> tuple[tuple[Any, Cells], ...]:
    return tuple((one, (one.facility, one.words.zh, one.words.en, one.kind)) for one in value or ())


def _place(cells: Cells) -> PlaceRef:
    return PlaceRef(Text(cells[1] or cells[0], cells[2]), cells[0], cells[3])


def _change_rows(value: Any) -> tuple[tuple[Any, Cells], ...]:
    return tuple((one, (one.unit, one.status.value)) for one in value or ())


def _change(cells: Cells) -> Change:
    if cells[1] not in tuple(UnitStatus):
        raise Unread("status", cells[1])
    return Change(cells[0], UnitStatus(cells[1]))


def _radio_rows(value: Any) -> tuple[tuple[Any, Cells], ...]:
    return tuple(((status, text), (status, text.zh, text.en)) for status, text in (value or {}).items())


def _radio(cells: Cells) -> Any:
    if not cells[0]:
        raise Unread("status", cells[1])
    return cells[0], Text(cells[1], cells[2])


TABLES: Mapping[str, Table] = MappingProxyType({
    "facts": Table((("fact", "facts"), ("value", "")), _fact_rows, _fact, dict),
    "matches": Table(
        (("entry", "entries"), ("incident", "incidents"), ("task", "tasks"), ("where", "")), _match_rows, _match, tuple,
    ),
    "match": Table(
        (("entry", "entries"), ("incident", "incidents"), ("task", "tasks"), ("where", "")), _match_rows, _match,
        lambda found: found[0] if found else Match("TaskSettled"), True,
    ),
    "places": Table(
        (("facility", "facilities"), ("words", ""), ("english", ""), ("place_kind", "place_kinds")), _place_rows, _place, tuple,
    ),
    "changes": Table((("unit", "units"), ("status", "statuses")), _change_rows, _change, tuple),
    "radio": Table((("status", "statuses"), ("words", ""), ("english", "")), _radio_rows, _radio, dict),
})
