"""The legend: what is on the sheet, in the words and the signs of ``signs.json``, in the order in which the map's own has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from app.reports.documents.map_sheet.model import Shown

_AREA_COLOURS = {
    "cordon": "#b3261e", "route": "#0b7a43", "grid": "#a9b2b8", "warning": "#b3261e", "beat": "#5b6770", "way": "#1f5fb0",
    "ring": "#6a4c93", "trail": "#5b3f8c", "heat": "#7a3e8e", "label": "#20272d", "label-soft": "#4a515a",
}  # fmt: skip
"""Ink of lines and areas that have no tone: those of the page by day."""

_GATHERED_ZOOMS = 4
"""So many zooms before a layer is drawn the page shows badges for it; farther away nothing."""

_GREY, _INK = "#4a515a", "#20272d"


class DrawnLook(msgspec.Struct, frozen=True):
    """The line and the hatching of something drawn: their names in ``signs.json``, the width in pixels of the page."""

    colour: str
    line: str
    width: float
    hatch: str
    area: bool


class Sign(msgspec.Struct, frozen=True):
    """A sign to be drawn: an outline filled and lined, a character or an inner outline on it, or a line (``stroke``), or the
    small mark of a status (``badge``), or the look of something drawn (``drawn``)."""

    outline: str = ""
    fill: str = ""
    line: str = ""
    ink: str = ""
    char: str = ""
    inner: str = ""
    badge: str = ""
    stroke: tuple[float, ...] = ()
    ring: str = ""
    drawn: DrawnLook | None = None


class Entry(msgspec.Struct, frozen=True):
    """A line of the legend."""

    sign: Sign
    words: str


class Group(msgspec.Struct, frozen=True):
    """Lines under one heading."""

    title: str
    entries: tuple[Entry, ...]


class SignBook:
    """``signs.json`` as it was read; a county's own file may lack what ours has, then the plainest sign stands for it."""

    def __init__(self, text: bytes, lang: str) -> None:
        """``msgspec.DecodeError`` where the text is no JSON object."""
        self._all: dict[str, Any] = msgspec.json.decode(text, type=dict[str, Any])
        self._lang = lang

    def groups(self, shown: Iterable[Shown], zoom: float) -> tuple[Group, ...]:
        """The legend of what is on the sheet at this zoom; layers that the page leaves out there are left out here."""
        every = tuple(dict.fromkeys(shown))
        layers = [one for one in reversed(self._all.get("layers", [])) if one.get("min_zoom", 0) <= zoom]
        # Where there is no room for all, kinds of places are left out: their signs carry a character, drawn lines carry none.
        layers.sort(key=lambda one: (one["name"] != "incidents", one.get("group") != "drawn"))
        made = []
        for layer in layers:
            there = [one for one in every if one.layer == layer["name"]]
            entries = self._entries(layer, there) if there else ()
            if entries:
                made.append(Group(self._word(layer), entries))
        gathered = self._gathered({one.layer for one in every}, zoom)
        return (*made, Group(self._word(self._all.get("gathered", {})), gathered)) if gathered else tuple(made)

    def _gathered(self, there: set[str], zoom: float) -> tuple[Entry, ...]:
        """The badges of places that the page gathers at this zoom: their layers are too far away to be drawn one by one."""
        far = [
            layer for layer in self._all.get("layers", [])
            if layer["name"] in there and layer.get("draw") == "point" and layer.get("style") not in ("incident", "trail")
            and 0 < layer.get("min_zoom", 0) - zoom <= _GATHERED_ZOOMS
        ]  # fmt: skip
        chars = [self._all["places"].get(layer["style"], {}).get("char") or self._word(layer)[:1] for layer in far]
        signs = (Sign(self._shape("square"), fill="#ffffff", line=_GREY, ink=_INK, char=char) for char in chars)
        return tuple(Entry(sign, self._word(layer)) for sign, layer in zip(signs, far, strict=True))

    def _entries(self, layer: dict[str, Any], there: list[Shown]) -> tuple[Entry, ...]:
        if layer.get("draw") == "unit":
            return self._units(there)
        if layer.get("draw") == "area":
            if drawn := self._drawn({one.symbol for one in there}):
                return drawn
            colour = _AREA_COLOURS.get(layer["style"], "#a9b2b8")
            return (Entry(Sign(line=colour, stroke=_dash(layer["style"])), self._word(layer)),)
        if layer.get("style") == "incident":
            return self._incidents(there)
        return self._places(layer["style"], there)

    def _drawn(self, symbols: set[str]) -> tuple[Entry, ...]:
        """A line for each kind of drawing: as a mark where it is one spot first of all, else as its line or area."""
        kinds = [one for code, one in self._all.get("drawings", {}).items() if code in symbols]
        post = self._all["styles"].get("post", self._all["styles"]["facility"])
        made = []
        for one in kinds:
            forms = one["forms"]
            if forms[0] == "point":
                fill, line, ink = (post[name]["light"] for name in ("fill", "line", "ink"))
                sign = Sign(self._shape(one.get("shape", post["shape"])), fill=fill, line=line, ink=ink, char=one["char"])
            else:
                colour = _AREA_COLOURS.get(one["colour"], _INK)
                look = DrawnLook(colour, one["line"], float(one["width"]), one["hatch"], "area" in forms and forms[0] != "line")
                sign = Sign(drawn=look)
            made.append(Entry(sign, self._word(one)))
        return tuple(made)

    def _units(self, there: list[Shown]) -> tuple[Entry, ...]:
        known = self._all["units"]
        kinds = {one.symbol if one.symbol in known else "" for one in there}
        statuses, links = {one.state for one in there}, {one.link for one in there}
        made = [Entry(self._unit(known[code]), self._word(known[code])) for code in known if code in kinds]
        for family, seen in (("statuses", statuses), ("links", links)):
            for code, one in self._all[family].items():
                badge = one.get("badge", {"stale": "question", "offline": "cross"}.get(code, "none"))
                if code in seen and badge != "none":
                    made.append(Entry(Sign(badge=badge), self._word(one)))
        return tuple(made)

    def _unit(self, one: dict[str, Any]) -> Sign:
        return Sign(
            outline=self._shape(one["shape"]), fill=one["fill"], line=one["line"], ink=one["ink"], char=one.get("char", ""),
            inner=self._all["paths"].get(one.get("path", ""), ""),
        )  # fmt: skip

    def _incidents(self, there: list[Shown]) -> tuple[Entry, ...]:
        forms, tones, states = self._all["incident_classes"], self._all["tones"], self._all["states"]
        seen = [{getattr(one, name) for one in there} for name in ("shape", "tone", "state")]
        made = []
        for code, one in forms.items():
            if code in seen[0]:
                sign = Sign(self._shape(one["shape"]), fill="#ffffff", line=_GREY, ink=_INK, char=one["char"])
                made.append(Entry(sign, self._word(one)))
        for code, one in tones.items():
            if code in seen[1] and "zh" in one:
                grade = code if code.startswith("I") else ""
                sign = Sign(self._shape("square"), fill=one["light"], line=_INK, ink=one["ink"], char=grade)
                made.append(Entry(sign, self._word(one)))
        for code, one in states.items():
            if code in seen[2]:
                fill = _GREY if one.get("solid") else "#ffffff"
                made.append(Entry(Sign(self._shape("diamond"), fill=fill, line=_GREY, ring=one["ring"]), self._word(one)))
        return tuple(made)

    def _places(self, style: str, there: list[Shown]) -> tuple[Entry, ...]:
        looks = self._all["styles"]
        look = looks.get(style, looks["facility"])
        symbols = {one.symbol for one in there}
        fill, line, ink = (look[name]["light"] for name in ("fill", "line", "ink"))
        outline = self._shape(look["shape"])
        return tuple(
            Entry(Sign(outline, fill=fill, line=line, ink=ink, char=one["char"]), self._word(one))
            for code, one in self._all["places"].items()
            if code in symbols
        )

    def _shape(self, name: str) -> str:
        shapes: dict[str, str] = self._all["shapes"]
        return shapes.get(name, shapes["circle"])

    def _word(self, one: dict[str, Any]) -> str:
        return str(one.get(self._lang) or one.get("zh") or "")


def _dash(style: str) -> tuple[float, ...]:
    return {"grid": (5.0, 3.0), "cordon": (7.0, 3.0), "beat": (1.0, 4.0), "ring": (2.0, 4.0)}.get(style, (100.0, 0.0))
