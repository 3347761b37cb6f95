"""What wishes about versions of rulebooks come to."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from app.domain import checks
from app.domain.duty.entries import ProfileChanged
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.domain.reporting.soundness import book_findings
from app.domain.rulemaking.commands import (
    ApproveRulebook,
    DiscardRulebook,
    DraftRulebook,
    EditRulebook,
    EnforceRulebook,
    ReturnRulebook,
    ReviewRulebook,
)
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
from app.domain.rulemaking.rules import seal
from app.domain.soundness import field_name
from app.domain.state import State
from app.domain.versions import VERSION, VersionStatus, past_day, version_key
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

BOOK_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A rulebook's id is also the name of its folder."""

LONGEST_ID = 60

MOST_RULES = 500
"""The longest rulebook known has some forty; beyond this it is a slip or an attack."""


def draft(command: DraftRulebook, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A new draft; however unfinished, it is kept."""
    if not BOOK_ID.fullmatch(command.rulebook_id) or len(command.rulebook_id) > LONGEST_ID:
        raise Refusal("rulebook_id_shape", {"field": "id", "id": command.rulebook_id})
    if not VERSION.fullmatch(command.version):
        raise Refusal("rulebook_version_shape", {"field": "version", "version": command.version})
    shipped = reference.shipped_rulebooks.get(command.rulebook_id)
    if version_key(command.rulebook_id, command.version) in state.rulebook_versions or (
        shipped is not None and shipped.version == command.version
    ):
        raise Refusal("rulebook_version_taken", {"field": "version", "version": command.version})
    book = _kept(command.book, command.rulebook_id, command.version)
    return (
        RulebookDrafted(rulebook_id=command.rulebook_id, version=command.version, book=book, based_on=command.based_on),
    )


def edit(command: EditRulebook, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The next state of a draft, if nobody else kept another one since."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.DRAFT)
    if command.revision != version.revision:
        raise Refusal("rulebook_edited_meanwhile", {"revision": version.revision, "seen": command.revision})
    book = _kept(command.book, version.rulebook_id, version.version)
    if book == version.book:
        raise Refusal("nothing_changed")
    return (
        RulebookEdited(
            rulebook_id=version.rulebook_id, version=version.version, revision=version.revision + 1, book=book
        ),
    )


def review(command: ReviewRulebook, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A draft without faults is fit to be approved."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.DRAFT)
    reviewed_by = checks.words("reviewed_by", command.reviewed_by)
    _is_sound(version.book, reference)
    return (
        RulebookReviewed(
            rulebook_id=version.rulebook_id, version=version.version, reviewed_by=reviewed_by, remark=command.remark.strip()
        ),
    )


def send_back(command: ReturnRulebook, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A reviewed version is worked on again."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.REVIEWED)
    reason = checks.words("reason", command.reason)
    return (RulebookReturned(rulebook_id=version.rulebook_id, version=version.version, reason=reason),)


def approve(command: ApproveRulebook, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The version is sealed. What it names may have changed since the review, so it is looked at once more."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.REVIEWED)
    approved_by = checks.words("approved_by", command.approved_by)
    _is_sound(version.book, reference)
    return (
        RulebookApproved(
            rulebook_id=version.rulebook_id, version=version.version, approved_by=approved_by,
            approved_on=past_day(command.approved_on or to_local(stamp.at).date(), stamp), hash=seal(version.book),
            document_no=command.document_no.strip(), remark=command.remark.strip(),
        ),
    )


def enforce(command: EnforceRulebook, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The version is the one that deadlines go by; with ``use_here`` the desk's settings name its rulebook."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.APPROVED)
    since = checks.not_in_future("in_force_from", command.in_force_from or stamp.at, stamp.at)
    before = reference.rulebooks.get(version.rulebook_id)
    enforced = RulebookEnforced(
        rulebook_id=version.rulebook_id, version=version.version, hash=version.hash, in_force_from=since,
        supersedes=before.version if before else "",
    )
    profile = state.profile
    if not command.use_here or profile is None or profile.rulebook_id == version.rulebook_id:
        return (enforced,)
    return (enforced, ProfileChanged(profile=replace(profile, rulebook_id=version.rulebook_id)))


def discard(command: DiscardRulebook, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A draft is given up."""
    version = _at(state, command.rulebook_id, command.version, VersionStatus.DRAFT)
    reason = checks.words("reason", command.reason)
    return (RulebookDiscarded(rulebook_id=version.rulebook_id, version=version.version, reason=reason),)


def _at(state: State, rulebook_id: str, version: str, wanted: VersionStatus) -> BookVersion:
    found = state.rulebook_versions.get(version_key(rulebook_id, version))
    if found is None:
        raise Refusal("rulebook_version_unknown", {"rulebook": rulebook_id, "version": version})
    if found.status is not wanted:
        facts = {"version": version, "standing": found.status.value, "wanted": wanted.value}
        raise Refusal("rulebook_version_not_ready", facts)
    return found


def _kept(book: Rulebook, rulebook_id: str, version: str) -> Rulebook:
    """The book as it is kept: under its own name, without an approval, in the types that the journal gives back."""
    if (book.id, book.version) != (rulebook_id, version):
        raise Refusal("rulebook_draft_mismatch")
    if len(book.rules) > MOST_RULES:
        raise Refusal("rulebook_too_large", {"most": MOST_RULES})
    try:
        return msgspec.json.decode(msgspec.json.encode(replace(book, approval=None)), type=Rulebook)
    except (msgspec.MsgspecError, UnicodeError) as error:  # a number without end, half a character: written but never read again
        raise Refusal("rulebook_not_writable", {"detail": str(error)}) from error


def _is_sound(book: Rulebook, reference: Reference) -> None:
    found = list(book_findings(book, reference))
    if found:
        raise Refusal("rulebook_unsound", {"count": len(found), "where": field_name(found[0][0])})
