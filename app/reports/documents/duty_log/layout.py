"""The log on its pages: who and when above, a table for each part, lines to sign on below."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.duty_log.content import ID, DutyLog, Part, content
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Column, Prose, Rule, SignatureLine, Space, Table, Together

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
        blocks += _part(part, words)
    blocks.append(Together([Space(12), SignatureLine(paper.signatures, DENSE.plain)]))
    return blocks


def _part(part: Part, words: Phrases) -> list[Block]:
    shares = _SHARES if len(part.heads) == len(_SHARES) else (1.0,) * len(part.heads)
    columns = [Column(head, share) for head, share in zip(part.heads, shares, strict=True)]
    blocks: list[Block] = [
        Prose(part.heading, DENSE.level2),
        Table(columns, [list(row) for row in part.rows], DENSE, empty=words.paper("duty_log.none")),
    ]
    if part.left_out:
        blocks.append(Prose(part.left_out, DENSE.note))
    return blocks
