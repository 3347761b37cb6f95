"""The duty roster as an Excel sheet: 日期 / 班次 / 带班领导 / 值班员, one row a shift; out, in, and as a template to fill in.

Every wrong cell is named with its place and its mend in one ``BadFile``; then nothing is taken. Names that the contact book
does not have are told by cell and left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from app.domain.duty.model import Contact
from app.domain.roster.model import Post, Roster, RosterPattern, SlotRef
from app.domain.roster.rules import YEARS, proper
from app.exchange.cells import EMPTY, BadCell, Raw, day_of, text_of
from app.exchange.workbook import check_size, lines_of, put, save_whole
from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.text import Text

SHEET = Text("值班表", "Duty roster")
COLUMNS: Mapping[str, Text] = {
    "day": Text("日期", "Date"), "kind": Text("日别", "Kind of day"), "shift": Text("班次", "Shift"),
    "leader": Text("带班领导", "Leader"), "officers": Text("值班员", "Officers"),
}
"""What the columns are called; 日别 is for the reader only. Several officers are separated by 、."""

MOST_ROWS = 4_000
LONGEST_NAME = 60
_SEPARATORS = re.compile(r"[,;、，；/\n]+")
_HAN_NAMES = re.compile(r"[\u3400-\u9fff]{2,}(?:\s+[\u3400-\u9fff]{2,})+")
_WIDTHS = {"day": 14, "kind": 16, "shift": 12, "leader": 16, "officers": 28}


class RosterSheet(msgspec.Struct, frozen=True):
    """What a sheet holds: who holds which post ("" for a post that it leaves free), and what a person should know."""

    posts: tuple[tuple[SlotRef, str], ...]
    remarks: tuple[Problem, ...] = ()


def write_duty_roster(
    path: Path, roster: Roster, pattern: RosterPattern, days: Sequence[date], kinds: Mapping[date, str], lang: str
) -> int:
    """Write the shifts of these days, ``kinds`` worded; empty posts stay empty to be filled in. The rows; ``Fault`` on disk."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = SHEET.zh
    for at, (key, title) in enumerate(COLUMNS.items(), start=1):
        put(page, 1, at, title.zh if lang == "zh" else f"{title.zh} {title.en}", head=True)
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS[key]
    line = 1
    for day in days:
        for shift in pattern.shifts:
            line += 1
            held = {post: roster.slot(proper(pattern, SlotRef(day, shift.id, post))) for post in Post}
            officers = [one.name for one in (held[Post.MAIN], held[Post.SECOND]) if one is not None]
            leader = held[Post.LEADER]
            cells = (
                day.isoformat(), kinds.get(day, ""), shift.name.of(lang), leader.name if leader is not None else "",
                "、".join(officers),
            )
            for at, value in enumerate(cells, start=1):
                put(page, line, at, value)
    page.freeze_panes = "A2"
    try:
        save_whole(book, path)
    except OSError as error:
        raise Fault("roster_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error
    return line - 1


def read_duty_roster(path: Path, pattern: RosterPattern, contacts: Mapping[str, Contact]) -> RosterSheet:
    """Who holds which post by this workbook. Raises ``BadFile`` with every wrong cell; then nothing is to be taken."""
    check_size(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            name = next((one for one in book.sheetnames if SHEET.zh in one), book.sheetnames[0])
            lines = [line for line, _ in zip(lines_of(book[name]), range(MOST_ROWS + 2), strict=False)]
        finally:
            book.close()
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on a broken file; all of it means the same here
        raise BadFile((Problem(path.name, 0, "", "roster_not_excel", {"detail": str(error)[:80]}),)) from error
    return _Reader(f"{path.name} [{name}]", pattern, contacts).read(lines)


class _Reader:
    def __init__(self, where: str, pattern: RosterPattern, contacts: Mapping[str, Contact]) -> None:
        self._where, self._pattern = where, pattern
        self._names = [one.name for one in contacts.values()]
        self._shifts = {_plain(word): one.id for one in pattern.shifts for word in (one.id, one.name.zh, one.name.en) if word}
        self._problems: list[Problem] = []
        self._remarks: list[Problem] = []
        self._posts: dict[SlotRef, tuple[str, int]] = {}
        self._seen: dict[tuple[date, str], int] = {}

    def read(self, lines: Sequence[Sequence[Raw]]) -> RosterSheet:
        head, places = self._head(lines)
        if places and len(lines) > MOST_ROWS:
            self._say(MOST_ROWS, "", "roster_too_many_rows", most=str(MOST_ROWS))
        elif places:
            for number, line in enumerate(lines[head:], start=head + 1):
                self._row(number, line, places)
        if not self._problems and not self._posts:
            self._say(0, "", "duty_roster_empty")
        if self._problems:
            raise BadFile(tuple(sorted(self._problems, key=lambda one: (one.line, one.field))))
        return RosterSheet(tuple((ref, name) for ref, (name, _) in sorted(self._posts.items())), tuple(self._remarks))

    def _head(self, lines: Sequence[Sequence[Raw]]) -> tuple[int, dict[str, int]]:
        """Which row the headings are in (a title may stand above them) and where each column stands."""
        for number, line in enumerate(lines[:10], start=1):
            places: dict[str, int] = {}
            for at, raw in enumerate(line):
                key = _column(raw)
                if key and key not in places:
                    places[key] = at
            if {"day", "shift"} <= places.keys() and places.keys() & {"leader", "officers"}:
                return number, places
        needed = "、".join(COLUMNS[key].zh for key in ("day", "shift", "leader", "officers"))
        self._say(1, "", "roster_missing_column", name=needed)
        return 0, {}

    def _row(self, number: int, line: Sequence[Raw], places: Mapping[str, int]) -> None:
        cells = {key: line[at] if at < len(line) else EMPTY for key, at in places.items()}
        if all(raw.value is None or not str(raw.value).strip() for key, raw in cells.items() if key != "kind"):
            return
        day = self._day(number, cells["day"], places["day"])
        shift = self._shift(number, cells["shift"], places["shift"])
        if day is None or shift is None:
            return
        if (day, shift) in self._seen:
            self._say(number, _cell(places["day"], number), "roster_shift_again", first=str(self._seen[day, shift]))
            return
        self._seen[day, shift] = number
        if "leader" in cells:
            names = self._people(number, cells["leader"], places["leader"], most=1)
            self._put(number, places["leader"], SlotRef(day, shift, Post.LEADER), names[0] if names else "")
        if "officers" in cells:
            names = self._people(number, cells["officers"], places["officers"], most=2)
            for post, name in zip((Post.MAIN, Post.SECOND), (*names, "", ""), strict=False):
                self._put(number, places["officers"], SlotRef(day, shift, post), name)

    def _put(self, number: int, at: int, ref: SlotRef, name: str) -> None:
        kept = proper(self._pattern, ref)
        before = self._posts.get(kept)
        if before is not None and before[0] and name and before[0] != name:
            self._say(number, _cell(at, number), "roster_leader_differs", name=name, before=before[0], first=str(before[1]))
        if before is None or name:
            self._posts[kept] = (name, number)

    def _day(self, number: int, raw: Raw, at: int) -> date | None:
        try:
            day = day_of(raw)
        except BadCell as wrong:
            self._say(number, _cell(at, number), wrong.wrong.code, **wrong.wrong.facts)
            return None
        if day is None or day.year not in YEARS:
            self._say(number, _cell(at, number), "duty_bad_day", value="" if day is None else day.isoformat())
            return None
        return day

    def _shift(self, number: int, raw: Raw, at: int) -> str | None:
        text = self._text(number, raw, at)
        if text is None:
            return None
        found = self._shifts.get(_plain(text))
        if found is None:
            names = "、".join(one.name.zh for one in self._pattern.shifts)
            self._say(number, _cell(at, number), "roster_no_such_shift", value=text, choices=names)
        return found

    def _people(self, number: int, raw: Raw, at: int, *, most: int) -> tuple[str, ...]:
        text = self._text(number, raw, at)
        if not text:
            return ()
        parts = [one for part in _SEPARATORS.split(text) for one in self._parted(part.strip()) if one]
        names = tuple(dict.fromkeys([text] if text in self._names else parts))
        place = _cell(at, number)
        if len(names) > most:
            self._say(number, place, "roster_too_many_names", value=text, most=str(most))
            return ()
        for name in names:
            if len(name) > LONGEST_NAME:
                self._say(number, place, "roster_too_long", length=str(len(name)), most=str(LONGEST_NAME))
                return ()
            count = self._names.count(name)
            if count != 1:
                code = "roster_name_unknown" if not count else "roster_name_twice"
                self._remarks.append(Problem(self._where, number, place, code, {"name": name}))
        return names

    def _parted(self, part: str) -> list[str]:
        """Names that only blanks separate (王明 李华); a blank inside a name (张 三) is none where the book has 张三."""
        close = "".join(part.split())
        if part in self._names or close == part:
            return [part]
        if close in self._names:
            return [close]
        return part.split() if _HAN_NAMES.fullmatch(part) else [part]

    def _text(self, number: int, raw: Raw, at: int) -> str | None:
        try:
            return text_of(raw)
        except BadCell as wrong:
            self._say(number, _cell(at, number), wrong.wrong.code, **wrong.wrong.facts)
            return None

    def _say(self, number: int, cell: str, code: str, **facts: Any) -> None:
        self._problems.append(Problem(self._where, number, cell, code, facts))


def months_in(posts: Iterable[tuple[SlotRef, str]]) -> tuple[str, ...]:
    """The months that a sheet speaks of, in order."""
    return tuple(sorted({f"{ref.day:%Y-%m}" for ref, _ in posts}))


def _column(raw: Raw) -> str:
    try:
        written = _plain(text_of(raw))
    except BadCell:
        return ""
    for key, title in COLUMNS.items():
        if written in {_plain(title.zh), _plain(title.en), _plain(f"{title.zh} {title.en}")}:
            return key
    return ""


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).removeprefix("*")


def _cell(at: int, number: int) -> str:
    return f"{get_column_letter(at + 1)}{number}"
