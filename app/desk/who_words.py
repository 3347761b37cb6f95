"""Sentences about who goes: reasons, what is not met, ways. One wording for the window and the command line."""

from __future__ import annotations

from app.desk.describe import Describer
from app.desk.position_words import age_words
from app.domain.dispatching.model import Advice, Because, IncidentAdvice, Unmet
from app.domain.dispatching.travel import Leg, Measure, Trip
from app.domain.state import State


class WhoWords:
    """Words in the language of a describer, with the names of a state."""

    def __init__(self, describer: Describer, state: State) -> None:
        self._d = describer
        self._state = state

    def because(self, one: Because) -> str:
        """One reason."""
        graver = "_graver" if one.facts.get("graver") else ""
        return self._d.say(f"who.{one.code}{graver}", **self._named(one.facts))

    def reasons(self, many: tuple[Because, ...]) -> str:
        """Several reasons in one line."""
        return self._d.say("list.separator").join(self.because(one) for one in many)

    def unmet(self, one: Unmet) -> str:
        """What is lacking of one kind, and why."""
        parts = []
        if one.units:
            parts.append(self._d.say("who.lack.units", count=one.units))
        if one.people:
            parts.append(self._d.say("who.lack.people", count=one.people))
        parts += [self._d.say("who.lack.capability", capability=self.capability(name)) for name in one.capabilities]
        lack = self._d.say("list.separator").join(parts)
        return self._d.say("who.unmet", unit_kind=self._d.unit_kind(one.kind), lack=lack, why=self.reasons(one.because))

    def notes(self, advice: Advice, mine: IncidentAdvice) -> tuple[str, ...]:
        """What has to be known of a proposal as a whole: how it was measured, that it is preliminary, joint, not proven."""
        say = self._d.say
        told = [
            say("who.by_roads") if advice.measure is Measure.ROAD else say("who.by_distance", why=self.why(advice.trouble)),
            say("who.preliminary") if mine.preliminary else "",
            say("who.joint", count=len(advice.incidents)) if len(advice.incidents) > 1 else "",
            "" if advice.best else say("who.not_best"),
            *(say("who.idle_closure", title=self._closure(one)) for one in advice.idle_closures),
        ]
        return tuple(one for one in told if one)

    def trip(self, trip: Trip | None) -> str:
        """``8 分钟 · 5.6 公里`` (with the part until the people are together), or the straight distance with its
        label; "" where nothing is known."""
        if trip is None or trip.distance_m is None:
            return ""
        if trip.travel_s is None:
            return self._d.say("who.how.distance", distance=self.distance(trip.distance_m))
        soon = self.minutes(trip.travel_s)
        if trip.assembly_s:
            soon = self._d.say("who.how.assembled", minutes=soon, assembly=round(trip.assembly_s / 60))
        return f"{soon} · {self.distance(trip.distance_m)}"

    def seen(self, position_age_s: float | None) -> str:
        """How old the position is that was reckoned with; ``None``: only the base is known."""
        if position_age_s is None:
            return self._d.say("duty.at_base")
        return self._d.say("duty.age", age=age_words(position_age_s, self._d.say))

    def minutes(self, seconds: float) -> str:
        """Whole minutes, at least one."""
        return self._d.say("who.how.minutes", minutes=max(1, round(seconds / 60)))

    def distance(self, metres: float) -> str:
        """Kilometres with one decimal, below one kilometre metres by tens."""
        if metres >= 1000:
            return self._d.say("who.km", km=f"{metres / 1000:.1f}")
        return self._d.say("who.m", m=str(round(metres, -1 if metres >= 100 else 0)).removesuffix(".0"))

    def leg(self, one: Leg) -> str:
        """One line of a turn list: 沿县道101向东 2.3 公里."""
        road = one.name
        if one.mode == "road" and not road:
            road = self._d.say("who.unnamed_road", kind=self._d.say(f"road_kind.{one.road_kind}"))
        heading = self._d.say(f"who.heading.{one.heading}")
        return self._d.say(f"who.leg.{one.mode}", road=road, heading=heading, distance=self.distance(one.distance_m))

    def why(self, code: str) -> str:
        """Why there is no way by road, or no road data."""
        return self._d.say(f"who.why.{code}")

    def capability(self, code: str) -> str:
        """The name of a capability; a desk's own words stay as they are."""
        return self._d.say(f"capability.{code}") if self._d.knows(f"capability.{code}") else code

    def _closure(self, drawing_id: str) -> str:
        known = self._state.drawings.get(drawing_id)
        return (known.title or known.note or drawing_id[-4:]) if known else drawing_id

    def _named(self, facts: dict[str, object]) -> dict[str, object]:
        named: dict[str, object] = dict(facts)
        for name in ("unit", "through"):
            if name in facts:
                named[name] = self._d.unit_name(str(facts[name]), self._state)
        if "incident_id" in facts:
            known = self._state.incidents.get(str(facts["incident_id"]))
            named["incident"] = self._d.incident_title(known) if known else "—"
        if "unit_kind" in facts:
            named["unit_kind"] = self._d.unit_kind(str(facts["unit_kind"]))
        if "unit_status" in facts:
            named["unit_status"] = self._d.say(f"unit_status.{facts['unit_status']}")
        if "capability" in facts:
            named["capability"] = self.capability(str(facts["capability"]))
        if "spot" in facts:
            spot = self._state.facilities.get(str(facts["spot"]))
            named["spot"] = self._d.text(spot.name) if spot else facts["spot"]
        if "why" in facts:
            named["why"] = self.why(str(facts["why"]) or "no_graph")
        if "minutes" in facts:
            named["age"] = age_words(60 * float(str(facts["minutes"])), self._d.say)
        named["how"] = self._how(facts)
        return named

    def _how(self, facts: dict[str, object]) -> str:
        if "distance_m" in facts:
            return self._d.say("who.how.distance", distance=self.distance(float(str(facts["distance_m"]))))
        return self._d.say("who.how.minutes", minutes=facts.get("minutes", ""))
