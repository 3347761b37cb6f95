"""Files dropped anywhere on the main window: papers are checked, everything else goes where it went before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.kit.i18n import translate
from app.ui.kit.theme import Tone, current_theme
from app.ui.paper_check import SUFFIXES

_ENTER, _MOVE, _LEAVE, _DROP = QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop


class PaperDrop(QObject):
    """Watches a window's frame, so that no field under the pointer takes the file's name as text.

    Only a drop of nothing but PDF, Word and text files on this disk is taken; while it hovers, the window says what will happen.
    """

    def __init__(self, window: QWidget, dropped: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(window)
        self._window, self._dropped = window, dropped
        self._hint = QLabel(translate("PaperCheck", "Let go: is it a paper of this desk?"), window)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "banner")
        self._hint.setProperty("tone", str(Tone.INFO))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.hide()
        window.setAcceptDrops(True)

    def attach(self) -> None:
        """Watch the frame that the window has now; harmless to repeat."""
        frame = self._window.windowHandle()
        if frame is not None:
            frame.removeEventFilter(self)
            frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ours, leave the rest."""
        kind = event.type()
        if kind == _LEAVE:
            self._hint.hide()
        if kind not in (_ENTER, _MOVE, _DROP) or not isinstance(event, QDropEvent):
            return False
        papers = papers_in(event.mimeData())
        if not papers:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind == _DROP:
            self._hint.hide()
            self._dropped(papers)
        else:
            if isinstance(event, QDragMoveEvent):
                event.accept(self._window.rect())
            self._show_hint()
        return True

    def _show_hint(self) -> None:
        if self._hint.isVisible():
            return
        theme, window = current_theme(), self._window
        size = self._hint.sizeHint()
        width, height = size.width() + theme.px(80), size.height() + theme.px(24)
        self._hint.setGeometry((window.width() - width) // 2, theme.px(72), width, height)
        self._hint.raise_()
        self._hint.show()


def papers_in(carried: QMimeData) -> tuple[Path, ...]:
    """The files that are carried; none where anything among it is not a PDF, Word or text file of this disk."""
    paths = [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
    ours = bool(paths) and len(paths) == len(carried.urls()) and all(path.suffix.lower() in SUFFIXES for path in paths)
    return tuple(paths) if ours else ()
