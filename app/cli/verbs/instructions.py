"""``instructions list|receive|assign|progress|answer|close|print``: what comes in from above, without a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.arguments import format_of, moment_of, path_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.papers import print_out
from app.domain.instruction.commands import (
    AnswerInstruction,
    AssignInstruction,
    CloseInstruction,
    ReceiveInstruction,
    RecordProgress,
)
from app.domain.instruction.entries import InstructionReceived
from app.domain.instruction.model import Instruction, InstructionKind, ReceivedBy
from app.domain.record import Command
from app.kernel.errors import Refusal

SHEET = "instruction_sheet"


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("instructions")
    family.verb("list", list_instructions).add_argument("--all", action="store_true", help=say("cli.help.closed_too"))
    receiving = family.verb("receive", receive)
    receiving.add_argument("text", metavar="TEXT", help=say("cli.help.instruction_text"))
    kinds = [one.value for one in InstructionKind]
    receiving.add_argument("--kind", choices=kinds, required=True, help=say("cli.help.instruction_kind"))
    receiving.add_argument("--from", dest="from_name", required=True, metavar="NAME", help=say("cli.help.instruction_from"))
    receiving.add_argument("--post", default="", metavar="TEXT", help=say("cli.help.instruction_post"))
    receiving.add_argument("--desk", default="", metavar="TEXT", help=say("cli.help.instruction_desk"))
    ways = [one.value for one in ReceivedBy]
    receiving.add_argument("--how", choices=ways, default="phone", help=say("cli.help.instruction_how"))
    receiving.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    receiving.add_argument("--responsible", default="", metavar="WHO", help=say("cli.help.responsible"))
    assigning = family.verb("assign", assign)
    assigning.add_argument("responsible", metavar="WHO", help=say("cli.help.responsible"))
    for parser in (receiving, assigning):
        parser.add_argument("--handle-by", metavar="T", help=say("cli.help.handle_by"))
        parser.add_argument("--answer-by", metavar="T", help=say("cli.help.answer_by"))
    stepping = family.verb("progress", progress)
    stepping.add_argument("text", metavar="TEXT", help=say("cli.help.step_text"))
    stepping.add_argument("--handled", action="store_true", help=say("cli.help.handled"))
    answering = family.verb("answer", answer)
    answering.add_argument("text", metavar="TEXT", help=say("cli.help.answer_text"))
    answering.add_argument("--means", default="phone", metavar="WORD", help=say("cli.help.answer_means"))
    closing = family.verb("close", close)
    closing.add_argument("--note", default="", metavar="TEXT", help=say("cli.help.close_note"))
    printing = family.verb("print", print_sheet)
    printing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    for parser in (assigning, stepping, answering, closing, printing):
        parser.add_argument("--id", dest="instruction", required=True, metavar="ID", help=say("cli.help.instruction"))
    for parser in (receiving, stepping, answering):
        parser.add_argument("--at", metavar="T", help=say("cli.help.done_at"))
    for parser in (receiving, assigning, stepping, answering, closing, printing):
        tree.actor(parser)


async def list_instructions(session: Session) -> int:
    """List what is not closed (``--all``: everything), the oldest first."""
    async with session.desk() as workspace:
        chosen = [one for one in workspace.desk.state.instructions.values() if session.arguments.all or one.closed_at is None]
        rows = [_row(one, session) for one in sorted(chosen, key=lambda one: one.received_at)]
        lines = table(
            (row["id"], row["state_name"], row["kind_name"], row["from"], row["due"], row["responsible"] or "-", row["text"])
            for row in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.instructions.none")])
    return 0


async def print_sheet(session: Session) -> int:
    """Make the sheet of an instruction (领导批示件, 督办单) as PDF, Word or text, archived and recorded."""
    given = session.arguments
    async with session.desk() as workspace:
        state = workspace.desk.state
        one = state.instructions.get(given.instruction)
        if one is None:
            raise Refusal("instruction_unknown", {"instruction": given.instruction})
        wanted = format_of(given.output)
        target = given.output or Path(f"{one.id}-{SHEET}.{wanted}")
        row, lines = await print_out(session, workspace, state.incidents.get(one.incident_id), SHEET, one.id, target, wanted)
        session.out.answer(row, lines)
    return 0


async def receive(session: Session) -> int:
    """Record what came in."""
    given = session.arguments
    async with session.desk() as workspace:
        handle_by, answer_by = _limits(session)
        records = await workspace.desk.execute(
            ReceiveInstruction(
                kind=InstructionKind(given.kind), from_name=given.from_name, text=given.text, how=ReceivedBy(given.how),
                from_post=given.post, from_desk=given.desk, received_at=moment_of(given.at, session.clock),
                incident_id=workspace.desk.state.incident(given.incident).id if given.incident else "",
                responsible=given.responsible, handle_due_at=handle_by, feedback_due_at=answer_by,
            ),
            session.context(),
        )
        made = next(one.entry.instruction.id for one in records if isinstance(one.entry, InstructionReceived))
        return _answer(session, made)


async def assign(session: Session) -> int:
    """Say who is responsible."""
    given = session.arguments

    def command() -> Command:
        handle_by, answer_by = _limits(session)
        return AssignInstruction(
            instruction_id=given.instruction, responsible=given.responsible, handle_due_at=handle_by, feedback_due_at=answer_by
        )

    return await _do(session, command)


async def progress(session: Session) -> int:
    """Record a step."""
    given = session.arguments
    return await _do(session, lambda: RecordProgress(
        instruction_id=given.instruction, text=given.text, handled=given.handled, at=moment_of(given.at, session.clock)
    ))


async def answer(session: Session) -> int:
    """Record the answer."""
    given = session.arguments
    return await _do(session, lambda: AnswerInstruction(
        instruction_id=given.instruction, answer=given.text, means=given.means, at=moment_of(given.at, session.clock)
    ))


async def close(session: Session) -> int:
    """Put it away."""
    given = session.arguments
    return await _do(session, lambda: CloseInstruction(instruction_id=given.instruction, note=given.note))


async def _do(session: Session, make: Callable[[], Command]) -> int:
    async with session.desk() as workspace:
        await workspace.desk.execute(make(), session.context())
        return _answer(session, session.arguments.instruction)


def _limits(session: Session) -> tuple[datetime | None, datetime | None]:
    given = session.arguments
    return moment_of(given.handle_by, session.clock), moment_of(given.answer_by, session.clock)


def _answer(session: Session, instruction_id: str) -> int:
    row = _row(session.workspace.desk.state.instructions[instruction_id], session)
    session.out.answer(row, [" ".join((row["id"], row["state_name"], row["kind_name"], row["from"], row["text"]))])
    return 0


def _row(one: Instruction, session: Session) -> dict[str, Any]:
    say = session.wording.say
    of = session.workspace.desk.state.incidents.get(one.incident_id)
    due_at = min((at for at in (one.handle_due_at, one.feedback_due_at) if at is not None), default=None)
    return {
        "id": one.id,
        "state": one.state.value,
        "state_name": say(f"instruction_state.{one.state}"),
        "kind": one.kind.value,
        "kind_name": say(f"instruction_kind.{one.kind}"),
        "from": one.from_name,
        "post": one.from_post,
        "desk": one.from_desk,
        "how": one.how.value,
        "text": one.text,
        "incident": of.number if of is not None else "",
        "responsible": one.responsible,
        "received_at": iso(one.received_at),
        "handle_due_at": iso(one.handle_due_at),
        "feedback_due_at": iso(one.feedback_due_at),
        "due": short(due_at),
        "steps": [{"at": iso(step.at), "by": step.by, "text": step.text, "handled": step.handled} for step in one.steps],
        "answer": one.answer,
        "answered_at": iso(one.answered_at),
        "closed_at": iso(one.closed_at),
        "close_note": one.close_note,
    }
