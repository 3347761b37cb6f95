"""The card on its sheet: large type for arm's length, ticks and stars for eyes without colour; one side, rarely two.

The type is the largest in which the card fits one side; below the floor the conditions of the levels are left to the plan,
and what still does not fit goes on the reverse side, which is numbered.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.desk.jobs import Progress
from app.reports.documents.action_card.content import Card, Step, cards
from app.reports.documents.drafting import PACK_MARGINS, plan_draft
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.press import default_fonts
from app.reports.documents.spec import Draft, PaperFormat, PlanPaperInput
from app.reports.kit import (
    OFFICIAL,
    Align,
    Block,
    Cell,
    Column,
    Ends,
    FaceRole,
    FontLibrary,
    PageNumbers,
    PageSetup,
    Part,
    PartSetup,
    Prose,
    Rule,
    Style,
    Table,
    height_pt,
)

_SETUP = PageSetup(numbers=PageNumbers.NONE, margins=PACK_MARGINS)
_LARGEST_PT, _FLOOR_PT, _LAST_PT, _STEP_PT = 20.0, 12.0, 11.0, 0.5
"""The type of the tasks: legible at arm's length; the last before a reverse side is begun."""
_FULL = {PaperFormat.PDF: 0.995, PaperFormat.DOCX: 0.9, PaperFormat.TXT: 0.995}
"""So much of a side is filled: Word's faces and lines are not quite ours."""
_TWO_SIDES = 1.85
"""A table is parted between rows: two sides hold a little less than twice as much."""
_NAME_MOST_PT = 44
_SMALL_PT, _SMALLEST_PT = 10.5, 9.5
_AIRY_PT = 14
"""In larger type the rows have more white."""
_LEADING = 1.2


class Fit(msgspec.Struct, frozen=True):
    """How a card is set: its type, that of lists and notes at the least, with the conditions of the levels or without, on
    how many sides."""

    size_pt: float
    small_pt: float = _SMALL_PT
    conditions: bool = True
    sides: int = 1


_WAYS = (
    Fit(_FLOOR_PT),
    Fit(_FLOOR_PT, conditions=False),
    Fit(_FLOOR_PT, _SMALLEST_PT),
    Fit(_FLOOR_PT, _SMALLEST_PT, conditions=False),
    Fit(_LAST_PT, _SMALLEST_PT, conditions=False),
    Fit(_FLOOR_PT, sides=2),
)
"""What is tried in this order, each from this type up to the largest that fits; the last holds whatever the plan says."""


def draft_of(given: PlanPaperInput, progress: Progress) -> Draft:
    """The card, or all cards; the type is chosen for the format that is wanted."""
    progress.report(0.02)
    words = PlanWords(given)
    chosen = cards(words)
    fonts = given.fonts or default_fonts()
    fits = []
    for number, card in enumerate(chosen):
        fits.append(fit(card, words, fonts, given.wanted) if given.wanted is not PaperFormat.TXT else Fit(_LARGEST_PT))
        progress.report(0.02 + 0.18 * number / len(chosen))
    first = chosen[0]
    title = words.book("card_title", subject=first.subject) if len(chosen) == 1 else words.book("cards_title", plan=first.plan)
    return plan_draft("action_card", story(chosen, fits, words), _SETUP, title, words)


def fit(card: Card, words: PlanWords, fonts: FontLibrary, wanted: PaperFormat = PaperFormat.PDF) -> Fit:
    """The largest type in which the card fits one side; else without conditions; else with smaller lists; else two sides."""
    room = PACK_MARGINS.text_height_pt
    limits = {1: room * _FULL[wanted], 2: room * _TWO_SIDES}

    def holds(one: Fit) -> bool:
        return height_pt(_face(card, one, words), _SETUP, fonts) <= limits[one.sides]

    for way in _WAYS:
        if not holds(way):
            continue
        low, high = 0, round((_LARGEST_PT - way.size_pt) / _STEP_PT)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if holds(_sized(way, middle)) else (low, middle - 1)
        return _sized(way, low)
    return _WAYS[-1]


def _sized(way: Fit, steps: int) -> Fit:
    return msgspec.structs.replace(way, size_pt=way.size_pt + steps * _STEP_PT)


def story(chosen: Sequence[Card], fits: Sequence[Fit], words: PlanWords) -> list[Block]:
    """The cards one after another, each on a sheet of its own: where one has a reverse side, all sheets are printed on both."""
    duplex = any(one.sides > 1 for one in fits)
    blocks: list[Block] = []
    for card, one in zip(chosen, fits, strict=True):
        numbers = PageNumbers.OF_TOTAL if one.sides > 1 else PageNumbers.NONE
        head = words.book("card_head", subject=card.subject, plan=card.plan)
        blocks.append(Part(PartSetup(numbers, on_right=duplex, head_left=head, head_right=words.book("reverse"))))
        blocks += _face(card, one, words)
    return blocks


def _face(card: Card, one: Fit, words: PlanWords) -> list[Block]:
    return _Face(card, one, words).blocks()


