"""The first report on paper, while no written report was composed: the official letterhead around what is known."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.first_report.content import ID, FirstReport, content
from app.reports.documents.letterhead import body_of, foot, head, signed
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import OFFICIAL, Block, PageNumbers, Prose, Together


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    report = content(given)
    title = f"{report.masthead} {report.title}"
    return draft(ID, report, _blocks(report, given.lang), given, title, numbers=PageNumbers.OFFICIAL)


def _blocks(report: FirstReport, lang: str) -> list[Block]:
    body = body_of(lang)
    blocks = [*head(report, lang), Prose(report.opening, body)]
    for section in report.sections:
        blocks.append(Prose(section.heading, OFFICIAL.level1))
        blocks += [Prose(text, body) for text in section.paragraphs]
    blocks += [Prose(text, body) for text in (report.missing, report.closing) if text]
    return [*blocks, Together([*signed(report, lang), *foot(report)])]
