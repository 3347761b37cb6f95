"""An assignment in reasons: why each unit, what stays open, who was not chosen and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.dispatching.model import (
    Assignment,
    Because,
    Candidate,
    IncidentAdvice,
    NotChosen,
    Problem,
    Proposed,
    Unmet,
    Want,
)
from app.domain.dispatching.question import helps, shortage
from app.domain.dispatching.travel import Measure

MOST_NEARER = 2
"""How many nearer units a proposal explains: the rest is in the list of those not chosen."""


class Explainer:
    """Reads one question and its answer."""

    def __init__(self, problem: Problem, assignment: Assignment) -> None:
        self._problem = problem
        self._sent = dict(assignment.sent)
        self._by_id = {one.unit_id: one for one in problem.candidates}
        self._gone = frozenset(other for unit in self._sent for other in problem.engages[unit])
        self._left = [len(set(one.units) - self._gone) for one in problem.guards]
        self._guards_of: dict[str, list[int]] = {}
        for at, one in enumerate(problem.guards):
            for unit in one.units:
                self._guards_of.setdefault(unit, []).append(at)

    def advice(self, incident_id: str) -> IncidentAdvice:
        """The answer for one incident; empty where it asks for nothing."""
        wants = [(place, want) for place, want in enumerate(self._problem.wants) if want.incident_id == incident_id]
        proposed = [self._proposed(unit, want) for place, want in wants for unit in self._of(place)]
        proposed.sort(key=lambda one: (one.trip.travel_s is None, one.trip.travel_s or one.trip.distance_m or 0, one.unit_id))
        unmet = tuple(found for place, want in wants if (found := self._unmet(want, self._of(place))) is not None)
        passed = [one for place, want in wants for one in self._not_chosen(want, self._of(place))]
        return IncidentAdvice(
            incident_id, any(want.preliminary for _, want in wants), tuple(proposed), unmet, tuple(passed),
            tuple(self._breaks([one.unit_id for one in proposed])),
        )

    # -- why this one -------------------------------------------------------------------------------------------------

    def _proposed(self, unit: Candidate, want: Want) -> Proposed:
        trip = unit.trips[want.incident_id]
        because = [*self._place_in_row(unit, want)]
        because += [Because("has_capability", {"capability": one}) for one in want.capabilities if one in unit.capabilities]
        if want.people and unit.crew:
            because.append(Because("brings_people", {"people": unit.crew, "wanted": want.people}))
        if trip.assembly_s:
            because.append(Because("assembles", {"minutes": round(trip.assembly_s / 60)}))
        if trip.measure is not Measure.ROAD:
            because.append(Because("straight_line", {"why": trip.why}))
        if unit.position_age_s is None:
            because.append(Because("from_base"))
        else:
            because.append(Because("position_age", {"minutes": int(unit.position_age_s // 60)}))
        because += self._breaks([unit.unit_id])
        return Proposed(unit.unit_id, unit.kind, trip, unit.position_age_s, tuple(because))

    def _place_in_row(self, unit: Candidate, want: Want) -> Iterable[Because]:
        """The nearest free one of its kind, or why those that are nearer do not go here."""
        cost_s = unit.cost_s(want.incident_id)
        nearer = [
            one for one in self._free(want)
            if self._key(one, want) < (cost_s or 0.0, unit.unit_id) and self._here(one) != want.incident_id
        ]
        facts = {"unit_kind": unit.kind, **_measured(unit, want)}
        if not nearer:
            yield Because("nearest_of_kind", facts)
            return
        yield Because("next_of_kind", facts)
        for one in nearer[:MOST_NEARER]:
            yield self._why_passed(one, want, nearer=True)

    # -- what stays open ----------------------------------------------------------------------------------------------

    def _unmet(self, want: Want, sent: Sequence[Candidate]) -> Unmet | None:
        units, people, missing = shortage(want, sent)
        if not (units or people or missing):
            return None
        reasons: dict[str, Because] = {}
        needed = [one for one in self._rest(want, sent) if helps(want, sent, one)]
        for one in needed:
            why = self._why_passed(one, want, nearer=False)
            if why.code in ("kept_for_cover", "elsewhere", "unreachable"):
                reasons.setdefault(why.code, why)
        if not reasons and not (units or people):
            reasons["none_able"] = Because("none_able", {"unit_kind": want.kind})
        found = tuple(reasons.values()) or (Because("none_free", {"unit_kind": want.kind}),)
        return Unmet(want.kind, units, people, missing, found, want.basis)

    # -- who not ------------------------------------------------------------------------------------------------------

    def _not_chosen(self, want: Want, sent: Sequence[Candidate]) -> Iterable[NotChosen]:
        for one in self._rest(want, sent):
            trip = one.trips.get(want.incident_id)
            yield NotChosen(one.unit_id, one.kind, trip, one.position_age_s, self._why_passed(one, want, nearer=False))

    def _rest(self, want: Want, sent: Sequence[Candidate]) -> list[Candidate]:
        here = {one.unit_id for one in sent}
        rest = [one for one in self._problem.candidates if one.kind == want.kind and one.unit_id not in here]
        return sorted(rest, key=lambda one: (one.bar is not None, *self._key(one, want)))

    def _why_passed(self, unit: Candidate, want: Want, *, nearer: bool) -> Because:
        """Why a unit of the wanted kind does not go to this incident; ``nearer`` puts it as a reason for another one."""
        named = {"unit": unit.unit_id} if nearer else {}
        before = "nearer_" if nearer else ""
        if unit.bar is not None:
            return unit.bar
        trip = unit.trips.get(want.incident_id)
        if unit.cost_s(want.incident_id) is None:
            why = trip.why if trip is not None and trip.why else "no_place"
            return Because("unreachable", {"why": why})
        other = self._here(unit)
        if other:
            return Because(f"{before}elsewhere", {**named, "incident_id": other, "graver": self._graver(other, want)})
        around = sorted(self._problem.engages[unit.unit_id] - {unit.unit_id})
        with_whom = next((one for one in around if one in self._sent), "")
        if with_whom:
            return Because(f"{before}goes_within", {**named, "through": with_whom})
        spot = self._would_break(unit)
        if spot:
            return Because(f"{before}kept_for_cover", {**named, "spot": spot})
        if nearer:
            return Because("nearer_not_enough", named)
        sent = self._of(self._problem.wants.index(want))
        last_s = max((one.cost_s(want.incident_id) or 0.0 for one in sent), default=0.0)
        cost_s = unit.cost_s(want.incident_id) or 0.0
        return Because("farther" if cost_s > last_s else "not_enough", _measured(unit, want))

    def _graver(self, incident_id: str, want: Want) -> bool:
        theirs = max((one.priority for one in self._problem.wants if one.incident_id == incident_id), default=0)
        return theirs > want.priority

    def _would_break(self, unit: Candidate) -> str:
        """The first place that would fall below its minimum if this unit went as well."""
        more = self._problem.engages[unit.unit_id] - self._gone
        for at in sorted({at for one in more for at in self._guards_of.get(one, ())}):
            guard = self._problem.guards[at]
            if self._left[at] >= guard.least > self._left[at] - len(more & set(guard.units)):
                return guard.spot_id
        return ""

    def _breaks(self, units: Iterable[str]) -> Iterable[Because]:
        """The places whose minimum is broken in this answer and of whose units one of these is."""
        going = {other for one in units for other in self._problem.engages[one]}
        holes = (one for one, left in zip(self._problem.guards, self._left, strict=True) if left < one.least)
        spots = dict.fromkeys(one.spot_id for one in holes if going & set(one.units))
        return [Because("breaks_cover", {"spot": spot}) for spot in spots]

    # -- looking up ---------------------------------------------------------------------------------------------------

    def _of(self, place: int) -> list[Candidate]:
        return [self._by_id[unit] for unit, want in sorted(self._sent.items()) if want == place]

    def _here(self, unit: Candidate) -> str:
        """The incident that this unit is proposed for, "" for none."""
        place = self._sent.get(unit.unit_id)
        return "" if place is None else self._problem.wants[place].incident_id

    def _free(self, want: Want) -> list[Candidate]:
        found = [
            one for one in self._problem.candidates
            if one.kind == want.kind and one.cost_s(want.incident_id) is not None
        ]
        return sorted(found, key=lambda one: self._key(one, want))

    def _key(self, unit: Candidate, want: Want) -> tuple[float, str]:
        cost_s = unit.cost_s(want.incident_id)
        return (float("inf") if cost_s is None else cost_s, unit.unit_id)


def _measured(unit: Candidate, want: Want) -> dict[str, float]:
    """Minutes where the roads were asked, else metres as the crow flies."""
    trip = unit.trips[want.incident_id]
    if trip.travel_s is not None:
        return {"minutes": max(1, round(trip.travel_s / 60))}
    return {"distance_m": round(trip.distance_m or 0.0)}
