"""Reports upwards: what is owed, what was made, what was set aside. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.desk.describe_paper import mark_of
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline, DeadlineKind, obligations, rulebook_of, window_of
from app.domain.incident.model import Incident
from app.domain.reporting.model import Channel, Obligation, ReportMade
from app.domain.reporting.rules import urgency
from app.ui.panels.duty.room import Room


class OwedRow(msgspec.Struct, frozen=True):
    """A duty to report: open (with its countdown), answered (punctual or suspected late), or waived (with the reason)."""

    key: str
    title: str
    badge: str
    tone: str
    shape: str
    subtitle: str
    due_at: datetime | None
    right: str
    tip: str
    is_open: bool
    obligation: Obligation


class MadeRow(msgspec.Struct, frozen=True):
    """A report that was made, with its lateness and its receipt."""

    id: str
    title: str
    badge: str
    tone: str
    shape: str
    subtitle: str
    right: str
    tip: str
    signed: bool


def owed(of: Incident, room: Room) -> tuple[OwedRow, ...]:
    """The duties of this incident: open ones first, the earliest first."""
    found = obligations(of, room.state, room.reference, room.now)
    ordered = sorted(found, key=lambda one: (not one.is_open, one.due_at, one.key))
    return tuple(_owed(one, room) for one in ordered)


def made(of: Incident, room: Room) -> tuple[MadeRow, ...]:
    """The reports made, the newest first."""
    return tuple(_made(one, room) for one in sorted(of.reports, key=lambda one: one.at, reverse=True))


def notice(of: Incident, room: Room) -> tuple[str, str]:
    """A line above the duties and its tone: the correction window that runs, or that no rulebook is in force."""
    if rulebook_of(room.state, room.reference) is None:
        return room.say("duty.no_rulebook"), "warn"
    window = window_of(of, room.state, room.reference, room.now)
    if window is None or of.terminated_at is None:
        return "", "muted"
    if window.until < room.now:
        return room.say("duty.window_past", until=room.clock(window.until), days=window.days, rule=window.rule_id), "muted"
    return room.say("duty.window", until=room.clock(window.until), days=window.days, rule=window.rule_id), "info"


def as_deadline(one: Obligation) -> Deadline:
    """The duty as the deadline that the window can answer."""
    return Deadline(DeadlineKind.REPORT, one.incident_id, one.key, one.started_at, one.due_at, one, critical=True)


def _owed(one: Obligation, room: Room) -> OwedRow:
    badge, tone, shape = _mark(one, room)
    bases = "\n".join(
        f"{ref.rule_id}  {room.describer.rule_basis(ref)}  {room.clock(ref.due_at)}"
        + (f"  {room.say('duty.immediately')}" if ref.immediately else "")
        for ref in one.bases
    )
    first = room.describer.rule_basis(one.bases[0]) if one.bases else "—"
    if one.waived_reason:
        subtitle = room.say("duty.waived_because", reason=one.waived_reason)
    elif one.answered_at is not None:
        subtitle = room.say("duty.answered_at", at=room.clock(one.answered_at), due=room.clock(one.due_at))
    else:
        subtitle = room.say("duty.due_by", due=room.clock(one.due_at), basis=first)
    return OwedRow(
        key=one.key,
        title=room.describer.obligation(one),
        badge=badge,
        tone=tone,
        shape=shape,
        subtitle=subtitle,
        due_at=one.due_at if one.is_open else None,
        right="",
        tip=bases,
        is_open=one.is_open,
        obligation=one,
    )


def _mark(one: Obligation, room: Room) -> tuple[str, str, str]:
    if one.waived_reason:
        return room.say("duty.waived"), "muted", "dash"
    if one.answered_at is not None:
        late = one.is_late(room.now)
        return (room.say("duty.suspected_late"), "warn", "triangle") if late else (room.say("duty.in_time"), "ok", "check")
    how = urgency(one.started_at, one.due_at, room.now)
    word = room.say("duty.projected") if one.projected else room.say(f"urgency.{how}")
    return word, URGENCY_TONES[how], ""


def _made(one: ReportMade, room: Room) -> MadeRow:
    late = one.due_at is not None and one.at > one.due_at
    if one.due_at is None:
        badge, tone, shape = room.say("duty.unasked"), "neutral", "ring"
    elif late:
        badge, tone, shape = room.say("duty.suspected_late"), "warn", "triangle"
    else:
        badge, tone, shape = room.say("duty.in_time"), "ok", "check"
    if one.channel is Channel.PHONE:
        how = room.say("duty.spoke_to", whom=one.whom, phone=one.phone or "—")
        how += room.say("report.read_back") if one.read_back else ""
    else:
        code = f"means.{one.means}"
        how = room.say(code) if room.wording.knows(code) else one.means
    signed = one.receipt_at is not None
    receipt = room.say("duty.unsigned")
    if one.receipt_at is not None:
        receipt = room.say("duty.signed", by=one.receipt_by, at=room.clock(one.receipt_at))
    stage, channel = room.describer.stage(one.stage, one.number), room.say(f"channel.{one.channel}")
    title = room.say("obligation.title", stage=stage, channel=channel, to=room.describer.role(one.to_role))
    mark = mark_of(room.describer, one.id, room.state)
    tip = "\n".join(part for part in (how, one.content, receipt, one.by, mark) if part)
    return MadeRow(one.id, title, badge, tone, shape, f"{how} · {receipt}{mark}", room.clock(one.at), tip, signed)
