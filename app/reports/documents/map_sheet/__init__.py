"""地图（按比例尺）: one sheet of the map at a true scale, with grid, scale bar, north, legend, source and time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.map_sheet.composing import (
    SheetPicture,
    composed,
    composed_of,
    ground_of,
    sheet_of,
    sketched,
)
from app.reports.documents.map_sheet.geometry import SCALES, Format, Paper, Sheet, around, fitting
from app.reports.documents.map_sheet.model import Extent, MapSheetInput, Shown
from app.reports.documents.spec import About, DocumentSpec, Draft

__all__ = [
    "PAGE_FORMAT", "SCALES", "Extent", "Format", "MapSheetInput", "Paper", "Sheet", "SheetPicture", "Shown", "around", "composed",
    "composed_of", "fitting", "ground_of", "page", "sheet_of", "sketched",
]  # fmt: skip

PAGE_FORMAT = Format(Paper.A4, landscape=False)
"""The sheet that a paper about an incident takes in as a page: it lies as the other pages lie."""


def _draft(given: MapSheetInput, progress: Progress) -> Draft:
    from app.reports.documents.map_sheet.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("map_sheet", Text("地图（按比例尺）", "Map to scale"), About.MAP, _draft)


class SheetPage:
    """The sheet as a page inside another paper (``DocumentInput.map_sheet``)."""

    def __init__(self, given: MapSheetInput) -> None:
        self.scale = given.sheet.scale
        self._given = replace(given, veil=given.mask)  # once, and not for everyone who writes on it at every painting

    def paint(self, canvas: Any, press: Any) -> None:
        """Draw it; number, foot and the mark of a drill are those of the paper. ``Fault("map_picture")`` as its draft."""
        from app.reports.documents.map_sheet.layout import paint_page  # noqa: PLC0415 - as above

        paint_page(self._given, canvas, press)


def page(given: MapSheetInput) -> SheetPage:
    """The sheet as a page of another paper; ``ValueError`` where its format is not ``PAGE_FORMAT``."""
    if given.sheet.format != PAGE_FORMAT:
        raise ValueError(given.sheet.format)
    return SheetPage(given)
