"""Who has to drill how often (``drill_frequency.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.duty.model import Tier
from app.domain.improvement.frequency import LONGEST_MONTHS, FrequencyRule, SubjectKind
from app.domain.soundness import Found
from app.kernel.errors import BadFile


def read_drill_rules(folder: Path, unit_kinds: Collection[str], kinds: Collection[str]) -> tuple[FrequencyRule, ...]:
    """The rules in the file's order; none where there is no such file. Raises ``BadFile``."""
    path = folder / "drill_frequency.yaml"
    if not path.exists():
        return ()
    source = read_source(path)
    rows: tuple[FrequencyRule, ...] = source.convert(tuple[FrequencyRule, ...])
    problems = tuple(source.problem(one) for one in _findings(rows, unit_kinds, kinds))
    if problems:
        raise BadFile(problems)
    return rows


def _findings(rows: tuple[FrequencyRule, ...], unit_kinds: Collection[str], kinds: Collection[str]) -> Iterator[Found]:
    yield from soundness.statutory_verified(rows, ())
    yield from soundness.unique((row.id for row in rows), (), "id")
    for index, row in enumerate(rows):
        if not 0 < row.every_months <= LONGEST_MONTHS:
            yield (index, "every_months"), "drill_interval", {"value": str(row.every_months), "most": str(LONGEST_MONTHS)}
        for place, kind in enumerate(row.unit_kinds):
            yield from soundness.known(kind, unit_kinds, (index, "unit_kinds", place), "speed_unknown_unit_kind")
        for place, tier in enumerate(row.tiers):
            yield from soundness.known(tier, list(Tier), (index, "tiers", place), "drill_tier")
        yield from soundness.kind_patterns(row.kinds, kinds, (index, "kinds"))
        if not _SELECTS[row.subject](row):
            yield (index, "subject"), "drill_of_whom", {"subject": row.subject.value}


_SELECTS = {
    SubjectKind.DESK: lambda row: bool(row.tiers),
    SubjectKind.PLAN: lambda row: bool(row.plan_types),
    SubjectKind.UNIT: lambda row: bool(row.unit_kinds),
    SubjectKind.FACILITY: lambda row: bool(row.facility_kinds),
}
"""Each subject needs its own selector; a rule that binds nobody is a slip."""
