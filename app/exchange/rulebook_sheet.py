"""A rulebook as an Excel workbook: one sheet of its particulars, one sheet with a row for each rule; out and in again.

A cell that cannot be used is named by sheet, cell and mend; a condition stands in its cell as it stands in the YAML file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from app.catalog.rulebook_file import plain
from app.catalog.yaml_source import shape_findings
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.domain.reporting.soundness import book_findings
from app.domain.soundness import FieldPath, Found, field_name
from app.exchange.cells import BadCell, Raw, text_of
from app.exchange.workbook import bad, lines_of, opened_book, put, save_whole
from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.text import Text

BOOK_SHEET, RULE_SHEET = "规则集 Rulebook", "规则 Rules"

LONGEST = 4000
"""Characters in one cell: a condition of a dozen rows is some hundreds."""

MOST_ROWS = 600

_YES, _NO = ("是", "yes", "true", "1", "√"), ("否", "no", "false", "0", "")
_LIST = re.compile(r"[\s,，、;；]+")


class _Field(msgspec.Struct, frozen=True):
    """A column: the path of its field, its headings, and how its cell is read."""

    path: str
    title: Text
    kind: str = "text"

    @property
    def heading(self) -> str:
        """What stands at its head: the words and, for the reader, the path."""
        return f"{self.title.zh} {self.path}"


def _f(path: str, zh: str, kind: str = "text") -> _Field:
    return _Field(path, Text(zh), kind)


BOOK_FIELDS = (
    _f("id", "标识"), _f("version", "版本"), _f("title.zh", "名称"), _f("title.en", "英文名称"), _f("jurisdiction.zh", "适用地区"),
    _f("jurisdiction.en", "适用地区英文"), _f("tier", "层级"), _f("basis.title", "依据文件"), _f("basis.title_en", "依据英文"),
    _f("basis.article", "条款"), _f("basis.status", "效力"), _f("basis.checked", "核对"), _f("basis.year", "年份", "int"),
    _f("notice.zh", "提示"), _f("notice.en", "提示英文"), _f("based_on", "复制自"),
)

RULE_FIELDS = (
    _f("id", "编号"), _f("title.zh", "名称"), _f("title.en", "英文名称"), _f("stage", "阶段"), _f("channel", "方式"),
    _f("kinds", "适用事件", "list"), _f("levels", "限等级", "list"), _f("sens_flags", "敏感情形", "list"), _f("from_role", "谁报"),
    _f("to_role", "报给谁"), _f("cc", "抄送", "list"), _f("clock_start", "起算"), _f("immediately", "立即", "bool"),
    _f("immediate_min", "立即按分钟", "int"), _f("limit_min", "时限分钟", "int"), _f("limit_days", "时限日", "int"),
    _f("limit_workdays", "时限工作日", "int"), _f("elapsed_h", "持续小时", "float"), _f("repeat.every_min", "每隔分钟", "int"),
    _f("repeat.every_days", "每隔日", "int"), _f("repeat.daily_at", "每日钟点", "list"), _f("repeat.on_days", "限哪些日子"),
    _f("repeat.until", "重复至"), _f("window_days", "补报期日", "int"), _f("phone_first", "先电话", "bool"),
    _f("skip_level_ok", "可越级", "bool"), _f("needs_signoff", "须签发", "bool"), _f("when", "条件", "json"),
    _f("jurisdiction.zh", "另限地区"), _f("jurisdiction.en", "另限地区英文"), _f("note.zh", "说明"), _f("note.en", "说明英文"),
    _f("basis.title", "依据文件"), _f("basis.title_en", "依据英文"), _f("basis.article", "条款"), _f("basis.status", "效力"),
    _f("basis.checked", "核对"), _f("basis.year", "年份", "int"),
)


def write_sheet(path: Path, book: Rulebook) -> None:
    """Write the rulebook as a workbook, whole or not at all. ``Fault`` where the disk refuses."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = BOOK_SHEET
    data = plain(book)
    for line, field in enumerate(BOOK_FIELDS, start=1):
        put(page, line, 1, field.heading, head=True)
        put(page, line, 2, _written(field, _at(data, field)))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 60
    page = made.create_sheet(RULE_SHEET)
    for at, field in enumerate(RULE_FIELDS, start=1):
        put(page, 1, at, field.heading, head=True)
        page.column_dimensions[get_column_letter(at)].width = 30 if field.kind in ("json", "text") else 14
        for line, rule in enumerate(data.get("rules", ()), start=2):
            put(page, line, at, _written(field, _at(rule, field)))
    page.freeze_panes = "C2"
    try:
        save_whole(made, path)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error


def read_sheet(path: Path, reference: Reference) -> tuple[Rulebook, tuple[Problem, ...]]:
    """The rulebook in a workbook, and what keeps it from being approved, each with its cell.

    ``BadFile`` with every cell that cannot be read: then nothing of it is used.
    """
    with opened_book(path, wrong="rulebook_not_excel") as found:
        for name in (BOOK_SHEET, RULE_SHEET):
            if name not in found.sheetnames:
                raise bad(path, "rulebook_no_sheet", name=name)
        pages = [list(lines_of(found[name])) for name in (BOOK_SHEET, RULE_SHEET)]
    return _Reading(path.name, pages[0], pages[1]).book(reference)


