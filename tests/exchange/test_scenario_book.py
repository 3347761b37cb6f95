"""A scenario as a workbook: the same value comes back, a coordinator's partial one is a draft, hostile cells are named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from app.catalog.reference import load_reference
from app.catalog.scenarios import briefing, read_scenario
from app.catalog.wording import Wording, read_words
from app.domain.exercise.kinds import InjectChannel
from app.domain.reference import Reference
from app.exchange.scenario_book import ScenarioRead, read_scenario_book, write_scenario_book
from app.kernel.errors import BadFile, Refusal
from app.kernel.text import Text
from tests.any_scenario import any_scenario
from tests.drill.conftest import FILES

SHIPPED = FILES.resources / "scenarios"
NEXT = datetime(2026, 7, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(FILES.plans, FILES.resources).reference


@pytest.fixture(scope="module")
def words(reference: Reference) -> Wording:
    return Wording(read_words(FILES.resources / "i18n"), "zh", reference)


def test_any_scenario_comes_back_as_the_same_value(words: Wording, reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "any.xlsx"
    for seed in range(10):
        scenario = any_scenario(seed)
        write_scenario_book(path, scenario, "", words, reference)
        assert read_scenario_book(path, words, reference, NEXT).scenario == scenario, seed


def test_a_shipped_one_comes_back_with_its_briefing_and_cells_are_texts(
    words: Wording, reference: Reference, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    scenario = replace(read_scenario(SHIPPED / "two_incidents_few_units", reference), hash="", title=Text("=cmd|'/c calc'!A0"))
    write_scenario_book(path, scenario, briefing(SHIPPED / "two_incidents_few_units") + "\n||\n|a|b|\n  x", words, reference)
    read = read_scenario_book(path, words, reference, NEXT)
    assert read == ScenarioRead(scenario, briefing(SHIPPED / "two_incidents_few_units") + "\n||\n|a|b|\n  x")
    book = load_workbook(path)
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    heads = [cell.value for cell in book["导调"][1]]
    assert heads[:3] == ["编号 id", "第几分钟 at_min", "方式 channel"]
    assert not any(cell.value for row in book["导调"].iter_rows(min_row=2) for cell in row[len(heads) - 1 :])  # nothing in the rest
    long = replace(scenario, summary=Text("长" * 40_000))
    with pytest.raises(Refusal, match="scenario_too_long_for_sheet"):
        write_scenario_book(tmp_path / "long.xlsx", long, "", words, reference)
    assert not (tmp_path / "long.xlsx").exists()


def _book(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_a_list_of_injects_alone_is_a_draft_whose_gaps_are_named(words: Wording, reference: Reference, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["第几分钟", "方式", "谁说", "给谁", "内容", "新事件", "事件种类", "地点", "情况"],
        [0, "来电", "村干部", "duty_officer", "着火了", "fire", "A-FIR", "市场", "被困（被埋）=2；open_flame=是"],
        [],
        [5, "上级询问、批示", "县里", "duty_officer", "多少人？"],
    ]
    read = read_scenario_book(_book(tmp_path / "Plan X.xlsx", 导调=rows), words, reference, NEXT)
    first, second = read.scenario.injects
    assert (read.scenario.id, first.id, second.id, second.channel) == ("plan-x", "i01", "i02", InjectChannel.QUERY)
    assert first.tells is not None and first.tells.facts == {"trapped": 2, "open_flame": True}
    assert read.scenario.starts_at == NEXT
    places = {(one.code, one.file, one.line, one.field) for one in read.problems}
    assert ("inject_part_missing", "Plan X.xlsx [导调]", 4, "A4") in places
    assert {one.code for one in read.problems} >= {"list_empty", "text_empty", "inject_to_nobody"}
    assert all("[" not in words.problem(one).replace("Plan X.xlsx [", "") for one in read.problems)  # every one has its words


def test_cells_that_cannot_be_read_are_all_named_and_nothing_is_used(words: Wording, reference: Reference, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["编号 id", "第几分钟 at_min", "方式 channel", "情况 tells.facts", "其他 rest", "天气"],
        ["i1", "=1+1", "carrier pigeon", "unknown_thing=3", "[1]"],
    ]
    with pytest.raises(BadFile) as no:
        read_scenario_book(_book(tmp_path / "x.xlsx", 导调=rows, 期望=[["导调编号 inject"], ["i9"]]), words, reference, NEXT)
    found = {(one.field, one.code) for one in no.value.problems}
    assert found == {
        ("F1", "roster_unknown_column"), ("B2", "roster_formula"), ("C2", "not_one_of"), ("D2", "unknown_fact"),
        ("E2", "scenario_json"), ("A2", "scenario_row_without_inject"),
    }  # fmt: skip
    (tmp_path / "not.xlsx").write_bytes(b"PK\x03\x04 no zip")
    for path, code in ((tmp_path / "not.xlsx", "roster_not_excel"), (_book(tmp_path / "o.xlsx", 别的=[[1]]), "scenario_no_sheet")):
        with pytest.raises(BadFile) as refused:
            read_scenario_book(path, words, reference, NEXT)
        assert refused.value.problems[0].code == code
