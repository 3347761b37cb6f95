"""The whole import: everything is made in a work folder and gets its name when all of it is finished."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import msgspec
import osmium

from app.catalog.gazetteer_file import FORMAT, GazetteerFile, GazetteerRow, encode_gazetteer
from app.desk.jobs import Progress
from app.kernel.errors import Fault
from app.map.osm.base_map import BaseSink
from app.map.osm.extract import Counts, Sink, Tell, read
from app.map.osm.keeping import keep
from app.map.osm.mbtiles import MbtilesWriter
from app.map.osm.order import (
    ATTRIBUTION,
    BaseMade,
    ImportOrder,
    ImportResult,
    PlacesMade,
    Product,
    RoadsMade,
    box_text,
    share_inside,
)
from app.map.osm.pbf import Extract, bad, open_extract, sign_of
from app.map.osm.place_names import PlaceSink
from app.map.osm.road_graph import RoadSink, islands, road_km
from app.map.osm.schema import MAX_ZOOM, MIN_ZOOM
from app.map.osm.spill import Spill
from app.map.osm.tiles import tiles_of
from app.map.roads.network import save_network

WORK_PREFIX = ".osm-import-"
_LEFT_OVER_S = 2 * 86_400
"""A work folder this old belongs to nobody any more (a power cut)."""

_ROOM = 4
"""Free disk space asked for, in sizes of the extract: positions, spilled features, results."""

_WEIGHTS = {"read": 0.45, "roads": 0.02, "places": 0.03, "tiles": 0.5}
"""How the time falls out where everything is made (measured with ``tests/bench/bench_osm.py``)."""


def run_import(order: ImportOrder, progress: Progress) -> ImportResult:
    """Make what the order asks for; afterwards all of it is there under its names, or nothing has changed.

    ``Refusal`` (see ``ImportOrder.check``), ``BadFile`` (see :mod:`app.map.osm.pbf` and :mod:`app.map.osm.extract`;
    ``osm_elsewhere`` where the file covers another part of the world), ``Fault`` (``osm_not_read``, ``osm_disk_full``,
    ``osm_not_written``), ``Cancelled``. The words of the progress are codes ``osm.step.*``.
    """
    order.check()
    started = time.monotonic()
    progress.report(0.0, "osm.step.look")
    if sign_of(order.file) != "xml":
        _check_place(open_extract(order.file), order)
    with _work_folder(order) as work:
        extract = open_extract(order.file if sign_of(order.file) != "xml" else _packed(order.file, work))
        _check_place(extract, order)
        result = _Making(order, extract, work, progress).run()
        progress.report(0.99, "osm.step.keep")
        keep({order.target(one): work / order.target(one).name for one in order.products}, work)
    return msgspec.structs.replace(result, seconds=round(time.monotonic() - started, 1))


def _check_place(extract: Extract, order: ImportOrder) -> None:
    """A file that says of itself that it covers another part of the world is not read for minutes first."""
    if share_inside(extract.box, order.area) == 0.0 and extract.box is not None:
        raise bad(order.file, "osm_elsewhere", covers=box_text(extract.box), region=box_text(order.region))


@contextmanager
def _work_folder(order: ImportOrder) -> Iterator[Path]:
    """A folder beside the products, gone afterwards whatever happens; what a power cut left there is cleared first."""
    try:
        order.data_dir.mkdir(parents=True, exist_ok=True)
        free, needed = shutil.disk_usage(order.data_dir).free, order.file.stat().st_size * _ROOM
        if free < needed:
            raise Fault("osm_disk_full", {"path": str(order.data_dir), "free_mb": free >> 20, "needed_mb": needed >> 20})
        work = Path(mkdtemp(prefix=f"{WORK_PREFIX}{os.getpid()}-", dir=order.data_dir))
        _clear(order.data_dir, work.stat().st_mtime)
    except OSError as error:
        raise Fault("osm_not_written", {"path": str(order.data_dir), "why": error.strerror or str(error)}) from error
    try:
        yield work
    except OSError as error:
        raise Fault("osm_not_written", {"path": str(error.filename or work), "why": error.strerror or str(error)}) from error
    except sqlite3.Error as error:  # the spill or the map: a full disk, mostly
        raise Fault("osm_not_written", {"path": str(work), "why": str(error)}) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _clear(folder: Path, now: float) -> None:
    """Take away work folders that nobody works in any more; ``now`` is the disk's own time."""
    for old in folder.glob(f"{WORK_PREFIX}*"):
        if now - old.stat().st_mtime > _LEFT_OVER_S:
            shutil.rmtree(old, ignore_errors=True)


