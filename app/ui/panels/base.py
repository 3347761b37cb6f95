"""What a panel is: a widget that shows the state, and rests while nobody looks."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

import app.ui.panels as panels_package
from app.desk.desk import Notice
from app.domain.state import State
from app.ui.services import Services


@dataclass(frozen=True)
class PanelSpec:
    """A panel's place in the window. Its name is the word ``panel.<id>``; ``help`` names the page under
    ``resources/help`` (the id if empty); ``waiting`` counts what waits there for somebody: the rail shows the number."""

    id: str
    icon: str
    order: int
    factory: Callable[[Services], Panel]
    shortcut: str = ""
    help: str = ""
    waiting: Callable[[Services], int] | None = None


class Panel(QWidget):
    """Base of all panels. Override ``render``; it runs when the panel is visible and something it may show has changed."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._stale = True
        services.bridge.noticed.connect(self._on_notice)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show this state. ``notice`` is ``None`` on the first showing and after a rest: then draw everything."""

    def concerns(self, notice: Notice) -> bool:
        """Whether this change matters here; by default any does. ``before.units is after.units`` is the cheap test."""
        return True

    def redraw(self) -> None:
        """Draw everything now, or at the next showing."""
        if self.isVisible():
            self._stale = False
            self.render(self.services.state, None)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)
        if self._stale:
            self.redraw()

    def _on_notice(self, notice: Notice) -> None:
        if not self.concerns(notice):
            return
        if self.isVisible():
            self.render(notice.after, notice)
        else:
            self._stale = True


def discover() -> tuple[PanelSpec, ...]:
    """Every panel that has a folder here, in the order of the rail."""
    specs = []
    for found in pkgutil.iter_modules(panels_package.__path__):
        if not found.ispkg:
            continue
        module = importlib.import_module(f"{panels_package.__name__}.{found.name}.panel")
        spec = getattr(module, "SPEC", None)
        if spec is not None:
            specs.append(spec)
    return tuple(sorted(specs, key=lambda spec: spec.order))
