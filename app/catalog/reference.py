"""The whole catalogue in one read: what the desk looks things up in."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec

from app.catalog.kinds import read_facts, read_floors, read_kinds, read_roles, read_unit_kinds
from app.catalog.minimum_cover import read_capability_words, read_cover
from app.catalog.plans import read_plans
from app.catalog.rulebooks import read_rulebooks
from app.catalog.severity_tables import read_tables
from app.domain.plan.model import Plan
from app.domain.reference import Reference
from app.kernel.errors import Problem


class Loaded(msgspec.Struct, frozen=True):
    """The catalogue as one value, and everything that had to be left out of it."""

    reference: Reference
    problems: tuple[Problem, ...] = ()


def load_reference(plans_dirs: Path | tuple[Path, ...], resources_dir: Path) -> Loaded:
    """The catalogue of ``resources_dir`` with the plans of these folders; in a later folder a plan replaces its namesake.

    Broken plans, tables and rulebooks are left out and told; a broken kind, fact, role or unit-kind file raises
    ``BadFile``, since nothing can be read without them.
    """
    folder = resources_dir / "catalog"
    facts = read_facts(folder)
    kinds = read_kinds(folder, facts)
    tables, table_problems = read_tables(folder / "severity", kinds, facts)
    unit_kinds = read_unit_kinds(folder)
    base = Reference(
        kinds=kinds,
        facts=facts,
        unit_kinds=unit_kinds,
        cover=read_cover(folder, unit_kinds),
        capability_words=read_capability_words(folder),
        roles=read_roles(folder),
        tables=tables,
        floors=read_floors(folder, facts),
    )
    rulebooks, book_problems = read_rulebooks(resources_dir / "rulebooks", base)
    plans: dict[str, Plan] = {}
    problems = [*table_problems, *book_problems]
    for one in (plans_dirs,) if isinstance(plans_dirs, Path) else plans_dirs:
        found, plan_problems = read_plans(one, base)
        plans.update(found)
        problems += plan_problems
    whole = dataclasses.replace(base, plans=plans, rulebooks=rulebooks, shipped=plans)
    return Loaded(whole, tuple(problems))
