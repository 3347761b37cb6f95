"""The paragraphs of the prose that say what a part says: picked by number or words, or from a list with the whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from app.domain.plan.prose import Paragraph
from app.ui.kit import tasks
from app.ui.kit.bars import SearchBox
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.form_fields import Field
from app.ui.kit.form_picks import PicksEditor
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.theme import current_theme


class LinksEditor(PicksEditor):
    """Paragraph keys as chips. ``paragraphs`` gives those of the text as it stands."""

    def __init__(self, field: Field, paragraphs: Callable[[], Sequence[Paragraph]]) -> None:
        super().__init__(field)
        self._paragraphs = paragraphs
        tip = translate("PlanEditor", "Read the text and tick paragraphs")
        browse = Button(translate("PlanEditor", "From the text…"), "paper", "quiet", tip)
        browse.clicked.connect(lambda: tasks.run(self.browse(), self.widget))
        self.line.insertWidget(1, browse)

    async def browse(self) -> None:
        """Let a person read and tick."""
        dialog = LinksDialog(self.widget, self._paragraphs(), self.read())
        await show(dialog)
        if dialog.answer == "yes" and tasks.alive(self.widget):
            self.write(dialog.ticked)


class LinksDialog(KitDialog):
    """Every paragraph with a box; the current one is shown whole. Space ticks."""

    def __init__(self, parent: QWidget | None, paragraphs: Sequence[Paragraph], ticked: Sequence[str]) -> None:
        super().__init__(parent, translate("PlanEditor", "Paragraphs of the text"))
        theme = current_theme()
        self._paragraphs = tuple(paragraphs)
        known = {one.key for one in self._paragraphs}
        self._kept = tuple(key for key in ticked if key not in known)
        self.search = SearchBox()
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(translate("PlanEditor", "Paragraphs of the text"))
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(translate("PlanEditor", "The whole paragraph"))
        for one in self._paragraphs:
            item = QListWidgetItem(("" if one.heading else "    ") + one.text.replace("\n", " "))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.key in ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, theme.length("row")))
            self.list.addItem(item)
        self.list.setMinimumSize(theme.px(620), theme.length("row") * 9)
        self.preview.setFixedHeight(theme.px(110))
        for widget in (self.search, self.list, self.preview):
            self.content.addWidget(widget)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._show)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.add_answer(Answer("yes", translate("Kit", "OK"), "primary"), default=True)
        first = next((at for at, one in enumerate(self._paragraphs) if one.key in ticked), 0)
        self.list.setCurrentRow(first)
        self.list.setFocus()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order of the text; keys that name no paragraph stay at the end."""
        found = [
            one.key for at, one in enumerate(self._paragraphs)
            if self.list.item(at).checkState() == Qt.CheckState.Checked
        ]
        return (*found, *self._kept)

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().lower()
        for at, one in enumerate(self._paragraphs):
            self.list.item(at).setHidden(wanted not in f"{one.key} {one.text}".lower())

    def _show(self, row: int) -> None:
        self.preview.setPlainText(self._paragraphs[row].text if 0 <= row < len(self._paragraphs) else "")
