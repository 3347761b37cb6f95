"""The written situation report 信息报告 and what a complete one holds (facts file §3.3, §3.5)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.basis import Basis
from app.domain.conditions import FactScalar
from app.domain.reporting.model import ReportMade, Stage
from app.domain.words import FactStatus
from app.kernel.text import Text

TITLE = "title"
"""The code of the title, which is kept like a section."""


class ReportStatus(StrEnum):
    """The life of a written report: draft 草稿 → submitted 送审 → signed 已签发 → issued 已报, or withdrawn 撤回.

    Changing a submitted one makes it a draft again. A signed one is never changed: a slip is mended by a correction 补报.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class ReportSection(msgspec.Struct, frozen=True):
    """A part of the text. ``machine`` is the last text that the machine proposed and a person has seen; ``edited``: a person
    wrote it otherwise, and no machine writes over it."""

    code: str
    text: str
    machine: str = ""
    edited: bool = False


class ReportFigure(msgspec.Struct, frozen=True):
    """A figure as it was known when the report was put together: its standing, from whom, since when.

    ``before`` is what the report before this one said, ``None`` where it said nothing of it or said the same.
    """

    name: str
    value: FactScalar
    status: FactStatus
    source: str
    at: datetime
    before: FactScalar | None = None


class ReportAnswer(msgspec.Struct, frozen=True):
    """What a person gave for an element that is no figure (the cause, the site, who commands at the scene)."""

    code: str
    text: str


class SignOff(StrEnum):
    """How a report was signed: by the leader himself, or by his word on the telephone, recorded."""

    SIGNED = "signed"
    PHONE = "phone"


class Signature(msgspec.Struct, frozen=True):
    """Who answers for the report. ``after_the_fact`` 事后补签: it had been phoned before a leader could sign; ``reason`` why."""

    how: SignOff
    by: str
    at: datetime
    recorded_by: str
    post: str = ""
    phone: str = ""
    after_the_fact: bool = False
    reason: str = ""


class SituationReport(msgspec.Struct, frozen=True):
    """One written report. ``incident_id`` "" : it is about the whole area (daily and zero reports).

    ``number`` counts the follow-ups (and dailies, corrections) of one incident from 1 without gaps; 0 where there is only
    one. ``as_of`` is the moment up to which it tells; ``since`` the ``as_of`` of the report ``previous_id`` before it, from
    where a follow-up tells. ``verifying`` are the elements said to be 正在核实. ``query_id`` and ``question``: what a
    verification answers. ``supersedes``: the report that a correction puts right. ``issued`` and ``phoned`` are the ids of
    the reports made in writing and by voice; ``made`` are those of a report about the whole area themselves.
    ``revision`` grows with every change: who changes an older one is refused.
    """

    id: str
    stage: Stage
    composed_at: datetime
    composed_by: str
    as_of: datetime
    title: ReportSection
    sections: tuple[ReportSection, ...]
    incident_id: str = ""
    number: int = 0
    to_roles: tuple[str, ...] = ()
    since: datetime | None = None
    previous_id: str = ""
    figures: tuple[ReportFigure, ...] = ()
    answers: tuple[ReportAnswer, ...] = ()
    verifying: tuple[str, ...] = ()
    query_id: str = ""
    question: str = ""
    supersedes: str = ""
    status: ReportStatus = ReportStatus.DRAFT
    revision: int = 1
    submitted_at: datetime | None = None
    submitted_by: str = ""
    returned_reason: str = ""
    signature: Signature | None = None
    issued: tuple[str, ...] = ()
    phoned: tuple[str, ...] = ()
    made: tuple[ReportMade, ...] = ()
    withdrawn_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done with it (neither issued nor withdrawn)."""
        return self.status not in (ReportStatus.ISSUED, ReportStatus.WITHDRAWN)

    @property
    def is_editable(self) -> bool:
        """Whether its text may still be changed: nobody has signed it."""
        return self.status in (ReportStatus.DRAFT, ReportStatus.SUBMITTED) and self.signature is None

    def answer(self, code: str) -> str:
        """What a person gave for an element, "" for nothing."""
        return next((one.text for one in self.answers if one.code == code), "")

    def section(self, code: str) -> ReportSection | None:
        """A section by its code (the title too), ``None`` where the report has none."""
        return next((one for one in (self.title, *self.sections) if one.code == code), None)


class ReportElement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a report of these stages has to say (``resources/catalog/report_elements.yaml``; facts file §3.3).

    Sources are ``field:<name>`` (of the incident), ``fact:<name>``, ``person:<who>``, ``work:<what>``, ``section:<code>`` (a
    section that a person wrote) or ``answer`` (given in words for this report). One of ``any_of`` is enough; all of
    ``all_of`` are needed; with both, either way will do. ``kinds`` are the incident kinds that it is asked of.
    """

    code: str
    name: Text
    stages: tuple[Stage, ...]
    basis: Basis
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("*",)
    help: Text | None = None


class Standing(StrEnum):
    """How an element of a report stands: given, said to be 正在核实, or missing."""

    GIVEN = "given"
    VERIFYING = "verifying"
    MISSING = "missing"


class ElementCheck(msgspec.Struct, frozen=True):
    """An element as it stands. ``jump`` is the source to fill in (the first that lacks)."""

    element: ReportElement
    standing: Standing
    jump: str
