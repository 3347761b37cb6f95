"""Seats of the network from the conductor's room: switched on, handed out, seen, taken away, printed."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from aiohttp import ClientSession
from PySide6.QtWidgets import QApplication

from app.desk.drill_hall import HALL_PORT
from app.ui.drill.room import net_steps
from app.ui.drill.room.window import ConductorRoom
from tests.ui.drill.drill_world import World, beside, soon


def test_the_conductor_opens_the_hall_hands_out_codes_and_takes_one_away(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, printed = [], []

    async def show(dialog) -> int:
        shown.append(dialog)
        dialog.answer = {1: "revoke", 2: "print"}.get(len(shown))
        return 0

    async def agreed(*_: object) -> bool:
        return True

    async def print_paper(_jobs, _parent, name, pdf, pages) -> int:
        printed.append((name, pdf, pages))
        return pages

    monkeypatch.setattr(net_steps, "show", show)
    monkeypatch.setattr(net_steps, "confirm", agreed)
    monkeypatch.setattr(net_steps, "print_paper", print_paper)

    async def body(world: World) -> None:
        await world.host.open(await world.prepared())
        room = world.host.current.conductor_room
        assert isinstance(room, ConductorRoom) and room.net.port.value() == HALL_PORT and not room.net.is_open
        room.actions_.trigger("seat_code")
        assert not shown  # nothing to show while it is off
        with socket.socket() as taken, socket.socket() as free:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            free.bind(("127.0.0.1", 0))
            busy, port = taken.getsockname()[1], free.getsockname()[1]
            free.close()
            room.net.port.setValue(busy)
            room.actions_.trigger("net_seats")
            await soon(lambda: str(busy) in room.net.state.text())
            assert not room.net.is_open  # the port is somebody else's, and that is said
        room.net.port.setValue(port)
        await soon(lambda: room.net.is_open)
        hall = room.net.hall
        async with ClientSession() as client, client.get(hall.link("water")) as answer:
            assert answer.status == 200
        room.refresh()
        rows = {row.role: row for row in room.seats.table.model.rows}
        assert (rows["water"].net, rows["police"].net, rows["conductor"].net) == ("在线", "未打开", "")
        room.seats.table.select("water")
        room.actions_.trigger("seat_code")
        await soon(lambda: hall.link("water") == "")
        code = shown[0]
        assert code.windowTitle().startswith("【演练】") and code.address.text().startswith("http://127.0.0.1:")
        room.refresh()
        assert {row.role: row.net for row in room.seats.table.model.rows}["water"] == "已撤销"
        room.actions_.trigger("all_codes")
        await soon(lambda: bool(printed))
        name, pdf, pages = printed[0]
        assert pdf.startswith(b"%PDF") and pages >= 2 and "演练" in name
        assert all(hall.link("police") not in str(one) for one in world.journal._lines)
        room.actions_.trigger("net_seats")
        await soon(lambda: not room.net.is_open)

    beside(qapp, tmp_path, body)
