"""The guide of the five-minute drill as it is shipped, and what is said of a broken one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.catalog.courses import FILE, has_course, read_course
from app.catalog.locations import program_files
from app.catalog.scenarios import read_scenario
from app.domain.exercise.coaching import CoachStep, Course, course_findings, took
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Match, Scenario, Where
from app.domain.reference import Reference
from app.kernel.errors import BadFile
from app.kernel.text import Text

NOW = datetime(2026, 6, 11, 18, 41, tzinfo=UTC)
SAID = Text("做", "do")
FOLDER = program_files().resources / "scenarios" / "five_minutes"


@pytest.fixture(scope="module")
def shipped(reference: Reference) -> Scenario:
    return read_scenario(FOLDER, reference)


def test_how_long_it_took_is_the_drills_own_time(shipped: Scenario) -> None:
    drill = Drill("d", shipped, 0, NOW, started_at=NOW)
    assert took(drill) is None
    assert took(replace(drill, ended_at=NOW + timedelta(minutes=4, seconds=40))) == timedelta(seconds=280)


def test_what_is_wrong_with_a_step_is_named_with_its_field(shipped: Scenario) -> None:
    one = CoachStep("a", SAID, SAID, SAID, (Match("NoteMade"),), brings="i99")
    bad = Course((
        one, replace(one, any=(Match("NoteAdded", where=(Where("no_such", contains="x"),)),), brings=""),
        replace(one, id="c", do=Text("做", ""), any=(), brings=""),
    ))  # fmt: skip
    found = {(".".join(map(str, path)), code) for path, code, _ in course_findings(bad, shipped)}
    assert {("steps.0.any.0.entry", "unknown_entry"), ("steps.0.brings", "unknown_inject"), ("steps.2.any", "list_empty"),
            ("steps.1.any.0.where.0.field", "unknown_entry_field"), ("steps.2.do.en", "text_empty")} <= found  # fmt: skip
    assert any(code == "duplicate_id" for _, code in found)


def test_the_shipped_guide_is_sound_and_a_broken_one_names_file_and_line(shipped: Scenario, tmp_path: Path) -> None:
    assert has_course(FOLDER) and not has_course(FOLDER.parent / "night_flood_reservoir")
    course = read_course(FOLDER, shipped)
    assert 8 <= len(course.steps) <= 10 and course.steps[-1].any == (Match("DrillEnded"),) and course.places
    folder = tmp_path / "five_minutes"
    folder.mkdir()
    text = (FOLDER / FILE).read_text(encoding="utf-8").replace("entry: PlanActivated", "entry: PlanActivate")
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as told:
        read_course(folder, shipped)
    (problem,) = told.value.problems
    assert (problem.file, problem.field, problem.code) == ("five_minutes/coach.yaml", "steps[1].any[0].entry", "unknown_entry")
    assert problem.line == 26
