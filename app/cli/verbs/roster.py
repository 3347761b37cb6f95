"""``roster``: the duty roster: who is on now and next, planning, changes, swaps with consent, workbook and sheet."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from app.catalog.work_calendar import import_own_days
from app.cli.arguments import format_of, path_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.duty_roster import RosterWords, roster_row, swap_row
from app.desk.roster_paper import sheet_fields
from app.domain.incident.model import PaperFormat
from app.domain.record import Command
from app.domain.roster.commands import (
    ApproveSwap,
    AssignSlot,
    ClearSlot,
    ConsentSwap,
    FillRoster,
    PlanRoster,
    PublishRoster,
    RefuseSwap,
    RequestSwap,
)
from app.domain.roster.model import Post, RotationPerson, SlotRef
from app.domain.roster.rules import days_of, month_of
from app.kernel.clock import to_local
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.whole_file import write_atomically

_POSTS = tuple(one.value for one in Post)


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("roster", show_roster)
    _month(family.verb("show", show_roster), tree)
    planning = family.verb("plan", plan_roster)
    _month(planning, tree)
    for option in ("leader", "officer", "away"):
        said = say(f"cli.help.roster_{option}")
        planning.add_argument(f"--{option}", action="extend", nargs="+", default=[], metavar="NAME", help=said)
    planning.add_argument("--replace", action="store_true", help=say("cli.help.roster_replace"))
    assigning = family.verb("assign", assign_slot)
    assigning.add_argument("slot", metavar="DAY:SHIFT:POST", help=say("cli.help.roster_slot"))
    assigning.add_argument("name", nargs="?", default="", metavar="NAME", help=say("cli.help.roster_name"))
    assigning.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.roster_reason"))
    swapping = family.verb("swap", swap_slots)
    swapping.add_argument("what", metavar="DAY:SHIFT:POST|SWAP", help=say("cli.help.roster_swap"))
    swapping.add_argument("--for", dest="other", default="", metavar="DAY:SHIFT:POST", help=say("cli.help.roster_for"))
    swapping.add_argument("--with", dest="with_name", default="", metavar="NAME", help=say("cli.help.roster_with"))
    swapping.add_argument("--consent", default="", metavar="NAME", help=say("cli.help.roster_consent"))
    swapping.add_argument("--approve", default="", metavar="NAME", help=say("cli.help.roster_approve"))
    swapping.add_argument("--refuse", default="", metavar="NAME", help=say("cli.help.roster_refuse"))
    swapping.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.roster_reason"))
    publishing = family.verb("publish", publish_roster)
    _month(publishing, tree)
    publishing.add_argument("--with-gaps", action="store_true", help=say("cli.help.roster_with_gaps"))
    importing = family.verb("import", import_roster)
    importing.add_argument("file", type=path_of, metavar="FILE.xlsx", help=say("cli.help.roster_file"))
    importing.add_argument("--unknown-names", action="store_true", help=say("cli.help.roster_unknown_names"))
    importing.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.roster_reason"))
    exporting = family.verb("export", export_roster)
    exporting.add_argument("file", type=path_of, metavar="FILE.xlsx|FILE.pdf", help=say("cli.help.roster_out"))
    exporting.add_argument("--whole-numbers", action="store_true", help=say("cli.help.whole_numbers"))
    _month(exporting, tree)
    taking = family.verb("calendar", import_calendar)
    taking.add_argument("file", type=path_of, metavar="FILE.yaml", help=say("cli.help.roster_calendar"))
    for parser in (planning, assigning, swapping, publishing, importing):
        tree.actor(parser)


def _month(parser: ArgumentParser, tree: Tree) -> None:
    parser.add_argument("--month", default="", metavar="YYYY-MM", help=tree.say("cli.help.roster_month"))


async def show_roster(session: Session) -> int:
    """Show a month (this one unless ``--month`` says otherwise), and who is on duty now and next."""
    async with session.desk():
        _show(session, _asked(session))
    return 0


def _show(session: Session, month: str) -> None:
    words = _words(session)
    row = roster_row(words, days_of(month), session.clock)
    say = session.wording.say
    turns = [(say(f"cli.roster.{key}"), _turn_line(session, row[key])) for key in ("now", "next") if row[key]]
    lines = [
        (one["date"][5:], one["weekday"], one["words"],
         *(_held(session, one, column.shift, column.post.value) for column in words.columns()))
        for one in row["days"]
    ]
    heads = (month, "", "", *(column.title for column in words.columns()))
    session.out.answer(row, [*table(turns), *table((heads, *lines)), *(one["text"] for one in row["remarks"])])


def _turn_line(session: Session, turn: dict[str, Any]) -> str:
    officers = session.wording.say("list.separator").join(one["name"] for one in turn["officers"])
    leader = turn["leader"]["name"] if turn["leader"] else session.wording.say("roster.nobody")
    facts = {"leader": leader, "officers": officers or session.wording.say("roster.nobody"), "shift": turn["shift_name"]}
    return session.wording.say("roster.next", at=turn["starts_at"][5:16].replace("T", " "), **facts)


def _held(session: Session, day: dict[str, Any], shift: str, post: str) -> str:
    found = next((one for one in day["posts"] if (one["shift"], one["post"]) == (shift, post)), None)
    if found is not None:
        return f"{found['name']}*" if found["changed"] else str(found["name"])
    return session.wording.say("roster.nobody") if f"{day['date']}:{shift}:{post}" in day["gaps"] else "-"


async def plan_roster(session: Session) -> int:
    """Plan a month from the people named (or the rotation of the last plan); ``--away name=2026-12-03,2026-12-04``."""
    arguments = session.arguments
    async with session.desk() as workspace:
        people = _people(session) or workspace.desk.state.roster.rotation
        month = _asked(session)
        await _do(session, PlanRoster(month=month, people=people, replace=arguments.replace))
        _show(session, month)
    return 0


def _people(session: Session) -> tuple[RotationPerson, ...]:
    arguments = session.arguments
    away: dict[str, tuple[date, ...]] = {}
    for one in arguments.away:
        name, _, days = one.partition("=")
        away[name] = tuple(_day(part) for part in days.split(",") if part)
    posts: dict[str, tuple[Post, ...]] = dict.fromkeys(arguments.leader, (Post.LEADER,))
    for name in arguments.officer:
        posts[name] = (*posts.get(name, ()), Post.MAIN, Post.SECOND)
    unknown = next((name for name in away if posts and name not in posts), "")
    if unknown:
        raise Refusal("roster_away_unknown", {"name": unknown})
    return tuple(RotationPerson(name, own, away=away.get(name, ())) for name, own in posts.items())


async def assign_slot(session: Session) -> int:
    """Give a post to somebody; without a name it is cleared."""
    arguments = session.arguments
    ref = _slot(arguments.slot)
    command: Command = (
        AssignSlot(ref=ref, name=arguments.name, reason=arguments.reason) if arguments.name.strip()
        else ClearSlot(ref=ref, reason=arguments.reason)
    )  # fmt: skip
    async with session.desk():
        await _do(session, command)
        _show(session, month_of(ref.day))
    return 0


async def swap_slots(session: Session) -> int:
    """Ask for a swap, record the consent of the other, the consent of the duty leader (it is filed then), or a refusal."""
    arguments = session.arguments
    async with session.desk() as workspace:
        swap_id, command = arguments.what, _swap_command(session)
        records = await workspace.desk.execute(command, session.context())
        if isinstance(command, RequestSwap):
            swap_id = records[0].stamp.command_id
        words, swap = _words(session), workspace.desk.state.roster.swaps[swap_id]
        row = swap_row(words, swap)
        session.out.answer(row, [swap_id, f"{words.swap_state(swap)}: {words.swap(swap)}", *words.swap_steps(swap)])
    return 0


def _swap_command(session: Session) -> Command:
    arguments = session.arguments
    if arguments.consent:
        return ConsentSwap(swap_id=arguments.what, who=arguments.consent, words=arguments.reason)
    if arguments.approve:
        return ApproveSwap(swap_id=arguments.what, leader=arguments.approve, words=arguments.reason)
    if arguments.refuse:
        return RefuseSwap(swap_id=arguments.what, who=arguments.refuse, reason=arguments.reason)
    other = _slot(arguments.other) if arguments.other else None
    return RequestSwap(ref=_slot(arguments.what), other=other, with_name=arguments.with_name, reason=arguments.reason)


async def publish_roster(session: Session) -> int:
    """Put a month up; free posts have to be agreed to with ``--with-gaps``."""
    async with session.desk():
        month = _asked(session)
        await _do(session, PublishRoster(month=month, confirmed=("gaps",) if session.arguments.with_gaps else ()))
        _show(session, month)
    return 0


async def import_roster(session: Session) -> int:
    """Take in a workbook, all or none; names that the contact book lacks stop it unless they are agreed to."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        sheet = session.doors.read_duty_roster(arguments.file, desk.state, desk.reference)
        if sheet.remarks and not arguments.unknown_names:
            raise BadFile(sheet.remarks)
        for one in sheet.remarks:
            session.out.remark(session.wording.problem(one))
        await _do(session, FillRoster(posts=sheet.posts, source=arguments.file.name, reason=arguments.reason))
        _show(session, month_of(sheet.posts[0][0].day))
    return 0


