"""The sample list that comes with the program is sound, and a broken one is told with line, field and mend."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from immutables import Map

from app.catalog.duties import read_duty_list
from app.catalog.locations import program_files
from app.catalog.wording import Wording
from app.domain.duty.model import Tier
from app.domain.incident.model import Caller, Grading, Incident, Place
from app.domain.plan.rules import make_tasks
from app.domain.reference import Reference, covers
from app.domain.responsibility.model import DutyClass, MatchedBy
from app.domain.responsibility.rules import route
from app.domain.words import RuleStatus
from app.kernel.errors import BadFile

SAMPLE = program_files().duty_sample


def test_the_sample_is_sound_honest_and_of_every_class(reference: Reference) -> None:
    sample = read_duty_list(SAMPLE, reference)
    assert 30 <= len(sample.items) <= 45
    assert {one.duty_class for one in sample.items} == {DutyClass.BASIC, DutyClass.SUPPORTING, DutyClass.WITHDRAWN}
    assert {one.basis.status for one in sample.items} == {RuleStatus.SAMPLE}
    assert all(one.township and one.kinds and one.words for one in sample.items)
    assert len(sample.filings(date(2026, 7, 18))) == len(sample.requests) == 2


def test_the_sample_finds_an_owner_for_most_tasks_of_the_shipped_plans(reference: Reference) -> None:
    items = Map({one.code: one for one in read_duty_list(SAMPLE, reference).items})
    now = datetime(2026, 7, 18, tzinfo=UTC)
    made = []
    for plan in reference.plans.values():
        kind = next(code for code in reference.kinds if covers(plan.kinds, code))
        of = Incident("i", "n", kind, Place("x"), now, None, Caller(), "", now, "x", Grading(None, (), ()))
        tasks = make_tasks(plan, plan.levels[0].level, {}, now, "a")
        made += [(work, route(work, of, items, reference.roles, now.date())) for work in tasks]
    assert all(not work.critical or one.tier is Tier.TOWNSHIP for work, one in made)
    found = sum(1 for _, one in made if one.matched is not MatchedBy.NOTHING)
    assert found / len(made) > 0.6


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("code: QS-J02", "code: QS-J01", "duplicate_id"),
        ("class: withdrawn", "class: lost", "not_one_of"),
        ("kinds: [A-BLD]", "kinds: [A-BLT]", "unknown_kind"),
        ("role: county_cdc", "role: county_cdd", "unknown_role"),
        ("status: sample, checked: default", "status: statutory, checked: default", "statutory_unverified"),
        ("lead: {name: 县教育局, role: county_education}", "lead: {name: ''}", "duty_lead_missing"),
    ],
)
def test_a_broken_list_is_told(
    tmp_path: Path, reference: Reference, wording: Wording, old: str, new: str, code: str
) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_duty_list(path, reference)
    problem = bad.value.problems[0]
    assert problem.code == code and problem.line > 1
    assert "[" not in wording.problem(problem).replace(problem.field, "")
