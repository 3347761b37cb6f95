"""The composition root: the only place that names concrete classes and puts them together."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from app.catalog.demo import read_demo
from app.catalog.gazetteer_file import NameShelf
from app.catalog.locations import Locations, program_files
from app.catalog.reference import Loaded, load_reference
from app.catalog.warning_kinds import read_warning_kinds
from app.catalog.wording import Wording, read_words
from app.cli.doors import ComposedReport, Doors, DutiesRead, ImportedPlan, Need, Papers, PlanPapers, RosterRead
from app.desk.arrivals import ArrivalWatcher
from app.desk.demo import build_demo
from app.desk.demo_forces import trail_of
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.desk.jobs import Jobs, Progress
from app.desk.outbox import Outbox, Sender
from app.desk.searching.indexer import Indexer
from app.desk.secrets import HTTP_TOKEN, MAIL_PASSWORD, SecretStore
from app.desk.settings import Language, Settings, SettingsStore
from app.desk.sheets import SheetWish
from app.desk.tracking import Door, Tracking
from app.desk.warnings_in import Feed, WarningsIn
from app.desk.workspace import Workspace
from app.domain.reference import Reference
from app.domain.reporting.model import Stage
from app.domain.sending.model import SendChannel
from app.domain.situation.model import SituationReport
from app.domain.state import State
from app.domain.tracking.rules import Fences
from app.domain.unit.model import Position
from app.domain.warning.model import WarningMessage
from app.kernel.clock import Clock, WallClock
from app.kernel.errors import Fault, Problem
from app.kernel.ids import RandomIds
from app.map.roads.lazy import guide_for
from app.map.site import VECTOR_SCRIPT
from app.map.sources.library import MapLibrary
from app.storage.archive import Archive
from app.storage.data_dir import DataDir
from app.storage.search_index import open_index
from app.storage.sqlite_journal import open_journal
from app.storage.telemetry_store import TelemetryStore

_log = logging.getLogger(__name__)

DEFAULT_RULEBOOK = "township-default"
"""The suggested rulebook that a first start offers; the county's own file has to replace it."""


def load_catalogue(files: Locations, cache_dir: Path | None = None, rulebooks: tuple[Path, ...] = ()) -> Loaded:
    """Plans, kinds, tables and rulebooks of this program, and what is wrong with their files; kept in ``cache_dir``.

    ``rulebooks`` are folders of a desk's own rulebooks, which replace those of the program that have their name.
    """
    return load_reference(files.plans, files.resources, cache_dir, rulebooks)


def own_rulebooks(place: DataDir) -> tuple[Path, ...]:
    """The folder of a desk's own rulebooks, where it has one."""
    return (place.rulebooks,) if place.rulebooks.is_dir() else ()


def words_of(
    files: Locations, reference: Callable[[], Reference], cache_dir: Path | None = None
) -> Callable[[str], Wording]:
    """The words of a language, read once each."""

    texts = read_words(files.resources / "i18n", cache_dir)

    @lru_cache(maxsize=4)
    def words(lang: str) -> Wording:
        return Wording(texts, lang, reference)

    return words


