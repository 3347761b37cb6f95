"""Units that move, on the real page: only the difference is told, and what was missed is fetched."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from immutables import Map

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.domain.state import State
from app.domain.unit.model import Position, Unit
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.map.layers.view import MapPicture
from app.map.site import MapOptions, MapSite
from app.map.unit_feed import UnitFeed
from app.ui.map.view import MapView
from tests.ui.map.test_tools import Map as Hands
from tests.ui.map.test_tools import wait_for
from tests.world import NOON, REFERENCE

pytestmark = [pytest.mark.window, pytest.mark.xdist_group("webengine")]

RESOURCES = Path(__file__).parents[3] / "resources"
REGION = Region(20.00, 110.00, 20.10, 110.15)
ROWS = "JSON.stringify([...Array(Zhishou.desk.units.count).keys()].map((at) => [Zhishou.desk.units.unitAt(at).id," \
       " ...Zhishou.desk.units.rows.slice((at + 1) * 5 + 1, (at + 2) * 5)]))"


@pytest.fixture(scope="module")
def hands(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("map")
    (folder / "base").mkdir()
    site = MapSite(
        resources_dir=RESOURCES, base_dir=folder / "base", cache_dir=folder / "cache", options=MapOptions(region=REGION)
    )
    view = MapView(site)
    view.resize(900, 640)
    view.show()
    assert wait_for(lambda: view.is_ready and view.placeholder.isHidden(), 20_000)
    yield Hands(view)
    view.shutdown()
    view.deleteLater()


class Desk:
    """Pictures of a desk whose units only move."""

    def __init__(self, count):
        words = read_words(program_files().resources / "i18n")
        self.describer = Describer(REFERENCE, Wording(words, "zh", lambda: REFERENCE))
        self.state = State(units=Map({f"u{n}": Unit(f"u{n}", "F-FIRE", Text(f"力量{n}", f"Unit {n}")) for n in range(count)}))
        self.count = count

    def at(self, step, **more):
        seen = {
            f"u{n}": Position(
                f"u{n}", Point(20.05 + n % 20 / 1000 + step / 5000, 110.05 + n // 20 / 1000), NOON + timedelta(seconds=step),
                "test", 30.0, (n * 30 + step) % 360,
            )
            for n in range(self.count)
        }  # fmt: skip
        return MapPicture(self.state, self.describer, NOON + timedelta(seconds=step), "zh", Map(seen | more))


def rows(hands):
    return {row[0]: row[1:] for row in json.loads(hands.script(ROWS))}


def painted(hands, update):
    """Show an update and wait until the page says that it is on the screen."""
    done = []
    hands.view.painted_up_to.connect(done.append)
    number = hands.view.show_units(update)
    assert number > 0
    assert wait_for(lambda: bool(done) and done[-1] >= number)
    hands.view.painted_up_to.disconnect(done.append)


@pytest.mark.parametrize("count", [5, 600])
def test_moves_arrive_without_another_fetch(hands, count):
    desk, feed = Desk(count), UnitFeed()
    painted(hands, feed.take(desk.at(0)))
    fetched = hands.view.engine.own_requests
    for step in (1, 2):
        picture = desk.at(step)
        painted(hands, feed.take(picture))
        shown = rows(hands)
        assert len(shown) == count
        for unit_id, position in picture.positions.items():
            lat, lon, age_s, heading_deg = shown[unit_id]
            assert abs(lat - position.point.lat) < 1e-6
            assert abs(lon - position.point.lon) < 1e-6
            assert age_s == 0
            assert abs((heading_deg - position.heading_deg + 180) % 360 - 180) <= 0.75
    assert hands.view.engine.own_requests == fetched


def test_a_missed_update_is_fetched_and_a_leap_is_heard(hands):
    desk, feed = Desk(5), UnitFeed()
    painted(hands, feed.take(desk.at(0)))
    feed.take(desk.at(1))  # nobody tells the page
    painted(hands, feed.take(desk.at(2)))
    assert abs(rows(hands)["u3"][0] - 20.0534) < 1e-6
    far = Position("u3", Point(20.09, 110.14), NOON + timedelta(seconds=3), "test")
    fetched = hands.view.engine.own_requests
    painted(hands, feed.take(desk.at(3, u3=far)))
    assert rows(hands)["u3"][:2] == [20.09, 110.14]
    assert hands.view.engine.own_requests == fetched


def test_hundreds_are_pixels_with_a_wedge_where_they_go_and_a_tip_that_says_how_old_the_position_is(hands):
    desk, feed = Desk(300), UnitFeed()
    hands.script("Zhishou.desk.map.setView([20.06, 110.057], 15, {animate: false}); 0")
    painted(hands, feed.take(desk.at(0)))
    assert hands.script("Zhishou.desk.units.many && Zhishou.desk.units.sheet !== null")
    assert hands.script("Zhishou.desk.units.dressed.noses.size") == 12
    hands.script("Zhishou.desk.units.switched(); 0")
    tip = json.loads(hands.script("JSON.stringify(Zhishou.desk.units.find('u7', 15).detail)"))
    assert "0 秒" in tip[1]


def test_positions_that_come_faster_than_they_can_be_set_are_still_shown(hands):
    desk, feed, shown = Desk(600), UnitFeed(), []
    painted(hands, feed.take(desk.at(0)))
    hands.script("""(() => { const units = Zhishou.desk.units, slow = Object.getPrototypeOf(units).set;
      window.breath = Zhishou.breath;
      Zhishou.breath = () => new Promise((go) => setTimeout(go, 40));
      units.set = (job, limit) => slow.call(units, job, limit === Infinity ? limit : -1); return 0; })()""")
    hands.view.painted_up_to.connect(shown.append)
    try:
        for step in range(1, 21):
            last = hands.view.show_units(feed.take(desk.at(step)))
            wait_for(lambda: False, 25)
        assert len(shown) >= 3, "a sheet that was begun is finished, although newer positions came"
        assert wait_for(lambda: shown[-1] >= last), "the newest come to be seen by themselves"
    finally:
        hands.view.painted_up_to.disconnect(shown.append)
        hands.script("delete Zhishou.desk.units.set; Zhishou.breath = window.breath; 0")


def test_a_short_way_shows_the_sheet_that_there_is_until_it_is_set_anew(hands):
    desk, feed = Desk(600), UnitFeed()
    hands.script("Zhishou.desk.map.setView([20.06, 110.057], 15, {animate: false}); 0")
    painted(hands, feed.take(desk.at(0)))
    behind = "String(Zhishou.desk.canvases.live._view.ox - Zhishou.desk.units.sheet.view.ox)"
    assert wait_for(lambda: hands.script(behind) == "0")
    pan = "Zhishou.desk.map.panBy([{}, 0], {{animate: false}}); " + behind
    assert hands.script(pan.format(30)) == "30"
    assert wait_for(lambda: hands.script(behind) == "0"), "where no positions come it follows by itself"
    assert hands.script(pan.format(500)) == "0", "what was never set must not be missing"
