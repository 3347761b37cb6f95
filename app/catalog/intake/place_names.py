"""How far the name of a place goes: group and house, post, distance, what lies there, where seen from there, and the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from app.catalog.gazetteer import Gazetteer, GazetteerEntry
from app.catalog.intake.lexicon import PlaceWords
from app.catalog.intake.text import Spotter, expanded, one_of

_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
GROUP = (
    rf"(?!一[栋幢])第?{_NUMERAL}(?:村民小组|居民小组|小组|组(?!长)|社(?!区)|队(?!员)|号楼|栋|幢|单元|车间|工区|标段|号院|号(?!线)|室"
    r"|弄|巷|号门|楼(?!板)|号铺)"
)
POST = r"(?:[GSXYC]\d{1,4}(?:国道|省道|县道|乡道|高速)?)?[Kk]\d{1,4}(?:\+\d{1,3})?(?:处|米处|公里处)?"
NUMBERED = r"[GSXYC]\d{1,4}(?:国道|省道|县道|乡道|线|高速)?"
_DISTANCE = r"距(?:离)?[^,。;:!?\x01]{1,10}?约?\d+(?:\.\d+)?(?:公里|千米|米|km)(?:处|左右)?"
_KM = r"\d{1,4}(?:\.\d+)?(?:公里|千米)(?:处|加\d+米处?)?"
_HAZARD = r"(?:[\u4e00-\u9fff]{0,4}?(?:滑坡|崩塌|泥石流|塌陷|切坡|地裂缝))(?:群|地质灾害)?(?:隐患点|监测点|灾害点|点位)"
LONGEST_PLACE = 40
"""Words taken for a place beyond this would be guessing."""
_LONGEST_GAP = 6
"""Letters that may stand before what lies at a place (油坊村|老供销社旁边)."""

Span = tuple[int, int]


class Marks(msgspec.Struct, frozen=True):
    """Of a text: places at which no name ends, because a word goes on over them (河|水, 上|午); and what may lie at each
    place, the longest word first."""

    no_ends: frozenset[int]
    lies_there: dict[int, list[str]]


class NameReader:
    """Follows names by these words."""

    def __init__(self, words: PlaceWords, spoken_surnames: str) -> None:
        groups = (words.nouns, words.near_nouns, words.tails)
        nouns, near, tails = ([one for word in group for one in expanded(word)] for group in groups)
        stops = one_of((*words.stops, *(",", "。", ";", ":", "!", "?", "(", ")", " ", "\n", "\x01", "、")))
        person = rf"(?:[{spoken_surnames}][\u4e00-\u9fff]{{1,2}}|[{spoken_surnames}]某某?)"
        home = r"(?:家中|家里|屋里|家(?![里中伙具电长人属庭和与跟])|屋后)"
        self._step = re.compile(
            rf"{GROUP}|(?<=[栋幢楼元])\d{{3,4}}(?:室|房)?(?![\d人户米元年个亩间多余名])|{POST}|{NUMBERED}|{_DISTANCE}|{_KM}|{_HAZARD}|老[{spoken_surnames}]家(?![和与跟])|[{spoken_surnames}]某某?家"
            rf"|(?:村民|居民|农户|住户|贫困户|养殖户|户主|脱贫户|五保户){person}{home}"
        )
        self._crossing = re.compile(rf"(?:与|和)(?:(?!{stops})[\u4e00-\u9fff]){{1,5}}?(?:交叉口|交叉路口|交汇处|路口|交界处|交界)")
        self._way = re.compile(
            rf"(?:到|至|去|往)(?:(?![,。;:!?()\s\x01了])[\u4e00-\u9fff\d]){{1,6}}?(?:之间|中间|方向|的路|段路|路段|那段路|的公路|路上)"
            rf"(?:的?(?:(?!{stops})[\u4e00-\u9fff]){{0,3}}路上?)?"
        )
        self._link = re.compile(r"(?:附近|那边|这边|旁边|对面)?(?:的|那个|那家|那座|那条|那栋|那口|那户)")
        self._next = re.compile(rf"[、和与及](?=(?P<group>第?{_NUMERAL}(?:村民小组|居民小组|小组|组|社)))|[、和与及]")
        self._stop = re.compile(rf"{stops}|\d")
        self._what_lies_there = Spotter((*nouns, *near, *tails))
        self._nouns = frozenset((*nouns, *near))
        self._no_names = Spotter(words.not_names)

    def marks(self, text: str) -> Marks:
        """What has to be known of every letter, found once."""
        lies: dict[int, list[str]] = {}
        for at, word in self._what_lies_there.every(text):
            lies.setdefault(at, []).append(word)
        return Marks(frozenset(at + inner for at, word in self._no_names.every(text) for inner in range(1, len(word))), lies)

    def followed(
        self,
        text: str,
        at: int,
        understood: Sequence[Span],
        gazetteer: Gazetteer,
        entry: GazetteerEntry | None,
        marks: Marks,
    ) -> tuple[int, GazetteerEntry | None]:
        """Where the name ends that is certain up to ``at``, and the most exact place of the gazetteer in it."""
        first = at
        while at < len(text) and at - first < LONGEST_PLACE:
            nearer = gazetteer.named_at(text, at)
            if nearer is not None:
                entry, at = nearer, at + len(nearer.name.zh)
                continue
            end = self._one_more(text, at, understood, marks) or self._another(text, at, gazetteer)
            if end is None:
                break
            at = end
        return at, entry

    def _one_more(self, text: str, at: int, understood: Sequence[Span], marks: Marks) -> int | None:
        hazard = self._step.match(text, at)
        if hazard is not None and hazard[0].endswith(("隐患点", "监测点", "灾害点", "点位")):
            return hazard.end()
        for found in (hazard, self._crossing.match(text, at), self._way.match(text, at)):
            if found is not None and found.end() > at and not crosses(at, found.end(), understood):
                return found.end()
        end = self._lies_there(text, at, understood, marks)
        if end is not None:
            return end
        link = self._link.match(text, at)
        return self._lies_there(text, link.end(), understood, marks, noun=True) if link is not None else None

    def _lies_there(self, text: str, at: int, understood: Sequence[Span], marks: Marks, noun: bool = False) -> int | None:
        """The end of the first word behind ``at`` that says what lies there, over a few letters that no stop breaks."""
        stop = self._stop.search(text, at, at + _LONGEST_GAP + 6)
        reach = min(stop.start() if stop is not None else len(text), at + _LONGEST_GAP)
        for place in range(at + (1 if noun else 0), reach + 1):
            for word in marks.lies_there.get(place, ()):  # the longest first
                end = place + len(word)
                own = place if len(word) > 1 else None
                if end not in marks.no_ends and not crosses(at, end, understood, own) and (not noun or word in self._nouns):
                    return end
        return None

    def _another(self, text: str, at: int, gazetteer: Gazetteer) -> int | None:
        """The end of the next of several places (青石村、柳湾村; 一组、二组)."""
        found = self._next.match(text, at)
        if found is None:
            return None
        if found["group"]:
            return found.end("group") if found[0] == "、" or not text[at].isascii() else None
        named = gazetteer.named_at(text, found.end())
        if named is not None and named.category == "settlement":
            return found.end() + len(named.name.zh)
        if found[0] == "、":
            short = gazetteer.village_called(text[found.end() : found.end() + 2])
            return found.end() + 2 if short is not None else None
        return None


def crosses(start: int, end: int, spans: Sequence[Span], own: int | None = None) -> bool:
    """Whether the two overlap; a span that ends with the name's own last word (鞭炮|加工点), which begins at ``own``, does not."""
    return any(
        start < stop and begin < end and not (own is not None and start <= begin <= own and stop == end) for begin, stop in spans
    )
