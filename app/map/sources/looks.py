"""What a tile really is, seen from its bytes: what a file or a server calls it is only a claim."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterable

from PIL import Image

from app.desk.maps import Schema
from app.map.sources.port import Tile

LARGEST_TILE = 4 * 1024 * 1024
"""Bytes of one tile, unpacked; a real one has at most some hundred thousand."""

LARGEST_SIDE_PX = 1024
VECTOR_MIME = "application/x-protobuf"

_MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_LAYER = 0x1A  # field 3, length-delimited: the only thing that a vector tile holds
_NAME = 0x0A

_OPENMAPTILES = frozenset({"transportation", "landcover", "water", "place"})
_PROTOMAPS = frozenset({"earth", "roads", "water", "places"})


def picture(data: bytes) -> Tile | None:
    """The tile if these bytes are a PNG, JPEG or WebP of bearable size; only its head is read."""
    if not data or len(data) > LARGEST_TILE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(_MIMES)) as image:
                good = max(image.size) <= LARGEST_SIDE_PX
                mime = _MIMES[image.format or ""]
    except (OSError, ValueError, KeyError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return Tile(mime, data) if good else None


def vector(data: bytes) -> Tile | None:
    """The tile if these bytes are a vector tile, packed (gzip, zlib) or not."""
    body = unpacked(data)
    if body is None or layer_names(body) is None:
        return None
    return Tile(VECTOR_MIME, body)


def unpacked(data: bytes, limit: int = LARGEST_TILE) -> bytes | None:
    """The bytes without gzip or zlib around them; ``None`` where they are broken or swell beyond the limit."""
    if len(data) > limit:
        return None
    if data[:2] != b"\x1f\x8b" and data[:2] not in (b"\x78\x01", b"\x78\x9c", b"\x78\xda"):
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        body = unpacker.decompress(data, limit + 1)
    except zlib.error:
        return None
    return body if unpacker.eof and len(body) <= limit else None


def layer_names(body: bytes) -> tuple[str, ...] | None:
    """The layers of an unpacked vector tile; ``None`` where these bytes are no vector tile."""
    names: list[str] = []
    at = 0
    try:
        while at < len(body):
            if body[at] != _LAYER:
                return None
            length, at = _varint(body, at + 1)
            if at + length > len(body):
                return None
            names.append(_layer_name(body, at, at + length))
            at += length
    except (IndexError, UnicodeDecodeError, ValueError):
        return None
    return tuple(names)


def schema_of(layers: Iterable[str], *, own: bool) -> Schema:
    """By which names these layers go; ``own`` says that the file carries our own mark."""
    names = frozenset(layers)
    if own:
        return Schema.ZHISHOU
    if len(_OPENMAPTILES & names) >= 2 and "transportation" in names:
        return Schema.OPENMAPTILES
    if len(_PROTOMAPS & names) >= 3 and "earth" in names:
        return Schema.PROTOMAPS
    if {"roads", "waterway"} <= names:
        return Schema.ZHISHOU
    return Schema.UNKNOWN


def _layer_name(body: bytes, at: int, end: int) -> str:
    """The name (field 1) among the fields of a layer; "" where it has none before its features end."""
    while at < end:
        key, at = _varint(body, at)
        kind = key & 7
        if kind == 0:
            _, at = _varint(body, at)
            continue
        if kind != 2:
            raise ValueError("not a layer")
        length, at = _varint(body, at)
        if at + length > end:
            raise ValueError("layer cut short")
        if key == _NAME:
            return body[at : at + length].decode()
        at += length
    return ""


def _varint(body: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = body[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("number too long")
