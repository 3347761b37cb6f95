"""How the papers panel is laid out: the choices left, the words about the paper above it, one of three things below."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, EmptyState, ProgressStrip
from app.ui.panels.papers.preview import PaperPreview

EMPTY, PREVIEW, KEPT = range(3)


class PaperPage:
    """The parts of the panel and where they stand; it lays itself out on the panel.

    ``warning``: characters without a face; ``full``: names stand in full; ``stale``: the paper is not of this minute;
    ``error``: what went wrong; ``making`` and ``leaving``: how far the paper, and the printing, are.
    """

    def __init__(self, panel: QWidget, chooser: QWidget, kept: QWidget, hint: str = "") -> None:
        self.preview = PaperPreview()
        self.warning, self.full, self.stale, self.error = Banner(""), Banner(""), Banner(""), Banner("")
        self.making, self.leaving = ProgressStrip(), ProgressStrip()
        hint = hint or translate("PapersPanel", "Choose what about and which document on the left.")
        self.empty = EmptyState(translate("PapersPanel", "No paper yet"), hint, icon_name="paper")
        theme = current_theme()
        self._above = (self.error, self.full, self.warning, self.stale, self.making, self.leaving)
        body = QWidget()
        self._body = QStackedLayout(body)
        for part in (self.empty, self.preview, kept):
            self._body.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(theme.length("s"))
        for above in self._above:
            above.hide()
            right.addWidget(above)
        right.addWidget(body, 1)
        row = QHBoxLayout(panel)
        row.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        row.setSpacing(theme.length("m"))
        chooser.setFixedWidth(theme.px(300))
        row.addWidget(chooser)
        row.addLayout(right, 1)

    @property
    def part(self) -> int:
        """Which of ``EMPTY``, ``PREVIEW`` and ``KEPT`` is seen."""
        return self._body.currentIndex()

    def show_part(self, part: int) -> None:
        """Bring one of them to the front; the words about a paper stay only with the paper."""
        self._body.setCurrentIndex(part)
        if part != PREVIEW:
            for banner in (self.full, self.warning, self.stale):
                banner.hide()
