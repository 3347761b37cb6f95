"""``reports``: written situation reports without a window: put together, looked at, signed, withdrawn.

The family is open: another module adds verbs of its own with ``tree.family("reports")``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from app.cli.arguments import moment_of, path_of
from app.cli.files import write_file
from app.cli.output import short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.papers import desk_fields
from app.desk.workspace import Workspace
from app.domain.decide import decide
from app.domain.record import Command, Stamp
from app.domain.reporting.model import Stage
from app.domain.situation.commands import (
    AuthoriseByPhone,
    ComposeReport,
    EditReport,
    MarkVerifying,
    RefreshReport,
    SignReport,
    SubmitReport,
    WithdrawReport,
)
from app.domain.situation.model import ReportAnswer, SituationReport
from app.domain.situation.rules import WRITTEN_STAGES, checked_elements, missing, open_report
from app.domain.state import State
from app.kernel.errors import Refusal

AREA = "area"
"""In place of an incident: the report is about the whole area."""


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("reports")
    composing = family.verb("compose", compose)
    composing.add_argument("incident", metavar="I", help=tree.say("cli.help.incident_or_area"))
    composing.add_argument("--stage", required=True, choices=[one.value for one in WRITTEN_STAGES], help=tree.say("cli.help.stage"))
    composing.add_argument("--to", action="append", default=[], metavar="ROLE", help=tree.say("cli.help.report_to"))
    composing.add_argument("--question", default="", metavar="TEXT", help=tree.say("cli.help.question"))
    composing.add_argument("--supersedes", default="", metavar="ID", help=tree.say("cli.help.supersedes"))
    for name in ("answer", "section"):
        composing.add_argument(
            f"--{name}", action="append", default=[], metavar="code=text", help=tree.say(f"cli.help.report_{name}")
        )
    composing.add_argument("--verifying", action="append", default=[], metavar="CODE", help=tree.say("cli.help.verifying"))
    composing.add_argument("--text", action="store_true", help=tree.say("cli.help.report_text"))
    composing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=tree.say("cli.help.output"))
    listing = family.verb("list", list_reports)
    listing.add_argument("--incident", default="", metavar="I", help=tree.say("cli.help.which_incident"))
    for name, handler in (("show", show), ("submit", submit), ("sign", sign), ("withdraw", withdraw)):
        parser = family.verb(name, handler)
        parser.add_argument("report", metavar="ID", help=tree.say("cli.help.which_report"))
        if name == "sign":
            parser.add_argument("--by", required=True, metavar="NAME", help=tree.say("cli.help.signed_by"))
            parser.add_argument("--post", default="", metavar="TEXT", help=tree.say("cli.help.post"))
            parser.add_argument("--phone", default="", metavar="NUMBER", help=tree.say("cli.help.authorised_phone"))
            parser.add_argument("--at", metavar="T", help=tree.say("cli.help.authorised_at"))
        if name in ("sign", "withdraw"):
            parser.add_argument("--reason", default="", required=name == "withdraw", metavar="TEXT",
                                help=tree.say(f"cli.help.{name}_reason"))
        if name != "show":
            tree.actor(parser)
    tree.actor(composing)


async def compose(session: Session) -> int:
    """Put a report together, or bring the one in work up to date; what a person wrote stays as it is."""
    arguments = session.arguments
    stage = Stage(arguments.stage)
    async with session.desk() as workspace:
        state = workspace.desk.state
        incident_id = "" if arguments.incident == AREA else state.incident(arguments.incident).id
        known = open_report(state, incident_id, stage)
        if known is None:
            known = await _begin(session, workspace, incident_id, stage)
        report_id = known.id
        await _write(session, workspace, report_id)
        await _refresh(session, workspace, report_id)
        report = workspace.desk.state.situation_reports[report_id]
        text = session.doors.report_text(report, session.wording)
        if arguments.output is not None:
            write_file(arguments.output, text.encode())
        row = report_row(report, session, workspace)
        if arguments.output is not None:
            row["file"] = str(arguments.output)
        if arguments.text:
            session.out.lines([text.rstrip("\n")])
        else:
            session.out.answer(row, [text.rstrip("\n"), "", *_lacking(report, session, workspace)])
    return 0


async def list_reports(session: Session) -> int:
    """List written reports, the newest first."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        wanted = state.incident(session.arguments.incident).id if session.arguments.incident else None
        found = [one for one in state.situation_reports.values() if wanted in (None, one.incident_id)]
        found.sort(key=lambda one: (one.composed_at, one.id), reverse=True)
        rows = [report_row(one, session, workspace) for one in found]
        lines = table(
            (row["id"], row["name"], row["status_name"], short(one.composed_at), row["title"])
            for row, one in zip(rows, found, strict=True)
        )
        session.out.answer(rows, lines or [session.wording.say("cli.reports.none")])
    return 0


