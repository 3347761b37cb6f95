"""Which numbers are free, what a slip was used for, which acts can be caught up. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.paper.model import CaughtUp
from app.domain.record import PaperSlip, Record
from app.domain.state import State


def form_of(state: State, number: int) -> str:
    """The form that this number was printed on, "" where it is none of this desk's (or of a printing long ago)."""
    return next((run.form for run in reversed(state.slip_runs) if run.holds(number)), "")


def was_printed(state: State, number: int) -> bool:
    """Whether the number left this desk on a form."""
    return 0 < number < state.next_slip


def uses_of(state: State, slip: PaperSlip) -> tuple[CaughtUp, ...]:
    """What this slip (this row of it) was caught up as already, in the order of typing; paper without a number has none."""
    if not slip.number:
        return ()
    found = [one for one in state.caught_up.values() if (one.slip.number, one.slip.row) == (slip.number, slip.row)]
    return tuple(sorted(found, key=lambda one: one.id))


def as_done(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records in the order in which things were done: what was caught up stands where the paper puts it.

    Without paper their order is the journal's, whatever the wall clock did.
    """
    found = tuple(records)
    if all(one.entry.paper is None for one in found):
        return found
    return tuple(sorted(found, key=lambda one: (one.acted.at, one.seq)))
