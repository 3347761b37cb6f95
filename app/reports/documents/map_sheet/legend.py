"""Draws the legend: signs as outlines, so that they stay sharp at any size and readable in black and white."""

from __future__ import annotations

from typing import Any

import msgspec
from reportlab.lib.colors import HexColor

from app.reports.documents.map_sheet.drawn_sign import draw_drawn
from app.reports.documents.map_sheet.geometry import Rect
from app.reports.documents.map_sheet.outline import outline, trace
from app.reports.documents.map_sheet.signs import Entry, Group, Sign
from app.reports.kit import FaceRole, Press, Style
from app.reports.kit.style import MM_PT, Align

_BOX = 24.0
_HEAD = Style(role=FaceRole.HEITI, size_pt=9, leading_pt=11, align=Align.LEFT)
_WORDS = Style(role=FaceRole.SONGTI, size_pt=8.5, leading_pt=10, align=Align.LEFT)
_BADGE_INK = HexColor("#1d2329")
_LEAST_PT = 5.0


class _Look(msgspec.Struct, frozen=True):
    """How large the lines of a legend are, in millimetres and points."""

    sign_mm: float
    row_mm: float
    head_mm: float
    column_mm: float
    head_pt: float
    words_pt: float


_LOOKS = (_Look(3.9, 5.0, 5.6, 44.0, 9, 8.5), _Look(3.2, 3.8, 4.5, 22.5, 7.5, 6.5))
"""As it reads best, and closer together where a large sheet shows more kinds than fit so."""


class _Placed(msgspec.Struct, frozen=True):
    """A line at its place: a heading, or a sign with its words."""

    x: float
    y: float
    title: str = ""
    entry: Entry | None = None


def draw_legend(canvas: Any, press: Press, rect: Rect, title: str, groups: tuple[Group, ...], more: str) -> int:
    """The groups in columns inside the rectangle; how many lines found no room (``more`` with ``{count}`` says it)."""
    canvas.setLineWidth(0.4)
    canvas.rect(rect.x * MM_PT, rect.y * MM_PT, rect.width * MM_PT, rect.height * MM_PT)
    press.line(canvas, title, (rect.x + 2) * MM_PT, (rect.y + rect.height - 4.6) * MM_PT, _HEAD.but(size_pt=11), align=Align.LEFT)
    tried = ((look, *_placed(rect, groups, look)) for look in _LOOKS)
    look, lines, lost = min(tried, key=lambda one: one[2])
    for one in lines:
        _draw_line(canvas, press, one, look)
    if lost:
        x = rect.x + 2 + (_columns(rect, look) - 1) * look.column_mm
        words = _WORDS.but(size_pt=look.words_pt)
        press.line(canvas, more.replace("{count}", str(lost)), x * MM_PT, (rect.y + 1.6) * MM_PT, words, align=Align.LEFT)
    return lost


