"""Breaks Chinese text into lines. Pure: knows characters and widths, nothing of fonts or pages.

Rules: no line starts with a closing mark, none ends with an opening one; Latin and digit runs stay whole, and so do dates and
numbers with their units, unless longer than a line; a full-width closing mark at the line's end counts half its width
(标点挤压), so that one more character fits, and so does the first of two marks between which there is white; blanks at the
end of a line hang. Lines partition the text: nothing is lost,
added or moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

NO_START = frozenset(",.;:!?)]}%>，。；：！？）］｝》〉」』】〕〗〙”’、·・℃‰％…—～﹚﹞︶〞ー゛゜々ゝヽ｣､｡″′°㎡㎥㎞㎏㎜㎝")
"""No line may start with these (marks, and unit signs that belong to the number before them)."""
NO_END = frozenset("([{<（［｛《〈「『【〔〖〘“‘￥＄¥$〝｢№")
"""No line may end with these."""
HALF_AT_END = frozenset("，。；：！？）］｝》〉」』】〕〗”’、")
"""Their ink stands in the left half: the right half may be cut off at a line's end."""
HALF_AT_START = frozenset("（［｛《〈「『【〔〖“‘")
_WORD_EXTRA = frozenset("._/%+-@#&=?'_~:*\\^|,")
_COMBINING = {"Mn", "Me", "Mc"}
_EPSILON = 1e-6


