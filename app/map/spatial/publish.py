"""An imported layer as a payload for the map page."""

from __future__ import annotations

from app.map.features import Feature, LayerLook, Tone, encode_features
from app.map.spatial.model import Layer, SpatialFeature, Value

_LINES = 8
_LONGEST = 60
_LABEL = 24


def payload(layer: Layer) -> bytes:
    """The features and the look of the layer, in UTF-8 JSON; made off the interface's thread."""
    info = layer.info
    source = "  ".join(part for part in (info.attribution, info.review_number) if part)
    look = LayerLook(
        title=info.title, pattern=info.pattern.value, min_zoom=info.min_zoom, order=info.order, on=info.on, source=source
    )
    return encode_features((one for feature in layer.features for one in _features(layer, feature)), look)


def gone() -> bytes:
    """What the page is told of a layer that was removed."""
    return encode_features((), LayerLook(title="", gone=True))


def _features(layer: Layer, feature: SpatialFeature) -> list[Feature]:
    title = text_of(layer.value(feature, layer.info.name_column)) or f"{layer.info.title} {feature.number}"
    label = text_of(layer.value(feature, layer.info.label_column)) if layer.info.label_column else ""
    detail = tuple(
        f"{column.name}: {_short(text_of(value), _LONGEST)}"
        for column, value in zip(layer.columns, feature.values, strict=True)
        if value is not None and column.name != layer.info.name_column
    )[:_LINES]
    return [
        Feature(
            id=f"{feature.number}" if len(feature.shapes) == 1 else f"{feature.number}.{part}", geometry=shape,
            title=_short(title, _LONGEST), detail=detail, tone=Tone.NEUTRAL,
            label=_short(label, _LABEL) if part == 0 else "", label_rank=7,
        )
        for part, shape in enumerate(feature.shapes)
    ]


def text_of(value: Value) -> str:
    """A value as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "✗"
        case float():
            return f"{value:g}" if abs(value) < 1e6 else f"{value:.2f}"
        case _:
            return str(value)


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
