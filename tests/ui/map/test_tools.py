"""Drawing, measuring and changing on the real page in the real web engine, by pointer and by keys."""

import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.drawing.model import Drawing, DrawingKind, Shape, ShapeForm
from app.kernel.geo import Point, Region, distance_m
from app.map.features import (
    Feature,
    PointGeometry,
    PolygonGeometry,
    UnitMark,
    encode_features,
    encode_units,
)
from app.map.site import MapOptions, MapSite
from app.ui.map.view import MapView

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

RESOURCES = Path(__file__).parents[3] / "resources"
REGION = Region(20.00, 110.00, 20.10, 110.15)
KEY = Qt.Key


def wait_for(condition, timeout_ms=8000):
    until = time.monotonic() + timeout_ms / 1000
    while not (found := condition()):
        if time.monotonic() > until:
            return False
        QTest.qWait(10)
    return found


class Map:
    """The view, its gestures as they come, and hands."""

    def __init__(self, view):
        self.view = view
        self.got = []
        for signal in (view.drawn, view.edited, view.asked, view.feature_clicked, view.clicked, view.layer_toggled):
            signal.connect(lambda *values: self.got.append(values))
        view.draw_cancelled.connect(lambda: self.got.append(("cancelled",)))

    def script(self, code):
        answers = []
        self.view.engine.page.runJavaScript(code, answers.append)
        assert wait_for(lambda: bool(answers)), code
        return answers[0]

    @property
    def target(self):
        return self.view.engine.view.focusProxy()

    def spot(self, lat, lon):
        pixel = f"Zhishou.desk.map.latLngToContainerPoint([{lat}, {lon}])"
        x, y = json.loads(self.script(f"JSON.stringify(((p) => [p.x, p.y])({pixel}))"))
        return QPoint(round(x), round(y))

    def click(self, lat, lon):
        QTest.mouseClick(self.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.spot(lat, lon))
        QTest.qWait(30)

    def key(self, *keys):
        for one in keys:
            QTest.keyClick(self.target, one)
            QTest.qWait(20)

    def points(self):
        return json.loads(self.script("JSON.stringify(Zhishou.desk.tools.job ? (Zhishou.desk.tools.job.points || []) : null)"))

    def until_points(self, count):
        assert wait_for(lambda: len(self.points() or []) == count), self.points()

    def answer(self):
        assert wait_for(lambda: bool(self.got)), "no gesture came"
        return self.got.pop(0)


