"""Look of this machine: language, theme, text size, when a position is old, the demo's traffic."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox

from app.desk.settings import Language, ThemeChoice
from app.ui.kit.theme import SCALES, Theme, Tone, current_theme
from app.ui.kit.widgets import Banner
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.services import Services

_STALE_MIN = (2, 5, 10, 15, 30, 60)
"""What is offered as the age of an old position; another one that stands in the file is offered too."""


class LookCard(Card):
    """Language, theme, text size, and whether the wall display opens with the window."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Look"))
        self._services, self._choices = services, choices
        self.waiting = Banner("")
        self.waiting.hide()
        self.language = ValueCombo((("中文", Language.ZH), ("English", Language.EN)), choices.language)
        themes = (
            (self.tr("As the system"), ThemeChoice.SYSTEM),
            (self.tr("Light"), ThemeChoice.LIGHT),
            (self.tr("Dark"), ThemeChoice.DARK),
        )
        self.theme = ValueCombo(themes, choices.current.theme)
        sizes = tuple((f"{round(scale * 100)} %", round(scale * 100)) for scale in SCALES)
        self.size = ValueCombo(sizes, choices.current.font_scale_pct)
        self.add_row(self.tr("Language"), self.language)
        self.add_wide(self.waiting)
        self.add_row(self.tr("Theme"), self.theme)
        self.add_row(self.tr("Text size"), self.size)
        self.wall = QCheckBox(self.tr("Open the wall display at start"))
        self.wall.setChecked(choices.current.wall_at_start)
        self.add_wide(self.wall)
        self.offer = QCheckBox(self.tr("Offer the five-minute drill at the start (until it was begun or declined)"))
        self.add_wide(self.offer)
        self.offer.toggled.connect(lambda on: self.try_save(self._services, self._choices, five_minute_offer=on))
        self.wall.toggled.connect(lambda on: self.try_save(self._services, self._choices, wall_at_start=on))
        self.language.currentIndexChanged.connect(lambda _place: self._on_language())
        self.theme.currentIndexChanged.connect(lambda _place: self._on_look(theme=self.theme.value))
        self.size.currentIndexChanged.connect(lambda _place: self._on_look(font_scale_pct=self.size.value))
        self._show_waiting()

    def showEvent(self, event: QShowEvent) -> None:
        """The offer may have been answered meanwhile."""
        super().showEvent(event)
        blocked = self.offer.blockSignals(True)
        self.offer.setChecked(self._choices.current.five_minute_offer)
        self.offer.blockSignals(blocked)

    def _on_language(self) -> None:
        if self.try_save(self._services, self._choices, language=self.language.value):
            self._show_waiting()

    def _on_look(self, **change: Any) -> None:
        if not self.try_save(self._services, self._choices, **change):
            return
        settings = self._choices.current
        theme = Theme.load(name=settings.theme.value, scale=settings.font_scale_pct / 100)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app)
        if self._services.map_view is not None:
            self._services.map_view.set_theme(theme.name)

    def _show_waiting(self) -> None:
        text = self.tr("Saved. The window speaks the other language after you close and open it again.")
        self.waiting.show_text(text if self._choices.language_waits else "", Tone.INFO)


class MapCard(Card):
    """When a position is old, and the demo's traffic."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Positions on the map"))
        self._services, self._choices = services, choices
        current = choices.current
        minutes = sorted({*_STALE_MIN, round(current.stale_after_s / 60)})
        offered = tuple((self.tr("{count} min").format(count=count), count * 60) for count in minutes)
        self.stale = ValueCombo(offered, round(current.stale_after_s / 60) * 60)
        self.add_row(self.tr("A position is old after"), self.stale)
        self.traffic = QCheckBox(self.tr("Units of the demo drive along their roads"))
        self.traffic.setChecked(current.play_demo)
        if services.workspace.demo is not None:
            self.add_wide(self.traffic)
        self.traffic.toggled.connect(lambda on: self._keep(play_demo=on))
        self.stale.currentIndexChanged.connect(lambda _place: self._keep(stale_after_s=self.stale.value))

    def _keep(self, **change: Any) -> None:
        self.try_save(self._services, self._choices, **change)


class ValueCombo(QComboBox):
    """A choice of values; Qt's own item data would turn an enum into its text."""

    def __init__(self, choices: tuple[tuple[str, Any], ...], chosen: Any) -> None:
        super().__init__()
        self._values = tuple(value for _text, value in choices)
        self.addItems([text for text, _value in choices])
        self.setCurrentIndex(max(self.place_of(chosen), 0))
        self.setMinimumWidth(current_theme().px(160))

    @property
    def value(self) -> Any:
        """The chosen value."""
        return self._values[self.currentIndex()]

    def place_of(self, value: Any) -> int:
        """Where a value stands, -1 where it is not offered."""
        return self._values.index(value) if value in self._values else -1
