"""A Word table as a grid of words: merged cells are repeated in every place they cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.exchange.plan_document.blocks import Cleaner
from app.exchange.plan_document.numbering import W
from app.exchange.plan_document.word_runs import Gathered, Runs

MOST_COLUMNS = 64
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}

Rows = tuple[tuple[str, ...], ...]


def grid(table: Any, runs: Runs, cleaner: Cleaner) -> tuple[Rows, frozenset[tuple[int, int]], list[Gathered]]:
    """The cells by row and column, the places that only repeat a merged neighbour, and what was gathered on the way."""
    rows: list[list[str]] = []
    merged: set[tuple[int, int]] = set()
    gathered: list[Gathered] = []
    for at, row in enumerate(_children(table, f"{W}tr")):
        cells: list[str] = [""] * _before(row)
        for cell in _children(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span = min(_value(properties, "gridSpan", 1), MOST_COLUMNS - len(cells))
            if span < 1:
                break
            words = cleaner.clean(_words(cell, runs, gathered))
            place = len(cells)
            if _continues(properties) and at and place < len(rows[at - 1]):
                merged.update((at, place + step) for step in range(span))
                words = words or rows[at - 1][place]
            merged.update((at, place + step) for step in range(1, span))
            cells += [words] * span
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows), frozenset(merged), gathered


def _words(cell: Any, runs: Runs, gathered: list[Gathered]) -> str:
    """The cell's paragraphs, one a line; a table inside becomes lines too."""
    lines: list[str] = []
    for child in cell.iterchildren("*"):
        if child.tag == f"{W}p":
            found = runs.gather(child)
            gathered.append(found)
            lines.append(found.text)
        elif child.tag == f"{W}tbl":
            for row in _children(child, f"{W}tr"):
                lines.append("  ".join(_words(inner, runs, gathered).replace("\n", " ") for inner in _children(row, f"{W}tc")))
        elif child.tag in _AROUND:
            lines.append(_words(child, runs, gathered))
    return "\n".join(line for line in lines if line.strip())


def _children(element: Any, tag: str) -> Iterator[Any]:
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, tag)


def _before(row: Any) -> int:
    return min(_value(row.find(f"{W}trPr"), "gridBefore", 0), MOST_COLUMNS)


def _value(properties: Any | None, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isdigit() and len(text) < 6 else default


def _continues(properties: Any | None) -> bool:
    found = properties.find(f"{W}vMerge") if properties is not None else None
    return found is not None and found.get(f"{W}val", "continue") == "continue"
