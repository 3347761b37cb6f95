"""What stands where the map will be: that it is coming, or why it is not and what still works."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class MapPlaceholder(QWidget):
    """Covers the map until it is painted; ``retry`` is emitted by its button."""

    retry = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("MapPlaceholder")
        self.setAutoFillBackground(True)
        self._title = QLabel(self)
        self._title.setObjectName("MapPlaceholderTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = QPushButton(self.tr("Start the map again"), self)
        self._button.clicked.connect(self.retry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.show_loading()

    def show_loading(self) -> None:
        """The map is on its way."""
        self._set(self.tr("The map is being drawn"), "", can_retry=False)

    def show_restarting(self) -> None:
        """The map stopped and comes back by itself."""
        self._set(self.tr("The map stopped and is being started again"), self._rest(), can_retry=False)

    def show_failed(self, why: str, *, can_retry: bool) -> None:
        """The map cannot be shown; everything else goes on."""
        self._set(self.tr("The map cannot be shown"), f"{why}\n{self._rest()}", can_retry=can_retry)

    @property
    def text(self) -> str:
        """What it says now."""
        return f"{self._title.text()}\n{self._text.text()}".strip()

    def _rest(self) -> str:
        return self.tr("Incidents, plans, dispatch, clocks and papers work without it.")

    def _set(self, title: str, text: str, *, can_retry: bool) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._button.setVisible(can_retry)
        self.show()
        self.raise_()
