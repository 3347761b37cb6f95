"""``plans``: sound ones, broken ones, and the recommendation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from tests.cli.conftest import Command

PLANS = program_files().plans


def test_the_plans_of_the_program_are_sound(cli: Command) -> None:
    said = cli("plans", "check", "--json")
    assert said.code == 0
    assert said.json["ok"] is True
    assert said.json["problems"] == []
    assert len(said.json["plans"]) >= 6
    assert said.json["cases"] >= 6


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with one plan to break."""
    shutil.copytree(PLANS / "forest-fire", tmp_path / "plans" / "forest-fire")
    return tmp_path / "plans"


def test_a_folder_and_a_plan_and_a_file_can_be_named(cli: Command, copy: Path) -> None:
    for path in (copy, copy / "forest-fire", copy / "forest-fire" / "plan.yaml"):
        said = cli("plans", "check", path, "--json")
        assert (said.code, said.json["plans"]) == (0, ["forest-fire"]), said


def test_a_broken_plan_names_file_line_field_and_mend(cli: Command, copy: Path) -> None:
    file = copy / "forest-fire" / "plan.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    lines.insert(at, "titel: x")
    file.write_text("\n".join(lines), encoding="utf-8")
    said = cli("plans", "check", copy, "--json")
    assert said.code == 1
    problem = next(one for one in said.json["problems"] if one["field"] == "titel")
    assert problem["file"] == "forest-fire/plan.yaml"
    assert problem["line"] == at + 1
    assert "title" in problem["message"]
    plain = cli("plans", "check", copy)
    assert plain.code == 1
    assert f"forest-fire/plan.yaml:{at + 1} titel " in plain.out


def test_a_case_that_fails_is_a_problem(cli: Command, copy: Path) -> None:
    file = copy / "forest-fire" / "cases.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n- {name: wrong, kind: N-FOR, facts: {dead: 30}, expect: {severity: IV}}\n", encoding="utf-8")
    said = cli("plans", "check", copy, "--json")
    assert said.code == 1
    assert [one["code"] for one in said.json["problems"]] == ["case_failed"]
    assert said.json["problems"][0]["line"] > 1


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_where_no_plan_is(cli: Command, tmp_path: Path, path: str) -> None:
    said = cli("plans", "check", tmp_path / path, "--json")
    assert said.code == 1
    assert said.json["problems"][0]["code"] == "file_missing"


def test_list_and_show(cli: Command) -> None:
    rows = cli("plans", "list", "--json").json
    assert {row["id"] for row in rows} == {path.parent.name for path in PLANS.glob("*/plan.yaml")}
    assert set(rows[0]) >= {"id", "title", "version", "type", "kinds", "levels", "hash"}
    whole = cli("plans", "show", "forest-fire", "--json").json
    assert whole["id"] == "forest-fire"
    assert whole["tasks"]
    assert whole["text"] == (PLANS / "forest-fire" / "text.md").read_text(encoding="utf-8")
    no = cli("plans", "show", "forest-fires", "--json")
    assert (no.code, no.refused["near"][0]) == (2, "forest-fire")


def test_match_recommends_with_reasons(cli: Command) -> None:
    said = cli("plans", "match", "--kind", "A-FIR", "--fact", "trapped=1", "--json").json
    assert said["plan"] == said["plan_id"] == "structure-fire"
    assert said["level"] == said["response_level"]
    assert said["level"] in {"I", "II", "III", "IV"}
    assert set(said) >= {"level_name", "colour", "severity", "reasons", "others"}
    for reason in said["reasons"]:
        assert set(reason) >= {"fact", "op", "bound", "value", "source", "status", "floor", "text"}
    assert {"trapped", "unaccounted"} & {reason["fact"] for reason in said["reasons"]}


def test_match_counts_the_severity_and_a_sensitive_school_is_a_floor(cli: Command) -> None:
    said = cli("plans", "match", "--kind", "N-FOR", "--fact", "burned_ha=12", "--json").json
    assert said["severity"] == "III"
    assert "severity" in {reason["fact"] for reason in said["reasons"]}
    sensitive = cli("plans", "match", "--kind", "A-FIR", "--fact", "sens_place", "--json").json
    assert any(reason["floor"] for reason in sensitive["reasons"])


def test_a_kind_without_a_plan_of_its_own_falls_to_the_overall_plan(cli: Command) -> None:
    calm = cli("plans", "match", "--kind", "S-CYB", "--json")
    assert calm.code == 0
    assert (calm.json["plan"], calm.json["level"], calm.json["reasons"]) == ("township-overall", None, [])
    grave = cli("plans", "match", "--kind", "S-CYB", "--fact", "beyond_township", "--json").json
    assert (grave["plan"], grave["level"]) == ("township-overall", "I")
    assert [reason["fact"] for reason in grave["reasons"]] == ["beyond_township"]


def test_where_no_plan_covers_the_kind_everything_is_null(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.verbs.plans.recommend", lambda *_: ())
    said = cli("plans", "match", "--kind", "S-CYB", "--json")
    assert said.code == 0
    assert (said.json["plan"], said.json["level"], said.json["reasons"]) == (None, None, [])
    assert cli("plans", "match", "--kind", "S-CYB").out.strip()
