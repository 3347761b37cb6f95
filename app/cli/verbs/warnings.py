"""``warnings``: messages taken in, signed for, passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.cli.arguments import path_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_warnings import kind
from app.domain.duty.model import Warning
from app.domain.state import State
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.rules import by_identifier
from app.domain.words import AlertLevel
from app.kernel.errors import Fault, Problem, Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("warnings")
    listing = family.verb("list", list_warnings)
    listing.add_argument("--all", action="store_true", help=say("cli.help.warnings_all"))
    taking = family.verb("import", take)
    taking.add_argument("files", nargs="+", type=path_of, metavar="FILE", help=say("cli.help.warnings_files"))
    taking.add_argument("--level", choices=[one.value for one in AlertLevel], help=say("cli.help.warnings_level"))
    tree.actor(taking)
    signing = family.verb("sign", sign)
    signing.add_argument("warning", metavar="W", help=say("cli.help.warning"))
    signing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.warnings_by"))
    tree.actor(signing)
    relaying = family.verb("relay", relay)
    relaying.add_argument("warning", metavar="W", help=say("cli.help.warning"))
    relaying.add_argument("--to", nargs="+", required=True, metavar="NAME", help=say("cli.help.warnings_to"))
    relaying.add_argument("--means", required=True, metavar="TEXT", help=say("cli.help.warnings_means"))
    tree.actor(relaying)


async def list_warnings(session: Session) -> int:
    """The warnings in force, or all that ever came."""
    async with session.desk() as workspace:
        _answer(session, workspace.desk.state, everything=session.arguments.all)
    return 0


async def take(session: Session) -> int:
    """Take in message files, each by itself; exit code 2 where any could not be. Shapes that were left out are told."""
    arguments = session.arguments
    level = AlertLevel(arguments.level) if arguments.level else None
    left_out: list[Problem] = []
    async with session.desk() as workspace:
        for path in arguments.files:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise Fault("file_unreadable", {"path": str(path), "detail": error.strerror or str(error)}) from error
            message, problems = session.doors.read_warning(data, path.name)
            left_out += problems
            await workspace.desk.execute(ReceiveWarning(message=message, level=level), session.context())
        _answer(session, workspace.desk.state, problems=left_out)
    return 0


async def sign(session: Session) -> int:
    """Sign for one."""
    arguments = session.arguments
    async with session.desk() as workspace:
        one = _warning(arguments.warning, workspace.desk.state)
        await workspace.desk.execute(SignForWarning(warning_id=one.id, by=arguments.by), session.context())
        _answer(session, workspace.desk.state)
    return 0


async def relay(session: Session) -> int:
    """Record to whom one was passed on."""
    arguments = session.arguments
    async with session.desk() as workspace:
        one = _warning(arguments.warning, workspace.desk.state)
        command = RelayWarning(warning_id=one.id, to=tuple(arguments.to), means=arguments.means)
        await workspace.desk.execute(command, session.context())
        _answer(session, workspace.desk.state)
    return 0


def _warning(text: str, state: State) -> Warning:
    found = state.warnings.get(text) or by_identifier(state, text)
    if found is None:
        raise Refusal("warning_unknown", {"warning": text})
    return found


def _answer(session: Session, state: State, *, everything: bool = False, problems: list[Problem] | None = None) -> None:
    now = session.clock.now()
    shown = sorted(
        (one for one in state.warnings.values() if everything or one.lifted_at is None), key=lambda one: (one.received_at, one.id)
    )
    say, describer = session.wording.say, session.describer
    lines = table(
        (
            short(one.received_at), say(f"alert.{one.level}"), kind(describer, one.kind),
            say(f"warning.standing.{one.standing(now)}"), one.signed_by or "-", one.issued_by, one.id,
        )
        for one in shown
    )
    told = [f"{one.file}:{one.line} {one.field} {session.wording.problem(one)}" for one in problems or ()]
    rows = [_row(one, now) for one in shown]
    session.out.answer({"warnings": rows, "left_out": told} if problems is not None else rows, [*told, *lines])


def _row(one: Warning, now: datetime) -> dict[str, Any]:
    return {
        "id": one.id, "identifier": one.identifier, "kind": one.kind, "level": one.level.value, "issued_by": one.issued_by,
        "text": one.text, "areas": [area.words for area in one.areas], "sent_at": iso(one.sent_at),
        "received_at": iso(one.received_at), "expires_at": iso(one.expires_at), "standing": one.standing(now),
        "signed_by": one.signed_by, "signed_at": iso(one.signed_at), "relayed_to": [relay.to for relay in one.relays],
        "source": one.source_name, "sha256": one.source_sha256,
    }
