"""An imported gazetteer on the disk: one JSON file, read whole, and the shelf on which a desk's gazetteers stand."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from app.catalog.gazetteer import NO_NAMES, GazetteerEntry, ImportedNames
from app.catalog.name_index import Keys
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Point
from app.kernel.text import Text

FORMAT = 1
"""Raise it when the file changes shape."""

MOST_NAMES = 100_000
"""A large county has about so many; beyond it the least important are left out."""

_MOST_BYTES = 96 << 20


class GazetteerRow(msgspec.Struct, frozen=True, array_like=True):
    """One place. ``initials`` and ``pinyin`` (syllables divided by blanks) are by what it is found; degrees in WGS-84."""

    id: str
    zh: str
    en: str
    lat: float
    lon: float
    category: str
    kind: str
    village: str
    aliases: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: GazetteerEntry) -> GazetteerRow:
        """The row of this entry, with its pinyin."""
        keys = Keys.of((entry.name.zh, entry.name.en, *entry.aliases))
        return cls(
            entry.id, entry.name.zh, entry.name.en, round(entry.point.lat, 6), round(entry.point.lon, 6), entry.category,
            entry.kind, entry.village, entry.aliases, keys.initials, tuple(" ".join(one) for one in keys.full),
        )

    @property
    def entry(self) -> GazetteerEntry:
        """The place."""
        return GazetteerEntry(
            self.id, Text(self.zh, self.en), Point(self.lat, self.lon), self.category, self.village, self.aliases, self.kind
        )

    @property
    def keys(self) -> Keys:
        """By what it is found, without asking the pinyin dictionary."""
        names = tuple("".join(one.lower().split()) for one in (self.zh, self.en, *self.aliases) if one)
        return Keys(tuple(dict.fromkeys(names)), self.initials, tuple(tuple(one.split()) for one in self.pinyin))


class GazetteerFile(msgspec.Struct, frozen=True):
    """The file: its form, what it is called, whose data it is, and its places."""

    format: int
    name: str
    attribution: str
    places: tuple[GazetteerRow, ...]


def encode_gazetteer(file: GazetteerFile) -> bytes:
    """The file's bytes."""
    return msgspec.json.encode(file)


def read_gazetteer(path: Path) -> GazetteerFile:
    """The gazetteer of this file. ``BadFile``: ``gazetteer_broken``, ``gazetteer_newer``."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _broken(path, f"{size} bytes")
        data = path.read_bytes()
        form = msgspec.json.decode(data, type=_Form).format
        if form > FORMAT:
            raise BadFile((Problem(str(path), 0, "format", "gazetteer_newer", {"found": str(form), "known": str(FORMAT)}),))
        file = msgspec.json.decode(data, type=GazetteerFile)
    except (msgspec.DecodeError, OSError, UnicodeDecodeError) as error:
        raise _broken(path, str(error)[:200]) from error
    wrong = next((one for one in file.places if not _on_earth(one)), None)
    if wrong is not None or len(file.places) > MOST_NAMES:
        raise _broken(path, wrong.id if wrong else f"{len(file.places)} > {MOST_NAMES}")
    return file


def _on_earth(row: GazetteerRow) -> bool:
    return math.isfinite(row.lat) and math.isfinite(row.lon) and abs(row.lat) <= 90 and abs(row.lon) <= 180 and bool(row.zh)


def _broken(path: Path, why: str) -> BadFile:
    return BadFile((Problem(str(path), 0, "", "gazetteer_broken", {"why": why}),))


class _Form(msgspec.Struct):
    format: int


class NameShelf:
    """The imported gazetteers of one data folder. ``current`` is replaced as a whole: read it afresh each time."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.current = NO_NAMES
        self.problems: tuple[Problem, ...] = ()

    def load(self) -> ImportedNames:
        """Read the folder's files (in a worker: 50,000 names take about half a second); broken ones are named in
        ``problems``."""
        problems: list[Problem] = []
        rows: dict[str, GazetteerRow] = {}
        for path in sorted(self._folder.glob("*.json")) if self._folder is not None and self._folder.is_dir() else ():
            try:
                rows.update((one.id, one) for one in read_gazetteer(path).places)
            except BadFile as bad:
                problems += bad.problems
        kept = list(rows.values())[:MOST_NAMES]
        self.problems = tuple(problems)
        self.current = ImportedNames((one.entry for one in kept), [one.keys for one in kept]) if kept else NO_NAMES
        return self.current
