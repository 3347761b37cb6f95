"""Everything a face needs to work with one data folder, put together by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.catalog.demo import DemoTownship
from app.catalog.gazetteer_file import NameShelf
from app.catalog.locations import Locations
from app.catalog.wording import Wording
from app.desk.desk import Desk
from app.desk.drills import Drills
from app.desk.jobs import Jobs
from app.desk.maps import Maps
from app.desk.outbox import Outbox
from app.desk.pack_keeper import PackKeeper
from app.desk.plan_library import PlanLibrary
from app.desk.replay.footage import Replays
from app.desk.searching.indexer import Indexer
from app.desk.secrets import SecretStore
from app.desk.settings import SettingsStore
from app.desk.survival import ByHand
from app.desk.tracking import Tracking
from app.desk.warnings_in import WarningsIn
from app.desk.who_goes import Guide, Question, cover_rules
from app.domain.incident.model import PictureKind
from app.domain.record import Context
from app.domain.unit.model import Position
from app.domain.unit.rules import is_resting
from app.kernel.errors import Problem


class KeptPhotograph(Protocol):
    """A photograph as it was kept."""

    @property
    def data(self) -> bytes:
        """Its bytes."""
        ...

    @property
    def kind(self) -> PictureKind:
        """What sort of picture."""
        ...

    @property
    def taken_at(self) -> datetime | None:
        """The camera's time."""
        ...


class Archive(Protocol):
    """Keeps the bytes of issued documents and of photographs."""

    def store(self, incident_id: str, data: bytes) -> str:
        """Keep the bytes durably; returns their SHA-256 in hex."""
        ...

    def read(self, incident_id: str, sha256: str) -> bytes:
        """The bytes with this hash; ``Fault`` where they are gone or were changed."""
        ...

    def keep_photograph(self, incident_id: str, data: bytes, name: str) -> tuple[str, KeptPhotograph]:
        """Keep a photograph, cleaned of what is hidden in it; returns the SHA-256 of what was kept. ``BadFile``, ``Fault``."""
        ...

    def photograph(self, incident_id: str, sha256: str, kind: PictureKind) -> bytes:
        """The bytes of a photograph; ``Fault`` where they are gone or were changed."""
        ...

    def photograph_for_paper(self, incident_id: str, sha256: str, kind: PictureKind, most_px: int = ...) -> bytes:
        """The same as a JPEG, its longer side no longer than this (else as paper shows it); ``Fault`` likewise."""
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
    journal can be read but not written (the folder, the disk or this user's rights do not allow it). ``tracking``: live
    positions, ``None`` where they cannot be kept. ``demo`` reads the demonstration township's files (slow), ``None`` on a
    real desk. ``outbox`` sends reports once it is started, with the
    ``secrets`` of this machine. ``names``: the gazetteers that were imported, empty until somebody loads them. ``search``:
    finds texts; whoever wants it starts it. ``drills``: what can be drilled beside this desk, ``replays`` the kept drills that can
    be played back. ``by_hand`` makes the papers for going on without the desk, ``pack_keeper`` keeps one up to date once it
    runs."""

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
    demo: Callable[[], DemoTownship] | None = None
    poke: Callable[[], int] = field(default=lambda: 0)
    base_map_dir: Path | None = None
    maps: Maps | None = None
    read_only: bool = False
    guide: Guide = field(default_factory=Guide)
    tracking: Tracking | None = None
    names: NameShelf = field(default_factory=NameShelf)
    outbox: Outbox | None = None
    secrets: SecretStore | None = None
    search: Indexer | None = None
    warnings_in: WarningsIn | None = None
    by_hand: ByHand | None = None
    pack_keeper: PackKeeper | None = None
    drills: Drills | None = None
    replays: Replays | None = None

    @property
    def grids_file(self) -> Path | None:
        """The grids of the region, beside its base map; ``None`` where there is no base map. The file may be missing."""
        return self.base_map_dir.parent / "grids.geojson" if self.base_map_dir else None

    @property
    def wording(self) -> Wording:
        """The words of the language that the user chose."""
        return self.words(self.settings.current.language.value)

    @property
    def layers_dir(self) -> Path:
        """Where the imported layers of the map are kept."""
        return self.data_dir / "layers"

    @property
    def plans(self) -> PlanLibrary:
        """Every version of every plan."""
        return PlanLibrary(self.desk, self.files.plans)

    def question(self) -> Question:
        """Who goes, as it stands now: a frozen picture for a worker's thread."""
        settings, desk = self.settings.current, self.desk
        now, units = desk.clock.now(), desk.state.units
        tired = {one.id: one.rest_reason for one in units.values() if is_resting(one, now)}
        patrols = {one.id: tired[member] for one in units.values() for member in one.members if member in tired}
        return Question(
            desk.state, desk.reference, desk.telemetry.positions, now, settings.stale_after_s,
            cover_rules(desk.reference, settings.cover_units, settings.cover_within_min), resting={**patrols, **tired},
        )

    def context(self, origin: str = "panel", cause: str = "") -> Context:
        """Who acts at this desk: the officer on duty."""
        shift = self.desk.state.shift
        return Context(actor=shift.officer if shift else "", seat=origin, origin=origin, cause=cause)
