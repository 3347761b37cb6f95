"""The left side of the papers panel: which incident, which document, what was issued, print and save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.kernel.clock import to_local
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader, Text
from app.ui.panels.papers.presenter import IncidentChoice, IssuedRow
from app.ui.panels.papers.sheet import ID as SHEET
from app.ui.panels.papers.sheet_options import SheetOptions

_ID = Qt.ItemDataRole.UserRole


class Chooser(QFrame):
    """``changed`` when a person chose another incident or document; choosing from code is silent."""

    changed = Signal()
    incident_changed = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    archived_wanted = Signal(object)

    def __init__(self, titles: Mapping[str, str], sheet: SheetOptions | None = None, parent: QWidget | None = None) -> None:
        """``sheet`` are the options of the map on paper, shown while that is chosen."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.sheet = sheet
        self.incident = QComboBox()
        self.incident.setPlaceholderText(self.tr("Choose an incident"))
        self.incident.setAccessibleName(self.tr("Incident"))
        self.incident.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents = QListWidget()
        self.documents.setAccessibleName(self.tr("Document"))
        for document_id, title in titles.items():
            item = QListWidgetItem(title)
            item.setData(_ID, document_id)
            item.setSizeHint(QSize(0, current_theme().length("row")))
            self.documents.addItem(item)
        self.issued = QListWidget()
        self.issued.setAccessibleName(self.tr("Issued papers"))
        self._rows: tuple[IssuedRow, ...] = ()
        self._none = Text(self.tr("Nothing of this incident was printed or saved yet."), "caption")
        self._none.setWordWrap(True)
        self.print_button = Button(self.tr("Print…"), "print", "primary")
        self.save_button = Button(self.tr("Save…"), "save")
        self._lay_out()
        self.set_ready(False)
        if sheet is not None:
            sheet.hide()
            sheet.changed.connect(self.changed)
            self.documents.currentRowChanged.connect(lambda _row: self._show_options())
        self.documents.currentRowChanged.connect(lambda _row: self.changed.emit())
        self.incident.currentIndexChanged.connect(self._on_incident)
        self.issued.itemActivated.connect(self._on_issued)
        self.issued.itemClicked.connect(self._on_issued)
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self.save_wanted)

    @property
    def incident_id(self) -> str:
        """The chosen incident, "" for none."""
        return self.incident.currentData() or ""

    @property
    def document(self) -> str:
        """The chosen document, "" for none."""
        item = self.documents.currentItem()
        return item.data(_ID) if item is not None else ""

    def offer_incidents(self, choices: Iterable[IncidentChoice]) -> None:
        """Offer these incidents; the chosen one stays chosen."""
        offered = tuple(choices)
        if [self.incident.itemData(place) for place in range(self.incident.count())] == [one.id for one in offered]:
            return
        chosen = self.incident_id
        blocked = self.incident.blockSignals(True)
        self.incident.clear()
        for one in offered:
            self.incident.addItem(one.text, one.id)
        self.incident.setCurrentIndex(self.incident.findData(chosen))
        self.incident.blockSignals(blocked)

    def choose(self, incident_id: str, document: str) -> None:
        """Choose these without a signal."""
        for box in (self.incident, self.documents):
            box.blockSignals(True)
        self.incident.setCurrentIndex(self.incident.findData(incident_id))
        for row in range(self.documents.count()):
            if self.documents.item(row).data(_ID) == document:
                self.documents.setCurrentRow(row)
        for box in (self.incident, self.documents):
            box.blockSignals(False)
        self._show_options()
        self.incident_changed.emit()

    def show_issued(self, rows: tuple[IssuedRow, ...]) -> None:
        """List what left the desk."""
        if rows == self._rows and self.issued.count() == len(rows):
            return
        self._rows = rows
        self.issued.clear()
        for row in rows:
            when = to_local(row.at).strftime("%m-%d %H:%M")
            item = QListWidgetItem(f"{when}  {row.title}")
            item.setSizeHint(QSize(0, current_theme().length("row")))
            item.setToolTip(f"{row.by}\nSHA-256 {row.sha256}")
            self.issued.addItem(item)
        self.issued.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def set_ready(self, ready: bool) -> None:
        """Whether there is a fresh paper to print or to save."""
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    def _show_options(self) -> None:
        if self.sheet is not None:
            self.sheet.setVisible(self.document == SHEET)

    def _on_incident(self, _place: int) -> None:
        self.incident_changed.emit()
        self.changed.emit()

    def _on_issued(self, item: QListWidgetItem) -> None:
        self.archived_wanted.emit(self._rows[self.issued.row(item)])

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(SectionHeader(self.tr("Incident")))
        column.addWidget(self.incident)
        column.addWidget(SectionHeader(self.tr("Document")))
        self.documents.setMaximumHeight(theme.length("row") * max(2, min(self.documents.count(), 8)) + theme.length("l"))
        column.addWidget(self.documents)
        if self.sheet is not None:
            column.addWidget(self.sheet)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        buttons.addWidget(self.print_button, 1)
        buttons.addWidget(self.save_button, 1)
        column.addLayout(buttons)
        column.addWidget(SectionHeader(self.tr("Printed or saved"), self.tr("click to see it as it was")))
        column.addWidget(self._none)
        column.addWidget(self.issued, 1)
        self.issued.hide()
        column.addStretch(0)
