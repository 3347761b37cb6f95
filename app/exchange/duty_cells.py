"""Cells of a responsibility list as values: organisations, time limits, kinds of incident, days, the basis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from app.domain.basis import Basis
from app.domain.reference import Reference, covers
from app.domain.responsibility.model import Organisation, Partner, TimeLimit
from app.domain.words import Checked, RuleStatus
from app.exchange.cells import BadCell, Raw, text_of
from app.exchange.duty_form import CLASS_PATTERNS, LONGEST_NAME, LONGEST_TEXT

T = TypeVar("T")

_COMMAS = re.compile(r"[、,，/]+")
_LINES = re.compile(r"[;；\n]+")
_BETWEEN = re.compile(r"[;；]+")
_NAMES = re.compile(r"[、,，]+")
_SAYS = re.compile(r"[:：]")
_MARKED = re.compile(r"^(?P<name>.*?)\s*\[(?P<role>\w*)\]$", re.DOTALL)
_IN_BRACKETS = re.compile(r"[（(]([^）)]*)[）)]")
_QUOTES = re.compile(r"[“”\"'《》]")
_UNIT = re.compile(r"(局|委|办|部|院|所|站|队|中心|公司|办公室|社|协会)$")
_HAND_OVER = re.compile(r"^承接部门[:：]\s*")
_QUANTITY = re.compile(r"(\d+|半|[一二两三四五六七八九十]+)\s*个?\s*(工作日|分钟|小时|天|日)")
_CITED = re.compile(r"^《(?P<title>[^《》]+)》\s*(?P<article>(?:第[^《》]*)?)$")
_DAY = re.compile(r"^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MINUTES = {"分钟": 1, "小时": 60, "天": 1440, "日": 1440}
_FURTHEST = 8
"""Characters that a place name before an organisation may have: 望洲县, 青石镇人民政府 …"""


class Names:
    """The roles and the kinds of the catalogue by every name that a list may give them."""

    def __init__(self, reference: Reference) -> None:
        self._kinds = reference.kinds
        self._roles = frozenset(reference.roles)
        self._role_names: dict[str, str] = {}
        self._kind_names: dict[str, str] = {}
        for code, role in reference.roles.items():
            for name in _variants(role.name.zh):
                self._role_names.setdefault(name, code)
                if role.tier == "county":
                    self._role_names.setdefault(name.removeprefix("县"), code)
        for code, kind in reference.kinds.items():
            for name in (*_variants(kind.name.zh), kind.name.en.lower()):
                self._kind_names.setdefault(name, code)

    def role(self, name: str) -> str:
        """The role code of an organisation, "" where none is known: its own name, or one behind the name of a place."""
        plain = _plain(_IN_BRACKETS.sub("", name)) or _plain(name)
        if plain in self._role_names:
            return self._role_names[plain]
        ends = [
            known for known in self._role_names
            if len(known) > 2 and plain.endswith(known) and len(plain) - len(known) <= _FURTHEST
        ]
        return self._role_names[max(ends, key=len)] if ends else ""

    def organisation(self, text: str) -> Organisation:
        """``name`` or ``name [role]``; an empty pair of brackets says that it has no role here. Raises ``BadCell``."""
        marked = _MARKED.match(text.strip())
        if marked is None:
            return Organisation(text.strip(), self.role(text))
        role = marked["role"]
        if role and role not in self._roles:
            raise BadCell("duty_unknown_role", name=role, near=_near(role, self._roles))
        return Organisation(marked["name"], role)

    def shown(self, name: str, role: str) -> str:
        """An organisation as a cell, so that it is read as the same again."""
        flat = _SAYS.sub(" ", name)
        return flat if self.role(flat) == role and not _MARKED.match(flat) else f"{flat} [{role}]"

    def kind(self, word: str) -> str:
        """The code or pattern that a word means. Raises ``BadCell`` where it means none."""
        head = unicodedata.normalize("NFKC", word).strip().split(" ")[0].upper()
        if any(covers((head,), kind) for kind in self._kinds):
            return head
        plain = _plain(word)
        found = CLASS_PATTERNS.get(plain) or self._kind_names.get(plain)
        if found is None:
            raise BadCell("duty_unknown_kind", name=word, near=_near(plain, [*self._kind_names, *CLASS_PATTERNS]))
        return found

    def kinds(self, raw: Raw) -> tuple[str, ...]:
        """Every kind or pattern of the cell, once each. Raises ``BadCell``."""
        return tuple(dict.fromkeys(self.kind(word) for word in words_of(raw)))

    def lead(self, raw: Raw) -> tuple[Organisation, tuple[Partner, ...], str]:
        """Who leads, further units that the cell names beside it, and what it says besides. Raises ``BadCell``.

        A cell of 承接部门及工作方式 says more than the unit: what stands behind its first line is kept as words.
        """
        text = _HAND_OVER.sub("", text_of(raw, LONGEST_TEXT))
        first, _, rest = text.partition("\n")
        if len(first) > LONGEST_NAME:
            raise BadCell("roster_too_long", length=len(first), most=LONGEST_NAME)
        parts = [part.strip() for part in _NAMES.split(first) if part.strip()]
        several = len(parts) > 1 and all(_UNIT.search(_IN_BRACKETS.sub("", part)) for part in parts)
        lead, *others = [self.organisation(part) for part in (parts if several else [first])]
        return lead, tuple(Partner(one.name, one.role) for one in others), rest.strip()

    def partners(self, raw: Raw) -> tuple[Partner, ...]:
        """The supporting units: one a line or between semicolons, ``unit：what it does``, or names alone between commas."""
        text = text_of(raw, LONGEST_TEXT)
        found: dict[str, Partner] = {}
        for part in text.split("\n") if "\n" in text else _BETWEEN.split(text):
            name, says, does = _split(part)
            for one in [name] if says else _NAMES.split(name):
                if one.strip():
                    unit = self.organisation(one)
                    found.setdefault(unit.name, Partner(unit.name, unit.role, does.strip()))
        return tuple(found.values())

    def partners_shown(self, partners: Iterable[Partner]) -> str:
        """The supporting units as a cell."""
        lines = []
        for one in partners:
            does = _BETWEEN.sub("，", one.does.replace("\n", "，"))
            name = self.shown(one.name, one.role)
            lines.append(f"{name}：{does}" if does or _NAMES.search(name) else name)
        return "\n".join(lines)


def words_of(raw: Raw) -> tuple[str, ...]:
    """The words of a cell once each: between semicolons or lines where it has any, else between commas. Raises ``BadCell``."""
    text = text_of(raw, LONGEST_TEXT)
    parts = (_LINES if _LINES.search(text) else _COMMAS).split(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def words_shown(words: Iterable[str]) -> str:
    """The words as a cell, so that they are read as the same again."""
    flat = [_LINES.sub(" ", word) for word in words]
    return "；".join(flat) + ("；" if len(flat) == 1 and _COMMAS.search(flat[0]) else "")


def limit_of(raw: Raw) -> TimeLimit | None:
    """The limit in its own words; counted where the words name exactly one quantity ("立即" has no minutes)."""
    text = text_of(raw, LONGEST_NAME)
    if not text:
        return None
    found = _QUANTITY.findall(unicodedata.normalize("NFKC", text))
    if len(found) != 1:
        return TimeLimit(text)
    number, unit = found[0]
    if number == "半":
        return TimeLimit(text, limit_min=_MINUTES[unit] // 2 if unit in _MINUTES else 0)
    count = int(number) if number.isdigit() else _chinese(number)
    if not 0 < count < 10_000:
        return TimeLimit(text)
    if unit == "工作日":
        return TimeLimit(text, limit_working_days=count)
    return TimeLimit(text, limit_min=count * _MINUTES[unit])


def day_of(raw: Raw) -> date | None:
    """A day: a date of the workbook, or written ``2026-07-01``, ``2026年7月1日``. Raises ``BadCell``."""
    if isinstance(raw.value, datetime):
        return raw.value.date()
    if isinstance(raw.value, date):
        return raw.value
    text = unicodedata.normalize("NFKC", text_of(raw, LONGEST_NAME)).strip()
    if not text:
        return None
    found = _DAY.match(text)
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadCell("duty_bad_day", value=text) from error
    raise BadCell("duty_bad_day", value=text)


def basis_of(title: str, article: str | None, status: RuleStatus | None, checked: Checked | None) -> Basis:
    """What an item rests on. ``article`` is ``None`` where the list has no column for it: then the title may hold both.

    What a list says of a law was not compared with the law: it counts as local and unverified unless the list says more.
    """
    cited = _CITED.match(title) if article is None else None
    name, clause = (cited["title"], cited["article"]) if cited else (title, article or "")
    return Basis(name, clause, status or RuleStatus.LOCAL, checked or Checked.UNVERIFIED)


def _split(part: str) -> tuple[str, bool, str]:
    found = _SAYS.search(part)
    return (part, False, "") if found is None else (part[: found.start()].strip(), True, part[found.end():])


def _chinese(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _NUMBERS.get(number, 0)
    return 10 * _NUMBERS.get(tens or "一", 0) + _NUMBERS.get(ones, 0)


def _plain(text: str) -> str:
    return "".join(_QUOTES.sub("", unicodedata.normalize("NFKC", text)).lower().split())


def _variants(name: str) -> tuple[str, ...]:
    """``应急管理站（所）`` is 应急管理站 and 应急管理所; ``专职消防队（微型消防站）`` is both; ``停电`` is itself."""
    bare = _IN_BRACKETS.sub("", name)
    found = [bare]
    for inner in _IN_BRACKETS.findall(name):
        found += [bare[:-1] + inner] if len(inner) == 1 else _NAMES.split(inner)
    if _IN_BRACKETS.search(name):
        found += [_IN_BRACKETS.sub(lambda inside: inside[1], name), name]
    return tuple(dict.fromkeys(plain for one in found if (plain := _plain(one))))


def _near(word: str, known: Iterable[str]) -> str:
    return ", ".join(get_close_matches(word, list(known), n=3, cutoff=0.4)) or "-"


def code_of(raw: Raw, words: Mapping[str, T]) -> T | None:
    """The code that a word of the cell means; ``None`` for an empty cell. Raises ``BadCell``."""
    text = text_of(raw, LONGEST_NAME)
    if not text:
        return None
    found = words.get(_plain(text))
    if found is None:
        raise BadCell("not_one_of", value=text, choices="、".join(words))
    return found
