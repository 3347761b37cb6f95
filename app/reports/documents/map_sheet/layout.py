"""The sheet on paper: the picture to its corners, and around it in lines what a map must say of itself."""

from __future__ import annotations

import io
from typing import Any

import msgspec
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from app.desk.jobs import Progress
from app.kernel.errors import Fault
from app.kernel.geo import Point
from app.reports.documents.drafting import foot, meta
from app.reports.documents.map_sheet.content import ID, content
from app.reports.documents.map_sheet.geometry import Rect, angle_words
from app.reports.documents.map_sheet.legend import draw_legend
from app.reports.documents.map_sheet.model import MapSheet, MapSheetInput
from app.reports.documents.map_sheet.signs import Group, SignBook
from app.reports.documents.map_sheet.sketch_paint import draw_sketch
from app.reports.documents.phrases import Phrases, check_code
from app.reports.documents.spec import Draft, DrawnSheet
from app.reports.kit import DENSE, Block, FaceRole, KeyValueGrid, PageNumbers, PageSetup, Picture, Press, Prose, Style
from app.reports.kit.style import MM_PT, Align

_TITLE = Style(role=FaceRole.XIAOBIAOSONG, size_pt=19, leading_pt=22)
_MARK = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=16)
_TEXT = Style(role=FaceRole.SONGTI, size_pt=9, leading_pt=11)
_SMALL = Style(role=FaceRole.SONGTI, size_pt=7.5, leading_pt=9)
_SCALE = Style(role=FaceRole.HEITI, size_pt=13, leading_pt=15)
_GRID_GREY, _INK = HexColor("#3b444b"), HexColor("#000000")


def draft_of(given: MapSheetInput, progress: Progress) -> Draft:
    """Its draft: in print the drawn sheet, for Word and text the picture with what stands around it.

    ``Fault("map_picture")`` where the picture cannot be read.
    """
    said, words = content(given), Phrases(given)
    groups = SignBook(given.signs, given.lang).groups(said.legend, given.sheet.zoom)
    picture = _picture(given.map_png)
    code = check_code(ID, said)
    progress.report(0.3)
    painter = _Painter(given, said, groups, picture, foot(given, code))
    told = msgspec.structs.replace(meta(given, ""), title=words.clip(f"{said.title} {said.scale}", 120))
    return Draft(
        ID, tuple(_told(given, said, groups, words)), PageSetup(numbers=PageNumbers.OF_TOTAL, foot=foot(given, code)), told, code,
        DrawnSheet(given.sheet.format.size_mm, painter.paint),
    )  # fmt: skip


def _told(given: MapSheetInput, said: MapSheet, groups: tuple[Group, ...], words: Phrases) -> list[Block]:
    """The sheet in words. A picture in Word has no true scale: the caption says which one the print has."""
    lines = [said.number, said.notice, said.taken, said.fitted, said.grid]
    blocks: list[Block] = [Prose(said.title, DENSE.title), *(Prose(line, DENSE.plain) for line in lines if line)]
    blocks.append(Picture(given.map_png, DENSE.caption, caption=words.paper("map.in_words", scale=said.scale)))
    blocks.append(KeyValueGrid([(pair.label, pair.value) for pair in said.facts], DENSE, columns=1, name_share=0.3))
    if groups:
        legend = [(group.title, words.join(entry.words for entry in group.entries)) for group in groups]
        blocks += [Prose(said.legend_title, DENSE.level2), KeyValueGrid(legend, DENSE, columns=1, name_share=0.3)]
    return blocks


def paint_page(given: MapSheetInput, canvas: Any, press: Press) -> None:
    """The sheet on the page of another paper, without a foot line and a watermark of its own."""
    said = content(given)
    groups = SignBook(given.signs, given.lang).groups(said.legend, given.sheet.zoom)
    _Painter(given, said, groups, _picture(given.map_png), "", alone=False).paint(canvas, press)


def _picture(png: bytes) -> ImageReader | None:
    if not png:
        return None
    try:
        with Image.open(io.BytesIO(png)) as opened:
            flat = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Fault("map_picture") from problem
    return ImageReader(flat)


