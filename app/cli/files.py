"""Files that a command line names: their fingerprint, and a refusal of the disk said as a fault."""

from __future__ import annotations

from pathlib import Path

from app.kernel.errors import Fault
from app.kernel.hashing import sha256_of


def hash_of(path: Path) -> str:
    """The SHA-256 of a file in hex; ``Fault("file_unreadable")`` where it cannot be read."""
    try:
        return sha256_of(path)
    except OSError as error:
        raise Fault("file_unreadable", {"path": str(path), "detail": error.strerror or str(error)}) from error
