"""Incidents to print: the demo township's day on a fixed clock with counted ids, and small ones made by hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.demo import build_demo
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.domain.duty.commands import FoundDesk, StartShift
from app.domain.incident.commands import OpenIncident
from app.domain.record import Command, Context, Record
from app.domain.reference import Reference
from app.domain.state import State
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from app.reports.documents import DocumentInput

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=UTC)
"""22:00 in Beijing, a summer night."""

FILES = program_files()
OFFICER = Context("李国栋", seat="test")


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The real catalogue."""
    return load_catalogue(FILES).reference


@lru_cache(maxsize=1)
def words() -> Any:
    """The real words."""
    return read_words(FILES.resources / "i18n")


@dataclass(frozen=True)
class Printed:
    """A state and the records of each of its incidents."""

    state: State
    records: dict[str, tuple[Record, ...]]
    head: str


@lru_cache(maxsize=1)
def demo_day() -> Printed:
    """The demo township's day up to ``NOW``."""

    async def play() -> Printed:
        journal = MemoryJournal()
        await build_demo(journal, reference(), read_demo(FILES.demo, DEFAULT_RULEBOOK), NOW, CountedIds())
        desk = Desk(journal, reference(), FixedClock(NOW), CountedIds())
        await desk.start()
        records = {one: await desk.history(one) for one in desk.state.incidents}
        return Printed(desk.state, records, desk.head_hash.hex())

    return asyncio.run(play())


def play(*commands: Command, opening: dict[str, Any] | None = None, minutes: int = 5) -> Printed:
    """A desk of the demo's profile with one incident opened by hand; later commands are made from its id.

    Each command may be a function of the incident's id.
    """

    async def run() -> Printed:
        town = read_demo(FILES.demo, DEFAULT_RULEBOOK)
        clock = FixedClock(NOW - timedelta(hours=2))
        desk = Desk(MemoryJournal(), reference(), clock, CountedIds())
        await desk.start()
        await desk.execute(FoundDesk(profile=town.profile), OFFICER)
        await desk.execute(StartShift(leader=town.leader, officer=town.officer), OFFICER)
        case = ""
        if opening is not None:
            made = await desk.execute(OpenIncident(**{"aware_at": clock.now(), **opening}), OFFICER)
            case = made[0].stamp.command_id
        for command in commands:
            clock.advance(timedelta(minutes=minutes))
            await desk.execute(command(case) if callable(command) else command, OFFICER)
        records = {one: await desk.history(one) for one in desk.state.incidents}
        return Printed(desk.state, records, desk.head_hash.hex())

    return asyncio.run(run())


def given(printed: Printed, incident_id: str, lang: str = "zh", **more: Any) -> DocumentInput:
    """What a document is made from."""
    wording = Wording(words(), lang, reference())
    made = DocumentInput(
        state=printed.state, incident_id=incident_id, records=printed.records[incident_id], reference=reference(),
        describer=Describer(reference(), wording), wording=wording, lang=lang, now=NOW, actor="李国栋", map_png=None,
        place="青石镇" if lang == "zh" else "Qingshi Town", head_hash=printed.head,
    )
    return replace(made, **more)


def demo_incident(kind: str) -> str:
    """The id of the demo incident of this kind."""
    return next(one.id for one in demo_day().state.incidents.values() if one.kind == kind)


def golden(name: str) -> Path:
    """Where a golden text lies."""
    return FILES.root / "tests" / "golden" / name
