"""What papers of a drill have on their pages, as values: sections of sentences, tables, bars. Pure; ``drill_layout`` sets them."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from app.reports.documents.phrases import Pair


class Line(msgspec.Struct, frozen=True):
    """A paragraph; ``heavy`` words at its head are set off, ``second`` makes it a heading of the second level."""

    text: str
    heavy: str = ""
    second: bool = False


class Grid(msgspec.Struct, frozen=True):
    """A table. ``shares`` are the widths of its columns; ``hand_mm``: its rows are at least so high, to be written in by hand.

    ``empty`` stands in a table without rows. ``caption`` stands above it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    hand_mm: float = 0
    empty: str = ""
    caption: str = ""


class Facts(msgspec.Struct, frozen=True):
    """Names and values, two to a row; those in ``wide`` have a row of their own."""

    pairs: tuple[Pair, ...]
    wide: tuple[str, ...] = ()


class Amount(msgspec.Struct, frozen=True):
    """A bar of a chart: its name, its size, the size in words."""

    label: str
    size: float
    words: str


class Bars(msgspec.Struct, frozen=True):
    """A chart of bars over its caption; the table with its figures follows it."""

    caption: str
    amounts: tuple[Amount, ...]


class Boxes(msgspec.Struct, frozen=True):
    """Room to write by hand under a label, so many lines high."""

    labels: tuple[str, ...]
    lines: int = 3


Piece: TypeAlias = Line | Grid | Facts | Bars | Boxes


class Section(msgspec.Struct, frozen=True):
    """A section under its numbered heading ("" for none); ``own_page``: it begins on a new page."""

    heading: str
    pieces: tuple[Piece, ...]
    own_page: bool = False


class DrillPages(msgspec.Struct, frozen=True):
    """A paper of a drill. ``under`` stands below the title, ``notes`` are small print at the end.

    ``code`` is what the square code at the end says ("" for none), ``attached`` are the papers that belong to it.
    """

    title: str
    under: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    code: str = ""
    code_caption: str = ""
