"""What narrows the library of plans: words, and choices of kind, type, level, owner and status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.planning.model import PlanVersion
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import SearchBox
from app.ui.panels.plans.presenter import PlansPresenter, Wanted


class LibraryFilters(QWidget):
    """Says what is wanted; ``changed`` when it changes. Choices that no plan has any more are not offered."""

    changed = Signal()

    def __init__(self, presenter: PlansPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.search = SearchBox()
        self._combos = {name: QComboBox() for name in ("kind", "type", "level", "owner", "status")}
        self._all = {
            "kind": self.tr("All kinds"), "type": self.tr("All types"), "level": self.tr("All levels"),
            "owner": self.tr("All owners"), "status": self.tr("All statuses"),
        }
        theme = current_theme()
        grid = QGridLayout()
        grid.setSpacing(theme.length("xs"))
        for place, (name, combo) in enumerate(self._combos.items()):
            combo.setAccessibleName(self._all[name])
            combo.setMinimumContentsLength(4)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
            grid.addWidget(combo, place // 2, place % 2, 1, 2 if place == len(self._combos) - 1 else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(self.search)
        column.addLayout(grid)
        self.search.textChanged.connect(lambda _: self.changed.emit())

    def offer(self, shown: Sequence[PlanVersion]) -> None:
        """Offer what these plans have; a choice that is still there stays chosen."""
        words = self._presenter
        offered = {
            "kind": words.kinds(shown), "type": words.types(shown), "level": words.level_names(),
            "owner": tuple((one, one) for one in words.owners(shown)), "status": words.statuses(shown),
        }
        for name, choices in offered.items():
            combo = self._combos[name]
            kept = combo.currentData() or ""
            blocked = combo.blockSignals(True)
            combo.clear()
            combo.addItem(self._all[name], "")
            for code, label in choices:
                combo.addItem(label, code)
            combo.setCurrentIndex(max(0, combo.findData(kept)))
            combo.blockSignals(blocked)

    def wanted(self) -> Wanted:
        """What is asked for now."""
        chosen = {name: combo.currentData() or "" for name, combo in self._combos.items()}
        return Wanted(query=self.search.text(), **chosen)

    def clear(self) -> None:
        """Ask for anything."""
        self.search.clear()
        for combo in self._combos.values():
            combo.setCurrentIndex(0)
