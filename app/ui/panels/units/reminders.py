"""What runs out or is low: one line above the board, and the whole ranked list on request."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.presence.rules import overdue
from app.domain.reminders import reminders
from app.domain.state import State
from app.domain.supply.model import SupplyStatus
from app.ui.kit.bars import Banner
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.panels.units.forces_presenter import ForcesPresenter, ReminderRow, is_pressing, today_of
from app.ui.services import Services


def waiting(services: Services) -> int:
    """How many things wait on the forces board: people who should be out, requests that nobody has promised, findings that
    nobody has, what runs out or is low, and what positions suggest."""
    state, now = services.state, services.workspace.desk.clock.now()
    asked = sum(1 for one in state.supply_requests.values() if one.status is SupplyStatus.REQUESTED)
    found = sum(1 for one in state.patrol_findings.values() if one.waits)
    tracking = services.workspace.tracking
    suggested = len(tracking.arrivals.current) if tracking is not None else 0
    due = reminders(state, today_of(now), reference=services.workspace.desk.reference)
    return len(overdue(state, now)) + asked + found + suggested + len(due)


class ReminderBar(Banner):
    """The first reminders in one line; its button opens the list."""

    def __init__(self, services: Services, presenter: ForcesPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", "info", parent=parent)
        self._services, self._presenter = services, presenter
        self.hide()
        self.acted.connect(lambda: services.run(self.show_all(), self))

    def show_state(self, state: State) -> None:
        """Show the reminders of this state; the line hides where there is nothing."""
        desk = self._services.workspace.desk
        today = today_of(desk.clock.now())
        found = reminders(state, today, reference=desk.reference)
        if not found:
            self.hide()
            return
        rows = self._presenter.reminder_rows(found[:2], state, today)  # of thousands only two are read here
        first = self._services.wording.say("list.separator").join(f"{row.subject} {row.text}".strip() for row in rows)
        text = translate("Forces", "{count} reminders: {first}").format(count=len(found), first=first)
        tone = "watch" if any(is_pressing(one, today) for one in found) else "info"
        self.show_text(text, tone, translate("Forces", "All reminders"))
        self.show()

    def _rows(self, state: State) -> tuple[ReminderRow, ...]:
        desk = self._services.workspace.desk
        return self._presenter.reminders(state, today_of(desk.clock.now()), desk.reference)

    async def show_all(self) -> None:
        """The ranked list; Enter goes to the unit."""
        state = self._services.state
        rows = self._rows(state)
        dialog = KitDialog(self, translate("Forces", "Reminders"),
                           translate("Forces", "What has run out, what runs out within 30 days, and what is low in store."))
        view = RowsView(
            (
                Column(key="kind", title=translate("Forces", "Of what"), text=lambda row: row.kind, width=100, badge=True,
                       tone=lambda row: row.tone),
                Column(key="subject", title=translate("Forces", "Unit"), text=lambda row: row.subject, width=160),
                Column(key="text", title=translate("Forces", "What"), text=lambda row: row.text, stretch=True,
                       tip=lambda row: row.text),
                Column(key="due", title=translate("Forces", "Last day"), width=100,
                       text=lambda row: str(row.reminder.due_on or "")),
            ),
            lambda row: row.id, title=translate("Forces", "Reminders"),
        )
        view.set_rows(rows)
        view.setMinimumSize(current_theme().px(760), current_theme().px(340))
        dialog.content.addWidget(view)
        dialog.add_answer(Answer("ok", translate("Forces", "Close"), "primary"), default=True)

        def go(row: ReminderRow) -> None:
            unit_id = row.reminder.subject_id
            if unit_id in state.units:
                dialog.give("ok")
                self._services.navigator.show_unit(unit_id)

        view.activated.connect(go)
        await show(dialog)