class _Face:
    """One card in one type."""

    def __init__(self, card: Card, one: Fit, words: PlanWords) -> None:
        self._card = card
        self._words = words
        self._conditions = one.conditions
        size = one.size_pt
        left = Style(size_pt=size, leading_pt=size * _LEADING, align=Align.LEFT)
        small = max(size * 0.72, one.small_pt)
        self._text = left
        self._heavy = left.but(role=FaceRole.HEITI)
        self._time = self._heavy.but(align=Align.CENTRE)
        self._tick = left.but(size_pt=size * 1.3, align=Align.CENTRE)
        self._padding = 3.0 if size > _AIRY_PT else 1.5
        self._small = Style(size_pt=small, leading_pt=small * _LEADING, align=Align.LEFT)
        self._tiny = Style(size_pt=one.small_pt, leading_pt=one.small_pt * _LEADING, align=Align.CENTRE)
        head = Style(role=FaceRole.HEITI, size_pt=small, leading_pt=small * _LEADING, align=Align.CENTRE)
        self._heads = msgspec.structs.replace(OFFICIAL, cell=left, cell_head=head)
        self._line = Style(role=FaceRole.HEITI, size_pt=13, leading_pt=18, align=Align.LEFT)

    def blocks(self) -> list[Block]:
        """From the name to the last condition."""
        card, words = self._card, self._words
        what = words.book("card_line", plan=card.plan if card.role else "")
        made: list[Block] = [
            Ends(what, words.book("card_version", version=card.version), self._line),
            Prose(card.subject, self._name()),
        ]
        places = [card.aside, *card.places] if card.aside else list(card.places)
        if places:
            made.append(Prose(words.paper("clause").join(places), self._small))
        made.append(Rule(weight_pt=2.5, before_pt=3, after_pt=3))
        if card.bands:
            made.append(self._bands())
        made += self._doing()
        made += [self._calls()] if card.calls else []
        made += self._ends()
        return made

    def _name(self) -> Style:
        room = PACK_MARGINS.text_width_pt * 0.98
        size = min(_NAME_MOST_PT, room / max(_em(self._card.subject), 1))
        size = max(size, 20)
        return Style(role=FaceRole.HEITI, size_pt=size, leading_pt=size * 1.25, align=Align.LEFT, outline_level=1)

    def _bands(self) -> Table:
        names = [Cell(one.name, style=self._heads.cell_head, shaded=True) for one in self._card.bands]
        rows = [names]
        told = [f"{one.conditions}\n{one.declared_by}" if self._conditions else one.declared_by for one in self._card.bands]
        rows.append([Cell(text, style=self._tiny.but(align=Align.LEFT)) for text in told])
        return self._table([Column("") for _ in names], rows)

    def _table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
        return Table(columns, rows, self._heads, padding_pt=self._padding)

    def _doing(self) -> list[Block]:
        card, words = self._card, self._words
        box = Cell(words.book("tick"), style=self._tick)
        if card.lines:
            rows = [[box, Cell(text, style=self._text)] for text in card.lines]
            return [self._table([Column("", 8), Column(words.book("head.do"), 92)], rows)]
        if not card.steps:
            return [Prose(words.book("no_steps"), self._text)] if card.role else []
        rows = [[box, *self._step(one)] for one in card.steps]
        columns = [
            Column("", 8), Column(words.book("head.after_call"), 15), Column(words.book("head.first_minutes"), 65),
            Column(words.book("head.level_worth"), 12),
        ]  # fmt: skip
        return [self._table(columns, rows)]

    def _step(self, one: Step) -> list[Cell]:
        star = self._words.book("critical") if one.critical else ""
        return [
            Cell("\n".join(part for part in (one.time, one.start) if part), style=self._time),
            Cell(star + one.text, style=self._heavy if one.critical else self._text),
            Cell(f"{one.levels}\n{one.worth}", style=self._tiny),
        ]

    def _calls(self) -> Table:
        words = self._words
        rows = [
            [
                Cell(one.who, style=self._small.but(role=FaceRole.HEITI)),
                Cell(one.numbers or words.book("write_in"), style=self._small),
                Cell(one.why, style=self._small),
            ]
            for one in self._card.calls
        ]
        columns = [Column(words.book("head.call"), 24), Column(words.book("head.phone"), 44), Column(words.book("head.why"), 32)]
        return self._table(columns, rows)

    def _ends(self) -> list[Block]:
        card, words = self._card, self._words
        told = (("never", card.never), ("evacuate", (card.evacuate,) if card.evacuate else ()), ("stop", card.stop))
        rows = [
            [
                Cell(words.book(f"card.{code}"), style=self._small.but(role=FaceRole.HEITI, align=Align.CENTRE), shaded=True),
                Cell("\n".join(words.book(f"card_mark.{code}", text=text) for text in texts), style=self._strong(code)),
            ]
            for code, texts in told
            if texts
        ]
        return [self._table([Column("", 14), Column("", 86)], rows)] if rows else []

    def _strong(self, code: str) -> Style:
        return self._small.but(role=FaceRole.HEITI) if code == "never" else self._small


def _em(text: str) -> float:
    return sum(1.0 if ord(char) > 0x2E7F else 0.6 for char in text)
