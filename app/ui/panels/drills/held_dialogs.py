"""A drill that was held is recorded by hand, or a record is struck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope
from app.domain.improvement.commands import RecordDrillHeld, StrikeDrillHeld
from app.domain.improvement.frequency import Subject, SubjectKind
from app.domain.improvement.model import DrillFacts, HeldDrill
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.drills.finding_steps import LONGEST, plan_choices, today_of
from app.ui.services import Services

_SHORT = 120
_KEYS = {SubjectKind.PLAN: "plans", SubjectKind.UNIT: "units", SubjectKind.FACILITY: "facilities"}


async def record_held(services: Services, parent: QWidget, subjects: Iterable[Subject], about: Subject | None = None) -> bool:
    """A drill of plans, teams or places; ``subjects`` are those offered, ``about`` the one that was chosen on the board."""
    say, listed = services.wording.say, tuple(subjects)

    def picks(key: str, choices: tuple[Choice, ...]) -> Field:
        return Field(key=key, label=say(f"drill_field.{key}"), kind=FieldKind.PICKS, choices=choices)

    form = Form(
        (
            Field(key="title", label=say("drill_field.title"), required=True, max_length=_SHORT),
            Field(key="held_on", label=say("drill_field.held_on"), kind=FieldKind.DATE, required=True),
            _one(services, "form", DrillForm), _one(services, "scope", DrillScope), _one(services, "purpose", DrillPurpose),
            _one(services, "notice", DrillNotice),
            picks("plans", plan_choices(services)), picks("units", _named(services, listed, SubjectKind.UNIT)),
            picks("facilities", _named(services, listed, SubjectKind.FACILITY)),
            Field(key="participants", label=say("drill_field.participants"), max_length=LONGEST),
            Field(key="words", label=say("drill_field.words"), kind=FieldKind.MULTILINE, max_length=LONGEST),
            Field(key="score", label=say("drill_field.score"), kind=FieldKind.DECIMAL, minimum=0, maximum=100),
        ),
        now=services.workspace.desk.clock.now, columns=2,
    )
    known: dict[str, Any] = {
        "held_on": today_of(services), "form": DrillForm.TABLETOP.value, "scope": DrillScope.COMPREHENSIVE.value,
        "purpose": DrillPurpose.TEST.value, "notice": DrillNotice.ANNOUNCED.value,
    }
    if about is not None and about.kind in _KEYS:
        known |= {_KEYS[about.kind]: (about.id,), "title": _title(services, about)}
    form.set_values(known)
    text = translate(
        "Drills", "Drills that ran on this console are not typed in here: “Take over…” on the page of drills held records them."
    )
    return await ask_command(
        services, parent, translate("Drills", "Record a drill"), text, form, translate("Drills", "Record"), _command
    )


async def strike_held(services: Services, parent: QWidget, held: HeldDrill) -> bool:
    """The record was a mistake."""
    label = services.wording.say("finding_field.reason")
    form = Form((Field(key="reason", label=label, kind=FieldKind.MULTILINE, required=True, max_length=LONGEST),), compact=True)
    return await ask_command(
        services, parent, translate("Drills", "Strike the record"), f"{held.facts.held_on}  {held.facts.title}", form,
        translate("Drills", "Strike"), lambda values: StrikeDrillHeld(held_id=held.id, reason=values["reason"] or ""),
    )


def _command(values: Mapping[str, Any]) -> RecordDrillHeld:
    return RecordDrillHeld(
        facts=DrillFacts(
            held_on=values["held_on"], title=values["title"] or "", form=DrillForm(values["form"]),
            scope=DrillScope(values["scope"]), purpose=DrillPurpose(values["purpose"]), notice=DrillNotice(values["notice"]),
            plan_ids=tuple(values["plans"] or ()), unit_ids=tuple(values["units"] or ()),
            facility_ids=tuple(values["facilities"] or ()), participants=values["participants"] or "", words=values["words"] or "",
            score=float(values["score"]) if values["score"] is not None else None,
        )
    )


def _one(services: Services, key: str, kind: type[StrEnum]) -> Field:
    say = services.wording.say
    choices = tuple(Choice(one.value, say(f"drill.{key}.{one}")) for one in kind)
    return Field(key=key, label=say(f"drill_field.{key}"), kind=FieldKind.CHOICE, choices=choices, required=True)


def _named(services: Services, subjects: tuple[Subject, ...], kind: SubjectKind) -> tuple[Choice, ...]:
    """Those that some rule asks a drill of; of teams all, since any of them may take part."""
    names = {one.id: services.wording.text(one.name) for one in subjects if one.kind is kind}
    if kind is SubjectKind.UNIT:
        names |= {one.id: services.wording.text(one.name) for one in services.state.units.values()}
    pairs = sorted(names.items(), key=lambda pair: pair[1])
    return tuple(Choice(each, name, search_keys(name)) for each, name in pairs)


def _title(services: Services, about: Subject) -> str:
    return translate("Drills", "Drill: {name}").format(name=services.wording.text(about.name))