def _packed(path: Path, work: Path) -> Path:
    """A plain ``.osm`` file (XML) as a ``.osm.pbf``: osmium reads it without entities, so that a small file stays small."""
    target = work / "packed.osm.pbf"
    try:
        with osmium.io.Reader(osmium.io.File(str(path), "osm")) as reader, osmium.SimpleWriter(str(target)) as writer:
            osmium.apply(reader, writer)
    except RuntimeError as error:
        raise bad(path, "osm_xml_broken", why=str(error)[:200]) from error
    if not target.is_file() or not target.stat().st_size:
        raise bad(path, "osm_empty")
    return target


class _Making:
    """One import while it runs."""

    def __init__(self, order: ImportOrder, extract: Extract, work: Path, progress: Progress) -> None:
        self._order, self._extract, self._work, self._progress = order, extract, work, progress
        wanted = {"roads": Product.ROADS, "places": Product.PLACES, "tiles": Product.BASE}
        self._weights = {step: weight for step, weight in _WEIGHTS.items() if step == "read" or wanted[step] in order.products}
        self._done = 0.0

    def run(self) -> ImportResult:
        """Read, then make one product after another."""
        order, area = self._order, self._order.area
        spill = Spill(self._work / "spill.sqlite", area) if Product.BASE in order.products else None
        try:
            roads = RoadSink() if Product.ROADS in order.products else None
            places = PlaceSink(area) if Product.PLACES in order.products else None
            base = BaseSink(spill) if spill is not None else None
            sinks: list[Sink] = [one for one in (roads, places, base) if one is not None]
            counts = read(self._extract, area, self._work, sinks, self._step("read"))
            result = self._told(counts)
            if roads is not None:
                result = msgspec.structs.replace(result, roads=self._roads(roads))
                del roads
            if places is not None:
                result = msgspec.structs.replace(result, places=self._places(places))
                del places
            sinks.clear()
            if spill is not None and base is not None:
                result = msgspec.structs.replace(result, base=self._base(spill, base))
        finally:
            if spill is not None:
                spill.close()
        return result

    def _told(self, counts: Counts) -> ImportResult:
        order = self._order
        return ImportResult(
            name=order.name, source=order.file.name, source_bytes=self._extract.size_bytes, region=order.area, seconds=0.0,
            objects=counts.objects, broken_ways=counts.broken_ways, military=counts.military,
            broken_areas=max(0, counts.relations - counts.relation_areas),
        )

    def _step(self, name: str) -> Tell:
        """What a step tells its share to; the next step begins where this one ends."""
        whole = sum(self._weights.values())
        start, weight = self._done, self._weights[name] / whole * 0.98
        self._done += weight
        return lambda share: self._progress.report(start + share * weight, f"osm.step.{name}")

    def _roads(self, sink: RoadSink) -> RoadsMade:
        self._step("roads")(0.0)
        network = sink.network()
        target = self._work / self._order.target(Product.ROADS).name
        save_network(network, target)
        parts, nodes, km = islands(network)
        return RoadsMade(
            file=str(self._order.target(Product.ROADS)), bytes=target.stat().st_size, nodes=network.nodes, arcs=network.arcs,
            length_km=round(road_km(network.tail, network.head, network.length_m, network.kind >= 0), 1), names=sink.names,
            islands=parts, island_nodes=nodes, island_km=round(km, 1), blocked=sink.blocked, restricted=sink.restricted,
        )

    def _places(self, sink: PlaceSink) -> PlacesMade:
        tell = self._step("places")
        tell(0.0)
        entries, dropped = sink.entries()
        rows, counts = [], dict[str, int]()
        for at, entry in enumerate(entries):
            rows.append(GazetteerRow.of(entry))
            counts[entry.category] = counts.get(entry.category, 0) + 1
            if at % 1000 == 0:
                tell(at / len(entries))
        target = self._work / self._order.target(Product.PLACES).name
        target.write_bytes(encode_gazetteer(GazetteerFile(FORMAT, self._order.name, ATTRIBUTION, tuple(rows))))
        return PlacesMade(
            file=str(self._order.target(Product.PLACES)), bytes=target.stat().st_size, names=counts, dropped=dropped
        )

    def _base(self, spill: Spill, sink: BaseSink) -> BaseMade:
        tell = self._step("tiles")
        tell(0.0)
        sink.finish()
        target = self._work / self._order.target(Product.BASE).name
        writer, done = MbtilesWriter(target), 0
        try:
            for square, rows in spill.squares():
                tell(done / max(1, spill.pieces))
                writer.write(tiles_of(square, rows))
                done += len(rows.words)
            writer.finish(self._order.name, self._order.area)
        finally:
            writer.close()
        return BaseMade(
            file=str(self._order.target(Product.BASE)), bytes=target.stat().st_size, tiles=writer.tiles, min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM, features={name: count for name, count in spill.features.items() if count}, crowded=spill.crowded,
        )
