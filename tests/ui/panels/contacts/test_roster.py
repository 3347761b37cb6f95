"""The duty roster in the duty room: planned, typed into, swapped, published, taken in and written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.roster.commands import (
    AssignSlot,
    ClearSlot,
    ConsentSwap,
    PlanRoster,
    PublishRoster,
    RequestSwap,
    SetRosterPattern,
)
from app.domain.roster.model import Post, RotationPerson, SlotRef, SwapState
from app.ui.kit.ticker import Ticker
from app.ui.panels.contacts import roster_dialogs, roster_files
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.presenter import ContactsPresenter
from app.ui.panels.contacts.roster_dialogs import away_days, known_names, plan_command
from app.ui.panels.contacts.roster_plan import PlanDialog
from app.ui.panels.contacts.tabs import roster as tab
from app.ui.panels.contacts.tabs.now import OnDuty
from app.ui.panels.contacts.tabs.roster import DutyRoster
from tests.ui.panels.boards import Board

MONTH = "2026-10"
SLOT = SlotRef(date(2026, 10, 12), "day", Post.MAIN)


def page_of(board: Board, qtbot: QtBot, month: str = MONTH) -> DutyRoster:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1180, 600)
    panel.show()
    panel.render(board.desk.state, None)
    page = panel.show_page("duty_roster")
    assert isinstance(page, DutyRoster)
    page.show_month(month)
    return page


def people(board: Board) -> tuple[RotationPerson, ...]:
    names = known_names(board.services)
    officers = tuple(RotationPerson(name, (Post.MAIN, Post.SECOND)) for name in names[:5])
    return (*officers, *(RotationPerson(name, (Post.LEADER,)) for name in names[5:8]))


def planned(board: Board, month: str = MONTH) -> None:
    board.do(PlanRoster(month=month, people=people(board)))


def holder(board: Board, ref: SlotRef = SLOT) -> str:
    slot = board.desk.state.roster.slot(ref)
    return slot.name if slot is not None else ""


@pytest.fixture(autouse=True)
def at_once(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a control starts is done before its key returns."""
    monkeypatch.setattr(board.services, "run", lambda work, _owner: board.run(work), raising=False)


def test_an_empty_month_says_what_is_free_and_what_is_not_announced(board: Board, qtbot: QtBot) -> None:
    page = page_of(board, qtbot, "2028-02")
    assert page.model.rowCount() == 29 and page.model.columnCount() == 7
    assert "▲" in str(page.model.data(page.model.index(0, 2)))
    assert "2028" in page.banner.text and not page.banner.isHidden()
    assert page.remarks.model.rowCount() == 29 * 3
    page.turn(1)
    assert page.month == "2028-03"
    page.turn(-1)
    page.turn(-1)
    assert page.month == "2028-01"


def test_holidays_and_worked_weekends_are_told_by_word_and_shape(board: Board, qtbot: QtBot) -> None:
    planned(board)
    page = page_of(board, qtbot)
    told = [str(page.model.data(page.model.index(day - 1, 1))) for day in (1, 10, 11, 12)]
    assert told[0].startswith("● ") and told[1].startswith("◆ ") and told[2].startswith("○ ") and told[3] == ""
    assert page.banner.isHidden() and not page.remarks.model.rowCount()
    assert page.counts.model.rowCount() == 8


def test_a_name_is_typed_into_a_cell_and_cleared_with_a_key(board: Board, qtbot: QtBot) -> None:
    page = page_of(board, qtbot)
    assert page.grid.go_to(SLOT.key)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    editor = page.grid.findChild(QLineEdit)
    assert editor is not None
    editor.setText("临时工")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert holder(board) == "临时工"
    page.show_state(board.desk.state)
    text = str(page.model.data(page.grid.currentIndex()))
    assert text.startswith("临时工") and "※" in text
    assert "临时工" in str(page.model.data(page.grid.currentIndex(), Qt.ItemDataRole.ToolTipRole))
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert not holder(board)


@pytest.mark.parametrize(("reason", "changed"), [("病假", True), (None, False)])
def test_a_published_month_asks_for_the_reason(
    board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, reason: str | None, changed: bool
) -> None:
    planned(board)
    board.do(PublishRoster(month=MONTH))
    page = page_of(board, qtbot)
    assert not page._plan.isEnabled() and not page._publish.isEnabled()

    async def asked(*_: object, **__: object) -> str | None:
        return reason

    monkeypatch.setattr(tab, "prompt_text", asked)
    board.run(page.assign(SLOT, "新人"))
    assert (holder(board) == "新人") is changed
    page.show_state(board.desk.state)
    page.grid.go_to(SLOT.key)
    assert ("△" in str(page.model.data(page.grid.currentIndex()))) is changed


