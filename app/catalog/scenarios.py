"""Scenarios of drills (``resources/scenarios/<id>/`` with ``scenario.yaml`` and ``briefing.md``)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from app.catalog.yaml_source import read_bytes, read_source
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
    problems: list[Problem] = []
    scenario: Scenario | None = None
    digest = hashlib.sha256()
    for name in FILES:
        try:
            raw = read_bytes(folder / name, f"{folder.name}/{name}")
            digest.update(len(raw).to_bytes(8, "big") + raw)
        except BadFile as bad:
            problems += bad.problems
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
    return msgspec.structs.replace(scenario, hash=digest.hexdigest())


def briefing(folder: Path) -> str:
    """What the participants are told before the start (Markdown). Raises ``BadFile`` where it is missing or not UTF-8."""
    name = f"{folder.name}/briefing.md"
    try:
        return read_bytes(folder / "briefing.md", name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile((Problem(name, 1, "", "not_utf8"),)) from error
