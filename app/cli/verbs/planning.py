"""``plans``: versions and their life: difference, verdicts on imported items, review, approval, force, drills, findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from app.cli.arguments import day_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.plan_library import PlanLibrary
from app.domain.improvement.decide import find_finding
from app.domain.improvement.rules import hanging_on
from app.domain.plan.difference import ChangeKind, differences, text_differences
from app.domain.planning import commands as wish
from app.domain.planning.library import plan_reminders
from app.domain.planning.model import Cause, PlanVersion, version_key
from app.domain.planning.rules import next_drill_on, next_review_on
from app.domain.record import Command
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def add(family: Tree) -> None:
    """The parsers of these verbs, below ``plans``."""
    say = family.say
    comparing = family.verb("diff", diff)
    comparing.add_argument("old", metavar="ID[@VERSION]", help=say("cli.help.version"))
    comparing.add_argument("new", metavar="ID[@VERSION]", help=say("cli.help.version"))
    judging = _step(family, "judge", judge)
    judging.add_argument("--accept", nargs="*", default=[], metavar="ITEM", help=say("cli.help.accept"))
    judging.add_argument("--reject", nargs="*", default=[], metavar="ITEM", help=say("cli.help.reject"))
    judging.add_argument("--accept-rest", action="store_true", help=say("cli.help.accept_rest"))
    reviewing = _step(family, "review", review)
    reviewing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.reviewed_by"))
    approving = _step(family, "approve", approve)
    approving.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.approved"))
    approving.add_argument("--number", default="", metavar="WORDS", help=say("cli.help.document_no"))
    approving.add_argument("--answers", nargs="*", default=[], metavar="FINDING", help=say("cli.help.answers"))
    approving.add_argument("--answer-reason", default="", metavar="WORDS", help=say("cli.help.answers_reason"))
    _step(family, "issue", issue)
    retiring = family.verb("retire", retire)
    retiring.add_argument("plan", metavar="ID", help=say("cli.help.plan"))
    retiring.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.approved"))
    retiring.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    family.actor(retiring)
    drilling = family.verb("drilled", drilled)
    drilling.add_argument("plan", metavar="ID", help=say("cli.help.plan"))
    drilling.add_argument("--on", type=day_of, required=True, metavar="DATE", help=say("cli.help.held_on"))
    drilling.add_argument("--words", required=True, metavar="WORDS", help=say("cli.help.drill_words"))
    family.actor(drilling)
    raising = family.verb("finding", finding)
    raising.add_argument("plan", metavar="ID", help=say("cli.help.plan"))
    raising.add_argument("--cause", choices=[one.value for one in Cause], required=True, help=say("cli.help.cause"))
    raising.add_argument("--text", required=True, metavar="WORDS", help=say("cli.help.finding"))
    raising.add_argument("--due", type=day_of, metavar="DATE", help=say("cli.help.finding_due"))
    family.actor(raising)
    answering = family.verb("answer", answer)
    answering.add_argument("finding", metavar="FINDING", help=say("cli.help.finding_id"))
    answering.add_argument("--reason", default="", metavar="WORDS", help=say("cli.help.answer_reason"))
    answering.add_argument("--by-version", default="", metavar="VERSION", help=say("cli.help.answer_version"))
    family.actor(answering)
    family.verb("due", due)


def _step(family: Tree, name: str, handler: Callable[[Session], Any]) -> Any:
    parser = family.verb(name, handler)
    parser.add_argument("plan", metavar="ID@VERSION", help=family.say("cli.help.version"))
    family.actor(parser)
    return parser


def version_of(words: str, library: PlanLibrary) -> PlanVersion:
    """The version that ``ID`` (the one in force) or ``ID@VERSION`` names; ``Refusal`` where there is none."""
    plan_id, _, version = words.partition("@")
    return library.version(plan_id, version)


def plan_row(version: PlanVersion, session: Session) -> dict[str, Any]:
    """A version of a plan, with what is due about the plan."""
    plan, wording = version.content.plan, session.wording
    state = session.state
    life = state.plan_lives.get(plan.id) if state else None
    since = to_local(state.founded_at if state and state.founded_at else session.clock.now()).date()
    return {
        "id": plan.id,
        "title": wording.text(plan.title),
        "version": version.version,
        "status": version.status.value,
        "status_name": wording.say(f"version_status.{version.status}"),
        "origin": version.origin.value,
        "type": plan.type.value,
        "kinds": list(plan.kinds),
        "levels": [entry.level.value for entry in plan.levels],
        "owner": wording.text(plan.owner),
        "tasks": len(plan.tasks),
        "hash": version.hash,
        "based_on": version.based_on,
        "next_review_on": _day(next_review_on(plan, life)),
        "next_drill_on": _day(next_drill_on(plan, life, since)),
        "open_findings": open_findings(plan.id, state) if state else 0,
    }


def open_findings(plan_id: str, state: State) -> int:
    """How many findings hang on a plan: its own and those that drills and incidents showed."""
    own = sum(one.is_open and one.plan_id == plan_id for one in state.plan_findings.values())
    return own + len(hanging_on(state, plan_id))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


async def diff(session: Session) -> int:
    """What differs between two versions (of one plan or of two), part by part; ``text`` holds the prose that differs."""
    async with session.plans() as library:
        old, new = (version_of(words, library) for words in (session.arguments.old, session.arguments.new))
        before, after = (library.content(one.plan_id, one.version) for one in (old, new))
        changes = differences(before.plan, after.plan)
        passages = [one for one in text_differences(before.text, after.text) if not one.same]
        value = {
            "old": {"id": old.plan_id, "version": old.version, "hash": old.hash},
            "new": {"id": new.plan_id, "version": new.version, "hash": new.hash},
            "changes": msgspec.to_builtins(changes),
            "text": [{"before": list(one.before), "after": list(one.after)} for one in passages],
        }
        say = session.wording.say
        lines = []
        for one in changes:
            lines.append(f"{say(f'change.{one.kind}')} {one.address}")
            lines += [f"    {each.field}: {each.before} → {each.after}" for each in one.fields]
            if not one.fields and one.kind is ChangeKind.CHANGED:
                lines.append(f"    {one.before} → {one.after}")
        for passage in passages:
            lines += [f"- {line}" for line in passage.before] + [f"+ {line}" for line in passage.after]
        session.out.answer(value, lines or [say("cli.plans.same")])
    return 0


async def judge(session: Session) -> int:
    """Say yes or no to items that were read out of a document."""
    arguments = session.arguments

    def command(plan_id: str, version: str, state: State) -> Command:
        accepted = list(arguments.accept)
        known = state.plan_versions.get(version_key(plan_id, version))
        if arguments.accept_rest and known is not None and known.extraction is not None:
            accepted += [one.id for one in known.extraction.waiting if one.id not in arguments.reject]
        return wish.JudgeExtraction(
            plan_id=plan_id, version=version, accepted=tuple(accepted), rejected=tuple(arguments.reject)
        )

    return await _on_version(session, command)


async def review(session: Session) -> int:
    """A draft was reviewed."""
    by = session.arguments.by
    return await _on_version(session, lambda p, v, _: wish.ReviewPlan(plan_id=p, version=v, reviewed_by=by))


async def approve(session: Session) -> int:
    """A reviewed version was approved."""
    given = session.arguments

    def command(plan_id: str, version: str, state: State) -> Command:
        answers = tuple(find_finding(state, one).id if one not in state.plan_findings else one for one in given.answers)
        return wish.ApprovePlan(
            plan_id=plan_id, version=version, approved_by=given.by, document_no=given.number, answers=answers,
            answer_reason=given.answer_reason,
        )

    return await _on_version(session, command)


async def issue(session: Session) -> int:
    """An approved version comes into force."""
    return await _on_version(session, lambda p, v, _: wish.PutPlanInForce(plan_id=p, version=v))


async def retire(session: Session) -> int:
    """A plan goes out of force."""
    given = session.arguments
    return await _do(session, wish.RetirePlan(plan_id=given.plan, approved_by=given.by, reason=given.reason))


async def drilled(session: Session) -> int:
    """A plan was practised."""
    given = session.arguments
    return await _do(session, wish.RecordPlanDrill(plan_id=given.plan, held_on=given.on, words=given.words))


async def finding(session: Session) -> int:
    """Something is wrong with a plan."""
    given = session.arguments
    command = wish.RaiseFinding(plan_id=given.plan, cause=Cause(given.cause), text=given.text, due_on=given.due)
    return await _do(session, command)


async def answer(session: Session) -> int:
    """A finding is answered."""
    given = session.arguments
    return await _do(
        session, wish.AnswerFinding(finding_id=given.finding, version=given.by_version, reason=given.reason)
    )


async def due(session: Session) -> int:
    """What is due about plans: reviews, drills, findings, versions that wait."""
    async with session.desk() as workspace:
        desk = workspace.desk
        today = to_local(desk.clock.now()).date()
        rows = []
        for one in plan_reminders(desk.state, desk.reference, desk.clock.now()):
            finding_ = desk.state.plan_findings.get(one.ref)
            shown = desk.state.findings.get(one.ref)
            words = session.wording.say(
                f"reminder.{one.kind}", plan=session.describer.plan_name(one.plan_id), date=one.due_on.isoformat(),
                text=finding_.text if finding_ else shown.description if shown else "", version=one.ref,
                status=_status(desk.state, one.plan_id, one.ref, session),
            )
            rows.append(
                {
                    "kind": one.kind.value, "plan": one.plan_id, "due_on": one.due_on.isoformat(), "ref": one.ref,
                    "overdue": one.is_overdue(today), "text": words,
                }
            )
        session.out.answer(rows, table((r["due_on"], r["text"]) for r in rows) or [session.wording.say("cli.plans.none_due")])
    return 0


def _status(state: State, plan_id: str, version: str, session: Session) -> str:
    known = state.plan_versions.get(version_key(plan_id, version))
    return session.wording.say(f"version_status.{known.status}") if known else ""


async def _on_version(session: Session, make: Callable[[str, str, State], Command]) -> int:
    plan_id, _, version = session.arguments.plan.partition("@")
    async with session.desk() as workspace:
        if not version:
            raise Refusal("plan_version_unknown", {"plan": plan_id, "version": "-"})
        await _told(session, make(plan_id, version, workspace.desk.state))
    return 0


async def _do(session: Session, command: Command) -> int:
    async with session.desk():
        await _told(session, command)
    return 0


async def _told(session: Session, command: Command) -> None:
    workspace = session.workspace
    records = await workspace.desk.execute(command, session.context())
    state = workspace.desk.state
    value = {
        "entries": [
            {"seq": one.seq, "at": iso(one.stamp.at), "entry": type(one.entry).__name__, **msgspec.to_builtins(one.entry)}
            for one in records
        ]
    }
    session.out.answer(value, [session.describer.record(one, state) for one in records])
