"""Where warnings hold: areas that their issuers drew, and those that somebody drew here, in one layer."""

from __future__ import annotations

from app.desk.describe_warnings import kind
from app.domain.duty.model import Warning
from app.kernel.clock import to_local
from app.map.features import Feature
from app.map.layers.drawings import geometry_of, layer
from app.map.layers.view import MapPicture

_drawn = layer("warning_areas")


def features(view: MapPicture) -> tuple[Feature, ...]:
    """Every shape of every warning in force, then the drawn ones."""
    received = tuple(feature for one in view.state.in_force() for feature in _features(one, view))
    return received + _drawn(view)


def _features(one: Warning, view: MapPicture) -> tuple[Feature, ...]:
    say = view.describer.say
    title = say("warning.short", kind=kind(view.describer, one.kind), level=say(f"alert.{one.level}"))
    until = one.expires_at
    detail = (
        one.issued_by,
        say("warning.until", at=to_local(until).strftime("%m-%d %H:%M")) if until is not None else "",
        say("warning.run_out") if one.has_run_out(view.now) else "",
        one.text[:120],
    )
    return tuple(
        Feature(
            id=f"{one.id}.{place}.{number}", geometry=geometry_of(shape), title=f"{title} {area.words}".strip(),
            detail=tuple(line for line in detail if line), symbol="warning_area", label=title, label_rank=2,
        )
        for place, area in enumerate(one.areas)
        for number, shape in enumerate(area.shapes)
    )
