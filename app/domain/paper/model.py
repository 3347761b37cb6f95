"""Blank forms as data, the numbers that were printed on them, and what was caught up from them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.record import PaperSlip
from app.kernel.text import Text

MOST_AT_ONCE = 200
"""Slips of one form printed at once: more is a mistake of the hand, not a night without power."""

RUNS_KEPT = 1_000
"""Printings whose numbers the state still tells apart by form; the journal holds all."""


class FormField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field to be written in by hand. ``lines``: ruled lines under it; ``half``: it takes half the width; ``choices``: boxes
    to be ticked instead of words."""

    label: Text
    lines: int = 1
    half: bool = False
    choices: tuple[Text, ...] = ()
    hint: Text | None = None


class FormColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of a form's table; ``width`` counts in parts of the whole."""

    label: Text
    width: float = 1.0


class FormTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of a form: its columns, and how many numbered rows stand empty under them."""

    columns: tuple[FormColumn, ...]
    rows: int = 10
    title: Text | None = None


class SlipUse(StrEnum):
    """What a slip becomes when it is typed in: which kind of act the catch-up panel asks for."""

    INCIDENT = "incident"
    CALL = "call"
    FACT = "fact"
    REPORT = "report"
    DISPATCH = "dispatch"
    STATUS = "status"
    TASK = "task"
    NOTE = "note"
    LOG = "log"
    INSTRUCTION = "instruction"
    SHIFT = "shift"
    CALLED = "called"
    ADMITTED = "admitted"


class BlankForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form to be written on by hand (``resources/catalog/forms/<id>.yaml``).

    ``use`` is what it is caught up as; ``more`` what else may stand on it. ``fields`` come above the table, ``after`` below
    it; ``signatures`` are who signs at the foot. ``keep`` is how many go into a survival pack.
    """

    id: str
    title: Text
    purpose: Text
    use: SlipUse
    order: int = 0
    more: tuple[SlipUse, ...] = ()
    fields: tuple[FormField, ...] = ()
    table: FormTable | None = None
    after: tuple[FormField, ...] = ()
    signatures: tuple[Text, ...] = ()
    keep: int = 0


class SlipRun(msgspec.Struct, frozen=True):
    """Numbers that were printed on one form: ``count`` of them from ``first`` on."""

    form: str
    first: int
    count: int

    def holds(self, number: int) -> bool:
        """Whether the number is one of them."""
        return self.first <= number < self.first + self.count


class CaughtUp(msgspec.Struct, frozen=True):
    """An act that was typed in from paper: the slip, when it was typed and by whom, what it was (the names of its entries).

    ``id`` is that of the command: what the act made (a report, a note, a call) carries the same.
    """

    id: str
    slip: PaperSlip
    typed_at: datetime
    typed_by: str
    kinds: tuple[str, ...]
    incident_id: str = ""
