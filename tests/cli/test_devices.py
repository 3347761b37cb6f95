"""``devices``, ``listen`` and ``units track``."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from app import bootstrap
from app.domain.unit.model import Position
from app.kernel.geo import Point
from app.storage.data_dir import DataDir
from app.storage.telemetry_store import TelemetryStore
from tests.cli.conftest import Command

URL = "http://127.0.0.1:8690"


def test_a_terminal_is_enrolled_shown_once_renewed_and_revoked(desk: Command, cli: Command, data: Path) -> None:
    unit = desk("units", "list").json[0]["id"]
    assert desk("devices", "list").json == []
    made = desk("devices", "enrol", unit, "王某手机", "--url", URL).json
    assert (made["unit"], made["state"], made["app"]) == (unit, "active", "owntracks")
    assert made["setup"]["fields"]["password"] == made["token"]
    assert len(bytes.fromhex(made["token"])) * 8 >= 128
    listed = cli("devices", "list", "--data", data)
    assert "王某手机" in listed.out
    assert made["token"] not in listed.out
    journal = desk("journal", "export", "--output", data / "j.jsonl")
    text = (data / "j.jsonl").read_text("utf-8") if journal.code == 0 else ""
    assert made["token"] not in text
    renewed = desk("devices", "renew", made["id"], "--url", URL).json
    assert renewed["token"] != made["token"]
    assert desk("devices", "revoke", made["id"], "--reason", "交回").json["revoked_because"] == "交回"
    assert desk("devices", "revoke", made["id"], "--reason", "x").refused["refused"] == "device_revoked"
    assert desk("devices", "renew", "nobody").refused["refused"] == "device_unknown"
    assert desk("devices", "enrol", "zz", "x").refused["refused"] == "unit_unknown"


def test_what_the_desk_keeps_of_a_token_is_its_hash(desk: Command, data: Path) -> None:
    unit = desk("units", "list").json[0]["id"]
    made = desk("devices", "enrol", unit, "phone", "--app", "traccar", "--url", URL).json

    async def kept() -> str:
        async with bootstrap.open_workspace(data) as workspace:
            return workspace.desk.state.devices[made["id"]].token_hash

    assert asyncio.run(kept()) == hashlib.sha256(made["token"].encode()).hexdigest()


def test_a_track_as_rows_gpx_and_csv(desk: Command, cli: Command, data: Path, tmp_path: Path) -> None:
    unit = desk("units", "list").json[0]["id"]
    now = datetime.now(UTC).replace(microsecond=0)
    with TelemetryStore(DataDir(data).telemetry) as store:
        store.sample(
            [Position(unit, Point(30.0, 110.0), now - timedelta(minutes=n), "owntracks", 10, 0, 8, "D", 60) for n in range(5)]
            + [Position(unit, Point(31.0, 110.0), now - timedelta(seconds=30), "owntracks", device_id="D", flags=("jump",))]
        )
    rows = desk("units", "track", unit).json
    assert len(rows) == 5
    assert set(rows[0]) >= {"unit", "at", "lat", "lon", "speed_kmh", "accuracy_m", "battery_pct", "source", "device", "flags"}
    of_all = json.loads(cli("units", "track", "--format", "json", "--data", data).out)
    assert [row for row in of_all if row["unit"] == unit] == rows and len(of_all) > len(rows)
    assert "<trkpt" in cli("units", "track", unit, "--format", "gpx", "--data", data).out
    target = tmp_path / "t.csv"
    assert desk("units", "track", unit, "--format", "csv", "--output", target).json == {"file": str(target), "positions": 5}
    assert len(target.read_text("utf-8-sig").splitlines()) == 6
    assert desk("units", "track", unit, "--since", "2020-01-01 00:00", "--until", "2020-01-02 00:00").json == []
    assert desk("units", "track", "zz").refused["refused"] == "unit_unknown"


def test_listening_takes_a_phone_in_and_counts(desk: Command, data: Path) -> None:
    unit = desk("units", "list").json[0]["id"]
    made = desk("devices", "enrol", unit, "phone", "--app", "traccar", "--url", URL).json
    with TelemetryStore(DataDir(data).telemetry) as store:
        store.sample([Position(unit, Point(30.0, 110.0), datetime.now(UTC) - timedelta(days=31), "owntracks")])
    command = [sys.executable, "-m", "app", "listen", "--data", str(data), "--port", "0", "--for", "60", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        opening = json.loads(process.stderr.readline())
        identifier = made["setup"]["fields"]["identifier"]
        query = f"id={identifier}&lat=30&lon=110&timestamp={int(datetime.now(UTC).timestamp())}"
        with urlopen(f"http://127.0.0.1:{opening['port']}/?{query}") as reply:
            assert (reply.status, reply.read()) == (200, b"OK")
        process.terminate()
        out, _ = process.communicate(timeout=60)
    answer = json.loads(out)
    assert (process.returncode, answer["listening"], answer["taken"]) == (0, False, 1)
    kept = desk("units", "track", unit, "--since", "2020-01-01 00:00").json
    assert [row["device"] for row in kept] == [made["id"]]  # what is past its time was destroyed meanwhile


def test_a_door_that_cannot_be_opened_is_a_fault(desk: Command) -> None:
    said = desk("listen", "--bind", "203.0.113.7", "--port", "0", "--for", "1")
    assert (said.code, said.refused["fault"]) == (1, "listener_address_wrong")
    assert desk("listen", "--port", "99999").code == 2
