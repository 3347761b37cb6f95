"""``route``, ``recommend``: how one gets there, and who should go."""

from __future__ import annotations

import re
from typing import Any

from app.catalog.gazetteer import Gazetteer
from app.cli.arguments import unit_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.who_goes import Question, advise, find_router, shut_of, straight
from app.desk.who_words import WhoWords
from app.domain.dispatching.candidates import age_of
from app.domain.dispatching.model import Advice, Because, IncidentAdvice
from app.domain.dispatching.travel import Leg, Route, Start, Trip
from app.domain.state import State
from app.domain.unit.model import Unit
from app.domain.unit.rules import last_point
from app.kernel.errors import Refusal
from app.kernel.geo import Point

FOOT = "foot"
"""The profile of walkers, who are of no unit's kind."""

_PAIR = re.compile(r"\s*([+-]?[0-9]{1,2}(?:\.[0-9]+)?)\s*[,，]\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*")


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    route = tree.verb("route", find_route)
    route.add_argument("--from", dest="origin", required=True, metavar="WHERE", help=say("cli.help.route_from"))
    route.add_argument("--to", dest="goal", required=True, metavar="WHERE", help=say("cli.help.route_to"))
    route.add_argument("--unit-kind", default="", metavar="K", help=say("cli.help.route_kind"))
    who = tree.verb("recommend", recommend)
    who.add_argument("incident", nargs="?", default="", metavar="I", help=say("cli.help.which_incident"))
    which = who.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help=say("cli.help.recommend_all"))
    which.add_argument("--alone", action="store_true", help=say("cli.help.recommend_alone"))


async def find_route(session: Session) -> int:
    """The quickest way by road with its turn list; without road data the straight distance, and why."""
    arguments = session.arguments
    async with session.desk() as workspace:
        asked = workspace.question()
        kind = arguments.unit_kind.strip()
        if kind and kind.lower() != FOOT:
            kind = kind.upper()
            if kind not in asked.reference.unit_kinds:
                raise Refusal("unit_kind_not_known", {"unit_kind": arguments.unit_kind})
        (origin, unit), (goal, other) = _where(arguments.origin, asked), _where(arguments.goal, asked)
        own_kind = unit.kind if unit is not None else ""
        router, trouble = find_router(workspace.guide)
        start, words = Start(origin, kind or own_kind), WhoWords(session.describer, asked.state)
        shut = shut_of(asked.state)
        if router is None:
            route = Route(straight(origin, goal, trouble), (), (origin, goal))
        else:
            route = router.route(start, goal, shut.closed, to_vehicles=shut.to_vehicles)
        trip = route.trip
        row = {
            "from": _end_row(origin, unit, asked), "to": _end_row(goal, other, asked), "unit_kind": start.unit_kind,
            **_trip_row(trip),
            "legs": [_leg_row(leg, words) for leg in route.legs],
            "geometry": {"type": "LineString", "coordinates": [[point.lon, point.lat] for point in route.points]},
        }
        head = words.trip(trip) + (f" · {words.why(trip.why)}" if trip.why else "")
        ends = [
            f"{session.describer.unit_name(one.id, asked.state)} · {words.seen(_age_s(one, asked))}"
            for one in (unit, other) if one is not None
        ]
        session.out.answer(row, [head, *ends, *(f"  {leg['text']}" for leg in row["legs"])])
    return 0


async def recommend(session: Session) -> int:
    """Who should go: all open incidents are weighed together, and every unit says why."""
    arguments = session.arguments
    if not arguments.incident and not arguments.all:
        raise Refusal("incident_not_named")
    async with session.desk() as workspace:
        asked = workspace.question()
        of = asked.state.incident(arguments.incident) if arguments.incident else None
        if of is not None and not of.is_open:
            raise Refusal("incident_closed", {"incident": of.number})
        router, trouble = find_router(workspace.guide)
        only = of.id if of is not None and arguments.alone else ""
        advice = advise(asked, router, workspace.guide.assign, only=only, trouble=trouble)
        words = WhoWords(session.describer, asked.state)
        chosen = list(advice.incidents.values()) if arguments.all or of is None else [advice.incidents[of.id]]
        rows = [_advice_row(one, advice, asked, session, words) for one in chosen]
        lines = [line for row, one in zip(rows, chosen, strict=True) for line in _lines(row, advice, one, words)]
        session.out.answer(rows if arguments.all else rows[0], lines)
    return 0


