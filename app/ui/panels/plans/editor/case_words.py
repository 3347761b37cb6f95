"""How the cases of a draft end, in words, and a case made of invented facts. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from app.catalog.wording import Wording
from app.domain.cases import CaseDifference, present_expectation
from app.domain.conditions import FactScalar
from app.domain.plan.cases import PlanCase, PlanExpectation
from app.domain.plan.model import Plan
from app.domain.reference import Reference
from app.ui.panels.plans.editor.choices import Choices


class CaseWords:
    """Outcomes in the words of one language."""

    def __init__(self, wording: Wording, choices: Choices) -> None:
        self._wording, self._choices = wording, choices

    def outcomes(self, differences: Mapping[int, Sequence[CaseDifference]]) -> dict[int, str]:
        """Of each case: that it holds, or in how many points it does not."""
        say = self._wording.say
        return {
            at: say("plan_editor.case_fails", count=len(some)) if some else say("plan_editor.case_holds")
            for at, some in differences.items()
        }

    def difference(self, one: CaseDifference, plan: Plan) -> str:
        """One point in which the plan gives otherwise than expected: 响应级别：应为三级响应，现为二级响应."""
        say = self._wording.say
        tasks = {task.id: self._wording.text(task.text) for task in plan.tasks}
        if one.code in ("task_missing", "task_unwanted"):
            wanted, given = tasks.get(one.wanted, one.wanted), tasks.get(one.given, one.given)
        elif one.code in ("force_missing", "force_unwanted"):
            wanted, given = self._unit(one.wanted), self._unit(one.given)
        elif one.code == "severity":
            wanted, given = self._wording.severity(one.wanted or None), self._wording.severity(one.given or None)
        elif one.code == "level":
            wanted, given = (say(f"response.{code}") if code else say("response.none") for code in (one.wanted, one.given))
        else:
            wanted, given = one.wanted, one.given
        report = self._choices.report(f"{one.stage}:{one.channel}") if one.stage else ""
        return say(f"case_differs.{one.code}", wanted=wanted, given=given, report=report)

    def _unit(self, code: str) -> str:
        return self._choices.unit_kind(code) if code else ""


def made_case(name: str, kind: str, facts: Mapping[str, FactScalar], plan: Plan, reference: Reference) -> PlanCase:
    """A case of these facts that expects what the plan gives now."""
    return with_present_outcome(PlanCase(name=name, kind=kind, facts=dict(facts), expect=PlanExpectation()), plan, reference)


def with_present_outcome(case: PlanCase, plan: Plan, reference: Reference) -> PlanCase:
    """The same case, expecting what the plan gives now."""
    return msgspec.structs.replace(case, expect=present_expectation(case, plan, reference))
