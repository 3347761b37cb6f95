"""Two texts in one: what would go is struck through, what would come is underlined. Told by shape, not by colour alone."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme

_PIECES = re.compile(r"\d+|[A-Za-z]+|\s+|.", re.DOTALL)
_ALIKE = 0.5
"""Share of common characters from which on two texts are one text that was changed."""


def difference(mine: str, new: str) -> tuple[tuple[str, str], ...]:
    """Pieces in order, each ``same``, ``gone`` or ``come``; a number is one piece. Texts that have little in common are not
    cut into pieces: nobody could read them."""
    before, after = _PIECES.findall(mine), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    compared = SequenceMatcher(None, before, after, autojunk=False)
    if compared.ratio() < _ALIKE:
        return tuple((how, text) for how, text in (("gone", mine), ("come", new)) if text)
    for kind, a, b, c, d in compared.get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(before[a:b])))
            continue
        found += [(how, text) for how, text in (("gone", "".join(before[a:b])), ("come", "".join(after[c:d]))) if text]
    return tuple(found)


async def ask_which(parent: QWidget, name: str, mine: str, new: str) -> str:
    """``take`` the new text, ``keep`` the own one, "" for later (Escape)."""
    title = translate("Composer", "New text for: {section}").format(section=name)
    dialog = KitDialog(parent, title, translate("Composer", "Struck through: only in your text. Underlined: only in the new one."))
    dialog.content.addWidget(Text(translate("Composer", "Your text → new text"), "label"))
    dialog.content.addWidget(_view(difference(mine, new)))
    dialog.setMinimumWidth(current_theme().px(720))
    dialog.add_answer(Answer("", translate("Composer", "Later")))
    dialog.add_answer(Answer("take", translate("Composer", "Take the new text")))
    dialog.add_answer(Answer("keep", translate("Composer", "Keep mine"), "primary"), default=True)
    await show(dialog)
    return dialog.answer or ""


def _view(pieces: tuple[tuple[str, str], ...]) -> QTextEdit:
    theme = current_theme()
    view = QTextEdit()
    view.setReadOnly(True)
    view.setAccessibleName(translate("Composer", "Difference"))
    view.setMinimumHeight(theme.px(220))
    cursor = view.textCursor()
    whole = [how for how, _ in pieces] == ["gone", "come"]
    for place, (how, text) in enumerate(pieces):
        if whole and place:
            cursor.insertBlock()
        form = QTextCharFormat()
        if how == "gone":
            form.setFontStrikeOut(True)
            form.setForeground(QColor(theme.tone(Tone.ALARM).ink))
        elif how == "come":
            form.setFontUnderline(True)
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setForeground(QColor(theme.tone(Tone.INFO).ink))
        cursor.insertText(text, form)
    return view
