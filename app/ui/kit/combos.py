"""Choices that narrow a list: the first place asks for nothing, the others are what occurs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from app.ui.kit.theme import current_theme


def combo(first: str, name: str) -> QComboBox:
    """A choice whose first place asks for nothing; it never grows with its longest entry."""
    box = QComboBox()
    box.addItem(first, "")
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.view().setMinimumWidth(current_theme().px(220))
    return box


def refill(box: QComboBox, choices: Iterable[tuple[str, str]]) -> None:
    """Give a choice other entries behind its first; nothing is signalled while what was chosen is still there."""
    chosen = box.currentData()
    blocked = box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(box.count() - 1)
    for code, text in choices:
        box.addItem(text, code)
    place = box.findData(chosen)
    box.setCurrentIndex(max(place, 0))
    box.blockSignals(blocked)
    if place < 0:
        box.currentIndexChanged.emit(0)
