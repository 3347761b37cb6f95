"""The document of a plan on its pages: geometry and type of GB/T 9704-2012 (facts file §4.1), a cover, contents, tables."""

from __future__ import annotations

from dataclasses import replace

from app.desk.jobs import Progress
from app.reports.documents.drafting import plan_draft
from app.reports.documents.plan_book.content import content
from app.reports.documents.plan_book.model import Annex, Column, Grid, PlanBook, Set
from app.reports.documents.plan_book.prose import Kind, Passage, Span
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.spec import Draft, PlanPaperInput
from app.reports.kit import (
    OFFICIAL,
    Align,
    Block,
    Contents,
    FaceRole,
    KeyValueGrid,
    NewPage,
    PageNumbers,
    PageSetup,
    Part,
    PartSetup,
    Prose,
    Run,
    Space,
    Style,
    Table,
    TextLike,
)
from app.reports.kit import Column as TableColumn
from app.reports.kit.style import MM_PT, OFFICIAL_LEADING_PT

_S = OFFICIAL
_ALIGN = {Set.LEFT: Align.LEFT, Set.CENTRE: Align.CENTRE, Set.RIGHT: Align.RIGHT}
_STANDING = Style(role=FaceRole.HEITI, size_pt=16, leading_pt=24, align=Align.RIGHT)
_KIND = Style(role=FaceRole.KAITI, size_pt=18, leading_pt=30, align=Align.CENTRE)
_COVER_TITLE = _S.title.but(outline_level=-1, keep_with_next=False)
_BODY_TITLE = _S.title.but(after_pt=OFFICIAL_LEADING_PT)
_ORGAN = Style(size_pt=18, leading_pt=30, align=Align.CENTRE, balanced=True)
_CAUTION = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=22, align=Align.CENTRE, before_pt=8)
_ANNEX = _S.title.but(outline_level=1, size_pt=18, leading_pt=28, after_pt=8)
_GRID_TITLE = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=22, align=Align.LEFT, before_pt=8, after_pt=2, keep_with_next=True)
_NOTE = Style(role=FaceRole.KAITI, size_pt=12, leading_pt=17, align=Align.LEFT, before_pt=4)
_QUOTED = _S.body.but(role=FaceRole.KAITI)
_LEVELS = {
    1: _S.level1,
    2: _S.level2,
    3: _S.level3.but(outline_level=3, keep_with_next=True),
    4: _S.level3.but(outline_level=4, keep_with_next=True),
}
_TABLES = _S.with_cells(11, 15.5)
_FACTS = _S.with_cells(14, 22, head_align=Align.LEFT)
_COVER_TOP_MM = 38
_COVER_ROW_MM = 9.9
_COVER_REST_MM = 132
"""What the cover's words take beside the rows of its table; the white above the organ takes what is left of 225 mm."""
_COVER_WHITE_MM = (14, 58)
_UNNUMBERED = PageNumbers.NONE


def draft_of(given: PlanPaperInput, progress: Progress) -> Draft:
    """Its draft. It is the plan whole: a choice of level or role is not heeded."""
    progress.report(0.05)
    given = replace(given, level=None, role="")
    book = content(given)
    words = PlanWords(given)
    return plan_draft("plan_book", story(book, words), PageSetup(numbers=_UNNUMBERED), book.title, words)


def story(book: PlanBook, words: PlanWords) -> list[Block]:
    """Cover, contents, prose and tables as blocks."""
    body = _S.body if words.given.lang == "zh" else _S.body.but(align=Align.LEFT)
    blocks = [*_cover(book), Part(PartSetup(_UNNUMBERED)), Contents(book.contents, _S), Part(PartSetup(on_right=True))]
    blocks.append(Prose(book.body.title or book.title, _BODY_TITLE))
    if not book.body.passages:
        blocks.append(Prose(words.book("prose_missing"), body))
    for passage in book.body.passages:
        blocks += _passage(passage, body, words)
    for number, annex in enumerate(book.annexes, 1):
        blocks += _annex(annex, number, words)
    return blocks


def _cover(book: PlanBook) -> list[Block]:
    facts = [(pair.label, pair.value) for pair in book.facts]
    blocks: list[Block] = [
        Prose(book.standing, _STANDING),
        Space(_COVER_TOP_MM * MM_PT),
        Prose(book.kind, _KIND),
        Prose(book.title, _COVER_TITLE),
        Prose(book.version, _KIND.but(before_pt=6)),
        Space(12 * MM_PT),
        KeyValueGrid(facts, _FACTS, columns=1, name_share=0.36),
    ]
    if book.caution:
        blocks.append(Prose(book.caution, _CAUTION))
    least, most = _COVER_WHITE_MM
    white = 225 - _COVER_REST_MM - _COVER_ROW_MM * len(facts)
    blocks += [Space(min(max(white, least), most) * MM_PT), Prose(book.organ, _ORGAN)]
    if book.date:
        blocks.append(Prose(book.date, _ORGAN))
    return blocks


def _passage(passage: Passage, body: Style, words: PlanWords) -> list[Block]:
    if passage.kind is Kind.TABLE:
        return [_prose_table(passage)]
    text = _runs(passage.spans)
    if passage.kind is Kind.HEADING:
        return [Prose(text, _LEVELS[passage.depth])]
    if passage.kind is Kind.NOTE:
        return [Prose(text, _QUOTED)]
    if passage.kind is Kind.ITEM:
        before, _, after = words.book("item", text="\0").partition("\0")
        return [Prose([before, *text, after], body)]
    return [Prose(text, body)]


def _runs(spans: tuple[Span, ...]) -> list[str | Run]:
    return [Run(span.text, role=FaceRole.HEITI) if span.strong else span.text for span in spans]


def _prose_table(passage: Passage) -> Table:
    wide = max(len(row) for row in passage.rows)
    head = passage.rows[0] if passage.headed else ()
    rows = passage.rows[1:] if passage.headed else passage.rows
    shares = [_share(passage.rows, column) for column in range(wide)]
    columns = [TableColumn(head[n] if n < len(head) else "", shares[n]) for n in range(wide)]
    return Table(columns, rows, _TABLES)


def _share(rows: tuple[tuple[str, ...], ...], column: int) -> float:
    """The width that a column wants: its longest cell, neither starved nor greedy."""
    longest = max((len(row[column]) for row in rows if column < len(row)), default=1)
    return min(max(longest, 4), 24)


def _annex(annex: Annex, number: int, words: PlanWords) -> list[Block]:
    blocks: list[Block] = [NewPage(), Prose(words.book("annex_heading", number=number, title=annex.title), _ANNEX)]
    blocks += [
        Prose(words.book("line", number=place, text=text), _S.body.but(align=Align.LEFT))
        for place, text in enumerate(annex.items, 1)
    ]
    for grid in annex.grids:
        if grid.title:
            blocks.append(Prose(grid.title, _GRID_TITLE))
        blocks.append(_grid(grid))
    if annex.note:
        blocks.append(Prose(annex.note, _NOTE))
    return blocks


def _grid(grid: Grid) -> Table:
    columns = [_column(one) for one in grid.columns]
    rows: list[list[TextLike]] = [list(row) for row in grid.rows]
    return Table(columns, rows, _TABLES)


def _column(one: Column) -> TableColumn:
    return TableColumn(one.head, one.share, _ALIGN[one.set])
