"""``incident activate --also … | --together``: several plans by one decision, and what ``show`` says of the work they share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app import bootstrap
from app.catalog.reference import Loaded
from tests.cli.conftest import Command
from tests.together import with_companions

DECISION = ("--item", "洪涝", "--hours", "12", "--plan-measures", "--approved-by", "张某")


@pytest.fixture(autouse=True)
def companions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue holds an overall plan and a rainstorm warning plan as well."""
    load: Callable[..., Loaded] = bootstrap.load_catalogue

    def loaded(*given: Any) -> Loaded:
        found = load(*given)
        reference = with_companions(found.reference)
        never = msgspec.structs.replace(reference.plans["flood-typhoon"], id="slow", levels=())
        plans = {**reference.plans, "slow": never}
        return msgspec.structs.replace(found, reference=dataclasses.replace(reference, plans=plans, shipped=plans))

    monkeypatch.setattr(bootstrap, "load_catalogue", loaded)


@pytest.fixture
def flood(companions: None, desk: Command) -> str:
    """A flood at the demo desk, where an orange rainstorm warning is in force."""
    said = desk("incident", "open", "--kind", "N-FLD", "--place", "qsc", "--aware-at", "now", "--fact", "trapped=2")
    assert said.code == 0, said.err
    return str(said.json["number"])


def plans(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["plan"], one["level"]) for one in row["activations"]]


def test_the_recommended_set_is_shown_and_taken(desk: Command, flood: str) -> None:
    row = desk("incident", "show", flood).json
    assert row["recommendation"]["plan"] == "flood-typhoon"
    assert [one["plan"] for one in row["together"]] == ["overall", "rain-warning"]
    assert all(one["reasons"] for one in row["together"])
    said = desk("incident", "activate", flood, "--together", *DECISION)
    assert said.code == 0, said.err
    assert [one["kind"] for one in said.json["recorded"]].count("PlanActivated") == 3
    row = desk("incident", "show", flood).json
    assert [plan for plan, _ in plans(row)] == ["flood-typhoon", "overall", "rain-warning"]


def test_show_tells_each_task_once_with_all_its_bases(desk: Command, cli: Command, data: Any, flood: str) -> None:
    assert desk("incident", "activate", flood, "--together", *DECISION).code == 0
    row = desk("incident", "show", flood).json
    tasks = row["tasks"]
    assert len({one["task_id"] for one in tasks}) == len(tasks)
    villages = next(one for one in tasks if one["id"] == "call-each-village")
    assert [base["plan"] for base in villages["bases"]] == ["rain-warning", "flood-typhoon"]
    assert villages["due_at"] == villages["bases"][0]["due_at"] < villages["bases"][1]["due_at"]
    assert {"cite", "status", "text", "role", "running"} <= set(villages["bases"][0])
    assert villages["stricter"].startswith("更严")
    warning = next(one for one in row["activations"] if one["plan"] == "rain-warning")
    assert villages["task_id"] in {one["task_id"] for one in warning["tasks"]}
    assert warning["reporting"] == ["rain-flood-office", "rain-county"] and len(warning["hash"]) == 64
    assert next(one for one in row["activations"] if one["plan"] == "overall")["command"]["commanders"] == [
        "commander", "deputy_commander",
    ]
    needs = {one["kind"]: one for one in row["needs"]}
    assert [base["plan"] for base in needs["F-ERT"]["bases"]] == ["flood-typhoon", "overall"]
    owed = next(one for one in row["obligations"] if one["to"] == "county_flood")
    assert owed["plan"] == "rain-warning" and owed["bases"][0]["plan"] == "rain-warning"
    lines = cli("incident", "show", flood, "--data", data).out
    assert lines.count("call-each-village") == 1 and "更严" in lines


