"""Scenarios that the desk writes: the file reads back as the same value, nothing is half there, drafts are not on the shelf."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.catalog import own_scenarios as own
from app.catalog.locations import program_files
from app.catalog.scenario_file import scenario_yaml
from app.catalog.scenarios import read_scenario, read_scenarios
from app.catalog.yaml_source import read_source
from app.domain.exercise.scenario import Scenario
from app.domain.reference import Reference
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.text import Text
from tests.any_scenario import any_scenario

SHIPPED = program_files().resources / "scenarios"


def test_whatever_is_written_reads_back_as_the_same_value_and_is_written_the_same_again(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    for seed in range(25):
        scenario = any_scenario(seed)
        text = scenario_yaml(scenario)
        path.write_text(text, encoding="utf-8", newline="")
        read = read_source(path).convert(Scenario)
        assert read == scenario, seed
        assert scenario_yaml(read) == text


def test_shipped_ones_read_back_and_are_laid_out_for_people(tmp_path: Path) -> None:
    for path in sorted(SHIPPED.glob("*/scenario.yaml"))[:2]:
        scenario = read_source(path).convert(Scenario)
        text = scenario_yaml(scenario)
        (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
        assert read_source(tmp_path / "one.yaml").convert(Scenario) == scenario
        assert len(text.splitlines()) < 1.2 * len(path.read_text(encoding="utf-8").splitlines())
        assert "at_min: 12\n" in text or "at_min: 12.0" not in text


@pytest.fixture
def flood(catalogue: Reference) -> Scenario:
    return read_scenario(SHIPPED / "night_flood_reservoir", catalogue)


@pytest.fixture(scope="module")
def catalogue() -> Reference:
    from tests.drill.conftest import FILES, load_reference

    return load_reference(FILES.plans, FILES.resources).reference


def test_a_saved_one_is_on_the_shelf_counted_up_and_an_unsound_one_is_not(
    flood: Scenario, catalogue: Reference, tmp_path: Path
) -> None:
    mine = replace(flood, id="mine", version="1", hash="")
    assert own.save_scenario(mine, "# 须知", tmp_path, catalogue).version == "1"
    assert own.save_scenario(mine, "# 须知", tmp_path, catalogue).version == "1"  # nothing is new
    saved = own.save_scenario(replace(mine, length_min=130.0), "# 须知", tmp_path, catalogue)
    assert (saved.version, saved.length_min) == ("2", 130.0)
    before = {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()}
    broken = replace(saved, objectives=(), hash="")
    with pytest.raises(BadFile) as no:
        own.save_scenario(broken, "other", tmp_path, catalogue)
    assert {one.code for one in no.value.problems} >= {"list_empty", "unknown_objective"}
    assert {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()} == before
    own.keep_draft(broken, "unfinished", tmp_path)
    opened = own.open_scenario("mine", tmp_path, SHIPPED)
    assert (opened.draft, opened.own, opened.scenario, opened.briefing) == (True, True, broken, "unfinished")
    found, problems = read_scenarios(tmp_path, catalogue)
    assert found["mine"].length_min == 130 and not problems  # the finished one goes on being held
    own.keep_draft(replace(broken, id="new"), "", tmp_path)
    assert set(read_scenarios(tmp_path, catalogue)[0]) == {"mine"}
    assert [(one.id, one.own, one.draft) for one in own.listed(tmp_path)] == [("mine", True, True), ("new", False, True)]
    own.drop_draft("new", tmp_path)
    assert not (tmp_path / "new").exists()
    assert own.save_scenario(replace(saved, title=Text("又")), "# 须知", tmp_path, catalogue).version == "3"
    assert not own.open_scenario("mine", tmp_path, SHIPPED).draft


def test_names_are_folders_only_own_ones_are_renamed_and_deleted_and_nothing_is_overwritten(
    flood: Scenario, catalogue: Reference, tmp_path: Path
) -> None:
    stamp = own.open_scenario("night_flood_reservoir", tmp_path, SHIPPED).stamp
    own.save_scenario(replace(flood, hash=""), "# 我的", tmp_path, catalogue, stamp=stamp)
    assert own.open_scenario("night_flood_reservoir", tmp_path, SHIPPED).own
    for code, wrong in (("scenario_id_wrong", "../x"), ("scenario_id_wrong", "Ä"), ("scenario_exists", "forest_fire_village")):
        with pytest.raises(Refusal) as no:
            own.rename_scenario("night_flood_reservoir", wrong, tmp_path, SHIPPED)
        assert no.value.code == code
    with pytest.raises(Refusal, match="scenario_changed_meanwhile"):
        own.save_scenario(replace(flood, hash=""), "# 我的", tmp_path, catalogue, stamp=stamp)
    own.rename_scenario("night_flood_reservoir", "flood2", tmp_path, SHIPPED)
    assert read_scenario(tmp_path / "flood2", catalogue).id == "flood2"
    assert not own.open_scenario("night_flood_reservoir", tmp_path, SHIPPED).own
    (tmp_path / "flood2" / "notes.txt").write_text("mine")
    own.delete_scenario("flood2", tmp_path)
    assert [path.name for path in (tmp_path / "flood2").iterdir()] == ["notes.txt"]  # what is not ours stays
    for gone in ("flood2", "night_flood_reservoir", "..", ""):
        with pytest.raises(Refusal, match="scenario_not_own"):
            own.delete_scenario(gone, tmp_path)


def test_a_disk_that_refuses_leaves_both_files_as_they_were(
    flood: Scenario, catalogue: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = replace(flood, id="mine", hash="")
    own.save_scenario(mine, "old", tmp_path, catalogue)
    before = {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()}
    write = own.write_atomically

    def full(path: Path, data: bytes) -> None:
        if path.name == "scenario.yaml":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(own, "write_atomically", full)
    with pytest.raises(Fault, match="document_not_written"):
        own.save_scenario(replace(mine, length_min=140.0), "new", tmp_path, catalogue)
    assert {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()} == before


def test_versions_count() -> None:
    given = ("2026.1", "9", "1.9", "draft", "")
    assert [own.counted(one) for one in given] == ["2026.2", "10", "1.10", "draft.1", "1"]
