"""Reads just enough of a font file to know who it is: names, kind of outlines, a fingerprint."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import msgspec

_MAX_FACES = 64
_WANTED_NAMES = (1, 2, 4, 6)
_SPREAD = 2654435761


class FontFile(msgspec.Struct, frozen=True):
    """One face inside a font file.

    ``names`` are its normalised family, full and PostScript names (the bare family only where the style is
    regular) and the name of its file; ``glyf`` says that the outlines are TrueType, the only kind that reportlab embeds; ``mark``
    tells two versions of the same face apart.
    """

    path: Path
    index: int
    postscript: str
    family: str
    names: frozenset[str]
    glyf: bool
    mark: str


def normalise(name: str) -> str:
    """A font name as it is compared: lower case, without blanks, hyphens and underscores."""
    return "".join(c for c in name.casefold() if c not in " -_.")


def read_faces(path: Path) -> tuple[FontFile, ...]:
    """Every face in ``path``; empty when it is not a readable TrueType or OpenType file."""
    try:
        with path.open("rb") as file:
            head = _take(file, 12)
            offsets = [0]
            if head[:4] == b"ttcf":
                count = min(struct.unpack(">L", head[8:12])[0], _MAX_FACES)
                offsets = list(struct.unpack(f">{count}L", _take(file, 4 * count)))
            found = []
            for index, offset in enumerate(offsets):
                tables = _tables(file, offset)
                if "name" in tables and ("glyf" in tables or "CFF " in tables):
                    found.append(_face(path, index, tables, file))
            return tuple(found)
    except (OSError, struct.error, ValueError):
        return ()  # not a font, or a broken one: the search goes on


def _take(file: BinaryIO, count: int) -> bytes:
    got = file.read(count)
    if len(got) != count:
        raise ValueError("font file ends early")
    return got


def _tables(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    file.seek(offset)
    count = struct.unpack(">4xH6x", _take(file, 12))[0]
    found = {}
    for _ in range(count):
        tag, _sum, start, length = struct.unpack(">4sLLL", _take(file, 16))
        found[tag.decode("latin-1")] = (start, length)
    return found


def _face(path: Path, index: int, tables: dict[str, tuple[int, int]], file: BinaryIO) -> FontFile:
    start, length = tables["name"]
    file.seek(start)
    names = _names(_take(file, length))
    adjustment = 0
    if "head" in tables:
        file.seek(tables["head"][0] + 8)
        adjustment = struct.unpack(">L", _take(file, 4))[0]
    regular = bool(names[2] & {"regular", "normal", "book", "roman", "常规"}) or not names[2]
    known = {normalise(n) for n in names[4] | names[6]}
    if regular:
        known |= {normalise(n) for n in names[1]}
    if index == 0:
        known.add(normalise(path.stem))  # simfang.ttf is 仿宋 even where its own table of names is damaged
    postscript = min(names[6], default=path.stem)
    return FontFile(
        path=path,
        index=index,
        postscript=postscript,
        family=min(names[1], default=postscript),
        names=frozenset(known),
        glyf="glyf" in tables,
        mark=f"{adjustment ^ (path.stat().st_size * _SPREAD & 0xFFFFFFFF):08x}",
    )


def _names(table: bytes) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {n: set() for n in _WANTED_NAMES}
    _format, count, strings = struct.unpack(">HHH", table[:6])
    for at in range(6, 6 + 12 * count, 12):
        platform, encoding, _language, name, length, offset = struct.unpack(">HHHHHH", table[at : at + 12])
        if name not in found:
            continue
        raw = table[strings + offset : strings + offset + length]
        text = _decode(raw, platform, encoding)
        if text:
            found[name].add(text if name != 2 else text.casefold())
    return found


def _decode(raw: bytes, platform: int, encoding: int) -> str:
    codec = "utf-16-be"
    if platform == 3 and encoding == 3:
        codec = "gb18030"
    elif platform == 1:
        codec = {0: "mac-roman", 25: "gb18030"}.get(encoding, "")
    if not codec:
        return ""
    return raw.decode(codec, errors="ignore").strip("\x00 ")
