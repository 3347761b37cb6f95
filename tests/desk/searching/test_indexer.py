"""The index follows the journal: everything can be found, after a restart too, and another journal is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.desk.searching.indexer import Indexer
from app.desk.searching.model import Wanted
from app.desk.searching.sources import sources
from app.domain.duty.commands import LiftWarning, RecordWarning
from app.domain.incident.commands import AddNote, OpenIncident
from app.domain.state import State
from app.domain.words import AlertLevel
from app.journal.port import MemoryJournal
from app.kernel.errors import Fault
from app.storage.search_index import SearchStore, open_index
from tests.world import NOON, PLACE, Station

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, narrative="青石村三组民房起火", facts={"dead": 1})
WORDS = read_words(program_files().resources / "i18n")


class Follower:
    """An indexer on a station's desk, and what it finds."""

    def __init__(self, station: Station, path: Path, open_store=None) -> None:
        self.station = station
        desk = station.desk
        self.indexer = Indexer(
            desk, open_store or (lambda: open_index(path, writable=True)),
            lambda: Describer(desk.reference, Wording(WORDS, "zh", desk.reference)),
        )

    def begin(self) -> Follower:
        async def start() -> None:
            self.indexer.start()
            await self.indexer.ready()

        self.station.run(start())
        return self

    def found(self, text: str, **more) -> list[str]:
        self.station.run(self.indexer.ready())
        return [one.doc.id for one in self.station.run(self.indexer.search(Wanted(text, **more))).hits]

    def close(self) -> None:
        self.station.run(self.indexer.close())


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    yield made
    made.close()


def test_what_was_there_and_what_comes_is_found(station: Station, tmp_path: Path):
    case = station.open(OPEN)
    follower = Follower(station, tmp_path / "s.sqlite").begin()
    assert follower.found("起火") == [case]
    station.do(AddNote(incident_id=case, text="消防车受阻于石桥"))
    assert follower.found("石桥") == [case] and follower.found("没有的词") == []
    follower.close()


def test_a_restart_makes_up_for_what_it_missed(station: Station, tmp_path: Path, monkeypatch):
    case = station.open(OPEN)
    Follower(station, tmp_path / "s.sqlite").begin().close()
    station.do(AddNote(incident_id=case, text="消防车受阻于石桥"))
    again = Follower(station, tmp_path / "s.sqlite")
    monkeypatch.setattr(again.indexer, "_rebuild", None)
    again.begin()
    assert again.found("石桥") == [case]
    again.close()


def test_the_index_of_another_journal_is_thrown_away(station: Station, tmp_path: Path):
    other = Station(MemoryJournal()).found()
    other.open(OPEN)
    Follower(other, tmp_path / "s.sqlite").begin().close()
    other.close()
    follower = Follower(station, tmp_path / "s.sqlite").begin()
    assert follower.found("起火") == [] and follower.indexer.is_whole
    follower.close()


def test_facets_of_an_incident(station: Station, tmp_path: Path):
    case = station.open(OPEN)
    follower = Follower(station, tmp_path / "s.sqlite").begin()
    assert follower.found("", kind="A") == [case] and follower.found("", kind="A-PRD", is_open=True) == [case]
    assert follower.found("", kind="N") == [] and follower.found("", is_open=False) == []
    follower.close()


def test_a_lifted_warning_is_still_found(station: Station, tmp_path: Path):
    follower = Follower(station, tmp_path / "s.sqlite").begin()
    station.do(RecordWarning(kind="rainstorm", level=AlertLevel.RED, text="未来三小时大暴雨", issued_by="县气象台"))
    (warning,) = station.state.warnings
    assert follower.found("暴雨 气象台") == [warning]
    station.do(LiftWarning(warning_id=warning))
    assert follower.found("", source="warning", is_open=False) == [warning]
    follower.close()


def test_a_disk_that_refuses_is_told_and_forgiven(station: Station, tmp_path: Path):
    class Full(SearchStore):
        full = True

        def put(self, docs, mark=None):
            if self.full:
                raise Fault("search_not_written", {"why": "full", "path": "", "detail": ""})
            super().put(docs, mark)

    follower = Follower(station, tmp_path / "s.sqlite").begin()
    follower.indexer._index.__class__ = Full
    case = station.open(OPEN)
    station.run(follower.indexer.ready())
    assert follower.indexer.fault is not None
    Full.full = False
    station.do(AddNote(incident_id=case, text="再试"))
    assert follower.found("起火") == [case] and follower.indexer.fault is None
    follower.close()


def test_a_damaged_index_is_made_anew(station: Station, tmp_path: Path):
    case = station.open(OPEN)
    (tmp_path / "s.sqlite").write_bytes(b"nothing of the kind" * 99)
    follower = Follower(station, tmp_path / "s.sqlite").begin()
    assert follower.found("起火") == [case]
    follower.close()


def test_where_nothing_can_be_written_a_passing_index_serves(station: Station, tmp_path: Path):
    case = station.open(OPEN)
    follower = Follower(station, tmp_path, lambda: open_index(tmp_path / "s.sqlite", writable=False)).begin()
    assert follower.found("起火") == [case] and not list(tmp_path.iterdir())
    follower.close()


def test_every_source_names_a_part_of_the_state():
    assert {one.part for one in sources()} <= set(State.__struct_fields__)
    assert all(f"search.source.{one.name}" in WORDS for one in sources())
    assert asyncio.iscoroutinefunction(Indexer.search)
