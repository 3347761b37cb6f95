"""The editors of a form: one widget per kind of field, all with the same four verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.ui.kit import time_text
from app.ui.kit.flow import FlowLayout
from app.ui.kit.form_fields import BadInput, Field, FieldKind, read_date, read_decimal, read_int, read_text
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme

Now = Callable[[], datetime]


class Editor(QObject):
    """Joins a widget to a value. ``read`` raises ``BadInput``; ``changed`` comes after every change by hand
    or code."""

    changed = Signal()
    entered = Signal()
    """Enter was taken by a popup and the value is settled: move on."""

    def __init__(self, field: Field, widget: QWidget) -> None:
        super().__init__(widget)
        self.field = field
        self.widget = widget
        widget.setAccessibleName(field.label)

    @property
    def focus_widget(self) -> QWidget:
        """What takes the keyboard."""
        return self.widget

    def read(self) -> Any:
        """The value, ``None`` while empty."""
        raise NotImplementedError

    def write(self, value: Any) -> None:
        """Show this value; ``None`` empties it."""
        raise NotImplementedError

    def echo(self) -> str:
        """How the input was understood, where that is worth saying."""
        return ""

    def takes_enter(self) -> bool:
        """Whether Enter means something inside the editor now; else it moves on to the next field."""
        return False

    def keyboard_widgets(self) -> tuple[QWidget, ...]:
        """Every widget that takes the keyboard, the first one first."""
        return (self.focus_widget,)


class LineEditor(Editor):
    """Text and numbers in one line; Up and Down count in a whole number."""

    def __init__(self, field: Field) -> None:
        self._line = QLineEdit()
        super().__init__(field, self._line)
        self._line.setPlaceholderText(field.placeholder)
        self._line.textChanged.connect(self.changed)
        if field.kind in (FieldKind.INT, FieldKind.DECIMAL):
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.setFixedWidth(current_theme().px(110))
            self._line.installEventFilter(self)

    def read(self) -> str | int | Decimal | None:
        """The text or number."""
        text = self._line.text()
        if self.field.kind is FieldKind.INT:
            return read_int(text, self.field)
        return (
            read_decimal(text, self.field)
            if self.field.kind is FieldKind.DECIMAL
            else read_text(text, self.field)
        )

    def write(self, value: Any) -> None:
        """Show it."""
        self._line.setText("" if value is None else str(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count with the arrow keys."""
        if (
            event.type() == QEvent.Type.KeyPress
            and self.field.kind is FieldKind.INT
            and isinstance(event, QKeyEvent)
        ):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._count(step)
                return True
        return super().eventFilter(watched, event)

    def _count(self, step: int) -> None:
        try:
            number = int(self.read() or 0) + step
        except BadInput:
            return
        low, high = self.field.minimum, self.field.maximum
        if (low is None or number >= low) and (high is None or number <= high):
            self._line.setText(str(number))


class TextEditor(Editor):
    """Several lines; Tab leaves it, Enter makes a line."""

    def __init__(self, field: Field) -> None:
        self._text = QPlainTextEdit()
        super().__init__(field, self._text)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(field.placeholder)
        line = self._text.fontMetrics().lineSpacing()
        self._text.setFixedHeight(max(1, field.lines) * line + current_theme().length("xl"))
        self._text.textChanged.connect(self.changed)

    def read(self) -> str | None:
        """The text."""
        return read_text(self._text.toPlainText(), self.field)

    def write(self, value: Any) -> None:
        """Show it."""
        self._text.setPlainText("" if value is None else str(value))

    def takes_enter(self) -> bool:
        """It makes a line."""
        return True


