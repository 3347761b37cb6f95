"""What the page is told about the ground: never a path, an address or a key."""

from __future__ import annotations

import msgspec

from app.desk.maps import OWN_DRAWING, MapChoice, MapSource


class PageLayer(msgspec.Struct, frozen=True):
    """What the page must know of one source to show it."""

    id: str
    kind: str
    schema: str
    datum: str
    min_zoom: int
    max_zoom: int


class PageGround(msgspec.Struct, frozen=True):
    """What lies under everything: no base means the own drawing. ``attribution`` with its review number is always shown."""

    base: PageLayer | None = None
    second: PageLayer | None = None
    second_over: bool = True
    second_opacity: float = 1.0
    attribution: str = ""


def ground_of(there: tuple[MapSource, ...], base_id: str, choice: MapChoice) -> PageGround:
    """The ground of these sources; one that cannot be used is left out."""
    usable = {one.id: one for one in there if one.usable and one.id != OWN_DRAWING}
    base, second = usable.get(base_id), usable.get(choice.second)
    texts = [attribution_of(one) for one in (base, second) if one is not None]
    return PageGround(
        base=_layer(base), second=_layer(second), second_over=choice.second_over,
        second_opacity=choice.second_opacity_pct / 100, attribution="  ".join(dict.fromkeys(filter(None, texts))),
    )  # fmt: skip


def attribution_of(source: MapSource) -> str:
    """Whose map it is and under which number it was reviewed (《地图管理条例》: a map that is shown names its 审图号)."""
    return " ".join(filter(None, (source.attribution, source.review_number)))


def credit_of(there: tuple[MapSource, ...], base_id: str, choice: MapChoice) -> tuple[str, str]:
    """Whose maps lie under everything, and their 审图号: what a map on paper says of them ("" where they say nothing)."""
    usable = {one.id: one for one in there if one.usable and one.id != OWN_DRAWING}
    shown = [one for one in (usable.get(base_id), usable.get(choice.second)) if one is not None]
    sources = dict.fromkeys(one.attribution or one.name for one in shown)
    return "、".join(filter(None, sources)), "、".join(dict.fromkeys(filter(None, (one.review_number for one in shown))))


def _layer(source: MapSource | None) -> PageLayer | None:
    if source is None:
        return None
    schema = source.schema.value if source.schema else ""
    return PageLayer(source.id, source.kind.value, schema, source.datum.value, source.min_zoom, source.max_zoom)
