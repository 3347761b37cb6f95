"""The prose under edit, as the text page asks for it: paragraphs, what points at them, finding words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.domain.plan.addresses import NAMED, linked_from
from app.domain.plan.prose import Paragraph, paragraphs
from app.ui.panels.plans.editor.draft import Draft, address_of, listed
from app.ui.panels.plans.editor.findings import Finder, Place
from app.ui.panels.plans.editor.schema import PART, PART_OF


class ParagraphRow(msgspec.Struct, frozen=True):
    """A paragraph in the list: its key, its beginning, heading depth (0: body), first line (from 0), how much points at it."""

    key: str
    words: str
    heading: int
    line: int
    links: int


class Pointing(msgspec.Struct, frozen=True):
    """A part that points at a paragraph: its address, where it stands in the editor, its name in words."""

    address: str
    place: Place
    words: str


def paragraph_rows(draft: Draft) -> tuple[ParagraphRow, ...]:
    """Every paragraph of the text."""
    back = linked_from(draft.plan)
    return tuple(
        ParagraphRow(one.key, one.text.replace("\n", " ")[:80], one.heading, one.line - 1, len(back.get(one.key, ())))
        for one in paragraphs(draft.content.text)
    )


def row_at(rows: Sequence[ParagraphRow], line: int) -> int:
    """Which of the paragraphs a line (from 0) belongs to, -1 before the first."""
    return max((at for at, one in enumerate(rows) if one.line <= line), default=-1)


def pointing_at(draft: Draft, key: str, finder: Finder) -> tuple[Pointing, ...]:
    """The parts that point at a paragraph, as far as they are there."""
    found = []
    for address in linked_from(draft.plan).get(key, ()):
        place = place_of_address(draft, address)
        if place is not None:
            found.append(Pointing(address, place, finder.where(draft, place)))
    return tuple(found)


def place_of_address(draft: Draft, address: str) -> Place | None:
    """Where a part stands in the editor, ``None`` where there is no such part."""
    field, _, rest = address.partition("/")
    part = PART.get(PART_OF.get(field, ""))
    if part is None:
        return None
    if not rest:
        return Place(part.id)
    rows = range(len(listed(draft, field)))
    row = next((at for at in rows if address_of(draft, field, at) == address), None)
    return None if row is None else Place(part.id, row)


def linkable(draft: Draft, finder: Finder) -> tuple[Pointing, ...]:
    """Every part that could point at a paragraph, in the order of the outline."""
    found = [Pointing("scope", Place("scope"), finder.where(draft, Place("scope")))]
    for field in ("levels", *NAMED, "forces", "notify", "measures", "stop", "triggers", "action_card", "aftermath", "basis"):
        for row in range(len(listed(draft, field))):
            place = Place(PART_OF[field], row)
            found.append(Pointing(address_of(draft, field, row), place, finder.where(draft, place)))
    for single in ("command", "evacuate"):
        if getattr(draft.plan, single) is not None:
            found.append(Pointing(single, Place(single), finder.where(draft, Place(single))))
    return tuple({one.address: one for one in found}.values())


def find_next(text: str, wanted: str, start: int, *, back: bool = False) -> int:
    """Where the words occur next after (or before) a place, around the end; -1 where they do not. Case does not count."""
    if not wanted:
        return -1
    plain, words = text.lower(), wanted.lower()
    if back:
        found = plain.rfind(words, 0, max(0, start))
        return found if found >= 0 else plain.rfind(words)
    found = plain.find(words, start)
    return found if found >= 0 else plain.find(words)


def key_of(shown: Sequence[Paragraph], line: int) -> str:
    """The key of the paragraph that a line (from 0) belongs to, "" before the first."""
    return next((one.key for one in reversed(shown) if one.line - 1 <= line), "")