class _Painter:
    def __init__(
        self, given: MapSheetInput, said: MapSheet, groups: tuple[Group, ...], picture: ImageReader | None, foot: str,
        *, alone: bool = True,
    ) -> None:  # fmt: skip
        self._alone = alone
        self._given, self._said, self._groups, self._picture, self._foot_line = given, said, groups, picture, foot
        self._words = Phrases(given)

    def paint(self, canvas: Any, press: Press) -> None:
        """All of it, from the ground up."""
        frame = self._given.sheet.format.frame
        self._map(canvas, frame)
        if self._given.sketch is not None:
            draw_sketch(canvas, press, self._given.sheet, self._given.sketch)
        press.check()
        self._grid(canvas, press, frame)
        self._north(canvas, press, frame)
        self._title(canvas, press)
        more = self._words.paper("map.more", count="{count}")
        draw_legend(canvas, press, self._given.sheet.format.legend, self._said.legend_title, self._groups, more)
        self._foot(canvas, press)
        if self._given.drill and self._alone:
            self._watermark(canvas, press, frame)

    def _map(self, canvas: Any, frame: Rect) -> None:
        rect = self._given.sheet.picture_rect
        if self._picture is None:
            return
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(frame.x * MM_PT, frame.y * MM_PT, frame.width * MM_PT, frame.height * MM_PT)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.drawImage(self._picture, rect.x * MM_PT, rect.y * MM_PT, rect.width * MM_PT, rect.height * MM_PT)
        canvas.restoreState()

    def _grid(self, canvas: Any, press: Press, frame: Rect) -> None:
        """Thin lines across the map, their values in the margin, the neat line above all."""
        sheet, bounds = self._given.sheet, self._given.sheet.bounds
        _, meridians, parallels = sheet.grid()
        canvas.saveState()
        canvas.setStrokeColor(_GRID_GREY)
        canvas.setLineWidth(0.25)
        canvas.setStrokeAlpha(0.55)
        right, top = frame.x + frame.width, frame.y + frame.height
        across = [(sheet.place_mm(Point(bounds.south, at / 3600))[0], at) for at in meridians]
        up = [(sheet.place_mm(Point(at / 3600, bounds.west))[1], at) for at in parallels]
        for x, _ in across:
            canvas.line(x * MM_PT, frame.y * MM_PT, x * MM_PT, top * MM_PT)
        for y, _ in up:
            canvas.line(frame.x * MM_PT, y * MM_PT, right * MM_PT, y * MM_PT)
        canvas.setStrokeAlpha(1)
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.5)
        for x, at in across:
            for y, out in ((frame.y, -1.4), (top, 1.4)):
                canvas.line(x * MM_PT, y * MM_PT, x * MM_PT, (y + out) * MM_PT)
            text = self._side(at, "E", "W")
            press.line(canvas, text, x * MM_PT, (top + 2.2) * MM_PT, _SMALL, align=Align.CENTRE)
            press.line(canvas, text, x * MM_PT, (frame.y - 4.4) * MM_PT, _SMALL, align=Align.CENTRE)
        for y, at in up:
            for x, out in ((frame.x, -1.4), (right, 1.4)):
                canvas.line(x * MM_PT, y * MM_PT, (x + out) * MM_PT, y * MM_PT)
                self._upright(canvas, press, self._side(at, "N", "S"), (x + (-2.2 if out < 0 else 4.2)), y)
        canvas.setLineWidth(1)
        canvas.rect(frame.x * MM_PT, frame.y * MM_PT, frame.width * MM_PT, frame.height * MM_PT)
        canvas.restoreState()

    def _side(self, seconds: int, positive: str, negative: str) -> str:
        return angle_words(seconds) + (positive if seconds >= 0 else negative)

    def _upright(self, canvas: Any, press: Press, text: str, x_mm: float, y_mm: float) -> None:
        """Along the side of the sheet, because the margin is narrow."""
        canvas.saveState()
        canvas.translate(x_mm * MM_PT, y_mm * MM_PT)
        canvas.rotate(90)
        press.line(canvas, text, 0, 0, _SMALL, align=Align.CENTRE)
        canvas.restoreState()

    def _north(self, canvas: Any, press: Press, frame: Rect) -> None:
        """Meridians run straight up on this projection: one arrow holds for the whole sheet."""
        x, y = (frame.x + frame.width - 8) * MM_PT, (frame.y + frame.height - 17) * MM_PT
        canvas.saveState()
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFillAlpha(0.85)
        canvas.roundRect(x - 5 * MM_PT, y - 2 * MM_PT, 10 * MM_PT, 16 * MM_PT, 3, stroke=0, fill=1)
        canvas.setFillAlpha(1)
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.6)
        for side, fill in ((-1, "#000000"), (1, "#ffffff")):
            path = canvas.beginPath()
            path.moveTo(x, y + 9 * MM_PT)
            path.lineTo(x + side * 3 * MM_PT, y)
            path.lineTo(x, y + 2 * MM_PT)
            path.close()
            canvas.setFillColor(HexColor(fill))
            canvas.drawPath(path, stroke=1, fill=1)
        press.line(canvas, self._words.paper("map.north"), x, y + 10 * MM_PT, _MARK.but(size_pt=9), align=Align.CENTRE)
        canvas.restoreState()

    def _title(self, canvas: Any, press: Press) -> None:
        said, fmt = self._said, self._given.sheet.format
        width, height = fmt.size_mm
        left, right, base = fmt.frame.x, width - fmt.frame.x, height - 10
        wide_mm = right - left
        marks = "".join(self._words.paper("in_brackets", text=mark).strip() for mark in said.marks)
        spare_pt = (wide_mm - 2 * 62) * MM_PT if fmt.landscape else (wide_mm - 4) * MM_PT
        size = _fitting(press, said.title, _TITLE, spare_pt)
        title_y = base - 7.5 if fmt.landscape else base - 5.5
        press.line(canvas, said.title, (left + wide_mm / 2) * MM_PT, title_y * MM_PT, _TITLE.but(size_pt=size), align=Align.CENTRE)
        low = base - 12
        if marks:
            press.line(canvas, marks, left * MM_PT, (base - 5.5) * MM_PT, _MARK.but(red=True), align=Align.LEFT)
        under = "  ".join(part for part in (said.number, said.notice) if part)
        press.line(canvas, under, left * MM_PT, low * MM_PT, _TEXT, align=Align.LEFT)
        press.line(canvas, said.taken, right * MM_PT, low * MM_PT, _TEXT, align=Align.RIGHT)

    def _foot(self, canvas: Any, press: Press) -> None:
        said, sheet = self._said, self._given.sheet
        foot = sheet.format.foot
        left, top = foot.x, foot.y + foot.height
        press.line(canvas, said.scale, left * MM_PT, (top - 5) * MM_PT, _SCALE, align=Align.LEFT)
        press.line(canvas, said.fitted, left * MM_PT, (top - 17.5) * MM_PT, _SMALL, align=Align.LEFT)
        self._bar(canvas, press, left + 30, top - 4.5)
        press.line(canvas, said.grid, left * MM_PT, (top - 13.5) * MM_PT, _SMALL, align=Align.LEFT)
        column = left + foot.width * (0.52 if sheet.format.landscape else 0.56)
        for row, pair in enumerate(said.facts):
            text = f"{pair.label}：{pair.value}" if self._given.lang == "zh" else f"{pair.label}: {pair.value}"
            press.line(canvas, text, column * MM_PT, (top - 4 - row * 4.4) * MM_PT, _TEXT.but(size_pt=8.5), align=Align.LEFT)
        width, _ = sheet.format.size_mm
        press.line(canvas, self._foot_line, width / 2 * MM_PT, 6 * MM_PT, _SMALL, align=Align.CENTRE)

    def _bar(self, canvas: Any, press: Press, left: float, base: float) -> None:
        """Four fields, black and white; its length is that of the ground at the middle of the sheet."""
        said = self._said
        whole = said.bar_m / self._given.sheet.scale * 1000
        canvas.saveState()
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.5)
        for part in range(4):
            canvas.setFillGray(0 if part % 2 == 0 else 1)
            canvas.rect((left + whole * part / 4) * MM_PT, (base - 2) * MM_PT, whole / 4 * MM_PT, 1.6 * MM_PT, stroke=1, fill=1)
        canvas.restoreState()
        half = said.bar_m // 2 if said.bar_m % 2 == 0 else said.bar_m / 2
        press.line(canvas, "0", left * MM_PT, (base + 0.6) * MM_PT, _SMALL, align=Align.CENTRE)
        in_km = said.bar_m >= 1000
        middle = f"{half / 1000:g}" if in_km else f"{half:g}"
        press.line(canvas, middle, (left + whole / 2) * MM_PT, (base + 0.6) * MM_PT, _SMALL, align=Align.CENTRE)
        press.line(canvas, said.bar_words, (left + whole) * MM_PT, (base + 0.6) * MM_PT, _SMALL, align=Align.CENTRE)

    def _watermark(self, canvas: Any, press: Press, frame: Rect) -> None:
        canvas.saveState()
        canvas.translate((frame.x + frame.width / 2) * MM_PT, (frame.y + frame.height / 2) * MM_PT)
        canvas.rotate(30)
        canvas.setFillAlpha(0.13)
        style = Style(role=FaceRole.HEITI, size_pt=130, leading_pt=130)
        press.line(canvas, "  ".join(self._words.paper("drill")), 0, -45, style, align=Align.CENTRE)
        canvas.restoreState()


def _fitting(press: Press, text: str, style: Style, room_pt: float) -> float:
    """The size at which a line fits, never less than nine points."""
    wide = press.lay(text, style, 1e6).natural_width_pt()
    return max(9.0, style.size_pt * min(1.0, room_pt / max(wide, 1)))
