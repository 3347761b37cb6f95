"""The small language of "when"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.conditions import Condition, Hit, evaluate, fact_names, holds

FACTS = st.dictionaries(st.sampled_from("abc"), st.integers(-3, 3) | st.booleans() | st.sampled_from(["x", "y"]))
LEAVES = st.builds(
    Condition, fact=st.sampled_from("abc"), ge=st.none() | st.integers(-3, 3), lt=st.none() | st.integers(-3, 3),
    is_=st.none() | st.booleans() | st.sampled_from("xy"), one_of=st.sampled_from([(), ("x",), ("x", "y")]),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Condition, all=st.lists(inner, max_size=2).map(tuple), any=st.lists(inner, max_size=2).map(tuple),
        none=st.lists(inner, max_size=2).map(tuple),
    ),
    max_leaves=6,
)


@given(FACTS)
def test_an_empty_condition_always_holds(facts: dict[str, object]) -> None:
    assert evaluate(Condition(), facts) == ()  # type: ignore[arg-type]


@given(CONDITIONS, FACTS)
def test_none_is_not(condition: Condition, facts: dict[str, object]) -> None:
    assert holds(Condition(none=(condition,)), facts) is not holds(condition, facts)  # type: ignore[arg-type]


@given(CONDITIONS, CONDITIONS, FACTS)
def test_all_and_any_are_and_and_or(one: Condition, other: Condition, facts: dict[str, object]) -> None:
    both = holds(one, facts), holds(other, facts)  # type: ignore[arg-type]
    assert holds(Condition(all=(one, other)), facts) is all(both)  # type: ignore[arg-type]
    assert holds(Condition(any=(one, other)), facts) is any(both)  # type: ignore[arg-type]


@given(CONDITIONS, FACTS)
def test_only_the_facts_that_are_named_count(condition: Condition, facts: dict[str, object]) -> None:
    named = set(fact_names(condition))
    seen = {name: value for name, value in facts.items() if name in named}
    assert evaluate(condition, facts) == evaluate(condition, seen)  # type: ignore[arg-type]
    hits = evaluate(condition, facts) or ()  # type: ignore[arg-type]
    assert {hit.fact for hit in hits} <= named
    assert all(facts[hit.fact] == hit.value for hit in hits)


@given(LEAVES)
def test_an_unknown_fact_matches_no_leaf(leaf: Condition) -> None:
    assert not holds(leaf, {})


@pytest.mark.parametrize(
    ("condition", "value", "holds_"),
    [
        (Condition(fact="a", ge=3), 3, True), (Condition(fact="a", gt=3), 3, False), (Condition(fact="a", le=3), 3, True),
        (Condition(fact="a", lt=3), 3, False), (Condition(fact="a", ge=3, lt=10), 10, False),
        (Condition(fact="a", ge=3, lt=10), 9.99, True), (Condition(fact="a", ge=0), "3", False),
        (Condition(fact="a", is_=True), 1, False), (Condition(fact="a", is_=True), True, True),
        (Condition(fact="a", is_="x"), "x", True), (Condition(fact="a", is_=False), True, False),
        (Condition(fact="severity", at_least="III"), "II", True),
        (Condition(fact="severity", at_least="III"), "IV", False),
        (Condition(fact="alert", at_least="orange"), "red", True),
        (Condition(fact="alert", at_least="orange"), "grey", False),
    ],
)
def test_leaves(condition: Condition, value: object, holds_: bool) -> None:
    assert holds(condition, {condition.fact: value}) is holds_  # type: ignore[dict-item]


def test_a_hit_says_which_bound_was_passed() -> None:
    condition = Condition(any=(Condition(fact="a", ge=3), Condition(fact="b", is_=True), Condition(fact="a", ge=99)))
    assert evaluate(condition, {"a": 5, "b": True}) == (Hit("a", "ge", 3, 5), Hit("b", "is", True, True))
