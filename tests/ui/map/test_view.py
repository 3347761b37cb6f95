"""The real map in the real web engine."""

import io
import json
import math
import os
import signal
import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage

from app.kernel.geo import Region
from app.map.features import Feature, PointGeometry, Tone, UnitMark, encode_features, encode_units
from app.map.site import MapOptions, MapSite
from app.ui.map.view import MapView

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

RESOURCES = Path(__file__).parents[3] / "resources"
REGION = Region(20.00, 110.00, 20.10, 110.15)
MIDDLE = (20.05, 110.075)
HOSTILE = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"


def base_map(folder):
    def write(name, *features):
        folder.joinpath(f"{name}.geojson").write_text(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {"type": "Feature", "properties": p, "geometry": {"type": t, "coordinates": c}} for p, t, c in features
                    ],
                }
            ),
            encoding="utf-8",
        )

    folder.mkdir()
    write(
        "roads",
        (
            {"class": "county", "name": "甲路", "bridge": False},
            "LineString",
            [[110.0, 20.05], [110.15, 20.06]],
        ),
    )
    write(
        "water",
        (
            {"kind": "reservoir"},
            "Polygon",
            [[[110.02, 20.02], [110.04, 20.02], [110.04, 20.04], [110.02, 20.02]]],
        ),
    )
    write("labels", ({"name": HOSTILE, "name_en": "x", "rank": 1}, "Point", [110.05, 20.08]))
    return folder


