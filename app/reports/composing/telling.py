"""What a report says of an incident beyond the story that all papers tell: what is new, who answers for what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.conditions import FactScalar
from app.domain.incident.model import Incident
from app.domain.plan.composition import work_of
from app.domain.plan.model import TaskStatus
from app.domain.situation.model import ReportFigure, SituationReport
from app.domain.unit.model import Dispatch, UnitStatus
from app.reports.documents.phrases import without_asides
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

_THERE = (UnitStatus.ON_SCENE, UnitStatus.WORKING, UnitStatus.STAGED)
_TASKS_MOST = 6
_TEXT_MOST = 1200


class Telling(Story):
    """The telling of one incident for one report: ``before`` is the report that it follows, ``answers`` what persons gave for
    its elements, ``verifying`` the elements said to be 正在核实."""

    def __init__(
        self, given: DocumentInput, before: SituationReport | None, answers: dict[str, str], verifying: Iterable[str] = (),
    ) -> None:
        super().__init__(given)
        self.before = before
        self.answers = answers
        self.verifying = tuple(verifying)
        self.since: datetime | None = before.as_of if before else told_until(self.incident)

    def tell(self, code: str, /, **facts: object) -> str:
        """A word of the ``report`` family."""
        return self.given.wording.say(f"report.{code}", **facts)

    def answered(self, code: str) -> str:
        """What a person gave for an element, masked and without a closing stop; "" for nothing."""
        return self.words.clip(self.told(self.answers.get(code, "")), _TEXT_MOST).rstrip("。.")

    def labelled(self, code: str, text: str = "") -> str:
        """``事发单位概况：……。`` with what was given for the element, or 正在核实."""
        return self.tell("labelled", label=self.tell(f"label.{code}"), text=text or self.answered(code) or self.checking)

    def new_answers(self, *codes: str) -> list[str]:
        """Labelled answers to these elements that the report before did not give."""
        told = self.before
        return [
            self.labelled(code) for code in codes
            if self.answered(code) and (told is None or told.answer(code) != self.answers.get(code))
        ]

    # --- figures ---

    def figure(self, one: ReportFigure) -> str:
        """A figure with what it was before, its standing and its source: 死亡由1人更新为2人（核实，来源：卫生院）."""
        facts = {
            "label": self._label(one.name), "value": self.value(one.name, one.value),
            "status": self.given.wording.say(f"fact_status.{one.status}"),
            "source": self.words.clip(self.told(self.given.describer.source(one.source)), 24) if one.source else "",
        }
        code = "sourced" if facts["source"] else "unsourced"
        mark = self.tell(f"mark.{code}", **facts)
        if one.before is None:
            return self.tell("figure.flag" if isinstance(one.value, bool) else "figure.now", mark=mark, **facts)
        return self.tell("figure.moved", mark=mark, before=self.value(one.name, one.before), **facts)

    def figures(self, figures: Iterable[ReportFigure]) -> str:
        """Several figures in a sentence; flags that are not set are left out unless they were set before."""
        said = [self.figure(one) for one in figures if one.value is not False or one.before is not None]
        return self.words.sentence(said)

    def label(self, name: str) -> str:
        """The label of a figure, without what stands in brackets."""
        return self._label(name)

    def value(self, name: str, value: FactScalar) -> str:
        """A value with its unit as prose writes it; English counts people without saying so."""
        known = self.given.reference.facts.get(name)
        if self.given.lang == "en" and known is not None and known.unit.en == "people" and not isinstance(value, bool | str):
            return f"{value:g}"
        return self.words.tight(self.given.wording.fact_value(name, value))

    # --- what happened since the report before ---

    def news(self) -> list[str]:
        """Responses, forces and tasks since the report before, a sentence each; empty where nothing is new."""
        parts = [*self._responses_since(), self._forces_since(), self._tasks_since(), self._shelters_since()]
        stable = self.incident.stabilised_at
        if self.is_new(stable):
            assert stable is not None
            parts.append(self.tell("stabilised", at=self.words.hour(stable)))
        return [part for part in parts if part]

    def is_new(self, at: datetime | None) -> bool:
        """Whether a moment lies after what the report before told."""
        return at is not None and (self.since is None or at > self.since)

    def _responses_since(self) -> list[str]:
        said = []
        for one in self.incident.activations:
            plan = self.given.wording.text(one.plan_title)
            if self.is_new(one.activated_at):
                said.append(self.tell(
                    "activated", at=self.words.hour(one.activated_at), by=one.approved_by, plan=plan,
                    level=self.given.describer.level(one.history[0].level if one.history else one.level),
                ))
            for change in one.history[1:]:
                if self.is_new(change.at):
                    said.append(self.tell(
                        "level_changed", at=self.words.hour(change.at), by=change.approved_by, plan=plan,
                        level=self.given.describer.level(change.level),
                    ))
            if self.is_new(one.terminated_at):
                assert one.terminated_at is not None
                said.append(self.tell("terminated", at=self.words.hour(one.terminated_at), plan=plan))
        return said

    def _forces_since(self) -> str:
        sent, came, left = [], [], []
        for one in sorted(self.incident.dispatches.values(), key=lambda each: each.id):
            name = self.given.wording.text(one.unit_name)
            if one.steps and self.is_new(one.steps[0].at):
                sent.append(self.tell("unit", unit=name, people=one.crew))
            arrived = _arrived(one)
            if self.is_new(arrived):
                assert arrived is not None
                came.append(self.tell("unit_at", unit=name, at=self.words.hour(arrived)))
            if self.is_new(one.ended_at):
                left.append(name)
        parts = [
            self.tell(code, units=self.words.join(names), count=len(names))
            for code, names in (("sent", sent), ("came", came), ("left", left)) if names
        ]
        return self.words.sentence(parts)

    def _tasks_since(self) -> str:
        done = [
            work.task for work in work_of(self.incident)
            if work.task.status is TaskStatus.DONE and self.is_new(work.task.closed_at)
        ]
        if not done:
            return ""
        names = [self.words.clip(self.given.wording.text(task.text).rstrip("。.;；"), 40) for task in done[:_TASKS_MOST]]
        code = "done" if len(done) <= _TASKS_MOST else "done_more"
        return self.words.sentence([self.tell(code, tasks=self.words.join(names), count=len(done))])

    def _shelters_since(self) -> str:
        opened = [
            use for use in self.given.state.shelters.values()
            if use.incident_id == self.incident.id and any(self.is_new(move.at) for move in use.moves)
        ]
        names = []
        for use in sorted(opened, key=lambda one: one.facility_id):
            known = self.given.state.facilities.get(use.facility_id)
            place = self.given.wording.text(known.name) if known else use.facility_id
            names.append(self.tell("shelter", place=place, people=use.occupied))
        return self.words.sentence([self.tell("sheltered", shelters=self.words.join(names))]) if names else ""

    # --- parts that several stages share ---

    def leaders_there(self) -> str:
        """The duty leader, and who came to the scene as a person gave it."""
        shift = self.given.state.shift
        who = self.tell("duty_leader", leader=shift.leader) if shift else ""
        return who + self.labelled("leaders_there")

    def commander_there(self) -> str:
        """Who commands at the scene: as a person gave it, else the first unit's leader as what he is."""
        return self.labelled("commander", self.answered("commander") or self.commander())

    def being_verified(self) -> str:
        """以下要素正在核实……; "" where nothing was marked."""
        names = {one.code: one.name for one in self.given.reference.report_elements}
        marked = [
            without_asides(self.given.wording.text(names[code])) for code in names if code in self.verifying
        ]
        return self.words.paper("first.missing", elements=self.words.join(marked)) if marked else ""

    def known_impact(self) -> str:
        """The area and people affected: as a person gave it, and the figures that are recorded."""
        figures = {name: value for name, value in self._of_groups("impact", "kind").items() if not isinstance(value, bool)}
        return self.words.sentence([self.answered("scope"), self.given.describer.facts(figures)])

    def circumstances(self) -> str:
        """涉及：见明火，有电动车……: what is so at the scene and is no figure; "" where nothing is recorded."""
        flags = {name: value for name, value in self._of_groups("impact", "kind").items() if isinstance(value, bool)}
        return self.labelled("circumstances", self.given.describer.facts(flags)) if flags else ""

    def _label(self, name: str) -> str:
        """发病人数 is what a form asks; a sentence says 发病31人."""
        return super()._label(name).removesuffix("人数")


def told_until(incident: Incident) -> datetime | None:
    """When something was last reported of an incident of which no report was composed here; ``None`` for never."""
    return max((one.at for one in incident.reports), default=None)


def _arrived(one: Dispatch) -> datetime | None:
    return min((at for status in _THERE if (at := one.first_at(status)) is not None), default=None)
