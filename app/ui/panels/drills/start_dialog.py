"""How a drill is to begin: its own time, the speed, the chance, and whether at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.exercise.scenario import Scenario
from app.ui.command_dialog import ActDialog
from app.ui.drill.driver import SPEEDS
from app.ui.drill.host import StartWish
from app.ui.kit.dialogs import show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

MOST_SEED = 999_999


async def ask_start(services: Services, parent: QWidget, scenario: Scenario) -> StartWish | None:
    """The drill that is wanted, ``None`` for Escape. Without a word it begins at the scenario's own moment, in real time."""
    say = services.wording.say
    fields = (
        Field(key="starts_at", label=translate("DrillStart", "The drill's clock begins at"), kind=FieldKind.DATETIME, required=True,
              lean="none", hint=translate("DrillStart", "any day and time; the scenario's own is filled in")),
        Field(key="speed", label=translate("DrillStart", "Speed"), kind=FieldKind.CHOICE, required=True,
              choices=tuple(Choice(one, say("drill.clock.speed", speed=f"{one:g}")) for one in SPEEDS)),
        Field(key="seed", label=translate("DrillStart", "Seed"), kind=FieldKind.INT, required=True, minimum=0, maximum=MOST_SEED,
              hint=translate("DrillStart", "the same seed gives the same drill")),
        Field(key="at_once", label=translate("DrillStart", "Begin at once"), kind=FieldKind.TOGGLE,
              hint=translate("DrillStart", "off: first the comms check, then F4 in the conductor's room")),
    )  # fmt: skip
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    form.set_values({"starts_at": scenario.starts_at, "speed": SPEEDS[0], "seed": 0, "at_once": True})
    wishes: list[StartWish] = []

    async def take(values: Mapping[str, Any]) -> None:
        wishes.append(StartWish(scenario, values["starts_at"], values["seed"], values["speed"], values["at_once"]))

    text = translate(
        "DrillStart",
        "A second desk is made of this one's roster, units, contacts and plans. Nothing of the drill reaches the real desk.",
    )
    dialog = ActDialog(
        services, parent, translate("DrillStart", "Start: {title}").format(title=services.wording.text(scenario.title)), text, form,
        translate("DrillStart", "Start the drill"), take,
    )
    await show(dialog)
    return wishes[0] if wishes else None
