"""``alarms``: what stands, without a window; nothing is recorded by looking."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command

KEYS = {
    "key", "kind", "incident_id", "incident", "title", "stage", "step", "rank", "due_at", "stands", "raised_at", "raised_stage",
    "missed", "acknowledged_stage", "acknowledged_at", "acknowledged_by",
}


def test_what_stands_is_listed_the_most_urgent_first(desk: Command) -> None:
    aware = desk("incident", "open", "--kind", "A-FIR", "--place", "qsc", "--aware-at", "2026-01-02 03:04")
    assert aware.code == 0, aware.err
    before = desk("journal", "verify", "--json").json
    said = desk("alarms", "--json").json
    rows = said["alarms"]
    assert rows and all(set(row) == KEYS for row in rows)
    order = ["alarm", "warn", "watch", "info"]
    places = [order.index(row["rank"]) for row in rows]
    assert places == sorted(places) and rows[0]["stage"] == "overdue" and rows[0]["stands"]
    assert said["escalation"] is None and said["clock_jump"] is None
    assert desk("journal", "verify", "--json").json == before


def test_it_reads_like_a_list(cli: Command, data: Path) -> None:
    said = cli("alarms", "--lang", "zh", "--data", data)
    assert said.code == 0, said.err
    assert "待确认" in said.out and "青石村三组" in said.out and "{" not in said.out
