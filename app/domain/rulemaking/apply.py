"""What entries about versions of rulebooks make of the state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.rulemaking.entries import (
    RulebookApproved,
    RulebookDiscarded,
    RulebookDrafted,
    RulebookEdited,
    RulebookEnforced,
    RulebookReturned,
    RulebookReviewed,
)
from app.domain.rulemaking.model import BookVersion
from app.domain.state import State
from app.domain.versions import VersionStatus, step_of, version_key


def drafted(state: State, entry: RulebookDrafted, stamp: Stamp) -> State:
    """A version more, a draft."""
    version = BookVersion(
        rulebook_id=entry.rulebook_id, version=entry.version, status=VersionStatus.DRAFT, book=entry.book,
        steps=(step_of(VersionStatus.DRAFT, stamp),), based_on=entry.based_on,
    )
    return replace(state, rulebook_versions=state.rulebook_versions.set(version.key, version))


def edited(state: State, entry: RulebookEdited, stamp: Stamp) -> State:
    """The draft says something else."""
    return _version(state, entry, lambda v: replace(v, book=entry.book, revision=entry.revision))


def reviewed(state: State, entry: RulebookReviewed, stamp: Stamp) -> State:
    """Fit to be approved, by the word of whoever reviewed it."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.REVIEWED, stamp, entry.remark, entry.reviewed_by))


def returned(state: State, entry: RulebookReturned, stamp: Stamp) -> State:
    """A draft again."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.DRAFT, stamp, entry.reason))


def approved(state: State, entry: RulebookApproved, stamp: Stamp) -> State:
    """Sealed."""
    return _version(
        state, entry,
        lambda v: replace(
            _stepped(v, VersionStatus.APPROVED, stamp, entry.remark, entry.approved_by),
            hash=entry.hash, approved_by=entry.approved_by, approved_on=entry.approved_on, document_no=entry.document_no,
        ),
    )


def enforced(state: State, entry: RulebookEnforced, stamp: Stamp) -> State:
    """In force; the one before is superseded."""
    for key, old in state.rulebook_versions.items():
        if old.rulebook_id == entry.rulebook_id and old.status is VersionStatus.IN_FORCE:
            ended = _stepped(old, VersionStatus.SUPERSEDED, stamp, entry.version)
            state = replace(state, rulebook_versions=state.rulebook_versions.set(key, ended))
    return _version(
        state, entry, lambda v: replace(_stepped(v, VersionStatus.IN_FORCE, stamp), in_force_from=entry.in_force_from)
    )


def discarded(state: State, entry: RulebookDiscarded, stamp: Stamp) -> State:
    """Given up."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.DISCARDED, stamp, entry.reason))


def _stepped(version: BookVersion, status: VersionStatus, stamp: Stamp, remark: str = "", by: str = "") -> BookVersion:
    return replace(version, status=status, steps=(*version.steps, step_of(status, stamp, remark, by)))


def _version(state: State, entry: Any, change: Callable[[BookVersion], BookVersion]) -> State:
    key = version_key(entry.rulebook_id, entry.version)
    return replace(state, rulebook_versions=state.rulebook_versions.set(key, change(state.rulebook_versions[key])))
