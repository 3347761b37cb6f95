"""A condition in words as a ``Condition`` over facts: figures with bounds, flags, choices, warnings, severity.

Only facts that are asked for the plan's kinds are taken. A word that is denied (无死亡) gives nothing: a fact that nobody
recorded matches no comparison, so a denial as a condition would keep the whole from ever holding. For the same reason an
upper bound on a count of people goes with "at least one".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from app.catalog.recognition_words import FactWords, Figure
from app.domain.conditions import Condition
from app.domain.incident.model import FactDef, FactType
from app.domain.reference import Reference, covers
from app.domain.words import ORDER
from app.exchange.plan_document.lexicon import Hit, Lexicon, holds
from app.exchange.plan_document.numerals import number

NEVER = Condition(none=(Condition(),))
"""Holds for no facts: what stands in for words of which no machine condition could be made."""

LONGEST = 800
"""Characters of one condition that are looked at."""

BEFORE, BEHIND = 12, 12
"""How far a quantity may stand behind its word, and in front of it (characters)."""

NOUN_WITHIN = 6
"""How soon behind a grade the thing that it grades must follow (较大以上森林火灾)."""

_BREAK = re.compile("[，。；：]")
_NUMBER = r"(?<![0-9])[0-9]{1,9}(?:\.[0-9]{1,4})?万?|[一二两三四五六七八九十百千万半]{1,6}"
_OR = re.compile("或|；|。")


class _Meaning(NamedTuple):
    """What a word stands for: a figure rule, or a finished comparison."""

    fact: str
    figure: Figure | None
    leaf: Condition | None


class _Quantity(NamedTuple):
    start: int
    end: int
    low: float
    high: float | None
    unit: str
    bound: str


class Leaf(NamedTuple):
    """A comparison that was read, and where."""

    start: int
    end: int
    condition: Condition


class Conditions:
    """Reads conditions with these words, for a plan of these kinds."""

    def __init__(self, words: FactWords, reference: Reference, kinds: tuple[str, ...]) -> None:
        self._words = words
        self._facts: Mapping[str, FactDef] = reference.facts
        asked = {fact for code, kind in reference.kinds.items() if covers(kinds, code) for fact in kind.facts}
        everywhere = {name for name, fact in reference.facts.items() if fact.common or fact.derived}
        self._own = asked | everywhere if kinds else set(reference.facts)
        self._meanings: Lexicon[tuple[_Meaning, ...]] = Lexicon(self._by_word().items())
        self._colours: Lexicon[str] = Lexicon((word, row.code) for row in words.alerts.colours for word in row.words)
        self._alert_kinds: Lexicon[str] = Lexicon((word, row.code) for row in words.alerts.kinds for word in row.words)
        self._grades: Lexicon[str] = Lexicon((word, row.code) for row in words.severity.grades for word in row.words)
        units = {unit for figure in words.figures for unit in figure.units}
        bounds = [(word, row.code) for row in words.bounds for word in row.words]
        self._bounds = dict(bounds)
        self._quantity = re.compile(
            f"(?P<low>{_NUMBER})(?:[-至到](?P<high>{_NUMBER}))?[余多]?个?(?P<unit>{_either(units)})"
            f"(?:（含[^（）]{{0,4}}）)?(?P<bound>{_either(self._bounds)})?"
        )

    def read(self, text: str) -> Condition | None:
        """The whole of what the text asks, ``None`` where no fact fits any of it."""
        leaves = self.leaves(text)
        return _joined(text, leaves, self._words.together) if leaves else None

    def leaves(self, text: str) -> list[Leaf]:
        """Every comparison in the text, in order."""
        text = text[:LONGEST]
        hits = list(self._meanings.everywhere(text))
        figures, used = self._figures(text, hits)
        leaves = [*figures, *self._present(text, hits, used), *self._alerts(text), *self._severity(text)]
        return sorted(leaves, key=lambda leaf: (leaf.start, leaf.end))

    # --- figures ----------------------------------------------------------------------------------------------------

    def _figures(self, text: str, hits: list[Hit[tuple[_Meaning, ...]]]) -> tuple[list[Leaf], list[tuple[int, int]]]:
        leaves: dict[tuple[str, int], Leaf] = {}
        used: list[tuple[int, int]] = []
        last: tuple[Hit[tuple[_Meaning, ...]], _Quantity] | None = None
        for quantity in self._quantities(text, hits):
            beside = last is not None and quantity.start - last[1].end <= 1
            pair = self._pair(text, quantity, hits, used, last[0] if last is not None and beside else None)
            if pair is None:
                continue
            hit, meaning = pair
            last = (hit, quantity)
            used.append((hit.start, hit.end))
            leaf = self._bounded(text, quantity, meaning)
            key = (meaning.fact, hit.start)
            known = leaves.get(key)
            start, end = min(hit.start, quantity.start), max(hit.end, quantity.end)
            if known is not None:
                leaf, start, end = _both(known.condition, leaf), min(known.start, start), max(known.end, end)
            leaves[key] = Leaf(start, end, leaf)
        return [leaf._replace(condition=self._from_one(leaf.condition)) for leaf in leaves.values()], used

    def _quantities(self, text: str, hits: list[Hit[tuple[_Meaning, ...]]]) -> Iterable[_Quantity]:
        for found in self._quantity.finditer(text):
            if any(hit.start <= found.start() and found.end() <= hit.end + 1 for hit in hits if hit.word[0].isdigit()):
                continue  # the 24 of 24小时降雨量
            low, high = number(found["low"]), number(found["high"] or "")
            if low is not None:
                bound = self._bounds.get(found["bound"] or "", "")
                yield _Quantity(found.start(), found.end(), low, high, found["unit"], bound)

    def _pair(
        self, text: str, quantity: _Quantity, hits: list[Hit[tuple[_Meaning, ...]]], used: list[tuple[int, int]],
        again: Hit[tuple[_Meaning, ...]] | None,
    ) -> tuple[Hit[tuple[_Meaning, ...]], _Meaning] | None:
        """The word that the quantity belongs to: the nearest in front of it in the clause, else the nearest behind it."""
        if again is not None and (meaning := self._counted(again, quantity.unit)):
            return again, meaning
        best: tuple[int, Hit[tuple[_Meaning, ...]], _Meaning] | None = None
        for hit in hits:
            meaning = self._counted(hit, quantity.unit)
            if meaning is None:
                continue
            if hit.end <= quantity.start:
                gap, between = quantity.start - hit.end, text[hit.end : quantity.start]
                far = gap > BEFORE or (hit.start, hit.end) in used
            elif hit.start >= quantity.end:
                gap, between = hit.start - quantity.end + BEFORE, text[quantity.end : hit.start]
                far = gap > BEFORE + BEHIND
            else:
                continue
            if far or _BREAK.search(between):
                continue
            rank = gap * 100 - len(hit.word)
            if best is None or rank < best[0]:
                best = (rank, hit, meaning)
        return (best[1], best[2]) if best else None

    def _counted(self, hit: Hit[tuple[_Meaning, ...]], unit: str) -> _Meaning | None:
        fit = (one for one in hit.value if one.figure is not None and unit in one.figure.units)
        return next((one for one in fit if one.fact in self._own), None)

    def _bounded(self, text: str, quantity: _Quantity, meaning: _Meaning) -> Condition:
        assert meaning.figure is not None  # only such meanings are paired
        worth = meaning.figure.units[quantity.unit]
        low = round(quantity.low * worth, 4)
        if quantity.high is not None:
            return Condition(fact=meaning.fact, ge=low, le=round(quantity.high * worth, 4))
        if quantity.bound == "lt":
            return Condition(fact=meaning.fact, lt=low)
        ahead = text[max(0, quantity.start - 4) : quantity.start]
        if not quantity.bound and ahead.endswith(self._words.above):
            return Condition(fact=meaning.fact, gt=low)
        if not quantity.bound and ahead.endswith(self._words.below):
            return Condition(fact=meaning.fact, lt=low)
        return Condition(fact=meaning.fact, ge=low)

    def _from_one(self, condition: Condition) -> Condition:
        counted = self._facts[condition.fact].type is FactType.COUNT
        below = condition.lt is not None and condition.ge is None and condition.gt is None
        return msgspec.structs.replace(condition, ge=1.0) if counted and below else condition

    # --- words without a figure -------------------------------------------------------------------------------------

    def _present(
        self, text: str, hits: list[Hit[tuple[_Meaning, ...]]], used: list[tuple[int, int]]
    ) -> Iterable[Leaf]:
        taken = list(used)
        for hit in sorted(hits, key=lambda one: (one.tail != one.start, -len(one.word), one.start)):
            if any(start < hit.end and hit.tail < end for start, end in taken):
                continue
            fit = [one for one in hit.value if one.leaf is not None and one.fact in self._own]
            if not fit:
                continue
            taken.append((hit.tail, hit.end))
            if not self._denied(text, hit.start):
                yield from (Leaf(hit.start, hit.end, one.leaf) for one in fit if one.leaf is not None)

    def _denied(self, text: str, place: int) -> bool:
        ahead = _BREAK.split(text[max(0, place - 4) : place])[-1]
        return holds(ahead, self._words.denied)

    def _alerts(self, text: str) -> Iterable[Leaf]:
        groups: list[list[Hit[str]]] = []
        for hit in self._colours.all(text):
            if not self._warns(text, hit):
                continue
            if groups and hit.start - groups[-1][-1].end <= 3 and not self._alert_kinds.first(
                text, groups[-1][-1].end, hit.start
            ):
                groups[-1].append(hit)
            else:
                groups.append([hit])
        for group in groups:
            lowest = min((hit.value for hit in group), key=ORDER["alert"].index)
            start = max(0, group[0].start - 14)
            kinds = [hit for hit in self._alert_kinds.all(text, start, group[0].start) if self._near(text, hit, group[0])]
            colour = Condition(fact="alert", at_least=lowest)
            if kinds and "alert_kind" in self._own:
                kind = Condition(fact="alert_kind", is_=kinds[-1].value)
                yield Leaf(kinds[-1].start, group[-1].end, Condition(all=(kind, colour)))
            else:
                yield Leaf(group[0].start, group[-1].end, colour)

    @staticmethod
    def _near(text: str, kind: Hit[str], colour: Hit[str]) -> bool:
        return not _BREAK.search(text[kind.end : colour.start])

    def _warns(self, text: str, colour: Hit[str]) -> bool:
        """Whether the colour is that of a warning: the word stands in it, soon behind it or just before it."""
        around = _BREAK.split(text[colour.start : colour.end + 12])[0]
        ahead = _BREAK.split(text[max(0, colour.start - 8) : colour.start])[-1]
        return holds(around, self._words.alerts.warn) or holds(ahead, self._words.alerts.warn)

    def _severity(self, text: str) -> Iterable[Leaf]:
        for hit in self._grades.all(text):
            behind = _BREAK.split(text[hit.end : hit.end + 14])[0]
            noun = min((place for word in self._words.severity.of if (place := behind.find(word)) >= 0), default=-1)
            ahead = text[max(0, hit.start - 3) : hit.start]
            judged = behind.startswith(self._words.severity.judged) or holds(ahead, self._words.severity.judging)
            if (judged or 0 <= noun <= NOUN_WITHIN) and not self._denied(text, hit.start):
                yield Leaf(hit.start, hit.end, Condition(fact="severity", at_least=hit.value))

    def _by_word(self) -> dict[str, tuple[_Meaning, ...]]:
        book: dict[str, list[_Meaning]] = {}
        for figure in self._words.figures:
            leaf = Condition(fact=figure.fact, ge=1.0) if figure.present else None
            for word in figure.words:
                book.setdefault(word, []).append(_Meaning(figure.fact, figure, leaf))
        for flag in self._words.flags:
            for word in flag.words:
                book.setdefault(word, []).append(_Meaning(flag.fact, None, Condition(fact=flag.fact, is_=True)))
        for choice in self._words.choices:
            for word in choice.words:
                book.setdefault(word, []).append(_Meaning(choice.fact, None, Condition(fact=choice.fact, is_=choice.is_)))
        return {word: tuple(meanings) for word, meanings in book.items()}


def any_of(parts: Iterable[Condition]) -> Condition:
    """One condition that holds where any of these does; equal ones are said once."""
    found: list[Condition] = []
    for part in parts:
        found += [one for one in (part.any if _only_joins(part) else (part,)) if one not in found]
    return found[0] if len(found) == 1 else Condition(any=tuple(found))


def _only_joins(part: Condition) -> bool:
    return bool(part.any) and not part.fact and not part.all and not part.none


def _joined(text: str, leaves: list[Leaf], together: tuple[str, ...]) -> Condition:
    """Leaves as the words between them join them: 且 and 并 bind both sides, everything else offers a choice."""
    choices: list[list[list[Condition]]] = [[[leaves[0].condition]]]
    for before, leaf in itertools.pairwise(leaves):
        between = text[before.end : leaf.start]
        if re.search("，[^，]{0,2}或|；|。", between):
            choices.append([[leaf.condition]])
        elif holds(between, together) and not _OR.search(between):
            choices[-1].append([leaf.condition])
        else:
            choices[-1][-1].append(leaf.condition)
    parts = []
    for chain in choices:
        needed = [any_of(run) for run in chain]
        parts.append(needed[0] if len(needed) == 1 else Condition(all=tuple(needed)))
    return any_of(parts)


def _both(first: Condition, second: Condition) -> Condition:
    """Two bounds of one fact as one comparison; the second counts where both say the same sort."""
    given = {name: getattr(second, name) for name in ("ge", "gt", "le", "lt") if getattr(second, name) is not None}
    return msgspec.structs.replace(first, **given)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
