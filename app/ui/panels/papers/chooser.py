"""The left side of the papers panel: about what, which document, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Button, SectionHeader, Text
from app.ui.panels.papers.document_list import DocumentList
from app.ui.panels.papers.presenter import DocumentChoice, IncidentChoice
from app.ui.panels.papers.sheet_options import SheetOptions

FORMATS = ("pdf", "docx", "txt")


class Chooser(QFrame):
    """``changed`` when a person chose another incident, plan or document; choosing from code is silent.

    ``save_wanted`` with the format; ``full_wanted(on)`` when somebody wants names and numbers in full, or no more.
    """

    changed = Signal()
    incident_changed = Signal()
    print_wanted = Signal()
    save_wanted = Signal(str)
    copy_wanted = Signal()
    full_wanted = Signal(bool)
    kept_wanted = Signal()
    check_wanted = Signal()

    def __init__(
        self, choices: Iterable[DocumentChoice], sheet: SheetOptions | None = None, parent: QWidget | None = None
    ) -> None:
        """``sheet`` are the options of the map on paper, shown while that is chosen."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        offered = tuple(choices)
        self._about = {one.id: one.about for one in offered}
        self.sheet = sheet
        self.incident = _combo(self.tr("Incident"))
        self.incident.addItem(self.tr("(no incident)"), "")
        self.plan = _combo(self.tr("Plan"))
        self._subject = SectionHeader(self.tr("Incident"))
        self._plan_subject = SectionHeader(self.tr("Plan"))
        self.documents = DocumentList(offered)
        self.full = QCheckBox(self.tr("Names and numbers in full…"))
        self.full.setToolTip(self.tr("For this paper only, and for a reason that is entered in the journal"))
        self._inside = Text(self.tr("Stays in the duty room: names and numbers are in full."), "caption", Tone.WATCH)
        self._inside.setWordWrap(True)
        self.print_button = Button(self.tr("Print…"), "print", "primary", self.tr("Print (Ctrl+Shift+P)"))
        self.save_button = Button(self.tr("Save as…"), "save", "plain", self.tr("Save as PDF (Ctrl+S), Word or plain text"))
        self.copy_button = Button(self.tr("Copy text"), "copy", "plain", self.tr("Copy the plain text (Ctrl+Shift+C)"))
        self.kept_button = Button(self.tr("Kept copies"), "history", "quiet", self.tr("Everything that was printed or saved"))
        tip = self.tr("Was this file issued here? Files may be dropped on the window too.")
        self.check_button = Button(self.tr("Check a file…"), "verified", "quiet", tip)
        self._formats: dict[str, QAction] = {}
        self._lay_out()
        self._wire()
        self.set_ready(False)
        self._show_options()

    @property
    def incident_id(self) -> str:
        """The chosen incident, "" for none."""
        return self.incident.currentData() or ""

    @property
    def plan_id(self) -> str:
        """The chosen plan, "" for none."""
        return self.plan.currentData() or ""

    @property
    def document(self) -> str:
        """The chosen document, "" for none."""
        return self.documents.document

    @property
    def about(self) -> str:
        """What the chosen document is about, "" for none."""
        return self._about.get(self.document, "")

    def offer_incidents(self, choices: Iterable[IncidentChoice]) -> None:
        """Offer these incidents after "no incident"; the chosen one stays chosen."""
        _refill(self.incident, (IncidentChoice("", self.tr("(no incident)")), *choices))

    def offer_plans(self, choices: Iterable[IncidentChoice]) -> None:
        """Offer these plans; the chosen one stays chosen."""
        _refill(self.plan, tuple(choices))

    def choose(self, incident_id: str, document: str) -> None:
        """Choose these without ``changed``."""
        blocked = self.incident.blockSignals(True)
        self.incident.setCurrentIndex(max(self.incident.findData(incident_id), 0))
        self.incident.blockSignals(blocked)
        self.documents.choose(document)
        self._show_options()
        self.incident_changed.emit()

    def show_kept(self, count: int) -> None:
        """How many papers of what is chosen were kept."""
        words = self.tr("Kept copies ({count})").format(count=count) if count else self.tr("Kept copies")
        self.kept_button.setText(words)

    def show_full(self, on: bool, *, inside: bool = False) -> None:
        """Whether the paper on show has names in full; ``inside`` papers always have."""
        blocked = self.full.blockSignals(True)
        self.full.setChecked(on)
        self.full.blockSignals(blocked)
        self.full.setVisible(not inside)
        self._inside.setVisible(inside)

    def set_ready(self, ready: bool, formats: Iterable[str] = FORMATS) -> None:
        """Whether there is a paper to let out, and in which formats it can be had."""
        there = tuple(formats) if ready else ()
        self.print_button.setEnabled("pdf" in there)
        self.save_button.setEnabled(bool(there))
        self.copy_button.setEnabled("txt" in there)
        for name, action in self._formats.items():
            action.setEnabled(name in there)

    def _show_options(self) -> None:
        about = self.about
        if self.sheet is not None:
            self.sheet.setVisible(about == "map")
        of_plan = about == "plan"
        for part, shown in (
            (self._subject, not of_plan), (self.incident, not of_plan), (self._plan_subject, of_plan), (self.plan, of_plan),
        ):  # fmt: skip
            part.setVisible(shown)

    def _on_incident(self, _place: int) -> None:
        self.incident_changed.emit()
        self.changed.emit()

    def _on_document(self) -> None:
        self._show_options()
        self.changed.emit()

    def _lay_out(self) -> None:
        theme = current_theme()
        menu = QMenu(self.save_button)
        for name, words in zip(FORMATS, (self.tr("PDF…"), self.tr("Word…"), self.tr("Plain text…")), strict=True):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, name=name: self.save_wanted.emit(name))
            self._formats[name] = action
        self.save_button.setMenu(menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        for part in (self._subject, self.incident, self._plan_subject, self.plan):
            column.addWidget(part)
        column.addWidget(self.documents, 1)
        if self.sheet is not None:
            column.addWidget(self.sheet)
        column.addWidget(self.full)
        column.addWidget(self._inside)
        self._inside.hide()
        column.addWidget(self.print_button)
        for pair in ((self.save_button, self.copy_button), (self.kept_button, self.check_button)):
            row = QHBoxLayout()
            row.setSpacing(theme.length("s"))
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)

    def _wire(self) -> None:
        if self.sheet is not None:
            self.sheet.changed.connect(self.changed)
        self.documents.changed.connect(self._on_document)
        self.incident.currentIndexChanged.connect(self._on_incident)
        self.plan.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.full.toggled.connect(self.full_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.kept_button.clicked.connect(self.kept_wanted)
        self.check_button.clicked.connect(self.check_wanted)


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.view().setTextElideMode(Qt.TextElideMode.ElideRight)
    return box


def _refill(box: QComboBox, offered: tuple[IncidentChoice, ...]) -> None:
    if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] == [(one.id, one.text) for one in offered]:
        return
    chosen = box.currentData()
    blocked = box.blockSignals(True)
    box.clear()
    for one in offered:
        box.addItem(one.text, one.id)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(blocked)
