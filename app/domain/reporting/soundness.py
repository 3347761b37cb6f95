"""What must be true of a reporting rule beyond its shape. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain import soundness
from app.domain.reference import Reference
from app.domain.reporting.model import Rule
from app.domain.soundness import FieldPath, Found
from app.domain.words import ClockStart, RuleStatus

_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def rule_findings(rule: Rule, path: FieldPath, reference: Reference) -> Iterator[Found]:
    """Everything wrong with a rule that stands at this path."""
    yield from soundness.kind_patterns(rule.kinds, reference.kinds, (*path, "kinds"))
    yield from soundness.known(rule.from_role, reference.roles, (*path, "from_role"), "unknown_role")
    yield from soundness.known(rule.to_role, reference.roles, (*path, "to_role"), "unknown_role")
    for index, role in enumerate(rule.cc):
        yield from soundness.known(role, reference.roles, (*path, "cc", index), "unknown_role")
    yield from soundness.condition(rule.when, reference.facts, (*path, "when"))
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
