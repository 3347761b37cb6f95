"""What wishes about handing over come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.duty.entries import ShiftStarted
from app.domain.duty.model import Shift
from app.domain.handover.commands import AcceptItem, CompleteHandover, GiveUpHandover, StartHandover
from app.domain.handover.entries import HandoverCompleted, HandoverGivenUp, HandoverItemAccepted, HandoverStarted
from app.domain.handover.model import Handover
from app.domain.handover.rules import open_items
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

LONGEST_REMARK = 500
"""Letters of a remark on the sheet."""


def start(command: StartHandover, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A handover of the shift on duty; one at a time."""
    if state.shift is None:
        raise Refusal("handover_no_shift")
    if state.handover is not None:
        raise Refusal("handover_runs", {"officer": state.handover.officer})
    begun = HandoverStarted(
        handover_id=stamp.command_id, from_shift=state.shift, leader=checks.words("leader", command.leader),
        officer=checks.words("officer", command.officer), open_items=len(open_items(None, state, reference, stamp.at)),
    )
    return (begun,)


def accept(command: AcceptItem, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The relief has this matter now; only one that is open can be accepted, and only once."""
    running = _running(state)
    if command.key in running.accepted:
        raise Refusal("handover_item_accepted", {"key": command.key})
    remark = command.remark.strip()
    if len(remark) > LONGEST_REMARK:
        raise Refusal("handover_remark_too_long", {"field": "remark", "most": LONGEST_REMARK})
    for item in open_items(running, state, reference, stamp.at):
        if item.key == command.key:
            return (HandoverItemAccepted(handover_id=running.id, item=item, by=running.officer, remark=remark),)
    raise Refusal("handover_item_unknown", {"key": command.key})


def complete(command: CompleteHandover, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Everything is accepted and both have given their names: the new shift begins with the same entry of the journal."""
    running = _running(state)
    left = open_items(running, state, reference, stamp.at)
    if left:
        raise Refusal("handover_items_open", {"count": len(left)})
    handed_by, taken_by = checks.words("handed_by", command.handed_by), checks.words("taken_by", command.taken_by)
    for field, given, wanted in (
        ("handed_by", handed_by, running.from_shift.officer), ("taken_by", taken_by, running.officer),
    ):
        if given != wanted:
            raise Refusal("handover_name_wrong", {"field": field, "name": given, "wanted": wanted})
    done = HandoverCompleted(
        handover_id=running.id, handed_by=handed_by, taken_by=taken_by, items=len(running.accepted)
    )
    return done, ShiftStarted(shift=Shift(running.leader, running.officer, stamp.at), handover_id=running.id)


def give_up(command: GiveUpHandover, state: State, _: Reference, __: Stamp) -> tuple[Entry, ...]:
    """It is broken off, for a reason; what was accepted has to be accepted again."""
    running = _running(state)
    return (HandoverGivenUp(handover_id=running.id, reason=checks.words("reason", command.reason)),)


def _running(state: State) -> Handover:
    if state.handover is None:
        raise Refusal("handover_none")
    return state.handover
