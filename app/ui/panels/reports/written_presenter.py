"""Written reports as rows. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.describe_situation import signed_words
from app.domain.reference import Reference
from app.domain.situation.model import ReportStatus, SituationReport
from app.domain.state import State
from app.ui.report_composer.presenter import STATUS_LOOKS

_GLANCE = 260
"""Characters of a report that are shown under the list."""


class WrittenRow(msgspec.Struct, frozen=True):
    """A report: ``text`` is how its wording begins, for a glance."""

    id: str
    incident_id: str
    status: str
    tone: str
    rank: int
    stage: str
    title: str
    incident: str
    composed: str
    composed_at: datetime
    signed: str
    text: str


def rows(state: State, reference: Reference, wording: Wording) -> tuple[WrittenRow, ...]:
    """Every report, the newest first."""
    describer = Describer(reference, wording)
    ordered = sorted(state.situation_reports.values(), key=lambda one: (one.composed_at, one.id), reverse=True)
    return tuple(_row(one, state, describer) for one in ordered)


def _row(one: SituationReport, state: State, d: Describer) -> WrittenRow:
    of = state.incidents.get(one.incident_id)
    text = "\n".join([one.title.text, *(section.text for section in one.sections if section.text)])
    return WrittenRow(
        id=one.id,
        incident_id=one.incident_id,
        status=d.say(f"report_status.{one.status}"),
        tone=STATUS_LOOKS[one.status][0],
        rank=tuple(ReportStatus).index(one.status),
        stage=d.stage(one.stage, one.number),
        title=one.title.text,
        incident=f"{of.number} {d.incident_title(of)}" if of is not None else d.say("report.whole_area"),
        composed=d.clock(one.composed_at),
        composed_at=one.composed_at,
        signed=signed_words(d, one.signature) if one.signature else d.say("report_signed.nobody"),
        text=text if len(text) <= _GLANCE else text[:_GLANCE] + "…",
    )
