"""What the parser promises of any text, and what single rules are for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog.gazetteer import Gazetteer, GazetteerEntry, ImportedNames
from app.catalog.intake.model import Parsed, Understood
from app.catalog.intake.numbers import number, numbers_in
from app.kernel.clock import SHANGHAI
from app.kernel.geo import Point
from app.kernel.text import Text
from tests.catalog.intake.lines_of import gazetteer, lines, parser

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
PIECES = [one["line"] for one in lines("building")[1]]


def read(text: str, now: datetime = NOW) -> Parsed:
    return parser().parse(text, now, gazetteer())


def at(text: str, now: datetime = NOW) -> str:
    found = read(text, now).occurred_at
    return found.value.astimezone(SHANGHAI).strftime("%m-%d %H:%M") if found else ""


def figures(text: str) -> dict[str, Any]:
    return {name: one.value for name, one in read(text).facts.items() if not isinstance(one.value, bool)}


def understood(parsed: Parsed) -> Iterator[Understood[Any]]:
    for name in ("kind", "occurred_at", "place", "caller", "phone", "channel", "category"):
        one = getattr(parsed, name)
        if one is not None:
            yield one
    yield from parsed.facts.values()
    yield from parsed.remarks.values()


LETTERS = "青石村三组起火死伤困人重轻不是23一二两十百千万余至,，。:：(（ \nqscKG+-/距约公里月日时分点半刻前后昨今晚凌晨老王138"
MOMENTS = st.integers(980_000_000, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))

texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=LETTERS, max_size=80),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("。".join),
    st.builds(lambda line, cut, more: line[cut:] + more, st.sampled_from(PIECES), st.integers(0, 40), st.text(max_size=20)),
)


@settings(max_examples=150, deadline=None)
@given(texts, MOMENTS)
def test_any_text_is_survived_with_spans_inside_it_and_no_time_to_come(text: str, now: datetime) -> None:
    parsed = read(text, now)
    for one in understood(parsed):
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert 0 <= one.confidence <= 1
    if parsed.occurred_at is not None:
        assert all(found <= now for found in (parsed.occurred_at.value, *parsed.occurred_at.alternatives))
        assert parsed.occurred_at.value.tzinfo is not None
    assert all(one.value >= 0 for name, one in parsed.facts.items() if name != "temperature_c" and not isinstance(one.value, bool))


def chinese(value: int) -> str:
    """The number as it is written, up to 9999."""
    digits, steps, text = "零一二三四五六七八九", ((1000, "千"), (100, "百"), (10, "十")), ""
    rest = value
    for step, letter in steps:
        if rest >= step:
            text += digits[rest // step] + letter
            rest %= step
            if rest and rest < step // 10:
                text += "零"
    text += digits[rest] if rest or not text else ""
    return text.removeprefix("一") if 10 <= value < 20 else text


@given(st.integers(0, 9999))
def test_numbers_round_trip_in_both_scripts(value: int) -> None:
    assert number(chinese(value)) == value
    assert number(str(value)) == value


@given(st.integers(2, 9999), st.sampled_from(["人被困", "名群众被困"]))
def test_a_counted_figure_is_the_number_that_was_written(value: int, words: str) -> None:
    assert figures(f"{chinese(value)}{words}") == {"trapped": value}
    assert figures(f"{value}{words}") == {"trapped": value}


@pytest.mark.parametrize(
    ("text", "value", "low"),
    [("十七八", 18, 17),
     ("两三", 3, 2),
     ("4到6", 6, 4),
     ("3-5", 5, 3),
     ("三百五", 350, 350),
     ("一千零五", 1005, 1005),
     ("1.2万", 12000, 12000),
     ("二十来", 20, 20), ("俩", 2, 2), ("half", None, None)],
)  # fmt: skip
def test_ranges_and_shortened_numbers(text: str, value: float | None, low: float | None) -> None:
    found = numbers_in(text)
    assert ((found[0].value, found[0].low) if found else (None, None)) == (value, low)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:15 起火", "11-25 03:15"),
        ("凌晨三点一刻起火", "11-25 03:15"),
        ("三点一刻起火", "11-25 03:15"),
        ("两点起火", "11-25 14:00"),
        ("昨晚11点起火", "11-24 23:00"),
        ("昨晚十二点起火", "11-25 00:00"),
        ("昨夜1点起火", "11-25 01:00"),
        ("11月25日23时许起火", ""),
        ("11月24日23时许起火", "11-24 23:00"),
        ("12月31日8时起火", "12-31 08:00"),
        ("今早7点半起火", "11-25 07:30"),
        ("十分钟前起火", "11-25 14:20"),
        ("一个半小时前起火", "11-25 13:00"),
        ("半小时前起火", "11-25 14:00"),
        ("刚刚起火", "11-25 14:30"),
        ("刚才有人打电话来", ""),
        ("明天9点演练", ""), ("截至14时,2人受伤", ""), ("13月40日8时起火", ""), ("25:70起火", ""), ("20:00起火", "11-24 20:00"),
    ],
)  # fmt: skip
def test_when_it_happened(text: str, expected: str) -> None:
    assert at(text) == expected


def test_relative_words_count_from_the_moment_given_at_midnight_too() -> None:
    night = datetime(2026, 11, 24, 16, 10, tzinfo=UTC)  # 00:10 in Beijing
    assert at("昨晚11点起火", night) == "11-24 23:00"
    assert at("二十分钟前起火", night) == "11-24 23:50"
    assert at("23:50 起火", night) == "11-24 23:50"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不是3人受伤,是2人", {"minor": 2}), ("1人死亡,更正为2人死亡", {"dead": 2}), ("死1伤3", {"dead": 1, "minor": 3}),
        ("2死3伤", {"dead": 2, "minor": 3}),
        ("5人受伤(其中重伤2人)", {"minor": 3, "serious": 2}),
        ("无人员伤亡", {"dead": 0, "serious": 0, "minor": 0}),
        ("没有人员被困", {"trapped": 0}), ("救出3人", {}), ("30名民警到场", {}), ("0255 6层楼着火 13800000000", {"floors": 6}),
        ("转移56户213人", {"evacuated": 213}),
        ("死亡人数不详", {}),
        ("3人被困,现已全部救出", {"trapped": 0}),
        ("99999999999人死亡", {}),
    ],
)  # fmt: skip
def test_how_many(text: str, expected: dict[str, Any]) -> None:
    assert figures(text) == expected


def test_what_is_about_or_from_to_is_marked_and_keeps_the_other_end() -> None:
    found = read("三四人受伤").facts["minor"]
    assert (found.value, found.alternatives, found.is_uncertain) == (4, (3,), True)
    assert not read("4人受伤").facts["minor"].is_uncertain
    assert read("约40人被困").facts["trapped"].is_uncertain


@pytest.mark.parametrize(
    ("text", "kind", "remark"),
    [
        ("消防演练", "", "drill"), ("不是火灾,是烧秸秆", "", "denied"), ("青石村起火,虚惊一场", "", "false_alarm"),
            ("青石村起火,已扑灭,虚惊一场", "A-FIR", "false_alarm"), ("不是演练,青石村起火", "A-FIR", ""),
        ("续报:青石村火灾,死亡2人", "A-FIR", "update"), ("青石村起火", "A-FIR", ""),
    ],
)  # fmt: skip
def test_what_forbids_to_take_it_at_its_word(text: str, kind: str, remark: str) -> None:
    parsed = read(text)
    assert (parsed.kind.value if parsed.kind else "") == kind
    assert set(parsed.remarks) == ({remark} if remark else set())


def test_a_flag_that_is_denied_is_not_set() -> None:
    assert "open_flame" in read("山上有明火").facts
    assert "open_flame" not in read("山上未见明火").facts


@pytest.mark.parametrize(
    ("text", "place", "entry"),
    [
        ("青石村三组民房起火", "青石村三组", "青石村三组"),
        ("青石村6号楼起火", "青石村6号楼", "青石村"),
        ("望青线K12+300处塌方", "望青线K12+300处", "望青线"),
        ("大柳路距柳湾桥约2公里处翻车", "大柳路距柳湾桥约2公里处", "大柳路"),
        ("G318国道K1023+400处翻车", "G318国道K1023+400处", ""),
        ("qsc起火", "青石村", "青石村"),
        ("马家沟村五社着火", "马家沟村五社", ""),
    ],
)  # fmt: skip
def test_where(text: str, place: str, entry: str) -> None:
    found = read(text).place
    assert found is not None
    assert found.value.words == place
    assert (found.value.entry.name.zh if found.value.entry else "") == entry


def test_full_width_letters_are_read_and_given_back_as_they_were() -> None:
    found = read("３：１５　青石村起火，２人被困（其中１人重伤）")
    assert found.occurred_at is not None and found.occurred_at.text == "３：１５"
    assert found.facts["trapped"].text == "２人被困"
    assert found.facts["serious"].value == 1


def test_the_caller_the_number_and_the_way() -> None:
    found = read("网格员李雪(电话 138 0000 1111)报:青石村着火")
    assert (found.caller and found.caller.value, found.phone and found.phone.value) == ("网格员李雪", "13800001111")
    assert found.channel is not None and found.channel.value == "grid_app"
    assert "minor" not in found.facts


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("打错了", "misdial"),
        ("请问村委会电话多少", "enquiry"),
        ("我要投诉噪音", "complaint"),
        ("青石村着火", "incident"),
        ("你好", ""),
    ],
)
def test_what_sort_of_call_it_is(text: str, category: str) -> None:
    found = read(text).category
    assert (found.value if found else "") == category


def test_an_imported_name_is_recognised_where_the_desk_has_none() -> None:
    here = Point(30.0, 110.0)
    road, odd = GazetteerEntry("osm:w1", Text("桃花源路"), here, "road"), GazetteerEntry("osm:n1", Text("火灾"), here)
    names = Gazetteer((), ImportedNames([road, odd]))
    found = parser().parse("桃花源路一辆货车起火", NOW, names).place
    assert found is not None and found.value.entry == road


def test_names_in_a_text_are_the_longest_and_the_desks_own_first() -> None:
    here = Point(30.0, 110.0)
    own = GazetteerEntry("own", Text("桃花源"), here)
    twin, road = GazetteerEntry("osm", Text("桃花源"), here, "settlement"), GazetteerEntry("road", Text("桃花源路"), here)
    names = Gazetteer([own], ImportedNames([twin, road]))
    assert [(start, one.id) for start, one in names.named_in("在桃花源路和桃花源之间")] == [(1, "road"), (6, "own")]


def test_a_very_long_text_is_read_as_far_as_is_useful() -> None:
    parsed = read("青石村起火。" + "x" * 20_000 + "9人死亡")
    assert parsed.kind is not None and "dead" not in parsed.facts
    assert read("").narrative == "" and read("") == Parsed("")


def test_two_minutes_to_midnight_yesterday_is_yesterday() -> None:
    assert at("23:58 起火", datetime(2026, 11, 24, 16, 1, tzinfo=UTC) + timedelta(0)) == "11-24 23:58"
