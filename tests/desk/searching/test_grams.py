"""Whatever stands in a text is found by any piece of it."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from app.desk.searching import grams

LETTERS = st.sampled_from("青石村三组火灾水库abK12 ，。3（")
TEXT = st.text(LETTERS, max_size=40)


def is_found(query: str, text: str) -> bool:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(body, facets, content='', tokenize='unicode61 remove_diacritics 0')")
    base.execute("INSERT INTO words(rowid, body, facets) VALUES (1, ?, '')", (grams.tokens(text),))
    asked = grams.expression(query)
    return bool(base.execute("SELECT rowid FROM words WHERE words MATCH ?", (f"body : ({asked})",)).fetchall())


@given(TEXT, st.integers(0, 39), st.integers(1, 12))
def test_every_piece_of_chinese_is_found(text: str, start: int, length: int):
    piece = text[start : start + length]
    han = "".join(letter for letter in piece if "\u4e00" <= letter <= "\u9fff")
    if han and han in text:
        assert is_found(han, text)


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_looked_for(query: str):
    if grams.expression(query):
        is_found(query, "青石村")


def test_two_letters_and_one():
    assert is_found("石村", "青石村三组起火")
    assert is_found("火", "青石村三组起火")
    assert not is_found("石组", "青石村三组起火")
    assert not is_found("村青", "青石村")


def test_full_width_and_case_do_not_matter():
    assert is_found("k12", "省道Ｋ１２＋３００处塌方")


def test_operators_are_only_words():
    assert not is_found('青石" OR "三', "三号")
    assert grams.expression('"*()^') == ""


def test_a_facet_is_one_token():
    assert grams.tokens(grams.facet("village", "青石村")) == grams.facet("village", "青石村")
