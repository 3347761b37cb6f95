"""The official head, signature and imprint that written reports share: GB/T 9704-2012 (facts file §4.1), a red mast and rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from app.reports.documents.drafting import heavy
from app.reports.documents.phrases import broken_at_gaps
from app.reports.kit import OFFICIAL, Align, Block, Ends, FaceRole, Prose, Rule, Run, Space, Style
from app.reports.kit.style import MM_PT, OFFICIAL_LEADING_PT, TEXT_WIDTH_PT

if TYPE_CHECKING:
    from app.reports.documents.first_report.content import FirstReport
    from app.reports.documents.report_paper import ReportPaper

Headed: TypeAlias = "FirstReport | ReportPaper"
"""The papers that have this head and foot."""

_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=44, leading_pt=54, align=Align.CENTRE, tracking_pt=6, red=True)
_MAST_EN = _MAST.but(size_pt=26, leading_pt=40, tracking_pt=0)
_LINE = OFFICIAL.plain.but(align=Align.LEFT, tracking_pt=0)
_IMPRINT = OFFICIAL.note.but(indent_pt=14, right_indent_pt=14)
_SEAL_CHARS = 4
"""Signature and date stand so many characters from the right: room for the seal."""


def body_of(lang: str) -> Style:
    """The style of running text: justified to the grid in Chinese, ragged in English."""
    return OFFICIAL.body if lang == "zh" else OFFICIAL.body.but(align=Align.LEFT)


def head(paper: Headed, lang: str) -> list[Block]:
    """Urgency, mast, number and signer over the red rule, then the title and the addressee."""
    return [
        Prose(paper.urgency, OFFICIAL.urgent),
        Prose(paper.masthead, _MAST if lang == "zh" else _MAST_EN),
        Space(OFFICIAL_LEADING_PT / 2),
        Ends(paper.number, paper.sign_off, _LINE),
        Rule(red=True, weight_pt=2, before_pt=4 * MM_PT - 6, after_pt=OFFICIAL_LEADING_PT * 0.9),
        Prose(broken_at_gaps(paper.title, TEXT_WIDTH_PT / OFFICIAL.title.size_pt), OFFICIAL.title),
        Space(OFFICIAL_LEADING_PT * 0.6),
        Prose(paper.addressee, OFFICIAL.plain.but(align=Align.LEFT)),
    ]


def signed(paper: Headed, lang: str) -> list[Block]:
    """Signature and date with room for the seal, and whom to ask."""
    signature = OFFICIAL.plain.but(align=Align.RIGHT, right_indent_pt=_SEAL_CHARS * OFFICIAL.plain.size_pt)
    return [
        Space(OFFICIAL_LEADING_PT), Prose(paper.signature, signature), Prose(paper.date, signature),
        Prose(paper.contact, body_of(lang)),
    ]


def foot(paper: Headed) -> list[Block]:
    """The imprint between two rules."""
    said: list[str | Run] = []
    for number, pair in enumerate(paper.imprint):
        said += [heavy(("　" if number else "") + pair.label), f" {pair.value}"]
    return [
        Space(OFFICIAL_LEADING_PT / 2), Rule(weight_pt=1.0, after_pt=1), Prose(said, _IMPRINT),
        Rule(weight_pt=1.0, before_pt=1),
    ]
