"""``log`` and ``equipment``: what the shift wrote down, and what works in the room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.catalog.pinyin import matches
from app.cli.arguments import moment_of, path_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.sheet_file import head_of, print_sheet
from app.cli.tree import Tree
from app.desk.duty_log import LogLine, Period, day_period, duty_log, is_zero_record, shift_periods
from app.desk.duty_sheets import condition_name, equipment_line, log_sheet, log_text, period_title
from app.desk.workspace import Workspace
from app.domain.dutylog.commands import CheckEquipment, CorrectLog, ListEquipment, WriteLog
from app.domain.dutylog.entries import LogWritten
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.dutylog.rules import EquipmentStatus, equipment, known_equipment
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.kernel.text import Text


def add(tree: Tree) -> None:
    """The parsers of these families."""
    _add_log(tree)
    _add_equipment(tree)


def _add_log(tree: Tree) -> None:
    say = tree.say
    family = tree.family("log")
    showing = family.verb("show", show_log)
    showing.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help=say("cli.help.log_day"))
    showing.add_argument("--shift", type=int, default=0, metavar="N", help=say("cli.help.log_shift"))
    showing.add_argument("--find", default="", metavar="WORDS", help=say("cli.help.log_find"))
    showing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    writing = family.verb("write", write_log)
    writing.add_argument("text", metavar="TEXT", help=say("cli.help.log_text"))
    writing.add_argument(
        "--category", choices=[one.value for one in LogCategory], default=LogCategory.OTHER.value,
        help=say("cli.help.log_category"),
    )
    writing.add_argument("--at", metavar="T", help=say("cli.help.made_at"))
    correcting = family.verb("correct", correct_log)
    correcting.add_argument("entry", metavar="ENTRY", help=say("cli.help.log_entry"))
    correcting.add_argument("text", metavar="TEXT", help=say("cli.help.log_text"))
    correcting.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.help.log_reason"))
    for parser in (writing, correcting):
        tree.actor(parser)


def _add_equipment(tree: Tree) -> None:
    say = tree.say
    family = tree.family("equipment")
    family.verb("list", list_equipment)
    checking = family.verb("check", check_equipment)
    checking.add_argument("item", metavar="ITEM", help=say("cli.help.equipment_item"))
    checking.add_argument("condition", choices=[one.value for one in EquipmentCondition], help=say("cli.help.condition"))
    checking.add_argument("--remark", default="", metavar="TEXT", help=say("cli.help.handover_remark"))
    checking.add_argument("--at", metavar="T", help=say("cli.help.made_at"))
    setting = family.verb("set", set_equipment)
    setting.add_argument("item", metavar="ITEM", help=say("cli.help.equipment_item"))
    setting.add_argument("--name", metavar="TEXT", help=say("cli.help.equipment_name"))
    setting.add_argument("--every-h", type=int, metavar="N", help=say("cli.help.every_h"))
    setting.add_argument("--unused", action="store_true", help=say("cli.help.equipment_unused"))
    for parser in (checking, setting):
        tree.actor(parser)


async def show_log(session: Session) -> int:
    """Print the log of the running shift, of an earlier one (``--shift 1`` the one before), or of a day."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        period = _period(session, workspace)
        records = await desk.records(period.after_seq, period.until_seq)
        lines = duty_log(records, desk.state, session.describer, period)
        shown = [one for one in lines if _is_found(arguments.find.strip(), one)]
        title, zero = period_title(period, session.describer), is_zero_record(lines)
        value = {
            "title": title, "since": iso(period.since), "until": iso(period.until), "leader": period.leader,
            "officer": period.officer, "zero_record": zero, "lines": [_line_row(one, session) for one in shown],
        }
        told = table((one.clock, one.incident, log_text(one, session.describer), one.by) for one in shown)
        session.out.answer(value, [title, *([session.wording.say("log.nothing")] if zero else []), *told])
        if arguments.output is not None:
            sheet = log_sheet(
                lines, period, desk.state, desk.reference, session.describer, desk.clock.now(), head_of(workspace)
            )
            await print_sheet(session, workspace, "duty_log", sheet, arguments.output)
    return 0


