"""What the duty room shows: the shift, the warnings, the contact book; and the commands that its forms make. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec

from app.catalog.kinds import TIERS
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.duty_roster import RosterWords
from app.domain.duty.commands import RecordWarning, RegisterContacts
from app.domain.duty.model import Contact, Warning
from app.domain.reference import Reference
from app.domain.roster.decide import pattern_of
from app.domain.roster.rules import due_turn, next_turn
from app.domain.state import State
from app.domain.words import ORDER, AlertLevel

TONES: Mapping[AlertLevel, str] = MappingProxyType(
    {AlertLevel.RED: "alarm", AlertLevel.ORANGE: "warn", AlertLevel.YELLOW: "watch", AlertLevel.BLUE: "info"}
)
WARNING_KINDS = (
    "rainstorm", "typhoon", "flood", "geological", "forest_fire", "heat", "cold", "snow", "wind", "fog", "ice", "hail",
)
"""Kinds of warning (worded under ``warning_kind.<code>``)."""



class ContactRow(msgspec.Struct, frozen=True):
    """A contact as the book shows it; ``order`` sorts by tier and role as the catalogue lists them."""

    id: str
    contact: Contact
    role: str
    tier: str
    order: tuple[int, int, str]


class WarningRow(msgspec.Struct, frozen=True):
    """A warning: what it is in one line, since when, and whether it is in force."""

    id: str
    title: str
    tone: str
    warning: Warning


class ContactsPresenter:
    """Words and rows in one language."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        self._reference, self._wording = reference, wording
        self._roles = {code: place for place, code in enumerate(reference.roles)}

    def rows(self, state: State) -> tuple[ContactRow, ...]:
        """The contact book in the order of tiers and roles, A before B."""
        rows = [self._row(contact) for contact in state.contacts.values()]
        return tuple(sorted(rows, key=lambda row: (row.order, row.id)))

    def in_force(self, state: State) -> tuple[WarningRow, ...]:
        """The warnings in force, the highest first, then the newest."""
        open_ones = [self._warning(one) for one in state.warnings.values() if one.lifted_at is None]
        rank = ORDER["alert"].index
        return tuple(
            sorted(open_ones, key=lambda row: (-rank(row.warning.level), -row.warning.received_at.timestamp(), row.id))
        )

    def lifted(self, state: State, most: int = 5) -> tuple[WarningRow, ...]:
        """The last warnings that were lifted, the newest first."""
        past = [self._warning(one) for one in state.warnings.values() if one.lifted_at is not None]
        return tuple(sorted(past, key=lambda row: _lifted_at(row.warning), reverse=True)[:most])

    def people(self, state: State, *roles: str) -> tuple[str, ...]:
        """Names that may be on duty: those with these roles first, then everybody of the township."""
        book = sorted(state.contacts.values(), key=lambda one: (one.a_b, one.id))
        chosen = [one.name for role in roles for one in book if one.role == role]
        others = [one.name for one in book if one.tier == "township"]
        return tuple(dict.fromkeys((*chosen, *others)))

    def rostered(self, state: State, now: datetime) -> dict[str, str]:
        """Who takes over at this moment by the duty roster, as values of the shift form; only the posts that somebody holds."""
        due = due_turn(state.roster, pattern_of(state, self._reference), now)
        if due is None:
            return {}
        leader = due.leader.name if due.leader is not None else ""
        found = {"leader": leader, "officer": due.officers[0].name if due.officers else ""}
        return {key: name for key, name in found.items() if name}

    def next_shift(self, state: State, now: datetime) -> str:
        """The next shift by the duty roster in one line; "" where nobody is planned for it."""
        words = RosterWords(state, Describer(self._reference, self._wording))
        coming = next_turn(state.roster, words.pattern, now)
        return words.turn(coming) if coming is not None and (coming.leader is not None or coming.officers) else ""

    def phone_of(self, name: str, state: State) -> str:
        """The number of a person in the book, if there is exactly one of that name."""
        found = [one.phone for one in state.contacts.values() if one.name == name]
        return found[0] if len(found) == 1 else ""

    def roles(self) -> tuple[tuple[str, str], ...]:
        """All roles with their names."""
        return tuple((code, self._wording.text(role.name)) for code, role in self._reference.roles.items())

    def tiers(self) -> tuple[tuple[str, str], ...]:
        """All tiers with their names."""
        return tuple((code, self._wording.say(f"tier.{code}")) for code in TIERS)

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of warning with their names."""
        return tuple((code, self._wording.say(f"warning_kind.{code}")) for code in WARNING_KINDS)

    def levels(self) -> tuple[tuple[AlertLevel, str], ...]:
        """The colours of warnings, red first."""
        return tuple((AlertLevel(code), self._wording.say(f"alert.{code}")) for code in reversed(ORDER["alert"]))

    def _row(self, contact: Contact) -> ContactRow:
        role = self._reference.roles.get(contact.role)
        tier = TIERS.index(contact.tier) if contact.tier in TIERS else len(TIERS)
        township_first = (tier - 1) % (len(TIERS) + 1)
        return ContactRow(
            id=contact.id, contact=contact, role=self._wording.text(role.name) if role else contact.role,
            tier=self._wording.say(f"tier.{contact.tier}") if contact.tier in TIERS else contact.tier,
            order=(township_first, self._roles.get(contact.role, len(self._roles)), contact.a_b),
        )

    def _warning(self, warning: Warning) -> WarningRow:
        say = self._wording.say
        kind = f"warning_kind.{warning.kind}"
        name = say(kind) if self._wording.knows(kind) else warning.kind
        title = say("duty_room.warning", kind=name, level=say(f"alert.{warning.level}"))
        return WarningRow(warning.id, title, TONES[warning.level], warning)


def record_warning(values: Mapping[str, Any]) -> RecordWarning:
    """The command of the warning form."""
    return RecordWarning(
        kind=values.get("kind") or "", level=values.get("level") or AlertLevel.BLUE, text=values.get("text") or "",
        issued_by=values.get("issued_by") or "", identifier=values.get("identifier") or "",
    )


def register_contact(values: Mapping[str, Any], contact_id: str) -> RegisterContacts:
    """The command of the contact form, for a new id or a known one."""
    contact = Contact(
        id=contact_id, name=values.get("name") or "", role=values.get("role") or "", phone=values.get("phone") or "",
        title=values.get("title") or "", organisation=values.get("organisation") or "", a_b=values.get("a_b") or "A",
        tier=values.get("tier") or "township",
    )
    return RegisterContacts(contacts=(contact,))


def _lifted_at(warning: Warning) -> datetime:
    return warning.lifted_at or warning.received_at
