"""Trails on the map: broken where nobody saw the unit, with times along the way."""

from __future__ import annotations

from datetime import timedelta

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.domain.unit.model import Position
from app.kernel.geo import Point
from app.map.features import LineGeometry, encode_features
from app.map.layers import LAYERS, trails, units
from app.map.layers.view import MapPicture
from tests.world import HERE, NOON, REFERENCE, Station

WORDS = read_words(program_files().resources / "i18n")


def picture(trail: tuple[Position, ...] = (), **more: object) -> MapPicture:
    station = Station().found()
    describer = Describer(REFERENCE, Wording(WORDS, "zh", lambda: REFERENCE))
    made = MapPicture(station.state, describer, NOON, "zh", trails={"u1": trail} if trail else {}, **more)  # type: ignore[arg-type]
    station.close()
    return made


def seen(*minutes: float) -> tuple[Position, ...]:
    return tuple(Position("u1", Point(30 + n / 1000, 110), NOON + timedelta(minutes=n), "owntracks", 20) for n in minutes)


def test_a_trail_is_lines_and_times() -> None:
    view = picture(seen(0, 1, 2, 60, 61))
    lines = trails.lines(view)
    assert [len(line.geometry.coordinates) for line in lines if isinstance(line.geometry, LineGeometry)] == [3, 2]
    assert "Fire 1" in lines[0].title
    times = trails.times(view)
    assert times[0].label == "12:00"
    assert times[-1].label == "13:01"
    assert encode_features((*lines, *times))


def test_many_positions_have_few_times_and_the_last_is_among_them() -> None:
    times = trails.times(picture(seen(*range(600))))
    assert len(times) <= trails.MOST_TIMES + 2
    assert times[-1].label == "21:59"


def test_no_trail_is_nothing() -> None:
    assert (trails.lines(picture()), trails.times(picture())) == ((), ())
    assert {"trails", "trail_times"} <= set(LAYERS)


def test_a_units_mark_knows_how_old_its_position_is_and_says_what_is_wrong_with_it() -> None:
    for age_s in (12, 600, 9_000):
        position = Position("u1", HERE, NOON - timedelta(seconds=age_s), "owntracks", flags=("clock_off",))
        mark = next(one for one in units.marks(picture(positions={"u1": position})) if one.id == "u1")
        assert mark.age_s == age_s
        assert any("时钟不准" in line for line in mark.detail)
