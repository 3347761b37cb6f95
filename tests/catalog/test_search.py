"""Pinyin search and the gazetteer, and the plan schema."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.gazetteer import Gazetteer, GazetteerEntry
from app.catalog.pinyin import EXACT, NO_MATCH, PREFIX, matches, rank, search_keys
from app.catalog.schema import SCHEMA_FILE, plan_schema
from app.catalog.yaml_source import read_source
from app.domain.plan.model import Plan
from app.domain.resource.model import Facility, FacilityCategory
from app.kernel.geo import Point
from app.kernel.text import Text

ROOT = Path(__file__).resolve().parents[2]
HERE = Point(30.0, 110.0)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("安乐", "安乐村", True),
        ("alc", "安乐村", True),
        ("anle", "安乐村", True),
        ("lecun", "安乐村", True),
        ("AnLe Cun", "安乐村", True),
        ("ecun", "安乐村", False),
        ("cq", "重庆", True),
        ("an", "蓝山", False),
        ("1z", "安乐1组", True),
        ("lngz", "LNG站", True),
        ("hill", "Hill School", True),
        ("hs", "Hill School", True),
        ("乐安", "安乐村", False),
        ("", "安乐村", True),
    ],
)
def test_what_finds_what(query, text, found):
    assert matches(query, text) is found


def test_a_heteronym_is_found_in_every_reading():
    assert all(matches(query, "乐") for query in ("le", "yue"))
    assert {"le", "yue"} <= set(search_keys("乐").split())


def test_a_name_full_of_heteronyms_has_few_keys():
    assert len(search_keys("乐行长重" * 10).split()) < 60


@given(st.text(max_size=30))
def test_any_text_finds_itself(text):
    assert rank(text, text) == EXACT
    assert matches(text[:3], text)


def entries() -> list[GazetteerEntry]:
    names = ("安乐村", "安乐村小学", "大安乐沟", "平安里", "阿拉川")
    return [GazetteerEntry(f"g{n}", Text(name), HERE) for n, name in enumerate(names)]


def test_the_gazetteer_ranks_exact_then_beginning_then_inside_then_initials():
    places = Gazetteer(entries())
    assert [one.name.zh for one in places.find("安乐村")] == ["安乐村", "安乐村小学"]
    assert [one.name.zh for one in places.find("安乐")] == ["安乐村", "安乐村小学", "大安乐沟"]
    assert [one.name.zh for one in places.find("alc")] == ["安乐村", "阿拉川", "安乐村小学"]
    assert [one.name.zh for one in places.find("alc", limit=1)] == ["安乐村"]
    assert places.find("  ") == ()
    assert places.find("<script>") == ()


def test_aliases_and_facilities_are_found():
    school = Facility("f1", FacilityCategory.FACILITY, "school", Text("安乐小学", "Anle School"), HERE, village="安乐村")
    places = Gazetteer.of_facilities([school])
    assert places.find("school")[0].id == "f1"
    assert places.entry("f1").category == "facility"
    assert Gazetteer([GazetteerEntry("x", Text("新区"), HERE, aliases=("老砖厂",))]).find("lzc")[0].id == "x"
    assert rank("an", "安") < NO_MATCH
    assert rank("安", "安乐") == PREFIX


def test_the_schema_in_the_repository_is_that_of_the_model():
    assert (ROOT / "resources/schema" / SCHEMA_FILE).read_text(encoding="utf-8") == plan_schema()


def test_the_schema_knows_the_fields_of_a_plan():
    schema = json.loads(plan_schema())
    fields = schema["$defs"]["Plan"]["properties"]
    written = read_source(Path(__file__).parent / "sound" / "sample-plan" / "plan.yaml").data
    assert set(written) <= set(fields)
    assert set(fields) == {one.encode_name for one in msgspec.structs.fields(Plan)}
