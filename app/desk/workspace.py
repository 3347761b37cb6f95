"""Everything a face needs to work with one data folder, put together by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.catalog.demo import DemoTownship
from app.catalog.locations import Locations
from app.catalog.wording import Wording
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.plan_library import PlanLibrary
from app.desk.settings import SettingsStore
from app.domain.record import Context
from app.domain.unit.model import Position
from app.kernel.errors import Problem


class Archive(Protocol):
    """Keeps the bytes of issued documents."""

    def store(self, incident_id: str, data: bytes) -> str:
        """Keep the bytes durably; returns their SHA-256 in hex."""
        ...

    def read(self, incident_id: str, sha256: str) -> bytes:
        """The bytes with this hash; ``Fault`` where they are gone or were changed."""
        ...


class PositionStore(Protocol):
    """Keeps sampled positions, beside the journal."""

    def sample(self, batch: Iterable[Position]) -> int:
        """Store these positions; returns how many were new."""
        ...

    def track(self, unit_id: str, since: datetime, until: datetime) -> tuple[Position, ...]:
        """Where a unit was from ``since`` (included) to ``until`` (not included), in order."""
        ...

    def retain(self, since: datetime) -> int:
        """Drop what is older; returns how many went."""
        ...


@dataclass
class Workspace:
    """One opened data folder. ``problems``: catalogue files that could not be used, said in the window. ``read_only``: the
    journal can be read but not written (the folder, the disk or this user's rights do not allow it)."""

    data_dir: Path
    files: Locations
    desk: Desk
    jobs: Jobs
    settings: SettingsStore
    archive: Archive
    positions: PositionStore | None
    words: Callable[[str], Wording]
    cache_dir: Path
    problems: tuple[Problem, ...] = ()
    demo: DemoTownship | None = None
    poke: Callable[[], int] = field(default=lambda: 0)
    base_map_dir: Path | None = None
    read_only: bool = False

    @property
    def wording(self) -> Wording:
        """The words of the language that the user chose."""
        return self.words(self.settings.current.language.value)

    @property
    def plans(self) -> PlanLibrary:
        """Every version of every plan."""
        return PlanLibrary(self.desk, self.files.plans)

    def context(self, origin: str = "panel", cause: str = "") -> Context:
        """Who acts at this desk: the officer on duty."""
        shift = self.desk.state.shift
        return Context(actor=shift.officer if shift else "", seat=origin, origin=origin, cause=cause)
