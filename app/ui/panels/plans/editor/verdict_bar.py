"""What was read out of a document waits for a yes or no: the words it rests on, and the two answers, beside the form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.planning.model import ExtractedItem, Verdict
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Button, Elided
from app.ui.panels.plans.editor.session import Session


class VerdictBar(QFrame):
    """Hidden where nothing waits. ``judged(item id, yes)`` when a person has answered."""

    judged = Signal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: ExtractedItem | None = None
        theme = current_theme()
        self.setProperty("role", "panel")
        self._words = Elided("", "")
        self.yes = Button(self.tr("Accept"), "check", "plain", self.tr("It was read rightly and belongs into the plan"))
        self.no = Button(self.tr("Reject"), "close", "plain", self.tr("It leaves the plan; the paragraph stays in the text"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("s"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        row.addWidget(Badge(self.tr("to confirm"), Tone.WATCH))
        row.addWidget(self._words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(lambda: self._answer(True))
        self.no.clicked.connect(lambda: self._answer(False))
        self.hide()

    @property
    def item(self) -> ExtractedItem | None:
        """What waits here."""
        return self._item

    def show_address(self, address: str) -> None:
        """Ask about the part at this address, if it waits."""
        extraction = self._session.bench.draft.extraction
        items = extraction.items if extraction is not None and address else ()
        self._item = next(
            (one for one in items if one.address == address and one.verdict is Verdict.WAITING), None
        )
        self.setVisible(self._item is not None)
        if self._item is not None and extraction is not None:
            self._words.setText(
                self.tr("Read from “{file}”, paragraph {paragraph}: {words}").format(
                    file=extraction.file_name, paragraph=self._item.paragraph or "—", words=self._item.words
                )
            )
            locked = self._session.read_only
            self.yes.setEnabled(not locked)
            self.no.setEnabled(not locked)

    def _answer(self, yes: bool) -> None:
        if self._item is not None:
            self.judged.emit(self._item.id, yes)
