"""Drawings as layers and files: each kind has one look that agrees with the domain, and hostile words stay words."""

from __future__ import annotations

import json
import xml.etree.ElementTree as Xml
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from immutables import Map

from app.desk.describe import Describer
from app.domain.drawing.model import Drawing, DrawingKind, Shape, ShapeForm
from app.domain.drawing.rules import FORMS
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.state import State
from app.kernel.geo import Point
from app.map.drawing_files import to_geojson, to_kml
from app.map.features import LineGeometry, PointGeometry, PolygonGeometry, decode_features, encode_features
from app.map.layers import LAYERS, READS
from app.map.layers.drawings import LAYER_OF, geometry_of
from app.map.layers.view import MapPicture
from tests.ui.panels.boards import catalogue
from tests.world import text

SIGNS = json.loads((Path(__file__).parents[2] / "resources" / "signs" / "signs.json").read_text(encoding="utf-8"))
AT = datetime(2026, 7, 17, 19, 17, tzinfo=UTC)
HOSTILE = "]]></name><script>alert(1)</script>\x00=1+1"
SPOTS = (Point(30.0, 110.0), Point(30.0, 110.01), Point(30.01, 110.01))
SHAPES = {
    ShapeForm.POINT: Shape(ShapeForm.POINT, SPOTS[:1]), ShapeForm.LINE: Shape(ShapeForm.LINE, SPOTS),
    ShapeForm.AREA: Shape(ShapeForm.AREA, SPOTS), ShapeForm.CIRCLE: Shape(ShapeForm.CIRCLE, SPOTS[:1], 250.0),
}


def drawing(kind: DrawingKind, form: ShapeForm, id_: str = "d", **more: object) -> Drawing:
    given = {"title": "", "incident_id": "", "drawn_at": AT, "drawn_by": "officer", **more}
    return Drawing(id_, kind, SHAPES[form], **given)  # type: ignore[arg-type]


@pytest.fixture
def picture():
    from app.catalog.wording import Wording

    loaded, words = catalogue()

    def of(**parts: tuple[object, ...]) -> MapPicture:
        held = {name: Map({one.id: one for one in things}) for name, things in parts.items()}
        describer = Describer(loaded.reference, Wording(words, "zh", loaded.reference))
        return MapPicture(state=State(**held), describer=describer, now=AT, lang="zh")

    return of


def test_the_page_draws_the_kinds_and_forms_that_the_domain_has() -> None:
    assert {kind: set(look["forms"]) for kind, look in SIGNS["drawings"].items()} == {
        kind.value: {form.value for form in forms} for kind, forms in FORMS.items()
    }


def test_no_two_kinds_look_alike_without_colour() -> None:
    looks = [(look["line"], look["hatch"], look["char"]) for look in SIGNS["drawings"].values()]
    assert len(set(looks)) == len(looks)
    chars = [look["char"] for look in SIGNS["drawings"].values()]
    assert len(set(chars)) == len(chars)
    areas = [(look["line"], look["hatch"], look["width"]) for look in SIGNS["drawings"].values() if "area" in look["forms"]]
    assert len(set(areas)) >= len(areas) - 1, "staging and work areas are told apart by their words alone"


def test_every_layer_has_its_place_in_the_legend() -> None:
    named = {layer["name"] for layer in SIGNS["layers"]}
    assert set(LAYERS) | {"units"} == named
    assert set(READS) == set(LAYERS)
    assert all(layer["group"] in SIGNS["groups"] for layer in SIGNS["layers"])


def test_the_words_of_the_page_are_those_of_the_desk() -> None:
    _, words = catalogue()
    for kind, look in SIGNS["drawings"].items():
        assert words[f"drawing_kind.{kind}"].zh == look["zh"]


@pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind, forms in FORMS.items() for form in sorted(forms)])
def test_every_kind_in_every_form_is_a_feature_of_its_layer(picture, kind: DrawingKind, form: ShapeForm) -> None:
    view = picture(drawings=(drawing(kind, form),))
    found = {name: layer(view) for name, layer in LAYERS.items() if name in set(LAYER_OF.values())}
    (feature,) = found.pop(LAYER_OF[kind])
    assert not any(found.values())
    assert feature.symbol == kind.value and feature.label
    assert decode_features(encode_features([feature])) == (feature,)
    meant = {ShapeForm.POINT: PointGeometry, ShapeForm.LINE: LineGeometry}.get(form, PolygonGeometry)
    assert isinstance(feature.geometry, meant)


def test_what_was_removed_leaves_the_map(picture) -> None:
    gone = msgspec.structs.replace(drawing(DrawingKind.CORDON, ShapeForm.CIRCLE), removed_at=AT)
    assert LAYERS["cordons"](picture(drawings=(gone,))) == ()


def test_stores_gather_their_stock_and_labels_carry_what_matters(picture) -> None:
    place = SPOTS[0]
    stock = tuple(Material(f"m{n}", text(f"stock {n}"), "bag", "件", 5, "库", place, "甲", "1") for n in range(15))
    sites = (
        Facility("h", FacilityCategory.HAZARD, "landslide", text("坡"), place, households=14, people=40),
        Facility("s", FacilityCategory.SHELTER, "shelter", text("校"), place, capacity=300),
        Facility("c", FacilityCategory.FACILITY, "camera", text("球机"), place, bearing_deg=90.0),
        Facility("g", FacilityCategory.FACILITY, "rain_gauge", text("雨"), place),
        Facility("f", FacilityCategory.FACILITY, "school", text("学"), place),
        Facility("v", FacilityCategory.SETTLEMENT, "village", text("村"), place, households=3, people=9),
    )
    view = picture(facilities=sites, materials=stock)
    (store,) = LAYERS["materials"](view)
    assert "15" in store.label and "3" in store.detail[-2]
    assert "14" in LAYERS["hazards"](view)[0].label and "300" in LAYERS["shelters"](view)[0].label
    assert [one.id for one in LAYERS["facilities"](view)] == ["f"]
    assert LAYERS["cameras"](view)[0].heading_deg == 90
    assert [one.id for one in LAYERS["sensors"](view)] == ["g"] and [one.id for one in LAYERS["settlements"](view)] == ["v"]


def test_a_circle_is_round_on_the_ground() -> None:
    ring = geometry_of(SHAPES[ShapeForm.CIRCLE]).coordinates[0]  # type: ignore[union-attr]
    assert ring[0] == ring[-1] and len(ring) == 73


def test_files_hold_every_drawing_and_hostile_words_stay_words() -> None:
    drawings = [
        drawing(kind, form, f"{kind}-{form}", title=HOSTILE, note=HOSTILE) for kind, forms in FORMS.items() for form in forms
    ]
    read = json.loads(to_geojson(drawings, lambda one: one.title))
    assert [one["id"] for one in read["features"]] == [one.id for one in drawings]
    assert read["features"][0]["properties"]["name"] == HOSTILE
    circles = [one for one in read["features"] if one["properties"]["form"] == "circle"]
    assert all(one["properties"]["radius_m"] == 250 for one in circles)
    root = Xml.fromstring(to_kml(drawings, lambda one: one.title, HOSTILE))
    space = "{http://www.opengis.net/kml/2.2}"
    marks = root.findall(f".//{space}Placemark")
    assert len(marks) == len(drawings)
    assert marks[0].find(f"{space}name").text == HOSTILE.replace("\x00", "")
    assert not root.findall(".//script")
