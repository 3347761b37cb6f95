"""What a document is, and what it is made from. Knows the page kit by name only: contents are made without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.domain.incident.model import Incident
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.reports.kit import FontLibrary, Rendered


@dataclass(frozen=True)
class DocumentInput:
    """Everything a document is made from, frozen: a document reads no clock and asks no desk.

    ``records`` are those of the one incident, in order. ``now`` is the moment of printing (aware), ``actor`` who prints,
    ``place`` the name of the desk's area (it goes before the words of the place). ``map_png`` is a picture of the map or
    ``None``. ``fonts`` of ``None`` means the faces of this machine. ``drill`` marks every page. ``head_hash`` (hex) is
    the seal of the journal entry that ``state`` stands on; "" where the caller has none.
    """

    state: State
    incident_id: str
    records: tuple[Record, ...]
    reference: Reference
    describer: Describer
    wording: Wording
    lang: str
    now: datetime
    actor: str
    map_png: bytes | None
    place: str
    fonts: FontLibrary | None = None
    drill: bool = False
    head_hash: str = ""

    @property
    def incident(self) -> Incident:
        """The incident it is about; ``Refusal("incident_unknown")`` where the state has none."""
        return self.state.incident(self.incident_id)


@dataclass(frozen=True)
class DocumentSpec:
    """A document that can be printed. ``make`` is pure but slow (a tenth of a second and more): run it as a job."""

    id: str
    title: Text
    make: Callable[[DocumentInput, Progress], Rendered]
