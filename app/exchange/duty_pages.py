"""The table on a sheet of a real list: under which titles it stands, which column is what, and which rows it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import msgspec

from app.domain.responsibility.model import DutyClass
from app.exchange.cells import EMPTY, BadCell, Raw, text_of
from app.exchange.duty_form import LONGEST_TEXT, NUMBER, class_in, column_key
from app.exchange.merges import Merge
from app.exchange.workbook import is_blank

HEAD_WITHIN = 20
"""The headings stand somewhere in the first rows, under the titles."""

MOST_ROWS = 5_000
LIST_WORD = "清单"


class Row(msgspec.Struct, frozen=True):
    """A filled row: its number and its cells by column key; ``notes`` are cells of note columns with their headings."""

    number: int
    cells: dict[str, Raw]
    notes: tuple[tuple[str, Raw], ...]


class Page(msgspec.Struct, frozen=True):
    """A sheet that holds a table. ``places``: where each column stands (from 1). ``ignored``: headings that are none of
    ours. ``skipped``: rows that are no items (headings of groups, remarks), by number and words."""

    sheet: str
    title: str
    duty_class: DutyClass | None
    head: int
    places: dict[str, int]
    rows: tuple[Row, ...]
    ignored: tuple[str, ...]
    skipped: tuple[tuple[int, str], ...]
    too_many: bool


def find_page(sheet: str, lines: Iterator[Sequence[Raw]], merges: Iterable[Merge]) -> Page | None:
    """The table on this sheet, ``None`` where it has none."""
    top = list(islice(lines, HEAD_WITHIN))
    head = next((at for at, line in enumerate(top) if _is_head(line)), None)
    if head is None:
        return None
    titles = [text for line in top[:head] for raw in line if (text := _words(raw))]
    columns, ignored = _columns(top[head])
    begin = head + 1
    if begin < len(top) and _repeats(top[begin], columns):
        begin += 1
    below = _Below(columns, merges)
    for number, line in enumerate(chain(top[begin:], lines), start=begin + 1):
        if number > MOST_ROWS:
            return _page(sheet, titles, head + 1, columns, ignored, below, too_many=True)
        below.take(number, line)
    return _page(sheet, titles, head + 1, columns, ignored, below, too_many=False)


class _Below:
    """Takes the rows under the headings, filling what is merged downwards."""

    def __init__(self, columns: tuple[tuple[str, int, str], ...], merges: Iterable[Merge]) -> None:
        self.rows: list[Row] = []
        self.skipped: list[tuple[int, str]] = []
        self._columns = columns
        self._down: dict[tuple[int, int], int] = {}
        self._across: set[tuple[int, int]] = set()
        for one in merges:
            if one.left == one.right:
                self._down[one.left, one.first] = one.last
            elif one.first == one.last:
                self._across.add((one.left, one.first))
        self._running: dict[int, tuple[int, Raw]] = {}

    def take(self, number: int, line: Sequence[Raw]) -> None:
        """One row: an item, a heading of a group, or nothing."""
        own = [at for at, raw in enumerate(line, start=1) if not is_blank(raw)]
        cells = [(key, at, title, self._filled(number, at, line)) for key, at, title in self._columns]
        if not own:
            return
        name = next(at for key, at, _ in self._columns if key == "name")
        if len(own) == 1 and (own[0] != name or (own[0], number) in self._across):
            self.skipped.append((number, _words(line[own[0] - 1])))
            return
        notes = tuple((title, raw) for key, _, title, raw in cells if key == "note" and not is_blank(raw))
        self.rows.append(Row(number, {key: raw for key, _, _, raw in cells if key != "note"}, notes))

    def _filled(self, number: int, at: int, line: Sequence[Raw]) -> Raw:
        raw = line[at - 1] if at <= len(line) else EMPTY
        last = self._down.get((at, number))
        if last is not None:
            self._running[at] = last, raw
        until, merged = self._running.get(at, (0, EMPTY))
        return merged if number <= until and is_blank(raw) else raw


def _page(
    sheet: str, titles: list[str], head: int, columns: tuple[tuple[str, int, str], ...], ignored: tuple[str, ...],
    below: _Below, *, too_many: bool,
) -> Page:
    named = next((title for title in titles if LIST_WORD in title), titles[0] if titles else "")
    places: dict[str, int] = {}
    for key, at, _ in columns:
        places.setdefault(key, at)
    return Page(
        sheet, named, class_in(sheet) or class_in(" ".join(titles)), head, places, tuple(below.rows), ignored,
        tuple(below.skipped), too_many,
    )


def _is_head(line: Sequence[Raw]) -> bool:
    keys = {column_key(_words(raw)) for raw in line} - {""}
    return "name" in keys and len(keys) >= 2


def _columns(line: Sequence[Raw]) -> tuple[tuple[tuple[str, int, str], ...], tuple[str, ...]]:
    """Key, place and heading of each column; a second column with the same meaning is none of ours, but for notes."""
    found: list[tuple[str, int, str]] = []
    ignored: list[str] = []
    for at, raw in enumerate(line, start=1):
        title = " ".join(_words(raw).split())
        key = column_key(title)
        if key and (key == "note" or key not in {known for known, _, _ in found}):
            found.append((key, at, title))
        elif title and key != NUMBER:
            ignored.append(title)
    return tuple(found), tuple(ignored)


def _repeats(line: Sequence[Raw], columns: tuple[tuple[str, int, str], ...]) -> bool:
    """Whether the row says the headings once more (in the other language)."""
    told = [(at, _words(line[at - 1])) for _, at, _ in columns if at <= len(line) and not is_blank(line[at - 1])]
    keys = {at: key for key, at, _ in columns}
    return len(told) >= 2 and all(column_key(text) == keys[at] for at, text in told)


def _words(raw: Raw) -> str:
    try:
        return text_of(raw, LONGEST_TEXT)
    except BadCell:
        return str(raw.value)[:LONGEST_TEXT]
