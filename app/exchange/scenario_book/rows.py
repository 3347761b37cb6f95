"""A row's value (plain data) taken apart into columns and put together again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from app.domain.exercise.kinds import InjectChannel
from app.exchange.scenario_book.cells import Codebook, same, survives
from app.exchange.scenario_book.form import REST, Column, Sheet

Plain = dict[str, Any]
_EMPTY: tuple[Any, ...] = (None, "", [], {})

BLANKS: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "participants": {"role": "", "title.zh": ""}, "objectives": {"id": "", "text.zh": "", "capability.zh": ""},
    "injects": {"id": "", "channel": InjectChannel.NOTE.value, "from.zh": "", "to": "", "text.zh": ""},
    "expect": {"id": "", "text.zh": "", "objective": "", "within_min": 0},
    "evacuations": {"incident": "", "people": 0, "within_min": 0},
})
"""What a row says where nothing is written: a draft that the rules find wanting, with the place, instead of no row at all."""


def at(row: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; ``None`` where nothing does."""
    value: Any = row
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return value


def put(row: Plain, path: str, value: Any) -> None:
    """Set the value at a path; what is between is made."""
    *steps, last = path.split(".")
    for step in steps:
        inner = row.get(step)
        row[step] = inner = inner if isinstance(inner, dict) else {}
        row = inner
    row[last] = value


def taken_apart(sheet: Sheet, row: Plain, book: Codebook) -> dict[str, Any]:
    """The values by column; what the columns cannot say is in the column of the rest, by the row's own fields."""
    values = {
        column.path: value for column in sheet.columns
        if column.path != REST and (value := at(row, column.path)) not in _EMPTY and survives(column, value, book)
    }
    back = put_together(sheet, values)
    names = [*row, *(name for name in back if name not in row)]
    rest = {name: row.get(name) for name in names if name not in back or name not in row or not same(back[name], row[name])}
    if rest:
        values[REST] = rest
    return values


def put_together(sheet: Sheet, values: Mapping[str, Any]) -> Plain:
    """The row that these columns say; the rest, field by field, overrules them (``null``: there is no such field)."""
    row: Plain = {}
    for column in sheet.columns:
        value = values.get(column.path)
        if column.path != REST and value is not None:
            put(row, column.path, value)
    _complete(row)
    for path, value in BLANKS.get(sheet.field, {}).items():
        if at(row, path) is None:
            put(row, path, value)
    rest = values.get(REST)
    for name, value in rest.items() if isinstance(rest, Mapping) else ():
        if value is None:
            row.pop(name, None)
        else:
            row[name] = value
    return row


def column_of(sheet: Sheet, heading: str) -> Column | None:
    """The column under a heading: by its path (the last word), else by its Chinese words."""
    words = heading.strip().lstrip("*").split()
    by_path = (one for one in sheet.columns if words and words[-1] == one.path)
    by_words = (one for one in sheet.columns if heading.strip().lstrip("*") == one.title)
    return next(by_path, None) or next(by_words, None)


def _complete(row: Plain) -> None:
    """Texts of which only the English was written have an empty Chinese, so that the gap is found and named."""
    for value in row.values():
        if isinstance(value, dict):
            if "en" in value and "zh" not in value:
                value["zh"] = ""
            _complete(value)


def line_written(text: str) -> str:
    """A line of prose as a cell: empty ones, and such with outer blanks, stand between two bars."""
    return f"|{text}|" if not text or text != text.strip() or _barred(text) else text


def line_read(cell: str) -> str:
    """The line that the cell says."""
    return cell[1:-1] if _barred(cell) else cell


def _barred(text: str) -> bool:
    """Whether the bars at both ends are ours and not the text's own."""
    if len(text) < 2 or not (text.startswith("|") and text.endswith("|")):
        return False
    inner = text[1:-1]
    return not inner or inner != inner.strip() or _barred(inner)
