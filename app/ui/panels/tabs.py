"""Tabs that are found like panels: a module that defines ``TAB`` gets its place; each is made when first looked at."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel
from app.ui.services import Services


class Page(Protocol):
    """What a tab's widget can do besides being one."""

    def show_state(self, state: State) -> None:
        """Draw this state."""
        ...


@dataclass(frozen=True)
class TabSpec:
    """A tab: its title is the word ``tab.<id>``. ``parts`` are the fields of the state that it shows: it is drawn again when
    one of them has changed. ``make`` gives a ``QWidget`` that is a ``Page``. ``waiting`` counts what waits there."""

    id: str
    order: int
    parts: tuple[str, ...]
    make: Callable[[Services], QWidget]
    waiting: Callable[[State], int] | None = None


def found_tabs(package: ModuleType) -> tuple[TabSpec, ...]:
    """Every ``TAB`` of the package's modules, in order."""
    modules = [importlib.import_module(f"{package.__name__}.{one.name}") for one in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted((one.TAB for one in modules if hasattr(one, "TAB")), key=lambda tab: tab.order))


class TabbedPanel(Panel):
    """A panel of tabs; only the one in front is drawn, the others catch up when they are chosen."""

    def __init__(self, services: Services, specs: Iterable[TabSpec]) -> None:
        super().__init__(services)
        self._specs = tuple(specs)
        self._parts = {part for spec in self._specs for part in spec.parts}
        self._made: dict[str, QWidget] = {}
        self._late = {spec.id for spec in self._specs}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for spec in self._specs:
            holder = QWidget()
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(holder, services.wording.say(f"tab.{spec.id}"))
        margin = current_theme().length("xs")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self._catch_up(self.services.state))

    def page(self, tab_id: str) -> QWidget:
        """The tab's widget, made now if it was never looked at. Raises ``KeyError`` for a tab that there is not."""
        if tab_id not in self._made:
            place = self._place(tab_id)
            made = self._specs[place].make(self.services)
            holder = self.tabs.widget(place).layout()
            assert holder is not None
            holder.addWidget(made)
            self._made[tab_id] = made
        return self._made[tab_id]

    def show_page(self, tab_id: str) -> QWidget:
        """Bring a tab to the front; its widget."""
        self.tabs.setCurrentIndex(self._place(tab_id))
        return self.page(tab_id)

    def concerns(self, notice: Notice) -> bool:
        """Everything that any tab shows."""
        return any(_changed(notice, part) for part in self._parts)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show this state."""
        for place, spec in enumerate(self._specs):
            if notice is None or any(_changed(notice, part) for part in spec.parts):
                self._late.add(spec.id)
            if spec.waiting is not None:
                count, title = spec.waiting(state), self.services.wording.say(f"tab.{spec.id}")
                self.tabs.setTabText(place, f"{title} ({count})" if count else title)
        self._catch_up(state)

    def _catch_up(self, state: State) -> None:
        spec = self._specs[self.tabs.currentIndex()]
        page = self.page(spec.id)
        if spec.id in self._late:
            self._late.discard(spec.id)
            page.show_state(state)  # type: ignore[attr-defined]  # a Page by the contract of TabSpec

    def _place(self, tab_id: str) -> int:
        for place, spec in enumerate(self._specs):
            if spec.id == tab_id:
                return place
        raise KeyError(tab_id)


def _changed(notice: Notice, part: str) -> bool:
    return getattr(notice.before, part) is not getattr(notice.after, part)
