"""The swaps of the duty roster: how far each has come, and the buttons for its next step."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.duty_roster import RosterWords
from app.domain.roster.model import Swap, SwapState
from app.domain.state import State
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button
from app.ui.panels.contacts.roster_dialogs import ask_step
from app.ui.services import Services

_TONES = {
    SwapState.REQUESTED: "watch", SwapState.CONSENTED: "watch", SwapState.APPROVED: "ok", SwapState.REFUSED: "muted",
}


class SwapPane(QWidget):
    """Every swap, those that wait first; Enter takes the chosen one a step further."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            self._columns(), lambda one: one.id, title=translate("DutyRoster", "Swaps"), initials=search_keys,
            empty=(translate("DutyRoster", "No swaps"), translate("DutyRoster", "Choose a duty in the grid and ask for a swap")),
        )
        self.steps = {
            SwapState.CONSENTED: Button(translate("DutyRoster", "The other agrees…")),
            SwapState.APPROVED: Button(translate("DutyRoster", "Leader agrees, file…")),
            SwapState.REFUSED: Button(translate("DutyRoster", "Refuse or withdraw…"), variant="quiet"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        for wanted, button in self.steps.items():
            column.addWidget(button)
            button.clicked.connect(lambda _checked=False, wanted=wanted: self._step(wanted))
        self.table.selected.connect(lambda _row: self._show_steps())
        self.table.activated.connect(self._next_step)

    def show_state(self, state: State) -> int:
        """Show the swaps of this state; how many wait."""
        swaps = sorted(state.roster.swaps.values(), key=lambda one: (not one.is_open, one.ref))
        self.table.set_rows(swaps)
        self._show_steps()
        return sum(one.is_open for one in swaps)

    def _show_steps(self) -> None:
        chosen: Swap | None = self.table.current
        state = chosen.state if chosen is not None and chosen.is_open else None
        self.steps[SwapState.CONSENTED].setEnabled(state is SwapState.REQUESTED)
        self.steps[SwapState.APPROVED].setEnabled(state is SwapState.CONSENTED)
        self.steps[SwapState.REFUSED].setEnabled(state is not None)

    def _step(self, wanted: SwapState) -> None:
        chosen: Swap | None = self.table.current
        if chosen is not None and chosen.is_open:
            self._services.run(ask_step(self._services, self, chosen, wanted), self)

    def _next_step(self, swap: Swap) -> None:
        self._step(SwapState.CONSENTED if swap.state is SwapState.REQUESTED else SwapState.APPROVED)

    def _words(self) -> RosterWords:
        return RosterWords(self._services.state, Describer(self._services.workspace.desk.reference, self._services.wording))

    def _columns(self) -> tuple[Column, ...]:
        def steps(one: Swap) -> str:
            return "\n".join(self._words().swap_steps(one))

        return (
            Column(key="state", title=translate("DutyRoster", "State"), badge=True, width=124, tone=lambda one: _TONES[one.state],
                   text=lambda one: self._services.wording.say(f"roster.swap.{one.state}")),
            Column(key="swap", title=translate("DutyRoster", "Swap"), text=lambda one: self._words().swap(one), tip=steps,
                   stretch=True, sort=lambda one: one.ref),
            Column(key="reason", title=translate("DutyRoster", "Reason"), text=lambda one: one.reason, width=100, extra=True),
        )  # fmt: skip
