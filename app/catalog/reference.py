"""The whole catalogue in one read: what the desk looks things up in."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.catalog.blank_forms import read_blank_forms
from app.catalog.desk_equipment import read_desk_equipment
from app.catalog.drill_frequency import read_drill_rules
from app.catalog.duty_pattern import read_duty_pattern
from app.catalog.kept import remembered
from app.catalog.kinds import read_facts, read_floors, read_kinds, read_roles, read_unit_kinds
from app.catalog.minimum_cover import read_capability_words, read_cover
from app.catalog.plans import read_plans
from app.catalog.report_elements import read_report_elements
from app.catalog.rulebooks import read_rulebooks
from app.catalog.severity_tables import read_tables
from app.catalog.work_calendar import FILE_NAME, read_work_calendar
from app.domain.dispatching.model import CapabilityWords, CoverRule
from app.domain.dutylog.model import EquipmentItem
from app.domain.improvement.frequency import FrequencyRule
from app.domain.incident.model import FactDef, IncidentKind, SeverityTable
from app.domain.paper.model import BlankForm
from app.domain.plan.model import Plan, ResponseFloor
from app.domain.reference import Reference, Role
from app.domain.reporting.model import Rulebook
from app.domain.roster.model import RosterPattern
from app.domain.situation.model import ReportElement
from app.domain.unit.model import UnitKind
from app.domain.work_calendar import WorkCalendar
from app.kernel.errors import BadFile, Problem


class Loaded(msgspec.Struct, frozen=True):
    """The catalogue as one value, and everything that had to be left out of it."""

    reference: Reference
    problems: tuple[Problem, ...] = ()


class _Kept(msgspec.Struct, frozen=True):
    """A catalogue in the form in which it is kept."""

    kinds: dict[str, IncidentKind]
    facts: dict[str, FactDef]
    unit_kinds: dict[str, UnitKind]
    roles: dict[str, Role]
    tables: tuple[SeverityTable, ...]
    floors: tuple[ResponseFloor, ...]
    cover: tuple[CoverRule, ...]
    capability_words: CapabilityWords
    duty_pattern: RosterPattern
    desk_equipment: dict[str, EquipmentItem]
    report_elements: tuple[ReportElement, ...]
    forms: dict[str, BlankForm]
    drill_rules: tuple[FrequencyRule, ...]
    plans: dict[str, Plan]
    rulebooks: dict[str, Rulebook]
    problems: tuple[Problem, ...]


def load_reference(
    plans_dirs: Path | tuple[Path, ...], resources_dir: Path, cache_dir: Path | None = None,
    rulebooks_dirs: tuple[Path, ...] = (), own_dir: Path | None = None,
) -> Loaded:
    """The catalogue of ``resources_dir`` with the plans of these folders; in a later folder a plan replaces its namesake.

    ``rulebooks_dirs`` hold a desk's own rulebooks: they are read after the shipped ones and replace their namesakes. A broken
    one is told and replaces nothing.

    Broken plans, tables and rulebooks are left out and told; a broken kind, fact, role or unit-kind file raises
    ``BadFile``, since nothing can be read without them. With a ``cache_dir`` what was read is kept there for the next time.
    ``own_dir`` is the desk's data folder: its ``work_calendar.yaml`` corrects the holidays; a broken one is left out and told.
    """
    folders = (plans_dirs,) if isinstance(plans_dirs, Path) else plans_dirs
    sources = (*folders, resources_dir / "catalog", resources_dir / "rulebooks", *rulebooks_dirs)
    kept = remembered(cache_dir, "catalogue", _Kept, sources, lambda: _read(folders, resources_dir, rulebooks_dirs))
    parts = {name: getattr(kept, name) for name in kept.__struct_fields__ if name != "problems"}
    calendar, calendar_problems = _calendar(resources_dir / "catalog", own_dir)
    reference = Reference(**parts, shipped=kept.plans, shipped_rulebooks=kept.rulebooks, calendar=calendar)
    return Loaded(reference, (*kept.problems, *calendar_problems))


def _calendar(folder: Path, own_dir: Path | None) -> tuple[WorkCalendar, tuple[Problem, ...]]:
    if own_dir is None or not (own_dir / FILE_NAME).exists():
        return read_work_calendar(folder), ()
    try:
        return read_work_calendar(folder, own_dir), ()
    except BadFile as bad:
        return read_work_calendar(folder), bad.problems


def _read(plans_dirs: tuple[Path, ...], resources_dir: Path, rulebooks_dirs: tuple[Path, ...]) -> _Kept:
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
        duty_pattern=read_duty_pattern(folder),
        desk_equipment=read_desk_equipment(folder),
        report_elements=read_report_elements(folder, facts, kinds),
        forms=read_blank_forms(folder),
        drill_rules=read_drill_rules(folder, unit_kinds, kinds),
        roles=read_roles(folder),
        tables=tables,
        floors=read_floors(folder, facts),
    )
    rulebooks, book_problems = read_rulebooks(resources_dir / "rulebooks", base)
    plans: dict[str, Plan] = {}
    problems = [*table_problems, *book_problems]
    for one in rulebooks_dirs:
        own, own_problems = read_rulebooks(one, base, cases_needed=False)
        rulebooks.update(own)
        problems += own_problems
    for one in plans_dirs:
        found, plan_problems = read_plans(one, base)
        plans.update(found)
        problems += plan_problems
    return _Kept(
        kinds=dict(kinds), facts=dict(facts), unit_kinds=dict(base.unit_kinds), roles=dict(base.roles), tables=base.tables,
        floors=base.floors, cover=base.cover, capability_words=base.capability_words,
        duty_pattern=base.duty_pattern,
        desk_equipment=dict(base.desk_equipment),
        report_elements=base.report_elements,
        forms=dict(base.forms),
        drill_rules=base.drill_rules,
        plans=plans, rulebooks=dict(rulebooks), problems=tuple(problems),
    )
