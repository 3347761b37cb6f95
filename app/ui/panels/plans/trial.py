"""What would follow from invented facts: grade, level, tasks, forces and reports, each with its reason. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef, FactType, Grading
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.model import Plan, Recommendation
from app.domain.plan.rules import demands_at, recommend, tasks_at
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation, Rulebook
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import AlertLevel
from app.ui.panels.plans.presenter import STATUS_TONES, Line, PlansPresenter, Section

SEVERITY_TONES: Mapping[str, str] = {"I": "alarm", "II": "warn", "III": "watch", "IV": "info"}
LEVEL_TONES = SEVERITY_TONES


class Trial(msgspec.Struct, frozen=True):
    """The rules' answer to invented facts."""

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


def try_facts(
    plan: Plan, kind: str, facts: Mapping[str, FactScalar], reference: Reference, rulebook: Rulebook | None,
    alert: AlertLevel | None, now: datetime,
) -> Trial:
    """What this plan, the thresholds and the rulebook make of an incident known just now.

    Raises ``Refusal`` for a fact that its definition does not allow.
    """
    given = check_facts(kind, facts, reference.facts)
    grading = grade(kind, facts_view(given, alert=alert, elapsed_h=0.0), reference.tables)
    view = facts_view(given, severity=grading.severity, alert=alert, elapsed_h=0.0)
    found = recommend(kind, view, (plan,), reference.floors)
    case = ReportingCase("trial", kind, view, now, occurred_at=now, judged_at=now if grading.severity else None)
    owed = obligations_for(case, rulebook, now) if rulebook is not None else ()
    return Trial(kind, grading, next(iter(found), None), owed, now)


class TrialPresenter:
    """A trial as sections."""

    def __init__(self, presenter: PlansPresenter, wording: Wording) -> None:
        self._plans, self._wording = presenter, wording
        self._describer = Describer(presenter.reference, wording)

    def sections(self, trial: Trial, plan: Plan, titles: Mapping[str, str]) -> tuple[Section, ...]:
        """Grade, level, reports, forces and tasks, in the order in which an officer needs them."""
        return (
            self._severity(trial, titles["severity"]), self._level(trial, plan, titles["level"]),
            self._reports(trial, titles["reports"]), *self._work(trial, plan, titles),
        )

    def _severity(self, trial: Trial, title: str) -> Section:
        grade_code = trial.grading.severity.value if trial.grading.severity else None
        head = Line("", badge=self._wording.severity(grade_code, trial.kind), tone=SEVERITY_TONES.get(grade_code or "", "neutral"))
        reasons = [
            Line(self._wording.because(one, trial.kind), depth=1) for one in dict.fromkeys(trial.grading.because)
        ]
        return Section(title, (head, *reasons))

    def _level(self, trial: Trial, plan: Plan, title: str) -> Section:
        found = trial.recommendation
        level = found.level if found else None
        entry = plan.level(level) if level else None
        words = self._wording.text(entry.name) if entry else self._wording.say("response.none")
        lines = [Line("", badge=words, tone=LEVEL_TONES.get(level.value, "neutral") if level else "neutral")]
        for reason in found.reasons if found else ():
            hits = self._wording.say("list.separator").join(self._wording.hit(hit) for hit in reason.hits)
            floor = f"{self._wording.say('plan_board.floor')}  " if reason.floor else ""
            lines.append(
                Line(
                    f"{floor}{hits}", self._wording.cite(reason.basis), self._status(reason.basis.status),
                    STATUS_TONES[reason.basis.status], 1,
                )
            )
        return Section(title, tuple(lines))

    def _reports(self, trial: Trial, title: str) -> Section:
        lines = []
        for owed in trial.obligations:
            minutes = round((owed.due_at - trial.aware_at).total_seconds() / 60)
            first = min(owed.bases, key=lambda ref: ref.due_at)
            lines.append(
                Line(
                    f"{self._describer.obligation(owed)}  {self._wording.say('plan_board.due', minutes=minutes)}",
                    self._wording.cite(first.basis), self._status(first.basis.status), STATUS_TONES[first.basis.status],
                )
            )
        return Section(title, tuple(lines))

    def _work(self, trial: Trial, plan: Plan, titles: Mapping[str, str]) -> tuple[Section, ...]:
        level = trial.recommendation.level if trial.recommendation else None
        if level is None:
            return ()
        forces = tuple(
            Line(
                f"{self._plans.unit_kind(one.kind)}  {self._plans.demand(one.people, one.units, one.capability)}",
                self._wording.cite(one.basis), self._status(one.basis.status), STATUS_TONES[one.basis.status],
            )
            for one in demands_at(plan, level)
        )
        tasks = tuple(
            Line(
                self._wording.text(one.text), f"{self._plans.role(one.role)}   {self._plans.start(one)}",
                self._status(one.basis.status), STATUS_TONES[one.basis.status],
            )
            for one in tasks_at(plan, level)
        )
        return (
            Section(f"{titles['forces']} ({len(forces)})", forces), Section(f"{titles['tasks']} ({len(tasks)})", tasks),
        )

    def _status(self, status: str) -> str:
        return self._wording.say(f"rule_status.{status}")


def is_number(fact: FactDef) -> bool:
    """Whether the fact is typed as a number."""
    return fact.type in (FactType.COUNT, FactType.NUMBER)
