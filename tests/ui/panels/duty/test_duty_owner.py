"""The checklist says who owns a task; T records that the unit was told, then its answer, or asks for an admission."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.catalog.duties import DutyList, read_duty_list
from app.catalog.locations import Locations
from app.domain.plan.commands import ActivateResponse
from app.domain.responsibility.commands import RegisterDutyItems
from app.domain.responsibility.model import DutyClass, RequestCause, Standing
from app.domain.words import ResponseLevel
from app.ui.command_dialog import CommandDialog
from app.ui.kit.form import Form
from app.ui.panels.duty import tasks_presenter
from app.ui.panels.duty.duty_line import ANSWER, CLAIM, TELL
from tests.ui.panels.duty.duty_bench import ROOT, Bench


@lru_cache(maxsize=1)
def sample() -> DutyList:
    return read_duty_list(Locations(ROOT).duty_sample)


async def burning(bench: Bench, *, listed: bool = True, without: str = "") -> tuple[str, str]:
    """A fire with a running response of level I; the list lacks the item ``without``."""
    if listed:
        items = tuple(one for one in sample().items if one.code != without)
        await bench.do(RegisterDutyItems(items=items, name=sample().name))
    incident_id = await bench.fire()
    made = await bench.do(
        ActivateResponse(
            incident_id=incident_id, plan_id="structure-fire", level=ResponseLevel.I, item="房屋火灾", expected_duration_h=4,
            measures=("疏散",), approved_by="王双喜",
        )
    )
    return incident_id, made[0].stamp.command_id


async def on_task(bench: Bench, task_id: str) -> Any:
    await bench.show()
    bench.panel.detail.show_tab("tasks")
    tab = bench.panel.detail.tasks
    await bench.until(lambda: tab.rows)
    assert tab.cards.select(task_id)
    tab.focus_tasks()
    return tab


async def filled(bench: Bench, **values: Any) -> None:
    dialog = await bench.dialog()
    assert isinstance(dialog, CommandDialog)
    dialog.findChild(Form).set_values(values)
    dialog.give("yes")
    await bench.until(lambda: not any(w.isVisible() for w in bench.panel.findChildren(CommandDialog)))


def rows_of(bench: Bench, incident_id: str) -> dict[str, Any]:
    rows = tasks_presenter.checklist(bench.state.incidents[incident_id], bench.room)
    return {row.id.rpartition(".")[2]: row for row in rows}


def test_the_checklist_says_who_leads_and_what_is_owed(play) -> None:
    async def story(bench: Bench) -> None:
        incident_id, _ = await burning(bench)
        rows = rows_of(bench, incident_id)
        scene, search, steps = rows["protect-scene"].duty, rows["search"].duty, rows["mini-station-out"].duty
        assert "县消防救援大队" in scene.short and "待告知" in scene.short and (scene.tone, scene.action) == ("warn", TELL)
        assert "先做" in search.short and "县消防救援大队" in search.short and search.tone == "watch"
        assert steps.short == "" and "QS-J09" in steps.whole and steps.action == ""
        assert "派出所" in scene.whole and not bench.room.wording.missing

    play(story)


def test_without_a_list_nothing_is_said(play) -> None:
    async def story(bench: Bench) -> None:
        incident_id, response = await burning(bench, listed=False)
        assert {row.duty for row in rows_of(bench, incident_id).values()} == {None}
        tab = await on_task(bench, f"{response}.protect-scene")
        assert not tab.duty.isVisible()
        QTest.keyClick(tab.cards, Qt.Key.Key_T)

    play(story)


def test_t_records_the_notice_for_all_tasks_of_the_unit_and_then_its_answer(play) -> None:
    async def story(bench: Bench) -> None:
        incident_id, response = await burning(bench)
        task_id = f"{response}.protect-scene"
        tab = await on_task(bench, task_id)
        assert tab.duty.button.isVisible() and "(T)" in tab.duty.button.text()
        QTest.keyClick(tab.cards, Qt.Key.Key_T)
        dialog = await bench.dialog()
        values = dialog.findChild(Form).values()
        assert values["whom"] and values["number"] and values["also"] is True
        await filled(bench, read_back=True)
        kept = bench.state.assignments[task_id]
        assert kept.standing is Standing.TOLD and kept.notices[0].read_back
        fire = [one for one in bench.state.assignments.values() if one.assignment.notice_to == kept.assignment.notice_to]
        assert len(fire) > 2 and {one.standing for one in fire} == {Standing.TOLD}
        await bench.until(lambda: rows_of(bench, incident_id)["protect-scene"].duty.action == ANSWER)
        await bench.until(lambda: "已告知" in next(card.subtitle for card in tab.cards.cards if card.id == task_id))

    play(story)


def test_who_declines_says_why_and_who_takes_over_ends_it(play) -> None:
    async def story(bench: Bench) -> None:
        incident_id, response = await burning(bench)
        task_id = f"{response}.protect-scene"
        tab = await on_task(bench, task_id)
        QTest.keyClick(tab.cards, Qt.Key.Key_T)
        await filled(bench, also=False)
        await bench.until(lambda: rows_of(bench, incident_id)["protect-scene"].duty.action == ANSWER)
        told = [one for one in bench.state.assignments.values() if one.standing is Standing.TOLD]
        assert [one.assignment.task_id for one in told] == [task_id]
        QTest.keyClick(tab.cards, Qt.Key.Key_T)
        dialog = await bench.dialog()
        form = dialog.findChild(Form)
        form.set_values({"accepted": False, "words": None})
        dialog.give("yes")
        await bench.until(lambda: form._told)
        assert bench.state.assignments[task_id].standing is Standing.TOLD
        await filled(bench, accepted=True, words="已派员")
        assert bench.state.assignments[task_id].standing is Standing.ACCEPTED
        await bench.until(lambda: rows_of(bench, incident_id)["protect-scene"].duty.action == "")

    play(story)


def test_what_the_list_lacks_offers_a_consultation(play) -> None:
    async def story(bench: Bench) -> None:
        incident_id, response = await burning(bench, without="QS-J15")
        task_id = f"{response}.family-reception"
        assert rows_of(bench, incident_id)["family-reception"].duty.action == CLAIM
        tab = await on_task(bench, task_id)
        QTest.keyClick(tab.cards, Qt.Key.Key_T)
        await filled(bench, code="QS-Z09", lead="县民政局", who="青石镇人民政府", words="请明确由谁承担")
        (request,) = bench.state.duty_requests.values()
        assert (request.cause, request.incident_id, request.task_id) == (RequestCause.INCIDENT, incident_id, task_id)
        assert request.proposal.kinds == ("A-FIR",) and bench.state.duties["QS-Z09"].duty_class is DutyClass.PENDING
        await bench.until(lambda: rows_of(bench, incident_id)["family-reception"].duty.action == "")

    play(story)
