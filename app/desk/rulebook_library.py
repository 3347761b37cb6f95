"""Every version of every rulebook at this desk: those of the files and those made here."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.desk.plan_library import Shelf
from app.domain.reporting.model import Rulebook
from app.domain.rulemaking.model import BookVersion
from app.domain.rulemaking.rules import in_force
from app.domain.versions import VersionStatus, next_free, version_key
from app.kernel.errors import Refusal


class ListedBook(msgspec.Struct, frozen=True):
    """A version with where it came from: ``shipped`` ones are files (the program's or the desk's own folder)."""

    version: BookVersion
    shipped: bool = False

    @property
    def book(self) -> Rulebook:
        """The book as it is shown: with its approval, once it has one."""
        return self.version.book if self.shipped else in_force(self.version)


class RulebookLibrary:
    """Looks versions up; it holds nothing of its own, so it is never stale."""

    def __init__(self, shelf: Shelf) -> None:
        self._desk = shelf

    def all(self) -> tuple[ListedBook, ...]:
        """Every version: those made here, the newest first, then those of the files in their order."""
        made = sorted(self._desk.state.rulebook_versions.values(), key=lambda one: one.steps[0].at, reverse=True)
        return (*(ListedBook(one) for one in made), *self._shipped())

    def versions(self, rulebook_id: str) -> tuple[ListedBook, ...]:
        """The versions of one rulebook, in the same order."""
        return tuple(one for one in self.all() if one.version.rulebook_id == rulebook_id)

    def find(self, rulebook_id: str, version: str = "") -> ListedBook:
        """One version; without a name the one in force. ``Refusal`` where there is none."""
        of_book = self.versions(rulebook_id)
        if not of_book:
            raise Refusal("rulebook_unknown", {"rulebook": rulebook_id})
        if not version:
            return next((one for one in of_book if one.version.status is VersionStatus.IN_FORCE), of_book[0])
        found = next((one for one in of_book if one.version.version == version), None)
        if found is None:
            raise Refusal("rulebook_version_unknown", {"rulebook": rulebook_id, "version": version})
        return found

    def in_force(self, rulebook_id: str) -> Rulebook:
        """The rulebook that deadlines go by under this id; ``Refusal("rulebook_unknown")`` where there is none."""
        book = self._desk.reference.rulebooks.get(rulebook_id)
        if book is None:
            raise Refusal("rulebook_unknown", {"rulebook": rulebook_id})
        return book

    def next_version(self, rulebook_id: str, year: int) -> str:
        """A number for the next draft that is still free: the first of the year for a new book, else the one after the last."""
        taken = [one.version.version for one in self.versions(rulebook_id)]
        return next_free(taken) if taken else f"{year}.1"

    def _shipped(self) -> Iterator[ListedBook]:
        reference = self._desk.reference
        replaced = {
            one.rulebook_id for one in self._desk.state.rulebook_versions.values() if one.status is VersionStatus.IN_FORCE
        }
        for book in (reference.shipped_rulebooks or reference.rulebooks).values():
            status = VersionStatus.SUPERSEDED if book.id in replaced else VersionStatus.IN_FORCE
            version = BookVersion(
                rulebook_id=book.id, version=book.version, status=status, book=book, steps=(), based_on=book.based_on
            )
            yield ListedBook(version, shipped=True)


def name_of(version: BookVersion) -> str:
    """``id@version``."""
    return version_key(version.rulebook_id, version.version)
