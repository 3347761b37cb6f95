"""HTML from values: whatever is not marked as made here is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

_VOID = frozenset({"input", "link", "meta", "br"})


class Html(str):
    """Markup that was made here and is safe to send."""

    __slots__ = ()


Child: TypeAlias = "str | Html | Iterable[str | Html] | None"


def join(*children: Child) -> Html:
    """The children one after the other; plain text is escaped, ``None`` left out."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            parts.append(child if isinstance(child, Html) else escape(child, quote=True))
        else:
            parts += [join(one) for one in child]
    return Html("".join(parts))


def tag(element: str, /, *children: Child, **attributes: str | bool | int | None) -> Html:
    """An element. ``class_`` and ``for_`` lose their dash below, other dashes below become dashes; ``True`` stands bare, ``False``
    and ``None`` are left out."""
    said = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        plain = key.rstrip("_").replace("_", "-")
        said.append(f" {plain}" if value is True else f' {plain}="{escape(str(value), quote=True)}"')
    opened = f"<{element}{''.join(said)}>"
    return Html(opened) if element in _VOID else Html(f"{opened}{join(*children)}</{element}>")
