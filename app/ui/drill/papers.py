"""Papers of a drill in the window: choose one, look at it, print it or save it as PDF, Word or text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.desk.drill_papers import AFTER, BEFORE, PaperSource, of_kept, of_scenario, paper_fields
from app.desk.drills import Drills
from app.desk.paper import Paper
from app.domain.exercise.model import DrillStatus
from app.domain.incident.model import PaperFormat
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, Option, choose, show, tell
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.make import paper_of
from app.ui.panels.papers.preview import PaperPreview
from app.ui.paper_out import Make, print_pdf, save_as
from app.ui.services import Services

_WIDE, _HIGH, _OF_WINDOW = 1000, 760, 0.94
"""As large as this, and never larger than so much of the window: a page is to be read without being enlarged."""

Gather = Callable[[], PaperSource]
"""Reads what the papers speak of; called in a job's thread."""


async def offer_papers(services: Services, parent: QWidget, documents: Sequence[str], gather: Gather) -> bool:
    """Ask which paper, make it, show it, let it out as wished; whether it was shown. What goes wrong is told."""
    title = translate("DrillPapers", "Papers of the drill")
    options = [Option(one, services.wording.say(f"document.{one}")) for one in documents]
    chosen = await choose(parent, title, options, selected=documents[0])
    return chosen is not None and await show_paper(services, parent, chosen, gather)


async def offer_held(services: Services, parent: QWidget, drills: Drills | None, drill_id: str) -> bool:
    """The same in a drill's own window: before the end what its scenario gives, after it what its journal fills."""
    drill, reference = services.state.drill, services.workspace.desk.reference
    if drill is None:
        return False
    if drills is None or drill.status is not DrillStatus.ENDED:
        return await offer_papers(services, parent, BEFORE, lambda: of_scenario(drill.scenario, reference))
    return await offer_papers(services, parent, AFTER, lambda: of_kept(drills, drill_id))


async def show_paper(services: Services, parent: QWidget, document: str, gather: Gather) -> bool:
    """Make a paper and show it until it is printed, saved or closed; whether it was shown."""
    title = services.wording.say(f"document.{document}")
    jobs = services.workspace.jobs
    try:
        source = await jobs.run(lambda _progress: gather())
        make = _maker(services, document, source)
        paper = await working(jobs, parent, title, make(PaperFormat.PDF))
    except asyncio.CancelledError:
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise
        return False
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
        return False
    except BadFile as bad:
        await tell(parent, title, services.wording.problem(bad.problems[0]))
        return False
    await _look(services, parent, document, make, paper)
    return True


async def _look(services: Services, parent: QWidget, document: str, make: Make, paper: Paper) -> None:
    """The paper on show, until somebody closes it; printing and saving come back to it."""
    title = services.wording.say(f"document.{document}")
    while True:
        dialog = PaperDialog(parent, title, paper)
        await show(dialog)
        if dialog.answer not in ("print", "save"):
            return
        try:
            if dialog.answer == "print":
                await print_pdf(services, parent, document, title, paper)
            else:
                await save_as(services, parent, document, title, make)
        except (Fault, Refusal) as no:
            await tell(parent, title, services.explain(no))


def _maker(services: Services, document: str, source: PaperSource) -> Make:
    """What a job does for each format: all of them of one moment."""
    desk = services.workspace.desk
    profile = services.state.profile
    fields = paper_fields(
        source, services.wording, now=desk.clock.now(), actor=services.workspace.context().actor,
        place=services.wording.text(profile.name) if profile is not None else "",
    )
    return lambda wanted: paper_of(document, fields, wanted)


class PaperDialog(KitDialog):
    """A paper with its ways out: the pages as they are printed, found in, enlarged."""

    def __init__(self, parent: QWidget | None, title: str, paper: Paper) -> None:
        text = translate("DrillPapers", "{pages} pages").format(pages=paper.pages)
        if paper.missing:
            lacking = translate("DrillPapers", "no face has: {characters}").format(characters=" ".join(sorted(set(paper.missing))))
            text = f"{text}　{lacking}"
        super().__init__(parent, title, text)
        theme = current_theme()
        self.preview = PaperPreview()
        self.preview.setMinimumSize(theme.px(480), theme.px(300))
        self.content.addWidget(self.preview, 1)
        self.add_answer(Answer("no", translate("Kit", "Close")))
        self.add_answer(Answer("save", translate("DrillPapers", "Save as…")), default=not printing.has_printer())
        if printing.has_printer():
            self.add_answer(Answer("print", translate("DrillPapers", "Print…"), "primary"), default=True)
        room = parent.window().size() if parent is not None else QSize(_WIDE, _HIGH)
        wide, high = (round(_OF_WINDOW * one) for one in (room.width(), room.height()))
        self.resize(min(theme.px(_WIDE), wide), min(theme.px(_HIGH), high))
        self.preview.show_pdf(paper.data)
