"""``findings``: what drills and incidents showed, from the evaluation's proposal to closed, and what has to be tested again."""

from __future__ import annotations

from typing import Any

import msgspec

from app.cli.arguments import day_of, path_of
from app.cli.files import hash_of
from app.cli.finding_rows import action_of, finding_row, source_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.sheet_file import print_sheet
from app.cli.tree import Tree
from app.desk.findings_file import read_findings
from app.desk.improvement_sheets import IMPROVEMENT_PLAN, improvement_sheet
from app.domain.improvement import commands as wish
from app.domain.improvement.decide import find_finding
from app.domain.improvement.model import (
    Finding,
    FindingNature,
    Gravity,
    ProposedFinding,
    RootCause,
    Standing,
)
from app.domain.improvement.rules import ranked, retests_for, standing
from app.domain.record import Command
from app.kernel.clock import to_local


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say, family = tree.say, tree.family("findings")
    listing = family.verb("list", list_findings)
    listing.add_argument("--standing", choices=[one.value for one in Standing], default="", help=say("cli.help.standing"))
    listing.add_argument("--plan", default="", metavar="ID", help=say("cli.help.plan"))
    listing.add_argument("--owner", default="", metavar="NAME", help=say("cli.help.finding_owner"))
    listing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.improvement_file"))
    _one(family, "show", show)
    adding = family.verb("add", add_one)
    whence = adding.add_mutually_exclusive_group(required=True)
    whence.add_argument("--incident", default="", metavar="I", help=say("cli.help.finding_incident"))
    whence.add_argument("--drill", default="", metavar="DRILL", help=say("cli.help.finding_drill"))
    adding.add_argument("--on", type=day_of, metavar="DATE", help=say("cli.help.finding_on"))
    adding.add_argument("--text", required=True, metavar="WORDS", help=say("cli.help.finding_text"))
    adding.add_argument("--nature", choices=[one.value for one in FindingNature], default=FindingNature.WEAKNESS.value,
                        help=say("cli.help.finding_nature"))  # fmt: skip
    adding.add_argument("--plan", nargs="*", default=[], metavar="ID", help=say("cli.help.plan"))
    adding.add_argument("--evidence", nargs="*", default=[], metavar="WORDS", help=say("cli.help.finding_evidence"))
    _judgement(adding, tree, Gravity.MINOR.value)
    family.actor(adding)
    taking = family.verb("import", take_over)
    taking.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.findings_file"))
    family.actor(taking)
    judging = _one(family, "judge", judge)
    judging.add_argument("--text", metavar="WORDS", help=say("cli.help.finding_text"))
    judging.add_argument("--plan", nargs="*", metavar="ID", help=say("cli.help.plan"))
    judging.add_argument("--reason", default="", metavar="WORDS", help=say("cli.help.reason"))
    _judgement(judging, tree, None)
    assigning = _one(family, "assign", assign)
    assigning.add_argument("--measure", required=True, metavar="WORDS", help=say("cli.help.corrective_measure"))
    assigning.add_argument("--organisation", required=True, metavar="NAME", help=say("cli.help.measure_organisation"))
    assigning.add_argument("--owner", required=True, metavar="NAME", help=say("cli.help.finding_owner"))
    assigning.add_argument("--due", type=day_of, metavar="DATE", help=say("cli.help.measure_due"))
    assigning.add_argument("--cause", choices=[one.value for one in RootCause], help=say("cli.help.root_cause"))
    postponing = _one(family, "postpone", postpone)
    postponing.add_argument("--due", type=day_of, required=True, metavar="DATE", help=say("cli.help.measure_due"))
    postponing.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    showing = _one(family, "evidence", evidence)
    showing.add_argument("--words", required=True, metavar="WORDS", help=say("cli.help.evidence_words"))
    showing.add_argument("--file", type=path_of, metavar="FILE", help=say("cli.help.evidence_file"))
    showing.add_argument("--progress", action="store_true", help=say("cli.help.evidence_progress"))
    for parser in (postponing, showing):
        parser.add_argument("--action", default="", metavar="ACTION", help=say("cli.help.measure_id"))
    _closing(family)


