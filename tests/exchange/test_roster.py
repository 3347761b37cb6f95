"""A roster goes out and comes back the same; every wrong cell is named; nothing is half taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from immutables import Map
from openpyxl import Workbook, load_workbook

from app.catalog.locations import program_files
from app.catalog.reference import load_reference
from app.catalog.wording import Wording, read_words
from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Unit
from app.exchange.roster import read_roster, write_roster, write_template
from app.exchange.roster_form import CAPABILITIES, CODES_SHEET, CONTACTS, UNITS
from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.geo import Crs, Point, to_gcj02
from app.kernel.text import Text

FILES = program_files()
WORDS = read_words(FILES.resources / "i18n")


REFERENCE = load_reference(FILES.plans, FILES.resources).reference


@pytest.fixture
def reference() -> Reference:
    return REFERENCE


def clean_text(**more: Any) -> st.SearchStrategy[str]:
    letters = st.characters(whitelist_categories=("Lu", "Ll", "Lo", "Nd", "Po", "Sm"), max_codepoint=0x9FFF)
    return st.text(letters, max_size=20, **more).map(str.strip)


ids = st.text("abcdefgh0123456789-", min_size=1, max_size=12)
phones = st.text("0123456789-+", max_size=15)
degrees = (
    st.floats(4, 53).map(lambda value: round(value, 9)),
    st.floats(74, 135).map(lambda value: round(value, 9)),
)


def units(reference: Reference) -> st.SearchStrategy[list[Unit]]:
    one = st.builds(
        Unit, id=ids, kind=st.sampled_from(sorted(reference.unit_kinds)),
        name=st.builds(Text, clean_text(min_size=1).filter(bool), clean_text()), organisation=clean_text(),
        call_sign=clean_text(), leader=clean_text(), phone=phones, crew=st.integers(0, 500), vehicles=st.integers(0, 50),
        capabilities=st.lists(st.sampled_from(sorted(CAPABILITIES)), unique=True, max_size=4).map(tuple),
        home=st.none() | st.builds(Point, *degrees), members=st.just(()), status=st.just("on_standby"),
        status_at=st.none(), status_source=st.just(""), incident_id=st.just(""), dispatch_id=st.just(""),
    )
    return st.lists(one, max_size=5, unique_by=lambda unit: unit.id)


def contacts(reference: Reference) -> st.SearchStrategy[list[Contact]]:
    one = st.builds(
        Contact, id=ids, name=clean_text(min_size=1).filter(bool), role=st.sampled_from(sorted(reference.roles)),
        phone=phones.filter(bool), title=clean_text(), organisation=clean_text(), a_b=st.sampled_from("AB"),
        tier=st.sampled_from(["village", "township", "county", "city", "province"]),
    )
    return st.lists(one, max_size=5, unique_by=lambda contact: contact.id)


@settings(suppress_health_check=list(HealthCheck), max_examples=15, deadline=None, phases=[Phase.generate])
@given(data=st.data(), lang=st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read(tmp_path: Path, data: st.DataObject, lang: str) -> None:
    reference = REFERENCE
    some, people = data.draw(units(reference)), data.draw(contacts(reference))
    if not some and not people:
        return
    state = State(units=Map({u.id: u for u in some}), contacts=Map({c.id: c for c in people}))
    path = tmp_path / "roster.xlsx"
    assert write_roster(path, state, reference, lang) == len(some) + len(people)
    read = read_roster(path, reference)
    assert {u.id: u for u in read.units} == dict(state.units)
    assert {c.id: c for c in read.contacts} == dict(state.contacts)


def book(path: Path, reference: Reference, sheet: Any, **cells: Any) -> Path:
    """A template with one filled row (row 3), its cells by key."""
    write_template(path, reference, "zh")
    opened = load_workbook(path)
    given = {
        UNITS: {"kind": "F-FIRE", "name": "一队", "id": "u1"},
        CONTACTS: {"name": "某某", "role": "police", "phone": "000-1", "id": "c1"},
    }[sheet] | cells
    keys = [column.key for column in sheet.columns]
    for key, value in given.items():
        opened[sheet.name].cell(3, keys.index(key) + 1, value)
    opened.save(path)
    return path


def problem_of(path: Path, reference: Reference) -> Problem:
    with pytest.raises(BadFile) as bad:
        read_roster(path, reference)
    assert len(bad.value.problems) == 1, bad.value.problems
    return bad.value.problems[0]


@pytest.mark.parametrize(
    ("sheet", "key", "value", "code", "cell"),
    [
        (UNITS, "kind", "F-FIER", "roster_unknown_kind", "B3"),
        (UNITS, "kind", None, "roster_required", "B3"),
        (UNITS, "name", "   ", "roster_required", "C3"),
        (UNITS, "name", "=1+1", "roster_formula", "C3"),
        (UNITS, "leader", "长" * 201, "roster_too_long", "G3"),
        (UNITS, "crew", "六", "roster_not_number", "I3"),
        (UNITS, "crew", "1_0", "roster_not_number", "I3"),
        (UNITS, "crew", "nan", "roster_not_number", "I3"),
        (UNITS, "crew", 2.5, "roster_not_whole", "I3"),
        (UNITS, "vehicles", -1, "roster_range", "J3"),
        (UNITS, "call_sign", True, "roster_not_text", "F3"),
        (UNITS, "members", "u9", "roster_unknown_member", "L3"),
        (UNITS, "lat", 30.0, "roster_point_half", "N3"),
        (CONTACTS, "role", "polise", "roster_unknown_role", "C3"),
        (CONTACTS, "phone", "", "roster_required", "D3"),
        (CONTACTS, "a_b", "C", "not_one_of", "G3"),
        (CONTACTS, "tier", "moon", "not_one_of", "H3"),
    ],
)
def test_every_wrong_cell_is_named(
    tmp_path: Path, reference: Reference, sheet: Any, key: str, value: Any, code: str, cell: str
) -> None:
    problem = problem_of(book(tmp_path / "r.xlsx", reference, sheet, **{key: value}), reference)
    assert (problem.code, problem.line) == (code, 3)
    assert problem.field.endswith(cell) and sheet.name in problem.file
    for lang in ("zh", "en"):
        said = Wording(WORDS, lang, reference).problem(problem)
        assert "[" not in said.replace(f"[{sheet.name}]", "") and "{" not in said, said


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"lat": 110.0, "lon": 30.0, "datum": "GCJ-02"}, "roster_point_swapped"),
        ({"lat": 95.0, "lon": 200.0, "datum": "GCJ-02"}, "roster_point_not_on_earth"),
        ({"lat": 30.0, "lon": 110.0}, "roster_datum_missing"),
        ({"lat": 30.0, "lon": 110.0, "datum": "西安80"}, "not_one_of"),
    ],
)
def test_a_wrong_place_is_named(tmp_path: Path, reference: Reference, cells: dict[str, Any], code: str) -> None:
    assert problem_of(book(tmp_path / "r.xlsx", reference, UNITS, **cells), reference).code == code


def test_phone_map_points_are_unshifted(tmp_path: Path, reference: Reference) -> None:
    shown = to_gcj02(Point(18.6, 114.5))
    path = book(tmp_path / "r.xlsx", reference, UNITS, lat=shown.lat, lon=shown.lon, datum="gcj02")
    home = read_roster(path, reference).units[0].home
    assert home is not None and home.crs is Crs.WGS84
    assert (home.lat, home.lon) == pytest.approx((18.6, 114.5), abs=1e-6)


def test_full_width_and_blanks_are_taken(tmp_path: Path, reference: Reference) -> None:
    path = book(
        tmp_path / "r.xlsx", reference, UNITS, kind=" ｆ-fire ", crew="１２", phone="０００－８８\u3000１", vehicles=2.0,
        capabilities="灭火、 boat,灭火；自备水车", name="　一（甲）队 ",
    )
    unit = read_roster(path, reference).units[0]
    assert (unit.kind, unit.crew, unit.vehicles, unit.phone) == ("F-FIRE", 12, 2, "000-88 1")
    assert unit.capabilities == ("firefighting", "boat", "自备水车")
    assert unit.name.zh == "一（甲）队"


def test_a_kind_may_be_written_by_its_name(tmp_path: Path, reference: Reference) -> None:
    name = reference.unit_kinds["F-MED"].name
    for written in (name.zh, name.en, f"F-MED {name.zh}"):
        path = book(tmp_path / "r.xlsx", reference, UNITS, kind=written)
        assert read_roster(path, reference).units[0].kind == "F-MED"


def test_a_row_without_an_id_keeps_the_one_made_for_it(tmp_path: Path, reference: Reference) -> None:
    path = book(tmp_path / "r.xlsx", reference, CONTACTS, id=None)
    first = read_roster(path, reference).contacts[0].id
    again = book(tmp_path / "r.xlsx", reference, CONTACTS, id=None, phone="000-2")
    assert first and read_roster(again, reference).contacts[0].id == first


def test_all_problems_are_told_at_once_and_nothing_is_taken(tmp_path: Path, reference: Reference) -> None:
    path = book(tmp_path / "r.xlsx", reference, UNITS, kind="?", crew="x")
    opened = load_workbook(path)
    opened[CONTACTS.name].cell(3, 2, "某某")
    opened[UNITS.name].cell(4, 1, "u1")
    opened[UNITS.name].cell(4, 2, "F-MED")
    opened[UNITS.name].cell(4, 3, "二队")
    opened.save(path)
    with pytest.raises(BadFile) as bad:
        read_roster(path, reference)
    codes = sorted(problem.code for problem in bad.value.problems)
    assert codes == sorted(
        ["roster_not_number", "roster_unknown_kind", "roster_duplicate", "roster_required", "roster_required"]
    )


def test_headings_may_stand_in_another_order_but_must_be_known(tmp_path: Path, reference: Reference) -> None:
    path = tmp_path / "r.xlsx"
    mine = Workbook()
    page = mine.active
    page.title = "contacts"
    for line in (["职责", "备注", "姓名", "phone"], [], ["police", "x", "某某", 123]):
        page.append(line)
    mine.save(path)
    assert problem_of(path, reference).code == "roster_unknown_column"
    page["B1"] = None
    page["B3"] = None
    mine.save(path)
    read = read_roster(path, reference).contacts
    assert [(one.name, one.role, one.phone, one.tier) for one in read] == [("某某", "police", "123", "township")]
    page["D1"] = None
    mine.save(path)
    assert problem_of(path, reference).code == "roster_missing_column"


def test_the_template_is_empty_and_explains_every_code(tmp_path: Path, reference: Reference) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, reference, "zh")
    assert problem_of(path, reference).code == "roster_empty"
    codes = {str(cell.value) for row in load_workbook(path)[CODES_SHEET] for cell in row if cell.value}
    for code, kind in reference.unit_kinds.items():
        assert f"{code} {kind.name.zh}" in codes
    for code in reference.roles:
        assert any(word.startswith(f"{code} ") for word in codes)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04nonsense", b"name,role\n"])
def test_what_is_no_workbook_is_said_so(tmp_path: Path, reference: Reference, raw: bytes) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(raw)
    assert problem_of(path, reference).code == "roster_not_excel"
    assert problem_of(tmp_path / "absent.xlsx", reference).code == "file_missing"


def test_nothing_is_written_as_a_formula(tmp_path: Path, reference: Reference) -> None:
    sly = Contact("c1", '=HYPERLINK("x")', "police", "+861", title="@x", organisation="-1")
    path = tmp_path / "r.xlsx"
    write_roster(path, State(contacts=Map({"c1": sly})), reference)
    for page in load_workbook(path):
        assert not [cell.coordinate for row in page for cell in row if cell.data_type == "f"]
    assert read_roster(path, reference).contacts == (sly,)


def test_a_disk_that_refuses_is_a_fault(tmp_path: Path, reference: Reference) -> None:
    with pytest.raises(Fault) as fault:
        write_template(tmp_path / "absent" / "t.xlsx", reference)
    assert fault.value.code == "roster_not_written"
    assert "[" not in Wording(WORDS, "zh").fault(fault.value)


def test_one_command_each(tmp_path: Path, reference: Reference) -> None:
    path = book(tmp_path / "r.xlsx", reference, UNITS)
    assert [type(one) for one in read_roster(path, reference).commands()] == [RegisterUnits]
    path = book(tmp_path / "r.xlsx", reference, CONTACTS)
    assert [type(one) for one in read_roster(path, reference).commands()] == [RegisterContacts]


def test_capabilities_have_the_words_of_the_catalogue() -> None:
    assert {f"capability.{code}": name for code, name in CAPABILITIES.items()} == {
        code: name for code, name in WORDS.items() if code.startswith("capability.")
    }
