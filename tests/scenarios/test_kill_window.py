"""The window is killed at any moment: what it had confirmed is there at the next start, and the clocks stand where they must."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.scenarios.desks import SLOW_S, chain, window

pytestmark = pytest.mark.window

ROUNDS = 3


def killed_at(desk: Path, moment_s: float) -> list[dict]:
    """Start the window, let it take calls in, kill it so long after the first; what it had confirmed."""
    with window("opens", desk) as shown:
        assert shown.line() == {"ready": True}
        first = shown.line()
        time.sleep(moment_s)
        shown.process.kill()
        return [first, *shown.rest()]


def test_nothing_confirmed_is_lost_and_the_clocks_go_on(desk: Path) -> None:
    chance = random.Random(11)
    confirmed: list[dict] = []
    for _ in range(ROUNDS):
        told = killed_at(desk, chance.uniform(0.0, 1.5))
        confirmed += told
        entries, damage = chain(desk)
        assert damage is None
        assert entries >= told[-1]["seq"]

    with window("looks", desk) as again:
        now_seen = again.line(2 * SLOW_S)
        assert again.ends() == 0, again.complaints
    assert now_seen["visible"]
    assert now_seen["map_painted"]
    assert now_seen["seq"] >= confirmed[-1]["seq"]
    now = datetime.now(UTC)
    clocks = 0
    for one in confirmed:
        owed = now_seen["incidents"][one["incident"]]
        assert set(one["owed"]) <= set(owed), "a deadline went away with the process"
        for key, (due_at, _) in one["owed"].items():
            assert owed[key][0] == due_at
            if abs((datetime.fromisoformat(due_at) - now).total_seconds()) > SLOW_S:
                assert (owed[key][1] == "overdue") == (datetime.fromisoformat(due_at) < now)
            clocks += 1
    assert clocks >= ROUNDS
    assert now_seen["overdue"], "calls of hours ago must be late by the wall clock"
    assert now_seen["chips"], "and the strip must say so"