def _closing(family: Tree) -> None:
    say = family.say
    reviewing = _one(family, "review", review)
    reviewing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.finding_reviewer"))
    reviewing.add_argument("--back", action="store_true", help=say("cli.help.review_back"))
    reviewing.add_argument("--words", default="", metavar="WORDS", help=say("cli.help.review_words"))
    reviewing.add_argument("--due", type=day_of, metavar="DATE", help=say("cli.help.measure_due"))
    closing = _one(family, "close", review)
    closing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.finding_reviewer"))
    closing.add_argument("--words", default="", metavar="WORDS", help=say("cli.help.review_words"))
    closing.set_defaults(back=False, due=None)
    answering = _one(family, "answer", answer)
    answering.add_argument("--plan", required=True, metavar="ID", help=say("cli.help.plan"))
    answering.add_argument("--by-version", default="", metavar="VERSION", help=say("cli.help.answer_version"))
    answering.add_argument("--reason", default="", metavar="WORDS", help=say("cli.help.answer_reason"))
    testing = _one(family, "retest", retest)
    testing.add_argument("--drill", required=True, metavar="DRILL", help=say("cli.help.finding_drill"))
    testing.add_argument("--on", type=day_of, required=True, metavar="DATE", help=say("cli.help.held_on"))
    testing.add_argument("--failed", action="store_true", help=say("cli.help.retest_failed"))
    testing.add_argument("--words", required=True, metavar="WORDS", help=say("cli.help.retest_words"))
    withdrawing = _one(family, "withdraw", withdraw)
    withdrawing.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    needing = family.verb("retests", retests)
    needing.add_argument("plan", nargs="+", metavar="PLAN", help=say("cli.help.plan"))
    needing.add_argument("--item", nargs="*", default=[], metavar="ITEM", help=say("cli.help.retest_items"))
    needing.add_argument("--objective", nargs="*", default=[], metavar="ID", help=say("cli.help.retest_objectives"))


def _one(family: Tree, name: str, handler: Any) -> Any:
    parser = family.verb(name, handler)
    parser.add_argument("finding", metavar="FINDING", help=family.say("cli.help.finding_number"))
    family.actor(parser)
    return parser


def _judgement(parser: Any, tree: Tree, gravity: str | None) -> None:
    say = tree.say
    parser.add_argument("--gravity", choices=[one.value for one in Gravity], default=gravity, help=say("cli.help.gravity"))
    parser.add_argument("--cause", choices=[one.value for one in RootCause], help=say("cli.help.root_cause"))


async def list_findings(session: Session) -> int:
    """List findings, the overdue first; with ``-o`` also as an improvement plan on paper."""
    given = session.arguments
    async with session.desk() as workspace:
        today = to_local(workspace.desk.clock.now()).date()
        found = [
            one for one in ranked(workspace.desk.state.findings.values(), today)
            if (not given.standing or standing(one, today).value == given.standing)
            and (not given.plan or given.plan in one.plan_ids)
            and (not given.owner or any(act.owner == given.owner for act in one.live_actions))
        ]
        rows = [finding_row(one, session) for one in found]
        lines = table((r["number"], r["standing_name"], r["due_on"] or "-", r["description"], " ".join(r["owners"])) for r in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.findings.none")])
        if given.output is not None:
            sheet = improvement_sheet(found, today, session.describer)
            await print_sheet(session, workspace, IMPROVEMENT_PLAN, sheet, given.output)
    return 0


async def show(session: Session) -> int:
    """Show a finding with everything that became of it."""
    async with session.desk() as workspace:
        _tell(session, find_finding(workspace.desk.state, session.arguments.finding))
    return 0


async def add_one(session: Session) -> int:
    """Record a finding of an incident or of a drill."""
    given = session.arguments
    async with session.desk():
        found = ProposedFinding(
            description=given.text, nature=FindingNature(given.nature), gravity=Gravity(given.gravity),
            cause=RootCause(given.cause) if given.cause else None, evidence=tuple(given.evidence), plan_ids=tuple(given.plan),
        )
        await _take(session, wish.RecordFindings(source=source_of(session), findings=(found,)))
    return 0


async def take_over(session: Session) -> int:
    """Take over the findings that a drill's evaluation wrote into a file, whole or not at all."""
    async with session.desk():
        await _take(session, read_findings(session.arguments.file))
    return 0


async def _take(session: Session, command: wish.RecordFindings) -> None:
    desk = session.workspace.desk
    records = await desk.execute(command, session.context())
    new = [one.finding_id for record in records for one in record.entry.findings]  # type: ignore[attr-defined]
    rows = [finding_row(desk.state.findings[one], session) for one in new]
    session.out.answer(rows, table((row["number"], row["standing_name"], row["description"]) for row in rows))


async def judge(session: Session) -> int:
    """Judge a finding anew: words, gravity, cause, plans."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.CorrectFinding(
            finding_id=one.id, description=given.text, gravity=Gravity(given.gravity) if given.gravity else None,
            cause=RootCause(given.cause) if given.cause else None, plan_ids=None if given.plan is None else tuple(given.plan),
            reason=given.reason,
        ),
    )


async def assign(session: Session) -> int:
    """Give a measure to somebody."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.AssignAction(
            finding_id=one.id, measure=given.measure, organisation=given.organisation, owner=given.owner, due_on=given.due,
            cause=RootCause(given.cause) if given.cause else None,
        ),
    )


