"""What the page is served, and what it is never served."""

import json
import re
import threading
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.incident.model import IncidentClass, IncidentStatus
from app.domain.unit.model import UnitStatus
from app.kernel.geo import Region
from app.map.page import OWN_SCRIPTS
from app.map.site import Lane, MapOptions, MapSite
from app.map.sources.page_side import PageGround, PageLayer
from app.map.sources.port import Tile

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def site(tmp_path):
    base = tmp_path / "base"
    base.mkdir()
    (base / "water.geojson").write_text('{"type":"FeatureCollection","features":[]}')
    (tmp_path / "secret.json").write_text('{"secret":true}')
    (base / "out.geojson").symlink_to(tmp_path / "secret.json")
    options = MapOptions(region=Region(20.0, 110.0, 20.2, 110.2), notice_zh="虚构")
    return MapSite(resources_dir=RESOURCES, base_dir=base, cache_dir=tmp_path / "cache", options=options)


def test_everything_that_the_page_names_is_served(site):
    html = site.resolve("/index.html").body.decode()
    for address in re.findall(r'(?:src|href)="([^"]+)"', html):
        if address == "/qwebchannel.js":
            continue
        reply = site.resolve(address)
        assert reply is not None, address
        assert reply.mime in ("text/javascript", "text/css")
    assert {f"/web/{name}.js" for name in OWN_SCRIPTS} <= set(re.findall(r'src="([^"]+)"', html))
    for address in ("/signs/signs.json", "/web/words.json", "/options.json"):
        json.loads(site.resolve(address).body)


def test_options_name_the_base_map(site):
    options = json.loads(site.resolve("/options.json").body)
    assert "water" in options["base"]
    assert options["options"]["notice_zh"] == "虚构"


@pytest.mark.parametrize(
    "path",
    [
        "/base/../secret.json", "/../secret.json", "/base/out.geojson", "/web/../signs/signs.json", "/web/./map.js",
        "/assets/../index.html", "//index.html", "/web/", "/web", "/base/secret", "/layers/..%2f.json", "/assets/folium.py",
        "/web/map.js/", "/web/\x00.js", "/layers/Grids.json", "/etc/passwd", "/base/water.geojson/x",
        "/base/..\\secret.geojson",
    ],
)  # fmt: skip
def test_nothing_else_is_served(site, path):
    assert site.resolve(path) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.lists(
        st.sampled_from(["..", ".", "", "base", "web", "assets", "secret.json", "map.js", "~", "%2e%2e"]),
        max_size=6,
    )
)
def test_no_path_reaches_the_secret(site, parts):
    reply = site.resolve("/" + "/".join(parts))
    assert reply is None or b"secret" not in reply.body


def test_layers_have_revisions(site):
    assert json.loads(site.resolve("/layers/grids.json").body)["features"] == []
    assert site.publish("grids", b"{}") == 1
    assert site.publish("grids", b"[]") == 2
    assert site.resolve("/layers/grids.json").body == b"[]"
    assert site.revisions() == {"grids": 2}
    with pytest.raises(ValueError, match="layer name"):
        site.publish("../x", b"")


