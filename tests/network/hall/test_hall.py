"""Seats at other machines: what each may see and do, that it is scored, and everybody who should not get in."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from app.desk.drills import CONDUCTOR
from app.domain.exercise.commands import TellSeats
from app.domain.exercise.entries import CommsChecked, SurveyAnswered
from app.domain.exercise.judging import subjects
from app.domain.exercise.kinds import Grade, Rating, SeatKind
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.composition import running_work
from app.domain.record import Context
from app.domain.words import ResponseLevel
from app.drill.driving import Point
from app.drill.second_desk import open_second_desk
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.ids import CountedIds
from app.network.gate import Limits
from app.network.hall.handler import LARGEST_FORM
from app.network.hall.pages.markup import join, tag
from tests.network.hall.hall_world import HallWorld, Person, plain

OFFICER = Context("officer", "seat-1")
DAM = Place("龙坑水库", Point(18.628419, 114.539806))


async def open_dam(w: HallWorld) -> str:
    """The duty room took the dam in and activated its plan; the incident."""
    opened = await w.desk.execute(OpenIncident(kind="N-DAM", place=DAM, aware_at=w.desk.clock.now()), OFFICER)
    incident = opened[0].stamp.command_id
    await w.desk.execute(
        ActivateResponse(
            incident_id=incident, plan_id="reservoir-danger", level=ResponseLevel.III, item="抢险", expected_duration_h=12.0,
            measures=("转移群众",), approved_by="带班领导",
        ),
        OFFICER,
    )
    return incident


def test_what_a_player_does_at_a_seat_is_ordinary_and_scored(world: HallWorld) -> None:
    async def story(w: HallWorld) -> None:
        water, officer = w.at("water"), w.at("duty_officer")
        assert "请先报到" in await water.page() and not await water.do("report", text="未报到")
        assert await water.do("join", name="<script>周站长</script>")
        await officer.page()  # the officer was seated when the drill was made: opening the page answers the check
        assert [(one.entry.role, one.entry.heard) for one in w.conductor.records if isinstance(one.entry, CommsChecked)] == [
            ("water", True), ("duty_officer", True),
        ]
        assert not await water.do("report", text="太早") and "没有在进行" in water.said
        await w.conductor.start()
        await w.conductor.jump(w.flood.starts_at + timedelta(minutes=13))
        assert await officer.do("ack", inject="i01") and not await officer.do("ack", inject="i01")
        assert next(iter(w.desk.state.log_notes.values())).text.startswith("【值班员】收到")
        assert not await water.do("ack", inject="i01")  # told to somebody else
        incident = await open_dam(w)
        assert await officer.do("ack", inject="i04")
        owed = next(one.task for one in running_work(w.desk.state.incidents[incident]) if one.task.role == "water")
        foreign = next(one.task for one in running_work(w.desk.state.incidents[incident]) if one.task.role != "water")
        assert owed.text.zh in plain(await water.page())
        assert await water.do("task", incident=incident, task=owed.id, remark="三个责任人到岗")
        assert not await water.do("task", incident=incident, task=foreign.id)
        assert await water.do("facts", incident=incident, trapped="2", evacuated="129", dead="")
        assert not await water.do("facts", incident=incident, trapped="-1") and not await water.do("facts", incident=incident)
        assert await water.do("report", incident=incident, text="渗水变浑", once="7") and await water.do(
            "report", incident=incident, text="渗水变浑", once="7")  # sent twice because the answer was lost
        instruction = next(iter(w.desk.state.instructions))
        assert await officer.do("answer", instruction=instruction, text="转移一百二十九人")
        assert await water.do("say", text="请求重复")
        made = w.desk.state.incidents[incident]
        assert [made.facts[name].value for name in ("trapped", "evacuated")] == [2, 129]
        notes = [one for one in w.conductor.records if type(one.entry).__name__ == "NoteAdded"]
        assert len([one for one in notes if "渗水变浑" in one.entry.text]) == 1
        contexts = {one.stamp.context for one in w.conductor.records}
        assert Context("<script>周站长</script>", "water", "hall") in contexts
        page = await water.page()
        assert "<script>周" not in page and "&lt;script&gt;周站长" in page and "演练" in page
        parts = {part.key: part for part in w.conductor.score().parts}
        answered = next(part for key, part in parts.items() if part.code == "instruction")
        assert answered.who == w.desk.state.drill.seats["duty_officer"].name and answered.evidence

    world.hold(story)


def test_only_an_actor_sees_what_is_to_come_and_an_observer_changes_nothing(world: HallWorld) -> None:
    async def story(w: HallWorld) -> None:
        actor = await w.seat("村民", "老李", SeatKind.ACTOR)
        watching = await w.seat("观摩", "县局", SeatKind.OBSERVER)
        evaluator = await w.seat("evaluator", "王工", SeatKind.EVALUATOR)
        await w.conductor.start()
        await w.conductor.advance(w.flood.starts_at + timedelta(minutes=5))
        await w.desk.execute(TellSeats(to=SeatKind.OBSERVER, text="请看<i>叫应</i>"), CONDUCTOR)
        told, later = w.flood.inject("i01").text.zh, w.flood.inject("i04").text.zh
        player = w.at("duty_officer")
        pages = [plain(await one.page()) for one in (player, watching, evaluator)]
        assert all(told in page or one == 2 for one, page in enumerate(pages)) and not any(later in page for page in pages)
        script = plain(await actor.page())
        assert told in script and later in script and w.flood.inject("i02").text.zh not in script  # a sensor says nothing
        before, line = w.desk.state, len(w.journal._lines)
        for act in ("join", "say", "ack", "report", "facts", "task", "answer", "judge", "told", "survey", "", "fire"):
            assert not await watching.do(act, name="x", text="x", inject="i01", about="objective:1", words="x", rating="P")
        assert "请看<i>叫应</i>" in plain(await watching.page()) and "<form" not in await watching.page()
        assert w.desk.state is before and len(w.journal._lines) == line
        for other, act in ((player, "judge"), (player, "told"), (evaluator, "task"), (evaluator, "ack"), (actor, "report")):
            assert not await other.do(act, text="x", inject="i01", about="x") and other.said == "本席位不能做这一项"
        assert await actor.do("told", inject="i01") and not await actor.do("told", inject="i04")
        assert w.desk.state.drill.messages[-1].to is SeatKind.CONDUCTOR

    world.hold(story)


def test_evaluators_judge_in_three_forms_and_everybody_answers_the_survey_after_the_end(world: HallWorld) -> None:
    async def story(w: HallWorld) -> None:
        evaluator, water = await w.seat("evaluator", "王工", SeatKind.EVALUATOR), w.at("water")
        await water.do("join", name="老周")
        await w.conductor.start()
        objectives = [f"objective:{one.id}" for one in w.flood.objectives]
        assert await evaluator.do("judge", about=objectives[0], rating="S", words="叫应稍慢")
        assert await evaluator.do("judge", about=objectives[1], grade="good")
        assert await evaluator.do("judge", about=str(subjects(w.flood)[-1]), points="87.5")
        assert not await evaluator.do("judge", about=objectives[0], points="x")
        assert not await evaluator.do("judge", about="objective:none", rating="P")
        made = w.desk.state.drill.judgements
        assert {(one.rating, one.grade, one.points) for one in made.values()} == {
            (Rating.S, None, None), (None, Grade.GOOD, None), (None, None, 87.5),
        }
        assert {one.evaluator for one in made.values()} == {"王工"}
        assert 'name="grade"' in await evaluator.page("lang=zh&form=grades")
        assert 'name="points"' in await evaluator.page("form=points")
        assert not await water.do("survey", execution="4")
        await w.conductor.end("时间到")
        assert "参演自评" in plain(await water.page()) and not await water.do("report", text="晚了")
        assert await water.do("survey", execution="4", people="9", words="对讲机不够")
        answer = next(one.entry.answer for one in w.conductor.records if isinstance(one.entry, SurveyAnswered))
        assert (answer.name, answer.role, dict(answer.answers), answer.words) == ("老周", "water", {"execution": 4}, "对讲机不够")

    world.hold(story)


def test_a_key_is_needed_can_be_taken_away_and_stands_in_no_journal_and_no_log(world: HallWorld, caplog) -> None:
    async def story(w: HallWorld) -> None:
        water = w.at("water")
        await water.do("join", name="老周")
        revision = (await water.news())["rev"]
        waiting = asyncio.create_task(w.client.get(f"{water._path}/news?after={revision}"))
        await asyncio.sleep(0.05)
        assert {one.role for one in w.hall.seats() if one.is_connected} == {"water"}
        for place in range(4):
            async with w.client.get(f"/aaaa-aaaa-aaaa-aaa{'bcde'[place]}") as answer:
                assert answer.status == (403 if place == 3 else 401)
                assert "演练" in await answer.text() or place == 3
        async with w.client.get("/favicon.ico") as answer:
            assert answer.status == 404
        async with w.client.get(water._path) as answer:  # the right key opens, whoever else sits behind this address
            assert answer.status == 200
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy
            assert answer.headers["Cache-Control"] == "no-store"
        async with w.client.post(f"{water._path}/act", data={"act": "say", "text": "x" * (LARGEST_FORM + 1)}) as answer:
            assert answer.status == 413
        async with w.client.post(f"{water._path}/act", json={"act": "say", "text": "x"}) as answer:
            assert answer.status == 415
        async with w.client.post(f"{water._path}/act?lang=en", data={"act": "say", "text": "no script"}) as answer:
            assert answer.status == 200 and "Recorded" in plain(await answer.text())  # an ordinary form is answered by the page
        async with w.client.get("/hall.js") as answer:
            assert answer.status == 200 and answer.content_type == "text/javascript"
        link, keys = w.hall.link("water"), {w.hall.link(one.role).rpartition("/")[2] for one in w.hall.seats()}
        await w.hall.revoke("water")
        assert (await waiting).status in (200, 401)  # the news of the last message, or of the end
        async with w.client.get(water._path) as answer:
            assert answer.status in (401, 403)
        assert w.hall.link("water") == "" and not any(one.has_key for one in w.hall.seats() if one.role == "water")
        await w.hall.renew("water")
        assert w.hall.link("water") not in ("", link)
        with pytest.raises(Refusal, match="seat_unknown"):
            await w.hall.renew("conductor")
        kept = w.hall.link("police").rpartition("/")[2]
        await w.hall.open("127.0.0.1", 0)  # after a restart of the program the printed codes hold
        assert w.hall.link("police").endswith(kept)
        text = caplog.text + repr(w.journal._lines)
        assert len(keys) > 5 and not any(key in text or key.replace("-", "") in text for key in keys)

    caplog.set_level(logging.DEBUG)
    world.hold(story, limits=Limits(wrong_before_ban=3, device_burst=100))


def test_a_hall_is_given_a_drills_desk_or_none(world: HallWorld, live) -> None:
    async def story(w: HallWorld) -> None:
        real = await open_second_desk(MemoryJournal(), live.files, FixedClock(w.flood.starts_at), CountedIds())
        room = w.hall._room
        workspace = room.workspace
        workspace.desk = real
        with pytest.raises(Refusal, match="not_a_drill"):
            type(w.hall)(room, w.words, w.folder)
        workspace.desk = w.desk
        await real.close()

    world.hold(story)


def test_one_who_floods_waits(world: HallWorld) -> None:
    async def story(w: HallWorld) -> None:
        person: Person = w.at("water")
        answers = []
        for _ in range(4):
            async with w.client.get(person._path) as answer:
                answers.append(answer.status)
        assert answers == [200, 200, 200, 429]

    world.hold(story, limits=Limits(device_burst=3, device_per_s=0.001))


def test_what_is_not_made_here_is_escaped() -> None:
    made = tag("p", "<b>", tag("b", "&"), ["\"'", "y"], class_='" onload="x', hidden=True, data_x="1", for_=None)
    assert made == '<p class="&quot; onload=&quot;x" hidden data-x="1">&lt;b&gt;<b>&amp;</b>&quot;&#x27;y</p>'
    assert join("<", made[:0], None) == "&lt;"
