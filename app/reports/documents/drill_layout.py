"""Papers of a drill on their sheets: official type (GB/T 9704-2012) for what is filed, dense type for lists and forms."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import Bars, Boxes, DrillPages, Facts, Grid, Line, Piece, Section
from app.reports.documents.spec import Draft
from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Align,
    Bar,
    Block,
    Cell,
    Column,
    KeyValueGrid,
    Margins,
    NewPage,
    PageNumbers,
    Prose,
    Room,
    Run,
    SignatureLine,
    Space,
    Styles,
    Table,
    Together,
    attachments,
    bar_chart,
    square_code,
)
from app.reports.kit.style import MM_PT

LYING = Margins(top_mm=18, right_mm=12, bottom_mm=26, left_mm=14, landscape=True)
"""A sheet on its side, for the many columns of a list of events."""
_FORM = Margins(top_mm=20, right_mm=18, bottom_mm=26, left_mm=22)
_CHART = DENSE.caption.but(size_pt=9.5, leading_pt=13, align=Align.LEFT)
_CAPTION = DENSE.caption.but(size_pt=10.5, leading_pt=15, before_pt=4, keep_with_next=True)
_SMALL = DENSE.body.but(size_pt=11, leading_pt=16.5)
_SMALLER = msgspec.structs.replace(DENSE, body=_SMALL, plain=_SMALL.but(first_indent_chars=0))
_TABLE_ROOM_PT = 90
"""A section begins on this page when so much of it stands here: its heading, the head of a table and two rows or so."""
_SHORT_ROWS = 6
"""A table of so few rows is not torn."""
_LINE_MM = 8.5
_GAP_PT = 6
_LABEL_SHARE = 0.36
"""Names of tasks are long."""


class Setting:
    """How a paper is set: its styles, those of its tables, its margins and page numbers."""

    def __init__(self, styles: Styles, tables: Styles, margins: Margins, numbers: PageNumbers, lang: str) -> None:
        self.styles, self.tables, self.margins, self.numbers = styles, tables, margins, numbers
        self.body = styles.body if lang == "zh" else styles.body.but(align=Align.LEFT)


def official(lang: str) -> Setting:
    """What is filed: 16 pt in 22 lines, tables smaller, — 1 — at the foot."""
    return Setting(OFFICIAL, DENSE.with_cells(11, 15.5), Margins(), PageNumbers.OFFICIAL, lang)


def official_figures(lang: str) -> Setting:
    """The same for a paper of many tables, whose cells are a little smaller."""
    return Setting(OFFICIAL, DENSE.with_cells(10, 13.5), Margins(), PageNumbers.OFFICIAL, lang)


def lying(lang: str) -> Setting:
    """A list of many columns on a sheet that lies."""
    return Setting(_SMALLER, DENSE.with_cells(8.5, 11.5), LYING, PageNumbers.OF_TOTAL, lang)


def to_write_on(lang: str) -> Setting:
    """A form: narrow margins and rows for a hand."""
    return Setting(_SMALLER, DENSE.with_cells(9.5, 13), _FORM, PageNumbers.OF_TOTAL, lang)


def drill_draft(document: str, pages: DrillPages, given: DrillPaperInput, setting: Setting, progress: Progress) -> Draft:
    """The draft of a drill's paper."""
    progress.report(0.1)
    blocks = _blocks(pages, setting, given.lang)
    return draft(document, pages, blocks, given, pages.title, numbers=setting.numbers, margins=setting.margins)


def _blocks(pages: DrillPages, setting: Setting, lang: str) -> list[Block]:
    styles = setting.styles
    under = styles.plain.but(align=Align.CENTRE, keep_with_next=True, after_pt=6 if styles is not OFFICIAL else 0)
    blocks: list[Block] = [Prose(pages.title, styles.title), Prose(pages.under, under)]
    if styles is OFFICIAL:
        blocks.append(Space(styles.body.leading_pt))
    for place, section in enumerate(pages.sections):
        blocks += _headed(_section(section, setting, first=place == 0))
    if pages.code:
        caption = DENSE.caption.but(align=Align.LEFT)
        blocks += [Space(6), square_code(pages.code, caption, pages.code_caption)]
    blocks += attachments(pages.attached) if lang == "zh" else [Prose(one, setting.body) for one in pages.attached]
    if pages.notes:
        blocks += [Space(8), *(Prose(one, DENSE.note.but(size_pt=10, leading_pt=14)) for one in pages.notes)]
    if pages.signatures:
        blocks.append(Together([Space(12), SignatureLine(pages.signatures, DENSE.plain)]))
    return blocks


