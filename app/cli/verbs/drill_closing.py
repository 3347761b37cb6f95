"""``drill kept`` and ``drill close``: drills whose journals lie in the data folder, and the way back to the live desk."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from app.cli.finding_rows import finding_row
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_drills import subject_name
from app.desk.drill_closing import Choice, Closing, closing, commands, everything, is_taken_over
from app.desk.drills import EvaluatedDrill, KeptDrill
from app.domain.exercise.evaluation import Mark
from app.domain.improvement.entries import FindingsRecorded
from app.domain.record import Record
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say, family = tree.say, tree.family("drill")
    family.verb("kept", list_kept)
    closing_ = family.verb("close", close)
    closing_.add_argument("drill", metavar="DRILL", help=say("cli.help.kept_drill"))
    closing_.add_argument("--dry-run", action="store_true", help=say("cli.help.close_dry"))
    closing_.add_argument("--leave-out", type=int, nargs="*", default=[], metavar="N", help=say("cli.help.close_leave_out"))
    closing_.add_argument("--no-calendar", action="store_true", help=say("cli.help.close_no_calendar"))
    family.actor(closing_)


async def list_kept(session: Session) -> int:
    """The kept drills with what they came to, the newest first."""
    async with session.desk() as workspace:
        drills, live = session.doors.drills(session.data), workspace.desk.state
        found = await asyncio.to_thread(drills.kept)
        read = [await asyncio.to_thread(drills.evaluated, one.id) for one in found]
        rows = [_kept_row(one, each, live, session) for one, each in zip(found, read, strict=True)]
        yes = session.wording.say("drill_record.taken_over")
        lines = table(
            (row["id"], row["title"], row["status_name"], f"{row['score']:g}", yes if row["taken_over"] else "") for row in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.drill.none_kept")])
    return 0


def _kept_row(one: KeptDrill, read: EvaluatedDrill, live: State, session: Session) -> dict[str, Any]:
    d, made = session.describer, read.evaluation
    return {
        "id": one.id, "scenario": one.scenario_id, "title": d.text(one.title), "status": one.status.value,
        "status_name": d.say(f"drill.status.{one.status}"), "held_at": iso(read.held_at), "entries": one.entries, "seed": one.seed,
        "score": made.score.points, "judged": made.judged, "combined": made.combined, "judgement_weight": made.weight,
        "evaluators": list(made.evaluators), "taken_over": is_taken_over(live, made.drill.id), "head": read.head_hash,
        "marks": [_mark_row(each, read, session) for each in made.marks],
        "survey": [msgspec.to_builtins(each) for each in made.survey],
    }


def _mark_row(one: Mark, read: EvaluatedDrill, session: Session) -> dict[str, Any]:
    name = subject_name(session.describer, one.subject, read.evaluation.drill.scenario)
    return {
        "about": str(one.subject), "name": name, "score": one.rule_points, "judged": one.judged_points, "combined": one.combined,
        "evaluators": one.judged.evaluators if one.judged is not None else 0,
    }


async def close(session: Session) -> int:
    """Take a drill that has ended over to the live desk: its line in the calendar, its findings, what it says of earlier ones.

    What is there already is left alone, so that doing it again is harmless; where nothing is left that is refused.
    """
    given = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        read = await asyncio.to_thread(session.doors.drills(session.data).evaluated, given.drill)
        today = to_local(desk.clock.now()).date()
        made = closing(read, desk.state, frozenset(desk.reference.plans), today, session.describer)
        choice = _chosen(made, session)
        wanted = tuple(commands(made, choice))
        if not wanted and not given.dry_run:
            raise Refusal("drill_taken_over", {"title": made.title})
        records: list[Record] = []
        for command in () if given.dry_run else wanted:
            records += await desk.execute(command, session.context())
        value = {
            "drill": made.drill_id, "title": made.title, "on": made.on.isoformat(), "score": made.points, "known": made.known,
            "held": choice.held, "done": not given.dry_run,
            "findings": _recorded(records, session) if records else [
                {"place": place, **msgspec.to_builtins(one)} for place, one in enumerate(made.findings, 1)
                if place - 1 in choice.findings
            ],
            "retests": [
                {"number": one.number, "passed": one.command.passed, "words": one.command.words} for one in made.retests
            ],
            "untested": list(made.untested),
        }
        state = desk.state
        lines = [session.describer.record(one, state) for one in records] or _proposed(made, session)
        session.out.answer(value, lines)
    return 0


def _chosen(made: Closing, session: Session) -> Choice:
    given, whole = session.arguments, everything(made)
    wrong = [place for place in given.leave_out if not 1 <= place <= len(made.findings)]
    if wrong:
        raise Refusal("finding_unknown", {"finding": str(wrong[0])})
    left = frozenset(place - 1 for place in given.leave_out)
    return msgspec.structs.replace(whole, findings=whole.findings - left, held=whole.held and not given.no_calendar)


def _recorded(records: list[Record], session: Session) -> list[dict[str, Any]]:
    findings = session.workspace.desk.state.findings
    made = [one.finding_id for record in records if isinstance(record.entry, FindingsRecorded) for one in record.entry.findings]
    return [finding_row(findings[one], session) for one in made]


def _proposed(made: Closing, session: Session) -> list[str]:
    say = session.wording.say
    lines = [say("cli.drill.closing", title=made.title, on=made.on.isoformat(), score=f"{made.points:g}")]
    lines += [f"{place}  {one.description}" for place, one in enumerate(made.findings, 1)]
    lines += [
        f"{one.number}  {say('drill_closing.passed' if one.command.passed else 'drill_closing.failed')}  {one.command.words}"
        for one in made.retests
    ]
    return lines