async def postpone(session: Session) -> int:
    """Move the last day of a measure."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.PostponeAction(
            finding_id=one.id, action_id=action_of(one, given.action), due_on=given.due, reason=given.reason
        ),
    )


async def evidence(session: Session) -> int:
    """Say what was done; a file is kept by its name and its SHA-256."""
    given = session.arguments
    sha256 = hash_of(given.file) if given.file else ""
    return await _do(
        session,
        lambda one: wish.SubmitEvidence(
            finding_id=one.id, action_id=action_of(one, given.action), words=given.words, finished=not given.progress,
            file_name=given.file.name if given.file else "", file_sha256=sha256,
        ),
    )


async def review(session: Session) -> int:
    """Close a finding, or send it back."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.ReviewFinding(
            finding_id=one.id, passed=not given.back, reviewer=given.by, words=given.words, due_on=given.due
        ),
    )


async def answer(session: Session) -> int:
    """A plan answers a finding."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.AnswerForPlan(finding_id=one.id, plan_id=given.plan, version=given.by_version, reason=given.reason),
    )


async def retest(session: Session) -> int:
    """Record what a later drill saw of it."""
    given = session.arguments
    return await _do(
        session,
        lambda one: wish.RecordRetest(
            finding_id=one.id, drill_id=given.drill, on=given.on, passed=not given.failed, words=given.words
        ),
    )


async def withdraw(session: Session) -> int:
    """It was none."""
    return await _do(session, lambda one: wish.WithdrawFinding(finding_id=one.id, reason=session.arguments.reason))


async def retests(session: Session) -> int:
    """What a drill of these plans has to test again."""
    given = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        needs = retests_for(
            desk.state, given.plan, to_local(desk.clock.now()).date(), items=given.item, objectives=given.objective
        )
        rows = [msgspec.to_builtins(one) for one in needs]
        say = session.wording.say
        lines = table(
            (one.number, say(f"finding_standing.{one.standing}"), one.description, one.item or one.objective or "-")
            for one in needs
        )
        session.out.answer(rows, lines or [say("cli.findings.none")])
    return 0


async def _do(session: Session, make: Any) -> int:
    async with session.desk() as workspace:
        desk = workspace.desk
        one = find_finding(desk.state, session.arguments.finding)
        command: Command = make(one)
        await desk.execute(command, session.context())
        _tell(session, desk.state.findings[one.id])
    return 0


def _tell(session: Session, one: Finding) -> None:
    row = finding_row(one, session, whole=True)
    lines = [
        f"{row['number']}  {row['standing_name']}  {row['due_on'] or '-'}", one.description, row["source"],
        *(f"{act.measure}  {act.organisation} {act.owner}  {act.due_on}" for act in one.live_actions),
    ]
    session.out.answer(row, lines)
