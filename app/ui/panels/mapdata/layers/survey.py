"""What is known of a table before a person decides: likely coordinate systems, crossing outlines. No Qt: made in a job."""

from __future__ import annotations

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import Problem
from app.kernel.geo import Point, Region, distance_m
from app.map.spatial.frames import DEGREES, frame_of, grid_code
from app.map.spatial.guess import Candidate, candidates, placed_at
from app.map.spatial.model import Reading, SpatialData
from app.map.spatial.placing import crossings
from app.ui.panels.mapdata.layers.ground import Drawn, draw, middle_place, square


class Survey(msgspec.Struct, frozen=True):
    """One table looked at. ``sure``: the file or its numbers leave no real doubt about the first candidate."""

    data: SpatialData
    likely: tuple[Candidate, ...]
    crossed: tuple[Problem, ...]
    findings: tuple[Problem, ...]

    @property
    def sure(self) -> bool:
        """Whether the first candidate is more than the likeliest of several that look the same."""
        if not self.likely:
            return False
        first = self.likely[0]
        said = any(one.code == "file_says" for one in first.because)
        return first.inside > 0.5 and (said or first.frame.startswith("EPSG:"))


class Choice(msgspec.Struct, frozen=True):
    """A system and the order of the axes, as a person chose it."""

    frame: str
    swapped: bool = False


class Pair(msgspec.Struct, frozen=True):
    """The data in two systems, and the arrow from one to the other with its length (``None`` where they do not meet)."""

    chosen: Drawn
    other: Drawn | None
    arrow: tuple[tuple[float, float], tuple[float, float]] | None
    apart_m: float | None


def survey(reading: Reading, data: SpatialData, region: Region | None, progress: Progress) -> Survey:
    """Look at a table."""
    crossed = crossings(data, reading.file, progress)
    return Survey(data, candidates(data, region), crossed, (*reading.remarks, *data.remarks, *crossed, *data.dropped))


def compare(data: SpatialData, chosen: Choice, other: Choice | None) -> Pair:
    """The data in both systems, ready to be drawn."""
    first, second = frame_of(chosen.frame), frame_of(other.frame) if other else None
    if first is None:
        raise ValueError(f"unknown system: {chosen.frame}")
    here = placed_at(middle_place(data), first, swapped=chosen.swapped)
    there = placed_at(middle_place(data), second, swapped=other.swapped) if second and other else None
    apart = distance_m(Point(here[1], here[0]), Point(there[1], there[0])) if here and there else None
    arrow = (square(*here), square(*there)) if here and there else None
    ghost = draw(data, second, swapped=other.swapped) if second and other else None
    return Pair(draw(data, first, swapped=chosen.swapped), ghost, arrow, apart)


def every_frame(likely: tuple[Candidate, ...], data: SpatialData) -> list[str]:
    """Codes to choose from: the likely ones first, then all others that can hold such numbers."""
    known = list(dict.fromkeys(one.frame for one in likely))
    first = frame_of(known[0]) if known else None
    metres = first.in_metres if first is not None else data.frame_hint.startswith("EPSG:")
    if not metres:
        return list(dict.fromkeys([*known, *DEGREES]))
    zones = [grid_code(3, zone, prefixed=prefixed) for prefixed in (False, True) for zone in range(25, 46)]
    zones += [grid_code(6, zone, prefixed=prefixed) for prefixed in (False, True) for zone in range(13, 24)]
    utm = [f"EPSG:{32600 + zone}" for zone in range(43, 54)]
    return list(dict.fromkeys([*known, *zones, *utm, "EPSG:3857"]))
