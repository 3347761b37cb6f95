"""Questions to a person, awaited: ``open()`` and a future, never ``exec()``, so that every clock goes on
meanwhile.

When the asking task is cancelled or the parent goes, the dialog goes too, and the question is answered by
``CancelledError``. All text is plain text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.bars import SearchBox
from app.ui.kit.drill_mark import HatchEdge, mark_of, marked_title
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.places import name_place
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme, set_look


class Answer(msgspec.Struct, frozen=True):
    """One button of a question: ``variant`` is ``primary``, ``plain`` or ``danger``."""

    id: str
    label: str
    variant: str = "plain"


class Option(msgspec.Struct, frozen=True):
    """One thing to choose: ``find`` is extra text to find it by (pinyin initials, a code)."""

    value: Any
    label: str
    detail: str = ""
    find: str = ""


class KitDialog(QDialog):
    """The frame of every dialog: words, content, one row of buttons at the bottom right. Escape answers
    nothing. In a drill's window it bears the drill's mark."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setWindowTitle(marked_title(title, parent))
        self.setModal(True)
        self.setMinimumWidth(theme.px(440))
        self.answer: str | None = None
        column = dressed(self, mark_of(parent))
        column.setContentsMargins(theme.length("l"), theme.length("l"), theme.length("l"), theme.length("m"))
        column.setSpacing(theme.length("m"))
        self._head = Text(title, "title")
        self._head.setWordWrap(True)
        column.addWidget(self._head)
        self._text = Text(text)
        self._text.setWordWrap(True)
        self._text.setVisible(bool(text))
        column.addWidget(self._text)
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.length("s"))
        column.addLayout(self.content, 1)
        self._error = Text("", "", Tone.ALARM)
        self._error.setWordWrap(True)
        self._error.hide()
        column.addWidget(self._error)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.length("s"))
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)

    def add_answer(self, answer: Answer, *, default: bool = False) -> Button:
        """Add a button that closes the dialog with this answer; the default one takes Enter."""
        button = Button(answer.label, variant=answer.variant)
        name_place(button, f"answer.{answer.id}")
        button.setMinimumWidth(current_theme().px(88))
        button.clicked.connect(lambda: self.give(answer.id))
        button.setAutoDefault(True)
        if default:
            button.setDefault(True)
        self._buttons.addWidget(button)
        return button

    def give(self, answer_id: str) -> None:
        """Close with this answer."""
        self.answer = answer_id
        self.accept()

    def show_error(self, text: str) -> None:
        """Say what is wrong, above the buttons; "" takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def event(self, event: QEvent) -> bool:
        """Grow with what is said: a sentence of two lines below a field must not be cut, nor lie over the field."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        wanted = min(layout.totalMinimumHeightForWidth(self.width()), self.screen().availableGeometry().height())
        if self.height() < wanted:
            self.resize(self.width(), wanted)


def dressed(dialog: QDialog, word: str) -> QVBoxLayout:
    """The column that a dialog's content stands in; in a drill (``word``) a hatched edge with the word lies over it."""
    if not word:
        return QVBoxLayout(dialog)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(HatchEdge(24, word=word))
    column = QVBoxLayout()
    whole.addLayout(column, 1)
    return column


async def show(dialog: QDialog) -> int:
    """Open a dialog and wait for its result code (``QDialog.DialogCode``); it is destroyed afterwards."""
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(result: int) -> None:
        if not future.done():
            future.set_result(result)

    def drop() -> None:
        if not future.done() and not future.get_loop().is_closed():
            future.cancel()

    dialog.finished.connect(settle)
    dialog.destroyed.connect(drop)
    dialog.open()
    try:
        return await future
    finally:
        if alive(dialog):
            dialog.finished.disconnect(settle)
            dialog.destroyed.disconnect(drop)
            dialog.close()
            dialog.deleteLater()


async def ask(
    parent: QWidget | None, title: str, text: str, answers: Sequence[Answer], default: str = ""
) -> str | None:
    """The id of the button that was pressed, ``None`` for Escape. Enter presses the ``default`` one ("" : the
    first)."""
    dialog = KitDialog(parent, title, text)
    wanted = default or answers[0].id
    buttons = {answer.id: dialog.add_answer(answer, default=answer.id == wanted) for answer in answers}
    buttons[wanted].setFocus()
    await show(dialog)
    return dialog.answer


async def confirm(
    parent: QWidget | None, title: str, consequence: str, action_label: str, *, danger: bool = False
) -> bool:
    """Whether a person agrees to the named consequence. With ``danger`` Enter alone does not agree."""
    answers = (
        Answer("no", translate("Kit", "Cancel")),
        Answer("yes", action_label, "danger" if danger else "primary"),
    )
    return await ask(parent, title, consequence, answers, "no" if danger else "yes") == "yes"


