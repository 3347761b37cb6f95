"""What the styles of a Word file say of a paragraph: heading depth, list, weight, alignment."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from app.exchange.plan_document.numbering import W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|文档标题|公文标题)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)?", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
MOST_PARENTS = 20


class Style(msgspec.Struct, frozen=True):
    """A style with everything it inherits. ``outline``: 1 to 9, 0 for body text; ``list_id`` "" where it counts nothing."""

    name: str = ""
    outline: int = 0
    title: bool = False
    contents: bool = False
    list_id: str = ""
    depth: int | None = None
    bold: bool = False
    centred: bool = False


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Any | None) -> None:
        self._raw = {one.get(f"{W}styleId", ""): one for one in root.findall(f"{W}style")} if root is not None else {}
        self._known: dict[str, Style] = {}
        self._default = next((key for key, one in self._raw.items() if _is_default(one)), "")

    def of(self, style_id: str | None) -> Style:
        """The style of this id, the document's usual one where there is none."""
        key = style_id or self._default
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, key: str) -> Style:
        chain: list[Any] = []
        seen: set[str] = set()
        while key in self._raw and key not in seen and len(chain) < MOST_PARENTS:
            seen.add(key)
            chain.append(self._raw[key])
            parent = chain[-1].find(f"{W}basedOn")
            key = parent.get(f"{W}val", "") if parent is not None else ""
        style = Style()
        for one in reversed(chain):
            style = _over(style, one)
        return style


def outline_of(properties: Any | None) -> int | None:
    """The heading depth that paragraph properties name (1 to 9; 0: body text), ``None`` where they are silent."""
    found = properties.find(f"{W}outlineLvl") if properties is not None else None
    if found is None:
        return None
    value = found.get(f"{W}val", "9")
    return int(value) + 1 if value in "012345678" else 0


def list_of(properties: Any | None) -> tuple[str | None, int | None]:
    """Id of the list and depth in it that paragraph properties name; ``None`` for what they do not say."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None, None
    name, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    level = depth.get(f"{W}val", "0") if depth is not None else None
    return (name.get(f"{W}val", "") if name is not None else None), (int(level) if level and level.isdigit() else None)


def switched(properties: Any | None, name: str) -> bool | None:
    """Whether a property such as ``b`` is on, ``None`` where it is not named."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def centred(properties: Any | None) -> bool | None:
    """Whether the paragraph stands in the middle, ``None`` where the properties do not say."""
    found = properties.find(f"{W}jc") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "") == "center"


def _over(base: Style, element: Any) -> Style:
    label = element.find(f"{W}name")
    name = label.get(f"{W}val", "") if label is not None else ""
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    outline = outline_of(paragraph)
    heading = _HEADING.fullmatch(name.strip())
    if outline is None:
        outline = int(heading.group(1)) if heading else base.outline
    list_id, depth = list_of(paragraph)
    bold, middle = switched(run, "b"), centred(paragraph)
    return Style(
        name=name,
        outline=outline,
        title=bool(_TITLE.fullmatch(name.strip())),
        contents=bool(_CONTENTS.fullmatch(name.strip())),
        list_id=base.list_id if list_id is None else list_id,
        depth=base.depth if depth is None else depth,
        bold=base.bold if bold is None else bold,
        centred=base.centred if middle is None else middle,
    )


def _is_default(element: Any) -> bool:
    return element.get(f"{W}type") == "paragraph" and element.get(f"{W}default", "0") not in _OFF
