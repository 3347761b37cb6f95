"""Phones in the interface: suggestions, the list of terminals, the set-up dialog, trails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QPushButton

from app.desk.tracking import mint
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.domain.tracking.commands import EnrolDevice
from app.domain.tracking.model import Device, TrackerApp
from app.domain.unit.commands import DispatchUnits
from app.domain.unit.decide import engagements
from app.domain.unit.model import Position, Unit, UnitStatus
from app.kernel.geo import Point
from app.network.feeds.owntracks.protocol import setup
from app.ui.arrivals_bar import ArrivalsBar, confirm_first
from app.ui.kit.theme import Theme
from app.ui.panels.units.devices import DevicesBoard
from app.ui.panels.units.enrol import SetupDialog, qr_pixmap
from app.ui.trail_menu import show_trail, trail_button
from app.ui.trails import MOST_ON_MAP, TrailBox
from tests.ui.panels.boards import NOW, Board


@pytest.fixture
def board(tmp_path: Path, qapp: QApplication) -> Iterator[Board]:
    Theme.load(name="dark").apply(qapp)
    made = Board(tmp_path, tracked=True)
    assert made.workspace.tracking is not None
    made.workspace.tracking.arrivals.start()
    yield made
    made.close()


def free_unit(board: Board) -> Unit:
    """One that may be sent: on standby, with a base, and not out with a joint patrol (a map tells its units in any order)."""
    units = board.desk.state.units
    free = (
        u for u in units.values()
        if u.status is UnitStatus.ON_STANDBY and u.home and not u.members and u.id not in engagements(units)
    )
    return min(free, key=lambda u: u.id)


def arrive(board: Board) -> tuple[str, Unit]:
    """A unit is sent to an incident and is seen there."""
    unit = free_unit(board)
    assert unit.home is not None
    place = Point(unit.home.lat + 0.01, unit.home.lon)
    board.do(OpenIncident(kind="A-FIR", place=Place("mill", place), aware_at=NOW))
    case = max(board.desk.state.incidents.values(), key=lambda one: one.number).id
    board.do(DispatchUnits(incident_id=case, unit_ids=(unit.id,)))
    for _ in range(3):
        board.clock.advance(timedelta(seconds=10))
        board.desk.telemetry.report([Position(unit.id, place, board.clock.now(), "owntracks")])
    return case, unit


def test_a_suggestion_is_shown_and_confirmed_by_its_button_or_key(board: Board) -> None:
    bar = ArrivalsBar(board.services)
    assert bar.isHidden()
    case, unit = arrive(board)
    assert not bar.isHidden()
    assert [one.unit_id for one in bar.shown] == [unit.id]
    bar.keep_to("another incident")
    assert bar.isHidden()
    bar.keep_to(case)
    labels = [button.text() for button in bar.findChildren(QPushButton)]
    assert labels[0] == "到场 (F4)"
    board.run(confirm_first(board.services))
    assert board.desk.state.units[unit.id].status is UnitStatus.ON_SCENE
    assert bar.isHidden()
    assert "到场" in board.navigator.calls[-1][1]
    board.run(confirm_first(board.services))
    assert board.navigator.calls[-1][0] == "say"


def test_a_suggestion_is_put_aside(board: Board) -> None:
    bar = ArrivalsBar(board.services)
    _, unit = arrive(board)
    bar.findChildren(QPushButton)[1].click()
    assert bar.isHidden()
    assert board.desk.state.units[unit.id].status is UnitStatus.DISPATCHED


def enrolled(board: Board) -> Device:
    board.do(EnrolDevice(unit_id=free_unit(board).id, name="王某手机", app=TrackerApp.OWNTRACKS, token_hash=mint().token_hash))
    return next(iter(board.desk.state.devices.values()))


def test_the_list_of_terminals_is_searched_and_says_what_was_heard(board: Board) -> None:
    panel = DevicesBoard(board.services)
    panel.show_state(board.desk.state)
    assert not panel.revoke.isEnabled()
    device = enrolled(board)
    board.desk.telemetry.report(
        [Position(device.unit_id, Point(30, 110), NOW - timedelta(minutes=3), "owntracks", device_id=device.id, battery_pct=44)]
    )
    panel.show_state(board.desk.state)
    assert panel.table.select(device.id)
    row = panel.table.current
    texts = {column.key: column.text(row) for column in panel.table.model.columns}
    assert (texts["name"], texts["battery"], texts["heard"], texts["state"]) == ("王某手机", "44 %", "03:00", "在用")
    assert panel.revoke.isEnabled()
    panel.table.search.setText("wmsj")
    assert panel.table.model.rowCount() == 1
    panel.table.search.setText("nobody")
    assert panel.table.model.rowCount() == 0
    assert not panel.off.isHidden()


def test_a_revocation_needs_a_reason_and_is_told(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    device = enrolled(board)
    panel = DevicesBoard(board.services)
    panel.show_state(board.desk.state)
    panel.table.select(device.id)
    answers = iter(["", "交回"])

    async def prompt(*_: Any, **__: Any) -> str:
        return next(answers)

    monkeypatch.setattr("app.ui.panels.units.devices.prompt_text", prompt)
    board.run(panel.take_away())
    assert board.desk.state.devices[device.id].is_active
    board.run(panel.take_away())
    assert board.desk.state.devices[device.id].revoked_because == "交回"


def test_the_set_up_dialog_shows_code_and_words_once(board: Board) -> None:
    device = enrolled(board)
    made = setup("http://127.0.0.1:8690", device.id, "f" * 32, device.name)
    dialog = SetupDialog(board.services, None, device, made, only_here=True)  # type: ignore[arg-type]
    assert dialog.values["password"].text() == "f" * 32
    assert dialog.values["link"].text() == made.link
    assert all(edit.isReadOnly() for edit in dialog.values.values())
    assert 200 < dialog.picture.pixmap().width() <= 500
    assert "allowConfigurationByURIAndConfigFile" in dialog.steps.text()
    dialog.deleteLater()


def test_a_qr_code_of_the_longest_link_still_fits(qapp: QApplication) -> None:
    link = "owntracks:///config?inline=" + "A" * 600
    assert qr_pixmap(link, 300).width() <= 300


def test_a_trail_is_shown_thinned_hidden_and_written(board: Board, tmp_path: Path) -> None:
    unit = free_unit(board)
    assert board.store is not None
    trail = [Position(unit.id, Point(30 + n / 1e5, 110), NOW - timedelta(seconds=2 * n), "owntracks") for n in range(4_000)]
    board.store.sample([*trail, Position(unit.id, Point(40, 110), NOW - timedelta(seconds=1), "owntracks", flags=("jump",))])
    box = TrailBox(board.workspace)
    told: list[int] = []
    box.changed.connect(lambda: told.append(len(box.shown)))
    assert board.run(show_trail(board.services, box, unit.id, 4))
    assert len(box.shown[unit.id]) == MOST_ON_MAP
    assert box.shown[unit.id][-1].at == NOW
    assert board.navigator.calls[-1][:3] == ("show_on_map", "units", unit.id)
    for name in ("t.gpx", "t.csv"):
        board.run(box.write(tmp_path / name, "一队", trail[:3]))
    assert (tmp_path / "t.gpx").read_bytes().count(b"<trkpt") == 3
    assert len((tmp_path / "t.csv").read_text("utf-8-sig").splitlines()) == 4
    with pytest.raises(OSError):
        board.run(box.write(tmp_path / "no folder" / "t.gpx", "一队", trail[:3]))
    box.hide(unit.id)
    assert told == [1, 0]


def test_a_unit_without_positions_has_no_trail_and_that_is_said(board: Board) -> None:
    box = TrailBox(board.workspace)
    assert not board.run(show_trail(board.services, box, free_unit(board).id, 1))
    assert "没有定位记录" in board.navigator.calls[-1][1]


def test_the_trail_button_rests_where_positions_are_not_kept(board: Board) -> None:
    board.services.trails = None
    assert not trail_button(board.services, None, lambda: "").isEnabled()  # type: ignore[arg-type]
    board.services.trails = TrailBox(board.workspace)
    button = trail_button(board.services, None, lambda: "")  # type: ignore[arg-type]
    assert button.isEnabled()
    assert len([action for action in button.menu().actions() if not action.isSeparator()]) == 8


def test_the_door_follows_the_settings(board: Board) -> None:
    from app.ui.panels.settings.choices import Choices
    from app.ui.panels.settings.tracking import TrackingCard

    tracking = board.workspace.tracking
    assert tracking is not None
    card = TrackingCard(board.services, Choices(board.workspace.settings))
    assert "Off" in card.state.text()

    async def change(**choices: Any) -> None:
        assert card.try_save(board.services, card._choices, **choices)
        await card.follow()
        await asyncio.sleep(0)

    board.run(change(tracking_on=True, tracking_port=0))
    assert tracking.is_open
    port = tracking.door.place[1]
    assert str(port) in card.state.text()
    assert "Phones cannot reach it" in card.state.text()
    board.run(change(tracking_bind="203.0.113.9"))
    assert not tracking.is_open
    assert "203.0.113.9" in card.error.text
    board.run(change(tracking_on=False))
    assert card.error.isHidden()
    assert "Off" in card.state.text()

    async def twice_at_once() -> None:
        wanted = replace(card._choices.current, tracking_on=True, tracking_bind="127.0.0.1", tracking_port=port)
        await asyncio.gather(tracking.follow(wanted), tracking.follow(wanted))
        await tracking.close()

    board.run(twice_at_once())
    assert tracking.fault is None
