"""What happened to the desk itself."""

from __future__ import annotations

from app.domain.duty.model import Contact, DeskProfile, Shift, Warning
from app.domain.record import Entry


class DeskFounded(Entry, frozen=True):
    """The journal belongs to this duty room from here on."""

    profile: DeskProfile


class ProfileChanged(Entry, frozen=True):
    """The desk's profile changed."""

    profile: DeskProfile


class ShiftStarted(Entry, frozen=True):
    """A shift took over: after ``handover_id``, or without a handover for the reason ``without_handover`` (journals of
    before 0.3 say neither)."""

    shift: Shift
    handover_id: str = ""
    without_handover: str = ""


class ContactsRegistered(Entry, frozen=True):
    """People were entered or changed."""

    contacts: tuple[Contact, ...]


class WarningReceived(Entry, frozen=True):
    """A warning came in."""

    warning: Warning


class WarningLifted(Entry, frozen=True):
    """A warning was lifted."""

    warning_id: str
