"""Several commands as one: tried in thought first, so that a later one that is refused leaves nothing half done."""

from __future__ import annotations

from collections.abc import Sequence

from app.desk.desk import Desk
from app.domain.apply import fold
from app.domain.decide import decide
from app.domain.record import Command, Context, Record, Stamp
from app.domain.reference import Reference
from app.domain.state import State


def rehearse(commands: Sequence[Command], state: State, reference: Reference, stamp: Stamp) -> State:
    """The state after all of them, none of them written. ``Refusal`` where one would be refused."""
    for command in commands:
        entries = decide(command, state, reference, stamp)
        state = fold((Record(state.seq + 1 + place, stamp, entry) for place, entry in enumerate(entries)), state)
    return state


async def execute_all(desk: Desk, commands: Sequence[Command], context: Context) -> tuple[Record, ...]:
    """Execute all of them in order, after a rehearsal; ``Refusal`` before the first is written where any would be refused.

    Another seat that writes between them may still have one refused: then those before it stand, and it is said.
    """
    rehearse(commands, desk.state, desk.reference, Stamp(desk.clock.now(), "rehearsal", context))
    records: list[Record] = []
    for command in commands:
        records += await desk.execute(command, context)
    return tuple(records)