def test_units_of_one_generation_are_replaced_together(site):
    def publish(letter):
        for _ in range(300):
            site.publish_units(letter, letter)

    writers = [threading.Thread(target=publish, args=(letter,)) for letter in (b"a", b"b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert site.units_revision == 600
    assert site.resolve("/units.json").body == site.resolve("/units.bin").body


def test_signs_are_complete():
    signs = json.loads((RESOURCES / "signs" / "signs.json").read_text("utf-8"))
    kinds = [
        "POL",
        "FIRE",
        "MED",
        "MIL",
        "VOL",
        "GRD",
        "JPT",
        "MFS",
        "ERT",
        "VRT",
        "FOR",
        "PWR",
        "WTR",
        "GAS",
        "TEL",
        "TRF",
        "RDM",
    ]
    assert {f"F-{kind}" for kind in kinds} <= set(signs["units"])
    assert set(signs["incident_classes"]) == set("NAPS")
    assert len({form["shape"] for form in signs["incident_classes"].values()}) == 4
    assert len({status["badge"] for status in signs["statuses"].values()}) == len(signs["statuses"])
    for group in ("units", "statuses", "incident_classes", "places", "links"):
        assert all(sign["zh"] and sign["en"] for sign in signs[group].values())
    for unit in signs["units"].values():
        assert unit["shape"] in signs["shapes"]
        assert unit.get("char") or unit["path"] in signs["paths"]


def test_our_scripts_never_build_html():
    for script in (RESOURCES / "web").glob("*.js"):
        text = script.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|bindPopup|bindTooltip",
            text,
        )
        assert not re.search(r"https?://", text)


def test_signs_know_every_kind_of_the_catalogue_and_every_status():
    signs = json.loads((RESOURCES / "signs" / "signs.json").read_text("utf-8"))
    catalogue = RESOURCES / "catalog"
    units = yaml.safe_load((catalogue / "unit_kinds.yaml").read_text("utf-8"))
    incidents = yaml.safe_load((catalogue / "incident_kinds.yaml").read_text("utf-8"))
    assert set(_codes(units)) <= set(signs["units"])
    assert set(_codes(incidents)) <= set(signs["incident_chars"])
    assert {status.value for status in IncidentStatus} <= set(signs["states"])
    assert {status.value for status in UnitStatus} == set(signs["statuses"])
    assert {kind.value for kind in IncidentClass} == set(signs["incident_classes"])


def _codes(document):
    rows = document if isinstance(document, list) else next(rows for rows in document.values() if isinstance(rows, list))
    assert rows
    return [row["code"] for row in rows]


def test_a_cache_that_cannot_be_written_costs_the_next_start_and_not_the_map(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    options = MapOptions(region=Region(20.0, 110.0, 20.2, 110.2))
    site = MapSite(resources_dir=RESOURCES, base_dir=tmp_path, cache_dir=tmp_path / "cache", options=options)
    reply = site.resolve("/index.html")
    assert reply is not None and b"map_desk" in reply.body
    assert site.resolve("/assets/page-0.js") is not None
    assert site.prepare() == site.prepare()


class Ground:
    """Tiles out of a dictionary."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int, int]] = []

    def tile(self, source_id: str, z: int, x: int, y: int) -> Tile | None:
        self.asked.append((source_id, z, x, y))
        return Tile("image/png", b"picture") if (z, x, y) == (11, 3, 4) else None

    def is_remote(self, source_id: str) -> bool:
        return source_id == "far"

    def ground(self) -> PageGround:
        return PageGround(base=PageLayer("near", "raster", "", "CGCS2000", 11, 12), attribution="测绘队")


@pytest.fixture
def tiled(tmp_path):
    options = MapOptions(region=Region(20.0, 110.0, 20.2, 110.2))
    return MapSite(resources_dir=RESOURCES, base_dir=tmp_path, cache_dir=tmp_path, options=options, tiles=Ground())


def test_tiles_are_served_and_a_missing_one_is_empty(tiled):
    assert tiled.resolve("/tiles/near/11/3/4") == ("image/png", b"picture")
    missing = tiled.resolve("/tiles/near/11/9/9")
    assert missing is not None and missing.body == b""
    assert json.loads(tiled.resolve("/ground.json").body)["base"]["id"] == "near"


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/near/11/3", "/tiles/near/11/3/4/5", "/tiles/../11/3/4", "/tiles/near/-1/3/4", "/tiles/near/11/3/4.png",
        "/tiles/NEAR/11/3/4", "/tiles/near/1e3/3/4", "/tiles/near/11/3/123456789", "/tiles//11/3/4", "/tiles/near/１１/3/4",
    ],
)  # fmt: skip
def test_no_other_address_reaches_a_source(tiled, path):
    assert tiled.resolve(path) is None
    assert tiled._tiles.asked == []


def test_only_what_lies_in_memory_is_answered_at_once(tiled, site):
    assert tiled.lane("/tiles/near/1/2/3") is Lane.DISK and tiled.lane("/tiles/far/1/2/3") is Lane.NETWORK
    assert tiled.lane("/ground.json") is Lane.DISK
    for path in ("/index.html", "/units.bin", "/layers/grids.json", "/", "/x", "x"):
        assert tiled.lane(path) is Lane.MEMORY
    assert site.lane("/tiles/near/1/2/3") is Lane.MEMORY and site.resolve("/tiles/near/1/2/3") is None
    assert json.loads(site.resolve("/ground.json").body)["base"] is None


def test_the_part_that_paints_vector_maps_may_be_missing(tmp_path):
    (tmp_path / "web" / "vendor").mkdir(parents=True)
    options = MapOptions(region=Region(20.0, 110.0, 20.2, 110.2))
    bare = MapSite(resources_dir=tmp_path, base_dir=tmp_path, cache_dir=tmp_path, options=options)
    assert bare.resolve("/assets/protomaps-leaflet.js") is None
    (tmp_path / "web" / "vendor" / "protomaps-leaflet.js").write_text("var protomapsL;", "utf-8")
    assert bare.resolve("/assets/protomaps-leaflet.js").body == b"var protomapsL;"
    assert bare.resolve("/assets/vendor") is None
