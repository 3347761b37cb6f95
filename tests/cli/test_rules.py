"""``rules``: rulebooks are listed, shown, checked, tried on invented facts, and compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from tests.catalog.test_rulebooks import SOUND
from tests.cli.conftest import Command

AWARE = "2026-07-18T03:05:00+08:00"


def own_book(folder: Path, text: str = SOUND) -> Path:
    (folder / "mine").mkdir(parents=True)
    (folder / "mine" / "rulebook.yaml").write_text(text, encoding="utf-8")
    return folder / "mine"


def test_list_gives_each_book_with_the_ids_of_its_rules(cli: Command) -> None:
    rows = cli("rules", "list", "--json").json
    books = {row["id"]: row for row in rows}
    assert set(rows[0]) >= {"id", "jurisdiction", "status", "title", "tier", "version", "source", "year", "rules"}
    assert books["henan-2021"]["rules"] == ["R20", "R20-2", "R20-3", "R20-4", "R20-5"]
    assert books["county-2018"]["rules"] == ["R24", "R24-2"]
    assert (books["henan-2021"]["status"], books["henan-2021"]["year"], books["henan-2021"]["tier"]) == ("sample", 2021, "county")
    ids = {one for row in rows for one in row["rules"]}
    assert {f"R{n:02}" for n in range(1, 48)} <= ids
    assert {row["status"] for row in rows} == {"statutory", "suggested", "sample"}
    only = cli("rules", "list", "--rulebook", "county-2018", "--json").json
    assert [row["id"] for row in only] == ["county-2018"]
    assert cli("rules", "list", "--rulebook", "nope").code == 2


def test_list_is_a_table_for_people(cli: Command) -> None:
    said = cli("rules", "list").out.splitlines()
    assert any(line.startswith("county-2018") and "样例" in line and line.endswith("R24 R24-2") for line in said)


def test_show_gives_the_rules_in_full(cli: Command) -> None:
    rows = {row["id"]: row for row in cli("rules", "show", "guangdong", "--json").json}
    assert set(rows["R39"]) >= {"rulebook", "id", "title", "stage", "channel", "from", "to", "source", "article", "status", "year"}
    assert (rows["R39-2"]["clock_start"], rows["R39-2"]["elapsed_h"], rows["R39-2"]["suggested_min"]) == ("elapsed", 24, 5)
    assert [rows[one]["every_min"] for one in ("R40", "R40-2", "R40-3", "R40-4", "R40-5")] == [720, 360, 180, 120, 60]
    assert rows["R38"]["status"] == "local"
    relief = {row["id"]: row for row in cli("rules", "show", "provincial-relief", "--json").json}
    assert (relief["R09-7"]["limit_workdays"], relief["R09-7"]["limit_min"], relief["R11-2"]["every_days"]) == (2, None, 10)
    assert "2 个工作日内" in cli("rules", "show", "provincial-relief").out
    no = cli("rules", "show", "henan", "--json")
    assert (no.code, no.refused["refused"], no.refused["near"][0]) == (2, "rulebook_unknown", "henan-2021")


def test_check_finds_all_shipped_books_sound(cli: Command) -> None:
    said = cli("rules", "check", "--json")
    assert said.code == 0
    assert said.json["ok"] and said.json["problems"] == []
    assert {"henan-2021", "county-default", "guangdong"} <= set(said.json["rulebooks"])
    assert said.json["cases"] > 100


@pytest.mark.parametrize("name", ["mine", "mine/rulebook.yaml", ""])
def test_check_reads_a_folder_a_file_or_a_folder_of_folders(cli: Command, tmp_path: Path, name: str) -> None:
    own_book(tmp_path / "books")
    said = cli("rules", "check", tmp_path / "books" / name, "--json")
    assert (said.code, said.json["rulebooks"], said.json["cases"]) == (0, ["mine"], 0)


def test_check_tells_file_line_field_and_mend(cli: Command, tmp_path: Path) -> None:
    folder = own_book(tmp_path / "books", SOUND.replace("limit_min: 8", "limit_min: 8\n    limit_days: 3"))
    said = cli("rules", "check", folder, "--json")
    assert said.code == 1
    (row,) = said.json["problems"]
    assert (row["file"], row["field"], row["code"]) == ("mine/rulebook.yaml", "rules[0].limit_min", "limit_or_immediately")
    assert row["line"] == 18 and "limit_workdays" in row["message"]
    plain = cli("rules", "check", folder)
    assert plain.code == 1 and "mine/rulebook.yaml:18" in plain.out
    gone = cli("rules", "check", tmp_path / "nowhere", "--json")
    assert (gone.code, gone.json["problems"][0]["code"]) == (1, "file_missing")


def test_check_runs_the_cases(cli: Command, tmp_path: Path) -> None:
    folder = tmp_path / "county-2018"
    shutil.copytree(program_files().resources / "rulebooks" / "county-2018", folder)
    cases = folder / "cases.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("within_min: 20", "within_min: 21"), encoding="utf-8")
    said = cli("rules", "check", folder, "--json")
    assert (said.code, [row["code"] for row in said.json["problems"]]) == (1, ["case_failed"])


def test_try_is_a_timeline(cli: Command) -> None:
    said = cli("rules", "try", "--rulebook", "henan-2021", "--kind", "A-WRK", "--fact", "dead=10", "--aware", AWARE, "--json").json
    assert (said["severity"], said["rulebook"], said["aware_at"]) == ("II", "henan-2021", AWARE)
    rows = [(row["rule"], row["channel"], row["due_min"]) for row in said["obligations"]]
    assert rows == [("R20", "phone", 15), ("R20-2", "written", 35), ("R20-5", "written", 295)]
    assert said["next_change"] is None and said["waiting"] == []


def test_try_sees_the_hours_pass(cli: Command) -> None:
    words = ("rules", "try", "--rulebook", "guangdong", "--kind", "N-FOR", "--fact", "open_flame", "--aware", AWARE, "--json")
    early, late = cli(*words).json, cli(*words, "--now", "2026-07-19 03:05").json
    assert early["obligations"] == [] and [row["rule"] for row in early["waiting"]] == ["R39-2"]
    assert early["next_change"] == "2026-07-19T03:05:00+08:00"
    assert [(row["rule"], row["due_min"]) for row in late["obligations"]] == [("R39-2", 1445)]
    assert late["next_change"] is None
    assert "2026-07-19 03:05" in cli(*words[:-1]).out


def test_try_counts_working_days_and_warnings(cli: Command) -> None:
    relief = cli(
        "rules", "try", "--rulebook", "provincial-relief", "--kind", "N-FLD", "--fact", "dead=1", "--aware", "2026-09-30 00:00",
        "--stabilised-at", "2026-09-30 10:00", "--json",
    ).json
    counts = {row["rule"]: row["due_at"] for row in relief["obligations"] if row["stage"] == "disaster_count"}
    assert counts["R09-7"] == "2026-10-10T00:00:00+08:00"
    warned = cli(
        "rules", "try", "--rulebook", "zhangzi-2025", "--kind", "N-RNS", "--aware", "2026-07-01 08:00", "--warning-received-at",
        "2026-07-01 07:55", "--json",
    ).json
    assert {row["rule"]: row["due_min"] for row in warned["obligations"]} == {"R42": 5, "R42-2": 25}


def test_try_refuses_what_makes_no_sense(cli: Command) -> None:
    words = ("rules", "try", "--rulebook", "henan-2021", "--kind", "A-WRK", "--json")
    assert cli(*words, "--fact", "dead=-1").code == 2
    assert cli(*words, "--aware", AWARE, "--terminated-at", "2026-07-01 00:00").refused["refused"] == "time_before_awareness"
    assert cli("rules", "try", "--rulebook", "nope", "--kind", "A-WRK").code == 2


def test_diff_tells_rules_and_fields(cli: Command, tmp_path: Path) -> None:
    folder = own_book(tmp_path / "books")
    same = cli("rules", "diff", folder, folder, "--json").json
    assert same["same"] and same["rules"] == [] and cli("rules", "diff", folder, folder).out.strip() == "两套规则内容相同"
    other = own_book(tmp_path / "other", SOUND.replace("limit_min: 8", "limit_min: 12").replace('version: "3"', 'version: "4"'))
    said = cli("rules", "diff", folder, other, "--json").json
    assert said["fields"] == [{"field": "version", "old": "3", "new": "4"}]
    assert [(one["id"], one["change"], one["fields"]) for one in said["rules"]] == [
        ("A", "changed", [{"field": "limit_min", "old": 8, "new": 12}])
    ]
    much = cli("rules", "diff", "county-default", folder, "--json").json
    assert {one["change"] for one in much["rules"]} == {"added", "removed"}
    assert "修改 A 首报" in cli("rules", "diff", folder, other).out


def test_a_desks_own_book_is_listed_and_can_be_tried(cli: Command, tmp_path: Path) -> None:
    own_book(tmp_path / "desk" / "rulebooks")
    words = ("--data", tmp_path / "desk", "--json")
    assert "mine" in {row["id"] for row in cli("rules", "list", *words).json}
    tried = cli("rules", "try", "--rulebook", "mine", "--kind", "A-FIR", "--aware", AWARE, *words).json
    assert [row["due_min"] for row in tried["obligations"]] == [8]
    assert "mine" in cli("rules", "check", *words).json["rulebooks"]


def test_a_broken_own_book_is_told_and_the_others_stay(cli: Command, tmp_path: Path) -> None:
    own_book(tmp_path / "desk" / "rulebooks", SOUND.replace("to_role: city_duty_room", "to_role: nobody"))
    said = cli("rules", "list", "--data", tmp_path / "desk")
    assert said.code == 0 and "county-default" in said.out and "nobody" in said.err
    assert cli("rules", "check", "--data", tmp_path / "desk").code == 1
