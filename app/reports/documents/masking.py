"""Personal data in papers that leave the room: 王某, and the last four digits (facts file §4.2; Emergency Response Law
2024 art. 85: personal data serves the response only)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOUBLE = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容长孙宇文司徒令狐夏侯独孤端木申屠轩辕百里呼延南宫闻人澹台公冶宗政濮阳淳于单于太叔仲孙钟离"
    "鲜于闾丘司空亓官巫马拓跋赫连万俟西门东郭南门梁丘左丘"
)
_DOUBLE_SURNAMES = frozenset(_DOUBLE[at : at + 2] for at in range(0, len(_DOUBLE), 2))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![\d.])\+?\d(?:[\d]|[- ](?=\d)){6,16}\d(?![\d.])")
_TIME_LIKE = re.compile(r"\d{4}[- ]\d{1,2}[- ]\d{1,2}(?: \d{1,2})?")
_KEPT = 4


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


def masked_text(text: str, names: Iterable[str] = ()) -> str:
    """Free text with the given names, and everything that looks like an identity or phone number, masked."""
    for name in sorted({one.strip() for one in names}, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, masked_name(name))
    text = _IDENTITY.sub(lambda found: masked_number(found[0]), text)
    return _PHONE.sub(_masked_phone, text)


def _masked_phone(found: re.Match[str]) -> str:
    return found[0] if _TIME_LIKE.fullmatch(found[0]) else masked_number(found[0])
