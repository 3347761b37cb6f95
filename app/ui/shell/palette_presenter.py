"""Find anything: screens, incidents, units, people, places and plans, by text, pinyin or initials. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from app.catalog.gazetteer import ImportedNames
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.geo import Point


class Found(msgspec.Struct, frozen=True):
    """Something that can be gone to: its kind (``screen deed incident unit contact place plan``), id, words, and its point."""

    kind: str
    id: str
    title: str
    detail: str
    point: Point | None = None


More = Callable[[str], tuple[Found, ...]]
"""Finds things by the words typed."""

MOST_IMPORTED = 20
"""Imported places shown beneath the desk's own things."""


def nothing_more(_query: str) -> tuple[Found, ...]:
    """No further things."""
    return ()


def imported_places(names: ImportedNames, own: Iterable[Found], lang: str) -> More:
    """Finds the places of imported gazetteers; those that the desk has under the same name are not shown twice."""
    known = {one.title for one in own if one.kind == "place"}

    def find(query: str) -> tuple[Found, ...]:
        places = (place for _, place in names.find(query, MOST_IMPORTED + len(known)))
        found = (Found("place", one.id, one.name.of(lang), one.village, one.point) for one in places)
        return tuple(one for one in found if one.title not in known)[:MOST_IMPORTED]

    return find


def everything(
    state: State, reference: Reference, wording: Wording, lang: str, screens: Iterable[tuple[str, str]],
    deeds: Iterable[tuple[str, str]] = (),
) -> tuple[Found, ...]:
    """All that the palette searches, screens first, then what can be done from anywhere."""
    describer = Describer(reference, wording)
    found = [Found("screen", panel_id, title, "") for panel_id, title in screens]
    found += [Found("deed", deed_id, title, "") for deed_id, title in deeds]
    found += [
        Found("incident", one.id, describer.incident_title(one), one.number, one.place.point)
        for one in sorted(state.incidents.values(), key=lambda one: one.aware_at, reverse=True)
    ]
    found += [
        Found("unit", one.id, one.name.of(lang), f"{describer.unit_kind(one.kind)} {one.phone}", one.home)
        for one in state.units.values()
    ]
    found += [
        Found("contact", one.id, one.name, f"{one.organisation} {one.title} {one.phone}") for one in state.contacts.values()
    ]
    found += [
        Found("place", one.id, one.name.of(lang), one.village, one.point) for one in state.facilities.values()
    ]
    found += [Found("plan", one.id, one.title.of(lang), one.version) for one in reference.plans.values()]
    return tuple(found)


def search(
    all_found: tuple[Found, ...], query: str, matches: Callable[[str, str], bool], limit: int = 60
) -> tuple[Found, ...]:
    """The things that fit, in their order; everything up to the limit for an empty query."""
    query = query.strip()
    if not query:
        return all_found[:limit]
    return tuple(one for one in all_found if matches(query, one.title) or query in one.detail)[:limit]
