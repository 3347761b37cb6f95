"""Charts as vector drawings, to be read in black and white: bars are hatched, lines differ by mark and dash, every value stands
beside its mark in figures. A chart never comes alone: the table with its figures is printed beside it, since Word and text show
only the caption.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import msgspec

from app.reports.kit.blocks import Drawing, Pen
from app.reports.kit.style import MM_PT, Align, Style

_ROW_MM = 6.2
_LABEL_SHARE, _VALUE_SHARE = 0.26, 0.12
_BAR_SHARE = 0.62
_HATCH_PT = 3.2
_THIN_PT, _LINE_PT, _FRAME_PT = 0.35, 1.1, 0.5
_MARK_PT = 4.2
_DASH_PT = 4.0
_STEPS = 2
_LABEL_SLACK = 1.15


class Bar(msgspec.Struct, frozen=True):
    """A bar: its name, its size, and the size in words."""

    label: str
    size: float
    words: str


class Series(msgspec.Struct, frozen=True):
    """A line: its name, and a value for every step (``None``: a gap)."""

    name: str
    values: Sequence[float | None]


def bar_chart(bars: Sequence[Bar], style: Style, caption: str, label_share: float = _LABEL_SHARE) -> Drawing:
    """Bars below one another, as long as their sizes: the largest has all the room that names (so much of the width) leave."""
    most = max((bar.size for bar in bars), default=0) or 1.0
    bars = tuple(bars)

    def paint(pen: Pen) -> None:
        row = _ROW_MM * MM_PT
        left, room = pen.width_pt * label_share, pen.width_pt * (1 - label_share - _VALUE_SHARE)
        for number, bar in enumerate(bars):
            bottom = row * (len(bars) - 1 - number) + row * (1 - _BAR_SHARE) / 2
            high = row * _BAR_SHARE
            baseline = bottom + high / 2 - style.size_pt * 0.36
            long = room * max(min(bar.size / most, 1), 0)
            _fitted(pen, left - 4, baseline, bar.label, left - 4, style, Align.RIGHT)
            if long > 0:
                _hatched(pen, left, bottom, long, high)
            pen.text(left + long + 4, baseline, bar.words)
        pen.line(left, 0, left, row * len(bars), _FRAME_PT)

    return Drawing(_ROW_MM * max(len(bars), 1), paint, style, caption)


def column_chart(bars: Sequence[Bar], style: Style, caption: str, height_mm: float = 42) -> Drawing:
    """Bars beside one another, for many short names (hours of a day); sizes stand above them, names of nothing stay bare."""
    most = max((bar.size for bar in bars), default=0) or 1.0
    bars = tuple(bars)

    def paint(pen: Pen) -> None:
        size = style.size_pt
        low, high = size * 1.6, height_mm * MM_PT - size * 3.2
        pitch = pen.width_pt / max(len(bars), 1)
        for number, bar in enumerate(bars):
            middle = pitch * (number + 0.5)
            pen.text(middle, low - size * 1.2, bar.label, Align.CENTRE)
            if bar.size > 0:
                _hatched(pen, middle - pitch * _BAR_SHARE / 2, low, pitch * _BAR_SHARE, high * bar.size / most)
                pen.text(middle, low + high * bar.size / most + size * 0.4, bar.words, Align.CENTRE)
        pen.line(0, low, pen.width_pt, low, _FRAME_PT)

    return Drawing(height_mm, paint, style, caption)


def line_chart(steps: Sequence[str], series: Sequence[Series], style: Style, caption: str, height_mm: float = 48) -> Drawing:
    """One or two lines over steps of time; values stand at the marks, names of the lines above the chart."""
    steps, series = tuple(steps), tuple(series)
    most = max((value for one in series for value in one.values if value is not None), default=0) or 1.0

    def paint(pen: Pen) -> None:
        size = style.size_pt
        low, left = size * 1.8, size * 0.5
        high = height_mm * MM_PT - low - size * 3.2
        wide = pen.width_pt - 2 * left
        pitch = wide / max(len(steps), 1)
        for share in range(_STEPS + 1):
            at = low + high * share / _STEPS
            pen.line(left, at, left + wide, at, _FRAME_PT if share == 0 else _THIN_PT / 2)
        every = max(1, math.ceil(max((_wide(one, size) for one in steps), default=0) * _LABEL_SLACK / pitch))
        for number, step in enumerate(steps):
            if number % every == 0:
                pen.text(left + pitch * (number + 0.5), low - size * 1.25, step, Align.CENTRE)
        lines = [
            [
                None if value is None else _Spot(left + pitch * (number + 0.5), low + high * value / most, value)
                for number, value in enumerate(one.values[: len(steps)])
            ]
            for one in series
        ]
        for place, (one, spots) in enumerate(zip(series, lines, strict=True)):
            _line(pen, spots, place)
            name_at = left + place * wide / 2
            _mark(pen, name_at + _MARK_PT, low + high + size * 2.2, place)
            pen.text(name_at + 3 * _MARK_PT, low + high + size * 1.85, one.name)
        for number in range(0, len(steps), every):
            _values(pen, [spots[number] for spots in lines if number < len(spots)], low, size)

    return Drawing(height_mm, paint, style, caption)


class _Spot(msgspec.Struct, frozen=True):
    """Where a value stands."""

    x: float
    y: float
    value: float


def _line(pen: Pen, spots: Sequence[_Spot | None], place: int) -> None:
    for one, two in itertools.pairwise(spots):
        if one is not None and two is not None:
            _stroke(pen, (one.x, one.y), (two.x, two.y), dashed=place > 0)
    for spot in spots:
        if spot is not None:
            _mark(pen, spot.x, spot.y, place)


def _values(pen: Pen, spots: Sequence[_Spot | None], floor: float, size: float) -> None:
    """The figures of one step: the highest above its mark, the others below theirs or, near the axis, beside them; equal ones
    once."""
    known = sorted({(one.value, one.y, one.x) for one in spots if one is not None}, reverse=True)
    for rank, (value, y, x) in enumerate(known):
        if rank == 0:
            pen.text(x, y + size * 0.6, f"{value:g}", Align.CENTRE)
        elif y - floor > size * 1.4:
            pen.text(x, y - size * 1.2, f"{value:g}", Align.CENTRE)
        else:
            pen.text(x + size * 0.5, y + size * 0.2, f"{value:g}")


def _stroke(pen: Pen, one: tuple[float, float], two: tuple[float, float], *, dashed: bool) -> None:
    if not dashed:
        pen.line(*one, *two, _LINE_PT)
        return
    long = math.dist(one, two)
    count = max(int(long / _DASH_PT), 1)
    for number in range(0, count, 2):
        a, b = number / count, min((number + 1) / count, 1)
        pen.line(
            one[0] + (two[0] - one[0]) * a, one[1] + (two[1] - one[1]) * a,
            one[0] + (two[0] - one[0]) * b, one[1] + (two[1] - one[1]) * b, _LINE_PT,
        )


def _mark(pen: Pen, x: float, y: float, place: int) -> None:
    """The first line has solid squares, the second hollow ones."""
    half = _MARK_PT / 2
    pen.box(x - half, y - half, _MARK_PT, _MARK_PT, 0.0 if place == 0 else 1.0)
    if place:
        pen.box(x - half, y - half, _MARK_PT, _MARK_PT)


def _hatched(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A frame filled with slanting lines, cut at its sides."""
    pen.box(x, y, width, height, 0.88)
    start = -height
    while start < width:
        a, b = max(start, 0.0), min(start + height, width)
        if b > a:
            pen.line(x + a, y + (a - start), x + b, y + (b - start), _THIN_PT)
        start += _HATCH_PT
    pen.box(x, y, width, height)


def _fitted(pen: Pen, x: float, baseline: float, text: str, room: float, style: Style, align: Align) -> None:
    """A name in its room: set smaller where it is a little too long, cut where it is much too long."""
    size = style.size_pt
    least = size * 0.7
    wide = _wide(text, size)
    if wide > room:
        size = max(size * room / wide, least)
        while text and _wide(text, size) > room:
            text = text[:-2] + "…" if len(text) > 2 else ""
    pen.text(x, baseline, text, align, size)


def _wide(text: str, size: float) -> float:
    return sum(size if ord(char) > 0x2E7F else size * 0.55 for char in text)
