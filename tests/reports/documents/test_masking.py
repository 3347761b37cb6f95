"""What leaves the room names nobody in full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.documents.masking import Mask, masked_name, masked_number


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王双喜", "王某"), ("王喜", "王某"), ("欧阳青", "欧阳某"), ("欧阳", "欧某"), ("John Smith", "J."), ("", ""),
        ("  李四 ", "李某"),
    ],
)
def test_a_name_is_shown_as_its_surname(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("00088090004", "****0004"), ("000-8809-0004", "****0004"), ("0004", "****"), ("", ""), ("99990120000101123X", "****123X")],
)
def test_a_number_is_shown_by_its_last_four(number: str, shown: str) -> None:
    assert masked_number(number) == shown


def test_free_text_loses_the_caller_and_everything_that_looks_like_a_number_of_a_person() -> None:
    told = "苏宏伟(电话 000-8809-0004)称,邻居证件号999901200001011234,2026-06-18 21:40 起火,烧毁 3 间、120 平方米,已拨 119"
    shown = Mask(("苏宏伟",))(told)
    assert "苏宏伟" not in shown and "苏某" in shown
    assert "8809" not in shown and "****0004" in shown
    assert "99990120" not in shown and "****1234" in shown
    assert "2026-06-18 21:40" in shown and "120 平方米" in shown and "119" in shown


@given(st.text(alphabet="0123456789", min_size=9, max_size=15))
def test_no_phone_number_survives_in_free_text(number: str) -> None:
    assert number not in Mask()(f"电话{number}。")


@given(st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_masking_never_raises(text: str, names: list[str]) -> None:
    Mask(names)(text)
    masked_name(text)
    masked_number(text)
