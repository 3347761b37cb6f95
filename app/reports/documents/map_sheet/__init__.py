"""地图（按比例尺）: one sheet of the map at a true scale, with grid, scale bar, north, legend, source and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.map_sheet.geometry import SCALES, Format, Paper, Sheet, around, fitting
from app.reports.documents.map_sheet.model import Extent, MapSheetInput, Shown

if TYPE_CHECKING:
    from app.reports.kit import Rendered

__all__ = ["SCALES", "Extent", "Format", "MapSheetInput", "Paper", "Sheet", "Shown", "around", "fitting", "make"]

ID = "map_sheet"
TITLE = Text("地图（按比例尺）", "Map to scale")


def make(given: MapSheetInput, progress: Progress) -> Rendered:
    """The sheet as a PDF; pure but slow (a second for A3): run it as a job."""
    from app.reports.documents.map_sheet.layout import make as drawn  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return drawn(given, progress)
