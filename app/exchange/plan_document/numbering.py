"""The numbers that Word counts by itself (``numPr``), as a reader of the page sees them: 第三条, （二）, 4.1, ①."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from docx.oxml.ns import qn

from app.exchange.plan_document.numerals import circled, han, letters, roman

W = qn("w:p").removesuffix("p")
"""The namespace of Word's own elements, as lxml writes it in front of a name."""

_PLACE = re.compile(r"%([1-9])")
_HAN = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "koreanCounting",
}  # fmt: skip
_LEGAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
_LEGAL_DIGITS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
BULLET = "•"


class Level(msgspec.Struct, frozen=True):
    """One level of a list: where it starts, how it is written, which heading style counts by it, after which it restarts."""

    start: int
    format: str
    text: str
    style: str = ""
    legal: bool = False
    restart: int = -1


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def next(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of this list at this depth ("" for none, ``•`` for a bullet)."""
        known = self._lists.get(list_id)
        if known is None or not 0 <= depth <= 8:
            return ""
        abstract, own, starts = known
        levels = {**self._abstract.get(abstract, {}), **own}
        counts = self._counts.setdefault(abstract, [None] * 9)
        if depth in starts and (list_id, depth) not in self._begun:  # this list begins anew, once
            self._begun.add((list_id, depth))
            counts[depth] = starts[depth] - 1
        here = levels.get(depth)
        if here is None:
            return ""
        before = counts[depth]
        counts[depth] = here.start if before is None else before + 1
        for deeper in range(depth + 1, 9):
            rule = levels[deeper].restart if deeper in levels else -1
            if rule != 0:
                counts[deeper] = None
        if here.format == "bullet":
            return BULLET
        if here.format == "none":
            return ""
        return _PLACE.sub(lambda found: self._shown(int(found.group(1)) - 1, levels, counts, here), here.text).strip()

    @staticmethod
    def _shown(depth: int, levels: dict[int, Level], counts: list[int | None], here: Level) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        count = counts[depth] if counts[depth] is not None else level.start
        return written(count or 0, "decimal" if here.legal else level.format)

    def _read(self, root: Any) -> None:
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for one in root.findall(f"{W}abstractNum"):
            name = one.get(f"{W}abstractNumId", "")
            self._abstract[name] = {depth: level for depth, level in map(_level, one.findall(f"{W}lvl")) if level}
            for element, book in (("numStyleLink", links), ("styleLink", named)):
                linked = one.find(f"{W}{element}")
                if linked is not None:
                    key, value = (name, linked.get(f"{W}val", "")) if book is links else (linked.get(f"{W}val", ""), name)
                    book[key] = value
        for name, style in links.items():
            if style in named:
                self._abstract[name] = self._abstract[named[style]]
        for one in root.findall(f"{W}num"):
            self._read_list(one)

    def _read_list(self, one: Any) -> None:
        name = one.get(f"{W}numId", "")
        link = one.find(f"{W}abstractNumId")
        abstract = link.get(f"{W}val", "") if link is not None else ""
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in one.findall(f"{W}lvlOverride"):
            depth = _int(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[depth] = _int(start.get(f"{W}val"), 1)
            level = override.find(f"{W}lvl")
            if level is not None and (read := _level(level)[1]):
                own[depth] = read
        self._lists[name] = (abstract, own, starts)
        for depth, level in self._abstract.get(abstract, {}).items():
            if level.style:
                self.by_style.setdefault(level.style, (name, depth))


def _level(element: Any) -> tuple[int, Level | None]:
    def value(name: str, default: str = "") -> str:
        found = element.find(f"{W}{name}")
        return str(found.get(f"{W}val", "1")) if found is not None else default

    depth = _int(element.get(f"{W}ilvl"), 0)
    return depth, Level(
        start=_int(value("start"), 1),
        format=value("numFmt", "decimal"),
        text=value("lvlText"),
        style=value("pStyle"),
        legal=value("isLgl", "0") not in ("0", "false", "off"),
        restart=_int(value("lvlRestart"), -1),
    )


def written(count: int, form: str) -> str:
    """A count in the form that the list asks for; plain digits where the form is unknown."""
    if form in _HAN:
        return han(count)
    if form in _LEGAL:
        return han(count).translate(_LEGAL_DIGITS)
    if form in _CIRCLED:
        return circled(count)
    if form in ("upperRoman", "lowerRoman"):
        return roman(count) if form == "upperRoman" else roman(count).lower()
    if form in ("upperLetter", "lowerLetter"):
        return letters(count) if form == "upperLetter" else letters(count).lower()
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _int(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
