"""``handover``: the shift changes hands, matter by matter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.arguments import path_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.sheet_file import head_of, print_sheet
from app.cli.tree import Tree
from app.desk.describe_handover import item_due, item_incident, item_title, kind_name
from app.desk.duty_sheets import handover_sheet
from app.desk.workspace import Workspace
from app.domain.duty.commands import StartShift
from app.domain.duty.model import Shift
from app.domain.handover.commands import AcceptItem, CompleteHandover, GiveUpHandover, StartHandover
from app.domain.handover.model import HandoverItem
from app.domain.handover.rules import items_of
from app.domain.record import Command
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("handover")
    showing = family.verb("show", show_handover)
    showing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    starting = family.verb("start", start_handover)
    taking = family.verb("take-over", take_over)
    for parser in (starting, taking):
        parser.add_argument("--leader", required=True, metavar="NAME", help=say("cli.help.shift_leader"))
        parser.add_argument("--officer", required=True, metavar="NAME", help=say("cli.help.shift_officer"))
    taking.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.without_handover"))
    accepting = family.verb("accept", accept)
    accepting.add_argument("item", metavar="ITEM", help=say("cli.help.handover_item"))
    accepting.add_argument("--remark", default="", metavar="TEXT", help=say("cli.help.handover_remark"))
    completing = family.verb("complete", complete)
    completing.add_argument("--handed-by", required=True, metavar="NAME", help=say("cli.help.handed_by"))
    completing.add_argument("--taken-by", required=True, metavar="NAME", help=say("cli.help.taken_by"))
    giving_up = family.verb("give-up", give_up)
    giving_up.add_argument("reason", metavar="TEXT", help=say("cli.help.give_up_reason"))
    for parser in (starting, taking, accepting, completing, giving_up):
        tree.actor(parser)


async def show_handover(session: Session) -> int:
    """Print the handover that runs, else what would have to be handed over now; ``-o`` writes the sheet as PDF (of the
    running handover, else of the last completed one)."""
    async with session.desk() as workspace:
        _answer_handover(session, workspace)
        target: Path | None = session.arguments.output
        if target is not None:
            desk = workspace.desk
            of = desk.state.handover or (desk.state.handovers[-1] if desk.state.handovers else None)
            if of is None:
                raise Refusal("handover_none")
            sheet = handover_sheet(of, desk.state, desk.reference, session.describer, desk.clock.now(), head_of(workspace))
            await print_sheet(session, workspace, "handover_sheet", sheet, target)
    return 0


async def start_handover(session: Session) -> int:
    """Begin to hand the running shift over."""
    return await _handing(session, StartHandover(leader=session.arguments.leader, officer=session.arguments.officer))


async def take_over(session: Session) -> int:
    """Go on duty where nobody is; where somebody is only with a reason, and then nothing is handed over."""
    arguments = session.arguments
    return await _handing(session, StartShift(leader=arguments.leader, officer=arguments.officer, reason=arguments.reason))


async def accept(session: Session) -> int:
    """Accept one matter."""
    return await _handing(session, AcceptItem(key=session.arguments.item, remark=session.arguments.remark))


async def complete(session: Session) -> int:
    """Give both names: the relief is on duty from now on."""
    arguments = session.arguments
    return await _handing(session, CompleteHandover(handed_by=arguments.handed_by, taken_by=arguments.taken_by))


async def give_up(session: Session) -> int:
    """Break the handover off."""
    return await _handing(session, GiveUpHandover(reason=session.arguments.reason))


async def _handing(session: Session, command: Command) -> int:
    async with session.desk() as workspace:
        await workspace.desk.execute(command, session.context())
        _answer_handover(session, workspace)
    return 0


def _answer_handover(session: Session, workspace: Workspace) -> None:
    desk, describer = workspace.desk, session.describer
    state, now = desk.state, desk.clock.now()
    running = state.handover
    accepted = running.accepted if running is not None else {}
    open_now = items_of(state, desk.reference, now)
    rows = [_item_row(one, session, now) for one in open_now if one.key not in accepted]
    taken = [
        {**_item_row(one.item, session, now), "accepted_by": one.by, "accepted_at": iso(one.at), "remark": one.remark}
        for one in sorted(accepted.values(), key=lambda one: (one.at, one.item.key))
    ]
    value = {
        "running": running is not None, "shift": _shift_row(state.shift), "leader": running.leader if running else "",
        "officer": running.officer if running else "", "started_at": iso(running.started_at) if running else None,
        "open": rows, "accepted": taken, "head_seq": state.seq, "head_hash": desk.head_hash.hex(),
    }
    say = describer.say
    lines = [say("cli.handover.on_duty", officer=state.shift.officer if state.shift else say("cli.handover.nobody"))]
    if running is not None:
        lines.append(say("entry.HandoverStarted", from_officer=running.from_shift.officer, officer=running.officer,
                         leader=running.leader, count=len(rows)))  # fmt: skip
    lines += table((row["kind_name"], row["text"], row["incident"], row["due_text"], row["key"]) for row in rows)
    lines.append(say("cli.handover.left", open=len(rows), accepted=len(taken)))
    session.out.answer(value, lines)


def _item_row(one: HandoverItem, session: Session, now: datetime) -> dict[str, Any]:
    describer = session.describer
    return {
        "key": one.key, "kind": one.kind.value, "kind_name": kind_name(describer, one.kind), "text": item_title(describer, one),
        "incident": item_incident(describer, one), "incident_id": one.incident_id, "due_at": iso(one.due_at),
        "due_text": item_due(describer, one, now),
    }


def _shift_row(shift: Shift | None) -> dict[str, Any] | None:
    if shift is None:
        return None
    return {"leader": shift.leader, "officer": shift.officer, "started_at": iso(shift.started_at)}
