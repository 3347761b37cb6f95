"""Where: names of the gazetteer and names that no gazetteer knows, with group and house numbers, kilometre posts, "2 km from"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from app.catalog.gazetteer import Gazetteer, GazetteerEntry
from app.catalog.intake.lexicon import PlaceWords
from app.catalog.intake.model import PlaceFound, Understood
from app.catalog.intake.text import one_of

_GROUP = r"第?[一二三四五六七八九十\d]{1,3}(?:村民小组|居民小组|小组|组|社|队|号楼|栋|幢|单元|号院|号|室|弄|巷)"
_POST = r"(?:[GSXYC]\d{1,4}(?:国道|省道|县道|乡道|高速)?)?[Kk]\d{1,4}\+\d{1,3}(?:处|米处)?"
_NUMBERED = r"[GSXYC]\d{1,4}(?:国道|省道|县道|乡道|线|高速)?"
_DISTANCE = r"距(?:离)?[^,。;:!?\x01]{1,10}?约?\d+(?:\.\d+)?(?:公里|千米|米|km)(?:处|左右)?"
_KM = r"\d{1,4}(?:\.\d+)?(?:公里|千米)(?:处|加\d+米处?)?"
_HOME = r"(?:老[\u4e00-\u9fff]|[\u4e00-\u9fff]某)?某?家(?![里中伙具电长])"
LONGEST_PLACE = 40
"""Words taken for a place beyond this would be guessing."""

Span = tuple[int, int]


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    score: float
    entry: GazetteerEntry | None


class PlaceReader:
    """Finds places by these words in the names that are given."""

    def __init__(self, words: PlaceWords, spoken_surnames: str) -> None:
        nouns, tails = one_of(words.nouns), one_of(words.tails)
        stops = one_of((*words.stops, *(",", "。", ";", ":", "!", "?", "(", ")", " ", "\n", "\x01", "、")))
        villages = one_of(words.villages)
        self._stop = re.compile(rf"{stops}|\d")
        self._step = re.compile(
            rf"(?P<group>{_GROUP})|(?P<post>{_POST})|(?P<number>{_NUMBERED})|(?P<distance>{_DISTANCE})|(?P<km>{_KM})"
            rf"|(?P<home>老[{spoken_surnames}]家|[{spoken_surnames}]某某?家|村民[{spoken_surnames}]某家)|(?P<tail>{tails})|(?P<noun>{nouns})"
        )
        self._more = re.compile(rf"(?:(?!{stops}|\d)[\u4e00-\u9fff]){{1,6}}?(?:{nouns}|{tails})(?:{tails})*")
        self._crossing = re.compile(rf"(?:与|和)(?:(?!{stops})[\u4e00-\u9fff]){{1,5}}?(?:交叉口|交叉路口|交汇处|路口|交界处|交界)")
        self._unnamed = re.compile(
            rf"(?:(?!{stops}|\d)[\u4e00-\u9fff]){{1,6}}?(?:{villages}|{nouns})|{_POST}|{_NUMBERED}(?={_POST}|距|[\u4e00-\u9fff]|\d)|全镇|全村|全县"
        )
        self._village = re.compile(rf"(?:{villages})$")
        self._lead = re.compile(
            rf"^(?:{one_of(words.cues)}|据|接到|接|刚|刚才|今|昨|晚|早|时|许|左右|分|点|前|后|有|当地|现|一|个|处|这边|那边|就|来自|往)+"
        )
        self._cue = re.compile(rf"(?:{one_of(words.cues)})[:是]?\s*$", re.IGNORECASE)
        self._label = re.compile(r"(?:地点|地址|位置|位于|发生地)[:是]?\s*$")
        self._away = re.compile(rf"(?:{one_of(words.not_there_before)})\s*$")
        self._writer = re.compile(rf"^(?:{one_of(words.not_there_behind)})")

    def read(
        self, text: str, gazetteer: Gazetteer, understood: Sequence[Span], caller: Span | None
    ) -> Understood[PlaceFound] | None:
        """The place where it happened; ``understood`` are spans of words that are no part of a place's name."""
        found = list(self._candidates(text, gazetteer, understood, caller))
        if not found:
            return None
        best = max(found, key=lambda one: (one.score, -one.start))
        words = text[best.start : best.end]
        others = [one for one in found if one.end <= best.start or one.start >= best.end]
        alternatives = tuple(
            PlaceFound(text[one.start : one.end], one.entry) for one in sorted(others, key=lambda one: -one.score)[:3]
        )
        sure = 0.9 if best.entry is not None else 0.6
        if best.score < 1.5 or (caller is not None and best.start < caller[1] and caller[0] < best.end):
            sure -= 0.3
        return Understood(PlaceFound(words, best.entry), words, best.start, best.end, round(sure, 2), alternatives)

    def _candidates(
        self, text: str, gazetteer: Gazetteer, understood: Sequence[Span], caller: Span | None
    ) -> Iterator[_Candidate]:
        taken = 0
        for start, entry in self._anchors(text, gazetteer, understood):
            if start < taken:
                continue
            name_end = start + (len(entry[1].name.zh) if entry[1] is not None else entry[0])
            end, found = self._extended(text, name_end, understood, gazetteer, entry[1])
            taken = end
            if caller is not None and start < caller[1] and caller[0] < end and not self._village.search(text[start:end]):
                continue
            yield _Candidate(start, end, self._score(text, start, name_end, end, found, caller), found)

    def _anchors(
        self, text: str, gazetteer: Gazetteer, understood: Sequence[Span]
    ) -> list[tuple[int, tuple[int, GazetteerEntry | None]]]:
        """Where a name begins: those of the gazetteer, and between them what looks like one."""
        named = [(start, (len(one.name.zh), one)) for start, one in gazetteer.named_in(text)
                 if not any(begin <= start and start + len(one.name.zh) <= stop for begin, stop in understood)]  # fmt: skip
        blotted = list(text)
        for start, (length, _) in named:
            blotted[start : start + length] = "\x01" * length
        for start, end in understood:
            blotted[start:end] = "\x01" * (end - start)
        plain = "".join(blotted)
        guessed: list[tuple[int, tuple[int, GazetteerEntry | None]]] = []
        for found in self._unnamed.finditer(plain):
            lead = self._lead.match(found[0])
            skip = lead.end() if lead is not None else 0
            if len(found[0]) - skip >= 2:
                guessed.append((found.start() + skip, (len(found[0]) - skip, None)))
        return sorted([*named, *guessed], key=lambda one: one[0])

    def _extended(
        self, text: str, at: int, understood: Sequence[Span], gazetteer: Gazetteer, entry: GazetteerEntry | None
    ) -> tuple[int, GazetteerEntry | None]:
        """Behind a name: a more exact one, group and house, post, distance, what lies there, where seen from there."""
        first = at
        while at < len(text) and at - first < LONGEST_PLACE:
            nearer = gazetteer.named_at(text, at)
            if nearer is not None:
                entry, at = nearer, at + len(nearer.name.zh)
                continue
            found = self._step.match(text, at) or self._crossing.match(text, at) or self._more.match(text, at)
            if found is None or found.end() == at or _crosses(at, found.end(), understood):
                break
            at = found.end()
        return at, entry

    def _score(self, text: str, start: int, name_end: int, end: int, entry: GazetteerEntry | None, caller: Span | None) -> float:
        before = text[max(0, start - 6) : start]
        score = 2.0 if entry is not None else 1.2
        score += 1.0 if self._label.search(before) else 0.6 if self._cue.search(before) else 0.0
        score += min(1.2, 0.15 * (end - name_end) + (0.5 if end > name_end else 0.0))
        if re.search(_GROUP, text[start:end]):
            score += 0.5
        if caller is not None and start < caller[1] and caller[0] < end:
            score -= 1.5
        if self._away.search(before):
            score -= 1.2
        if self._writer.match(text[end : end + 6]):
            score -= 1.5
        if (entry is not None and entry.category == "town") or text[start:end].endswith(("镇", "县", "乡")):
            score -= 0.6
        return score


def _crosses(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)