def _period(session: Session, workspace: Workspace) -> Period:
    arguments, state = session.arguments, workspace.desk.state
    day: date | None = arguments.day
    if day is not None:
        return day_period(state, day)
    periods = shift_periods(state)
    if not periods:
        return day_period(state, to_local(workspace.desk.clock.now()).date())
    place: int = arguments.shift
    if not 0 <= place < len(periods):
        raise Refusal("log_shift_unknown", {"shift": place, "most": len(periods) - 1})
    return periods[place]


def _is_found(words: str, line: LogLine) -> bool:
    return not words or words in line.text or matches(words, f"{line.text} {line.by} {line.incident}")


def _line_row(one: LogLine, session: Session) -> dict[str, Any]:
    return {
        "id": one.note_id or one.id, "at": iso(one.at), "section": one.section,
        "section_name": session.wording.say(f"log_section.{one.section}"), "text": one.text, "by": one.by,
        "incident": one.incident, "free": bool(one.note_id), "category": one.category, "written_at": iso(one.written_at),
        "due_at": iso(one.due_at),
        "struck": [{"text": old.text, "by": old.by, "at": iso(old.at), "reason": old.reason} for old in one.struck],
    }  # fmt: skip


async def write_log(session: Session) -> int:
    """Write an entry."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        command = WriteLog(
            text=arguments.text, category=LogCategory(arguments.category), at=moment_of(arguments.at, desk.clock)
        )
        records = await desk.execute(command, session.context())
        made = next(one.entry for one in records if isinstance(one.entry, LogWritten))
        session.out.answer({"id": made.note_id, "at": iso(made.at), "text": made.text}, [made.note_id, made.text])
    return 0


async def correct_log(session: Session) -> int:
    """Put an entry right; the old words stay."""
    arguments = session.arguments
    async with session.desk() as workspace:
        command = CorrectLog(note_id=arguments.entry, text=arguments.text, reason=arguments.reason)
        await workspace.desk.execute(command, session.context())
        note = workspace.desk.state.log_notes[arguments.entry]
        before = [one.text for one in note.corrections]
        session.out.answer({"id": note.id, "text": note.text, "before": before}, [note.text])
    return 0


async def list_equipment(session: Session) -> int:
    """List the equipment with its state and the tests that are due."""
    async with session.desk() as workspace:
        _answer_equipment(session, workspace)
    return 0


async def check_equipment(session: Session) -> int:
    """Record a test."""
    arguments = session.arguments
    async with session.desk() as workspace:
        command = CheckEquipment(
            item_id=arguments.item, condition=EquipmentCondition(arguments.condition), remark=arguments.remark,
            at=moment_of(arguments.at, workspace.desk.clock),
        )
        await workspace.desk.execute(command, session.context())
        _answer_equipment(session, workspace)
    return 0


async def set_equipment(session: Session) -> int:
    """Enter a piece of equipment of this desk, or change one; what is not given stays."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        known = known_equipment(desk.state, desk.reference).get(arguments.item)
        every_h = known.every_h if known is not None else 0
        command = ListEquipment(
            item_id=arguments.item, name=Text(arguments.name) if arguments.name else known.name if known else Text(""),
            every_h=every_h if arguments.every_h is None else arguments.every_h, used=not arguments.unused,
        )
        await desk.execute(command, session.context())
        _answer_equipment(session, workspace)
    return 0


def _answer_equipment(session: Session, workspace: Workspace) -> None:
    desk, now = workspace.desk, workspace.desk.clock.now()
    found = equipment(desk.state, desk.reference)
    rows = [_equipment_row(one, session, now) for one in found]
    shown = ("id", "name", "condition_name", "remark", "due_text")
    session.out.answer(rows, table(tuple(row[name] for name in shown) for row in rows))


def _equipment_row(one: EquipmentStatus, session: Session, now: datetime) -> dict[str, Any]:
    return {
        "id": one.item.id, "name": session.wording.text(one.item.name), "every_h": one.item.every_h,
        "condition": one.last.condition.value if one.last else None,
        "condition_name": condition_name(one, session.describer), "checked_at": iso(one.last.at) if one.last else None,
        "checked_by": one.last.by if one.last else "", "remark": one.last.remark if one.last else "",
        "due_at": iso(one.due_at), "overdue": one.is_overdue(now), "due_text": equipment_line(one, session.describer, now),
        "basis": session.wording.basis(one.item.basis) if one.item.basis.title else "",
        "status": one.item.basis.status.value,
    }
