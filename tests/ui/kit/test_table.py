from __future__ import annotations

import asyncio
import csv
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.ui.kit.cards import Card, CardList
from app.ui.kit.export import safe_text, write_table
from app.ui.kit.table import Column, RowsModel, RowsView
from app.ui.kit.theme import Tone


class Row(msgspec.Struct, frozen=True):
    id: str
    name: str
    count: int = 0
    tone: str = Tone.NEUTRAL


COLUMNS = (
    Column(key="name", title="名称", text=lambda row: row.name, stretch=True),
    Column(
        key="count", title="数", text=lambda row: str(row.count), sort=lambda row: row.count, align="right"
    ),
    Column(key="tone", title="状态", text=lambda row: row.tone, tone=lambda row: row.tone, badge=True),
)


def rows(*ids: int, bump: int = 0) -> list[Row]:
    return [Row(f"r{n}", f"力量 {n}", n + bump) for n in ids]


def initials(text: str) -> str:
    return text.replace("青石", "qs").replace("力量", "ll")


@pytest.fixture
def table(dressed, qtbot, tmp_path) -> RowsView:
    view = RowsView(
        COLUMNS,
        lambda row: row.id,
        title="力量",
        empty=("空", "按 F6 派出"),
        initials=initials,
        export_folder=lambda: tmp_path,
    )
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    return view


def test_update_keeps_selection_and_scroll(table: RowsView) -> None:
    table.set_rows(rows(*range(100)))
    table.select("r50")
    table.view.verticalScrollBar().setValue(47)
    told: list[object] = []
    table.selected.connect(told.append)
    table.set_rows(rows(*range(200, 205), *range(10, 100), bump=1))
    assert table.current_id == "r50"
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [
        table.model.place_of("r50")
    ]
    assert table.model.id_at(table.view.verticalScrollBar().value()) == "r47"
    assert table.current.count == 51
    assert told == []


def test_big_change_keeps_them_too(table: RowsView) -> None:
    table.set_rows(rows(*range(3000)))
    table.select("r2900")
    table.view.verticalScrollBar().setValue(2890)
    table.set_rows(rows(*range(1500, 6000)))
    assert table.current_id == "r2900"
    assert table.model.id_at(table.view.verticalScrollBar().value()) == "r2890"


