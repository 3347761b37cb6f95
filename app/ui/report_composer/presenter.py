"""What the composer shows: elements, figures, the head, the deadline, and what may be done now. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from app.desk.tones import URGENCY_TONES
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.reporting.rules import urgency
from app.domain.situation.model import ElementCheck, ReportFigure, ReportStatus, SituationReport, Standing
from app.domain.situation.rules import DESK_STAGES, ONCE, WRITTEN_STAGES, number_of_next, open_report, standing_reports
from app.domain.words import FactStatus
from app.ui.panels.duty.room import Room

_STANDING: Mapping[Standing, tuple[str, str]] = MappingProxyType(
    {Standing.MISSING: ("warn", "triangle"), Standing.VERIFYING: ("watch", "ring"), Standing.GIVEN: ("ok", "check")}
)
_ORDER = (Standing.MISSING, Standing.VERIFYING, Standing.GIVEN)
STATUS_LOOKS: Mapping[ReportStatus, tuple[str, str]] = MappingProxyType(
    {
        ReportStatus.DRAFT: ("neutral", "ring"),
        ReportStatus.SUBMITTED: ("watch", "diamond"),
        ReportStatus.SIGNED: ("info", "check"),
        ReportStatus.ISSUED: ("ok", "check"),
        ReportStatus.WITHDRAWN: ("muted", "dash"),
    }
)
"""Tone and shape of a report's status; the word beside it says the same."""
FACT_LOOKS: Mapping[FactStatus, tuple[str, str]] = MappingProxyType(
    {
        FactStatus.REPORTED: ("watch", "ring"), FactStatus.VERIFIED: ("ok", "check"),
        FactStatus.CORRECTED: ("info", "diamond"),
    }
)
"""Tone and shape of a figure's standing."""


class ElementRow(msgspec.Struct, frozen=True):
    """An element of the checklist."""

    code: str
    name: str
    word: str
    tone: str
    shape: str
    tip: str
    subtitle: str
    check: ElementCheck


class FigureRow(msgspec.Struct, frozen=True):
    """A figure with its standing, its source, and what the report before said."""

    name: str
    title: str
    subtitle: str
    word: str
    tone: str
    shape: str
    moved: str


class ReportChoice(msgspec.Struct, frozen=True):
    """A report to look at, or (``report_id`` "") a new one of a stage."""

    report_id: str
    stage: Stage
    text: str


class DueLine(msgspec.Struct, frozen=True):
    """The duty that the report answers."""

    text: str
    due_at: datetime | None
    tone: str
    to_role: str


def element_rows(
    checks: tuple[ElementCheck, ...], room: Room, report: SituationReport | None = None
) -> tuple[ElementRow, ...]:
    """The elements, the missing ones first, then those being checked; in the order of the list within each. ``report`` has the
    answers that were given in words."""
    ordered = sorted(checks, key=lambda one: _ORDER.index(one.standing))
    return tuple(_element(one, room, report.answer(one.element.code) if report else "") for one in ordered)


def _where(one: ElementCheck, room: Room) -> str:
    """What fills the element in, in a few words."""
    if "answer" in (*one.element.any_of, *one.element.all_of):
        return room.say("composer.where.answer")
    family, _, name = one.jump.partition(":")
    if family == "fact":
        return room.say("composer.where.fact", fact=room.wording.fact_label(name))
    if one.jump == "person:signer":
        return room.say("composer.where.signer")
    return room.say(f"composer.where.{family}") if family else ""


def _element(one: ElementCheck, room: Room, answer: str) -> ElementRow:
    tone, shape = _STANDING[one.standing]
    parts = [room.wording.text(one.element.name)]
    if one.element.help is not None:
        parts.append(room.wording.text(one.element.help))
    parts.append(room.wording.basis(one.element.basis))
    return ElementRow(
        one.element.code, parts[0], room.say(f"report_standing.{one.standing}"), tone, shape, "\n".join(parts),
        answer if one.standing is Standing.GIVEN else _where(one, room), one,
    )


def figure_rows(figures: tuple[ReportFigure, ...], room: Room) -> tuple[FigureRow, ...]:
    """The figures in the order given."""
    return tuple(_figure(one, room) for one in figures)


