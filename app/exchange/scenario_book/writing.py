"""A scenario and its briefing out as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.catalog.rulebook_file import plain
from app.catalog.wording import Wording
from app.domain.exercise.scenario import Scenario
from app.domain.reference import Reference
from app.exchange.scenario_book.cells import Codebook, rest_text, written
from app.exchange.scenario_book.form import (
    BRIEFING,
    CODES,
    CODES_SHEET,
    EXPECTED,
    INJECTS,
    LONGEST,
    MOST_ROWS,
    REST,
    SCENARIO,
    SHEETS,
    Kind,
    Sheet,
)
from app.exchange.scenario_book.rows import Plain, line_written, taken_apart
from app.exchange.workbook import put, save_whole
from app.kernel.errors import Fault, Refusal


def write_scenario_book(path: Path, scenario: Scenario, briefing: str, wording: Wording, reference: Reference) -> None:
    """Write the workbook, whole or not at all; read again it is the same scenario and the same briefing.

    ``Refusal("scenario_too_long_for_sheet")`` where something is longer than a cell or a sheet takes, ``Fault`` where the disk
    refuses.
    """
    book = Codebook(wording, reference)
    made = Workbook()
    for first in tuple(made.worksheets):
        made.remove(first)
    pages = {sheet.name: made.create_sheet(sheet.name) for sheet in SHEETS}
    briefed = made.create_sheet(BRIEFING)
    lists = _write_codes(made.create_sheet(CODES_SHEET), book)
    data = plain(scenario)
    _write_sheet_of_fields(pages[SCENARIO.name], data, book)
    for sheet in SHEETS[1:]:
        rows = list(_rows(sheet, data))
        if len(rows) >= MOST_ROWS:
            raise Refusal("scenario_too_long_for_sheet", {"sheet": sheet.name, "row": len(rows), "most": MOST_ROWS})
        _write_rows(pages[sheet.name], sheet, rows, book, lists)
    _write_prose(briefed, briefing)
    try:
        save_whole(made, path)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error


def _rows(sheet: Sheet, data: Plain) -> Iterator[Plain]:
    """The rows of a list. Expectations stand in a sheet of their own, by the id of their inject where that names just one."""
    counted = Counter(one["id"] for one in data["injects"])
    if sheet is not EXPECTED:
        for row in data.get(sheet.field, ()):
            named = sheet is INJECTS and row["id"].strip() == row["id"] != "" and counted[row["id"]] == 1
            yield {name: value for name, value in row.items() if name != "expect"} if named else row
        return
    for inject in data["injects"]:
        if inject["id"].strip() != inject["id"] or not inject["id"] or counted[inject["id"]] > 1:
            continue
        for expected in inject.get("expect", ()):
            yield {"inject": inject["id"], **_shown_match(expected)}


def _shown_match(expected: Plain) -> Plain:
    """The first entry that answers in columns of its own, the others beside it."""
    shown = {name: value for name, value in expected.items() if name != "any"}
    if expected["any"]:
        shown["match"] = expected["any"][0]
        if len(expected["any"]) > 1:
            shown["also"] = expected["any"][1:]
    return shown


def _write_sheet_of_fields(page: Worksheet, data: Plain, book: Codebook) -> None:
    lists = {sheet.field for sheet in SHEETS}
    own = {name: value for name, value in data.items() if name not in lists}  # what has no row of its own goes into the rest
    values = taken_apart(SCENARIO, own, book)
    for line, column in enumerate(SCENARIO.columns, start=1):
        put(page, line, 1, column.heading, head=True)
        value = values.get(column.path)
        if column.path == REST:
            _put(page, line, 2, rest_text(value) if value else None, SCENARIO)
        else:
            _put(page, line, 2, written(column, value, book), SCENARIO)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 36, 80


def _write_rows(page: Worksheet, sheet: Sheet, rows: Iterable[Plain], book: Codebook, lists: dict[str, str]) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        put(page, 1, place, column.heading, head=True)
        page.column_dimensions[letter].width = column.width
        if column.kind is Kind.CODE:
            rule = DataValidation(type="list", formula1=lists[column.codes], allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{MOST_ROWS}")
            page.add_data_validation(rule)
    for line, row in enumerate(rows, start=2):
        values = taken_apart(sheet, row, book)
        for place, column in enumerate(sheet.columns, start=1):
            value = values.get(column.path)
            if column.path == REST:
                _put(page, line, place, rest_text(value) if value else None, sheet)
            else:
                _put(page, line, place, written(column, value, book), sheet)
    page.freeze_panes = "B2"


def _write_prose(page: Worksheet, briefing: str) -> None:
    """A line of the briefing in each row."""
    page.column_dimensions["A"].width = 110
    for line, text in enumerate(briefing.split("\n"), start=1):
        _put(page, line, 1, line_written(text), None)


def _write_codes(page: Worksheet, book: Codebook) -> dict[str, str]:
    """Every vocabulary in a column; where each drop-down list finds its words."""
    lists: dict[str, str] = {}
    for place, name in enumerate(CODES, start=1):
        words, letter = book.shown(name), get_column_letter(place)
        put(page, 1, place, name, head=True)
        for line, word in enumerate(words, start=2):
            put(page, line, place, word)
        page.column_dimensions[letter].width = 30
        lists[name] = f"{quote_sheetname(CODES_SHEET)}!${letter}$2:${letter}${len(words) + 1}"
    return lists


def _put(page: Worksheet, line: int, place: int, value: Any, sheet: Sheet | None) -> None:
    if isinstance(value, str) and len(value) > LONGEST:
        name = sheet.name if sheet is not None else BRIEFING
        raise Refusal("scenario_too_long_for_sheet", {"sheet": name, "row": line, "most": LONGEST})
    put(page, line, place, value)
