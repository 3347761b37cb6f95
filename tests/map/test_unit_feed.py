"""What the page is told of units: everything once, afterwards exactly the difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from immutables import Map

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.domain.state import State
from app.domain.unit.model import Position, Unit, UnitStatus
from app.kernel.geo import Point
from app.kernel.text import Text
from app.map.features import Link, UnitMark, decode_units
from app.map.layers import units
from app.map.layers.view import MapPicture
from app.map.moves import FIXED, HEADING_STEP_DEG, NO_HEADING, Moves, encode_moves
from app.map.unit_feed import UnitFeed
from tests.world import NOON, REFERENCE

WORDS = read_words(program_files().resources / "i18n")
FORCES = tuple(
    Unit(f"u{n}", "F-FIRE", Text(f"力量{n}", f"Unit {n}"), home=Point(30.0, 110.0 + n / 100) if n % 3 else None) for n in range(6)
)

STATE = State(units=Map({unit.id: unit for unit in FORCES}))


def picture(at_s: float, seen: dict[str, Position], forces: tuple[Unit, ...] = FORCES, lang: str = "zh") -> MapPicture:
    describer = Describer(REFERENCE, Wording(WORDS, lang, lambda: REFERENCE))
    state = State(units=Map({unit.id: unit for unit in forces}))
    return MapPicture(state, describer, NOON + timedelta(seconds=at_s), lang, positions=Map(seen))


def seen(unit_id: str, lat: float, lon: float, at_s: float = 0, **more: object) -> Position:
    return Position(unit_id, Point(lat, lon), NOON + timedelta(seconds=at_s), "test", **more)  # type: ignore[arg-type]


class Page:
    """What ``units.js`` and ``unit_moves.js`` do with the payloads, said once more in Python."""

    def __init__(self, meta: bytes, positions: bytes) -> None:
        self.rows = np.frombuffer(positions, np.float64).reshape(-1, 5).copy()
        self.looks = msgspec.json.decode(meta)["units"]
        self.serial = self.rows[0, 3]

    def hear(self, moves: Moves) -> None:
        assert moves.base == self.serial
        self.serial = moves.serial
        form, tag, total, count, wide, elapsed = np.frombuffer(moves.data, "<f8", 6)
        assert (form, total) == (1.0, len(self.rows) - 1)
        at, count = 48, int(count)
        rows = np.arange(count)
        if count < total:
            rows = np.frombuffer(moves.data, "<u4", count, at)
            at += 4 * count
        cells = np.frombuffer(moves.data, "<i4" if wide else "<i2", 3 * count, at).reshape(3, count)
        turns = np.frombuffer(moves.data, np.uint8, count, at + cells.nbytes)
        assert at + cells.nbytes + turns.nbytes == len(moves.data)
        self.rows[1:, 3] += elapsed
        for row, lat, lon, age, turn in zip(rows, *cells, turns, strict=True):
            self._step(row, lat, lon, age)
            self.rows[row + 1, 4] = np.nan if turn == NO_HEADING else turn * HEADING_STEP_DEG
        for row, lat, lon, age in msgspec.json.decode(moves.leaps):
            self._step(row, lat, lon, age)
        for row, look in msgspec.json.decode(moves.looks):
            self.looks[row] = look
        self.rows[0, 1], self.rows[0, 3] = tag, moves.serial

    def _step(self, row: int, lat: int, lon: int, age: int) -> None:
        self.rows[row + 1, 1] = (round(self.rows[row + 1, 1] * FIXED) + int(lat)) / FIXED
        self.rows[row + 1, 2] = (round(self.rows[row + 1, 2] * FIXED) + int(lon)) / FIXED
        self.rows[row + 1, 3] = age

    @property
    def marks(self) -> tuple[UnitMark, ...]:
        tag = int(self.rows[0, 1])
        meta = msgspec.json.encode({"tag": tag, "units": self.looks})
        return decode_units(meta, self.rows.tobytes())


def told(feed: UnitFeed, pictures: list[MapPicture]) -> Page:
    """A page that heard every update; after each it shows what somebody who asks for everything now is shown."""
    page: Page | None = None
    for one in pictures:
        update = feed.take(one)
        whole = Page(*update.snapshot.payloads())
        if update.moves is None:
            page = whole
        else:
            assert page is not None
            page.hear(update.moves)
        assert page.looks == whole.looks
        assert page.serial == whole.serial
        assert np.array_equal(page.rows[:, :3], whole.rows[:, :3])
        assert np.allclose(page.rows[:, 3], whole.rows[:, 3], atol=0.51, equal_nan=True)
        assert np.allclose(_turned(page.rows[:, 4], whole.rows[:, 4]), 0, atol=HEADING_STEP_DEG)
        expected = units.marks(one)
        assert [(m.id, m.label, m.status, m.detail, m.link, m.tone) for m in page.marks] == [
            (m.id, m.label, m.status, m.detail, m.link, m.tone) for m in expected
        ]
        assert all(abs(a.lat - b.lat) < 1e-6 and abs(a.lon - b.lon) < 1e-6 for a, b in zip(page.marks, expected, strict=True))
    assert page is not None
    return page


places = st.tuples(st.floats(-89, 89), st.floats(-179, 179))
positions = st.builds(
    lambda n, place, age, speed, heading, flags: Position(
        f"u{n}", Point(*place), NOON - timedelta(seconds=age), "test", speed, heading, flags=flags
    ),
    st.integers(0, 6), places, st.integers(0, 90_000), st.floats(0, 80), st.floats(0, 359.9),
    st.sampled_from([(), ("clock_off",)]),
)  # fmt: skip

steps = st.tuples(st.lists(positions, max_size=4), st.booleans(), st.sampled_from(["", "u1", "u3"]))


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(st.lists(steps, min_size=1, max_size=5))
def test_a_page_that_hears_the_differences_shows_what_is_true(batches: list[tuple[list[Position], bool, str]]) -> None:
    known: dict[str, Position] = {}
    pictures = []
    for step, (batch, told_which, lost) in enumerate(batches):
        moved = {one.unit_id: one for one in batch}
        known = known | moved
        if not told_which:
            known.pop(lost, None)
        made = picture(step, known)
        which = moved if told_which else None
        pictures.append(MapPicture(STATE, made.describer, made.now, made.lang, positions=made.positions, moved=which))
    told(UnitFeed(), pictures)


@pytest.mark.parametrize("told_which", [True, False])
def test_only_who_moved_is_told(told_which: bool) -> None:
    start = picture(0, {f"u{n}": seen(f"u{n}", 30, 110 + n / 10) for n in range(6)})
    step = {"u2": seen("u2", 30.001, 110.2), "gone": seen("gone", 30, 110)}
    moved = replace(start, positions=Map({**start.positions, **step}), moved=step if told_which else None)
    feed = UnitFeed()
    feed.take(start)
    moves = feed.take(moved).moves
    assert moves is not None
    assert len(moves.data) == 48 + 4 + 3 * 2 + 1
    assert (moves.looks, moves.leaps) == (b"[]", b"[]")
    again = feed.take(replace(moved, moved={} if told_which else None)).moves
    assert again is not None
    assert len(again.data) == 48


def test_a_changed_status_is_reworded_and_a_new_unit_makes_everything_new() -> None:
    busy = (msgspec.structs.replace(FORCES[1], status=UnitStatus.WORKING), *FORCES[2:])
    feed = UnitFeed()
    page = told(feed, [picture(0, {}, FORCES[1:]), picture(1, {}, busy)])
    assert {m.id: m.status for m in page.marks}["u1"] == "working"
    assert feed.take(picture(2, {}, FORCES)).moves is not None  # u0 has no place, so that nobody sees it
    assert feed.take(picture(3, {"u0": seen("u0", 30, 110)}, FORCES)).moves is None
    assert feed.take(picture(4, {"u0": seen("u0", 30, 110)}, FORCES, lang="en")).moves is None


def test_a_retired_unit_is_nowhere_even_while_its_phone_still_speaks() -> None:
    left = (*FORCES[:1], msgspec.structs.replace(FORCES[1], retired="并入二队"), *FORCES[2:])
    feed = UnitFeed()
    assert "u1" not in {m.id for m in told(feed, [picture(0, {"u1": seen("u1", 30, 110)}, left)]).marks}
    state, step = State(units=Map({unit.id: unit for unit in left})), {"u1": seen("u1", 31, 110)}
    first = replace(picture(1, step, left), state=state)
    feed.take(first)
    moves = feed.take(replace(first, moved=step)).moves
    assert moves is not None and len(moves.data) == 48, "nothing moved, and nothing is told anew"


def test_a_position_grows_old_by_itself() -> None:
    start = picture(0, {"u1": seen("u1", 30, 110)})
    later = MapPicture(start.state, start.describer, start.now + timedelta(seconds=901), "zh", start.positions)
    page = told(UnitFeed(), [start, later])
    assert {m.id: m.link for m in page.marks} == {
        "u1": Link.STALE, "u2": Link.FRESH, "u4": Link.FRESH, "u5": Link.FRESH,
    }  # fmt: skip
    assert {m.id: m.age_s for m in page.marks}["u1"] == 901


def test_a_place_that_is_not_on_earth_is_refused_and_the_next_picture_is_whole() -> None:
    start = picture(0, {"u1": seen("u1", 30, 110)})
    feed = UnitFeed()
    feed.take(start)
    with pytest.raises(ValueError, match="u1"):
        feed.take(MapPicture(start.state, start.describer, start.now, "zh", Map({"u1": seen("u1", 91, 110)})))
    assert feed.take(start).moves is None


def test_leaps_do_not_make_the_others_wide() -> None:
    count = 40
    rows = np.arange(count)
    steps = np.full((count, 2), 5)
    steps[3] = (90_000, -1)
    narrow = encode_moves(1, 2, 1, 50, rows, steps, np.ones(count), np.full(count, np.nan), 1.0, [])
    assert msgspec.json.decode(narrow.leaps) == [[3, 90_000, -1, 1]]
    assert len(narrow.data) == 48 + count * (4 + 6 + 1)
    wide = encode_moves(1, 2, 1, 50, rows, steps * 100_000, np.ones(count), np.full(count, np.nan), 1.0, [])
    assert (wide.leaps, len(wide.data)) == (b"[]", 48 + count * (4 + 12 + 1))


def _turned(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far the headings are apart on the circle; those that neither has are not."""
    assert np.array_equal(np.isnan(one), np.isnan(other))
    return np.nan_to_num((one - other + 180) % 360 - 180)
