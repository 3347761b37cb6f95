"""What the page may say: gestures, read by one strict parser; everything else is dropped.

The page draws texts from outside, so nothing that comes back from it is trusted: each gesture is a tagged JSON object
with bounded fields, and a gesture carries a wish to look, to point or to draw, never a command: what was drawn is put
before the officer, who makes the command of it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.domain.drawing.model import Shape, ShapeForm
from app.domain.drawing.rules import LARGEST_RADIUS_M, MOST_POINTS
from app.kernel.geo import Point

LONGEST_GESTURE = 2_000
"""Characters; a longer message is garbage by definition, unless it carries the points of a drawing."""

LONGEST_DRAWING = 120_000
"""Characters of a message with points: as many as a drawing may have, with room for their digits."""

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Zoom = Annotated[float, msgspec.Meta(ge=0, le=30)]
Spot = tuple[Latitude, Longitude]
"""Latitude and longitude of one point of a drawing."""
Spots = Annotated[tuple[Spot, ...], msgspec.Meta(min_length=1, max_length=MOST_POINTS)]
Radius = Annotated[float, msgspec.Meta(ge=0, le=LARGEST_RADIUS_M)]
Form = Annotated[str, msgspec.Meta(pattern="^(point|line|area|circle)$")]
Purpose = Annotated[str, msgspec.Meta(pattern="^(draw|around)$")]


class _Gesture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Ready(_Gesture, tag="ready", frozen=True):
    """The page has built itself and listens."""


class Clicked(_Gesture, tag="clicked", frozen=True):
    """A click on bare ground."""

    lat: Latitude
    lon: Longitude


class FeatureClicked(_Gesture, tag="feature_clicked", frozen=True):
    """A click (or Enter) on a mark."""

    layer: Code
    id: Code


class Picked(_Gesture, tag="picked", frozen=True):
    """The place that was asked for in pick mode."""

    lat: Latitude
    lon: Longitude


class PickCancelled(_Gesture, tag="pick_cancelled", frozen=True):
    """Escape in pick mode."""


class Moved(_Gesture, tag="moved", frozen=True):
    """The map shows another part of the earth now (degrees)."""

    south: Latitude
    west: Annotated[float, msgspec.Meta(ge=-540, le=540)]
    north: Latitude
    east: Annotated[float, msgspec.Meta(ge=-540, le=540)]
    zoom: Zoom


class LayerToggled(_Gesture, tag="layer_toggled", frozen=True):
    """A layer was switched on or off in the legend."""

    layer: Code
    on: bool


class Drawn(_Gesture, tag="drawn", frozen=True):
    """A shape was drawn: to be kept with a meaning (``kind``, a drawing kind as the page knows it), or to ask what is in it.

    ``radius_m`` belongs to circles; the ring of an area is open.
    """

    purpose: Purpose
    form: Form
    points: Spots
    radius_m: Radius = 0.0
    kind: Annotated[str, msgspec.Meta(max_length=64)] = ""

    @property
    def shape(self) -> Shape:
        """The shape in the domain's words; whether it is sound is for the domain to say."""
        return _shape(self.form, self.points, self.radius_m)


class DrawCancelled(_Gesture, tag="draw_cancelled", frozen=True):
    """A drawing or an edit was given up."""


class Edited(_Gesture, tag="edited", frozen=True):
    """The points of the drawing with this id were moved."""

    id: Code
    form: Form
    points: Spots
    radius_m: Radius = 0.0

    @property
    def shape(self) -> Shape:
        """The shape in the domain's words."""
        return _shape(self.form, self.points, self.radius_m)


class Asked(_Gesture, tag="asked", frozen=True):
    """A button of the toolbar that the page cannot answer itself: the list of drawings, the map as a picture."""

    what: Annotated[str, msgspec.Meta(pattern="^(drawings|calls|picture|picture_legend)$")]


class Painted(_Gesture, tag="painted", frozen=True):
    """Everything up to this message number is on the screen."""

    seq: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class PictureFailed(_Gesture, tag="picture_failed", frozen=True):
    """The picture of this number could not be drawn."""

    token: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class MapDataWanted(_Gesture, tag="map_data_wanted", frozen=True):
    """Somebody asked which maps there are."""


class PageLog(_Gesture, tag="log", frozen=True):
    """A line for our log, written by our own scripts."""

    level: Annotated[str, msgspec.Meta(pattern="^(info|warning|error)$")]
    text: Annotated[str, msgspec.Meta(max_length=1000)]


Gesture = (
    Ready | Clicked | FeatureClicked | Picked | PickCancelled | Moved | LayerToggled | Drawn | DrawCancelled | Edited | Asked
    | Painted | PictureFailed | MapDataWanted | PageLog
)  # fmt: skip

_DECODER: msgspec.json.Decoder[Gesture] = msgspec.json.Decoder(Gesture)


def parse_gesture(text: str) -> Gesture | str:
    """The gesture in this message, or (as ``str``) the reason why it is dropped; never raises."""
    if len(text) > LONGEST_DRAWING:
        return f"too long: {len(text)} characters"
    try:
        gesture = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        return str(problem)
    if len(text) > LONGEST_GESTURE and not isinstance(gesture, Drawn | Edited):
        return f"too long: {len(text)} characters"
    return gesture


def _shape(form: str, points: tuple[Spot, ...], radius_m: float) -> Shape:
    return Shape(ShapeForm(form), tuple(Point(lat, lon) for lat, lon in points), radius_m)
