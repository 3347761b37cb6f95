"""Documents, positions, the data folder and its backup."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.duty.commands import StartShift
from app.domain.unit.model import Position
from app.journal.snapshot import state_digest
from app.kernel import whole_file
from app.kernel.errors import Fault
from app.kernel.geo import Crs, Point
from app.storage.archive import Archive
from app.storage.data_dir import DataDir, default_path
from app.storage.sqlite_journal import open_journal
from app.storage.telemetry_store import TelemetryStore
from tests.drill_world import PREPARE
from tests.world import HERE, NOON, Station

PDF = b"%PDF-1.7 a paper"


def test_a_document_comes_back_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "documents")
    sha256 = archive.store("INC1", PDF)
    assert sha256 == hashlib.sha256(PDF).hexdigest()
    assert archive.path("INC1", sha256) == tmp_path / "documents" / "INC1" / f"{sha256}.pdf"
    assert archive.read("INC1", sha256) == PDF
    assert archive.holds("INC1", sha256)
    assert not archive.holds("INC2", sha256)
    assert archive.store("INC1", PDF) == sha256
    assert [one.name for one in (tmp_path / "documents" / "INC1").iterdir()] == [f"{sha256}.pdf"]


def test_a_document_that_was_changed_is_not_given_out_and_can_be_stored_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.store("INC1", PDF)
    archive.path("INC1", sha256).write_bytes(PDF + b"!")
    with pytest.raises(Fault) as fault:
        archive.read("INC1", sha256)
    assert fault.value.code == "document_damaged"
    archive.store("INC1", PDF)
    assert archive.read("INC1", sha256) == PDF


def test_a_document_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        Archive(tmp_path).read("INC1", "0" * 64)
    assert fault.value.code == "document_missing"


@pytest.mark.parametrize(
    ("incident", "sha256"), [("../x", "0" * 64), ("", "0" * 64), ("a/b", "0" * 64), ("i", "../../etc/x")]
)
def test_names_cannot_leave_the_archive(tmp_path: Path, incident: str, sha256: str) -> None:
    with pytest.raises(Fault) as fault:
        Archive(tmp_path).read(incident, sha256)
    assert fault.value.code == "document_name_bad"


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", refuse)
    (tmp_path / "INC1").mkdir()
    with pytest.raises(Fault) as fault:
        Archive(tmp_path).store("INC1", PDF)
    assert fault.value.code == "document_not_written"
    assert list((tmp_path / "INC1").iterdir()) == []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TelemetryStore]:
    with TelemetryStore(tmp_path / "telemetry.sqlite") as made:
        yield made


def position(unit_id: str, minutes: int, lat: float = 30.0) -> Position:
    return Position(unit_id, Point(lat, 110.0, Crs.CGCS2000), NOON + timedelta(minutes=minutes), "app", 31.5, 270.0)


def test_positions_come_back_as_they_were(store: TelemetryStore) -> None:
    batch = [position("u1", 1), position("u2", 3), position("u1", 2, 30.5)]
    assert store.sample(batch) == 3
    assert store.sample([batch[0], position("u1", 9)]) == 1
    assert store.sample([]) == 0
    assert store.latest() == {"u1": position("u1", 9), "u2": position("u2", 3)}
    track = store.track("u1", NOON + timedelta(minutes=1), NOON + timedelta(minutes=9))
    assert track == (position("u1", 1), position("u1", 2, 30.5))


def test_old_positions_are_destroyed(store: TelemetryStore, tmp_path: Path) -> None:
    store.sample([position("u1", 1), position("u1", 2), position("u2", 3)])
    assert store.retain(NOON + timedelta(minutes=2)) == 1
    assert store.latest() == {"u1": position("u1", 2), "u2": position("u2", 3)}
    store.close()
    with TelemetryStore(tmp_path / "telemetry.sqlite") as again:
        assert again.retain(NOON + timedelta(days=1)) == 2
        assert again.latest() == {}


def test_a_newer_telemetry_file_is_left_alone(store: TelemetryStore, tmp_path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(tmp_path / "telemetry.sqlite")) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(Fault) as fault:
        TelemetryStore(tmp_path / "telemetry.sqlite")
    assert fault.value.code == "telemetry_newer"


def test_the_folder_is_made_once(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "a" / "b")
    assert not data.is_writable
    assert data.create().create() is data
    assert data.is_writable
    assert sorted(one.name for one in data.path.iterdir()) == ["cache", "documents", "logs"]
    assert (data.journal.parent, data.telemetry.parent, data.settings.parent) == (data.path,) * 3


def test_the_usual_place_belongs_to_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert DataDir().path == default_path()
    assert default_path().name == "zhishou"


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    for path in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(Fault) as fault:
            DataDir(path).create()
        assert fault.value.code == "data_dir_unusable"
        assert fault.value.facts["path"] == str(path)


def test_a_backup_is_a_whole_desk(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    station = Station(open_journal(data.journal)).found()
    sha256 = Archive(data.documents).store("INC1", PDF)
    data.settings.write_text("{}")
    (data.rulebooks / "mine").mkdir(parents=True)
    (data.rulebooks / "mine" / "rulebook.yaml").write_text("id: mine\n")
    with TelemetryStore(data.telemetry) as store:
        store.sample([Position("u1", HERE, NOON, "app")])
        made = data.backup(tmp_path / "copy")
    assert (made.entries, made.documents) == (station.state.seq, 1)
    digest = state_digest(station.state)
    station.do(StartShift(leader="L", officer="O"))
    copy = DataDir(tmp_path / "copy")
    names = sorted(one.name for one in copy.path.iterdir())
    assert names == ["documents", "journal.sqlite", "rulebooks", "settings.json", "telemetry.sqlite"]
    assert (copy.rulebooks / "mine" / "rulebook.yaml").read_text() == "id: mine\n"
    again = Station(open_journal(copy.journal))
    assert state_digest(again.state) == digest
    assert Archive(copy.documents).read("INC1", sha256) == PDF
    again.close()
    station.close()


def test_drills_and_own_scenarios_and_rulebooks_are_backed_up_and_come_back(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    Station(open_journal(data.journal)).found().close()
    held = DataDir(data.drills / "first").create()
    drill = Station(open_journal(held.journal))
    drill.do(PREPARE)
    digest = state_digest(drill.state)
    for folder in (data.scenarios, data.rulebooks):
        (folder / "mine").mkdir(parents=True)
        (folder / "mine" / "one.yaml").write_text("id: mine\n")
    data.backup(tmp_path / "copy")  # while the drill goes on
    drill.close()
    other = DataDir(tmp_path / "other")
    other.restore(tmp_path / "copy")
    again = Station(open_journal(other.drills / "first" / "journal.sqlite"))
    assert state_digest(again.state) == digest
    assert [(folder / "mine" / "one.yaml").read_text() for folder in (other.scenarios, other.rulebooks)] == ["id: mine\n"] * 2
    again.close()


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    (tmp_path / "copy").mkdir()
    with pytest.raises(Fault) as fault:
        data.backup(tmp_path / "copy")
    assert (fault.value.code, fault.value.facts["why"]) == ("backup_failed", "exists")


def test_a_damaged_journal_is_no_backup(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    Station(open_journal(data.journal)).found().close()
    with closing(sqlite3.connect(data.journal, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entries_stay")
        connection.execute("UPDATE entries SET actor = 'somebody else' WHERE seq = 2")
    with pytest.raises(Fault) as fault:
        data.backup(tmp_path / "copy")
    assert (fault.value.code, fault.value.facts["why"]) == ("backup_failed", "journal_damaged")
    assert os.listdir(tmp_path) == ["data"]


def test_map_book_roads_names_and_layers_come_back_and_base_maps_are_named(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data").create()
    station = Station(open_journal(data.journal)).found()
    sha256 = Archive(data.documents).store("INC1", PDF)
    kept = {"layers/own_1.json": b"{}", "roads/county.npz": b"roads", "gazetteer/county.json": b"names"}
    for name, body in {**kept, "maps/county.mbtiles": b"x" * 1000, "roads/.work.part": b"half"}.items():
        (data.path / name).parent.mkdir(exist_ok=True)
        (data.path / name).write_bytes(body)
    data.map_book.write_text('{"format":1,"entries":[{"id":"td","form":"online","key":"SECRET","template":"t"}]}')
    made = data.backup(tmp_path / "copy")
    assert (made.maps_left_out, made.maps_bytes) == (1, 1000)
    assert b"SECRET" not in (tmp_path / "copy" / "maps.json").read_bytes()
    other = DataDir(tmp_path / "other")
    back = other.restore(tmp_path / "copy")
    assert (back.entries, back.documents) == (station.state.seq, 1)
    again = Station(open_journal(other.journal))
    assert state_digest(again.state) == state_digest(station.state)
    assert Archive(other.documents).read("INC1", sha256) == PDF
    assert {name: (other.path / name).read_bytes() for name in kept} == kept
    assert '"td"' in other.map_book.read_text() and not (other.roads / ".work.part").exists()
    again.close()
    station.close()
    with pytest.raises(Fault) as no:
        other.restore(tmp_path / "copy")
    assert no.value.facts["why"] == "exists"


def test_what_is_no_backup_makes_no_desk(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Fault) as no:
        DataDir(tmp_path / "data").restore(tmp_path / "empty")
    assert (no.value.code, no.value.facts["why"]) == ("restore_failed", "not_a_backup")
    (tmp_path / "bad").mkdir()
    data = DataDir(tmp_path / "bad")
    Station(open_journal(data.journal)).found().close()
    with closing(sqlite3.connect(data.journal, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entries_stay")
        connection.execute("UPDATE entries SET actor = 'somebody else' WHERE seq = 2")
    with pytest.raises(Fault) as no:
        DataDir(tmp_path / "data").restore(tmp_path / "bad")
    assert (no.value.code, no.value.facts["why"]) == ("restore_failed", "journal_damaged")
    assert not (tmp_path / "data").exists()