@pytest.fixture(scope="module")
def shown(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tools")
    (folder / "base").mkdir()
    site = MapSite(
        resources_dir=RESOURCES, base_dir=folder / "base", cache_dir=folder / "cache", options=MapOptions(region=REGION)
    )
    view = MapView(site)
    view.resize(900, 640)
    view.show()
    assert wait_for(lambda: view.is_ready and not view.placeholder.isVisible(), 20_000)
    yield Map(view)
    view.shutdown()
    view.deleteLater()


@pytest.fixture
def desk(shown):
    shown.view.end_tool()
    shown.script("Zhishou.desk.toolbar.close(); Zhishou.desk.map.setView([20.05, 110.075], 13, {animate: false}); 0")
    QTest.qWait(60)
    shown.got.clear()
    return shown


CORNERS = ((20.06, 110.06), (20.06, 110.09), (20.04, 110.09))


def test_an_area_is_clicked_and_finished_by_enter(desk):
    desk.view.begin_draw("draw", "area", "evacuation_area")
    desk.until_points(0)
    for count, corner in enumerate(CORNERS, 1):
        desk.click(*corner)
        desk.until_points(count)
    desk.click(20.045, 110.065)
    desk.until_points(4)
    desk.key(KEY.Key_Backspace)
    desk.until_points(3)
    desk.key(KEY.Key_Return)
    (drawn,) = desk.answer()
    assert (drawn.purpose, drawn.kind, drawn.form) == ("draw", "evacuation_area", "area")
    for got, meant in zip(drawn.points, CORNERS, strict=True):
        assert got == pytest.approx(meant, abs=2e-4)


def test_clicking_the_first_point_again_closes_the_ring(desk):
    desk.view.begin_draw("around", "area")
    desk.until_points(0)
    for corner in (*CORNERS, CORNERS[0]):
        desk.click(*corner)
    (drawn,) = desk.answer()
    assert drawn.purpose == "around" and len(drawn.points) == 3


def test_a_crossed_outline_is_shown_and_not_taken(desk):
    desk.view.begin_draw("draw", "area", "cordon")
    desk.until_points(0)
    for corner in ((20.04, 110.06), (20.06, 110.09), (20.06, 110.06), (20.04, 110.09)):
        desk.click(*corner)
    desk.until_points(4)
    desk.key(KEY.Key_Return)
    assert desk.script("Zhishou.desk.tools.job.crossed.size") == 2
    assert "相交" in desk.script("document.querySelector('.desk-hint').textContent")
    assert not desk.got
    desk.key(KEY.Key_Escape)
    assert desk.answer() == ("cancelled",)


def test_a_line_is_drawn_by_the_keyboard_alone(desk):
    desk.view.begin_draw("draw", "line", "evacuation_route")
    desk.until_points(0)
    desk.key(KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    desk.until_points(1)
    desk.key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    desk.until_points(2)
    desk.key(KEY.Key_Return)
    (drawn,) = desk.answer()
    first, second = drawn.points
    assert second[0] < first[0] and second[1] == pytest.approx(first[1], abs=1e-6)


def test_a_circle_takes_a_typed_radius(desk):
    desk.view.begin_draw("around", "circle")
    desk.until_points(0)
    desk.click(20.05, 110.07)
    desk.until_points(1)
    desk.key(KEY.Key_7, KEY.Key_5, KEY.Key_0, KEY.Key_Return)
    (drawn,) = desk.answer()
    assert (drawn.form, drawn.radius_m) == ("circle", 750)


def test_points_snap_to_what_is_drawn_already(desk):
    square = ((110.05, 20.05), (110.06, 20.05), (110.06, 20.06), (110.05, 20.05))
    desk.view.set_layer(
        "cordons", encode_features([Feature(id="d1", geometry=PolygonGeometry((square,)), title="x", symbol="cordon")])
    )
    assert wait_for(lambda: desk.script("(Zhishou.desk.features.layers.get('cordons') || []).length") == 1)
    desk.view.begin_draw("draw", "point", "command_post")
    desk.until_points(0)
    near = desk.spot(20.06, 110.06) + QPoint(5, -4)
    QTest.mouseClick(desk.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, near)
    (drawn,) = desk.answer()
    assert drawn.points[0] == pytest.approx((20.06, 110.06), abs=1e-9)
    desk.view.set_layer("cordons", encode_features([]))


def test_a_drawing_is_changed_by_dragging_inserting_and_deleting(desk):
    shape = Shape(ShapeForm.AREA, tuple(Point(*corner) for corner in (*CORNERS, (20.04, 110.06))))
    drawing = Drawing("d7", DrawingKind.DANGER_AREA, shape, "", "", None, "")
    desk.view.begin_edit(drawing)
    assert wait_for(lambda: desk.script("Zhishou.desk.tools.editing") is True)
    at = desk.spot(*CORNERS[0])
    to = at + QPoint(-30, -20)
    QTest.mousePress(desk.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    for step in (at + QPoint(-10, -8), to):
        QTest.mouseMove(desk.target, step)
        QTest.qWait(40)
    QTest.mouseRelease(desk.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, to)
    QTest.qWait(60)
    desk.key(KEY.Key_Tab, KEY.Key_Insert, KEY.Key_Tab, KEY.Key_Delete, KEY.Key_Return)
    (edited,) = desk.answer()
    assert (edited.id, edited.form, len(edited.points)) == ("d7", "area", 4)
    moved = distance_m(Point(*edited.points[0]), Point(*CORNERS[0]))
    assert moved > 100


def test_measuring_keeps_the_result_until_escape_and_tells_nobody(desk):
    desk.script("Zhishou.desk.toolbar.choose('measure'); 0")
    desk.script("[...document.querySelectorAll('.desk-menu button')][0].click(); 0")
    desk.until_points(0)
    desk.click(20.05, 110.06)
    desk.until_points(1)
    desk.click(20.05, 110.08)
    desk.until_points(2)
    desk.key(KEY.Key_Return)
    length = desk.script("Zhishou.lengthOf(Zhishou.desk.tools.job.points, false)")
    assert length == pytest.approx(distance_m(Point(20.05, 110.06), Point(20.05, 110.08)), rel=0.01)
    assert "Esc" in desk.script("document.querySelector('.desk-hint').textContent")
    desk.key(KEY.Key_Escape)
    assert wait_for(lambda: desk.script("Zhishou.desk.tools.active") is False)
    assert not desk.got


def test_every_tool_has_a_key_a_tip_and_room_for_a_finger(desk):
    buttons = "[...document.querySelectorAll('.desk-tools button')]"
    tools = json.loads(desk.script(f"JSON.stringify({buttons}.map((b) => [b.title, b.offsetWidth, b.offsetHeight]))"))
    assert len(tools) == 8
    assert all("(" in title and wide >= 32 and tall >= 32 for title, wide, tall in tools)
    desk.script("Zhishou.desk.map.getContainer().focus(); 0")
    desk.key(KEY.Key_D)
    assert wait_for(lambda: desk.script("document.activeElement.getAttribute('role')") == "menuitem")
    desk.key(KEY.Key_Down, KEY.Key_Return)
    assert wait_for(lambda: desk.script("Zhishou.desk.tools.kind") == "warm_zone")
    desk.key(KEY.Key_Escape)
    assert desk.answer() == ("cancelled",)
    desk.key(KEY.Key_G)
    assert desk.answer() == ("drawings",)


def test_the_legend_is_searched_and_kinds_of_unit_are_switched(desk):
    marks = [
        UnitMark(id=f"u{n}", symbol="F-POL" if n else "F-MED", status="on_standby", label="", lat=20.05, lon=110.05 + n / 1000)
        for n in range(4)
    ]
    desk.view.set_units(*encode_units(marks))
    assert wait_for(lambda: desk.script("Zhishou.desk.units.count") == 4)
    desk.script("Zhishou.desk.legend.search.value = '公安'; Zhishou.desk.legend.search.dispatchEvent(new Event('input'))")
    kinds = desk.script("[...document.querySelectorAll('.desk-kind span')].map((s) => s.textContent).join()")
    assert kinds == "公安"
    desk.script("document.querySelector('input[data-layer=\"units:F-POL\"]').click(); 0")
    assert desk.answer() == ("units:F-POL", False)
    assert desk.script("[...Zhishou.desk.units.crowded(13).hidden].join()") == "0,1,1,1"
    desk.script("document.querySelector('input[data-layer=\"units:F-POL\"]').click(); Zhishou.desk.legend.wanted = ''; 0")


def test_zoomed_out_units_gather_and_a_click_opens_them(desk):
    marks = [
        UnitMark(id=f"u{n}", symbol="F-POL", status="on_standby", label="", lat=20.05 + n / 20_000, lon=110.05 + n / 20_000)
        for n in range(12)
    ]
    desk.view.set_units(*encode_units(marks))
    assert wait_for(lambda: desk.script("Zhishou.desk.units.count") == 12)
    desk.script("Zhishou.desk.map.setView([20.05, 110.05], 10.5, {animate: false}); 0")
    assert desk.script("Zhishou.desk.units.crowded(10.5).clusters.map((c) => c.members.length).join()") == "12"
    desk.click(20.0503, 110.0503)
    assert wait_for(lambda: desk.script("Zhishou.desk.map.getZoom()") > 12)
    assert not [one for one in desk.got if one and one[0] == "clusters"]
    desk.view.set_units(*encode_units([]))


def test_thousands_of_units_are_pixels_where_they_stand(desk):
    marks = [
        UnitMark(id=f"u{n}", symbol="F-FIRE", status="working", label="", lat=20.03 + n // 60 / 1500, lon=110.06 + n % 60 / 1500)
        for n in range(2400)
    ]
    sent = []
    desk.view.painted_up_to.connect(sent.append)
    number = desk.view.set_units(*encode_units(marks))
    assert wait_for(lambda: bool(sent) and sent[-1] >= number)
    desk.view.painted_up_to.disconnect(sent.append)
    at = "Zhishou.desk.pixelAt = (lat, lon) => { const v = Zhishou.desk.canvases.live._view, r = v.ratio;" \
         " const d = Zhishou.desk.canvases.live._context.getImageData(Math.round((Zhishou.worldX(lon) * v.scale - v.ox) * r)," \
         " Math.round((Zhishou.worldY(lat) * v.scale - v.oy) * r), 1, 1).data; return d[3]; }; 0"
    desk.script(at)
    assert desk.script("Zhishou.desk.pixelAt(20.03, 110.06)") > 200
    assert desk.script("Zhishou.desk.pixelAt(20.02, 110.02)") == 0
    desk.view.set_units(*encode_units([]))


def test_a_picture_with_its_legend_has_the_wanted_size(desk):
    desk.view.set_layer(
        "posts", encode_features([Feature(id="p", geometry=PointGeometry((110.07, 20.05)), title="指", symbol="command_post")])
    )
    got = []
    desk.view.request_picture(None, 1000, 700, got.append, legend=True, as_shown=True)
    assert wait_for(lambda: bool(got), 10_000)
    assert got[0][16:24] == (1000).to_bytes(4, "big") + (700).to_bytes(4, "big")
    desk.view.set_layer("posts", encode_features([]))


def test_places_that_lie_too_thick_are_gathered_whatever_their_layer_and_none_is_lost(desk):
    def places(prefix, count):
        return [
            Feature(id=f"{prefix}{n}", geometry=PointGeometry((110.07 + n % 20 / 1500, 20.04 + n // 20 / 1500)), title=prefix)
            for n in range(count)
        ]

    count = """(() => { const d = Zhishou.desk, v = Object.assign({}, d.canvases.ground._view, { on: Zhishou.isOn });
        const drawn = new Set(); d.features.eachPoint(v, (mark) => drawn.add(mark.feature));
        const held = d.features.gathered(v).flatMap((one) => one.members.map((at) => one.features[at]));
        return [drawn.size, new Set(held).size, held.filter((one) => drawn.has(one)).length].join(); })()"""

    def at_zoom(zoom):
        desk.script(f"Zhishou.desk.map.setView([20.0466, 110.0766], {zoom}, {{animate: false}}); 0")
        return [int(one) for one in desk.script(count).split(",")]

    desk.view.set_layer("facilities", encode_features(places("f", 400)))
    desk.view.set_layer("shelters", encode_features(places("s", 400)))
    there = "['facilities', 'shelters'].every((name) => (Zhishou.desk.features.layers.get(name) || []).length)"
    assert wait_for(lambda: desk.script(there))
    near, far = at_zoom(14), at_zoom(12)
    assert sum(near[:2]) == 800 and near[1] > 700 and near[2] == 0
    assert far == [0, 800, 0]
    assert at_zoom(17)[1] == 0, "close enough, all are drawn"
    desk.view.set_layer("facilities", encode_features(places("f", 40)))
    desk.view.set_layer("shelters", encode_features([]))
    assert wait_for(lambda: desk.script("Zhishou.desk.features.layers.get('facilities').length") == 40)
    assert at_zoom(14)[1] == 0, "few places are never gathered at a zoom at which their layer is drawn"
    desk.view.set_layer("facilities", encode_features([]))


def test_a_name_keeps_off_the_units_and_is_short_enough_to_be_read(desk):
    name = "\u202e" + "很长的名字" * 12
    place = Feature(id="f", geometry=PointGeometry((110.075, 20.05)), title="f", label=name, label_rank=4)
    desk.script("Zhishou.desk.map.setView([20.05, 110.075], 15, {animate: false}); 0")
    below, beside = 20.05 - 0.0006, 110.075
    desk.view.set_units(*encode_units([UnitMark(id="u", symbol="F-POL", status="on_standby", label="", lat=below, lon=beside)]))
    desk.view.set_layer("hazards", encode_features([place]))
    there = "(Zhishou.desk.features.layers.get('hazards') || []).length + Zhishou.desk.units.count"
    assert wait_for(lambda: desk.script(there) == 2)
    said = desk.script(
        """(() => { const d = Zhishou.desk, v = d.canvases.ground._view, write = d.labels.write, got = [];
        d.labels.write = (context, view, text, x, y) => got.push([text, y]); d.canvases.ground._paint(); d.labels.write = write;
        const unit = d.units.layout(v.zoom)[1] - v.oy;
        return JSON.stringify([got.filter(([text]) => text.startsWith('很长')), unit, d.units.sizeAt(v.zoom) / 2]); })()"""
    )
    ((text, y),), unit, half = json.loads(said)
    assert text == name[1:25] + "…"
    assert abs(y - unit) > half, "the place below the sign is taken by the unit"
    desk.view.set_units(*encode_units([]))
    desk.view.set_layer("hazards", encode_features([]))
