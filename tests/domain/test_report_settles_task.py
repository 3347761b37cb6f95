"""Recording a report ticks the plan's task for it: nobody says the same thing twice at night."""

from __future__ import annotations

from dataclasses import replace as with_parts

import pytest
from msgspec.structs import replace

from app.domain.incident.commands import OpenIncident
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.model import TaskStatus
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from tests.world import ACCIDENT, IV, NOON, PLACE, REFERENCE, Station


@pytest.mark.parametrize(("settled_by", "status"), [("first:phone", TaskStatus.DONE), ("final:written", TaskStatus.OPEN)])
def test_a_report_ticks_the_task_that_asks_for_it(settled_by: str, status: TaskStatus) -> None:
    task = next(one for one in ACCIDENT.tasks if IV in one.levels)
    others = tuple(one for one in ACCIDENT.tasks if one.id != task.id)
    own = replace(ACCIDENT, tasks=(replace(task, settled_by=settled_by), *others))
    station = Station(reference=with_parts(REFERENCE, plans={**REFERENCE.plans, own.id: own})).found()
    try:
        incident_id = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
        station.do(
            ActivateResponse(
                incident_id=incident_id, plan_id=own.id, level=IV, item="mill", expected_duration_h=2, measures=("cordon",),
                approved_by="Chief",
            )
        )
        station.do(
            MakeReport(
                incident_id=incident_id, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Somebody"
            )
        )
        tasks = station.state.incidents[incident_id].activations[0].tasks.values()
        assert next(one.status for one in tasks if one.plan_task_id == task.id) is status
    finally:
        station.close()
