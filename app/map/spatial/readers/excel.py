"""Excel workbooks with coordinates: every sheet that names such columns; formulas as the values that were saved."""

from __future__ import annotations

import io
import zipfile
from itertools import islice
from typing import Any

from app.desk.jobs import Progress
from app.map.spatial.collector import Collector, bad
from app.map.spatial.model import SpatialData
from app.map.spatial.source import Source
from app.map.spatial.tabular import HEAD_ROWS, find_heads, take_rows

FORMAT = "Excel"
SUFFIXES = (".xlsx", ".xlsm")

_MOST_COLUMNS = 200
_MOST_ROWS = 100_100


def recognises(source: Source) -> bool:
    """An archive with a workbook in it."""
    return source.is_zip and "xl/workbook.xml" in source.members


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """One table for each sheet with coordinates. ``BadFile`` where no sheet has any."""
    from openpyxl import load_workbook  # noqa: PLC0415 - openpyxl takes a while to load
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _ = source.members  # the limits of the archive, before anything is unpacked
    try:
        book = load_workbook(io.BytesIO(source.data()), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise bad(source.file, "broken", detail=str(error)[:120], format=FORMAT) from error
    tables: list[SpatialData] = []
    seen: list[str] = []
    try:
        for title in book.sheetnames:
            collector = Collector(source.file, progress, source.limits)
            found = _sheet(book[title], title, collector, seen)
            if found is not None:
                tables.append(found)
    finally:
        book.close()
    if not tables:
        raise bad(source.file, "no_coordinate_columns", 1, found=" ".join(seen[:12]))
    return tuple(tables), ""


def _sheet(page: Any, title: str, collector: Collector, seen: list[str]) -> SpatialData | None:
    if not hasattr(page, "iter_rows"):
        return None  # a sheet that is a chart
    page.reset_dimensions()
    rows = page.iter_rows(max_col=_MOST_COLUMNS, max_row=_MOST_ROWS, values_only=True)
    first = list(islice(rows, HEAD_ROWS))
    heads = find_heads(first)
    if heads is None:
        seen += [str(cell) for cell in (first[0] if first else ()) if cell is not None]
        return None

    def below() -> Any:
        yield from first[heads.row + 1 :]
        yield from rows

    take_rows(heads, below(), heads.row + 2, collector)
    return collector.finish(title)
