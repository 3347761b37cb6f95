"""What kind of incident a text speaks of: the words of all kinds are found at once, the longest at each place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.catalog.intake.lexicon import Kinds
from app.catalog.intake.model import Understood
from app.catalog.intake.text import clause_of, one_of
from app.catalog.pinyin import INITIALS_PREFIX, rank, readings
from app.domain.incident.model import IncidentKind

_WEIGHT = {"strong": 4.0, "usual": 2.0, "weak": 0.5}
_LETTERS = re.compile(r"[A-Za-z][A-Za-z-]{1,15}")
_HAPPENED = re.compile(r"(?:发生|突发|出现|造成)[^,。;]{0,6}$")
LEAST = 1.0
"""A weaker hint than this names no kind."""

Spans = tuple[tuple[int, int], ...]


class KindReader:
    """Finds kinds by these words, and by code, pinyin initials and pinyin in Latin letters."""

    def __init__(self, words: Kinds, kinds: Mapping[str, IncidentKind]) -> None:
        self._words, self._kinds = words, kinds
        self._weights: dict[str, tuple[str, float]] = {}
        gapped: list[tuple[tuple[str, str], re.Pattern[str], str, float]] = []
        for code, own in words.kinds.items():
            for weight in ("weak", "usual", "strong"):
                for word in getattr(own, weight):
                    if "…" in word:
                        first, *_, last = word.split("…")
                        gapped.append(((first, last), _gapped(word), code, _WEIGHT[weight]))
                    else:
                        self._weights[word.lower()] = (code, _WEIGHT[weight])
        for code, kind in kinds.items():
            for word in _names(kind):
                self._weights.setdefault(word.lower(), (code, _WEIGHT["strong"]))
        self._gapped = gapped
        self._any = re.compile(one_of(self._weights), re.IGNORECASE)
        self._denied = re.compile(rf"(?:{one_of(words.denied_before)})[^,。;、]{{0,3}}$", re.IGNORECASE)
        self._denied_behind = re.compile(rf"^[^,。;]{{0,2}}(?:{one_of(words.denied_behind)})")

    def read(self, text: str) -> tuple[Understood[str] | None, Spans, Spans]:
        """The kind; where its words (of any kind) stand; and which of them the text denies."""
        found = self._found(text)
        spans = tuple((own or start, end) for start, end, _, _, own in found)
        denied = tuple((start, end) for start, end, _, _, _ in found if self._is_denied(text, start, end))
        scores: dict[str, float] = {}
        first: dict[str, tuple[int, int]] = {}
        for start, end, code, weight, _ in found:
            if (start, end) in denied:
                continue
            told = 1.0 if _HAPPENED.search(text[max(0, start - 12) : start]) else 0.0
            scores[code] = scores.get(code, 0.0) + weight * (1.0 if code not in first else 0.4) + told
            known = first.get(code)
            if known is None or weight > self._weight_at(text, known, code):
                first[code] = (start, end)
        kind = self._best(text, scores, first)
        return kind, spans, denied

    def by_letters(self, text: str) -> Understood[str] | None:
        """The kind that Latin letters name: a code, initials (fwhz), pinyin (huozai)."""
        for token in _LETTERS.finditer(text):
            code, sure = self._code_of(token[0])
            if code:
                return Understood(code, token[0], token.start(), token.end(), sure)
        return None

    def _found(self, text: str) -> list[tuple[int, int, str, float, int]]:
        """Begin, end, kind and weight of every word; of one with a gap also where its last part begins (before the gap a
        place may be named: 湖口水库渗水)."""
        hits = [
            (m.start(), m.end(), code, weight, m.start("last"))
            for (first, last), pattern, code, weight in self._gapped if first in text and last in text
            for m in pattern.finditer(text)
        ]  # fmt: skip
        hits += [(m.start(), m.end(), *self._weights[m[0].lower()], 0) for m in self._any.finditer(text)]
        hits.sort(key=lambda hit: (hit[0], -(hit[1] - hit[0])))
        kept: list[tuple[int, int, str, float, int]] = []
        for hit in hits:  # a word inside a longer one of another kind is part of it (森林火灾 is no 火灾)
            inside = any(one[0] <= hit[0] and hit[1] <= one[1] and one[2] != hit[2] and one[3] >= hit[3] for one in kept)
            if not inside:
                kept.append(hit)
        return kept

    def _weight_at(self, text: str, span: tuple[int, int], code: str) -> float:
        known = self._weights.get(text[span[0] : span[1]].lower())
        return known[1] if known is not None and known[0] == code else _WEIGHT["strong"]

    def _best(
        self, text: str, scores: dict[str, float], first: dict[str, tuple[int, int]]
    ) -> Understood[str] | None:
        left = {code: score for code, score in scores.items() if score >= LEAST}
        for winner, loser in self._words.over:
            if winner in left and loser in left and left[winner] >= _WEIGHT["usual"]:
                left[winner] += 0.5
                left.pop(loser)
        if not left:
            return None
        ranked = sorted(left, key=lambda code: (-left[code], first[code][0]))
        best, start, end = ranked[0], *first[ranked[0]]
        rival = left[ranked[1]] if len(ranked) > 1 else 0.0
        sure = 0.95 if left[best] >= _WEIGHT["strong"] else 0.75 if left[best] >= _WEIGHT["usual"] else 0.5
        if rival:
            sure *= 0.6 + 0.4 * min(1.0, (left[best] - rival) / left[best] * 2)
        return Understood(best, text[start:end], start, end, round(sure, 2), tuple(ranked[1:4]))

    def _is_denied(self, text: str, start: int, end: int) -> bool:
        begin, stop = clause_of(text, start)
        return bool(self._denied.search(text[begin:start]) or self._denied_behind.search(text[end:stop]))

    def _code_of(self, token: str) -> tuple[str, float]:
        upper, lower = token.upper(), token.lower()
        for code in self._kinds:
            if upper in (code, code.partition("-")[2]):
                return code, 0.9
        found = [
            (place, code)
            for place, code in enumerate(self._kinds)
            if any(len(word) == len(token) and rank(token, word) == INITIALS_PREFIX for word in self._all_words(code))
        ]
        if not found and len(lower) >= 6:
            found = [
                (place, code)
                for place, code in enumerate(self._kinds)
                if any("".join(full) == lower for word in self._all_words(code) if not word.isascii() for full in readings(word)[0])
            ]
        usual = [code for code in self._words.frequent if code in {one for _, one in found}]
        code = usual[0] if usual else min(found)[1] if found else ""
        return code, 0.6 if len({one for _, one in found}) > 1 else 0.8

    def _all_words(self, code: str) -> tuple[str, ...]:
        own = self._words.kinds.get(code)
        return (*_names(self._kinds[code]), *(own.all if own is not None else ()))


def _gapped(word: str) -> re.Pattern[str]:
    first, _, last = word.rpartition("…")
    return re.compile(rf"{one_of([first + '…'])}(?P<last>{re.escape(last)})")


def _names(kind: IncidentKind) -> tuple[str, ...]:
    """The kind's name, and the name without what stands in brackets (房屋（施工）坍塌 is 房屋坍塌)."""
    whole = kind.name.zh
    return tuple(dict.fromkeys((whole, re.sub(r"[（(].*?[）)]", "", whole))))