def test_only_the_changed_cells_are_told(dressed, qtbot) -> None:
    model = RowsModel(COLUMNS, lambda row: row.id)
    model.set_rows(rows(*range(10)))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    model.modelReset.connect(lambda: told.append((-1, -1)))
    changed = rows(*range(10))
    changed[3] = msgspec.structs.replace(changed[3], count=99)
    model.set_rows(changed)
    assert told == [(3, 3)]
    model.set_rows(changed)
    assert told == [(3, 3)]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), min_size=2, max_size=6),
    st.sampled_from([-1, 0, 1]),
)
def test_any_sequence_of_updates_is_lawful(qapp, steps: list[list[int]], column: int) -> None:
    model = RowsModel(COLUMNS, lambda row: row.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(column, Qt.SortOrder.DescendingOrder)
    selection = QItemSelectionModel(model)
    for number, step in enumerate(steps):
        kept = model.id_at(selection.currentIndex().row())
        model.set_rows(rows(*step, bump=number))
        assert len(model.shown) == len(step)
        expected = rows(*step, bump=number)
        if column >= 0:
            expected.sort(key=COLUMNS[column].sort or COLUMNS[column].text, reverse=True)
        assert list(model.shown) == expected
        if kept and model.place_of(kept) >= 0:
            assert model.id_at(selection.currentIndex().row()) == kept
        if model.rowCount():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(model.index(model.rowCount() // 2, 0), flag)
    del tester


def test_two_rows_with_one_id(dressed) -> None:
    with pytest.raises(ValueError, match="same id"):
        RowsModel(COLUMNS, lambda row: row.id).set_rows(rows(1, 1))


def test_search_sort_and_empty_state(table: RowsView) -> None:
    assert table._stack.currentIndex() == 1
    table.set_rows([Row("a", "青石派出所", 9), Row("b", "镇消防队", 10), Row("c", "青石村微型站", 1)])
    assert table._stack.currentIndex() == 0
    table.search.setText("qs")
    assert [row.id for row in table.model.shown] == ["a", "c"]
    table.search.setText("青石 微型")
    assert [row.id for row in table.model.shown] == ["c"]
    table.search.setText("没有这个")
    assert table._stack.currentIndex() == 1
    QTest.keyClick(table.search, Qt.Key.Key_Escape)
    assert len(table.model.shown) == 3
    table.sort_by("count", falling=True)
    assert [row.id for row in table.model.shown] == ["b", "a", "c"]
    table.sort_by("count")
    assert [row.id for row in table.model.shown] == ["c", "a", "b"]


def test_keyboard(table: RowsView, qtbot) -> None:
    table.set_rows(rows(1, 2, 3))
    table.activateWindow()
    QTest.keyClick(table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(table.search.hasFocus)
    QTest.keyClick(table.search, Qt.Key.Key_Down)
    assert table.current_id == "r1"
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as told:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args[0].id == "r2"


HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '=HYPERLINK("x")',
    "a\x00b",
    "正常",
]


def test_safe_text() -> None:
    assert [safe_text(text)[0] for text in HOSTILE[:9]] == ["'"] * 9
    assert safe_text("-5") == "-5"
    assert safe_text("+1.25") == "+1.25"
    assert safe_text("a\x00b") == "a\ufffdb"
    assert safe_text("正常") == "正常"


def test_csv_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert (
        write_table(path, "t", ["=head"], [[text] for text in HOSTILE] + [[-5], [None]]) == len(HOSTILE) + 2
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [line[0] for line in csv.reader(stream)]
    assert cells[0] == "'=head"
    assert all(cell.startswith("'") for cell in cells[1:10])
    assert cells[-2:] == ["-5", ""]


def test_xlsx_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, "力量/[1]:*", ["头"], [[text] for text in HOSTILE] + [[7], ["长" * 40_000]])
    sheet = load_workbook(path).active
    cells = [cell for (cell,) in sheet.iter_rows()]
    assert {cell.data_type for cell in cells[: len(HOSTILE) + 1]} == {"s"}
    assert cells[1].value == "=1+1"
    assert cells[1].quotePrefix
    assert cells[-2].value == 7
    assert len(cells[-1].value) == 32_767
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_failed_export_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.mkdir()
    with pytest.raises(OSError):
        write_table(target, "t", ["a"], [["b"]])
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    with pytest.raises(ValueError, match="pdf"):
        write_table(tmp_path / "a.pdf", "t", [], [])


def test_export_runs_beside_the_loop(table: RowsView, in_loop, tmp_path: Path) -> None:
    table.set_rows(rows(1, 2, 3))
    table.search.setText("2")
    threads: list[str] = []

    async def body() -> None:
        await asyncio.to_thread(lambda: threads.append(threading.current_thread().name))
        assert await table.export_to(tmp_path / "x.csv") == 1

    assert in_loop(body) == []
    assert threads != [threading.main_thread().name]
    assert "力量 2" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_cards_keep_selection(dressed, qtbot, clock) -> None:
    cards = CardList(clock)
    qtbot.addWidget(cards)
    told: list[str] = []
    cards.selected.connect(told.append)
    cards.set_cards([Card(id=key, title=key) for key in "abc"])
    cards.select("b")
    cards.set_cards([Card(id=key, title=f"{key}!") for key in "xcba"])
    assert cards.current_id == "b"
    assert told == ["b"]
    with qtbot.waitSignal(cards.activated_card) as entered:
        QTest.keyClick(cards, Qt.Key.Key_Return)
    assert entered.args == ["b"]
    cards.set_cards([])
    assert cards.current_id == ""
    assert told == ["b", ""]
