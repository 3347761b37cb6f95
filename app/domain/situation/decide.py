"""What wishes about written situation reports come to."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, ReportMade, Stage
from app.domain.situation.commands import (
    AuthoriseByPhone,
    ComposeReport,
    EditReport,
    MarkVerifying,
    RefreshReport,
    ReturnReport,
    SendDeskReport,
    SignReport,
    SubmitReport,
    WithdrawReport,
)
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
from app.domain.situation.model import (
    TITLE,
    ReportAnswer,
    ReportSection,
    ReportStatus,
    Signature,
    SignOff,
    SituationReport,
)
from app.domain.situation.rules import (
    DESK_STAGES,
    ONCE,
    WRITTEN_STAGES,
    number_of_next,
    open_report,
    previous_report,
    standing_reports,
)
from app.domain.state import State
from app.kernel.errors import Refusal

MOST_CHARACTERS = 20_000
"""A section longer than this is no report any more."""


def compose(command: ComposeReport, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A report in work, with its number and the report that it follows."""
    if command.stage not in WRITTEN_STAGES:
        raise Refusal("stage_not_written", {"stage": command.stage.value})
    if command.incident_id:
        incident_id = state.incident(command.incident_id).id
    elif command.stage in DESK_STAGES:
        incident_id = ""
    else:
        raise Refusal("report_without_incident", {"stage": command.stage.value})
    _nothing_in_work(command, incident_id, state)
    before = previous_report(state, incident_id, command.stage)
    report = SituationReport(
        id=stamp.command_id,
        stage=command.stage,
        composed_at=stamp.at,
        composed_by=stamp.actor,
        as_of=stamp.at,
        title=_machine(TITLE, checks.words("title", _text(command.title))),
        sections=tuple(_machine(code, _text(text)) for code, text in command.sections.items() if code != TITLE),
        incident_id=incident_id,
        number=number_of_next(state, incident_id, command.stage),
        to_roles=_roles(command.to_roles, reference),
        since=before.as_of if before else None,
        previous_id=before.id if before else "",
        figures=command.figures,
        answers=_answers(command.answers),
        query_id=command.query_id.strip(),
        question=_text(command.question),
        supersedes=_superseded(command.supersedes, incident_id, state),
    )
    return (ReportComposed(incident_id=incident_id, report=report),)


