"""The intake's way into the call log: with a known incident, or with none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.calls.commands import LogCall
from app.domain.calls.model import CallCategory
from app.kernel.errors import Fault, Refusal
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.panels.duty.intake_presenter import Draft, call_of
from app.ui.services import Services


class CallDoor(QObject):
    """Logs the call that was typed so far. ``button`` asks what kind of call it was."""

    joined = Signal(str)
    """The call was logged with this incident."""

    logged = Signal()
    """The call was logged without an incident."""

    said_no = Signal(str)
    """Why it was not logged; "" takes the words away."""

    words_missing = Signal()
    """Nothing was written down of what was said."""

    def __init__(self, services: Services, draft: Callable[[], Draft], owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._draft, self._owner = services, draft, owner
        self._busy = False
        self.button = Button(
            translate("Duty", "Log the call only (Alt+L)"), "call-in", "quiet",
            translate("Duty", "Into the call log, without an incident"),
        )
        self.menu = QMenu(self.button)
        self.menu.setProperty("role", "popup")
        for category in CallCategory:
            if category is not CallCategory.INCIDENT:
                action = self.menu.addAction(services.wording.say(f"call_category.{category}"))
                action.triggered.connect(lambda _checked=False, category=category: self.log_only(category))
        self.button.setMenu(self.menu)

    def join(self, incident_id: str) -> None:
        """Log the call with a known incident instead of opening a new one."""
        self._log(CallCategory.INCIDENT, incident_id)

    def log_only(self, category: CallCategory) -> None:
        """Log the call without an incident."""
        self._log(category, "")

    def show_menu(self) -> None:
        """Ask what kind of call it was."""
        self.button.showMenu()

    def _log(self, category: CallCategory, incident_id: str) -> None:
        words = call_of(self._draft(), category)
        if words is None:
            self.said_no.emit(translate("Duty", "Write down what was said first"))
            self.words_missing.emit()
        elif not self._busy:
            self._busy = True
            self._services.run(self._execute(LogCall(words=words, incident_id=incident_id)), self._owner)

    async def _execute(self, command: LogCall) -> None:
        self.said_no.emit("")
        try:
            await self._services.execute(command)
        except (Refusal, Fault) as no:
            self.said_no.emit(self._services.explain(no))
            return
        finally:
            self._busy = False
        if command.incident_id:
            self.joined.emit(command.incident_id)
        else:
            self.logged.emit()