def _section(section: Section, setting: Setting, *, first: bool) -> list[Block]:
    blocks: list[Block] = [NewPage()] if section.own_page and not first else []
    if section.heading:
        blocks += [Room(_TABLE_ROOM_PT), Prose(section.heading, setting.styles.level1)]
    for piece in section.pieces:
        blocks += _piece(piece, setting)
    return blocks


def _headed(blocks: Sequence[Block]) -> list[Block]:
    """Headings go with what is kept together below them: both on one page."""
    made: list[Block] = []
    for block in blocks:
        heads: list[Block] = []
        while isinstance(block, Together) and made and isinstance(head := made[-1], Prose) and head.style.keep_with_next:
            heads.insert(0, made.pop())
        made.append(Together([*heads, *block.blocks]) if heads and isinstance(block, Together) else block)
    return made


def _piece(piece: Piece, setting: Setting) -> list[Block]:
    if isinstance(piece, Line):
        if piece.second:
            return [Prose(piece.text, setting.styles.level2)]
        said: list[str | Run] = [heavy(piece.heavy), piece.text] if piece.heavy else [piece.text]
        return [Prose(said, setting.body)]
    if isinstance(piece, Grid):
        return _grid(piece, setting)
    if isinstance(piece, Facts):
        pairs = [(one.label, one.value) for one in piece.pairs]
        whole = len(piece.wide) == len(pairs)
        columns, share = (1, 0.28) if whole else (2, 0.42)
        grid = KeyValueGrid(pairs, setting.tables, columns=columns, wide=frozenset(piece.wide), name_share=share)
        return [Together([grid]), *_gap(setting)]
    if isinstance(piece, Bars):
        bars = [Bar(one.label, one.size, one.words) for one in piece.amounts]
        chart = bar_chart(bars, _CHART, "", label_share=_LABEL_SHARE)
        return [Together([Space(4), chart, Space(3), Prose(piece.caption, DENSE.caption)])]
    return [_boxes(piece, setting)]


def _grid(grid: Grid, setting: Setting) -> list[Block]:
    columns = [Column(head, share) for head, share in zip(grid.heads, grid.shares, strict=True)]
    rows = [_joined(row) for row in grid.rows]
    table = Table(columns, rows, setting.tables, least_row_pt=grid.hand_mm * MM_PT, empty=grid.empty)
    caption = [Prose(grid.caption, _CAPTION)] if grid.caption else []
    whole = len(rows) <= _SHORT_ROWS
    return [*caption, Together([table]) if whole else table, *_gap(setting)]


def _gap(setting: Setting) -> list[Block]:
    """White below a table on an official page, where the lines of text stand on their grid."""
    return [Space(_GAP_PT)] if setting.styles is OFFICIAL else []


def _joined(row: Sequence[str]) -> list[Cell | str]:
    """The cells of a row; several empty ones at its beginning are one: it goes on with the row above."""
    free = next((place for place, text in enumerate(row) if text), 0)
    return [Cell("", span=free), *row[free:]] if free > 1 else list(row)


def _boxes(boxes: Boxes, setting: Setting) -> Together:
    """Labels with room below each, side by side."""
    head = setting.tables.cell_head
    rows: Sequence[Sequence[Cell | str]] = [
        [Cell(label, shaded=True, style=head) for label in boxes.labels], ["" for _ in boxes.labels],
    ]
    made: list[Block] = []
    columns = [Column("", 1) for _ in boxes.labels]
    made.append(Table(columns, [rows[0]], setting.tables))
    made.append(Table(columns, [rows[1]], setting.tables, least_row_pt=boxes.lines * _LINE_MM * MM_PT))
    return Together(made)
