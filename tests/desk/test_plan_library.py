"""Versions of plans at a desk: what came with the program beside what was made here."""

from __future__ import annotations

import pytest

from app.desk.plan_library import PlanLibrary, copied
from app.domain.planning import commands as wish
from app.domain.planning.model import Origin, VersionStatus
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, Station, content


@pytest.fixture
def station():
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def test_shipped_and_own_versions_stand_side_by_side(station, tmp_path):
    library = PlanLibrary(station.desk, tmp_path)
    assert library.plan_ids() == tuple(sorted(station.desk.reference.shipped))
    shipped = library.version("forest")
    assert (shipped.origin, shipped.status) == (Origin.SHIPPED, VersionStatus.IN_FORCE)
    number = library.next_version("forest")
    station.do(wish.SavePlanDraft(plan_id="forest", version=number, content=content("forest", number)))
    assert [one.version for one in library.versions("forest")] == [number, "1"]
    assert library.version("forest").version == "1"
    for step in (
        wish.ReviewPlan(plan_id="forest", version=number, reviewed_by="R"),
        wish.ApprovePlan(plan_id="forest", version=number, approved_by="C"),
        wish.PutPlanInForce(plan_id="forest", version=number),
    ):
        station.do(step)
    assert library.version("forest").version == number
    assert library.version("forest", "1").status is VersionStatus.SUPERSEDED
    assert library.content("forest") == station.state.plan_versions[f"forest@{number}"].content
    station.do(wish.RetirePlan(plan_id="forest", approved_by="C", reason="merged"))
    assert [one.status for one in library.versions("forest")] == [VersionStatus.RETIRED, VersionStatus.RETIRED]


def test_what_does_not_exist_is_refused(station, tmp_path):
    library = PlanLibrary(station.desk, tmp_path)
    with pytest.raises(Refusal, match="plan_unknown"):
        library.version("nothing")
    with pytest.raises(Refusal, match="plan_version_unknown"):
        library.version("forest", "9")


def test_a_copy_starts_anew():
    plan = copied(content(issued_no="No. 1"), "other", "2026.1").plan
    assert (plan.id, plan.version, plan.hash, plan.issued_no) == ("other", "2026.1", "", "")


def test_the_text_and_cases_of_a_shipped_plan_come_from_its_folder(station, tmp_path):
    folder = tmp_path / "forest"
    folder.mkdir()
    (folder / "text.md").write_text("1.1 watch", encoding="utf-8")
    (folder / "cases.yaml").write_text("- {name: one, kind: N-FOR, expect: {}}", encoding="utf-8")
    whole = PlanLibrary(station.desk, tmp_path).content("forest")
    assert (whole.text, [case.name for case in whole.cases]) == ("1.1 watch", ["one"])