class _Reading:
    """One workbook while it is read: its rows as data, and where each field stood."""

    def __init__(self, name: str, book: list[Sequence[Raw]], rules: list[Sequence[Raw]]) -> None:
        self._name, self._book, self._rules = name, book, rules
        self._cells: dict[FieldPath, tuple[str, int, str]] = {}
        self._problems: list[Problem] = []

    def book(self, reference: Reference) -> tuple[Rulebook, tuple[Problem, ...]]:
        """The rulebook and its findings; ``BadFile``."""
        data: dict[str, Any] = {"version": "", "jurisdiction": {"zh": ""}, "title": {"zh": ""}, "id": "", "tier": ""}
        data["basis"] = {"title": ""}
        known = {plain_heading(field.heading): field for field in BOOK_FIELDS}
        for line, row in enumerate(self._book[: len(BOOK_FIELDS) * 2], start=1):
            field = known.get(plain_heading(str(row[0].value or ""))) if row else None
            if field is not None and len(row) > 1:
                self._take(data, field, row[1], (), (BOOK_SHEET, line, f"B{line}"))
        data["rules"] = [rule for _, rule in self._rows()]
        shape = [self._problem(one) for one in shape_findings(data, Rulebook, ())] if not self._problems else []
        if self._problems or shape:
            raise BadFile((*self._problems, *shape))
        book = msgspec.convert(data, Rulebook)
        return book, tuple(self._problem(one) for one in book_findings(book, reference))

    def _rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        if not self._rules:
            return
        known = {plain_heading(field.heading): field for field in RULE_FIELDS}
        columns: dict[int, _Field] = {}
        for at, raw in enumerate(self._rules[0]):
            heading = plain_heading(str(raw.value or ""))
            if heading in known:
                columns[at] = known[heading]
            elif heading:
                cell = f"{get_column_letter(at + 1)}1"
                self._problems.append(self._told(RULE_SHEET, 1, cell, "roster_unknown_column", {"name": str(raw.value)[:40]}))
        number = 0
        for line, row in enumerate(self._rules[1:], start=2):
            if line > MOST_ROWS:
                self._problems.append(self._told(RULE_SHEET, line, "", "roster_too_many_rows", {"most": str(MOST_ROWS)}))
                return
            if all(raw.value in (None, "") for raw in row):
                continue
            rule: dict[str, Any] = {}
            for at, field in columns.items():
                if at < len(row):
                    where = (RULE_SHEET, line, f"{get_column_letter(at + 1)}{line}")
                    self._take(rule, field, row[at], ("rules", number), where)
            self._cells[("rules", number)] = (RULE_SHEET, line, f"A{line}")
            rule.setdefault("title", {"zh": ""})
            for text in ("id", "from_role", "to_role"):
                rule.setdefault(text, "")
            yield line, rule
            number += 1

    def _take(self, into: dict[str, Any], field: _Field, raw: Raw, base: FieldPath, where: tuple[str, int, str]) -> None:
        steps = field.path.split(".")
        for count in range(1, len(steps) + 1):
            self._cells.setdefault((*base, *steps[:count]), where)
        self._cells[(*base, *steps)] = where
        try:
            value = _read(field, raw)
        except BadCell as bad:
            self._problems.append(self._told(*where, bad.wrong.code, bad.wrong.facts))
            return
        if value is None:
            return
        for step in steps[:-1]:
            into = into.setdefault(step, {"zh": ""} if steps[-1] == "en" else {})
        into[steps[-1]] = value

    def _problem(self, found: Found) -> Problem:
        path, code, facts = found
        near = path
        while near and near not in self._cells:
            near = near[:-1]
        sheet, line, cell = self._cells.get(near, (BOOK_SHEET, 0, field_name(path)))
        return self._told(sheet, line, cell, code, facts)

    def _told(self, sheet: str, line: int, cell: str, code: str, facts: Mapping[str, str]) -> Problem:
        return Problem(f"{self._name} [{sheet}]", line, cell, code, dict(facts))


def plain_heading(words: str) -> str:
    """A heading by its path: the last word, whatever stands before it."""
    parts = words.split()
    return parts[-1] if parts else ""


def _at(data: Mapping[str, Any], field: _Field) -> Any:
    value: Any = data
    for step in field.path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return value


def _written(field: _Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "json":
        return json.dumps(value, ensure_ascii=False)
    if field.kind == "list":
        return "、".join(str(one) for one in value)
    if field.kind == "bool":
        return _YES[0] if value else _NO[0]
    return value


def _read(field: _Field, raw: Raw) -> Any:
    text = text_of(raw, LONGEST)
    if field.kind == "bool":
        word = text.lower()
        if word not in (*_YES, *_NO):
            raise BadCell("rulebook_yes_no", value=text[:40])
        return word in _YES or None
    if not text:
        return None
    if field.kind == "list":
        return [one for one in _LIST.split(text) if one]
    if field.kind == "json":
        return _condition(text)
    if field.kind in ("int", "float"):
        return _number(text, whole=field.kind == "int")
    return text


def _condition(text: str) -> Any:
    try:
        return msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadCell("rulebook_condition", detail=str(error)[:80]) from error


def _number(text: str, *, whole: bool) -> int | float:
    try:
        number = float(text)
    except ValueError as error:
        raise BadCell("rulebook_number", value=text[:40]) from error
    if not abs(number) < 1e9 or (whole and not number.is_integer()):  # put so that NaN fails it
        raise BadCell("rulebook_number", value=text[:40])
    return int(number) if whole else number

