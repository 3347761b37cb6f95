"""The photographs tab: what was photographed, small and large, with its words; files and pictures come in by three ways."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.photographs import SUFFIXES, attach_bytes, attach_file
from app.domain.deadlines import Deadline
from app.domain.incident.commands import CaptionPhotograph, WithdrawPhotograph
from app.domain.incident.model import Incident, Photograph
from app.domain.incident.photographs import CAPTION_MOST
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.whole_file import write_atomically
from app.ui.kit.bars import Banner, SearchBox
from app.ui.kit.dialogs import KitDialog, open_paths, prompt_text, save_path
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided
from app.ui.kit.tasks import alive
from app.ui.panels.duty import photographs_presenter as presenter
from app.ui.panels.duty.look import Tab, row, tab_column
from app.ui.panels.duty.photograph_list import PhotographList
from app.ui.panels.duty.photographs_presenter import FileIn, PictureIn
from app.ui.panels.duty.room import Room
from app.ui.services import Services

_THUMB_PX = 360
_SHOWN_PX = 1100


class PhotographsTab(Tab):
    """Insert adds files, Ctrl+V what was copied, a drop what was dragged; Enter shows, F2 captions, Delete withdraws."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.setAcceptDrops(True)
        self._notice = Banner()
        self._notice.hide()
        self.search = SearchBox()
        self.list = PhotographList()
        self._hint = Elided(
            translate("Duty", "Drop pictures here, or paste them (Ctrl+V). Position and camera are removed before they are kept."),
            "caption",
        )
        self.add = Button(translate("Duty", "Add…"), "camera", tip=translate("Duty", "Add photos (Insert)"))
        self.show_one = Button(translate("Duty", "Show"), "search", "quiet", translate("Duty", "Show it large (Enter)"))
        self.caption = Button(translate("Duty", "Caption…"), "edit", "quiet", translate("Duty", "Write its caption (F2)"))
        self.keep = Button(translate("Duty", "Save a copy…"), "save", "quiet")
        self.withdraw = Button(translate("Duty", "Withdraw…"), "", "quiet", translate("Duty", "Withdraw it with a reason (Delete)"))
        layout = tab_column(self)
        layout.addWidget(self._notice)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._hint)
        layout.addLayout(row(self.add, self.show_one, self.caption, self.keep, self.withdraw, None))
        self._wire()

    def _wire(self) -> None:
        run = self.services.run
        self.search.textChanged.connect(lambda _text: self._draw())
        self.search.left.connect(self.list.setFocus)
        self.list.changed.connect(self._enable)
        self.list.opened.connect(self._show)
        self.add.clicked.connect(lambda: run(self._choose(), self))
        self.show_one.clicked.connect(self._show)
        self.caption.clicked.connect(lambda: run(self._caption(), self))
        self.keep.clicked.connect(lambda: run(self._keep(), self))
        self.withdraw.clicked.connect(lambda: run(self._withdraw(), self))

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw the photographs that stand."""
        if of.id != self.incident_id:
            self._notice.hide()
        self.incident_id = of.id
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named on the buttons."""
        works = {Qt.Key.Key_Insert: self.add, Qt.Key.Key_F2: self.caption, Qt.Key.Key_Delete: self.withdraw}
        button = works.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QApplication.clipboard().mimeData())
        elif button is not None and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures are welcome; other files are the window's."""
        if presenter.holds_pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What was dropped is taken in."""
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, data: QMimeData) -> None:
        """Take in the pictures of a drop or of the clipboard; says so where there are none."""
        found = presenter.pictures_of(data, self.clock().now())
        if found:
            self.services.run(self._take_in(found), self)
        else:
            self._notice.show_text(translate("Duty", "There is no picture in what was pasted"), "watch")

    async def _choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        pictures = translate("Duty", "Pictures")
        paths = await open_paths(self, translate("Duty", "Add photos"), Path.home(), (f"{pictures} ({patterns})",))
        await self._take_in([FileIn(path) for path in paths])

    async def _take_in(self, found: Iterable[FileIn | PictureIn]) -> None:
        """One after the other; what cannot be taken is named, the others are there."""
        incident_id, workspace = self.incident_id, self.services.workspace
        refused: list[str] = []
        count = 0
        for one in found:
            try:
                if isinstance(one, FileIn):
                    await attach_file(workspace, incident_id, one.path, "", workspace.context())
                else:
                    await attach_bytes(workspace, incident_id, one.data, one.name, "", workspace.context())
                count += 1
            except BadFile as bad:
                refused += [self.services.wording.problem(problem) for problem in bad.problems]
            except (Refusal, Fault) as no:
                refused.append(f"{one.name} {self.services.explain(no)}")
        if not alive(self):
            return
        self._notice.show_text("\n".join(refused), "alarm" if refused else "info")
        if count:
            self.services.navigator.say(translate("Duty", "{count} photo(s) added").format(count=count), "ok")
            self.list.select_last()

    def _draw(self) -> None:
        of = self.incident
        if of is None:
            return
        shown = presenter.present(of, self.search.text())
        self.list.show_rows(shown)
        missing = [one for one in shown if not self.list.has_picture(one.photograph.sha256)]
        if missing:
            self.services.run(self._load(of.id, [one.photograph for one in missing]), self)
        self._enable()

    async def _load(self, incident_id: str, wanted: list[Photograph]) -> None:
        """Small pictures, read one by one off the interface's thread; one that cannot be read keeps its frame."""
        workspace = self.services.workspace
        for one in wanted:
            if incident_id != self.incident_id or self.list.has_picture(one.sha256):
                continue
            image = await workspace.jobs.run(
                lambda _progress, one=one: presenter.small(workspace.archive, incident_id, one, _THUMB_PX)
            )
            if not alive(self):
                return
            self.list.put_picture(one.sha256, image)

    def _enable(self) -> None:
        chosen = self.list.current is not None
        for button in (self.show_one, self.caption, self.keep, self.withdraw):
            button.setEnabled(chosen)

    def _show(self) -> None:
        current = self.list.current
        if current is not None:
            self.services.run(self._open(current), self)

    async def _open(self, one: Photograph) -> None:
        workspace, incident_id = self.services.workspace, self.incident_id
        image = await workspace.jobs.run(lambda _progress: presenter.small(workspace.archive, incident_id, one, _SHOWN_PX))
        if not alive(self):
            return
        dialog = KitDialog(self, one.caption or one.name, presenter.facts(one))
        picture = Elided()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if image.isNull():
            picture.setText(translate("Duty", "This photo cannot be read: its file is missing or was changed"))
        else:
            room = self.window().size() * 0.8
            whole = QPixmap.fromImage(image)
            picture.setPixmap(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
                              if whole.width() > room.width() or whole.height() > room.height() else whole)  # fmt: skip
        dialog.content.addWidget(picture)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    async def _caption(self) -> None:
        one = self.list.current
        if one is None:
            return
        asked = translate("Duty", "What does the photo show? (at most {most} characters)").format(most=CAPTION_MOST)
        words = await prompt_text(self, translate("Duty", "Caption"), asked, one.caption, required=False)
        if words is not None and " ".join(words.split()) != one.caption:
            await self.services.attempt(
                CaptionPhotograph(incident_id=self.incident_id, photograph_id=one.id, caption=words)
            )

    async def _withdraw(self) -> None:
        one = self.list.current
        if one is None:
            return
        reason = await prompt_text(
            self, translate("Duty", "Withdraw this photo"),
            translate("Duty", "It will be printed nowhere any more; the record stays. Why?"), multiline=True,
        )
        if reason:
            await self.services.attempt(
                WithdrawPhotograph(incident_id=self.incident_id, photograph_id=one.id, reason=reason)
            )

    async def _keep(self) -> None:
        one, of = self.list.current, self.incident
        if one is None or of is None:
            return
        name = f"{of.number}-{Path(one.name).stem}.{one.kind.value}"
        path = await save_path(self, translate("Duty", "Save a copy"), Path.home() / name, (f"*.{one.kind.value}",))
        if path is None:
            return
        archive = self.services.workspace.archive
        try:
            data = await self.services.workspace.jobs.run(lambda _progress: archive.photograph(of.id, one.sha256, one.kind))
            await asyncio.to_thread(write_atomically, path, data)
        except Fault as fault:
            self._notice.show_text(self.services.explain(fault), "alarm")
        except OSError as problem:
            self._notice.show_text(f"{path}  {problem.strerror or problem}", "alarm")
