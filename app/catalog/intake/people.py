"""Who reports, from which number, and by which way it came."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.catalog.intake.lexicon import People
from app.catalog.intake.model import Understood
from app.catalog.intake.text import clause_of, one_of

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_LAND = re.compile(r"(?<![\d-])(\(?0\d{2,3}\)?[- ]?\d{7,8})(?:[-转]\d{1,5})?(?!\d)")
_ENGLISH_NAME = re.compile(r"(?:reported by|called by|caller|from)\s*:?\s*([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})")

Found = tuple[int, int]


class PeopleReader:
    """Finds callers, numbers and channels by these words."""

    def __init__(self, words: People) -> None:
        self._words = words
        roles = {word: channel for channel, group in words.roles.items() for word in group}
        self._roles = roles
        self._channels = {word.lower(): code for code, group in words.channels.items() for word in group}
        behind_name = rf"{one_of((*words.behind, *words.phone_words))}|[,。;:(、\s\d!\x01]|$|说|称|到|在|又"
        name = (
            rf"(?:老[{words.surnames}]|[{words.surnames}](?:{one_of(words.forms)})"
            rf"|[{words.surnames}][\u4e00-\u9fff]{{1,2}}?(?={behind_name}))"
        )
        self._role = re.compile(
            rf"(?P<role>{one_of(roles)})(?P<name>{name})?"
        )
        self._office = re.compile(
            rf"[\u4e00-\u9fff]{{1,5}}?(?:{one_of(words.organisations)})(?![\u4e00-\u9fff]?(?:民|支书|主任))(?:{name})?"
        )
        self._label = re.compile(
            rf"(?:{one_of(words.labels)})[:是为]?\s*"
            rf"(?P<who>(?:{one_of(roles)})?{name}|{one_of(roles)}|[\u4e00-\u9fff]{{2,4}}(?=[,。;(\s\x01]|$))"
        )
        self._name = re.compile(rf"(?<![\u4e00-\u9fff])(?P<who>{name})")
        self._cue = re.compile(rf"(?:{one_of(words.before)}|今日|今天|昨日|刚|刚才|现)+")
        self._says = re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{one_of(words.behind)})")
        self._before = re.compile(rf"(?:{one_of(words.before)})[:]?\s*[\u4e00-\u9fff]{{0,3}}$")
        self._behind = re.compile(rf"^(?:\([^)]{{0,20}}\)|[\x01\s,:]+)?[\u4e00-\u9fff]{{0,2}}?(?:{one_of(words.behind)})")
        self._number = re.compile(rf"(?:{one_of(words.phone_words)})[:是为]?\s*(\d{{3,4}}[- ]?\d{{4}})(?!\d)", re.IGNORECASE)
        self._channel = re.compile(one_of(self._channels), re.IGNORECASE)
        self._categories = [(code, re.compile(one_of(group), re.IGNORECASE)) for code, group in words.categories.items()]
        self._remarks = [(code, re.compile(one_of(group), re.IGNORECASE)) for code, group in words.remarks.items()]

    def phones(self, text: str) -> tuple[Understood[str], ...]:
        """Every telephone number, mobile ones first; the value without blanks."""
        found = [Understood(re.sub(r"[- ]", "", m[1]), m[0], *m.span()) for m in _MOBILE.finditer(text)]
        found += [Understood(_land(m[1]), m[0], *m.span(), 0.9) for m in _LAND.finditer(text) if not _inside(m.span(), found)]
        found += [
            Understood(re.sub(r"\D", "", m[1]), m[1], *m.span(1), 0.8)
            for m in self._number.finditer(text) if not _inside(m.span(1), found)
        ]  # fmt: skip
        return tuple(found)

    def caller(self, text: str) -> Understood[str] | None:
        """Who reports; the office or the person as the text calls them."""
        return max(self._callers(text), key=lambda one: (one.confidence, -one.start), default=None)

    def channel(self, text: str, caller: Understood[str] | None) -> Understood[str] | None:
        """By which way it came: said outright, or told by who the caller is."""
        said = [Understood(self._channels[m[0].lower()], m[0], *m.span(), 0.9) for m in self._channel.finditer(text)]
        plain = [one for one in said if one.value != "phone"]
        if plain:
            return plain[0]
        if caller is not None:
            role = next((self._roles[word] for word in self._roles if word in caller.text), "")
            if not role and caller.text.endswith(("村", "社区", "居委会")):
                role = "village"
            if role and role != "phone":
                return Understood(role, caller.text, caller.start, caller.end, 0.8)
        return said[0] if said else None

    def category(self, text: str) -> Understood[str] | None:
        """What the call is, where the words say that it is no incident."""
        for code, pattern in self._categories:
            found = pattern.search(text)
            if found is not None:
                return Understood(code, found[0], *found.span(), 0.7)
        return None

    def remarks(self, text: str) -> dict[str, Understood[bool]]:
        """What forbids to take the text at its word."""
        found = {code: pattern.search(text) for code, pattern in self._remarks}
        return {code: Understood(True, one[0], *one.span(), 0.9) for code, one in found.items() if one is not None}

    def _callers(self, text: str) -> Iterator[Understood[str]]:
        for found in self._label.finditer(text):
            yield _caller(text, *found.span("who"), 0.95)
        for found in _ENGLISH_NAME.finditer(text):
            yield _caller(text, *found.span(1), 0.9)
        for found in self._role.finditer(text):
            start, end = found.span()
            begin, _ = clause_of(text, start)
            before, behind = self._before.search(text[begin:start]), self._behind.search(text[end:])
            start = self._without_cue(text, start, end)
            if not before and not behind:
                if found["role"] and found["name"] and self._words_of_reporter(found["role"]):
                    yield _caller(text, start, end, 0.6)
                continue
            sure = 0.9 if found["role"] and found["name"] else 0.85 if found["role"] else 0.75
            yield _caller(text, start, end, sure if before and behind else sure - 0.05)
        for found in self._office.finditer(text):
            begin, _ = clause_of(text, found.start())
            start = self._without_cue(text, *found.span())
            cued = start > found.start() or self._before.search(text[begin:start])
            if cued and self._says.match(text, found.end()):
                yield _caller(text, start, found.end(), 0.8)
        for found in self._name.finditer(text):
            start, end = found.span("who")
            if self._behind.match(text[end:]) or self._before.search(text[max(0, start - 6) : start]):
                yield _caller(text, start, end, 0.8)

    def _words_of_reporter(self, role: str) -> bool:
        return self._roles.get(role) in ("village", "grid_app")

    def _without_cue(self, text: str, start: int, end: int) -> int:
        """An office has the words before it that are no part of its name cut off (据松岭村 is 松岭村)."""
        cut = self._cue.match(text, start, end)
        return cut.end() if cut is not None and cut.end() < end else start


def _caller(text: str, start: int, end: int, sure: float) -> Understood[str]:
    return Understood(text[start:end].strip(), text[start:end], start, end, round(sure, 2))


def _land(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    area = 3 if digits[1] in "12" else 4
    return f"{digits[:area]}-{digits[area:]}"


def _inside(span: Found, found: list[Understood[str]]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in found)
