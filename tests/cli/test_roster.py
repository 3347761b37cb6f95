"""``roster``: planned, shown, changed, swapped, written and read again without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.roster.model import Post
from tests.cli.conftest import Command

PEOPLE = ("--leader", "邵润生", "宋明辉", "--officer", "李国栋", "余学武", "贺柏青", "傅耀祖", "王双喜")


def test_a_month_is_planned_shown_and_published(desk: Command) -> None:
    made = desk("roster", "plan", "--month", "2026-10", *PEOPLE, "--away", "李国栋=2026-10-01,2026-10-02").json
    assert made["month"] == "2026-10" and len(made["days"]) == 31 and not any(one["gaps"] for one in made["days"])
    first = made["days"][0]
    assert (first["kind"], first["words"], len(first["posts"])) == ("holiday", "国庆节", 5)
    assert "李国栋" not in {one["name"] for one in first["posts"]}
    assert made["days"][9]["kind"] == "workday" and "调休上班" in made["days"][9]["words"]
    totals = {one["name"]: one["total"] for one in made["counts"]}
    assert sum(totals.values()) == sum(len(one["posts"]) for one in made["days"])
    assert {"now", "next"} <= made.keys() and made["next"]["shift"] in ("day", "night")
    assert desk("roster", "publish", "--month", "2026-10").json["published"]
    assert desk("roster", "plan", "--month", "2026-10", *PEOPLE).refused["refused"] == "roster_published"
    slot = "2026-10-12:day:main"
    assert desk("roster", "assign", slot, "新来的").refused["refused"] == "roster_reason_needed"
    changed = desk("roster", "assign", slot, "新来的", "--reason", "病假").json["days"][11]
    assert next(one for one in changed["posts"] if one["name"] == "新来的")["changed"]


def test_a_swap_goes_through_its_steps(desk: Command) -> None:
    desk("roster", "assign", "2098-10-12:day:main", "李国栋")
    desk("roster", "assign", "2098-10-14:night:main", "余学武")
    asked = desk("roster", "swap", "2098-10-12:day:main", "--for", "2098-10-14:night:main", "--reason", "培训").json
    assert asked["state"] == "requested" and not asked["filed"]
    swap = asked["id"]
    assert desk("roster", "swap", swap, "--approve", "王双喜").refused["refused"] == "swap_no_consent"
    assert desk("roster", "swap", swap, "--consent", "余学武").json["state"] == "consented"
    assert desk("roster", "swap", swap, "--approve", "王双喜").json["filed"]
    day = desk("roster", "show", "--month", "2098-10").json["days"][11]
    assert [one["name"] for one in day["posts"]] == ["余学武"] and not day["certain"]
    other = desk("roster", "swap", "2098-10-12:day:main", "--with", "贺柏青", "--reason", "事假").json["id"]
    assert desk("roster", "swap", other, "--refuse", "贺柏青", "--reason", "不行").json["state"] == "refused"


def test_a_workbook_and_a_sheet_are_written_and_the_workbook_read(desk: Command, tmp_path: Path) -> None:
    desk("roster", "plan", "--month", "2026-09", *PEOPLE)
    book, sheet = tmp_path / "m.xlsx", tmp_path / "m.pdf"
    assert desk("roster", "export", str(book), "--month", "2026-09").json["count"] == 60
    assert desk("roster", "export", str(sheet), "--month", "2026-09").json["count"] >= 1
    assert sheet.read_bytes().startswith(b"%PDF")
    assert desk("roster", "import", str(book)).refused["refused"] == "nothing_changed"
    desk("roster", "assign", "2026-09-02:day:main", "外来人")
    desk("roster", "export", str(book), "--month", "2026-09")
    desk("roster", "assign", "2026-09-02:day:main", "")
    stopped = desk("roster", "import", str(book))
    assert stopped.code and "roster_name_unknown" in stopped.err
    taken = desk("roster", "import", str(book), "--unknown-names").json
    assert "外来人" in {one["name"] for one in taken["days"][1]["posts"]}
    assert desk("roster", "export", str(tmp_path / "no" / "x.pdf"), "--month", "2026-09").code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("assign", "2026-09-02", "x"), "roster_slot_form"), (("assign", "2026-9-2:day:main", "x"), "roster_day_wrong"),
        (("show", "--month", "2026-13"), "roster_month_wrong"), (("plan", "--month", "2026-09"), "roster_nobody"),
        (("plan", "--month", "2026-09", "--officer", "a", "--away", "b=2026-09-01"), "roster_away_unknown"),
        (("publish", "--month", "2026-09"), "roster_has_gaps"), (("swap", "x", "--consent", "y"), "swap_unknown"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(desk: Command, words: tuple[str, ...], code: str) -> None:
    assert desk("roster", *words).refused["refused"] == code
    assert {one.value for one in Post} == {"leader", "main", "second"}


def test_own_holidays_are_taken_in_and_counted(desk: Command, tmp_path: Path) -> None:
    own = tmp_path / "2031.yaml"
    own.write_text("years: [2031]\nholidays: {2031-01-01: {zh: 元旦, en: New Year}}\n", encoding="utf-8")
    assert not desk("roster", "show", "--month", "2031-01").json["days"][0]["certain"]
    assert desk("roster", "calendar", str(own)).json["years"] == [2031]
    day = desk("roster", "show", "--month", "2031-01").json["days"][0]
    assert (day["certain"], day["kind"], day["words"]) == (True, "holiday", "元旦")
    own.write_text("years: [2031]\nholidays: {2030-01-01: {zh: 元旦}}\n", encoding="utf-8")
    assert desk("roster", "calendar", str(own)).code
    assert desk("roster", "show", "--month", "2031-01").json["days"][0]["kind"] == "holiday"
