"""Several of a list, each a chip: found by typing, taken out again with a key."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.flow import FlowLayout
from app.ui.kit.form_choice import ChoiceEditor
from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import BadInput, Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.theme import current_theme, set_look

_LONGEST_CHIP = 16


class PicksEditor(Editor):
    """Values in the order in which they were picked; one that is no longer among the choices is shown as it is written.

    Type to find and Enter to add; Backspace in the empty line takes the last one out; Left goes to the chips, where Left
    and Right walk and Delete takes out.
    """

    def __init__(self, field: Field) -> None:
        holder = QWidget()
        super().__init__(field, holder)
        theme = current_theme()
        self._picked: tuple[Any, ...] = ()
        self._chips: list[Button] = []
        self._bag = QWidget()
        self._flow = FlowLayout(self._bag, theme.length("xs"), theme.length("xs"))
        self._adder = ChoiceEditor(_asking(field, field.choices))
        self._adder.changed.connect(self._look)
        self._adder.focus_widget.installEventFilter(self)
        self._adder.widget.setMaximumWidth(theme.px(280))
        self.line = QHBoxLayout()
        """Where the line to type into stands; room beside it for a button of one's own."""
        self.line.setSpacing(theme.length("xs"))
        self.line.addWidget(self._adder.widget, 1)
        self.line.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self._bag)
        column.addLayout(self.line)
        self._bag.hide()

    @property
    def focus_widget(self) -> QWidget:
        """The line to type into."""
        return self._adder.focus_widget

    def read(self) -> tuple[Any, ...]:
        """The values, in their order."""
        return self._picked

    def write(self, value: Any) -> None:
        """Show exactly these."""
        wanted = tuple(value or ())
        if wanted == self._picked and len(self._chips) == len(wanted):
            return
        self._picked = wanted
        self._show()
        self.changed.emit()

    def set_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offer these from now on; what was picked stays."""
        if choices != self.field.choices:
            self.field = msgspec.structs.replace(self.field, choices=choices)
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that are named above."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched in self._chips:
                return self._on_chip_key(self._chips.index(watched), event.key()) or super().eventFilter(watched, event)
            if watched is self._adder.focus_widget and self._on_line_key(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _on_line_key(self, key: int) -> bool:
        if not self._chips or self._adder.focus_widget.currentText():
            return False
        if key == Qt.Key.Key_Backspace:
            self._drop(len(self._picked) - 1)
            return True
        if key == Qt.Key.Key_Left:
            self._chips[-1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _on_chip_key(self, place: int, key: int) -> bool:
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._drop(place)
            return True
        if key == Qt.Key.Key_Left:
            self._chips[max(0, place - 1)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Right:
            following = self._chips[place + 1] if place + 1 < len(self._chips) else self.focus_widget
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def takes_enter(self) -> bool:
        """While something is typed, Enter adds it."""
        return bool(self._adder.focus_widget.currentText())

    def _look(self) -> None:
        """A choice that is named in full is picked, once the list that named it has finished writing into the line."""
        if self._typed() is not None:
            QTimer.singleShot(0, self.widget, self._take)

    def _typed(self) -> Any:
        try:
            return self._adder.read()
        except BadInput:
            return None

    def _take(self) -> None:
        value = self._typed()
        if value is None:
            return
        blocked = self._adder.blockSignals(True)
        self._adder.write(None)
        self._adder.blockSignals(blocked)
        self.write((*self._picked, value))

    def _drop(self, place: int) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self.write(self._picked[:place] + self._picked[place + 1 :])
        if had_focus:
            following = self._chips[min(place, len(self._chips) - 1)] if self._chips else self.focus_widget
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        labels = {choice.value: choice.label for choice in self.field.choices}
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, value in enumerate(self._picked):
            chip = Button(_short(labels.get(value, str(value))), "close", "plain", labels.get(value, ""))
            chip.setAccessibleDescription(translate("Kit", "Take out (Delete)"))
            set_look(chip, "dense", "true")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            chip.clicked.connect(lambda _checked=False, place=place: self._drop(place))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._bag.setVisible(bool(self._chips))
        rest = tuple(choice for choice in self.field.choices if choice.value not in self._picked)
        blocked = self._adder.blockSignals(True)
        self._adder.set_choices(rest)
        self._adder.blockSignals(blocked)
        self._bag.updateGeometry()


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_CHIP else f"{label[: _LONGEST_CHIP - 1]}…"


def _asking(field: Field, choices: tuple[Choice, ...]) -> Field:
    return Field(
        key=field.key, label=field.label, kind=FieldKind.CHOICE, choices=choices,
        placeholder=field.placeholder or translate("Kit", "type to add"),
    )
