"""The responsibility list as an Excel workbook: a template, the desk's list, and a filled or a real one as values.

Real lists come as one sheet or one a class, under titles, with headings of their own; they are taken as they are. Every
wrong cell is named (sheet, cell, field, mend) in one ``BadFile``; then nothing is taken. What has no place is told.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import msgspec
from openpyxl.utils import get_column_letter

from app.domain.basis import Basis
from app.domain.reference import Reference
from app.domain.responsibility.commands import RegisterDutyItems
from app.domain.responsibility.model import DutyClass, DutyItem, Organisation, Partner
from app.domain.responsibility.rules import NOTICE_OF
from app.domain.words import Checked, RuleStatus
from app.exchange.cells import EMPTY, BadCell, Raw, text_of
from app.exchange.duty_cells import Names, basis_of, code_of, day_of, limit_of, words_of
from app.exchange.duty_form import (
    BY_KEY,
    CHECKED_WORDS,
    CLASS_NAMES,
    CODES_SHEET,
    LONGEST_NAME,
    LONGEST_TEXT,
    NUMBER,
    SHEET,
    STATUS_WORDS,
    class_in,
)
from app.exchange.duty_pages import MOST_ROWS, Page, Row, find_page
from app.exchange.merges import merged_cells
from app.exchange.workbook import bad, lines_of, opened_book
from app.kernel.errors import BadFile, Problem
from app.kernel.text import Text

T = TypeVar("T")

MOST_UNPACKED = 40_000_000
"""Bytes that the workbook may unfold to; three hundred items are a third of a million."""

MOST_SHEETS = 40
_NOTHING: Mapping[str, DutyItem] = MappingProxyType({})
_PREFIX = {DutyClass.BASIC: "B", DutyClass.SUPPORTING: "S", DutyClass.WITHDRAWN: "W", DutyClass.PENDING: "P"}


class DutyBook(msgspec.Struct, frozen=True):
    """A list that was read. ``ignored``: headings without a place here; ``skipped``: rows that are no items, as sheet, row
    and words."""

    name: str
    items: tuple[DutyItem, ...]
    ignored: tuple[str, ...] = ()
    skipped: tuple[tuple[str, int, str], ...] = ()

    def registration(self, source: str, issued_on: date | None = None) -> RegisterDutyItems:
        """What puts the list in the place of the desk's."""
        return RegisterDutyItems(items=self.items, name=self.name, source=source, issued_on=issued_on)


def read_duty_list(path: Path, reference: Reference, known: Mapping[str, DutyItem] = _NOTHING) -> DutyBook:
    """The list in this workbook. Raises ``BadFile`` with every problem; then nothing is to be taken.

    ``known`` is the desk's list: what a workbook has no column for (the English title of a basis) is kept from there.
    """
    pages = _pages(path)
    name = next((page.title for page in pages if page.title), "") or path.stem
    reader = _Reader(path.name, name, reference)
    for page in pages:
        reader.take(page)
    items = tuple(_kept(item, known.get(item.code)) for item in reader.items())
    if not reader.problems and not items:
        reader.problems.append(Problem(path.name, 0, "", "duty_empty"))
    if reader.problems:
        raise BadFile(tuple(sorted(reader.problems, key=lambda one: (one.file, one.line, one.field))))
    return DutyBook(
        name, items, tuple(dict.fromkeys(title for page in pages for title in page.ignored)),
        tuple((page.sheet, number, words) for page in pages for number, words in page.skipped),
    )


def _pages(path: Path) -> tuple[Page, ...]:
    """The sheets that hold a table. Raises ``BadFile`` where the file is no workbook or none of its sheets does."""
    with opened_book(path, MOST_UNPACKED) as book:
        merges = merged_cells(path)
        sheets = [page for page in book.worksheets[:MOST_SHEETS] if page.title != CODES_SHEET]
        found = [find_page(page.title, lines_of(page), merges.get(page.title, ())) for page in sheets]
    pages = tuple(page for page in found if page is not None)
    if not pages:
        raise bad(path, "duty_no_table", sheet=SHEET)
    return pages


