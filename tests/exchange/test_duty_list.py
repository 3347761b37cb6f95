"""A responsibility list goes out and comes back the same; real lists are taken as they are; every wrong cell is named."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from app.catalog.duties import read_duty_list as read_sample
from app.catalog.locations import program_files
from app.catalog.reference import load_reference
from app.catalog.wording import Wording, read_words
from app.domain.basis import Basis
from app.domain.responsibility.model import (
    DutyClass,
    DutyEdition,
    DutyItem,
    Organisation,
    Partner,
    TimeLimit,
)
from app.domain.words import Checked, RuleStatus
from app.exchange import duty_list
from app.exchange.cells import Raw
from app.exchange.duty_cells import Names, limit_of
from app.exchange.duty_form import CODES_SHEET, COLUMNS, SHEET
from app.exchange.duty_list import read_duty_list
from app.exchange.duty_writer import write_duty_list, write_duty_template
from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.text import Text

FILES = program_files()
WORDS = read_words(FILES.resources / "i18n")
REFERENCE = load_reference(FILES.plans, FILES.resources).reference
SAMPLE = read_sample(FILES.duty_sample, REFERENCE)
EDITION = DutyEdition("某镇履行职责事项清单", "", None, 0, datetime(2026, 1, 1), "x")  # noqa: DTZ001 - not looked at


def plain_text(**more: Any) -> st.SearchStrategy[str]:
    letters = st.characters(whitelist_categories=("Lu", "Ll", "Lo", "Nd", "Sm"), max_codepoint=0x9FFF)
    return st.text(letters, max_size=20, **more).map(str.strip)


names = plain_text(min_size=1).filter(bool)
roles = st.sampled_from(["", *sorted(REFERENCE.roles)])
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
bases = st.builds(
    Basis, names, plain_text(), st.sampled_from([RuleStatus.LOCAL, RuleStatus.SUGGESTED, RuleStatus.SAMPLE]),
    st.sampled_from(list(Checked)), year=st.just(0), title_en=st.just(""),
)
items = st.lists(
    st.builds(
        DutyItem, code=st.text("ABC0123456789-", min_size=1, max_size=10), name=st.builds(Text, names, plain_text()),
        duty_class=st.sampled_from(list(DutyClass)), lead=st.builds(Organisation, names, roles), basis=bases,
        supporting=st.lists(st.builds(Partner, names, roles, plain_text()), max_size=3, unique_by=lambda one: one.name).map(tuple),
        township=plain_text(), limit=st.none() | st.just(TimeLimit("2小时内", limit_min=120)),
        kinds=st.lists(st.sampled_from(["*", "N-*", *REFERENCE.kinds]), max_size=3, unique=True).map(tuple),
        words=st.lists(names, max_size=3, unique=True).map(tuple), note=plain_text(), valid_from=st.none(), valid_until=days,
    ),
    min_size=1, max_size=5, unique_by=lambda one: one.code,
)


@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None, phases=[Phase.generate])
@given(given_items=items, lang=st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read(tmp_path: Path, given_items: list[DutyItem], lang: str) -> None:
    path = tmp_path / "list.xlsx"
    clean = [
        replace(one, supporting=tuple(p for p in one.supporting if p.name != one.lead.name)) for one in given_items
    ]
    assert write_duty_list(path, clean, EDITION, REFERENCE, lang) == len(clean)
    book = read_duty_list(path, REFERENCE)
    assert book.name == EDITION.name and not book.ignored and not book.skipped
    assert book.items == tuple(sorted(clean, key=lambda one: one.code))


def test_the_sample_comes_back_without_a_change(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    known = {one.code: one for one in SAMPLE.items}
    write_duty_list(path, SAMPLE.items, None, REFERENCE)
    assert {one.code: one for one in read_duty_list(path, REFERENCE, known).items} == known


def sheet(path: Path, *lines: list[Any], title: str = "清单", merges: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    page = book.active
    page.title = title
    for line in lines:
        page.append(line)
    for span in merges:
        page.merge_cells(span)
    book.save(path)
    return path


def test_a_list_in_one_sheet_under_merged_titles_with_headings_of_its_own(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "l.xlsx",
        ["附件1"], ["望洲县青石镇履行职责事项清单（2025年版）"], ["填报单位：某某"],
        ["序号", "清单类别", "事项名称", "牵头\n部门", "配合部门", "镇（街道）承担内容", "法律依据", "办理时限", "对应事件类型",
         "联系人"],
        [1, "基本履职", "应急值守", None, "派出所、卫生院", "值守", None, "即时", "全部", "张某"],
        [2, "配合履职", "防汛抢险", "县水利局", "水利站：巡堤；各村：转移群众", "巡堤、转移", "《防洪法》第四十二条", "2小时内",
         "洪涝、暴雨", None],
        [3, "上级部门收回", "事故调查", "县应急管理局、县公安局", None, None, "某办法 第3条", "5个工作日", "事故灾难", None],
        merges=("A2:J2", "A3:J3"),
    )
    book = read_duty_list(path, REFERENCE)
    assert book.name == "望洲县青石镇履行职责事项清单（2025年版）" and book.ignored == ("联系人",)
    watch, flood, inquiry = book.items
    assert (watch.code, watch.duty_class, watch.lead.name, watch.kinds) == ("B-001", DutyClass.BASIC, "", ("*",))
    assert [one.role for one in watch.supporting] == ["police", "medical"]
    assert watch.limit == TimeLimit("即时") and watch.basis.title == book.name and watch.basis.status is RuleStatus.LOCAL
    assert (flood.lead, flood.kinds) == (Organisation("县水利局", "county_water"), ("N-FLD", "N-RNS"))
    assert [(one.name, one.role, one.does) for one in flood.supporting] == [("水利站", "water", "巡堤"), ("各村", "", "转移群众")]
    assert (flood.basis.title, flood.basis.article, flood.basis.checked) == ("防洪法", "第四十二条", Checked.UNVERIFIED)
    assert flood.limit == TimeLimit("2小时内", limit_min=120)
    assert (inquiry.lead.role, [one.role for one in inquiry.supporting]) == ("county_emergency", ["county_police"])
    assert inquiry.kinds == ("A-*",) and inquiry.limit == TimeLimit("5个工作日", limit_working_days=5)


def test_three_sheets_as_they_are_issued(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    book = Workbook()
    basic, supporting, withdrawn = book.active, book.create_sheet("2.配合履职事项清单"), book.create_sheet("Sheet3")
    basic.title = "1.基本履职事项清单"
    for line in (
        ["青石镇基本履职事项清单"], ["序号", "事项名称"], ["一、应急管理（2项）"], [1, "开展隐患巡查"], [2, "组织群众转移"],
    ):
        basic.append(line)
    basic.merge_cells("A1:B1")
    basic.merge_cells("A3:B3")
    for line in (
        ["青石镇配合履职事项清单"], ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"],
        [1, "森林防火", "县林业局", "组织扑救", "巡护"], [2, "防汛", None, "统一调度", "巡堤"], ["注：以上事项以县级解释为准"],
    ):
        supporting.append(line)
    supporting.merge_cells("C3:C4")
    for line in (
        ["上级部门收回事项清单"], ["序号", "事项名称", "承接部门及工作方式"],
        [1, "事故认定", "承接部门：县公安局\n工作方式：交警大队依法认定"],
    ):
        withdrawn.append(line)
    book.save(path)
    found = read_duty_list(path, REFERENCE)
    assert [(one.code, one.duty_class.value, one.name.zh) for one in found.items] == [
        ("B-001", "basic", "开展隐患巡查"), ("B-002", "basic", "组织群众转移"), ("S-001", "supporting", "森林防火"),
        ("S-002", "supporting", "防汛"), ("W-001", "withdrawn", "事故认定"),
    ]
    assert found.items[3].lead.name == "县林业局", "the cell above stands for this row too"
    assert (found.items[2].township, found.items[2].note) == ("巡护", "上级部门职责：组织扑救")
    assert (found.items[4].lead.role, found.items[4].note) == ("county_police", "工作方式：交警大队依法认定")
    assert [(number, words[:2]) for _, number, words in found.skipped] == [(3, "一、"), (5, "注：")]


def test_running_numbers_that_begin_anew_give_codes_by_content_that_stay(tmp_path: Path) -> None:
    lines = (["某清单"], ["序号", "事项名称", "类别"], [1, "甲", "基本履职"], [1, "乙", "基本履职"])
    first = read_duty_list(sheet(tmp_path / "a.xlsx", *lines), REFERENCE).items
    again = read_duty_list(sheet(tmp_path / "b.xlsx", *lines), REFERENCE).items
    assert first == again and len({one.code for one in first}) == 2 and all(one.code.startswith("B-") for one in first)


GOOD: dict[str, Any] = {
    "code": "X-1", "name": "事项", "class": "配合履职", "lead": "县水利局", "kinds": "全部", "basis": "某办法", "status": "本地",
}


def filled(path: Path, **changes: Any) -> Path:
    values = GOOD | changes
    heads = [column.title.zh for column in COLUMNS]
    return sheet(path, ["某清单"], heads, [values.get(column.key) for column in COLUMNS])


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadFile) as bad:
        read_duty_list(path, REFERENCE)
    return bad.value.problems


@pytest.mark.parametrize(
    ("key", "value", "code", "cell"),
    [
        ("name", None, "roster_required", "B3"),
        ("name", "=1+1", "roster_formula", "B3"),
        ("name", "长" * 300, "roster_too_long", "B3"),
        ("class", "别的", "not_one_of", "D3"),
        ("class", None, "duty_class_absent", "D3"),
        ("class", "基本履职、配合履职", "not_one_of", "D3"),
        ("lead", None, "duty_lead_absent", "E3"),
        ("lead", "某局 [nobody]", "duty_unknown_role", "E3"),
        ("supporting", "站 [x]：做", "duty_unknown_role", "F3"),
        ("township", "字" * 5000, "roster_too_long", "G3"),
        ("status", "法定", "statutory_unverified", "J3"),
        ("status", "大约", "not_one_of", "J3"),
        ("checked", "也许", "not_one_of", "K3"),
        ("kinds", "天塌", "duty_unknown_kind", "M3"),
        ("valid_from", "去年", "duty_bad_day", "P3"),
        ("valid_until", "2025-02-30", "duty_bad_day", "Q3"),
    ],
)
def test_every_wrong_cell_is_named(tmp_path: Path, key: str, value: Any, code: str, cell: str) -> None:
    (problem,) = problems_of(filled(tmp_path / "l.xlsx", **{key: value}))
    assert (problem.code, problem.line) == (code, 3) and problem.field.endswith(cell) and "清单" in problem.file
    for lang in ("zh", "en"):
        said = Wording(WORDS, lang, REFERENCE).problem(problem)
        assert "[" not in said.replace("[清单]", "") and "{" not in said, said


def test_all_problems_are_told_at_once_and_a_second_code_names_the_first(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.xlsx", kinds="天塌", valid_from=date(2026, 1, 2), valid_until="2026年1月1日")
    book = load_workbook(path)
    book.active.cell(4, 1, "X-1")
    book.active.cell(4, 2, "另一项")
    book.active.cell(4, 4, "基本履职")
    book.save(path)
    assert sorted(one.code for one in problems_of(path)) == ["duty_days_swapped", "duty_duplicate", "duty_unknown_kind"]


def test_law_is_taken_as_law_only_with_the_word_of_a_person(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.xlsx", basis="突发事件应对法", article="第二十二条", status="法定", checked="已核")
    (item,) = read_duty_list(path, REFERENCE).items
    assert item.basis == Basis("突发事件应对法", "第二十二条", RuleStatus.STATUTORY, Checked.VERIFIED)


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("30分钟内", TimeLimit("30分钟内", limit_min=30)), ("半小时", TimeLimit("半小时", limit_min=30)),
        ("两小时", TimeLimit("两小时", limit_min=120)), ("十二小时", TimeLimit("十二小时", limit_min=720)),
        ("3日内", TimeLimit("3日内", limit_min=4320)), ("２０个工作日", TimeLimit("２０个工作日", limit_working_days=20)),
        ("立即", TimeLimit("立即")), ("2小时内初报、24小时内续报", TimeLimit("2小时内初报、24小时内续报")), ("", None),
    ],
)
def test_a_limit_keeps_its_words_and_is_counted_only_where_it_says_one_quantity(written: str, limit: TimeLimit | None) -> None:
    assert limit_of(Raw(written)) == limit


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("县应急管理局", "county_emergency"), ("望洲县应急管理局", "county_emergency"), ("应急管理局", "county_emergency"),
        ("县公安局（交警大队）", "county_police"), ("青石镇派出所", "police"), ("应急管理所", "emergency_station"),
        ("微型消防站", "fire"), ("网信办", "county_publicity"), ("村（社区）“两委”", "village"), ("县气象局", ""), ("局", ""),
    ],
)
def test_organisations_are_known_by_their_names(name: str, role: str) -> None:
    assert Names(REFERENCE).role(name) == role


def test_nothing_is_written_as_a_formula(tmp_path: Path) -> None:
    sly = replace(
        SAMPLE.items[0], name=Text("=HYPERLINK(\"x\")", "@x"), township="+1", note="-1",
        lead=Organisation("=cmd|' /C calc'!A0"), supporting=(Partner("@SUM(A1)", "", "=1"),), words=("=1", "+2"),
    )
    path = tmp_path / "l.xlsx"
    write_duty_list(path, [sly], None, REFERENCE)
    for page in load_workbook(path):
        assert not [cell.coordinate for row in page for cell in row if cell.data_type == "f"]
    (back,) = read_duty_list(path, REFERENCE, {sly.code: sly}).items
    assert back == sly


def test_the_template_is_empty_and_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_duty_template(path, REFERENCE, "某镇权责清单")
    assert [one.code for one in problems_of(path)] == ["duty_empty"]
    book = load_workbook(path)
    assert book.sheetnames == [SHEET, CODES_SHEET]
    told = {str(cell.value) for row in book[CODES_SHEET] for cell in row if cell.value}
    assert {"基本履职", "配合履职", "上级部门收回", "准入中"} <= told and any(word.startswith("A-FIR ") for word in told)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04nonsense", b"name,class\n"])
def test_what_is_no_workbook_is_said_so(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "l.xlsx"
    path.write_bytes(raw)
    assert [one.code for one in problems_of(path)] == ["roster_not_excel"]
    assert [one.code for one in problems_of(tmp_path / "absent.xlsx")] == ["file_missing"]
    assert [one.code for one in problems_of(sheet(tmp_path / "x.xlsx", ["甲", "乙"], [1, 2]))] == ["duty_no_table"]


def test_a_file_that_unfolds_is_refused_and_far_cells_and_merges_do_not_hurt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "l.xlsx")
    book = load_workbook(path)
    book.active["XFD1048576"] = "far"
    book.active.merged_cells.add("H5:XFD1048576")
    book.save(path)
    began = time.perf_counter()
    assert [one.code for one in problems_of(path)] == ["roster_too_many_rows"]
    assert time.perf_counter() - began < 20
    monkeypatch.setattr(duty_list, "MOST_UNPACKED", 1000)
    assert [one.code for one in problems_of(path)] == ["too_large"]


def test_too_many_rows_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.exchange import duty_pages

    monkeypatch.setattr(duty_pages, "MOST_ROWS", 3)
    path = filled(tmp_path / "l.xlsx")
    book = load_workbook(path)
    book.active.cell(4, 2, "多一行")
    book.save(path)
    assert "roster_too_many_rows" in {one.code for one in problems_of(path)}


def test_a_disk_that_refuses_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        write_duty_template(tmp_path / "absent" / "t.xlsx", REFERENCE, "x")
    assert fault.value.code == "duty_list_not_written" and "[" not in Wording(WORDS, "zh").fault(fault.value)


def test_a_list_of_usual_length_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "l.xlsx"
    many = [replace(SAMPLE.items[n % len(SAMPLE.items)], code=f"X{n:03d}") for n in range(340)]
    write_duty_list(path, many, None, REFERENCE)
    began = time.process_time()
    assert len(read_duty_list(path, REFERENCE).items) == 340
    assert time.process_time() - began < 1.5


def test_the_registration_says_where_it_came_from(tmp_path: Path) -> None:
    book = read_duty_list(filled(tmp_path / "l.xlsx"), REFERENCE)
    command = book.registration("l.xlsx", date(2025, 7, 1))
    assert (command.name, command.source, command.issued_on, len(command.items)) == ("某清单", "l.xlsx", date(2025, 7, 1), 1)
