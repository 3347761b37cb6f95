"""Which entries are worth a mark on the reel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.domain.exercise import entries as exercise
from app.domain.incident import entries as incident
from app.domain.instruction import entries as instruction
from app.domain.plan import entries as plan
from app.domain.record import Entry, Record
from app.domain.reporting import entries as reporting
from app.domain.sending import entries as sending
from app.domain.unit import entries as unit


class MarkKind(StrEnum):
    """What a mark stands for (worded ``replay.mark.<code>``)."""

    INCIDENT = "incident"
    LEVEL = "level"
    RESPONSE = "response"
    DISPATCH = "dispatch"
    REPORT = "report"
    INSTRUCTION = "instruction"
    INJECT = "inject"


MARKS: Mapping[type[Entry], MarkKind] = MappingProxyType(
    {
        incident.IncidentOpened: MarkKind.INCIDENT,
        incident.IncidentStabilised: MarkKind.INCIDENT,
        incident.IncidentClosed: MarkKind.INCIDENT,
        incident.SeverityAssessed: MarkKind.LEVEL,
        incident.SeverityOverridden: MarkKind.LEVEL,
        incident.OverrideWithdrawn: MarkKind.LEVEL,
        plan.PlanActivated: MarkKind.RESPONSE,
        plan.ResponseLevelChanged: MarkKind.RESPONSE,
        plan.ResponseTerminated: MarkKind.RESPONSE,
        unit.UnitDispatched: MarkKind.DISPATCH,
        reporting.ReportRecorded: MarkKind.REPORT,
        sending.TransmissionSent: MarkKind.REPORT,
        instruction.InstructionReceived: MarkKind.INSTRUCTION,
        instruction.InstructionAnswered: MarkKind.INSTRUCTION,
        exercise.InjectFired: MarkKind.INJECT,
        exercise.InjectSkipped: MarkKind.INJECT,
    }
)
"""Kinds of entry that stand out on the reel, and between which one can leap."""


def mark_of(record: Record) -> MarkKind | None:
    """The mark of a record, ``None`` for one that is not marked."""
    return MARKS.get(type(record.entry))
