"""Where: names of the gazetteer and names that no gazetteer knows, with group and house numbers, kilometre posts, "2 km from".

A name is followed as far as it goes (:mod:`~app.catalog.intake.place_names`); a group without its village (一组后山) takes the
village that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from app.catalog.gazetteer import Gazetteer, GazetteerEntry
from app.catalog.intake.lexicon import PlaceWords
from app.catalog.intake.model import PlaceFound, Understood
from app.catalog.intake.place_names import GROUP, NUMBERED, POST, NameReader, Span
from app.catalog.intake.text import expanded, one_of

_LONE_GROUP = re.compile(
    r"(?:^|(?<=[,。;:!?()\n\x01 ])|(?<=村里)|(?<=我们村)|(?<=我村)|(?<=该村)|(?<=我们)|(?<=这边)|(?<=那边)|(?<=住)|(?<=在)"
    r"|(?<=位于))"
    r"(?:沿河|上头|下头)?第?[一二三四五六七八九十\d]{1,3}(?:村民小组|居民小组|小组|组|社)(?![长织员团区会])"
)
_AFFECTED = re.compile(r"^(?:等|共|约|有|的|,|计|合计)*[\d一二三四五六七八九十百千两]+(?:余|多)?(?:户|个基站|人)")
_COUNTED = re.compile(r"[一二三四五六七八九十百千两几数]+(?:多|余|来)?(?:个|户|名|位|座|条|家|人)|全(?!镇)|整个")


class _Anchor(msgspec.Struct, frozen=True):
    """Where a name begins and how far it is certain; ``village`` is put before it, ``is_short``: a village without its 村;
    ``is_bare``: a mere word for a place (工地)."""

    start: int
    end: int
    entry: GazetteerEntry | None = None
    village: str = ""
    is_short: bool = False
    is_bare: bool = False


class _Candidate(msgspec.Struct, frozen=True):
    start: int
    end: int
    score: float
    words: str
    entry: GazetteerEntry | None


class PlaceReader:
    """Finds places by these words in the names that are given."""

    def __init__(self, words: PlaceWords, spoken_surnames: str) -> None:
        self._names = NameReader(words, spoken_surnames)
        nouns, villages = one_of(words.nouns), one_of(words.villages)
        stops = one_of((*words.stops, *(",", "。", ";", ":", "!", "?", "(", ")", " ", "\n", "\x01", "、")))
        self._unnamed = re.compile(
            rf"(?:(?!{stops}|\d)[\u4e00-\u9fff]){{1,6}}?(?:{villages}|{nouns})|{POST}|{NUMBERED}(?={POST}|距|[\u4e00-\u9fff]|\d)"
            rf"|[\u4e00-\u9fff]{{2,6}}?(?:滑坡|崩塌|泥石流|塌陷|切坡)(?:隐患点|监测点)|全镇|邻(?:县|镇|乡)|[\u4e00-\u9fff]{{2,3}}县(?=发生|境内|交界|附近)"
            rf"|(?:(?<![\u4e00-\u9fff])|(?<=在))(?:{nouns})"
        )
        self._may_report = re.compile(rf"(?:{villages}|{one_of(words.may_report)}|组|社)$")
        self._lead = re.compile(
            rf"^(?:.*(?:在|位于|来自|至|到|往)|(?:{one_of(words.cues)}|据|接到|接|刚|刚才|今|昨|晚|早|时|许|左右|分|点|前|后|有|当地|现|一|个|处"
            rf"|这边|那边|那个|这个|就|往|经|送|来|自|家|等|两|对|离|距|诉|撤|转|跑|近)+)"
        )
        self._cue = re.compile(rf"(?:{one_of(words.cues)})[:是]?\s*$", re.IGNORECASE)
        self._label = re.compile(r"(?:地点|地址|位置|位于|发生地)[:是]?\s*$")
        self._away = re.compile(rf"(?:{one_of(words.not_there_before)})\s*$")
        self._writer = re.compile(rf"^(?:{one_of(words.not_there_behind)})")
        self._words = frozenset(word for one in words.nouns for word in expanded(one))
        self._none = frozenset(words.no_places)
        of_village = one_of(words.of_the_village)
        self._of_the_village = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[在说])|(?<=我们))(?P<name>{of_village})")

    def read(
        self, text: str, gazetteer: Gazetteer, understood: Sequence[Span], caller: Span | None
    ) -> Understood[PlaceFound] | None:
        """The place where it happened; ``understood`` are spans of words that are no part of a place's name."""
        found = list(self._candidates(text, gazetteer, understood, caller))
        if not found:
            return None
        best = max(found, key=lambda one: (one.score, -one.start))
        others = [one for one in found if one.end <= best.start or one.start >= best.end]
        alternatives = tuple(PlaceFound(one.words, one.entry) for one in sorted(others, key=lambda one: -one.score)[:3])
        sure = 0.9 if best.entry is not None else 0.6
        if best.score < 1.05 or (caller is not None and best.start < caller[1] and caller[0] < best.end):
            sure -= 0.3
        said = text[best.start : best.end]
        return Understood(PlaceFound(best.words, best.entry), said, best.start, best.end, round(sure, 2), alternatives)

    def _candidates(self, text: str, gazetteer: Gazetteer, understood: Sequence[Span], caller: Span | None) -> Iterator[_Candidate]:
        taken = 0
        marks = self._names.marks(text)
        for anchor in self._anchors(text, gazetteer, understood, marks.no_ends):
            if anchor.start < taken:
                continue
            end, entry = self._names.followed(text, anchor.end, understood, gazetteer, anchor.entry, marks)
            if anchor.is_short and end == anchor.end and not any(begin == end for begin, _ in understood):
                continue
            if caller is not None and anchor.start < caller[1] and caller[0] < end:
                end = anchor.end
                if not self._may_report.search(text[anchor.start : end]):
                    taken = end
                    continue
            words = anchor.village + text[anchor.start : end]
            if words in self._none:
                continue
            taken = end
            entry = None if anchor.is_short else gazetteer.named_at(words, 0) if anchor.village else entry
            yield _Candidate(anchor.start, end, self._score(text, anchor, end, entry, caller), words, entry)

    def _anchors(self, text: str, gazetteer: Gazetteer, understood: Sequence[Span], cuts: frozenset[int]) -> list[_Anchor]:
        """Where a name begins: those of the gazetteer, and between them what looks like one."""
        named = [
            _Anchor(start, start + len(one.name.zh), one) for start, one in gazetteer.named_in(text)
            if not any(begin <= start and start + len(one.name.zh) <= stop for begin, stop in understood)
        ]  # fmt: skip
        blotted = list(text)
        for one in named:
            blotted[one.start : one.end] = "\x01" * (one.end - one.start)
        for start, end in understood:
            blotted[start:end] = "\x01" * (end - start)
        plain = "".join(blotted)
        guessed: list[_Anchor] = []
        at = 0
        while (found := self._unnamed.search(plain, at)) is not None:
            lead = self._lead.match(found[0])
            start = found.start() + (lead.end() if lead is not None else 0)
            at = found.end()
            if at - start >= 2 and at not in cuts and _COUNTED.match(plain, start) is None:
                guessed.append(_Anchor(start, at, is_bare=plain[start:at] in self._words))
            elif found.start() < start < at:
                at = start  # what was cut off the front left too little: the name goes on (崽在镇|中心幼儿园)
        grouped = list(self._in_the_village(plain, named, text))
        guessed = [one for one in guessed if not any(one.start < other.start < one.end for other in grouped)]
        every = [*named, *guessed, *self._short(text, plain, gazetteer), *grouped]
        return sorted(every, key=lambda one: (one.start, not one.village, one.is_short))

    def _short(self, text: str, plain: str, gazetteer: Gazetteer) -> Iterator[_Anchor]:
        """Villages that are called without their 村 (云背山火); they count only where the name goes on."""
        for at in range(len(text) - 2):
            head = plain[at : at + 2]
            entry = gazetteer.village_called(head)
            if entry is not None and text[at + 2] != "村":
                yield _Anchor(at, at + 2, entry, is_short=True)

    def _in_the_village(self, plain: str, named: Sequence[_Anchor], text: str) -> Iterator[_Anchor]:
        """Groups and ends of a village of which the text tells the name elsewhere: before, or else behind."""
        villages = [one for one in named if one.entry is not None and one.entry.name.zh.endswith(("村", "社区"))]
        spans = [found.span() for found in _LONE_GROUP.finditer(plain)]
        spans += [found.span("name") for found in self._of_the_village.finditer(plain)]
        for start, end in spans:
            before = [one for one in villages if one.end <= start]
            one = before[-1] if before else villages[0] if villages else None
            if one is not None and one.end != start:
                yield _Anchor(start, end, one.entry, village=text[one.start : one.end])

    def _score(self, text: str, anchor: _Anchor, end: int, entry: GazetteerEntry | None, caller: Span | None) -> float:
        start = anchor.start
        before = text[max(0, start - 6) : start]
        score = 2.0 if anchor.entry is not None and not anchor.is_short else 0.4 if anchor.is_bare else 1.2
        score += 1.0 if self._label.search(before) else 0.6 if self._cue.search(before) else 0.0
        length = len(re.split("[、和与]", text[anchor.end : end])[0])
        score += min(1.2, 0.15 * length + (0.5 if length else 0.0))
        if anchor.village or re.search(GROUP, text[start:end]):
            score += 0.5
        if caller is not None and start < caller[1] and caller[0] < end:
            score -= 1.5
        if self._away.search(before):
            score -= 1.6
        if self._writer.match(text[end : end + 6]):
            score -= 1.5
        if _AFFECTED.match(text[end : end + 8]):
            score -= 0.9
        if (entry is not None and entry.category == "town") or text[start:end].endswith(("镇", "县", "乡")):
            score -= 0.6
        return score
