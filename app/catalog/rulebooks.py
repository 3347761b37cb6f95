"""Reporting rulebooks (``resources/rulebooks/<id>/rulebook.yaml`` with ``cases.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.catalog import checks
from app.catalog.cases import read_rulebook_cases, require_cases
from app.catalog.kinds import TIERS
from app.catalog.yaml_source import FieldPath, Found, read_source
from app.domain.reference import Reference
from app.domain.reporting.model import Rule, Rulebook
from app.domain.words import ClockStart, RuleStatus
from app.kernel.errors import BadFile, Problem

_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def read_rulebooks(folder: Path, reference: Reference) -> tuple[dict[str, Rulebook], tuple[Problem, ...]]:
    """Every sound rulebook by id, and the problems of the others. A missing folder holds none."""
    books: dict[str, Rulebook] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/rulebook.yaml")):
        try:
            book = read_rulebook(path.parent, reference)
        except BadFile as bad:
            problems += bad.problems
            continue
        books[book.id] = book
    return books, tuple(problems)


def read_rulebook(folder: Path, reference: Reference) -> Rulebook:
    """One rulebook folder, checked with its cases. Raises ``BadFile`` with every problem."""
    source = read_source(folder / "rulebook.yaml", f"{folder.name}/rulebook.yaml")
    book = source.convert(Rulebook)
    problems = [source.problem(one) for one in _findings(book, folder.name, reference)]
    try:
        case_source, cases = read_rulebook_cases(folder / "cases.yaml", folder.name)
        require_cases(case_source, cases, reference)
    except BadFile as bad:
        problems += bad.problems
    if problems:
        raise BadFile(tuple(problems))
    return book


def _findings(book: Rulebook, folder_name: str, reference: Reference) -> Iterator[Found]:
    if book.id != folder_name:
        yield ("id",), "folder_name", {"id": book.id, "folder": folder_name}
    if book.tier not in TIERS:
        yield ("tier",), "not_one_of", {"value": book.tier, "choices": ", ".join(TIERS)}
    yield from checks.unique((rule.id for rule in book.rules), ("rules",), "id")
    yield from checks.statutory_verified(book, ())
    for index, rule in enumerate(book.rules):
        yield from _rule_findings(rule, ("rules", index), reference)


def _rule_findings(rule: Rule, path: FieldPath, reference: Reference) -> Iterator[Found]:
    yield from checks.kind_patterns(rule.kinds, reference.kinds, (*path, "kinds"))
    yield from checks.known(rule.from_role, reference.roles, (*path, "from_role"), "unknown_role")
    yield from checks.known(rule.to_role, reference.roles, (*path, "to_role"), "unknown_role")
    for index, role in enumerate(rule.cc):
        yield from checks.known(role, reference.roles, (*path, "cc", index), "unknown_role")
    yield from checks.condition(rule.when, reference.facts, (*path, "when"))
    yield from _limit_findings(rule, path)
    if rule.basis.status is not RuleStatus.SUGGESTED and not rule.basis.article:
        yield (*path, "basis"), "basis_without_article", {"title": rule.basis.title}


def _limit_findings(rule: Rule, path: FieldPath) -> Iterator[Found]:
    if rule.repeat is not None:
        if not rule.repeat.every_min and not rule.repeat.daily_at:
            yield (*path, "repeat"), "repeat_empty", {}
        for index, at in enumerate(rule.repeat.daily_at):
            if not _TIME_OF_DAY.fullmatch(at):
                yield (*path, "repeat", "daily_at", index), "bad_time_of_day", {"value": at}
        return
    if rule.immediately == bool(rule.limit_min):
        yield (*path, "limit_min"), "limit_or_immediately", {}
    if rule.limit_min < 0 or rule.immediate_min <= 0 or rule.window_days < 0:
        yield (*path, "limit_min"), "limit_negative", {}
    if rule.clock_start in (ClockStart.PREVIOUS_REPORT, ClockStart.FIXED_TIME):
        yield (*path, "clock_start"), "clock_needs_repeat", {"clock_start": rule.clock_start.value}
