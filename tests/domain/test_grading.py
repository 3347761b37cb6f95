"""How grave it is: bounds as the law reads them (facts file §11: cases 1, 2, 3 and 8)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.words import IncidentSeverity, severity_rank
from app.kernel.errors import Refusal
from tests.world import FACTS, T1, T3, table

S = IncidentSeverity
T5 = table("T5", ("N-GEO",), {"threatened": (1, 100, 500, 1000), "loss": (0, 100, 500, 1000)})
T8 = table("T8", ("A-ENV",), {"evac": (1, 5000, 10000, 50000), "dead": (1, 3, 10, 30)})
TABLES = (T1, T3, T5, T8)


@pytest.mark.parametrize(
    ("kind", "facts", "severity"),
    [
        ("A-PRD", {"dead": 3}, S.III),
        ("A-PRD", {"dead": 2}, S.IV),
        ("A-PRD", {"serious": 10}, S.III),
        ("A-PRD", {"loss": 1000}, S.III),
        ("A-PRD", {"loss": 999.99}, S.IV),
        ("A-PRD", {"loss": 10000}, S.I),
        ("A-PRD", {"dead": 29}, S.II),
        ("A-PRD", {"dead": 30}, S.I),
        ("N-FOR", {"burned_ha": 0.01}, S.IV),
        ("N-FOR", {"burned_ha": 1}, S.III),
        ("N-FOR", {"burned_ha": 99.9}, S.III),
        ("N-FOR", {"burned_ha": 100}, S.II),
        ("N-FOR", {"burned_ha": 1000}, S.I),
        ("N-GEO", {"threatened": 99}, S.IV),
        ("N-GEO", {"threatened": 100}, S.III),
        ("N-GEO", {"loss": 100}, S.III),
        ("A-ENV", {"evac": 9999}, S.III),
        ("A-ENV", {"evac": 10000}, S.II),
        ("A-PRD", {}, None),
        ("A-PRD", {"dead": 0}, None),
        ("S-MAS", {"dead": 100}, None),
    ],
)
def test_bounds_include_the_lower_and_exclude_the_upper(
    kind: str, facts: dict[str, float], severity: IncidentSeverity | None
) -> None:
    assert grade(kind, facts_view(facts), TABLES).severity is severity


def test_the_missing_count_as_dead_where_the_place_says_so() -> None:
    strict = table("L", ("A-PRD",), {"dead": (1, 3, 10, 30)}, dead_counts_missing=False)
    facts = facts_view({"dead": 2, "missing": 1})
    found = grade("A-PRD", facts, (T1,))
    assert found.severity is S.III
    assert [(one.metric, one.value, one.includes) for one in found.because] == [("dead", 3, ("missing",))]
    assert grade("A-PRD", facts, (strict,)).severity is S.IV


def test_every_reason_at_that_severity_is_given_and_no_other() -> None:
    found = grade("A-PRD", facts_view({"dead": 3, "serious": 12, "loss": 5.0}), TABLES)
    assert {(one.metric, one.bound) for one in found.because} == {("dead", 3), ("serious", 10)}
    assert {one.severity for one in found.because} == {S.III}
    assert found.tables == ("T1",)


@given(facts=st.dictionaries(st.sampled_from(["dead", "serious", "missing"]), st.integers(0, 200)), more=st.integers(0, 50))
def test_more_harm_is_never_less_grave(facts: dict[str, int], more: int) -> None:
    worse = {**facts, "dead": facts.get("dead", 0) + more}
    before, after = (grade("A-PRD", facts_view(one), (T1,)).severity for one in (facts, worse))
    assert severity_rank(after) >= severity_rank(before)


def test_derived_facts() -> None:
    view = facts_view({"dead": 1, "missing": 2, "serious": 3, "minor": 4, "trapped": 5, "sens_place": True}, elapsed_h=2.0)
    assert view["dead_missing"] == 3
    assert view["hurt"] == 7
    assert view["unaccounted"] == 7
    assert view["sensitive"] is True
    assert view["unextinguished_h"] == 2.0
    assert "unextinguished_h" not in facts_view({"fire_out": True}, elapsed_h=2.0)
    assert facts_view({"sens_place": False})["sensitive"] is False
    assert "severity" not in view


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("dead", -1, "fact_too_small"),
        ("dead", 1.5, "fact_not_whole"),
        ("dead", True, "fact_not_a_number"),
        ("dead", "3", "fact_not_a_number"),
        ("dead", 100_001, "fact_too_large"),
        ("dead", float("nan"), "fact_not_a_number"),
        ("dead", float("inf"), "fact_not_a_number"),
        ("loss", float("nan"), "fact_not_a_number"),
        ("burned_ha", float("inf"), "fact_not_a_number"),
        ("burned_ha", 10**400, "fact_too_large"),
        ("burned_ha", 1e17, "fact_too_large"),
        ("loss", -0.01, "fact_too_small"),
        ("sens_place", 1, "fact_not_a_flag"),
        ("sens_place", "yes", "fact_not_a_flag"),
        ("weather", "foggy", "fact_not_a_choice"),
        ("weather", True, "fact_not_a_choice"),
        ("unheard_of", 1, "fact_unknown"),
        ("dead_missing", 1, "fact_unknown"),
    ],
)
def test_a_wrong_figure_is_refused_by_name(fact: str, value: object, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_facts("A-PRD", {fact: value}, FACTS)  # type: ignore[dict-item]
    assert refusal.value.code == code
    assert refusal.value.facts["fact"] == fact


def test_figures_take_the_type_of_their_definition() -> None:
    checked = check_facts("A-PRD", {"dead": 3.0, "loss": 2, "weather": "dry", "sens_place": True}, FACTS)
    assert checked == {"dead": 3, "loss": 2, "weather": "dry", "sens_place": True}
    assert isinstance(checked["dead"], int)
