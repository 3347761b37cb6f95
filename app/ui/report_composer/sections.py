"""The text of a report: title and sections to be written in, each with its mark, and the machine's new text where it has one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.situation.model import ReportSection, SituationReport
from app.ui.kit.badge import Badge
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.room import Room

_LEAST_LINES = 1


class GrowingEdit(QPlainTextEdit):
    """As high as what is written in it; Tab leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._later.start())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks other lines. A height that is changed while a layout is at work is not seen by it: so later."""
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        lines = max(_LEAST_LINES, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 2 * int(self.document().documentMargin()) + 2 * current_theme().px(6)
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Its height is its own, its width that of the column."""
        return QSize(current_theme().px(320), self.height())


class SectionEditor(QWidget):
    """One section. ``written`` while somebody types; ``offer_wanted`` when the new text is to be looked at."""

    written = Signal(str)
    offer_wanted = Signal(str)

    def __init__(self, code: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.code = code
        self.mark = Badge()
        self.offer = Button(translate("Composer", "New text: compare…"), "compare", "quiet")
        self.offer.setProperty("dense", "true")
        self.edit = GrowingEdit(name)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.length("s"))
        for widget in (Text(name, "section"), self.mark):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.length("s"))
        column.setSpacing(theme.length("xs"))
        column.addLayout(head)
        column.addWidget(self.edit)
        self._shown = ""
        self.edit.textChanged.connect(self._on_text)
        self.offer.clicked.connect(lambda: self.offer_wanted.emit(self.code))

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.edit.toPlainText().strip() != self._shown

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText().strip()

    def show_section(self, section: ReportSection, *, editable: bool, offered: bool) -> None:
        """Show what is kept; what is being typed stays."""
        if not self.is_dirty and section.text != self.edit.toPlainText():
            blocked = self.edit.blockSignals(True)
            place = self.edit.textCursor().position()
            self._shown = section.text
            self.edit.setPlainText(section.text)
            cursor = self.edit.textCursor()
            cursor.setPosition(min(place, len(section.text)))
            self.edit.setTextCursor(cursor)
            self.edit.blockSignals(blocked)
        self._shown = section.text
        self.edit.setReadOnly(not editable)
        self.offer.setVisible(offered)
        if section.edited:
            self.mark.show_as(translate("Composer", "written by hand"), "info", "square")
        else:
            self.mark.show_as(translate("Composer", "drafted"), "muted", "dash")

    def _on_text(self) -> None:
        if self.is_dirty:
            self.written.emit(self.code)


class TextPane(QScrollArea):
    """Title and sections in a column."""

    written = Signal(str)
    offer_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        theme = current_theme()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(theme.length("xs"), 0, theme.length("s"), 0)
        self._column.setSpacing(theme.length("xs"))
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.editors: dict[str, SectionEditor] = {}
        self._report_id = ""

    def show_report(self, report: SituationReport, offers: Mapping[str, str], room: Room) -> None:
        """Show this report; another one than before takes new editors."""
        if report.id != self._report_id:
            self._clear()
            self._report_id = report.id
        for section in (report.title, *report.sections):
            editor = self.editors.get(section.code) or self._add(section.code, room.say(f"report_section.{section.code}"))
            editor.show_section(section, editable=report.is_editable, offered=section.code in offers)
            editor.setVisible(bool(section.text) or section.edited or editor.is_dirty)

    def written_texts(self) -> dict[str, str]:
        """What was typed and is not kept yet."""
        return {code: editor.text for code, editor in self.editors.items() if editor.is_dirty}

    def focus_section(self, code: str) -> None:
        """Put the keyboard into a section; one without words is shown for it."""
        editor = self.editors.get(code) or next(iter(self.editors.values()), None)
        if editor is not None:
            editor.setVisible(True)
            editor.edit.setFocus()
            self.ensureWidgetVisible(editor)

    def _add(self, code: str, name: str) -> SectionEditor:
        editor = SectionEditor(code, name)
        editor.written.connect(self.written)
        editor.offer_wanted.connect(self.offer_wanted)
        self.editors[code] = editor
        self._column.insertWidget(self._column.count() - 1, editor)
        return editor

    def _clear(self) -> None:
        for editor in self.editors.values():
            editor.hide()
            editor.deleteLater()
        self.editors.clear()
