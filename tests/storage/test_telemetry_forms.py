"""Positions of the first form are taken over; two terminals of one unit do not push each other out; doubts are kept apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from app.domain.unit.model import Position
from app.storage.telemetry_store import TelemetryStore
from tests.world import HERE, NOON

DAY = timedelta(days=1)
MICROS = round(NOON.timestamp()) * 1_000_000


def test_a_file_of_the_first_form_is_lifted_with_all_its_positions(tmp_path: Path) -> None:
    path = tmp_path / "telemetry.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.execute(
            "CREATE TABLE positions (unit_id TEXT NOT NULL, at INTEGER NOT NULL, lat FLOAT NOT NULL, lon FLOAT NOT NULL, "
            "crs TEXT NOT NULL, speed_kmh FLOAT NOT NULL, heading_deg FLOAT NOT NULL, source TEXT NOT NULL, "
            "PRIMARY KEY (unit_id, at)) WITHOUT ROWID"
        )
        rows = [("u1", MICROS + n, 30.0, 110.0, "WGS-84", 5.0, 90.0, "demo") for n in range(50)]
        old.executemany("INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        old.execute("PRAGMA user_version=1")
        old.commit()
    for _ in range(2):
        with TelemetryStore(path) as store:
            trail = store.track("u1", NOON, NOON + DAY)
            assert len(trail) == 50
            assert (trail[0].speed_kmh, trail[0].device_id, trail[0].battery_pct, trail[0].flags) == (5.0, "", -1, ())
            assert store.latest()["u1"].at == trail[-1].at


def test_two_terminals_of_a_unit_at_the_same_moment_are_both_kept(tmp_path: Path) -> None:
    one = Position("u1", HERE, NOON, "owntracks", device_id="A", accuracy_m=8, battery_pct=70, flags=("clock_off",))
    with TelemetryStore(tmp_path / "t.sqlite") as store:
        assert store.sample([one, replace(one, device_id="B"), one]) == 2
        assert set(store.track("u1", NOON, NOON + DAY)) == {one, replace(one, device_id="B")}
        assert store.last_of_device("u1", "B") == replace(one, device_id="B")
        assert store.last_of_device("u1", "C") is None


def test_a_doubted_position_is_not_the_latest_until_it_is_confirmed(tmp_path: Path) -> None:
    first = Position("u1", HERE, NOON, "owntracks", device_id="A")
    doubted = replace(first, at=NOON + timedelta(minutes=1), flags=("jump",))
    with TelemetryStore(tmp_path / "t.sqlite") as store:
        store.sample([first, doubted, replace(doubted, unit_id="u2")])
        assert store.latest() == {"u1": first}
        assert store.last_of_device("u1", "A") == first
        store.confirm([replace(doubted, flags=())])
        assert store.latest() == {"u1": replace(doubted, flags=())}


def test_a_batch_larger_than_a_statement_is_whole(tmp_path: Path) -> None:
    batch = [Position("u1", HERE, NOON + timedelta(seconds=n), "gps") for n in range(950)]
    with TelemetryStore(tmp_path / "t.sqlite") as store:
        assert store.sample(batch) == 950
        assert store.sample(batch) == 0
        assert store.track("u1", NOON, NOON + DAY) == tuple(batch)
