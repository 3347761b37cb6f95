"""Text tables with coordinates: comma, semicolon, tab or bar between the cells; UTF-8, UTF-16 or GB 18030."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from itertools import chain, islice

from app.desk.jobs import Progress
from app.map.spatial.collector import Collector, bad
from app.map.spatial.encodings import text_of
from app.map.spatial.model import SpatialData
from app.map.spatial.source import Source
from app.map.spatial.tabular import HEAD_ROWS, find_heads, take_rows

FORMAT = "CSV"
SUFFIXES = (".csv", ".txt", ".tsv")
RANK = 90

_BETWEEN = ",;\t|，；"
_LONGEST_CELL = 100_000
_LONGEST_LINE = 1_000_000


def recognises(source: Source) -> bool:
    """Text that is named as a table: nothing in a text table itself says what it is."""
    if source.suffix not in SUFFIXES:
        return False
    head = source.head
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not (b"\0" in head or head.startswith((b"PK\x03\x04", b"%PDF")))


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """The one table. ``BadFile`` where no row names columns of coordinates, with the names that are understood."""
    text, encoding = text_of(source.data(), source.file, source.wish)
    csv.field_size_limit(min(_LONGEST_CELL, sys.maxsize))
    between = _delimiter(text)
    rows = csv.reader(_lines(text, source.file), delimiter=between)
    collector = Collector(source.file, progress, source.limits)
    try:  # row by row: a large file of small cells would fill the memory if it were held whole
        first = list(islice(rows, HEAD_ROWS))
        heads = find_heads(first)
        if heads is None:
            raise bad(source.file, "no_coordinate_columns", 1, found=" ".join((first[0] if first else [])[:12]))
        take_rows(heads, chain(first[heads.row + 1 :], rows), heads.row + 2, collector)
    except csv.Error as error:
        raise bad(source.file, "csv", rows.line_num, detail=str(error)[:120]) from error
    return (collector.finish(source.path.stem),), encoding


def _lines(text: str, file: str) -> Iterator[str]:
    """The lines of the text with their ends; ``BadFile`` for one that no table has."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > _LONGEST_LINE:
            raise bad(file, "long_line", number, most=_LONGEST_LINE)
        yield line


def _delimiter(text: str) -> str:
    """The sign that divides the first filled lines most evenly."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:5]
    return max(_BETWEEN, key=lambda sign: (min((line.count(sign) for line in lines), default=0), -_BETWEEN.index(sign)))
