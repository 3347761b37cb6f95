"""The prose of a plan. The file comes from outside: Markdown without HTML, no pictures, no links that open anything."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.ui.kit.theme import current_theme


class Prose(QTextBrowser):
    """Reads a Markdown text; nothing in it can load or open anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(current_theme().length("m"))

    def show_markdown(self, text: str) -> None:
        """Show this text from its beginning."""
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        self._space_lines()
        self._calm_headings()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever loaded."""
        return None

    def _calm_headings(self) -> None:
        """The house has three sizes of type; a heading is strong, and only the first is large."""
        theme = current_theme()
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                form = QTextCharFormat()
                form.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
                form.setProperty(QTextFormat.Property.FontPixelSize, theme.length("large" if level == 1 else "body"))
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(form)
            block = block.next()

    def _space_lines(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
