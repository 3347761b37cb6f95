"""What a survival pack asks of its input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.desk.describe import Describer
from app.domain.paper.model import SlipRun
from app.domain.reference import Reference
from app.domain.state import State
from app.reports.documents.spec import MapPage, Spoken

MOST = 3


class PackSource(Spoken, Protocol):
    """The desk as it stands. ``slips`` are the numbers reserved for its blank forms, ``maps`` a page for each open incident by
    its id (fewer where no map could be drawn)."""

    @property
    def state(self) -> State:
        """The picture."""
        ...

    @property
    def reference(self) -> Reference:
        """The catalogue."""
        ...

    @property
    def describer(self) -> Describer:
        """The words for the picture."""
        ...

    @property
    def place(self) -> str:
        """The name of the desk's area."""
        ...

    @property
    def head_hash(self) -> str:
        """The seal of the entry that ``state`` stands on, in hex."""
        ...

    @property
    def slips(self) -> tuple[SlipRun, ...]:
        """The numbers of the blank forms."""
        ...

    @property
    def maps(self) -> Mapping[str, MapPage]:
        """The maps by incident."""
        ...


def phones_of(given: PackSource, role: str, most: int = MOST) -> tuple[str, ...]:
    """The people of a role with their numbers, the first before the stand-in; none where the contact book has none."""
    found = sorted((one for one in given.state.contacts.values() if one.role == role), key=lambda one: (one.a_b, one.name))
    return tuple(f"{one.name} {one.phone}".strip() for one in found[:most])
