"""What happened to versions of rulebooks."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.record import Entry
from app.domain.reporting.model import Rulebook


class RulebookDrafted(Entry, frozen=True):
    """A draft was begun."""

    rulebook_id: str
    version: str
    book: Rulebook
    based_on: str = ""


class RulebookEdited(Entry, frozen=True):
    """A draft as it stands from now on, whole; ``revision`` is its number from now on."""

    rulebook_id: str
    version: str
    revision: int
    book: Rulebook


class RulebookReviewed(Entry, frozen=True):
    """A draft was found fit to be approved."""

    rulebook_id: str
    version: str
    reviewed_by: str
    remark: str = ""


class RulebookReturned(Entry, frozen=True):
    """A reviewed version became a draft again."""

    rulebook_id: str
    version: str
    reason: str


class RulebookApproved(Entry, frozen=True):
    """A version was approved and sealed with the hash of its content."""

    rulebook_id: str
    version: str
    approved_by: str
    approved_on: date
    hash: str
    document_no: str = ""
    remark: str = ""


class RulebookEnforced(Entry, frozen=True):
    """A version came into force; ``supersedes`` is the version that was in force before ("" where there was none)."""

    rulebook_id: str
    version: str
    hash: str
    in_force_from: datetime
    supersedes: str = ""


class RulebookDiscarded(Entry, frozen=True):
    """Nobody goes on with a draft."""

    rulebook_id: str
    version: str
    reason: str
