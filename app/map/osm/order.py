"""What an import is asked to do and what it answers: plain values that travel between processes and to the faces."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import msgspec

from app.kernel.errors import Refusal
from app.kernel.geo import Region

ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
"""The Open Database Licence (ODbL 1.0, section 4.3) asks for this notice wherever the map is shown or printed."""

LARGEST_SIDE_DEG = 8.0
"""The largest county of China fits; a whole province belongs on a server, not on an office PC."""

_NAME = re.compile(r"\w[\w\-]{0,39}")


class Product(StrEnum):
    """What can be made of an extract."""

    BASE = "base"
    ROADS = "roads"
    PLACES = "places"


FOLDERS = {Product.BASE: "maps", Product.ROADS: "roads", Product.PLACES: "gazetteer"}
"""The folder of each product below the data folder."""

SUFFIXES = {Product.BASE: ".mbtiles", Product.ROADS: ".npz", Product.PLACES: ".json"}
"""The kind of file of each product."""


class ImportOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One import: which file, which rectangle (degrees, WGS-84), what it is called, what is made, and where it is kept.

    ``margin_deg`` is added on every side, so that a road that leaves the region and comes back is still a road. ``replace``:
    files of the same name may be replaced.
    """

    file: Path
    data_dir: Path
    region: Region
    name: str
    products: tuple[Product, ...] = tuple(Product)
    replace: bool = False
    margin_deg: float = 0.02

    def target(self, product: Product) -> Path:
        """The file that this product will be."""
        return self.data_dir / FOLDERS[product] / f"{self.name}{SUFFIXES[product]}"

    @property
    def taken(self) -> tuple[Path, ...]:
        """Files of this name that exist already."""
        return tuple(path for path in map(self.target, self.products) if path.exists())

    @property
    def area(self) -> Region:
        """The rectangle with its margin."""
        box, margin = self.region, self.margin_deg
        return Region(
            max(-85.0, box.south - margin), max(-180.0, box.west - margin),
            min(85.0, box.north + margin), min(180.0, box.east + margin),
        )

    def check(self) -> None:
        """Raises ``Refusal``: ``osm_nothing_wanted``, ``osm_name_form``, ``osm_region_form``, ``osm_region_large``,
        ``osm_name_taken``."""
        box = self.region
        if not self.products:
            raise Refusal("osm_nothing_wanted")
        if not _NAME.fullmatch(self.name):
            raise Refusal("osm_name_form", {"name": self.name[:60]})
        if not (-85 <= box.south < box.north <= 85 and -180 <= box.west < box.east <= 180):
            raise Refusal("osm_region_form", {"region": box_text(box)})
        if max(box.north - box.south, box.east - box.west) > LARGEST_SIDE_DEG:
            raise Refusal("osm_region_large", {"region": box_text(box), "most": f"{LARGEST_SIDE_DEG:g}"})
        if self.taken and not self.replace:
            raise Refusal("osm_name_taken", {"name": self.name, "files": ", ".join(str(one) for one in self.taken)})


class RoadsMade(msgspec.Struct, frozen=True):
    """The road graph. ``islands``: parts that no vehicle reaches from the largest part, with their nodes and length;
    ``blocked``: places where a fixed obstacle cuts a road; ``restricted``: private or closed ways, kept as service roads."""

    file: str
    bytes: int
    nodes: int
    arcs: int
    length_km: float
    names: int
    islands: int
    island_nodes: int
    island_km: float
    blocked: int
    restricted: int


class BaseMade(msgspec.Struct, frozen=True):
    """The base map: tiles and features by layer. ``crowded``: features left out of tiles that hold too many."""

    file: str
    bytes: int
    tiles: int
    min_zoom: int
    max_zoom: int
    features: dict[str, int]
    crowded: int


class PlacesMade(msgspec.Struct, frozen=True):
    """The gazetteer: names by category. ``dropped``: the least important ones beyond the limit."""

    file: str
    bytes: int
    names: dict[str, int]
    dropped: int


class ImportResult(msgspec.Struct, frozen=True):
    """What was made. ``broken_ways``: ways with points that the extract does not hold (normal along its edge);
    ``broken_areas``: areas that could not be closed; ``military``: objects left out by law."""

    name: str
    source: str
    source_bytes: int
    region: Region
    seconds: float
    objects: int
    broken_ways: int
    broken_areas: int
    military: int
    roads: RoadsMade | None = None
    base: BaseMade | None = None
    places: PlacesMade | None = None


def box_text(box: Region) -> str:
    """The rectangle as people type it: south,west,north,east."""
    return ",".join(f"{one:.5f}".rstrip("0").rstrip(".") for one in (box.south, box.west, box.north, box.east))


def share_inside(box: Region | None, of: Region) -> float | None:
    """How much of ``of`` the rectangle ``box`` covers (0 to 1); ``None`` where ``box`` is not known."""
    if box is None:
        return None
    wide = min(box.east, of.east) - max(box.west, of.west)
    high = min(box.north, of.north) - max(box.south, of.south)
    whole = (of.east - of.west) * (of.north - of.south)
    return max(0.0, wide) * max(0.0, high) / whole if whole > 0 else 0.0


def seconds_left(elapsed_s: float, share: float) -> float | None:
    """How long it will still take at the pace so far; ``None`` while too little is done to say."""
    return elapsed_s * (1 - share) / share if share >= 0.03 and elapsed_s >= 1 else None