@pytest.fixture(scope="module")
def view(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("map")
    options = MapOptions(region=REGION, notice_zh="虚构", attribution_zh=HOSTILE)
    site = MapSite(
        resources_dir=RESOURCES,
        base_dir=base_map(folder / "base"),
        cache_dir=folder / "cache",
        options=options,
    )
    view = MapView(site)
    view.resize(900, 640)
    view.set_layer("incidents", encode_features([
        Feature(id="i1", geometry=PointGeometry((110.10, 20.07)), title=HOSTILE, label=HOSTILE, label_rank=0, symbol="A-FIR",
                shape="A", tone=Tone.MAJOR, state="opened"),
    ]))  # fmt: skip
    view.set_units(
        *encode_units([UnitMark(id="u1", symbol="F-POL", status="en_route", label=HOSTILE, lat=MIDDLE[0], lon=MIDDLE[1])])
    )
    with Waiting(view.painted):
        view.show()
    yield view
    view.shutdown()
    view.deleteLater()


def wait_for(condition, timeout_ms):
    """Run the event loop until this is true; whether it became true in time."""
    until = time.monotonic() + timeout_ms / 1000
    while not condition():
        if time.monotonic() > until:
            return False
        QTest.qWait(10)
    return True


class Waiting:
    """``qtbot.waitSignal`` for fixtures of a wider scope than ``qtbot``."""

    def __init__(self, signal, timeout=20_000):
        self._seen = []
        self._signal = signal
        self._timeout = timeout

    def __enter__(self):
        self._signal.connect(self._note)
        return self

    def _note(self, *values):
        self._seen.append(values)

    def __exit__(self, kind, *_):
        if kind is None:
            assert wait_for(lambda: bool(self._seen), self._timeout), "signal did not come"
        self._signal.disconnect(self._note)

    @property
    def values(self):
        return self._seen[-1]


def script(view, code):
    got = []
    view.engine.page.runJavaScript(code, got.append)
    assert wait_for(lambda: bool(got), 5000)
    return got[0]


def pixel(view, lat, lon):
    x, y = json.loads(script(view, f"(() => {{ const p = Zhishou.desk.map.latLngToContainerPoint([{lat}, {lon}]);"
                                   " return JSON.stringify([p.x, p.y]); })()"))  # fmt: skip
    return QPoint(round(x), round(y))


def click(view, spot):
    QTest.mouseClick(view.engine.view.focusProxy(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def settle(view):
    """Wait until one more message is on the screen."""
    sent = []
    view.painted_up_to.connect(sent.append)
    number = view.set_layer("hazards", encode_features([]))
    assert wait_for(lambda: bool(sent) and sent[-1] >= number, 5000)
    view.painted_up_to.disconnect(sent.append)


def colours(picture, box):
    return len(picture.crop(box).getcolors(100_000))


def test_the_map_is_painted_and_the_placeholder_is_gone(view):
    assert view.is_ready
    assert not view.placeholder.isVisible()
    image = view.grab().toImage()
    seen = {image.pixel(x, y) for x in range(250, 850, 4) for y in range(40, 560, 4)}
    assert len(seen) > 20


def test_no_request_leaves_the_machine(view):
    assert view.engine.own_requests > 15
    assert view.engine.blocked_requests == 0


def test_stock_folium_on_the_same_profile_is_seen_and_blocked(view):
    """The negative control: the interceptor does see requests, and each of them is stopped."""
    import folium

    before = view.engine.profile.interceptor.blocked
    page = QWebEnginePage(view.engine.profile, view)
    with Waiting(page.loadFinished):
        page.setHtml(folium.Map(location=MIDDLE).get_root().render())
    try:
        blocked = [url for url in view.engine.profile.interceptor.blocked_urls if url.startswith("https://")]
        assert view.engine.profile.interceptor.blocked - before >= 8
        assert any("leaflet" in url for url in blocked)
        assert script_of(page, "typeof L") == "undefined"
    finally:
        page.deleteLater()
        view.engine.profile.interceptor.blocked = before


def script_of(page, code):
    got = []
    page.runJavaScript(code, got.append)
    assert wait_for(lambda: bool(got), 5000)
    return got[0]


def test_hostile_texts_are_only_texts(view):
    spot = pixel(view, 20.07, 110.10)
    QTest.mouseMove(view.engine.view.focusProxy(), spot)
    assert wait_for(lambda: script(view, "!document.querySelector('.desk-tip').hidden"), 3000)
    assert script(view, "document.querySelector('.desk-tip-title').textContent") == HOSTILE
    assert script(view, "document.querySelectorAll('img, .desk-tip script, .desk-foot script').length") == 0
    assert script(view, "document.title") != "owned"
    assert view.engine.blocked_requests == 0


def test_inline_script_and_foreign_fetch_are_refused_by_policy(view):
    script(view, "(() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
                 " document.head.appendChild(s); return 0; })()")  # fmt: skip
    assert script(view, "window.owned === undefined") is True
    script(view, "(() => { window.got = ''; fetch('https://example.invalid/').then(() => { window.got = 'in'; },"
                 " () => { window.got = 'out'; }); return 0; })()")  # fmt: skip
    assert wait_for(lambda: script(view, "window.got") == "out", 3000)
    assert view.engine.blocked_requests == 0


def test_clicking_a_unit_names_it(view):
    with Waiting(view.feature_clicked) as told:
        click(view, pixel(view, *MIDDLE))
    assert told.values == ("units", "u1")


def test_clicking_an_incident_names_it(view):
    with Waiting(view.feature_clicked) as told:
        click(view, pixel(view, 20.07, 110.10))
    assert told.values == ("incidents", "i1")


def test_clicking_ground_gives_the_place(view):
    with Waiting(view.clicked) as told:
        click(view, pixel(view, 20.03, 110.12))
    assert told.values == pytest.approx((20.03, 110.12), abs=2e-3)


def test_pick_mode_answers_once_even_on_a_unit(view):
    view.begin_pick()
    settle(view)
    with Waiting(view.picked) as told:
        click(view, pixel(view, *MIDDLE))
    assert told.values == pytest.approx(MIDDLE, abs=2e-3)
    settle(view)
    with Waiting(view.feature_clicked):
        click(view, pixel(view, *MIDDLE))


def test_keyboard_reaches_marks(view):
    view.engine.focus()
    script(view, "Zhishou.desk.map.getContainer().focus(), 0")
    target = view.engine.view.focusProxy()
    with Waiting(view.feature_clicked) as told:
        QTest.keyClick(target, Qt.Key.Key_Tab)
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert told.values == ("incidents", "i1")
    with Waiting(view.feature_clicked) as told:
        QTest.keyClick(target, Qt.Key.Key_Tab)
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert told.values == ("units", "u1")
    QTest.keyClick(target, Qt.Key.Key_Escape)


def test_switches_theme_and_language_reach_the_page(view):
    view.set_theme("dark")
    view.set_language("en")
    view.set_layers_visible({"units": False})
    settle(view)
    assert script(view, "document.documentElement.dataset.theme") == "dark"
    assert script(view, "document.querySelector('.desk-legend-head span').textContent") == "Legend and layers"
    assert script(view, "Zhishou.isOn('units')") is False
    with Waiting(view.layer_toggled) as told:
        script(view, "document.querySelector('input[data-layer=units]').click(), 0")
    assert told.values == ("units", True)
    view.set_theme("light")
    view.set_language("zh")


def test_fly_and_moved(view):
    with Waiting(view.moved) as told:
        view.fly_to(20.08, 110.02, 15)
    assert wait_for(lambda: told.values[4] == 15, 3000)
    south, west, north, east, _ = told.values
    assert south < 20.08 < north
    assert west < 110.02 < east
    view.fly_to(*MIDDLE, 12)
    settle(view)


def test_picture_for_paper_has_the_size_and_shows_hidden_layers(view):
    view.set_theme("dark")
    view.set_layers_visible({"units": False})
    got = []
    view.request_picture(Region(20.04, 110.06, 20.06, 110.09), 800, 500, got.append)
    assert wait_for(lambda: bool(got), 10_000)
    picture = Image.open(io.BytesIO(got[0])).convert("RGB")
    assert picture.size == (800, 500)
    assert min(picture.getpixel((5, 5))) > 180
    assert colours(picture, (370, 220, 430, 280)) > 30
    view.set_theme("light")
    view.set_layers_visible({"units": True})


def test_a_lost_process_comes_back_with_everything(view):
    view.fly_to(*MIDDLE, 13)
    settle(view)
    with Waiting(view.painted, 30_000):
        os.kill(view.engine.page.renderProcessPid(), signal.SIGKILL)
        assert wait_for(lambda: not view.is_ready, 5000)
        assert view.placeholder.isVisible()
    assert wait_for(lambda: script(view, "Zhishou.desk.units.count") == 1, 5000)
    assert script(view, "Zhishou.desk.features.layers.get('incidents').length") == 1
    assert math.isclose(script(view, "Zhishou.desk.map.getZoom()"), 13)
    assert wait_for(lambda: not view.placeholder.isVisible(), 5000)
