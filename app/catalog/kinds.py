"""Incident kinds, facts, unit kinds, roles and response floors (``resources/catalog/*.yaml``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.duty.model import TIERS
from app.domain.incident.model import FactDef, FactType, IncidentClass, IncidentKind
from app.domain.plan.model import ResponseFloor
from app.domain.reference import Role
from app.domain.soundness import Found
from app.domain.unit.model import UnitKind
from app.domain.words import ORDER
from app.kernel.errors import BadFile
from app.kernel.text import Text

T = TypeVar("T")

FACT_GROUPS = ("casualty", "impact", "kind", "sensitivity", "control")
LONGEST_ASSEMBLY_MIN = 720
"""A longer time is a slip of the hand."""


class _RoleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: Text
    tier: str


def read_facts(folder: Path) -> dict[str, FactDef]:
    """The fact definitions by name, in the file's order. Raises ``BadFile``."""
    rows = _rows(folder / "facts.yaml", FactDef, _fact_findings)
    return {row.name: row for row in rows}


def read_kinds(folder: Path, facts: dict[str, FactDef]) -> dict[str, IncidentKind]:
    """The incident kinds by code, in the file's order; their facts must exist. Raises ``BadFile``."""

    def findings(rows: tuple[IncidentKind, ...]) -> Iterator[Found]:
        yield from soundness.unique((row.code for row in rows), (), "code")
        for index, row in enumerate(rows):
            if row.code[:1] not in {one.value for one in IncidentClass} or row.code[1:2] != "-":
                yield (index, "code"), "unknown_kind", {"name": row.code, "near": "N-… A-… P-… S-…"}
            for place, fact in enumerate(row.facts):
                yield from soundness.known(fact, facts, (index, "facts", place), "unknown_fact")
                if fact in facts and facts[fact].derived:
                    yield (index, "facts", place), "fact_derived", {"fact": fact}

    rows = _rows(folder / "incident_kinds.yaml", IncidentKind, findings)
    return {row.code: row for row in rows}


def read_unit_kinds(folder: Path) -> dict[str, UnitKind]:
    """The kinds of forces by code. Raises ``BadFile``."""

    def findings(rows: tuple[UnitKind, ...]) -> Iterator[Found]:
        yield from soundness.unique((row.code for row in rows), (), "code")
        yield from soundness.statutory_verified(rows, ())
        for index, row in enumerate(rows):
            if row.assembly is not None and not 0 < row.assembly.minutes <= LONGEST_ASSEMBLY_MIN:
                facts = {"value": f"{row.assembly.minutes:g}", "most": str(LONGEST_ASSEMBLY_MIN)}
                yield (index, "assembly", "minutes"), "assembly_out_of_bounds", facts

    return {row.code: row for row in _rows(folder / "unit_kinds.yaml", UnitKind, findings)}


def read_roles(folder: Path) -> dict[str, Role]:
    """The roles of the contact book by code. Raises ``BadFile``."""

    def findings(rows: tuple[_RoleRow, ...]) -> Iterator[Found]:
        yield from soundness.unique((row.code for row in rows), (), "code")
        for index, row in enumerate(rows):
            if row.tier not in TIERS:
                yield (index, "tier"), "not_one_of", {"value": row.tier, "choices": ", ".join(TIERS)}

    rows = _rows(folder / "roles.yaml", _RoleRow, findings)
    return {row.code: Role(row.code, row.name, row.tier) for row in rows}


def read_floors(folder: Path, facts: dict[str, FactDef]) -> tuple[ResponseFloor, ...]:
    """The rules over all plans. Raises ``BadFile``."""

    def findings(rows: tuple[ResponseFloor, ...]) -> Iterator[Found]:
        yield from soundness.statutory_verified(rows, ())
        for index, row in enumerate(rows):
            yield from soundness.condition(row.when, facts, (index, "when"))

    return _rows(folder / "response_floors.yaml", ResponseFloor, findings)


def _rows(path: Path, row: type[T], findings: Callable[[tuple[T, ...]], Iterable[Found]]) -> tuple[T, ...]:
    source = read_source(path)
    rows: tuple[T, ...] = source.convert(tuple[row, ...])  # type: ignore[valid-type]
    found = tuple(source.problem(one) for one in findings(rows))
    if found:
        raise BadFile(found)
    return rows


def _fact_findings(rows: tuple[FactDef, ...]) -> Iterator[Found]:
    yield from soundness.unique((row.name for row in rows), (), "name")
    for index, row in enumerate(rows):
        if row.group not in FACT_GROUPS:
            yield (index, "group"), "not_one_of", {"value": row.group, "choices": ", ".join(FACT_GROUPS)}
        if (row.type is FactType.CHOICE) != bool(row.choices):
            yield (index, "choices"), "fact_choices", {"fact": row.name}
        for value in ORDER.get(row.name, ()):
            yield from soundness.known(value, row.choices, (index, "choices"), "fact_bad_choice")
        if row.most is not None and row.most < row.least:
            yield (index, "most"), "fact_bounds", {"fact": row.name}
