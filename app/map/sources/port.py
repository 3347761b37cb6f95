"""What every source of tiles can do, and the values it speaks in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from app.desk.maps import Schema, TileKind
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Region

MOST_ZOOM = 22
"""No duty room's map is deeper; it bounds every number that a page or a file may name."""


class Tile(NamedTuple):
    """One tile as the page gets it: unpacked, its kind seen from its bytes."""

    mime: str
    body: bytes


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says about itself and what was seen in it. ``layers`` are those of a vector map."""

    kind: TileKind
    min_zoom: int
    max_zoom: int
    bounds: Region | None = None
    name: str = ""
    attribution: str = ""
    layers: tuple[str, ...] = ()
    schema: Schema | None = None
    size_bytes: int = 0


class TileSource(Protocol):
    """An opened source. Safe to be asked from several threads."""

    @property
    def facts(self) -> SourceFacts:
        """What it is."""
        ...

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """The tile (rows counted from the north), ``None`` where there is none or it is not what it claims to be.

        ``BadFile`` where the file turns out to be damaged.
        """
        ...

    def check(self) -> tuple[Problem, ...]:
        """What a thorough look at the file finds wrong."""
        ...

    def close(self) -> None:
        """Let go of the file; a later ``tile`` is ``None``."""
        ...


def is_address(z: int, x: int, y: int) -> bool:
    """Whether there is such a tile on earth."""
    return 0 <= z <= MOST_ZOOM and 0 <= x < 1 << z and 0 <= y < 1 << z


def bad(path: Path | str, code: str, field: str = "", **facts: object) -> BadFile:
    """A file that cannot be used, with one problem."""
    return BadFile((Problem(str(path), 0, field, code, {name: str(value) for name, value in facts.items()}),))
