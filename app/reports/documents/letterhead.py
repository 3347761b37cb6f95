"""The official head, signature and imprint that written reports share: GB/T 9704-2012 (facts file §4.1), a red mast and rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from app.reports.documents.drafting import heavy
from app.reports.documents.phrases import broken_at_gaps
from app.reports.kit import OFFICIAL, Align, Block, Imprint, Letterhead, Prose, Run, Signature, Space, Style
from app.reports.kit.style import OFFICIAL_LEADING_PT, TEXT_WIDTH_PT

if TYPE_CHECKING:
    from app.reports.documents.first_report.content import FirstReport
    from app.reports.documents.report_paper import ReportPaper

Headed: TypeAlias = "FirstReport | ReportPaper"
"""The papers that have this head and foot."""

_COLON = {"zh": "：", "en": ": "}
"""What parts the word for signing from the name."""


def body_of(lang: str) -> Style:
    """The style of running text: justified to the grid in Chinese, ragged in English."""
    return OFFICIAL.body if lang == "zh" else OFFICIAL.body.but(align=Align.LEFT)


def head(paper: Headed, lang: str) -> list[Block]:
    """Urgency, mast, number and signer over the red rule, then the title and the addressee."""
    label, colon, name = paper.sign_off.partition(_COLON[lang])
    return [
        Letterhead(
            paper.masthead, paper.number, name if colon else paper.sign_off, label + colon if colon else "",
            (paper.urgency,) if paper.urgency else (),
        ),
        Space(2 * OFFICIAL_LEADING_PT),
        Prose(broken_at_gaps(paper.title, TEXT_WIDTH_PT / OFFICIAL.title.size_pt), OFFICIAL.title),
        Space(OFFICIAL_LEADING_PT),
        Prose(paper.addressee, OFFICIAL.plain.but(align=Align.LEFT)),
    ]  # fmt: skip


def signed(paper: Headed, lang: str) -> list[Block]:
    """Signature and date with room for the seal, and whom to ask."""
    return [Signature(paper.signature, paper.date), Prose(paper.contact, body_of(lang))]


def foot(paper: Headed) -> list[Block]:
    """The imprint at the foot of the last page: who answers for it, and when it was issued."""
    *people, issued = paper.imprint
    said: list[str | Run] = []
    for number, pair in enumerate(people):
        said += [heavy(("　" if number else "") + pair.label), f" {pair.value}"]
    return [Imprint("", said, [heavy(issued.label), f" {issued.value}"])]
