"""Scenarios: the shipped ones are sound, and a broken one names file, line, field and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalog.demo import read_demo
from app.catalog.scenarios import FILES, briefing, read_scenario, read_scenarios
from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope, InjectChannel
from app.domain.exercise.soundness import Ground
from app.kernel.clock import to_local
from app.kernel.errors import BadFile

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources" / "scenarios"


@pytest.fixture(scope="module")
def ground() -> Ground:
    town = read_demo(ROOT / "resources" / "demo" / "data", "township-default")
    return Ground({one.id: one.kind for one in town.facilities}, {one.id: one.kind for one in town.units})


SCENARIOS = (
    "building_collapse", "chemical_tanker", "dispute_joint_patrol", "forest_fire_village", "landslide_road_cut",
    "mass_petition_violence", "night_flood_reservoir", "school_food_poisoning", "three_way_outage_typhoon",
    "two_incidents_few_units",
)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shipped_scenario_is_sound_bilingual_and_branches(reference, ground, name) -> None:
    one = read_scenario(SHIPPED / name, reference, ground)
    assert 12 <= len(one.injects) <= 20
    assert len(one.hash) == 64
    assert one.title.en and one.summary.en
    assert all(each.text.en and each.from_.en for each in one.injects)
    assert all(each.text.en for inject in one.injects for each in inject.expect)
    assert "\n---\n" in briefing(SHIPPED / name)  # Chinese, then English
    when = [each.when for each in one.injects if each.when is not None]
    assert any(each.fired is not None and each.fired.none for each in when)
    assert any(each.deadline_missed is not None for each in when)
    assert any(each.refuses for each in one.units) and any(each.radio for each in one.units)


def test_the_shipped_drills_are_ten_beside_the_practice_and_between_them_try_everything(reference, ground) -> None:
    found, problems = read_scenarios(SHIPPED, reference, ground)
    assert problems == ()
    assert set(found) == {path.parent.name for path in SHIPPED.glob("*/scenario.yaml")}
    assert [name for name, one in found.items() if one.practice] == ["five_minutes"]
    every = [one for one in found.values() if not one.practice]
    assert {one.id for one in every} == set(SCENARIOS)
    assert {each.channel for one in every for each in one.injects} == set(InjectChannel)
    assert {one.form for one in every} == set(DrillForm)
    assert {one.scope for one in every} == set(DrillScope)
    assert {one.purpose for one in every} == set(DrillPurpose)
    assert {one.notice for one in every} == set(DrillNotice)
    hours = {to_local(one.starts_at).hour // 6 for one in every}
    assert hours == {0, 1, 2, 3}  # night, morning, afternoon, evening


MENDS = [
    ("at_min: 4\n", "at_min: 400\n", "injects[1].at_min", "minutes_outside"),
    ("within_min: 12\n        objective: reporting", "within_min: 118\n        objective: reporting",
     "injects[1].expect[0].within_min", "expected_past_end"),
    ("to: publicity", "to: forestry", "injects[16].to", "inject_to_nobody"),
    ("fired: {all: [i08], none: [i09]}", "fired: {all: [i80], none: [i09]}", "injects[14].when.fired.all[0]", "unknown_inject"),
    ("fired: {all: [i08], none: [i09]}", "fired: {all: [i08], none: [i08]}", "injects[14].when.fired.none", "inject_contradicts"),
    ("task: talking-points", "task: talking-point", "injects[16].expect[0].any[0].task", "unknown_plan_task"),
    ("entry: DrawingMade", "entry: DrawingDone", "injects[11].expect[1].any[0].entry", "unknown_entry"),
    ("field: drawing_kind", "field: drawing_sort", "injects[11].expect[1].any[0].where[0].field", "unknown_entry_field"),
    ("facts: {dam_piping: true}", "facts: {dam_piping: 3}", "injects[7].tells.facts.dam_piping", "fact_value_wrong"),
    ("facts: {dam_piping: true}", "facts: {dam_pipe: true}", "injects[7].tells.facts.dam_pipe", "unknown_fact"),
    ("plans: [flood-typhoon, ", "plans: [flood-typhoon, forest-fire, ", "plans[1]", "plan_unused"),
    ("items: [call_down, evacuation]", "items: [call_down, dispatch]", "objectives[2].items[1]", "item_twice"),
    ("unit: u09, status", "unit: u99, status", "injects[5].changes[0].unit", "unknown_unit"),
    ("{incident: dam, people: 300", "{incident: dyke, people: 300", "evacuations[1].incident", "unknown_scenario_incident"),
    ("kinds: [N-DAM]", "kinds: [N-DAMM]", "injects[3].tells.kinds[0]", "unknown_kind"),
    ("    asks: {kind: leader, of: dam, answer_within_min: 40}", "    note: {zh: x, en: x}", "injects[13]", "inject_part_missing"),
    ("limits: {", "judging: {weight: 1.4}\nlimits: {", "judging.weight", "judging_weight_wrong"),
    ("limits: {", "judging: {forms: [stars]}\nlimits: {", "judging.forms[0]", "not_one_of"),
    ("form: tabletop", "form: table", "form", "not_one_of"),
    ("starts_at: 2026-07-17T22:30:00+08:00", "starts_at: 2026-07-17T22:30:00", "starts_at", "invalid"),
]


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "night_flood_reservoir"
    shutil.copytree(SHIPPED / "night_flood_reservoir", place)
    return place


@pytest.mark.parametrize(("was", "becomes", "field", "code"), MENDS, ids=[code for *_, code in MENDS])
def test_a_broken_scenario_names_its_line_and_field(folder, reference, ground, words, was, becomes, field, code) -> None:
    path = folder / FILES[0]
    text = path.read_text(encoding="utf-8")
    assert was in text
    broken = text.replace(was, becomes, 1)
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_scenario(folder, reference, ground)
    found = {(one.field, one.code): one for one in bad.value.problems}
    assert (field, code) in found
    changed = broken[: broken.index(becomes.strip().splitlines()[0])].count("\n") + 1
    assert abs(found[field, code].line - changed) <= (13 if code == "inject_part_missing" else 1)
    assert all(f"problem.{one.code}" in words for one in bad.value.problems)


def test_injects_that_wait_for_each_other_are_named(folder, reference) -> None:
    path = folder / FILES[0]
    text = path.read_text(encoding="utf-8")
    text = text.replace("when: {task_done: {incident: dam, task: warn-downstream}}", "when: {fired: {all: [i15]}}")
    path.write_text(text.replace("fired: {all: [i08], none: [i09]}", "met: {all: [i10]}"), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_scenario(folder, reference)
    circles = [one.facts["injects"] for one in bad.value.problems if one.code == "inject_circle"]
    assert sorted(circles) == ["i10 → i15 → i10", "i15 → i10 → i15"]


def test_a_folder_without_its_briefing_or_with_another_name_is_no_scenario(folder, reference, tmp_path) -> None:
    (folder / FILES[1]).unlink()
    other = folder.rename(tmp_path / "other")
    with pytest.raises(BadFile) as bad:
        read_scenario(other, reference)
    assert {one.code for one in bad.value.problems} == {"file_missing", "folder_name"}