def test_publishing_names_what_is_still_free(board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(board)
    board.do(ClearSlot(ref=SLOT))
    page = page_of(board, qtbot)
    said: list[str] = []

    async def agree(_parent: object, _title: str, consequence: str, _label: str, **__: object) -> bool:
        said.append(consequence)
        return True

    monkeypatch.setattr(tab, "confirm", agree)
    board.run(page.publish())
    assert "1 个岗位" in said[0] or "1 posts" in said[0]
    assert MONTH in board.desk.state.roster.published


def test_planning_shows_how_fair_it_is_before_it_is_accepted(board: Board, qtbot: QtBot) -> None:
    planned(board)
    dialog = PlanDialog(board.services, None, "2026-12")
    qtbot.addWidget(dialog)
    board.run(dialog.try_out())
    assert dialog.accept_button.isEnabled() and dialog.table.model.rowCount() == 8 and dialog.said.text()
    assert not [one for one in board.desk.state.roster.slots.values() if one.ref.day.month == 12]
    dialog.form.set_values({"officers": (), "leaders": (), "others": ""})
    board.run(dialog.try_out())
    assert not dialog.accept_button.isEnabled() and not dialog.table.model.rowCount()
    dialog.form.set_values({"officers": known_names(board.services)[:4], "leaders": known_names(board.services)[5:7]})
    dialog.give("yes")
    assert any(one.ref.day.month == 12 for one in board.desk.state.roster.slots.values())
    assert dialog.answer == "yes"


def test_the_rotation_form_becomes_a_command() -> None:
    away = "乙：2026-12-03，2026-12-04\n"
    values = {"leaders": ("甲",), "officers": ("甲", "乙"), "others": "丙、丁", "away": away, "replace": True}
    command = plan_command(values, "2026-12", date(2026, 12, 5))
    told = {one.name: (one.posts, len(one.away)) for one in command.people}
    assert told["甲"][0] == (Post.LEADER, Post.MAIN, Post.SECOND) and told["乙"][1] == 2 and set(told) == set("甲乙丙丁")
    assert command.since == date(2026, 12, 5) and command.replace
    assert plan_command(values, "2027-01", date(2026, 12, 5)).since is None
    with pytest.raises(ValueError, match="isoformat"):
        away_days("乙 明天")


def test_swaps_wait_in_their_list_until_the_leader_agrees(board: Board, qtbot: QtBot) -> None:
    planned(board)
    board.do(RequestSwap(ref=SLOT, with_name="替班人", reason="培训"))
    page = page_of(board, qtbot)
    (swap,) = page.swaps.table.model.shown
    page.swaps.table.select(swap.id)
    enabled = {state: button.isEnabled() for state, button in page.swaps.steps.items()}
    assert enabled == {SwapState.CONSENTED: True, SwapState.APPROVED: False, SwapState.REFUSED: True}
    assert "(1)" in page.side.tabText(2) and tab._waiting(board.desk.state) == 1
    board.do(ConsentSwap(swap_id=swap.id, who="替班人"))
    page.show_state(board.desk.state)
    assert page.swaps.steps[SwapState.APPROVED].isEnabled()


@pytest.mark.parametrize(
    ("wanted", "typed", "state"),
    [
        (SwapState.CONSENTED, {}, SwapState.CONSENTED), (SwapState.REFUSED, {"words": "不行"}, SwapState.REFUSED),
    ],
)  # fmt: skip
def test_a_step_of_a_swap_is_recorded(
    board: Board, monkeypatch: pytest.MonkeyPatch, wanted: SwapState, typed: dict[str, str], state: SwapState
) -> None:
    planned(board)
    board.do(RequestSwap(ref=SLOT, with_name="替班人", reason="培训"))
    (swap,) = board.desk.state.roster.swaps.values()
    forms = _answered(board, monkeypatch, typed)
    board.run(roster_dialogs.ask_step(board.services, None, swap, wanted))  # type: ignore[arg-type]
    assert forms and board.desk.state.roster.swaps[swap.id].state is state


def test_a_swap_is_asked_for_and_shifts_are_changed(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(board)
    _answered(board, monkeypatch, {"with_name": "替班人", "reason": "培训"})
    board.run(roster_dialogs.ask_swap(board.services, None, SLOT))  # type: ignore[arg-type]
    (swap,) = board.desk.state.roster.swaps.values()
    assert (swap.ref, swap.with_name) == (SLOT, "替班人")
    _answered(board, monkeypatch, {"end0": "18:00", "start1": "18:00", "workday": 2})
    board.run(roster_dialogs.ask_pattern(board.services, None))  # type: ignore[arg-type]
    pattern = board.desk.state.roster.pattern
    assert pattern is not None and pattern.shifts[0].end_min == 1080 and Post.SECOND in pattern.required.workday
    assert [one.id for one in pattern.shifts] == ["day", "night"] and pattern.shifts[0].name.zh == "白班"


def _answered(board: Board, monkeypatch: pytest.MonkeyPatch, typed: dict[str, Any]) -> list[Any]:
    """Instead of a person: type into the form that would be shown, and accept."""
    forms: list[Any] = []

    async def answer(services: Any, _parent: object, _title: str, _text: str, form: Any, _label: str, make: Any) -> bool:
        form.set_values(typed)
        assert form.validate()
        forms.append(form)
        await services.execute(make(form.values()))
        return True

    monkeypatch.setattr(roster_dialogs, "ask_command", answer)
    return forms


def test_a_month_goes_out_and_comes_in(board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(board)
    page, book, sheet = page_of(board, qtbot), tmp_path / "m.xlsx", tmp_path / "m.pdf"

    async def saved(*_: object, **__: object) -> Path:
        return book

    monkeypatch.setattr(roster_files, "save_path", saved)
    board.run(roster_files.export_month(board.services, page, MONTH))
    board.run(roster_files.save_sheet(board.services, page, MONTH, sheet))
    assert sheet.read_bytes().startswith(b"%PDF")
    before = holder(board)
    board.do(AssignSlot(ref=SLOT, name="别人"))
    assert board.run(roster_files.take_in(board.services, page, book)) == MONTH
    assert holder(board) == before
    shown: list[int] = []

    async def told(_services: object, _parent: object, _name: str, problems: tuple[Any, ...]) -> None:
        shown.append(len(problems))

    monkeypatch.setattr(roster_files, "show_problems", told)
    book.write_bytes(b"no workbook")
    assert board.run(roster_files.take_in(board.services, page, book)) == "" and shown == [1]


def test_holidays_are_taken_in_and_counted_at_once(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(board, qtbot, "2031-01")
    assert not page.banner.isHidden()
    own = tmp_path / "own.yaml"
    own.write_text("years: [2031]\nholidays: {2031-01-01: {zh: 元旦, en: New Year}}\n", encoding="utf-8")
    assert board.run(roster_files.take_calendar(board.services, page, own))
    page.show_state(board.desk.state)
    assert page.banner.isHidden() and "元旦" in str(page.model.data(page.model.index(0, 1)))


def test_the_shift_form_proposes_and_the_card_tells_the_next(board: Board, qtbot: QtBot) -> None:
    presenter = ContactsPresenter(board.reference, board.services.wording)
    state = board.desk.state
    assert presenter.rostered(state, board.clock.now()) == {} and presenter.next_shift(state, board.clock.now()) == ""
    planned(board, "2026-07")
    state = board.desk.state
    night = SlotRef(date(2026, 7, 17), "night", Post.MAIN)
    proposed = presenter.rostered(state, board.clock.now())
    assert proposed["officer"] == holder(board, night) and proposed["leader"]
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.show()
    page = panel.show_page("duty_now")
    assert isinstance(page, OnDuty)
    page.show_state(state)
    assert holder(board, SlotRef(date(2026, 7, 18), "day", Post.MAIN)) in page.shift.next_shift.text()


def test_unseen_it_leaves_no_tick_behind(board: Board, qtbot: QtBot) -> None:
    page = page_of(board, qtbot)
    ticker = Ticker.shared()
    page.window().hide()
    assert not any(one() is not None and one().__self__ is page for one in ticker._listeners)  # type: ignore[union-attr]


def test_the_pattern_command_is_refused_with_a_hole(board: Board) -> None:
    pattern = board.reference.duty_pattern
    from app.kernel.errors import Refusal

    with pytest.raises(Refusal) as no:
        board.do(SetRosterPattern(pattern=type(pattern)(pattern.shifts[:1])))
    assert no.value.code == "roster_not_round_the_clock" and board.services.explain(no.value)
