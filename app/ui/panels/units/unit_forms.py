"""The forms of one unit: let it rest, change its particulars, its people and what they carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.record import Command
from app.domain.unit.commands import EndRest, RegisterUnits, RestUnit, RetireUnit
from app.domain.unit.model import EquipmentState, Unit
from app.exchange.cells import BadCell
from app.exchange.roster_form import CAPABILITIES
from app.kernel.errors import Refusal
from app.kernel.ids import RandomIds
from app.kernel.text import Text
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units import lines
from app.ui.panels.units.choices import joint_able
from app.ui.services import Services

LONGEST = 200
REST_HOURS = 8
"""What the form suggests; the county's own rule may be another."""


async def rest(services: Services, parent: QWidget, unit: Unit) -> bool:
    """Ask until when a unit rests and record it; whether that was done."""
    now = services.workspace.desk.clock.now()
    form = Form(
        (
            Field(key="until", label=translate("Units", "Rests until"), kind=FieldKind.DATETIME, required=True, lean="future"),
            Field(key="reason", label=translate("Units", "Reason"), max_length=LONGEST),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values({"until": unit.resting_until or now + timedelta(hours=REST_HOURS), "reason": unit.rest_reason or None})

    def command(values: Mapping[str, Any]) -> Command:
        return RestUnit(unit_id=unit.id, until=values["until"], reason=values.get("reason") or "")

    text = translate("Units", "It is not proposed meanwhile; who sends it all the same gives a reason.")
    title = translate("Units", "Let {unit} rest").format(unit=unit.name.of(services.lang))
    return await ask_command(services, parent, title, text, form, translate("Units", "Rest"), command)


async def end_rest(services: Services, unit: Unit) -> bool:
    """A unit is ready again before its time."""
    return await services.attempt(EndRest(unit_id=unit.id))


async def retire(services: Services, parent: QWidget, unit: Unit) -> bool:
    """Ask why there is no such unit any more and record it; whether that was done."""
    form = Form((Field(key="reason", label=translate("Units", "Reason"), required=True, max_length=LONGEST),), compact=True)
    text = translate("Units", "It leaves the lists; what it did stays in the journal. Set on standby it is there again.")
    title = translate("Units", "Retire {unit}").format(unit=unit.name.of(services.lang))
    return await ask_command(
        services, parent, title, text, form, translate("Units", "Retire"),
        lambda values: RetireUnit(unit_id=unit.id, reason=values["reason"]),
    )


async def edit_unit(services: Services, parent: QWidget, unit: Unit | None = None) -> bool:
    """Ask for the particulars of a known unit or of a new one and record them; whether that was done."""
    base = unit or _blank(services)
    states = {one.value: services.wording.say(f"equipment_state.{one}") for one in EquipmentState}
    form = Form(_fields(services, base, states), columns=2)
    if unit is not None:
        form.set_values(_values(unit, states))

    def command(values: Mapping[str, Any]) -> Command:
        try:
            return RegisterUnits(units=(_unit(base, values, states),))
        except BadCell as bad:  # a certificate of somebody who is not among the people: only the whole form shows it
            words = services.wording.say(f"problem.{bad.wrong.code}", **bad.wrong.facts)
            raise Refusal("unit_lines_wrong", {"field": "papers", "text": words}) from bad

    title = translate("Units", "Change the unit") if unit else translate("Units", "New unit")
    return await ask_command(services, parent, title, "", form, translate("Units", "Save"), command)


def _fields(services: Services, base: Unit, states: Mapping[str, str]) -> tuple[Field, ...]:
    reference, lang = services.workspace.desk.reference, services.lang
    kinds = tuple(
        Choice(code, kind.name.of(lang), f"{code} {search_keys(kind.name.of(lang))}")
        for code, kind in reference.unit_kinds.items()
    )
    form_hint = translate("Units", "One a line; parts between commas")
    people = translate("Units", "Name, post, phone")
    papers = translate("Units", "Name, certificate, valid until")
    kit = translate("Units", "Equipment, count, next inspection, state")
    able = tuple(
        Choice(code, word.of(lang), f"{code} {search_keys(word.of(lang))}") for code, word in CAPABILITIES.items()
    )
    others = (one for one in joint_able(services) if one.value != base.id)
    return (
        Field(key="name", label=translate("Units", "Name"), required=True, max_length=LONGEST),
        Field(key="kind", label=translate("Units", "Kind"), kind=FieldKind.CHOICE, choices=kinds, required=True),
        Field(key="organisation", label=translate("Units", "Organisation"), max_length=LONGEST),
        Field(key="call_sign", label=translate("Units", "Call sign"), max_length=60),
        Field(key="leader", label=translate("Units", "Leader"), max_length=LONGEST),
        Field(key="phone", label=translate("Units", "Phone"), max_length=60),
        Field(key="shift", label=translate("Units", "Shift"), max_length=LONGEST, placeholder="08:00-20:00"),
        Field(key="crew", label=translate("Units", "Crew"), kind=FieldKind.INT, minimum=0, maximum=100_000),
        Field(key="vehicles", label=translate("Units", "Vehicles"), kind=FieldKind.INT, minimum=0, maximum=100_000),
        Field(key="capabilities", label=translate("Units", "Capabilities"), kind=FieldKind.PICKS, choices=able, wide=True),
        Field(key="members", label=translate("Units", "Members"), kind=FieldKind.PICKS, choices=tuple(others), wide=True,
              hint=translate("Units", "A joint patrol: police and grid workers that go together")),
        Field(key="people", label=people, kind=FieldKind.MULTILINE, lines=2, wide=True, max_length=4000, hint=form_hint),
        Field(key="papers", label=papers, kind=FieldKind.MULTILINE, lines=2, wide=True, max_length=4000,
              check=_checked(services, _days_of)),
        Field(key="kit", label=kit, kind=FieldKind.MULTILINE, lines=2, wide=True, max_length=4000,
              hint=translate("Units", "A day is written 2026-07-01; states: {states}").format(
                  states=services.wording.say("list.separator").join(states.values())),
              check=_checked(services, lambda text: lines.read_kit(text, states))),
    )


def _values(unit: Unit, states: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": unit.name.zh, "kind": unit.kind, "organisation": unit.organisation or None,
        "call_sign": unit.call_sign or None, "leader": unit.leader or None, "phone": unit.phone or None, "crew": unit.crew,
        "vehicles": unit.vehicles, "shift": unit.shift or None, "people": lines.people_lines(unit.crew_members) or None,
        "papers": lines.paper_lines(unit.crew_members) or None, "kit": lines.kit_lines(unit.equipment, states) or None,
        "capabilities": unit.capabilities, "members": unit.members,
    }


def _unit(base: Unit, values: Mapping[str, Any], states: Mapping[str, str]) -> Unit:
    people, papers = values.get("people") or "", values.get("papers") or ""
    typed = f"{people.strip()}\n\n{papers.strip()}"
    before = f"{lines.people_lines(base.crew_members)}\n\n{lines.paper_lines(base.crew_members)}"
    return replace(
        base, name=base.name.written(values.get("name") or ""), kind=values.get("kind") or base.kind,
        organisation=values.get("organisation") or "", call_sign=values.get("call_sign") or "",
        leader=values.get("leader") or "", phone=values.get("phone") or "", crew=values.get("crew") or 0,
        vehicles=values.get("vehicles") or 0, shift=values.get("shift") or "", capabilities=tuple(values.get("capabilities") or ()),
        members=tuple(values.get("members") or ()),
        crew_members=lines.unless_untouched(
            typed, before, base.crew_members, lambda _typed: lines.read_papers(papers, lines.read_people(people))
        ),
        equipment=lines.unless_untouched(
            values.get("kit") or "", lines.kit_lines(base.equipment, states), base.equipment,
            lambda text: lines.read_kit(text, states),
        ),
    )


def _blank(services: Services) -> Unit:
    return Unit(f"u-{RandomIds().new(services.workspace.desk.clock.now())}", "", Text(""))


def _days_of(text: str) -> object:
    """Reads the days of certificates; whose they are is asked when the whole form is read."""
    names = {line.split("，")[0].split(",")[0].strip() for line in text.splitlines()}
    return lines.read_papers(text, lines.read_people("\n".join(sorted(names - {""}))))


def _checked(services: Services, read: Callable[[str], object]) -> Callable[[Any], str]:
    def problem(value: Any) -> str:
        try:
            read(value or "")
        except BadCell as bad:
            return services.wording.say(f"problem.{bad.wrong.code}", **bad.wrong.facts)
        return ""

    return problem