@asynccontextmanager
async def open_workspace(
    data: Path | None = None, clock: Clock | None = None, files: Locations | None = None
) -> AsyncIterator[Workspace]:
    """A data folder, opened: its journal folded, its settings read. Closed in order when the block ends.

    ``files`` are this program's own unless others are named. ``Fault`` where the folder or the journal cannot be used; a
    journal that cannot be written is opened for reading.
    """
    files = files or program_files()
    place = DataDir(data)
    if not place.journal.exists() or place.is_writable:
        place.create()
    loaded = load_catalogue(files, place.cache, own_rulebooks(place))
    journal = open_journal(place.journal)
    desk = Desk(journal, loaded.reference, clock or WallClock(), RandomIds())
    jobs = Jobs()
    positions = open_positions(place)
    settings = SettingsStore(place.settings)
    tracking = None if positions is None else track(desk, positions, settings)
    archive, secrets = Archive(place.documents), SecretStore(place.secrets)
    outbox = sending(desk, archive, settings, secrets)
    words = words_of(files, lambda: desk.reference, place.cache)
    search = Indexer(
        desk, lambda: open_index(place.search, writable=place.is_writable),
        lambda: Describer(desk.reference, words(Language.ZH.value)),
    )
    maps: MapLibrary | None = None
    try:
        await desk.start()
        if positions is not None:
            desk.telemetry.report(positions.latest().values())
        demo = desk.state.profile is not None and desk.state.profile.demo
        maps = open_maps(data, demo=demo, files=files)
        yield Workspace(
            data_dir=place.path,
            files=files,
            desk=desk,
            jobs=jobs,
            settings=settings,
            archive=archive,
            positions=positions,
            words=words,
            cache_dir=place.cache,
            problems=loaded.problems,
            demo=read_demo(files.demo, DEFAULT_RULEBOOK) if demo else None,
            poke=journal.poke,
            read_only=journal.read_only,
            base_map_dir=files.demo / "basemap" if demo else None,
            guide=guide_for(
                place.path / "roads", files.resources / "catalog" / "road_speeds.yaml",
                chosen=lambda: settings.current.road_network, demo=files.demo if demo else None,
                unit_kinds=lambda: desk.reference.unit_kinds,
            ),
            tracking=tracking,
            maps=maps,
            names=NameShelf(place.gazetteer),
            outbox=outbox,
            secrets=secrets,
            search=search,
            warnings_in=WarningsIn(desk, lambda: settings.current, jobs, open_warning_feed, read_warning),
        )
    finally:
        await outbox.stop()
        await search.close()
        if tracking is not None:
            tracking.arrivals.stop()
            await tracking.close()
        if maps is not None:
            maps.close()
        jobs.close()
        if positions is not None:
            positions.close()
        await desk.close()


def track(desk: Desk, positions: TelemetryStore, settings: SettingsStore) -> Tracking:
    """Live positions of one desk; nothing listens and nothing is watched yet."""

    def make_door() -> Door:
        try:
            from app.network.phones import PhoneDoor  # noqa: PLC0415 - aiohttp takes a while to load
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        return PhoneDoor(desk, positions)

    def fences() -> Fences:
        chosen = settings.current
        within_m = chosen.arrive_within_m
        return Fences(arrive_within_m=within_m, leave_beyond_m=max(400.0, 2 * within_m), positions=chosen.arrive_positions)

    return Tracking(ArrivalWatcher(desk, fences, lambda: settings.current.arrivals_automatic), make_door)


def sending(desk: Desk, archive: Archive, settings: SettingsStore, secrets: SecretStore) -> Outbox:
    """The outbox of one desk, not working yet. A demonstration sends to a simulated superior only."""

    def door(channel: SendChannel) -> Sender | None:
        try:
            return _door(channel, desk, settings.current, secrets)
        except ImportError as error:
            _log.error("a door of the outbox does not load: %s", error)
            return None

    return Outbox(desk, door, archive.read, RandomIds().new(desk.clock.now()))


def _door(channel: SendChannel, desk: Desk, chosen: Settings, secrets: SecretStore) -> Sender | None:
    """The door of a channel as the settings have it now; its code is loaded when it is first needed."""
    profile = desk.state.profile
    if profile is not None and profile.demo:
        from app.exchange.outbox.simulated import SimulatedSender  # noqa: PLC0415

        return SimulatedSender(profile.superior.zh)
    if channel is SendChannel.FILE and chosen.outbox_file_on and chosen.outbox_file_dir:
        from app.exchange.outbox.file import FileSender  # noqa: PLC0415

        return FileSender(Path(chosen.outbox_file_dir))
    if channel is SendChannel.HTTP and chosen.outbox_http_on and chosen.outbox_http_url:
        from app.exchange.outbox.http import HttpSender  # noqa: PLC0415 - aiohttp takes a while to load

        return HttpSender(
            chosen.outbox_http_url, secrets.get(HTTP_TOKEN), plain_allowed=chosen.outbox_http_plain,
            ca_file=Path(chosen.outbox_http_ca) if chosen.outbox_http_ca else None,
        )
    if channel is SendChannel.EMAIL and chosen.outbox_mail_on and chosen.outbox_mail_host:
        from app.exchange.outbox.mail import Mailbox, MailSender  # noqa: PLC0415

        return MailSender(
            Mailbox(
                chosen.outbox_mail_host, chosen.outbox_mail_port, chosen.outbox_mail_security, chosen.outbox_mail_user,
                secrets.get(MAIL_PASSWORD), chosen.outbox_mail_from, chosen.outbox_mail_to,
            )
        )
    return None


