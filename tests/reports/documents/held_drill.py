"""A drill of the demonstration township, held by an officer who forgets things, judged and answered: held once for all tests."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from app.bootstrap import DEFAULT_RULEBOOK
from app.catalog.demo import read_demo
from app.catalog.scenarios import read_scenario
from app.catalog.wording import Wording, read_words
from app.desk.demo import founding_commands
from app.desk.desk import Desk
from app.desk.drill_papers import EarlierDrill, PaperSource, of_run, of_scenario, paper_fields
from app.domain.exercise.commands import AnswerSurvey, JudgeDrill
from app.domain.exercise.judging import aspects
from app.domain.exercise.kinds import Grade
from app.domain.exercise.scenario import Scenario
from app.domain.record import Context
from app.drill.officer import Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.running import run
from app.drill.second_desk import open_second_desk
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from app.reports.documents.drill_input import DrillPaperInput
from tests.reports.documents.scenario import FILES, NOW, reference

SCENARIO = "building_collapse"
PLAYER, JUDGE = "欧阳守拙", "评估员甲"
ADVICE = "现场没有说清谁指挥"
HOSTILE = '<b>粗体</b>&<img src="file:///etc/passwd"> =1+1 \u202e'


@lru_cache(maxsize=1)
def words() -> Any:
    """Every word of the desk."""
    return read_words(FILES.resources / "i18n")


@lru_cache(maxsize=1)
def scenario() -> Scenario:
    """The scenario before it is held."""
    return read_scenario(FILES.resources / "scenarios" / SCENARIO, reference())


@lru_cache(maxsize=1)
def source() -> PaperSource:
    """The drill with its judgements and its survey, and one that was held before it."""

    async def play() -> PaperSource:
        town, ids = read_demo(FILES.demo, DEFAULT_RULEBOOK), CountedIds()
        desk = Desk(MemoryJournal(), reference(), FixedClock(NOW), ids)
        await desk.start()
        for command in founding_commands(town):
            await desk.execute(command, Context(town.officer))
        journal = MemoryJournal()
        around = Surroundings(Wording(words(), "zh", reference()))
        outcome = await run(journal, LiveDesk(desk.state, reference()), scenario(), around, temper=Temper.FORGETFUL, seed=3)
        ended_at = outcome.drill.ended_at
        assert ended_at is not None
        second = await open_second_desk(journal, reference(), FixedClock(ended_at + timedelta(hours=1)), CountedIds(1_000_000))
        goals = scenario().objectives
        for command in (
            JudgeDrill(about=f"objective:{goals[0].id}", evaluator=JUDGE, grade=Grade.GOOD, words=HOSTILE),
            JudgeDrill(about=f"objective:{goals[1].id}", evaluator=JUDGE, points=42, words=ADVICE),
            JudgeDrill(about=f"aspect:{aspects(scenario().form)[0].code}", evaluator=JUDGE, grade=Grade.FAIR),
            AnswerSurvey(
                name=PLAYER, role="duty_officer", answers={"execution": 4, "people": 2}, words=f"{PLAYER}认为通知来得太快"
            ),
        ):
            await second.execute(command, Context(JUDGE))
        records = await second.records()
        made = of_run(outcome, reference(), date(2026, 7, 20))
        earlier = EarlierDrill(date(2026, 5, 9), 71.5, {goals[0].id: 60.0})
        changed = PaperSource(
            made.scenario, made.reference, second.state, records, outcome.head_hash, made.held_on, (earlier,)
        )
        await second.close()
        return changed

    return asyncio.run(play())


def given(*, held: bool = True, lang: str = "zh", **more: Any) -> DrillPaperInput:
    """What a paper of it is made from; not ``held``: of its scenario alone."""
    of = source() if held else of_scenario(scenario(), reference())
    fields = paper_fields(of, Wording(words(), lang, reference()), now=NOW, actor="赵明", place="青石镇")
    return DrillPaperInput(**{**fields, **more})
