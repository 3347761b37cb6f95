"""What must be true of a reporting rule beyond its shape. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain import soundness
from app.domain.duty.model import TIERS
from app.domain.incident.model import FactType
from app.domain.reference import Reference
from app.domain.reporting.model import DaySort, Repeat, Rule, Rulebook
from app.domain.soundness import FieldPath, Found
from app.domain.words import ClockStart, RuleStatus

_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

MOST_DAYS = 3660
"""No limit, interval or window is longer than ten years; above it a moment cannot be computed for ever."""


def book_findings(book: Rulebook, reference: Reference) -> Iterator[Found]:
    """Everything wrong with a rulebook: its own fields, its rules, and what they say of law."""
    for name in ("title", "jurisdiction"):
        if not getattr(book, name).zh.strip():
            yield (name, "zh"), "text_empty", {}
    if not book.version.strip():
        yield ("version",), "text_empty", {}
    if not book.basis.title.strip():
        yield ("basis", "title"), "text_empty", {}
    if book.tier not in TIERS:
        yield ("tier",), "not_one_of", {"value": book.tier, "choices": ", ".join(TIERS)}
    if not book.rules:
        yield ("rules",), "list_empty", {}
    yield from soundness.unique((rule.id for rule in book.rules), ("rules",), "id")
    yield from soundness.statutory_verified(book, ())
    for index, rule in enumerate(book.rules):
        yield from rule_findings(rule, ("rules", index), reference)


def rule_findings(rule: Rule, path: FieldPath, reference: Reference) -> Iterator[Found]:
    """Everything wrong with a rule that stands at this path."""
    if not rule.id.strip():
        yield (*path, "id"), "text_empty", {}
    if not rule.title.zh.strip():
        yield (*path, "title", "zh"), "text_empty", {}
    if not rule.kinds:
        yield (*path, "kinds"), "list_empty", {}
    yield from soundness.kind_patterns(rule.kinds, reference.kinds, (*path, "kinds"))
    yield from soundness.known(rule.from_role, reference.roles, (*path, "from_role"), "unknown_role")
    yield from soundness.known(rule.to_role, reference.roles, (*path, "to_role"), "unknown_role")
    for index, role in enumerate(rule.cc):
        yield from soundness.known(role, reference.roles, (*path, "cc", index), "unknown_role")
    yield from soundness.condition(rule.when, reference.facts, (*path, "when"))
    for index, flag in enumerate(rule.sens_flags):
        fact = reference.facts.get(flag)
        if fact is None or fact.type is not FactType.FLAG:
            flags = [name for name, one in reference.facts.items() if one.type is FactType.FLAG]
            yield from soundness.known(flag, flags, (*path, "sens_flags", index), "unknown_fact")
    yield from _limit_findings(rule, path)
    yield from _length_findings(rule, path)
    yield from _elapsed_findings(rule, path)
    if rule.basis.status is not RuleStatus.SUGGESTED and not rule.basis.article:
        yield (*path, "basis"), "basis_without_article", {"title": rule.basis.title}


def _limit_findings(rule: Rule, path: FieldPath) -> Iterator[Found]:
    if rule.repeat is not None:
        yield from _repeat_findings(rule.repeat, (*path, "repeat"))
        return
    limits = (rule.limit_min, rule.limit_days, rule.limit_workdays)
    if sum(map(bool, limits)) + rule.immediately != 1:
        yield (*path, "limit_min"), "limit_or_immediately", {}
    if min(limits) < 0 or rule.immediate_min <= 0 or rule.window_days < 0:
        yield (*path, "limit_min"), "limit_negative", {}
    if rule.clock_start in (ClockStart.PREVIOUS_REPORT, ClockStart.FIXED_TIME):
        yield (*path, "clock_start"), "clock_needs_repeat", {"clock_start": rule.clock_start.value}


def _length_findings(rule: Rule, path: FieldPath) -> Iterator[Found]:
    repeat = rule.repeat or Repeat()
    days = {
        "limit_min": rule.limit_min / 1440, "immediate_min": rule.immediate_min / 1440, "limit_days": rule.limit_days,
        "limit_workdays": rule.limit_workdays, "window_days": rule.window_days, "elapsed_h": rule.elapsed_h / 24,
        "repeat.every_min": repeat.every_min / 1440, "repeat.every_days": repeat.every_days,
    }
    for name, length in days.items():
        if not length <= MOST_DAYS:  # put so that NaN fails it
            yield (*path, *name.split(".")), "limit_too_long", {"most": str(MOST_DAYS)}


def _repeat_findings(repeat: Repeat, path: FieldPath) -> Iterator[Found]:
    if repeat.every_min < 0 or repeat.every_days < 0:
        yield path, "limit_negative", {}
    if not repeat.every_min and not repeat.daily_at and not repeat.every_days:
        yield path, "repeat_empty", {}
    if repeat.on_days is not DaySort.ALL and not repeat.daily_at:
        yield (*path, "on_days"), "days_without_times", {}
    for index, at in enumerate(repeat.daily_at):
        if not _TIME_OF_DAY.fullmatch(at):
            yield (*path, "daily_at", index), "bad_time_of_day", {"value": at}


def _elapsed_findings(rule: Rule, path: FieldPath) -> Iterator[Found]:
    elapsed = rule.clock_start is ClockStart.ELAPSED
    if elapsed != (rule.elapsed_h > 0):
        yield (*path, "elapsed_h"), "elapsed_and_hours", {}
