"""Threshold tables (``resources/catalog/severity/*.yaml``), one file each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.incident.model import FactDef, IncidentKind, SeverityTable
from app.domain.soundness import Found
from app.kernel.errors import BadFile, Problem


def read_tables(
    folder: Path, kinds: dict[str, IncidentKind], facts: dict[str, FactDef]
) -> tuple[tuple[SeverityTable, ...], tuple[Problem, ...]]:
    """Every table that is sound, in the order of the file names (T01 first: the law's own table is cited first),
    and the problems of the others.
    """
    tables: list[SeverityTable] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            table = read_table(path, kinds, facts)
        except BadFile as bad:
            problems += bad.problems
            continue
        if any(other.id == table.id for other in tables):
            problems.append(Problem(f"severity/{path.name}", 1, "id", "duplicate_id", {"id": table.id}))
            continue
        tables.append(table)
    return tuple(tables), tuple(problems)


def read_table(path: Path, kinds: dict[str, IncidentKind], facts: dict[str, FactDef]) -> SeverityTable:
    """One table. Raises ``BadFile``."""
    source = read_source(path, f"severity/{path.name}")
    table = source.convert(SeverityTable)
    found = tuple(source.problem(one) for one in _findings(table, kinds, facts))
    if found:
        raise BadFile(found)
    return table


def _findings(table: SeverityTable, kinds: dict[str, IncidentKind], facts: dict[str, FactDef]) -> Iterator[Found]:
    yield from soundness.kind_patterns(table.kinds, kinds, ("kinds",))
    yield from soundness.statutory_verified(table, ())
    for index, row in enumerate(table.rows):
        yield from soundness.condition(row.when, facts, ("rows", index, "when"))
