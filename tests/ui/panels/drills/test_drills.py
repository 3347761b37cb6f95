"""The drills panel: the next step is the first button, filters narrow, the year turns, and a plan shows what hangs on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.improvement import commands as wish
from app.domain.improvement.model import RootCause, Standing
from app.domain.improvement.rules import standing
from app.ui.panels.drills import finding_steps, recording
from app.ui.panels.drills.panel import SPEC, DrillsPanel, waiting
from app.ui.panels.plans.versions_presenter import VersionsPresenter
from tests.improvement_world import LATE_CALL, NO_RADIO, held, of_drill
from tests.ui.panels.boards import Board

PLAN = "flood-typhoon"
ON = date(2026, 7, 10)


def tell(board: Board) -> list[str]:
    late, radio = (replace(one, plan_ids=(PLAN,)) for one in (LATE_CALL, NO_RADIO))
    board.do(wish.RecordFindings(source=of_drill(ON), findings=(late, radio)))
    return sorted(board.desk.state.findings)


def test_the_first_button_is_the_next_step_and_filters_narrow(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    late, radio = tell(board)
    monkeypatch.setattr(board.services, "run", lambda work, _owner: board.run(work))
    panel = DrillsPanel(board.services)
    panel.show()
    page = panel.show_page("findings")
    assert page.table.model.rowCount() == 2 and panel.tabs.tabText(panel._place("findings")).endswith("(2)")
    asked: list[str] = []

    async def noted(_services: object, _parent: object, one: object) -> bool:
        asked.append(one.id)  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr("app.ui.panels.drills.tabs.findings.STEPS", dict.fromkeys(finding_steps.STEPS, noted))
    page.table.select(late)
    assert page.steps["assign"].property("variant") == "primary" and not page.steps["review"].isVisibleTo(page)
    page.take("review")
    page.table.activated.emit(page.table.current)
    assert asked == [late]
    board.do(wish.AssignAction(finding_id=late, measure="m", organisation="o", owner="甲"))
    action = board.desk.state.findings[late].actions[0].id
    board.do(wish.SubmitEvidence(finding_id=late, action_id=action, words="done"))
    page.show_state(board.desk.state)
    page.table.select(late)
    assert page.steps["review"].property("variant") == "primary" and any("预案《" in one.text for one in page.chain.lines)
    page.filters["cause"].setCurrentIndex(page.filters["cause"].findData(RootCause.PLAN.value))
    assert [row.id for row in page.table.model.rows] == [late]
    page.filters["cause"].setCurrentIndex(0)
    page.filters["standing"].setCurrentIndex(page.filters["standing"].findData(Standing.TO_ASSIGN.value))
    assert [row.id for row in page.table.model.rows] == [radio]
    assert waiting(board.services) == 1 and SPEC.order > 0
    panel.close()


def test_a_batch_is_taken_as_far_as_the_coordinator_chose(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    late, radio = tell(board)
    batch = wish.RecordFindings(source=of_drill(ON, "drill-2"), findings=(NO_RADIO, LATE_CALL))
    made: list[wish.RecordFindings] = []

    async def answered(_services, _parent, _title, text, form, _label, make):  # type: ignore[no-untyped-def]
        assert "Mill fire" in text and form.values()["taken"] == (0, 1)
        form.set_values({"taken": (1,)})
        made.append(make(form.values()))
        return True

    monkeypatch.setattr(recording, "ask_command", answered)
    assert board.run(recording.accept_batch(board.services, None, batch))  # type: ignore[arg-type]
    assert made[0].findings == (LATE_CALL,) and made[0].source == batch.source
    assert {late, radio} == set(board.desk.state.findings)


def test_the_year_turns_and_shows_what_was_held_and_what_is_late(board: Board) -> None:
    board.do(held(ON, plan_ids=(PLAN,), title="汛期桌面推演"))
    panel = DrillsPanel(board.services)
    panel.show()
    page = panel.show_page("drill_calendar")
    row = next(one for one in page.table.model.rows if one.subject.id == PLAN)
    texts = dict(zip([one.key for one in page.table.model.columns], page.table.model.texts()[0], strict=True))
    assert row.last_on == ON and row.months[ON.month - 1].held == (ON,) and texts["kind"]
    page.table.select(row.subject.key)
    assert "建议" in page.rules.text()
    assert page.held.model.rowCount() == 1
    page.turn(1)
    assert page.held.model.rowCount() == 0 and next(
        one for one in page.table.model.rows if one.subject.id == PLAN
    ).months[ON.month - 1].due
    board.clock.advance(timedelta(days=800))
    page.late.setChecked(True)
    assert page.table.model.rowCount() and all(one.due_on < date(2028, 9, 25) for one in page.table.model.rows)
    panel.close()


def test_a_plan_shows_the_findings_that_hang_on_it(board: Board) -> None:
    late, radio = tell(board)
    rows = {row.key: row for row in VersionsPresenter(board.services.wording).hanging(PLAN, board.desk.state)}
    assert rows[late].shown and rows[late].finding_id == late and "2026-001" in rows[late].text
    board.do(wish.AnswerForPlan(finding_id=radio, plan_id=PLAN, reason="不修订"))
    rows = {row.key: row for row in VersionsPresenter(board.services.wording).hanging(PLAN, board.desk.state)}
    assert not rows[radio].finding_id and "不修订" in rows[radio].answer
    assert standing(board.desk.state.findings[radio], ON) is Standing.TO_ASSIGN
