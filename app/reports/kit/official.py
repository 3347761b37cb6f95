"""The fixed parts of an official document after GB/T 9704-2012: letterhead, signature and date, imprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer

from app.reports.kit.blocks import Block, Prose, Together
from app.reports.kit.closing import SignatureFlow
from app.reports.kit.faces import FaceRole
from app.reports.kit.flowables import BoxFlow
from app.reports.kit.paint import BASELINE_EM, BLACK, RED
from app.reports.kit.press import Press
from app.reports.kit.shape import TextLike
from app.reports.kit.style import MM_PT, OFFICIAL, OFFICIAL_LEADING_PT, Align, Style

_MARK_MOST_PT = 46
_MARK_LEAST_PT = 22
_RULE_PT = 1.5
_RULE_BELOW_NUMBER_MM = 4
_SIDE_CHARS = 1
_DATE_CHARS = 4
_ATTACHED = "附件："


def _put(press: Press, canvas: Any, words: str, style: Style, width: float, top: float) -> None:
    """One line whose characters begin at ``top``."""
    press.lay(words, style, width).paint(canvas, 0, top + style.white_below_pt / 2, 0, 1)


class Letterhead(Block, frozen=True):
    """发文机关标志, 发文字号, 签发人 and the red rule (7.2.4-7.2.8).

    ``number`` is complete (``青应急报〔2026〕7号``). With a ``signer`` the number stands left and the
    signer right (上行文), else the number is centred. ``urgency`` lines (份号, 密级, 紧急程度) stand top
    left. ``mark_top_mm`` is the distance of the upper edge of the mark's ink from the top of the text area: 35 by the
    standard; internal bulletins (值班信息) take less, to save the page. ``blank_lines`` part the mark from the
    number (2 by the standard).
    """

    organ: str
    number: str = ""
    signer: str = ""
    signer_label: str = "签发人："
    urgency: Sequence[str] = ()
    mark_top_mm: float = 35
    blank_lines: float = 2
    red: bool = True

    def flow(self, press: Press) -> list[Flowable]:
        """One box as wide as the text area; the red rule is its lower edge."""
        size = self.mark_size(press)
        style = self.mark_style(size)
        number = OFFICIAL.plain.size_pt if self.number or self.signer else 0
        gap = self.blank_lines * OFFICIAL_LEADING_PT if number else OFFICIAL_LEADING_PT / 2
        number_top = _RULE_PT + _RULE_BELOW_NUMBER_MM * MM_PT + number
        baseline = number_top + gap + size * (1 - BASELINE_EM)
        ink_top = press.ink_top_pt(self.organ, style) or size * BASELINE_EM
        height = baseline + ink_top + max(self.mark_top_mm * MM_PT, len(self.urgency) * OFFICIAL_LEADING_PT)

        def paint(canvas: Any, width: float) -> None:
            for row, words in enumerate(self.urgency):
                line = OFFICIAL.plain if words.isdigit() else OFFICIAL.urgent  # 份号 is no warning
                _put(press, canvas, words, line, width, height - row * OFFICIAL_LEADING_PT)
            press.lay(self.organ, style, width).paint(canvas, 0, baseline + size * BASELINE_EM, 0, 1)
            self._paint_number(press, canvas, width, number_top)
            canvas.setStrokeColorRGB(*(RED if self.red else BLACK))
            canvas.setLineWidth(_RULE_PT)
            canvas.line(0, _RULE_PT / 2, width, _RULE_PT / 2)
            canvas.setStrokeColorRGB(*BLACK)

        return [BoxFlow(height, paint)]

    def _paint_number(self, press: Press, canvas: Any, width: float, top: float) -> None:
        plain = OFFICIAL.plain.but(align=Align.LEFT)
        if not self.signer:
            _put(press, canvas, self.number, plain.but(align=Align.CENTRE), width, top)
            return
        side = _SIDE_CHARS * plain.em_pt
        _put(press, canvas, self.number, plain.but(indent_pt=side), width, top)
        label = press.lay(self.signer_label, plain, width)
        name = press.lay(self.signer, plain.but(role=FaceRole.KAITI), width)
        middle = width - side - name.natural_width_pt()
        for words, x in ((label, middle - label.natural_width_pt()), (name, middle)):
            words.paint(canvas, x, top + plain.white_below_pt / 2, 0, 1)

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
    """署名 and 成文日期 (7.3.5.1): the date four characters from the right edge, the name above it in its middle.

    The seal is set over both; it has room from one line below the text. Some text is always on the same page.
    """

    organ: str
    date: str
    style: Style = OFFICIAL.plain

    def flow(self, press: Press) -> list[Flowable]:
        """Two blank lines, where the seal begins, and a box kept in one piece with the end of the text."""
        leading = self.style.leading_pt
        plain = self.style.but(align=Align.LEFT, first_indent_chars=0)
        height = 2 * leading - plain.white_below_pt

        def paint(canvas: Any, width: float) -> None:
            organ = press.lay(self.organ, plain, width)
            date = press.lay(self.date, plain, width)
            right = width - _DATE_CHARS * plain.em_pt
            middle = right - date.natural_width_pt() / 2
            half = organ.natural_width_pt() / 2
            left = max(min(middle - half, width - 2 * half), 0)
            for words, x, top in ((organ, left, height), (date, right - date.natural_width_pt(), height - leading)):
                words.paint(canvas, x, top + plain.white_below_pt / 2, 0, 1)

        box = SignatureFlow(height, paint, grid_pt=press.grid_pt(plain), leading_pt=leading)
        return [Spacer(1, 2 * leading), box]


class Imprint(Block, frozen=True):
    """版记 at the foot of the last page: thick, thin and thick lines; 抄送, then 印发机关 left and
    印发日期 right (7.4), below each other where they do not fit one line."""

    copies_to: str
    issuer: TextLike
    issued_on: TextLike

    def flow(self, press: Press) -> list[Flowable]:
        """A box at the foot of the page."""
        style = OFFICIAL.note
        hanging = style.but(indent_pt=style.size_pt, right_indent_pt=style.size_pt, first_indent_chars=-3)
        copies = press.lay(f"抄送：{self.copies_to}", hanging, press.width_pt) if self.copies_to else None
        copies_height = copies.height_pt + 4 if copies else 0.0
        side = style.size_pt
        issuer = press.lay(self.issuer, style.but(indent_pt=side, right_indent_pt=side), press.width_pt)
        date = press.lay(self.issued_on, style.but(indent_pt=side, right_indent_pt=side, align=Align.RIGHT), press.width_pt)
        beside = issuer.natural_width_pt() + date.natural_width_pt() <= press.width_pt + side
        issued_height = max(issuer.height_pt, date.height_pt) if beside else issuer.height_pt + date.height_pt
        height = copies_height + issued_height + 8

        def paint(canvas: Any, width: float) -> None:
            canvas.setLineWidth(0.35 * MM_PT)
            canvas.line(0, height, width, height)
            canvas.line(0, 0, width, 0)  # on the lower edge of the text area (7.4.1)
            if copies:
                canvas.setLineWidth(0.25 * MM_PT)
                canvas.line(0, height - copies_height, width, height - copies_height)
                copies.paint(canvas, 0, height - 2)
            issuer.paint(canvas, 0, issued_height + 4)
            date.paint(canvas, 0, 4 + date.height_pt)

        return [BoxFlow(height, paint, to_bottom=True)]


def attachments(names: Sequence[str]) -> list[Block]:
    """附件说明: one blank line below the body, two characters in, numbered when there are several; longer names go on below
    their first character (7.3.4)."""
    if not names:
        return []
    numbered = [f"{n}. " for n in range(1, len(names) + 1)] if len(names) > 1 else [""]
    plain = OFFICIAL.plain.but(indent_pt=2 * OFFICIAL.plain.em_pt, align=Align.LEFT)
    deeper = plain.but(indent_pt=(2 + len(_ATTACHED)) * plain.em_pt)
    said: list[Block] = []
    for number, name in zip(numbered, names, strict=True):
        style, begin = (deeper, number) if said else (plain.but(before_pt=OFFICIAL_LEADING_PT), _ATTACHED + number)
        said.append(Prose(begin + name, style.but(hanging=begin)))
    return [Together(said)]
