"""The window that plays by itself: the story on a machine without a screen, and pictures of every screen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTabWidget

from app.ui.app import MakeDemo, OpenWorkspace, Script, run_window
from app.ui.kit.theme import Theme
from app.ui.services import Services
from app.ui.shell.main_window import MainWindow

_log = logging.getLogger(__name__)

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
_MAP_WAIT_S = 30.0
_SETTLE_S = 0.6


async def map_painted(services: Services, timeout_s: float = _MAP_WAIT_S) -> bool:
    """Whether the map listened within the time; ``False`` where there is no web engine."""
    view = services.map_view
    if view is None:
        return False
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout_s
    while not view.is_ready and loop.time() < deadline:  # noqa: ASYNC110 - a page that never paints gives no event
        await asyncio.sleep(0.1)
    await asyncio.sleep(1.5)
    return bool(view.is_ready)


def grab(window: MainWindow, path: Path) -> Path:
    """Save what the window shows now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path)):
        raise OSError(f"no picture could be written to {path}")
    return path


def pictures(out: Path, panels: tuple[str, ...] | None = None) -> Callable[[MainWindow, Services], Awaitable[int]]:
    """A script that takes a picture of every screen in two sizes and two themes."""

    async def play(window: MainWindow, services: Services) -> int:
        await map_painted(services)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        scale = services.workspace.settings.current.font_scale_pct / 100
        newest = max(services.state.incidents.values(), key=lambda one: one.aware_at, default=None)
        for theme in THEMES:
            Theme.load(name=theme, scale=scale).apply(app)
            if services.map_view is not None:
                services.map_view.set_theme(theme)
            for width, height in SIZES:
                window.showNormal()
                window.resize(width, height)
                for panel_id in panels or window.panel_ids:
                    window.show_panel(panel_id)
                    if panel_id == "duty" and newest is not None:
                        services.navigator.show_incident(newest.id, "overview")
                    await asyncio.sleep(_SETTLE_S)
                    grab(window, out / f"{panel_id}-{width}x{height}-{theme}.png")
                    await _tabs(window, panel_id, out, f"{width}x{height}-{theme}")
                if newest is None:
                    continue
                for tab in ("tasks", "units", "reports", "timeline"):
                    services.navigator.show_incident(newest.id, tab)
                    await asyncio.sleep(_SETTLE_S)
                    grab(window, out / f"duty.{tab}-{width}x{height}-{theme}.png")
        return 0

    return play


async def _tabs(window: MainWindow, panel_id: str, out: Path, look: str) -> None:
    """Pictures of the other tabs of a panel that has some; the first one is in front again afterwards."""
    tabs = getattr(window.panel(panel_id), "tabs", None)
    if not isinstance(tabs, QTabWidget):
        return
    first = tabs.currentIndex()
    for place in range(tabs.count()):
        if place != first:
            tabs.setCurrentIndex(place)
            await asyncio.sleep(_SETTLE_S)
            grab(window, out / f"{panel_id}.tab{place + 1}-{look}.png")
    tabs.setCurrentIndex(first)


def run_screenshots(data_dir: Path, open_workspace: OpenWorkspace, make_demo: MakeDemo, out: Path) -> int:
    """Make the demo anew and leave a picture of every screen in ``out``; returns the exit code."""
    return play_on_demo(data_dir, open_workspace, make_demo, pictures(out))


def play_on_demo(data_dir: Path, open_workspace: OpenWorkspace, make_demo: MakeDemo, script: Script) -> int:
    """Make the demo anew and let the script play in its window; returns the exit code."""
    asyncio.run(_made(make_demo))
    return run_window(data_dir, open_workspace, make_demo, script)


async def _made(make_demo: MakeDemo) -> int:
    return await make_demo()


def run_story(data_dir: Path, open_workspace: OpenWorkspace, make_demo: MakeDemo, out: Path) -> int:
    """Make the demo anew and play the whole story in its window; returns the exit code."""
    from app.ui.story import story  # noqa: PLC0415 - the story itself uses this module's pictures

    return play_on_demo(data_dir, open_workspace, make_demo, story(out))
