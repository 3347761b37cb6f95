"""Shapefiles: ``.shp`` with the files beside it, or a ZIP of them; encodings as ``.cpg`` says, else UTF-8, else GB 18030."""

from __future__ import annotations

import io
import logging
import struct
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from app.desk.jobs import Progress
from app.map.spatial import shapes
from app.map.spatial.collector import Collector, bad
from app.map.spatial.encodings import known_encoding
from app.map.spatial.frames import hint_of, is_old_datum
from app.map.spatial.model import Shapes, SpatialData
from app.map.spatial.source import Source
from app.map.spatial.tabular import told_apart

FORMAT = "Shapefile"
SUFFIXES = (".shp", ".zip")

_MAGIC = b"\x00\x00\x27\x0a"
_WESTERN = frozenset({"iso8859-1", "cp1252", "ascii"})
_HEAD = 100


class _Parts(msgspec.Struct):
    """The bytes of one Shapefile."""

    name: str
    shp: bytes
    shx: bytes
    dbf: bytes
    prj: str
    cpg: str


def recognises(source: Source) -> bool:
    """The magic number, or an archive with a ``.shp`` in it."""
    if source.is_zip:
        return any(name.lower().endswith(".shp") for name in source.members)
    return source.head.startswith(_MAGIC) and source.suffix != ".shx"


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """One table for each Shapefile (an archive may hold several)."""
    tables, encodings = [], []
    for parts in _packed(source) if source.is_zip else [_beside(source)]:
        data, encoding = _table(parts, source, progress)
        tables.append(data)
        encodings.append(encoding)
    return tuple(tables), encodings[0]


def _beside(source: Source) -> _Parts:
    def bytes_of(suffix: str) -> bytes:
        path = source.beside(suffix)
        if path is None:
            return b""
        return Source(path, limits=source.limits).data() if path.stat().st_size else b""

    return _parts(source.path.stem, source.data(), bytes_of)


def _packed(source: Source) -> list[_Parts]:
    by_lower = {name.lower(): name for name in source.members}
    found = []
    for name in source.members:
        if not name.lower().endswith(".shp") or name.startswith("__MACOSX"):
            continue
        stem = name[:-4]

        def bytes_of(suffix: str, stem: str = stem) -> bytes:
            member = by_lower.get(stem.lower() + suffix)
            return source.member(member) if member else b""

        found.append(_parts(stem.rpartition("/")[2], source.member(name), bytes_of))
    return found


def _parts(name: str, shp: bytes, bytes_of: Callable[[str], bytes]) -> _Parts:
    return _Parts(
        name, shp, bytes_of(".shx"), bytes_of(".dbf"), bytes_of(".prj").decode("utf-8", "replace"),
        bytes_of(".cpg").decode("ascii", "replace").strip(),
    )


def _table(parts: _Parts, source: Source, progress: Progress) -> tuple[SpatialData, str]:
    import shapefile  # noqa: PLC0415 - only whoever reads Shapefiles pays for it

    logging.getLogger("shapefile").setLevel(logging.ERROR)  # it would write into the terminal about turned rings
    warnings.filterwarnings("ignore", module="shapefile")  # and about headers, which we look at ourselves
    collector = Collector(source.file, progress, source.limits)
    _check_shp(parts, source.file)
    count = _check_dbf(parts, source.file)
    _check_shx(parts, source.file, collector)
    encoding = _encoding(parts, source.wish, source.file)
    streams = {"shp": io.BytesIO(parts.shp)} | ({"dbf": io.BytesIO(parts.dbf)} if parts.dbf else {})
    try:
        with shapefile.Reader(**streams, encoding=encoding, encodingErrors="replace") as reader:
            _take(reader, collector, count, progress)
    except shapefile.ShapefileException as error:
        raise bad(source.file, "broken", field=parts.name, detail=str(error)[:120], format=FORMAT) from error
    if not parts.dbf:
        collector.remark("dbf_missing", field=f"{parts.name}.dbf")
    if not parts.prj:
        collector.remark("prj_missing", field=f"{parts.name}.prj")
    elif is_old_datum(parts.prj):
        collector.remark("old_datum", field=f"{parts.name}.prj")
    return collector.finish(parts.name, frame_hint=hint_of(parts.prj), frame_words=parts.prj), encoding


