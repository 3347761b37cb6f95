"""Sets lines on a reportlab canvas: runs by face, justification by character space, strike-through,
hanging marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.reports.kit.faces import FaceRole
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.linebreak import HALF_AT_START, Line, balanced_lines, break_lines, is_word
from app.reports.kit.shape import Shaped, TextLike, as_runs, shape
from app.reports.kit.style import Align, Style

RED = (0.82, 0.05, 0.05)
BLACK = (0, 0, 0)
_MOST_STRETCH_EM = 0.5
BASELINE_EM = 0.86
"""Where the baseline of a Chinese em box lies below its top."""
_STRIKE_EM = 0.32
_UNDERLINE_EM = -0.14
_SAME_PT = 1e-4


class Laid:
    """A paragraph broken to a width: lines with their places, ready to be painted in slices."""

    def __init__(self, text: TextLike, style: Style, width_pt: float, fonts: FontLibrary) -> None:
        self.style = style
        self.width_pt = width_pt
        tracking = style.tracking_pt
        self.shaped: Shaped = shape(as_runs(text), style.role, style.size_pt, tracking, fonts)
        room = max(width_pt - style.indent_pt - style.right_indent_pt, style.size_pt)
        em = style.size_pt + tracking
        self._first_in = max(style.first_indent_chars, 0) * em
        self._rest_in = max(-style.first_indent_chars, 0) * em
        if style.hanging:
            self._rest_in = sum(shape(as_runs(style.hanging), style.role, style.size_pt, tracking, fonts).widths)
        if style.balanced:
            self.lines = balanced_lines(self.shaped.text, self.shaped.widths, room, seams=self._seams())
        else:
            self.lines = break_lines(
                self.shaped.text,
                self.shaped.widths,
                max(room - self._rest_in, em),
                max(room - self._first_in, em),
                cuts=self.shaped.cuts,
            )
        self._room = room

    def _seams(self) -> frozenset[int]:
        runs = self.shaped.runs
        return frozenset(i for i in range(1, len(runs)) if runs[i] is not runs[i - 1])

    @property
    def height_pt(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.style.leading_pt

    def natural_width_pt(self) -> float:
        """Width of the longest line, with indents."""
        longest = max((line.width + self._indent(n) for n, line in enumerate(self.lines)), default=0.0)
        return longest + self.style.indent_pt + self.style.right_indent_pt

    def last_line_end_pt(self) -> float:
        """Where the words of the last line end when it is set flush left, from the left edge of the text area."""
        last = len(self.lines) - 1
        return self.style.indent_pt + (self._indent(last) + self.lines[last].width if self.lines else 0.0)

    def baseline_above_foot_pt(self) -> float:
        """How high the baseline of the last line lies above the foot of the paragraph."""
        style = self.style
        return (style.leading_pt + style.size_pt) / 2 - style.size_pt * BASELINE_EM

    def _indent(self, number: int) -> float:
        fresh = number == 0 or self.lines[number - 1].last
        return self._first_in if fresh else self._rest_in

    def paint(self, canvas: Any, x: float, top: float, first: int = 0, end: int | None = None) -> None:
        """Draws lines ``first`` to ``end``; ``top`` is the upper edge of the first one."""
        style = self.style
        last = len(self.lines) if end is None else min(end, len(self.lines))
        slack_above = (style.leading_pt - style.size_pt) / 2
        for row, number in enumerate(range(first, last)):
            line = self.lines[number]
            baseline = top - row * style.leading_pt - slack_above - style.size_pt * BASELINE_EM
            indent = self._indent(number)
            free = self._room - (indent if not style.balanced else 0) - line.width
            left = x + style.indent_pt + (0 if style.balanced else indent)
            stretch = 0.0
            if style.align is Align.CENTRE:
                left += (free + self._tail(line)) / 2
            elif style.align is Align.RIGHT:
                left += free + self._tail(line)
            elif style.align is Align.JUSTIFY and not line.last:
                stretch = self._stretch(line, free)
            self._paint_line(canvas, line, left, baseline, stretch)

    def _tail(self, line: Line) -> float:
        """The space after the last character, which is no part of what the eye centres."""
        last = line.visible_end - 1
        return self.shaped.extras[last] if last >= line.start and not line.squeezed else 0.0

    def _stretch(self, line: Line, free: float) -> float:
        gaps = sum(1 for i in range(line.start, line.visible_end - 1) if self._may_stretch(i))
        if not gaps or free / gaps > _MOST_STRETCH_EM * self.style.size_pt:
            return 0.0
        return free / gaps

    def _may_stretch(self, index: int) -> bool:
        text = self.shaped.text
        return not (is_word(text[index]) and index + 1 < len(text) and is_word(text[index + 1]))

    def _paint_line(self, canvas: Any, line: Line, left: float, baseline: float, stretch: float) -> None:
        shaped, at = self.shaped, line.start
        x = left
        if at < line.visible_end and shaped.text[at] in HALF_AT_START and self.style.align is Align.CENTRE:
            x -= shaped.widths[at] / 4
        pen = canvas.beginText(x, baseline)
        ink: tuple[float, ...] | None = None
        face, space = "", 0.0
        rules: list[tuple[float, float, float]] = []
        for start, stop, wanted in self._runs(line, stretch):
            run = shaped.runs[start]
            if ink != (ink := RED if run.red or self.style.red else BLACK):
                pen.setFillColorRGB(*ink)
            if face != (face := shaped.faces[start].name):
                pen.setFont(face, self.style.size_pt)
            if abs(space - wanted) > _SAME_PT:
                space = wanted
                pen.setCharSpace(space)
            pen.textOut(shaped.text[start:stop])
            end = x + sum(shaped.widths[start:stop]) + (wanted - shaped.extras[start]) * (stop - start)
            offsets = (_STRIKE_EM if run.strike else None, _UNDERLINE_EM if run.underline else None)
            rules += [(x, end, baseline + self.style.size_pt * offset) for offset in offsets if offset is not None]
            x = end
        if space:
            pen.setCharSpace(0)  # it would hold for all text after this
        canvas.drawText(pen)
        for begin, end, y in rules:
            canvas.setLineWidth(max(self.style.size_pt / 18, 0.5))
            canvas.setStrokeColorRGB(*BLACK)
            canvas.line(begin, y, end, y)

    def _runs(self, line: Line, stretch: float) -> Iterator[tuple[int, int, float]]:
        """The line in pieces that are set alike: from, to, and the space after each character."""
        shaped = self.shaped
        spaces = shaped.extras[line.start : line.visible_end]
        if stretch:
            spaces = [one + stretch if self._may_stretch(at) else one for at, one in enumerate(spaces, start=line.start)]
        begin = line.start
        for at in range(line.start + 1, line.visible_end + 1):
            if (
                at < line.visible_end
                and shaped.faces[at] is shaped.faces[begin]
                and shaped.runs[at] is shaped.runs[begin]
                and abs(spaces[at - line.start] - spaces[begin - line.start]) < _SAME_PT
            ):
                continue
            yield begin, at, spaces[begin - line.start]
            begin = at


def paint_text(
    canvas: Any, text: TextLike, x: float, baseline: float, *, role: FaceRole, size_pt: float, fonts:
    FontLibrary, align: Align = Align.LEFT, tracking_pt: float = 0, red: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """One line of text at ``x`` (its left, middle or right, by ``align``); returns the characters without
    a face."""
    style = Style(role=role, size_pt=size_pt, leading_pt=size_pt, tracking_pt=tracking_pt, red=red, align=Align.LEFT)
    laid = Laid(text, style, 100_000, fonts)
    width = laid.natural_width_pt()
    shift = {Align.CENTRE: width / 2, Align.RIGHT: width}.get(align, 0.0)
    laid.paint(canvas, x - shift, baseline + size_pt * BASELINE_EM, 0, 1)
    return laid.shaped.missing
