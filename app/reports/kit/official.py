"""The fixed parts of an official document after GB/T 9704-2012: letterhead, signature and date, imprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer

from app.reports.kit.blocks import Block, Prose, Together
from app.reports.kit.faces import FaceRole
from app.reports.kit.flowables import BoxFlow
from app.reports.kit.paint import BLACK, RED
from app.reports.kit.press import Press
from app.reports.kit.style import MM_PT, OFFICIAL, OFFICIAL_LEADING_PT, Align, Style

_MARK_MOST_PT = 46
_MARK_LEAST_PT = 22
_RULE_BELOW_NUMBER_MM = 4
_SIDE_CHARS = 1


class Letterhead(Block, frozen=True):
    """发文机关标志, 发文字号, 签发人 and the red rule (7.2.4-7.2.8).

    ``number`` is complete (``青应急报〔2026〕7号``). With a ``signer`` the number stands left and the
    signer right (上行文), else the number is centred. ``urgency`` lines (份号, 密级, 紧急程度) stand top
    left. ``mark_top_mm`` is the distance of the mark from the top of the text area: 35 by the standard;
    internal bulletins (值班信息) take less, to save the page. ``blank_lines`` part the mark from the
    number (2 by the standard).
    """

    organ: str
    number: str = ""
    signer: str = ""
    urgency: Sequence[str] = ()
    mark_top_mm: float = 35
    blank_lines: float = 2
    red: bool = True

    def flow(self, press: Press) -> list[Flowable]:
        """One box as wide as the text area, with two blank lines below it for the title."""
        size = self.mark_size(press)
        mark_top = max(self.mark_top_mm * MM_PT, len(self.urgency) * OFFICIAL_LEADING_PT)
        number_height = OFFICIAL_LEADING_PT if self.number or self.signer else 0
        gap = self.blank_lines * OFFICIAL_LEADING_PT if number_height else OFFICIAL_LEADING_PT / 2
        height = mark_top + size + gap + number_height + _RULE_BELOW_NUMBER_MM * MM_PT

        def paint(canvas: Any, width: float) -> None:
            for row, words in enumerate(self.urgency):
                top = height - row * OFFICIAL_LEADING_PT
                style = OFFICIAL.plain if words.isdigit() else OFFICIAL.urgent  # 份号 is no warning
                press.lay(words, style, width).paint(canvas, 0, top, 0, 1)
            style = self.mark_style(size)
            press.lay(self.organ, style, width).paint(canvas, 0, height - mark_top, 0, 1)
            self._paint_number(press, canvas, width)
            canvas.setStrokeColorRGB(*(RED if self.red else BLACK))
            canvas.setLineWidth(1.5)
            canvas.line(0, 0.75, width, 0.75)
            canvas.setStrokeColorRGB(*BLACK)

        return [BoxFlow(height, paint)]

    def _paint_number(self, press: Press, canvas: Any, width: float) -> None:
        top = _RULE_BELOW_NUMBER_MM * MM_PT + OFFICIAL_LEADING_PT - (OFFICIAL_LEADING_PT - 16) / 2
        em = 16.0
        plain = OFFICIAL.plain
        if not self.signer:
            press.lay(self.number, plain.but(align=Align.CENTRE), width).paint(canvas, 0, top, 0, 1)
            return
        press.lay(self.number, plain.but(align=Align.LEFT), width).paint(canvas, em * _SIDE_CHARS, top, 0, 1)
        label = press.lay("签发人：", plain.but(align=Align.LEFT), width)
        name = press.lay(self.signer, plain.but(align=Align.LEFT, role=FaceRole.KAITI), width)
        right = width - em * _SIDE_CHARS
        label.paint(canvas, right - name.natural_width_pt() - label.natural_width_pt(), top, 0, 1)
        name.paint(canvas, right - name.natural_width_pt(), top, 0, 1)

    def mark_style(self, size: float) -> Style:
        """How the mark is set in this size."""
        return Style(
            role=FaceRole.XIAOBIAOSONG, size_pt=size, leading_pt=size, align=Align.CENTRE, red=self.red,
            tracking_pt=size * 0.06,
        )  # fmt: skip

    def mark_size(self, press: Press) -> float:
        """The largest size, in points, in which the mark stands on one line."""
        natural = press.lay(self.organ, self.mark_style(100), 1_000_000).natural_width_pt() / 100
        return max(min(_MARK_MOST_PT, press.width_pt * 0.96 / max(natural, 0.01)), _MARK_LEAST_PT)


class Signature(Block, frozen=True):
    """署名 and 成文日期: below each other on the right, the date four characters from the edge (room for a
    seal)."""

    organ: str
    date: str
    style: Style = OFFICIAL.plain

    def flow(self, press: Press) -> list[Flowable]:
        """A box kept in one piece, two blank lines above it."""
        leading, em = self.style.leading_pt, self.style.size_pt
        plain = self.style.but(align=Align.LEFT, first_indent_chars=0)

        def paint(canvas: Any, width: float) -> None:
            organ = press.lay(self.organ, plain, width)
            date = press.lay(self.date, plain, width)
            right = width - 4 * em
            middle = right - date.natural_width_pt() / 2
            half = organ.natural_width_pt() / 2
            left = max(min(middle - half, width - 2 * half), 0)
            organ.paint(canvas, left, 2 * leading, 0, 1)
            date.paint(canvas, right - date.natural_width_pt(), leading, 0, 1)

        return [Spacer(1, 2 * leading), BoxFlow(2 * leading, paint)]


class Imprint(Block, frozen=True):
    """版记 at the foot of the last page: thick, thin and thick lines; 抄送, then 印发机关 left and
    印发日期 right (7.4)."""

    copies_to: str
    issuer: str
    issued_on: str

    def flow(self, press: Press) -> list[Flowable]:
        """A box at the foot of the page."""
        style = OFFICIAL.note
        hanging = style.but(indent_pt=style.size_pt, right_indent_pt=style.size_pt, first_indent_chars=-3)
        copies = press.lay(f"抄送：{self.copies_to}", hanging, press.width_pt) if self.copies_to else None
        copies_height = copies.height_pt + 4 if copies else 0.0
        height = copies_height + style.leading_pt + 8

        def paint(canvas: Any, width: float) -> None:
            canvas.setLineWidth(0.35 * MM_PT)
            canvas.line(0, height - 0.5, width, height - 0.5)
            canvas.line(0, 0.5, width, 0.5)
            if copies:
                canvas.setLineWidth(0.25 * MM_PT)
                canvas.line(0, height - copies_height, width, height - copies_height)
                copies.paint(canvas, 0, height - 2)
            top = style.leading_pt + 4
            side = style.size_pt
            press.lay(self.issuer, style.but(indent_pt=side), width).paint(canvas, 0, top, 0, 1)
            date = style.but(right_indent_pt=side, align=Align.RIGHT)
            press.lay(self.issued_on, date, width).paint(canvas, 0, top, 0, 1)

        return [BoxFlow(height, paint, to_bottom=True)]


def attachments(names: Sequence[str]) -> list[Block]:
    """附件说明: one blank line below the body, two characters in, numbered when there are several
    (7.3.4)."""
    if not names:
        return []
    hanging = OFFICIAL.plain.but(indent_pt=32, first_indent_chars=-3)
    words = [f"附件：{names[0]}"] if len(names) == 1 else [f"附件：1. {names[0]}"]
    rest = [f"{n}. {name}" for n, name in enumerate(names[1:], start=2)]
    deeper = OFFICIAL.plain.but(indent_pt=32 + 3 * 16)
    first = hanging.but(before_pt=OFFICIAL_LEADING_PT)
    return [Together([Prose(words[0], first), *(Prose(w, deeper) for w in rest)])]
