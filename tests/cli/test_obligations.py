"""``obligations``: when what is owed, in Beijing time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Said

AWARE = "2026-07-18T03:05:00+08:00"
KEYS = {
    "stage", "number", "channel", "from", "to", "due_at", "started_at", "clock_start", "rule_id", "rule", "source",
    "status", "immediately", "projected", "bases",
}  # fmt: skip


def owed(cli: Command, *words: object, kind: str = "A-FIR", aware: str = AWARE) -> Said:
    return cli("obligations", "--kind", kind, "--aware-at", aware, *words, "--json")


def test_each_duty_says_who_when_and_by_which_rule(cli: Command) -> None:
    rows = owed(cli, "--fact", "dead=3").json
    assert rows
    assert all(set(row) >= KEYS for row in rows)
    assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)
    assert all(row["due_at"].endswith("+08:00") for row in rows)
    assert rows[0]["rule_id"] == rows[0]["rule"] == rows[0]["bases"][0]["rule_id"]
    assert (rows[0]["stage"], rows[0]["channel"]) == ("first", "phone")


@pytest.mark.parametrize("typed", ["2026-07-18 03:05", "2026-07-18T03:05", "2026-07-17T19:05Z", "2026-07-17T19:05:00+00:00"])
def test_times_without_an_offset_are_beijing_time(cli: Command, typed: str) -> None:
    assert owed(cli, aware=typed).json == owed(cli).json


def test_the_earliest_of_several_rules_wins_and_all_are_listed(cli: Command) -> None:
    several = [row for row in owed(cli, "--fact", "dead=3").json if len(row["bases"]) > 1]
    assert several
    for row in several:
        assert row["due_at"] == min(base["due_at"] for base in row["bases"])


def test_the_county_wants_thirty_and_sixty_minutes_across_midnight(cli: Command) -> None:
    rows = owed(cli, "--fact", "dead=3", "--rulebook", "county-2018", aware="2026-07-18 23:50").json
    assert rows
    for row in rows:
        assert datetime.fromisoformat(row["due_at"]) > datetime.fromisoformat(row["started_at"])
    assert any(row["due_at"].startswith("2026-07-19") for row in rows)


def test_a_sensitive_school_incident_without_casualties_goes_the_fast_way(cli: Command) -> None:
    calm = owed(cli, kind="S-SCH").json
    sensitive = owed(cli, "--fact", "sens_place", kind="S-SCH").json
    assert sensitive[0]["due_at"] < calm[0]["due_at"] if calm else sensitive


def test_on_the_eighth_day_a_road_death_no_longer_asks_for_a_correction(cli: Command) -> None:
    words = ["--occurred-at", "2026-07-01 08:00", "--terminated-at", "2026-07-01 12:00", "--casualties-changed-at"]
    late = owed(cli, *words, "2026-07-09 09:00", kind="A-RDT", aware="2026-07-01 08:10").json
    soon = owed(cli, *words, "2026-07-05 09:00", kind="A-RDT", aware="2026-07-01 08:10").json
    assert "correction" in {row["stage"] for row in soon}
    assert "correction" not in {row["stage"] for row in late}


def test_all_adds_what_waits(cli: Command) -> None:
    rows = owed(cli, "--all").json
    waiting = [row for row in rows if row["due_at"] is None]
    assert waiting
    assert all(set(row) >= KEYS for row in waiting)
    assert len(owed(cli).json) == len(rows) - len(waiting)


def test_moments_that_make_no_sense_are_refused(cli: Command) -> None:
    assert owed(cli, "--occurred-at", "2026-07-18 04:00").refused["refused"] == "occurred_after_aware"
    assert owed(cli, "--terminated-at", "2026-07-18 01:00").refused["refused"] == "time_before_awareness"
    for bad in ("yesterday", "2026-07-18", "2026-13-01 00:00", "0001-01-01 00:00", "9999-12-31T23:59:59", "03:05"):
        said = owed(cli, aware=bad)
        assert (said.code, said.refused["refused"]) == (2, "time_form"), bad


def test_now_is_a_moment(cli: Command) -> None:
    row = owed(cli, aware="now").json[0]
    assert datetime.fromisoformat(row["due_at"]) - datetime.fromisoformat(row["started_at"]) < timedelta(hours=2)


def test_rulebooks(cli: Command, data: Path) -> None:
    assert {row["rulebook"] for row in owed(cli).json} == {"township-default"}
    assert {row["rulebook"] for row in owed(cli, "--data", data).json} == {"township-default"}
    no = owed(cli, "--rulebook", "henan")
    assert (no.code, no.refused["refused"], no.refused["near"][0]) == (2, "rulebook_unknown", "henan-2021")


def test_lines_for_people(cli: Command) -> None:
    said = cli("obligations", "--kind", "A-FIR", "--fact", "dead=3", "--aware-at", AWARE, "--all")
    assert "2026-07-18 03:" in said.out
    assert "尚未起算" in said.out
