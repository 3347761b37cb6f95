"""The report on the table: what it says, what the machine would say now, what it lacks; and the commands that change it.

Nothing is drawn here. The state of the desk is the truth; this only knows which report is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.deadlines import obligations
from app.domain.incident.model import Incident
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.situation.commands import ComposeReport, EditReport, MarkVerifying, RefreshReport
from app.domain.situation.model import ElementCheck, ReportAnswer, ReportFigure, SituationReport
from app.domain.situation.rules import checked_elements, figures_now, open_report
from app.kernel.errors import Refusal
from app.ui.panels.papers.make import facts
from app.ui.services import Services

if TYPE_CHECKING:
    from app.reports.composing import Composed

_TIME_OF_TELLING = re.compile(r"截至(?:\d+月\d+日)?\d+时\d+分|[Aa]s of [\d:]+(?: on [\d-]+)?")


def composed(
    services: Services, incident_id: str, stage: Stage, report: SituationReport | None = None, question: str = ""
) -> Composed:
    """What the machine would write now. ``Refusal`` where the stage needs an incident and none is named."""
    from app.reports.composing import compose  # noqa: PLC0415 - the registry of papers must not cost the window's start
    from app.reports.documents import DocumentInput  # noqa: PLC0415

    return compose(DocumentInput(**facts(services, incident_id, (), None)), stage, report, question)


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts differ at most in the minute up to which they tell."""
    return _TIME_OF_TELLING.sub("", one) == _TIME_OF_TELLING.sub("", other)


class ReportWork:
    """One report in work, by its id."""

    def __init__(self, services: Services, report_id: str) -> None:
        self.services = services
        self.report_id = report_id

    @classmethod
    async def begin(
        cls, services: Services, incident_id: str, stage: Stage, to_roles: tuple[str, ...] = (), question: str = "",
        query_id: str = "",
    ) -> ReportWork:
        """The report of this stage that is in work, or a new one. Raises ``Refusal`` and ``Fault``."""
        known = open_report(services.state, incident_id, stage, query_id)
        if known is not None:
            return cls(services, known.id)
        new = composed(services, incident_id, stage, question=question)
        command = ComposeReport(
            incident_id=incident_id, stage=stage, title=new.title, sections=new.sections, figures=new.figures,
            answers=new.answers, to_roles=to_roles, question=question, query_id=query_id,
        )
        records = await services.execute(command)
        return cls(services, records[0].stamp.command_id)

    @property
    def report(self) -> SituationReport:
        """The report as it is now."""
        return self.services.state.situation_reports[self.report_id]

    @property
    def incident(self) -> Incident | None:
        """The incident that it is about, ``None`` for the whole area."""
        return self.services.state.incidents.get(self.report.incident_id)

    def now(self) -> Composed:
        """What the machine would write now."""
        report = self.report
        return composed(self.services, report.incident_id, report.stage, report)

    def checks(self) -> tuple[ElementCheck, ...]:
        """Every element that the report has to hold, and how it stands."""
        elements = self.services.workspace.desk.reference.report_elements
        return checked_elements(elements, self.report, self.incident, self.services.state)

    def figures(self) -> tuple[ReportFigure, ...]:
        """The figures as they are known now while it can be changed, then as they were told; changed ones first."""
        report, of = self.report, self.incident
        state = self.services.state
        found = report.figures
        if of is not None and report.is_editable:
            base = state.situation_reports.get(report.supersedes) or state.situation_reports.get(report.previous_id)
            found = figures_now(of, base)
        return tuple(sorted(found, key=lambda one: (one.before is None, self._place(one.name))))

    def offers(self, new: Composed) -> dict[str, str]:
        """The machine's new texts for sections that a person wrote, where it would say something else than that person saw."""
        if not self.report.is_editable:
            return {}
        texts = new.texts
        return {
            one.code: texts[one.code] for one in (self.report.title, *self.report.sections)
            if one.edited and one.code in texts and not says_the_same(texts[one.code], one.machine)
        }

    def owed(self) -> Obligation | None:
        """The open duty that this report answers in writing, else the one to phone; the earliest."""
        of = self.incident
        if of is None:
            return None
        desk = self.services.workspace.desk
        found = [
            one for one in obligations(of, desk.state, desk.reference, desk.clock.now())
            if one.is_open and one.stage is self.report.stage
        ]
        return min(found, key=lambda one: (one.channel is not Channel.WRITTEN, one.due_at), default=None)

    async def refresh(self, taken: tuple[str, ...] = (), kept: tuple[str, ...] = (), *, always: bool = False) -> bool:
        """Put in what is new, except where a person wrote; whether anything changed. Raises ``Refusal`` and ``Fault``.

        Without ``always`` a minute that went by alone changes nothing.
        """
        report = self.report
        if not report.is_editable:
            return False
        new = self.now()
        differs = any(
            (known := report.section(code)) is None or (not known.edited and not says_the_same(text, known.text))
            for code, text in new.texts.items()
        )
        gone = {one.code: "" for one in report.sections if one.code not in new.texts and not one.edited and one.text}
        if not (differs or gone or taken or kept or always or new.figures != report.figures):
            return False
        command = RefreshReport(
            report_id=report.id, revision=report.revision, sections={**new.texts, **gone}, figures=new.figures, taken=taken,
            kept=kept,
        )
        return await self._changed(command)

    async def write(self, sections: Mapping[str, str], revision: int) -> bool:
        """Keep what a person wrote. Raises ``Refusal`` and ``Fault``."""
        return await self._changed(EditReport(report_id=self.report_id, revision=revision, sections=dict(sections)))

    async def answer(self, code: str, text: str) -> bool:
        """Keep what a person gave for an element, and tell it in the text."""
        report = self.report
        command = EditReport(report_id=report.id, revision=report.revision, answers=(ReportAnswer(code, text),))
        return await self._changed(command) and (await self.refresh() or True)

    async def address(self, roles: tuple[str, ...]) -> bool:
        """Address it to these."""
        report = self.report
        return await self._changed(EditReport(report_id=report.id, revision=report.revision, to_roles=roles))

    async def mark(self, codes: tuple[str, ...], *, verifying: bool = True) -> bool:
        """Say of elements that they are 正在核实, or not any more, and tell it in the text."""
        done = await self._changed(MarkVerifying(report_id=self.report_id, elements=codes, verifying=verifying))
        return done and (await self.refresh() or True)

    async def _changed(self, command: EditReport | RefreshReport | MarkVerifying) -> bool:
        """Whether the command changed anything; that there was nothing to change is no refusal here."""
        try:
            await self.services.execute(command)
        except Refusal as no:
            if no.code != "nothing_changed":
                raise
            return False
        return True

    def _place(self, name: str) -> int:
        names = list(self.services.workspace.desk.reference.facts)
        return names.index(name) if name in names else len(names)
