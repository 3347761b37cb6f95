"""Forces: what the plan asks for, who is out, who could go. No Qt."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from app.catalog.pinyin import matches
from app.desk.position_words import age_words, seen_words
from app.domain.incident.model import Incident
from app.domain.plan.needs import needs_of
from app.domain.unit.decide import engagements
from app.domain.unit.model import Dispatch, Unit, UnitStatus
from app.domain.unit.rules import NEXT, Candidate, candidates, coverage, is_resting, last_point
from app.kernel.geo import Point
from app.ui.panels.duty import who_presenter
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.who_presenter import Said

STEP_ORDER = (
    UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.WORKING, UnitStatus.STAGED,
    UnitStatus.RETURNING, UnitStatus.ON_STANDBY,
)
"""The statuses that follow through from dispatch to return, in the order of the buttons."""

SOURCES = ("phone", "radio", "app", "automatic")
"""How a status reached the room (worded under ``duty.source.<code>``)."""

MOST_SHOWN = 200
"""So many of the available units are listed; who wants another one asks for it by name."""

_OUT_TONES = {
    UnitStatus.DISPATCHED: "watch", UnitStatus.ACKNOWLEDGED: "info", UnitStatus.EN_ROUTE: "info", UnitStatus.ON_SCENE: "ok",
    UnitStatus.WORKING: "ok", UnitStatus.STAGED: "neutral", UnitStatus.RETURNING: "muted", UnitStatus.ON_STANDBY: "muted",
}


class DemandRow(msgspec.Struct, frozen=True):
    """A need for forces against what is out; ``tip`` is the clause it rests on, or every plan that asks for them."""

    kind: str
    text: str
    is_met: bool
    tip: str


class OutRow(msgspec.Struct, frozen=True):
    """A unit that was sent: where it stands, since when, by which source, and what may come next."""

    unit_id: str
    dispatch_id: str
    title: str
    badge: str
    tone: str
    subtitle: str
    right: str
    tip: str
    next_steps: tuple[UnitStatus, ...]
    ended: bool


class FreeRow(msgspec.Struct, frozen=True):
    """A unit that could go: how far, how old that knowledge is, whether the plan asks for its kind, whether it is proposed,
    and what the proposal says of it."""

    unit_id: str
    title: str
    badge: str
    subtitle: str
    right: str
    stale: bool
    wanted: bool
    proposed: bool = False
    why: str = ""
    resting: bool = False


class Free(NamedTuple):
    """The units that could go, best first: the first of them as rows, all of them by id."""

    rows: tuple[FreeRow, ...]
    ids: tuple[str, ...]


def demands(of: Incident, room: Room) -> tuple[DemandRow, ...]:
    """What the running responses ask for, against what is out; the unmet ones first."""
    needs = needs_of(of)
    rows = []
    for need, met in zip(needs, coverage([one.demand for one in needs], of.dispatches.values()), strict=True):
        demand = met.demand
        parts = []
        if demand.units or not demand.people:
            parts.append(room.say("duty.units_of", got=met.units, want=max(demand.units, 1)))
        if demand.people:
            parts.append(room.say("duty.people_of", got=met.people, want=demand.people))
        name = room.describer.unit_kind(demand.kind)
        able = room.say("list.separator").join(need.capabilities)
        extra = room.say("duty.capability", capability=able) if able else ""
        text = f"{name} {room.say('list.separator').join(parts)}"
        shared = len(need.claims) > 1
        tip = "\n".join((text + extra, *room.shared.need(need))) if shared else f"{text}{extra}  {room.wording.basis(demand.basis)}"
        rows.append(DemandRow(demand.kind, text, met.is_met, tip))
    return tuple(sorted(rows, key=lambda row: row.is_met))


def out(of: Incident, room: Room) -> tuple[OutRow, ...]:
    """The units that were sent, those still out first, each with the steps that may follow."""
    ordered = sorted(of.dispatches.values(), key=lambda one: (one.ended_at is not None, one.steps[0].at, one.id))
    return tuple(_out(one, room) for one in ordered)


def free(of: Incident, room: Room, query: str = "", most: int = MOST_SHOWN) -> Free:
    """The available units: those proposed first, then the kinds that the plan still lacks, each by its time or distance.

    A query filters by name, kind, call sign and leader. A unit that rests is not proposed; who asks for it by name sees it,
    marked as resting, at the end. No more than ``most`` are put into words.
    """
    units, query = room.state.units, query.strip()
    engaged = engagements(units)
    able = [unit for unit in units.values() if unit.id not in engaged]
    if query:
        able = [unit for unit in able if _found(query, unit, room)]
    near = candidates(able, room.positions, of.place.point, room.now, stale_after_s=room.stale_after_s, resting=bool(query))
    lacking, said = {row.kind for row in demands(of, room) if not row.is_met}, Said(of.id, room)

    def order(one: Candidate) -> tuple[bool, bool, bool, float]:
        unit = units[one.unit_id]
        return is_resting(unit, room.now), not said.proposes(unit.id), unit.kind not in lacking, said.order_s(unit.id)

    found = sorted(near, key=order)
    return Free(tuple(_free(one, room, lacking, said) for one in found[:most]), tuple(one.unit_id for one in found))


def _found(query: str, unit: Unit, room: Room) -> bool:
    words = (room.wording.text(unit.name), room.describer.unit_kind(unit.kind), unit.call_sign, unit.leader, unit.phone)
    return any(matches(query, word) for word in words)


def where(unit_id: str, room: Room) -> Point | None:
    """Where a unit is thought to be."""
    unit = room.state.units.get(unit_id)
    return None if unit is None else last_point(unit, room.positions.get(unit_id))


def _out(one: Dispatch, room: Room) -> OutRow:
    step = one.steps[-1]
    unit = room.state.units.get(one.unit_id)
    held = unit is not None and unit.dispatch_id == one.id
    following = _following(unit.status) if unit is not None and held else ()
    crew = room.say("duty.crew", crew=one.crew) if one.crew else ""
    call = f"{unit.leader} {unit.phone}".strip() if unit else ""
    history = "\n".join(
        f"{room.clock(each.at)} {room.say(f'unit_status.{each.status}')} · {source_word(each.source, room)} · {each.by}"
        for each in one.steps
    )
    parts = (_position_age(one.unit_id, room) if held else "", room.describer.unit_kind(one.kind), crew, call)
    return OutRow(
        unit_id=one.unit_id,
        dispatch_id=one.id,
        title=room.wording.text(one.unit_name),
        badge=room.say(f"unit_status.{one.status}"),
        tone=_OUT_TONES[one.status] if one.ended_at is None else "muted",
        subtitle=" · ".join(part for part in parts if part),
        right=(who_presenter.eta(one.unit_id, room) if held else "") or f"{room.clock(step.at)} {source_word(step.source, room)}",
        tip=history,
        next_steps=following,
        ended=one.ended_at is not None,
    )


def _position_age(unit_id: str, room: Room) -> str:
    """How old the position of a unit that is out is; empty where it has none."""
    position = room.positions.get(unit_id)
    return "" if position is None else seen_words(position, room.now, room.say, room.stale_after_s)


def _following(status: UnitStatus) -> tuple[UnitStatus, ...]:
    """What may come next, forward before back: the first is what is usually said next."""
    at = STEP_ORDER.index(status) if status in STEP_ORDER else -1
    able = [one for one in STEP_ORDER if one in NEXT[status]]
    return tuple(sorted(able, key=lambda one: (STEP_ORDER.index(one) <= at, STEP_ORDER.index(one))))


def source_word(code: str, room: Room) -> str:
    """The word for a source of a status, or the words themselves."""
    return room.say(f"duty.source.{code}") if code in SOURCES else code


def _free(one: Candidate, room: Room, lacking: set[str], said: Said) -> FreeRow:
    unit = room.state.units[one.unit_id]
    wanted = unit.kind in lacking
    if one.position_age_s is None:
        age = room.say("duty.at_base") if unit.home else room.say("duty.no_place")
    else:
        age = room.say("duty.stale_age" if one.stale else "duty.age", age=age_words(one.position_age_s, room.say))
    proposed, trip = said.proposes(unit.id), said.trip(unit.id)
    parts = [room.say("who.proposed")] if proposed else [room.say("duty.wanted")] if wanted else []
    resting = is_resting(unit, room.now)
    if resting and unit.resting_until is not None:
        parts.append(room.say("unit.resting_until", at=room.clock(unit.resting_until)))
    if unit.status is UnitStatus.RETURNING:
        parts.append(room.say("unit_status.returning"))
    if unit.crew:
        parts.append(room.say("duty.crew", crew=unit.crew))
    parts += [part for part in (f"{unit.leader} {unit.phone}".strip(),) if part]
    return FreeRow(
        unit_id=unit.id,
        title=room.wording.text(unit.name),
        badge=room.describer.unit_kind(unit.kind),
        subtitle=" · ".join(parts),
        right=" · ".join(part for part in (trip if trip is not None else _distance(one.distance_m), age) if part),
        stale=one.stale,
        wanted=wanted,
        proposed=proposed,
        why=said.why(unit.id),
        resting=resting,
    )


def _distance(metres: float | None) -> str:
    if metres is None:
        return ""
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"

