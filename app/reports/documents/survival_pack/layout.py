"""The pack on its pages: cover with contents, one page on how to go on, the clocks, the incidents, and what is needed for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.desk.jobs import Progress
from app.domain.planning.model import PlanContent
from app.reports.documents import DOCUMENTS, input_of
from app.reports.documents.drafting import PACK_MARGINS, draft
from app.reports.documents.spec import Draft, PaperInput
from app.reports.documents.survival_pack.content import ID, content
from app.reports.documents.survival_pack.given import PackInput
from app.reports.documents.survival_pack.model import CallSheet, CaseSheet, Grid, Pack
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Cell,
    Column,
    Contents,
    DrawnPage,
    FaceRole,
    KeyValueGrid,
    NewPage,
    Part,
    Prose,
    Rule,
    Space,
    Style,
    Table,
    TextLike,
)

_HUGE = Style(role=FaceRole.HEITI, size_pt=40, leading_pt=54, align=Align.CENTRE, outline_level=0)
_PLACE = Style(role=FaceRole.XIAOBIAOSONG, size_pt=20, leading_pt=30, align=Align.CENTRE)
_LEAD = Style(size_pt=12, leading_pt=18, align=Align.CENTRE)
_STEP = Style(size_pt=12, leading_pt=18, align=Align.LEFT, first_indent_chars=-1.6, indent_pt=19)
_SMALL = DENSE.with_cells(9.5, 12.5)
_LINE = Style(size_pt=10, leading_pt=14, align=Align.LEFT)
_PART = Style(role=FaceRole.HEITI, size_pt=11.5, leading_pt=17, align=Align.LEFT, keep_with_next=True)
_BLANK_PT = 24.0
"""A row to be written in by hand."""


def draft_of(given: PackInput, progress: Progress) -> Draft:
    """Its draft: the pack's own pages, and those of two other documents (action cards, blank forms) in their places."""
    pack = content(given)
    progress.report(0.05)
    cards = _cards(given, progress)
    progress.report(0.1)
    slips = DOCUMENTS["blank_form"].draft(_asked("blank_form", given, forms=given.reference.forms, slips=given.slips), progress)
    return draft(ID, pack, blocks(pack, given, cards, slips.blocks), given, f"{pack.title} {pack.place}", margins=PACK_MARGINS)


def _asked(document: str, given: PackInput, **more: Any) -> PaperInput:
    """The input of another document that is a part of this one: of the same desk, moment, faces and format."""
    same = ("wording", "lang", "now", "actor", "place", "fonts", "drill", "unmasked", "wanted", "veil")
    return input_of(document, {**{name: getattr(given, name) for name in same}, **more})


def _cards(given: PackInput, progress: Progress) -> list[Block]:
    """The action card of every plan by which a response runs, each on a page of its own."""
    running = {
        one.plan_id: one.level for of in given.state.incidents.values() if of.is_open for one in of.activations if one.is_running
    }
    found: list[Block] = []
    for plan_id, level in sorted(running.items()):
        plan = given.reference.plans.get(plan_id)
        if plan is None:  # retired since: its tasks are on the incident's own page
            continue
        asked = _asked(
            "action_card", given, content=PlanContent(plan, ""), reference=given.reference, level=level,
            contacts=tuple(given.state.contacts.values()),
        )
        card = DOCUMENTS["action_card"].draft(asked, progress)
        found += [NewPage(), *(one for one in card.blocks if not isinstance(one, Part))]
    return found[1:]


def blocks(pack: Pack, given: PackInput, cards: Sequence[Block], slips: Sequence[Block]) -> list[Block]:
    """The whole pack; ``cards`` are the action cards of what runs, ``slips`` the blank forms, both already set out."""
    made = _cover(pack)
    made += [NewPage(), *_how(pack), NewPage(), *_titled(pack.clocks)]
    if not pack.cases:
        made += [Space(8), Prose(pack.cases_title, DENSE.level1), Prose(pack.no_cases, DENSE.plain)]
    for case in pack.cases:
        made += [NewPage(), *_case(case)]
        page = given.maps.get(case.id)
        if page is not None:
            made.append(DrawnPage(page.paint))
    if cards:
        made += [NewPage(), *cards]
    made += [NewPage(), Prose(pack.calls_title, DENSE.level1)]
    for sheet in pack.calls:
        made += _call_sheet(sheet)
    made += [NewPage(), Prose(pack.contacts_title, DENSE.level1)]
    for grid in pack.contacts:
        made += [Space(4), *_titled(grid, level=False)]
    made += [Space(8), *_titled(pack.roster)]
    made += [NewPage(), *_titled(pack.slips)]
    if slips:
        made += [NewPage(), *slips]
    return made


def _cover(pack: Pack) -> list[Block]:
    found: list[Block] = [Space(40), Prose(pack.title, _HUGE), Prose(pack.place, _PLACE)]
    found += [Prose(line, _LEAD) for line in pack.lead]
    pairs = [(one.label, one.value) for one in pack.basics]
    found += [Rule(weight_pt=2, before_pt=10, after_pt=8), KeyValueGrid(pairs, DENSE)]
    return [*found, Space(14), Contents(pack.contents, DENSE, deepest=1)]


def _how(pack: Pack) -> list[Block]:
    steps = [Prose(f"{number}. {text}", _STEP) for number, text in enumerate(pack.steps, 1)]
    title = Prose(pack.how_title, DENSE.level1.but(size_pt=16, leading_pt=26))
    return [title, *steps, Space(6), *_titled(pack.first_calls, level=False)]


def _case(case: CaseSheet) -> list[Block]:
    pairs = [(one.label, one.value) for one in case.basics]
    made: list[Block] = [Prose(case.title, DENSE.level1), KeyValueGrid(pairs, _SMALL), Prose(case.narrative, _LINE), Space(4)]
    made += _titled(case.facts, level=False)
    made += [Space(2), *(Prose(line, _LINE) for line in case.responses)]
    for grid in (case.tasks, case.units, case.reports):
        made += [Space(4), *_titled(grid, level=False)]
    return made + [Prose(line, _LINE) for line in case.notes]


def _call_sheet(sheet: CallSheet) -> list[Block]:
    return [Prose(sheet.title, _PART), Prose(sheet.note, _LINE), _table(sheet.people, row_pt=_BLANK_PT)]


def _titled(grid: Grid, *, level: bool = True) -> list[Block]:
    return [Prose(grid.title, DENSE.level1 if level else _PART), _table(grid)]


def _table(grid: Grid, row_pt: float = 0) -> Table:
    rows: list[list[TextLike | Cell]] = [list(row) for row in grid.rows]
    if not rows and grid.empty and grid.blank:
        rows = [[Cell(grid.empty, span=len(grid.heads))]]
    rows += [[Cell("\n") for _ in grid.heads] for _ in range(grid.blank)]
    columns = [Column(head, share) for head, share in grid.heads]
    return Table(columns, rows, _SMALL, least_row_pt=row_pt, empty=grid.empty, padding_pt=2)
