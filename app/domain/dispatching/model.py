"""What a proposal is made of: who could go, what is wanted, what has to stay, and the answer with its reasons."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.basis import Basis
from app.domain.dispatching.travel import Measure, Trip
from app.kernel.geo import Point
from app.kernel.text import Text

STRAIGHT_M_S = 30 / 3.6 / 1.4
"""Where only the distance as the crow flies is known, units are ordered as if they drove 30 km/h on ways 1.4 times as long.
No arrival is ever shown from it."""

SEVERE_FROM = 2
"""Incidents of this priority and above may break minimum cover where nobody else can go."""


class Because(msgspec.Struct, frozen=True, gc=False):
    """One reason, as a code (worded under ``who.<code>``) and the facts that fill it."""

    code: str
    facts: dict[str, Any] = {}


class CoverRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minimum cover: within so many minutes of every village at least so many units of these kinds (together) stay."""

    kinds: tuple[str, ...]
    units: int
    within_min: float
    basis: Basis


class CapabilityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the words of a demand name capabilities: where its text is cut, which parts say what is not to be done, and the
    words that stand for each capability (by its code)."""

    breaks: str = ","
    negations: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = {}


class CoverSpot(msgspec.Struct, frozen=True):
    """A place that has to stay covered."""

    id: str
    name: Text
    point: Point


class Want(msgspec.Struct, frozen=True):
    """What an incident still lacks of one kind of unit.

    ``units`` and ``people`` are what is missing now; ``capabilities`` those that no unit out there has. ``priority`` is 1
    (ordinary) to 4. ``preliminary``: no response runs yet, the recommended plans ask for it.
    """

    incident_id: str
    kind: str
    units: int
    people: int
    capabilities: tuple[str, ...]
    priority: int
    basis: Basis
    preliminary: bool = False


class Candidate(msgspec.Struct, frozen=True):
    """A unit as far as a proposal looks at it. ``bar`` says why it may not be proposed at all."""

    unit_id: str
    kind: str
    crew: int
    capabilities: tuple[str, ...]
    bodies: frozenset[str]
    trips: dict[str, Trip]
    position_age_s: float | None
    bar: Because | None = None

    def cost_s(self, incident_id: str) -> float | None:
        """What orders it among others for this incident, in seconds; ``None`` where it cannot get there."""
        trip = self.trips.get(incident_id)
        if self.bar is not None or trip is None or not trip.reaches:
            return None
        return trip.travel_s if trip.travel_s is not None else (trip.distance_m or 0.0) / STRAIGHT_M_S + trip.assembly_s


class Guard(msgspec.Struct, frozen=True):
    """One place under one rule of cover: of ``units`` (all within reach now) at least ``least`` stay."""

    spot_id: str
    rule: int
    units: tuple[str, ...]
    least: int


class Option(msgspec.Struct, frozen=True):
    """One unit for one want (its place in the problem), and what that costs."""

    unit_id: str
    want: int
    cost_s: float


class Problem(msgspec.Struct, frozen=True):
    """The joint question. ``clashes`` are pairs that cannot both go: a joint patrol and its members. ``engages``: whom the
    sending of a unit takes away, itself among them. Everything is in the order of ids, so that one question has one answer.
    """

    wants: tuple[Want, ...]
    candidates: tuple[Candidate, ...]
    options: tuple[Option, ...]
    clashes: tuple[tuple[str, str], ...]
    engages: dict[str, frozenset[str]]
    guards: tuple[Guard, ...]


class Assignment(msgspec.Struct, frozen=True):
    """Who goes for which want. ``best``: proven to be the best answer, else only a good one."""

    sent: tuple[tuple[str, int], ...]
    best: bool


class Proposed(msgspec.Struct, frozen=True, gc=False):
    """A unit to send, and why this one."""

    unit_id: str
    kind: str
    trip: Trip
    position_age_s: float | None
    because: tuple[Because, ...]


class Unmet(msgspec.Struct, frozen=True):
    """What stays open of a demand (units, people, capabilities), and why."""

    kind: str
    units: int
    people: int
    capabilities: tuple[str, ...]
    because: tuple[Because, ...]
    basis: Basis


class NotChosen(msgspec.Struct, frozen=True, gc=False):
    """A unit of a kind that is asked for and is not proposed, and why."""

    unit_id: str
    kind: str
    trip: Trip | None
    position_age_s: float | None
    because: Because


class IncidentAdvice(msgspec.Struct, frozen=True):
    """The answer for one incident. ``broken``: where sending these breaks minimum cover, which nobody could avoid."""

    incident_id: str
    preliminary: bool
    proposed: tuple[Proposed, ...]
    unmet: tuple[Unmet, ...]
    not_chosen: tuple[NotChosen, ...]
    broken: tuple[Because, ...]

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The units proposed, in the order of their arrival."""
        return tuple(one.unit_id for one in self.proposed)


class Advice(msgspec.Struct, frozen=True):
    """The joint answer for all open incidents, by incident id. ``measure``: how trips were measured; ``trouble`` says why
    not along the roads (``no_graph``, or the code of what is wrong with the road file)."""

    incidents: dict[str, IncidentAdvice]
    measure: Measure
    best: bool
    trouble: str = ""
    idle_closures: tuple[str, ...] = ()
