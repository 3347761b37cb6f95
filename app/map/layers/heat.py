"""Where incidents crowd: a net of hexagons, each with the number of incidents in it and darker the more there are."""

from __future__ import annotations

import math
from collections import Counter

from app.kernel.geo import Point
from app.map.features import Feature, PolygonGeometry
from app.map.layers.view import MapPicture

ACROSS = 24
"""Hexagons across the wider side of where the incidents are."""

LEAST_DEG = 0.0025
"""Half the width of the smallest hexagon, in degrees of latitude (some 280 m): a finer net would show single houses."""

SHADES = 4
_ROOT = math.sqrt(3)


def features(view: MapPicture) -> tuple[Feature, ...]:
    """One hexagon for every cell with an incident."""
    if not view.heat:
        return ()
    stretch = math.cos(math.radians(sum(one.lat for one in view.heat) / len(view.heat))) or 1.0
    size = _size(view.heat, stretch)
    counts = Counter(_cell(one.lon * stretch / size, one.lat / size) for one in view.heat)
    most = max(counts.values())
    say = view.describer.say
    return tuple(
        Feature(
            id=f"{q}.{r}", geometry=PolygonGeometry((_hexagon(q, r, size, stretch),)), title=say("heat.cell", count=count),
            detail=(say("heat.of", count=count, all=len(view.heat)),), label=str(count), label_rank=3,
            state=str(math.ceil(count / most * SHADES)),
        )
        for (q, r), count in sorted(counts.items())
    )


def _size(points: tuple[Point, ...], stretch: float) -> float:
    wide = (max(one.lon for one in points) - min(one.lon for one in points)) * stretch
    high = max(one.lat for one in points) - min(one.lat for one in points)
    return max(max(wide, high) / ACROSS / _ROOT, LEAST_DEG)


def _cell(x: float, y: float) -> tuple[int, int]:
    """The hexagon (axial, pointed at the top) around a place in units of its side."""
    q, r = x * _ROOT / 3 - y / 3, y * 2 / 3
    whole_q, whole_r, whole_s = round(q), round(r), round(-q - r)
    off_q, off_r, off_s = abs(whole_q - q), abs(whole_r - r), abs(whole_s + q + r)
    if off_q > off_r and off_q > off_s:
        return -whole_r - whole_s, whole_r
    return (whole_q, -whole_q - whole_s) if off_r > off_s else (whole_q, whole_r)


def _hexagon(q: int, r: int, size: float, stretch: float) -> tuple[tuple[float, float], ...]:
    x, y = _ROOT * (q + r / 2), 1.5 * r
    corners = [math.radians(60 * place + 30) for place in range(7)]
    return tuple(((x + math.cos(at)) * size / stretch, (y + math.sin(at)) * size) for at in corners)
