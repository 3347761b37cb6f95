"""Scenarios of drills (``resources/scenarios/<id>/`` with ``scenario.yaml`` and ``briefing.md``)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.catalog.sealed_folder import read_prose, sealed
from app.catalog.yaml_source import read_source
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import Ground, scenario_findings
from app.domain.reference import Reference
from app.kernel.errors import BadFile, Problem

FILES = ("scenario.yaml", "briefing.md")
"""A scenario's files, in the order in which the hash reads them."""


def read_scenarios(
    folder: Path, reference: Reference, ground: Ground | None = None
) -> tuple[dict[str, Scenario], tuple[Problem, ...]]:
    """Every sound scenario by id, and the problems of the others. A folder without ``scenario.yaml`` is none."""
    found: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/scenario.yaml")):
        if path.parent.name.startswith("."):  # somebody's work folder
            continue
        try:
            one = read_scenario(path.parent, reference, ground)
        except BadFile as bad:
            problems += bad.problems
            continue
        found[one.id] = one
    return found, tuple(problems)


def read_scenario(folder: Path, reference: Reference, ground: Ground | None = None) -> Scenario:
    """One scenario as a value, its ``hash`` set. Raises ``BadFile`` with every problem.

    ``ground``: the places, units and people of the township that it is to be held in; ``None`` leaves those unchecked.
    """
    scenario: Scenario | None = None
    seal, unread = sealed(folder, FILES)
    problems = list(unread)
    try:
        briefing(folder)
    except BadFile as bad:
        problems += [one for one in bad.problems if one not in problems]
    try:
        source = read_source(folder / "scenario.yaml", f"{folder.name}/scenario.yaml")
        scenario = source.convert(Scenario)
        if scenario.id != folder.name:
            problems.append(source.problem((("id",), "folder_name", {"id": scenario.id, "folder": folder.name})))
        problems += [source.problem(one) for one in scenario_findings(scenario, reference, ground)]
    except BadFile as bad:
        problems += [one for one in bad.problems if one not in problems]
    if problems or scenario is None:
        raise BadFile(tuple(problems))
    return msgspec.structs.replace(scenario, hash=seal)


def briefing(folder: Path) -> str:
    """What the participants are told before the start (Markdown). Raises ``BadFile`` where it is missing or not UTF-8."""
    return read_prose(folder / "briefing.md", f"{folder.name}/briefing.md")
