"""The shipped catalogue is sound: everything loads, names exist, law is verified, plans read what is asked."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from app.catalog.cases import plan_cases, rulebook_cases
from app.catalog.plans import plan_text
from app.domain.cases import check_plan_case, check_rulebook_case
from app.domain.conditions import fact_names
from app.domain.reference import Reference, covers
from app.domain.words import Checked, RuleStatus

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted(path.parent.name for path in (ROOT / "plans").glob("*/plan.yaml"))
RULEBOOKS = sorted(path.parent.name for path in (ROOT / "resources/rulebooks").glob("*/rulebook.yaml"))
UNIT_KINDS = "F-POL F-TRF F-FIRE F-MFS F-MED F-MIL F-ERT F-VRT F-GRD F-FOR F-VOL F-PWR F-WTR F-GAS F-TEL F-JPT F-RDM"


def test_nothing_had_to_be_left_out(loaded):
    assert loaded.problems == ()


def test_every_kind_of_the_facts_file_is_there(reference: Reference):
    assert len(reference.kinds) == 45
    assert {
        one: sum(1 for kind in reference.kinds.values() if kind.incident_class == one) for one in "NAPS"
    } == {"N": 16, "A": 15, "P": 5, "S": 9}


def test_unit_kinds_and_tables_are_complete(reference: Reference):
    assert set(reference.unit_kinds) == set(UNIT_KINDS.split())
    assert {table.id.split("-")[0] for table in reference.tables} >= {
        f"T{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 18)
    }
    assert set(RULEBOOKS) >= {"township-default", "county-default", "village-default", "henan-2021", "county-2018", "wuhan-2020"}


def test_geological_hazards_have_the_names_of_their_law(reference: Reference):
    names = reference.kinds["N-GEO"].severity_names
    assert [names[one].zh for one in ("I", "II", "III", "IV")] == ["特大型", "大型", "中型", "小型"]


def test_what_is_read_can_be_asked(reference: Reference):
    """A condition on a fact that the desk never asks for that kind could never hold.

    A plan for a whole group of kinds (``N-*``, ``*``) may read what only some of them are asked: nobody warns of an
    earthquake.
    """
    always = {name for name, fact in reference.facts.items() if fact.common or fact.derived}
    silent = []
    for one in chain(reference.plans.values(), reference.tables):
        whens = [entry.when for entry in (*getattr(one, "levels", ()), *getattr(one, "rows", ()))]
        names = {name for when in whens for name in fact_names(when)} - always
        asked = {code: set(kind.facts) for code, kind in reference.kinds.items() if covers(one.kinds, code)}
        silent += [(one.id, code, name) for code in asked if code in one.kinds for name in names - asked[code]]
        silent += [(one.id, "", name) for name in names - set().union(*asked.values())]
    assert silent == []


def test_only_verified_figures_are_law_and_samples_say_so(reference: Reference):
    for table in reference.tables:
        for basis in (table.basis, *(row.basis for row in table.rows if row.basis)):
            assert basis.status is not RuleStatus.STATUTORY or basis.checked is Checked.VERIFIED
    for book in ("henan-2021", "county-2018", "wuhan-2020"):
        assert {rule.basis.status for rule in reference.rulebooks[book].rules} == {RuleStatus.SAMPLE}


def test_every_text_has_both_languages(reference: Reference):
    named = chain(reference.kinds.values(), reference.unit_kinds.values(), reference.roles.values())
    assert [one.code for one in named if not (one.name.zh and one.name.en)] == []
    assert [one.name for one in reference.facts.values() if not (one.label.zh and one.label.en)] == []


@pytest.mark.parametrize("rulebook_id", RULEBOOKS)
def test_a_rulebook_keeps_its_own_cases(rulebook_id: str, reference: Reference):
    cases = rulebook_cases(ROOT / "resources/rulebooks", rulebook_id)
    failed = {one.name: check_rulebook_case(one, reference.rulebooks[rulebook_id], reference) for one in cases}
    assert {name: found for name, found in failed.items() if found} == {}


@pytest.mark.parametrize("plan_id", PLANS)
def test_a_plan_keeps_its_own_cases(plan_id: str, reference: Reference):
    plan = reference.plans[plan_id]
    failed = {one.name: check_plan_case(one, plan, reference) for one in plan_cases(ROOT / "plans", plan_id)}
    assert {name: found for name, found in failed.items() if found} == {}
    assert len(plan.hash) == 64
    assert plan_text(ROOT / "plans", plan_id).strip()
