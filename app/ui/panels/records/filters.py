"""The line of filters above the journal: text, kind, actor, incident, day."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.kernel.clock import Clock, to_local
from app.ui.kit.combos import combo, refill
from app.ui.kit.theme import current_theme, set_look
from app.ui.kit.widgets import SearchBox
from app.ui.panels.records import presenter
from app.ui.panels.records.presenter import Line, Query


class JournalFilters(QWidget):
    """Says ``changed`` whenever something else is looked for."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.search = SearchBox()
        self.kind = combo(self.tr("All kinds"), self.tr("Kind of entry"))
        self.actor = combo(self.tr("Everybody"), self.tr("Actor"))
        self.incident = combo(self.tr("All incidents"), self.tr("Incident"))
        self.day = QLineEdit()
        self.day.setPlaceholderText(self.tr("Day 07-18"))
        self.day.setAccessibleName(self.tr("Day"))
        self.day.setClearButtonEnabled(True)
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("s"))
        row.addWidget(self.search, 3)
        for part, width in ((self.kind, 136), (self.actor, 124), (self.incident, 200)):
            part.setMaximumWidth(theme.px(width))
            row.addWidget(part, 2)
            part.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.day.setMaximumWidth(theme.px(140))
        row.addWidget(self.day, 1)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.day.textChanged.connect(self._on_day)

    @property
    def query(self) -> Query:
        """What is looked for now; a day that cannot be read asks for nothing."""
        try:
            day = presenter.parse_day(self.day.text(), to_local(self._clock.now()).date())
        except ValueError:
            day = None
        return Query(
            text=self.search.text(), kind=self.kind.currentData() or "", actor=self.actor.currentData() or "",
            incident_id=self.incident.currentData() or "", day=day,
        )

    def offer(self, lines: Iterable[Line]) -> None:
        """Offer the values that occur in these lines; what was chosen stays chosen."""
        lines = tuple(lines)
        for box, pick in self._picks():
            refill(box, presenter.choices(lines, pick))

    def clear(self) -> None:
        """Look for everything."""
        self.search.clear()
        self.day.clear()
        for box, _pick in self._picks():
            box.setCurrentIndex(0)

    def _picks(self) -> tuple[tuple[QComboBox, Callable[[Line], tuple[str, str]]], ...]:
        return (
            (self.kind, lambda line: (line.sealed.kind, line.kind)),
            (self.actor, lambda line: (line.sealed.actor, line.sealed.actor)),
            (self.incident, lambda line: (line.incident_id, line.incident)),
        )

    def _on_day(self, text: str) -> None:
        try:
            presenter.parse_day(text, to_local(self._clock.now()).date())
        except ValueError:
            set_look(self.day, "invalid", "true")
            return
        set_look(self.day, "invalid", "false")
        self.changed.emit()
