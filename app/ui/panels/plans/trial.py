"""What would follow from invented facts, as sections: grade, level, reports, forces, tasks, each with its reason. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.incident.model import FactDef, FactType
from app.domain.plan.model import Plan
from app.domain.plan.rules import demands_at, tasks_at
from app.domain.trial import Trial
from app.ui.panels.plans.presenter import STATUS_TONES, Line, PlansPresenter, Section

SEVERITY_TONES: Mapping[str, str] = {"I": "alarm", "II": "warn", "III": "watch", "IV": "info"}
LEVEL_TONES = SEVERITY_TONES


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
