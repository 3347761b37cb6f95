"""What kind of incident a text speaks of: the words of all kinds are found at once, the longest at each place.

Three sorts of words: plain ones (失火), ones with a gap within a clause (房子…垮: ``…``), and pairs that stand near each other in
either order (学校&打架: ``&``). All may hold choices in brackets, see :func:`~app.catalog.intake.text.expanded`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from app.catalog.intake.lexicon import Kinds
from app.catalog.intake.model import Understood
from app.catalog.intake.text import Spotter, clause_of, expanded, one_of
from app.catalog.pinyin import readings
from app.domain.incident.model import IncidentKind

_WEIGHT = {"sure": 8.0, "strong": 4.0, "usual": 2.0, "weak": 0.5}
_LETTERS = re.compile(r"[A-Za-z][A-Za-z-]{1,15}")
_HAPPENED = re.compile(r"(?:发生|突发|出现|造成)[^,。;]{0,6}$")
_CLAUSE_ENDS = re.compile(r"[,。;:!?()\n\x01]")
_DENIED_FROM = 12
"""Letters before a word among which it may be denied."""
LEAST = 1.0
"""A weaker hint than this names no kind."""
OVER = 0.51
"""What part of the other's weight a kind needs at least to stand over it."""
GAP = 8
"""Letters that a gap may hold."""
LONGEST_SPELT = 4
"""Letters of a word that anybody would type in pinyin."""
NEAR = 60
"""Letters that may lie between the two words of a pair."""

Spans = tuple[tuple[int, int], ...]


class _Word(msgspec.Struct, frozen=True):
    """What a word says: the kind and how much; of one with a gap also what comes behind it and what must not lie in it."""

    code: str
    weight: float
    rest: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class _Hit(msgspec.Struct, frozen=True):
    """A word where it stands; ``own`` is where it begins for others (before a gap a place may be named: 湖口水库渗水)."""

    start: int
    end: int
    code: str
    weight: float
    own: int
    gapped: bool = False