def _figure(one: ReportFigure, room: Room) -> FigureRow:
    tone, shape = FACT_LOOKS[one.status]
    value = room.wording.fact_value(one.name, one.value)
    moved = "" if one.before is None else room.say(
        "report.paper.moved", before=room.wording.fact_value(one.name, one.before), value=value
    )
    return FigureRow(
        one.name, f"{room.wording.fact_label(one.name)} {value}",
        room.say("composer.figure_source", source=room.source(one.source), at=room.clock(one.at)),
        room.say(f"fact_status.{one.status}"), tone, shape, moved,
    )


def report_name(report: SituationReport, room: Room) -> str:
    """续报二（草稿）."""
    return room.say(
        "composer.report", stage=room.describer.stage(report.stage, report.number),
        status=room.say(f"report_status.{report.status}"),
    )


def choices(incident_id: str, room: Room) -> tuple[ReportChoice, ...]:
    """The reports of an incident (or of the area), and the stages that a new one may have."""
    found = [
        ReportChoice(one.id, one.stage, report_name(one, room)) for one in standing_reports(room.state, incident_id)
    ]
    for stage in WRITTEN_STAGES if incident_id else DESK_STAGES:
        taken = open_report(room.state, incident_id, stage) is not None or (
            stage in ONCE and bool(standing_reports(room.state, incident_id, stage))
        )
        if not taken:
            name = room.describer.stage(stage, number_of_next(room.state, incident_id, stage))
            found.append(ReportChoice("", stage, room.say("composer.new", stage=name)))
    return tuple(found)


def due_line(owed: Obligation | None, room: Room) -> DueLine:
    """The duty as a line, or that no clock runs for this report."""
    if owed is None:
        return DueLine(room.say("composer.no_clock"), None, "muted", "")
    tone = URGENCY_TONES[urgency(owed.started_at, owed.due_at, room.now)]
    code = "composer.due_phone" if owed.channel is Channel.PHONE else "composer.due"
    text = room.say(code, what=room.describer.obligation(owed), at=room.clock(owed.due_at))
    return DueLine(text, owed.due_at, tone, owed.to_role)


def _is_to_write(owed: Obligation) -> bool:
    return owed.is_open and owed.channel is Channel.WRITTEN and owed.stage in WRITTEN_STAGES


def wanted_stage(incident_id: str, room: Room, owed: tuple[Obligation, ...]) -> Stage:
    """The stage that is wanted next: of the most urgent written duty; else one that is in work; else what the incident asks."""
    open_ones = sorted((one for one in owed if _is_to_write(one)), key=lambda one: one.due_at)
    real = [one for one in open_ones if not one.projected]
    if real:
        return real[0].stage
    told = standing_reports(room.state, incident_id)
    in_work = next((one for one in reversed(told) if one.is_open), None)
    if in_work is not None:
        return in_work.stage
    of = room.state.incidents[incident_id]
    first_made = any(one.stage is Stage.FIRST and one.channel is Channel.WRITTEN for one in of.reports)
    if not first_made and not any(one.stage is Stage.FIRST for one in told):
        return Stage.FIRST
    ended = of.terminated_at is not None or not of.is_open
    has_final = any(one.stage is Stage.FINAL for one in told)
    return (Stage.CORRECTION if has_final else Stage.FINAL) if ended else Stage.FOLLOW_UP


def status_line(report: SituationReport, room: Room) -> tuple[str, str]:
    """What there is to say above the text, and its tone; "" for nothing."""
    if report.returned_reason and report.status is ReportStatus.DRAFT:
        return room.say("composer.returned", reason=report.returned_reason), "watch"
    one = report.signature
    if one is not None:
        said = room.say(
            f"report_signed.{one.how}", by=f"{one.post}{one.by}", at=room.clock(one.at), phone=one.phone,
            recorded_by=one.recorded_by,
        )
        return said + (room.say("report_signed.after", reason=one.reason) if one.after_the_fact else ""), "info"
    if report.phoned:
        return room.say("composer.phoned_unsigned"), "watch"
    return "", "muted"


def missing_names(rows: tuple[ElementRow, ...]) -> tuple[ElementRow, ...]:
    """Those that are missing and could be said to be 正在核实 (a signature is asked for, not checked)."""
    return tuple(one for one in rows if one.check.standing is Standing.MISSING and one.code != "signer")
