"""Reads a file of any format that has a reader; whatever it holds, the answer is a ``Reading`` or ``BadFile``."""

from __future__ import annotations

import logging
import sqlite3
import struct
import zipfile
import zlib
from pathlib import Path

from app.desk.jobs import Progress
from app.kernel.errors import BadFile
from app.map.spatial.collector import bad, problem
from app.map.spatial.encodings import known_encoding
from app.map.spatial.limits import LIMITS, Limits
from app.map.spatial.model import Reading
from app.map.spatial.readers import Reader, discover, suffixes
from app.map.spatial.source import Source

log = logging.getLogger(__name__)

BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError, OSError,
    RecursionError, RuntimeError, SyntaxError, TypeError, ValueError, sqlite3.Error, struct.error, zipfile.BadZipFile, zlib.error,
)
"""What libraries raise when the bytes are not what they should be."""

_PARTS_OF_SHAPEFILES = frozenset({".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj"})
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "is_old_excel"), (b"%PDF", "is_pdf"), (b"Rar!", "is_archive"), (b"7z\xbc\xaf", "is_archive"),
    (b"\x89PNG", "is_picture"), (b"\xff\xd8\xff", "is_picture"), (b"II*\x00", "is_picture"), (b"AC10", "is_dwg"),
)


def read_file(path: Path, progress: Progress, *, encoding: str = "", limits: Limits = LIMITS) -> Reading:
    """Every table of this file. ``BadFile`` with file, line and mend for anything else; ``Cancelled`` where it was stopped."""
    source = Source(path, encoding, limits)
    if encoding and not known_encoding(encoding):
        raise bad(source.file, "unknown_encoding", name=encoding)
    reader = reader_of(source)
    progress.report(0.05)
    try:
        tables, used = reader.read(source, progress)
        sha256 = source.sha256
    except BROKEN as error:
        log.info("map: %s is broken: %r", source.file, error)
        raise bad(source.file, "broken", detail=str(error)[:120] or type(error).__name__, format=reader.FORMAT) from error
    mislabelled = source.suffix not in reader.SUFFIXES
    said = problem(source.file, "mislabelled", suffix=source.suffix or "-", format=reader.FORMAT)
    if not tables:
        raise bad(source.file, "nothing")
    return Reading(file=source.file, format=reader.FORMAT, sha256=sha256, encoding=used, tables=tables,
                   remarks=(said,) if mislabelled else ())


def reader_of(source: Source) -> Reader:
    """The reader whose format the content is. ``BadFile`` that says what the file is instead, and the mend."""
    if source.suffix in _PARTS_OF_SHAPEFILES:
        raise bad(source.file, "part_of_shapefile")
    for reader in discover():
        if reader.recognises(source):
            return reader
    for begins, code in _OTHERS:
        if source.head.startswith(begins):
            raise bad(source.file, code)
    by_name = next((reader for reader in discover() if source.suffix in reader.SUFFIXES), None)
    if by_name is not None:
        raise bad(source.file, "not_as_named", suffix=source.suffix, format=by_name.FORMAT)
    raise bad(source.file, "unknown_format", suffixes=" ".join(suffixes()))


__all__ = ["BROKEN", "BadFile", "read_file", "reader_of"]
