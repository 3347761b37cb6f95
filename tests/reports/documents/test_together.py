"""Papers of an incident on which several plans run: every task once, every plan's basis, the largest need."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from app.domain.incident.model import Place
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.composition import open_work, work_of
from app.domain.words import ResponseLevel
from app.reports.documents import DocumentInput
from app.reports.documents.incident_report.content import content
from app.reports.documents.needs import needs, next_tasks
from app.reports.documents.story import Story
from tests.reports.documents import scenario
from tests.together import with_companions

II = ResponseLevel.II


@lru_cache(maxsize=1)
def catalogue() -> Any:
    return with_companions(scenario.reference())


@lru_cache(maxsize=1)
def printed() -> scenario.Printed:
    return scenario.play(
        lambda case: ActivateResponse(
            incident_id=case, plan_id="flood-typhoon", level=II, item="洪涝", expected_duration_h=12, measures=("转移",),
            approved_by="王双喜", also=(("rain-warning", II), ("overall", II)),
        ),
        opening={"kind": "N-FLD", "place": Place("青石村"), "facts": {"trapped": 2}}, catalogue=catalogue(),
    )


def given(lang: str = "zh", **more: Any) -> DocumentInput:
    return scenario.given(printed(), next(iter(printed().state.incidents)), lang, catalogue(), **more)


def test_the_report_lists_each_task_once_with_every_plan_that_asks_for_it() -> None:
    report = content(given())
    of = given().incident
    assert len(report.tasks) == len(work_of(of))
    villages = next(one for one in report.tasks if one.text.startswith("对每个村逐一叫应"))
    assert len(villages.bases) == 2
    assert villages.bases[0].startswith("更严：《青石镇暴雨预警响应预案》")
    assert next(one for one in report.tasks if one.text.startswith("开始记录")).bases == ()
    commands = [pair.value for one in report.responses for pair in one.pairs if pair.label == "预案指挥体系"]
    assert len([one for one in commands if "镇政府三楼" in one]) == 1  # the overall plan's; the real plans have posts of their own
    assert any("与在办任务合并 5 项" in one.text for one in report.timeline)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_is_missing(lang: str) -> None:
    made = given(lang)
    content(made)
    Story(made).tasks()
    assert made.wording.missing == set()


def test_leaders_read_of_the_work_once_and_of_the_largest_need() -> None:
    story = Story(given())
    assert f"{len(work_of(story.incident))}" in story.tasks()
    assert len(next_tasks(story, 99)) == len(open_work(story.incident))
    lacking = next(one for one in needs(story) if "20" in one)
    assert lacking.count("综合应急救援队") == 1
    assert not [one for one in needs(story) if "overall" in one or "总体应急预案" in one]
