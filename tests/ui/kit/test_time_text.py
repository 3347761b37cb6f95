from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import SHANGHAI, to_local
from app.ui.kit import time_text
from tests.ui.kit.conftest import NOW


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0255", local(2026, 7, 18, 2, 55)),
        ("255", local(2026, 7, 18, 2, 55)),
        ("02:55", local(2026, 7, 18, 2, 55)),
        ("02：55", local(2026, 7, 18, 2, 55)),
        ("０２５５", local(2026, 7, 18, 2, 55)),
        ("2:55:10", local(2026, 7, 18, 2, 55, 10)),
        ("2340", local(2026, 7, 17, 23, 40)),
        ("昨 23:40", local(2026, 7, 17, 23, 40)),
        ("昨2340", local(2026, 7, 17, 23, 40)),
        ("y 2340", local(2026, 7, 17, 23, 40)),
        ("前天 08:00", local(2026, 7, 16, 8, 0)),
        ("明 08:00", local(2026, 7, 19, 8, 0)),
        ("17日 2340", local(2026, 7, 17, 23, 40)),
        ("20 0800", local(2026, 6, 20, 8, 0)),
        ("7-18 02:55", local(2026, 7, 18, 2, 55)),
        ("7月18日 0255", local(2026, 7, 18, 2, 55)),
        ("12-31 2359", local(2025, 12, 31, 23, 59)),
        ("2024-02-29 00:00", local(2024, 2, 29, 0, 0)),
        ("-5", NOW - timedelta(minutes=5)),
        ("+30", NOW + timedelta(minutes=30)),
    ],
)
def test_typed_moments(text: str, expected: datetime) -> None:
    assert time_text.parse(text, NOW) == expected.astimezone(UTC)
    assert time_text.parse(text, NOW).tzinfo is UTC


def test_future_lean() -> None:
    assert time_text.parse("0200", NOW, "future") == local(2026, 7, 19, 2, 0)
    assert time_text.parse("0400", NOW, "future") == local(2026, 7, 18, 4, 0)
    assert time_text.parse("0400", NOW, "none") == local(2026, 7, 18, 4, 0)


@pytest.mark.parametrize(
    "text", ["", "  ", "2460", "25:00", "02:5", "abc", "2026-02-30 10:00", "13-01 10:00", "昨", "12", "31日"]
)
def test_unreadable(text: str) -> None:
    with pytest.raises(ValueError):
        time_text.parse(text, NOW)


@given(st.text(max_size=24))
def test_garbage_only_raises_value_error(text: str) -> None:
    try:
        assert time_text.parse(text, NOW).tzinfo is UTC
    except (ValueError, OverflowError) as problem:
        assert isinstance(problem, ValueError)


@given(
    st.integers(0, 5_000_000).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    )
)
def test_what_is_shown_can_be_typed(at: datetime) -> None:
    minute = at.replace(second=0, microsecond=0)
    assert time_text.parse(f"{time_text.date(minute)} {time_text.clock(minute)}", NOW) == minute


def test_texts() -> None:
    assert time_text.full(NOW) == "2026-07-18 03:17:42 Sat"
    assert time_text.day_clock(local(2026, 7, 18, 2, 55), NOW) == "02:55"
    assert time_text.day_clock(local(2026, 7, 17, 23, 40), NOW) == "yesterday 23:40"
    assert time_text.day_clock(local(2026, 7, 1, 23, 40), NOW) == "07-01 23:40"
    assert time_text.day_clock(local(2025, 7, 1, 23, 40), NOW) == "2025-07-01 23:40"
    assert time_text.duration(timedelta(minutes=6, seconds=12)) == "06:12"
    assert time_text.duration(timedelta(hours=1, minutes=2, seconds=11)) == "1:02:11"
    assert time_text.duration(timedelta(hours=50)) == "2 d 02:00"
    assert time_text.remaining(timedelta(minutes=-2, seconds=-11)) == "02:11 over"
    assert time_text.remaining(timedelta(seconds=-0.4)) == "00:00 left"
    assert to_local(NOW).hour == 3
