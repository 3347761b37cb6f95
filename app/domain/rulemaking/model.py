"""Versions of rulebooks."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from app.domain.reporting.model import Rulebook
from app.domain.versions import VersionStatus, VersionStep, version_key


class BookVersion(msgspec.Struct, frozen=True):
    """A version of a rulebook that was made at this desk.

    ``revision`` counts the times that the draft was kept, from one: who edits says which one was in sight. ``based_on``:
    ``id@version`` it started from ("" for an empty one). ``hash``: seal of the book, set at approval. ``in_force_from``: since
    when the desk goes by it.
    """

    rulebook_id: str
    version: str
    status: VersionStatus
    book: Rulebook
    steps: tuple[VersionStep, ...]
    revision: int = 1
    based_on: str = ""
    hash: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    document_no: str = ""
    in_force_from: datetime | None = None

    @property
    def key(self) -> str:
        """Its name over all rulebooks."""
        return version_key(self.rulebook_id, self.version)
