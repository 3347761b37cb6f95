"""The blocks of a ``.osm.pbf`` file, found and measured before anything is read out of them.

A file is a row of blocks, each behind its length: walking over the lengths costs one small read a block and shows whether
the file is whole. Portions of blocks are then handed to osmium one after the other.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import osmium

from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.geo import Region

PORTION_BYTES = 4 << 20
PORTION_BLOCKS = 64
_MOST_HEADER_BYTES = 64 << 10
_MOST_BLOCK_BYTES = 32 << 20
"""Limits of the format itself: a larger block is not one."""

_SIGNS = (
    (b"<", "xml"), (b"\xef\xbb\xbf<", "xml"), (b"PK", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"), (b"SQLite format 3", "sqlite"), (b"PMTiles", "pmtiles"), (b"\xff\xe0\x04o5m", "o5m"), (b"{", "json"),
    (b"%PDF", "pdf"),
)


@dataclass(frozen=True)
class Block:
    """Where a block begins and how long it is with its length and its header, in bytes."""

    offset: int
    size: int


@dataclass(frozen=True)
class Extract:
    """A file whose blocks were counted. ``box``: what its head says it covers. ``ordered``: its head promises nodes before
    ways before relations."""

    path: Path
    size_bytes: int
    head: Block
    blocks: tuple[Block, ...]
    box: Region | None = None
    ordered: bool = False

    def portions(self, *, backwards: bool = False) -> Iterator[tuple[bytes, int]]:
        """The data in portions that osmium can read (the head in front of each), with how many bytes of the file they are."""
        portions = list(_portions(self.blocks))
        with open(self.path, "rb") as stream:
            head = _slice(stream, self.head)
            for portion in reversed(portions) if backwards else portions:
                yield head + _slice(stream, portion), portion.size


def bad(path: Path, code: str, **facts: object) -> BadFile:
    """A file that cannot be used, for one reason."""
    return BadFile((Problem(str(path), 0, "", code, {name: str(value) for name, value in facts.items()}),))


def sign_of(path: Path) -> str:
    """What the first bytes say the file is: ``xml``, ``zip`` …; "" where they say nothing. ``Fault`` where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            start = stream.read(32)
    except OSError as error:
        raise Fault("osm_not_read", {"path": str(path), "why": error.strerror or str(error)}) from error
    return next((name for sign, name in _SIGNS if start.lstrip(b" \t\r\n").startswith(sign)), "")


def open_extract(path: Path) -> Extract:
    """The blocks of this file; nothing of its content is read but the head.

    ``BadFile``: ``osm_empty``, ``osm_other_kind`` (another kind of file under this name), ``osm_not_pbf`` (no such file at
    all: damaged or encrypted), ``osm_truncated``, ``osm_history``, ``osm_head_broken``. ``Fault("osm_not_read")``.
    """
    kind = sign_of(path)
    try:
        size = path.stat().st_size
        if size == 0:
            raise bad(path, "osm_empty")
        if kind:
            raise bad(path, "osm_other_kind", kind=kind)
        with open(path, "rb") as stream:
            blocks = list(_walk(path, stream, size))
            if len(blocks) < 2:
                raise bad(path, "osm_empty")
            head = _slice(stream, blocks[0])
    except OSError as error:
        raise Fault("osm_not_read", {"path": str(path), "why": error.strerror or str(error)}) from error
    box, ordered = _head(path, head)
    return Extract(path, size, blocks[0], tuple(blocks[1:]), box, ordered)


def _head(path: Path, head: bytes) -> tuple[Region | None, bool]:
    try:
        with osmium.io.Reader(osmium.io.FileBuffer(head, "pbf"), osmium.osm.NOTHING) as reader:
            header = reader.header()
            history, box = header.has_multiple_object_versions, header.box()
            ordered = header.get("sorting", "") == "Type_then_ID"
    except RuntimeError as error:
        raise bad(path, "osm_head_broken", why=str(error)[:200]) from error
    if history:
        raise bad(path, "osm_history")
    if not box.valid():
        return None, ordered
    low, high = box.bottom_left, box.top_right
    return Region(low.lat, low.lon, high.lat, high.lon), ordered


def _walk(path: Path, stream: BinaryIO, size: int) -> Iterator[Block]:
    """The blocks in order. The first must be a head and all later ones data, or this is no such file."""
    offset = 0
    while offset < size:
        stream.seek(offset)
        start = stream.read(4)
        length = struct.unpack(">I", start)[0] if len(start) == 4 else 0
        if len(start) == 4 and not 0 < length <= _MOST_HEADER_BYTES:
            raise bad(path, "osm_not_pbf" if offset == 0 else "osm_block_broken", at=offset)
        header = stream.read(length)
        if len(header) < length or len(start) < 4:
            raise bad(path, "osm_not_pbf" if offset == 0 else "osm_truncated", at=offset, bytes=size)
        kind, content = _block_header(header)
        if content is None or (kind == b"OSMHeader") != (offset == 0):
            raise bad(path, "osm_not_pbf" if offset == 0 else "osm_block_broken", at=offset)
        whole = 4 + length + content
        if offset + whole > size:
            raise bad(path, "osm_truncated", at=offset, bytes=size, missing=offset + whole - size)
        yield Block(offset, whole)
        offset += whole


def _block_header(header: bytes) -> tuple[bytes, int | None]:
    """Kind and content length of the block behind this header (a protobuf message); ``None`` where it is nonsense."""
    kind, content, at = b"", None, 0
    try:
        while at < len(header):
            key, at = _varint(header, at)
            value, at = _varint(header, at)
            if key & 7 == 2:
                if at + value > len(header):
                    return b"", None
                kind = header[at : at + value] if key >> 3 == 1 else kind
                at += value
            elif key & 7 != 0:
                return b"", None
            elif key >> 3 == 3:
                content = value
    except IndexError:
        return b"", None
    known = kind in (b"OSMHeader", b"OSMData") and content is not None and 0 < content <= _MOST_BLOCK_BYTES
    return (kind, content) if known else (b"", None)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
    raise IndexError


def _portions(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Neighbouring blocks taken together."""
    start = count = size = 0
    for block in blocks:
        if count and (count == PORTION_BLOCKS or size + block.size > PORTION_BYTES):
            yield Block(start, size)
            count = size = 0
        start = block.offset if not count else start
        count, size = count + 1, size + block.size
    if count:
        yield Block(start, size)


def _slice(stream: BinaryIO, block: Block) -> bytes:
    stream.seek(block.offset)
    return stream.read(block.size)
