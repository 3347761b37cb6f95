"""The desk of a drill: a clone of the live one, made by commands in a journal of its own.

Taken over: profile, shift, contacts, places, stock, units (all at their bases, ready, rested), beats, the responsibility list,
the roster, the plans and rulebooks in force. Left behind: everything that happened. Nothing of the live desk is written to.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from app.desk.desk import Desk
from app.desk.drills import CONDUCTOR
from app.domain.duty.commands import FoundDesk, RegisterContacts, StartShift
from app.domain.exercise.commands import PrepareDrill, SeatParticipant
from app.domain.exercise.model import DrillLibrary
from app.domain.exercise.scenario import Scenario
from app.domain.patrol.commands import RegisterBeats
from app.domain.record import Command, Context
from app.domain.reference import Reference
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.responsibility.commands import RegisterDutyItems
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit, UnitStatus
from app.domain.versions import VersionStatus
from app.journal.port import Journal
from app.kernel.clock import Clock
from app.kernel.errors import Refusal
from app.kernel.ids import IdSource


async def open_second_desk(journal: Journal, files: Reference, clock: Clock, ids: IdSource) -> Desk:
    """The desk over a drill's journal, folded and ready. It looks things up in the same files as the live one."""
    desk = Desk(journal, files, clock, ids)
    await desk.start()
    return desk


async def prepare(desk: Desk, live: State, scenario: Scenario, seed: int, drill_id: str, context: Context = CONDUCTOR) -> None:
    """Make an empty desk that of this drill. ``Refusal`` where it is not empty or the live desk has no profile."""
    if live.profile is None:
        raise Refusal("drill_without_desk")
    await desk.execute(PrepareDrill(drill_id=drill_id, scenario=scenario, seed=seed, library=library_of(live)), context)
    for command in clone_commands(live, scenario):
        await desk.execute(command, context)


def library_of(live: State) -> DrillLibrary:
    """The plans, rulebooks and roster that hold at the live desk; drafts are nobody's to practise."""
    return DrillLibrary(
        plan_versions=tuple(one for one in live.plan_versions.values() if one.status is VersionStatus.IN_FORCE),
        plan_lives=tuple(sorted(live.plan_lives.items())),
        rulebook_versions=tuple(one for one in live.rulebook_versions.values() if one.status is VersionStatus.IN_FORCE),
        pattern=live.roster.pattern,
        slots=tuple(live.roster.slots[key] for key in sorted(live.roster.slots)),
        published=tuple(live.roster.published[key] for key in sorted(live.roster.published)),
    )


def clone_commands(live: State, scenario: Scenario) -> Iterator[Command]:
    """The commands that give an empty desk what the live one has."""
    if live.profile is None:
        raise Refusal("drill_without_desk")
    yield FoundDesk(profile=live.profile)
    if live.facilities:
        yield RegisterFacilities(facilities=tuple(live.facilities[key] for key in sorted(live.facilities)))
    if live.materials:
        yield RegisterMaterials(materials=tuple(live.materials[key] for key in sorted(live.materials)))
    if live.contacts:
        yield RegisterContacts(contacts=tuple(live.contacts[key] for key in sorted(live.contacts)))
    if live.units:
        yield RegisterUnits(units=tuple(_at_base(live.units[key]) for key in sorted(live.units)))
    if live.beats:
        yield RegisterBeats(beats=tuple(live.beats[key] for key in sorted(live.beats)), confirmed=("outside_region",))
    if live.duties and live.duty_list is not None:
        items = tuple(live.duties[key] for key in sorted(live.duties))
        yield RegisterDutyItems(items=items, name=live.duty_list.name, source=live.duty_list.source)
    if live.shift is not None:
        yield StartShift(leader=live.shift.leader, officer=live.shift.officer)
        for role, name in (("duty_officer", live.shift.officer), ("duty_leader", live.shift.leader)):
            if any(one.role == role for one in scenario.participants):
                yield SeatParticipant(role=role, name=name)


def _at_base(unit: Unit) -> Unit:
    """The unit as it is when nothing has happened."""
    return replace(
        unit, status=UnitStatus.ON_STANDBY, status_at=None, status_source="", incident_id="", dispatch_id="",
        resting_until=None, rest_reason="", history=(),
    )
