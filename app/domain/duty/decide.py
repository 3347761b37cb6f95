"""What wishes about the desk itself come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.duty.commands import (
    ChangeProfile,
    FoundDesk,
    LiftWarning,
    RecordWarning,
    RegisterContacts,
    StartShift,
)
from app.domain.duty.entries import (
    ContactsRegistered,
    DeskFounded,
    ProfileChanged,
    ShiftStarted,
    WarningLifted,
    WarningReceived,
)
from app.domain.duty.model import DeskProfile, Shift, Warning
from app.domain.duty.rules import is_warning_identifier
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal


def found(command: FoundDesk, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The journal gets its owner, once."""
    if state.profile is not None:
        raise Refusal("desk_already_founded", {"desk": state.profile.name.zh})
    return (DeskFounded(profile=_checked(command.profile, reference)),)


def change_profile(command: ChangeProfile, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The profile changes; the journal keeps the old one."""
    if command.profile == state.profile:
        raise Refusal("nothing_changed")
    return (ProfileChanged(profile=_checked(command.profile, reference)),)


def start_shift(command: StartShift, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A shift takes over now; where one is on duty only for a reason: otherwise it has to be handed over."""
    leader = checks.words("leader", command.leader)
    officer = checks.words("officer", command.officer)
    reason = command.reason.strip()
    if state.shift is not None and not reason:
        raise Refusal("handover_needed", {"officer": state.shift.officer})
    return (ShiftStarted(shift=Shift(leader, officer, stamp.at), without_handover=reason if state.shift else ""),)


def register_contacts(command: RegisterContacts, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """People who can be called."""
    if not command.contacts:
        raise Refusal("nothing_changed")
    for contact in command.contacts:
        checks.words("contact_id", contact.id)
        checks.words("contact_name", contact.name)
        if contact.role not in reference.roles:
            raise Refusal("role_unknown", {"role": contact.role})
    return (ContactsRegistered(contacts=command.contacts),)


def record_warning(command: RecordWarning, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A warning received from whoever may issue it; an identifier that cannot be one is a slip of the hand."""
    identifier = command.identifier.strip()
    if identifier and not is_warning_identifier(identifier):
        raise Refusal("warning_identifier_wrong", {"field": "identifier", "identifier": identifier})
    warning = Warning(
        id=stamp.command_id, kind=checks.words("warning_kind", command.kind), level=command.level,
        text=command.text.strip(), issued_by=checks.words("issued_by", command.issued_by), received_at=stamp.at,
        identifier=identifier,
    )
    return (WarningReceived(warning=warning),)


def lift_warning(command: LiftWarning, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A warning lifted by its issuer."""
    warning = state.warnings.get(command.warning_id)
    if warning is None or warning.lifted_at is not None:
        raise Refusal("warning_unknown", {"warning": command.warning_id})
    return (WarningLifted(warning_id=warning.id),)


def _checked(profile: DeskProfile, reference: Reference) -> DeskProfile:
    checks.words("desk_name", profile.name.zh)
    checks.words("superior", profile.superior.zh)
    if profile.rulebook_id not in reference.rulebooks:
        raise Refusal("rulebook_unknown", {"rulebook": profile.rulebook_id})
    checks.point(profile.centre, None, ())
    return profile