def _columns(rect: Rect, look: _Look) -> int:
    return max(1, int((rect.width - 2) // look.column_mm))


def _placed(rect: Rect, groups: tuple[Group, ...], look: _Look) -> tuple[list[_Placed], int]:
    """Where each line goes, and how many found no room."""
    columns, placed = _columns(rect, look), list[_Placed]()
    column, y, lost = 0, rect.y + rect.height - 7.5, 0
    for group in groups:
        heading = True
        for entry in group.entries:
            needed = look.row_mm + (look.head_mm if heading else 0)
            if y - needed < rect.y + 1 and column + 1 < columns:
                column, y = column + 1, rect.y + rect.height - (2.5 if look is _LOOKS[0] else 7.5)
            if y - needed - (4.5 if column + 1 == columns else 0) < rect.y + 1:
                lost += 1
                continue
            x = rect.x + 2 + column * look.column_mm
            if heading:
                y -= look.head_mm
                placed.append(_Placed(x, y, title=group.title))
                heading = False
            y -= look.row_mm
            placed.append(_Placed(x, y, entry=entry))
    return placed, lost


def _draw_line(canvas: Any, press: Press, one: _Placed, look: _Look) -> None:
    up = look.row_mm * 0.3
    if one.entry is None:
        head = _fitted(press, one.title, _HEAD.but(size_pt=look.head_pt), look.column_mm - 1)
        press.line(canvas, one.title, one.x * MM_PT, (one.y + up) * MM_PT, head, align=Align.LEFT)
        return
    draw_sign(canvas, press, one.entry.sign, one.x + look.sign_mm / 2 + 0.6, one.y + look.row_mm / 2, look.sign_mm)
    left = one.x + look.sign_mm + look.sign_mm * 0.77
    words = _WORDS.but(size_pt=look.words_pt)
    fitted = _fitted(press, one.entry.words, words, one.x + look.column_mm - left - 0.5)
    press.line(canvas, one.entry.words, left * MM_PT, (one.y + up) * MM_PT, fitted, align=Align.LEFT)


def _fitted(press: Press, text: str, style: Style, room_mm: float) -> Style:
    """The style so small that the text stays in its column, never below what can be read."""
    wide_pt = press.lay(text, style, 1e6).natural_width_pt()
    return style.but(size_pt=max(_LEAST_PT, style.size_pt * min(1.0, room_mm * MM_PT / max(wide_pt, 1))))


def draw_sign(canvas: Any, press: Press, sign: Sign, x_mm: float, y_mm: float, size_mm: float) -> None:
    """One sign with its middle there."""
    canvas.saveState()
    x, y, size = x_mm * MM_PT, y_mm * MM_PT, size_mm * MM_PT
    if sign.drawn is not None:
        draw_drawn(canvas, sign.drawn, x, y, size)
    elif sign.stroke:
        _line(canvas, sign, x, y, size)
    elif sign.badge:
        _badge(canvas, press, sign.badge, x, y, size / 2)
    else:
        _outlined(canvas, press, sign, x - size / 2, y + size / 2, size)
    canvas.restoreState()


def _line(canvas: Any, sign: Sign, x: float, y: float, size: float) -> None:
    canvas.setStrokeColor(HexColor(sign.line))
    canvas.setLineWidth(1.4)
    if sign.stroke[1]:
        canvas.setDash([length / 2.5 for length in sign.stroke])
    canvas.line(x - size * 0.6, y, x + size * 0.6, y)


def _outlined(canvas: Any, press: Press, sign: Sign, left: float, top: float, size: float) -> None:
    unit = size / _BOX
    path = canvas.beginPath()
    trace(path, outline(sign.outline), left, top, unit)
    canvas.setLineJoin(1)
    canvas.setFillColor(HexColor(sign.fill))
    # A light outline (made for a coloured map) would leave a light sign without an edge on white paper.
    canvas.setStrokeColor(HexColor("#20272d" if sign.line.lower() in ("#ffffff", "#fff") else sign.line))
    canvas.setLineWidth(0.6)
    canvas.drawPath(path, stroke=1, fill=1)
    if sign.ring not in ("", "none"):
        canvas.setDash([1.6, 1.3] if sign.ring == "dashed" else [])
        canvas.circle(left + size / 2, top - size / 2, size * 0.64, stroke=1, fill=0)
    if sign.inner:
        inner = canvas.beginPath()
        trace(inner, outline(sign.inner), left, top, unit)
        canvas.setFillColor(HexColor(sign.ink))
        canvas.drawPath(inner, stroke=0, fill=1)
    elif sign.char:
        letters = size * (0.6 if len(sign.char) == 1 else 0.46)
        _char(canvas, press, sign.char, left + size / 2, top - size / 2 - letters * 0.36, letters, sign.ink or "#20272d")


def _char(canvas: Any, press: Press, text: str, x: float, baseline: float, size: float, ink: str) -> None:
    """A character in the ink of its sign; one that no face has is left to the words beside it, and named as missing."""
    face = press.fonts.chain(FaceRole.HEITI).pick(text[0])
    if face is None:
        press.missing.update({text[0]: None})
        return
    canvas.setFillColor(HexColor(ink))
    canvas.setFont(face.name, size)
    canvas.drawCentredString(x, baseline, text)


def _badge(canvas: Any, press: Press, badge: str, x: float, y: float, r: float) -> None:
    """The small marks of a status, as the page draws them."""
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setStrokeColor(_BADGE_INK)
    canvas.setLineWidth(0.7)
    canvas.circle(x, y, r, stroke=1, fill=1)
    canvas.setFillColor(_BADGE_INK)
    if badge in ("ring", "disc"):
        canvas.circle(x, y, r * 0.52, stroke=1, fill=badge == "disc")
    elif badge in ("right", "left"):
        side = 1 if badge == "right" else -1
        path = canvas.beginPath()
        path.moveTo(x - side * r * 0.45, y + r * 0.62)
        path.lineTo(x + side * r * 0.68, y)
        path.lineTo(x - side * r * 0.45, y - r * 0.62)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif badge == "cross":
        canvas.line(x - r * 0.5, y - r * 0.5, x + r * 0.5, y + r * 0.5)
        canvas.line(x - r * 0.5, y + r * 0.5, x + r * 0.5, y - r * 0.5)
    elif badge == "question":
        _char(canvas, press, "?", x, y - r * 0.55, r * 1.6, "#1d2329")
    else:
        for left, low, wide, high in _BARS.get(badge, ()):
            canvas.rect(x + left * r, y + low * r, wide * r, high * r, stroke=0, fill=1)


_BARS = {
    "square": ((-0.5, -0.5, 1.0, 1.0),),
    "bars": ((-0.52, -0.55, 0.36, 1.1), (0.16, -0.55, 0.36, 1.1)),
    "star": ((-0.22, -0.68, 0.44, 1.36), (-0.68, -0.22, 1.36, 0.44)),
}
