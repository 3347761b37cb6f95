"""Ways of units to an incident with their arrival, and the rings from which it is reached in 5, 10 and 15 minutes."""

from __future__ import annotations

from datetime import datetime

from app.desk.who_picture import Way
from app.desk.who_words import WhoWords
from app.kernel.clock import to_local
from app.map.features import Feature, LineGeometry, PolygonGeometry
from app.map.layers.view import MapPicture

_LABEL_FROM_ZOOM = 11.0


def routes(view: MapPicture) -> tuple[Feature, ...]:
    """The ways of the incident in front: those under way and those proposed."""
    return () if view.who is None else tuple(_route(way, view) for way in view.who.ways if len(way.route.points) > 1)


def rings(view: MapPicture) -> tuple[Feature, ...]:
    """The rings around the incident in front, the widest first."""
    if view.who is None:
        return ()
    say = view.describer.say
    words = say("who.ring_for", unit_kind=view.describer.unit_kind(view.who.ring_kind))
    return tuple(
        Feature(
            id=f"{ring.minutes:g}.{place}",
            geometry=PolygonGeometry(tuple(tuple((point.lon, point.lat) for point in line) for line in area)),
            title=say("who.ring", minutes=f"{ring.minutes:g}"),
            detail=(words,),
            label=say("who.how.minutes", minutes=f"{ring.minutes:g}") if place == 0 else "",
            min_zoom=_LABEL_FROM_ZOOM,
        )
        for ring in sorted(view.who.rings, key=lambda one: -one.minutes)
        for place, area in enumerate(ring.areas)
    )


def eta_words(view: MapPicture, unit_id: str) -> str:
    """``02:14到`` for a unit under way whose arrival is known, else ""."""
    eta = view.who.etas.get(unit_id) if view.who is not None else None
    return view.describer.say("who.eta", at=_clock(eta.at)) if eta is not None and eta.at is not None else ""


def _route(way: Way, view: MapPicture) -> Feature:
    say, words = view.describer.say, WhoWords(view.describer, view.state)
    name = view.describer.unit_name(way.unit_id, view.state)
    incident = view.state.incidents.get(way.incident_id)
    title = say(
        "who.route_proposed" if way.proposed else "who.route", unit=name,
        incident=view.describer.incident_title(incident) if incident else "",
    )
    soon = "" if way.route.trip.travel_s is None else words.minutes(way.route.trip.travel_s)
    when = soon if way.proposed else eta_words(view, way.unit_id) or soon
    return Feature(
        id=way.unit_id,
        geometry=LineGeometry(tuple((point.lon, point.lat) for point in way.route.points)),
        title=title,
        detail=(words.trip(way.route.trip), *(words.leg(leg) for leg in way.route.legs)),
        state="proposed" if way.proposed else "under_way",
        label=f"{name} {when}".strip(),
        min_zoom=_LABEL_FROM_ZOOM,
    )


def _clock(at: datetime) -> str:
    return to_local(at).strftime("%H:%M")
