"""Information reporting 信息报送: rules as data, and what was reported. Obligations are computed, never stored."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.words import ClockStart, IncidentSeverity
from app.kernel.text import Text


class Stage(StrEnum):
    """Stages of a situation report, with the settled words (首报 续报 终报 补报 核报 日报 零报告).

    核报 has three meanings that must be kept apart (facts file §3.3): ``verification`` answers a superior who asked,
    ``disaster_count`` is the settled count of a natural disaster's damage, ``correction`` changes a figure that was told.
    ``notify`` tells somebody beside the line of reporting (a section, a petitioner), ``action`` is no report at all but
    something that has to be done by then (a maintenance crew at the lift).
    """

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    FINAL = "final"
    CORRECTION = "correction"
    VERIFICATION = "verification"
    DAILY = "daily"
    ZERO = "zero"
    DISASTER_COUNT = "disaster_count"
    NOTIFY = "notify"
    ACTION = "action"


NUMBERED = (Stage.FOLLOW_UP, Stage.CORRECTION, Stage.DAILY)
"""Stages that come again and carry a number from one; the others are made once."""


class Channel(StrEnum):
    """How it goes out: by voice, on paper (fax, network form, messenger), or by being there."""

    PHONE = "phone"
    WRITTEN = "written"
    ON_SITE = "on_site"


class Until(StrEnum):
    """When a repeating duty ends."""

    STABILISED = "stabilised"
    TERMINATED = "terminated"
    CLOSED = "closed"
    ALERT_LIFTED = "alert_lifted"


class DaySort(StrEnum):
    """On which days fixed times of day count: all, those off (weekends and holidays), or those worked."""

    ALL = "all"
    OFF = "off"
    WORKED = "worked"


class Repeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a duty comes again: every so many minutes or days after the previous report, or at fixed Beijing times of day.

    ``every_days`` together with ``daily_at``: at those times of the day so many days after the previous report.
    ``on_days`` narrows the fixed times to days off or worked ones (节假日每日报告).
    """

    every_min: int = 0
    daily_at: tuple[str, ...] = ()
    until: Until = Until.TERMINATED
    every_days: int = 0
    on_days: DaySort = DaySort.ALL


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reporting rule: who tells whom what, by which channel, within what limit of which moment.

    ``kinds``: codes or patterns such as ``N-*`` or ``*``. ``levels`` narrows to these severities (none: any);
    ``sens_flags`` are facts that lift that narrowing (敏感事件不受分级限制); ``when`` has to hold besides.

    The limit is one of ``limit_min``, ``limit_days`` (calendar days, the last one to its end), ``limit_workdays`` (the same
    by the work calendar), or ``immediately``: the source says 立即 and gives no minutes, then ``immediate_min`` is our own
    suggestion, and the interface shows both.

    ``elapsed_h``: the clock starts once it has gone on for so many hours while the condition holds (``clock_start``
    elapsed: unextinguished for 24 hours). ``window_days``: a duty that stays open for so many days and fires only when the
    figures change (30 days; 7 for road accidents and fires: Decree 493 art. 13). ``jurisdiction``: where it is narrower
    than its rulebook's.
    """

    id: str
    stage: Stage
    channel: Channel
    kinds: tuple[str, ...]
    from_role: str
    to_role: str
    clock_start: ClockStart
    basis: Basis
    title: Text
    when: Condition = Condition()
    limit_min: int = 0
    immediately: bool = False
    immediate_min: int = 5
    window_days: int = 0
    repeat: Repeat | None = None
    cc: tuple[str, ...] = ()
    skip_level_ok: bool = False
    phone_first: bool = False
    needs_signoff: bool = False
    note: Text | None = None
    levels: tuple[IncidentSeverity, ...] = ()
    sens_flags: tuple[str, ...] = ()
    limit_days: int = 0
    limit_workdays: int = 0
    elapsed_h: float = 0.0  # a float as it comes back from the journal: digests of states are compared
    jurisdiction: Text | None = None


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who let a rulebook come into force, by which document, from which day."""

    by: str
    on: date
    document: str = ""
    valid_from: date | None = None


class Rulebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reporting rules of one jurisdiction; the one in force is chosen in the settings.

    ``tier`` is that of the desk which runs its clocks; rules of a chain (county → city → province) whose sender is of
    another tier are shown but not run. ``based_on`` names the rulebook and version that this one was made from (``id@version``).
    """

    id: str
    title: Text
    jurisdiction: Text
    tier: str
    version: str
    basis: Basis
    rules: tuple[Rule, ...]
    notice: Text | None = None
    approval: Approval | None = None
    based_on: str = ""


class PlanRules(msgspec.Struct, frozen=True):
    """The reporting rules of a plan's own, owed beside the rulebook's.

    ``ended``: its response is over; what was owed once stays owed, but nothing that repeats comes again.
    """

    plan_id: str
    rules: tuple[Rule, ...]
    ended: bool = False


class RuleRef(msgspec.Struct, frozen=True):
    """A rule behind an obligation, with the deadline that it alone would give; ``plan_id``: the plan it belongs to ("" for a
    rule of the rulebook)."""

    rule_id: str
    basis: Basis
    due_at: datetime
    immediately: bool = False
    plan_id: str = ""


class Obligation(msgspec.Struct, frozen=True):
    """A duty to report, computed from an incident, a rulebook and the time: the earliest of all rules that ask for it.

    ``key`` names the duty across recomputations (``stage:number:channel:to_role``); ``number`` counts follow-ups from
    one. ``projected``: the clock start is itself only expected (the report before it is still to be made).
    ``day_certain``: false where the day hangs on holidays that nobody has announced yet. ``beforehand``: the report was made
    before anybody owed it, so it is never late.
    """

    key: str
    incident_id: str
    stage: Stage
    number: int
    channel: Channel
    from_role: str
    to_role: str
    clock_start: ClockStart
    started_at: datetime
    due_at: datetime
    bases: tuple[RuleRef, ...]
    projected: bool = False
    skip_level_ok: bool = False
    answered_at: datetime | None = None
    waived_reason: str = ""
    day_certain: bool = True
    beforehand: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.answered_at is None and not self.waived_reason

    def is_late(self, now: datetime) -> bool:
        """Answered after its time, or open past it (the machine says 疑似迟报 "suspected late", never more)."""
        if self.waived_reason or self.beforehand:
            return False
        return (self.answered_at or now) > self.due_at


class ReportMade(msgspec.Struct, frozen=True):
    """A report that was made: phoned (to whom, on what number, read back or not) or sent (by what means).

    ``due_at`` and ``bases`` are the obligation it answered, copied when it was made: a later upgrade or another
    rulebook does not make a punctual report late. ``situation_report_id``: the written report whose text it carried, ""
    where none was composed here.
    """

    id: str
    stage: Stage
    number: int
    channel: Channel
    to_role: str
    at: datetime
    by: str
    whom: str = ""
    phone: str = ""
    read_back: bool = False
    means: str = ""
    content: str = ""
    document_sha256: str = ""
    due_at: datetime | None = None
    bases: tuple[RuleRef, ...] = ()
    receipt_by: str = ""
    receipt_at: datetime | None = None
    situation_report_id: str = ""


class Waiver(msgspec.Struct, frozen=True):
    """A duty that a person decided not to answer, with the reason; it stays on the record."""

    key: str
    reason: str
    by: str
    at: datetime
