"""A conductor's machine is killed in the middle of a drill: another process goes on, and the drill is what it would have been."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from app.bootstrap import drills
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.scoring import score
from app.drill.ports import LiveDesk
from app.drill.second_desk import open_second_desk, prepare
from app.journal.codec import unseal
from app.kernel.clock import FixedClock
from app.kernel.ids import RandomIds
from app.storage.data_dir import DataDir
from app.storage.sqlite_journal import open_journal
from tests.drill.people import DEEDS, hold

ROOT = Path(__file__).parents[2]
KILLED_AFTER = 16
"""Minutes of the drill: units are on their way, a response runs, half of what people do is still to come."""


def journal_of(folder: Path, drill_id: str) -> tuple:
    """The lines of a drill that nobody has open."""
    journal = open_journal(DataDir(folder).drills / drill_id / "journal.sqlite")
    try:
        return tuple(journal.read())
    finally:
        journal.close()


async def made(folder: Path, live: LiveDesk, scenario: Scenario, drill_id: str) -> None:
    """A drill of the township that is kept here."""
    journal = open_journal(DataDir(folder).create().journal)
    desk = await open_second_desk(journal, live.files, FixedClock(scenario.starts_at), RandomIds())
    await prepare(desk, live.state, scenario, 5, drill_id)
    await desk.close()


def test_a_drill_whose_conductor_was_killed_is_what_it_would_have_been(tmp_path, flood, live) -> None:
    folder, calm = tmp_path / "killed", tmp_path / "calm"
    drill_id = "flood-5"
    asyncio.run(made(DataDir(folder).drills / drill_id, live, replace(flood, length_min=26.0), drill_id))
    prepared = len(journal_of(folder, drill_id))
    shutil.copytree(folder, calm)

    child = subprocess.Popen(
        [sys.executable, "-m", "tests.drill.people", str(folder), drill_id], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    said = 0
    for _ in range(KILLED_AFTER):
        said = int(child.stdout.readline())
    child.kill()
    assert child.wait() == (-signal.SIGKILL if sys.platform != "win32" else 1)
    child.stdout.close()

    shutil.copytree(DataDir(DataDir(folder).drills / drill_id).cache, DataDir(calm).cache)  # what was read of the catalogue
    durable = journal_of(folder, drill_id)
    assert prepared < said <= len(durable)  # what was told as done is there

    async def to_the_end(of: Path) -> None:
        async for _ in hold(of, drill_id):
            pass

    asyncio.run(to_the_end(folder))
    asyncio.run(to_the_end(calm))
    gone_on, undisturbed = journal_of(folder, drill_id), journal_of(calm, drill_id)
    assert gone_on[: len(durable)] == durable
    assert len(durable) < len(undisturbed)  # it was killed before its end
    assert gone_on[-1].hash == undisturbed[-1].hash
    assert [one.hash for one in gone_on] == [one.hash for one in undisturbed]
    records = [tuple(map(unseal, lines)) for lines in (gone_on, undisturbed)]
    assert [one.stamp.context.cause for one in records[0] if one.stamp.context.seat == "room"].count("tick") == 1
    assert {key for _, key, _ in DEEDS} <= {one.stamp.context.cause for one in records[0]}
    scores = [score(one, live.files) for one in records]
    assert scores[0] == scores[1] and 0 < scores[0].points < 100
    kept = drills(folder).kept()
    assert [(one.id, one.status) for one in kept] == [(drill_id, DrillStatus.ENDED)]
