"""Each open incident on a page or two: what a relief who knows nothing of it needs to go on by hand. Pure."""

from __future__ import annotations

from datetime import datetime

from app.domain.incident.model import Incident
from app.domain.plan.composition import Work, open_work
from app.domain.presence.rules import inside
from app.domain.reporting.model import ReportMade
from app.domain.unit.model import Dispatch
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.story import coordinates
from app.reports.documents.survival_pack.given import PackInput, phones_of
from app.reports.documents.survival_pack.model import CaseSheet, Grid

_NOTES = 8
_TEXT_MOST = 400
_CELL_MOST = 160


def case_sheets(given: PackInput) -> tuple[CaseSheet, ...]:
    """The open incidents: those with a response that runs before the others, the later ones first."""
    found = sorted((one for one in given.state.incidents.values() if one.is_open), key=_pressing, reverse=True)
    return tuple(_Case(one, given).sheet() for one in found)


def _pressing(one: Incident) -> tuple[bool, datetime, str]:
    return any(each.is_running for each in one.activations), one.aware_at, one.id


class _Case:
    def __init__(self, of: Incident, given: PackInput) -> None:
        self._of, self._given = of, given
        self._words = Phrases(given)
        self._tell = given.describer

    def sheet(self) -> CaseSheet:
        """Everything about it."""
        of, words = self._of, self._words
        return CaseSheet(
            id=of.id,
            title=f"{of.number}  {self._tell.incident_title(of)}",
            basics=self._basics(),
            narrative=words.clip(of.narrative, _TEXT_MOST) or words.none,
            facts=self._facts(),
            responses=tuple(self._responses()) or (words.paper("not_running"),),
            tasks=self._tasks(),
            units=self._units(),
            reports=self._reports(),
            notes=tuple(
                words.paper("survival.note", at=words.stamp(one.at), text=words.clip(one.text, _CELL_MOST), by=one.by)
                for one in of.notes[-_NOTES:] if not one.struck_reason
            ),
        )  # fmt: skip

    def _basics(self) -> tuple[Pair, ...]:
        of, words, wording = self._of, self._words, self._given.wording
        caller = words.join(part for part in (of.caller.name, of.caller.phone, of.caller.organisation) if part)
        within = inside(self._given.state, of.id)
        return (
            words.pair("kind", self._tell.kind(of.kind)), words.pair("severity", wording.severity(of.severity, of.kind)),
            words.pair("place", of.place.words), words.pair("coordinates", coordinates(of.place.point, words)),
            words.pair("occurred_at", words.stamp(of.occurred_at) or words.checking),
            words.pair("aware_at", words.stamp(of.aware_at)),
            words.pair("caller", caller), words.pair("status", wording.say(f"incident_status.{of.status}")),
            Pair(words.paper("survival.label.inside"), words.join(one.name for one in within[:12]) or words.none),
        )  # fmt: skip

    def _facts(self) -> Grid:
        of, words, wording = self._of, self._words, self._given.wording
        order = {name: at for at, name in enumerate(self._given.reference.facts)}
        known = sorted(of.facts.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
        rows = tuple(
            (
                wording.fact_label(name), wording.fact_value(name, fact.value), wording.say(f"fact_status.{fact.status}"),
                words.stamp(fact.at), "",
            )
            for name, fact in known
        )  # fmt: skip
        return self._grid("facts", (("fact", 2.4), ("value", 1.4), ("status", 1.0), ("at", 1.2), ("new", 2.2)), rows, "no_facts")

    def _responses(self) -> list[str]:
        words, wording = self._words, self._given.wording
        found = []
        for one in self._of.activations:
            if not one.is_running:
                continue
            found.append(
                words.paper(
                    "survival.response", plan=wording.text(one.plan_title), level=wording.text(one.level_name),
                    at=words.stamp(one.activated_at), by=one.approved_by,
                    measures=words.clip(words.join(one.measures), _CELL_MOST) or words.none,
                )
            )
            found.append(words.paper("survival.stop", text=words.sentence(wording.text(stop.text) for stop in one.stop)))
        return found

    def _tasks(self) -> Grid:
        rows = tuple(self._task(one) for one in open_work(self._of))
        heads = (("due", 1.2), ("task", 4.0), ("role_phone", 2.2), ("done_at", 1.3))
        return self._grid("tasks", heads, rows, "no_tasks")

    def _task(self, one: Work) -> tuple[str, ...]:
        task, words = one.task, self._words
        star = words.paper("survival.critical") if task.critical else ""
        phones = "\n".join(phones_of(self._given, task.role, 1))
        return (
            words.stamp(task.due_at), star + words.clip(self._given.wording.text(task.text), _CELL_MOST),
            f"{self._tell.role(task.role)}\n{phones}".strip(), words.paper("survival.box"),
        )  # fmt: skip

    def _units(self) -> Grid:
        out = [one for one in self._of.dispatches.values() if one.ended_at is None]
        rows = tuple(self._unit(one) for one in sorted(out, key=lambda one: (one.steps[0].at, one.id)))
        heads = (("unit", 2.2), ("crew", 0.7), ("status", 1.2), ("since", 1.2), ("lead_phone", 2.0), ("next_status", 2.0))
        return self._grid("units_out", heads, rows, "no_units", blank=3)

    def _unit(self, one: Dispatch) -> tuple[str, ...]:
        unit, words = self._given.state.units.get(one.unit_id), self._words
        phone = " ".join(part for part in (unit.leader, unit.phone, unit.call_sign) if part) if unit is not None else ""
        return (
            self._given.wording.text(one.unit_name), str(one.crew), self._given.wording.say(f"unit_status.{one.status}"),
            words.stamp(one.steps[-1].at), phone, "",
        )  # fmt: skip

    def _reports(self) -> Grid:
        rows = tuple(self._report(one) for one in sorted(self._of.reports, key=lambda one: (one.at, one.id)))
        return self._grid("reports_made", (("report", 2.0), ("to", 2.2), ("at", 1.2), ("taken_by", 2.0)), rows, "no_reports")

    def _report(self, one: ReportMade) -> tuple[str, ...]:
        words, wording = self._words, self._given.wording
        what = self._tell.stage(one.stage, one.number) + words.paper("in_brackets", text=wording.say(f"channel.{one.channel}"))
        taken = " ".join(part for part in (one.whom, one.phone, one.receipt_by) if part)
        return what, self._tell.role(one.to_role), words.stamp(one.at), taken

    def _grid(
        self, title: str, heads: tuple[tuple[str, float], ...], rows: tuple[tuple[str, ...], ...], empty: str, blank: int = 0
    ) -> Grid:
        words = self._words
        named = tuple((words.paper(f"survival.head.{code}"), share) for code, share in heads)
        return Grid(words.paper(f"survival.{title}"), named, rows, words.paper(f"survival.{empty}"), blank)
