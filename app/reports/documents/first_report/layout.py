"""The first report on paper: geometry and type of GB/T 9704-2012 (facts file §4.1), a red mast and rule."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.first_report.content import ID, FirstReport, content
from app.reports.documents.phrases import broken_at_gaps
from app.reports.documents.press import heavy, printed
from app.reports.documents.spec import DocumentInput
from app.reports.kit import (
    OFFICIAL,
    Align,
    Block,
    Ends,
    FaceRole,
    PageNumbers,
    Prose,
    Rendered,
    Rule,
    Run,
    Space,
    Style,
    Together,
)
from app.reports.kit.style import MM_PT, OFFICIAL_LEADING_PT, TEXT_WIDTH_PT

_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=44, leading_pt=54, align=Align.CENTRE, tracking_pt=6, red=True)
_MAST_EN = _MAST.but(size_pt=26, leading_pt=40, tracking_pt=0)
_LINE = OFFICIAL.plain.but(align=Align.LEFT, tracking_pt=0)
_IMPRINT = OFFICIAL.note.but(indent_pt=14, right_indent_pt=14)
_SEAL_CHARS = 4
"""Signature and date stand so many characters from the right: room for the seal."""


def make(given: DocumentInput, progress: Progress) -> Rendered:
    """The first report as a PDF."""
    report = content(given)
    title = f"{report.masthead} {report.title}"
    return printed(ID, report, _blocks(report, given.lang), given, title, progress, numbers=PageNumbers.OFFICIAL)


def _blocks(report: FirstReport, lang: str) -> list[Block]:
    body = OFFICIAL.body if lang == "zh" else OFFICIAL.body.but(align=Align.LEFT)
    blocks: list[Block] = [
        Prose(report.urgency, OFFICIAL.urgent),
        Prose(report.masthead, _MAST if lang == "zh" else _MAST_EN),
        Space(OFFICIAL_LEADING_PT / 2),
        Ends(report.number, report.sign_off, _LINE),
        Rule(red=True, weight_pt=2, before_pt=4 * MM_PT - 6, after_pt=OFFICIAL_LEADING_PT * 0.9),
        Prose(broken_at_gaps(report.title, TEXT_WIDTH_PT / OFFICIAL.title.size_pt), OFFICIAL.title),
        Space(OFFICIAL_LEADING_PT * 0.6),
        Prose(report.addressee, OFFICIAL.plain.but(align=Align.LEFT)),
        Prose(report.opening, body),
    ]
    for section in report.sections:
        blocks.append(Prose(section.heading, OFFICIAL.level1))
        blocks += [Prose(text, body) for text in section.paragraphs]
    blocks += [Prose(text, body) for text in (report.missing, report.closing) if text]
    signature = OFFICIAL.plain.but(align=Align.RIGHT, right_indent_pt=_SEAL_CHARS * OFFICIAL.plain.size_pt)
    end: list[Block] = [
        Space(OFFICIAL_LEADING_PT), Prose(report.signature, signature), Prose(report.date, signature),
        Prose(report.contact, body), Space(OFFICIAL_LEADING_PT / 2), Rule(weight_pt=1.0, after_pt=1),
        Prose(_imprint(report), _IMPRINT), Rule(weight_pt=1.0, before_pt=1),
    ]
    return [*blocks, Together(end)]


def _imprint(report: FirstReport) -> list[str | Run]:
    said: list[str | Run] = []
    for number, pair in enumerate(report.imprint):
        said += [heavy(("　" if number else "") + pair.label), f" {pair.value}"]
    return said
