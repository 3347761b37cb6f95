"""The sample of shifts and posts for a duty room that has set none of its own (``duty_pattern.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain.roster.model import SAMPLE_PATTERN, RosterPattern
from app.domain.roster.rules import uncovered_min
from app.domain.soundness import Found
from app.kernel.errors import BadFile


def read_duty_pattern(folder: Path) -> RosterPattern:
    """The pattern of the file, or the same without names where there is none. Raises ``BadFile``."""
    path = folder / "duty_pattern.yaml"
    if not path.exists():
        return SAMPLE_PATTERN
    source = read_source(path)
    pattern: RosterPattern = source.convert(RosterPattern)
    problems = tuple(source.problem(one) for one in _findings(pattern))
    if problems:
        raise BadFile(problems)
    return pattern


def _findings(pattern: RosterPattern) -> Iterator[Found]:
    ids = [one.id for one in pattern.shifts]
    for place, one in enumerate(pattern.shifts):
        if not (0 <= one.start_min < 1440 and 0 <= one.end_min < 1440):
            yield ("shifts", place), "duty_pattern_hours", {"shift": one.id}
        if ids.index(one.id) != place:
            yield ("shifts", place, "id"), "duty_pattern_twice", {"shift": one.id}
    if uncovered := uncovered_min(pattern):
        yield ("shifts",), "duty_pattern_hole", {"minutes": str(uncovered)}
