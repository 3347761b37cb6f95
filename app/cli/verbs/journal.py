"""``journal``: proves the chain whole, and writes it out line by line."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator

import msgspec

from app.cli.arguments import path_of
from app.cli.files import write_file
from app.cli.session import Session
from app.cli.tree import Tree
from app.journal.codec import Sealed
from app.journal.port import Journal, verify
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("journal")
    family.verb("verify", verify_journal)
    exporting = family.verb("export", export)
    exporting.add_argument("-o", "--output", type=path_of, metavar="FILE", help=tree.say("cli.help.export"))


def _open(session: Session) -> Journal:
    if not session.doors.has_journal(session.data):
        raise Refusal("desk_empty", {"path": str(session.doors.data_dir(session.data))})
    return session.doors.read_journal(session.data)


def verify_journal(session: Session) -> int:
    """Check every entry against its seal and the one before; returns 1 and names the first that does not fit."""
    journal = _open(session)
    try:
        whole, damage = verify(journal.read())
    finally:
        journal.close()
    row = {"ok": damage is None, "entries": whole, "damaged_seq": damage and damage.seq, "why": damage and damage.why}
    say = session.wording.say
    if damage is None:
        session.out.answer(row, [say("cli.journal.whole", entries=whole)])
        return 0
    session.out.answer(row, [say("cli.journal.damaged", seq=damage.seq, why=say(f"cli.damage.{damage.why}"), entries=whole)])
    return 1


def export(session: Session) -> int:
    """Write the journal as JSON lines: each entry with its header, its body exactly as sealed, and its hashes in hex."""
    journal = _open(session)
    target = session.arguments.output
    try:
        if target is None:
            for line in _lines(journal):
                sys.stdout.write(line.decode() + "\n")
            return 0
        data = b"".join(line + b"\n" for line in _lines(journal))
    finally:
        journal.close()
    write_file(target, data)
    count = data.count(b"\n")
    said = session.wording.say("cli.journal.exported", entries=count, file=str(target))
    session.out.answer({"file": str(target), "entries": count}, [said])
    return 0


def _lines(journal: Journal) -> Iterator[bytes]:
    return (_line(sealed) for sealed in journal.read())


def _line(sealed: Sealed) -> bytes:
    row = {
        name: getattr(sealed, name) for name in ("seq", "at", "actor", "seat", "origin", "cause", "command_id", "kind", "version")
    }
    try:
        msgspec.json.decode(sealed.body)
        row["body"] = msgspec.Raw(sealed.body)
    except (msgspec.DecodeError, UnicodeDecodeError):  # damaged: kept byte for byte, so that nothing is hidden
        row["body_base64"] = base64.b64encode(sealed.body).decode()
    return msgspec.json.encode({**row, "prev_hash": sealed.prev_hash.hex(), "hash": sealed.hash.hex()})
