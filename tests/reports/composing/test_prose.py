"""The prose of reports for a handful of incidents, read and found good; and what must be true of any of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest

from app.domain.incident.commands import CloseIncident, RecordFacts
from app.domain.incident.model import Caller, Place
from app.domain.plan.commands import ActivateResponse, TerminateResponse
from app.domain.reporting.model import Stage
from app.domain.situation.commands import ComposeReport
from app.domain.situation.model import ReportAnswer
from app.domain.situation.rules import WRITTEN_STAGES
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.words import FactStatus
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from app.kernel.text import Text
from app.reports.composing import compose, has_news, plain_text, text_blocks
from app.reports.documents.report_layout import drafted
from tests import world
from tests.reports.documents.scenario import (
    NOW,
    Printed,
    demo_day,
    given,
    golden,
    golden_fire,
    play,
    small_reference,
)

HERE = Point(18.6, 114.47)


def only(printed: Printed) -> str:
    return next(iter(printed.state.incidents))


def asked(printed: Printed, lang: str = "zh", **more: Any) -> Any:
    return given(printed, only(printed), lang, catalogue=small_reference(), **more)


@lru_cache(maxsize=1)
def flood() -> Printed:
    """A flood without anybody hurt; people are brought out."""
    at = NOW - timedelta(hours=2)
    return play(
        lambda c: RecordFacts(incident_id=c, facts={"evacuated": 46}, source="村委会", status=FactStatus.VERIFIED),
        opening={
            "kind": "N-FLD", "place": Place("大桥村沿河院子", HERE, village="大桥村"), "occurred_at": at - timedelta(minutes=15),
            "facts": {"dead": 0, "missing": 0, "trapped": 0, "threatened": 60},
            "caller": Caller("夏启明", "000-8809-0001", organisation="大桥村村委会"),
            "narrative": "河水漫进沿河两个院子,水深约四十厘米,群众正在往高处转移。",
        },
        catalogue=small_reference(),
    )


@lru_cache(maxsize=1)
def petition() -> Printed:
    """People at the gate; the law does not grade it."""
    return play(
        opening={
            "kind": "S-PET", "place": Place("镇政府门口", HERE), "occurred_at": NOW - timedelta(hours=2, minutes=8),
            "facts": {"people_gathered": 12, "dead": 0, "missing": 0, "serious": 0, "minor": 0},
            "caller": Caller("", "", "walk_in"), "narrative": "十二名群众反映砂场便道占地补偿问题,无过激行为。",
        },
        catalogue=small_reference(),
    )


@lru_cache(maxsize=1)
def school() -> Printed:
    """Children fall ill after lunch."""
    return play(
        lambda c: RecordFacts(incident_id=c, facts={"ill": 31, "serious": 1}, source="卫生院"),
        opening={
            "kind": "P-FOD", "place": Place("青石镇中心小学", HERE), "facts": {"ill": 23, "school_or_nursing": True, "dead": 0},
            "caller": Caller("校医", "000-8809-0099", organisation="中心小学"),
            "narrative": "午餐后二十三名学生呕吐腹泻,已送卫生院。",
        },
        catalogue=small_reference(),
    )


@lru_cache(maxsize=1)
def fire_followed() -> Printed:
    """The fire after its first report: a death more, people freed, a leader came, the response ended, the incident closed."""
    first: dict[str, Any] = {}

    def begin(case: str) -> ComposeReport:
        told = compose(first["given"], Stage.FIRST)
        return ComposeReport(
            incident_id=case, stage=Stage.FIRST, title=told.title, sections=told.sections, figures=told.figures,
            answers=(ReportAnswer("site_overview", "二层砖木民房,常住四人"),),
        )

    def until(*more: Any) -> Printed:
        return play(*STEPS, *more, opening=OPENING, minutes=9, catalogue=small_reference())

    first["given"] = asked(until())
    after: tuple[Any, ...] = (
        begin,
        lambda c: RecordFacts(incident_id=c, facts={"dead": 2, "trapped": 0}, source="消防", status=FactStatus.VERIFIED),
        lambda c: RecordFacts(incident_id=c, facts={"under_control": True}, source="电台"),
        lambda c: SetUnitStatus(unit_id="u2", status=UnitStatus.ON_SCENE, source="电台"),
    )
    return until(*after)


STEPS: tuple[Any, ...] = (
    RegisterUnits(units=(
        Unit("u1", "F-FIRE", Text("消防一号车", "Engine 1"), crew=6, leader="钱大江"),
        Unit("u2", "F-MED", Text("救护一组", "Ambulance 1"), crew=3, leader="孙小河"),
    )),
    lambda c: DispatchUnits(incident_id=c, unit_ids=("u1", "u2"), source="电台"),
    lambda c: SetUnitStatus(unit_id="u1", status=UnitStatus.ON_SCENE, source="电台"),
    lambda c: ActivateResponse(
        incident_id=c, plan_id="fire", level=world.I, item="青石村三组火灾", expected_duration_h=6, measures=("营救",),
        approved_by="王双喜",
    ),
)
OPENING: dict[str, Any] = {
    "kind": "A-FIR", "place": Place("青石村三组", HERE, village="青石村"), "occurred_at": NOW - timedelta(hours=2, minutes=3),
    "facts": {"trapped": 2, "minor": 1, "dead": 1}, "caller": Caller("苏宏伟", "000-8809-0004"),
    "narrative": "二层民房起火,两人被困。",
}


def ended_fire() -> Printed:
    """The same fire, ended and closed."""

    def end(case: str) -> TerminateResponse:
        return TerminateResponse(incident_id=case, activation_id=_ACTIVATION[0], reason="明火已灭", approved_by="王双喜",
                                 conditions_met=(0,))

    played = play(*STEPS, opening=OPENING, minutes=9, catalogue=small_reference())
    _ACTIVATION[:] = [next(iter(played.state.incidents.values())).activations[0].id]
    return play(
        *STEPS, lambda c: SetUnitStatus(unit_id="u1", status=UnitStatus.ON_STANDBY, source="电台"),
        lambda c: SetUnitStatus(unit_id="u2", status=UnitStatus.ON_STANDBY, source="电台"), end,
        lambda c: CloseIncident(
            incident_id=c, cause="电气线路短路", outcome="两人获救,一人死亡", losses="房屋两间", lessons="线路老化",
            measures="排查整村线路",
            approved_by="王双喜",
        ),
        opening=OPENING, minutes=9, catalogue=small_reference(),
    )


_ACTIVATION: list[str] = []


CASES: dict[str, tuple[Callable[[], Printed], Stage, str]] = {
    "fire_first": (golden_fire, Stage.FIRST, ""),
    "flood_first": (flood, Stage.FIRST, ""),
    "petition_first": (petition, Stage.FIRST, ""),
    "school_first": (school, Stage.FIRST, ""),
    "fire_follow_up": (fire_followed, Stage.FOLLOW_UP, ""),
    "fire_correction": (fire_followed, Stage.CORRECTION, ""),
    "fire_verification": (fire_followed, Stage.VERIFICATION, "死亡人数是否含消防人员？"),
    "fire_final": (ended_fire, Stage.FINAL, ""),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CASES)
def test_the_prose_is_as_it_was_read_and_found_good(name: str, lang: str) -> None:
    scene, stage, question = CASES[name]
    source = asked(scene(), lang)
    told = compose(source, stage, question=question)
    lines = [told.title, *(f"[{code}] {text}" for code, text in told.sections.items())]
    text = "\n".join(lines) + "\n"
    kept = golden(f"composed/{name}.{lang}.txt")
    if os.environ.get("WRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
    assert not source.wording.missing


@pytest.mark.parametrize("stage", WRITTEN_STAGES)
@pytest.mark.parametrize("scene", [golden_fire, flood, petition, school], ids=lambda one: one.__name__)
def test_every_stage_of_every_incident_can_be_told_twice_alike(scene: Callable[[], Printed], stage: Stage) -> None:
    first, second = (compose(asked(scene()), stage) for _ in range(2))
    assert first == second
    assert first.title and all(text.strip() for text in first.sections.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_area_tells_what_the_day_brought_and_a_zero_report_hides_nothing(lang: str) -> None:
    printed = demo_day()
    source = replace(given(printed, only(printed), lang), incident_id="")
    daily, zero = compose(source, Stage.DAILY), compose(source, Stage.ZERO)
    count = len(printed.state.incidents)
    assert str(count) in daily.sections["incidents"] and str(count) in zero.sections["incidents"]
    quiet = replace(source, state=State(profile=source.state.profile, shift=source.state.shift))
    none = compose(quiet, Stage.ZERO).sections["incidents"]
    assert none == quiet.wording.say("report.area.nothing", place=quiet.place)
    with pytest.raises(Refusal) as no:
        compose(source, Stage.FIRST)
    assert no.value.code == "report_without_incident"


def test_a_follow_up_says_nothing_that_the_report_before_said() -> None:
    source = asked(fire_followed())
    told = compose(source, Stage.FOLLOW_UP)
    assert told.sections["changes"].startswith("死亡由1人更新为2人")
    assert "轻伤" not in told.sections["changes"], "the slightly hurt did not change"
    assert "消防一号车" not in told.sections["progress"], "it was there before"
    assert "救护一组" in told.sections["progress"]
    assert "启动" not in told.sections["progress"], "the response was told already"
    assert has_news(source)


def test_names_and_numbers_of_callers_do_not_leave_the_room() -> None:
    for scene in (golden_fire, flood, school):
        printed = scene()
        caller = next(iter(printed.state.incidents.values())).caller
        for stage in WRITTEN_STAGES:
            told = compose(asked(printed), stage)
            text = "\n".join((told.title, *told.sections.values()))
            assert caller.phone not in text
            assert not (len(caller.name) > 2 and caller.name in text)


def test_times_are_on_the_24_hour_clock_of_beijing() -> None:
    told = compose(asked(golden_fire()), Stage.FIRST)
    assert "20时00分" in told.sections["opening"] and "截至22时00分" in told.sections["people"]


def test_answers_stand_in_the_text_and_are_carried_to_the_next_report() -> None:
    printed = fire_followed()
    source = asked(printed)
    first = next(iter(printed.state.situation_reports.values()))
    told = compose(source, Stage.FIRST, first)
    assert "二层砖木民房，常住四人" in told.sections["basics"]
    assert [one.code for one in compose(source, Stage.FOLLOW_UP).answers] == ["site_overview"]


def test_elements_being_checked_are_named_at_the_end() -> None:
    source = asked(golden_fire())
    report = drafted(source, Stage.FIRST)
    marked = type(report)(**{**{f: getattr(report, f) for f in report.__struct_fields__}, "verifying": ("loss", "cause")})
    closing = compose(source, Stage.FIRST, marked).sections["closing"]
    assert "起因" in closing and "直接经济损失初步估计" in closing


def test_plain_text_and_blocks_hold_every_section() -> None:
    source = asked(golden_fire())
    report = drafted(source, Stage.FIRST)
    text = plain_text(report, source.wording)
    blocks = text_blocks(report, source.wording)
    assert blocks[0].text == report.title.text and all(block.text in text for block in blocks)
    assert "一、基本情况" in text



def test_what_is_no_written_report_is_refused() -> None:
    for stage in set(Stage) - set(WRITTEN_STAGES):
        with pytest.raises(Refusal) as caught:
            compose(asked(golden_fire()), stage)
        assert caught.value.code == "stage_not_written"
