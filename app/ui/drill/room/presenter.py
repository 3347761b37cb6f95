"""What the conductor's room shows, as rows. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from app.desk.describe import Describer
from app.desk.describe_drills import part_words, seat_name, trigger_words
from app.desk.drill_hall import HallSeat
from app.domain.exercise.kinds import SIMULATED_ACTORS, SeatKind
from app.domain.exercise.model import Drill, InjectLife
from app.domain.exercise.observing import Observed, expected_key
from app.domain.exercise.scenario import Inject
from app.domain.exercise.schedule import Planned, Standing
from app.domain.exercise.score import Score
from app.domain.record import Record
from app.domain.state import State
from app.domain.unit.model import UnitStatus

LOOKS = {
    Standing.FIRED: ("ok", "check"), Standing.SKIPPED: ("muted", "dash"), Standing.DUE: ("info", "disc"),
    Standing.WAITING: ("neutral", "ring"), Standing.PASSED: ("muted", "dash"),
}
"""Tone and shape of where an inject stands; the word stands beside them."""

SOON = ("watch", "diamond")
SOON_WITHIN = timedelta(minutes=5)
"""What comes within so long is told from the rest."""

SIMULATED = frozenset({"inject", "feed"})
"""Origins behind which no participant stands: the conductor's side, and the clock."""


class InjectRow(msgspec.Struct, frozen=True):
    """An inject on the timeline. ``minute`` counts from the start of the drill; ``None`` while nobody knows when it comes."""

    id: str
    standing: Standing
    word: str
    tone: str
    shape: str
    at: datetime | None
    minute: float | None
    channel: str
    sender: str
    to: str
    text: str
    waits_for: str
    expected: str
    is_late: bool
    note: str
    by_hand: bool

    @property
    def is_open(self) -> bool:
        """Whether something can still be made of it."""
        return self.standing in (Standing.DUE, Standing.WAITING, Standing.PASSED)


class ActRow(msgspec.Struct, frozen=True):
    """An entry of the drill's journal: who did what."""

    seq: int
    at: datetime
    actor: str
    kind: str
    sentence: str
    is_participant: bool


class UnitRow(msgspec.Struct, frozen=True):
    """A simulated unit."""

    id: str
    name: str
    kind: str
    status: str
    tone: str
    since: datetime | None
    incident: str
    said: str
    is_out: bool


class SeatRow(msgspec.Struct, frozen=True):
    """A seat of the scenario, or one that was added; ``tone`` says how the comms check went, ``net`` whether a page of it is open
    at another machine ("" where nobody can sit there)."""

    role: str
    title: str
    kind: SeatKind
    kind_word: str
    group: str
    name: str
    place: str
    comms: str
    tone: str
    net: str = ""
    net_tone: str = "muted"


class PartRow(msgspec.Struct, frozen=True):
    """One part of the score with what it rests on."""

    key: str
    item: str
    words: str
    points: float
    of: float
    evidence: tuple[int, ...]
    who: str

    @property
    def tone(self) -> str:
        """Reached, in part, or not."""
        return part_tone(self.points, self.of)


def part_tone(points: float, of: float) -> str:
    """How a part of the score looks: reached, in part, or not."""
    share = points / of if of else 0.0
    return "ok" if share >= 0.995 else "watch" if share > 0 else "alarm"


def seqs_words(seqs: Iterable[int]) -> str:
    """The numbers of entries, one behind the other."""
    return ", ".join(str(seq) for seq in seqs)


def timeline_rows(
    planned: Sequence[Planned], drill: Drill, observed: Observed, now: datetime, d: Describer, state: State
) -> tuple[InjectRow, ...]:
    """The timeline in its order; what nobody knows the moment of stands last."""
    rows = (_inject_row(one, drill, observed, now, d, state) for one in planned)
    return tuple(sorted(rows, key=lambda row: row.at is None))


def act_rows(records: Iterable[Record], state: State, d: Describer) -> tuple[ActRow, ...]:
    """Records in words, in their order."""
    return tuple(
        ActRow(
            one.seq, one.stamp.at, actor_name(one.stamp.actor, d), _kind(one, d), d.record(one, state),
            one.stamp.context.origin not in SIMULATED,
        )
        for one in records
    )


def actor_name(actor: str, d: Describer) -> str:
    """A person's name as it is; the conductor's side in words; a dash where nobody acted."""
    return d.say(f"drill.actor.{actor}") if actor in SIMULATED_ACTORS else actor or "—"


