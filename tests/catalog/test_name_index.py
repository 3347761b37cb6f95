"""The index finds exactly what looking at each name finds, in the same order; the gazetteer's file holds what was put in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.catalog.gazetteer import Gazetteer, GazetteerEntry, ImportedNames
from app.catalog.gazetteer_file import FORMAT, GazetteerFile, GazetteerRow, NameShelf, encode_gazetteer, read_gazetteer
from app.catalog.name_index import Keys
from app.domain.resource.model import Facility, FacilityCategory
from app.kernel.errors import BadFile
from app.kernel.geo import Point
from app.kernel.text import Text

HERE = Point(30.0, 110.0)
_LETTERS = st.text("安乐重庆长行村小学校大沟路1号X abng", min_size=1, max_size=6).filter(lambda text: text.strip())


def entry(number: int, zh: str, en: str = "", *aliases: str, category: str = "facility") -> GazetteerEntry:
    return GazetteerEntry(f"osm:n{number}", Text(zh, en), HERE, category, "", aliases)


@given(
    st.lists(st.tuples(_LETTERS, st.sampled_from(("", "Anle School", "bang")), st.lists(_LETTERS, max_size=2)), max_size=12),
    st.text("安乐重长村1x angbcul ", min_size=1, max_size=5),
    st.integers(1, 6),
)
@example([("安乐村", "", [])], "lecun", 3)
@example([("安乐村", "", [])], "ecun", 3)
def test_the_index_finds_what_looking_at_each_finds(names, query, limit):
    entries = [entry(number, zh, en, *aliases) for number, (zh, en, aliases) in enumerate(names)]
    imported = ImportedNames(entries, [Keys.of((one.name.zh, one.name.en, *one.aliases), most_readings=16) for one in entries])
    assert Gazetteer((), imported).find(query, limit) == Gazetteer(entries).find(query, limit)


def test_the_desks_own_places_come_first_and_only_once():
    school = Facility("f1", FacilityCategory.FACILITY, "school", Text("安乐小学"), HERE)
    imported = ImportedNames([entry(1, "安乐小学"), entry(2, "安乐中学"), entry(3, "安乐")])
    places = Gazetteer.of_facilities([school], imported)
    assert [one.id for one in places.find("安乐")] == ["osm:n3", "f1", "osm:n2"]
    assert [one.id for one in places.find("alxx")] == ["f1"]
    assert places.entry("osm:n2").name.zh == "安乐中学" and places.entry("no") is None
    assert len(places) == 4


def test_the_longest_name_in_a_sentence():
    imported = ImportedNames(
        [entry(1, "张庄", category="settlement"), entry(2, "张庄小学"), entry(3, "超市"), entry(4, "李家超市")]
    )
    assert imported.longest_in("张庄小学门口起火").id == "osm:n2"
    assert imported.longest_in("张庄有人落水").id == "osm:n1"
    assert imported.longest_in("超市起火") is None  # two letters that are no settlement say nothing
    own = Facility("f1", FacilityCategory.SETTLEMENT, "village", Text("张庄"), HERE)
    assert Gazetteer.of_facilities([own], imported).longest_in("张庄小学门口起火").id == "f1"


def test_what_was_written_is_read_and_found(tmp_path: Path):
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    given_ = GazetteerEntry("osm:n1", Text("重阳村", "Chongyang"), HERE, "settlement", "青石镇", ("老重阳",), "village")
    file = GazetteerFile(FORMAT, "青石", "©", (GazetteerRow.of(given_),))
    (folder / "a.json").write_bytes(encode_gazetteer(file))
    (folder / "b.json").write_text("{", encoding="utf-8")
    shelf = NameShelf(folder)
    assert len(shelf.current) == 0
    shelf.load()
    assert [one.code for one in shelf.problems] == ["gazetteer_broken"]
    for query in ("重阳", "cyc", "chongyang", "lcy", "laochong"):
        found = shelf.current.find(query, 5)
        assert [one for _, one in found] == [given_], query


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "gazetteer_broken"),
        (b"\xff\xfe", "gazetteer_broken"),
        (b'{"format":99}', "gazetteer_newer"),
        (b'{"format":1,"name":"x","attribution":"","places":[["a","","",1,2,"","",""]]}', "gazetteer_broken"),
        (b'{"format":1,"name":"x","attribution":"","places":[["a","z","",100,2,"","",""]]}', "gazetteer_broken"),
        (b'{"format":1,"name":"x","attribution":"","places":[["a","z","","1",2,"","",""]]}', "gazetteer_broken"),
    ],
)
def test_rubbish_is_named(tmp_path: Path, content: bytes, code: str):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(BadFile) as bad:
        read_gazetteer(path)
    assert bad.value.problems[0].code == code


def test_a_row_survives_its_coding():
    row = GazetteerRow.of(entry(1, "长坝村 ", "Long Dam"))
    assert msgspec.json.decode(msgspec.json.encode(row), type=GazetteerRow) == row
    assert "longdam" in row.keys.names and ("long", "dam") in row.keys.full
