"""Working days: the library's, and what the desk's own file corrects."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.duty_pattern import read_duty_pattern
from app.catalog.reference import _calendar
from app.catalog.work_calendar import FILE_NAME, import_own_days, read_work_calendar
from app.domain.roster.model import SAMPLE_PATTERN
from app.domain.words import RuleStatus
from app.domain.work_calendar import WorkCalendar
from app.kernel.errors import BadFile, Fault

OWN = """\
years: [2027]
holidays:
  2027-01-01: {zh: 元旦, en: New Year}
  2027-02-06: {zh: 春节, en: Spring Festival}
workdays:
  2027-02-14: {zh: 春节, en: Spring Festival}
"""

ROOT = Path(__file__).parents[2]


def test_the_library_knows_national_day_and_the_saturday_worked_for_it():
    calendar = read_work_calendar()
    assert not calendar.is_workday(date(2026, 10, 1))
    assert calendar.is_workday(date(2026, 10, 10))
    assert calendar.festival(date(2026, 10, 1)).zh == "国庆节"


def test_a_year_that_was_not_announced_is_uncertain(tmp_path):
    assert not read_work_calendar(tmp_path).is_certain(date(2040, 3, 1))


def test_the_own_file_says_everything_of_its_years(tmp_path):
    (tmp_path / FILE_NAME).write_text(OWN, encoding="utf-8")
    calendar = read_work_calendar(tmp_path)
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 2, 14))
    assert calendar.is_certain(date(2027, 12, 31))
    assert not calendar.is_workday(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("years: []\n", "calendar_no_year", 1),
        ("years: [2027]\nholidays:\n  2028-01-01: {zh: 元旦, en: New Year}\n", "calendar_other_year", 3),
        ("years: [2027]\nworkdays:\n  2027-02-15: {zh: 春节, en: Spring Festival}\n", "calendar_not_weekend", 3),
    ],
)
def test_a_wrong_file_names_the_line(tmp_path, text, code, line):
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_work_calendar(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line)


@given(st.dates(date(2020, 1, 1), date(2026, 11, 1)), st.integers(0, 60))
def test_so_many_working_days_lie_between(day: date, count: int):
    calendar = read_work_calendar()
    end = calendar.after_workdays(day, count)
    between = sum(calendar.is_workday(day + timedelta(days=step)) for step in range(1, (end - day).days + 1))
    assert between == count
    assert count == 0 or calendar.is_workday(end)


def test_without_an_announcement_the_weekday_decides():
    assert WorkCalendar().is_workday(date(2026, 10, 1))
    assert not WorkCalendar().is_workday(date(2026, 10, 10))


def test_own_days_are_kept_beside_those_of_other_years(tmp_path: Path) -> None:
    first, second, folder = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "desk"
    first.write_text("years: [2031]\nholidays: {2031-01-01: {zh: 元旦}}\nworkdays: {2031-01-04: {zh: 元旦}}\n", encoding="utf-8")
    second.write_text("years: [2032]\nholidays: {2032-01-01: {zh: 元旦}}\n", encoding="utf-8")
    assert import_own_days(first, folder) == (2031,) and import_own_days(second, folder) == (2032,)
    calendar = read_work_calendar(folder)
    assert not calendar.is_workday(date(2031, 1, 1)) and calendar.is_workday(date(2031, 1, 4))
    assert not calendar.is_workday(date(2032, 1, 1)) and calendar.is_certain(date(2032, 12, 31))
    second.write_text("years: [2032]\nholidays: {2033-01-01: {zh: 元旦}}\n", encoding="utf-8")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(BadFile):
        import_own_days(second, folder)
    assert (folder / FILE_NAME).read_bytes() == before


def test_own_days_that_cannot_be_written_are_a_fault(tmp_path: Path) -> None:
    own, blocked = tmp_path / "a.yaml", tmp_path / "file"
    own.write_text("years: [2031]\n", encoding="utf-8")
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(Fault):
        import_own_days(own, blocked)


def test_the_desks_own_days_correct_the_catalogue_and_broken_ones_are_told(tmp_path: Path) -> None:
    own = tmp_path / FILE_NAME
    own.write_text("years: [2031]\nholidays: {2031-01-01: {zh: 元旦}}\n", encoding="utf-8")
    assert not _calendar(ROOT / "resources" / "catalog", tmp_path)[0].is_workday(date(2031, 1, 1))
    own.write_text("years: []\n", encoding="utf-8")
    calendar, problems = _calendar(ROOT / "resources" / "catalog", tmp_path)
    assert [one.code for one in problems] == ["calendar_no_year"] and not calendar.is_certain(date(2031, 1, 1))


@pytest.mark.parametrize(
    ("shifts", "code"),
    [
        ("[{id: a, name: {zh: a}, start_min: 0, end_min: 480}]", "duty_pattern_hole"),
        ("[{id: a, name: {zh: a}, start_min: 0, end_min: 0}, {id: a, name: {zh: b}, start_min: 0, end_min: 9}]",
         "duty_pattern_twice"),
        ("[{id: a, name: {zh: a}, start_min: 1500, end_min: 1500}]", "duty_pattern_hours"),
    ],
)  # fmt: skip
def test_a_pattern_that_cannot_be_is_told(tmp_path: Path, shifts: str, code: str) -> None:
    (tmp_path / "duty_pattern.yaml").write_text(f"shifts: {shifts}\n", encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_duty_pattern(tmp_path)
    assert code in {one.code for one in bad.value.problems}


def test_the_sample_pattern_has_names_and_says_that_it_is_one() -> None:
    pattern = read_duty_pattern(ROOT / "resources" / "catalog")
    assert [one.name.zh for one in pattern.shifts] == ["白班", "夜班"] and pattern.basis.status is RuleStatus.SAMPLE
    assert read_duty_pattern(ROOT) is SAMPLE_PATTERN
