"""From what is chosen to the paper on show: gathers what it is made from, has it made in a job, remembers both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.desk.issued import Issue
from app.desk.photographs import for_paper
from app.desk.plan_paper import plan_paper_fields
from app.domain.incident.model import Incident, PaperFormat
from app.kernel.errors import Fault
from app.ui.panels.papers import make, sheet
from app.ui.services import Services

Tell = Callable[[float, str], None]


@dataclass(frozen=True)
class Wish:
    """What a person chose. ``unmasked``: names and numbers in full, for this ``reason``; ``sheet`` is what a map is asked for.

    ``subject``: which one of several the document is about, "" for the newest.
    """

    document: str
    incident_id: str = ""
    plan_id: str = ""
    unmasked: bool = False
    reason: str = ""
    sheet: sheet.SheetWish | None = None
    subject: str = ""


@dataclass(frozen=True)
class Shown:
    """The paper on show, as it was made: ``of`` is its incident at that moment, ``given`` what it was made from.

    ``issue`` is set for a kept paper, which cannot be made in another format any more.
    """

    wish: Wish
    title: str
    paper: make.Paper
    of: Incident | None = None
    given: Any = None
    inside: bool = False
    issue: Issue | None = None

    @property
    def incident_id(self) -> str:
        """The incident that it is kept with, "" for one that is about none."""
        if self.issue is not None:
            return self.issue.incident_id
        return self.of.id if self.of is not None else ""


class Maker:
    """Makes papers for one panel."""

    def __init__(self, services: Services, press: make.Press) -> None:
        self._services, self._press = services, press
        self.documents = press.documents

    def title(self, document: str) -> str:
        """The name of a document, also of one that is not made here."""
        spec = self.documents.get(document)
        words = self._services.wording
        return words.text(spec.title) if spec is not None else words.say(f"document.{document}")

    def inside(self, document: str) -> bool:
        """Whether a document stays in the room, with names and numbers in full."""
        spec = self.documents.get(document)
        return spec is not None and spec.inside

    def about(self, document: str) -> str:
        """What a document is about, one of ``presenter.GROUPS``; "" for none that is known here."""
        spec = self.documents.get(document)
        return str(spec.about) if spec is not None else ""

    def can_make(self, wish: Wish) -> bool:
        """Whether everything that the document needs is chosen."""
        about = self.about(wish.document)
        if about == "plan":
            return bool(wish.plan_id)
        if about == "map" and wish.sheet is not None and wish.sheet.extent != sheet.INCIDENT:
            return True
        return about == "area" or (bool(about) and bool(wish.incident_id))

    async def make(self, wish: Wish, tell: Tell) -> Shown:
        """The paper as PDF. ``Fault`` and ``Refusal`` as the document raises them; ``Cancelled``."""
        of = self._services.state.incidents.get(wish.incident_id)
        given = await self._given(wish)
        paper = await self._pressed(wish.document, given, PaperFormat.PDF, tell)
        about_plan = self.about(wish.document) == "plan"
        title, inside = self.title(wish.document), self.inside(wish.document)
        return Shown(wish, title, paper, None if about_plan else of, given, inside)

    async def other(self, shown: Shown, wanted: PaperFormat, tell: Tell) -> make.Paper:
        """The paper on show in this format, of exactly what it was made from."""
        if shown.paper.format is wanted:
            return shown.paper
        if shown.given is None:
            raise Fault("paper_kept_only_so", {"format": shown.paper.format.value})
        return await self._pressed(shown.wish.document, shown.given, wanted, tell)

    async def _pressed(self, document: str, given: Any, wanted: PaperFormat, tell: Tell) -> make.Paper:
        press = self._press
        return await self._services.workspace.jobs.run(lambda progress: press.make(document, given, wanted, progress), tell)

    async def _given(self, wish: Wish) -> Any:
        services, about = self._services, self.about(wish.document)
        if about == "map":
            return await self._map(wish)
        if about == "plan":
            fields = await services.workspace.jobs.run(lambda _progress: self._plan_fields(wish))
        else:
            fields = await self._incident_fields(wish)
        return self._press.given(wish.document, fields | {"unmasked": wish.unmasked})

    async def _map(self, wish: Wish) -> Any:
        services = self._services
        picture = await sheet.taken(services, wish.incident_id, wish.sheet or sheet.SheetWish())
        return await services.workspace.jobs.run(lambda _progress: sheet.given_of(services, wish.incident_id, picture))

    def _plan_fields(self, wish: Wish) -> dict[str, Any]:
        services = self._services
        workspace = services.workspace
        desk = workspace.desk
        return plan_paper_fields(
            workspace.plans.version(wish.plan_id), workspace.plans, services.state, desk.reference, services.wording,
            lang=services.lang, now=desk.clock.now(), actor=workspace.context().actor,
        )

    async def _incident_fields(self, wish: Wish) -> dict[str, Any]:
        services = self._services
        page = await self._map_page(wish.incident_id) if wish.document == make.FIRST_CHOICE else None
        picture = None
        if page is None and wish.incident_id:
            picture = await services.navigator.map_picture(wish.incident_id)
        records = await services.workspace.desk.history(wish.incident_id) if wish.incident_id else ()
        fields = make.facts(services, wish.incident_id, records, picture) | {"map_sheet": page, "subject": wish.subject}
        of = services.state.incidents.get(wish.incident_id)
        if of is not None:
            archive, jobs = services.workspace.archive, services.workspace.jobs
            fields["pictures"] = await jobs.run(lambda progress: for_paper(archive, of, wish.document, progress))
        return fields

    async def _map_page(self, incident_id: str) -> Any:
        """The map to scale for the last page; a map that does not answer costs the report its map and nothing else."""
        try:
            return await sheet.map_page(self._services, incident_id)
        except Fault as fault:
            self._services.navigator.say(self._services.explain(fault), "warn")
            return None