def unit_rows(state: State, d: Describer) -> tuple[UnitRow, ...]:
    """Every unit: those that are out first, then by name. What it said last stands beside it."""
    said = {one.unit_id: one.text for one in (state.drill.radio if state.drill is not None else ())}
    found = []
    for unit in state.units.values():
        of = state.incidents.get(unit.incident_id)
        out = unit.status not in (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE)
        tone = "info" if out else "muted" if unit.status is UnitStatus.OUT_OF_SERVICE else "neutral"
        found.append(UnitRow(
            unit.id, d.unit_name(unit.id, state), d.unit_kind(unit.kind), d.say(f"unit_status.{unit.status}"), tone, unit.status_at,
            d.incident_title(of) if of is not None else "", said.get(unit.id, ""), out,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.is_out, one.name)))


def seat_rows(drill: Drill, state: State, d: Describer, net: Mapping[str, HallSeat] | None = None) -> tuple[SeatRow, ...]:
    """The seats of the scenario, then those that were added; ``net`` is how the hall knows them, where it is open."""
    planned = {one.role: one for one in drill.scenario.participants}
    rows = []
    for role in (*planned, *(role for role in sorted(drill.seats) if role not in planned)):
        seat, known = drill.seats.get(role), planned.get(role)
        kind = seat.kind if seat is not None else known.kind if known is not None else SeatKind.PLAYER
        comms, tone = "drill.comms.untried", "neutral"
        if seat is None:
            comms, tone = "drill.comms.empty", "muted"
        elif seat.checked_at is not None:
            comms, tone = ("drill.heard", "ok") if seat.heard else ("drill.not_heard", "alarm")
        rows.append(SeatRow(
            role, seat_name(d, role, state), kind, d.say(f"drill.seat.{kind}"), d.text(known.group) if known is not None else "",
            seat.name if seat is not None else "", seat.place if seat is not None else "", d.say(comms), tone,
            *_net(net.get(role) if net else None, d),
        ))  # fmt: skip
    return tuple(rows)


def _net(known: HallSeat | None, d: Describer) -> tuple[str, str]:
    """How a seat stands on the network, and its tone."""
    if known is None:
        return "", "muted"
    if not known.has_key:
        return d.say("hall.net.revoked"), "warn"
    if known.is_connected:
        return d.say("hall.net.connected"), "ok"
    if known.seen_s is None:
        return d.say("hall.net.never"), "neutral"
    return d.say("hall.net.seen", minutes=max(1, round(known.seen_s / 60))), "watch"


def part_rows(score: Score, d: Describer) -> tuple[PartRow, ...]:
    """Every part of the score, as the items come."""
    return tuple(
        PartRow(part.key, d.say(f"drill.item.{item.kind}"), part_words(d, part), part.points, part.of, part.evidence,
                actor_name(part.who, d) if part.who else "")
        for item in score.items for part in item.parts
    )  # fmt: skip


def _inject_row(one: Planned, drill: Drill, observed: Observed, now: datetime, d: Describer, state: State) -> InjectRow:
    inject, life = one.inject, drill.life(one.inject.id)
    tone, shape = LOOKS[one.standing]
    if one.standing is Standing.DUE and one.at is not None and one.at - now <= SOON_WITHIN:
        tone, shape = SOON
    begins_at = drill.started_at or drill.scenario.starts_at
    met, late = _expected(inject, observed, now)
    return InjectRow(
        id=inject.id, standing=one.standing, word=d.say(f"drill.standing.{one.standing}"), tone=tone, shape=shape, at=one.at,
        minute=None if one.at is None else (one.at - begins_at).total_seconds() / 60,
        channel=d.say(f"drill.channel.{inject.channel}"), sender=d.text(inject.from_), to=seat_name(d, inject.to, state),
        text=d.text(life.text or inject.text), waits_for=_waits_for(inject, life, d),
        expected=f"{met}/{len(inject.expect)}" if inject.expect else "", is_late=late,
        note=d.text(inject.note) if inject.note is not None else "", by_hand=life.by_hand,
    )  # fmt: skip


def _expected(inject: Inject, observed: Observed, now: datetime) -> tuple[int, bool]:
    """How many of its expectations were met, and whether one is overdue."""
    came = observed.told.get(inject.id)
    met, late = 0, False
    for one in inject.expect:
        if expected_key(inject, one) in observed.seen:
            met += 1
        elif came is not None and now > came.at + timedelta(minutes=one.within_min):
            late = True
    return met, late


def _waits_for(inject: Inject, life: InjectLife, d: Describer) -> str:
    """Why it has no moment yet, or why it never comes."""
    if life.reason:
        return d.say("drill.branch_not_taken") if life.reason == "branch" else life.reason
    if inject.when is None:
        return ""
    return trigger_words(d, inject.when)


def _kind(one: Record, d: Describer) -> str:
    code = f"entry_kind.{type(one.entry).__name__}"
    return d.say(code) if d.knows(code) else type(one.entry).__name__