def _take(reader: Any, collector: Collector, count: int | None, progress: Progress) -> None:
    names = told_apart(_whole(field[0]) for field in reader.fields if field[0] != "DeletionFlag") if count is not None else ()
    collector.columns_in_order(names)
    records = reader.iterRecords() if count is not None else None
    number = 0
    for shape in reader.iterShapes():
        number += 1
        record = next(records, None) if records is not None else None
        values = dict(zip(names, record or (), strict=False))
        collector.add(number, partial(_shapes, shape), values)
        if number % 500 == 0 and count:
            progress.report(0.1 + 0.8 * min(number / count, 1))
    if count is not None and number < count:
        collector.remark("fewer_shapes", shapes=number, rows=count)
    if count is not None and number > count:
        collector.remark("more_shapes", shapes=number, rows=count)


def _shapes(shape: Any) -> Shapes:
    if shape.shapeType == 0:
        raise shapes.Unusable("empty")
    if shape.shapeType == 31:
        raise shapes.Unusable("unknown_geometry", kind="MultiPatch")
    return shapes.of_geojson(shape.__geo_interface__)


def _check_shp(parts: _Parts, file: str) -> None:
    where = f"{parts.name}.shp"
    if len(parts.shp) < _HEAD or not parts.shp.startswith(_MAGIC):
        raise bad(file, "shp_broken", field=where)
    said = struct.unpack(">i", parts.shp[24:28])[0] * 2
    if said > len(parts.shp):
        raise bad(file, "truncated", field=where, said=said, found=len(parts.shp))


def _check_shx(parts: _Parts, file: str, collector: Collector) -> None:
    """The index is not needed; a short one tells that the copy is not whole."""
    where = f"{parts.name}.shx"
    if not parts.shx:
        collector.remark("shx_missing", field=where)
        return
    said = struct.unpack(">i", parts.shx[24:28])[0] * 2 if len(parts.shx) >= _HEAD else _HEAD
    if said > len(parts.shx):
        raise bad(file, "truncated", field=where, said=said, found=len(parts.shx))


def _check_dbf(parts: _Parts, file: str) -> int | None:
    """How many rows the attribute table has; ``None`` where there is no such table."""
    if not parts.dbf:
        return None
    where = f"{parts.name}.dbf"
    if len(parts.dbf) < 33:
        raise bad(file, "truncated", field=where, said=33, found=len(parts.dbf))
    rows, head, wide = struct.unpack("<IHH", parts.dbf[4:12])
    if head < 33 or wide < 1:
        raise bad(file, "dbf_broken", field=where)
    said = head + rows * wide
    if said > len(parts.dbf) + 1:  # the mark of the end may be missing
        whole = max(0, (len(parts.dbf) - head) // wide)
        raise bad(file, "dbf_truncated", whole + 1, where, said=rows, found=whole)
    return int(rows)


def _encoding(parts: _Parts, wish: str, file: str) -> str:
    """The encoding of the attribute table: what a person or the ``.cpg`` says if it fits, else what fits.

    A ``.cpg`` that names a Western encoding is believed last: every byte fits such a one, and programs that know no better write
    it beside Chinese texts.
    """
    said = known_encoding(wish) or known_encoding(parts.cpg)
    western = not wish and said in _WESTERN
    if not parts.dbf:
        return said or "utf-8"
    head, wide = struct.unpack("<HH", parts.dbf[8:12])
    table = parts.dbf[32:]
    for name in dict.fromkeys(filter(None, ("" if western else said, "utf-8", "gb18030", said))):
        if _fits(table, name, head - 32, wide):
            return name
        if wish:
            break
    if wish or said:
        raise bad(file, "wrong_encoding", field=f"{parts.name}.dbf", encoding=said)
    raise bad(file, "wrong_encoding", field=f"{parts.name}.dbf", encoding="utf-8, gb18030")


def _fits(table: bytes, encoding: str, head: int, wide: int) -> bool:
    """Whether every name and every field of every row decodes; a character that was cut by the width is forgiven."""
    fields = [table[at : at + 32] for at in range(0, max(head - 1, 0), 32) if table[at : at + 1] not in (b"\r", b"")]
    at = 1
    spans = []
    for field in fields:
        if len(field) < 17:
            break
        if field[11:12] == b"C":
            spans.append((at, at + field[16]))
        at += field[16]
    try:
        for field in fields:
            _decode(field[:10].split(b"\0")[0], encoding, 10)
        for row in range(head, len(table) - wide + 1, wide):
            for start, end in spans:
                _decode(table[row + start : row + end].rstrip(b" \0"), encoding, end - start)
    except UnicodeDecodeError:
        return False
    return True


def _whole(name: str) -> str:
    """The name of a field without the half character that its width left over."""
    return name.rstrip("\ufffd") or name


def _decode(cell: bytes, encoding: str, wide: int) -> None:
    """Whether the cell decodes; one that fills its width may end within a character."""
    try:
        cell.decode(encoding)
    except UnicodeDecodeError as error:
        if len(cell) < wide or error.start < len(cell) - 3:
            raise
