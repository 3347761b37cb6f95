"""Wishes about versions of rulebooks."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.record import Command
from app.domain.reporting.model import Rulebook


class DraftRulebook(Command, frozen=True):
    """Begin a draft: the copy of a rulebook (``based_on``: its ``id@version``) or an empty one. ``book`` carries id and version."""

    rulebook_id: str
    version: str
    book: Rulebook
    based_on: str = ""


class EditRulebook(Command, frozen=True):
    """Keep the next state of a draft, whole. ``revision`` is the one that was edited: another one in the journal is a refusal."""

    rulebook_id: str
    version: str
    revision: int
    book: Rulebook


class ReviewRulebook(Command, frozen=True):
    """The draft was reviewed (审核) and found fit to be approved."""

    rulebook_id: str
    version: str
    reviewed_by: str
    remark: str = ""


class ReturnRulebook(Command, frozen=True):
    """Send a reviewed version back to be worked on, with the reason."""

    rulebook_id: str
    version: str
    reason: str


class ApproveRulebook(Command, frozen=True):
    """The version was approved (批准): by whom, under which document number (文号), on which Beijing day (today if absent)."""

    rulebook_id: str
    version: str
    approved_by: str
    document_no: str = ""
    approved_on: date | None = None
    remark: str = ""


class EnforceRulebook(Command, frozen=True):
    """The approved version replaces the one in force, from a moment (now if absent; never one to come).

    ``use_here`` makes it the rulebook that this desk goes by, where its settings name another one.
    """

    rulebook_id: str
    version: str
    in_force_from: datetime | None = None
    use_here: bool = False


class DiscardRulebook(Command, frozen=True):
    """Nobody goes on with this draft."""

    rulebook_id: str
    version: str
    reason: str
