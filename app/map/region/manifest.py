"""What a regional package says about itself, and the names that may stand in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from app.desk.maps import SourceEntry
from app.kernel.errors import BadFile, Problem

FORMAT = 1
"""Raise it when a program that knows this number could not read the package."""

MAGIC = "zhishou-region"
MANIFEST = "manifest.json"
PARTS = ("maps", "roads", "gazetteer", "layers")
"""The folders below the data folder that are carried."""

LARGEST_MANIFEST = 32 * 1024 * 1024
MOST_FILES = 100_000
MOST_BYTES = 64 * 1024**3
LONGEST_NAME = 200

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})
_FORBIDDEN = frozenset('<>:"|?*\\')


class PackedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file: its path below the data folder, its size and its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The table of contents. ``made_at`` is ISO 8601 with offset; ``sources`` carry no keys and no local paths."""

    kind: str
    format: int
    name: str
    made_at: str
    program: str = ""
    files: tuple[PackedFile, ...]
    sources: tuple[SourceEntry, ...] = ()


def things_of(files: Iterable[PackedFile]) -> Counter[str]:
    """How many things each part holds: a folder of tiles is one map, however many files it has."""
    return Counter(part for part, _thing in dict.fromkeys(tuple(one.path.split("/", 2)[:2]) for one in files))


def is_packable(path: str) -> bool:
    """Whether a package may name this path: below one of the parts, plain on every system, no way out."""
    parts = path.split("/")
    return (
        len(path) <= LONGEST_NAME
        and len(parts) >= 2
        and parts[0] in PARTS
        and all(_is_plain(part) for part in parts)
        and PurePosixPath(path).as_posix() == path
    )


def packed_files(data: Path) -> tuple[list[tuple[str, Path]], list[str]]:
    """The files of the four folders, and the names of what is left out (links, drafts, names no other system takes)."""
    found: list[tuple[str, Path]] = []
    left: list[str] = []
    for part in PARTS:
        for file in sorted((data / part).rglob("*")):
            name = file.relative_to(data).as_posix()
            if file.is_symlink() or (file.is_file() and not is_packable(name)):
                left.append(name)
            elif file.is_file() and _inside(file, data / part):
                found.append((name, file))
    return found, left


def broken(path: Path, code: str, field: str = "", **facts: object) -> BadFile:
    """A package that is not taken in, and why."""
    return BadFile((Problem(path.name, 0, field, code, {name: str(value) for name, value in facts.items()}),))


def _is_plain(part: str) -> bool:
    stem = part.split(".", 1)[0].lower()
    return (
        bool(part)
        and not part.startswith(".")
        and not part.endswith((".", " ", ".part", ".tmp", "-wal", "-shm"))
        and stem not in _RESERVED
        and not any(char in _FORBIDDEN or ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in part)
    )


def _inside(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())
