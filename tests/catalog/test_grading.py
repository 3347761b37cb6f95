"""The verification cases of the facts file (§11) that concern grading and reporting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import check_rulebook_case
from app.domain.incident.rules import facts_view, grade
from app.domain.plan.cases import ExpectedReport, RulebookCase, RulebookExpectation
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import RuleStatus, severity_rank

CASES = [
    ("A-WRK", {"dead": 3}, "III"),
    ("A-WRK", {"dead": 2}, "IV"),
    ("A-WRK", {"dead": 2, "missing": 1}, "III"),
    ("A-WRK", {"serious": 10}, "III"),
    ("A-WRK", {"loss_10k_yuan": 1000}, "III"),
    ("A-WRK", {"loss_10k_yuan": 999.99}, "IV"),
    ("A-WRK", {"dead": 0}, None),
    ("A-WRK", {}, None),
    ("A-FIR", {"dead": 3}, "III"),
    ("N-FOR", {"burned_ha": 1}, "III"),
    ("N-FOR", {"burned_ha": 99.9}, "III"),
    ("N-FOR", {"burned_ha": 100}, "II"),
    ("N-FOR", {"open_flame": True}, "IV"),
    ("N-FOR", {"smoke_only": True}, None),
    ("N-GEO", {"threatened": 99}, "IV"),
    ("N-GEO", {"threatened": 100}, "III"),
    ("N-GEO", {"loss_10k_yuan": 100}, "III"),
    ("N-GEO", {"potential_loss_10k_yuan": 100}, "IV"),
    ("N-EQK", {"magnitude": 4.9}, "IV"),
    ("A-ENV", {"evacuated": 9999}, "III"),
    ("A-ENV", {"evacuated": 10000}, "II"),
    ("A-ENV", {"dead": 10}, "II"),
    ("A-CHM", {"loss_10k_yuan": 600}, "IV"),
    ("A-CHM", {"evacuated": 5000}, "III"),
    ("A-ELV", {"lift_trap_h": 2}, "IV"),
    ("A-ELV", {"lift_trap_h": 1.9}, None),
    ("A-ELV", {"loss_10k_yuan": 0.5}, None),
    ("A-ELV", {"ropeway_h": 24, "stranded_high": 99}, "III"),
    ("A-ELV", {"ropeway_h": 24, "stranded_high": 100}, "II"),
    ("P-FOD", {"ill": 29}, None),
    ("P-FOD", {"ill": 30}, "IV"),
    ("P-FOD", {"ill": 100}, "III"),
    ("P-FOD", {"ill": 5, "dead": 1}, "III"),
    ("P-FOD", {"ill": 101, "dead": 1}, "II"),
    ("P-OCC", {"ill": 9}, "IV"),
    ("P-OCC", {"ill": 10}, "III"),
    ("S-MAS", {"people_gathered": 4}, None),
    ("S-MAS", {"people_gathered": 200}, "II"),
    ("S-MAS", {"people_gathered": 200, "sensitive_site": True}, "I"),
    ("S-SCH", {"sens_place": True, "dead": 5}, None),
    ("P-ANI", {"animals_dead": 5000}, None),
    ("N-RNS", {"alert": "red", "dead": 1}, None),
]


@pytest.mark.parametrize(("kind", "facts", "severity"), CASES)
def test_the_grade(kind, facts, severity, reference: Reference):
    assert grade(kind, facts_view(facts), reference.tables).severity == severity


def test_the_law_is_cited_before_the_common_figure(reference: Reference):
    because = grade("A-FIR", facts_view({"dead": 3}), reference.tables).because
    assert (because[0].table, because[0].basis.cite()) == ("T1", "国务院令第493号 第三条")
    assert because[0].basis.status is RuleStatus.STATUTORY
    assert [one.table for one in because] == ["T1", "T15"]
    assert because[1].basis.status is RuleStatus.SUGGESTED


@given(dead=st.integers(0, 200), missing=st.integers(0, 50), serious=st.integers(0, 300), loss=st.floats(0, 2e5))
def test_worse_is_never_graded_lower(dead, missing, serious, loss, reference: Reference):
    view = {"dead": dead, "missing": missing, "serious": serious, "loss_10k_yuan": loss}
    rank = severity_rank(grade("A-WRK", facts_view(view), reference.tables).severity)
    for name, value in view.items():
        worse = {**view, name: value + 1}
        assert severity_rank(grade("A-WRK", facts_view(worse), reference.tables).severity) >= rank


def test_two_rulebooks_at_once_give_the_earliest(reference: Reference):
    """§11 case 6: R20 (35 minutes) and R21 (30 minutes) for the same recipient."""
    henan, wuhan = reference.rulebooks["henan-2021"], reference.rulebooks["wuhan-2020"]
    to_city = [msgspec.structs.replace(rule, to_role="city_duty_room") for rule in (*henan.rules, *wuhan.rules)]
    book = msgspec.structs.replace(wuhan, rules=tuple(to_city))
    aware_at = datetime(2026, 3, 2, 15, 50, tzinfo=UTC)
    facts = facts_view({"dead": 10}, severity=grade("A-WRK", facts_view({"dead": 10}), reference.tables).severity)
    owed = obligations_for(ReportingCase("X", "A-WRK", facts, aware_at), book, aware_at)
    written = [one for one in owed if (one.stage, one.channel) == (Stage.FIRST, Channel.WRITTEN)]
    assert [one.due_at - aware_at for one in written] == [timedelta(minutes=30)]
    assert [ref.rule_id for ref in written[0].bases] == ["R21", "R20-2"]


def test_a_wrong_expectation_is_noticed(reference: Reference):
    expect = RulebookExpectation(reports=(ExpectedReport(Stage.FIRST, Channel.PHONE, within_min=14),))
    case = RulebookCase(name="x", kind="A-FIR", facts={"dead": 1}, expect=expect)
    found = check_rulebook_case(case, reference.rulebooks["township-default"], reference)
    assert found == ["first/phone: expected within 14 min, is 15 min"]


def test_corrections_are_law_and_road_accidents_have_seven_days(reference: Reference):
    rules = {rule.id: rule for rule in reference.rulebooks["township-default"].rules}
    assert (rules["R03"].window_days, rules["R03-2"].window_days) == (30, 7)
    assert rules["R03"].basis.status is rules["R03-2"].basis.status is RuleStatus.STATUTORY
    assert set(rules["R03-2"].kinds) == {"A-RDT", "A-FIR"}
    assert not set(rules["R03"].kinds) & set(rules["R03-2"].kinds)
