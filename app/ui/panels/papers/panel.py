"""The papers panel: choose what about and which document, look at it, let it out; and everything that was let out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.desk.describe import Describer
from app.desk.desk import Notice
from app.desk.issued import Issue, issues
from app.desk.jobs import Cancelled
from app.domain.incident.model import Incident, PaperFormat
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.ui import paper_check
from app.ui.kit import dialogs
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.papers import make, opening, presenter
from app.ui.panels.papers.chooser import FORMATS, Chooser
from app.ui.panels.papers.kept_view import KeptView
from app.ui.panels.papers.making import Maker, Shown, Wish
from app.ui.panels.papers.outlets import Outlets
from app.ui.panels.papers.page import EMPTY, KEPT, PREVIEW, PaperPage
from app.ui.panels.papers.sheet_options import SheetOptions
from app.ui.services import Services


class PapersPanel(Panel):
    """One paper at a time; ``shown`` is what is on show, as it was made."""

    def __init__(self, services: Services, press: make.Press | None = None) -> None:
        super().__init__(services)
        press = press or make.Press()
        self._maker = Maker(services, press)
        choices = presenter.document_choices(self._maker.documents, services.wording)
        self.shown: Shown | None = None
        self._reason = ""
        self._subject = ("", "")
        self._making: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self.chooser = Chooser(choices, SheetOptions(services.wording, press.scales) if press.scales else None)
        self.kept = KeptView(services, self._maker.title, self._maker.inside)
        hint = "" if choices else self.tr("This program was built without any kind of document: install it anew.")
        self.page = PaperPage(self, self.chooser, self.kept, hint)
        self.preview = self.page.preview
        self.outlets = Outlets(services, self, self._maker, self._on_leaving)
        self._offer()
        self._wire()

    @property
    def paper(self) -> make.Paper | None:
        """The paper on show."""
        return self.shown.paper if self.shown is not None else None

    def show_document(self, incident_id: str, document: str = "", subject: str = "") -> None:
        """Make and show a document of an incident ("" for one that is about none); "" is the incident report.

        ``subject``: which one of several it is about (an instruction, a list, a day).
        """
        self._offer()
        self._reason, self._subject = "", (document, subject)
        self.chooser.choose(incident_id, document or self._first_choice())
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.make()

    def show_kept(self) -> None:
        """Show the kept copies: of the chosen incident, or of everything."""
        self.kept.show_state(self.services.state, self.chooser.incident_id)
        self.page.show_part(KEPT)
        self.chooser.set_ready(False)
        self.kept.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.compare()

    def make(self) -> None:
        """Make what is chosen, afresh; what was being made is given up, what is being printed goes on."""
        if self._making is not None:
            self._making.cancel()
        wish = self._wish()
        if self._maker.can_make(wish):
            self.services.run(self._make(wish), self)
        elif wish.document:
            self._show_nothing()

    def concerns(self, notice: Notice) -> bool:
        """What papers speak of, and the papers that were kept."""
        before, after = notice.before, notice.after
        return before.incidents is not after.incidents or before.documents is not after.documents

    def render(self, state: State, notice: Notice | None) -> None:
        """Offer the incidents, count what was kept, and say when the paper on show is out of date."""
        self._offer()
        self._show_counts()
        of = state.incidents.get(self.shown.of.id) if self.shown is not None and self.shown.of is not None else None
        if of is not None and self._differs(of) and self.page.part == PREVIEW:
            words = self.tr("The incident has changed since this paper was made.")
            self.page.stale.show_text(words, Tone.WATCH, self.tr("Make again"))

    async def save_to(self, path: Path, wanted: PaperFormat = PaperFormat.PDF) -> None:
        """Keep the paper on show in this format in the archive, write it to the file, and enter that into the journal."""
        if self.shown is not None:
            paper = await self._maker.other(self.shown, wanted, self._on_leaving)
            await self.outlets.issuer.save(self.shown, paper, path)

    async def _make(self, wish: Wish) -> None:
        self._making = asyncio.current_task()
        self._on_making(0.0, "")
        self.page.error.hide()
        try:
            shown = await self._maker.make(wish, self._on_making)
            if self._making is asyncio.current_task():  # else something else was chosen meanwhile
                self._show(shown)
        except (Fault, Refusal) as no:
            self._say_error(self.services.explain(no))
        except Cancelled:
            self._say_error(self.tr("Cancelled."))
        finally:
            if alive(self) and self._making is asyncio.current_task():
                self._making = None
                self.page.making.hide()

    async def _let_out(self, work: Coroutine[Any, Any, Any]) -> None:
        """A way out, with its progress, a way to stop it, and what goes wrong said above the paper."""
        self._leaving = asyncio.current_task()
        self.page.error.hide()
        try:
            paper = await work
            if paper is not None:
                self.page.warning.show_text(presenter.missing_words(paper.missing, self.services.wording), Tone.WARN)
        except (Fault, Refusal) as no:
            self._say_error(self.services.explain(no))
        except Cancelled:
            self._say_error(self.tr("Cancelled."))
        except asyncio.CancelledError:
            self._say_error(self.tr("Cancelled."))
            raise
        finally:
            if alive(self):
                self._leaving = None
                self.page.leaving.hide()

    async def _open_kept(self, issue: Issue) -> None:
        shown = await self.outlets.kept(issue)
        if issue.paper.format is not PaperFormat.PDF:
            await opening.open_outside(self.services, issue, shown.paper.data)
            return
        if self._making is not None:
            self._making.cancel()
        self._show(shown)

    async def _on_full(self, on: bool) -> None:
        """Names in full are for one paper and for a reason; without one nothing changes."""
        reason = None
        if on:
            label = self.tr("Why does this paper need them? The reason is entered in the journal with every copy that leaves.")
            reason = await dialogs.prompt_text(self, self.tr("Names and numbers in full"), label)
        if (reason or "") == self._reason:
            self.chooser.show_full(bool(self._reason))
            return
        self._reason = reason or ""
        self.make()

    def _show(self, shown: Shown) -> None:
        there = bool(self.preview.show_pdf(shown.paper.data))
        self.shown = shown if there else None
        self.page.show_part(PREVIEW if there else EMPTY)
        if not there:
            self._say_error(self.tr("The paper could not be shown."))
        self._show_words(shown)
        self.chooser.set_ready(there, FORMATS if shown.issue is None else ("pdf",))
        self._show_counts()

    def _show_words(self, shown: Shown) -> None:
        """What has to be known of a paper while it is looked at: characters without a face, whether it is masked."""
        wish, say = shown.wish, self.services.wording.say
        self.page.warning.show_text(presenter.missing_words(shown.paper.missing, self.services.wording), Tone.WARN)
        kept = self.tr("This is the paper as it was issued, from the archive.") if shown.issue is not None else ""
        self.page.stale.show_text(kept, Tone.INFO, self.tr("Make a new one"))
        self.chooser.show_full(wish.unmasked and shown.issue is None, inside=shown.inside)
        code = "unmasked" if wish.unmasked else "inside" if shown.inside else "masked"
        tone = {"unmasked": Tone.WARN, "inside": Tone.WATCH, "masked": Tone.NEUTRAL}[code]
        self.preview.bar.show_mark(say(f"papers.{code}"), tone, wish.reason)
        words = self.tr("Not masked: names and numbers are in full. Reason: {reason}").format(reason=wish.reason)
        self.page.full.show_text(words if wish.unmasked else "", Tone.WARN)

    def _show_nothing(self) -> None:
        self.shown = None
        self.preview.clear()
        self.page.empty.set_text(self.tr("No paper yet"), self.tr("This document is about an incident: choose one on the left."))
        self.page.show_part(EMPTY)
        self.chooser.set_ready(False)

    def _first_choice(self) -> str:
        documents = self._maker.documents
        return make.FIRST_CHOICE if make.FIRST_CHOICE in documents else next(iter(documents), "")

    def _wish(self) -> Wish:
        chooser = self.chooser
        return Wish(
            chooser.document, chooser.incident_id, chooser.plan_id, bool(self._reason), self._reason,
            chooser.sheet.wish if chooser.sheet is not None and chooser.about == "map" else None,
            self._subject[1] if self._subject[0] == chooser.document else "",
        )  # fmt: skip

    def _offer(self) -> None:
        reference, words = self.services.workspace.desk.reference, self.services.wording
        self.chooser.offer_incidents(presenter.incident_choices(self.services.state, Describer(reference, words)))
        self.chooser.offer_plans(presenter.plan_choices(reference.plans, words))

    def _show_counts(self) -> None:
        incident_id = self.chooser.incident_id
        self.chooser.show_kept(len(issues(self.services.state, incident_id or None)))
        if self.page.part == KEPT:
            self.kept.show_state(self.services.state, incident_id)

    def _differs(self, of: Incident) -> bool:
        if self.shown is None or self.shown.of is None or self.shown.issue is not None:
            return False
        return msgspec.structs.replace(of, documents=()) != msgspec.structs.replace(self.shown.of, documents=())

    def _on_making(self, share: float, _words: str) -> None:
        if alive(self) and self._making is not None:
            title = self._maker.title(self.chooser.document)
            self.page.making.show_progress(self.tr("Making: {title}").format(title=title), share or None)
            self.page.making.show()

    def _on_leaving(self, share: float, words: str) -> None:
        if alive(self) and self._leaving is not None:
            self.page.leaving.show_progress(self.tr("On its way out  {page}").format(page=words), share)
            self.page.leaving.show()

    def _say_error(self, text: str) -> None:
        if alive(self):
            self.page.error.show_text(text, Tone.ALARM)

    def _begin(self, way: Callable[[Shown], Coroutine[Any, Any, Any]]) -> None:
        """Let the paper on show out this way; one at a time."""
        if self.shown is not None and self._leaving is None:
            self.services.run(self._let_out(way(self.shown)), self)

    def _on_choice(self) -> None:
        self._reason = ""
        self.make()

    def _back(self) -> None:
        if self.page.part == KEPT:
            self.page.show_part(PREVIEW if self.shown else EMPTY)
            if self.shown is not None:
                self._show_words(self.shown)
                self.chooser.set_ready(True, FORMATS if self.shown.issue is None else ("pdf",))
                self.render(self.services.state, None)

    def _wire(self) -> None:
        chooser, kept, run = self.chooser, self.kept, self.services.run
        chooser.changed.connect(self._on_choice)
        chooser.incident_changed.connect(self._show_counts)
        chooser.print_wanted.connect(lambda: self._begin(self.outlets.print))
        chooser.save_wanted.connect(lambda name: self._begin(lambda shown: self.outlets.save(shown, PaperFormat(name))))
        chooser.copy_wanted.connect(lambda: self._begin(self.outlets.copy))
        chooser.full_wanted.connect(lambda on: run(self._on_full(on), self))
        chooser.kept_wanted.connect(self.show_kept)
        chooser.check_wanted.connect(lambda: run(paper_check.ask_and_check(self.services, self), self))
        kept.check_wanted.connect(chooser.check_wanted)
        kept.opened.connect(lambda issue: run(self._let_out(self._open_kept(issue)), self))
        kept.save_wanted.connect(lambda issue: run(self._let_out(self.outlets.save_kept(issue)), self))
        kept.back_wanted.connect(self._back)
        self.page.stale.acted.connect(self.make)
        self.page.making.cancelled.connect(lambda: self._making.cancel() if self._making is not None else None)
        self.page.leaving.cancelled.connect(lambda: self._leaving.cancel() if self._leaving is not None else None)
        for key, act in (
            ("Ctrl+Shift+P", chooser.print_button.click), ("Ctrl+Shift+C", chooser.copy_button.click),
            ("Ctrl+S", lambda: self._begin(lambda shown: self.outlets.save(shown, PaperFormat.PDF))), ("Escape", self._back),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


SPEC = PanelSpec(
    id="papers", icon="paper", order=55, factory=PapersPanel, shortcut="Ctrl+7", help="papers"
)