def open_positions(place: DataDir) -> TelemetryStore | None:
    """The store of sampled positions; ``None`` where it cannot be opened: the desk works without trails."""
    if not place.is_writable:
        return None
    try:
        return TelemetryStore(place.telemetry)
    except Fault as fault:
        _log.warning("positions are not kept: %s", fault)
        return None


def open_maps(data: Path | None = None, *, demo: bool = False, files: Locations | None = None) -> MapLibrary:
    """The base maps of a data folder; a demonstration has its own drawing besides."""
    files = files or program_files()
    place = DataDir(data)
    return MapLibrary(
        place.path, place.cache, WallClock(), files.demo / "basemap" if demo else None,
        vector_part=files.resources / "web" / "vendor" / VECTOR_SCRIPT,
    )


async def make_demo(data: Path | None = None, *, reset: bool = False) -> int:
    """Fill an empty data folder with the demo township and its day up to now; returns how many entries it holds.

    ``reset`` moves what is there aside first (``journal.sqlite.<time>``): nothing is deleted. ``Refusal`` where the folder
    holds a journal with entries and ``reset`` was not asked for.
    """
    place = DataDir(data).create()
    now = WallClock().now()
    if reset:
        for file in (place.journal, place.telemetry):
            for part in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
                if part.exists():
                    part.replace(part.with_name(f"{part.name}.{now:%Y%m%d%H%M%S}"))
    files = program_files()
    loaded = load_catalogue(files)
    journal = open_journal(place.journal)
    try:
        town = read_demo(files.demo, DEFAULT_RULEBOOK, files.duty_sample)
        count = await build_demo(journal, loaded.reference, town, now, RandomIds())
        positions = open_positions(place)
        if positions is not None:
            positions.sample(trail_of(town.forces, now))
            positions.close()
        return count
    finally:
        journal.close()


def run_window(data: Path | None = None) -> int:
    """Open the duty desk on a data folder until its window is closed; returns the exit code."""
    from app.ui.app import run_window as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data))


def run_story(data: Path, out: Path) -> int:
    """Play the whole story in the window of this data folder; pictures and papers are left in ``out``."""
    from app.ui.rehearsal import run_story as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data, reset=True), out)


def run_screenshots(data: Path, out: Path) -> int:
    """Leave a picture of every screen of the demonstration in ``out``."""
    from app.ui.rehearsal import run_screenshots as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data, reset=True), out)


def papers() -> Papers:
    """The documents that can be printed; ``Fault("part_not_loaded")`` where what makes them does not load."""
    try:
        from app.reports.documents import DOCUMENTS, DocumentInput, map_sheet  # noqa: PLC0415 - reportlab takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error

    def make(name: str, fields: Mapping[str, Any], progress: Progress) -> Any:
        return DOCUMENTS[name].make(DocumentInput(**fields), progress)

    def signs() -> bytes:
        return (program_files().resources / "signs" / "signs.json").read_bytes()

    return Papers(
        {name: spec.title for name, spec in DOCUMENTS.items()}, make,
        sheet=lambda picture, fields, progress: map_sheet.make(map_sheet.composed_of(picture, fields, signs()), progress),
        page=lambda picture, fields: map_sheet.page(map_sheet.composed_of(picture, fields, signs())),
    )


def draw_map(data: Path | None, incident_id: str, wish: SheetWish, lang: str, progress: Progress) -> Any:
    """The picture for a sheet of the map, drawn by a process of its own that needs no screen; blocks its thread.

    ``Fault("map_sheet_no_map")`` where Qt's web engine is missing, ``Fault("map_child_died")`` where it does not start.
    """
    from app.ui.offscreen import picture_in_child  # noqa: PLC0415 - only for those who want a map

    return picture_in_child(open_workspace, DataDir(data).path, incident_id, wish, lang, progress)


def compose_report(
    fields: Mapping[str, Any], stage: Stage, report: SituationReport | None, question: str
) -> ComposedReport:
    """What the machine would write now; ``Fault("part_not_loaded")`` where what tells it does not load."""
    try:
        from app.reports.composing import compose  # noqa: PLC0415 - loaded when the first report is asked for
        from app.reports.documents import DocumentInput  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return compose(DocumentInput(**fields), stage, report, question)


