"""The workbook itself: sheets in and out, with the limits that a file from outside has to keep."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.exchange.cells import EMPTY, BadCell, Raw, text_of
from app.exchange.forces_form import SHEETS
from app.exchange.merges import Merge, merged_cells
from app.exchange.roster_form import CODES_SHEET, CONTACTS, HEAD_ROWS, MOST_ROWS, UNITS, Codes, Sheet, column_of, plain
from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.whole_file import whole_file

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
"""A workbook is a ZIP file: a small one may unfold into a huge one."""

MOST_COLUMNS = 60
_HEAD = PatternFill("solid", fgColor="E4E7EB")
_BLANK = (None, "")
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError)
"""What openpyxl raises upon a broken file."""


class Grid(msgspec.Struct, frozen=True):
    """A sheet as it was found: filled rows by number, each with its cells by column key, and where the columns stood."""

    sheet: Sheet
    places: dict[str, int]
    rows: tuple[tuple[int, dict[str, Any]], ...]
    problems: tuple[Problem, ...]


def read_grids(path: Path) -> tuple[Grid, ...]:
    """The sheets of ours in this workbook. Raises ``BadFile`` where it is none or has none of them."""
    grids = []
    with opened_book(path) as book:
        merges = merged_cells(path)
        for sheet in SHEETS:
            names = {plain(word) for word in (sheet.name, *sheet.name.split(" "))}
            title = next((name for name in book.sheetnames if plain(name) in names), None)
            if title is not None:
                grids.append(_grid(path.name, sheet, book[title], merges.get(title, ())))
    if not grids:
        raise bad(path, "roster_no_sheet", units=UNITS.name, contacts=CONTACTS.name)
    return tuple(grids)


def write_workbook(
    path: Path, rows: Mapping[Sheet, Iterable[Mapping[str, Any]]], codes: Mapping[str, Codes], lang: str
) -> None:
    """Write sheets with these rows and the sheet of codes, whole or not at all. ``Fault`` where the disk refuses."""
    book = Workbook()
    for first in tuple(book.worksheets):
        book.remove(first)
    for sheet in rows:
        book.create_sheet(sheet.name)
    lists = _write_codes(book.create_sheet(CODES_SHEET), codes, lang)
    for sheet, given in rows.items():
        _write_sheet(book[sheet.name], sheet, tuple(given), lists)
    try:
        save_whole(book, path)
    except OSError as error:
        raise Fault("roster_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error


def save_whole(book: Workbook, path: Path) -> None:
    """Put the workbook there, whole or not at all; ``OSError`` where the disk refuses."""
    with whole_file(path) as draft:
        book.save(draft)


@contextmanager
def opened_book(path: Path, most_unpacked: int = MOST_UNPACKED, *, wrong: str = "roster_not_excel") -> Iterator[Workbook]:
    """A workbook to be read. ``BadFile`` where it is too large, and with the code ``wrong`` where it is none or turns out broken
    while it is read."""
    check_size(path, most_unpacked)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, *_BROKEN, OSError) as error:
        raise bad(path, wrong, detail=str(error)[:80]) from error
    try:
        yield book
    except _BROKEN as error:
        raise bad(path, wrong, detail=str(error)[:80]) from error
    finally:
        book.close()


def check_size(path: Path, most_unpacked: int = MOST_UNPACKED) -> None:
    """Raises ``BadFile`` for a file that is no ZIP, is absent, or is or would become too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise bad(path, "too_large", most=str(MOST_BYTES))
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > most_unpacked:
                raise bad(path, "too_large", most=str(most_unpacked))
    except FileNotFoundError as error:
        raise bad(path, "file_missing") from error
    except OSError as error:
        raise bad(path, "file_unreadable", detail=error.strerror or str(error)) from error
    except zipfile.BadZipFile as error:
        raise bad(path, "roster_not_excel", detail=str(error)[:80]) from error


def _grid(file: str, sheet: Sheet, page: Any, merges: Sequence[Merge]) -> Grid:
    lines = _filled_down(lines_of(page), merges)
    heads = [next(lines, ()) for _ in range(HEAD_ROWS)]
    where = f"{file} [{sheet.name}]"
    places, problems = _places(sheet, heads, where)
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, start=HEAD_ROWS + 1):
        cells = {key: line[place - 1] if place <= len(line) else EMPTY for key, place in places.items()}
        if any(not is_blank(raw) for raw in cells.values()):
            rows.append((number, cells))
        if number > MOST_ROWS:
            problems.append(Problem(where, number, "", "roster_too_many_rows", {"most": str(MOST_ROWS)}))
            break
    return Grid(sheet, places, tuple(rows) if places else (), tuple(problems))


def lines_of(page: Any) -> Iterator[Sequence[Raw]]:
    """The rows of a sheet as they stand, each cell with its type; no row is wider than ``MOST_COLUMNS``."""
    page.reset_dimensions()
    for row in page.iter_rows(max_col=MOST_COLUMNS):
        yield tuple(Raw(cell.value, cell.data_type or "") for cell in row)


