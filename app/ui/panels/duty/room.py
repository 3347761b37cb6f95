"""What the presenters of this panel look at: one frozen picture of the desk, its catalogue, its words and the time. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from app.catalog.wording import Wording
from app.desk.composition_words import WorkWords
from app.desk.describe import Describer
from app.desk.who_picture import WhoPicture
from app.domain.duty.model import Contact
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import Position
from app.domain.words import IncidentSeverity
from app.kernel.clock import to_local

SEVERITY_TONES: Mapping[IncidentSeverity | None, str] = MappingProxyType(
    {
        IncidentSeverity.I: "alarm",
        IncidentSeverity.II: "warn",
        IncidentSeverity.III: "watch",
        IncidentSeverity.IV: "info",
        None: "muted",
    }
)
"""Tone of a grade; the word beside it says the same."""


@dataclass(frozen=True)
class Room:
    """The desk as it is now. ``positions``: last known positions by unit id. ``stale_after_s``: when one is old.
    ``who``: the proposal and the arrival times, once there is an answer."""

    state: State
    reference: Reference
    wording: Wording
    now: datetime
    positions: Mapping[str, Position] = field(default_factory=dict)
    stale_after_s: float = 900
    who: WhoPicture | None = None

    @cached_property
    def describer(self) -> Describer:
        """Sentences in the language of the room."""
        return Describer(self.reference, self.wording)

    @cached_property
    def shared(self) -> WorkWords:
        """Sentences about what several plans ask for together."""
        return WorkWords(self.describer, self.wording, self.clock)

    def say(self, code: str, **facts: object) -> str:
        """A word of the catalogue."""
        return self.wording.say(code, **facts)

    def source(self, words: str) -> str:
        """Where a figure comes from: the words as they were typed, or the channel by which the report came in."""
        code = f"caller.{words}"
        return (self.say(code) if self.wording.knows(code) else words) if words else "—"

    def contact(self, role: str) -> Contact | None:
        """Who is called first for a role: the A contact before the B one."""
        found = [one for one in self.state.contacts.values() if one.role == role]
        return min(found, key=lambda one: (one.a_b, one.id), default=None)

    def contact_line(self, role: str) -> str:
        """The role's name with its person and number, as far as they are known."""
        name, known = self.describer.role(role), self.contact(role)
        return f"{name} · {known.name} {known.phone}".rstrip() if known else name

    def clock(self, at: datetime) -> str:
        """``02:55`` today, with the date on another day (Beijing time)."""
        local, today = to_local(at), to_local(self.now)
        return local.strftime("%H:%M" if local.date() == today.date() else "%m-%d %H:%M")