def report_text(report: SituationReport, wording: Wording) -> str:
    """A written report as plain text; ``Fault("part_not_loaded")`` where what tells it does not load."""
    try:
        from app.reports.composing import plain_text  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return plain_text(report, wording)


def import_plan(path: Path, reference: Reference, progress: Progress) -> ImportedPlan:
    """A Word or text file of a plan as a draft; ``BadFile`` where it cannot be read or must not be opened."""
    try:
        from app.catalog.recognition import read_recognition  # noqa: PLC0415
        from app.exchange.plan_document.importing import import_plan as read  # noqa: PLC0415 - python-docx takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return read(path, reference, read_recognition(program_files().resources / "recognition", reference), progress)


def plan_papers() -> PlanPapers:
    """The papers about a plan; ``Fault("part_not_loaded")`` where what makes them does not load.

    Made in a job's thread. ``Fault("no_chinese_font")`` where a PDF has no face to be set in; ``Refusal("role_without_card")``
    for a card of a role that the plan gives nothing.
    """
    try:
        from app.reports.documents import (  # noqa: PLC0415 - loaded when the first paper is asked for
            EVERY_ROLE,
            PLAN_DOCUMENTS,
            PaperFormat,
            PlanPaperInput,
        )
        from app.reports.documents.action_card.content import card_roles  # noqa: PLC0415
        from app.reports.documents.plan_words import PlanWords  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error

    def paper(name: str, fields: Mapping[str, Any], wanted: str, progress: Progress) -> Any:
        return PLAN_DOCUMENTS[name].make(PlanPaperInput(**fields), PaperFormat(wanted), progress)

    return PlanPapers(
        titles={name: spec.title for name, spec in PLAN_DOCUMENTS.items()},
        formats=tuple(PaperFormat),
        make=lambda name, fields, wanted, progress: paper(name, fields, wanted, progress).data,
        paper=paper,
        roles=lambda fields: card_roles(PlanWords(PlanPaperInput(**fields))),
        every_role=EVERY_ROLE,
    )


def read_roster(path: Path, state: State, reference: Reference) -> RosterRead:
    """What a roster workbook asks the desk to take in; ``BadFile`` with every wrong cell."""
    try:
        from app.exchange.roster import read_roster as read  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    region = state.profile.region if state.profile else None
    roster = read(path, reference, region=region, state=state)
    counts = {sort: len(getattr(roster, sort)) for sort in type(roster).__struct_fields__}
    return RosterRead(roster.differing(state).commands(), counts, roster.changes(state))


def write_roster(path: Path, state: State, reference: Reference, lang: str) -> int:
    """Write the desk's forces as a workbook; how many things. ``Fault`` where the disk refuses."""
    try:
        from app.exchange.roster import write_roster as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write(path, state, reference, lang)


def write_template(path: Path, reference: Reference, lang: str) -> None:
    """Write an empty workbook of units and contacts; ``Fault`` where the disk refuses."""
    try:
        from app.exchange.roster import write_template as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    write(path, reference, lang)


def read_duties(path: Path, state: State, reference: Reference) -> DutiesRead:
    """The responsibility list of a workbook, against the desk's own; ``BadFile`` with every wrong cell."""
    try:
        from app.exchange.duty_list import read_duty_list as read  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    book = read(path, reference, state.duties)
    return DutiesRead(book.registration(path.name), book.ignored, book.skipped)


def write_duties(path: Path, state: State, reference: Reference, lang: str) -> int:
    """Write the desk's responsibility list as a workbook; how many items. ``Fault`` where the disk refuses."""
    try:
        from app.exchange.duty_writer import write_duty_list as write  # noqa: PLC0415 - openpyxl takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write(path, state.duties.values(), state.duty_list, reference, lang)


def trail_file(wanted: str, trails: Sequence[tuple[str, Sequence[Position]]]) -> bytes:
    """Where units were, as the bytes of a file: ``gpx`` or ``csv``; each unit by its name."""
    try:
        from app.exchange.trail import write_csv, write_gpx  # noqa: PLC0415 - gpxpy is only for those who ask for it
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return write_gpx(trails) if wanted == "gpx" else write_csv(trails)


