"""What a new scenario and each new element of its lists begin with. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope, InjectChannel, SeatKind
from app.domain.exercise.scenario import (
    Change,
    EvacuationGoal,
    Expected,
    Inject,
    Match,
    Objective,
    Participant,
    Scenario,
    UnitBehaviour,
    WarningTold,
)
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel
from app.kernel.text import Text
from app.ui.panels.drills.editor.draft import EXPECTATIONS, ScenarioDraft
from app.ui.panels.plans.editor.draft import fresh_id

NEXT_MIN = 5.0
"""A new inject comes so long after the one that it stands behind."""


def blank_element(draft: ScenarioDraft, field: str, at: int | None, inject: int | None = None) -> Any:
    """An empty element for a list, to stand behind ``at``; an expectation is one of ``inject`` where that is given."""
    scenario, nothing = draft.scenario, Text("")
    player = next((one.role for one in scenario.participants if one.kind is SeatKind.PLAYER), "")
    incident = next(iter(scenario.incidents), "")
    if field == "injects":
        before = scenario.injects[at] if at is not None else None
        ids = [one.id for one in scenario.injects]
        minute = min((before.at_min or 0.0) + NEXT_MIN if before is not None else 0.0, scenario.length_min)
        return Inject(
            fresh_id(f"i{len(ids) + 1:02d}", ids), InjectChannel.CALL, nothing, before.to if before else player, nothing,
            minute,
        )  # fmt: skip
    if field == EXPECTATIONS:
        home = inject if inject is not None else draft.homes[at][0] if at is not None else 0
        taken = [one.id for one in scenario.injects[home].expect] if scenario.injects else []
        goal = next((one.id for one in scenario.objectives), "")
        return Expected(fresh_id(f"e{len(taken) + 1}", taken), nothing, (Match("TaskSettled", incident),), 10.0, goal, 1.0,
                        scenario.injects[home].to if scenario.injects else player)  # fmt: skip
    blanks: dict[str, Callable[[], Any]] = {
        "participants": lambda: Participant("", nothing),
        "objectives": lambda: Objective(
            fresh_id(f"o{len(scenario.objectives) + 1}", [one.id for one in scenario.objectives]), nothing, nothing
        ),
        "evacuations": lambda: EvacuationGoal(incident, 0, min(60.0, scenario.length_min)), "units": UnitBehaviour,
        "opening_warnings": lambda: WarningTold("rainstorm", AlertLevel.ORANGE, nothing, nothing),
        "opening_units": lambda: Change("", UnitStatus.OUT_OF_SERVICE),
    }
    return blanks[field]()


def blank_scenario(scenario_id: str, title: Text, area: Text, starts_at: datetime, say: Callable[[str], Text]) -> Scenario:
    """A scenario with nobody in it but the duty officer, the conductor and the evaluator."""
    seats = (
        Participant("duty_officer", say("scenario_editor.duty_officer"), SeatKind.PLAYER, say("script.duty_room")),
        Participant("conductor", say("script.conductor"), SeatKind.CONDUCTOR),
        Participant("evaluator", say("script.evaluator"), SeatKind.EVALUATOR),
    )
    return Scenario(
        scenario_id, "1", title, DrillForm.TABLETOP, DrillScope.SINGLE, DrillPurpose.TEST, DrillNotice.ANNOUNCED, starts_at, 60.0,
        area, (), seats, (), (),
    )  # fmt: skip
