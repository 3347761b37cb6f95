"""What two rulebooks say differently."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.reporting.difference import BookDifference, Change, FieldChange, differences
from app.domain.reporting.model import Channel, Repeat, Stage
from tests.world import RULEBOOK, rule, text


def test_the_same_book_differs_in_nothing() -> None:
    assert differences(RULEBOOK, RULEBOOK) == BookDifference()
    assert differences(RULEBOOK, replace(RULEBOOK, rules=RULEBOOK.rules[::-1])).is_empty


def test_rules_added_removed_and_changed_are_told_by_field() -> None:
    first, *rest = RULEBOOK.rules
    changed = replace(first, limit_min=20, basis=Basis("County Act", "art. 2"), when=Condition(fact="dead", ge=3))
    new = replace(RULEBOOK, version="2", rules=(changed, *rest[1:], rule("extra", Stage.FINAL, Channel.PHONE, limit_min=5)))
    found = differences(RULEBOOK, new)
    assert found.fields == (FieldChange("version", "1", "2"),)
    assert [(one.rule_id, one.change) for one in found.rules] == [
        (first.id, Change.CHANGED), ("extra", Change.ADDED), (rest[0].id, Change.REMOVED),
    ]
    assert [(one.field, one.old, one.new) for one in found.rules[0].fields] == [
        ("basis.title", "Test Act", "County Act"), ("basis.article", "art. 1", "art. 2"), ("when", {}, {"fact": "dead", "ge": 3.0}),
        ("limit_min", 30, 20),
    ]
    assert found.rules[1].fields == found.rules[2].fields == ()


def test_a_repetition_is_opened_and_its_end_told() -> None:
    more = next(one for one in RULEBOOK.rules if one.repeat)
    once = replace(more, repeat=Repeat(daily_at=("08:00",)))
    found = differences(replace(RULEBOOK, rules=(more,)), replace(RULEBOOK, rules=(once,))).rules[0].fields
    assert {one.field: (one.old, one.new) for one in found} == {
        "repeat.every_min": (120, 0), "repeat.daily_at": ((), ("08:00",)), "repeat.until": ("stabilised", "terminated"),
    }
    gone = differences(replace(RULEBOOK, rules=(more,)), replace(RULEBOOK, rules=(replace(more, repeat=None, title=text("x")),)))
    assert {"repeat.every_min", "title"} <= {one.field for one in gone.rules[0].fields}


@given(keep=st.sets(st.integers(0, len(RULEBOOK.rules) - 1)), minutes=st.integers(1, 90))
def test_turned_round_it_says_the_opposite(keep: set[int], minutes: int) -> None:
    rules = tuple(replace(one, immediate_min=minutes) for at, one in enumerate(RULEBOOK.rules) if at in keep)
    other = replace(RULEBOOK, rules=rules)
    there, back = differences(RULEBOOK, other), differences(other, RULEBOOK)
    opposite = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED, Change.CHANGED: Change.CHANGED}
    assert {(one.rule_id, one.change) for one in there.rules} == {(one.rule_id, opposite[one.change]) for one in back.rules}
    turned = {one.rule_id: {FieldChange(f.field, f.new, f.old) for f in one.fields} for one in back.rules}
    assert {one.rule_id: set(one.fields) for one in there.rules} == turned
