"""The help page of a screen: our own Markdown files, shown as text; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTextBrowser, QWidget

from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme


def help_file(resources: Path, page: str, lang: str) -> Path | None:
    """The page in this language, else in Chinese; ``None`` where nobody wrote it."""
    for code in (lang, "zh"):
        path = resources / "help" / code / f"{page}.md"
        if path.exists():
            return path
    return None


async def show_help(parent: QWidget, resources: Path, page: str, lang: str) -> None:
    """Show the help page until it is closed."""
    path = help_file(resources, page, lang)
    dialog = KitDialog(parent, translate("Help", "Help"))
    theme = current_theme()
    dialog.setMinimumSize(theme.px(720), theme.px(540))
    browser = QTextBrowser()
    browser.setOpenLinks(False)
    browser.setMarkdown(path.read_text(encoding="utf-8") if path else translate("Help", "There is no page for this screen yet."))
    dialog.content.addWidget(browser)
    dialog.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
    await show(dialog)
