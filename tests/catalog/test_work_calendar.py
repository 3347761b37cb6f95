"""Working days: the library's, and what the desk's own file corrects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.work_calendar import FILE_NAME, read_work_calendar
from app.domain.work_calendar import WorkCalendar
from app.kernel.errors import BadFile

OWN = """\
years: [2027]
holidays:
  2027-01-01: {zh: 元旦, en: New Year}
  2027-02-06: {zh: 春节, en: Spring Festival}
workdays:
  2027-02-14: {zh: 春节, en: Spring Festival}
"""


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
