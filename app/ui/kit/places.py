"""Places on the screen that have a name, so that somebody can point at them: found at once, however many widgets a window has."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtWidgets import QWidget

from app.ui.kit.tasks import alive

_PLACES: dict[str, WeakSet[QWidget]] = {}


def name_place(widget: QWidget, name: str) -> None:
    """Give a widget its name (also its object name); several windows may each have a place of that name."""
    widget.setObjectName(name)
    _PLACES.setdefault(name, WeakSet()).add(widget)


def places_in(window: QWidget, name: str) -> list[QWidget]:
    """The widgets of this name in a window and in the dialogs that were opened over it."""
    return [one for one in _PLACES.get(name, ()) if alive(one) and _is_over(one, window)]


def _is_over(widget: QWidget, window: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and at is not window:
        at = at.parentWidget()
    return at is window
