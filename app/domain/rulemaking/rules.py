"""Which rulebooks are in force, what a copy and an empty one begin with, and the seal of a version. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from app.domain.basis import Basis
from app.domain.reporting.model import Approval, Rulebook
from app.domain.rulemaking.model import BookVersion
from app.domain.versions import VersionStatus, version_key
from app.domain.words import RuleStatus
from app.kernel.clock import to_local
from app.kernel.text import Text

_ENCODER = msgspec.json.Encoder(order="sorted")


def seal(book: Rulebook) -> str:
    """SHA-256 (hex) of what the book says; its approval is told by the entry, not by the book."""
    return hashlib.sha256(_ENCODER.encode(replace(book, approval=None))).hexdigest()


def rulebooks_in_force(shipped: Mapping[str, Rulebook], versions: Iterable[BookVersion]) -> dict[str, Rulebook]:
    """The rulebooks that deadlines go by: the files' own, replaced or joined by the versions put in force here."""
    books = dict(shipped)
    books |= {one.rulebook_id: in_force(one) for one in versions if one.status is VersionStatus.IN_FORCE}
    return books


def in_force(version: BookVersion) -> Rulebook:
    """The book of a version with who approved it, under which number, and from which Beijing day it counts."""
    if version.approved_on is None:
        return version.book
    since = to_local(version.in_force_from).date() if version.in_force_from else None
    return replace(version.book, approval=Approval(version.approved_by, version.approved_on, version.document_no, since))


def copied(book: Rulebook, rulebook_id: str, version: str) -> Rulebook:
    """The book as the start of a draft under this id and version; who approved it is for the new one to say."""
    return replace(book, id=rulebook_id, version=version, approval=None, based_on=version_key(book.id, book.version))


def empty(rulebook_id: str, version: str, title: Text, jurisdiction: Text, tier: str) -> Rulebook:
    """A rulebook without rules; until somebody names its document it is a suggestion."""
    return Rulebook(
        id=rulebook_id, title=title, jurisdiction=jurisdiction, tier=tier, version=version,
        basis=Basis(title.zh, status=RuleStatus.SUGGESTED), rules=(),
    )
