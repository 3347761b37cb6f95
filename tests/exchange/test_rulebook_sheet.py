"""A rulebook as a workbook: what cannot be used is named by sheet and cell, and formulas are never taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from app.exchange.rulebook_sheet import BOOK_SHEET, RULE_SHEET, read_sheet, write_sheet
from app.kernel.errors import BadFile
from app.kernel.text import Text
from tests.world import REFERENCE, sound_book


def changed(tmp_path: Path, cells: dict[str, object]) -> Path:
    path = tmp_path / "book.xlsx"
    write_sheet(path, sound_book())
    book = load_workbook(path)
    for cell, value in cells.items():
        sheet, _, place = cell.partition("!")
        book[sheet][place] = value
    book.save(path)
    return path


def column(path: Path, name: str) -> str:
    head = next(load_workbook(path)[RULE_SHEET].iter_rows(max_row=1))
    return next(cell.column_letter for cell in head if str(cell.value).endswith(f" {name}"))


def test_cells_that_cannot_be_read_are_named_and_nothing_is_taken(tmp_path: Path) -> None:
    path = changed(tmp_path, {})
    minutes, stage, phone, when = (column(path, name) for name in ("limit_min", "stage", "phone_first", "when"))
    path = changed(tmp_path, {
        f"{RULE_SHEET}!{minutes}2": "soon", f"{RULE_SHEET}!{phone}3": "maybe", f"{RULE_SHEET}!{when}2": "{any:",
        f"{RULE_SHEET}!A4": "=1+1",
    })
    with pytest.raises(BadFile) as bad:
        read_sheet(path, REFERENCE)
    assert {(one.field, one.code) for one in bad.value.problems} == {
        (f"{minutes}2", "rulebook_number"), (f"{phone}3", "rulebook_yes_no"), (f"{when}2", "rulebook_condition"),
        ("A4", "roster_formula"),
    }
    assert all(RULE_SHEET in one.file for one in bad.value.problems)
    with pytest.raises(BadFile) as bad:
        read_sheet(changed(tmp_path, {f"{RULE_SHEET}!{stage}3": "later"}), REFERENCE)
    assert [one.field for one in bad.value.problems] == [f"{stage}3"]


def test_findings_stand_at_their_cells(tmp_path: Path) -> None:
    path = changed(tmp_path, {})
    role = column(path, "to_role")
    book, problems = read_sheet(changed(tmp_path, {f"{RULE_SHEET}!{role}2": "nobody", f"{BOOK_SHEET}!B3": ""}), REFERENCE)
    assert book.rules[0].to_role == "nobody"
    assert {(one.field, one.code) for one in problems} == {(f"{role}2", "unknown_role"), ("B3", "text_empty")}


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = sound_book(title=Text("=cmd()", "+1"))
    write_sheet(path, book)
    assert load_workbook(path)[BOOK_SHEET]["B3"].data_type == "s"
    assert read_sheet(path, REFERENCE)[0] == book


def test_another_file_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"nothing")
    with pytest.raises(BadFile):
        read_sheet(path, REFERENCE)
    write_sheet(path, replace(sound_book(), rules=()))
    assert [one.code for one in read_sheet(path, REFERENCE)[1]] == ["list_empty"]
