"""Calling people down: one key for each result, how far it has come, and who is to be called again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.desk.call_lists import CallSource, persons
from app.domain.calldown.commands import EndCallDown, RecordCall, StartCallDown
from app.domain.calldown.model import CallDown, CallResult
from app.domain.incident.model import Incident
from app.kernel.clock import to_local
from app.ui.kit.combos import refill
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.panels.duty.look import room_of, row
from app.ui.panels.duty.mapping.presenter import RESULT_TONES, CallRow, call_rows, coverage_line
from app.ui.panels.duty.mapping.side import SidePane
from app.ui.services import Services

_KEYS = {
    Qt.Key.Key_1: CallResult.ANSWERED, Qt.Key.Key_Space: CallResult.ANSWERED, Qt.Key.Key_2: CallResult.NO_ANSWER,
    Qt.Key.Key_3: CallResult.PASSED_ON,
}


class CallDownPane(SidePane):
    """1 (or the space bar) answered, 2 no answer, 3 passed on; the next person comes up by itself."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, translate("Duty", "Call-down"), parent)
        self.selected: Callable[[], str] = str
        """Which incident is selected, "" for none."""
        self.which = QComboBox()
        self.which.setAccessibleName(translate("Duty", "Which list"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.addItem(translate("Duty", "No list yet"), "")
        self.new_button = Button(translate("Duty", "New list…"), "add")
        self.end_button = Button(translate("Duty", "Leave it at that…"), "check", "quiet")
        self.print_button = Button(translate("Duty", "Print…"), "print", "quiet")
        self.again = QCheckBox(translate("Duty", "Only who is to be called (again)"))
        self.coverage = Text("", "label")
        self.coverage.setWordWrap(True)
        self.list = RowsView(
            _columns(), lambda one: one.id, title=translate("Duty", "Call-down"),
            empty=(
                translate("Duty", "Nobody to call"),
                translate("Duty", "Make a new list, or ask the map what is here and press Call down"),
            ),
        )
        self.buttons = {
            CallResult.ANSWERED: Button(translate("Duty", "Answered (1)"), "check", "primary"),
            CallResult.NO_ANSWER: Button(translate("Duty", "No answer (2)"), "close"),
            CallResult.PASSED_ON: Button(translate("Duty", "Passed on (3)"), "forward"),
        }
        for result, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, result=result: self.record(result))
        self.body.addWidget(self.which)
        self.body.addLayout(row(self.new_button, self.print_button, self.end_button, None))
        self.body.addWidget(self.coverage)
        self.body.addLayout(row(*self.buttons.values(), None))
        self.body.addWidget(self.again)
        self.body.addWidget(self.list, 1)
        self.which.currentIndexChanged.connect(lambda _place: self._draw())
        self.again.toggled.connect(lambda _on: self._draw())
        self.list.view.installEventFilter(self)
        self.new_button.clicked.connect(lambda: services.run(self.begin(), self))
        self.end_button.clicked.connect(lambda: services.run(self.end(), self))
        self.print_button.clicked.connect(self._print)

    @property
    def current(self) -> CallDown | None:
        """The list shown."""
        return self.services.state.call_downs.get(str(self.which.currentData() or ""))

    def show_list(self, calldown_id: str) -> None:
        """Bring a list up, with the keyboard in it."""
        self.refresh()
        place = self.which.findData(calldown_id)
        if place >= 0:
            self.which.setCurrentIndex(place)
        self._draw()
        self.list.view.setFocus()
        if self.list.model.rowCount():
            self.list.select(self.list.model.id_at(0))

    def _print(self) -> None:
        of = self.current
        if of is not None:
            self.services.navigator.print_incident(of.incident_id, "call_down_sheet", of.id)

    async def begin(self) -> None:
        """Choose where a new list comes from and begin to call it."""
        room, of = room_of(self.services), self.incident()
        made = {one: persons(one, room.state, room.reference, room.now, room.describer.role, of) for one in CallSource}
        options = [
            Option(one, room.say(f"calldown.source.{one}"), translate("Duty", "{count} people").format(count=len(found)))
            for one, found in made.items() if found
        ]
        if not options:
            self.services.navigator.say(translate("Duty", "The roster, the plans and the contact book name nobody"), "warn")
            return
        source = await choose(self, translate("Duty", "Call whom?"), options)
        if source is None:
            return
        title = room.say("calldown.title", source=room.say(f"calldown.source.{source}"), at=room.clock(room.now))
        command = StartCallDown(title=title, persons=made[source], incident_id=of.id if of is not None else "")
        if await self.services.attempt(command) and alive(self):
            lists = self.services.state.call_downs.values()
            self.show_list(max(lists, key=lambda one: (one.started_at, one.id)).id)

    async def end(self) -> None:
        """Leave the list at what was reached, with the reason."""
        of = self.current
        if of is None:
            return
        reason = await prompt_text(
            self, translate("Duty", "Leave the list"), translate("Duty", "Why is nobody of “{title}” called any more?").format(
                title=of.title
            ),
        )
        if reason and await self.services.attempt(EndCallDown(calldown_id=of.id, reason=reason)):
            self._draw()

    def incident(self) -> Incident | None:
        """The open incident that a new list belongs to: the one that is selected."""
        of = self.services.state.incidents.get(self.selected())
        return of if of is not None and of.is_open else None

    def refresh(self) -> None:
        """The lists as they are now, the newest first."""
        lists = sorted(self.services.state.call_downs.values(), key=lambda one: (one.started_at, one.id), reverse=True)
        blocked = self.which.blockSignals(True)
        refill(self.which, [(one.id, f"{to_local(one.started_at):%m-%d %H:%M}  {one.title}") for one in lists])
        if lists and not self.which.currentData():
            self.which.setCurrentIndex(1)
        self.which.blockSignals(blocked)
        self._draw()

    def record(self, result: CallResult) -> None:
        """Record what became of the call of the current person."""
        if self.current is not None and self.list.current_id:
            self.services.run(self._record(self.current.id, self.list.current, result), self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One key, one result."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            result = _KEYS.get(Qt.Key(event.key()))
            if result is not None:
                self.record(result)
                return True
        return super().eventFilter(watched, event)

    async def _record(self, calldown_id: str, one: CallRow, result: CallResult) -> None:
        passed_to = ""
        if result is CallResult.PASSED_ON:
            asked = translate("Duty", "Who took the message for {name}?").format(name=one.name)
            typed = await prompt_text(self, translate("Duty", "Passed on"), asked)
            if typed is None:
                return
            passed_to = typed
        following = self._after(one.id)
        command = RecordCall(calldown_id=calldown_id, person_id=one.id, result=result, passed_to=passed_to)
        if await self.services.attempt(command):
            self._draw()
            self.list.select(following)

    def _after(self, person_id: str) -> str:
        shown = [one.id for one in self.list.model.shown]
        place = shown.index(person_id) if person_id in shown else -1
        return shown[place + 1] if place + 1 < len(shown) else (shown[0] if shown else "")

    def _draw(self) -> None:
        of = self.current
        room = room_of(self.services)
        self.list.set_rows(call_rows(of, room, again=self.again.isChecked()) if of else ())
        self.coverage.setText(coverage_line(of, room) if of else "")
        stands = of is not None and of.ended_at is None
        for button in (*self.buttons.values(), self.end_button):
            button.setEnabled(stands and of is not None and bool(of.persons))
        self.print_button.setEnabled(of is not None)


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="name", title=translate("Duty", "Name"), text=lambda one: one.name, width=70),
        Column(key="phone", title=translate("Duty", "Phone"), text=lambda one: one.phone, width=134),
        Column(
            key="result", title=translate("Duty", "Result"), text=lambda one: one.words, tone=lambda one: RESULT_TONES[one.result],
            badge=True, width=104,
        ),
        Column(key="at", title=translate("Duty", "Time"), text=lambda one: one.at, width=52),
        Column(
            key="about", title=translate("Duty", "Why"), text=lambda one: one.about, stretch=True, width=140,
            tip=lambda one: one.about,
        ),
        Column(key="by", title=translate("Duty", "Called by"), text=lambda one: one.by, width=70, extra=True),
        Column(key="remark", title=translate("Duty", "Remark"), text=lambda one: one.remark, width=100, extra=True),
    )
