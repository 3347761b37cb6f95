"""The tests that plans and rulebooks carry with them: their ``cases.yaml`` is read here, run in ``app.domain.cases``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.catalog.yaml_source import Source, read_source
from app.domain.cases import case_findings, check_plan_case, check_rulebook_case
from app.domain.plan.cases import PlanCase, RulebookCase
from app.domain.plan.model import Plan
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.kernel.errors import BadFile, Problem


def plan_cases(plans_dir: Path, plan_id: str) -> tuple[PlanCase, ...]:
    """The cases of a plan. Raises ``BadFile``."""
    return read_plan_cases(plans_dir / plan_id / "cases.yaml", plan_id)[1]


def rulebook_cases(rulebooks_dir: Path, rulebook_id: str) -> tuple[RulebookCase, ...]:
    """The cases of a rulebook. Raises ``BadFile``."""
    return read_rulebook_cases(rulebooks_dir / rulebook_id / "cases.yaml", rulebook_id)[1]


def read_plan_cases(path: Path, plan_id: str) -> tuple[Source, tuple[PlanCase, ...]]:
    """The cases of a plan with their source, for findings that point into it. Raises ``BadFile``."""
    source = read_source(path, f"{plan_id}/{path.name}")
    return source, source.convert(tuple[PlanCase, ...])


def read_rulebook_cases(path: Path, rulebook_id: str) -> tuple[Source, tuple[RulebookCase, ...]]:
    """The cases of a rulebook with their source. Raises ``BadFile``."""
    source = read_source(path, f"{rulebook_id}/{path.name}")
    return source, source.convert(tuple[RulebookCase, ...])


def require_cases(source: Source, cases: Iterable[PlanCase | RulebookCase], reference: Reference) -> None:
    """Nothing where there is at least one case and all name known kinds and facts; else raises ``BadFile``."""
    known = tuple(cases)
    found = [source.problem(((), "no_cases", {}))] if not known else []
    found += [source.problem(one) for one in case_findings(known, reference)]
    if found:
        raise BadFile(tuple(found))


def plan_case_problems(plans_dir: Path, plan: Plan, reference: Reference) -> tuple[Problem, ...]:
    """Each difference of a plan from its own cases as a problem of its ``cases.yaml``. Raises ``BadFile``."""
    source, cases = read_plan_cases(plans_dir / plan.id / "cases.yaml", plan.id)
    return tuple(
        source.problem(((index,), "case_failed", {"name": case.name, "detail": detail}))
        for index, case in enumerate(cases)
        for detail in check_plan_case(case, plan, reference)
    )


def rulebook_case_problems(
    rulebooks_dir: Path, book: Rulebook, reference: Reference
) -> tuple[int, tuple[Problem, ...]]:
    """How many cases a rulebook has (a desk's own may have none), and each difference from them. Raises ``BadFile``."""
    path = rulebooks_dir / book.id / "cases.yaml"
    if not path.exists():
        return 0, ()
    source, cases = read_rulebook_cases(path, book.id)
    return len(cases), tuple(
        source.problem(((index,), "case_failed", {"name": case.name, "detail": detail}))
        for index, case in enumerate(cases)
        for detail in check_rulebook_case(case, book, reference)
    )
