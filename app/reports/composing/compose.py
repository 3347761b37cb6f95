"""Composing: an incident (or the whole area), a stage and what a person gave → title, sections, figures."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.domain.incident.model import Incident
from app.domain.reporting.model import Stage
from app.domain.situation.model import TITLE, ReportAnswer, ReportFigure, SituationReport
from app.domain.situation.rules import WRITTEN_STAGES, figures_now, number_of_next, previous_report
from app.domain.state import State
from app.kernel.errors import Refusal
from app.reports.composing import area, stages
from app.reports.composing.telling import Telling, told_until
from app.reports.documents.spec import DocumentInput

CARRIED = ("site_overview", "cause", "scope", "leaders_there", "commander", "trend", "requests")
"""Answers that stay true from one report to the next; those of a stage alone (a reply, a reason) do not."""


class Composed(msgspec.Struct, frozen=True):
    """What the machine would write now: the title, the sections in their order, the figures, the answers it rests on."""

    stage: Stage
    number: int
    title: str
    sections: dict[str, str]
    figures: tuple[ReportFigure, ...] = ()
    answers: tuple[ReportAnswer, ...] = ()
    previous_id: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """The title and the sections, as a report's refreshing wants them."""
        return {TITLE: self.title, **self.sections}


def compose(
    given: DocumentInput, stage: Stage, report: SituationReport | None = None, question: str = ""
) -> Composed:
    """The text of a report of this stage as things stand. ``report`` is the one in work, whose answers and marks are used;
    without it a new one is put together, with the answers of the report before it.

    ``Refusal("report_without_incident")`` for a stage that needs an incident where none is named.
    """
    given = _veiled(given)
    state = given.state
    if not given.incident_id:
        if stage not in (Stage.DAILY, Stage.ZERO):
            raise Refusal("report_without_incident", {"stage": stage.value})
        title, sections = area.daily(given, report) if stage is Stage.DAILY else area.zero(given, report)
        return Composed(stage, 0, title, sections, answers=report.answers if report else ())
    if stage not in WRITTEN_STAGES:
        raise Refusal("stage_not_written", {"stage": stage.value})
    before = _before(state, given.incident_id, stage, report)
    answers = report.answers if report else _carried(before)
    told = Telling(
        given, before, {one.code: one.text for one in answers}, report.verifying if report else (),
    )
    number = report.number if report else number_of_next(state, given.incident_id, stage)
    base = _base(state, before, report)
    figures = figures_now(given.incident, base)
    news = _news(given.incident, base)
    asked = question or (report.question if report else "")
    sections = stages.sections(told, stage, number, figures, news, asked)
    return Composed(stage, number, told.headline(), sections, figures, answers, before.id if before else "")


def has_news(given: DocumentInput) -> bool:
    """Whether there is anything that a follow-up could tell now."""
    before = previous_report(given.state, given.incident_id, Stage.FOLLOW_UP)
    told = Telling(_veiled(given), before, {})
    return bool(told.news() or _news(given.incident, before))


def _veiled(given: DocumentInput) -> DocumentInput:
    """With its mask made once: outside the press everyone who puts it into words would make his own."""
    return replace(given, veil=given.mask)


def _news(incident: Incident, base: SituationReport | None) -> tuple[ReportFigure, ...]:
    """The figures that the report compared with did not tell; without one those that came after the last report made."""
    since = told_until(incident) if base is None else None
    found = figures_now(incident, base, changed_only=True)
    return tuple(one for one in found if since is None or one.at > since)


def _before(state: State, incident_id: str, stage: Stage, report: SituationReport | None) -> SituationReport | None:
    """The report that this one follows: the one it was begun after, as it stands by now."""
    if report is not None:
        return state.situation_reports.get(report.previous_id)
    return previous_report(state, incident_id, stage)


def _base(state: State, before: SituationReport | None, report: SituationReport | None) -> SituationReport | None:
    """The report whose figures are compared with: the superseded one where one is named."""
    superseded = state.situation_reports.get(report.supersedes) if report else None
    return superseded or before


def _carried(before: SituationReport | None) -> tuple[ReportAnswer, ...]:
    return tuple(one for one in (before.answers if before else ()) if one.code in CARRIED)