class Line(msgspec.Struct, frozen=True):
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of the text.

    ``width`` is what is drawn: without hanging blanks and the newline, closing mark at half width when
    ``squeezed``. ``visible_end`` is where hanging blanks begin; ``last`` says that the paragraph ends here
    (not to be justified).
    """

    start: int
    end: int
    visible_end: int
    width: float
    squeezed: bool
    last: bool


def squeezes(before: str, after: str) -> bool:
    """Whether half a square of white between two full-width marks is cut out: 。” or ：“ or （《, but not ”甲."""
    if before in HALF_AT_END:
        return after in HALF_AT_END or after in HALF_AT_START
    return before in HALF_AT_START and after in HALF_AT_START


def may_break(before: str, after: str) -> bool:
    """Whether the punctuation rules and whole words allow a line to end between two characters."""
    return kinsoku_allows(before, after) and not _joined(before, after)


@lru_cache(maxsize=65536)
def kinsoku_allows(before: str, after: str) -> bool:
    """Whether punctuation rules alone allow a break between two characters."""
    return not (after in NO_START or before in NO_END or after == " " or unicodedata.category(after) in _COMBINING)


@lru_cache(maxsize=65536)
def is_word(char: str) -> bool:
    """Whether ``char`` belongs to an unbreakable run: Latin letters, digits and what joins them."""
    if char in _WORD_EXTRA:
        return True
    return char.isalnum() and unicodedata.east_asian_width(char) not in "WF"


def _joined(before: str, after: str) -> bool:
    return before == "\u00a0" or after == "\u00a0" or (is_word(before) and is_word(after))


FREE, TEARS_PHRASE, TEARS_WORD, NEVER = 3, 2, 1, 0
"""How good a place for a break is: nothing is torn; a date or a number and its unit; a word; a rule of punctuation is broken."""

_PHRASE = re.compile(
    """
      〔[0-9]{4}〕[0-9]++号?                                          # the number of a document
    | (?<![0-9])[0-9]{2,4}年(?:[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?)?  # a date
    | (?<![0-9])[0-9]{1,2}月(?:份|[0-9]{1,2}[日号])?
    | (?<![0-9])[0-9]{1,2}[时点](?:[0-9]{1,2}分(?:[0-9]{1,2}秒)?)?    # a time
    | 第?(?<![0-9.,])[0-9][0-9.,]*+                                   # a number and its unit
      (?:[ ](?:[kcm]?m[²³2]?|k?g|mg|t|h|min|s|[kMG]?Pa|k?V|k?A|[kM]?W|k?Hz|m/s|km/h|mg/L|ppm|℃|%)(?![A-Za-z])
        |[万亿千百十余多]{0,3}(?:(?:平方|立方)?(?:公里|千米|厘米|毫米|米)|公斤|千克|公顷|小时|分钟|周岁|人次
          |[年月日号时点分秒周岁天人名户家口处起台辆车艘架次个件份页条项款级度里亩吨斤克升元角届期座栋间层头只株根批支队组元])?)
    """,
    re.VERBOSE,
)
"""What reads as one: it is torn only where it is longer than a line."""


def places(text: str) -> list[int]:
    """For each character, how good a place for a break is the one before it."""
    found = [NEVER, *map(_place, text, text[1:])] if text else []
    for phrase in _PHRASE.finditer(text):
        for at in range(phrase.start() + 1, phrase.end()):
            found[at] = min(found[at], TEARS_PHRASE)
    return found


@lru_cache(maxsize=65536)
def _place(before: str, after: str) -> int:
    if not kinsoku_allows(before, after):
        return NEVER
    return TEARS_WORD if _joined(before, after) else FREE


def half_cuts(text: str, widths: Sequence[float]) -> list[float]:
    """How much each character loses at a line's end where every closing mark leaves its right half white."""
    return [width / 2 if char in HALF_AT_END else 0.0 for char, width in zip(text, widths, strict=True)]


def break_lines(
    text: str,
    widths: Sequence[float],
    width: float,
    first_width: float | None = None,
    *,
    cuts: Sequence[float] | None = None,
) -> list[Line]:
    """Lines of at most ``width`` (the first of each paragraph ``first_width``); ``widths[i]`` belongs to
    ``text[i]``, and at a line's end it may lose ``cuts[i]`` (``half_cuts`` without).

    A newline ends a paragraph and belongs to the line it ends. A single character wider than the line
    stands alone.
    """
    if len(widths) != len(text):
        raise ValueError("one width for each character")
    given = _Text(text, widths, half_cuts(text, widths) if cuts is None else cuts, places(text))
    lines: list[Line] = []
    start = 0
    fresh = True
    while start < len(text):
        room = width if not fresh or first_width is None else first_width
        line = _next_line(given, start, room)
        lines.append(line)
        start = line.end
        fresh = line.last
    return lines


class _Text(NamedTuple):
    text: str
    widths: Sequence[float]
    cuts: Sequence[float]
    places: Sequence[int]


def _next_line(given: _Text, start: int, room: float) -> Line:
    text, widths, cuts, good = given
    used = 0.0
    at = start
    best = [start] * (FREE + 1)  # the last place of each kind, or of a better one
    while at < len(text) and text[at] != "\n":
        if text[at] != " " and used + widths[at] - cuts[at] > room + _EPSILON:
            break
        used += widths[at]
        at += 1
        if at < len(text) and text[at] != "\n":
            best[good[at]] = at
    if at >= len(text):
        return _line(given, start, at, room, last=True)
    if text[at] == "\n":
        return _line(given, start, at + 1, room, last=True)
    end = next((e for e in (best[FREE], best[TEARS_PHRASE], best[TEARS_WORD], at) if e > start), start + 1)
    return _line(given, start, end, room, last=False)


def _line(given: _Text, start: int, end: int, room: float, *, last: bool) -> Line:
    text, widths, cuts, _places = given
    visible = end
    while visible > start and text[visible - 1] in " \n":
        visible -= 1
    total = sum(widths[start:visible])
    squeezed = visible > start and total > room + _EPSILON and cuts[visible - 1] > 0
    if squeezed:
        total -= cuts[visible - 1]
    return Line(start, end, visible, total, squeezed, last)


def balanced_lines(
    text: str,
    widths: Sequence[float],
    width: float,
    *,
    seams: frozenset[int] = frozenset(),
) -> list[Line]:
    """Lines of a title as 梯形 or 菱形: few lines, none of them tiny, never waisted like an hourglass.

    A newline in ``text`` is the writer's own choice of break and is kept. ``seams`` are the places (index
    of the character after) where no word is torn (词意完整): where any is given, breaks elsewhere are a
    last resort.
    """
    lines: list[Line] = []
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop + 1
        for line in _balanced(text[start:stop], widths[start:stop], width, frozenset(s - start for s in seams)):
            lines.append(
                msgspec.structs.replace(line, start=line.start + start, end=line.end + start, visible_end=line.visible_end + start)
            )
        start = stop
    return lines


_MOST_BALANCED = 5
_MOST_TRIED = 20_000
_TORN_WORD = 0.5


def _balanced(text: str, widths: Sequence[float], width: float, seams: frozenset[int]) -> list[Line]:
    whole = (0.0,) * len(text)
    greedy = break_lines(text, widths, width, cuts=whole)
    if not 2 <= len(greedy) <= _MOST_BALANCED:
        return greedy
    good = places(text)
    free = [at for at, place in enumerate(good) if place == FREE]
    sums = [0.0]
    for one in widths:
        sums.append(sums[-1] + one)

    def fits(a: int, b: int) -> bool:
        return sums[b] - sums[a] <= width + _EPSILON

    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in _cuts(free, len(greedy), len(text), fits):
        cost = _shape_cost(text, sums, cuts, width) + sum(_TORN_WORD for c in cuts if seams and c not in seams)
        if best is None or cost < best[0]:
            best = (cost, cuts)
    if best is None:
        return greedy
    ends = (0, *best[1], len(text))
    given = _Text(text, widths, whole, good)
    return [_line(given, a, b, width, last=True) for a, b in pairwise(ends)]


def _cuts(free: list[int], lines: int, length: int, fits: Callable[[int, int], bool], start: int = 0) -> list[tuple[int, ...]]:
    if lines == 1:
        return [()] if fits(start, length) else []
    found = []
    for place in free:
        if place <= start:
            continue
        if not fits(start, place):
            break
        found += [(place, *rest) for rest in _cuts(free, lines - 1, length, fits, place)]
        if len(found) > _MOST_TRIED:
            break
    return found


def _shape_cost(text: str, sums: list[float], cuts: tuple[int, ...], width: float) -> float:
    ends = (0, *cuts, len(text))
    lengths = [sums[b] - sums[a] for a, b in pairwise(ends)]
    mean = sum(lengths) / len(lengths)
    cost = sum(((one - mean) / width) ** 2 for one in lengths)
    waist = any(lengths[i] < min(max(lengths[:i]), max(lengths[i + 1 :])) - _EPSILON for i in range(1, len(lengths) - 1))
    cost += 1.0 if waist else 0.0
    for cut in cuts:
        cost += -0.06 if text[cut - 1] in "的、》）和及与" or text[cut] in "《（" else 0.0
    return cost
