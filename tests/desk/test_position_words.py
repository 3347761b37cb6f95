"""How old a position is, in words."""

from __future__ import annotations

from datetime import timedelta

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.position_words import age_words, seen_words
from app.domain.unit.model import Position
from tests.world import HERE, NOON, REFERENCE

WORDS = Wording(read_words(program_files().resources / "i18n"), "zh", lambda: REFERENCE)


def test_an_age_is_said_in_the_unit_that_a_tired_reader_takes_in() -> None:
    said = [age_words(60.0 * minutes, WORDS.say) for minutes in (0, 119, 120, 47 * 60, 48 * 60, 30 * 24 * 60)]
    assert said == ["0 分钟", "119 分钟", "2 小时", "47 小时", "2 日", "30 日"]


def test_a_position_says_its_age_and_its_doubts_and_is_never_from_the_future() -> None:
    seen = Position("u1", HERE, NOON, "owntracks", flags=("clock_off",))
    assert seen_words(seen, NOON + timedelta(minutes=3), WORDS.say) == "位置 3 分钟前 · 终端时钟不准，按到达时间"
    assert seen_words(seen, NOON + timedelta(minutes=16), WORDS.say, 900).startswith("位置 16 分钟前，陈旧 · ")
    assert seen_words(seen, NOON - timedelta(minutes=1), WORDS.say).startswith("位置 0 分钟前")
