"""What the document of a plan says, worded, ready to be set; no page, no face."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.reports.documents.phrases import Pair
from app.reports.documents.plan_book.prose import Body


class Set(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Column(msgspec.Struct, frozen=True):
    """A column of a table: its head, its share of the width."""

    head: str
    share: float
    set: Set = Set.LEFT


class Grid(msgspec.Struct, frozen=True):
    """A table: columns and rows of cells; ``title`` stands above it ("" where it needs none)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


class Annex(msgspec.Struct, frozen=True):
    """A table (or some) made from the structured part of the plan; ``items`` are lines of a list, ``note`` small print."""

    code: str
    title: str
    grids: tuple[Grid, ...] = ()
    items: tuple[str, ...] = ()
    note: str = ""


class PlanBook(msgspec.Struct, frozen=True):
    """The whole document.

    ``standing`` and ``caution`` say what a version that is not in force is worth ("" for one that is); ``organ`` and
    ``date`` stand at the foot of the cover.
    """

    kind: str
    title: str
    version: str
    standing: str
    caution: str
    facts: tuple[Pair, ...]
    organ: str
    date: str
    contents: str
    body: Body
    annexes: tuple[Annex, ...]
