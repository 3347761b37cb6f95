"""Which item of the list a task falls under: the plan's own code first, else kind, role and words. Pure.

Words are compared as pairs of neighbouring characters: Chinese needs no word list for that, and "围堵下游" in a task finds
the item that says "下游围堵". Pairs that much of the list has ("负责", "做好") say nothing and do not count.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import pairwise

import msgspec
from immutables import Map

from app.domain.plan.model import Task
from app.domain.reference import covers
from app.domain.responsibility.model import DutyClass, DutyItem, MatchedBy

WORD, NAME_PAIR, BODY_PAIR = 8, 2, 1
"""What a hit is worth: a word that the item names for this, a pair of its name, a pair of the rest of its text."""

ROLE, EXACT_KIND = 4, 3
"""What it adds when an item that fits names the task's role, and the very kind of the incident."""

NEED_AT_HOME, NEED_WITH_ROLE, NEED_ALONE = 1, 2, 5
"""Evidence that an item needs: it names role and very kind; it names the role; it names neither."""

NEED_UNSAID = 3
"""How much more an item needs that does not say for which kinds it is."""

NEED_TO_MOVE = 4
"""Evidence without which a task is never taken for one that the township may not lead."""

_COMMON_SHARE, _COMMON_LEAST = 0.2, 3


class Match(msgspec.Struct, frozen=True):
    """The item that a task falls under (``None`` for none) and how it was found."""

    item: DutyItem | None
    by: MatchedBy


class _Index(msgspec.Struct, frozen=True):
    """The list turned round: from pairs and words to the places (and worth) of the items that have them."""

    items: tuple[DutyItem, ...]
    roles: tuple[frozenset[str], ...]
    pairs: dict[str, tuple[tuple[int, int], ...]]
    words: tuple[tuple[str, int], ...]


NO_MATCH = Match(None, MatchedBy.NOTHING)


def match(task: Task, kind: str, code: str, items: Map[str, DutyItem], on: date) -> Match:
    """The item for a task of an incident of this kind on this day; the first code where two fit equally well.

    ``code`` is the one that the plan names ("" where it names none); one that is not in force is passed over.
    """
    named = items.get(code)
    if named is not None and named.in_force(on):
        return Match(named, MatchedBy.CODE)
    index = _index(items)
    best, fittest = 0, -1
    for place, evidence in _evidence(index, _fitting(items, kind, on), task.text.zh):
        points = _points(index.items[place], evidence, kind, with_role=task.role in index.roles[place])
        if points > best:
            best, fittest = points, place
    return Match(index.items[fittest], MatchedBy.WORDS) if best else NO_MATCH


def roles_of(item: DutyItem) -> frozenset[str]:
    """The role codes that the item names."""
    return frozenset({item.lead.role, *(one.role for one in item.supporting)} - {""})


@lru_cache(maxsize=8)
def _index(items: Map[str, DutyItem]) -> _Index:
    ordered = tuple(items[code] for code in sorted(items))
    texts = [(_pairs(item.name.zh), _pairs(_body(item))) for item in ordered]
    seen = Counter(pair for name, body in texts for pair in name | body)
    most = max(_COMMON_LEAST, int(len(ordered) * _COMMON_SHARE))
    places: dict[str, list[tuple[int, int]]] = {pair: [] for pair, count in seen.items() if count <= most}
    for place, (name, body) in enumerate(texts):
        for pair in (name | body) & places.keys():
            places[pair].append((place, NAME_PAIR if pair in name else BODY_PAIR))
    words = tuple((word, place) for place, item in enumerate(ordered) for word in item.words if word)
    return _Index(ordered, tuple(roles_of(item) for item in ordered), {pair: tuple(found) for pair, found in places.items()}, words)


@lru_cache(maxsize=64)
def _fitting(items: Map[str, DutyItem], kind: str, on: date) -> frozenset[int]:
    """Places of the items that may cover an incident of this kind on this day."""
    return frozenset(
        place for place, item in enumerate(_index(items).items)
        if item.in_force(on) and (not item.kinds or covers(item.kinds, kind))
    )


def _evidence(index: _Index, fitting: frozenset[int], text: str) -> list[tuple[int, int]]:
    """The places of the fitting items that share something with the text, in order, each with how much."""
    found = [0] * len(index.items)
    for pair in _pairs(text):
        for place, worth in index.pairs.get(pair, ()):
            found[place] += worth
    for word, place in index.words:
        if word in text:
            found[place] += WORD
    return [(place, worth) for place, worth in enumerate(found) if worth and place in fitting]


def _points(item: DutyItem, evidence: int, kind: str, *, with_role: bool) -> int:
    """How well the item fits; 0 where it does not fit well enough."""
    exact = kind in item.kinds
    if evidence < _needed(item, with_role=with_role, exact=exact):
        return 0
    return evidence + ROLE * with_role + EXACT_KIND * exact


def _needed(item: DutyItem, *, with_role: bool, exact: bool) -> int:
    """Evidence that is enough. An item made for this very kind is the home of the roles that it names."""
    if item.duty_class is DutyClass.WITHDRAWN:
        return NEED_TO_MOVE if with_role else NEED_ALONE
    if not item.kinds:
        return NEED_UNSAID + (NEED_WITH_ROLE if with_role else NEED_ALONE)
    if with_role:
        return NEED_AT_HOME if exact else NEED_WITH_ROLE
    return NEED_ALONE


def _body(item: DutyItem) -> str:
    return "\n".join((item.township, *(one.does for one in item.supporting)))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for pair in map("".join, pairwise(text)) if pair.isalnum())
