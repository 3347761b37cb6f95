"""What a map on paper is asked for: ground, scale, size of paper, which way it lies."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from app.catalog.wording import Wording
from app.ui.kit.theme import current_theme
from app.ui.panels.papers.sheet import EXTENTS, SheetWish

_PAPERS = ("A4", "A3")


class SheetOptions(QWidget):
    """``changed`` when a person chose something else."""

    changed = Signal()

    def __init__(self, wording: Wording, scales: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extent = _combo((wording.say(f"paper.map.extent.{code}"), code) for code in EXTENTS)
        fitted = (wording.say("paper.map.scale_fits"), 0)
        self.scale = _combo((fitted, *((f"1:{scale:,}", scale) for scale in scales)))
        self.paper = _combo((name, name) for name in _PAPERS)
        self.way = _combo(((self.tr("Landscape"), True), (self.tr("Portrait"), False)))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(current_theme().length("xs"))
        for label, box in (
            (self.tr("Ground"), self.extent), (self.tr("Scale"), self.scale), (self.tr("Paper"), self.paper),
            (self.tr("Lies"), self.way),
        ):  # fmt: skip
            form.addRow(label, box)
            box.setAccessibleName(label)
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    @property
    def wish(self) -> SheetWish:
        """What is chosen now."""
        return SheetWish(
            extent=self.extent.currentData(), scale=self.scale.currentData(), paper=self.paper.currentData(),
            landscape=self.way.currentData(),
        )  # fmt: skip


def _combo(choices: Any) -> QComboBox:
    box = QComboBox()
    for text, value in choices:
        box.addItem(text, value)
    return box
