"""The question that a scenario written from a plan begins with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.catalog.pinyin import search_keys
from app.desk.plan_scenario import DraftWish
from app.desk.plan_scenario.draft import LENGTHS_MIN
from app.domain.exercise.scenario import PlaceRef
from app.domain.reference import Reference, covers
from app.domain.state import State
from app.domain.words import ResponseLevel
from app.kernel.clock import to_local
from app.kernel.text import Text
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

USUAL_MIN = 120
"""How long such a drill takes unless somebody says otherwise."""


def plan_fields(services: Services, reference: Reference) -> tuple[Field, ...]:
    """Which plan at which level, which incident where, when, for how long."""
    say, text = services.wording.say, services.wording.text
    plans = tuple(_choice(one.id, text(one.title)) for one in reference.plans.values())
    places = tuple(_choice(one.id, f"{text(one.name)}  {one.id}") for one in services.state.facilities.values())
    kinds = tuple(
        _choice(one.code, f"{text(one.name)}  {one.code}") for one in reference.kinds.values()
        if any(covers(plan.kinds, one.code) for plan in reference.plans.values())
    )  # fmt: skip
    levels = tuple(Choice(one, say(f"response.{one}"), one.value) for one in ResponseLevel)
    choice = FieldKind.CHOICE
    return (
        Field(key="plan", label=translate("FromPlan", "Plan"), kind=choice, choices=plans, required=True),
        Field(key="level", label=translate("FromPlan", "Level"), kind=choice, choices=levels, required=True),
        Field(key="kind", label=translate("FromPlan", "Incident"), kind=choice, choices=kinds,
              hint=translate("FromPlan", "empty: by the plan's own cases")),
        Field(key="place", label=translate("FromPlan", "Where"), kind=choice, choices=places,
              hint=translate("FromPlan", "empty: the area in words")),
        Field(key="shelter", label=translate("FromPlan", "People are brought to"), kind=choice, choices=places),
        Field(key="starts_at", label=translate("FromPlan", "Begins at"), kind=FieldKind.DATETIME, lean="future", required=True),
        Field(key="length_min", label=translate("FromPlan", "Length"), kind=FieldKind.DECIMAL, unit=say("plan_unit.minutes"),
              required=True, minimum=LENGTHS_MIN[0], maximum=LENGTHS_MIN[1]),
        Field(key="id", label=translate("FromPlan", "Id"), max_length=60, hint=translate("FromPlan", "empty: by plan and level")),
    )  # fmt: skip


def plan_values(starts_at: datetime) -> Mapping[str, Any]:
    """What is filled in before anybody types."""
    return {"level": ResponseLevel.II, "starts_at": starts_at.astimezone(UTC), "length_min": USUAL_MIN}


def wish_of(values: Mapping[str, Any], scenario_id: str, area: Text, state: State) -> DraftWish:
    """The wish that was typed."""
    site = state.facilities.get(values["place"] or "")
    return DraftWish(
        plan=values["plan"], level=values["level"], starts_at=to_local(values["starts_at"]), area=area, scenario_id=scenario_id,
        kind=values["kind"] or "", place=None if site is None else PlaceRef(site.name, site.id, site.kind),
        shelter=values["shelter"] or "", length_min=float(values["length_min"]),
    )


def _choice(value: str, label: str) -> Choice:
    return Choice(value, label, f"{value} {search_keys(label)}")
