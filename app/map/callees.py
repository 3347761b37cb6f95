"""Whom to call about a piece of ground: the people behind what lies inside, each once, those over hazards first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from app.domain.calldown.model import CallPerson
from app.kernel.text import Text
from app.map.around import Around

Say = Callable[[str], str]


class _Wanted(msgspec.Struct, frozen=True):
    name: str
    phone: str
    role: str
    place: str
    households: int = 0
    people: int = 0


def callees(of: Around, say: Say, lang: str) -> tuple[CallPerson, ...]:
    """The list to be called down, in the order in which it should be called.

    One person with several duties is called once: ``about`` names them all. Households and people are those threatened
    at the hazard points that the person watches, so that no household is counted for two people. ``say`` words the
    codes ``around.role.*``.
    """
    merged: dict[tuple[str, str], list[_Wanted]] = {}
    for one in _wanted(of, lang):
        if one.name.strip():
            merged.setdefault((one.name.strip(), one.phone.strip()), []).append(one)
    separator = say("list.separator")
    return tuple(
        CallPerson(
            id=f"p{place}", name=name, phone=phone,
            about=separator.join(dict.fromkeys(f"{say(one.role)} {one.place}".strip() for one in duties)),
            households=sum(one.households for one in duties), people=sum(one.people for one in duties),
        )
        for place, ((name, phone), duties) in enumerate(merged.items(), 1)
    )


def _wanted(of: Around, lang: str) -> Iterator[_Wanted]:
    def named(text: Text) -> str:
        return text.of(lang)

    for one in of.hazards:
        yield _Wanted(one.contact, one.phone, "around.role.hazard", named(one.name), one.households, one.people)
    for one in of.settlements:
        yield _Wanted(one.contact, one.phone, "around.role.settlement", named(one.name))
    for cut in of.grids:
        yield _Wanted(cut.grid.worker, cut.grid.phone, "around.role.grid", cut.grid.name)
    for one in of.facilities:
        yield _Wanted(one.contact, one.phone, "around.role.facility", named(one.name))
    for one in of.shelters:
        yield _Wanted(one.contact, one.phone, "around.role.shelter", named(one.name))
    for stock in of.materials:
        yield _Wanted(stock.keeper, stock.phone, "around.role.material", stock.place)
    for contact in of.contacts:
        yield _Wanted(contact.name, contact.phone, "around.role.contact", contact.organisation)
