"""The past in a window: played on the demo's story by keys alone, unmistakable, and nothing is written or left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.desk.deadlines import DeadlineWatcher
from app.desk.replay.footage import Footage, Replays
from app.desk.replay.marks import MarkKind
from app.desk.replay.scale import Scale
from app.desk.replay.tape import Known
from app.desk.workspace import Workspace
from app.domain.incident.commands import AddNote
from app.domain.paper.commands import CatchUp
from app.domain.record import Context, PaperSlip, Record
from app.journal.codec import unseal
from app.kernel.errors import Refusal
from app.ui.bridge import Bridge
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.drill_mark import HatchEdge, mark_of
from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme
from app.ui.panels.drills.records_presenter import RecordRow
from app.ui.panels.drills.tabs.records import RecordsTab
from app.ui.replay.film import FilmEdge
from app.ui.replay.host import ReplayHost
from app.ui.replay.reel import ReelView
from app.ui.replay.window import ReplayWindow
from app.ui.services import Services
from tests.ui.drill.drill_world import World, beside, soon
from tests.world import NOON


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replay") / "desk"
    asyncio.run(bootstrap.make_demo(folder))
    return folder


def _on(app: QApplication, folder: Path, body: Callable[[Workspace, ReplayHost, list[str]], Awaitable[None]]) -> None:
    caught: list[tuple[BaseException, str]] = []

    async def main() -> int:
        Theme.load(name="light").apply(app)
        async with bootstrap.open_workspace(folder) as workspace:
            said: list[str] = []
            watcher = DeadlineWatcher(workspace.desk)
            navigator: Any = SimpleNamespace(say=lambda text, tone="neutral": said.append(text))
            services = Services(workspace, Bridge(workspace.desk, watcher), watcher, navigator)
            host = ReplayHost(services)
            try:
                await body(workspace, host, said)
            finally:
                host.close()
                services.bridge.close()
        return 0

    assert main_loop(app, main, lambda problem, where: caught.append((problem, where))) == 0
    assert not caught, caught


def _bytes(folder: Path) -> dict[str, bytes]:
    """All that holds facts; SQLite's shared memory belongs to whoever has the desk open."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")}


def _press(window: QWidget, key: Qt.Key, with_ctrl: bool = False) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier if with_ctrl else Qt.KeyboardModifier.NoModifier)


def test_the_demo_story_is_played_by_keys_stopped_and_told_and_nothing_is_written(qapp: QApplication, demo: Path) -> None:
    async def body(workspace: Workspace, host: ReplayHost, said: list[str]) -> None:
        desk = workspace.desk
        fire = max(desk.state.incidents.values(), key=lambda one: len(one.dispatches))
        slip = PaperSlip(0, fire.aware_at + timedelta(minutes=1), writer="纸上人")
        note = CatchUp(slip=slip, command=AddNote(incident_id=fire.id, text="补录的一句"))
        await desk.execute(note, Context("值班员"))
        before, state = _bytes(workspace.data_dir), desk.state
        window = await host.open(incident_id=fire.id)
        await soon(window.isVisible)
        window.activateWindow()
        player, parts = window.player, window.parts
        assert window.windowTitle().startswith("【回放】") and mark_of(parts.entries) == "回放"
        assert len(window.findChildren(FilmEdge)) >= 4 and not window.findChildren(HatchEdge)
        assert player.now == player.clock.begins_at and parts.entries.table.model.rowCount() == player.count > 40
        window.parts.entries.table.view.setFocus()
        await soon(lambda: QApplication.focusWidget() is parts.entries.table.view)
        for _ in range(6):
            _press(window, Qt.Key.Key_Right)
        assert player.passed >= 6 and parts.entries.table.current.place == player.places[player.passed - 1]
        known = parts.facts.table.model.rows
        assert any(one.difference.value == "unknown" for one in known) and "·" in parts.upper.tabText(0)
        _press(window, Qt.Key.Key_Left)
        _press(window, Qt.Key.Key_Right, with_ctrl=True)
        marked = parts.entries.table.current
        assert marked.mark and parts.transport.entry.text().endswith(marked.sentence)
        _press(window, Qt.Key.Key_End, with_ctrl=True)
        assert player.clock.over and all(one.difference.value == "same" for one in parts.facts.table.model.rows)
        _press(window, Qt.Key.Key_Home, with_ctrl=True)
        window.set_speed(600.0)
        _press(window, Qt.Key.Key_Space)
        assert player.is_playing and window._beat.isActive()
        await soon(lambda: player.passed > 5)
        _press(window, Qt.Key.Key_Space)
        assert not player.is_playing and not window._beat.isActive()
        at = player.now
        await window.know(Known.LATER)
        assert player.now == at and not parts.banner.isHidden()
        typed = next(one for one in parts.entries.table.model.rows if one.paper)
        assert typed.at == slip.at and typed.typed_at > slip.at and "补录的一句" in typed.sentence
        await window.toggle_known()
        window.seek(fire.aware_at + timedelta(minutes=6))
        window.front(2)
        await soon(lambda: bool(parts.clocks.table.model.rows))
        assert all(one.incident for one in parts.clocks.table.model.rows) and parts.strip.isVisible()
        assert window.services.watcher.is_fresh  # type: ignore[attr-defined]
        window.front(1)
        assert parts.duties.table.model.rows
        window.parts.strip.answer_wanted.emit(None)
        assert "只能看" in parts.transport.entry.text()
        with pytest.raises(Refusal, match="replay_read_only"):
            await window.services.execute(AddNote(incident_id=fire.id, text="now"))
        sheet = demo / ".." / "known.csv"
        assert await parts.facts.table.export_to(sheet) == parts.facts.table.model.rowCount() and sheet.stat().st_size
        assert desk.state is state and _bytes(workspace.data_dir) == before
        window.close()
        await soon(lambda: host.window is None)
        assert not window.services.watcher.is_watching and await host.attempt(drill_id="none") is False and "演练" in said[-1]

    _on(qapp, demo, body)