async def show(session: Session) -> int:
    """Print a report, and what it still lacks."""
    async with session.desk() as workspace:
        report = report_of(session.arguments.report, workspace.desk.state)
        text = session.doors.report_text(report, session.wording).rstrip("\n")
        session.out.answer(report_row(report, session, workspace), [text, "", *_lacking(report, session, workspace)])
    return 0


async def submit(session: Session) -> int:
    """Put a report before the leader; what is missing is said to be 正在核实."""
    async with session.desk() as workspace:
        await _on_marked(session, workspace, lambda one: SubmitReport(report_id=one.id, revision=one.revision))
    return 0


async def sign(session: Session) -> int:
    """Sign a report, or with ``--phone`` record that a leader authorised it on the telephone; what is missing is said to be
    正在核实."""
    arguments = session.arguments
    by = {"by": arguments.by, "post": arguments.post, "reason": arguments.reason}

    def make(one: SituationReport) -> Command:
        if arguments.phone:
            at = moment_of(arguments.at, session.clock)
            return AuthoriseByPhone(report_id=one.id, revision=one.revision, phone=arguments.phone, at=at, **by)
        return SignReport(report_id=one.id, revision=one.revision, **by)

    async with session.desk() as workspace:
        await _on_marked(session, workspace, make)
    return 0


async def withdraw(session: Session) -> int:
    """Give a report up that was not issued."""
    async with session.desk() as workspace:
        report = report_of(session.arguments.report, workspace.desk.state)
        await workspace.desk.execute(WithdrawReport(report_id=report.id, reason=session.arguments.reason), session.context())
        _answer(session, workspace, report.id)
    return 0


def report_of(text: str, state: State) -> SituationReport:
    """The report with this id, or the one whose id begins with it; ``Refusal`` for none and for several."""
    found = [one for one in state.situation_reports.values() if one.id == text] or [
        one for one in state.situation_reports.values() if text and one.id.startswith(text)
    ]
    if len(found) != 1:
        raise Refusal("situation_report_unknown", {"report": text})
    return found[0]


def report_row(report: SituationReport, session: Session, workspace: Workspace) -> dict[str, Any]:
    """A report as JSON."""
    state, words = workspace.desk.state, session.wording
    of = state.incidents.get(report.incident_id)
    checks = checked_elements(session.reference.report_elements, report, of, state)
    signed = report.signature
    return {
        "id": report.id,
        "incident": of.number if of else "",
        "stage": report.stage.value,
        "number": report.number,
        "name": session.describer.stage(report.stage, report.number),
        "status": report.status.value,
        "status_name": words.say(f"report_status.{report.status}"),
        "revision": report.revision,
        "as_of": report.as_of.isoformat(),
        "since": report.since.isoformat() if report.since else None,
        "to": list(report.to_roles),
        "title": report.title.text,
        "sections": [
            {"code": one.code, "name": words.say(f"report_section.{one.code}"), "text": one.text, "edited": one.edited}
            for one in report.sections if one.text
        ],
        "figures": [
            {
                "fact": one.name, "value": one.value, "status": one.status.value, "source": one.source,
                "at": one.at.isoformat(), "before": one.before,
            }
            for one in report.figures
        ],
        "answers": {one.code: one.text for one in report.answers},
        "elements": [
            {"code": one.element.code, "name": words.text(one.element.name), "standing": one.standing.value} for one in checks
        ],
        "signature": None if signed is None else {
            "how": signed.how.value, "by": signed.by, "post": signed.post, "phone": signed.phone, "at": signed.at.isoformat(),
            "recorded_by": signed.recorded_by, "after_the_fact": signed.after_the_fact, "reason": signed.reason,
        },
        "issued": list(report.issued),
        "phoned": list(report.phoned),
    }


