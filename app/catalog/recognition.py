"""Reads the rules of recognition (``resources/recognition/*.yaml``) and says what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from app.catalog.recognition_rules import RULES, Chapters, RecognitionRules, Rule, TableWords, Topic
from app.catalog.recognition_words import (
    FactWords,
    GroupWords,
    Kinds,
    LevelWords,
    LimitWords,
    Listed,
    ListWords,
    Phrases,
    RoleWords,
    SourceWords,
)
from app.catalog.yaml_source import read_source
from app.domain import soundness as checks
from app.domain.incident.model import FactDef, FactType
from app.domain.plan.model import PlanType
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Stage
from app.domain.soundness import FieldPath, Found
from app.domain.words import AlertLevel, ClockStart, IncidentSeverity, ResponseLevel
from app.kernel.errors import BadFile, Problem

T = TypeVar("T")
Findings = Callable[[Any], Iterable[Found]]

LONGEST_PATTERN = 400
_UNBOUNDED = re.compile(r"\)(?:[*+]|\{\d*,\})")
_HEADING = ("always", "short", "never")


def read_recognition(folder: Path, reference: Reference) -> RecognitionRules:
    """The rules in this folder. Raises ``BadFile`` with every problem of every file, each with its line and mend."""
    reader = _Reader(folder)
    chapters = reader.read("chapters.yaml", Chapters, _chapters)
    roles = reader.read("roles.yaml", tuple[RoleWords, ...], lambda rows: _roles(rows, reference))
    kinds = reader.read("kinds.yaml", Kinds, lambda found: _kinds(found, reference))
    facts = reader.read("facts.yaml", FactWords, lambda found: _facts(found, reference.facts))
    levels = reader.read("levels.yaml", LevelWords, _levels)
    limits = reader.read("limits.yaml", LimitWords, lambda found: _limits(found, reference))
    groups = reader.read("groups.yaml", GroupWords, lambda _found: ())
    tables = reader.read("tables.yaml", TableWords, _tables)
    lists = reader.read("lists.yaml", ListWords, lambda found: _patterns(found.phones, ("phones",)))
    sources = reader.read("sources.yaml", SourceWords, _sources)
    phrases = reader.read("phrases.yaml", Phrases, _phrases)
    certain = reader.read("rules.yaml", tuple[Rule, ...], _certain)
    if reader.problems:
        raise BadFile(tuple(reader.problems))
    sure = {rule.id: rule.confidence for rule in certain}
    return RecognitionRules(chapters, roles, kinds, facts, levels, limits, groups, tables, lists, sources, phrases, sure)


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = folder

    def read(self, name: str, type_: Any, findings: Findings) -> Any:
        """The file as a value; ``None`` where it has problems, which are then among ``problems``."""
        try:
            source = read_source(self._folder / name, f"recognition/{name}")
            value = source.convert(type_)
        except BadFile as bad:
            self.problems += bad.problems
            return None
        self.problems += [source.problem(one) for one in findings(value)]
        return value


def _chapters(found: Chapters) -> Iterator[Found]:
    yield from checks.unique((rule.id for rule in found.numbers), ("numbers",), "id")
    yield from _patterns((rule.pattern for rule in found.numbers), ("numbers",), "pattern")
    for index, rule in enumerate(found.numbers):
        if rule.heading not in _HEADING:
            yield ("numbers", index, "heading"), "not_one_of", {"value": rule.heading, "choices": ", ".join(_HEADING)}
    yield from _codes(found.topics, Topic, ("topics",))
    yield from _said_once(((row.code, row.words) for row in found.topics), ("topics",))


def _roles(rows: tuple[RoleWords, ...], reference: Reference) -> Iterator[Found]:
    yield from checks.unique((row.role for row in rows), (), "role")
    for index, row in enumerate(rows):
        yield from checks.known(row.role, reference.roles, (index, "role"), "unknown_role")
    yield from _said_once(((row.role, row.words) for row in rows), ())


def _kinds(found: Kinds, reference: Reference) -> Iterator[Found]:
    yield from checks.unique((row.kind for row in found.kinds), ("kinds",), "kind")
    for index, row in enumerate(found.kinds):
        yield from checks.known(row.kind, reference.kinds, ("kinds", index, "kind"), "unknown_kind")
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+){0,4}", row.slug):
            yield ("kinds", index, "slug"), "recognition_slug", {"value": row.slug}
    yield from _said_once(((row.kind, row.words) for row in found.kinds), ("kinds",))
    yield from _codes(found.types, PlanType, ("types",))
    yield from _patterns((found.village_title,), ("village_title",))


def _facts(found: FactWords, facts: dict[str, FactDef] | Any) -> Iterator[Found]:
    for index, figure in enumerate(found.figures):
        path: FieldPath = ("figures", index)
        yield from checks.known(figure.fact, facts, (*path, "fact"), "unknown_fact")
        if figure.present not in ("", "ge 1"):
            yield (*path, "present"), "not_one_of", {"value": figure.present, "choices": '"", ge 1'}
        yield from _typed(figure.fact, facts, (FactType.COUNT, FactType.NUMBER), "ge", path)
    for index, flag in enumerate(found.flags):
        yield from checks.known(flag.fact, facts, ("flags", index, "fact"), "unknown_fact")
        yield from _typed(flag.fact, facts, (FactType.FLAG,), "is", ("flags", index))
    for index, choice in enumerate(found.choices):
        yield from checks.known(choice.fact, facts, ("choices", index, "fact"), "unknown_fact")
        if choice.fact in facts:
            yield from checks.known(choice.is_, facts[choice.fact].choices, ("choices", index, "is"), "fact_bad_choice")
    yield from _codes(found.alerts.colours, AlertLevel, ("alerts", "colours"))
    kinds = facts["alert_kind"].choices if "alert_kind" in facts else {}
    for index, row in enumerate(found.alerts.kinds):
        yield from checks.known(row.code, kinds, ("alerts", "kinds", index, "code"), "fact_bad_choice")
    yield from _codes(found.severity.grades, IncidentSeverity, ("severity", "grades"))
    yield from _choices(found.bounds, ("ge", "lt"), ("bounds",))


def _typed(fact: str, facts: Any, types: tuple[FactType, ...], op: str, path: FieldPath) -> Iterator[Found]:
    if fact in facts and facts[fact].type not in types:
        yield (*path, "fact"), "fact_wrong_op", {"fact": fact, "op": op, "type": facts[fact].type.value}


def _levels(found: LevelWords) -> Iterator[Found]:
    yield from _codes(found.names, ResponseLevel, ("names",))
    yield from _codes(found.coloured, ResponseLevel, ("coloured",))
    yield from _codes(found.cells, ResponseLevel, ("cells",))
    for level in ResponseLevel:
        colour = found.colours.get(level.value, "")
        if colour not in {one.value for one in AlertLevel}:
            choices = ", ".join(one.value for one in AlertLevel)
            yield ("colours", level.value), "not_one_of", {"value": colour, "choices": choices}


def _limits(found: LimitWords, reference: Reference) -> Iterator[Found]:
    yield from _choices(found.units, ("min", "h", "day", "week"), ("units",))
    yield from _codes(found.stages, Stage, ("stages",))
    yield from _codes(found.channels, Channel, ("channels",))
    yield from _codes(found.clocks, ClockStart, ("clocks",))
    for field in ("inside", "reporters"):
        for index, role in enumerate(getattr(found, field)):
            yield from checks.known(role, reference.roles, (field, index), "unknown_role")
    for field in ("superior", "reporter"):
        yield from checks.known(getattr(found, field), reference.roles, (field,), "unknown_role")
    for field in ("immediate_min", "undated_min", "longest_min"):
        if getattr(found, field) <= 0:
            yield (field,), "limit_negative", {}


def _tables(found: TableWords) -> Iterator[Found]:
    for index, sort in enumerate(found.sorts):
        columns = [column.code for column in sort.columns]
        for place, need in enumerate(sort.need):
            for one in need.split("|"):
                yield from checks.known(one, columns, ("sorts", index, "need", place), "recognition_column")


def _sources(found: SourceWords) -> Iterator[Found]:
    for field in ("article", "document_no", "date"):
        yield from _patterns((getattr(found, field),), (field,))


def _phrases(found: Phrases) -> Iterator[Found]:
    for field in found.__struct_fields__:
        if isinstance(getattr(found, field), str):
            yield from _patterns((getattr(found, field),), (field,))


def _certain(rows: tuple[Rule, ...]) -> Iterator[Found]:
    yield from checks.unique((row.id for row in rows), (), "id")
    for index, row in enumerate(rows):
        yield from checks.known(row.id, RULES, (index, "id"), "recognition_rule")
        if not 0 < row.confidence <= 1:
            yield (index, "confidence"), "recognition_confidence", {"value": str(row.confidence)}
    for rule in RULES:
        if rule not in {row.id for row in rows}:
            yield (), "recognition_rule_missing", {"name": rule}


def _codes(rows: tuple[Listed, ...], enum: Any, path: FieldPath) -> Iterator[Found]:
    yield from _choices(rows, tuple(one.value for one in enum), path)


def _choices(rows: tuple[Listed, ...], choices: tuple[str, ...], path: FieldPath) -> Iterator[Found]:
    for index, row in enumerate(rows):
        if row.code not in choices:
            yield (*path, index, "code"), "not_one_of", {"value": row.code, "choices": ", ".join(choices)}


def _said_once(rows: Iterable[tuple[str, tuple[str, ...]]], path: FieldPath) -> Iterator[Found]:
    """A finding for each word that stands for two codes."""
    first: dict[str, str] = {}
    for index, (code, words) in enumerate(rows):
        for place, word in enumerate(words):
            if first.setdefault(word, code) != code:
                facts = {"word": word, "first": first[word]}
                yield (*path, index, "words", place), "recognition_word_twice", facts


def _patterns(patterns: Iterable[str], path: FieldPath, field: str = "") -> Iterator[Found]:
    """A finding for each pattern that is none, or that could take for ever on a hostile text."""
    for index, pattern in enumerate(patterns):
        place: FieldPath = (*path, index, field) if field else path
        try:
            re.compile(pattern)
        except re.error as error:
            yield place, "recognition_pattern", {"detail": str(error)}
            continue
        if _UNBOUNDED.search(pattern) or len(pattern) > LONGEST_PATTERN:
            yield place, "recognition_unsafe", {"value": pattern[:60]}
