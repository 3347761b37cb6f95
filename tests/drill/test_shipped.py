"""Shipped drills held whole: short ones, each for something that only it showed. All ten: ``tests/bench/bench_drills.py``."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from app.catalog.scenarios import read_scenario
from app.catalog.wording import Wording
from app.desk import drill_findings
from app.desk.describe import Describer
from app.domain.plan.entries import ResponseLevelChanged
from app.domain.unit.entries import UnitDispatched
from app.drill.officer import Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.running import DrillRun, run
from app.journal.port import MemoryJournal
from app.kernel.errors import Refusal
from tests.drill.conftest import FILES

Held = Callable[[str], DrillRun]


@pytest.fixture(scope="module")
def held(live: LiveDesk, around: Surroundings) -> Held:
    """A shipped drill by its id, held with the perfect officer; each once."""

    @cache
    def once(name: str) -> DrillRun:
        scenario = read_scenario(FILES.resources / "scenarios" / name, live.files)
        return asyncio.run(run(MemoryJournal(), live, scenario, around, temper=Temper.PERFECT, seed=1))

    return once


@pytest.mark.parametrize("name", ["forest_fire_village", "mass_petition_violence", "dispute_joint_patrol"])
def test_whoever_does_everything_in_good_time_has_all_points_in_other_drills_too(held: Held, name: str) -> None:
    done = held(name)
    assert {part.key: part.facts for part in done.score.parts if part.share < 1} == {}
    assert {one.name for one in done.score.by_objective()} == {one.id for one in done.drill.scenario.objectives}


def test_work_that_a_plan_got_done_answers_for_the_plan_that_asks_for_it_later(held: Held) -> None:
    """At level II the general plan's evacuation is done; the fire plan asks for the same at level I and finds it closed."""
    done = held("forest_fire_village")
    move = done.part("expected:i06:move")
    assert move is not None and move.share == 1
    assert any(isinstance(record.entry, ResponseLevelChanged) for record in done.records if record.seq in move.evidence)


def test_whose_people_went_with_a_joint_patrol_is_not_missed_and_who_refused_is_not_asked_again(held: Held, live: LiveDesk) -> None:
    done = held("mass_petition_violence")
    sent = Counter(record.entry.unit_id for record in done.records if isinstance(record.entry, UnitDispatched))
    patrols = [one for one in live.state.units.values() if one.kind == "F-JPT" and one.id in sent]
    with_them = {member for one in patrols for member in one.members if live.state.units[member].kind == "F-POL"}
    assert with_them - set(sent)  # police who are out with a patrol, and not as a unit of their own
    assert done.part("forces:F-POL").share == 1
    assert sent["u03"] == 1  # it refused and stays on standby


def test_the_five_minute_drill_can_be_done_without_loss_and_leaves_no_trace_in_the_calendar(held: Held, live: LiveDesk) -> None:
    done = held("five_minutes")
    assert done.score.points >= 95 and {part.key for part in done.score.parts} >= {"dispatch:fire", "instruction:i02"}
    d = Describer(live.files, Wording({}, "zh", live.files))
    day, plans = date(2026, 6, 12), tuple(live.files.plans)
    with pytest.raises(Refusal, match="practice_is_no_drill"):
        drill_findings.held(done.drill, done.score, done.head_hash, day, live.state, plans, d, after=live.state)
    with pytest.raises(Refusal, match="practice_is_no_drill"):
        drill_findings.proposals(done.drill, done.score, done.head_hash, day, plans, d)
    assert drill_findings.retests_needed(done.drill.scenario, live.state, day) == ()
