"""A seat's page in a real browser engine: the script joins, acts, keeps what is half written, hears of news and of its end."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path
from typing import Any

os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication

from app.desk.drills import CONDUCTOR
from app.domain.exercise.commands import TellSeats
from app.domain.exercise.kinds import SeatKind
from tests.ui.drill.drill_world import World, beside, soon

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]


async def evaluated(page: QWebEnginePage, code: str) -> Any:
    """What this script comes to."""
    got: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    page.runJavaScript(code, got.set_result)
    return await asyncio.wait_for(got, 10)


async def until(page: QWebEnginePage, code: str) -> None:
    """Until this is true on the page."""
    for _ in range(400):
        if await evaluated(page, f"Boolean({code})"):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it did not come about: {code}")


SAID = "document.getElementById('said').className"


def test_a_page_acts_and_hears_without_losing_what_is_half_written(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        await world.host.open(await world.prepared())
        opened = world.host.current
        room, desk = opened.conductor_room, opened.room.workspace.desk
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            room.net.port.setValue(free.getsockname()[1])
        room.net.on.setChecked(True)
        await soon(lambda: room.net.is_open)
        profile = QWebEngineProfile()
        page = QWebEnginePage(profile)
        try:
            page.load(QUrl(room.net.hall.link("water")))
            await until(page, "document.getElementById('line') && document.getElementById('line').className === 'badge ok'")
            await evaluated(page, "document.querySelector('input[name=name]').value = '周站长'")
            await evaluated(page, "document.querySelector('button').click()")
            await until(page, "document.getElementById('tasks')")
            assert desk.state.drill.seats["water"].name == "周站长" and desk.state.drill.seats["water"].heard
            await opened.driver.begin(1.0)
            await until(page, "document.querySelector('#report textarea')")
            await evaluated(page, "document.querySelector('#report textarea').value = '半句'")
            hostile = "<img src=x onerror=\"document.title='owned'\">"
            await desk.execute(TellSeats(to=SeatKind.PLAYER, text=hostile), CONDUCTOR)
            await until(page, "document.getElementById('messages').textContent.indexOf('onerror') > 0")
            assert await evaluated(page, "document.querySelector('#report textarea').value") == "半句"
            assert "演练" in await evaluated(page, "document.title") and not await evaluated(page, "document.images.length")
            await evaluated(page, "document.querySelector('#report button').click()")
            await until(page, f"{SAID} === 'ok'")
            await until(page, "document.querySelector('#report textarea').value === ''")
            assert [one.text for one in desk.state.log_notes.values()] == ["【水利站】半句"]
            await room.net.hall.revoke("water")
            await until(page, f"{SAID} === 'alarm'")
        finally:
            page.deleteLater()
            await asyncio.sleep(0.05)
            profile.deleteLater()

    beside(qapp, tmp_path, body)
