"""What the page may say: gestures, read by one strict parser; everything else is dropped.

The page draws texts from outside, so nothing that comes back from it is trusted: each gesture is a tagged JSON object
with bounded fields, and a gesture carries a wish to look or to point, never a command.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

LONGEST_GESTURE = 2_000
"""Characters; a longer message is garbage by definition."""

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Zoom = Annotated[float, msgspec.Meta(ge=0, le=30)]


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
    Ready | Clicked | FeatureClicked | Picked | PickCancelled | Moved | LayerToggled | Painted | PictureFailed
    | MapDataWanted | PageLog
)  # fmt: skip

_DECODER: msgspec.json.Decoder[Gesture] = msgspec.json.Decoder(Gesture)


def parse_gesture(text: str) -> Gesture | str:
    """The gesture in this message, or (as ``str``) the reason why it is dropped; never raises."""
    if len(text) > LONGEST_GESTURE:
        return f"too long: {len(text)} characters"
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        return str(problem)
