"""Files that a command line names: their fingerprint, and what the disk refuses said as a fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.session import Session
from app.desk.paper import Paper
from app.kernel.errors import Fault
from app.kernel.hashing import sha256_of
from app.kernel.whole_file import write_atomically


def hash_of(path: Path) -> str:
    """The SHA-256 of a file in hex; ``Fault("file_unreadable")`` where it cannot be read."""
    try:
        return sha256_of(path)
    except OSError as error:
        raise Fault("file_unreadable", {"path": str(path), "detail": error.strerror or str(error)}) from error


def write_file(target: Path, data: bytes) -> None:
    """The file holds exactly ``data`` afterwards; ``Fault("document_not_written")`` where the disk refuses: it is as it was."""
    with writing(target):
        write_atomically(target, data)


def tell_missing(session: Session, paper: Paper) -> list[str]:
    """The characters of a paper that no font has; they are named on standard error."""
    missing = sorted(set(paper.missing))
    if missing:
        named = " ".join(f"{one} (U+{ord(one[0]):04X})" for one in missing)
        session.out.remark(session.wording.say("cli.report.missing", characters=named))
    return missing


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """What the disk refuses within is ``Fault("document_not_written")`` about this file."""
    try:
        yield
    except OSError as error:
        raise Fault("document_not_written", {"path": str(target), "detail": error.strerror or str(error)}) from error
