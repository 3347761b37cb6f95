"""Imported layers on the real page: drawn, named in the legend as text, found under the mouse, switched, forgotten."""

from __future__ import annotations

import json

import pytest

from app.kernel.geo import Region
from app.map.features import Feature, LayerLook, LineGeometry, PointGeometry, PolygonGeometry, encode_features
from app.map.site import MapOptions, MapSite
from app.ui.map.view import MapView
from tests.ui.map.test_view import HOSTILE, RESOURCES, Waiting, script, settle, wait_for

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

NAME = "own_0123456789ab"
RING = ((110.02, 20.02), (110.05, 20.02), (110.05, 20.05), (110.02, 20.05), (110.02, 20.02))
MARKS = (
    Feature(id="1", geometry=PolygonGeometry((RING,)), title="村界", label="村界", detail=("a: 1",)),
    Feature(id="2", geometry=LineGeometry(((110.06, 20.05), (110.12, 20.05))), title="管线"),
    Feature(id="3", geometry=PointGeometry((110.10, 20.08)), title=HOSTILE, label=HOSTILE),
)


def payload(**look):
    return encode_features(MARKS, LayerLook(title=HOSTILE, source="某局 X1", **look))


@pytest.fixture(scope="module")
def view(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    site = MapSite(
        resources_dir=RESOURCES, base_dir=folder / "none", cache_dir=folder / "cache",
        options=MapOptions(region=Region(20.00, 110.00, 20.10, 110.15)),
    )
    view = MapView(site)
    view.resize(1100, 640)
    view.set_layer(NAME, payload(pattern="hatched"))
    with Waiting(view.painted):
        view.show()
    yield view
    view.shutdown()
    view.deleteLater()


@pytest.fixture(autouse=True)
def as_imported(view):
    view.set_layer(NAME, payload(pattern="hatched"))
    settle(view)


def under(view, lat, lon):
    code = f"""JSON.stringify((() => {{ const d = Zhishou.desk; const v = d.pointer.view();
        const hit = d.own.hit(v, Zhishou.worldX({lon}) * v.scale, Zhishou.worldY({lat}) * v.scale);
        return hit && [hit.layer, hit.id]; }})())"""
    return json.loads(script(view, code))


def boxes(view):
    return script(view, f"document.querySelectorAll('.desk-legend-own input[data-layer={NAME}]').length")


def test_every_kind_of_geometry_is_found_under_the_mouse(view):
    assert under(view, 20.03, 110.03) == [NAME, "1"]
    assert under(view, 20.05, 110.09) == [NAME, "2"]
    assert under(view, 20.08, 110.10) == [NAME, "3"]
    assert under(view, 20.09, 110.01) is None


def test_title_and_source_are_texts(view):
    assert script(view, "document.querySelector('.desk-legend-words').textContent") == HOSTILE
    assert "某局 X1" in script(view, "document.querySelector('.desk-foot').textContent")
    assert script(view, "document.title") != "owned" and script(view, "document.querySelectorAll('img').length") == 0


def test_areas_are_painted_with_ink(view):
    def ink():
        image = view.grab().toImage()
        return sum(image.pixelColor(x, y).lightness() < 190 for x in range(420, 550) for y in range(330, 470))

    assert wait_for(lambda: ink() > 1000, 5000)
    with_layer = ink()
    view.set_layers_visible({NAME: False})
    assert wait_for(lambda: ink() < with_layer / 2, 5000)
    view.set_layers_visible({NAME: True})


def test_the_switch_in_the_legend_says_so(view):
    with Waiting(view.layer_toggled, 3000) as waiting:
        script(view, f"document.querySelector('.desk-legend-own input[data-layer={NAME}]').click(); 1")
    assert waiting.values == (NAME, False)
    assert under(view, 20.03, 110.03) is None
    assert "某局 X1" not in script(view, "document.querySelector('.desk-foot').textContent")


def searched(view, words):
    code = f"""(() => {{ const l = Zhishou.desk.legend; l.search.value = {json.dumps(words)};
        l.search.dispatchEvent(new Event('input')); return l.list.textContent; }})()"""
    return script(view, code)


def test_the_search_of_the_legend_finds_an_imported_layer_and_what_is_on_it(view):
    none = script(view, "Zhishou.say('legend_none')")
    try:
        for words in ("某局", "管线"):
            assert none not in searched(view, words) and boxes(view) == 1
        assert searched(view, "火星") == none and boxes(view) == 0
    finally:
        searched(view, "")
    assert boxes(view) == 1


def test_tab_reaches_the_marks_of_an_imported_layer(view):
    code = """(() => { const box = Zhishou.desk.map.getContainer(); box.focus({ preventScroll: true });
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
        const at = Zhishou.desk.focus.at; return at && [at.layer, at.id].join(' '); })()"""
    assert script(view, code) == f"{NAME} 3"
    with Waiting(view.feature_clicked, 3000) as waiting:
        script(view, """Zhishou.desk.map.getContainer().dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })); 1""")
    assert waiting.values == (NAME, "3")


def test_a_removed_layer_is_forgotten_and_its_source_with_it(view):
    assert boxes(view) == 1
    view.set_layer(NAME, encode_features((), LayerLook(title="", gone=True)))
    settle(view)
    assert boxes(view) == 0 and under(view, 20.03, 110.03) is None


def test_the_picture_for_paper_names_the_source(view):
    got = []
    for source in ("", "某局 X1"):
        view.set_layer(NAME, encode_features(MARKS, LayerLook(title="x", source=source)))
        view.request_picture(None, 600, 400, got.append)
        assert wait_for(lambda: bool(got) and got[-1] is not None, 20_000)
        got.append(None)
    assert got[0] != got[2]
