"""Personal data in papers that leave the room: 王某, and the last four digits (facts file §4.2; Emergency Response Law
2024 art. 85: personal data serves the response only).

``Mask`` is the one place that decides it: texts are masked before they are cut to a length (``Phrases.clip``), and once more as
a net over every block of a finished draft (``press``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import msgspec

_DOUBLE = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容长孙宇文司徒令狐夏侯独孤端木申屠轩辕百里呼延南宫闻人澹台公冶宗政濮阳淳于单于太叔仲孙钟离"
    "鲜于闾丘司空亓官巫马拓跋赫连万俟西门东郭南门梁丘左丘"
)
_DOUBLE_SURNAMES = frozenset(_DOUBLE[at : at + 2] for at in range(0, len(_DOUBLE), 2))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_GAP = "[-\u2010-\u2014 \u3000]"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(rf"(?<![\d.])\+?\d(?:\d|{_GAP}(?=\d)){{6,40}}\d(?![\d.]|,\d{{3}})|(?<!\d)1\d\d\.\d{{4}}\.\d{{4}}(?!\d)")
_DATES = (
    r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?(?!\d)|(?<!\d)\d{2}-\d{2} \d{2}:\d{2}(?!\d)|"
    r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
"""What looks like a number and is a moment."""
_KEPT = 4
_LEAST_DIGITS = 7

_NOBODY = frozenset({
    "群众", "村民", "居民", "市民", "匿名", "路人", "过路人", "网民", "司机", "家属", "邻居", "业主", "学生", "老师", "游客",
    "工人", "店主", "户主", "村长", "书记", "主任", "镇长", "所长", "队长", "站长", "医生", "护士", "值班员", "网格员",
    "护林员", "安全员", "巡查员", "报警人", "来电人", "当事人", "负责人", "联系人", "知情人", "热心群众", "过路群众", "不详",
    "不明", "未知", "未留", "无名氏", "某人",
})  # fmt: skip
"""What people write where a name is asked for and nobody is named."""
_OFFICES = ("所", "站", "局", "院", "校", "厂", "组", "办", "委", "部", "社", "店", "库", "室", "队", "公司", "中心")
"""A longer word that ends so is an office."""
_LONGEST_HAN, _LONGEST = 4, 40
_IN_NAMES = "·•.'- "
_BETWEEN_NAMES = re.compile(r"[、，,;；/（）()和及与]| {2,}")


def masked_name(name: str) -> str:
    """A person's name as its surname and 某; a foreign one as its initial. "" stays ""."""
    name = name.strip()
    if not name:
        return ""
    if not _HAN.match(name):
        return f"{name[0]}."
    surname = name[:2] if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else name[0]
    return f"{surname}某"


def masked_number(number: str) -> str:
    """A phone or identity number as its last four digits (all stars where it has no more than four)."""
    signs = [sign for sign in number if sign.isalnum()]
    if not signs:
        return ""
    return "****" + ("".join(signs[-_KEPT:]) if len(signs) > _KEPT else "")


def is_person(name: str) -> bool:
    """Whether this can be somebody's name: not a general word (群众), not an office, not a single character."""
    if not 2 <= len(name) <= _LONGEST or _names_nobody(name):
        return False
    if any(not sign.isalpha() and sign not in _IN_NAMES for sign in name):
        return False
    return not _HAN.match(name) or "·" in name or len(name) <= _LONGEST_HAN


def _names_nobody(name: str) -> bool:
    return name in _NOBODY or (len(name) > 2 and name.endswith(_OFFICES))


class Mask:
    """Masks texts: the names of ``people``, and all numbers of persons.

    ``kept`` stands as it is wherever it occurs: numbers of incidents, hashes, the telephone of the duty room, names of places.
    """

    def __init__(self, people: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
        self._people = frozenset(one.strip() for name in people for one in (name, *_BETWEEN_NAMES.split(name[: _LONGEST * 2])))
        self._whole = frozenset(one for one in kept if one)
        longest_first = sorted(self._whole, key=lambda one: (-len(one), one))
        self._kept = re.compile("|".join([*(re.escape(one) for one in longest_first), _DATES]))
        self._names = _names_pattern(self._people)

    def keeping(self, *more: str) -> Mask:
        """A mask that lets these stand too."""
        return Mask(self._people, self._whole.union(more))

    def __call__(self, text: str) -> str:
        """The text, masked; masking what is masked changes nothing."""
        if not text:
            return text
        parts, start = [], 0
        for found in self._kept.finditer(text):
            parts += [self._part(text[start : found.start()]), found[0]]
            start = found.end()
        return "".join([*parts, self._part(text[start:])])

    def _part(self, text: str) -> str:
        if self._names is not None:
            text = self._names.sub(lambda found: masked_name(found[0]), text)
        text = _IDENTITY.sub(lambda found: masked_number(found[0]), text)
        return _PHONE.sub(_masked_phone, text)

    def name(self, name: str) -> str:
        """The name of somebody who does not answer for the paper: masked; a general word or an office stays."""
        return self(name) if _names_nobody(name.strip()) else masked_name(name)

    def number(self, number: str) -> str:
        """A telephone or identity number of a person."""
        return masked_number(number)

    def over(self, value: Any) -> Any:
        """A block, or anything that holds blocks, with every text in it masked. Type and drawing are left alone."""
        if isinstance(value, str):
            return value if isinstance(value, Enum) else self(value)
        if isinstance(value, tuple | list):
            found = [self.over(one) for one in value]
            same = all(new is old for new, old in zip(found, value, strict=True))
            return value if same else type(value)(found)
        if isinstance(value, msgspec.Struct):
            changed = {}
            for name in value.__struct_fields__:
                old = getattr(value, name)
                new = self.over(old)
                if new is not old and new != old:
                    changed[name] = new
            return msgspec.structs.replace(value, **changed) if changed else value
        return value


class Open(Mask):
    """Masks nothing: a paper for calling people, or one that somebody wanted whole and gave a reason for."""

    def __call__(self, text: str) -> str:
        """The text as it is."""
        return text

    def name(self, name: str) -> str:
        """The name as it is."""
        return name

    def number(self, number: str) -> str:
        """The number as it is."""
        return number

    def over(self, value: Any) -> Any:
        """The blocks as they are."""
        return value


def _masked_phone(found: re.Match[str]) -> str:
    return masked_number(found[0]) if sum(sign.isdigit() for sign in found[0]) >= _LEAST_DIGITS else found[0]


def _names_pattern(people: Iterable[str]) -> re.Pattern[str] | None:
    """All names in one pattern, grouped by their first character, so that thousands of names cost a text little."""
    by_first: dict[str, list[str]] = {}
    for name in people:
        if is_person(name):
            by_first.setdefault(name[0], []).append(name)
    return re.compile("|".join(_group(by_first))) if by_first else None


def _group(by_first: Mapping[str, list[str]]) -> list[str]:
    found = []
    for first, names in by_first.items():
        longest_first = sorted(names, key=len, reverse=True)
        rests = "|".join(re.escape(name[1:]) + ("" if _HAN.match(name) else r"(?![A-Za-z])") for name in longest_first)
        before = "" if _HAN.match(first) else "(?<![A-Za-z])"
        found.append(f"{before}{re.escape(first)}(?:{rests})")
    return found


OPEN = Open()
"""The mask that masks nothing."""
