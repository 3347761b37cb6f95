"""Draws what was drawn on the map as a sign of the legend: each kind by its own line and hatching, as the page draws it, so that
kinds are told apart in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import HexColor

from app.reports.documents.map_sheet.signs import DrawnLook

_WIDE_PX, _HIGH_PX = 34.0, 18.0
"""An example on the page; everything below is in its pixels and shrunk to the size of the sign."""

_DASHES = {"dashed": (9, 5), "dotted": (2, 4), "dashdot": (12, 4, 2, 4), "long": (16, 5)}
_HATCH_PX = 6.0
_LEAST_PT = 0.5

Spot = tuple[float, float]


def draw_drawn(canvas: Any, look: DrawnLook, x: float, y: float, size: float) -> None:
    """The sign with its middle at ``x``, ``y``; ``size`` (points) is the side of an ordinary sign, this one is a third wider."""
    unit = size * 1.35 / _WIDE_PX
    half_wide, half_high = _WIDE_PX / 2 * unit, _HIGH_PX / 2 * unit
    canvas.setStrokeColor(HexColor(look.colour))
    canvas.setFillColor(HexColor(look.colour))
    canvas.setLineJoin(1)
    corners = [(x - half_wide, y), (x + half_wide, y)]
    if look.area:
        left, right, low, high = x - half_wide, x + half_wide, y - half_high + unit, y + half_high - unit
        corners = [(left, high), (right, high), (right, low), (left, low), (left, high)]
        _hatch(canvas, look.hatch, (left, low, right, high), unit)
    _line(canvas, look, corners, unit)
    _marks(canvas, look, corners, unit)


def _hatch(canvas: Any, hatch: str, box: tuple[float, float, float, float], unit: float) -> None:
    left, low, right, high = box
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, low, right - left, high - low)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.35)
    tall, step = high - low, _HATCH_PX * unit
    for start in _steps(left - tall, right, step):
        if hatch in ("rising", "cross"):
            canvas.line(start, low, start + tall, high)
        if hatch in ("falling", "cross"):
            canvas.line(start, high, start + tall, low)
    if hatch == "level":
        for at in _steps(low + step / 2, high, step):
            canvas.line(left, at, right, at)
    if hatch == "dots":
        for across in _steps(left + step / 2, right, step):
            for up in _steps(low + step / 2, high, step):
                canvas.circle(across, up, 0.35, stroke=0, fill=1)
    canvas.restoreState()


def _line(canvas: Any, look: DrawnLook, corners: list[Spot], unit: float) -> None:
    canvas.setLineWidth(max(look.width * unit, _LEAST_PT))
    if look.line in _DASHES:
        canvas.setDash([length * unit for length in _DASHES[look.line]])
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([])
    if look.line == "rail":
        canvas.setStrokeColor(HexColor("#ffffff"))
        canvas.setLineWidth(max((look.width - 2.4) * unit, _LEAST_PT))
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setStrokeColor(HexColor(look.colour))


def _marks(canvas: Any, look: DrawnLook, corners: list[Spot], unit: float) -> None:
    """What stands on the line: teeth inwards, crosses, and the head that says where a way leads."""
    canvas.setLineWidth(max(2.0 * unit, _LEAST_PT))
    if look.line == "teeth":
        for (x, y), (dx, dy) in _along(corners, 8 * unit):
            canvas.line(x, y, x + dy * 5 * unit, y - dx * 5 * unit)
    elif look.line == "crosses":
        arm = 3 * unit
        for (x, y), _ in _along(corners, 11 * unit):
            canvas.line(x - arm, y - arm, x + arm, y + arm)
            canvas.line(x - arm, y + arm, x + arm, y - arm)
    elif look.line in ("arrows", "rail"):
        x, y = corners[-1]
        head = canvas.beginPath()
        head.moveTo(x + 2 * unit, y)
        head.lineTo(x - 10 * unit, y + 7 * unit)
        head.lineTo(x - 10 * unit, y - 7 * unit)
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)


def _along(corners: list[Spot], apart: float) -> Iterator[tuple[Spot, Spot]]:
    """Places along the line, evenly apart, with the direction there; round the corners of an area it runs clockwise."""
    for (ax, ay), (bx, by) in pairwise(corners):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        direction = ((bx - ax) / length, (by - ay) / length)
        for at in _steps(apart / 2, length, apart):
            yield (ax + direction[0] * at, ay + direction[1] * at), direction


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    at = start
    while at < end:
        yield at
        at += step
