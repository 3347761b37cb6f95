"""Beats of the joint patrols: routes and areas, with who walks them now or next."""

from __future__ import annotations

from app.domain.patrol.model import Beat, BeatForm
from app.map.features import Feature, LineGeometry, PolygonGeometry
from app.map.layers.view import MapPicture

_LABEL_FROM_ZOOM = 13.0


def features(view: MapPicture) -> tuple[Feature, ...]:
    """Every beat; checkpoints are named in its detail."""
    return tuple(_feature(beat, view) for beat in view.state.beats.values())


def _feature(beat: Beat, view: MapPicture) -> Feature:
    say = view.describer.say
    line = tuple((one.point.lon, one.point.lat) for one in beat.points)
    closed = PolygonGeometry(((*line, line[0]),)) if beat.form is BeatForm.AREA else LineGeometry(line)
    form = say(f"beat_form.{beat.form}")
    names = say("list.separator").join(one.name for one in beat.named)
    return Feature(
        id=beat.id,
        geometry=closed,
        title=beat.name,
        detail=tuple(
            words
            for words in (
                say("beat.line", form=form, points=len(beat.points), named=len(beat.named)), names, *_patrols(beat, view),
                beat.note,
            )
            if words
        ),
        label=beat.name,
        label_rank=7,
        min_zoom=_LABEL_FROM_ZOOM,
    )


def _patrols(beat: Beat, view: MapPicture) -> tuple[str, ...]:
    """Who walks it now or will walk it."""
    plans = [
        plan for plan in view.state.patrols.values() if plan.stands and plan.beat.id == beat.id and view.now <= plan.ends_at
    ]
    describer = view.describer
    return tuple(
        describer.say(
            "beat.patrol", unit=describer.unit_name(plan.unit_id, view.state), starts=describer.clock(plan.starts_at),
            ends=describer.clock(plan.ends_at),
        )
        for plan in sorted(plans, key=lambda one: (one.starts_at, one.id))
    )
