"""What a survival pack is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.desk.describe import Describer
from app.domain.paper.model import SlipRun
from app.domain.reference import Reference
from app.domain.state import State
from app.reports.documents.spec import MapPage, PaperInput

MOST = 3


@dataclass(frozen=True, kw_only=True)
class PackInput(PaperInput):
    """The desk as it stands. ``slips`` are the numbers reserved for its blank forms, ``maps`` a page for each open incident by
    its id (fewer where no map could be drawn). ``head_hash`` (hex) is the seal of the entry that ``state`` stands on."""

    state: State
    reference: Reference
    describer: Describer
    head_hash: str = ""
    slips: tuple[SlipRun, ...] = ()
    maps: Mapping[str, MapPage] = field(default_factory=dict)


def phones_of(given: PackInput, role: str, most: int = MOST) -> tuple[str, ...]:
    """The people of a role with their numbers, the first before the stand-in; none where the contact book has none."""
    found = sorted((one for one in given.state.contacts.values() if one.role == role), key=lambda one: (one.a_b, one.name))
    return tuple(f"{one.name} {one.phone}".strip() for one in found[:most])
