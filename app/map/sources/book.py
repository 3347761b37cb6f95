"""``maps.json`` in the data folder: which sources were registered and which are shown. A broken file is moved aside."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path

import msgspec

from app.desk.maps import MapChoice, SourceEntry
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically

log = logging.getLogger(__name__)

FORMAT = 1
_LARGEST = 4_000_000


class Book(msgspec.Struct, frozen=True):
    """Everything that is kept about base maps on this computer."""

    format: int = FORMAT
    entries: tuple[SourceEntry, ...] = ()
    choice: MapChoice = MapChoice()


def read_book(path: Path) -> Book:
    """What is kept; an empty book where there is none. A file that cannot be read is moved to ``maps.broken``."""
    try:
        with path.open("rb") as file:
            book = msgspec.json.decode(file.read(_LARGEST), type=Book)
        if book.format <= FORMAT:
            return book
        reason = f"format {book.format}"
    except FileNotFoundError:
        return Book()
    except (msgspec.DecodeError, OSError) as error:
        reason = str(error)
    log.error("the list of base maps cannot be read and is moved aside: %s", reason)
    with contextlib.suppress(OSError):
        os.replace(path, path.with_suffix(".broken"))
    return Book()


def seen_at(path: Path) -> tuple[int, int]:
    """Tells one writing of the file from another: its time and size; zeros where there is none."""
    try:
        seen = path.stat()
    except OSError:
        return 0, 0
    return seen.st_mtime_ns, seen.st_size


def write_book(path: Path, book: Book) -> None:
    """Keep this, whole or not at all; readable for this user alone (there are keys in it). ``Fault("maps_not_saved")``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, msgspec.json.format(msgspec.json.encode(book), indent=2), private=True)
    except OSError as error:
        raise Fault("maps_not_saved", {"path": str(path), "why": error.strerror or str(error)}) from error
