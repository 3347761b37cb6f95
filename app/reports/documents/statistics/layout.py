"""The figures on their pages: for each way to group a chart and the table beside it."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.documents.statistics.content import ID, Part, StatisticsPaper, content
from app.reports.kit import (
    DENSE,
    Align,
    Bar,
    Block,
    Column,
    Drawing,
    Margins,
    Prose,
    Room,
    Rule,
    Series,
    Table,
    Together,
    bar_chart,
    column_chart,
    line_chart,
)

MARGINS = Margins(top_mm=24, right_mm=18, bottom_mm=30, left_mm=22)
"""Narrow ones: twelve columns of figures."""
_SHARES = (3.6, 1.2, 1.2, 1.1, 1.1, 1.1, 1.4, 1.1, 1.2, 1.3, 1.3, 1.3)
_TABLES = DENSE.with_cells(9.5, 13, head_size_pt=9, head_leading_pt=12.5)
_CHART = DENSE.caption.but(size_pt=9.5, leading_pt=13, align=Align.LEFT)
_CAPTION = DENSE.caption.but(size_pt=10, leading_pt=14)
_TEXT = DENSE.body.but(size_pt=12, leading_pt=19)
_LEAST_PT = 160


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, blocks(paper), given, f"{paper.title} {paper.subject}", margins=MARGINS)


def blocks(paper: StatisticsPaper) -> list[Block]:
    """The whole paper."""
    story: list[Block] = [
        Prose(paper.title, DENSE.title), Prose(paper.subject, DENSE.caption.but(size_pt=13, leading_pt=18)),
        Rule(weight_pt=0.9, before_pt=3, after_pt=4),
    ]
    story += [Prose(line, _TEXT) for line in (paper.lead if paper.parts else (paper.empty,))]
    for part in paper.parts:
        story += _part(part, paper)
    story += [Prose(note, DENSE.note) for note in paper.notes]
    return story


def _part(part: Part, paper: StatisticsPaper) -> list[Block]:
    columns = [Column(head, share, Align.LEFT if at == 0 else Align.CENTRE)
               for at, (head, share) in enumerate(zip(paper.heads, _SHARES, strict=True))]  # fmt: skip
    return [
        Room(_LEAST_PT), Prose(part.heading, DENSE.level1),
        Together([_chart(part, paper), Prose(part.caption, _CAPTION)]),
        Table(columns, [list(row) for row in part.rows], _TABLES),
    ]


def _chart(part: Part, paper: StatisticsPaper) -> Drawing:
    """The caption stands below as prose: a drawing's own is set in the small type of its figures."""
    bars = tuple(Bar(one.label, one.incidents, str(one.incidents)) for one in part.groups)
    if part.chart == "columns":
        return column_chart(bars, _CHART, "")
    if part.chart == "bars":
        return bar_chart(bars, _CHART, "")
    series = (
        Series(paper.series[0], tuple(float(one.incidents) for one in part.groups)),
        Series(paper.series[1], tuple(float(one.hurt) for one in part.groups)),
    )
    return line_chart(tuple(one.label[2:] for one in part.groups), series, _CHART, "")
