"""What the dialog of the map import says about a file, a region and a choice. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.kernel.errors import Refusal
from app.kernel.geo import Region
from app.map.osm.order import ImportOrder, Product, box_text, share_inside
from app.map.osm.pbf import open_extract, sign_of

_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,9})?")


class Look(msgspec.Struct, frozen=True):
    """What is known of a file before it is read: its size and, where its head says so, the rectangle that it covers."""

    size_bytes: int
    box: Region | None


def look_at(path: Path) -> Look:
    """A look at the file that costs little. ``BadFile`` and ``Fault`` as :func:`app.map.osm.pbf.open_extract` says."""
    if sign_of(path) == "xml":
        return Look(path.stat().st_size, None)
    extract = open_extract(path)
    return Look(extract.size_bytes, extract.box)


def region_of(text: str) -> Region:
    """The typed rectangle; ``Refusal("osm_region_form")`` where it is none."""
    parts = [part.strip() for part in re.split(r"[,，;；\s]+", text.strip()) if part.strip()]
    if len(parts) != 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise Refusal("osm_region_form", {"region": text.strip()[:80]})
    return Region(*map(float, parts))


def first_region(desk: Region | None, look: Look) -> str:
    """What the region line begins with: the desk's own region, else what the file covers."""
    box = desk or look.box
    return box_text(box) if box is not None else ""


def first_name(path: Path) -> str:
    """A name out of the file's own."""
    stem = re.sub(r"(\.osm)?(\.pbf)?$", "", path.name, flags=re.IGNORECASE)
    return re.sub(r"[^\w\-]+", "-", stem).strip("-_")[:40] or "osm"


def covered(text: str, look: Look) -> float | None:
    """How much of the typed region the file covers (0 to 1); ``None`` where one of the two is not known."""
    try:
        return share_inside(look.box, region_of(text))
    except Refusal:
        return None


def order_of(
    path: Path, data_dir: Path, region: str, name: str, products: Sequence[Product], *, replace: bool = False
) -> ImportOrder:
    """The order as the dialog stands; ``Refusal`` where it makes no sense (``osm_name_taken`` among others)."""
    order = ImportOrder(
        file=path, data_dir=data_dir, region=region_of(region), name=name.strip(), products=tuple(products), replace=replace
    )
    order.check()
    return order
