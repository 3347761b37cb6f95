"""The bench of the rulebook editor: answers of forms, undo over everything, what is wrong and where."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.conditions import Condition
from app.domain.reporting.difference import differences
from app.domain.reporting.model import DaySort, Repeat, Rulebook
from app.domain.rulemaking.model import BookVersion
from app.domain.versions import VersionStatus
from app.domain.words import IncidentSeverity
from app.kernel.text import Text
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.reports.rulebooks import edits
from app.ui.panels.reports.rulebooks.bench import RuleBench
from app.ui.panels.reports.rulebooks.presenter import change_rows
from app.ui.panels.reports.rulebooks.schema import BOOK, RULES
from tests.ui.panels.boards import catalogue

LOADED, WORDS = catalogue()
REFERENCE = LOADED.reference
SPECS = {spec.key: spec for spec in RULES.list.fields}


def bench(book: Rulebook | None = None) -> RuleBench:
    seconds = itertools.count(0, 10)
    version = BookVersion(
        rulebook_id="own", version="1", status=VersionStatus.DRAFT,
        book=book or replace(REFERENCE.rulebooks["township-default"], id="own", version="1"), steps=(),
    )
    return RuleBench(
        version, lambda: REFERENCE, lambda lang: Wording(WORDS, lang, REFERENCE), "zh", lambda: float(next(seconds))
    )


def test_every_field_of_a_rule_has_a_form_field_and_shows_what_it_holds() -> None:
    one = bench()
    fields = {key.split(".")[0] for key in SPECS} - {"repeats"}
    assert fields == {name for name in type(one.book.rules[0]).__struct_fields__}
    for row in range(len(one.book.rules)):
        values = one.values(RULES, RULES.list.fields, row)
        for spec in RULES.list.fields:  # giving back what is shown changes nothing
            assert not one.answer(RULES, spec, row, values[spec.key]), spec.key
    assert not one.is_changed


ANSWERS: dict[str, tuple[Any, Any]] = {
    "title.zh": ("新名", lambda rule: rule.title.zh == "新名"), "limit_min": (7, lambda rule: rule.limit_min == 7),
    "levels": (("II", "I"), lambda rule: rule.levels == (IncidentSeverity.II, IncidentSeverity.I)),
    "sens_flags": (("sens_place",), lambda rule: rule.sens_flags == ("sens_place",)),
    "immediately": (True, lambda rule: rule.immediately), "elapsed_h": (24, lambda rule: rule.elapsed_h == 24.0),
    "when": (Condition(fact="dead", ge=3), lambda rule: rule.when.fact == "dead"),
    "note.zh": ("说明", lambda rule: rule.note == Text("说明")),
    "jurisdiction.zh": ("某乡", lambda rule: rule.jurisdiction.zh == "某乡"),
    "repeats": (True, lambda rule: rule.repeat == Repeat(every_min=60)), "phone_first": (True, lambda rule: rule.phone_first),
}


@pytest.mark.parametrize("key", ANSWERS)
def test_an_answer_is_in_the_draft_and_one_undo_away(key: str) -> None:
    one = bench()
    before = one.book
    value, holds = ANSWERS[key]
    row = next(at for at, rule in enumerate(before.rules) if rule.repeat is None and not rule.note and not rule.phone_first)
    assert one.answer(RULES, SPECS[key], row, value)
    assert holds(one.book.rules[row])
    assert one.undo() == Place("rules", row, key)
    assert one.book == before


def test_a_repetition_is_filled_in_field_by_field_and_an_emptied_note_is_none() -> None:
    one = bench()
    row = next(at for at, rule in enumerate(one.book.rules) if rule.repeat is None)
    one.answer(RULES, SPECS["repeats"], row, True)
    one.answer(RULES, SPECS["repeat.every_min"], row, None)
    one.answer(RULES, SPECS["repeat.daily_at"], row, "08:00、20:00")
    one.answer(RULES, SPECS["repeat.on_days"], row, "off")
    assert one.book.rules[row].repeat == Repeat(daily_at=("08:00", "20:00"), on_days=DaySort.OFF)
    one.answer(RULES, SPECS["repeats"], row, False)
    assert one.book.rules[row].repeat is None
    noted = next(at for at, rule in enumerate(one.book.rules) if rule.note)
    one.answer(RULES, SPECS["note.en"], noted, None)
    one.answer(RULES, SPECS["note.zh"], noted, None)
    assert one.book.rules[noted].note is None


_ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "copy", "remove", "move", "answer", "undo", "redo"]), st.integers(0, 14), st.integers(0, 14)),
    max_size=25,
)


@given(acts=_ACTS)
@settings(max_examples=80, deadline=None)
def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(acts: list[tuple[str, int, int]]) -> None:
    one = bench()
    start = one.book
    for act, at, to in acts:
        count = len(one.book.rules)
        if act == "add":
            one.add(RULES, at if at < count else None)
        elif act in ("copy", "remove"):
            edit = edits.duplicate if act == "copy" else edits.remove
            one.apply(lambda book, edit=edit, at=at: edit(book, "rules", at), Place("rules", at))
        elif act == "move":
            one.apply(lambda book, at=at, to=to: edits.move(book, "rules", at, to), Place("rules", to))
        elif act == "answer" and at < count:
            one.answer(RULES, SPECS["limit_min"], at, to)
        elif act == "undo":
            one.undo()
        elif act == "redo":
            one.redo()
    end = one.book
    assert len({rule.id for rule in end.rules}) == len(end.rules)
    steps = 0
    while one.undo() is not None:
        steps += 1
    assert one.book == start
    for _ in range(steps):
        assert one.redo() is not None
    assert one.book == end or one.redo() is not None  # what was undone before the walk is still ahead


def test_findings_name_the_rule_and_the_field_and_the_trial_leaves_such_rules_out() -> None:
    one = bench()
    one.answer(RULES, SPECS["limit_min"], 0, None)
    one.answer(BOOK, next(spec for spec in BOOK.form if spec.key == "title.zh"), None, None)
    found = one.look()
    assert [(finding.place.part, finding.place.row, finding.place.field) for finding in found.all] == [
        ("book", None, "title.zh"), ("rules", 0, "limit_min"),
    ]
    assert found.all[1].where.startswith("D01") and "时限" in found.all[1].where and "[" not in found.all[1].what
    sound, left_out = one.sound()
    assert left_out == 1 and len(sound.rules) == len(one.book.rules) - 1


def test_the_difference_is_told_in_words() -> None:
    one = bench()
    old = one.book
    one.answer(RULES, SPECS["limit_min"], 0, 5)
    one.answer(RULES, SPECS["when"], 0, Condition(fact="dead", ge=3))
    one.answer(RULES, SPECS["to_role"], 1, "county_emergency")
    one.apply(lambda book: edits.remove(book, "rules", 4), Place("rules", 4))
    words = one.wording
    told = change_rows(differences(old, one.book), words, Describer(REFERENCE, words))
    rows = {(row.rule.split()[0], row.field): row for row in told}
    assert (rows["D01", "时限"].before, rows["D01", "时限"].after) == ("15", "5")
    assert "死亡" in rows["D01", "条件"].after
    assert rows["D02", "报给谁"].after == words.text(REFERENCE.roles["county_emergency"].name)
    assert rows[old.rules[4].id, ""].change == "删除"
    assert not words.missing
