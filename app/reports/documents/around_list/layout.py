"""The list on its pages: a title, totals, one table for each group, ticks to be made by hand beside each name."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.around_list.content import ID, AroundList, content
from app.reports.documents.drafting import draft
from app.reports.documents.list_layout import part_blocks
from app.reports.documents.list_pages import Part
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Prose, Rule

_SHARES = (2.7, 3.3, 1.3, 1.5, 1.5, 3.1, 2.2)
"""Name, detail, households, people, contact, phone, and room for a remark made by hand. An estimate of five figures stands on
one line: a number that breaks is read as another."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, _blocks(paper, Phrases(given)), given, paper.title)


def _blocks(paper: AroundList, words: Phrases) -> list[Block]:
    blocks: list[Block] = [Prose(paper.title, DENSE.title)]
    blocks += [Prose(line, DENSE.plain) for line in paper.lead]
    blocks.append(Rule(weight_pt=0.9, before_pt=2, after_pt=2))
    blocks += [Prose(line, DENSE.plain) for line in paper.totals]
    for group in paper.groups:
        blocks += part_blocks(_with_remarks(group, words.paper("around.remark")), _SHARES)
    if paper.empty:
        blocks.append(Prose(paper.empty, DENSE.plain))
    blocks.append(Prose(paper.use, DENSE.note))
    return blocks


def _with_remarks(group: Part, head: str) -> Part:
    """The group with a column to write in."""
    return Part(group.heading, (*group.heads, head), tuple((*row, "") for row in group.rows), group.left_out)
