"""The duty room on the demo day, and the roster dialogs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.duty.commands import LiftWarning
from app.domain.words import AlertLevel
from app.exchange.roster import Roster, read_roster, write_roster
from app.kernel.errors import Problem, Refusal
from app.ui import roster_exchange
from app.ui.panels.contacts.panel import DutyRoomPanel
from app.ui.panels.contacts.presenter import (
    WARNING_KINDS,
    ContactsPresenter,
    record_warning,
    register_contact,
)
from app.ui.panels.contacts.tabs import now
from app.ui.panels.contacts.tabs.now import OnDuty
from app.ui.services import Services
from tests.ui.panels.boards import Board


def presenter_of(board: Board) -> ContactsPresenter:
    return ContactsPresenter(board.reference, board.services.wording)


def panel_of(board: Board, qtbot: QtBot) -> OnDuty:
    panel = DutyRoomPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    page = panel.show_page("duty_now")
    assert isinstance(page, OnDuty)
    return page


def test_the_book_holds_everybody_in_words(board: Board) -> None:
    words = presenter_of(board)
    rows = words.rows(board.desk.state)
    assert len(rows) == len(board.desk.state.contacts)
    assert rows[0].contact.tier == "township" and rows[0].contact.role == "duty_officer"
    assert len(words.kinds()) == len(WARNING_KINDS) and len(words.levels()) == 4 and words.tiers() and words.roles()
    assert not board.services.wording.missing


def test_contacts_are_found_by_initials(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    contact = board.desk.state.contacts["c001"]
    panel.book.search.setText("srs")
    assert contact.id in {row.id for row in panel.book.model.shown}


def test_warnings_are_recorded_ranked_and_lifted(
    board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, words = panel_of(board, qtbot), presenter_of(board)
    values = {"kind": "typhoon", "level": AlertLevel.RED, "text": "x", "issued_by": "某气象台"}
    board.do(record_warning(values))
    in_force = words.in_force(board.desk.state)
    assert [row.warning.level for row in in_force][:2] == [AlertLevel.RED, AlertLevel.ORANGE]
    assert in_force[0].tone == "alarm"

    async def agreed(*_: object, **__: object) -> bool:
        return True

    monkeypatch.setattr(now, "confirm", agreed)
    board.run(panel.lift(in_force[0].id))
    assert board.desk.state.alert() is AlertLevel.ORANGE
    assert [row.id for row in words.lifted(board.desk.state)] == [in_force[0].id]
    with pytest.raises(Refusal):
        board.do(LiftWarning(warning_id=in_force[0].id))
    board.run(panel.lift(in_force[0].id))


def test_a_contact_is_entered_and_changed(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    values = {"name": "某某", "role": "police", "phone": "000-1", "a_b": "B", "tier": "township"}
    board.do(register_contact(values, "c-new"))
    assert panel.book.select("c-new") and panel.book.current.contact.a_b == "B"
    board.do(register_contact(values | {"phone": "000-2"}, "c-new"))
    assert panel.book.current.contact.phone == "000-2"
    with pytest.raises(Refusal):
        board.do(register_contact(values | {"role": None}, "c-new"))


def test_an_empty_desk_is_shown(empty: Board, qtbot: QtBot) -> None:
    panel = panel_of(empty, qtbot)
    assert panel.book.current is None and not presenter_of(empty).in_force(empty.desk.state)


def agree(monkeypatch: pytest.MonkeyPatch, *, answer: bool) -> list[str]:
    asked: list[str] = []

    async def preview(services: Services, _parent: object, _name: str, roster: Roster) -> bool:
        asked.append(roster_exchange.summary(services, roster))
        return answer

    monkeypatch.setattr(roster_exchange, "preview", preview)
    return asked


def test_a_roster_is_taken_in_after_agreement(
    board: Board, empty: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roster.xlsx"
    write_roster(path, board.desk.state, board.reference)
    panel = panel_of(empty, qtbot)
    asked = agree(monkeypatch, answer=False)
    assert not empty.run(roster_exchange.take_in(empty.services, panel, path))
    here = board.desk.state
    every = sum(map(len, (here.units, here.contacts, here.materials, here.facilities, here.beats)))
    assert not empty.desk.state.units and str(every) in asked[0]
    agree(monkeypatch, answer=True)
    assert empty.run(roster_exchange.take_in(empty.services, panel, path))
    assert set(empty.desk.state.units) == set(board.desk.state.units)
    assert dict(empty.desk.state.contacts) == dict(board.desk.state.contacts)
    assert len(panel.book.model.rows) == len(board.desk.state.contacts)


def test_a_known_unit_keeps_its_work(board: Board, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roster.xlsx"
    before = board.desk.state.units
    write_roster(path, board.desk.state, board.reference)
    agree(monkeypatch, answer=True)
    assert board.run(roster_exchange.take_in(board.services, panel_of(board, qtbot), path))
    assert {u.id: (u.status, u.incident_id) for u in board.desk.state.units.values()} == {
        u.id: (u.status, u.incident_id) for u in before.values()
    }


def test_a_broken_roster_changes_nothing_and_tells_everything(
    empty: Board, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"no workbook")
    told: list[tuple[Problem, ...]] = []

    async def show(_services: object, _parent: object, _name: str, problems: tuple[Problem, ...]) -> None:
        await asyncio.sleep(0)
        told.append(problems)

    monkeypatch.setattr(roster_exchange, "show_problems", show)
    assert not empty.run(roster_exchange.take_in(empty.services, panel_of(empty, qtbot), path))
    assert [one.code for one in told[0]] == ["roster_not_excel"] and empty.desk.state.seq == 0


def test_summary_counts_what_is_new(board: Board, tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    write_roster(path, board.desk.state, board.reference)
    roster = read_roster(path, board.reference)
    assert "0" in roster_exchange.summary(board.services, roster)
    assert roster_exchange.summary(board.services, Roster()) and not board.services.wording.missing
