"""A written situation report → what stands on its paper: one content for every stage. Pure; masked.

The text is the one that was composed and, where it is signed, signed; the paper adds the head, the table of figures with their
standing, and who answers for it. Where no report of the stage was composed, what would be composed now is printed, unsigned.
"""

from __future__ import annotations

import msgspec

from app.domain.duty.model import Contact
from app.domain.reporting.model import Stage
from app.domain.situation.model import ReportFigure, ReportSection, ReportStatus, SignOff, SituationReport
from app.domain.situation.rules import standing_reports
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

_TITLE_MOST = 66
_NAME_MOST = 20
_UNNUMBERED = ("opening", "closing")


class PaperSection(msgspec.Struct, frozen=True):
    """A section: its numbered heading ("" for opening and closing) and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class ReportPaper(msgspec.Struct, frozen=True):
    """The paper. ``figures`` are rows of label, value, standing, source, time; ``unsigned`` says that nobody signed yet."""

    masthead: str
    urgency: str
    number: str
    sign_off: str
    title: str
    addressee: str
    sections: tuple[PaperSection, ...]
    figure_heads: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    figures_caption: str
    unsigned: str
    signature: str
    date: str
    contact: str
    imprint: tuple[Pair, ...]


def report_of(given: DocumentInput, *stages: Stage) -> SituationReport | None:
    """The report that is meant: the one asked for by id, else the newest of these stages that was not withdrawn."""
    asked = given.state.situation_reports.get(given.report_id)
    if asked is not None and asked.stage in stages and asked.incident_id == given.incident_id:
        return asked
    found = [one for stage in stages for one in standing_reports(given.state, given.incident_id, stage)]
    return max(found, key=lambda one: (one.composed_at, one.id), default=None)


def content(given: DocumentInput, report: SituationReport) -> ReportPaper:
    """The paper of a report."""
    words, wording = Phrases(given), given.wording
    story = Story(given) if given.incident_id else None
    desk = words.paper("brief.desk", place=words.clip(given.place, _NAME_MOST))
    stage = given.describer.stage(report.stage, report.number)
    number = story.incident.number if story else ""
    shift = given.state.shift
    signed = report.signature
    return ReportPaper(
        masthead=words.paper("first.masthead"),
        urgency=story.urgency() if story else "",
        number=wording.say("report.paper.number", number=number, stage=stage) if number else stage,
        sign_off=(
            words.paper("sign_off") if signed is None
            else wording.say("report.paper.by_phone" if signed.how is SignOff.PHONE else "report.paper.signed", by=signed.by)
        ),
        title=words.clip(report.title.text, _TITLE_MOST),
        addressee=words.paper("first.addressee", superior=_superiors(given, report)),
        sections=_sections(given, report.sections),
        figure_heads=(
            words.paper("head.fact"), wording.say("report.paper.value"),
            *(words.paper(f"head.{code}") for code in ("standing", "source", "time")),
        ),
        figures=tuple(_row(given, one) for one in report.figures if one.value is not False),
        figures_caption=wording.say("report.paper.figures", at=words.full_stamp(report.as_of)[:16]),
        unsigned=_unsigned(given, report),
        signature=desk,
        date=words.day(signed.at if signed else given.now),
        contact=_contact(given),
        imprint=(
            words.pair("duty_leader", shift.leader if shift else words.checking),
            words.pair("reporter", words.clip(report.composed_by or given.actor, _NAME_MOST)),
            words.pair("issued_at", words.full_stamp(given.now)[:16]),
        ),
    )


def _sections(given: DocumentInput, sections: tuple[ReportSection, ...]) -> tuple[PaperSection, ...]:
    words, found = Phrases(given), []
    number = 0
    for one in sections:
        paragraphs = tuple(line.strip() for line in one.text.splitlines() if line.strip())
        if not paragraphs:
            continue
        heading = ""
        if one.code not in _UNNUMBERED:
            number += 1
            name = given.wording.say(f"report_section.{one.code}")
            heading = words.paper("first.heading", number=given.wording.ordinal(number), heading=name)
        found.append(PaperSection(heading, paragraphs))
    return tuple(found)


def _row(given: DocumentInput, one: ReportFigure) -> tuple[str, ...]:
    wording, words = given.wording, Phrases(given)
    value = wording.fact_value(one.name, one.value)
    if one.before is not None:
        value = wording.say("report.paper.moved", before=wording.fact_value(one.name, one.before), value=value)
    source = given.describer.source(one.source) if one.source else words.none
    return (
        wording.fact_label(one.name), value, wording.say(f"fact_status.{one.status}"), words.clip(source, 24),
        words.stamp(one.at),
    )


def _superiors(given: DocumentInput, report: SituationReport) -> str:
    words = Phrases(given)
    if report.to_roles:
        return words.join(given.describer.role(role) for role in report.to_roles)
    profile = given.state.profile
    superior = given.wording.text(profile.superior) if profile else ""
    return superior or words.paper("first.superior")


def _unsigned(given: DocumentInput, report: SituationReport) -> str:
    say = given.wording.say
    if report.status is ReportStatus.WITHDRAWN:
        return say("report.paper.withdrawn", reason=report.withdrawn_reason)
    one = report.signature
    if one is None:
        return say("report.paper.unsigned")
    if one.after_the_fact:
        return say("report.paper.after", reason=one.reason)
    return ""


def _contact(given: DocumentInput) -> str:
    """The duty officer and the number of the office, which is no private one."""
    words = Phrases(given)
    officers = [one for one in given.state.contacts.values() if one.role == "duty_officer"]
    found: Contact | None = min(officers, key=lambda one: (one.name != given.actor, one.a_b, one.id), default=None)
    name = words.clip(given.actor, _NAME_MOST) or words.paper("blank")
    return words.paper("first.contact", name=name, phone=found.phone if found else words.paper("blank"))
