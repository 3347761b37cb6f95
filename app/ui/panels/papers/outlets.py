"""The ways out of the panel: asked for by a button or a key, each asks what it has to and lets the paper out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.desk.issued import Issue
from app.domain.incident.model import PaperFormat
from app.ui.kit import dialogs
from app.ui.kit.i18n import translate
from app.ui.panels.papers import make, opening, presenter, print_flow
from app.ui.panels.papers.issuing import Issuer
from app.ui.panels.papers.making import Maker, Shown, Tell
from app.ui.services import Services


class Outlets:
    """Ways out for one panel; each raises ``Fault`` and ``Refusal``, and does nothing where a person thinks better of it."""

    def __init__(self, services: Services, parent: QWidget, maker: Maker, tell: Tell) -> None:
        self._services, self._parent, self._maker, self._tell = services, parent, maker, tell
        self.issuer = Issuer(services)

    async def save(self, shown: Shown, wanted: PaperFormat) -> make.Paper | None:
        """Into a file of a person's choice; the paper as it was written, ``None`` for Escape."""
        path = await self._path(shown, wanted)
        if path is None:
            return None
        paper = await self._maker.other(shown, wanted, self._tell)
        await self.issuer.save(shown, paper, path)
        self._say(translate("PapersPanel", "Saved and entered in the journal: {name}").format(name=path.name))
        return paper

    async def print(self, shown: Shown) -> None:
        """On a printer, or into the file that a printer would have been given."""
        number = shown.of.number if shown.of is not None else ""
        name = presenter.job_name(shown.title, number, self._services.wording, drill=self._services.state.drill is not None)
        asked = await print_flow.ask_print(self._parent, name, shown.paper.pages, Path.home())
        if asked is None:
            return
        wish, file = asked
        count = await self.issuer.print(shown, wish, name, file, self._tell)
        self._say(translate("PapersPanel", "Printed and entered in the journal: {count} pages").format(count=count))

    async def copy(self, shown: Shown) -> None:
        """As plain text to the clipboard."""
        text = await self.issuer.copy(shown, await self._maker.other(shown, PaperFormat.TXT, self._tell))
        QGuiApplication.clipboard().setText(text)
        self._say(translate("PapersPanel", "Text copied and entered in the journal: {count} characters").format(count=len(text)))

    async def save_kept(self, issue: Issue) -> None:
        """A kept paper once more into a file: that is another issuing of it."""
        await self.save(await self.kept(issue), issue.paper.format)

    async def kept(self, issue: Issue) -> Shown:
        """A kept paper, read and compared with its hash."""
        data = await opening.kept(self._services, issue)
        document = issue.paper.document
        return opening.shown_again(self._services, issue, data, self._maker.title(document), inside=self._maker.inside(document))

    async def _path(self, shown: Shown, wanted: PaperFormat) -> Path | None:
        kind = self._services.wording.say(f"paper_format.{wanted}")
        now = self._services.workspace.desk.clock.now()
        name = (
            presenter.file_name(shown.of, shown.title, wanted.value)
            if shown.of is not None
            else presenter.file_name_of(now, shown.title, wanted.value)
        )
        title = translate("PapersPanel", "Save paper")
        return await dialogs.save_path(self._parent, title, Path.home() / name, (f"{kind} (*.{wanted})",))

    def _say(self, words: str) -> None:
        self._services.navigator.say(words, "ok")
