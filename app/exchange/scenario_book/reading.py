"""A workbook in: the scenario that it says, and what keeps it from being held, each with sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from openpyxl.utils import get_column_letter

from app.catalog.wording import Wording
from app.catalog.yaml_source import shape_findings
from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import scenario_findings
from app.domain.reference import Reference
from app.domain.soundness import FieldPath, Found, field_name
from app.exchange.cells import BadCell, Raw, text_of
from app.exchange.scenario_book.cells import Codebook, read
from app.exchange.scenario_book.form import BRIEFING, EXPECTED, INJECTS, LONGEST, MOST_ROWS, REST, SCENARIO, SHEETS, Column, Sheet
from app.exchange.scenario_book.rows import Plain, column_of, line_read, put_together
from app.exchange.workbook import bad, is_blank, lines_of, opened_book
from app.kernel.errors import BadFile, Problem

LENGTH_MIN = 120
"""Of a drill whose workbook does not say how long it takes."""

_NO_NAME = re.compile(r"[^a-z0-9_-]+")
Lines = list[Sequence[Raw]]


class ScenarioRead(msgspec.Struct, frozen=True):
    """What the workbook says. ``problems``: why it cannot be held yet; none for a sound one."""

    scenario: Scenario
    briefing: str
    problems: tuple[Problem, ...] = ()


def read_scenario_book(path: Path, wording: Wording, reference: Reference, starts_at: datetime) -> ScenarioRead:
    """The scenario in a workbook; what it does not say has what a blank draft has (``starts_at``, the file's name as its id).

    ``BadFile`` where it is no workbook of this form, or with every cell that cannot be read: then nothing of it is used.
    """
    pages = _pages(path)
    return _Reading(path, pages, Codebook(wording, reference)).scenario(reference, starts_at)


def _pages(path: Path) -> dict[str, Lines]:
    """The lines of the sheets of ours that it has."""
    pages = {}
    with opened_book(path) as found:
        for name in (*(sheet.name for sheet in SHEETS), BRIEFING):
            if name in found.sheetnames:
                pages[name] = [line for line, _ in zip(lines_of(found[name]), range(MOST_ROWS + 2), strict=False)]
    if not any(sheet.name in pages for sheet in SHEETS):
        raise bad(path, "scenario_no_sheet", names="、".join(sheet.name for sheet in SHEETS))
    return pages


class _Reading:
    """One workbook while it is read: its rows as data, and where each field stood."""

    def __init__(self, path: Path, pages: Mapping[str, Lines], book: Codebook) -> None:
        self._path, self._pages, self._book = path, pages, book
        self._cells: dict[FieldPath, tuple[str, int, str]] = {}
        self._problems: list[Problem] = []

    def scenario(self, reference: Reference, starts_at: datetime) -> ScenarioRead:
        """The scenario and its findings; ``BadFile``."""
        data = self._particulars(starts_at)
        for sheet in SHEETS[1:]:
            if sheet is not EXPECTED:
                data[sheet.field] = [row for _, row in self._rows(sheet, sheet.field)]
        self._number_injects(data["injects"])
        self._expectations(data["injects"])
        briefing = self._briefing()
        shape = [self._problem(one) for one in shape_findings(data, Scenario, ())] if not self._problems else []
        if self._problems or shape:
            raise BadFile((*self._problems, *shape))
        scenario = msgspec.convert(data, Scenario)
        found = scenario_findings(scenario, reference)
        return ScenarioRead(scenario, briefing, tuple(self._problem(one) for one in found))

    def _particulars(self, starts_at: datetime) -> Plain:
        values: dict[str, Any] = {}
        for line, row in enumerate(self._pages.get(SCENARIO.name, ())[: len(SCENARIO.columns) * 3], start=1):
            column = column_of(SCENARIO, self._heading(row[0])) if row else None
            if column is not None and len(row) > 1:
                self._take(values, column, row[1], (), (SCENARIO.name, line, f"B{line}"))
        said = put_together(SCENARIO, values)
        return {
            "id": _NO_NAME.sub("-", self._path.stem.lower()).strip("-_")[:60] or "draft", "version": "1", "title": {"zh": ""},
            "form": DrillForm.TABLETOP, "scope": DrillScope.SINGLE, "purpose": DrillPurpose.TEST, "notice": DrillNotice.ANNOUNCED,
            "starts_at": starts_at.isoformat(), "length_min": LENGTH_MIN, "area": {"zh": ""}, "plans": [], **said,
        }

    def _rows(self, sheet: Sheet, field: str) -> list[tuple[int, Plain]]:
        lines = self._pages.get(sheet.name, ())
        columns = self._columns(sheet, lines[0]) if lines else {}
        found: list[tuple[int, Plain]] = []
        for line, row in enumerate(lines[1:], start=2):
            if line > MOST_ROWS:
                self._say(sheet.name, line, "", "roster_too_many_rows", {"most": str(MOST_ROWS)})
                break
            if all(is_blank(raw) for raw in row):
                continue
            values: dict[str, Any] = {}
            base: FieldPath = (field, len(found))
            self._cells[base] = (sheet.name, line, f"A{line}")
            for place, column in columns.items():
                if place < len(row):
                    where = (sheet.name, line, f"{get_column_letter(place + 1)}{line}")
                    self._take(values, column, row[place], base, where)
            found.append((line, put_together(sheet, values)))
        return found

    def _columns(self, sheet: Sheet, heads: Sequence[Raw]) -> dict[int, Column]:
        columns: dict[int, Column] = {}
        for place, raw in enumerate(heads):
            heading = self._heading(raw)
            column = column_of(sheet, heading) if heading else None
            cell = f"{get_column_letter(place + 1)}1"
            if column is not None and column in columns.values():
                self._say(sheet.name, 1, cell, "roster_column_twice", {"name": column.title})
            elif column is not None:
                columns[place] = column
            elif heading:
                self._say(sheet.name, 1, cell, "roster_unknown_column", {"name": heading[:40]})
        return columns

    def _expectations(self, injects: list[Plain]) -> None:
        """Each goes to its inject, in the order of the rows."""
        known: dict[str, int] = {}
        for place, one in enumerate(injects):
            known.setdefault(one["id"], place)
        rows = self._rows(EXPECTED, "expected")
        stood: dict[int, list[FieldPath]] = {}
        for path in self._cells:
            if path[0] == "expected" and len(path) > 1:
                stood.setdefault(int(path[1]), []).append(path)
        for number, (line, row) in enumerate(rows):
            inject = str(row.pop("inject", ""))
            if inject not in known:
                where = self._cells.get(("expected", number, "inject"), (EXPECTED.name, line, f"A{line}"))
                self._say(*where, "scenario_row_without_inject", {"inject": inject[:40], "sheet": INJECTS.name})
                continue
            place = known[inject]
            expects = injects[place].setdefault("expect", [])
            first, others = row.pop("match", None), row.pop("also", None)
            row.setdefault("any", [*([first] if first is not None else []), *(others if isinstance(others, list) else [])])
            self._move(stood.get(number, ()), ("injects", place, "expect", len(expects)))
            expects.append(row)

    def _move(self, row: Iterable[FieldPath], new: FieldPath) -> None:
        """What stood at the places of a row of the expectations stands at another of the data: the same cells."""
        for path in row:
            tail = path[2:]
            tail = ("any", 0, *tail[1:]) if tail[:1] == ("match",) else tail
            self._cells.setdefault((*new, *tail), self._cells[path])

    def _number_injects(self, injects: list[Plain]) -> None:
        """A row that nobody gave an id gets the next one that is free."""
        taken = {one["id"] for one in injects}
        for place, one in enumerate(injects, start=1):
            if one["id"] == "" and not self._says_empty(place - 1):
                number = next(number for number in range(place, place + len(injects) + 1) if f"i{number:02d}" not in taken)
                one["id"] = f"i{number:02d}"
                taken.add(one["id"])

    def _says_empty(self, place: int) -> bool:
        """Whether the id was written as empty by this program, and is to stay so."""
        return ("injects", place, REST, "id") in self._cells

    def _briefing(self) -> str:
        lines = []
        for number, row in enumerate(self._pages.get(BRIEFING, ()), start=1):
            try:
                text = text_of(row[0], LONGEST) if row else ""
            except BadCell as bad:
                self._say(BRIEFING, number, f"A{number}", bad.wrong.code, bad.wrong.facts)
                continue
            lines.append(line_read(text))
        return "\n".join(lines)

    def _take(self, into: dict[str, Any], column: Column, raw: Raw, base: FieldPath, where: tuple[str, int, str]) -> None:
        steps = column.path.split(".")
        for count in range(1, len(steps)):
            self._cells.setdefault((*base, *steps[:count]), where)
        self._cells[(*base, *steps)] = where
        try:
            value = read(column, raw, self._book)
        except BadCell as bad:
            self._say(*where, bad.wrong.code, bad.wrong.facts)
            return
        if value is None:
            return
        if column.path == REST and not isinstance(value, dict):
            self._say(*where, "scenario_json", {"detail": "{…}"})
            return
        if column.path == REST:
            for name in value:
                self._cells[(*base, REST, name)] = where
        into[column.path] = value

    def _heading(self, raw: Raw) -> str:
        try:
            return text_of(raw)
        except BadCell:
            return str(raw.value)[:40]

    def _problem(self, found: Found) -> Problem:
        path, code, facts = found
        near = path
        while near and near not in self._cells:
            near = near[:-1]
        sheet = next((one.name for one in SHEETS if path and one.field == path[0]), SCENARIO.name)
        name, line, cell = self._cells.get(near, (sheet, 0, field_name(path)))
        return Problem(f"{self._path.name} [{name}]", line, cell, code, dict(facts))

    def _say(self, sheet: str, line: int, cell: str, code: str, facts: Mapping[str, str]) -> None:
        self._problems.append(Problem(f"{self._path.name} [{sheet}]", line, cell, code, dict(facts)))