def import_osm(fields: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Make of an OpenStreetMap extract what the fields of ``ImportOrder`` say, in a process of its own; the result's fields.

    ``Refusal``, ``BadFile``, ``Fault`` as :func:`app.map.osm.run.run_import` says.
    """
    try:
        from app.map.osm.child import import_in_child  # noqa: PLC0415 - osmium, shapely and scipy take a while to load
        from app.map.osm.order import ImportOrder, Product  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    order = ImportOrder(**{**fields, "products": tuple(Product(one) for one in fields["products"])})
    made: dict[str, Any] = msgspec.to_builtins(import_in_child(order, progress))
    return made


def read_warning(data: bytes, name: str) -> tuple[WarningMessage, tuple[Problem, ...]]:
    """The message in these bytes, and the shapes in it that were left out; ``BadFile`` where it is none."""
    from app.network.warnings.cap import parse  # noqa: PLC0415 - only for those who take one in

    read = parse(data, name, read_warning_kinds(program_files().resources / "catalog").of)
    return read.message, read.problems


def open_warning_feed(url: str) -> Feed:
    """An address of warnings; nothing is asked yet."""
    from app.network.warnings.feed import WarningFeed  # noqa: PLC0415 - aiohttp takes a while to load

    return WarningFeed(url)


def examine_qt() -> tuple[Need, ...]:
    """Whether Qt and the engine of its map load on this machine."""
    try:
        import PySide6  # noqa: PLC0415 - looked at, not used
        from PySide6.QtCore import qVersion  # noqa: PLC0415
    except ImportError as error:
        return (Need("qt", "broken", "missing", detail=str(error)),)
    facts = {"qt": qVersion(), "pyside": PySide6.__version__}
    aborts = sys.version_info[:2] == (3, 11) and PySide6.__version_info__[:2] >= (6, 12)
    qt = Need("qt", "broken" if aborts else "ok", "aborts" if aborts else "ok", facts=facts)
    try:
        import PySide6.QtWebEngineWidgets  # noqa: PLC0415
    except ImportError as error:
        return qt, Need("web_engine", "lacking", "missing", detail=str(error))
    return qt, Need("web_engine", "ok", "ok")


def examine_fonts(prepare: bool) -> tuple[Need, ...]:
    """Which face plays the body text of papers; with ``prepare`` faces that want it are converted first."""
    try:
        from app.reports.documents.press import default_fonts  # noqa: PLC0415
        from app.reports.kit.convert import convert_missing  # noqa: PLC0415 - reportlab takes a while to load
        from app.reports.kit.faces import FaceRole  # noqa: PLC0415
    except ImportError as error:
        return (Need("fonts", "lacking", "missing", detail=str(error)),)
    library = default_fonts()
    try:
        if prepare:
            convert_missing(library)
        survey = library.survey()
    except Fault as fault:
        return (Need("fonts", "lacking", fault.code, facts={n: str(v) for n, v in fault.facts.items()}),)
    body = next(one for one in survey if one.role is FaceRole.FANGSONG)
    waiting = any(one.convertible for one in survey)
    facts = {"family": body.family}
    return (Need("fonts", "lacking" if waiting else "ok", "waiting" if waiting else "ok", facts=facts),)


def doors() -> Doors:
    """Everything that the command line needs of the outside."""
    files = program_files()
    return Doors(
        files=files,
        data_dir=lambda data: DataDir(data).path,
        cache_dir=lambda data: DataDir(data).cache,
        language=lambda data: SettingsStore(DataDir(data).settings).current.language.value,
        load_catalogue=lambda data: load_catalogue(files, None, own_rulebooks(DataDir(data))),
        words=lambda loaded: words_of(files, lambda: loaded.reference),
        has_journal=lambda data: DataDir(data).journal.is_file(),
        read_journal=lambda data: open_journal(DataDir(data).journal, read_only=True),
        open_workspace=open_workspace,
        open_maps=open_maps,
        make_demo=lambda data, reset: make_demo(data, reset=reset),
        papers=papers,
        draw_map=draw_map,
        compose_report=compose_report,
        report_text=report_text,
        import_plan=import_plan,
        plan_papers=plan_papers,
        read_roster=read_roster,
        write_roster=write_roster,
        write_template=write_template,
        read_duties=read_duties,
        write_duties=write_duties,
        trail_file=trail_file,
        import_osm=import_osm,
        read_warning=read_warning,
        examine_qt=examine_qt,
        examine_fonts=examine_fonts,
        run_window=run_window,
        run_story=run_story,
        run_screenshots=run_screenshots,
    )
