"""What the widgets of this panel share: the room as it is now, and cards that listen to keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.kernel.clock import Clock
from app.ui.kit.cards import CardList
from app.ui.kit.labels import Elided
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.room import Room
from app.ui.services import Services


def room_of(services: Services) -> Room:
    """The desk as it is now."""
    workspace = services.workspace
    return Room(
        state=workspace.desk.state,
        reference=workspace.desk.reference,
        wording=services.wording,
        now=workspace.desk.clock.now(),
        positions=workspace.desk.telemetry.positions,
        stale_after_s=workspace.settings.current.stale_after_s,
        who=services.who.picture if services.who is not None else None,
    )


class Keyed(CardList):
    """Cards that also answer to single keys: ``pressed(key, card id)`` for those in ``keys``."""

    pressed = Signal(int, str)

    def __init__(self, clock: Clock, keys: tuple[Qt.Key, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(clock, parent=parent)
        self._keys = keys
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys that were asked for; the rest walks the list."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in self._keys and self.current_id:
            self.pressed.emit(event.key(), self.current_id)
            return
        super().keyPressEvent(event)


class Tab(QWidget):
    """A tab of the detail: ``show_incident`` draws it; a tab that nobody sees is only told what it will have to show."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.incident_id = ""

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw this incident."""
        raise NotImplementedError

    @property
    def incident(self) -> Incident | None:
        """The incident shown, as it is now."""
        return self.services.state.incidents.get(self.incident_id)

    def clock(self) -> Clock:
        """The desk's clock."""
        return self.services.workspace.desk.clock


def column(owner: QWidget, margin: str = "", spacing: str = "s") -> QVBoxLayout:
    """A column of widgets with the theme's spacing."""
    theme = current_theme()
    layout = QVBoxLayout(owner)
    side = theme.length(margin) if margin else 0
    layout.setContentsMargins(side, side, side, side)
    layout.setSpacing(theme.length(spacing))
    return layout


def tab_column(owner: QWidget) -> QVBoxLayout:
    """The column of a tab of the detail: it shares the pane's sides, so that lists stand as wide as the head."""
    layout = column(owner, "", "xs")
    layout.setContentsMargins(0, current_theme().length("xs"), 0, 0)
    return layout


def row(*widgets: QWidget | None, spacing: str = "s") -> QHBoxLayout:
    """Widgets side by side; ``None`` and text that may be elided take the room that is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(current_theme().length(spacing))
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget, 1 if isinstance(widget, Elided) else 0)
    return layout


def as_pane(widget: QWidget) -> None:
    """Give a widget the ground of a pane; a plain widget paints none by itself."""
    widget.setProperty("role", "panel")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def empty_layout(layout: QVBoxLayout) -> None:
    """Take every widget out and let it go."""
    while layout.count():
        old = layout.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.deleteLater()
