"""``replay``: the desk, or a kept drill, as it was at a moment. It reads a copy of the journal: no byte of the folder changes."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

import msgspec

from app.cli.arguments import typed_moment
from app.cli.output import iso, short, table
from app.cli.rows import deadline_row, incident_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe import Describer
from app.desk.replay.footage import Reel, make_reel
from app.desk.replay.known import EndedDuties, duty_rows, known_rows
from app.desk.replay.player import MARGIN
from app.desk.replay.tape import Known, Tape
from app.desk.replay.words import due_lines, duty_lines, known_lines, unit_lines
from app.domain.deadlines import deadlines
from app.domain.planning.library import effective
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal

_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2})?")


def add(tree: Tree) -> None:
    """The parser of this verb."""
    parser: ArgumentParser = tree.verb("replay", replay)
    say = tree.say
    parser.add_argument("incident", nargs="?", default="", metavar="INCIDENT", help=say("cli.help.replay_incident"))
    parser.add_argument("--drill", default="", metavar="ID", help=say("cli.help.replay_drill"))
    parser.add_argument("--at", required=True, metavar="TIME", help=say("cli.help.replay_at"))
    known = [one.value for one in Known]
    parser.add_argument("--known", choices=known, default=known[0], help=say("cli.help.replay_known"))


def replay(session: Session) -> int:
    """Say what was known at a moment, which level counted, which units were out and what was due."""
    arguments = session.arguments
    ports = session.doors.replays(session.data)
    reel = make_reel(ports.drill(arguments.drill) if arguments.drill else ports.journal())
    tape = reel.then if arguments.known == Known.THEN.value else reel.later
    at = _moment(arguments.at, tape)
    place = tape.place_at(at)
    state, end = tape.state_at(place), reel.then.end
    incident_id = end.incident(arguments.incident).id if arguments.incident else ""
    reference = effective(reel.footage.files, state)
    said = ports.describer(session.lang, reference)
    value = _value(session, reel, tape, state, reference, at, incident_id, said)
    session.out.answer(value, _lines(value, said, at))
    return 0


def _moment(text: str, tape: Tape) -> datetime:
    """The moment meant: a time without a day is that of the journal's last day, ``now`` its end. ``Refusal("replay_outside")``
    before its first entry, ``time_form`` for what is no time."""
    first, end = tape.moments[0], tape.moments[-1] + MARGIN
    day = f"{to_local(end).date().isoformat()}T" if _CLOCK.fullmatch(text.strip()) else ""
    at = typed_moment(f"{day}{text.strip()}", FixedClock(end))
    if at < first:
        raise Refusal("replay_outside", {"at": short(at), "first": short(first), "last": short(tape.moments[-1])})
    return at


def _value(
    session: Session, reel: Reel, tape: Tape, state: State, reference: Reference, at: datetime, incident_id: str, said: Describer
) -> dict[str, Any]:
    end, end_at = reel.then.end, max(at, reel.then.moments[-1])
    ended = EndedDuties(end, effective(reel.footage.files, end), end_at)
    known = known_lines(known_rows(state, end, incident_id), state, end, said)
    duties = duty_rows(state, reference, at, ended, incident_id)
    ranked = [one for one in deadlines(state, reference, at) if not incident_id or one.incident_id == incident_id]
    shown = [of for key, of in state.incidents.items() if key == incident_id or (not incident_id and of.is_open)]
    return {
        "at": iso(at), "known": session.arguments.known, "drill": session.arguments.drill,
        "entries": state.seq, "total": len(tape), "cut_at": tape.cut_at or reel.footage.damaged_at or None,
        "incidents": [incident_row(of, said) for of in shown],
        "facts": [_plain(one) for one in known],
        "units_out": [_plain(one) for one in unit_lines(state, at, said, incident_id) if one.is_out],
        "due": [
            {"incident": line.incident, **deadline_row(one, said, state, at), "word": line.word}
            for one, line in zip(ranked, due_lines(ranked, state, at, said), strict=True)
        ],
        "duties": [
            {**_plain(line), "standing": row.standing.value, "end_standing": row.ended.value if row.ended is not None else None}
            for row, line in zip(duties, duty_lines(duties, state, said), strict=True)
        ],
    }


def _plain(line: msgspec.Struct) -> dict[str, Any]:
    found = msgspec.structs.asdict(line)
    return {
        name: iso(value) if isinstance(value, datetime) else getattr(value, "value", value)
        for name, value in found.items() if name not in ("tone", "ended_tone")
    }


def _lines(value: dict[str, Any], said: Describer, at: datetime) -> list[str]:
    say = said.say
    lines = [say(
        "cli.replay.head", at=to_local(at).strftime("%Y-%m-%d %H:%M:%S"), known=say(f"replay.known.{value['known']}"),
        entries=value["entries"], total=value["total"],
    )]  # fmt: skip
    sections = (
        ("known", [(one["incident"], one["name"], one["then"] or "—", one["status"], one["end"] or "—", one["word"])
                   for one in value["facts"]]),
        ("due", [(one["due_at"][11:16], one["word"], one["text"], one["incident"]) for one in value["due"]]),
        ("duties", [(one["due_at"][11:16], one["word"], one["what"], one["ended"]) for one in value["duties"]]),
        ("units", [(one["name"], one["status"], one["incident"]) for one in value["units_out"]]),
    )  # fmt: skip
    for code, rows in sections:
        lines += [say(f"cli.replay.{code}"), *(table(rows) or [say("cli.replay.nothing")])]
    return lines
