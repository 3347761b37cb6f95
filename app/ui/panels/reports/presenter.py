"""What the reporting panel shows: deadlines, the ledger of reports, the rules in force. No Qt."""

from __future__ import annotations

import math
from datetime import datetime

import msgspec

from app.catalog.limit_text import limit_text, when_text
from app.catalog.wording import Wording
from app.desk.composition_words import WorkWords
from app.desk.describe import Describer
from app.desk.describe_paper import mark_of
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import STEPPED, Deadline, DeadlineKind, plan_rules
from app.domain.incident.model import Incident
from app.domain.plan.composition import find_work
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, ReportMade, Rule, Rulebook, Stage, Waiver
from app.domain.state import State
from app.domain.words import RuleStatus
from app.kernel.clock import to_local

STATUS_TONES = {
    RuleStatus.STATUTORY: "neutral", RuleStatus.LOCAL: "neutral", RuleStatus.SUGGESTED: "muted", RuleStatus.SAMPLE: "muted",
}
"""Tone of each status of a rule: nothing abnormal, so nothing coloured."""

FILTERS = ("all", *(kind.value for kind in DeadlineKind))
"""What the list of deadlines can be narrowed to."""


class DueRow(msgspec.Struct, frozen=True):
    """One deadline in words; the time left is computed where it is painted."""

    deadline: Deadline
    what: str
    incident: str
    urgency: str
    tone: str
    rank: int
    basis: str
    bases: tuple[str, ...]


class LedgerRow(msgspec.Struct, frozen=True):
    """One report made, or one duty waived (``report_id`` "" then)."""

    key: str
    incident_id: str
    incident: str
    report_id: str
    at: datetime
    by: str
    what: str
    to: str
    how: str
    due_at: datetime | None
    punctuality: str
    tone: str
    late_min: int
    receipt: str
    can_sign: bool
    detail: str


class RuleRow(msgspec.Struct, frozen=True):
    """One rule of a rulebook in words."""

    id: str
    stage: str
    channel: str
    who: str
    limit: str
    start: str
    when: str
    source: str
    status: str
    tone: str
    detail: str
    runs: str = ""


class BookHead(msgspec.Struct, frozen=True):
    """The rulebook's own particulars and what has to be said about it."""

    title: str
    about: str
    status: str
    tone: str
    notice: str


def due_rows(
    ranked: tuple[Deadline, ...],
    state: State,
    book: Rulebook | None,
    describer: Describer,
    words: Wording,
    now: datetime,
    only: str = "all",
) -> tuple[DueRow, ...]:
    """The deadlines in the order of the desk, narrowed to one kind where ``only`` names it."""
    chosen = [one for one in ranked if only in ("all", one.kind)]
    return tuple(_due_row(rank, one, state, book, describer, words, now) for rank, one in enumerate(chosen))


def due_counts(ranked: tuple[Deadline, ...]) -> dict[str, int]:
    """How many deadlines each filter would show."""
    counts = dict.fromkeys(FILTERS, 0)
    for one in ranked:
        counts[one.kind.value] += 1
    counts["all"] = len(ranked)
    return counts


def ledger_rows(state: State, describer: Describer, words: Wording) -> tuple[LedgerRow, ...]:
    """Every report of every incident and every waived duty, the newest first."""
    rows = [
        row
        for of in state.incidents.values()
        for row in (
            *(_made_row(of, made, state, describer, words) for made in of.reports),
            *(_waived_row(of, waiver, describer, words) for waiver in of.waivers),
        )
    ]
    return tuple(sorted(rows, key=lambda row: (row.at, row.key), reverse=True))


def rule_rows(
    book: Rulebook, describer: Describer, words: Wording, own: Rulebook | None = None
) -> tuple[RuleRow, ...]:
    """The rules in the order of the file; ``own`` is the book with those alone whose clocks this desk runs."""
    running = {rule.id for rule in (own or book).rules}
    return tuple(_rule_row(rule, describer, words, runs=rule.id in running) for rule in book.rules)


def book_head(book: Rulebook, words: Wording) -> BookHead:
    """What stands above the rules."""
    parts = (
        words.text(book.jurisdiction), words.say(f"tier.{book.tier}"), book.version, words.cite(book.basis), _approval(book, words),
    )
    about = " · ".join(part for part in parts if part)
    return BookHead(
        title=words.text(book.title),
        about=about,
        status=words.say(f"rule_status.{book.basis.status}"),
        tone=STATUS_TONES[book.basis.status],
        notice=words.text(book.notice),
    )


def _approval(book: Rulebook, words: Wording) -> str:
    one = book.approval
    return "" if one is None else words.say("rule_mark.approval", by=one.by, on=one.on.isoformat(), document=one.document).strip()


def moment(at: datetime | None) -> str:
    """Beijing time as the tables show it: ``07-18 03:17``; "" for none."""
    return "" if at is None else to_local(at).strftime("%m-%d %H:%M")


def is_own_county(book: Rulebook) -> bool:
    """Whether the rules are the jurisdiction's own (law or local document) and not a suggestion or somebody's sample."""
    return book.basis.status in (RuleStatus.STATUTORY, RuleStatus.LOCAL)


def rulebook_in_force(state: State, reference: Reference) -> Rulebook | None:
    """The rulebook that the profile names, ``None`` where it is not (or no longer) there."""
    return None if state.profile is None else reference.rulebooks.get(state.profile.rulebook_id)


def _due_row(
    rank: int, one: Deadline, state: State, book: Rulebook | None, describer: Describer, words: Wording, now: datetime
) -> DueRow:
    urgency = one.urgency(now)
    bases = _bases(one, state, book, describer, words)
    return DueRow(
        deadline=one,
        what=describer.deadline(one, state),
        incident=describer.where(one.incident_id, state),
        urgency=describer.urgency(one, now),
        tone=URGENCY_TONES[urgency],
        rank=rank,
        basis=bases[0] if bases else "",
        bases=bases,
    )