def test_a_task_is_found_by_its_name_in_any_plan_that_asks_for_it(desk: Command, flood: str) -> None:
    words = ("--plan", "flood-typhoon", "--level", "II", "--also", "rain-warning")
    assert desk("incident", "activate", flood, *words, *DECISION).code == 0
    assert desk("incident", "task", flood, "culverts", "--done").code == 0
    done = next(one for one in desk("incident", "show", flood).json["tasks"] if one["id"] == "close-low-roads")
    assert done["status"] == "done"
    assert desk("incident", "terminate", flood, "--reason", "x", "--approved-by", "y").refused["refused"] == "activation_unclear"
    assert desk("incident", "terminate", flood, "--plan", "rain-warning", "--reason", "x", "--approved-by", "y").code == 0
    villages = next(one for one in desk("incident", "show", flood).json["tasks"] if one["id"] == "call-each-village")
    assert villages["running"] and [base["running"] for base in villages["bases"]] == [False, True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--plan", "flood-typhoon", "--also", "overall:III"), [("flood-typhoon", "I"), ("overall", "III")]),
        (("--plan", "overall", "--level", "3", "--also", "rain-warning：IV"), [("overall", "III"), ("rain-warning", "IV")]),
        (("--plan", "rain-warning", "--level", "I"), [("rain-warning", "I")]),
    ],
)
def test_levels_are_named_or_the_recommended_ones(
    desk: Command, flood: str, words: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    said = desk("incident", "activate", flood, *words, *DECISION)
    assert said.code == 0, said.err
    found = plans(desk("incident", "show", flood).json)
    assert [one for one, _ in found] == [one for one, _ in expected]
    assert found[1:] == expected[1:]
    if "--level" in words:
        assert found[0] == expected[0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "plan_missing"),
        (("--plan", "nowhere"), "plan_unknown"),
        (("--plan", "overall", "--also", "rain-warning:III", "--also", "slow"), "also_level"),
        (("--plan", "overall", "--level", "9"), "level_form"),
        (("--plan", "overall", "--also", ":II"), "also_form"),
        (("--plan", "overall", "--also", "rain-warning:"), "also_form"),
        (("--plan", "overall", "--also", "forest-fire"), "plan_does_not_cover"),
        (("--plan", "overall", "--also", "nowhere:II"), "plan_unknown"),
        (("--plan", "overall", "--also", "overall"), "plan_named_twice"),
        (("--plan", "overall", "--also", "forest-fire:II"), "plan_does_not_cover"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_starts(desk: Command, flood: str, words: tuple[str, ...], code: str) -> None:
    said = desk("incident", "activate", flood, *words, *DECISION)
    assert (said.code, said.refused["refused"]) == (2, code)
    assert desk("incident", "show", flood).json["activations"] == []


def test_together_takes_what_does_not_run_yet(desk: Command, flood: str) -> None:
    assert desk("incident", "activate", flood, "--plan", "overall", *DECISION).code == 0
    assert desk("incident", "activate", flood, "--together", *DECISION).code == 0
    assert [plan for plan, _ in plans(desk("incident", "show", flood).json)] == ["overall", "flood-typhoon", "rain-warning"]
    assert desk("incident", "activate", flood, "--together", *DECISION).refused["refused"] == "plan_missing"


def test_match_names_the_set_and_the_reports_of_its_plans(cli: Command) -> None:
    words = ("plans", "match", "--kind", "N-FLD", "--fact", "trapped=1", "alert=orange", "alert_kind=rainstorm")
    row = cli(*words, "--json").json
    assert (row["plan"], [one["plan"] for one in row["together"]]) == ("flood-typhoon", ["overall", "rain-warning"])
    office = next(one for one in row["reports"] if one["to"] == "county_flood")
    assert (office["due_min"], office["plan"]) == (12, "rain-warning")
    dry = cli("plans", "match", "--kind", "N-FLD", "--fact", "trapped=1", "--json").json
    assert "rain-warning" not in {one["plan"] for one in dry["together"]}
    assert "county_flood" not in {one["to"] for one in dry["reports"]}
    assert "同时启动" in cli(*words).out
