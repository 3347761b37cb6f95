"""Where chosen units were: lines between positions, broken where nobody saw them, and the times along the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from app.domain.unit.model import Position
from app.kernel.clock import to_local
from app.map.features import Feature, LineGeometry, PointGeometry
from app.map.layers.view import MapPicture

GAP = timedelta(minutes=30)
"""A longer silence breaks the line."""

MOST_TIMES = 24
"""Times written along one trail; their places are spread evenly over its duration."""


def lines(view: MapPicture) -> tuple[Feature, ...]:
    """One line for every unbroken part of every trail."""
    return tuple(
        Feature(
            id=f"{unit_id}.{number}", geometry=LineGeometry(tuple((one.point.lon, one.point.lat) for one in part)),
            title=_title(unit_id, view), detail=(_span(part, view),),
        )
        for unit_id, trail in view.trails.items()
        for number, part in enumerate(_parts(trail))
        if len(part) > 1
    )


def times(view: MapPicture) -> tuple[Feature, ...]:
    """The moments along each trail, first and last always."""
    return tuple(_time(unit_id, one, view) for unit_id, trail in view.trails.items() for one in _chosen(trail))


def _time(unit_id: str, one: Position, view: MapPicture) -> Feature:
    say = view.describer.say
    at = to_local(one.at)
    flags = tuple(say(f"tracking.flag.{flag}") for flag in one.flags)
    return Feature(
        id=f"{unit_id}.{one.at.timestamp():.0f}", geometry=PointGeometry((one.point.lon, one.point.lat)),
        title=_title(unit_id, view), detail=(say("trail.at", at=f"{at:%m-%d %H:%M:%S}", speed=round(one.speed_kmh)), *flags),
        symbol="trail", label=f"{at:%H:%M}", label_rank=2,
    )


def _title(unit_id: str, view: MapPicture) -> str:
    return view.describer.say("trail.title", unit=view.describer.unit_name(unit_id, view.state))


def _span(part: Sequence[Position], view: MapPicture) -> str:
    since, until = to_local(part[0].at), to_local(part[-1].at)
    return view.describer.say("trail.span", since=f"{since:%m-%d %H:%M}", until=f"{until:%m-%d %H:%M}", count=len(part))


def _parts(trail: Sequence[Position]) -> Iterable[Sequence[Position]]:
    begun = 0
    for at in range(1, len(trail)):
        if trail[at].at - trail[at - 1].at > GAP:
            yield trail[begun:at]
            begun = at
    if trail:
        yield trail[begun:]


def _chosen(trail: Sequence[Position]) -> Iterable[Position]:
    """First, last, and at most so many between them, each the first after a step of the time."""
    if not trail:
        return
    step = (trail[-1].at - trail[0].at) / MOST_TIMES
    due = trail[0].at
    for one in trail[:-1]:
        if one.at >= due:
            yield one
            due = max(due + step, one.at + step / 2)
    yield trail[-1]
