"""What a command carries with it, and what an entry is wrapped in."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A wish, imperative. Whether it comes true is for ``decide``."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """A fact of the journal, past tense. Never changed, never removed; a correction is a new entry."""


class Context(msgspec.Struct, frozen=True):
    """Who wants it: the person, the seat (which machine and face), where it came from, and what caused it.

    ``origin``: panel, cli, feed, inject, packet, demo. ``cause``: id of the command or record that led to this one.
    """

    actor: str
    seat: str = ""
    origin: str = "panel"
    cause: str = ""


class Stamp(msgspec.Struct, frozen=True):
    """What the desk adds to a context when it takes a command: the moment (aware UTC) and the command's own id."""

    at: datetime
    command_id: str
    context: Context

    @property
    def actor(self) -> str:
        """The person behind the command."""
        return self.context.actor


class Record(msgspec.Struct, frozen=True):
    """An entry in its place in the journal: gapless ``seq`` from 1, and its stamp."""

    seq: int
    stamp: Stamp
    entry: Entry