def edit(command: EditReport, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """What a person wrote; nothing is lost of what stood there before, it stays in the journal."""
    report = _editable(command.report_id, state, command.revision)
    sections = []
    for code, text in command.sections.items():
        known = report.section(code)
        if known is None:
            raise Refusal("report_section_unknown", {"section": code})
        written = checks.words("title", _text(text)) if code == TITLE else _text(text)
        if written != known.text:
            sections.append(ReportSection(code, written, known.machine, edited=written != known.machine))
    answers = tuple(one for one in _answers(command.answers) if one.text != report.answer(one.code))
    to_roles = None if command.to_roles is None else _roles(command.to_roles, reference)
    if not sections and not answers and to_roles in (None, report.to_roles):
        raise Refusal("nothing_changed")
    return (
        ReportEdited(
            incident_id=report.incident_id, report_id=report.id, sections=tuple(sections), answers=answers, to_roles=to_roles
        ),
    )


def refresh(command: RefreshReport, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The machine's new texts where no person wrote, or where the person takes them."""
    report = _editable(command.report_id, state, command.revision)
    sections = tuple(
        changed for code, text in command.sections.items()
        if (changed := _refreshed(report.section(code), code, _text(text), command)) is not None
    )
    if not sections and command.figures == report.figures:
        raise Refusal("nothing_changed")
    return (
        ReportRefreshed(
            incident_id=report.incident_id, report_id=report.id, as_of=stamp.at, sections=sections, figures=command.figures,
            taken=command.taken,
        ),
    )


def _refreshed(known: ReportSection | None, code: str, text: str, command: RefreshReport) -> ReportSection | None:
    if known is None:
        return _machine(code, text)
    if not known.edited or code in command.taken:
        new = _machine(code, text or known.text if code == TITLE else text)
        return None if new == known else new
    if code in command.kept and known.machine != text:
        return ReportSection(code, known.text, text, edited=True)
    return None


def mark_verifying(command: MarkVerifying, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """Said to be 正在核实, or not any more. A signed report says what it says."""
    report = _unsigned(command.report_id, state)
    known = {one.code for one in reference.report_elements}
    unknown = [code for code in command.elements if code not in known]
    if unknown:
        raise Refusal("report_element_unknown", {"element": unknown[0]})
    elements = tuple(
        code for code in dict.fromkeys(command.elements) if (code in report.verifying) is not command.verifying
    )
    if not elements:
        raise Refusal("nothing_changed")
    return (
        ElementsMarked(
            incident_id=report.incident_id, report_id=report.id, elements=elements, verifying=command.verifying
        ),
    )


def submit(command: SubmitReport, state: State, _: Reference, __: Stamp) -> tuple[Entry, ...]:
    """Put before the leader, as it was on the screen."""
    report = _editable(command.report_id, state, command.revision)
    if report.status is ReportStatus.SUBMITTED:
        raise Refusal("report_already_submitted")
    return (ReportSubmitted(incident_id=report.incident_id, report_id=report.id),)


def return_(command: ReturnReport, state: State, _: Reference, __: Stamp) -> tuple[Entry, ...]:
    """Given back by the leader, with the reason."""
    report = _known(command.report_id, state)
    if report.status is not ReportStatus.SUBMITTED:
        raise Refusal("report_not_submitted", {"report_status": report.status.value})
    reason = checks.words("reason", command.reason)
    return (ReportReturned(incident_id=report.incident_id, report_id=report.id, reason=reason),)


def sign(command: SignReport, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Signed by a leader: the text on the screen, not another one."""
    report = _editable(command.report_id, state, command.revision)
    signature = Signature(
        SignOff.SIGNED, _signer(command.by, state), stamp.at, stamp.actor, command.post.strip(),
        after_the_fact=bool(report.phoned), reason=_late_reason(report, command.reason),
    )
    return _signed(report, signature, state)


def authorise(command: AuthoriseByPhone, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Authorised on the telephone: by whom, on what number, when, recorded by whom."""
    report = _editable(command.report_id, state, command.revision)
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    if at < report.composed_at.replace(second=0, microsecond=0):
        raise Refusal("report_authorised_too_early", {"at": at, "composed_at": report.composed_at})
    signature = Signature(
        SignOff.PHONE, _signer(command.by, state), at, stamp.actor, command.post.strip(),
        checks.words("phone", command.phone), after_the_fact=bool(report.phoned),
        reason=_late_reason(report, command.reason),
    )
    return _signed(report, signature, state)


def withdraw(command: WithdrawReport, state: State, _: Reference, __: Stamp) -> tuple[Entry, ...]:
    """Given up. What was sent in writing is not taken back by a wish: it is put right by a correction."""
    report = _known(command.report_id, state)
    if not report.is_open:
        raise Refusal("report_is_over", {"report_status": report.status.value})
    reason = checks.words("reason", command.reason)
    return (ReportWithdrawn(incident_id=report.incident_id, report_id=report.id, reason=reason),)


def send_desk_report(command: SendDeskReport, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A daily or zero report was made. In writing it needs its signature; by voice it waits for nobody."""
    report = _known(command.report_id, state)
    if report.incident_id:
        raise Refusal("report_of_incident", {"report": report.id})
    may_be_made(report, report.stage, "", command.channel)
    _roles((command.to_role,), reference)
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    by_phone = command.channel is Channel.PHONE
    made = ReportMade(
        id=stamp.command_id, stage=report.stage, number=0, channel=command.channel, to_role=command.to_role, at=at,
        by=stamp.actor, whom=checks.words("whom", command.whom) if by_phone else command.whom.strip(),
        phone=command.phone.strip(), read_back=command.read_back,
        means=command.means.strip() if by_phone else checks.words("means", command.means), content=command.content.strip(),
        document_sha256=command.document_sha256, situation_report_id=report.id,
    )
    return (DeskReportSent(report_id=report.id, report=made),)


def may_be_made(report: SituationReport, stage: Stage, incident_id: str, channel: Channel) -> None:
    """Whether a report may be recorded as made with this text: it is of that stage and incident, not withdrawn, and in
    writing it is signed. By voice nothing is waited for (先电话后书面)."""
    if report.stage is not stage or report.incident_id != incident_id:
        raise Refusal("report_of_other_stage", {"stage": report.stage.value})
    if report.status is ReportStatus.WITHDRAWN:
        raise Refusal("report_is_over", {"report_status": report.status.value})
    if channel is not Channel.PHONE and report.signature is None:
        raise Refusal("report_not_signed", {"stage": report.stage.value})


def report_to_make(report_id: str, stage: Stage, incident_id: str, channel: Channel, state: State) -> None:
    """The same for a report by its id; "" asks nothing. ``Refusal("situation_report_unknown")`` where there is none."""
    if report_id:
        may_be_made(_known(report_id, state), stage, incident_id, channel)


def _known(report_id: str, state: State) -> SituationReport:
    report = state.situation_reports.get(report_id)
    if report is None:
        raise Refusal("situation_report_unknown", {"report": report_id})
    return report


def _editable(report_id: str, state: State, revision: int) -> SituationReport:
    """A report that may be changed, if nobody has changed it since it was on the screen."""
    report = _unsigned(report_id, state)
    if revision != report.revision:
        raise Refusal("report_changed_meanwhile", {"revision": report.revision})
    return report


def _unsigned(report_id: str, state: State) -> SituationReport:
    report = _known(report_id, state)
    if not report.is_open:
        raise Refusal("report_is_over", {"report_status": report.status.value})
    if not report.is_editable:
        raise Refusal("report_is_signed", {"by": report.signature.by if report.signature else ""})
    return report


def _nothing_in_work(command: ComposeReport, incident_id: str, state: State) -> None:
    if open_report(state, incident_id, command.stage, command.query_id.strip()) is not None:
        raise Refusal("report_in_work", {"stage": command.stage.value})
    if incident_id and command.stage in ONCE and standing_reports(state, incident_id, command.stage):
        raise Refusal("report_already_composed", {"stage": command.stage.value})


def _superseded(report_id: str, incident_id: str, state: State) -> str:
    if report_id and _known(report_id, state).incident_id != incident_id:
        raise Refusal("situation_report_unknown", {"report": report_id})
    return report_id


def _signer(name: str, state: State) -> str:
    """Who signs: a leader, never the officer who wrote it (facts file §3.3: 主要领导或授权的分管领导签发)."""
    by = checks.words("by", name)
    shift = state.shift
    if shift is not None and by == shift.officer and by != shift.leader:
        raise Refusal("report_self_signed", {"by": by})
    return by


def _late_reason(report: SituationReport, reason: str) -> str:
    return checks.words("reason", reason) if report.phoned else reason.strip()


def _signed(report: SituationReport, signature: Signature, state: State) -> tuple[Entry, ...]:
    number = number_of_next(state, report.incident_id, report.stage, but=report.id)
    return (
        ReportSigned(incident_id=report.incident_id, report_id=report.id, number=number, signature=signature),
    )


def _roles(roles: tuple[str, ...], reference: Reference) -> tuple[str, ...]:
    for role in roles:
        if role not in reference.roles:
            raise Refusal("role_unknown", {"role": role})
    return tuple(dict.fromkeys(roles))


def _answers(answers: tuple[ReportAnswer, ...]) -> tuple[ReportAnswer, ...]:
    last: Mapping[str, str] = {one.code: _text(one.text) for one in answers}
    return tuple(ReportAnswer(code, text) for code, text in last.items())


def _machine(code: str, text: str) -> ReportSection:
    return ReportSection(code, text, text)


def _text(text: str) -> str:
    """A text as it is kept: without outer blanks, bounded."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise Refusal("report_text_too_long", {"most": MOST_CHARACTERS})
    return text