def test_a_drills_replay_is_marked_as_both_and_goes_to_the_real_desk_with_one_key(qapp: QApplication, tmp_path: Path) -> None:
    async def body(world: World) -> None:
        async with world._open(await world.prepared()) as room:
            await room.conductor.start()
            await room.conductor.set_speed(60.0)
            world.wall.advance(timedelta(seconds=20))
            await room.conductor.advance()
        records: tuple[Record, ...] = tuple(unseal(line) for line in world.journal.read())
        live = world.live.workspace
        footage = Footage(records, world.reference, drill_id="drill-1")

        def never(*_: Any) -> Any:
            raise AssertionError("nobody asks for this here")

        live.replays = Replays(lambda _drill: footage, never, never)
        world.live.replay_host = ReplayHost(world.live)
        tab = RecordsTab(world.live)
        row = RecordRow(
            "drill-1", "d", "d", "", "neutral", world.wall.now(), len(records), is_over=False, rule=None, judged=None,
            combined=None, taken="", taken_tone="neutral", picked=False,
        )  # fmt: skip
        tab.table.set_rows((row,))
        tab.table.select("drill-1")
        assert tab.replay_button.isEnabled() and await tab.replay()
        host: ReplayHost = world.live.replay_host
        host.attach(world.live_window)
        window = host.window
        assert isinstance(window, ReplayWindow) and window.windowTitle().startswith("【演练回放】")
        assert window.findChildren(HatchEdge) and window.findChildren(FilmEdge)
        dialog = KitDialog(window, "跳到时刻")
        assert dialog.windowTitle() == "【演练回放】跳到时刻"
        drill = window.services.state.drill
        assert drill is not None and window.player.clock.begins_at >= drill.scenario.starts_at
        kinds = {kind.value for _, kind, _ in window.player.marks}
        assert "inject" in kinds
        place = next(place for _, kind, place in window.player.marks if kind.value == "inject")
        window.parts.entries.wanted.emit(place)
        assert window.player.desk.place == place
        window.player.play()
        window.actions_.trigger("live_desk")
        assert not window.player.is_playing and world.live_window.isVisible()
        entries = world.live.workspace.desk.state.seq
        with pytest.raises(Refusal, match="replay_read_only"):
            await window.services.execute(AddNote(incident_id="x", text="x"))
        assert world.live.workspace.desk.state.seq == entries
        host.close()
        assert host.window is None
        tab.deleteLater()

    beside(qapp, tmp_path, body)


@pytest.fixture
def reel(qapp: QApplication) -> Iterator[ReelView]:
    made = ReelView(lambda place: f"entry {place}")
    made.resize(800, made.sizeHint().height())
    yield made
    made.deleteLater()


def test_the_reel_is_dragged_to_moments_and_catches_marks(reel: ReelView) -> None:
    minute = timedelta(minutes=1)
    marks = tuple((NOON + 10 * number * minute, MarkKind.REPORT, number + 1) for number in range(4))
    reel.show_reel(Scale([one[0] for one in marks]), marks)
    reel.show_now(NOON + 5 * minute)
    assert not reel.grab().isNull()
    sought: list[Any] = []
    reel.sought.connect(sought.append)
    mark_x = round(reel._x(reel._scale.place_of(NOON + 10 * minute)))
    for x in (mark_x + 3, reel.width() - 1, 0, (mark_x + round(reel._x(0))) // 2):
        QTest.mouseClick(reel, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert sought[:3] == [NOON + 10 * minute, NOON + 30 * minute, NOON]
    assert abs(sought[3] - (NOON + 5 * minute)) < timedelta(seconds=10)