def _bases(
    one: Deadline, state: State, book: Rulebook | None, describer: Describer, words: Wording
) -> tuple[str, ...]:
    of = state.incidents.get(one.incident_id)
    if of is None or one.kind in STEPPED:
        return (words.say(f"due_basis.{one.kind}"),)
    if one.obligation is not None:
        unsure = () if one.obligation.day_certain else (words.say("limit.day_uncertain"),)
        return (*(_named(ref.rule_id, describer.rule_basis(ref)) for ref in one.obligation.bases), *unsure)
    if one.kind is DeadlineKind.TASK:
        work = find_work(of, one.ref)
        if len(work.claims) > 1:
            return WorkWords(describer, words, moment).bases(work, of)
        return (words.basis(work.task.basis),)
    if one.kind is DeadlineKind.WINDOW:
        own = (rule for plan in plan_rules(of) for rule in plan.rules)
        rule = next((rule for rule in (*(book.rules if book else ()), *own) if rule.id == one.ref), None)
        return (_named(rule.id, words.basis(rule.basis)),) if rule else (one.ref,)
    return (words.say(f"due_basis.{one.kind}"),)


def _named(rule_id: str, basis: str) -> str:
    return basis if rule_id in basis else f"{rule_id} {basis}"


def _made_row(of: Incident, made: ReportMade, state: State, describer: Describer, words: Wording) -> LedgerRow:
    late_min = _late_min(made)
    if made.due_at is None:
        punctuality, tone = words.say("punctuality.unlimited"), "muted"
    elif late_min:
        punctuality, tone = words.say("punctuality.late", minutes=late_min), "warn"
    else:
        punctuality, tone = words.say("punctuality.on_time"), "ok"
    if made.receipt_at is not None:
        receipt = words.say("receipt.signed", by=made.receipt_by, at=describer.clock(made.receipt_at))
    else:
        receipt = words.say("receipt.none")
    bases = [_named(ref.rule_id, describer.rule_basis(ref)) for ref in made.bases]
    punctuality += mark_of(describer, made.id, state)
    return LedgerRow(
        key=f"{of.id}:{made.id}", incident_id=of.id, incident=describer.incident_title(of), report_id=made.id, at=made.at,
        by=made.by, what=f"{words.say(f'channel.{made.channel}')} {describer.stage(made.stage, made.number)}",
        to=describer.role(made.to_role), how=_how(made, words), due_at=made.due_at, punctuality=punctuality, tone=tone,
        late_min=late_min, receipt=receipt, can_sign=made.receipt_at is None,
        detail="\n".join(part for part in (made.content, *bases) if part),
    )


def _waived_row(of: Incident, waiver: Waiver, describer: Describer, words: Wording) -> LedgerRow:
    stage, number, channel, to_role = waiver.key.split(":", 3)
    what = f"{words.say(f'channel.{Channel(channel)}')} {describer.stage(Stage(stage), int(number))}"
    return LedgerRow(
        key=f"{of.id}:{waiver.key}:{waiver.at.isoformat()}", incident_id=of.id, incident=describer.incident_title(of),
        report_id="", at=waiver.at, by=waiver.by, what=what, to=describer.role(to_role), how="", due_at=None,
        punctuality=words.say("punctuality.waived"), tone="muted", late_min=0, receipt="", can_sign=False,
        detail=waiver.reason,
    )


def _how(made: ReportMade, words: Wording) -> str:
    if made.channel is Channel.PHONE:
        text = words.say("made.by_voice", whom=made.whom, phone=made.phone).strip()
        return text + words.say("made.read_back") if made.read_back else text
    code = f"means.{made.means}"
    return words.say(code) if words.knows(code) else made.means


def _late_min(made: ReportMade) -> int:
    if made.due_at is None or made.at <= made.due_at:
        return 0
    return max(1, math.ceil((made.at - made.due_at).total_seconds() / 60))


def _rule_row(rule: Rule, describer: Describer, words: Wording, *, runs: bool) -> RuleRow:
    return RuleRow(
        id=rule.id,
        stage=words.say(f"stage.{rule.stage}"),
        channel=words.say(f"channel.{rule.channel}"),
        who=f"{describer.role(rule.from_role)} → {describer.role(rule.to_role)}",
        limit=limit_text(rule, words),
        start=words.say(f"clock_start.{rule.clock_start}"),
        when=when_text(rule, words),
        source=words.cite(rule.basis),
        status=words.say(f"rule_status.{rule.basis.status}"),
        tone=STATUS_TONES[rule.basis.status],
        detail="\n".join((words.text(rule.title), *_marks(rule, describer, words))),
        runs=words.say("rule_runs.here" if runs else "rule_runs.shown"),
    )


def _marks(rule: Rule, describer: Describer, words: Wording) -> list[str]:
    separator = words.say("list.separator")
    kinds = separator.join(describer.kind(code) for code in rule.kinds)
    marks = [words.say("rule_mark.kinds_all") if "*" in rule.kinds else words.say("rule_mark.kinds", kinds=kinds)]
    if rule.jurisdiction is not None:
        marks.append(words.say("rule_mark.jurisdiction", place=words.text(rule.jurisdiction)))
    for name in ("phone_first", "needs_signoff", "skip_level_ok"):
        if getattr(rule, name):
            marks.append(words.say(f"rule_mark.{name}"))
    if rule.cc:
        marks.append(words.say("rule_mark.cc", roles=separator.join(describer.role(code) for code in rule.cc)))
    lines = [" · ".join(marks), words.basis(rule.basis)]
    return [*lines, words.text(rule.note)] if rule.note else lines
