"""The end of an official text: signature, date and seal never stand alone on a page (GB/T 9704-2012, 7.3.5.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.reports.kit.flowables import BoxFlow, ProseFlow, single, stacked_height, to_grid

_LEAST_LINES = 2
"""So many lines of text go along to the page of the seal."""


class SignatureFlow(BoxFlow):
    """Signature and date, painted in one box on the grid; text must stand above it on its page."""

    def __init__(self, height_pt: float, paint: Callable[[Any, float], None], *, grid_pt: float, leading_pt: float) -> None:
        super().__init__(height_pt, paint)
        self._grid_pt = grid_pt
        self._leading_pt = leading_pt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, and what is missing to the next line of the grid above it."""
        wide, high = super().wrap(width, height)
        return wide, high + to_grid(self._grid_pt, height, self._leading_pt)


class ClosingFlow(Flowable):  # type: ignore[misc]
    """The last paragraph and what closes the text; on a new page at least two lines of the paragraph stand above the rest."""

    def __init__(self, prose: ProseFlow, tail: Sequence[Flowable]) -> None:
        super().__init__()
        self._prose = prose
        self._tail = list(tail)
        self.spaceBefore = prose.spaceBefore

    def getSpaceBefore(self) -> float:  # noqa: N802 - platypus' name
        """Space above, in points."""
        return float(self.spaceBefore)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Never as a whole: platypus asks ``split`` for its parts."""
        return width, float("inf")

    def split(self, width: float, height: float) -> list[Flowable]:
        """All of it where it fits; else as many lines as can stay, and the rest with the signature on the next page."""
        lines = self._prose.line_count(width)
        tail = stacked_height(self._tail, width, above_pt=self._prose.getSpaceAfter())
        if self._prose.wrap(width, height)[1] + tail <= height:
            return [self._prose, *self._tail]
        stay = min(lines - _LEAST_LINES, self._fitting(width, height))
        parts = self._prose.split_at(width, stay)
        if len(parts) == _LEAST_LINES and isinstance(lower := parts[1], ProseFlow):
            return [parts[0], ClosingFlow(lower, self._tail)]
        page = getattr(getattr(self, "_frame", None), "_aH", height)
        if height >= page - 1:  # an empty page, and still too high: nothing can be kept together
            return [self._prose, *self._tail]
        return []

    def _fitting(self, width: float, height: float) -> int:
        parts = self._prose.split(width, height)
        if not parts:
            return 0
        upper = parts[0]
        return upper.line_count(width) if isinstance(upper, ProseFlow) else 0


def closed(flows: Sequence[Flowable]) -> list[Flowable]:
    """The flowables with each signature bound to the paragraph before it; headings and other pages are no text."""
    made: list[Flowable] = []
    for flow in flows:
        parts = list(single([flow]))
        if not any(isinstance(part, SignatureFlow) for part in parts):
            made.append(flow)
            continue
        before: list[Flowable] = []
        while made and isinstance(made[-1], Spacer | KeepTogether):
            before.insert(0, made.pop())
        if made and isinstance(last := made[-1], ProseFlow) and not last.outline:
            made.pop()
            made.append(ClosingFlow(last, [*before, flow]))
        else:
            made += [*before, flow]
    return made
