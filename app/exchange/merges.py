"""Cells that a workbook merges: one value stands for many rows, or for a line of its own. Read as text: nothing unfolds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl.utils import column_index_from_string

MOST_MERGES = 5_000
_CHUNK = 1 << 20
_KEEP = 256
"""Bytes that are looked at again with the next chunk: a reference may lie across the border."""

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]{0,120}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class Merge(msgspec.Struct, frozen=True):
    """The columns and rows (first and last, from 1) that the first cell stands for."""

    left: int
    right: int
    first: int
    last: int


def merged_cells(path: Path) -> dict[str, tuple[Merge, ...]]:
    """The merges of each sheet by its name; nothing where the workbook does not say where its sheets are."""
    try:
        with zipfile.ZipFile(path) as packed:
            return {name: tuple(_merges(packed, part)) for name, part in _parts(packed).items()}
    except (KeyError, ValueError, ParseError, DefusedXmlException, zipfile.BadZipFile, NotImplementedError):
        return {}


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    book, rels = fromstring(packed.read("xl/workbook.xml")), fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target", "")) for one in rels}
    parts = {}
    for one in book.iter():
        if str(one.tag).endswith("}sheet"):
            relation = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            parts[str(one.get("name"))] = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return {name: part for name, part in parts.items() if part in packed.NameToInfo}


def _merges(packed: zipfile.ZipFile, part: str) -> Iterator[Merge]:
    with packed.open(part) as file:
        for count, (left, first, right, last) in enumerate(_references(file)):
            if count >= MOST_MERGES:
                return
            first_column, last_column = column_index_from_string(left.decode()), column_index_from_string(right.decode())
            yield Merge(first_column, last_column, int(first), int(last))


def _references(file: IO[bytes]) -> Iterator[tuple[bytes, ...]]:
    tail = b""
    while chunk := file.read(_CHUNK):
        text = tail + chunk
        end = 0
        for found in _MERGE.finditer(text):
            yield found.groups()
            end = found.end()
        tail = text[max(end, len(text) - _KEEP):]
