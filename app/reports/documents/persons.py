"""Whom a desk knows by name: those who are masked in what leaves the room, and those who answer for it in office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.incident.model import Incident
from app.domain.record import Record
from app.domain.state import State
from app.reports.documents.masking import Mask

OFFICERS = frozenset({"duty_officer", "duty_leader", "commander", "deputy_commander"})
"""Roles of the contact book whose holders sign, order or command: they are named in full."""
_HASHES_SHOWN = (12, 16)
"""Papers show the heads of hashes in these lengths."""


def mask_of(state: State, records: Iterable[Record] = (), head_hash: str = "", people: Iterable[str] = ()) -> Mask:
    """The mask for papers of this desk: everybody known by name except officers; numbers of incidents, hashes, the telephone
    of the duty room and names of places stand as they are. ``records`` are read for callers who were corrected since, ``people``
    are others who are known by name."""
    records = tuple(records)
    return Mask({*_people(state, records), *people} - set(_officers(state, records)), _kept(state, head_hash))


def _people(state: State, records: tuple[Record, ...]) -> Iterator[str]:
    for of in state.incidents.values():
        yield of.caller.name
    for record in records:
        caller = getattr(record.entry, "caller", None)
        yield getattr(caller, "name", "")
    for call in state.calls.values():
        yield call.words.caller
    for contact in state.contacts.values():
        yield contact.name
    for unit in state.units.values():
        yield from (one.name for one in unit.crew_members)
    for facility in state.facilities.values():
        yield facility.contact
    for material in state.materials.values():
        yield material.keeper
    for stay in state.presences.values():
        yield stay.name
    for use in state.shelters.values():
        yield from (one.name for one in use.needing)
    for call_down in state.call_downs.values():
        yield from (one.name for one in call_down.persons)


def _officers(state: State, records: tuple[Record, ...]) -> Iterator[str]:
    """Who answers for what was done: on duty, in command, at the keyboard, or by signature."""
    for shift in [*(one.shift for one in state.shifts), *([state.shift] if state.shift else [])]:
        yield from (shift.leader, shift.officer)
    yield from (one.name for one in state.contacts.values() if one.role in OFFICERS)
    yield from (unit.leader for unit in state.units.values())
    yield from (record.stamp.actor for record in records)
    for of in state.incidents.values():
        yield from _signers(of)
    for report in state.situation_reports.values():
        yield report.composed_by
        if report.signature is not None:
            yield report.signature.by


def _signers(of: Incident) -> Iterator[str]:
    yield of.opened_by
    for one in of.activations:
        yield one.approved_by
        yield from (step.approved_by for step in one.history)
    if of.override is not None:
        yield of.override.by
    if of.closure is not None:
        yield from (of.closure.approved_by, of.closure.by)


def _kept(state: State, head_hash: str) -> Iterator[str]:
    yield head_hash
    yield from (one.phone for one in state.contacts.values() if one.role == "duty_officer")
    for of in state.incidents.values():
        yield from (of.number, of.place.village, of.place.grid)
        hashes = [paper.sha256 for paper in of.documents] + [one.plan_hash for one in of.activations]
        yield from (digest[:shown] for digest in hashes for shown in (*_HASHES_SHOWN, len(digest)))
