"""The full-text index on disk: newest first, replaced whole, thrown away when its shape is old."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.searching import grams
from app.desk.searching.model import Doc, Wanted
from app.kernel.errors import Fault
from app.storage.search_index import SearchStore

START = datetime(2026, 7, 18, tzinfo=UTC)


def doc(number: int, text: str, **facets: str) -> Doc:
    return Doc(
        "incident", str(number), START + timedelta(minutes=number), f"第{number}起", text, str(number),
        tuple(grams.facet(name, value) for name, value in facets.items()),
    )


def ids(found: tuple[Doc, ...]) -> list[str]:
    return [one.id for one in found]


@pytest.fixture
def store(tmp_path: Path):
    opened = SearchStore(tmp_path / "search.sqlite")
    yield opened
    opened.close()


def test_the_newest_come_first_and_only_so_many(store: SearchStore):
    store.put(doc(number, "青石村起火") for number in (3, 1, 2))
    assert ids(store.find(Wanted("起火"), 2)) == ["3", "2"]


def test_all_words_must_occur(store: SearchStore):
    store.put([doc(1, "青石村起火，2人被困"), doc(2, "青石村塌方")])
    assert ids(store.find(Wanted("青石 被困"), 9)) == ["1"]
    assert ids(store.find(Wanted("被困 塌方"), 9)) == []


def test_a_changed_document_forgets_its_old_words(store: SearchStore):
    store.put([doc(1, "青石村起火")])
    store.put([doc(1, "白石村塌方")])
    assert ids(store.find(Wanted("起火"), 9)) == [] and ids(store.find(Wanted("塌方"), 9)) == ["1"]


def test_time_and_facets_narrow(store: SearchStore):
    store.put([doc(1, "火", kind="A-FIR"), doc(2, "火", kind="N-RNS"), doc(3, "火", kind="A-FIR")])
    assert ids(store.find(Wanted(kind="A-FIR"), 9)) == ["3", "1"]
    assert ids(store.find(Wanted("火", kind="A-FIR", until=START + timedelta(minutes=3)), 9)) == ["1"]
    assert ids(store.find(Wanted(since=START + timedelta(minutes=2)), 9)) == ["3", "2"]


def test_only_signs_find_nothing(store: SearchStore):
    store.put([doc(1, "火")])
    assert store.find(Wanted("？！"), 9) == ()


def test_half_a_batch_is_no_batch(store: SearchStore):
    def broken():
        yield doc(1, "火")
        raise ValueError

    with pytest.raises(ValueError):
        store.put(broken(), (7, "ab"))
    assert store.find(Wanted("火"), 9) == () and store.mark() == (0, "")


def test_an_older_shape_is_made_anew(tmp_path: Path):
    path = tmp_path / "search.sqlite"
    old = sqlite3.connect(path)
    old.execute("CREATE TABLE docs (x)")
    old.commit()
    old.close()
    store = SearchStore(path)
    store.put([doc(1, "火")])
    assert ids(store.find(Wanted("火"), 9)) == ["1"]
    store.close()


def test_a_file_that_is_no_index_is_a_fault(tmp_path: Path):
    path = tmp_path / "search.sqlite"
    path.write_bytes(b"no database" * 200)
    with pytest.raises(Fault):
        SearchStore(path)


WRITTEN = st.lists(st.tuples(st.integers(1, 6), st.text("青石村火a1 ", min_size=1, max_size=8)), max_size=12)


@given(WRITTEN, st.text("青石村火a1", min_size=1, max_size=3))
def test_it_finds_what_a_slow_search_finds(tmp_path_factory: pytest.TempPathFactory, written, query: str):
    store = SearchStore(tmp_path_factory.mktemp("search") / "search.sqlite")
    for number, text in written:
        store.put([doc(number, text)])
    latest = {number: text for number, text in written}
    words = grams.terms(query)
    slow = {str(n) for n, text in latest.items() if all(_stands(word, f"第{n}起\n{text}") for word in words)}
    assert set(ids(store.find(Wanted(query), 99))) == slow
    store.close()


def _stands(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    return any(run.startswith(word) for run in grams.terms(text))
