"""One line of intake, understood as far as it is obvious."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.gazetteer import GazetteerEntry, ImportedNames
from app.kernel.geo import Point
from app.kernel.text import Text
from app.ui.panels.duty.intake_parse import Places, number, parse, read_lexicon
from tests.ui.panels.duty.duty_bench import ROOT, reference, town

LEXICON = read_lexicon(ROOT / "resources" / "catalog")


def understood(line: str):
    return parse(line, LEXICON, reference().kinds, Places(town().facilities))


@pytest.mark.parametrize(
    ("line", "kind", "place", "facts"),
    [
        ("青石村三组老李家房屋起火，2人被困，1人受伤", "A-FIR", "青石村三组老李家", {"trapped": 2, "minor": 1}),
        ("青石大桥两车追尾 死1伤3", "A-RDT", "青石大桥", {"dead": 1, "minor": 3}),
        ("一死三伤，车祸", "A-RDT", "", {"dead": 1, "minor": 3}),
        ("死亡3人受伤12人 山体滑坡", "N-GEO", "", {"dead": 3, "minor": 12}),
        ("山上着火，蔓延，已疏散群众一百二十人", "N-FOR", "", {"spreading": True, "evacuated": 120}),
        ("两名学生溺水失踪", "A-DRN", "", {"sens_people": True}),
        ("qsc fwhz", "A-FIR", "青石村", {}),
        ("无事", "", "", {}),
    ],
)
def test_what_a_line_says(line: str, kind: str, place: str, facts: dict) -> None:
    found = understood(line)
    assert (found.kind, found.place) == (kind, place)
    assert facts.items() <= found.facts.items()
    assert found.narrative == line


def test_storeys_times_and_phone_numbers_are_no_casualties() -> None:
    found = understood("0255 青石村三组6层楼着火 13800000000")
    assert not {name for name, value in found.facts.items() if not isinstance(value, bool)}


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两", 2), ("37", 37), ("x", None)]
)
def test_numbers_in_both_scripts(text: str, value: int | None) -> None:
    assert number(text) == value


def test_every_word_names_a_known_kind_or_fact() -> None:
    assert set(LEXICON.kinds) | set(LEXICON.frequent) <= set(reference().kinds)
    assert set(LEXICON.counted) | set(LEXICON.said) <= set(reference().facts)


@given(st.text(alphabet="青石村起火死伤困人23一二十百,， qscA-FIR\x00🔥", max_size=40))
def test_any_line_is_survived(line: str) -> None:
    found = understood(line)
    assert all(value >= 0 for value in found.facts.values() if not isinstance(value, bool))


def test_an_imported_name_is_recognised_where_the_desk_has_none() -> None:
    here = Point(30.0, 110.0)
    road, odd = GazetteerEntry("osm:w1", Text("桃花源路"), here, "road"), GazetteerEntry("osm:n1", Text("火灾"), here)
    imported = ImportedNames([road, odd])
    places = Places(town().facilities, imported)
    found = parse("桃花源路一辆货车起火", LEXICON, reference().kinds, places)
    assert found.entry is not None and found.entry.id == "osm:w1" and found.place.startswith("桃花源路")
    assert parse("thyl起火", LEXICON, reference().kinds, places).entry == found.entry
