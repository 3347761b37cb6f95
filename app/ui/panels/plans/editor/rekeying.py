"""Edits of the prose: links and extracted items go on pointing at the same words, whatever keys these have now. No Qt.

Keys of paragraphs come from their numbers or their places (``app.domain.plan.prose``), so that an edit of one paragraph may
change the keys of all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec
from msgspec.structs import replace

from app.domain.plan.addresses import find
from app.domain.plan.prose import Paragraph, paragraphs
from app.ui.panels.plans.editor.draft import Cut, Draft

_NUMBER = re.compile(r"^\d+(?:\.\d+)+[.、]?\s*")
_NUMBERED_LINE = re.compile(r"^(#{1,6}\s+)?(\d+(?:\.\d+)*)(?=[.、\s]|\D|$)")
_CHAPTER = re.compile(r"^#{1,6}\s+第?([一二三四五六七八九十]{1,3})[、章节篇部\s]")
_DIGITS = "零一二三四五六七八九"
_LONGEST_NUMBER = 20
_ALIKE = 0.6
_MOST_COMPARED = 60
"""So many changed paragraphs are compared with one another; beyond it only equal words are found again."""


class Inserted(msgspec.Struct, frozen=True):
    """A text with a new paragraph, and the place in it (characters from the start) where one goes on typing."""

    text: str
    cursor: int


def with_text(draft: Draft, text: str) -> Draft:
    """The draft with another prose; what pointed at a paragraph points at it still, what was cut and came back does again."""
    if text == draft.content.text:
        return draft
    before, after = paragraphs(draft.content.text), paragraphs(text)
    draft = replace(draft, content=replace(draft.content, text=text))
    keys = followed(before, after)
    draft = _with_links(draft, before, after, keys)
    return _with_extraction(draft, keys)


def followed(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> dict[str, str | None]:
    """The key that each old key has become; ``None`` where its paragraph is gone."""
    head = 0
    while head < min(len(before), len(after)) and before[head].text == after[head].text:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail].text == after[-1 - tail].text:
        tail += 1
    pairs = [(one.key, two.key) for one, two in zip(before[:head], after[:head], strict=True)]
    if tail:
        pairs += [(one.key, two.key) for one, two in zip(before[-tail:], after[-tail:], strict=True)]
    keys: dict[str, str | None] = dict.fromkeys(one.key for one in before)
    keys |= dict(pairs)
    keys |= _matched(before[head : len(before) - tail], after[head : len(after) - tail])
    return keys


def insert_numbered(text: str, line: int) -> Inserted:
    """The text with an empty numbered paragraph behind the one at this line (from 0), numbered as its next sibling; behind
    the head of a chapter (``五、``, ``5``) it is that chapter's first.

    Later siblings, and what is numbered below them, count up by one. Where nothing before it has a number, it gets none.
    """
    lines = text.split("\n")
    end = max(0, min(line, len(lines) - 1))
    while end + 1 < len(lines) and lines[end].strip() and lines[end + 1].strip() and not _is_heading(lines[end]):
        end += 1
    last: tuple[int, ...] = ()
    for place, one in enumerate(lines[: end + 1]):
        number = _number(one) if _begins(lines, place) else ()
        last = number if len(number) > 1 else _chapter(one) or last
    wanted = (*last[:-1], last[-1] + 1) if last else ()
    label = ".".join(map(str, wanted)) + " " if wanted else ""
    start = "\n".join([*lines[: end + 1], "", label])
    rest = [
        _counted_up(one, wanted) if wanted and _begins(lines, place) else one
        for place, one in enumerate(lines[end + 1 :], end + 1)
    ]
    return Inserted("\n".join([start, *(rest if rest and not rest[0].strip() else ["", *rest])]), len(start))


def _is_heading(line: str) -> bool:
    return line.startswith("#")


def _begins(lines: Sequence[str], place: int) -> bool:
    """Whether a paragraph begins on this line: a number inside one is a figure, not its name."""
    before = lines[place - 1] if place else ""
    return _is_heading(lines[place]) or not before.strip() or _is_heading(before)


def _number(line: str) -> tuple[int, ...]:
    found = _NUMBERED_LINE.match(line)
    return tuple(int(part) for part in found[2].split(".")) if found and len(found[2]) < _LONGEST_NUMBER else ()


def _chapter(line: str) -> tuple[int, ...]:
    """The place before the first paragraph of the chapter that this line begins; nothing for another line."""
    found = _CHAPTER.match(line)
    if found is None:
        number = _number(line) if _is_heading(line) else ()
        return (*number, 0) if number else ()
    tens, ten, ones = found[1].rpartition("十")
    number = 10 * (_DIGITS.index(tens[-1]) if tens else 1) if ten else 0
    return (number + (_DIGITS.index(ones[-1]) if ones else 0), 0)


def _counted_up(line: str, wanted: tuple[int, ...]) -> str:
    number, depth, found = _number(line), len(wanted), _NUMBERED_LINE.match(line)
    if found is None or len(number) < depth or number[: depth - 1] != wanted[:-1] or number[depth - 1] < wanted[-1]:
        return line
    raised = (*number[: depth - 1], number[depth - 1] + 1, *number[depth:])
    return line[: found.start(2)] + ".".join(map(str, raised)) + line[found.end(2) :]


def _matched(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> dict[str, str]:
    """Pairs among paragraphs that changed: equal words first, then equal words under another number, then in order."""
    old, new = list(before), list(after)
    pairs: dict[str, str] = {}
    for plain in (lambda one: one.text, _bare):
        free: dict[str, list[Paragraph]] = {}
        for one in new:
            free.setdefault(plain(one), []).append(one)
        for one in tuple(old):
            twins = free.get(plain(one))
            if twins and plain(one):
                twin = twins.pop(0)
                pairs[one.key] = twin.key
                old.remove(one)
                new.remove(twin)
    if len(old) == len(new) and not pairs:  # one stretch was rewritten
        return pairs | {one.key: two.key for one, two in zip(old, new, strict=True)}
    if len(old) * len(new) > _MOST_COMPARED:
        return pairs
    for one in tuple(old):
        whole = next((two for two in after if _bare(one) and _bare(one) in two.text), None)
        if whole is not None:  # it was joined to another
            pairs[one.key] = whole.key
            old.remove(one)
    new = [two for two in new if two.key not in pairs.values()]
    for one in old:
        best = max(new, key=lambda two: _likeness(one, two), default=None)
        if best is not None and _likeness(one, best) >= _ALIKE:
            pairs[one.key] = best.key
            new.remove(best)
    return pairs


def _bare(one: Paragraph) -> str:
    return _NUMBER.sub("", one.text)


def _likeness(one: Paragraph, two: Paragraph) -> float:
    return SequenceMatcher(a=_bare(one), b=_bare(two), autojunk=False).quick_ratio()


def _with_links(
    draft: Draft, before: Sequence[Paragraph], after: Sequence[Paragraph], keys: Mapping[str, str | None]
) -> Draft:
    links = {address: _renamed(named, keys) for address, named in draft.plan.links.items()}
    cut = list(draft.cut)
    for gone in (one for one in before if keys[one.key] is None):
        pointing = tuple(address for address, named in draft.plan.links.items() if gone.key in named)
        if pointing and gone.text.strip():
            cut.append(Cut(gone.text, pointing))
    for come in _newcomers(after, keys.values()):
        back = next((one for one in cut if one.words == come.text), None)
        if back is not None:
            cut.remove(back)
            for address in (one for one in back.addresses if find(draft.plan, one) is not None):
                links[address] = tuple(dict.fromkeys((*links.get(address, ()), come.key)))
    links = {address: named for address, named in links.items() if named}
    if links != draft.plan.links:
        draft = draft.changed(links=links)
    return replace(draft, cut=tuple(cut)) if tuple(cut) != draft.cut else draft


def _newcomers(after: Sequence[Paragraph], kept: Iterable[str | None]) -> list[Paragraph]:
    known = set(kept)
    return [one for one in after if one.key not in known]


def _renamed(named: Iterable[str], keys: Mapping[str, str | None]) -> tuple[str, ...]:
    """Keys that named no paragraph before (a fault that is told) stay as they are written."""
    found = (keys.get(key, key) for key in named)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def _with_extraction(draft: Draft, keys: Mapping[str, str | None]) -> Draft:
    extraction = draft.extraction
    if extraction is None or all(old == new for old, new in keys.items()):
        return draft
    items = tuple(replace(item, paragraph=keys.get(item.paragraph, item.paragraph) or "") for item in extraction.items)
    unread = tuple(replace(one, paragraph=keys.get(one.paragraph, one.paragraph) or "") for one in extraction.unread)
    return replace(draft, extraction=replace(extraction, items=items, unread=unread))
