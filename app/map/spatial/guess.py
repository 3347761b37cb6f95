"""Which coordinate systems the numbers of a file could be in, the likeliest first, each with its reasons. A person decides.

What can be told: degrees from metres, the zone in front of an easting, what the file says of itself, and whether the place
then lies where this desk works. What cannot: degrees look the same in CGCS2000, GCJ-02 and BD-09; only the map shows it.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.kernel.geo import Point, Region, distance_m
from app.kernel.projection import gauss_kruger, zone_of
from app.map.features import Position
from app.map.spatial.frames import DEGREES, Frame, frame_of, grid_code
from app.map.spatial.model import SpatialData
from app.map.spatial.shapes import places

CHINA = Region(3.0, 73.0, 54.0, 136.0)
"""Where a desk is that has not said where it is."""

_SAMPLE = 400
_PRIOR = {"CGCS2000": 0.3, "WGS-84": 0.29, "GCJ-02": 0.2, "BD-09": 0.1}


class Reason(msgspec.Struct, frozen=True):
    """Why a system is likely or not; worded under ``frame_reason.<code>``."""

    code: str
    facts: dict[str, str] = {}


class Candidate(msgspec.Struct, frozen=True):
    """A system that the numbers could be in. ``inside``: share (0 to 1) of the looked-at places that lie in the region.

    ``swapped``: only if the two numbers of each place stand in the other order (latitude or northing first).
    """

    frame: str
    swapped: bool
    inside: float
    score: float
    because: tuple[Reason, ...]


def sample(data: SpatialData, most: int = _SAMPLE) -> list[Position]:
    """Places from all over the table, in the file's own numbers."""
    step = max(1, len(data.features) // most)
    return [places(shape)[0] for feature in data.features[::step] for shape in feature.shapes[:1]]


def candidates(data: SpatialData, region: Region | None) -> tuple[Candidate, ...]:
    """Every system that can hold these numbers, the likeliest first; never empty for degrees or for metres of China."""
    spots = sample(data)
    area = region or CHINA
    degrees = all(abs(x) <= 180 and abs(y) <= 180 for x, y in spots)
    codes = _degree_codes(data) if degrees else _metre_codes(spots, area, data)
    found = [_judged(code, swapped, spots, area, data, degrees) for code in codes for swapped in (False, True)]
    kept = [one for one in found if one is not None]
    straight = {one.frame: one for one in kept if not one.swapped}
    useful = [
        one for one in kept
        if not one.swapped or one.frame not in straight or one.inside > straight[one.frame].inside
    ]
    return tuple(sorted(useful, key=lambda one: -one.score)[:8])


def placed_at(spot: Position, frame: Frame, *, swapped: bool) -> Position | None:
    """Longitude and latitude of a place of the file; ``None`` where the system cannot hold it."""
    try:
        return frame.to_wgs84(spot[1], spot[0]) if swapped else frame.to_wgs84(*spot)
    except (ValueError, OverflowError):
        return None


def shift_m(data: SpatialData, one: Candidate, other: Candidate) -> float | None:
    """How far the data would lie apart if it were read in these two systems, in metres (median of the sample)."""
    first, second = frame_of(one.frame), frame_of(other.frame)
    if first is None or second is None:
        return None
    apart = []
    for spot in sample(data, 40):
        here, there = placed_at(spot, first, swapped=one.swapped), placed_at(spot, second, swapped=other.swapped)
        if here is not None and there is not None:
            apart.append(distance_m(Point(here[1], here[0]), Point(there[1], there[0])))
    return sorted(apart)[len(apart) // 2] if apart else None


def _degree_codes(data: SpatialData) -> list[str]:
    return list(dict.fromkeys([data.frame_hint if data.frame_hint in DEGREES else "CGCS2000", "CGCS2000", "GCJ-02", "BD-09"]))


def _metre_codes(spots: list[Position], area: Region, data: SpatialData) -> list[str]:
    """The zones that the eastings name, else the zones round the region; then the web's map."""
    found = [data.frame_hint] if data.frame_hint.startswith("EPSG:") else []
    for x, y in spots[:: max(1, len(spots) // 5)]:
        for number in (x, y):
            zone = int(number // 1_000_000)
            found += [code for width in (3, 6) if (code := grid_code(width, zone, prefixed=True))]
    middle = (area.west + area.east) / 2
    if area is not CHINA:
        found += [code for off in (0, -1, 1) if (code := grid_code(3, round(middle / 3) + off, prefixed=False))]
        found += [code for off in (0, -1, 1) if (code := grid_code(6, round((middle + 3) / 6) + off, prefixed=False))]
    else:
        found += [grid_code(3, zone, prefixed=False) for zone in range(25, 46)]
    return list(dict.fromkeys([*found, "EPSG:3857"]))


def _judged(
    code: str, swapped: bool, spots: list[Position], area: Region, data: SpatialData, degrees: bool
) -> Candidate | None:
    frame = frame_of(code)
    if frame is None or frame.in_metres is degrees:
        return None
    found = [there for spot in spots if (there := placed_at(spot, frame, swapped=swapped)) is not None]
    if not found or (len(found) < len(spots) / 2 and data.frame_hint != code):
        return None
    inside = _share(found, area, len(spots))
    hinted = bool(data.frame_hint) and frame_of(data.frame_hint) == frame
    score = 2 * inside + (1.5 if hinted else 0) + _PRIOR.get(code, 0.0) - (0.4 if swapped else 0)
    if frame.in_metres and not _central(found, code):
        score -= 0.5
    return Candidate(code, swapped, inside, score, tuple(_reasons(code, swapped, inside, hinted, degrees, data)))


def _share(found: Iterable[Position], area: Region, of: int) -> float:
    return sum(1 for lon, lat in found if area.holds(Point(lat, lon))) / of


def _central(found: list[Position], code: str) -> bool:
    """Whether the places lie in the zone's own strip, or a little beyond: a grid is not used far from its meridian."""
    grid = gauss_kruger(int(code[5:]))
    if grid is None:
        return True
    lon = sorted(lon for lon, _ in found)[len(found) // 2]
    return abs(lon - grid.meridian_deg) <= zone_of(int(code[5:]))[0] / 2 + 0.6


def _reasons(code: str, swapped: bool, inside: float, hinted: bool, degrees: bool, data: SpatialData) -> Iterable[Reason]:
    if hinted:
        yield Reason("file_says", {"words": " ".join(data.frame_words.split())[:60]})
    elif data.frame_hint:
        yield Reason("file_says_other", {"frame": data.frame_hint})
    yield Reason("in_degrees" if degrees else "in_metres")
    if swapped:
        yield Reason("axes_swapped")
    yield Reason("inside" if inside > 0 else "outside", {"share": f"{inside * 100:.0f}%"})
    if degrees and not hinted and code in ("CGCS2000", "WGS-84"):
        yield Reason("survey")
    if code == "GCJ-02":
        yield Reason("phones")
    if code == "BD-09":
        yield Reason("baidu")
