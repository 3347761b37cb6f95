"""A written situation report on paper: geometry and type of GB/T 9704-2012 (facts file §4.1), one layout for every stage."""

from __future__ import annotations

import msgspec

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.domain.situation.model import TITLE, ReportSection, SituationReport
from app.reports.composing import Composed, compose
from app.reports.documents.phrases import broken_at_gaps
from app.reports.documents.press import heavy, printed
from app.reports.documents.report_paper import ReportPaper, content, report_of
from app.reports.documents.spec import DocumentInput
from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Align,
    Block,
    Column,
    Ends,
    FaceRole,
    PageNumbers,
    Prose,
    Rendered,
    Rule,
    Run,
    Space,
    Style,
    Table,
    Together,
)
from app.reports.kit.style import MM_PT, OFFICIAL_LEADING_PT, TEXT_WIDTH_PT

_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=44, leading_pt=54, align=Align.CENTRE, tracking_pt=6, red=True)
_MAST_EN = _MAST.but(size_pt=26, leading_pt=40, tracking_pt=0)
_LINE = OFFICIAL.plain.but(align=Align.LEFT, tracking_pt=0)
_IMPRINT = OFFICIAL.note.but(indent_pt=14, right_indent_pt=14)
_CAPTION = OFFICIAL.note.but(before_pt=10, after_pt=3)
_TABLE = msgspec.structs.replace(
    DENSE, cell=DENSE.cell.but(size_pt=11, leading_pt=15.5),
    cell_head=DENSE.cell_head.but(size_pt=11, leading_pt=15.5, align=Align.LEFT),
)
_SHARES = (2.2, 2.4, 1.0, 2.2, 1.6)
_SEAL_CHARS = 4
"""Signature and date stand so many characters from the right: room for the seal."""


def make(document: str, given: DocumentInput, progress: Progress, *stages: Stage) -> Rendered:
    """The report of these stages (see ``report_of``) as a PDF; what would be composed now where there is none."""
    report = report_of(given, *stages) or drafted(given, stages[0])
    paper = content(given, report)
    title = f"{paper.masthead} {paper.title}"
    return printed(document, paper, _blocks(paper, given.lang), given, title, progress, numbers=PageNumbers.OFFICIAL)


def drafted(given: DocumentInput, stage: Stage) -> SituationReport:
    """A report as it would be composed now; it is not kept anywhere."""
    made: Composed = compose(given, stage)
    return SituationReport(
        id="", stage=stage, composed_at=given.now, composed_by=given.actor, as_of=given.now,
        title=ReportSection(TITLE, made.title, made.title),
        sections=tuple(ReportSection(code, text, text) for code, text in made.sections.items()),
        incident_id=given.incident_id, number=made.number, figures=made.figures, answers=made.answers,
    )


def _blocks(paper: ReportPaper, lang: str) -> list[Block]:
    body = OFFICIAL.body if lang == "zh" else OFFICIAL.body.but(align=Align.LEFT)
    blocks: list[Block] = [
        Prose(paper.urgency, OFFICIAL.urgent),
        Prose(paper.masthead, _MAST if lang == "zh" else _MAST_EN),
        Space(OFFICIAL_LEADING_PT / 2),
        Ends(paper.number, paper.sign_off, _LINE),
        Rule(red=True, weight_pt=2, before_pt=4 * MM_PT - 6, after_pt=OFFICIAL_LEADING_PT * 0.9),
        Prose(broken_at_gaps(paper.title, TEXT_WIDTH_PT / OFFICIAL.title.size_pt), OFFICIAL.title),
        Space(OFFICIAL_LEADING_PT * 0.6),
        Prose(paper.addressee, OFFICIAL.plain.but(align=Align.LEFT)),
    ]
    for section in paper.sections:
        if section.heading:
            blocks.append(Prose(section.heading, OFFICIAL.level1))
        blocks += [Prose(text, body) for text in section.paragraphs]
    signature = OFFICIAL.plain.but(align=Align.RIGHT, right_indent_pt=_SEAL_CHARS * OFFICIAL.plain.size_pt)
    end: list[Block] = [
        Space(OFFICIAL_LEADING_PT), Prose(paper.signature, signature), Prose(paper.date, signature),
        Prose(paper.contact, body),
    ]
    blocks.append(Together(end))
    if paper.figures:
        columns = [Column(head, share) for head, share in zip(paper.figure_heads, _SHARES, strict=True)]
        blocks += [Prose(paper.figures_caption, _CAPTION), Table(columns, paper.figures, _TABLE)]
    if paper.unsigned:
        blocks.append(Prose([heavy(paper.unsigned)], _CAPTION))
    foot: list[Block] = [
        Space(OFFICIAL_LEADING_PT / 2), Rule(weight_pt=1.0, after_pt=1), Prose(_imprint(paper), _IMPRINT),
        Rule(weight_pt=1.0, before_pt=1),
    ]
    return [*blocks, Together(foot)]


def _imprint(paper: ReportPaper) -> list[str | Run]:
    said: list[str | Run] = []
    for number, pair in enumerate(paper.imprint):
        said += [heavy(("　" if number else "") + pair.label), f" {pair.value}"]
    return said
