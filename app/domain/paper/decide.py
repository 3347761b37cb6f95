"""What wishes about slips come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.paper.commands import CatchUp, IssueSlips
from app.domain.paper.entries import SlipsIssued
from app.domain.paper.model import MOST_AT_ONCE, SlipRun
from app.domain.paper.rules import form_of, uses_of, was_printed
from app.domain.record import Entry, PaperSlip, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal


def issue(command: IssueSlips, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """The next free numbers, form by form in the order that was asked for."""
    first, runs = state.next_slip, []
    for form, count in command.wanted:
        if form not in reference.forms:
            raise Refusal("form_unknown", {"form": form})
        if not 0 < count <= MOST_AT_ONCE:
            raise Refusal("slips_count_wrong", {"count": count, "most": MOST_AT_ONCE})
        runs.append(SlipRun(form, first, count))
        first += count
    if not runs:
        raise Refusal("nothing_changed")
    return (SlipsIssued(runs=tuple(runs), purpose=command.purpose),)


def sound_slip(command: CatchUp, state: State, stamp: Stamp) -> PaperSlip:
    """The slip with its form; ``Refusal`` where its time cannot be, or a question about its number is open."""
    slip = command.slip
    if slip.number < 0 or slip.row < 0:
        raise Refusal("slip_number_wrong", {"slip": slip.number})
    checks.not_in_future("paper_at", slip.at, stamp.at)
    if slip.at > stamp.at:  # two clocks may differ by a little, but nobody types what is not yet written
        raise Refusal("paper_after_typing", {"at": slip.at, "typed_at": stamp.at})
    if state.founded_at is not None and slip.at < state.founded_at:
        raise Refusal("paper_before_desk", {"at": slip.at, "founded_at": state.founded_at})
    if slip.number and not was_printed(state, slip.number) and "slip_not_printed" not in command.confirmed:
        raise Refusal("slip_not_printed", {"slip": slip.number, "next": state.next_slip})
    earlier = uses_of(state, slip)
    if earlier and "slip_used" not in command.confirmed:
        last = earlier[-1]
        incident = state.incidents.get(last.incident_id)
        raise Refusal(
            "slip_used",
            {
                "slip": slip.number, "at": last.slip.at, "typed_at": last.typed_at, "by": last.typed_by, "kind": last.kinds[0],
                "incident": incident.number if incident is not None else "",
            },
        )
    return PaperSlip(slip.number, slip.at, slip.row, slip.form or form_of(state, slip.number), slip.writer.strip())
