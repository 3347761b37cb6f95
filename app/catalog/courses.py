"""The guide of a scenario that teaches the console (``coach.yaml`` in the scenario's folder)."""

from __future__ import annotations

from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain.exercise.coaching import Course, course_findings
from app.domain.exercise.scenario import Scenario
from app.kernel.errors import BadFile

FILE = "coach.yaml"


def has_course(folder: Path) -> bool:
    """Whether a scenario's folder has a guide."""
    return (folder / FILE).is_file()


def read_course(folder: Path, scenario: Scenario) -> Course:
    """The guide of this scenario. Raises ``BadFile`` with every problem: file, line, field, mend."""
    source = read_source(folder / FILE, f"{folder.name}/{FILE}")
    course = source.convert(Course)
    problems = tuple(source.problem(one) for one in course_findings(course, scenario))
    if problems:
        raise BadFile(problems)
    return course
