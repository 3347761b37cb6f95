"""The duty roster as a workbook: out and in again without loss, and every wrong cell named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from app.catalog.work_calendar import read_work_calendar
from app.domain.duty.model import Contact
from app.domain.roster.model import SAMPLE_PATTERN, DutySlot, Post, Roster, RotationPerson, SlotRef
from app.domain.roster.planning import planned
from app.domain.roster.rules import days_of, proper
from app.exchange.duty_roster import RosterSheet, months_in, read_duty_roster, write_duty_roster
from app.kernel.errors import BadFile, Fault
from app.kernel.text import Text

PATTERN = replace(
    SAMPLE_PATTERN,
    shifts=tuple(replace(one, name=Text(zh, one.id)) for one, zh in zip(SAMPLE_PATTERN.shifts, ("白班", "夜班"), strict=True)),
)
BOOK = {one.id: one for one in (Contact("1", "李明", "r", ""), Contact("2", "张三", "r", ""), Contact("3", "王 Wu", "r", ""))}
HEADS = ("日期", "班次", "带班领导", "值班员")
DAY = date(2026, 10, 3)


def sheet_of(path: Path, *rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS, title: str = "") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    if title:
        page.append((title,))
    page.append(heads)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def read(path: Path) -> RosterSheet:
    return read_duty_roster(path, PATTERN, BOOK)


def wrong(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(BadFile) as bad:
        read(path)
    return [(one.line, one.field, one.code) for one in bad.value.problems]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    month=st.sampled_from(["2024-02", "2026-02", "2026-10", "2026-12"]), whole_day=st.booleans(), lang=st.sampled_from(["zh", "en"])
)
def test_a_month_comes_back_as_it_went(tmp_path: Path, month: str, whole_day: bool, lang: str) -> None:
    pattern = replace(PATTERN, leader_whole_day=whole_day)
    people = [RotationPerson(f"值班{at}", (Post.MAIN, Post.SECOND)) for at in "甲乙丙丁"]
    people += [RotationPerson(f"领导{at}", (Post.LEADER,)) for at in "甲乙"]
    days = days_of(month)
    slots = planned(days, pattern, read_work_calendar(), people, {})
    roster = Roster(slots=Map({one.ref.key: one for one in slots}))
    path = tmp_path / "month.xlsx"
    assert write_duty_roster(path, roster, pattern, days, {}, lang) == 2 * len(days)
    found = read_duty_roster(path, pattern, {})
    assert {ref: name for ref, name in found.posts if name} == {one.ref: one.name for one in slots}
    assert months_in(found.posts) == (month,)
    assert {one.code for one in found.remarks} == {"roster_name_unknown"}


def test_what_people_write_is_understood(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path / "x.xlsx", (DAY, "白班", "李明", "张 三"), ("2026年10月3日", "夜班", "", "王 Wu、李明"),
        (None, None, None, None), ("20261004", "day", None, "赵六"), title="国庆值班表",
    )  # fmt: skip
    found = read(path)
    posts = dict(found.posts)
    night = SlotRef(DAY, "night", Post.MAIN)
    assert posts[SlotRef(DAY, "day", Post.LEADER)] == "李明" and posts[SlotRef(DAY, "day", Post.MAIN)] == "张三"
    assert posts[night] == "王 Wu" and posts[replace(night, post=Post.SECOND)] == "李明"
    assert proper(PATTERN, replace(night, post=Post.LEADER)) in posts
    assert [(one.line, one.field, one.code) for one in found.remarks] == [(6, "D6", "roster_name_unknown")]


def test_every_wrong_cell_is_named(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path / "x.xlsx", ("2026-13-01", "白班", "", ""), ("2026-10-01", "中班", "", ""), ("2026-10-02", "白班", "甲、乙", ""),
        ("2026-10-02", "白班", "", ""), ("2026-10-03", "白班", "", "甲、乙、丙"), ("2026-10-04", "白班", "甲", "=1+1"),
        ("2026-10-04", "夜班", "乙", "x" * 70), ("1998-10-04", "夜班", "", "甲"),
    )  # fmt: skip
    assert wrong(path) == [
        (2, "A2", "duty_bad_day"), (3, "B3", "roster_no_such_shift"), (4, "C4", "roster_too_many_names"),
        (5, "A5", "roster_shift_again"), (6, "D6", "roster_too_many_names"), (7, "D7", "roster_formula"),
        (8, "C8", "roster_leader_differs"), (8, "D8", "roster_too_long"), (9, "A9", "duty_bad_day"),
    ]


def test_a_workbook_without_a_roster_is_refused(tmp_path: Path) -> None:
    assert [code for _, _, code in wrong(sheet_of(tmp_path / "a.xlsx", ("x",), heads=("姓名",)))] == ["roster_missing_column"]
    assert [code for _, _, code in wrong(sheet_of(tmp_path / "b.xlsx"))] == ["duty_roster_empty"]
    rubbish = tmp_path / "c.xlsx"
    rubbish.write_bytes(b"PK\x03\x04 no workbook")
    assert [code for _, _, code in wrong(rubbish)] == ["roster_not_excel"]
    assert [code for _, _, code in wrong(tmp_path / "none.xlsx")] == ["file_missing"]


def test_names_go_out_as_text_whatever_they_begin_with(tmp_path: Path) -> None:
    slot = DutySlot(SlotRef(DAY, "day", Post.MAIN), "=cmd()")
    path = tmp_path / "x.xlsx"
    write_duty_roster(path, Roster(slots=Map({slot.ref.key: slot})), PATTERN, (DAY,), {DAY: "国庆节"}, "zh")
    page = load_workbook(path)["值班表"]
    assert (page["E2"].value, page["E2"].data_type, page["B2"].value) == ("=cmd()", "s", "国庆节")
    with pytest.raises(Fault):
        write_duty_roster(tmp_path / "no" / "x.xlsx", Roster(), PATTERN, (DAY,), {}, "zh")
