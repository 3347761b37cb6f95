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
_AUTHORITIES = ("县", "市", "镇")
"""What the offices of an authority begin with."""


class PeopleReader:
    """Finds callers, numbers and channels by these words."""

    def __init__(self, words: People) -> None:
        self._words = words
        roles = {word: channel for channel, group in words.roles.items() for word in group}
        self._roles = roles
        self._channels = {word.lower(): code for code, group in words.channels.items() for word in group}
        behind_name = rf"{one_of((*words.behind, *words.phone_words))}|[,。;:(、\s\d!\x01]|$|说|称|到|在|又"
        name = (
            rf"(?!{one_of(words.not_names)})(?:[老小][{words.surnames}](?![\u4e00-\u9fff]?村)|[{words.surnames}][\u4e00-\u9fff]?(?:{one_of(words.forms)})"
            rf"|[{words.surnames}][\u4e00-\u9fff]{{1,2}}?(?={behind_name}))"
        )
        self._role = re.compile(rf"(?P<role>{one_of(roles)})(?P<name>{name})?")
        self._office = re.compile(
            rf"[\u4e00-\u9fff]{{1,5}}?(?:{one_of(words.organisations)})(?![\u4e00-\u9fff]?(?:民|支书|主任))(?:{name})?"
        )
        self._label = re.compile(
            rf"(?:{one_of(words.labels)})[:是为]?\s*"
            rf"(?P<who>(?:{one_of(roles)})?{name}|{one_of(roles)}|(?!自称)[\u4e00-\u9fff]{{2,4}}(?=[,。;(\s\x01]|$))"
        )
        self._speaker = _Speaker(words, name)
        self._surname = re.compile(rf"(?:我|自称|免贵|本人)姓([{words.surnames}])")
        self._asking = re.compile(one_of(words.asking), re.IGNORECASE)
        self._remark_denied = re.compile(rf"(?:{one_of(words.remark_denied)})[^,。;]?$")
        self._happened = re.compile(one_of(words.happened_all_the_same))
        self._name = re.compile(rf"(?<![\u4e00-\u9fff])(?P<who>{name})")
        self._cue = re.compile(rf"(?:{one_of(words.before)}|今日|今天|昨日|刚|刚才|现)+")
        self._says = re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{one_of(words.behind)})")
        self._before = re.compile(rf"(?:{one_of(words.before)})[:]?\s*[\u4e00-\u9fff]{{0,3}}$")
        beside = r"(?:\([^)]{0,20}\)|[\x01\s,:]+)?"
        self._behind = re.compile(rf"^{beside}[\u4e00-\u9fff]{{0,2}}?(?:{one_of(words.behind)})(?!的|送|名|警器)")
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
        found: dict[str, Understood[bool]] = {}
        for code, pattern in self._remarks:
            said = (one for one in pattern.finditer(text) if not self._remark_denied.search(text[: one.start()]))
            first = next(said, None)
            if first is not None:
                found[code] = Understood(True, first[0], *first.span(), 0.9)
        return found

    def asks(self, text: str, about: Understood[str]) -> bool:
        """Whether the clause of these words asks something."""
        begin, end = clause_of(text, about.start)
        return self._asking.search(text[begin : end + 1]) is not None

    def happened_all_the_same(self, text: str) -> bool:
        """Whether it did happen, though all is well now (虚惊一场 after the fire was put out)."""
        return self._happened.search(text) is not None

    def _callers(self, text: str) -> Iterator[Understood[str]]:
        for found in self._label.finditer(text):
            yield _caller(text, *found.span("who"), 0.95)
        for found in _ENGLISH_NAME.finditer(text):
            yield _caller(text, *found.span(1), 0.9)
        for found in self._surname.finditer(text):
            yield _caller(text, *found.span(1), 0.6)
        yield from self._speaker.found(text)
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


