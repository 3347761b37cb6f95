"""A rulebook goes out as a file and comes in as it was; what is wrong with a file is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.catalog.rulebook_file import book_yaml, read_book_file
from app.domain.conditions import Condition
from app.domain.reporting.model import DaySort, Repeat, Rulebook, Until
from app.domain.words import IncidentSeverity
from app.exchange.rulebook_sheet import read_sheet, write_sheet
from app.kernel.errors import BadFile
from app.kernel.text import Text
from tests.ui.panels.desk_world import catalogue
from tests.world import REFERENCE, sound_book

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
_CONDITIONS = st.recursive(
    st.builds(Condition, fact=st.just("dead"), ge=st.floats(0, 90)) | st.just(Condition(fact="sens_place", is_=True)),
    lambda inner: st.builds(lambda some: Condition(any=tuple(some)), st.lists(inner, min_size=1, max_size=3)), max_leaves=5,
)


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    """Sound books of every shape that a form can make."""
    book, made = sound_book("own", "2026.1", title=Text(draw(_WORDS), draw(_WORDS))), []
    for number in range(draw(st.integers(1, 5))):
        repeat = draw(st.none() | st.builds(
            Repeat, every_min=st.integers(1, 600), daily_at=st.sampled_from([(), ("08:00", "20:00")]),
            until=st.sampled_from(list(Until)), every_days=st.integers(0, 9), on_days=st.just(DaySort.ALL),
        ))
        made.append(replace(
            book.rules[0], id=f"L{number}", title=Text(draw(_WORDS)), repeat=repeat,
            limit_min=0 if repeat else draw(st.integers(1, 999)),
            when=draw(_CONDITIONS), levels=draw(st.sampled_from([(), (IncidentSeverity.II, IncidentSeverity.I)])),
            note=draw(st.none() | st.builds(Text, _WORDS)), phone_first=draw(st.booleans()), sens_flags=draw(
                st.sampled_from([(), ("sens_place",)])),
        ))
    return replace(book, rules=tuple(made))


@given(book=books())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_and_in_again_it_is_the_same(book: Rulebook, tmp_path: Path) -> None:
    yaml, excel = tmp_path / "book.yaml", tmp_path / "book.xlsx"
    yaml.write_text(book_yaml(book), encoding="utf-8")
    assert read_book_file(yaml, REFERENCE) == (book, ())
    write_sheet(excel, book)
    assert read_sheet(excel, REFERENCE) == (book, ())


@pytest.mark.parametrize("book", catalogue().reference.rulebooks.values(), ids=lambda book: book.id)
def test_every_rulebook_of_the_program_comes_back(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(book_yaml(book), encoding="utf-8")
    assert read_book_file(path, catalogue().reference) == (book, ())


def test_what_keeps_it_from_approval_is_told_by_line_and_the_book_is_there(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    bad = replace(sound_book(), rules=(replace(sound_book().rules[0], limit_min=0, to_role="nobody"),))
    path.write_text(book_yaml(bad), encoding="utf-8")
    book, problems = read_book_file(path, REFERENCE)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert book == bad and {one.code for one in problems} == {"unknown_role", "limit_or_immediately"}
    role = next(one for one in problems if one.code == "unknown_role")
    assert lines[role.line - 1].strip().startswith("to_role")


def test_what_is_no_rulebook_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text("id: x\nrules: 3\nsurprise: yes\n", encoding="utf-8")
    with pytest.raises(BadFile):
        read_book_file(path, REFERENCE)
