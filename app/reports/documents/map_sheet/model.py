"""What a map sheet is made from, and what it says: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from app.catalog.wording import Wording
from app.reports.documents.map_sheet.geometry import Sheet
from app.reports.documents.map_sheet.sketch import Sketch
from app.reports.documents.phrases import Pair

if TYPE_CHECKING:
    from app.reports.kit import FontLibrary


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


@dataclass(frozen=True)
class MapSheetInput:
    """Everything a sheet is made from. ``map_png`` is the page's bare picture of ``sheet.bounds`` at ``sheet.format.picture_px``,
    taken at ``taken_at``; ``shown`` is what is on it. ``subject`` names what it shows (an incident's title, the township),
    ``number`` the incident's number ("" for none). ``source`` names the base map, ``review`` its 审图号 ("" where it has none).
    ``sketch``: the ground in outline, drawn where ``map_png`` is empty.
    ``notice`` is what a fictional desk says of itself; ``demo`` and ``drill`` mark the sheet. ``signs`` is the text of
    ``signs.json``. ``now``, ``actor``, ``place``, ``fonts``: as for papers about an incident.
    """

    wording: Wording
    lang: str
    now: datetime
    actor: str
    place: str
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
    drill: bool = False
    fonts: FontLibrary | None = None


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
