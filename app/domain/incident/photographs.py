"""What wishes about photographs come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.incident.commands import AttachPhotograph, CaptionPhotograph, WithdrawPhotograph
from app.domain.incident.entries import PhotographAttached, PhotographCaptioned, PhotographWithdrawn
from app.domain.incident.model import Incident, Photograph
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.hashing import is_sha256

MOST = 200
"""Photographs that one incident takes: enough for a night, too few to fill the disk by a slip of the hand."""

CAPTION_MOST = 200
"""Characters of a caption."""

_NAME_MOST = 120


def standing(incident: Incident) -> tuple[Photograph, ...]:
    """The photographs that count, in the order in which they were attached."""
    return tuple(one for one in incident.photographs if one.stands)


def attach(command: AttachPhotograph, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A photograph; the same one is refused while it stands. A closed incident takes photographs too: they prove the past."""
    incident = state.incident(command.incident_id)
    if not is_sha256(command.sha256) or command.bytes_count <= 0:
        raise Refusal("photograph_without_bytes")
    there = standing(incident)
    same = next((one for one in there if one.sha256 == command.sha256), None)
    if same is not None:
        raise Refusal("photograph_known", {"name": same.name})
    if len(there) >= MOST:
        raise Refusal("photographs_full", {"most": MOST})
    if command.taken_at is not None:
        checks.not_in_future("taken_at", command.taken_at, stamp.at)
    attached = PhotographAttached(
        incident_id=incident.id, photograph_id=stamp.command_id, sha256=command.sha256,
        name=checks.words("name", command.name)[:_NAME_MOST], picture=command.kind, bytes_count=command.bytes_count,
        caption=_caption(command.caption), taken_at=command.taken_at,
    )
    return (attached,)


def caption(command: CaptionPhotograph, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Other words under a photograph that stands; none at all are allowed."""
    incident = state.incident(command.incident_id)
    found = _standing_one(incident, command.photograph_id)
    words = _caption(command.caption)
    if words == found.caption:
        raise Refusal("nothing_changed")
    return (PhotographCaptioned(incident_id=incident.id, photograph_id=found.id, caption=words, before=found.caption),)


def withdraw(command: WithdrawPhotograph, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A photograph counts no more."""
    incident = state.incident(command.incident_id)
    found = _standing_one(incident, command.photograph_id)
    reason = checks.words("reason", command.reason)
    return (PhotographWithdrawn(incident_id=incident.id, photograph_id=found.id, reason=reason),)


def _standing_one(incident: Incident, photograph_id: str) -> Photograph:
    found = next((one for one in standing(incident) if one.id == photograph_id), None)
    if found is None:
        raise Refusal("photograph_unknown", {"photograph": photograph_id})
    return found


def _caption(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > CAPTION_MOST:
        raise Refusal("caption_too_long", {"most": CAPTION_MOST})
    return text
