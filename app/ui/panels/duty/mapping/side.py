"""The frame of a side list beside the map: a title, a way back (Escape), and what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader
from app.ui.panels.duty.look import as_pane, column, row
from app.ui.services import Services


class SidePane(QWidget):
    """Base of the side lists. ``left`` when somebody wants back to the incident."""

    left = Signal()

    def __init__(self, services: Services, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_pane(self)
        self.services = services
        self.head = SectionHeader(title)
        self.back = Button(translate("Duty", "Back (Esc)"), "back", "quiet")
        self.back.clicked.connect(self.left)
        self.body: QVBoxLayout = column(self, "s", "xs")
        head = row(self.head, self.back)
        head.setStretch(0, 1)
        self.body.addLayout(head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, unless what has the keyboard needs it (a search that is emptied)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Draw what is there now; called when it comes to the front and after a change."""
        raise NotImplementedError