class KindReader:
    """Finds kinds by these words, and by code, pinyin initials and pinyin in Latin letters."""

    def __init__(self, words: Kinds, kinds: Mapping[str, IncidentKind]) -> None:
        self._words, self._kinds = words, kinds
        self._plain: dict[str, _Word] = {}
        self._gapped: dict[str, list[_Word]] = {}
        self._pairs: list[tuple[tuple[str, ...], tuple[str, ...], _Word]] = []
        for code, own in words.kinds.items():
            for weight in ("weak", "usual", "strong", "sure"):
                for word in getattr(own, weight):
                    self._take(word, code, _WEIGHT[weight], own.not_between)
        for code, kind in kinds.items():
            for word in _names(kind):
                self._plain.setdefault(word.lower(), _Word(code, _WEIGHT["strong"]))
        self._spot_plain, self._spot_gapped = Spotter(self._plain), Spotter(self._gapped)
        self._denied = re.compile(
            rf"(?:(?:{one_of(words.denied_before)})[^,。;、]{{0,3}}|(?:{one_of(words.denied_close)})[^,。;、]?)$", re.IGNORECASE
        )
        self._denied_behind = re.compile(rf"^[^,。;]{{0,2}}(?:{one_of(words.denied_behind)})")

    def read(self, text: str) -> tuple[Understood[str] | None, Spans, Spans]:
        """The kind; where its deciding words (of any kind) stand; and which of them the text denies."""
        found = self._found(text)
        spans = tuple((hit.own, hit.end) for hit in found if hit.weight >= _WEIGHT["strong"] and hit.own < hit.end)
        denied = {
            (hit.start, hit.end) for hit in found if self._is_denied(text, hit.start if hit.own == hit.end else hit.own, hit.end)
        }
        scores: dict[str, float] = {}
        first: dict[str, _Hit] = {}
        for hit in found:
            if (hit.start, hit.end) in denied:
                continue
            told = 1.0 if _HAPPENED.search(text[max(0, hit.start - 12) : hit.start]) else 0.0
            scores[hit.code] = scores.get(hit.code, 0.0) + hit.weight * (1.0 if hit.code not in first else 0.4) + told
            known = first.get(hit.code)
            if known is None or hit.weight > known.weight:
                first[hit.code] = hit
        return self._best(text, scores, first), spans, tuple(sorted(denied))

    def by_letters(self, text: str) -> Understood[str] | None:
        """The kind that Latin letters name: a code, initials (fwhz), pinyin (huozai)."""
        for token in _LETTERS.finditer(text):
            code, sure = self._code_of(token[0])
            if code:
                return Understood(code, token[0], token.start(), token.end(), sure)
        return None

    def _take(self, word: str, code: str, weight: float, without: tuple[str, ...]) -> None:
        if "&" in word:
            one, other = word.lower().split("&")
            self._pairs.append((expanded(one), expanded(other), _Word(code, weight)))
            return
        head, gap, tail = word.partition("…")
        for first in expanded(head):
            if gap:
                self._gapped.setdefault(first.lower(), []).append(_Word(code, weight, expanded(tail), without))
            else:
                self._plain[first.lower()] = _Word(code, weight)

    def _found(self, text: str) -> list[_Hit]:
        """Every word of a kind, in order; a plain word inside a longer one of another kind is part of it (森林火灾 is no 火灾)."""
        small = text.lower() if len(text.lower()) == len(text) else text
        hits = [
            _Hit(at, at + len(word), self._plain[word].code, self._plain[word].weight, at)
            for at, word in self._spot_plain.longest(small)
        ]
        hits += (hit for at, word in self._spot_gapped.every(small) for hit in self._over_gap(small, at, word))
        hits += self._both(small)
        hits.sort(key=lambda hit: (hit.start, hit.start - hit.end))
        kept: list[_Hit] = []
        for hit in hits:
            if hit.own == hit.end:  # a pair says what both of its words say together
                kept.append(hit)
                continue
            around = (one for one in kept if not one.gapped and one.start <= hit.start and hit.end <= one.end)
            if not any(one.code != hit.code and one.weight >= hit.weight for one in around) and hit not in kept:
                kept.append(hit)
        return kept

    def _over_gap(self, text: str, at: int, word: str) -> Iterator[_Hit]:
        begin = at + len(word)
        window = text[begin : begin + GAP + 6]
        stop = _CLAUSE_ENDS.search(window)
        window = window[: stop.start()] if stop is not None else window
        for one in self._gapped[word]:
            places = [(place, last) for last in one.rest if 0 <= (place := window.find(last)) <= GAP]
            if not places:
                continue
            place, last = min(places, key=lambda found: (found[0], -len(found[1])))
            if not any(other in window[:place] for other in one.without):
                yield _Hit(at, begin + place + len(last), one.code, one.weight, begin + place, gapped=True)

    def _both(self, text: str) -> Iterator[_Hit]:
        for one, other, word in self._pairs:
            left = _spans(one, text)
            right = _spans(other, text) if left else []
            near = next((span for span in right if any(max(span[0] - end, start - span[1]) <= NEAR for start, end in left)), None)
            if near is not None:
                yield _Hit(*near, word.code, word.weight, near[1], gapped=True)

    def _best(self, text: str, scores: dict[str, float], first: dict[str, _Hit]) -> Understood[str] | None:
        left = {code: score for code, score in scores.items() if score >= LEAST}
        for winner, loser in self._words.over:
            if winner in left and loser in left and left[winner] >= max(_WEIGHT["usual"], left[loser] * OVER):
                left[winner] += 0.5
                left.pop(loser)
        if not left:
            return None
        ranked = sorted(left, key=lambda code: (-left[code], first[code].start))
        best, hit = ranked[0], first[ranked[0]]
        rival = left[ranked[1]] if len(ranked) > 1 else 0.0
        sure = 0.95 if left[best] >= _WEIGHT["strong"] else 0.75 if left[best] >= _WEIGHT["usual"] else 0.5
        if rival:
            sure *= 0.6 + 0.4 * min(1.0, (left[best] - rival) / left[best] * 2)
        return Understood(best, text[hit.start : hit.end], hit.start, hit.end, round(sure, 2), tuple(ranked[1:4]))

    def _is_denied(self, text: str, start: int, end: int) -> bool:
        begin, stop = clause_of(text, start)
        before = text[max(begin, start - _DENIED_FROM) : start]
        return bool(self._denied.search(before) or self._denied_behind.search(text[end:stop]))

    def _code_of(self, token: str) -> tuple[str, float]:
        upper, lower = token.upper(), token.lower()
        for code in self._kinds:
            if upper in (code, code.partition("-")[2]):
                return code, 0.9
        initials, whole = self._letters
        found = initials.get(lower, ()) or (whole.get(lower, ()) if len(lower) >= 6 else ())
        code = next((one for one in self._words.frequent if one in found), next(iter(found), ""))
        return code, 0.6 if len(found) > 1 else 0.8

    @cached_property
    def _letters(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """Which kinds pinyin initials and whole pinyin name; made when the first Latin letters are read."""
        initials: dict[str, tuple[str, ...]] = {}
        whole: dict[str, tuple[str, ...]] = {}
        for code, kind in self._kinds.items():
            own = self._words.kinds.get(code)
            short = (word for word in (own.all if own is not None else ()) if len(word) <= LONGEST_SPELT and not word.isascii())
            for word in dict.fromkeys((*_names(kind), *short)):
                full, heads = readings(word)
                for key in heads:
                    initials[key] = tuple(dict.fromkeys((*initials.get(key, ()), code)))
                for key in map("".join, full):
                    whole[key] = tuple(dict.fromkeys((*whole.get(key, ()), code)))
        return initials, whole


def _spans(words: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Where these words stand, in order."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return sorted(found)


def _names(kind: IncidentKind) -> tuple[str, ...]:
    """The kind's name, and the name without what stands in brackets (房屋（施工）坍塌 is 房屋坍塌)."""
    whole = kind.name.zh
    return tuple(dict.fromkeys((whole, re.sub(r"[（(].*?[）)]", "", whole))))
