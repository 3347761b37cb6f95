"""Beats with who walks them, and shelters whose label says how much room is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.domain.patrol.commands import PlanPatrol
from app.domain.shelter.commands import Admit, OpenShelter
from app.map.features import Feature, LineGeometry, PolygonGeometry, Tone, decode_features, encode_features
from app.map.layers import beats, facilities
from app.map.layers.view import MapPicture
from tests.forces_world import stores
from tests.world import NOON, REFERENCE, Station


@pytest.fixture
def station() -> Station:
    made = Station().found()
    for command in stores():
        made.do(command)
    return made


def seen(station: Station) -> tuple[MapPicture, Wording]:
    wording = Wording(read_words(program_files().resources / "i18n"), "zh", REFERENCE)
    return MapPicture(station.state, Describer(REFERENCE, wording), station.clock.now(), "zh"), wording


def shelter(station: Station) -> Feature:
    picture, wording = seen(station)
    (found,) = facilities.shelters(picture)
    assert not wording.missing
    return found


def test_a_route_is_a_line_and_an_area_a_closed_ring(station: Station) -> None:
    picture, wording = seen(station)
    found = {one.id: one for one in beats.features(picture)}
    assert isinstance(found["b1"].geometry, LineGeometry) and len(found["b1"].geometry.coordinates) == 3
    ring = found["b2"].geometry
    assert isinstance(ring, PolygonGeometry) and ring.coordinates[0][0] == ring.coordinates[0][-1]
    assert not wording.missing
    assert decode_features(encode_features(found.values())) == tuple(found.values())


def test_a_beat_says_who_walks_it_until_the_patrol_is_over(station: Station) -> None:
    before = len(beats.features(seen(station)[0])[0].detail)
    station.do(PlanPatrol(beat_id="b1", unit_id="joint", starts_at=NOON, ends_at=NOON + timedelta(hours=1)))
    during = next(one for one in beats.features(seen(station)[0]) if one.id == "b1")
    assert len(during.detail) == before + 1 and any("Joint" in line for line in during.detail)
    station.clock.advance(timedelta(hours=2))  # type: ignore[attr-defined]
    assert len(next(one for one in beats.features(seen(station)[0]) if one.id == "b1").detail) == before


def test_the_label_of_a_shelter_in_use_says_how_much_room_is_left(station: Station) -> None:
    assert shelter(station).label.startswith("School") and "10" in shelter(station).label
    station.do(OpenShelter(facility_id="s1"))
    station.do(Admit(facility_id="s1", count=7))
    some = shelter(station)
    assert "3" in some.label and some.tone is Tone.SAFE and some.label_zoom == 0
    station.do(Admit(facility_id="s1", count=5, confirmed=("over_capacity",)))
    full = shelter(station)
    assert "2" in full.label and full.tone is not Tone.SAFE
