"""The lane of positions: the newest wins, and whoever listens hears which are new."""

from __future__ import annotations

from datetime import timedelta

from immutables import Map

from app.desk.replay.desk import PastPositions
from app.desk.telemetry import Moved, Telemetry
from app.domain.unit.model import Position
from app.kernel.geo import Point
from tests.world import NOON


def seen(unit_id: str, at_s: float, lat: float = 30.0) -> Position:
    return Position(unit_id, Point(lat, 110.0), NOON + timedelta(seconds=at_s), "test")


def test_the_newest_wins_and_only_what_is_new_is_told() -> None:
    lane, heard = Telemetry(), list[Moved]()
    stop = lane.subscribe(heard.append)
    assert lane.report([seen("a", 5), seen("b", 1), seen("a", 3), seen("b", 2)]) == 3
    assert lane.report([seen("a", 4), seen("b", 9)]) == 1
    assert lane.report([seen("a", 0)]) == 0
    stop()
    lane.report([seen("a", 60)])
    assert heard == [{"a": seen("a", 5), "b": seen("b", 2)}, {"b": seen("b", 9)}]
    assert lane.positions == Map({"a": seen("a", 60), "b": seen("b", 9)})


def test_one_that_fails_to_listen_does_not_silence_the_others() -> None:
    lane, heard = Telemetry(), list[Moved]()
    lane.subscribe(lambda _moved: 1 / 0)
    lane.subscribe(heard.append)
    lane.report([seen("a", 1)])
    assert heard == [{"a": seen("a", 1)}]


def test_past_positions_may_go_back_and_say_when_somebody_is_gone() -> None:
    lane, heard = PastPositions(), list[Moved]()
    lane.subscribe(heard.append)
    lane.show({"a": seen("a", 5), "b": seen("b", 5)})
    lane.show({"a": seen("a", 3), "b": seen("b", 5)})
    lane.show({"a": seen("a", 3), "b": seen("b", 5)})
    lane.show({"b": seen("b", 5), "c": seen("c", 5)})
    lane.show({})
    assert heard == [{"a": seen("a", 5), "b": seen("b", 5)}, {"a": seen("a", 3)}, None, None]
    assert lane.positions == Map()
