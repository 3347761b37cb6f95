"""What one line of intake says: place, kind and figures, as far as they are obvious. No Qt; the words are data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from app.catalog.gazetteer import NO_NAMES, Gazetteer, GazetteerEntry, ImportedNames
from app.catalog.pinyin import INITIALS_PREFIX, rank
from app.catalog.yaml_source import read_source
from app.domain.conditions import FactScalar
from app.domain.incident.model import IncidentKind
from app.domain.resource.model import Facility

_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBER = r"\d{1,5}|[零〇一二两三四五六七八九十百]{1,5}"
_CLAUSE = re.compile(r"[,，.。;；、!！?？\s]+")
_ASCII = re.compile(r"[A-Za-z][A-Za-z-]{1,11}")
_STOP = re.compile(r"[,，。;；、!！?？\s\d]|发生|出现|突发|有人|有[一两三四五六七八九十]|[一两三四五六七八九十数多][辆车人名户]")
LONGEST_PLACE = 24
"""Words taken for a place beyond the name that was recognised would be guessing."""


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The recognition words (``resources/catalog/intake_words.yaml``)."""

    frequent: tuple[str, ...]
    counters: tuple[str, ...]
    counted: dict[str, tuple[str, ...]]
    said: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]


class Parsed(msgspec.Struct, frozen=True):
    """What was understood: "" and empty where nothing was. ``entry`` is the place of the gazetteer, if it is in it."""

    narrative: str
    kind: str = ""
    place: str = ""
    entry: GazetteerEntry | None = None
    facts: dict[str, FactScalar] = {}


class Places:
    """The named places of the desk, to be searched and to be recognised in a line."""

    def __init__(self, facilities: Iterable[Facility], imported: ImportedNames = NO_NAMES) -> None:
        self.gazetteer = Gazetteer.of_facilities(facilities, imported)


def read_lexicon(folder: Path) -> Lexicon:
    """The words of this folder's ``intake_words.yaml``. Raises ``BadFile``."""
    words: Lexicon = read_source(folder / "intake_words.yaml").convert(Lexicon)
    return words


def parse(line: str, lexicon: Lexicon, kinds: Mapping[str, IncidentKind], places: Places) -> Parsed:
    """What the line says for certain; the line itself is the narrative."""
    text = unicodedata.normalize("NFKC", line).strip()
    kind, kind_word = _kind(text, lexicon, kinds)
    entry, place = _place(text, kind_word, places)
    for token in _ASCII.findall(text):
        code = _kind_by_letters(token, kinds, lexicon) if not kind else ""
        kind = kind or code
        if entry is None and not code:
            entry = next(iter(places.gazetteer.find(token, 1)), None)
            place = entry.name.zh if entry else place
    return Parsed(narrative=line.strip(), kind=kind, place=place, entry=entry, facts=_facts(text, lexicon))


def number(text: str) -> int | None:
    """The number in digits or in Chinese (up to 999), ``None`` where it is none."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in "十百":
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit if text else None


def kind_words(code: str, kinds: Mapping[str, IncidentKind], lexicon: Lexicon) -> tuple[str, ...]:
    """Every word by which a kind is known: its name, the parts of it, and those of the lexicon."""
    name = kinds[code].name.zh
    parts = [part for part in re.split(r"[（）()/、]", name) if len(part) > 1]
    return tuple(dict.fromkeys((name, *parts, *lexicon.kinds.get(code, ()))))


def _kind(text: str, lexicon: Lexicon, kinds: Mapping[str, IncidentKind]) -> tuple[str, str]:
    found = [
        (-len(word), place, code, word)
        for place, code in enumerate(kinds)
        for word in kind_words(code, kinds, lexicon)
        if word in text
    ]
    return min(found)[2:] if found else ("", "")


def _kind_by_letters(token: str, kinds: Mapping[str, IncidentKind], lexicon: Lexicon) -> str:
    upper = token.upper()
    for code in kinds:
        if upper in (code, code.partition("-")[2]):
            return code
    found = [
        (place, code)
        for place, code in enumerate(kinds)
        if any(rank(token, word) == INITIALS_PREFIX and len(word) == len(token) for word in kind_words(code, kinds, lexicon))
    ]
    frequent = [code for code in lexicon.frequent if code in {code for _, code in found}]
    return frequent[0] if frequent else min(found)[1] if found else ""


def _place(text: str, kind_word: str, places: Places) -> tuple[GazetteerEntry | None, str]:
    best = places.gazetteer.longest_in(text)
    if best is None:
        return None, ""
    start = text.index(best.name.zh)
    after = start + len(best.name.zh)
    rest = text[after:]
    ends = [found.start() for found in (_STOP.search(rest),) if found]
    if kind_word and kind_word in rest:
        ends.append(rest.index(kind_word))
    detail = rest[: min(ends, default=0)]
    return best, (text[start:after] + detail)[:LONGEST_PLACE]


def _facts(text: str, lexicon: Lexicon) -> dict[str, FactScalar]:
    facts: dict[str, FactScalar] = {}
    for clause in _CLAUSE.split(text):
        for name, value in _counted(clause, lexicon):
            facts.setdefault(name, value)
    for name, words in lexicon.said.items():
        if any(word in text for word in words):
            facts[name] = True
    return facts


def _counted(clause: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Numbers beside their words. A clause that begins with a word goes on word by word (死1伤3), else number by number."""
    names = {word: name for name, words in lexicon.counted.items() for word in words}
    any_word = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    counters = "|".join(map(re.escape, lexicon.counters))
    before = re.compile(rf"(?P<n>{_NUMBER})(?:{counters})?(?:群众|村民|居民|工人|学生|老人|司机|乘客)?(?P<w>{any_word})")
    after = re.compile(rf"(?P<w>{any_word})(?:者|了|约|超|有|群众|村民|人员|老人)*(?P<n>{_NUMBER})(?={counters}|$|{any_word})")
    first, second = before.search(clause), after.search(clause)
    word_first = second is not None and (first is None or second.start() < first.start())
    for found in (after if word_first else before).finditer(clause):
        value = number(found["n"])
        if value is not None:
            yield names[found["w"]], value
