"""``drill-calendar``: who has to drill in a year, how often and by what; drills that were held."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any

import msgspec

from app.cli.arguments import day_of, number_of, path_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.sheet_file import print_sheet
from app.cli.tree import Tree
from app.desk.describe_improvement import subject_name
from app.desk.improvement_sheets import DRILL_CALENDAR, calendar_sheet, duty_line, last_words, months_line
from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope
from app.domain.improvement import commands as wish
from app.domain.improvement.frequency import CalendarRow, SubjectKind, calendar_year
from app.domain.improvement.model import DrillFacts, HeldDrill
from app.domain.record import Command
from app.kernel.clock import to_local

_FULL = 100
_YEARS = range(2000, 2100)
_CHOICES = (("form", DrillForm), ("scope", DrillScope), ("purpose", DrillPurpose), ("notice", DrillNotice))


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say, family = tree.say, tree.family("drill-calendar")
    showing = family.verb("list", show)
    showing.add_argument("--year", type=_year, metavar="YYYY", help=say("cli.help.calendar_year"))
    showing.add_argument("--kind", choices=[one.value for one in SubjectKind], default="", help=say("cli.help.calendar_kind"))
    showing.add_argument("--overdue", action="store_true", help=say("cli.help.calendar_overdue"))
    showing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.calendar_file"))
    family.verb("held", list_held)
    adding = family.verb("add", add_held)
    adding.add_argument("title", metavar="TITLE", help=say("cli.help.drill_title"))
    adding.add_argument("--on", type=day_of, required=True, metavar="DATE", help=say("cli.help.held_on"))
    for name, kind in _CHOICES:
        values = [one.value for one in kind]
        adding.add_argument(f"--{name}", choices=values, default=values[-1] if name == "scope" else values[0],
                            help=say(f"cli.help.drill_{name}"))  # fmt: skip
    for name in ("plan", "unit", "place"):
        adding.add_argument(f"--{name}", nargs="*", default=[], metavar="ID", help=say(f"cli.help.drilled_{name}"))
    adding.add_argument("--participants", default="", metavar="WORDS", help=say("cli.help.drill_participants"))
    adding.add_argument("--words", default="", metavar="WORDS", help=say("cli.help.drill_words"))
    adding.add_argument("--score", type=number_of(0, _FULL), metavar="N", help=say("cli.help.drill_score"))
    striking = family.verb("strike", strike)
    striking.add_argument("held", metavar="ID", help=say("cli.help.drill_held"))
    striking.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    for parser in (adding, striking):
        family.actor(parser)


def _year(text: str) -> int:
    """A year of this century; ``ArgumentTypeError`` for anything else."""
    if not (text.isdecimal() and int(text) in _YEARS):
        raise ArgumentTypeError(f"{text!r} (2026)")
    return int(text)


async def show(session: Session) -> int:
    """The year: a line for everybody who has to drill; with ``-o`` also on paper."""
    given = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        today = to_local(desk.clock.now()).date()
        year = given.year or today.year
        rows = [
            one for one in calendar_year(desk.state, desk.reference, year, today)
            if (not given.kind or one.subject.kind.value == given.kind) and (not given.overdue or one.due_on < today)
        ]
        d = session.describer
        lines = table(
            (
                d.say(f"drill_subject.{row.subject.kind}"), subject_name(d, row.subject), last_words(d, row.last_on),
                row.due_on.isoformat(), months_line(d, row),
            )
            for row in rows
        )
        value = {"year": year, "subjects": [_row(row, session, row.due_on < today) for row in rows]}
        session.out.answer(value, lines or [d.say("cli.drill_calendar.none")])
        if given.output is not None:
            sheet = calendar_sheet(desk.state, year, today, d, rows)
            await print_sheet(session, workspace, DRILL_CALENDAR, sheet, given.output)
    return 0


def _row(row: CalendarRow, session: Session, overdue: bool) -> dict[str, Any]:
    d = session.describer
    return {
        "kind": row.subject.kind.value, "id": row.subject.id, "name": subject_name(d, row.subject), "overdue": overdue,
        "last_on": row.last_on.isoformat() if row.last_on else None, "due_on": row.due_on.isoformat(),
        "duties": [
            {
                "rule": one.rule_id, "every_months": one.every_months, "status": one.basis.status.value,
                "checked": one.basis.checked.value, "words": duty_line(d, one), "due_on": one.due_on.isoformat(),
            }
            for one in row.duties
        ],
        "months": [msgspec.to_builtins(cell) for cell in row.months],
    }


async def list_held(session: Session) -> int:
    """The drills that were held, the newest first."""
    async with session.desk() as workspace:
        found = sorted(workspace.desk.state.held_drills.values(), key=lambda one: (one.facts.held_on, one.id), reverse=True)
        rows = [_held(one) for one in found]
        lines = table((row["held_on"], row["title"], " ".join(row["plan_ids"]), row["struck_reason"]) for row in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.drill_calendar.none_held")])
    return 0


def _held(one: HeldDrill) -> dict[str, Any]:
    return {"id": one.id, **msgspec.to_builtins(one.facts), "kinds": list(one.kinds), "struck_reason": one.struck_reason}


async def add_held(session: Session) -> int:
    """Record a drill that was held."""
    given = session.arguments
    facts = DrillFacts(
        held_on=given.on, title=given.title, form=DrillForm(given.form), scope=DrillScope(given.scope),
        purpose=DrillPurpose(given.purpose), notice=DrillNotice(given.notice), plan_ids=tuple(given.plan),
        unit_ids=tuple(given.unit), facility_ids=tuple(given.place), participants=given.participants, words=given.words,
        score=given.score,
    )
    return await _do(session, wish.RecordDrillHeld(facts=facts))


async def strike(session: Session) -> int:
    """A record was a mistake."""
    return await _do(session, wish.StrikeDrillHeld(held_id=session.arguments.held, reason=session.arguments.reason))


async def _do(session: Session, command: Command) -> int:
    async with session.desk() as workspace:
        records = await workspace.desk.execute(command, session.context())
        state = workspace.desk.state
        held = [state.held_drills[one.entry.held_id] for one in records]  # type: ignore[attr-defined]
        session.out.answer([_held(one) for one in held], [session.describer.record(one, state) for one in records])
    return 0
