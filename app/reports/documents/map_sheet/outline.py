"""Outlines as ``signs.json`` writes them (M L H V C Q A Z, absolute) into moves, lines and curves for a page."""

from __future__ import annotations

import math
import re
from typing import Any

import msgspec

_TOKEN = re.compile(r"[MLHVCQAZ]|-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}


class Stroke(msgspec.Struct, frozen=True):
    """One step: ``M`` and ``L`` with a point, ``C`` with two handles and a point, ``Z`` with nothing."""

    kind: str
    numbers: tuple[float, ...] = ()


def outline(text: str) -> tuple[Stroke, ...]:
    """The steps of an outline; ``ValueError`` for one that cannot be read."""
    tokens = _TOKEN.findall(text)
    found: list[Stroke] = []
    here, start, kind, at = (0.0, 0.0), (0.0, 0.0), "", 0
    while at < len(tokens):
        if tokens[at] in _COUNT:
            kind = tokens[at]
            at += 1
        count = _COUNT.get(kind)
        if count is None or (count == 0 and kind != "Z"):
            raise ValueError(text)
        try:
            numbers = tuple(float(one) for one in tokens[at : at + count])
        except ValueError as problem:
            raise ValueError(text) from problem
        if len(numbers) != count:
            raise ValueError(text)
        at += count
        steps, here = _steps(kind, numbers, here)
        found += steps
        if kind == "M":
            start = here
        elif kind == "Z":
            here, kind = start, ""
    return tuple(found)


def trace(path: Any, strokes: tuple[Stroke, ...], x: float, y: float, unit: float) -> None:
    """Draw an outline into a reportlab path: its box (downwards) begins at ``x``, ``y`` and is scaled by ``unit``."""
    for one in strokes:
        points = [(x + one.numbers[n] * unit, y - one.numbers[n + 1] * unit) for n in range(0, len(one.numbers), 2)]
        flat = [number for point in points for number in point]
        if one.kind == "M":
            path.moveTo(*flat)
        elif one.kind == "L":
            path.lineTo(*flat)
        elif one.kind == "C":
            path.curveTo(*flat)
        else:
            path.close()


def _steps(kind: str, n: tuple[float, ...], here: tuple[float, float]) -> tuple[list[Stroke], tuple[float, float]]:
    x, y = here
    if kind in "ML":
        return [Stroke(kind, n)], (n[0], n[1])
    if kind == "H":
        return [Stroke("L", (n[0], y))], (n[0], y)
    if kind == "V":
        return [Stroke("L", (x, n[0]))], (x, n[0])
    if kind == "C":
        return [Stroke("C", n)], (n[4], n[5])
    if kind == "Q":
        first = (x + (n[0] - x) * 2 / 3, y + (n[1] - y) * 2 / 3)
        second = (n[2] + (n[0] - n[2]) * 2 / 3, n[3] + (n[1] - n[3]) * 2 / 3)
        return [Stroke("C", (*first, *second, n[2], n[3]))], (n[2], n[3])
    if kind == "A":
        return _arc(here, n), (n[5], n[6])
    return [Stroke("Z")], here


def _arc(here: tuple[float, float], n: tuple[float, ...]) -> list[Stroke]:
    """An arc of a circle (both radii alike) as curves of at most a quarter each; SVG's own construction of its middle."""
    radius, large, sweep, end = max(n[0], 1e-9), bool(n[3]), bool(n[4]), (n[5], n[6])
    half_x, half_y = (here[0] - end[0]) / 2, (here[1] - end[1]) / 2
    square = half_x**2 + half_y**2
    if square == 0:
        return []
    radius = max(radius, math.sqrt(square))
    side = math.sqrt(max(radius**2 / square - 1, 0)) * (-1 if large == sweep else 1)
    middle = ((here[0] + end[0]) / 2 + side * half_y, (here[1] + end[1]) / 2 - side * half_x)
    first = math.atan2(here[1] - middle[1], here[0] - middle[0])
    turn = math.atan2(end[1] - middle[1], end[0] - middle[0]) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    parts = max(1, math.ceil(abs(turn) / (math.pi / 2)))
    step = turn / parts
    reach = 4 / 3 * math.tan(step / 4) * radius
    curves = []
    for part in range(parts):
        a, b = first + part * step, first + (part + 1) * step
        from_, to = (_on(middle, radius, angle) for angle in (a, b))
        curves.append(
            Stroke(
                "C",
                (
                    from_[0] - reach * math.sin(a), from_[1] + reach * math.cos(a),
                    to[0] + reach * math.sin(b), to[1] - reach * math.cos(b), to[0], to[1],
                ),
            )
        )  # fmt: skip
    return curves


def _on(middle: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
