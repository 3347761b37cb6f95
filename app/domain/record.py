"""What a command carries with it, and what an entry is wrapped in."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A wish, imperative. Whether it comes true is for ``decide``."""


class PaperSlip(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where an act stood before it was typed in (补录): on a paper slip, written by hand while the desk could not be used.

    ``number`` is the one printed on the slip, 0 for paper without a number; ``row`` the line of a sheet that holds several,
    0 for a whole slip. ``at`` is when it was done, as the paper says; when it was typed stands in the record's stamp, and
    the two are never mixed. ``form`` is the blank form's code, ``writer`` who wrote it where somebody else typed it.
    """

    number: int
    at: datetime
    row: int = 0
    form: str = ""
    writer: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """A fact of the journal, past tense. Never changed, never removed; a correction is a new entry.

    ``paper``: the slip that it was caught up from; ``None`` for what was typed as it happened, and then not written down, so
    that the bytes of such an entry are what they always were.
    """

    paper: PaperSlip | None = None


class Context(msgspec.Struct, frozen=True):
    """Who wants it: the person, the seat (which machine and face), where it came from, and what caused it.

    ``origin``: panel, cli, feed, inject, packet, demo, hall (somebody in a drill at another machine). ``cause``: id of the command
    or record that led to this one.
    """

    actor: str
    seat: str = ""
    origin: str = "panel"
    cause: str = ""


class Stamp(msgspec.Struct, frozen=True):
    """What the desk adds to a context when it takes a command: the moment (aware UTC) and the command's own id.

    ``caught_up_at``: where the act comes from a slip, when it was typed; ``at`` is then when it was done (see ``acted``).
    """

    at: datetime
    command_id: str
    context: Context
    caught_up_at: datetime | None = None

    @property
    def actor(self) -> str:
        """The person behind the command."""
        return self.context.actor

    @property
    def typed_at(self) -> datetime:
        """When it was typed in, whenever it was done."""
        return self.caught_up_at or self.at

    def acted(self, paper: PaperSlip | None) -> Stamp:
        """The stamp of the act itself: the paper's moment and writer where it comes from a slip, else this one."""
        if paper is None:
            return self
        context = msgspec.structs.replace(self.context, actor=paper.writer or self.context.actor)
        return Stamp(paper.at, self.command_id, context, caught_up_at=self.at)


class Record(msgspec.Struct, frozen=True):
    """An entry in its place in the journal: gapless ``seq`` from 1, and its stamp."""

    seq: int
    stamp: Stamp
    entry: Entry

    @property
    def acted(self) -> Stamp:
        """Who did it and when: ``stamp`` is who typed it and when, which differs for what was caught up from paper."""
        return self.stamp.acted(self.entry.paper)


def incident_of(record: Record) -> str:
    """The incident that an entry is about, "" for one that is about none."""
    return str(getattr(record.entry, "incident_id", "") or "")
