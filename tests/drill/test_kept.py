"""Kept drills are read from a copy, once for every change of their files, and may be judged after their end."""

from __future__ import annotations

import asyncio
from itertools import groupby
from pathlib import Path

import pytest

from app.bootstrap import kept_drills
from app.bootstrap.kept_drills import KeptDrills
from app.desk.desk import Desk
from app.domain.exercise.commands import JudgeDrill
from app.domain.exercise.kinds import Grade
from app.domain.record import Context
from app.drill.ports import LiveDesk
from app.drill.running import DrillRun
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.ids import RandomIds
from app.storage.sqlite_journal import open_journal
from tests.drill.conftest import Hold

NAME = "20260711-213000-flood"


def keep(run: DrillRun, folder: Path) -> Path:
    """The journal of a run, as a file of the data folder."""
    folder.mkdir(parents=True)
    journal, seq = open_journal(folder / "journal.sqlite"), 0
    for stamp, records in groupby(run.records, key=lambda one: one.stamp):
        entries = tuple(one.entry for one in records)
        journal.append(stamp, entries, seq)
        seq += len(entries)
    journal.close()
    return folder / "journal.sqlite"


def test_a_kept_drill_is_read_once_until_somebody_judges_it(
    hold: Hold, live: LiveDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = hold("perfect")
    path = keep(run, tmp_path / NAME)
    drills, read = KeptDrills(tmp_path, lambda: live.files), []
    copy = kept_drills.read_copy
    monkeypatch.setattr(kept_drills, "read_copy", lambda one: read.append(one) or copy(one))
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    (kept,) = drills.kept()
    made = drills.evaluated(NAME)
    assert drills.evaluated(NAME) is made and drills.kept() == (kept,) and len(read) == 2
    assert (kept.id, made.head_hash, made.evaluation.score, made.evaluation.judged) == (NAME, run.head_hash, run.score, None)
    assert made.held_at.strftime("%Y%m%d-%H%M") == "20260711-2130"
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before

    async def judge() -> None:
        desk = Desk(open_journal(path), live.files, FixedClock(run.records[-1].stamp.at), RandomIds())
        await desk.start()
        await desk.execute(JudgeDrill(about="aspect:decisions", evaluator="Judge", grade=Grade.FAIR), Context("Judge"))
        await desk.close()

    asyncio.run(judge())
    again = drills.evaluated(NAME)
    assert (again.head_hash, again.evaluation.score, again.evaluation.judged) == (run.head_hash, run.score, 60.0)
    with pytest.raises(Refusal, match="drill_unknown"):
        drills.evaluated("nothing")
    assert drills.evaluated("../" + NAME) is again  # a name is never a way out of the folder
