"""The log on its pages: who and when above, a table for each part, lines to sign on below."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.duty_log.content import ID, DutyLog, content
from app.reports.documents.list_layout import part_blocks
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Prose, Rule, SignatureLine, Space, Together

_SHARES = (1.9, 2.2, 7.0, 1.4)
"""Moment, incident, words, by whom; and likewise kind, matter, incident, limit."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, _blocks(paper, Phrases(given)), given, f"{paper.title} {given.subject}")


def _blocks(paper: DutyLog, words: Phrases) -> list[Block]:
    blocks: list[Block] = [Prose(paper.title, DENSE.title)]
    blocks += [Prose(line, DENSE.plain) for line in paper.lead]
    blocks.append(Rule(weight_pt=0.9, before_pt=2, after_pt=2))
    blocks += [Prose(line, DENSE.plain) for line in paper.totals]
    for part in paper.parts:
        blocks += part_blocks(part, _SHARES, empty=words.paper("duty_log.none"))
    blocks.append(Together([Space(12), SignatureLine(paper.signatures, DENSE.plain)]))
    return blocks