class TimeEditor(Editor):
    """A moment typed in 24-hour form (see ``time_text.parse``); the echo says which day was understood."""

    def __init__(self, field: Field, now: Now) -> None:
        self._line = QLineEdit()
        super().__init__(field, self._line)
        self._now = now
        self._given: tuple[str, datetime] | None = None
        self._line.setPlaceholderText(field.placeholder or translate("Kit", "0255, y 2340, 7-18 0255, -5"))
        self._line.setFixedWidth(current_theme().px(200))
        self._line.textChanged.connect(self.changed)

    def read(self) -> datetime | None:
        """The moment, aware UTC. A moment that was written keeps its seconds while nobody types."""
        text = self._line.text().strip()
        if not text:
            return None
        if self._given is not None and self._given[0] == text:
            return self._given[1]
        try:
            return time_text.parse(text, self._now(), self.field.lean)
        except ValueError:
            raise BadInput(translate("Kit", "A time such as 0255 or 02:55")) from None

    def write(self, value: Any) -> None:
        """Show it with its date."""
        text = "" if value is None else f"{time_text.date(value)} {time_text.clock(value)}"
        self._given = None if value is None else (text, value)
        self._line.setText(text)

    def echo(self) -> str:
        """The date and weekday that were understood; nothing to add to a moment that was written with its date."""
        if self._given is not None and self._given[0] == self._line.text().strip():
            return ""
        try:
            at = self.read()
        except BadInput:
            return ""
        return f"{time_text.date(at)} {time_text.weekday(at)} {time_text.clock(at)}" if at is not None else ""


class DateEditor(Editor):
    """A day, typed ``2026-07-18``, ``20260718``, ``7-18`` or ``7月18日`` (the year of ``now`` then)."""

    def __init__(self, field: Field, now: Now) -> None:
        self._line = QLineEdit()
        super().__init__(field, self._line)
        self._now = now
        self._line.setPlaceholderText(field.placeholder or translate("Kit", "2026-07-18"))
        self._line.setFixedWidth(current_theme().px(130))
        self._line.textChanged.connect(self.changed)

    def read(self) -> date | None:
        """The day."""
        return read_date(self._line.text(), self._now())

    def write(self, value: Any) -> None:
        """Show it."""
        self._line.setText("" if value is None else value.isoformat())


class FlagsEditor(Editor):
    """Any number of a list; Left and Right walk, Space ticks, a digit ticks the box of that number."""

    def __init__(self, field: Field) -> None:
        holder = QWidget()
        super().__init__(field, holder)
        flow = FlowLayout(holder, current_theme().length("m"), 0)
        self._boxes = [QCheckBox(choice.label.replace("&", "&&")) for choice in field.choices]
        for number, box in enumerate(self._boxes, start=1):
            if number <= 9:
                box.setToolTip(translate("Kit", "Key {number}").format(number=number))
            box.toggled.connect(lambda _on: self.changed.emit())
            box.installEventFilter(self)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 1 else Qt.FocusPolicy.ClickFocus)
            flow.addWidget(box)

    @property
    def focus_widget(self) -> QWidget:
        """The first box."""
        return self._boxes[0] if self._boxes else self.widget

    def read(self) -> tuple[Any, ...]:
        """The values ticked, in the order of the choices."""
        return tuple(
            choice.value
            for choice, box in zip(self.field.choices, self._boxes, strict=True)
            if box.isChecked()
        )

    def write(self, value: Any) -> None:
        """Tick exactly these."""
        wanted = tuple(value or ())
        for choice, box in zip(self.field.choices, self._boxes, strict=True):
            box.setChecked(choice.value in wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk and tick."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or watched not in self._boxes
        ):
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            place = self._boxes.index(watched) + step
            self._boxes[place % len(self._boxes)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= min(9, len(self._boxes)):
            self._boxes[number - 1].toggle()
            return True
        return super().eventFilter(watched, event)


class ToggleEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        self._box = QCheckBox(field.placeholder)
        super().__init__(field, self._box)
        self._box.toggled.connect(lambda _on: self.changed.emit())

    def read(self) -> bool:
        """Whether it is ticked."""
        return self._box.isChecked()

    def write(self, value: Any) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(value))
