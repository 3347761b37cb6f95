"""``backup`` and ``restore``: a whole copy of the desk, verified, and a desk made of such a copy."""

from __future__ import annotations

from pathlib import Path

from app.cli.arguments import path_of
from app.cli.session import Session
from app.cli.tree import Tree
from app.kernel.errors import Refusal
from app.storage.data_dir import Backup, DataDir


def add(tree: Tree) -> None:
    """The parsers of this family."""
    for name, handler in (("backup", backup), ("restore", restore)):
        tree.verb(name, handler).add_argument("folder", type=path_of, metavar="DIR", help=tree.say(f"cli.help.{name}_dir"))


def backup(session: Session) -> int:
    """Copy the desk to a new folder while it goes on working; says which base maps stay behind."""
    place = _place(session)
    if not session.doors.has_journal(session.data):
        raise Refusal("desk_empty", {"path": str(place.path)})
    made = place.backup(_folder(session))
    say = session.wording.say
    lines = [say("cli.backup.made", entries=made.entries, documents=made.documents, path=str(made.path))]
    if made.maps_left_out:
        lines.append(say("cli.backup.maps", count=made.maps_left_out, mb=f"{made.maps_bytes / 1e6:.0f}"))
    session.out.answer(_row(made), lines)
    return 0


def restore(session: Session) -> int:
    """Make the desk of the data folder out of a backup; a folder that holds a desk is refused."""
    made = _place(session).restore(_folder(session))
    said = session.wording.say("cli.restore.made", entries=made.entries, documents=made.documents, path=str(made.path))
    session.out.answer(_row(made), [said])
    return 0


def _place(session: Session) -> DataDir:
    return DataDir(session.doors.data_dir(session.data))


def _folder(session: Session) -> Path:
    folder: Path = session.arguments.folder
    return folder


def _row(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path), "entries": made.entries, "documents": made.documents, "maps_left_out": made.maps_left_out,
        "maps_bytes": made.maps_bytes,
    }  # fmt: skip