class _Reader:
    """Makes items of the rows of all pages, keeping every problem."""

    def __init__(self, file: str, name: str, reference: Reference) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._own = Basis(name, "", RuleStatus.LOCAL, Checked.UNVERIFIED)
        self._names = Names(reference)
        self._made: list[tuple[Page, Row, DutyItem, str]] = []

    def take(self, page: Page) -> None:
        """The rows of a page."""
        if page.too_many:
            where = f"{self._file} [{page.sheet}]"
            self.problems.append(Problem(where, MOST_ROWS, "", "roster_too_many_rows", {"most": str(MOST_ROWS)}))
        for row in page.rows:
            self._made.append((page, row, self._item(page, row), self._number(row)))

    def items(self) -> tuple[DutyItem, ...]:
        """The items with their codes: their own, else by running number where that is unique, else by content."""
        numbered = Counter(_numbered(item, number) for _, _, item, number in self._made if not item.code and number)
        unique = all(count == 1 for count in numbered.values())
        first: dict[str, int] = {}
        found = []
        for page, row, item, number in self._made:
            made = _numbered(item, number) if number and unique else _hashed(item)
            coded = item if item.code else msgspec.structs.replace(item, code=made)
            if coded.code in first:
                key = "code" if item.code else "name"
                self._say(page, row, key, "duty_duplicate", item=coded.code, first=str(first[coded.code]))
            first.setdefault(coded.code, row.number)
            found.append(coded)
        return tuple(found)

    def _item(self, page: Page, row: Row) -> DutyItem:
        def get(key: str, read: Callable[[Raw], T], default: T) -> T:
            return self._get(page, row, key, read, default)

        def short(raw: Raw) -> str:
            return text_of(raw, LONGEST_NAME)

        name = get("name", short, "")
        if not name and not self._is_bad(page, row, "name"):
            self._say(page, row, "name", "roster_required")
        nobody: tuple[Organisation, tuple[Partner, ...], str] = (Organisation(""), (), "")
        lead, beside, besides = get("lead", self._names.lead, nobody)
        partners: tuple[Partner, ...] = get("supporting", self._names.partners, ())
        duty_class = self._class(page, row)
        if not lead.name and NOTICE_OF[duty_class] != "none" and not self._is_bad(page, row, "lead"):
            self._say(page, row, "lead", "duty_lead_absent", **{"class": CLASS_NAMES[duty_class]})
        begins, ends = get("valid_from", day_of, None), get("valid_until", day_of, None)
        if begins is not None and ends is not None and ends <= begins:
            self._say(page, row, "valid_until", "duty_days_swapped", from_day=str(begins), until_day=str(ends))
        return DutyItem(
            code=get("code", short, ""), name=Text(name, get("name_en", short, "")), duty_class=duty_class, lead=lead,
            basis=self._basis(page, row), supporting=(*beside, *(one for one in partners if one.name != lead.name)),
            township=get("township", _long, ""), limit=get("limit", limit_of, None),
            kinds=get("kinds", self._names.kinds, ()), words=get("words", words_of, ()),
            note=self._note(page, row, besides), valid_from=begins, valid_until=ends,
        )

    def _class(self, page: Page, row: Row) -> DutyClass:
        """The class of the row, else that of its sheet; basic, with a problem, where neither says one."""
        written = self._get(page, row, "class", lambda raw: text_of(raw, LONGEST_NAME), "")
        found = class_in(written) if written else page.duty_class
        if found is None and not self._is_bad(page, row, "class"):
            choices = "、".join(CLASS_NAMES.values())
            self._say(page, row, "class", "not_one_of" if written else "duty_class_absent", value=written, choices=choices)
        return found or DutyClass.BASIC

    def _basis(self, page: Page, row: Row) -> Basis:
        title = self._get(page, row, "basis", _long, "")
        article = self._get(page, row, "article", lambda raw: text_of(raw, LONGEST_NAME), "")
        status = self._get(page, row, "status", lambda raw: code_of(raw, STATUS_WORDS), None)
        checked = self._get(page, row, "checked", lambda raw: code_of(raw, CHECKED_WORDS), None)
        if not title and status is None and checked is None:
            return self._own
        found = basis_of(title or self._own.title, article if "article" in page.places else None, status, checked)
        if found.status is RuleStatus.STATUTORY and found.checked is not Checked.VERIFIED:
            self._say(page, row, "status", "statutory_unverified", title=found.title)
        return found

    def _note(self, page: Page, row: Row, besides: str) -> str:
        """Remarks as they are; the words of other columns behind their headings."""
        parts = [besides] if besides else []
        for heading, raw in row.notes:
            words = self._read(page, row, "note", _long, raw, "")
            own = heading.strip("*") in (BY_KEY["note"].title.zh, BY_KEY["note"].title.en)
            parts.append(words if own else f"{heading}：{words}")
        return "\n".join(parts)

    def _number(self, row: Row) -> str:
        raw = row.cells.get(NUMBER, EMPTY)
        value = int(raw.value) if isinstance(raw.value, float) and raw.value.is_integer() else raw.value
        text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
        return text if text.isascii() and text.isdigit() and len(text) <= 6 else ""

    def _get(self, page: Page, row: Row, key: str, read: Callable[[Raw], T], default: T) -> T:
        raw = row.cells.get(key, EMPTY)
        return default if raw.value is None else self._read(page, row, key, read, raw, default)

    def _read(self, page: Page, row: Row, key: str, read: Callable[[Raw], T], raw: Raw, default: T) -> T:
        try:
            return read(raw)
        except BadCell as bad:
            self._say(page, row, key, bad.wrong.code, **bad.wrong.facts)
            return default

    def _is_bad(self, page: Page, row: Row, key: str) -> bool:
        field = self._field(page, row, key)
        return any(one.line == row.number and one.field == field for one in self.problems)

    def _field(self, page: Page, row: Row, key: str) -> str:
        place = page.places.get(key)
        title = BY_KEY[key].title
        return f"{title.zh} {title.en}" + (f" {get_column_letter(place)}{row.number}" if place else "")

    def _say(self, page: Page, row: Row, key: str, code: str, **facts: str) -> None:
        where = f"{self._file} [{page.sheet}]"
        self.problems.append(Problem(where, row.number, self._field(page, row, key), code, facts))


def _long(raw: Raw) -> str:
    return text_of(raw, LONGEST_TEXT)


def _kept(item: DutyItem, known: DutyItem | None) -> DutyItem:
    if known is None or (known.basis.cite(), known.basis.status, known.basis.checked) != (
        item.basis.cite(), item.basis.status, item.basis.checked
    ):
        return item
    return msgspec.structs.replace(item, basis=known.basis)


def _numbered(item: DutyItem, number: str) -> str:
    return f"{_PREFIX[item.duty_class]}-{int(number):03d}"


def _hashed(item: DutyItem) -> str:
    told = f"{item.duty_class.value}\x1f{item.name.zh}"
    return f"{_PREFIX[item.duty_class]}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
