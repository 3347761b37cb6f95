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
from app.desk.sheets import SheetWish
from app.desk.workspace import Workspace
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


class Paper(Protocol):
    """A rendered document: its bytes, how many pages, and the characters that no font of this machine has."""

    @property
    def pdf(self) -> bytes:
        """The bytes of the file."""
        ...

    @property
    def pages(self) -> int:
        """How many pages it has."""
        ...

    @property
    def missing(self) -> Any:
        """The characters that no font has."""
        ...


class Papers(msgspec.Struct, frozen=True):
    """The documents that can be printed: their titles by name, and how one is made from the fields of its input.

    ``make_list`` makes a list that is about no incident (``duty_log``, ``handover_sheet``): its fields are those of
    ``ListPaperInput``, its ``groups`` plain triples of title, columns and rows. ``None`` where there are none.

    ``sheet`` makes the map to scale of a picture that ``Doors.draw_map`` took, ``page`` makes of it the last page of a report
    (``None`` where this program was built without them)."""

    titles: Mapping[str, Text]
    make: Callable[[str, Mapping[str, Any], Progress], Paper]
    make_list: Callable[[str, Mapping[str, Any], Progress], Paper] | None = None
    sheet: Callable[[Any, Mapping[str, Any], Progress], Paper] | None = None
    page: Callable[[Any, Mapping[str, Any]], Any] | None = None


class PlanPaper(Protocol):
    """A finished paper about a plan: its bytes, its pages (0 where they are not known), the characters without a face."""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        ...

    @property
    def pages(self) -> int:
        """How many pages it has."""
        ...

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that are shown as 〔U+XXXX〕."""
        ...


class PlanPapers(msgspec.Struct, frozen=True):
    """The papers about a plan: ``plan_book`` and ``action_card``, as ``pdf``, ``docx`` or ``txt``.

    ``make`` takes a paper's name, the fields of its input (``PlanPaperInput``: ``content``, ``reference``, ``wording``,
    ``lang``, ``now``, ``actor``, ``place``, and what else is known), the format, and the job's progress; ``paper`` is the
    same with the page count and the missing characters beside the bytes. ``roles`` tells which roles of the plan have a
    card; ``every_role`` is what ``role`` is set to for all cards in one paper.
    """

    titles: Mapping[str, Text]
    formats: tuple[str, ...]
    make: Callable[[str, Mapping[str, Any], str, Progress], bytes]
    paper: Callable[[str, Mapping[str, Any], str, Progress], PlanPaper]
    roles: Callable[[Mapping[str, Any]], tuple[str, ...]]
    every_role: str


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
    change (``sort``, ``id``, ``name``, ``change``, ``fields``)."""

    commands: tuple[Command, ...]
    counts: Mapping[str, int]
    changes: tuple[Any, ...] = ()


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
    draw_map: Callable[[Path | None, str, SheetWish, str, Progress], Any]
    compose_report: Callable[[Mapping[str, Any], Stage, SituationReport | None, str], ComposedReport]
    report_text: Callable[[SituationReport, Wording], str]
    import_plan: Callable[[Path, Reference, Progress], ImportedPlan]
    plan_papers: Callable[[], PlanPapers]
    read_roster: Callable[[Path, State, Reference], RosterRead]
    write_roster: Callable[[Path, State, Reference, str], int]
    write_template: Callable[[Path, Reference, str], None]
    read_duties: Callable[[Path, State, Reference], DutiesRead]
    write_duties: Callable[[Path, State, Reference, str], int]
    read_duty_roster: Callable[[Path, State, Reference], DutyRosterRead]
    write_duty_roster: Callable[[Path, str, State, Describer, str], int]
    duty_roster_paper: Callable[[Mapping[str, Any], Progress], Paper]
    trail_file: Callable[[str, Sequence[tuple[str, Sequence[Position]]]], bytes]
    import_osm: Callable[[Mapping[str, Any], Progress], dict[str, Any]]
    read_warning: Callable[[bytes, str], tuple[WarningMessage, tuple[Problem, ...]]]
    cache_dir: Callable[[Path | None], Path]
    examine_qt: Callable[[], tuple[Need, ...]]
    examine_fonts: Callable[[bool], tuple[Need, ...]]
    run_window: Callable[[Path | None], int]
    run_story: Callable[[Path, Path], int]
    run_screenshots: Callable[[Path, Path], int]
