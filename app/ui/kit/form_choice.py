"""One of a list, found by typing: words, code, pinyin initials."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QWidget

from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import BadInput, Choice, Field
from app.ui.kit.i18n import translate

_FIND_ROLE = Qt.ItemDataRole.UserRole + 1


class CalmCombo(QComboBox):
    """A list that the wheel does not turn: scrolling a form over it must not change an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceEditor(Editor):
    """One of a list, found by typing any part of its words, its code or its pinyin initials."""

    def __init__(self, field: Field) -> None:
        self._combo = CalmCombo()
        super().__init__(field, self._combo)
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setMaxVisibleItems(12)
        self._model = model = QStandardItemModel(self._combo)
        self._fill()
        self._combo.setModel(model)
        self._combo.setCurrentIndex(-1)
        line = self._combo.lineEdit()
        line.setPlaceholderText(field.placeholder or translate("Kit", "type to find"))
        completer = _Finder(model, self._combo)
        completer.activated[QModelIndex].connect(self._pick)
        self._combo.setCompleter(completer)
        line.textChanged.connect(self.changed)
        line.editingFinished.connect(self._resolve)
        # With the list open Enter reaches the line past every event filter, before the list has answered.
        line.returnPressed.connect(completer.popup().hide)
        line.returnPressed.connect(self._enter, Qt.ConnectionType.QueuedConnection)

    def read(self) -> Any:
        """The value of the choice; words that name no choice raise."""
        typed = self._combo.currentText().strip()
        if not typed:
            return None
        for choice in self.field.choices:
            if choice.label == typed:
                return choice.value
        raise BadInput(translate("Kit", "Not in the list"))

    def write(self, value: Any) -> None:
        """Show the words of this value; raises ``ValueError`` for one that is not among the choices."""
        if value is None:
            self._combo.setCurrentIndex(-1)
            self._combo.setEditText("")
            return
        self._combo.setCurrentIndex([choice.value for choice in self.field.choices].index(value))

    def takes_enter(self) -> bool:
        """The open list takes it."""
        popup = QApplication.activePopupWidget()
        return popup is not None and popup.isVisible()

    def set_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offer these from now on; the value that is shown stays where it is among them, else the field is emptied."""
        if choices == self.field.choices:
            return
        try:
            value = self.read()
        except BadInput:
            value = None
        blocked = self._combo.blockSignals(True), self._combo.lineEdit().blockSignals(True)
        self.field = msgspec.structs.replace(self.field, choices=choices)
        self._fill()
        self.write(value if any(choice.value == value for choice in choices) else None)
        self._combo.blockSignals(blocked[0])
        self._combo.lineEdit().blockSignals(blocked[1])

    def _fill(self) -> None:
        self._model.clear()
        for choice in self.field.choices:
            item = QStandardItem(choice.label)
            item.setData(f"{choice.label}\n{choice.find}", _FIND_ROLE)
            self._model.appendRow(item)

    def _resolve(self) -> None:
        typed = self._combo.currentText().strip().lower()
        if not typed or any(choice.label.lower() == typed for choice in self.field.choices):
            return
        found = [f"{choice.label}\n{choice.find}".lower() for choice in self.field.choices]
        starting = [
            place for place, text in enumerate(found) if any(word.startswith(typed) for word in text.split())
        ]
        hits = starting or [place for place, text in enumerate(found) if typed in text]
        if hits:
            self._combo.setCurrentIndex(hits[0])

    def _enter(self) -> None:
        self._resolve()
        self.entered.emit()

    def _pick(self, index: QModelIndex) -> None:
        label = index.data(Qt.ItemDataRole.DisplayRole)
        self._combo.setCurrentIndex(self._combo.findText(label, Qt.MatchFlag.MatchExactly))


class _Finder(QCompleter):
    def __init__(self, model: QStandardItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(_FIND_ROLE)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(12)
        self.popup().setProperty("role", "popup")

    def pathFromIndex(self, index: QModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
