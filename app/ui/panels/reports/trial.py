"""Trying the rules: what would be owed for facts and times that a person made up. No Qt, no journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.catalog.limit_text import limit_text
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.conditions import FactScalar
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation, Rule, Rulebook
from app.domain.reporting.rules import ReportingCase, correction_window, obligations_for, waiting


class TrialInput(msgspec.Struct, frozen=True):
    """What was typed: the kind, the facts, and the moments that clocks start from."""

    kind: str
    facts: dict[str, FactScalar]
    aware_at: datetime
    occurred_at: datetime | None = None
    stabilised_at: datetime | None = None
    terminated_at: datetime | None = None
    requested_at: datetime | None = None
    warning_received_at: datetime | None = None
    looked_at: datetime | None = None

    @property
    def now(self) -> datetime:
        """As of when it is looked at: the moment named, else the latest one typed."""
        typed = (self.aware_at, self.stabilised_at, self.terminated_at, self.requested_at, self.warning_received_at)
        return self.looked_at or max(at for at in typed if at is not None)


class Lane(msgspec.Struct, frozen=True):
    """One line of the time axis: from when to when; ``due_at`` ``None`` for a clock that has not started."""

    key: str
    title: str
    detail: str
    source: str
    start_at: datetime | None = None
    due_at: datetime | None = None
    projected: bool = False
    is_window: bool = False


class TrialResult(msgspec.Struct, frozen=True):
    """What the rules make of it: the grade with its reasons, and the lanes, the earliest due first."""

    severity: str
    reasons: tuple[str, ...]
    lanes: tuple[Lane, ...]
    origin_at: datetime
    aware_at: datetime


def try_rules(
    given: TrialInput, book: Rulebook, reference: Reference, describer: Describer, words: Wording
) -> TrialResult:
    """The duties that these facts would start. Raises ``Refusal`` for a fact out of its bounds."""
    recorded = check_facts(given.kind, given.facts, reference.facts)
    now = given.now
    elapsed_h = max(0.0, (now - (given.occurred_at or given.aware_at)).total_seconds() / 3600)
    grading = grade(given.kind, facts_view(recorded, elapsed_h=elapsed_h), reference.tables)
    view = facts_view(recorded, severity=grading.severity, elapsed_h=elapsed_h)
    case = ReportingCase(
        incident_id="", kind=given.kind, facts=view, aware_at=given.aware_at, occurred_at=given.occurred_at,
        judged_at=given.aware_at, stabilised_at=given.stabilised_at, terminated_at=given.terminated_at,
        requested_at=given.requested_at, warning_received_at=given.warning_received_at,
    )
    senders = len({rule.from_role for rule in book.rules}) > 1
    found = obligations_for(case, book, now, calendar=reference.calendar)
    lanes = [_owed_lane(owed, describer, words, sender=senders) for owed in found]
    window = correction_window(case, book)
    if window is not None:
        rule = next(rule for rule in book.rules if rule.id == window.rule_id)
        lanes.append(
            Lane(
                key="window", title=words.say("trial.window", days=window.days), detail="",
                source=_source(rule.id, words.basis(rule.basis)),
                start_at=given.occurred_at or given.aware_at, due_at=window.until, is_window=True,
            )
        )
    lanes += [_waiting_lane(rule, describer, words) for rule in waiting(case, book, now=now)]
    starts = [lane.start_at for lane in lanes if lane.start_at is not None]
    return TrialResult(
        severity=words.severity(grading.severity.value if grading.severity else None, given.kind),
        reasons=tuple(words.because(one, given.kind) for one in grading.because),
        lanes=tuple(lanes),
        origin_at=min([*starts, given.aware_at]),
        aware_at=given.aware_at,
    )


def typed_facts(values: Mapping[str, object], reference: Reference, flags: tuple[str, ...]) -> dict[str, FactScalar]:
    """The facts of a form: numbers that were typed, choices that were made, flags that were ticked."""
    facts: dict[str, FactScalar] = dict.fromkeys(flags, True)
    for name, value in values.items():
        if name in reference.facts and value is not None:
            facts[name] = value if isinstance(value, bool | int | str) else float(str(value))
    return facts


def _owed_lane(owed: Obligation, describer: Describer, words: Wording, *, sender: bool) -> Lane:
    details = [words.say("trial.from", role=describer.role(owed.from_role))] if sender else []
    details += [words.say("trial.expected")] if owed.projected else []
    details += [] if owed.day_certain else [words.say("limit.day_uncertain")]
    sources = words.say("list.separator").join(dict.fromkeys(_source(ref.rule_id, words.basis(ref.basis)) for ref in owed.bases))
    return Lane(
        key=owed.key,
        title=describer.obligation(owed),
        detail=words.say("list.separator").join(details),
        source=sources,
        start_at=owed.started_at,
        due_at=owed.due_at,
        projected=owed.projected,
    )


def _waiting_lane(rule: Rule, describer: Describer, words: Wording) -> Lane:
    title = words.say(
        "obligation.title", stage=words.say(f"stage.{rule.stage}"), channel=words.say(f"channel.{rule.channel}"),
        to=describer.role(rule.to_role),
    )
    detail = words.say("trial.waits", start=words.say(f"clock_start.{rule.clock_start}"), limit=limit_text(rule, words))
    return Lane(key=f"waiting:{rule.id}", title=title, detail=detail, source=_source(rule.id, words.basis(rule.basis)))


def _source(rule_id: str, basis: str) -> str:
    return basis if rule_id in basis else f"{rule_id} {basis}"
