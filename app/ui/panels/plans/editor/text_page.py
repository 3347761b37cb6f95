"""The prose: its paragraphs at the left, the Markdown in the middle, how it reads at the right, what points at it below."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.plan.prose import without_anchors
from app.ui.kit.bars import SearchBox
from app.ui.kit.dialogs import Option, choose
from app.ui.kit.own_undo import OwnUndo
from app.ui.kit.quiet import Quiet
from app.ui.kit.theme import current_theme, set_look
from app.ui.kit.widgets import Button, FlowLayout, SectionHeader, Text
from app.ui.panels.plans.editor.editing import set_links
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.rekeying import insert_numbered, with_text
from app.ui.panels.plans.editor.session import Session
from app.ui.panels.plans.editor.text_words import (
    ParagraphRow,
    find_next,
    linkable,
    paragraph_rows,
    pointing_at,
    row_at,
)
from app.ui.panels.plans.prose import Prose

PREVIEW_FROM_PX = 860
"""From this width on the preview is shown at first."""

FOUND_BY = 16
"""So many first characters find a paragraph in the preview."""

TAKE_MS = 300
"""What was typed goes into the draft after this pause: the whole text is read for its paragraphs."""


class TextPage(QWidget):
    """Edits the text; the draft has it after a short pause, or at once when one leaves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._rows: tuple[ParagraphRow, ...] = ()
        self._seen, self._previewed = False, ""
        self.head = SectionHeader(session.bench.wording.say("plan_part.text"))
        self.search = SearchBox(self.tr("Find in the text (Ctrl+F), F3 goes on"))
        self.list = QListWidget()
        self.edit = QPlainTextEdit()
        self.preview = Prose()
        self._preview_button = Button(self.tr("Preview"), "eye", "plain", self.tr("Show or hide how the text reads"))
        self.insert = Button(self.tr("Numbered paragraph"), "add", "plain", self.tr("A new paragraph behind this one (Ctrl+Enter)"))
        self.link = Button(self.tr("Link a part…"), "link", "quiet", self.tr("Choose a part of the plan that this paragraph says"))
        self._pointing = Text("", "caption")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, current_theme().length("xs"), current_theme().length("xs"))
        self._take = Quiet(self.flush, TAKE_MS, self, most_ms=4 * TAKE_MS)
        self._undo = OwnUndo(self)
        self._lay_out()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it stands; what is being typed is not touched."""
        draft = self.session.bench.draft
        if not self._take.waiting and self.edit.toPlainText() != draft.content.text:
            self._write(draft.content.text)
        rows = paragraph_rows(draft)
        if rows != self._rows:
            self._rows = rows
            self._fill()
        self.edit.setReadOnly(self.session.read_only)
        self.insert.setEnabled(not self.session.read_only)
        self._show_preview()
        self._show_pointing()

    def refresh_findings(self) -> None:
        """Findings of the text stand in the list of problems."""

    def flush(self) -> None:
        """What was typed goes into the draft now."""
        self._take.drop()
        text = self.edit.toPlainText()
        if text != self.session.bench.draft.content.text:
            self.session.apply(lambda draft: with_text(draft, text), Place("text"), "text")

    def go(self, place: Place) -> None:
        """Put the keyboard into the text; ``field`` is the key of a paragraph."""
        at = next((at for at, one in enumerate(self._rows) if one.key == place.field), -1)
        if at >= 0:
            self._to_line(self._rows[at].line)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_english(self, wanted: bool) -> None:
        """The prose has one language."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Any text can be kept."""
        return ()

    @property
    def current_key(self) -> str:
        """The key of the paragraph with the cursor, "" before the first."""
        at = row_at(self._rows, self.edit.textCursor().blockNumber())
        return self._rows[at].key if at >= 0 else ""

    def insert_paragraph(self) -> None:
        """An empty numbered paragraph behind the one with the cursor; one goes on typing in it."""
        if self.session.read_only:
            return
        self.flush()
        self.session.bench.settle()
        made = insert_numbered(self.edit.toPlainText(), self.edit.textCursor().blockNumber())
        self._write(made.text)
        self.flush()
        self.session.bench.settle()
        cursor = self.edit.textCursor()
        cursor.setPosition(made.cursor)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self, *, back: bool = False, again: bool = False) -> None:
        """Go to the next (or last) place with the words of the search line; ``again``: the present one will do."""
        cursor = self.edit.textCursor()
        start = cursor.selectionStart() if back or again else cursor.selectionEnd()
        wanted = self.search.text()
        at = find_next(self.edit.toPlainText(), wanted, start, back=back)
        set_look(self.search, "invalid", "true" if wanted and at < 0 else "false")
        if at >= 0:
            cursor.setPosition(at)
            cursor.setPosition(at + len(wanted), QTextCursor.MoveMode.KeepAnchor)
            self.edit.setTextCursor(cursor)
            self.edit.centerCursor()

    async def choose_link(self) -> None:
        """Choose a part that points at the paragraph from now on."""
        self.flush()
        key, bench = self.current_key, self.session.bench
        known = {one.address for one in pointing_at(bench.draft, key, bench.finder)}
        parts = [one for one in linkable(bench.draft, bench.finder) if one.address not in known]
        if not key or not parts:
            return
        options = [Option(one.address, one.words, find=one.address) for one in parts]
        address = await choose(self, self.tr("Which part does this paragraph say?"), options)
        if address is not None:
            keys = bench.draft.plan.links.get(address, ())
            self.session.apply(lambda draft: set_links(draft, address, (*keys, key)), Place("text"))

    def _unlink(self, address: str, key: str) -> None:
        keys = tuple(one for one in self.session.bench.draft.plan.links.get(address, ()) if one != key)
        self.session.apply(lambda draft: set_links(draft, address, keys), Place("text"))

    def _write(self, text: str) -> None:
        blocker = QSignalBlocker(self.edit)
        cursor, scroll = self.edit.textCursor().position(), self.edit.verticalScrollBar().value()
        self.edit.setPlainText(text)
        place = self.edit.textCursor()
        place.setPosition(min(cursor, len(text)))
        self.edit.setTextCursor(place)
        self.edit.verticalScrollBar().setValue(scroll)
        blocker.unblock()

    def _fill(self) -> None:
        blocker = QSignalBlocker(self.list)
        while self.list.count() > len(self._rows):
            self.list.takeItem(self.list.count() - 1)
        for at, one in enumerate(self._rows):
            item = self.list.item(at) or QListWidgetItem(self.list)
            mark = f"↗{one.links}  " if one.links else ""
            item.setText(f"{'' if one.heading else '  '}{mark}{one.words}")
            item.setToolTip(self.tr("%n part(s) point at it", "", one.links) if one.links else "")
            font = item.font()
            font.setBold(bool(one.heading))
            item.setFont(font)
            item.setSizeHint(QSize(0, current_theme().px(26)))
        blocker.unblock()
        self._follow_cursor()

    def _follow_cursor(self) -> None:
        blocker = QSignalBlocker(self.list)
        self.list.setCurrentRow(row_at(self._rows, self.edit.textCursor().blockNumber()))
        blocker.unblock()
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem())
        self._follow_preview()
        self._show_pointing()

    def showEvent(self, event: QShowEvent) -> None:
        """At first the preview is there where it has room."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self._preview_button.setChecked(self.width() >= current_theme().px(PREVIEW_FROM_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paragraph of the cursor stays in sight."""
        super().resizeEvent(event)
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem())

    def _follow_preview(self) -> None:
        """Bring the paragraph of the cursor into sight in the preview, too."""
        at = self.list.currentRow()
        if not self.preview.isVisibleTo(self) or at < 0:
            return
        found = self.preview.document().find(self._rows[at].words[:FOUND_BY])
        if not found.isNull():
            found.clearSelection()
            self.preview.setTextCursor(found)
            self.preview.ensureCursorVisible()

    def _to_line(self, line: int) -> None:
        block = self.edit.document().findBlockByNumber(line)
        self.edit.setTextCursor(QTextCursor(block))
        self.edit.centerCursor()

    def _show_preview(self) -> None:
        if self.preview.isVisibleTo(self) and not self._take.waiting:
            scroll, text = self.preview.verticalScrollBar().value(), self.edit.toPlainText()
            if text != self._previewed:
                self._previewed = text
                self.preview.show_markdown(without_anchors(text))
                self.preview.verticalScrollBar().setValue(scroll)

    def _show_pointing(self) -> None:
        bench, key = self.session.bench, self.current_key
        pointing = pointing_at(bench.draft, key, bench.finder) if key else ()
        while self._flow.count():
            old = self._flow.takeAt(0)
            if old is not None and old.widget() is not None:
                old.widget().hide()
                old.widget().deleteLater()
        for one in pointing:
            go = Button(one.words, "forward", "plain", self.tr("Go to this part"))
            set_look(go, "dense", "true")
            go.clicked.connect(lambda _checked=False, place=one.place: self.session.jump(place))
            drop = Button("", "close", "quiet", self.tr("Take the link out"))
            drop.setAccessibleName(self.tr("Take out the link to {part}").format(part=one.words))
            drop.setEnabled(not self.session.read_only)
            drop.clicked.connect(lambda _checked=False, address=one.address: self._unlink(address, key))
            self._flow.addWidget(go)
            self._flow.addWidget(drop)
            go.show()
            drop.show()
        self._pointing.setText(
            self.tr("Parts that paragraph {key} says:").format(key=key) if pointing
            else self.tr("No part of the plan points at this paragraph") if key else ""
        )
        self.link.setEnabled(bool(key) and not self.session.read_only)

    def _wire(self) -> None:
        self.edit.textChanged.connect(self._take.stir)
        self.edit.cursorPositionChanged.connect(self._follow_cursor)
        self.list.currentRowChanged.connect(lambda at: self._to_line(self._rows[at].line) if at >= 0 else None)
        self.list.itemActivated.connect(lambda _item: self.edit.setFocus())
        self.search.textChanged.connect(lambda _text: self.find(again=True))
        self.search.left.connect(self.find)
        self.insert.clicked.connect(self.insert_paragraph)
        self.link.clicked.connect(lambda: self.session.services.run(self.choose_link(), self))
        self._preview_button.toggled.connect(self._on_preview)
        self._undo.watch(self.edit)
        keys = {
            "Ctrl+F": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason), "F3": self.find,
            "Shift+F3": lambda: self.find(back=True), "Ctrl+Return": self.insert_paragraph,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_preview(self, wanted: bool) -> None:
        self.preview.setVisible(wanted)
        self._show_preview()

    def _lay_out(self) -> None:
        theme = current_theme()
        self.list.setAccessibleName(self.tr("Paragraphs"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.edit.setAccessibleName(self.tr("Text of the plan in Markdown"))
        self.edit.setTabChangesFocus(True)
        self.edit.setUndoRedoEnabled(False)
        self._preview_button.setCheckable(True)
        self._preview_button.setChecked(True)
        self.search.setMaximumWidth(theme.px(260))
        for widget in (self.search, self.insert, self._preview_button):
            self.head.add(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, width in ((self.list, 190), (self.edit, 380), (self.preview, 320)):
            splitter.addWidget(widget)
            widget.setMinimumWidth(theme.px(140))
            splitter.setStretchFactor(splitter.count() - 1, width)
        splitter.setSizes([theme.px(190), theme.px(380), theme.px(320)])
        splitter.setChildrenCollapsible(False)
        told = QHBoxLayout()
        told.addWidget(self._pointing, 1)
        told.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), 0, theme.length("s"), theme.length("xs"))
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.head)
        column.addWidget(splitter, 1)
        column.addLayout(told)
        column.addWidget(self._chips)
