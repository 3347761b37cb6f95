"""The line at which an evaluator gives marks: who, in which form, the mark, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.domain.exercise.kinds import Grade, JudgingForm, Rating
from app.domain.exercise.model import Judgement
from app.ui.kit.form_fields import BadInput, Field, FieldKind, read_decimal
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import current_theme, set_look

_MARKS: Mapping[JudgingForm, tuple[str, tuple[Rating | Grade, ...]]] = MappingProxyType({
    JudgingForm.PSMU: ("rating", tuple(Rating)),
    JudgingForm.GRADES: ("grade", tuple(Grade)),
})
_LETTERS: Mapping[JudgingForm, str] = MappingProxyType({JudgingForm.PSMU: "psmu", JudgingForm.GRADES: "ylzc"})
"""Keys beside 1 to 4: the letters of the marks, and the initials of 优良中差."""

LONGEST = 2_000


class JudgingBar(QWidget):
    """``marked`` gives the mark as an argument of ``JudgeDrill`` (none: the words alone); ``left`` when Escape leaves the line."""

    marked = Signal(object)  # a dict would come back with words in the place of its enums
    evaluator_changed = Signal()
    left = Signal()

    def __init__(self, forms: Iterable[JudgingForm], wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._own: dict[str, Any] = {}
        self._enabled = False
        self._shown: tuple[str, Judgement | None, bool] | None = None
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form of the marks"))
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.setAccessibleName(self.tr("Evaluator"))
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.who.setMinimumContentsLength(6)
        self.who.lineEdit().setPlaceholderText(self.tr("Evaluator's name"))
        self.subject = Elided("")
        self.words = _Line(self.tr("Words: what you saw (Enter records)"))
        self.points = _Line(self.tr("0 to 100, Enter"))
        self.points.setMaximumWidth(current_theme().px(130))
        self.buttons: dict[Rating | Grade, Button] = {}
        self._stack = QStackedWidget()
        for form in forms:
            self.form.addItem(wording.say(f"judging.form.{form}"), form)
            self._stack.addWidget(self._page(form))
        self._lay_out()
        self._wire()
        self.show_own("", None, enabled=False)

    @property
    def evaluator(self) -> str:
        """Who judges, "" while nobody has said so."""
        return self.who.currentText().strip()

    @property
    def chosen(self) -> JudgingForm:
        """The form that is in use."""
        return JudgingForm(self.form.currentData())

    def offer(self, names: Iterable[str]) -> None:
        """Offer these evaluators; what somebody typed stays."""
        typed, known = self.who.currentText(), tuple(names)
        if known == tuple(self.who.itemText(place) for place in range(self.who.count())):
            return
        with QSignalBlocker(self.who):
            self.who.clear()
            self.who.addItems(list(known))
            self.who.setCurrentText(typed or (known[0] if known else ""))

    def take_key(self, text: str) -> bool:
        """Whether this key gives a mark (or begins to type points)."""
        key = text.lower()
        if not self._enabled or len(key) != 1:
            return False
        if self.chosen is JudgingForm.POINTS:
            if not key.isdigit():
                return False
            self.points.setText(key)
            self.points.setFocus()
            return True
        name, marks = _MARKS[self.chosen]
        place = "1234".find(key) if key in "1234" else _LETTERS[self.chosen].find(key)
        if place < 0:
            return False
        self.marked.emit({name: marks[place]})
        return True

    def show_own(self, subject: str, own: Judgement | None, *, enabled: bool) -> None:
        """Show what is chosen, and what this evaluator said of it; words that somebody types stay while both are the same."""
        self._enabled = enabled
        shown = (subject, own, enabled)
        if shown == self._shown:
            return
        self._shown = shown
        self._own = {} if own is None else {
            key: value for key in ("rating", "grade", "points") if (value := getattr(own, key)) is not None
        }
        self.subject.setText(subject)
        self.words.setText(own.words if own is not None else "")
        points = own.points if own is not None else None
        self.points.setText("" if points is None else f"{points:g}")
        for mark, button in self.buttons.items():
            button.show_as("primary" if mark in self._own.values() else "plain")
            button.setEnabled(enabled)
        for edit in (self.words, self.points):
            edit.setEnabled(enabled)

    def _page(self, form: JudgingForm) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().length("xs"))
        if form is JudgingForm.POINTS:
            row.addWidget(self.points)
            row.addStretch(1)
            return page
        name, marks = _MARKS[form]
        for place, mark in enumerate(marks, 1):
            words = self._wording.say(f"drill.{name}.{mark}")
            short = mark.value if form is JudgingForm.PSMU else words
            button = Button(f"{place}  {short}", tip=words)
            button.setProperty("dense", "true")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on=False, name=name, mark=mark: self.marked.emit({name: mark}))
            self.buttons[mark] = button
            row.addWidget(button)
        row.addStretch(1)
        return page

    def _give_points(self) -> None:
        field = Field(key="points", label="", kind=FieldKind.DECIMAL, minimum=0, maximum=100)
        try:
            points = read_decimal(self.points.text(), field)
        except BadInput as bad:
            set_look(self.points, "invalid", "true")
            self.points.setToolTip(str(bad))
            return
        set_look(self.points, "invalid", "false")
        self.points.setToolTip("")
        if points is not None:
            self.marked.emit({"points": float(points)})
            self.left.emit()

    def _give_words(self) -> None:
        self.marked.emit(dict(self._own))
        self.left.emit()

    def _wire(self) -> None:
        self.form.currentIndexChanged.connect(self._stack.setCurrentIndex)
        self.who.currentTextChanged.connect(lambda _text: self.evaluator_changed.emit())
        self.words.returnPressed.connect(self._give_words)
        self.points.returnPressed.connect(self._give_points)
        for edit in (self.words, self.points):
            edit.escaped.connect(self.left.emit)

    def _lay_out(self) -> None:
        gap = current_theme().length("s")
        self.words.setMaxLength(LONGEST)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(gap)
        first.addWidget(Text(self.tr("Evaluator"), "label"))
        first.addWidget(self.who)
        first.addWidget(self.form)
        first.addWidget(self.subject, 1)
        second.addWidget(self._stack)
        second.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(first)
        column.addLayout(second)


class _Line(QLineEdit):
    """A line that Escape leaves."""

    escaped = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)
