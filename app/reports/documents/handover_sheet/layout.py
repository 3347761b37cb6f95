"""The handover sheet on its pages: both shifts, the seal, a table for each kind of matter, and lines for both to sign."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.handover_sheet.content import ID, HandoverSheet, content
from app.reports.documents.list_layout import part_blocks
from app.reports.documents.list_pages import Part
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Prose, Rule, SignatureLine, Space, Together

_SHARES = (4.2, 3.0, 2.4, 2.2, 2.4)
"""The matter, its incident, its limit, who accepted it when, the remark."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, _blocks(paper), given, f"{paper.title} {given.subject}")


def _blocks(paper: HandoverSheet) -> list[Block]:
    blocks: list[Block] = [Prose(paper.title, DENSE.title)]
    blocks += [Prose(line, DENSE.plain) for line in paper.lead]
    blocks.append(Rule(weight_pt=0.9, before_pt=2, after_pt=2))
    blocks += [Prose(line, DENSE.plain) for line in paper.totals]
    for part in paper.parts:
        blocks += part_blocks(Part(part.heading, part.heads, part.rows), _SHARES)
    if paper.nothing:
        blocks.append(Prose(paper.nothing, DENSE.plain))
    signed = [SignatureLine(labels, DENSE.plain) for labels in paper.signatures]
    blocks.append(Together([Space(12), *signed]))
    return blocks
