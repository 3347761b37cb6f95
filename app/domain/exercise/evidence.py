"""A drill's journal, read once for scoring: the last state, what was observed on the way, and where each fact stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from app.domain.apply import apply
from app.domain.exercise.entries import DrillEnded
from app.domain.exercise.model import Drill
from app.domain.exercise.observing import Observed, Sighting, observe
from app.domain.incident.model import Incident
from app.domain.record import Entry, Record
from app.domain.reference import Reference
from app.domain.reporting.entries import ReportRecorded
from app.domain.situation.model import Standing
from app.domain.situation.rules import checked_elements
from app.domain.state import State


class Paper(msgspec.Struct, frozen=True):
    """A written report as it went out: how many elements it had to have, and how many of them were missing."""

    seq: int
    actor: str
    incident_id: str
    stage: str
    number: int
    asked: int
    missing: tuple[str, ...]


class Case(NamedTuple):
    """An incident of the scenario that was taken in: its name there, the incident, and since when the room could know of it."""

    ref: str
    incident: Incident
    told: Sighting


class Evidence(msgspec.Struct, frozen=True):
    """Everything that scoring looks at, up to the end of the drill. ``now`` is the moment of the last record."""

    state: State
    reference: Reference
    records: tuple[Record, ...]
    observed: Observed
    papers: tuple[Paper, ...]
    now: datetime

    @property
    def drill(self) -> Drill:
        """The drill; ``ValueError`` where the journal is none's."""
        if self.state.drill is None:
            raise ValueError("these records are no drill's")
        return self.state.drill

    def cases(self) -> Iterator[Case]:
        """The incidents of the scenario that were told of and taken in, in the order of the scenario."""
        for ref, told in self.told():
            incident = self.state.incidents.get(self.observed.incidents.get(ref, ""))
            if incident is not None:
                yield Case(ref, incident, told)

    def told(self) -> Iterator[tuple[str, Sighting]]:
        """The incidents of the scenario that were told of, taken in or not."""
        for inject in self.drill.injects:
            came = self.observed.told.get(inject.id)
            if came is not None and inject.tells is not None and inject.tells.opens:
                yield inject.tells.opens, came

    def entries(self, kind: type[Entry], incident_id: str = "") -> Iterator[Record]:
        """The records of a kind of entry, about an incident where one is named."""
        for record in self.records:
            if isinstance(record.entry, kind) and incident_id in ("", getattr(record.entry, "incident_id", "")):
                yield record

    def minutes(self, since: datetime, until: datetime) -> float:
        """Minutes from one moment to another, never less than none."""
        return max(0.0, (until - since).total_seconds() / 60)


def gather(records: Iterable[Record], reference: Reference) -> Evidence:
    """Fold the journal and note what scoring needs of each moment. ``ValueError`` for an empty one.

    What comes after the end of the drill is left out: evaluators judge and papers are written then, often days later.
    """
    state, observed = State(), Observed()
    papers: list[Paper] = []
    kept: list[Record] = []
    for record in records:
        state = apply(record, state)
        observed = observe(observed, record, state)
        paper = _paper(record, state, reference)
        if paper is not None:
            papers.append(paper)
        kept.append(record)
        if isinstance(record.entry, DrillEnded):
            break
    if not kept:
        raise ValueError("an empty journal is no drill's")
    return Evidence(state, reference, tuple(kept), observed, tuple(papers), kept[-1].stamp.at)


def _paper(record: Record, state: State, reference: Reference) -> Paper | None:
    """How complete a written report was when it went out: what was recorded later does not mend it."""
    entry = record.entry
    if not isinstance(entry, ReportRecorded) or not entry.report.situation_report_id:
        return None
    text = state.situation_reports.get(entry.report.situation_report_id)
    if text is None:
        return None
    checks = checked_elements(reference.report_elements, text, state.incidents.get(entry.incident_id), state)
    missing = tuple(one.element.code for one in checks if one.standing is Standing.MISSING)
    made = entry.report
    return Paper(record.seq, record.stamp.actor, entry.incident_id, made.stage.value, made.number, len(checks), missing)
