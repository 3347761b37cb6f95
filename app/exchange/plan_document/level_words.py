"""Response levels as plans name them: 一级响应, Ⅱ级（橙色）应急响应, 三级以上响应, 红色响应."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from app.catalog.recognition_words import LevelWords, Listed
from app.domain.words import AlertLevel, ResponseLevel

_ORDER = tuple(ResponseLevel)
_LISTED = re.compile(r"([一二三四ⅠⅡⅢⅣ])级?[、和及]$")
_ALONE = dict(zip("一二三四ⅠⅡⅢⅣ", (*_ORDER, *_ORDER), strict=True))


class Named(msgspec.Struct, frozen=True):
    """A place that names response levels: which (gravest first), from, to."""

    levels: tuple[ResponseLevel, ...]
    start: int
    end: int


class Levels:
    """Finds response levels by these words."""

    def __init__(self, words: LevelWords) -> None:
        self._names = _codes(words.names)
        self._coloured = _codes(words.coloured)
        names = _either([*self._names, *self._coloured])
        response, above = _either(words.response), _either(words.and_above)
        bracket = r"(?:（[^（）]{1,10}）)?"
        self._named = re.compile(
            f"(?P<name>{names}){bracket}(?P<above>{above})?{bracket}[^，。；：、（）\\s]{{0,6}}?(?:{response})"
        )
        self._cells = {**_codes(words.cells), **self._coloured, **self._names}
        self._at_first = re.compile(f"(?P<name>{_either(self._cells)})")
        self._headed = re.compile(f"(?P<name>{_either(self._names)}){bracket}：")
        self._colours = {word: AlertLevel(words.colours[code.value]) for word, code in self._coloured.items()}
        self._default = {level: AlertLevel(words.colours[level.value]) for level in ResponseLevel}

    def all(self, text: str) -> list[Named]:
        """Every place that names levels of response."""
        found = []
        for match in self._named.finditer(text):
            level = self._names.get(match["name"]) or self._coloured[match["name"]]
            levels = [level]
            if match["above"]:
                levels = list(_ORDER[: _ORDER.index(level) + 1])
            start = match.start()
            while before := _LISTED.search(text, max(0, start - 3), start):
                levels.append(_ALONE[before.group(1)])
                start = before.start()
            found.append(Named(tuple(sorted(set(levels), key=_ORDER.index)), start, match.end()))
        return found

    def within(self, text: str) -> tuple[ResponseLevel, ...]:
        """All levels of response that the text names, gravest first."""
        named = {level for one in self.all(text) for level in one.levels}
        return tuple(level for level in _ORDER if level in named)

    def headed(self, text: str) -> Named | None:
        """The level whose name the text begins with and sets apart: 二级（橙）：…, Ⅲ级（一般）响应。…"""
        named = self.all(text[:24])
        if named and named[0].start <= 2 and len(named[0].levels) == 1:
            behind = re.sub(r"^\s?（[^（）]{1,10}）", "", text[named[0].end :])
            return named[0] if behind.startswith(("：", "。")) and len(behind) > 3 else None
        found = self._headed.match(text)
        if found is None or found.end() + 3 > len(text):
            return None
        return Named((self._names[found["name"]],), 0, found.end() - 1)

    def of_cell(self, text: str) -> ResponseLevel | None:
        """The level that a cell of a table begins with, whether or not it says 响应."""
        match = self._at_first.search(text)
        return self._cells[match["name"]] if match else None

    def colour(self, text: str, level: ResponseLevel) -> AlertLevel:
        """The colour that the text gives the level, else the usual one."""
        said = [colour for word, colour in self._colours.items() if word in text]
        return said[0] if len(said) == 1 else self._default[level]


def at_and_above(level: ResponseLevel) -> tuple[ResponseLevel, ...]:
    """This level and every graver one."""
    return _ORDER[: _ORDER.index(level) + 1]


def _codes(rows: tuple[Listed, ...]) -> dict[str, ResponseLevel]:
    return {word: ResponseLevel(row.code) for row in rows for word in row.words}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
