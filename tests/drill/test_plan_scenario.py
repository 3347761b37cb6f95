"""A scenario written from a plan: every task of the level is expected, it is sound, and whoever does everything in time has all."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import cache

import pytest

from app.catalog.cases import plan_cases
from app.catalog.wording import Wording, read_words
from app.desk.plan_scenario import Drafted, DraftWish, draft_scenario
from app.domain.exercise.kinds import ItemKind
from app.domain.exercise.scenario import PlaceRef
from app.domain.exercise.soundness import scenario_findings
from app.domain.plan.rules import tasks_at
from app.domain.reference import Reference
from app.domain.words import ResponseLevel
from app.drill.officer import Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.running import run
from app.journal.port import MemoryJournal
from app.kernel.clock import SHANGHAI
from app.kernel.errors import Refusal
from app.kernel.text import Text
from tests.drill.conftest import FILES

STARTS = datetime(2026, 7, 20, 9, 0, tzinfo=SHANGHAI)


@cache
def words_of(lang: str) -> Wording:
    return Wording(read_words(FILES.resources / "i18n"), lang, _reference[0])


_reference: list[Reference] = []


def drafted(live: LiveDesk, plan: str, level: ResponseLevel = ResponseLevel.II, **more: object) -> Drafted:
    _reference[:] = [live.files]
    wish = DraftWish(plan, level, STARTS, Text("青石镇", "Qingshi"), **more)  # type: ignore[arg-type]
    return draft_scenario(wish, plan_cases(FILES.plans, plan), live.files, words_of)


def test_every_plan_at_every_level_gives_a_sound_scenario_that_expects_each_of_its_tasks(live: LiveDesk) -> None:
    for plan in live.files.plans.values():
        for entry in plan.levels:
            made = drafted(live, plan.id, entry.level)
            scenario = made.scenario
            assert list(scenario_findings(scenario, live.files)) == [], (plan.id, entry.level)
            expected = {match.task for one in scenario.injects for goal in one.expect for match in goal.any if match.task}
            wanted = tasks_at(plan, entry.level)
            assert expected == {task.id for task in wanted} and made.tasks == len(wanted)
            roles = {one.role for one in scenario.participants}
            assert {task.role for task in wanted} <= roles
            assert not words_of("zh").missing and not words_of("en").missing


@pytest.mark.parametrize("plan", ["flood-typhoon", "structure-fire", "warning-response"])
def test_the_perfect_officer_has_at_least_95_of_it_with_every_task_in_time(plan: str, live: LiveDesk, around: Surroundings) -> None:
    made = drafted(live, plan, shelter="s05", place=PlaceRef(Text("农贸市场"), "f07", "market"))
    held = asyncio.run(run(MemoryJournal(), live, made.scenario, around, temper=Temper.PERFECT, seed=1))
    assert held.score.points >= 95
    parts = {part.key: part for part in held.score.parts}
    later = next((one.id for one in made.scenario.injects if one.when is not None and one.when.response_reached), "")
    for inject in made.scenario.injects:
        for goal in inject.expect:
            assert inject.id == later or parts[f"expected:{inject.id}:{goal.id}"].share == 1
    assert {item.kind for item in held.score.items} >= {ItemKind.PHONE_REPORT, ItemKind.CALL_DOWN, ItemKind.INSTRUCTIONS}
    reached = next(one for one in held.score.parts if one.key == "expected:i01:respond")
    assert reached.share == 1


def test_a_wish_that_cannot_be_met_is_refused_with_its_reason(live: LiveDesk) -> None:
    wrong = {"plan_unknown": {"plan": "nothing"}, "scenario_length_wrong": {"length_min": 10.0},
             "scenario_level_unreached": {"kind": "A-FIR"}}  # fmt: skip
    for code, more in wrong.items():
        given = {"plan": "flood-typhoon", "level": ResponseLevel.II, "starts_at": STARTS, "area": Text("x"), **more}
        _reference[:] = [live.files]
        with pytest.raises(Refusal) as no:
            draft_scenario(DraftWish(**given), (), live.files, words_of)  # type: ignore[arg-type]
        assert no.value.code == code
