"""Writing a file so that it is there whole, or not at all: a power cut, a full disk or an error leaves the old one as it was.

The new file grows as a draft in the same folder (a rename is whole only within one disk), is made durable, and takes the name.
Of two writers at once the later one wins, with a whole file. Drafts begin with a dot and end in ``.tmp``; a backup passes over
them. What the disk refuses is raised as the ``OSError`` that it is: the caller knows what could not be saved, and says so.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[Path]:
    """The place to write to; leaving the block without an error gives the file its name, durable. Raises ``OSError``.

    The place is an empty file in the folder of ``path``, which must exist. On any error ``path`` is as it was and nothing of
    the draft is left. ``private``: only this user may read it (there is a key or a token in it).
    """
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")  # short: the name itself may be as long as the disk allows
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY if private else 0o666))
    try:
        yield draft
        with open(draft, "rb+") as written:  # writable: Windows makes nothing durable that was opened to read
            os.fsync(written.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """The file holds exactly ``data`` afterwards, durable; on any error it is as it was. Raises ``OSError``."""
    with whole_file(path, private=private) as draft:
        draft.write_bytes(data)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
