"""Water, hills and the height field that roads and forests follow."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources.demo.generator.geometry import HEIGHT_M, WIDTH_M, XY, band, inside, spline

Field = NDArray[np.float64]
CELL_M = 80.0
COLUMNS, ROWS = int(WIDTH_M / CELL_M) + 1, int(HEIGHT_M / CELL_M) + 1

_MAIN: tuple[XY, ...] = (
    (12_330, 9_030), (11_760, 8_560), (11_560, 7_950), (10_900, 7_640), (10_480, 7_080), (10_640, 6_420),
    (10_080, 5_960), (9_300, 6_180), (8_700, 5_750), (8_120, 5_080), (7_330, 5_260), (6_620, 4_930), (6_230, 4_250),
    (5_450, 4_150), (4_930, 4_720), (4_120, 4_560), (3_690, 3_880), (3_980, 3_220), (3_320, 2_680), (2_400, 2_980),
    (1_720, 2_500), (1_280, 1_840), (560, 1_900), (0, 1_560),
)  # fmt: skip
_TRIBUTARY: tuple[XY, ...] = (
    (16_000, 2_260), (15_100, 2_820), (14_260, 2_480), (13_450, 3_120), (12_720, 2_980), (12_050, 3_700),
    (11_320, 3_560), (10_760, 4_280), (9_980, 4_420), (9_480, 5_180), (8_700, 5_750),
)  # fmt: skip
_INFLOW: tuple[XY, ...] = ((16_000, 11_350), (15_600, 11_250), (15_250, 10_900), (14_900, 10_600))
_RESERVOIR: tuple[XY, ...] = (
    (12_230, 9_130), (12_420, 9_520), (12_280, 9_960), (12_440, 10_330), (12_740, 10_260), (12_860, 9_860),
    (13_260, 9_960), (13_460, 10_420), (13_500, 10_820), (13_820, 10_860), (13_920, 10_420), (14_300, 10_480),
    (14_720, 10_760), (15_060, 10_860), (15_140, 10_600), (14_700, 10_260), (14_280, 9_880), (14_440, 9_440),
    (14_300, 9_180), (14_020, 9_300), (13_820, 9_580), (13_300, 9_420), (12_860, 9_060), (12_440, 8_900),
)  # fmt: skip
# Centre x, y, spread along and across, turn (radians), height (m).
_HILLS = (
    (2_100, 10_400, 1_900, 1_000, 0.30, 330), (4_700, 11_000, 1_400, 900, -0.2, 300), (8_300, 11_100, 1_500, 800, -0.2, 310),
    (12_000, 11_900, 2_000, 700, 0.0, 290), (15_500, 8_900, 800, 1_300, 0.1, 330), (15_500, 5_500, 1_000, 1_100, 0.4, 250),
    (11_950, 5_250, 950, 520, 0.5, 170), (5_200, 300, 1_700, 700, 0.1, 270), (9_300, 300, 1_400, 800, -0.1, 250),
    (13_700, 700, 2_000, 900, 0.15, 310), (500, 7_400, 700, 1_400, 0.0, 230), (4_000, 6_150, 640, 420, 0.5, 120),
    (7_800, 9_000, 620, 900, 0.3, 200), (600, 4_300, 500, 500, 0.0, 110), (4_400, 8_900, 600, 500, 0.0, 170),
    (13_300, 8_300, 700, 420, 0.4, 170), (14_900, 3_900, 500, 380, 0.0, 120),
)  # fmt: skip


@dataclass(frozen=True)
class River:
    """A watercourse: its centre line from the source to the mouth and its half width (m) at each point."""

    id: str
    name: str
    name_en: str
    line: tuple[XY, ...]
    half_widths: tuple[float, ...]

    @functools.cached_property
    def ring(self) -> list[XY]:
        """The water surface."""
        return band(self.line, self.half_widths)


@dataclass(frozen=True)
class Terrain:
    """Water and height (m above sea) on a grid of ``CELL_M``; ``height[row][column]``, rows from the south."""

    rivers: tuple[River, ...]
    reservoir: tuple[XY, ...]
    height: Field
    river_distance: Field
    in_reservoir: NDArray[np.bool_]


def rivers() -> tuple[River, ...]:
    """The main river, its tributary and the stream that feeds the reservoir."""

    def make(id_: str, name: str, name_en: str, points: Sequence[XY], start: float, end: float) -> River:
        line = spline(points)
        last = len(line) - 1
        widths = tuple(start + (end - start) * i / last for i in range(len(line)))
        return River(id_, name, name_en, tuple(line), widths)

    return (
        make("w01", "青溪河", "Qingxi River", _MAIN, 24, 50),
        make("w02", "柳溪", "Liuxi Stream", _TRIBUTARY, 11, 22),
        make("w03", "龙坑水", "Longkeng Brook", _INFLOW, 8, 12),
    )


def build(village_points: Sequence[XY]) -> Terrain:
    """The terrain; valleys are flat along the rivers and around the given points."""
    water = rivers()
    reservoir = tuple(spline(_RESERVOIR, closed=True, steps=6))
    x, y = np.meshgrid(np.arange(COLUMNS) * CELL_M, np.arange(ROWS) * CELL_M)
    river_distance: Field = np.full(x.shape, 1e9)
    for river in water:
        river_distance = np.minimum(river_distance, _distance_to_line(x, y, river.line))
    shore = _distance_to_line(x, y, (*reservoir, reservoir[0]))
    in_reservoir = np.array(
        [[inside((c * CELL_M, r * CELL_M), reservoir) for c in range(COLUMNS)] for r in range(ROWS)],
        dtype=bool,
    )
    shore = np.where(in_reservoir, 0.0, shore)
    village = np.full(x.shape, 1e9)
    for vx, vy in village_points:
        village = np.minimum(village, np.hypot(x - vx, y - vy))
    hills = _hills(x, y)
    hills = hills * _step((river_distance - 120) / 800) * (0.15 + 0.85 * _step((village - 150) / 650))
    hills = hills * _step((shore - 60) / 350)
    # Rounded, so that the last bits of one processor's sine do not choose another road.
    height: Field = np.round(18 + x * 0.0022 + hills, 3).astype(np.float64)
    return Terrain(water, reservoir, height, np.round(river_distance, 3), in_reservoir)


def _hills(x: Field, y: Field) -> Field:
    total = np.zeros(x.shape)
    for cx, cy, along, across, turn, top in _HILLS:
        dx, dy = x - cx, y - cy
        u = (dx * np.cos(turn) + dy * np.sin(turn)) / along
        v = (-dx * np.sin(turn) + dy * np.cos(turn)) / across
        total += top * np.exp(-(u * u + v * v))
    ripple = (
        np.sin(x / 310 + np.sin(y / 270) * 1.3) * np.sin(y / 350 + 0.7)
        + 0.6 * np.sin(x / 170 - y / 210)
        + 0.5 * np.sin(x / 130 + y / 95 + 2 * np.sin(x / 600))
    )
    hills: Field = np.maximum(0.0, total * (1 + 0.16 * ripple) + 9 * ripple)
    return hills


def _step(t: Field) -> Field:
    clipped: Field = np.clip(t, 0.0, 1.0)
    smooth: Field = clipped * clipped * (3 - 2 * clipped)
    return smooth


def _distance_to_line(x: Field, y: Field, line: Sequence[XY]) -> Field:
    nearest = np.full(x.shape, 1e9)
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        dx, dy = bx - ax, by - ay
        t = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - t * dx, y - ay - t * dy))
    return nearest


def rings_above(field: Field, level: float) -> list[list[XY]]:
    """Closed rings around all that is at least ``level`` (marching squares); the field counts as low outside itself."""
    padded = np.pad(field, 1, constant_values=level - 1.0)
    links: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    spots: dict[tuple[int, int, int], XY] = {}
    rows, columns = padded.shape

    def spot(edge: tuple[int, int, int]) -> tuple[int, int, int]:
        r, c, upright = edge
        a = padded[r, c]
        b = padded[r + 1, c] if upright else padded[r, c + 1]
        t = float((level - a) / (b - a))
        px, py = (c - 1 + (0 if upright else t)) * CELL_M, (r - 1 + (t if upright else 0)) * CELL_M
        spots[edge] = (min(max(px, 0.0), WIDTH_M), min(max(py, 0.0), HEIGHT_M))
        return edge

    for r in range(rows - 1):
        for c in range(columns - 1):
            for start, end in _cell_links(padded, r, c, level):
                links[spot(start)] = spot(end)
    rings: list[list[XY]] = []
    while links:
        first = next(iter(links))
        ring, edge = [], first
        while edge in links:
            ring.append(spots[edge])
            edge = links.pop(edge)
        if len(ring) >= 4:
            rings.append(ring)
    return rings


def _cell_links(field: Field, r: int, c: int, level: float) -> list[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    south, north, west, east = (r, c, 0), (r + 1, c, 0), (r, c, 1), (r, c + 1, 1)
    corners = (field[r, c], field[r, c + 1], field[r + 1, c + 1], field[r + 1, c])
    case = sum(1 << i for i, value in enumerate(corners) if value >= level)
    # Each link keeps the high ground on its left, so that hills come out anticlockwise and hollows clockwise.
    table = {
        1: [(south, west)], 2: [(east, south)], 3: [(east, west)], 4: [(north, east)],
        5: [(south, west), (north, east)], 6: [(north, south)], 7: [(north, west)], 8: [(west, north)],
        9: [(south, north)], 10: [(east, south), (west, north)], 11: [(east, north)], 12: [(west, east)],
        13: [(south, east)], 14: [(west, south)],
    }  # fmt: skip
    return table.get(case, [])
