"""The evacuation areas of an incident → who has to leave: groups and hazard points inside, and persons on call-down lists. Pure.

The desk keeps no register of households (that is the village's, and personal data): a place is printed with its number of
households and as many empty lines to write them in; persons are named where a call-down list of the incident names them, with
what became of the call. Without a drawn area the radius of the plan that runs is taken, else the village of the incident; the
sheet says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from app.domain.calldown.model import Call, CallPerson, CallResult
from app.domain.calldown.rules import latest
from app.domain.drawing.inside import holds
from app.domain.drawing.model import DrawingKind
from app.domain.drawing.rules import standing
from app.domain.plan.model import Activation
from app.domain.resource.model import Facility, FacilityCategory
from app.domain.shelter.rules import room_left, use_of
from app.kernel.geo import Point, distance_m
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

ID = "evacuation_list"

BLANK_MOST = 12
"""Empty lines for a place at most: more are written on a second sheet, and the list says so."""
_BLANK_LEAST = 3
_PLACES_MOST = 400
_NAME_MOST = 16
_CELL_MOST = 40
_SHELTERS_MOST = 3


class Row(msgspec.Struct, frozen=True):
    """A line: number ("" in a line to be filled), place, person, telephone, households and people, need, and whether (when) the
    person was reached."""

    number: str = ""
    place: str = ""
    person: str = ""
    phone: str = ""
    count: str = ""
    need: str = ""
    reached: str = ""
    is_place: bool = False


class Village(msgspec.Struct, frozen=True):
    """A village: its heading, who answers for it, where its people go, its lines."""

    heading: str
    responsible: str
    shelters: str
    rows: tuple[Row, ...]


class EvacuationList(msgspec.Struct, frozen=True):
    """The list. ``basis`` says by what it was put together, ``masked`` that names are hidden ("" where they are not)."""

    title: str
    subject: str
    lead: tuple[str, ...]
    basis: str
    masked: str
    heads: tuple[str, ...]
    villages: tuple[Village, ...]
    empty: str
    signatures: tuple[str, ...]
    notes: tuple[str, ...]


def content(given: DocumentInput) -> EvacuationList:
    """The list of an incident as it stands."""
    return _Maker(given).made()


class _Maker:
    def __init__(self, given: DocumentInput) -> None:
        self._given = given
        self._words = Phrases(given)
        self._of = given.incident
        self._say = given.wording

    def made(self) -> EvacuationList:
        words, given = self._words, self._given
        within, basis = self._area()
        places = self._places(within)
        persons = self._persons()
        villages = tuple(
            self._village(name, [one for one in places if one.village == name], [one for one in persons if one[0] == name])
            for name in sorted({*(one.village for one in places), *(name for name, _, _ in persons)})
        )
        settled = [one for one in places if one.category is FacilityCategory.SETTLEMENT]
        hazards = [one for one in places if one.category is FacilityCategory.HAZARD]
        return EvacuationList(
            title=words.paper("evacuation.title"),
            subject=words.clip(given.describer.incident_title(self._of), _CELL_MOST),
            lead=(
                words.paper(
                    "evacuation.lead", number=self._of.number, at=words.moment(given.now), area=words.clip(given.place, _NAME_MOST),
                    leader=words.clip(given.state.shift.leader, _NAME_MOST) if given.state.shift else words.checking,
                ),
                words.paper(
                    "evacuation.totals", villages=len(villages), households=sum(one.households for one in settled),
                    people=sum(one.people for one in settled), hazards=len(hazards),
                    threatened=sum(one.people for one in hazards),
                ),
                Story(given).coordinates(),
            ),
            basis=basis,
            masked=words.paper("evacuation.masked") if self._is_masked() else "",
            heads=tuple(
                words.paper(f"evacuation.head.{code}") for code in
                ("number", "place", "person", "phone", "count", "need", "called", "moved", "settled", "time", "signed")
            ),
            villages=villages,
            empty=words.paper("evacuation.empty"),
            signatures=tuple(words.paper(f"evacuation.sign.{who}") for who in ("village", "grid", "township")),
            notes=tuple(words.paper(f"evacuation.note.{number}") for number in (1, 2, 3)),
        )

    def _is_masked(self) -> bool:
        """Names of persons would be hidden in this copy."""
        return not self._given.unmasked

    # --- where ---

    def _area(self) -> tuple[Callable[[Facility], bool], str]:
        """What lies inside, and by what that was decided."""
        drawn = [
            one for one in standing(self._given.state, DrawingKind.EVACUATION_AREA) if one.incident_id == self._of.id
        ]
        if drawn:
            titles = self._words.join(dict.fromkeys(one.title for one in drawn if one.title)) or self._of.place.words
            said = self._words.paper("evacuation.by_drawing", count=len(drawn), titles=self._words.clip(titles, _CELL_MOST))
            return lambda place: any(holds(one.shape, place.point) for one in drawn), said
        point, radius, plan = self._of.place.point, 0, ""
        for running in self._running():
            known = self._given.reference.plans.get(running.plan_id)
            if known is not None and known.evacuate.radius_m > radius:
                radius, plan = known.evacuate.radius_m, self._say.text(known.title)
        if point is not None and radius:
            return (
                lambda place: distance_m(point, place.point) <= radius,
                self._words.paper("evacuation.by_plan", plan=plan, radius=radius),
            )
        village = self._of.place.village
        return (
            lambda place: bool(village) and place.village == village,
            self._words.paper("evacuation.by_village", village=village or self._words.checking),
        )

    def _running(self) -> Iterable[Activation]:
        return (one for one in self._of.activations if one.is_running)

    def _places(self, within: Callable[[Facility], bool]) -> list[Facility]:
        """Groups (a village as a whole only where none of its groups is known) and hazard points inside, by village and name."""
        every = self._given.state.facilities.values()
        grouped = {one.village for one in every if one.category is FacilityCategory.SETTLEMENT and one.kind != "village"}
        found = [
            one for one in every
            if (
                one.category is FacilityCategory.HAZARD
                or (one.category is FacilityCategory.SETTLEMENT and (one.kind != "village" or one.village not in grouped))
            ) and within(one)
        ]
        found.sort(key=lambda one: (one.village, one.category is FacilityCategory.HAZARD, one.name.zh, one.id))
        return found[:_PLACES_MOST]

    # --- who ---

    def _persons(self) -> list[tuple[str, CallPerson, Call | None]]:
        """Persons on the lists that are called for this incident, each once, with the village that their line names."""
        names = sorted({one.village for one in self._given.state.facilities.values() if one.village}, key=len, reverse=True)
        found: dict[tuple[str, str], tuple[str, CallPerson, Call | None]] = {}
        for listed in self._given.state.call_downs.values():
            if listed.incident_id != self._of.id:
                continue
            last = latest(listed)
            for one in listed.persons:
                village = next((name for name in names if name in one.about), self._of.place.village)
                known = found.get((one.name, one.phone))
                call = last.get(one.id) or (known[2] if known else None)
                found[one.name, one.phone] = (village, one, call)
        return list(found.values())

    def _village(self, name: str, places: list[Facility], persons: list[tuple[str, CallPerson, Call | None]]) -> Village:
        words = self._words
        rows: list[Row] = []
        number = 0
        for _, one, call in persons:
            number += 1
            rows.append(self._person(number, one, call))
        for place in places:
            number += 1
            rows.append(self._place(number, place))
            wanted = min(max(place.households, _BLANK_LEAST), BLANK_MOST)
            rows += [Row() for _ in range(wanted)]
        head = words.paper(
            "evacuation.village", village=name or words.paper("evacuation.no_village"), places=len(places), persons=len(persons)
        )
        return Village(head, self._responsible(name), self._shelters(places), tuple(rows))

    def _person(self, number: int, one: CallPerson, call: Call | None) -> Row:
        words = self._words
        reached = ""
        if call is not None:
            code = "answered" if call.result is CallResult.ANSWERED else "not_answered"
            reached = words.paper(f"evacuation.{code}", at=words.stamp(call.at)[-5:])
        return Row(
            str(number), words.clip(one.about, _CELL_MOST), self._given.mask.name(one.name), self._given.mask.number(one.phone),
            self._count(one.households, one.people), "", reached,
        )

    def _place(self, number: int, one: Facility) -> Row:
        """A place: who watches it, how many are there; its signal to leave stands where needs are written."""
        words, mask = self._words, self._given.mask
        hazard = one.category is FacilityCategory.HAZARD
        return Row(
            str(number), words.clip(self._say.text(one.name), _CELL_MOST), mask.name(one.contact), mask.number(one.phone),
            self._count(one.households, one.people), words.clip(one.note, _CELL_MOST) if hazard else "", is_place=True,
        )

    def _count(self, households: int, people: int) -> str:
        return "/".join(str(number) if number else "　" for number in (households, people)) if households or people else ""

    def _responsible(self, village: str) -> str:
        """Who answers for the village: its own line in the list of places, else nobody is known."""
        words, mask = self._words, self._given.mask
        places = self._given.state.facilities.values()
        own = next((one for one in places if one.kind == "village" and one.village == village and one.contact), None)
        if own is None:
            return words.paper("evacuation.responsible", name=words.paper("blank"), phone=words.paper("blank"))
        return words.paper("evacuation.responsible", name=mask.name(own.contact), phone=mask.number(own.phone))

    def _shelters(self, places: list[Facility]) -> str:
        """The nearest shelters, open ones first, with the room that is left."""
        words, state = self._words, self._given.state
        if not places:
            return words.paper("evacuation.shelter", shelters=words.paper("blank"))
        lat = sum(one.point.lat for one in places) / len(places)
        lon = sum(one.point.lon for one in places) / len(places)
        middle = Point(lat, lon)
        found = sorted(
            (one for one in state.facilities.values() if one.category is FacilityCategory.SHELTER),
            key=lambda one: (not use_of(state, one.id).is_open, distance_m(middle, one.point), one.id),
        )[:_SHELTERS_MOST]
        if not found:
            return words.paper("evacuation.shelter", shelters=words.paper("blank"))
        said = [
            words.paper(
                "evacuation.shelter_open" if use_of(state, one.id).is_open else "evacuation.shelter_closed",
                name=words.clip(self._say.text(one.name), _CELL_MOST), km=f"{distance_m(middle, one.point) / 1000:.1f}",
                room=self._room(one),
            )
            for one in found
        ]
        return words.paper("evacuation.shelter", shelters=words.paper("clause").join(said))

    def _room(self, one: Facility) -> str:
        return str(room_left(one, use_of(self._given.state, one.id))) if one.capacity else self._words.none

