"""People, certificates and equipment as lines that a person types: one a line, parts between commas. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification
from app.exchange.cells import BadCell, Raw, day_of

_PARTS = re.compile(r"\s*[,，、;；\t]\s*")


def people_lines(people: Iterable[CrewMember]) -> str:
    """``name, post, phone`` a line."""
    return "\n".join(_line(one.name, one.role, one.phone) for one in people)


def paper_lines(people: Iterable[CrewMember]) -> str:
    """``name, certificate, valid until`` a line."""
    return "\n".join(
        _line(one.name, paper.name, str(paper.expires_on or ""), paper.number) for one in people for paper in one.qualifications
    )


def kit_lines(kit: Iterable[Equipment]) -> str:
    """``name, count, next inspection, note`` a line; equipment that is not ready has its state's code before the note."""
    return "\n".join(
        _line(one.name, str(one.count), str(one.next_inspection_on or ""), "" if one.state is EquipmentState.READY else one.state,
              one.note)
        for one in kit
    )


def read_people(text: str) -> tuple[CrewMember, ...]:
    """The people of these lines, without certificates."""
    found = []
    for parts in _rows(text):
        name, role, phone = (*parts, "", "")[:3]
        found.append(CrewMember(name, phone, role))
    return tuple(found)


def read_papers(text: str, people: tuple[CrewMember, ...]) -> tuple[CrewMember, ...]:
    """The people with the certificates of these lines. ``BadCell`` for a name that is not theirs, or what is no day."""
    papers: dict[str, list[Qualification]] = {}
    names = [one.name for one in people]
    for parts in _rows(text):
        name, paper, day, number = (*parts, "", "", "")[:4]
        if name not in names:
            raise BadCell("roster_unknown_person", name=name, near=", ".join(sorted(names)) or "-")
        if names.count(name) > 1:
            raise BadCell("roster_person_unclear", name=name)
        if not paper:
            raise BadCell("roster_required")
        papers.setdefault(name, []).append(Qualification(paper, _day(day), number))
    return tuple(replace(one, qualifications=tuple(papers.get(one.name, ()))) for one in people)


def read_kit(text: str) -> tuple[Equipment, ...]:
    """The equipment of these lines. ``BadCell`` for what is no count, no day or no state."""
    found = []
    for parts in _rows(text):
        name, count, day, state, note = (*parts, "", "", "", "")[:5]
        if state and state not in list(EquipmentState):
            raise BadCell("not_one_of", value=state, choices=", ".join(EquipmentState))
        if count and not count.isdecimal():
            raise BadCell("roster_not_whole", value=count)
        found.append(Equipment(name, int(count[:9]) if count else 1, EquipmentState(state or "ready"), _day(day), note))
    return tuple(found)


def _rows(text: str) -> Iterable[list[str]]:
    return (_PARTS.split(line.strip()) for line in text.splitlines() if line.strip())


def _line(*parts: str) -> str:
    return "，".join(parts).rstrip("，")


def _day(text: str) -> date | None:
    return day_of(Raw(text))
