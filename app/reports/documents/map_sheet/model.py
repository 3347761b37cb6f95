"""What a map sheet is made from, and what it says: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from app.reports.documents.map_sheet.geometry import Sheet
from app.reports.documents.map_sheet.sketch import Sketch
from app.reports.documents.masking import Mask
from app.reports.documents.phrases import Pair
from app.reports.documents.spec import PaperInput


class Extent(StrEnum):
    """Which ground a sheet is about."""

    INCIDENT = "incident"
    AREA = "area"
    VIEW = "view"


class Shown(msgspec.Struct, frozen=True):
    """Something that is on the sheet, by the codes of ``signs.json``: one line of the legend, however often it is there.

    ``layer`` is its layer (``units`` for units, whose ``state`` is their status and ``link`` how far their position can be
    trusted); ``symbol``, ``shape``, ``tone`` and ``state`` are those of the map's features.
    """

    layer: str
    symbol: str = ""
    shape: str = ""
    tone: str = ""
    state: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class MapSheetInput(PaperInput):
    """Everything a sheet is made from. ``map_png`` is the page's bare picture of ``sheet.bounds`` at ``sheet.format.picture_px``,
    taken at ``taken_at``; ``shown`` is what is on it. ``subject`` names what it shows (an incident's title, the township),
    ``number`` the incident's number ("" for none). ``source`` names the base map, ``review`` its 审图号 ("" where it has none).
    ``sketch``: the ground in outline, drawn where ``map_png`` is empty.
    ``notice`` is what a fictional desk says of itself; ``demo`` and ``drill`` mark the sheet. ``signs`` is the text of
    ``signs.json``.
    """

    extent: Extent
    sheet: Sheet
    map_png: bytes
    taken_at: datetime
    subject: str
    signs: bytes
    shown: tuple[Shown, ...] = ()
    number: str = ""
    source: str = ""
    review: str = ""
    datum: str = "CGCS2000"
    notice: str = ""
    demo: bool = False
    sketch: Sketch | None = None

    def masking(self) -> Mask:
        """As of every paper; the number of the incident stands."""
        return super().masking().keeping(self.number)


class MapSheet(msgspec.Struct, frozen=True):
    """What stands around the map. ``marks`` are the words of a demo or a drill; ``facts`` label and value of the foot."""

    title: str
    number: str
    taken: str
    marks: tuple[str, ...]
    notice: str
    scale: str
    fitted: str
    bar_m: int
    bar_words: str
    grid: str
    facts: tuple[Pair, ...]
    legend_title: str
    legend: tuple[Shown, ...]
    picture_sha256: str
