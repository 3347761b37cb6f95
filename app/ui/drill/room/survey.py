"""What somebody who took part says of the drill is taken down: six questions from 1 to 5, and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.exercise import judging
from app.domain.exercise.commands import AnswerSurvey
from app.domain.exercise.kinds import SeatKind
from app.domain.record import Context
from app.ui.command_dialog import ask_act
from app.ui.drill.driver import Driver
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

LONGEST = 2_000
_SHORT = 60


async def ask_survey(services: Services, driver: Driver, parent: QWidget) -> bool:
    """Whether an answer was recorded; one that nobody finished records nothing."""
    say, text, drill = services.wording.say, services.wording.text, driver.drill
    marks = tuple(
        Choice(mark, say("survey.mark", mark=mark)) for mark in range(judging.HIGHEST, judging.LOWEST - 1, -1)
    )
    roles = tuple(
        Choice(one.role, text(one.title)) for one in drill.scenario.participants if one.kind is SeatKind.PLAYER
    )
    fields = (
        Field(key="name", label=translate("Survey", "Who"), required=True, max_length=_SHORT),
        Field(key="role", label=translate("Survey", "Role"), kind=FieldKind.CHOICE, choices=roles),
        *(
            Field(key=code, label=say(f"survey.question.{code}"), kind=FieldKind.CHOICE, choices=marks, wide=True)
            for code in judging.QUESTIONS
        ),
        Field(key="words", label=translate("Survey", "Words"), kind=FieldKind.MULTILINE, max_length=LONGEST, wide=True),
    )
    form = Form(fields, now=lambda: driver.now, compact=True)

    async def take(values: Mapping[str, Any]) -> None:
        name = values["name"] or ""
        command = AnswerSurvey(
            name=name, role=values["role"] or "", words=values["words"] or "",
            answers={code: int(values[code]) for code in judging.QUESTIONS if values[code] is not None},
        )
        await driver.execute(command, Context(name or "participant", "drill", "inject"))

    return await ask_act(
        services, parent, translate("Survey", "Survey of those who took part"), say("judging.source.questions"), form,
        translate("Survey", "Record"), take,
    )
