"""The proposal for an incident as lines and rows: why these, what stays open, who was not chosen. No Qt."""

from __future__ import annotations

import msgspec

from app.desk.who_words import WhoWords
from app.domain.dispatching.model import Advice, IncidentAdvice, NotChosen, Proposed
from app.domain.dispatching.travel import Trip
from app.domain.plan.needs import needs_of
from app.kernel.clock import to_local
from app.ui.panels.duty.room import Room

REASONS = ("nearer", "other_work", "ordered", "equipment", "in_parts", "more")
"""The usual reasons for sending others than were proposed (worded under ``who.reason.<code>``)."""


class Said:
    """What the proposal for one incident says of each unit that it speaks of; put into words only when somebody asks."""

    def __init__(self, incident_id: str, room: Room) -> None:
        mine = advice_of(incident_id, room)
        self._words = WhoWords(room.describer, room.state)
        self._of: dict[str, Proposed | NotChosen] = {}
        if mine is not None:
            self._of = {one.unit_id: one for one in (*mine.not_chosen, *mine.proposed)}

    def proposes(self, unit_id: str) -> bool:
        """Whether this unit is to be sent."""
        return isinstance(self._of.get(unit_id), Proposed)

    def order_s(self, unit_id: str) -> float:
        """Seconds to sort by: those without a time by their distance, behind all others."""
        one = self._of.get(unit_id)
        return _order(one.trip if one is not None else None)

    def trip(self, unit_id: str) -> str | None:
        """The trip in words; ``None`` where the proposal does not speak of the unit."""
        one = self._of.get(unit_id)
        return None if one is None else self._words.trip(one.trip)

    def why(self, unit_id: str) -> str:
        """Why it goes, or why not, in one line."""
        one = self._of.get(unit_id)
        if one is None:
            return ""
        return self._words.reasons(one.because) if isinstance(one, Proposed) else self._words.because(one.because)


class Summary(msgspec.Struct, frozen=True):
    """The proposal in one line, everything behind it, and whether something stays open."""

    line: str
    tip: str
    is_short: bool


class WhoRow(msgspec.Struct, frozen=True):
    """One row of the joint view. ``answer`` is ``proposed``, ``not_chosen`` or ``unmet``."""

    id: str
    incident: str
    answer: str
    answer_text: str
    unit: str
    kind: str
    travel: str
    travel_s: float | None
    distance: str
    distance_m: float | None
    position: str
    because: str


def advice_of(incident_id: str, room: Room) -> IncidentAdvice | None:
    """The proposal for this incident, if there is one yet."""
    return room.who.advice.incidents.get(incident_id) if room.who is not None else None


def summary(incident_id: str, room: Room) -> Summary:
    """The line above the list: how many are proposed, what stays open, how it was measured."""
    mine = advice_of(incident_id, room)
    if mine is None or room.who is None:
        return Summary("", "", False)
    words = WhoWords(room.describer, room.state)
    unmet = [words.unmet(one) for one in mine.unmet]
    notes = list(words.notes(room.who.advice, mine))
    if not mine.proposed and not unmet:
        of = room.state.incidents.get(incident_id)
        first = room.say("who.nothing_wanted" if of is not None and needs_of(of) else "who.nothing_asked")
    elif not mine.proposed:
        first = room.say("who.nothing_possible")
    else:
        first = room.say("duty.who.count", count=len(mine.proposed))
    broken = [words.because(one) for one in mine.broken]
    return Summary(" · ".join((first, *unmet, *broken, *notes)), "\n".join((first, *unmet, *broken, *notes)), bool(unmet or broken))


def eta(unit_id: str, room: Room) -> str:
    """``03:24到 · 6 分钟`` for a unit under way, "" where its arrival is not known."""
    known = room.who.etas.get(unit_id) if room.who is not None else None
    if known is None or known.at is None:
        return ""
    left_s = max(0.0, (known.at - room.now).total_seconds())
    words = WhoWords(room.describer, room.state)
    return f"{room.say('who.eta', at=to_local(known.at).strftime('%H:%M'))} · {words.minutes(left_s)}"


def rows(room: Room) -> tuple[WhoRow, ...]:
    """The whole answer: every open incident, who goes, what stays open, who not and why."""
    if room.who is None:
        return ()
    words = WhoWords(room.describer, room.state)
    found: list[WhoRow] = []
    for mine in room.who.advice.incidents.values():
        of = room.state.incidents.get(mine.incident_id)
        if of is not None:
            found += _rows(mine, f"{of.number} {room.describer.incident_title(of)}", room, words)
    return tuple(found)


def is_joint(advice: Advice) -> bool:
    """Whether several incidents ask for units at once."""
    return sum(1 for one in advice.incidents.values() if one.proposed or one.unmet) > 1


def _rows(mine: IncidentAdvice, title: str, room: Room, words: WhoWords) -> list[WhoRow]:
    found = [_unit_row(one, "proposed", words.reasons(one.because), mine, title, room, words) for one in mine.proposed]
    for one in mine.unmet:
        found.append(
            WhoRow(
                f"{mine.incident_id}.?.{one.kind}", title, "unmet", room.say("who.answer.unmet"), "",
                room.describer.unit_kind(one.kind), "", None, "", None, "", words.unmet(one),
            )
        )
    found += [_unit_row(one, "not_chosen", words.because(one.because), mine, title, room, words) for one in mine.not_chosen]
    return found


def _unit_row(
    one: Proposed | NotChosen, answer: str, because: str, mine: IncidentAdvice, title: str, room: Room, words: WhoWords
) -> WhoRow:
    trip = one.trip
    seconds, metres = (None, None) if trip is None else (trip.travel_s, trip.distance_m)
    return WhoRow(
        f"{mine.incident_id}.{one.unit_id}.{one.kind}", title, answer, room.say(f"who.answer.{answer}"),
        room.describer.unit_name(one.unit_id, room.state), room.describer.unit_kind(one.kind),
        "" if seconds is None else words.minutes(seconds), seconds, "" if metres is None else words.distance(metres), metres,
        words.seen(one.position_age_s), because,
    )


def _order(trip: Trip | None) -> float:
    if trip is None or trip.distance_m is None:
        return float("inf")
    return trip.travel_s if trip.travel_s is not None else 1e6 + trip.distance_m
