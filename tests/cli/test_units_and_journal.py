"""``units`` and ``journal``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.cli.doors import Doors, RosterRead
from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit
from app.kernel.text import Text
from tests.cli.conftest import Command


def test_units(desk: Command) -> None:
    rows = desk("units", "list").json
    assert set(rows[0]) >= {"id", "name", "kind", "kind_name", "status", "status_name", "available", "crew", "distance_m"}
    fire = desk("units", "list", "--kind", "f-fire").json
    assert {row["kind"] for row in fire} == {"F-FIRE"}
    assert all(row["available"] for row in desk("units", "list", "--available").json)
    seen = next(row for row in rows if row["position"] is not None)
    assert seen["position"]["age_s"] > 0 and "前" in seen["seen"]
    assert {row["seen"] for row in rows if row["position"] is None and row["lat"]} == {"驻地"}
    way = desk("route", "--from", seen["id"], "--to", "18.60,114.49").json
    assert way["from"]["unit"] == seen["id"] and way["from"]["position_age_s"] >= seen["position"]["age_s"]
    no = desk("units", "list", "--kind", "F-FIER")
    assert (no.code, no.refused["near"][0]) == (2, "F-FIRE")


def test_a_status_that_may_not_follow_is_refused(desk: Command) -> None:
    free = desk("units", "list", "--available").json[0]["id"]
    assert desk("units", "status", free, "working").refused["refused"] == "status_not_allowed"
    assert desk("units", "status", free, "flying").code == 2
    assert desk("units", "status", "zz", "on_standby").refused["refused"] == "unit_unknown"
    assert desk("units", "status", free, "out_of_service").json["status"] == "out_of_service"


def test_a_workbook_is_taken_in_by_the_desk(cli: Command, doors: Doors, data: Path) -> None:
    unit = Unit(id="x1", kind="F-VOL", name=Text("新队", "New team"))
    contact = Contact("c-x", "某", "police", "000-2")
    asked: list[Path] = []

    def read_roster(path: Path, *_: object) -> RosterRead:
        asked.append(path)
        commands = (RegisterUnits(units=(unit,)), RegisterContacts(contacts=(contact,)))
        return RosterRead(commands, {"units": 1, "contacts": 1})

    faked = replace(doors, read_roster=read_roster)
    said = cli("units", "import", "a.xlsx", "--data", data, "--json", doors=faked)
    assert said.json.items() >= {"file": "a.xlsx", "units": 1, "contacts": 1, "dry_run": False}.items()
    assert asked == [Path("a.xlsx")]
    assert "x1" in {row["id"] for row in cli("units", "list", "--data", data, "--json").json}


def test_a_template_comes_back_as_it_was_written(cli: Command, data: Path, tmp_path: Path) -> None:
    pytest.importorskip("app.exchange.roster")
    target = tmp_path / "roster.xlsx"
    assert cli("units", "template", target).code == 0
    assert target.stat().st_size > 1000
    empty = cli("units", "import", target, "--data", data, "--json")
    assert empty.code == 1
    assert empty.refused["problems"]


def tamper(data: Path, *statements: str) -> None:
    """Change the file as somebody with a database tool would: the guards are taken away first."""
    with closing(sqlite3.connect(data / "journal.sqlite")) as file, file:
        guards = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for statement in (*(f"DROP TRIGGER {name}" for (name,) in guards), *statements):
            file.execute(statement)


def test_verify_names_the_first_bad_entry(desk: Command, data: Path) -> None:
    whole = desk("journal", "verify")
    assert (whole.code, whole.json["ok"]) == (0, True)
    tamper(data, "UPDATE entries SET actor = 'somebody else' WHERE seq = 7")
    said = desk("journal", "verify")
    assert said.code == 1
    assert (said.json["ok"], said.json["damaged_seq"], said.json["why"], said.json["entries"]) == (False, 7, "hash", 6)
    assert desk("incident", "list").code == 0  # it can still be read
    doctor = desk("doctor")
    assert doctor.code == 1
    assert next(one for one in doctor.json["checks"] if one["name"] == "journal")["code"] == "damaged"


def test_a_damaged_journal_takes_no_more(desk: Command, data: Path) -> None:
    number = desk("incident", "list").json[0]["number"]
    tamper(data, "DELETE FROM snapshots", "UPDATE entries SET prev_hash = zeroblob(32) WHERE seq = 150")
    before = desk("journal", "verify").json
    assert (before["damaged_seq"], before["why"]) == (150, "link")
    said = desk("incident", "note", number, "x")
    assert said.refused["fault"] == "journal_damaged" if said.code == 1 else said.refused["refused"] == "incident_unknown"
    assert desk("journal", "verify").json == before


def test_no_journal_at_all_in_the_file(desk: Command, data: Path) -> None:
    for part in data.glob("journal.sqlite*"):
        part.unlink()
    (data / "journal.sqlite").write_bytes(b"this is no database" * 100)
    for words in (("journal", "verify"), ("incident", "list"), ("journal", "export")):
        said = desk(*words)
        assert said.code == 1, words
        assert said.refused["fault"].startswith("journal_")
    assert desk("doctor").code == 1


def test_export_holds_every_line_as_it_was_sealed(cli: Command, data: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in cli("journal", "export", "--data", data).out.splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert set(rows[0]) >= {"seq", "at", "actor", "kind", "body", "hash", "prev_hash"}
    assert all(after["prev_hash"] == before["hash"] for before, after in pairwise(rows))
    target = tmp_path / "journal.jsonl"
    said = cli("journal", "export", "-o", target, "--data", data, "--json")
    assert said.json == {"file": str(target), "entries": len(rows)}
    assert [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()] == rows
    assert cli("journal", "export", "-o", tmp_path / "no" / "x", "--data", data).code == 1