async def _begin(session: Session, workspace: Workspace, incident_id: str, stage: Stage) -> SituationReport:
    arguments = session.arguments
    new = session.doors.compose_report(desk_fields(session, workspace, incident_id), stage, None, arguments.question)
    command = ComposeReport(
        incident_id=incident_id, stage=stage, title=new.title, sections=dict(new.sections), figures=new.figures,
        answers=new.answers, to_roles=tuple(arguments.to) or ("county_duty_room",), question=arguments.question,
        supersedes=arguments.supersedes,
    )
    records = await workspace.desk.execute(command, session.context())
    return workspace.desk.state.situation_reports[records[0].stamp.command_id]


async def _write(session: Session, workspace: Workspace, report_id: str) -> None:
    """Keep the answers and sections of the command line, and the elements said to be 正在核实."""
    arguments = session.arguments
    answers = tuple(ReportAnswer(code, text) for code, text in _pairs(arguments.answer))
    if answers:
        await _try(session, workspace, EditReport(report_id=report_id, revision=_revision(workspace, report_id), answers=answers))
    if arguments.verifying:
        await _try(session, workspace, MarkVerifying(report_id=report_id, elements=tuple(arguments.verifying)))
    sections = dict(_pairs(arguments.section))
    if sections:
        await _try(session, workspace, EditReport(
            report_id=report_id, revision=_revision(workspace, report_id), sections=sections
        ))


async def _refresh(session: Session, workspace: Workspace, report_id: str) -> None:
    report = workspace.desk.state.situation_reports[report_id]
    if not report.is_editable:
        return
    new = session.doors.compose_report(desk_fields(session, workspace, report.incident_id), report.stage, report, "")
    gone = {one.code: "" for one in report.sections if one.code not in new.sections and not one.edited}
    await _try(session, workspace, RefreshReport(
        report_id=report_id, revision=report.revision, sections={**new.texts, **gone}, figures=new.figures,
    ))


async def _on_marked(session: Session, workspace: Workspace, make: Callable[[SituationReport], Command]) -> None:
    """Do it with the report after everything that is missing was said to be 正在核实; named on standard error.

    What would be refused is refused before anything is marked.
    """
    desk = workspace.desk
    report = report_of(session.arguments.report, desk.state)
    decide(make(report), desk.state, desk.reference, Stamp(desk.clock.now(), "", session.context()))
    lacking = _missing(report, session, workspace)
    if lacking:
        await _try(session, workspace, MarkVerifying(report_id=report.id, elements=lacking))
        await _refresh(session, workspace, report.id)
    await desk.execute(make(desk.state.situation_reports[report.id]), session.context())
    if lacking:
        names = session.wording.say("list.separator").join(session.describer.element(code) for code in lacking)
        session.out.remark(session.wording.say("cli.reports.marked", elements=names))
    _answer(session, workspace, report.id)


async def _try(session: Session, workspace: Workspace, command: Command) -> None:
    """Execute; that there is nothing to change is no refusal here."""
    try:
        await workspace.desk.execute(command, session.context())
    except Refusal as no:
        if no.code != "nothing_changed":
            raise


def _missing(report: SituationReport, session: Session, workspace: Workspace) -> tuple[str, ...]:
    state = workspace.desk.state
    of = state.incidents.get(report.incident_id)
    checks = checked_elements(session.reference.report_elements, report, of, state)
    return tuple(one.element.code for one in missing(checks) if one.element.code != "signer")


def _lacking(report: SituationReport, session: Session, workspace: Workspace) -> list[str]:
    names = [session.describer.element(code) for code in _missing(report, session, workspace)]
    words = session.wording
    return [words.say("cli.reports.missing", elements=words.say("list.separator").join(names))] if names else []


def _answer(session: Session, workspace: Workspace, report_id: str) -> None:
    row = report_row(workspace.desk.state.situation_reports[report_id], session, workspace)
    session.out.answer(row, [f"{row['name']}  {row['status_name']}  {row['title']}"])


def _revision(workspace: Workspace, report_id: str) -> int:
    return workspace.desk.state.situation_reports[report_id].revision


def _pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """``code=text`` pairs; ``Refusal("report_pair_form")`` for anything else."""
    found = []
    for word in words:
        code, equals, text = word.partition("=")
        if not equals or not code.strip():
            raise Refusal("report_pair_form", {"pair": word})
        found.append((code.strip(), text.strip()))
    return found
