"""Writes the responsibility list as a workbook that is read as the same again; a text is never written as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.reference import Reference
from app.domain.responsibility.model import DutyEdition, DutyItem
from app.exchange.duty_cells import Names, words_shown
from app.exchange.duty_form import (
    CHECKED_NAMES,
    CLASS_NAMES,
    CLASS_PATTERNS,
    CODES_SHEET,
    COLUMNS,
    SHEET,
    STATUS_NAMES,
)
from app.exchange.workbook import put, save_whole
from app.kernel.errors import Fault

_FIRST = 4
"""Title, Chinese headings, English headings; then the items."""

_ROOM = 1000
"""Rows that have drop-down lists."""

_LISTS: Mapping[str, tuple[str, ...]] = {
    "class": tuple(CLASS_NAMES.values()), "status": tuple(STATUS_NAMES.values()), "checked": tuple(CHECKED_NAMES.values()),
}


def write_duty_template(path: Path, reference: Reference, title: str, lang: str = "zh") -> None:
    """Write an empty workbook with the columns, drop-down lists and codes. ``Fault`` where the disk refuses."""
    _write(path, title, (), reference, lang)


def write_duty_list(
    path: Path, items: Iterable[DutyItem], edition: DutyEdition | None, reference: Reference, lang: str = "zh"
) -> int:
    """Write these items in the template's form; how many they are. ``Fault`` where the disk refuses."""
    names = Names(reference)
    rows = [_row(item, names, reference) for item in sorted(items, key=lambda one: one.code)]
    _write(path, edition.name if edition else SHEET.split(" ", maxsplit=1)[0], rows, reference, lang)
    return len(rows)


def _write(path: Path, title: str, rows: Iterable[Mapping[str, str]], reference: Reference, lang: str) -> None:
    book = Workbook()
    for first in tuple(book.worksheets):
        book.remove(first)
    page, codes = book.create_sheet(SHEET), book.create_sheet(CODES_SHEET)
    lists = _write_codes(codes, reference, lang)
    put(page, 1, 1, title, head=True)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for at, column in enumerate(COLUMNS, start=1):
        mark = "*" if column.required else ""
        put(page, 2, at, f"{mark}{column.title.zh}", head=True)
        put(page, 3, at, f"{mark}{column.title.en}", head=True)
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = "@"
        if column.key in lists:
            rule = DataValidation(type="list", formula1=lists[column.key], allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}{_FIRST}:{letter}{_FIRST + _ROOM}")
            page.add_data_validation(rule)
    for number, row in enumerate(rows, start=_FIRST):
        for at, column in enumerate(COLUMNS, start=1):
            put(page, number, at, row.get(column.key))
    page.freeze_panes = f"C{_FIRST}"
    try:
        save_whole(book, path)
    except OSError as error:
        raise Fault("duty_list_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error


def _row(item: DutyItem, names: Names, reference: Reference) -> dict[str, str]:
    return {
        "code": item.code, "name": item.name.zh, "name_en": item.name.en, "class": CLASS_NAMES[item.duty_class],
        "lead": names.shown(item.lead.name, item.lead.role) if item.lead.name else "",
        "supporting": names.partners_shown(item.supporting), "township": item.township, "basis": item.basis.title,
        "article": item.basis.article, "status": STATUS_NAMES[item.basis.status],
        "checked": CHECKED_NAMES[item.basis.checked], "limit": item.limit.words if item.limit else "",
        "kinds": "、".join(_kind(pattern, reference) for pattern in item.kinds), "words": words_shown(item.words),
        "note": item.note, "valid_from": item.valid_from.isoformat() if item.valid_from else "",
        "valid_until": item.valid_until.isoformat() if item.valid_until else "",
    }


def _kind(pattern: str, reference: Reference) -> str:
    known = reference.kinds.get(pattern)
    if known is not None:
        return f"{pattern} {known.name.zh.replace('、', '和').replace('/', '和')}"
    return next((f"{pattern} {word}" for word, whole in CLASS_PATTERNS.items() if whole == pattern), pattern)


def _write_codes(page: Worksheet, reference: Reference, lang: str) -> dict[str, str]:
    """Explain every column, list the codes; returns where each drop-down list finds its words."""
    for line, column in enumerate(COLUMNS, start=1):
        put(page, line, 1, f"{'*' if column.required else ''}{column.title.zh} {column.title.en}")
        put(page, line, 2, column.help.of(lang))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 60
    lists: dict[str, str] = {}
    for at, (key, words) in enumerate(_LISTS.items(), start=4):
        letter = get_column_letter(at)
        _column(page, at, next(f"{one.title.zh} {one.title.en}" for one in COLUMNS if one.key == key), words)
        lists[key] = f"{quote_sheetname(CODES_SHEET)}!${letter}$2:${letter}${len(words) + 1}"
    kinds = [f"{code} {kind.name.of(lang)}" for code, kind in reference.kinds.items()]
    patterns = [f"{pattern} {word}" for word, pattern in CLASS_PATTERNS.items()]
    _column(page, 4 + len(lists), next(f"{c.title.zh} {c.title.en}" for c in COLUMNS if c.key == "kinds"), (*patterns, *kinds))
    return lists


def _column(page: Worksheet, at: int, title: str, words: Iterable[str]) -> None:
    put(page, 1, at, title, head=True)
    for line, word in enumerate(words, start=2):
        put(page, line, at, word)
    page.column_dimensions[get_column_letter(at)].width = 26
