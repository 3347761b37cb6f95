"""The papers panel: choose an incident and a document, look at it, print it or save it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.desk import Notice
from app.desk.jobs import Cancelled
from app.desk.photographs import for_paper
from app.domain.incident.commands import IssueDocument
from app.domain.incident.model import Incident, PaperFormat
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import write_atomically
from app.ui.kit import dialogs
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, EmptyState, ProgressStrip
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.papers import make, presenter, printing, sheet
from app.ui.panels.papers.chooser import Chooser
from app.ui.panels.papers.preview import PaperPreview
from app.ui.panels.papers.sheet_options import SheetOptions
from app.ui.services import Services


class PapersPanel(Panel):
    """One paper at a time; ``paper`` is what is on show, as it was made."""

    def __init__(self, services: Services, press: make.Press | None = None) -> None:
        super().__init__(services)
        self._press = press or make.Press()
        self._documents = self._press.documents
        self._titles = presenter.titles(self._documents, services.wording)
        options = SheetOptions(services.wording, self._press.scales) if self._press.scales else None
        if options is not None:
            self._titles[sheet.ID] = services.wording.say(f"document.{sheet.ID}")
        self.paper: make.Paper | None = None
        self._shown_of: Incident | None = None
        self._given: Any = None
        self._subject = ("", "")
        self._task: asyncio.Task[None] | None = None
        self.chooser = Chooser(self._titles, options)
        self.preview = PaperPreview()
        self.warning = Banner("")
        self.stale = Banner("")
        self.error = Banner("")
        self.progress = ProgressStrip()
        hint = self.tr("Choose an incident and a document on the left.")
        if not self._documents:
            hint = self.tr("This program was built without any kind of document: install it anew.")
        self.empty = EmptyState(self.tr("No paper yet"), hint, icon_name="paper")
        self._lay_out()
        self._wire()

    def show_document(self, incident_id: str, document: str = "", subject: str = "") -> None:
        """Make and show a document of an incident; "" is the incident report. ``subject``: which one of several it is about."""
        self._subject = (document, subject)
        self.chooser.offer_incidents(self._choices())
        self.chooser.choose(incident_id, document or self._first_choice())
        self.make()

    def make(self) -> None:
        """Make what is chosen, afresh; what was being made is given up."""
        if self._task is not None:
            self._task.cancel()
        options = self.chooser.sheet
        of_ground = options is not None and self.chooser.document == sheet.ID and options.wish.extent != sheet.INCIDENT
        chosen = self._documents.get(self.chooser.document)
        of_area = chosen is not None and chosen.about == "area"
        if of_ground or of_area or (self.chooser.incident_id and self.chooser.document in self._titles):
            self.services.run(self._make(self.chooser.incident_id, self.chooser.document), self)

    def concerns(self, notice: Notice) -> bool:
        """Incidents are what papers speak of."""
        return notice.before.incidents is not notice.after.incidents

    def render(self, state: State, notice: Notice | None) -> None:
        """Offer the incidents, list what was issued, and say when the paper on show is out of date."""
        self.chooser.offer_incidents(self._choices())
        self._show_issued()
        of = state.incidents.get(self._shown_of.id) if self._shown_of else None
        if of is not None and self.paper is not None and self._differs(of):
            self.stale.show_text(self.tr("The incident has changed since this paper was made."), Tone.WATCH, self.tr("Make again"))

    async def save_to(self, path: Path) -> None:
        """Keep the paper on show in the archive, write it to the file, and enter that into the journal."""
        of, paper = self._shown_of, self.paper
        if paper is None:
            return
        paper = await self._in_format(paper, make.format_of(path))
        jobs, archive = self.services.workspace.jobs, self.services.workspace.archive
        if of is None:  # a map of the whole area: no incident to enter it under
            await jobs.run(lambda _progress: write_atomically(path, paper.data))
            return
        sha256 = await jobs.run(lambda _progress: archive.store(of.id, paper.data))
        await jobs.run(lambda _progress: write_atomically(path, paper.data))
        await self._record(of.id, sha256, paper)

    async def _in_format(self, paper: make.Paper, wanted: PaperFormat) -> make.Paper:
        """The paper on show in another format, of exactly what it was made from; a map comes as PDF only here."""
        document, given, press = self.chooser.document, self._given, self._press
        if wanted is PaperFormat.PDF or given is None:
            return paper
        return await self.services.workspace.jobs.run(lambda progress: press.make(document, given, wanted, progress))

    async def print_on(self, printer: object) -> int:
        """Send the paper on show to this printer; how many pages went."""
        of, paper = self._shown_of, self.paper
        if paper is None:
            return 0
        if of is None:
            return await printing.print_pages(self.preview.document, printer)
        archive = self.services.workspace.archive
        sha256 = await self.services.workspace.jobs.run(lambda _progress: archive.store(of.id, paper.data))
        count = await printing.print_pages(self.preview.document, printer)
        await self._record(of.id, sha256, paper)
        return count

    async def _make(self, incident_id: str, document: str) -> None:
        self._task = asyncio.current_task()
        services = self.services
        title = self._titles[document]
        self.progress.show_progress(self.tr("Making: {title}").format(title=title), None)
        self.progress.show()
        self.error.hide()
        try:
            of = services.state.incidents.get(incident_id)
            self._show_paper(await self._paper(incident_id, document), of)
        except (Fault, Refusal) as no:
            self._say_error(services.explain(no))
        except Cancelled:
            self._say_error(self.tr("Cancelled."))
        finally:
            if alive(self) and self._task is asyncio.current_task():
                self._task = None
                self.progress.hide()

    async def _paper(self, incident_id: str, document: str) -> make.Paper:
        services, options = self.services, self.chooser.sheet
        if document == sheet.ID and options is not None:
            self._given = None
            return await sheet.make_sheet(services, incident_id, options.wish, self._on_progress)
        page = await self._map_page(incident_id) if document == make.FIRST_CHOICE else None
        picture = None if page is not None or not incident_id else await services.navigator.map_picture(incident_id)
        records = await services.workspace.desk.history(incident_id) if incident_id else ()
        fields = make.facts(services, incident_id, records, picture) | {"map_sheet": page}
        fields["subject"] = self._subject[1] if self._subject[0] == document else ""
        of = services.state.incidents.get(incident_id)
        if of is not None:
            archive = services.workspace.archive
            fields["pictures"] = await services.workspace.jobs.run(lambda progress: for_paper(archive, of, document, progress))
        given, press = self._press.given(document, fields), self._press
        self._given = given
        return await services.workspace.jobs.run(
            lambda progress: press.make(document, given, PaperFormat.PDF, progress), self._on_progress
        )

    async def _map_page(self, incident_id: str) -> Any:
        """The map to scale for the last page; a map that does not answer costs the report its map and nothing else."""
        try:
            return await sheet.map_page(self.services, incident_id)
        except Fault as fault:
            self.services.navigator.say(self.services.explain(fault), "warn")
            return None

    def _show_paper(self, paper: make.Paper, of: Incident | None) -> None:
        self._shown_of = of
        self.paper = paper if self.preview.show_pdf(paper.data) else None
        if self.paper is None:
            self._say_error(self.tr("The paper could not be shown."))
        self.warning.show_text(presenter.missing_words(paper.missing, self.services.wording), Tone.WARN)
        self.stale.hide()
        self._body.setCurrentIndex(1 if self.paper else 0)
        self.chooser.set_ready(self.paper is not None)
        self._show_issued()

    async def _record(self, incident_id: str, sha256: str, paper: make.Paper) -> None:
        command = IssueDocument(
            incident_id=incident_id, document=self.chooser.document, sha256=sha256, pages=paper.pages, format=paper.format,
            code=paper.code,
        )  # fmt: skip
        await self.services.execute(command)
        self._shown_of = self.services.state.incidents[incident_id]

    async def _ask_save(self) -> None:
        if self.paper is None:
            return
        suggested = Path.home() / self._file_name()
        path = await dialogs.save_path(self, self.tr("Save paper"), suggested, make.file_filters())
        if path is None:
            return
        try:
            await self.save_to(path)
        except (Fault, Refusal) as no:
            self._say_error(self.services.explain(no))
        except OSError as problem:
            self._say_error(f"{path}: {problem.strerror or problem}")
        else:
            said = self.tr("Saved and entered in the journal: {name}") if self._shown_of else self.tr("Saved: {name}")
            self.services.navigator.say(said.format(name=path.name), "ok")

    async def _ask_print(self) -> None:
        if self.paper is None:
            return
        if not printing.has_printer():
            await dialogs.tell(
                self, self.tr("No printer"), self.tr("This computer has no printer. Save the paper as PDF and print it elsewhere.")
            )
            return
        printer = await printing.ask_printer(self, self._file_name(), self.preview.pages)
        if printer is None:
            return
        try:
            count = await self.print_on(printer)
        except (Fault, Refusal) as no:
            self._say_error(self.services.explain(no))
        except OSError as problem:
            self._say_error(self.tr("The printer takes nothing: {name}").format(name=problem))
        else:
            self.services.navigator.say(self.tr("{count} pages sent to the printer").format(count=count), "ok")

    def _file_name(self) -> str:
        title = self._titles[self.chooser.document]
        if self._shown_of is None:
            return presenter.file_name_of(self.services.workspace.desk.clock.now(), title)
        return presenter.file_name(self._shown_of, title)

    async def _show_archived(self, row: presenter.IssuedRow) -> None:
        incident_id, archive = self.chooser.incident_id, self.services.workspace.archive
        try:
            pdf = await self.services.workspace.jobs.run(lambda _progress: archive.read(incident_id, row.sha256))
        except Fault as fault:
            self._say_error(self.services.explain(fault))
            return
        self.paper = None
        self.preview.show_pdf(pdf)
        self.chooser.set_ready(False)
        self._body.setCurrentIndex(1)
        self.warning.hide()
        self.stale.show_text(self.tr("This is the paper as it was issued, from the archive."), Tone.INFO, self.tr("Make a new one"))

    def _first_choice(self) -> str:
        return make.FIRST_CHOICE if make.FIRST_CHOICE in self._documents else next(iter(self._documents), "")

    def _choices(self) -> tuple[presenter.IncidentChoice, ...]:
        describer = Describer(self.services.workspace.desk.reference, self.services.wording)
        return presenter.incident_choices(self.services.state, describer)

    def _show_issued(self) -> None:
        of = self.services.state.incidents.get(self.chooser.incident_id)
        self.chooser.show_issued(presenter.issued_rows(of, self._titles))

    def _differs(self, of: Incident) -> bool:
        if self._shown_of is None:
            return False
        return msgspec.structs.replace(of, documents=()) != msgspec.structs.replace(self._shown_of, documents=())

    def _on_progress(self, share: float, _words: str) -> None:
        if alive(self) and self._task is not None:
            title = self._titles[self.chooser.document]
            self.progress.show_progress(self.tr("Making: {title}").format(title=title), share)

    def _say_error(self, text: str) -> None:
        if alive(self):
            self.error.show_text(text, Tone.ALARM)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _lay_out(self) -> None:
        theme = current_theme()
        for part in (self.warning, self.stale, self.error, self.progress):
            part.hide()
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.empty)
        self._body.addWidget(self.preview)
        right = QVBoxLayout()
        right.setSpacing(theme.length("s"))
        for part in (self.error, self.warning, self.stale, self.progress):
            right.addWidget(part)
        right.addWidget(body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        row.setSpacing(theme.length("m"))
        self.chooser.setFixedWidth(theme.px(300))
        row.addWidget(self.chooser)
        row.addLayout(right, 1)

    def _wire(self) -> None:
        self.chooser.changed.connect(self.make)
        self.chooser.incident_changed.connect(self._show_issued)
        self.chooser.print_wanted.connect(lambda: self.services.run(self._ask_print(), self))
        self.chooser.save_wanted.connect(lambda: self.services.run(self._ask_save(), self))
        self.chooser.archived_wanted.connect(lambda row: self.services.run(self._show_archived(row), self))
        self.stale.acted.connect(self.make)
        self.progress.cancelled.connect(self._cancel)


SPEC = PanelSpec(
    id="papers", icon="paper", order=55, factory=PapersPanel, shortcut="Ctrl+7", help="papers"
)