class _Speaker:
    """Who opens a clause and reports: an office, a role, a name (镇中心卫生院吴院长报告), also before a colon (网格员刘敏:…)."""

    def __init__(self, words: People, name: str) -> None:
        lead = r"(?:(?![到来去在的是有说讲称向由被让叫请问])[\u4e00-\u9fffA-Za-z]){0,9}?(?:120|119)?"
        office = rf"{lead}(?:{one_of(words.offices)})(?:[一二三四五六七八九十\d]{{1,2}}(?:组|社))?"
        role = one_of((*words.speakers, *(one for group in words.roles.values() for one in group)))
        who = rf"(?P<office>{office})?(?P<role>{role})?(?P<name>{name})?"
        beside = r"(?:\([^)\n]{0,24}\)|[ \x01]+|,? ?\x01+,?)?"
        self._opening = re.compile(rf"(?:(?:{one_of(words.openings)}|今日|今天|\x01)[:,\s]*)*")
        self._presents = re.compile(rf"(?P<before>{one_of(words.presenting)}){who}(?=[,。:;(\s\x01!]|$)")
        reports = rf"(?:{one_of(words.reports)})(?!移|的|送|名|废|损|销|价|道|警器)"
        self._reports = re.compile(rf"{who}{beside}(?P<what>{reports}|:(?!\n))")
        self._tells = re.compile(rf"{who}{beside}(?:{one_of(words.tells)})")
        self._home = re.compile(rf"[\u4e00-\u9fff]+?(?:村|社区)(?={one_of(words.of_a_village)})")
        self._control_room = re.compile(r"(?:110|119|122)指挥中心|^指挥中心|值班室$")
        self._starts = re.compile(r"(?:^|[,。;:!?\n\])】\x01 ])+")

    def found(self, text: str) -> Iterator[Understood[str]]:
        """Every speaker, as the text calls them."""
        for clause in self._starts.finditer(text):
            first = clause.end()
            at = self._opening.match(text, first)
            for start in dict.fromkeys((at.end() if at is not None else first, first)):
                one = self._at(text, start, cued=start > first)
                if one is not None:
                    yield one
                    break

    def _at(self, text: str, start: int, cued: bool) -> Understood[str] | None:
        for pattern, sure in ((self._presents, 0.95), (self._reports, 0.92), (self._tells, 0.9)):
            said = pattern.match(text, start)
            if said is None or not (said["office"] or said["role"] or said["name"]):
                continue
            begin, end = said.start(), max(said.end(part) for part in ("office", "role", "name"))
            if pattern is self._presents:
                begin = said.end("before")
            if self._control_room.match(said["office"] or "") is not None:
                continue
            bare = not said["name"] and not (said["office"] and said["role"])
            if bare and (pattern is self._tells or (pattern is self._presents and said["office"] and _is_village(said["office"]))):
                continue
            if pattern is self._reports and said["what"] == ":" and bare and not self._is_an_office(said):
                continue
            if pattern is self._reports and not (said["office"] or said["role"]) and said["what"] in (":", "转", "报"):
                continue
            home = self._home.match(text, begin, end)
            if home is not None and home.end() < end:
                begin = home.end()
            if end - begin < 2:
                continue
            return _caller(text, begin, end, sure if cued or said["office"] or said["role"] else sure - 0.1)
        return None

    def _is_an_office(self, said: re.Match[str]) -> bool:
        """An office of which a line begins with the name and a colon; a control room that passes something on is none."""
        name = said["office"] or ""
        if name.startswith(_AUTHORITIES):
            return len(name) > len("县办")
        return len(name) > len("供电所") and not _is_village(name) and self._control_room.search(name) is None


def _is_village(office: str) -> bool:
    return office.endswith(("村", "社区"))


def _caller(text: str, start: int, end: int, sure: float) -> Understood[str]:
    return Understood(text[start:end].strip(), text[start:end], start, end, round(sure, 2))


def _land(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    area = 3 if digits[1] in "12" else 4
    return f"{digits[:area]}-{digits[area:]}"


def _inside(span: Found, found: list[Understood[str]]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in found)
