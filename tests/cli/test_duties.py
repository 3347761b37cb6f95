"""``duties``: the list in and out of Excel, and who owns the tasks of an incident."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from app.catalog.locations import program_files
from tests.cli.conftest import Command

SAMPLE = program_files().duty_sample


def test_the_demo_desk_has_a_list(desk: Command, cli: Command, data: Path) -> None:
    whole = desk("duties", "list").json
    assert whole["name"] and len(whole["items"]) > 30
    assert set(whole["items"][0]) >= {
        "code", "name", "class", "class_name", "lead", "lead_role", "supporting", "township", "limit", "limit_min",
        "limit_working_days", "kinds", "words", "valid_from", "valid_until", "basis", "in_force",
    }
    assert {one["basis"]["status"] for one in whole["items"]} == {"sample"}
    only = desk("duties", "list", "--class", "withdrawn", "--kind", "a-fir").json["items"]
    assert only and {one["class"] for one in only} == {"withdrawn"}
    assert desk("duties", "list", "--class", "lost").code == 2
    assert desk("duties", "list", "--kind", "A-FIRE").refused["refused"] == "kind_unknown"
    assert "火灾事故调查" in cli("duties", "list", "--data", data).out


def test_out_and_in_again_changes_nothing_and_a_change_is_told(desk: Command, tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    assert desk("duties", "export", target).json == {"file": str(target), "items": 46}
    found = desk("duties", "check", target).json
    assert (found["items"], found["added"], found["changed"], found["removed"]) == (46, [], [], [])
    book = load_workbook(target)
    book.worksheets[0]["B4"] = "改名"
    book.save(target)
    said = desk("duties", "import", target, "--name", "新版").json
    assert said["changed"] == [{"code": "QS-J01", "fields": ["name"]}] and said["name"] == "新版"
    whole = desk("duties", "list").json
    assert whole["name"] == "新版" and whole["source"] == "list.xlsx" and whole["items"][0]["name"] == "改名"
    again = desk("duties", "import", target, "--name", "新版")
    assert (again.code, again.refused["refused"]) == (2, "nothing_changed")


def test_a_broken_list_changes_nothing(desk: Command, tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    desk("duties", "export", target)
    before = desk("duties", "list").json
    book = load_workbook(target)
    book.worksheets[0]["B4"] = None
    book.worksheets[0]["M5"] = "天塌"
    book.save(target)
    for verb in ("check", "import"):
        said = desk("duties", verb, target)
        assert said.code == 1
        told = [(one["code"], one["line"]) for one in said.refused["problems"]]
        assert told == [("roster_required", 4), ("duty_unknown_kind", 5)]
    assert desk("duties", "list").json == before
    assert desk("duties", "export", tmp_path / "no" / "x.xlsx").refused["fault"] == "duty_list_not_written"


def test_a_list_is_checked_without_a_desk(cli: Command, tmp_path: Path) -> None:
    said = cli("duties", "check", SAMPLE, "--json")
    assert said.code == 0 and said.json["items"] == len(said.json["added"]) == 45
    lines = cli("duties", "check", SAMPLE).out
    assert "基本履职 17" in lines
    assert cli("duties", "list", "--json").refused["refused"] == "desk_empty"


def test_the_owners_of_an_incident(desk: Command, cli: Command, data: Path) -> None:
    fire = next(one["number"] for one in desk("incident", "list").json if one["kind"] == "A-FIR")
    found = desk("duties", "route", fire).json
    rows = {row["plan_task"]: row for row in found["tasks"]}
    assert all(row["recorded"] for row in rows.values())
    scene = rows["protect-scene"]
    assert (scene["class"], scene["tier"], scene["notice"]) == ("withdrawn", "county", "referral")
    assert scene["lead_role"] == "county_fire"
    assert scene["standing"] == "owed" and scene["supporting"][0]["role"] == "police"
    assert {row["lead_role"] for row in rows.values() if row["at_once"] and row["notice"] != "none"} == {
        row["doer"] for row in rows.values() if row["at_once"] and row["notice"] != "none"
    }
    owed = [one for one in found["open_notices"] if one["notice"] == "referral"]
    assert owed[0]["role"] == "county_fire" and scene["task"] in owed[0]["tasks"]
    assert "县消防救援大队" in cli("duties", "route", fire, "--data", data).out
    assert desk("duties", "route", "nobody").refused["refused"] == "incident_unknown"


def test_without_a_record_todays_list_answers(desk: Command) -> None:
    opened = desk("incident", "open", "--kind", "A-FIR", "--place", "qsc", "--fact", "trapped=1").json["number"]
    assert desk("duties", "route", opened).refused["refused"] == "no_response"
