"""The outline of the ground in ink: black lines, signs and names on the sheet's own scale."""

from __future__ import annotations

from typing import Any

from app.domain.drawing.model import ShapeForm
from app.kernel.geo import to_wgs84
from app.reports.documents.map_sheet.geometry import Rect, Sheet
from app.reports.documents.map_sheet.sketch import Outline, Sketch
from app.reports.kit import FaceRole, Press, Style
from app.reports.kit.style import MM_PT, Align

_NAME = Style(role=FaceRole.SONGTI, size_pt=7.5, leading_pt=9)
_BOLD = Style(role=FaceRole.HEITI, size_pt=9, leading_pt=11)
_APART_MM = 3.2
"""Names closer than this to one above them are left out; their signs stay."""
_BESIDE_MM = 22
_RINGED_MM, _BARE_MM = 3.4, 1.8
"""So far right of its sign a name begins."""


def draw_sketch(canvas: Any, press: Press, sheet: Sheet, sketch: Sketch) -> None:
    """Draw it inside the neat line of the sheet, in points from its lower left corner."""
    frame = sheet.format.frame
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(frame.x * MM_PT, frame.y * MM_PT, frame.width * MM_PT, frame.height * MM_PT)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeGray(0)
    for one in sketch.outlines:
        _outline(canvas, press, sheet, one)
    canvas.setDash()
    named: list[tuple[float, float]] = []
    for site in sketch.sites:
        x, y = sheet.place_mm(to_wgs84(site.point))
        _sign(canvas, x * MM_PT, y * MM_PT, site.sign)
        if _inside(frame, x, y) and all(abs(y - up) > _APART_MM or abs(x - along) > _BESIDE_MM for along, up in named):
            named.append((x, y))
            style = _BOLD if site.sign == "incident" else _NAME
            beside = _RINGED_MM if site.sign == "incident" else _BARE_MM
            press.line(canvas, site.name, (x + beside) * MM_PT, (y - 1) * MM_PT, style, align=Align.LEFT)
    canvas.restoreState()
    box = sheet.format.legend
    for row, (sign, meaning) in enumerate(sketch.legend):
        x, y = (box.x + 8) * MM_PT, (box.y + box.height - 11 - row * 7) * MM_PT
        _sign(canvas, x, y, sign)
        press.line(canvas, meaning, x + 5 * MM_PT, y - 3, _NAME.but(size_pt=9), align=Align.LEFT)


def _inside(frame: Rect, x: float, y: float) -> bool:
    return frame.x < x < frame.x + frame.width and frame.y < y < frame.y + frame.height


def _outline(canvas: Any, press: Press, sheet: Sheet, one: Outline) -> None:
    canvas.setLineWidth(1.1)
    if one.dashed:
        canvas.setDash(4, 2)
    else:
        canvas.setDash()
    points = [tuple(part * MM_PT for part in sheet.place_mm(to_wgs84(point))) for point in one.shape.points]
    x, y = points[0]
    if one.shape.form is ShapeForm.CIRCLE:
        canvas.circle(x, y, one.shape.radius_m / sheet.scale * 1000 * MM_PT, stroke=1, fill=0)
    elif one.shape.form is ShapeForm.POINT:
        canvas.rect(x - 3, y - 3, 6, 6, stroke=1, fill=0)
    else:
        path = canvas.beginPath()
        path.moveTo(x, y)
        for along, up in points[1:]:
            path.lineTo(along, up)
        if one.shape.form is ShapeForm.AREA:
            path.close()
        canvas.drawPath(path, stroke=1, fill=0)
    top = max(up for _, up in points)
    if one.shape.form is ShapeForm.CIRCLE:
        top += one.shape.radius_m / sheet.scale * 1000 * MM_PT
    press.line(canvas, one.name, x, top + 2, _NAME, align=Align.LEFT)


def _sign(canvas: Any, x: float, y: float, sign: str) -> None:
    canvas.setLineWidth(0.8)
    canvas.setFillGray(0)
    if sign == "incident":
        canvas.setLineWidth(1.6)
        canvas.circle(x, y, 7, stroke=1, fill=0)
        canvas.line(x - 7, y, x + 7, y)
        canvas.line(x, y - 7, x, y + 7)
    elif sign == "unit":
        path = canvas.beginPath()
        path.moveTo(x, y + 3)
        path.lineTo(x - 3, y - 2)
        path.lineTo(x + 3, y - 2)
        path.close()
        canvas.drawPath(path, stroke=1, fill=0)
    else:
        canvas.rect(x - 2, y - 2, 4, 4, stroke=0, fill=1)