def _where(text: str, asked: Question) -> tuple[Point, Unit | None]:
    """The point of what was typed (coordinates, a unit, an incident, a place), and the unit where it is one."""
    pair = _PAIR.fullmatch(text)
    if pair:
        lat, lon = float(pair[1]), float(pair[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise Refusal("whereabouts_unknown", {"place": text})
        return Point(lat, lon), None
    try:
        unit = unit_of(text, asked.state)
    except Refusal:
        return _place(text, asked.state), None
    point = last_point(unit, asked.positions.get(unit.id))
    if point is None:
        raise Refusal("whereabouts_unknown", {"place": text})
    return point, unit


def _place(text: str, state: State) -> Point:
    plain = text.strip()
    incident = state.incidents.get(plain) or next((one for one in state.incidents.values() if plain and one.number == plain), None)
    if incident is not None:
        if incident.place.point is None:
            raise Refusal("incident_without_point", {"incident": incident.number})
        return incident.place.point
    found = Gazetteer.of_facilities(state.facilities.values()).find(plain, 1)
    if not found:
        raise Refusal("whereabouts_unknown", {"place": text})
    return found[0].point


def _age_s(unit: Unit, asked: Question) -> float | None:
    return age_of(asked.positions.get(unit.id), asked.now)


def _end_row(point: Point, unit: Unit | None, asked: Question) -> dict[str, Any]:
    """One end of a way; of a unit how old the position is, ``None`` for its base."""
    row: dict[str, Any] = {"lat": point.lat, "lon": point.lon}
    return row if unit is None else {**row, "unit": unit.id, "position_age_s": _whole(_age_s(unit, asked))}


def _trip_row(trip: Trip | None) -> dict[str, Any]:
    if trip is None:
        return {"travel_s": None, "assembly_s": 0, "distance_m": None, "measure": "none", "why": "no_place"}
    seconds, metres = _whole(trip.travel_s), _whole(trip.distance_m)
    return {
        "travel_s": seconds, "assembly_s": _whole(trip.assembly_s), "distance_m": metres, "measure": trip.measure.value,
        "why": trip.why,
    }  # fmt: skip


def _leg_row(leg: Leg, words: WhoWords) -> dict[str, Any]:
    return {
        "text": words.leg(leg), "mode": leg.mode, "road": leg.name, "road_kind": leg.road_kind, "heading": leg.heading,
        "distance_m": _whole(leg.distance_m), "travel_s": _whole(leg.travel_s),
    }


def _advice_row(one: IncidentAdvice, advice: Advice, asked: Question, session: Session, words: WhoWords) -> dict[str, Any]:
    of = asked.state.incidents[one.incident_id]
    return {
        "incident": of.id,
        "number": of.number,
        "title": session.describer.incident_title(of),
        "measure": advice.measure.value,
        "trouble": advice.trouble,
        "best": advice.best,
        "weighed_together": len(advice.incidents),
        "preliminary": one.preliminary,
        "units": [
            {
                **_unit_row(each.unit_id, each.kind, asked, session), **_trip_row(each.trip),
                "position_age_s": _whole(each.position_age_s), "because": [_because_row(why, words) for why in each.because],
            }
            for each in one.proposed
        ],
        "unmet": [
            {
                "kind": each.kind, "units": each.units, "people": each.people, "capabilities": list(each.capabilities),
                "basis": session.wording.basis(each.basis), "because": [_because_row(why, words) for why in each.because],
                "text": words.unmet(each),
            }
            for each in one.unmet
        ],
        "not_chosen": [
            {
                **_unit_row(each.unit_id, each.kind, asked, session), **_trip_row(each.trip),
                "position_age_s": _whole(each.position_age_s), "because": [_because_row(each.because, words)],
            }
            for each in one.not_chosen
        ],
        "broken": [_because_row(why, words) for why in one.broken],
    }


def _unit_row(unit_id: str, kind: str, asked: Question, session: Session) -> dict[str, Any]:
    name = session.wording.text(asked.state.units[unit_id].name)
    return {"unit": unit_id, "name": name, "kind": kind, "kind_name": session.describer.unit_kind(kind)}


def _because_row(why: Because, words: WhoWords) -> dict[str, Any]:
    return {"code": why.code, "facts": dict(why.facts), "text": words.because(why)}


def _lines(row: dict[str, Any], advice: Advice, one: IncidentAdvice, words: WhoWords) -> list[str]:
    trips = {each.unit_id: words.trip(each.trip) for each in one.proposed}
    trips |= {each.unit_id: words.trip(each.trip) for each in one.not_chosen}

    def line(mark: str, each: dict[str, Any], why: str) -> tuple[str, ...]:
        return mark, each["name"], trips[each["unit"]], words.seen(each["position_age_s"]), why

    going = table(line("  +", each, "；".join(why["text"] for why in each["because"])) for each in row["units"])
    staying = table(line("  -", each, each["because"][0]["text"]) for each in row["not_chosen"])
    return [
        f"{row['number']}  {row['title']}",
        *(f"  · {note}" for note in words.notes(advice, one)),
        *going,
        *(f"  ! {each['text']}" for each in row["unmet"]),
        *staying,
    ]


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
