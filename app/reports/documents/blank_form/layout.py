"""Slips on their sheets: black on white, room for a hand, each form exactly one page; what is written goes on the back.

The rows are as high as the page allows, between ``_LEAST_MM`` (a tired hand still writes in them) and ``_MOST_MM``; where the page
is still not full, the table gets more rows, or the longest fields more lines. The numbers in the catalogue are the least.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from app.desk.jobs import Progress
from app.reports.documents.blank_form.content import ID, FormsInput, Grid, Line, Slip, Slips, content
from app.reports.documents.drafting import PACK_MARGINS, draft
from app.reports.documents.phrases import Phrases
from app.reports.documents.press import default_fonts
from app.reports.documents.spec import Draft, PaperFormat, PaperInput
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Cell,
    Column,
    Ends,
    FaceRole,
    FontLibrary,
    NewPage,
    PageNumbers,
    PageSetup,
    Prose,
    Rule,
    SignatureLine,
    Space,
    Style,
    Table,
    TextLike,
    height_pt,
)
from app.reports.kit.style import MM_PT

SETUP = PageSetup(numbers=PageNumbers.NONE, margins=PACK_MARGINS)
_LEAST_MM, _MOST_MM = 5.6, 11.0
_USUAL_MM = 8.0
_FULL = 0.985
_PARTS = 4
"""Columns of the grid of fields: label, room, label, room."""
_SHARES = (0.62, 1.0, 0.62, 1.0)

_TITLE = Style(role=FaceRole.XIAOBIAOSONG, size_pt=19, leading_pt=27, align=Align.CENTRE, outline_level=2)
_SMALL = Style(size_pt=9.5, leading_pt=13, align=Align.LEFT)
_NUMBER = Style(role=FaceRole.HEITI, size_pt=16, leading_pt=20, align=Align.LEFT)
_LABEL = Style(role=FaceRole.HEITI, size_pt=10, leading_pt=12.5, align=Align.LEFT)
_HEAD = _LABEL.but(size_pt=9, leading_pt=11, align=Align.CENTRE)
_ROOM = Style(size_pt=10.5, leading_pt=12.5, align=Align.LEFT)
_COUNT = _ROOM.but(size_pt=8.5, align=Align.CENTRE)


def draft_of(given: FormsInput, progress: Progress) -> Draft:
    """Its draft; rows are fitted to the page where it is for print."""
    paper = content(given.forms, given.slips, given, given.place)
    progress.report(0.1)
    story = blocks(paper, _faces(given))
    made = draft(ID, paper, story, given, Phrases(given).paper("slip.title"), numbers=PageNumbers.NONE, margins=PACK_MARGINS)
    return replace(made, setup=msgspec.structs.replace(made.setup, foot=""))  # a slip is no statement of the desk


def _faces(given: PaperInput) -> FontLibrary | None:
    """The faces to measure with; ``None`` where nothing is measured: Word and text break their own pages."""
    return (given.fonts or default_fonts()) if given.wanted is PaperFormat.PDF else None


def blocks(paper: Slips, fonts: FontLibrary | None) -> list[Block]:
    """Every slip on a page of its own; without faces with rows of the usual height."""
    found: list[Block] = []
    known: dict[str, tuple[float, int]] = {}
    for slip in paper.slips:
        if slip.form not in known:  # the same form, the same page: measured once
            known[slip.form] = _measured(slip, fonts) if fonts is not None else (_USUAL_MM * MM_PT, 0)
        row_pt, more = known[slip.form]
        if found:
            found.append(NewPage())
        found += face(grown(slip, more), row_pt)
    return found


def face(slip: Slip, row_pt: float) -> list[Block]:
    """One slip with rows of this height, in points."""
    made: list[Block] = [
        Ends(slip.place, slip.number, _NUMBER),
        Prose(slip.title, _TITLE),
        Ends(slip.purpose, "", _SMALL),
        Rule(weight_pt=1.2, before_pt=2, after_pt=3),
    ]
    if slip.fields:
        made.append(_fields(slip.fields, row_pt))
    if slip.grid is not None:
        made += [Space(4), *_grid(slip.grid, row_pt)]
    if slip.after:
        made += [Space(4), _fields(slip.after, row_pt)]
    if slip.signatures:
        made.append(SignatureLine(slip.signatures, DENSE.plain.but(size_pt=11, leading_pt=15)))
    made += [Space(3), Rule(weight_pt=0.5, before_pt=1, after_pt=2), Ends(slip.where, slip.caught_up, _SMALL)]
    return made


def grown(slip: Slip, more: int) -> Slip:
    """The slip with so many rows more: in its table, else shared out among its fields of several lines."""
    if slip.grid is not None:
        return msgspec.structs.replace(slip, grid=Grid(slip.grid.heads, slip.grid.rows + more))
    long = [at for at, one in enumerate(slip.fields) if one.lines > 1]
    lines = [one.lines for one in slip.fields]
    for step in range(more if long else 0):
        lines[long[step % len(long)]] += 1
    fields = (msgspec.structs.replace(one, lines=count) for one, count in zip(slip.fields, lines, strict=True))
    return msgspec.structs.replace(slip, fields=tuple(fields))


def _measured(slip: Slip, fonts: FontLibrary) -> tuple[float, int]:
    """The height of a row with which the slip fills its page, within bounds, and how many rows it has room for besides."""
    least, most = _LEAST_MM * MM_PT, _MOST_MM * MM_PT
    room = PACK_MARGINS.text_height_pt * _FULL

    def high(row_pt: float, more: int = 0) -> float:
        return height_pt(face(grown(slip, more), row_pt), SETUP, fonts)

    row_pt = _largest(high, room, least, most)
    if row_pt < most:
        return row_pt, 0
    free = room - high(row_pt)
    each = high(row_pt, 1) - high(row_pt)
    return row_pt, int(free / each) if each > 0 else 0


def _largest(high: Callable[[float], float], room: float, least: float, most: float) -> float:
    """By halves, to a fifth of a millimetre: some rows are higher than asked for, so the height is no straight line."""
    if high(most) <= room:
        return most
    while most - least > 0.5:
        middle = (least + most) / 2
        least, most = (middle, most) if high(middle) <= room else (least, middle)
    return least


def _fields(fields: Sequence[Line], row_pt: float) -> Table:
    """Names with room behind them, two to a row where they are short; long ones with ruled lines below."""
    rows: list[list[TextLike | Cell]] = []
    half: list[TextLike | Cell] = []
    for one in fields:
        if half and not one.half:
            rows.append([*half, Cell("", span=2)])
            half = []
        if one.half:
            half += [Cell(one.label, style=_LABEL), Cell(one.boxes, style=_ROOM)]
            if len(half) == _PARTS:
                rows.append(half)
                half = []
        elif one.lines <= 1:
            rows.append([Cell(one.label, style=_LABEL), Cell(one.boxes, span=_PARTS - 1, style=_ROOM)])
        else:
            rows.append([Cell(one.label, span=_PARTS, style=_LABEL)])
            rows += [[Cell("", span=_PARTS)] for _ in range(one.lines - 1)]
    if half:
        rows.append([*half, Cell("", span=2)])
    return Table([Column("", share) for share in _SHARES], rows, DENSE, least_row_pt=row_pt, padding_pt=1.5)


def _grid(grid: Grid, row_pt: float) -> list[Block]:
    total = sum(share for _, share in grid.heads)
    shares = [0.04 * total, *(share for _, share in grid.heads)]
    columns = [Column("", share) for share in shares]
    head: list[TextLike | Cell] = [Cell("", style=_HEAD), *(Cell(name, style=_HEAD) for name, _ in grid.heads)]
    rows: list[list[TextLike | Cell]] = [[Cell(str(n), style=_COUNT)] for n in range(1, grid.rows + 1)]
    return [Table(columns, [head, *rows], DENSE, least_row_pt=row_pt, padding_pt=1.5)]
