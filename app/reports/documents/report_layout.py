"""A written situation report on paper: geometry and type of GB/T 9704-2012 (facts file §4.1), one layout for every stage."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.domain.situation.model import TITLE, ReportSection, SituationReport
from app.reports.composing import Composed, compose
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.letterhead import body_of, foot, head, signed
from app.reports.documents.report_paper import ReportPaper, content, report_of
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Align,
    Block,
    Column,
    PageNumbers,
    Prose,
    Table,
    Together,
)

_CAPTION = OFFICIAL.note.but(before_pt=10, after_pt=3)
_TABLE = DENSE.with_cells(11, 15.5, head_align=Align.LEFT)
_SHARES = (2.2, 2.4, 1.0, 2.2, 1.6)


def draft_of(document: str, given: DocumentInput, progress: Progress, *stages: Stage) -> Draft:
    """The draft of the report of these stages (see ``report_of``); what would be composed now where there is none."""
    report = report_of(given, *stages) or drafted(given, stages[0])
    paper = content(given, report)
    title = f"{paper.masthead} {paper.title}"
    return draft(document, paper, _blocks(paper, given.lang), given, title, numbers=PageNumbers.OFFICIAL)


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
    body = body_of(lang)
    blocks = head(paper, lang)
    for section in paper.sections:
        if section.heading:
            blocks.append(Prose(section.heading, OFFICIAL.level1))
        blocks += [Prose(text, body) for text in section.paragraphs]
    blocks.append(Together(signed(paper, lang)))
    if paper.figures:
        columns = [Column(name, share) for name, share in zip(paper.figure_heads, _SHARES, strict=True)]
        blocks += [Prose(paper.figures_caption, _CAPTION), Table(columns, paper.figures, _TABLE)]
    if paper.unsigned:
        blocks.append(Prose([heavy(paper.unsigned)], _CAPTION))
    return [*blocks, Together(foot(paper))]
