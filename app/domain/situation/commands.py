"""Wishes about written situation reports."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command
from app.domain.reporting.model import Channel, Stage
from app.domain.situation.model import ReportAnswer, ReportFigure


class ComposeReport(Command, frozen=True):
    """Begin a written report with the texts that the machine put together; ``incident_id`` "" for the whole area.

    ``sections`` and ``title`` are machine texts; the number, the report before it and who wrote it are the domain's.
    """

    stage: Stage
    title: str
    sections: dict[str, str]
    incident_id: str = ""
    to_roles: tuple[str, ...] = ()
    figures: tuple[ReportFigure, ...] = ()
    answers: tuple[ReportAnswer, ...] = ()
    query_id: str = ""
    question: str = ""
    supersedes: str = ""


class EditReport(Command, frozen=True):
    """A person writes: other texts for these sections (``title`` is one of them), answers to elements, recipients.

    ``revision`` is the one that was on the screen. A text set back to the machine's own is no longer an edited one.
    """

    report_id: str
    revision: int
    sections: dict[str, str] = {}
    answers: tuple[ReportAnswer, ...] = ()
    to_roles: tuple[str, ...] | None = None


class RefreshReport(Command, frozen=True):
    """The machine puts the text together anew from what is known now. What a person wrote stays, except the sections that
    are ``taken``; those that are ``kept`` are not offered again until the machine's text changes once more.

    Sections that the report does not have yet are added at the end of it.
    """

    report_id: str
    revision: int
    sections: dict[str, str]
    figures: tuple[ReportFigure, ...] = ()
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class MarkVerifying(Command, frozen=True):
    """Say of these elements that they are 正在核实, or with ``verifying`` false that they are not any more."""

    report_id: str
    elements: tuple[str, ...]
    verifying: bool = True


class SubmitReport(Command, frozen=True):
    """Put the report before the leader 送审."""

    report_id: str
    revision: int


class ReturnReport(Command, frozen=True):
    """The leader gives it back to be changed, with the reason."""

    report_id: str
    reason: str


class SignReport(Command, frozen=True):
    """The leader signs 签发. ``reason`` is asked of a report that was phoned before anybody signed (事后补签)."""

    report_id: str
    revision: int
    by: str
    post: str = ""
    reason: str = ""


class AuthoriseByPhone(Command, frozen=True):
    """A leader authorised it on the telephone: who, on what number, at what time; who records it is the actor."""

    report_id: str
    revision: int
    by: str
    phone: str
    post: str = ""
    at: datetime | None = None
    reason: str = ""


class WithdrawReport(Command, frozen=True):
    """Give a report up that was not issued, with the reason; it stays on the record."""

    report_id: str
    reason: str


class SendDeskReport(Command, frozen=True):
    """Record that a report about the whole area (daily, zero) was phoned or sent."""

    report_id: str
    channel: Channel
    to_role: str
    whom: str = ""
    phone: str = ""
    read_back: bool = False
    means: str = ""
    content: str = ""
    document_sha256: str = ""
    at: datetime | None = None
