"""What entries about written situation reports make of the state."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.reporting.model import Channel, ReportMade
from app.domain.situation.entries import (
    DeskReportSent,
    ElementsMarked,
    ReportComposed,
    ReportEdited,
    ReportRefreshed,
    ReportReturned,
    ReportSigned,
    ReportSubmitted,
    ReportWithdrawn,
)
from app.domain.situation.model import TITLE, ReportAnswer, ReportSection, ReportStatus, SituationReport
from app.domain.state import State


def composed(state: State, entry: ReportComposed, stamp: Stamp) -> State:
    """One more report in work."""
    return replace(state, situation_reports=state.situation_reports.set(entry.report.id, entry.report))


def edited(state: State, entry: ReportEdited, stamp: Stamp) -> State:
    """Other words; a submitted report is a draft again."""

    def change(report: SituationReport) -> SituationReport:
        report = _with_sections(report, entry.sections)
        to_roles = report.to_roles if entry.to_roles is None else entry.to_roles
        return _again_draft(replace(report, answers=_merged(report.answers, entry.answers), to_roles=to_roles))

    return _changed(state, entry.report_id, change)


def refreshed(state: State, entry: ReportRefreshed, stamp: Stamp) -> State:
    """The machine's words of now."""

    def change(report: SituationReport) -> SituationReport:
        return _again_draft(replace(_with_sections(report, entry.sections), figures=entry.figures, as_of=entry.as_of))

    return _changed(state, entry.report_id, change)


def marked(state: State, entry: ElementsMarked, stamp: Stamp) -> State:
    """Elements 正在核实, or not any more."""

    def change(report: SituationReport) -> SituationReport:
        kept = tuple(code for code in report.verifying if code not in entry.elements)
        return replace(report, verifying=(*kept, *entry.elements) if entry.verifying else kept)

    return _changed(state, entry.report_id, change)


def submitted(state: State, entry: ReportSubmitted, stamp: Stamp) -> State:
    """Before the leader."""
    return _changed(
        state, entry.report_id,
        lambda one: replace(
            one, status=ReportStatus.SUBMITTED, submitted_at=stamp.at, submitted_by=stamp.actor, returned_reason=""
        ),
    )


def returned(state: State, entry: ReportReturned, stamp: Stamp) -> State:
    """A draft again, with what the leader said."""
    return _changed(
        state, entry.report_id, lambda one: replace(one, status=ReportStatus.DRAFT, returned_reason=entry.reason)
    )


def signed(state: State, entry: ReportSigned, stamp: Stamp) -> State:
    """Signed, with its number for good."""
    return _changed(
        state, entry.report_id,
        lambda one: replace(one, status=ReportStatus.SIGNED, signature=entry.signature, number=entry.number),
    )


def withdrawn(state: State, entry: ReportWithdrawn, stamp: Stamp) -> State:
    """Given up."""
    return _changed(
        state, entry.report_id,
        lambda one: replace(one, status=ReportStatus.WITHDRAWN, withdrawn_reason=entry.reason),
    )


def desk_report_sent(state: State, entry: DeskReportSent, stamp: Stamp) -> State:
    """Made: the report about the whole area keeps it itself."""
    state = _changed(state, entry.report_id, lambda one: replace(one, made=(*one.made, entry.report)))
    return made(state, entry.report)


def made(state: State, report: ReportMade) -> State:
    """A report was phoned or sent; the written report that it carried knows it."""
    if report.situation_report_id not in state.situation_reports:
        return state

    def change(one: SituationReport) -> SituationReport:
        if report.channel is Channel.PHONE:
            return replace(one, phoned=(*one.phoned, report.id))
        return replace(one, issued=(*one.issued, report.id), status=ReportStatus.ISSUED)

    return _changed(state, report.situation_report_id, change)


def _changed(state: State, report_id: str, change: Callable[[SituationReport], SituationReport]) -> State:
    known = state.situation_reports[report_id]
    new = replace(change(known), revision=known.revision + 1)
    return replace(state, situation_reports=state.situation_reports.set(report_id, new))


def _again_draft(report: SituationReport) -> SituationReport:
    return replace(report, status=ReportStatus.DRAFT)


def _with_sections(report: SituationReport, sections: Iterable[ReportSection]) -> SituationReport:
    new = {one.code: one for one in sections}
    title = new.pop(TITLE, report.title)
    kept = tuple(new.pop(one.code, one) for one in report.sections)
    return replace(report, title=title, sections=(*kept, *new.values()))


def _merged(known: tuple[ReportAnswer, ...], given: tuple[ReportAnswer, ...]) -> tuple[ReportAnswer, ...]:
    new = {one.code: one for one in (*known, *given)}
    return tuple(one for one in new.values() if one.text)
