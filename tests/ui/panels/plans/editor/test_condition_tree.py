"""Conditions as trees: nothing of their meaning is lost, whatever they look like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conditions import Condition, holds
from app.domain.soundness import condition as condition_findings
from app.ui.panels.plans.editor.condition_tree import (
    Group,
    Row,
    add,
    at,
    condition_of,
    first_row,
    moved,
    nodes,
    ops_for,
    put,
    row_for,
    shown_op,
    tree_of,
    without,
)
from tests.ui.panels.boards import catalogue

FACTS = dict(catalogue()[0].reference.facts)
NUMBERS = ("dead", "trapped", "threatened")
CHOICES = ("severity", "alert")
FLAGS = ("open_flame", "sensitive")

leaf = st.one_of(
    st.builds(lambda fact, ge: Condition(fact=fact, ge=float(ge)), st.sampled_from(NUMBERS), st.integers(0, 5)),
    st.builds(
        lambda fact, ge, lt: Condition(fact=fact, ge=float(ge), lt=float(lt)), st.sampled_from(NUMBERS), st.integers(0, 3),
        st.integers(2, 6),
    ),
    st.builds(lambda fact, is_: Condition(fact=fact, is_=is_), st.sampled_from(FLAGS), st.booleans()),
    st.builds(lambda one: Condition(fact="severity", at_least=one), st.sampled_from(["IV", "III", "II", "I"])),
    st.builds(lambda some: Condition(fact="alert", one_of=tuple(some)), st.lists(st.sampled_from(["red", "blue"]), min_size=1)),
    st.just(Condition()),
)
conditions = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda own, any_, all_, none: Condition(
            fact=own.fact, ge=own.ge, lt=own.lt, is_=own.is_, at_least=own.at_least, one_of=own.one_of, any=tuple(any_),
            all=tuple(all_), none=tuple(none),
        ),
        leaf, st.lists(inner, max_size=2), st.lists(inner, max_size=2), st.lists(inner, max_size=2),
    ),
    max_leaves=8,
)
worlds = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.integers(0, 6) for name in NUMBERS}, **{name: st.booleans() for name in FLAGS},
        "severity": st.sampled_from(["IV", "III", "II", "I"]), "alert": st.sampled_from(["red", "orange", "yellow", "blue"]),
    },
)


@settings(max_examples=400, deadline=None)
@given(conditions, st.lists(worlds, min_size=1, max_size=8))
def test_a_condition_means_the_same_as_its_tree(condition, facts):
    tree = tree_of(condition)
    again = condition_of(tree)
    assert [holds(again, one) for one in facts] == [holds(condition, one) for one in facts]
    assert tree_of(again) == tree


def test_the_conditions_of_the_plans_come_back_as_the_same_tree():
    """A file may write one condition in two ways (``all`` beside ``none``, or ``none`` inside ``all``): one tree for both."""
    for plan in catalogue()[0].reference.plans.values():
        for level in plan.levels:
            tree = tree_of(level.when)
            assert tree_of(condition_of(tree)) == tree


TREE = Group("any", (Row("dead", "ge", 3.0), Group("all", (Row("open_flame", "is", True), Row("trapped", "ge", 1.0)))))


def test_nodes_are_found_changed_added_moved_and_taken_out():
    assert [place for place, _ in nodes(TREE)] == [(), (0,), (1,), (1, 0), (1, 1)]
    assert at(TREE, (1, 1)) == Row("trapped", "ge", 1.0) and at(TREE, (0, 0)) is None and at(TREE, (9,)) is None
    assert at(put(TREE, (1, 0), Row("dead", "lt", 9.0)), (1, 0)) == Row("dead", "lt", 9.0)
    longer, place = add(TREE, (1,), Row("dead", "ge", 9.0))
    assert place == (1, 2) and at(longer, place) == Row("dead", "ge", 9.0)
    behind, place = add(TREE, (0,), Row("dead", "ge", 9.0))
    assert place == (1,) and at(behind, (2, 1)) == Row("trapped", "ge", 1.0)
    swapped, place = moved(TREE, (1, 1), -1)
    assert place == (1, 0) and at(swapped, (1, 0)) == Row("trapped", "ge", 1.0)
    assert moved(TREE, (1, 1), 1) == (TREE, (1, 1)) and moved(TREE, (), 1) == (TREE, ())
    less, place = without(TREE, (1, 0))
    assert place == (1, 0) and at(less, place) == Row("trapped", "ge", 1.0)


def test_a_group_that_is_emptied_goes_and_the_top_stays():
    one, _ = without(TREE, (1, 0))
    two, place = without(one, (1, 0))
    assert two == Group("any", (Row("dead", "ge", 3.0),)) and place == (0,)
    three, place = without(two, (0,))
    assert three == Group("any") and place == () and condition_of(three) == Condition()
    assert without(TREE, ()) == (Group("any"), ()) and add(three, (), Row("dead", "ge", 1.0))[1] == (0,)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_row_for_any_fact_is_sound(name):
    fact = FACTS[name]
    for op in (*ops_for(fact), "nonsense"):
        for value in (None, 3, True, "III", ("III", "x"), ()):
            row = row_for(fact, op, value)
            assert not list(condition_findings(condition_of(row), FACTS, ()))
            assert shown_op(row) in ops_for(fact)


def test_a_new_row_asks_for_something_that_is_not_asked_yet():
    assert first_row(FACTS, ("dead", "trapped"), TREE).fact not in ("dead", "trapped", "open_flame")
    assert first_row(FACTS, ("dead", "missing"), TREE) == Row("missing", "ge", 1.0)
    assert first_row({"dead": FACTS["dead"]}, (), TREE).fact == "dead"
