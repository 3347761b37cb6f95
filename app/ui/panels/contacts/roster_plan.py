"""Planning a month: the people in the rotation on the left, how fair it would be on the right, before it is accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from immutables import Map
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.reference import Reference
from app.domain.roster.commands import PlanRoster
from app.domain.roster.decide import pattern_of, trial
from app.domain.roster.model import DutySlot, Roster
from app.domain.roster.rules import ConflictKind, Service, conflicts, days_of, gaps, held, services
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.kit.labels import SectionHeader, Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.panels.contacts.roster_dialogs import plan_command, rotation_fields, rotation_values, today_of
from app.ui.services import Services

_WAIT_MS = 250


class Trial(msgspec.Struct, frozen=True):
    """What a plan would come to: everybody's duties, posts still free, pairs of shifts in a row."""

    counts: tuple[Service, ...]
    given: int
    free: int
    in_a_row: int


def tried(command: PlanRoster, state: State, reference: Reference) -> Trial:
    """The plan without writing it; raises ``Refusal`` as the command would."""
    entry = trial(command, state, reference)
    gone = {ref.key for ref in entry.cleared}
    slots: dict[str, DutySlot] = {key: one for key, one in state.roster.slots.items() if key not in gone}
    slots.update({one.ref.key: one for one in entry.slots})
    roster, pattern, days = Roster(slots=Map(slots)), pattern_of(state, reference), days_of(command.month)
    clashes = conflicts(roster, pattern, state.contacts, days)
    return Trial(
        services(pattern, reference.calendar, held(roster, days)), len(entry.slots),
        len(gaps(roster, pattern, reference.calendar, days)), sum(one.kind is ConflictKind.IN_A_ROW for one in clashes),
    )


def service_columns() -> tuple[Column, ...]:
    """How much everybody serves."""

    def figure(key: str, title: str, width: int = 46) -> Column:
        return Column(
            key=key, title=title, text=lambda one: str(getattr(one, key)), sort=lambda one: getattr(one, key), align="right",
            width=width, export=lambda one: getattr(one, key),
        )

    return (
        Column(key="name", title=translate("DutyRoster", "Name"), text=lambda one: one.name, width=82, tip=lambda one: one.name),
        figure("total", translate("DutyRoster", "All")), figure("workdays", translate("DutyRoster", "Workdays"), 60),
        figure("weekends", translate("DutyRoster", "Weekends")), figure("holidays", translate("DutyRoster", "Holidays"), 60),
        figure("nights", translate("DutyRoster", "Nights")), figure("leading", translate("DutyRoster", "Leading")),
    )


class PlanDialog(KitDialog):
    """Asks for the rotation, shows what it comes to while it is typed, and plans when it is accepted."""

    def __init__(self, services: Services, parent: QWidget | None, month: str) -> None:
        super().__init__(
            parent, translate("DutyRoster", "Plan {month}").format(month=month),
            translate("DutyRoster", "Holidays are shared first, then weekends, then working days; what is held already stays."),
        )
        self._services, self._month = services, month
        self._asked, self._busy = 0, False
        self.form = Form(rotation_fields(services), compact=True)
        self.table = RowsView(service_columns(), lambda one: f"{one.contact_id}/{one.name}", title=f"{month}", searchable=False)
        self.said = Text("")
        self.said.setWordWrap(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: services.run(self.try_out(), self))
        self.form.changed.connect(lambda _key: self._timer.start())
        self._lay_out()
        self.form.set_values(rotation_values(services.state))
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.accept_button = self.add_answer(Answer("yes", translate("DutyRoster", "Plan it so"), "primary"), default=True)
        self.accept_button.setEnabled(False)
        self.form.focus_first()
        self._timer.start()

    async def try_out(self) -> None:
        """Show what the rotation would come to; the latest question wins."""
        self._asked += 1
        mine, state = self._asked, self._services.state
        reference = self._services.workspace.desk.reference
        self.show_error("")
        try:
            command = self._command()
            found = await self._services.workspace.jobs.run(lambda _progress: tried(command, state, reference))
        except Refusal as no:
            if alive(self) and mine == self._asked:
                self._show(None, self._services.explain(no))
            return
        if alive(self) and mine == self._asked:
            self._show(found, self._summary(found))

    def give(self, answer_id: str) -> None:
        """Close on "no"; on "yes" plan first."""
        if answer_id != "yes":
            super().give(answer_id)
        elif not self._busy and self.form.validate():
            self._busy = True
            self._services.run(self._plan(), self)

    async def _plan(self) -> None:
        try:
            await self._services.execute(self._command())
        except (Refusal, Fault) as no:
            self.show_error(self._services.explain(no))
            return
        finally:
            self._busy = False
        super().give("yes")

    def _command(self) -> PlanRoster:
        values: Mapping[str, Any] = self.form.values()
        return plan_command(values, self._month, today_of(self._services))

    def _show(self, found: Trial | None, said: str) -> None:
        self.table.set_rows(found.counts if found is not None else ())
        self.said.setText(said)
        self.accept_button.setEnabled(found is not None)

    def _summary(self, found: Trial) -> str:
        parts = [translate("DutyRoster", "{count} posts given, {free} free.").format(count=found.given, free=found.free)]
        for title, group in (
            (translate("DutyRoster", "Leaders"), [one for one in found.counts if one.leading]),
            (translate("DutyRoster", "Officers"), [one for one in found.counts if not one.leading]),
        ):
            if group:
                parts.append(_spread(title, group))
        if found.in_a_row:
            words = translate("DutyRoster", "{count} times two shifts in a row: more people would help.")
            parts.append(words.format(count=found.in_a_row))
        return "\n".join(parts)

    def _lay_out(self) -> None:
        theme = current_theme()
        right = QVBoxLayout()
        right.addWidget(SectionHeader(translate("DutyRoster", "How fair it is")))
        right.addWidget(self.said)
        right.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.length("l"))
        self.form.setMinimumWidth(theme.px(380))
        row.addWidget(self.form)
        row.addLayout(right, 1)
        self.content.addLayout(row)
        self.setMinimumSize(theme.px(1000), theme.px(560))


def _spread(title: str, group: Sequence[Service]) -> str:
    totals, holidays = [one.total for one in group], [one.holidays for one in group]
    words = translate("DutyRoster", "{who}: {least}–{most} duties each, holidays {fewest}–{many}.")
    return words.format(who=title, least=min(totals), most=max(totals), fewest=min(holidays), many=max(holidays))


async def plan_month(services: Services, parent: QWidget, month: str) -> bool:
    """Ask for the rotation and plan; whether it was planned."""
    dialog = PlanDialog(services, parent, month)
    await show(dialog)
    return dialog.answer == "yes"
