"""Figures with a unit: areas, rain, depths, wind, households, vehicles. The nearest word of the clause says what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from app.catalog.intake.lexicon import Measured
from app.catalog.intake.numbers import Number
from app.catalog.intake.text import one_of

_BELOW = re.compile(r"(?:零下|负|-)\s*$")
_NO_UNIT = r"(?!小时|钟头|多小时|半小时|月|星期|村|组|点|镇|乡)"
_WITHOUT_WORD = 40
"""How far off the word counts as being that a weak rule does not need; of others the kind says it."""


class Said(msgspec.Struct, frozen=True):
    """One figure as the text has it. ``renewed``: the text says that it takes the place of an earlier one; ``among``: it is
    part of another; ``weak``: it counts only where nothing better is said of the fact."""

    fact: str
    value: float
    start: int
    end: int
    confidence: float
    low: float | None = None
    renewed: bool = False
    among: bool = False
    weak: bool = False


class _Rule(msgspec.Struct, frozen=True):
    of: Measured
    unit: re.Pattern[str]
    words: re.Pattern[str]
    unless: re.Pattern[str]


class MeasuredReader:
    """Finds what is measured by these rules."""

    def __init__(self, rules: Iterable[Measured]) -> None:
        rules = tuple(rules)
        self._any_unit = re.compile(rf"\s*(?:{one_of(unit for rule in rules for unit in rule.units)})", re.IGNORECASE)
        self._rules = [
            _Rule(
                rule, re.compile(rf"^\s*(?:{one_of(rule.units)}){_NO_UNIT}", re.IGNORECASE), re.compile(one_of(rule.words)),
                re.compile(one_of(rule.unless)),
            )
            for rule in rules
        ]  # fmt: skip

    def read(self, clause: str, numbers: Sequence[Number], kind: str, renewed: bool) -> Iterator[tuple[Number, Said]]:
        """Every number of the clause that a rule knows, with what it says; the rule whose word is nearest takes it."""
        for one in numbers:
            if self._any_unit.match(clause, one.end) is None:
                continue
            found = [
                (away, -len(unit[0]), place) for place, rule in enumerate(self._rules)
                if (not rule.of.kinds or kind in rule.of.kinds) and (unit := rule.unit.match(clause[one.end :])) is not None
                and (away := self._away(rule, clause, one)) is not None
            ]  # fmt: skip
            if found:
                yield one, self._said(self._rules[min(found)[2]], clause, one, renewed)

    @staticmethod
    def _away(rule: _Rule, clause: str, one: Number) -> int | None:
        """How far the number is from the rule's nearest word; ``None`` where the rule does not fit."""
        if rule.of.unless and rule.unless.search(clause):
            return None
        if not rule.of.words:
            return _WITHOUT_WORD if rule.of.weak else 0
        if rule.of.close:
            return -1 if rule.words.match(clause, one.end) is not None else None
        before = (one.start - said.end() for said in rule.words.finditer(clause, 0, one.start))
        behind = (said.start() - one.end + 1 for said in rule.words.finditer(clause, one.end))
        return min((*before, *behind), default=None)

    @staticmethod
    def _said(rule: _Rule, clause: str, one: Number, renewed: bool) -> Said:
        unit = rule.unit.match(clause[one.end :])
        said = unit[0] if unit is not None else ""
        factor = rule.of.units.get(said.strip(), 1.0)
        below = _BELOW.search(clause[: one.start]) if rule.of.signed else None
        factor, start = (-factor, below.start()) if below is not None else (factor, one.start)
        value, low = round(one.value * factor, rule.of.decimals), round(one.low * factor, rule.of.decimals)
        return Said(rule.of.fact, value, start, one.end + len(said), one.confidence, low, renewed, weak=rule.of.weak)
