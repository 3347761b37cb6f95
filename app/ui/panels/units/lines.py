"""People, certificates and equipment as lines that a person types: one a line, parts between commas. No Qt.

What a person did not touch is kept as it is (``unless_untouched``): a post or a note may hold commas itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Qualification
from app.exchange.cells import BadCell, Raw, day_of

_PARTS = re.compile(r"\s*[,，;；\t]\s*")
_LOOSE = re.compile(r"\s*、\s*")
"""Parts of a line that has no comma: elsewhere it joins words of one part (driver、medic)."""

_PHONE = re.compile(r"\+?\d[\d\s()转x-]{3,}")
_T = TypeVar("_T")


def people_lines(people: Iterable[CrewMember]) -> str:
    """``name, post, phone`` a line."""
    return "\n".join(_line(one.name, one.role, one.phone) for one in people)


def paper_lines(people: Iterable[CrewMember]) -> str:
    """``name, certificate, valid until, number`` a line."""
    return "\n".join(
        _line(one.name, paper.name, str(paper.expires_on or ""), paper.number) for one in people for paper in one.qualifications
    )


def kit_lines(kit: Iterable[Equipment], states: Mapping[str, str]) -> str:
    """``name, count, next inspection, state, note`` a line; ``states`` are the words for the states, left out for ready."""
    return "\n".join(
        _line(one.name, str(one.count), str(one.next_inspection_on or ""),
              "" if one.state is EquipmentState.READY else states[one.state], one.note)
        for one in kit
    )


def unless_untouched(text: str, before: str, kept: _T, read: Callable[[str], _T]) -> _T:
    """What the text says, or what was there before where nobody changed a letter."""
    return kept if text.strip() == before.strip() else read(text)


def read_people(text: str) -> tuple[CrewMember, ...]:
    """The people of these lines, without certificates. Between name and phone everything is the post."""
    found = []
    for name, *rest in _rows(text):
        phone = rest.pop() if len(rest) > 1 or (rest and _PHONE.fullmatch(rest[-1])) else ""
        found.append(CrewMember(name, phone, "，".join(rest)))
    return tuple(found)


def read_papers(text: str, people: tuple[CrewMember, ...]) -> tuple[CrewMember, ...]:
    """The people with the certificates of these lines. ``BadCell`` for a name that is not theirs, or what is no day."""
    papers: dict[str, list[Qualification]] = {}
    names = [one.name for one in people]
    for parts in _rows(text):
        name, paper, day, *number = (*parts, "", "", "")
        if name not in names:
            raise BadCell("roster_unknown_person", name=name, near=", ".join(sorted(names)) or "-")
        if names.count(name) > 1:
            raise BadCell("roster_person_unclear", name=name)
        if not paper:
            raise BadCell("roster_required")
        papers.setdefault(name, []).append(Qualification(paper, _day(day), _joined(number)))
    return tuple(replace(one, qualifications=tuple(papers.get(one.name, ()))) for one in people)


def read_kit(text: str, states: Mapping[str, str]) -> tuple[Equipment, ...]:
    """The equipment of these lines. ``BadCell`` for what is no count, no day or no state."""
    codes = {word: code for code, word in states.items()} | {code: code for code in states}
    found = []
    for parts in _rows(text):
        name, count, day, state, *note = (*parts, "", "", "", "")
        if state and state not in codes:
            raise BadCell("not_one_of", value=state, choices="、".join(states.values()))
        if count and not count.isdecimal():
            raise BadCell("roster_not_whole", value=count)
        ready = EquipmentState(codes[state]) if state else EquipmentState.READY
        found.append(Equipment(name, int(count[:9]) if count else 1, ready, _day(day), _joined(note)))
    return tuple(found)


def _rows(text: str) -> Iterable[list[str]]:
    for line in text.splitlines():
        if line.strip():
            parts = _PARTS.split(line.strip())
            yield parts if len(parts) > 1 else _LOOSE.split(line.strip())


def _joined(parts: Iterable[str]) -> str:
    return "，".join(part for part in parts if part)


def _line(*parts: str) -> str:
    return "，".join(parts).rstrip("，")


def _day(text: str) -> date | None:
    return day_of(Raw(text))