def _filled_down(lines: Iterator[Sequence[Raw]], merges: Sequence[Merge]) -> Iterator[Sequence[Raw]]:
    """The rows with what a cell that is merged downwards says in every row that it stands for: an organisation written once beside
    its units. The headings are left alone, and so is what is merged across several columns (a banner)."""
    below = [one for one in merges if one.left == one.right and one.first > HEAD_ROWS and one.last > one.first]
    held: dict[int, tuple[int, Raw]] = {}
    starts: dict[int, list[Merge]] = {}
    for one in below:
        starts.setdefault(one.first, []).append(one)
    for number, line in enumerate(lines, start=1):
        cells = list(line)
        for one in starts.get(number, ()):
            held[one.left] = (one.last, cells[one.left - 1] if one.left <= len(cells) else EMPTY)
        if any(not is_blank(raw) for raw in line):  # rows left empty within the merge stay empty
            for place, (last, raw) in held.items():
                if number <= last and place <= len(cells):
                    cells[place - 1] = raw
        yield cells


def _places(sheet: Sheet, heads: list[Sequence[Raw]], where: str) -> tuple[dict[str, int], list[Problem]]:
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for at in range(max((len(head) for head in heads), default=0)):
        titles = [_heading(head[at]) for head in heads if at < len(head)]
        if not any(titles):
            continue
        column = column_of(sheet, titles)
        cell = f"{get_column_letter(at + 1)}1"
        if column is None:
            problems.append(Problem(where, 1, cell, "roster_unknown_column", {"name": " ".join(titles).strip()}))
        elif column.key in places:
            problems.append(Problem(where, 1, cell, "roster_column_twice", {"name": column.title.zh}))
        else:
            places[column.key] = at + 1
    absent = [column for column in sheet.columns if column.required and column.key not in places]
    problems += [
        Problem(where, 1, f"{one.title.zh} {one.title.en}", "roster_missing_column", {"name": one.title.zh}) for one in absent
    ]
    return places, problems


def _heading(raw: Raw) -> str:
    try:
        return text_of(raw)
    except BadCell:
        return str(raw.value)


def is_blank(raw: Raw) -> bool:
    """Whether nothing stands in the cell."""
    return raw.value in _BLANK or (isinstance(raw.value, str) and not raw.value.strip())


def _write_sheet(page: Worksheet, sheet: Sheet, rows: tuple[Mapping[str, Any], ...], lists: Mapping[str, str]) -> None:
    for at, column in enumerate(sheet.columns, start=1):
        mark = "*" if column.required else ""
        put(page, 1, at, f"{mark}{column.title.zh}", head=True)
        put(page, 2, at, f"{mark}{column.title.en}", head=True)
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = "@" if column.kind.value in ("id", "phone", "text", "day") else "General"
        if column.key in lists:
            rule = DataValidation(type="list", formula1=lists[column.key], allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}{HEAD_ROWS + 1}:{letter}{MOST_ROWS}")
            page.add_data_validation(rule)
        for number, row in enumerate(rows, start=HEAD_ROWS + 1):
            put(page, number, at, row.get(column.key))
    page.freeze_panes = f"A{HEAD_ROWS + 1}"


def _write_codes(page: Worksheet, codes: Mapping[str, Codes], lang: str) -> dict[str, str]:
    """Explain every column and list every code; returns where each drop-down list finds its words."""
    line = 1
    for sheet in SHEETS:
        put(page, line, 1, sheet.name, head=True)
        for column in sheet.columns:
            line += 1
            put(page, line, 1, f"{'*' if column.required else ''}{column.title.zh} {column.title.en}")
            put(page, line, 2, column.help.of(lang))
        line += 2
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 60
    lists: dict[str, str] = {}
    for place, (key, known) in enumerate(codes.items()):
        at = 4 + place
        column = next(one for sheet in SHEETS for one in sheet.columns if one.key == key)
        put(page, 1, at, f"{column.title.zh} {column.title.en}", head=True)
        words = known.shown(lang)
        for number, word in enumerate(words, start=2):
            put(page, number, at, word)
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = 34
        lists[key] = f"{quote_sheetname(CODES_SHEET)}!${letter}$2:${letter}${len(words) + 1}"
    page.freeze_panes = "A2"
    return {key: where for key, where in lists.items() if key != "capabilities"}


def put(page: Worksheet, line: int, at: int, value: Any, *, head: bool = False) -> None:
    """Write a value into a cell; a text stays a text, whatever it begins with."""
    if value in _BLANK:
        return
    cell = page[f"{get_column_letter(at)}{line}"]
    if isinstance(value, int | float):
        cell.value = value
    else:  # the type of a string is what a spreadsheet obeys: it stays one even if it begins like a formula
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(vertical="top", wrap_text=head)
    if head:
        cell.font = Font(bold=True)
        cell.fill = _HEAD


def bad(path: Path, code: str, **facts: str) -> BadFile:
    """One problem of a whole file."""
    return BadFile((Problem(path.name, 0, "", code, facts),))
