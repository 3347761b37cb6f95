"""How many: the dead, the trapped, the hurt, households, vehicles, areas, depths; and who says that there are none.

The text is read clause by clause. In a clause a number belongs to the word behind it (2人被困) or before it (死亡3人); which of
the two the clause means is told by what comes first. A number takes one word and a word one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from app.catalog.intake.lexicon import HURT, Figures, Measured
from app.catalog.intake.model import Understood
from app.catalog.intake.numbers import Number, numbers_in, whole
from app.catalog.intake.text import clauses, one_of
from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef

_OTHER = "other"
_PAUSES = ",。;:!?\n\x01"
_LONGEST_GAP = 12
_OF_ONE = ("trapped", "missing", "in_water")
"""Facts that one person without a number is told of (司机被困)."""


class _Said(msgspec.Struct, frozen=True):
    """One figure as the text has it. ``renewed``: the text says that it takes the place of an earlier one."""

    fact: str
    value: float
    start: int
    end: int
    confidence: float
    low: float | None = None
    renewed: bool = False
    among: bool = False


class FigureReader:
    """Finds figures by these words."""

    def __init__(self, words: Figures, facts: Mapping[str, FactDef]) -> None:
        self._words, self._facts = words, facts
        self._named = {word.lower(): name for name, group in words.counted.items() for word in group}
        self._named.update({word.lower(): _OTHER for word in words.other})
        self._word = re.compile(one_of(self._named), re.IGNORECASE)
        counters, people = one_of(words.counters), one_of(words.people)
        fillers = one_of(words.fillers)
        self._after = re.compile(
            rf"\s*(?:{counters})?(?P<of>[^,。;:!?、\d\x01]{{0,4}}?(?:{people}))?(?:{people}|{fillers}|\s)*$", re.IGNORECASE
        )
        self._person = re.compile(rf"\s*(?:{counters}|{people})")
        self._bare = re.compile(rf"\s*(?:{counters})?[^,。;:!?、\d\x01]{{0,8}}$")
        self._before = re.compile(rf"^(?:{fillers}|{people}|\s)*$", re.IGNORECASE)
        self._counted = re.compile(rf"^\s*(?:{counters}|{people}|$|[,。;、!?)\x01]|{one_of(self._named)})", re.IGNORECASE)
        self._renewed = re.compile(one_of(words.update))
        self._earlier = re.compile(one_of(words.earlier))
        self._instead = re.compile(rf"(?:{one_of(words.instead_of)})\s*$")
        self._instead_of_number = re.compile(rf"(?:{one_of(words.instead_of)})\s*[\d一二两三四五六七八九十]")
        self._among = re.compile(one_of(words.among))
        self._aside = re.compile(r"约?[\d一二三四五六七八九十百千余]{1,6}户[、,]?")  # 转移56户213人: the households stand aside
        self._none = [(re.compile(one_of(group), re.IGNORECASE), names.split("+")) for names, group in words.nobody.items()]
        self._settled = [(re.compile(one_of(group)), name) for name, group in words.settled.items()]
        alone = one_of(word for word, name in self._named.items() if name in _OF_ONE)
        self._somebody = re.compile(rf"(?P<who>{one_of(words.somebody)})[^,。;:!?、\d\x01]{{0,4}}?(?P<what>{alone})")
        self._implied = [(re.compile(one_of(one.words)), one) for one in words.implied]
        self._units = [
            (rule, re.compile(rf"^\s*(?:{one_of(rule.units)})"), re.compile(one_of(rule.words))) for rule in words.measured
        ]

    def read(self, text: str, kind: str) -> dict[str, Understood[FactScalar]]:
        """The figures of a text, for an incident of this kind ("" if nobody knows); the later one of two counts."""
        said = sorted(self._said(text, kind), key=lambda one: one.start)
        return {name: _settle(text, group) for name, group in self._gathered(said, kind).items()}

    def _said(self, text: str, kind: str) -> Iterator[_Said]:
        blotted = list(text)
        for pattern, names in self._none:
            for found in pattern.finditer("".join(blotted)):
                yield from (_Said(name, 0, found.start(), found.end(), 0.9, renewed=True) for name in names)
                blotted[found.start() : found.end()] = "\x01" * (found.end() - found.start())
        for pattern, name in self._settled:
            for found in pattern.finditer("".join(blotted)):
                yield _Said(name, 0, found.start(), found.end(), 0.8, renewed=True)
                blotted[found.start() : found.end()] = "\x01" * (found.end() - found.start())
        plain = "".join(blotted)
        for one, rule in self._implied:
            yield from (_Said(rule.fact, rule.value, m.start(), m.end(), 0.75) for m in one.finditer(plain))
        word_before, pending = "", False
        for start, end in clauses(plain, _PAUSES):
            clause = plain[start:end]
            found_here = list(self._clause(clause, kind, word_before, pending))
            pending = self._instead_of_number.search(clause) is not None
            for one_said in found_here:
                yield msgspec.structs.replace(one_said, start=one_said.start + start, end=one_said.end + start)
            named = [self._named[m[0].lower()] for m in self._word.finditer(clause)]
            word_before = next((one for one in reversed(named) if one != _OTHER), "")

    def _clause(self, clause: str, kind: str, word_before: str, pending: bool) -> Iterator[_Said]:
        numbers = [one for one in numbers_in(clause)]
        earlier = self._earlier.search(clause)
        if earlier is not None:
            update = self._renewed.search(clause, earlier.end())
            stop = update.start() if update is not None else len(clause)
            numbers = [one for one in numbers if not earlier.start() <= one.start < stop]
        kept: list[Number] = []
        corrected = pending
        for one in numbers:
            if self._instead.search(clause[: one.start]):
                corrected = True
            else:
                kept.append(one)
        used: set[int] = set()
        for number, said in self._measured(clause, kept, kind):
            used.add(number.start)
            yield said
        left = [one for one in kept if one.start not in used]
        renewed = corrected or self._renewed.search(clause) is not None
        among = self._among.search(clause)
        linked = list(self._linked(clause, left))
        for number, name, start, end, sure in linked:
            if name == _OTHER:
                continue
            yield _Said(
                name, number.value, start, end, sure * number.confidence, number.low, renewed,
                among is not None and among.start() <= start,
            )
        if corrected and left and not linked and word_before:
            yield _Said(word_before, left[0].value, left[0].start, left[0].end, 0.5, renewed=True)
        if not linked:
            for found in self._somebody.finditer(clause):
                name = self._named[found["what"].lower()]
                yield _Said(name, 1, found.start(), found.end(), 0.5)

    def _linked(self, clause: str, numbers: list[Number]) -> Iterator[tuple[Number, str, int, int, float]]:
        """Which number belongs to which word."""
        words = [(m.start(), m.end(), self._named[m[0].lower()]) for m in self._word.finditer(clause)]
        if not words or not numbers:
            return
        right = {n: self._right(clause, one, words, numbers) for n, one in enumerate(numbers)}
        left = {n: self._left(clause, one, words, numbers) for n, one in enumerate(numbers)}
        first = min((n for n in range(len(numbers)) if right[n] or left[n]), default=None)
        if first is None:
            return
        word_first = left[first] is not None and (right[first] is None or left[first][1] >= right[first][1])  # type: ignore[index]
        order = (left, right) if word_first else (right, left)
        taken: set[int] = set()
        for side in order:
            for n, one in enumerate(numbers):
                link = side[n]
                if link is None or link[0] in taken or n in taken_numbers(taken):
                    continue
                taken.add(link[0])
                taken.add(-1 - n)
                start, end, name = words[link[0]]
                yield one, name, min(one.start, start), max(_with_counter(self._person, clause, one.end), end), link[1]

    def _right(
        self, clause: str, one: Number, words: list[tuple[int, int, str]], numbers: list[Number]
    ) -> tuple[int, float] | None:
        for place, (start, _, _) in enumerate(words):
            if start < one.end:
                continue
            gap = clause[one.end : start].replace("\x02", "")
            if any(other.start >= one.end and other.start < start for other in numbers) or len(gap) > _LONGEST_GAP:
                return None
            if self._after.match(gap):
                return place, 1.0
            return (place, 0.75) if self._bare.match(gap) and self._person.match(gap) else None
        return None

    def _left(
        self, clause: str, one: Number, words: list[tuple[int, int, str]], numbers: list[Number]
    ) -> tuple[int, float] | None:
        for place in range(len(words) - 1, -1, -1):
            end = words[place][1]
            if end > one.start:
                continue
            gap = self._aside.sub("", clause[end : one.start].replace("\x02", ""))
            close = self._before.match(gap) or (self._renewed.search(gap) and len(gap) <= _LONGEST_GAP)
            if close and self._counted.match(clause[one.end :]):
                return place, 1.0
            return None
        return None

    def _measured(self, clause: str, numbers: list[Number], kind: str) -> Iterator[tuple[Number, _Said]]:
        taken: set[int] = set()
        for rule, unit, words in self._units:
            if rule.kinds and kind not in rule.kinds:
                continue
            for one in numbers:
                found = unit.match(clause[one.end :])
                if found is None or one.start in taken or not self._fits(rule, words, clause, one):
                    continue
                taken.add(one.start)
                factor = rule.units.get(found[0].strip(), 1.0)
                end = one.end + found.end()
                value, low = round(one.value * factor, rule.decimals), round(one.low * factor, rule.decimals)
                yield one, _Said(rule.fact, value, one.start, end, one.confidence, low, self._renewed.search(clause) is not None)

    @staticmethod
    def _fits(rule: Measured, words: re.Pattern[str], clause: str, one: Number) -> bool:
        if not rule.words:
            return True
        return words.match(clause, one.end) is not None if rule.close else words.search(clause) is not None

    def _gathered(self, said: list[_Said], kind: str) -> dict[str, list[_Said]]:
        changes = self._words.instead.get(kind, {})
        groups: dict[str, list[_Said]] = {}
        for one in said:
            name = changes.get(one.fact, one.fact)
            groups.setdefault(name, []).append(one)
        _badly_among_hurt(groups)
        kept: dict[str, list[_Said]] = {}
        for name, group in groups.items():
            known = self._facts.get(name)
            fitting = [one for one in group if known is not None and known.least <= one.value <= (known.most or one.value)]
            if fitting:
                kept[name] = fitting
        return kept


def taken_numbers(taken: set[int]) -> set[int]:
    """The numbers that have their word (kept as -1, -2 … beside the words that have their number)."""
    return {-1 - one for one in taken if one < 0}


def _with_counter(person: re.Pattern[str], clause: str, at: int) -> int:
    found = person.match(clause, at)
    return found.end() if found is not None else at


def _badly_among_hurt(groups: dict[str, list[_Said]]) -> None:
    """The hurt of whom nobody says how badly become slightly hurt, less those badly hurt who are counted among them."""
    hurt = groups.pop(HURT, [])
    if not hurt or ("minor" in groups and any(one.value > 0 for one in groups["minor"])):
        return
    last = hurt[-1]
    badly = [one for one in groups.get("serious", []) if one.among and one.start > last.start]
    value = last.value - badly[-1].value if badly and badly[-1].value <= last.value else last.value
    sure = last.confidence * (0.85 if badly else 0.95)
    settled = [*hurt[:-1], msgspec.structs.replace(last, value=value, low=value if badly else last.low, confidence=sure)]
    groups.setdefault("minor", []).extend(msgspec.structs.replace(one, fact="minor") for one in settled)
    groups["minor"].sort(key=lambda one: one.start)


def _settle(text: str, group: list[_Said]) -> Understood[FactScalar]:
    """Of several figures the later one; less certain where nothing says that it takes the place of the earlier."""
    best = group[-1]
    others = [one.value for one in group[:-1]] + ([best.low] if best.low is not None else [])
    alternatives = tuple(dict.fromkeys(whole(one) for one in others if one != best.value))
    sure = best.confidence
    if len({one.value for one in group}) > 1 and not best.renewed:
        sure = min(sure, 0.5)
    return Understood(whole(best.value), text[best.start : best.end], best.start, best.end, round(sure, 2), alternatives)
