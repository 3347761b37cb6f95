"""The dialog that activates a plan: the four things that the law wants named (art. 72), and the plans that start with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.incident.model import Incident
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.model import Plan
from app.domain.record import Command
from app.domain.words import ResponseLevel
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.checklist_dialog import ChecklistDialog, Tick, TickList
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.tasks_presenter import Advice, plan_levels
from app.ui.panels.duty.together_presenter import measures_of
from app.ui.services import Services

LONGEST_H = 24 * 90
"""An expected duration beyond a season is a slip of the hand."""

MOST_REASONS = 3
"""Reasons that stand above the form; all of them stand in the recommendation."""


class ActivationDialog(ChecklistDialog):
    """Activates ``plan``; under it the ``others`` as ticked lines, each with its level and reason, that can be unticked.

    With others to start the measures stand beside the form: one under the other they would not fit a small screen.
    """

    def __init__(
        self, services: Services, parent: QWidget | None, of: Incident, plan: Plan, level: ResponseLevel | None,
        reasons: tuple[str, ...] = (), others: tuple[Advice, ...] = (),
    ) -> None:
        room = room_of(services)
        levels = plan_levels(plan, room)
        form = Form(_fields(levels, room), now=services.workspace.desk.clock.now, compact=True)
        offered = [_line(one) for one in others if one.level is not None]
        self.others = TickList(translate("Duty", "Start together with it")) if offered else None
        super().__init__(
            services, parent, translate("Duty", "Activate: {plan}").format(plan=room.wording.text(plan.title)),
            "\n".join(reasons[:MOST_REASONS]), form, translate("Duty", "Activate"), self._command,
            translate("Duty", "Measures (Emergency Response Law art. 72, 73)"),
            translate("Duty", "Other measures, in your own words"),
        )
        self._of, self._plan, self._room = of, plan, room
        if self.others is not None:
            self.others.set_ticks(offered)
            self.others.itemChanged.connect(lambda _item: self._show_measures())
        form.changed.connect(lambda key: self._follow() if key == "level" else None)
        form.set_values(
            {
                "item": room.describer.incident_title(of),
                "level": level or (levels[-1][0] if levels else None),
                "approved_by": room.state.shift.leader if room.state.shift else None,
            }
        )
        self._follow()
        form.focus_first()

    @property
    def also(self) -> tuple[tuple[str, ResponseLevel], ...]:
        """The plans that are ticked, each with its level."""
        return self.others.ticked() if self.others is not None else ()

    def _place_below(self) -> QBoxLayout:
        """The measures: beside form and other plans where there are such, else under the form."""
        if self.others is None:
            return self.content
        theme = current_theme()
        self.setMinimumWidth(theme.px(900))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(theme.length("s"))
        left.addWidget(self._form)
        left.addWidget(Text(translate("Duty", "Start together with it"), "section"))
        left.addWidget(self.others, 1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.length("l"))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.content.addLayout(columns, 1)
        return right

    def _follow(self) -> None:
        """The duration and the measures follow the level."""
        level = self._form.values()["level"]
        if level is not None:
            hours = self._plan.expected_duration_h.get(level.value)
            self._form.set_values({"hours": Decimal(f"{hours:g}") if hours else None})
        self._show_measures()

    def _show_measures(self) -> None:
        """Those of every plan that would start; what was ticked stays ticked."""
        ticked = set(self.list.ticked())
        level = self._form.values()["level"]
        found = measures_of(self._plan, level, self.also, self._room.reference.plans, self._room)
        self.set_ticks([Tick(words, words, basis, words in ticked) for words, basis in found.items()])

    def _command(self, values: Mapping[str, Any]) -> Command:
        free = (values["free"],) if values["free"] else ()
        return ActivateResponse(
            incident_id=self._of.id,
            plan_id=self._plan.id,
            level=values["level"],
            item=values["item"] or "",
            expected_duration_h=float(values["hours"] or 0),
            measures=(*values["ticked"], *free),
            approved_by=values["approved_by"] or "",
            also=self.also,
        )


def _line(one: Advice) -> Tick:
    """A declined plan is offered unticked, with what was said of it."""
    why = one.declined or next(iter(one.reasons), "")
    return Tick(
        (one.plan_id, one.level), "\n".join(part for part in (f"{one.title} · {one.level_text}", why) if part),
        "\n".join((one.title, *one.reasons)), not one.declined,
    )


def _fields(levels: tuple[tuple[ResponseLevel, str], ...], room: Room) -> tuple[Field, ...]:
    choices = tuple(Choice(level, name, level.value) for level, name in levels)
    return (
        Field(key="item", label=room.say("field.item"), required=True),
        Field(key="level", label=room.say("field.level"), kind=FieldKind.CHOICE, choices=choices, required=True),
        Field(
            key="hours", label=room.say("field.duration"), kind=FieldKind.DECIMAL, required=True, minimum=0.5,
            maximum=LONGEST_H, unit=room.say("duty.hours"),
        ),
        Field(key="approved_by", label=room.say("field.approved_by"), required=True),
    )
