"""Which number of a clause belongs to which word: to the word behind it (2人被困) or before it (死亡3人); what comes first tells
which of the two the clause means. A number takes one word and a word one number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from app.catalog.intake.lexicon import Figures
from app.catalog.intake.numbers import Number
from app.catalog.intake.text import VEIL, one_of

_LONGEST_GAP = 14
OTHER = "other"
"""What words count of which the figures are none of the facts."""

Word = tuple[int, int, str]


class Link(msgspec.Struct, frozen=True):
    """A number, what it counts, where both stand, and how sure that is (0 … 1)."""

    number: Number
    fact: str
    start: int
    end: int
    sure: float


class Linker:
    """Links numbers to words; ``named`` tells what each word (in small letters) counts."""

    def __init__(self, words: Figures, named: Mapping[str, str]) -> None:
        self._named = named
        self.word = re.compile(one_of(named), re.IGNORECASE)
        counters, people, fillers = one_of(words.counters), one_of(words.people), one_of(words.fillers)
        self._after = re.compile(
            rf"\s*(?:{counters})?(?P<of>[^,。;:!?、\d\x01]{{0,4}}?(?:{people}))?(?:{people}|{fillers}|[\s(])*$", re.IGNORECASE
        )
        self._person = re.compile(rf"\s*(?:{counters}|{people})")
        self._bare = re.compile(rf"\s*(?:{counters})?[^,。;:!?、\d\x01]{{0,10}}$")
        self._before = re.compile(rf"^(?:{fillers}|{people}|\s)*$", re.IGNORECASE)
        self._counted = re.compile(rf"^\s*(?:{counters}|{people}|$|[,。;、!?)\x01]|{one_of(named)})", re.IGNORECASE)
        self._renewed = re.compile(one_of(words.update))
        self._aside = re.compile(r"约?[\d一二三四五六七八九十百千余]{1,6}户[、,]?")  # 转移56户213人: the households stand aside

    def links(self, clause: str, numbers: Sequence[Number]) -> Iterator[Link]:
        """Every number of the clause that has its word."""
        words = [(m.start(), m.end(), self._named[m[0].lower()]) for m in self.word.finditer(clause)]
        if not words or not numbers:
            return
        right = [self._right(clause, one, words, numbers) for one in numbers]
        left = [self._left(clause, one, words) for one in numbers]
        for n, (one_way, other) in enumerate(zip(left, right, strict=True)):  # 搜救出1人(已死亡): what befell them counts
            if one_way and other and words[one_way[0]][2] == OTHER != words[other[0]][2]:
                left[n] = None
        first = next((n for n in range(len(numbers)) if right[n] or left[n]), None)
        if first is None:
            return
        by_left, by_right = left[first], right[first]
        word_first = by_left is not None and (by_right is None or by_left[1] >= by_right[1])
        taken_words: set[int] = set()
        taken_numbers: set[int] = set()
        for side in (left, right) if word_first else (right, left):
            for n, link in enumerate(side):
                if link is None or link[0] in taken_words or n in taken_numbers:
                    continue
                taken_words.add(link[0])
                taken_numbers.add(n)
                start, end, name = words[link[0]]
                one = numbers[n]
                yield Link(one, name, min(one.start, start), max(self._with_counter(clause, one.end), end), link[1])

    def _right(self, clause: str, one: Number, words: Sequence[Word], numbers: Sequence[Number]) -> tuple[int, float] | None:
        for place, (start, _, _) in enumerate(words):
            if start < one.end:
                continue
            gap = clause[one.end : start].replace(VEIL, "")
            if any(other.start >= one.end and other.start < start for other in numbers) or len(gap) > _LONGEST_GAP:
                return None
            if self._after.match(gap):
                return place, 1.0
            return (place, 0.75) if self._bare.match(gap) and self._person.match(gap) else None
        return None

    def _left(self, clause: str, one: Number, words: Sequence[Word]) -> tuple[int, float] | None:
        for place in range(len(words) - 1, -1, -1):
            end = words[place][1]
            if end > one.start:
                continue
            gap = self._aside.sub("", clause[end : one.start].replace(VEIL, ""))
            close = self._before.match(gap) or (self._renewed.search(gap) and len(gap) <= _LONGEST_GAP)
            if close and self._counted.match(clause[one.end :]):
                return place, 1.0
            return None
        return None

    def _with_counter(self, clause: str, at: int) -> int:
        found = self._person.match(clause, at)
        return found.end() if found is not None else at