async def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that has to be read before going on."""
    await ask(parent, title, text, (Answer("ok", translate("Kit", "Close"), "primary"),))


async def choose(
    parent: QWidget | None, title: str, options: Sequence[Option], text: str = "", selected: Any = None
) -> Any:
    """The value that was chosen from a list (searchable from nine options on), ``None`` for Escape."""
    dialog = _ChooseDialog(parent, title, text, options, selected)
    await show(dialog)
    return dialog.chosen if dialog.answer == "yes" else None


async def prompt_text(
    parent: QWidget | None,
    title: str,
    label: str,
    text: str = "",
    *,
    multiline: bool = False,
    required: bool = True,
    check: Callable[[str], str] | None = None,
) -> str | None:
    """What was typed, stripped; ``None`` for Escape. ``check`` returns what is wrong with it ("" when nothing
    is)."""
    dialog = _TextDialog(parent, title, label, text, multiline=multiline, required=required, check=check)
    await show(dialog)
    return dialog.text if dialog.answer == "yes" else None


async def save_path(
    parent: QWidget | None, title: str, suggested: Path, filters: Sequence[str], suffix: str = ""
) -> Path | None:
    """Where to write, ``None`` for Escape; the person has agreed to replace a file that exists."""
    dialog = QFileDialog(parent, marked_title(title, parent), str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.selectFile(suggested.name)
    dialog.setDefaultSuffix(suffix or suggested.suffix.lstrip("."))
    return await _path(dialog)


async def open_path(parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]) -> Path | None:
    """The file to read, ``None`` for Escape."""
    dialog = QFileDialog(parent, marked_title(title, parent), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    return await _path(dialog)


async def open_paths(parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]) -> tuple[Path, ...]:
    """The files to read, none for Escape."""
    dialog = QFileDialog(parent, marked_title(title, parent), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(list(filters))
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    await show(dialog)
    return tuple(Path(one) for one in chosen)


async def _path(dialog: QFileDialog) -> Path | None:
    chosen: list[str] = []
    dialog.fileSelected.connect(chosen.append)
    await show(dialog)
    return Path(chosen[0]) if chosen else None


class _ChooseDialog(KitDialog):
    def __init__(
        self, parent: QWidget | None, title: str, text: str, options: Sequence[Option], selected: Any
    ) -> None:
        super().__init__(parent, title, text)
        theme = current_theme()
        self._options = tuple(options)
        self.chosen: Any = None
        self._list = QListWidget()
        self._list.setUniformItemSizes(True)
        self._list.itemActivated.connect(lambda _item: self.give("yes"))
        for number, option in enumerate(self._options):
            words = f"{option.label}    {option.detail}" if option.detail else option.label
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setSizeHint(QSize(0, theme.length("row")))
            self._list.addItem(item)
            if selected is not None and option.value == selected:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._search = SearchBox()
        self._search.textChanged.connect(self._filter)
        self._search.left.connect(self._list.setFocus)
        self._search.returnPressed.connect(lambda: self.give("yes"))
        self._search.setVisible(len(self._options) > 8)
        self.content.addWidget(self._search)
        self.content.addWidget(self._list)
        self._list.setMinimumHeight(
            theme.length("row") * min(10, max(3, len(self._options))) + theme.length("m")
        )
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.add_answer(Answer("yes", translate("Kit", "Choose"), "primary"), default=True)
        (self._search if len(self._options) > 8 else self._list).setFocus()

    def give(self, answer_id: str) -> None:
        item = self._list.currentItem()
        if answer_id == "yes":
            if item is None or item.isHidden():
                return
            self.chosen = self._options[item.data(Qt.ItemDataRole.UserRole)].value
        super().give(answer_id)

    def _filter(self, typed: str) -> None:
        wanted = typed.strip().lower()
        first: QListWidgetItem | None = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            option = self._options[row]
            hit = wanted in f"{option.label}\n{option.detail}\n{option.find}".lower()
            item.setHidden(not hit)
            first = item if hit and first is None else first
        if first is not None and (self._list.currentItem() is None or self._list.currentItem().isHidden()):
            self._list.setCurrentItem(first)


class _TextDialog(KitDialog):
    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        text: str,
        *,
        multiline: bool,
        required: bool,
        check: Callable[[str], str] | None,
    ) -> None:
        super().__init__(parent, title)
        self._required, self._check = required, check
        self._edit: QLineEdit | QPlainTextEdit = QPlainTextEdit(text) if multiline else QLineEdit(text)
        self._edit.setAccessibleName(label)
        if isinstance(self._edit, QPlainTextEdit):
            self._edit.setTabChangesFocus(True)
            self._edit.setMinimumHeight(current_theme().px(120))
        self._edit.textChanged.connect(lambda *_: self._look())
        self.content.addWidget(Text(label, "label"))
        self.content.addWidget(self._edit)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.add_answer(Answer("yes", translate("Kit", "OK"), "primary"), default=True)
        self._edit.setFocus()

    @property
    def text(self) -> str:
        edit = self._edit
        return (edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()).strip()

    def give(self, answer_id: str) -> None:
        problem = self._problem() if answer_id == "yes" else ""
        if problem:
            self._show_problem(problem)
            self._edit.setFocus()
            return
        super().give(answer_id)

    def _problem(self) -> str:
        if not self.text:
            return translate("Kit", "Required") if self._required else ""
        return self._check(self.text) if self._check else ""

    def _look(self) -> None:
        self._show_problem(self._problem() if self.text else "")

    def _show_problem(self, problem: str) -> None:
        self.show_error(problem)
        set_look(self._edit, "invalid", "true" if problem else "false")
