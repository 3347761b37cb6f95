"""Breaks Chinese text into lines. Pure: knows characters and widths, nothing of fonts or pages.

Rules: no line starts with a closing mark, none ends with an opening one; Latin and digit runs stay whole
unless longer than a line; a full-width closing mark at the line's end counts half its width (标点挤压), so
that one more character fits; blanks at the end of a line hang. Lines partition the text: nothing is lost,
added or moved.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

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


def break_lines(
    text: str,
    widths: Sequence[float],
    width: float,
    first_width: float | None = None,
    *,
    squeeze: bool = True,
) -> list[Line]:
    """Lines of at most ``width`` (the first of each paragraph ``first_width``); ``widths[i]`` belongs to
    ``text[i]``.

    A newline ends a paragraph and belongs to the line it ends. A single character wider than the line
    stands alone.
    """
    if len(widths) != len(text):
        raise ValueError("one width for each character")
    lines: list[Line] = []
    start = 0
    fresh = True
    while start < len(text):
        room = width if not fresh or first_width is None else first_width
        line = _next_line(text, widths, start, room, squeeze)
        lines.append(line)
        start = line.end
        fresh = line.last
    return lines


def _next_line(text: str, widths: Sequence[float], start: int, room: float, squeeze: bool) -> Line:
    used = 0.0
    at = start
    word_break = mark_break = start  # the last places where words and marks, or marks alone, allow a break
    while at < len(text) and text[at] != "\n":
        char = text[at]
        if char != " " and used + _counted(char, widths[at], squeeze) > room + _EPSILON:
            break
        used += widths[at]
        at += 1
        if at < len(text) and text[at] != "\n" and kinsoku_allows(text[at - 1], text[at]):
            mark_break = at
            if not _joined(text[at - 1], text[at]):
                word_break = at
    if at >= len(text):
        return _line(text, widths, start, at, room, last=True)
    if text[at] == "\n":
        return _line(text, widths, start, at + 1, room, last=True)
    end = next((e for e in (word_break, mark_break, at) if e > start), start + 1)
    return _line(text, widths, start, end, room, last=False)


def _counted(char: str, width: float, squeeze: bool) -> float:
    return width / 2 if squeeze and char in HALF_AT_END else width


def _line(text: str, widths: Sequence[float], start: int, end: int, room: float, *, last: bool) -> Line:
    visible = end
    while visible > start and text[visible - 1] in " \n":
        visible -= 1
    total = sum(widths[start:visible])
    squeezed = visible > start and total > room + _EPSILON and text[visible - 1] in HALF_AT_END
    if squeezed:
        total -= widths[visible - 1] / 2
    return Line(start, end, visible, total, squeezed, last)


def balanced_lines(
    text: str,
    widths: Sequence[float],
    width: float,
    *,
    seams: frozenset[int] = frozenset(),
    squeeze: bool = False,
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
        for line in _balanced(text[start:stop], widths[start:stop], width, frozenset(s - start for s in seams), squeeze):
            lines.append(
                msgspec.structs.replace(line, start=line.start + start, end=line.end + start, visible_end=line.visible_end + start)
            )
        start = stop
    return lines


_MOST_BALANCED = 5
_MOST_TRIED = 20_000
_TORN_WORD = 0.5


def _balanced(text: str, widths: Sequence[float], width: float, seams: frozenset[int], squeeze: bool) -> list[Line]:
    greedy = break_lines(text, widths, width, squeeze=squeeze)
    if not 2 <= len(greedy) <= _MOST_BALANCED:
        return greedy
    places = [i for i in range(1, len(text)) if may_break(text[i - 1], text[i])]
    sums = [0.0]
    for one in widths:
        sums.append(sums[-1] + one)

    def fits(a: int, b: int) -> bool:
        return sums[b] - sums[a] <= width + _EPSILON

    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in _cuts(places, len(greedy), len(text), fits):
        cost = _shape_cost(text, sums, cuts, width) + sum(_TORN_WORD for c in cuts if seams and c not in seams)
        if best is None or cost < best[0]:
            best = (cost, cuts)
    if best is None:
        return greedy
    ends = (0, *best[1], len(text))
    return [_line(text, widths, a, b, width, last=True) for a, b in pairwise(ends)]


def _cuts(places: list[int], lines: int, length: int, fits: Callable[[int, int], bool], start: int = 0) -> list[tuple[int, ...]]:
    if lines == 1:
        return [()] if fits(start, length) else []
    found = []
    for place in places:
        if place <= start:
            continue
        if not fits(start, place):
            break
        found += [(place, *rest) for rest in _cuts(places, lines - 1, length, fits, place)]
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
