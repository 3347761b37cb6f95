"""``drill``: scenarios listed, checked and held from the command line."""

from __future__ import annotations

import shutil

from app.catalog.locations import program_files

SHIPPED = program_files().resources / "scenarios"
SHORT = "dispute_joint_patrol"


def test_scenarios_are_listed_and_checked_with_file_line_field_and_mend(cli, tmp_path) -> None:
    rows = cli("drill", "list", "--json").json
    assert [row["id"] for row in rows] == sorted(path.parent.name for path in SHIPPED.glob("*/scenario.yaml"))
    assert {"form", "scope", "purpose", "notice", "length_min", "injects", "objectives"} <= set(rows[0])
    assert cli("drill", "check").code == 0
    broken = tmp_path / "night_flood_reservoir"
    shutil.copytree(SHIPPED / "night_flood_reservoir", broken)
    path = broken / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: publicity", "to: forestry"), encoding="utf-8")
    said = cli("drill", "check", str(broken), "--json")
    assert said.code == 1
    (problem,) = [one for one in said.json["problems"] if one["code"] == "inject_to_nobody"]
    assert problem["file"] == "night_flood_reservoir/scenario.yaml"
    assert problem["line"] > 100
    assert problem["field"] == "injects[16].to"
    assert "participants" in problem["message"]


def test_a_run_says_score_items_and_the_entries_behind_them_and_leaves_the_desk_as_it_was(desk, data) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    said = desk("drill", "run", "night_flood_reservoir", "--auto", "forgetful", "--seed", "3")
    assert said.code == 0
    value = said.json
    assert 0 < value["score"] < 100
    parts = {part["key"]: part for item in value["items"] for part in item["parts"]}
    assert {key for key, part in parts.items() if part["share"] < 1} == set(value["forgotten"])
    dispatch = next(item for item in value["items"] if item["id"] == "dispatch")
    assert dispatch["points"] == dispatch["of"] == 8
    assert {one["kind"] for one in dispatch["evidence"]} == {"InjectFired", "UnitDispatched"}
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert desk("drill", "run", "nothing").refused["refused"] == "scenario_unknown"


def test_a_forgetful_drill_is_closed_and_the_next_one_tests_again_what_was_found(desk) -> None:
    """Kept, closed, on the board and in the calendar; a perfect officer's drill says of each finding that it is mended."""
    lost = desk("drill", "run", SHORT, "--auto", "forgetful", "--seed", "3", "--keep", "first").json
    dry = desk("drill", "close", "first", "--dry-run").json
    strengths = [str(one["place"]) for one in dry["findings"] if one["nature"] == "strength"]
    made = desk("drill", "close", "first", "--leave-out", *strengths).json
    items = {item["id"] for item in lost["items"] if any(part["share"] < 1 for part in item["parts"])}
    assert {one["item"] for one in made["findings"]} == items
    again = desk("drill", "close", "first", "--leave-out", *map(str, range(1, len(strengths) + 1)))
    assert again.refused["refused"] == "drill_taken_over"
    (held,) = desk("drill-calendar", "held").json
    assert (held["drill_id"], held["score"], held["journal_hash"]) == ("first", lost["score"], lost["head"])
    desk("drill", "run", SHORT, "--keep", "second")
    closed = desk("drill", "close", "second").json
    assert {one["number"] for one in closed["retests"]} == {one["number"] for one in made["findings"]}
    assert all(one["passed"] for one in closed["retests"]) and not closed["untested"]
    second, first = desk("drill", "kept").json
    assert first["taken_over"] and second["taken_over"] and second["score"] > first["score"] == first["combined"]
    shown = desk("findings", "show", made["findings"][0]["number"]).json
    assert [(one["drill_id"], one["passed"]) for one in shown["retests"]] == [("second", True)]


def test_a_run_writes_its_report_and_papers_are_made_of_scenarios_and_kept_drills(desk, data, tmp_path) -> None:
    report = tmp_path / "report.docx"
    run = desk("drill", "run", SHORT, "--auto", "forgetful", "--seed", "3", "--keep", "held", "--report", str(report)).json
    assert run["report"]["document"] == "drill_evaluation_report"
    assert report.read_bytes()[:2] == b"PK"
    journal = (data / "journal.sqlite").read_bytes()

    made = desk("drill", "papers", "held", "--document", "drill_evaluation_report", "-o", str(tmp_path / "report.txt")).json
    assert made["held"]
    said = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert said.startswith("【演练】")
    assert run["head"][:16] in said
    blank = desk("drill", "papers", SHORT, "--document", "drill_script", "--format", "txt", "-o", str(tmp_path / "script")).json
    assert (blank["held"], blank["format"]) == (False, "txt")
    assert (data / "journal.sqlite").read_bytes() == journal

    def refused(*words: str) -> str:
        return str(desk("drill", *words).refused["refused"])

    assert refused("run", SHORT, "--report", str(tmp_path / "report.odt")) == "paper_ending_unknown"
    assert refused("papers", SHORT, "--document", "drill_evaluation_report", "-o", str(tmp_path / "x.txt")) == "drill_not_held"
    assert refused("papers", "nothing", "--document", "drill_plan", "-o", str(tmp_path / "x.txt")) == "scenario_unknown"
    lost = desk("drill", "papers", SHORT, "--document", "drill_plan", "-o", str(tmp_path / "no" / "such" / "x.txt"))
    assert lost.code != 0
    assert not list(tmp_path.glob("x.*"))
    listed = {row["id"] for row in desk("documents", "list").json}
    assert {"drill_plan", "drill_script", "drill_evaluation_plan", "drill_evaluation_form", "drill_evaluation_report"} <= listed
