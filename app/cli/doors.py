"""What the command line needs from outside, as callables: the composition root fills them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import msgspec

from app.catalog.locations import Locations
from app.catalog.reference import Loaded
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.drills import Drills
from app.desk.jobs import Progress
from app.desk.maps import Maps
from app.desk.paper import Paper
from app.desk.replay.footage import Replays
from app.desk.sheets import SheetWish
from app.desk.workspace import Workspace
from app.domain.incident.model import PaperFormat
from app.domain.planning.model import Extraction, PlanContent
from app.domain.record import Command
from app.domain.reference import Reference
from app.domain.reporting.model import Stage
from app.domain.responsibility.commands import RegisterDutyItems
from app.domain.roster.model import SlotRef
from app.domain.situation.model import ReportAnswer, ReportFigure, SituationReport
from app.domain.state import State
from app.domain.unit.model import Position
from app.domain.warning.model import WarningMessage
from app.journal.port import Journal
from app.kernel.errors import Problem
from app.kernel.text import Text


class PaperKind(msgspec.Struct, frozen=True):
    """A document that can be printed. ``about``: ``incident``, ``area`` (the whole desk, or an incident where one is named),
    ``plan``, ``list``, ``map``, ``sending``. ``inside``: it stays in the duty room, with names and numbers in full."""

    title: Text
    about: str = "incident"
    formats: tuple[PaperFormat, ...] = tuple(PaperFormat)
    inside: bool = False


class Papers(msgspec.Struct, frozen=True):
    """The documents that can be printed, by name, and how one is made.

    ``make`` takes a document's name, the fields of its input (groups of lists as plain triples; a map the ``picture`` that
    ``Doors.draw_map`` took, beside the fields of a paper about an incident), the format and the job's progress. ``page`` makes of
    such a picture the last page of a report. ``roles`` tells which roles of a plan have a card, of the fields of its paper;
    ``every_role`` is what ``role`` is set to for all cards in one paper.
    """

    documents: Mapping[str, PaperKind]
    make: Callable[[str, Mapping[str, Any], PaperFormat, Progress], Paper]
    page: Callable[[Any, Mapping[str, Any]], Any] | None = None
    roles: Callable[[Mapping[str, Any]], tuple[str, ...]] = lambda _fields: ()
    every_role: str = "*"

    @property
    def titles(self) -> Mapping[str, Text]:
        """Their titles by name."""
        return {name: kind.title for name, kind in self.documents.items()}


class ComposedReport(Protocol):
    """What the machine would write now of a report: title, sections by code, figures, and the answers they rest on."""

    @property
    def title(self) -> str:
        """The title."""
        ...

    @property
    def sections(self) -> Mapping[str, str]:
        """The sections by code, in their order."""
        ...

    @property
    def texts(self) -> Mapping[str, str]:
        """The title and the sections."""
        ...

    @property
    def figures(self) -> tuple[ReportFigure, ...]:
        """The figures as they are known."""
        ...

    @property
    def answers(self) -> tuple[ReportAnswer, ...]:
        """What persons gave for elements."""
        ...


class Need(msgspec.Struct, frozen=True):
    """One thing that ``doctor`` looked at.

    ``state``: ``ok``, ``lacking`` (the program runs without it, poorer), ``broken``. ``about``: ``program`` or ``desk`` (the
    data folder). ``code`` is worded under ``cli.doctor.<name>.<code>`` with ``facts``; ``detail`` is what the system said.
    """

    name: str
    state: str
    code: str
    about: str = "program"
    facts: dict[str, str] = {}
    detail: str = ""


class RosterRead(msgspec.Struct, frozen=True):
    """A roster workbook: the commands for what is new or changed, the rows it holds by sort, and each thing that it would
    change (``sort``, ``id``, ``name``, ``change``, ``fields``); ``remarks`` look like slips and stop nothing."""

    commands: tuple[Command, ...]
    counts: Mapping[str, int]
    changes: tuple[Any, ...] = ()
    remarks: tuple[Problem, ...] = ()


class DutiesRead(msgspec.Struct, frozen=True):
    """A responsibility list out of a workbook: what registers it, headings without a place, rows that are no items."""

    command: RegisterDutyItems
    ignored: tuple[str, ...] = ()
    skipped: tuple[tuple[str, int, str], ...] = ()


class DutyRosterRead(msgspec.Struct, frozen=True):
    """A month of the duty roster out of a workbook: who holds which post, and names that a person should look at."""

    posts: tuple[tuple[SlotRef, str], ...]
    remarks: tuple[Problem, ...] = ()


class ImportedPlan(Protocol):
    """A draft that was read out of a document, what was understood of it, and what a person should know."""

    @property
    def content(self) -> PlanContent:
        """The draft."""
        ...

    @property
    def extraction(self) -> Extraction:
        """What each part rests on, and what became no part."""
        ...

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What to know before judging it."""
        ...


class ClosableMaps(Maps, Protocol):
    """The base maps of a data folder, to be closed by whoever opened them."""

    def close(self) -> None:
        """Let go of every file."""
        ...


@dataclass(frozen=True)
class Doors:
    """Everything that lies outside the command line. A ``None`` data folder means the usual one of this user."""

    files: Locations
    data_dir: Callable[[Path | None], Path]
    language: Callable[[Path | None], str]
    load_catalogue: Callable[[Path | None], Loaded]
    words: Callable[[Path | None, Loaded], Callable[[str], Wording]]
    has_journal: Callable[[Path | None], bool]
    read_journal: Callable[[Path | None], Journal]
    open_workspace: Callable[[Path | None], AbstractAsyncContextManager[Workspace]]
    open_maps: Callable[[Path | None], ClosableMaps]
    make_demo: Callable[[Path | None, bool], Awaitable[int]]
    papers: Callable[[], Papers]
    drills: Callable[[Path | None], Drills]
    replays: Callable[[Path | None], Replays]
    draw_map: Callable[[Path | None, str, SheetWish, str, Progress], Any]
    compose_report: Callable[[Mapping[str, Any], Stage, SituationReport | None, str], ComposedReport]
    report_text: Callable[[SituationReport, Wording], str]
    import_plan: Callable[[Path, Reference, Progress], ImportedPlan]
    read_roster: Callable[[Path, State, Reference], RosterRead]
    write_roster: Callable[[Path, State, Reference, str], int]
    write_template: Callable[[Path, Reference, str], None]
    read_duties: Callable[[Path, State, Reference], DutiesRead]
    write_duties: Callable[[Path, State, Reference, str], int]
    read_duty_roster: Callable[[Path, State, Reference], DutyRosterRead]
    write_duty_roster: Callable[[Path, str, State, Describer, str], int]
    trail_file: Callable[[str, Sequence[tuple[str, Sequence[Position]]]], bytes]
    import_osm: Callable[[Mapping[str, Any], Progress], dict[str, Any]]
    read_warning: Callable[[bytes, str], tuple[WarningMessage, tuple[Problem, ...]]]
    cache_dir: Callable[[Path | None], Path]
    examine_qt: Callable[[], tuple[Need, ...]]
    examine_fonts: Callable[[bool], tuple[Need, ...]]
    run_window: Callable[[Path | None], int]
    run_story: Callable[[Path, Path], int]
    run_screenshots: Callable[[Path, Path], int]
