"""How fast which kind of unit is on which kind of road: data of ``resources/catalog/road_speeds.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.basis import Basis
from app.domain.soundness import Found
from app.kernel.errors import BadFile
from app.kernel.text import Text
from app.map.roads.network import ROAD_KINDS

FASTEST_KMH = 160.0
"""A higher speed is a slip of the hand."""

DEFAULT_PROFILE = "car"
"""How somebody travels whose kind no profile names."""


class SpeedProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to travel: km/h on each kind of road (0: not passable), the wait at a ferry, and the last bit off the roads.

    ``off_road_m``: a place further than this from any road that one may use has no way to it. ``on_foot``: a
    road that is closed to vehicles only lets it through.
    """

    id: str
    name: Text
    unit_kinds: tuple[str, ...]
    speeds_kmh: dict[str, float]
    ferry_wait_min: float
    off_road_kmh: float
    off_road_m: float
    basis: Basis
    on_foot: bool = False


class SpeedTable:
    """The profiles, by the kind of unit that travels so."""

    def __init__(self, profiles: tuple[SpeedProfile, ...]) -> None:
        self.profiles = {one.id: one for one in profiles}
        self._of_kind = {kind: one for one in profiles for kind in one.unit_kinds}

    def of(self, kind: str) -> SpeedProfile:
        """The profile of a unit kind, or the one of this very name (``foot``); an ordinary car for everybody else."""
        return self._of_kind.get(kind) or self.profiles.get(kind) or self.profiles[DEFAULT_PROFILE]


def read_speeds(path: Path, unit_kinds: Collection[str] = ()) -> SpeedTable:
    """The table of this file; ``unit_kinds`` are those that may be named (none: any). Raises ``BadFile``."""
    source = read_source(path)
    rows: tuple[SpeedProfile, ...] = source.convert(tuple[SpeedProfile, ...])
    problems = tuple(source.problem(one) for one in _findings(rows, unit_kinds))
    if problems:
        raise BadFile(problems)
    return SpeedTable(rows)


def _findings(rows: tuple[SpeedProfile, ...], unit_kinds: Collection[str]) -> Iterator[Found]:
    yield from soundness.unique((row.id for row in rows), (), "id")
    yield from soundness.statutory_verified(rows, ())
    if DEFAULT_PROFILE not in {row.id for row in rows}:
        yield (), "speed_default_missing", {"id": DEFAULT_PROFILE}
    taken: dict[str, str] = {}
    for index, row in enumerate(rows):
        yield from _speed_findings(row, index)
        for place, kind in enumerate(row.unit_kinds):
            if unit_kinds:
                yield from soundness.known(kind, unit_kinds, (index, "unit_kinds", place), "speed_unknown_unit_kind")
            if kind in taken:
                yield (index, "unit_kinds", place), "speed_kind_twice", {"name": kind, "first": taken[kind]}
            taken.setdefault(kind, row.id)


def _speed_findings(row: SpeedProfile, index: int) -> Iterator[Found]:
    for kind in ROAD_KINDS:
        if kind not in row.speeds_kmh:
            yield (index, "speeds_kmh"), "speed_road_missing", {"name": kind}
    for kind, speed in row.speeds_kmh.items():
        yield from soundness.known(kind, ROAD_KINDS, (index, "speeds_kmh", kind), "speed_unknown_road")
        if not 0 <= speed <= FASTEST_KMH:
            yield (index, "speeds_kmh", kind), "speed_out_of_bounds", {"value": f"{speed:g}", "most": f"{FASTEST_KMH:g}"}
    if not 0 < row.off_road_kmh <= FASTEST_KMH:
        yield (index, "off_road_kmh"), "speed_out_of_bounds", {"value": f"{row.off_road_kmh:g}", "most": f"{FASTEST_KMH:g}"}
    for field in ("off_road_m", "ferry_wait_min"):
        if not 0 <= getattr(row, field) <= 20_000:
            yield (index, field), "speed_out_of_bounds", {"value": f"{getattr(row, field):g}", "most": "20000"}
