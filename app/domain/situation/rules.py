"""Which number a report has, which one it follows, what is new since then, and what it still lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.incident.model import FactValue, Incident
from app.domain.plan.composition import work_of
from app.domain.reference import covers
from app.domain.reporting.model import Channel, Stage
from app.domain.situation.model import (
    ElementCheck,
    ReportElement,
    ReportFigure,
    ReportStatus,
    SituationReport,
    Standing,
)
from app.domain.state import State

NUMBERED = (Stage.FOLLOW_UP, Stage.CORRECTION, Stage.DAILY)
"""Stages that come again for one incident and are counted (续报一, 续报二 …)."""

ONCE = (Stage.FIRST, Stage.FINAL)
"""Stages that an incident has one of."""

WRITTEN_STAGES = (
    Stage.FIRST, Stage.FOLLOW_UP, Stage.FINAL, Stage.CORRECTION, Stage.VERIFICATION, Stage.DAILY, Stage.ZERO,
)
"""Stages that are composed here. The settled count of a disaster goes out on its own statistical forms, a notice and an action are
no reports: that they were made is recorded, but nothing is written for them."""

DESK_STAGES = (Stage.DAILY, Stage.ZERO)
"""Stages that may be about the whole area."""


def reports_of(state: State, incident_id: str) -> tuple[SituationReport, ...]:
    """The written reports about an incident ("" : about the whole area), in the order in which they were begun."""
    found = [one for one in state.situation_reports.values() if one.incident_id == incident_id]
    return tuple(sorted(found, key=lambda one: (one.composed_at, one.id)))


def standing_reports(state: State, incident_id: str, stage: Stage | None = None) -> tuple[SituationReport, ...]:
    """Those that were not withdrawn, of one stage or of all."""
    return tuple(
        one for one in reports_of(state, incident_id)
        if one.status is not ReportStatus.WITHDRAWN and stage in (None, one.stage)
    )


def open_report(state: State, incident_id: str, stage: Stage, query_id: str = "") -> SituationReport | None:
    """The report of this stage that is in work: there is never more than one (of one query, where it answers one)."""
    return next(
        (one for one in standing_reports(state, incident_id, stage) if one.is_open and one.query_id == query_id), None
    )


def number_of_next(state: State, incident_id: str, stage: Stage, but: str = "") -> int:
    """The number of the next report of this stage: one more than the last, whether it was composed here or only recorded as
    sent; 0 for stages that are not counted. ``but``: the id of a report that is not looked at."""
    if stage not in NUMBERED or not incident_id:
        return 0
    incident = state.incidents.get(incident_id)
    sent = [
        one.number for one in (incident.reports if incident else ())
        if one.stage is stage and one.channel is Channel.WRITTEN and not one.situation_report_id
    ]
    composed = [one.number for one in standing_reports(state, incident_id, stage) if one.id != but]
    return max([*sent, *composed], default=0) + 1


def previous_report(state: State, incident_id: str, stage: Stage, but: str = "") -> SituationReport | None:
    """The report from which the next one tells on. A daily one follows the daily one before it, if there is one."""
    told = [one for one in standing_reports(state, incident_id) if one.id != but and one.stage is not Stage.VERIFICATION]
    if stage is Stage.DAILY:
        told = [one for one in told if one.stage is Stage.DAILY] or told
    return max(told, key=lambda one: (one.as_of, one.id), default=None)


def figures_now(
    incident: Incident, before: SituationReport | None, *, changed_only: bool = False
) -> tuple[ReportFigure, ...]:
    """The recorded facts as figures of a report, in the order of their names, each with what the report ``before`` said of it
    where that was another value. ``changed_only``: only those whose value or standing is new since then."""
    told = {one.name: one for one in before.figures} if before else {}
    found = []
    for name, known in sorted(incident.facts.items()):
        earlier = told.get(name)
        if changed_only and before is not None and not _is_new(known, earlier, before):
            continue
        moved = earlier is not None and earlier.value != known.value
        was = earlier.value if earlier is not None and moved else None
        found.append(ReportFigure(name, known.value, known.status, known.source, known.at, was))
    return tuple(found)


def _is_new(known: FactValue, earlier: ReportFigure | None, before: SituationReport) -> bool:
    if earlier is None:
        return not before.figures or known.at > before.as_of or before.stage is Stage.FIRST
    return earlier.value != known.value or earlier.status is not known.status


def checked_elements(
    elements: Iterable[ReportElement], report: SituationReport, incident: Incident | None, state: State
) -> tuple[ElementCheck, ...]:
    """Every element that this report has to have, and how it stands."""
    kind = incident.kind if incident else ""
    wanted = [
        one for one in elements
        if report.stage in one.stages and (not kind or covers(one.kinds, kind)) and (incident or not _needs_incident(one))
    ]
    return tuple(_check(one, report, incident, state) for one in wanted)


def missing(checks: Iterable[ElementCheck]) -> tuple[ElementCheck, ...]:
    """Those that are neither given nor said to be 正在核实."""
    return tuple(one for one in checks if one.standing is Standing.MISSING)


def is_given(source: str, report: SituationReport, incident: Incident | None, state: State, code: str = "") -> bool:
    """Whether a source has what an element asks; unknown sources give nothing."""
    family, _, name = source.partition(":")
    if family == "answer":
        return bool(report.answer(name or code).strip())
    if family == "section":
        section = report.section(name)
        return section is not None and section.edited and bool(section.text.strip())
    if family == "person":
        return _person(name, report, state)
    if incident is None:
        return False
    if family == "fact":
        return name in incident.facts
    if family == "field":
        return _field(name, incident)
    return family == "work" and _work(name, incident)


def _check(one: ReportElement, report: SituationReport, incident: Incident | None, state: State) -> ElementCheck:
    given = {
        source: is_given(source, report, incident, state, one.code) for source in (*one.any_of, *one.all_of)
    }
    enough = any(given[source] for source in one.any_of) or (
        bool(one.all_of) and all(given[source] for source in one.all_of)
    )
    lacking = [source for source in (*one.all_of, *one.any_of) if not given[source]]
    jump = (lacking or [*one.any_of, *one.all_of, ""])[0]
    if enough:
        return ElementCheck(one, Standing.GIVEN, jump)
    return ElementCheck(one, Standing.VERIFYING if one.code in report.verifying else Standing.MISSING, jump)


def _needs_incident(one: ReportElement) -> bool:
    return all(source.partition(":")[0] in ("field", "fact", "work") for source in (*one.any_of, *one.all_of))


def _person(name: str, report: SituationReport, state: State) -> bool:
    if name == "signer":
        return report.signature is not None
    shift = state.shift
    return shift is not None and bool({"leader": shift.leader, "officer": shift.officer}.get(name, "").strip())


def _field(name: str, of: Incident) -> bool:
    caller = of.caller
    known = {
        "kind": bool(of.kind),
        "source": bool(caller.name or caller.phone or caller.organisation),
        "aware_at": True,
        "occurred_at": of.occurred_at is not None,
        "place": bool(of.place.words.strip()),
        "point": of.place.point is not None,
        "narrative": bool(of.narrative.strip()),
        "severity": of.severity is not None,
        "closure": of.closure is not None,
        "ended": of.terminated_at is not None or of.closure is not None,
        "stable": of.stabilised_at is not None,
    }
    return known.get(name, False)


def _work(name: str, of: Incident) -> bool:
    known = {
        "forces": bool(of.dispatches),
        "response": bool(of.activations),
        "tasks": any(one.task.status != "open" for one in work_of(of)),
    }
    return known.get(name, False)
