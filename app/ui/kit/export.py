"""Tables as files for other programs: xlsx and csv that no spreadsheet takes for a formula. No Qt: runs in a
thread."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from app.kernel.whole_file import whole_file

_RISKY = tuple("=+-@\t\r\n＝＋－＠|%")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,:]\d+)*$")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767


def safe_text(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it; unwritable characters become
    U+FFFD."""
    clean = _UNWRITABLE.sub("\ufffd", text)
    risky = clean.lstrip(" \u3000").startswith(_RISKY) or clean.startswith(("\t", "\r", "\n"))
    return f"'{clean}" if risky and not _PLAIN_NUMBER.match(clean) else clean


def write_table(path: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Write ``.csv`` (UTF-8 with mark, as Excel wants it) or ``.xlsx`` by the suffix; the number of rows
    written.

    The file appears whole or not at all. Raises ``OSError`` as the disk says, ``ValueError`` for another
    suffix.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise ValueError(f"unknown kind of table: {path.suffix}")
    writer: Callable[[Path], None]
    if suffix == ".csv":
        writer = lambda target: _write_csv(target, heads, rows)  # noqa: E731
    else:
        writer = lambda target: _write_xlsx(target, title, heads, rows)  # noqa: E731
    with whole_file(path) as draft:
        writer(draft)
    return len(rows)


def _write_csv(path: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        _write_lines(stream, heads, rows)


def _write_lines(stream: TextIO, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    writer = csv.writer(stream)
    writer.writerow([safe_text(head) for head in heads])
    for row in rows:
        writer.writerow(
            ["" if cell is None else cell if _is_number(cell) else safe_text(str(cell)) for cell in row]
        )


def _write_xlsx(path: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    # openpyxl takes half a second to load (it brings numpy): only an export pays for it
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Sheet1")
    sheet.freeze_panes = "A2"
    for number, head in enumerate(heads, start=1):
        cells = [str(row[number - 1]) for row in rows[:200]]
        widest = max(map(_width, [head, *cells]))
        sheet.column_dimensions[get_column_letter(number)].width = min(60, max(8, widest + 2))
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    if value is None or _is_number(value):
        return WriteOnlyCell(sheet, value)
    text = _UNWRITABLE.sub("\ufffd", str(value))
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    cell = WriteOnlyCell(sheet, text)
    # A string stays a string: the type is what a spreadsheet obeys, the quote prefix keeps it one after an
    # edit.
    cell.data_type = "s"
    if safe_text(text) != text:
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    return cell


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