async def export_roster(session: Session) -> int:
    """Write a month as a workbook, or print it as a sheet (``.pdf``, ``.docx``, ``.txt``)."""
    target, month = session.arguments.file, _asked_later(session)
    async with session.desk() as workspace:
        month = month or month_of(to_local(session.clock.now()).date())
        state = workspace.desk.state
        if target.suffix.lower().lstrip(".") in set(PaperFormat):
            fields = sheet_fields(
                state, session.describer, session.wording, session.lang, session.clock.now(), session.context().actor, month,
                whole_numbers=session.arguments.whole_numbers,
            )
            paper = session.doors.papers().make("duty_roster", fields, format_of(target), session.quiet)
            try:
                write_atomically(target, paper.data)
            except OSError as error:
                raise Fault("roster_not_written", {"path": str(target), "detail": error.strerror or str(error)}) from error
            count = paper.pages
        else:
            count = session.doors.write_duty_roster(target, month, state, session.describer, session.lang)
        said = session.wording.say("cli.roster.written", file=str(target), month=month)
        session.out.answer({"file": str(target), "month": month, "count": count}, [said])
    return 0


async def import_calendar(session: Session) -> int:
    """Take a file of holidays and worked weekends into the data folder."""
    folder = session.doors.data_dir(session.data)
    years = import_own_days(session.arguments.file, folder)
    named = session.wording.say("list.separator").join(str(year) for year in years)
    session.out.answer({"years": list(years)}, [session.wording.say("cli.roster.calendar", years=named)])
    return 0


async def _do(session: Session, command: Command) -> None:
    await session.workspace.desk.execute(command, session.context())


def _words(session: Session) -> RosterWords:
    return RosterWords(session.workspace.desk.state, session.describer)


def _asked_later(session: Session) -> str:
    return str(getattr(session.arguments, "month", ""))


def _asked(session: Session) -> str:
    return _asked_later(session) or month_of(to_local(session.clock.now()).date())


def _slot(text: str) -> SlotRef:
    """``2026-12-24:night:main``; ``Refusal("roster_slot_form")`` for anything else."""
    day, _, rest = text.partition(":")
    shift, _, post = rest.rpartition(":")
    if post not in _POSTS or not shift:
        raise Refusal("roster_slot_form", {"slot": text, "posts": ", ".join(_POSTS)})
    return SlotRef(_day(day), shift, Post(post))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("roster_day_wrong", {"day": text}) from None
