"""For proposals of units: the minimum that stays near every village, and the words that name capabilities."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.dispatching.model import CapabilityWords, CoverRule
from app.domain.soundness import Found
from app.kernel.errors import BadFile

LONGEST_MIN = 240
"""Somebody four hours away covers nothing."""


def read_capability_words(folder: Path) -> CapabilityWords:
    """How demands name capabilities (``capability_terms.yaml``); nothing is recognised without it. Raises ``BadFile``."""
    path = folder / "capability_terms.yaml"
    return read_source(path).convert(CapabilityWords) if path.exists() else CapabilityWords()


def read_cover(folder: Path, unit_kinds: Collection[str]) -> tuple[CoverRule, ...]:
    """The rules of ``minimum_cover.yaml``; none where it has no such file. Raises ``BadFile``."""
    path = folder / "minimum_cover.yaml"
    if not path.exists():
        return ()
    source = read_source(path)
    rows: tuple[CoverRule, ...] = source.convert(tuple[CoverRule, ...])
    problems = tuple(source.problem(one) for one in _findings(rows, unit_kinds))
    if problems:
        raise BadFile(problems)
    return rows


def _findings(rows: tuple[CoverRule, ...], unit_kinds: Collection[str]) -> Iterator[Found]:
    yield from soundness.statutory_verified(rows, ())
    for index, row in enumerate(rows):
        if not row.kinds:
            yield (index, "kinds"), "cover_no_kind", {}
        for place, kind in enumerate(row.kinds):
            yield from soundness.known(kind, unit_kinds, (index, "kinds", place), "speed_unknown_unit_kind")
        if row.units < 1:
            yield (index, "units"), "cover_bounds", {"value": str(row.units), "least": "1", "most": "-"}
        if not 0 < row.within_min <= LONGEST_MIN:
            yield (index, "within_min"), "cover_bounds", {"value": f"{row.within_min:g}", "least": "1", "most": str(LONGEST_MIN)}
