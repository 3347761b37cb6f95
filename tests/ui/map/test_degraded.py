"""A map that cannot be shown says so, and what still works."""

import asyncio
from pathlib import Path

import pytest
import qasync

from app.kernel.geo import Region
from app.map.features import UnitMark, encode_units
from app.map.site import MapOptions, MapSite
from app.ui.map import life
from app.ui.map.view import MapView

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture
def site(tmp_path):
    return MapSite(
        resources_dir=RESOURCES,
        base_dir=tmp_path,
        cache_dir=tmp_path / "cache",
        options=MapOptions(region=Region(20, 110, 20.1, 110.1)),
    )


def test_without_a_web_engine(qtbot, site, monkeypatch):
    monkeypatch.setattr(life, "engine_missing", lambda: "libnss3.so")
    view = MapView(site)
    qtbot.addWidget(view)
    pictures = []
    with qtbot.waitSignal(view.failed):
        view.request_picture(None, 100, 100, pictures.append)
        view.show()
    assert pictures == [None]
    assert "libnss3.so" in view.placeholder.text
    assert "work without it" in view.placeholder.text
    assert view.set_layer("grids", b"{}") == 0


def test_without_a_page(qtbot, monkeypatch, site):
    def broken(folder):
        raise OSError(f"no space for {folder}")

    monkeypatch.setattr("app.map.site.ensure_page", broken)
    monkeypatch.setattr("app.map.site.build_page", broken)
    view = MapView(site)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.failed, timeout=10_000):
        view.show()
    assert view.engine is None


def test_nothing_heavy_before_the_first_show(qtbot, site):
    view = MapView(site)
    qtbot.addWidget(view)
    view.set_theme("dark")
    view.fly_to(20, 110)
    assert view.engine is None


@pytest.mark.window
@pytest.mark.xdist_group("webengine")
def test_a_picture_of_a_map_that_nobody_opened(qapp, qtbot, site):
    """A report may be printed before the map was ever looked at; awaited on the loop of the product."""
    view = MapView(site)
    qtbot.addWidget(view)
    view.set_units(*encode_units([UnitMark(id="u", symbol="F-MED", status="working", label="急救", lat=20.05, lon=110.05)]))
    loop = qasync.QEventLoop(qapp)
    try:
        png = loop.run_until_complete(asyncio.wait_for(view.picture(None, 640, 400), 20))
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    assert png.startswith(b"\x89PNG")
    assert png[16:24] == (640).to_bytes(4, "big") + (400).to_bytes(4, "big")
    assert view.engine.view is None
    view.shutdown()
