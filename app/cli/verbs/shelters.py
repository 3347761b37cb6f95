"""``shelters``: which are open, how much room is left, who is let in and who leaves."""

from __future__ import annotations

from typing import Any

from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.record import Command
from app.domain.resource.model import Facility, FacilityCategory
from app.domain.shelter.commands import Admit, CloseShelter, Leave, OpenShelter
from app.domain.shelter.model import Need, Sheltered
from app.domain.shelter.rules import room_left, use_of
from app.domain.state import State
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("shelters")
    listing = family.verb("list", list_shelters)
    listing.add_argument("--open", action="store_true", help=say("cli.help.only_open"))
    opening = family.verb("open", open_shelter)
    opening.add_argument("shelter", metavar="S", help=say("cli.help.shelter"))
    opening.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    opening.add_argument("--note", default="", metavar="TEXT", help=say("cli.help.note"))
    tree.actor(opening)
    closing = family.verb("close", close_shelter)
    closing.add_argument("shelter", metavar="S", help=say("cli.help.shelter"))
    closing.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.help.reason"))
    tree.actor(closing)
    admitting = family.verb("admit", admit)
    admitting.add_argument("shelter", metavar="S", help=say("cli.help.shelter"))
    admitting.add_argument("count", type=int, metavar="N", help=say("cli.help.people_count"))
    admitting.add_argument("--from", dest="from_place", default="", metavar="TEXT", help=say("cli.help.from_place"))
    admitting.add_argument("--needs", action="append", default=[], metavar="NAME:NEED", help=say("cli.help.needs"))
    admitting.add_argument("--over-capacity", action="store_true", help=say("cli.help.over_capacity"))
    tree.actor(admitting)
    leaving = family.verb("leave", leave)
    leaving.add_argument("shelter", metavar="S", help=say("cli.help.shelter"))
    leaving.add_argument("count", type=int, metavar="N", help=say("cli.help.people_count"))
    leaving.add_argument("--to", dest="to_place", default="", metavar="TEXT", help=say("cli.help.to_place"))
    leaving.add_argument("--name", action="append", default=[], metavar="NAME", help=say("cli.help.leaving_names"))
    tree.actor(leaving)


def shelter_of(text: str, state: State) -> Facility:
    """The shelter with this id or name; ``Refusal("shelter_unknown")`` where there is none or more than one."""
    plain = text.strip()
    every = [one for one in state.facilities.values() if one.category is FacilityCategory.SHELTER]
    found = [one for one in every if plain and plain in (one.id, one.name.zh, one.name.en)]
    if len(found) != 1:
        raise Refusal("shelter_unknown", {"shelter": text})
    return found[0]


async def list_shelters(session: Session) -> int:
    """List the shelters, those in use first."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        places = [one for one in state.facilities.values() if one.category is FacilityCategory.SHELTER]
        rows = [_row(one, state, session) for one in places]
        rows = [row for row in rows if row["open"] or not session.arguments.open]
        rows.sort(key=lambda row: (not row["open"], row["id"]))
        lines = table(
            (r["id"], r["name"], r["state_name"], f"{r['occupied']}/{r['capacity']}", r["contact"], r["phone"]) for r in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.shelters.none")])
    return 0


async def open_shelter(session: Session) -> int:
    """Open a shelter."""
    arguments = session.arguments
    return await _do(
        session, lambda place: OpenShelter(facility_id=place, incident_id=arguments.incident, note=arguments.note)
    )


async def close_shelter(session: Session) -> int:
    """Close a shelter that nobody is in."""
    return await _do(session, lambda place: CloseShelter(facility_id=place, reason=session.arguments.reason))


async def admit(session: Session) -> int:
    """Let people in."""
    arguments = session.arguments
    needing = tuple(_needing(text) for text in arguments.needs)
    confirmed = ("over_capacity",) if arguments.over_capacity else ()
    return await _do(
        session,
        lambda place: Admit(
            facility_id=place, count=arguments.count, from_place=arguments.from_place, needing=needing, confirmed=confirmed
        ),
    )


async def leave(session: Session) -> int:
    """People leave."""
    arguments = session.arguments
    return await _do(
        session,
        lambda place: Leave(
            facility_id=place, count=arguments.count, to_place=arguments.to_place, names=tuple(arguments.name)
        ),
    )


async def _do(session: Session, make: Any) -> int:
    async with session.desk() as workspace:
        desk = workspace.desk
        place = shelter_of(session.arguments.shelter, desk.state)
        command: Command = make(place.id)
        records = await desk.execute(command, session.context())
        lines = [session.describer.record(one, desk.state) for one in records]
        session.out.answer(_row(place, desk.state, session), lines)
    return 0


def _needing(text: str) -> Sheltered:
    name, _, need = text.replace("：", ":").partition(":")
    plain = need.strip() or Need.OTHER.value
    if plain not in list(Need):
        raise Refusal("need_unknown", {"need": plain, "choices": ", ".join(Need)})
    return Sheltered(name.strip(), Need(plain))


def _row(place: Facility, state: State, session: Session) -> dict[str, Any]:
    use = use_of(state, place.id)
    left = room_left(place, use)
    code = "closed" if not use.is_open else "over" if left < 0 else "full" if left == 0 else "open"
    return {
        "id": place.id, "name": session.wording.text(place.name), "open": use.is_open, "opened_at": iso(use.opened_at),
        "capacity": place.capacity, "occupied": use.occupied, "room_left": left, "state": code,
        "state_name": session.wording.say(f"shelter_state.{code}"), "contact": place.contact, "phone": place.phone,
        "needing": [{"name": one.name, "need": one.need.value, "note": one.note} for one in use.needing],
    }
