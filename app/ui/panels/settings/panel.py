"""The settings panel: two columns of cards, each saving by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.settings.alarms import AlarmCard
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.data import AboutCard, DataCard, HealthCard
from app.ui.panels.settings.dispatching import DispatchingCard
from app.ui.panels.settings.look import LookCard, MapCard
from app.ui.panels.settings.maps import MapsCard
from app.ui.panels.settings.outbox import OutboxCard
from app.ui.panels.settings.profile import ProfileCard
from app.ui.panels.settings.survival import SurvivalCard
from app.ui.panels.settings.tracking import TrackingCard
from app.ui.panels.settings.warnings import WarningsCard
from app.ui.services import Services

_TWO_COLUMNS_FROM = 1000
"""Pixels at 100 % text size."""


class SettingsPanel(Panel):
    """Left: the duty room and this machine's data; right: looks, alarms, health."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.choices = Choices(services.workspace.settings)
        self.look = LookCard(services, self.choices)
        self.alarms = AlarmCard(services, self.choices)
        self.positions = MapCard(services, self.choices)
        self.dispatching = DispatchingCard(services, self.choices)
        self.tracking = TrackingCard(services, self.choices)
        self.outbox = OutboxCard(services, self.choices)
        self.warnings = WarningsCard(services, self.choices)
        self.survival = SurvivalCard(services, self.choices)
        self.profile = ProfileCard(services)
        self.data = DataCard(services)
        self.maps = MapsCard(services)
        self.health = HealthCard(services)
        self.about = AboutCard(services)
        self._lay_out()

    def concerns(self, notice: Notice) -> bool:
        """Only the profile is shown here; health is looked at when the panel comes to the front."""
        return notice.before.profile is not notice.after.profile

    def render(self, state: State, notice: Notice | None) -> None:
        """Show the profile."""
        self.profile.show_state(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the health again."""
        super().showEvent(event)
        self.health.show_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two have no room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= current_theme().px(_TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    def _lay_out(self) -> None:
        theme = current_theme()
        body = QWidget()
        body.setProperty("role", "scrolled")
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        columns.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        columns.setSpacing(theme.length("m"))
        left = (self.profile, self.data, self.survival, self.maps, self.outbox, self.about)
        right = (self.look, self.alarms, self.positions, self.dispatching, self.tracking, self.warnings, self.health)
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(theme.length("m"))
            for card in cards:
                card.setMaximumWidth(theme.px(760))
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        columns.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


SPEC = PanelSpec(
    id="settings", icon="settings", order=910, factory=SettingsPanel, shortcut="Ctrl+,", help="settings"
)
