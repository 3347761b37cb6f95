"""The tests that plans and rulebooks carry with them (``cases.yaml``), as values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from msgspec import UNSET, UnsetType

from app.domain.conditions import FactScalar
from app.domain.reporting.model import Channel, Stage
from app.domain.words import IncidentSeverity, ResponseLevel
from app.kernel.clock import as_utc

DEFAULT_AWARE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""The moment of awareness in a case that names none: a Monday, 09:00 in Beijing."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class ExpectedReport(_Part, frozen=True):
    """A report that must be owed: ``within_min`` minutes after awareness, by these rules if they are named.

    An empty ``to`` means any recipient.
    """

    stage: Stage
    channel: Channel
    to: str = ""
    within_min: int | None = None
    rules: tuple[str, ...] = ()


class PlanExpectation(_Part, frozen=True):
    """What a plan must give. What is absent is not checked; ``severity: null`` and ``level: null`` expect none."""

    severity: IncidentSeverity | UnsetType | None = UNSET
    level: ResponseLevel | UnsetType | None = UNSET
    tasks: tuple[str, ...] = ()
    no_tasks: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    no_forces: tuple[str, ...] = ()
    reports: tuple[ExpectedReport, ...] = ()


class Given(_Part, frozen=True, kw_only=True):
    """What every case gives: a kind, facts, and the moments of the incident."""

    name: str
    kind: str
    facts: dict[str, FactScalar] = {}
    aware: datetime | None = None
    occurred_min: int | None = None
    now_min: int = 0

    def aware_at(self) -> datetime:
        """The moment of awareness, UTC."""
        return DEFAULT_AWARE if self.aware is None else as_utc(self.aware)

    def moment(self, minutes: int | None) -> datetime | None:
        """So many minutes after awareness (before it where negative), or ``None``."""
        return None if minutes is None else self.aware_at() + timedelta(minutes=minutes)


class PlanCase(Given, frozen=True, kw_only=True):
    """Facts of an incident and what the plan must make of them. Minutes count from awareness."""

    expect: PlanExpectation


class Told(_Part, frozen=True):
    """A report that was made ``at_min`` minutes after awareness; the next one counts from it."""

    stage: Stage
    channel: Channel
    to: str
    at_min: int


class RulebookExpectation(_Part, frozen=True):
    """Which reports must be owed, exactly when, and which must not be."""

    severity: IncidentSeverity | UnsetType | None = UNSET
    reports: tuple[ExpectedReport, ...] = ()
    absent: tuple[ExpectedReport, ...] = ()


class RulebookCase(Given, frozen=True, kw_only=True):
    """Facts and moments of an incident and the reports that a rulebook must ask for."""

    expect: RulebookExpectation
    requested_min: int | None = None
    stabilised_min: int | None = None
    terminated_min: int | None = None
    casualties_changed_min: int | None = None
    judged_min: int | None = None
    warning_min: int | None = None
    alert_lifted_min: int | None = None
    told: tuple[Told, ...] = ()
