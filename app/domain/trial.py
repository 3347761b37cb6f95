"""What would follow from invented facts: grade, level and reports. Pure; the editor, the cases and the command line share it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef, Grading
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.model import Plan, Recommendation
from app.domain.plan.rules import recommend
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation, PlanRules, Rulebook
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import AlertLevel


class Trial(msgspec.Struct, frozen=True):
    """The rules' answer to invented facts; ``recommendation`` is ``None`` where the plan does not cover the kind."""

    kind: str
    grading: Grading
    recommendation: Recommendation | None
    obligations: tuple[Obligation, ...]
    aware_at: datetime


def asked(kind: str, reference: Reference) -> tuple[FactDef, ...]:
    """The facts that may be invented for a kind: its own first, then those asked for every kind and the sensitive ones."""
    known = reference.kinds.get(kind)
    own = [reference.facts[name] for name in (known.facts if known else ()) if name in reference.facts]
    common = [one for one in reference.facts.values() if one.common or one.group == "sensitivity"]
    return tuple({fact.name: fact for fact in (*own, *common) if not fact.derived}.values())


def try_plan(
    plan: Plan, kind: str, facts: Mapping[str, FactScalar], reference: Reference, rulebook: Rulebook | None,
    alert: AlertLevel | None, now: datetime,
) -> Trial:
    """What this plan with its own reporting rules, the thresholds and the rulebook make of an incident known just now.

    Raises ``Refusal`` for a fact that its definition does not allow.
    """
    given = check_facts(kind, facts, reference.facts)
    grading = grade(kind, facts_view(given, alert=alert, elapsed_h=0.0), reference.tables)
    view = facts_view(given, severity=grading.severity, alert=alert, elapsed_h=0.0)
    found = recommend(kind, view, (plan,), reference.floors)
    case = ReportingCase("trial", kind, view, now, occurred_at=now, judged_at=now if grading.severity else None)
    owed = obligations_for(case, rulebook, now, (PlanRules(plan.id, plan.reporting),), reference.calendar)
    return Trial(kind, grading, next(iter(found), None), owed, now)
