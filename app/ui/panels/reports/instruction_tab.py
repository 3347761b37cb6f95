"""What came in from above: verbatim, with whom it lies and by when, answered and closed from here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.instruction.model import Instruction, InstructionState
from app.domain.instruction.rules import limits
from app.domain.state import State
from app.ui import instructions as dialogs
from app.ui.kit import time_text
from app.ui.kit.places import name_place
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports.presenter import moment
from app.ui.services import Services

TONES = {
    InstructionState.RECEIVED: "warn", InstructionState.ASSIGNED: "watch", InstructionState.ANSWERED: "ok",
    InstructionState.CLOSED: "muted",
}
"""Tone of each state; the badge adds a shape and the word."""

Dialog = Callable[[Services, QWidget, Instruction], Awaitable[Any]]


class InstructionRow(msgspec.Struct, frozen=True):
    """One instruction in words; ``due_at`` is the earlier of its running limits."""

    id: str
    standing: InstructionState
    state: str
    tone: str
    kind: str
    who: str
    text: str
    received_at: datetime
    due_at: datetime | None
    responsible: str
    incident_id: str
    incident: str
    detail: str


def instruction_rows(state: State, d: Describer, words: Wording, only: str = "all") -> tuple[InstructionRow, ...]:
    """Those that wait first, by their limits, then the others, the newest first. ``only``: ``all``, ``open``, ``closed``."""
    wanted = {"all": lambda _one: True, "open": lambda one: one.closed_at is None, "closed": lambda one: one.closed_at is not None}
    rows = [_row(one, state, d, words) for one in state.instructions.values() if wanted[only](one)]
    return tuple(sorted(rows, key=_order))


def open_count(state: State) -> int:
    """How many nobody has answered yet."""
    return sum(1 for one in state.instructions.values() if one.is_open)


def _order(row: InstructionRow) -> tuple[bool, bool, float, str]:
    at = row.due_at.timestamp() if row.due_at else -row.received_at.timestamp()
    over = row.standing in (InstructionState.ANSWERED, InstructionState.CLOSED)
    return over, row.due_at is None, at, row.id


def _row(one: Instruction, state: State, d: Describer, words: Wording) -> InstructionRow:
    lines = [one.text, words.say(
        "instruction.origin", desk=one.from_desk or "—", how=words.say(f"received_by.{one.how}"), by=one.recorded_by or "—",
    )]
    lines += [f"{d.clock(step.at)} {step.by} {step.text}" for step in one.steps]
    if one.answered_at is not None:
        lines.append(words.say("instruction.answered", at=d.clock(one.answered_at), answer=one.answer))
    if one.closed_at is not None:
        lines.append(words.say("instruction.closed", at=d.clock(one.closed_at), by=one.closed_by or "—", note=one.close_note))
    return InstructionRow(
        id=one.id, standing=one.state, state=words.say(f"instruction_state.{one.state}"), tone=TONES[one.state],
        kind=words.say(f"instruction_kind.{one.kind}"), who=" ".join(part for part in (one.from_post, one.from_name) if part),
        text=one.text, received_at=one.received_at, due_at=min((at for _, at in limits(one)), default=None),
        responsible=one.responsible, incident_id=one.incident_id, incident=d.where(one.incident_id, state),
        detail="\n".join(lines),
    )


class InstructionTab(TickingWidget):
    """Enter answers the current one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._clock = services.workspace.desk.clock
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Instructions"), initials=search_keys,
            empty=(self.tr("Nothing has come in from above"), self.tr("Record queries, leaders' instructions and orders here.")),
        )
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("Shown"))
        for only, name in (("open", self.tr("Not closed")), ("closed", self.tr("Closed")), ("all", self.tr("All"))):
            self.filter.addItem(name, only)
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.receive_button = Button(self.tr("Received…"), "inbox", "primary")
        self.assign_button = Button(self.tr("Assign…"), "person")
        self.step_button = Button(self.tr("Record a step…"), "edit")
        self.answer_button = Button(self.tr("Answer… (Enter)"), "check")
        name_place(self.answer_button, "instructions.answer")
        self.close_button = Button(self.tr("Close…"), "stop", "quiet")
        name_place(self.close_button, "instructions.close")
        self.print_button = Button(self.tr("Print sheet…"), "print", "quiet")
        self.incident_button = Button(self.tr("Go to incident"), "incident", "quiet")
        self._lay_out()
        self._wire()
        self._enable()

    def show_state(self, state: State) -> None:
        """Show the instructions of this state."""
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        rows = instruction_rows(state, describer, self._services.wording, self.filter.currentData() or "open")
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].id, scroll=False)
        self._enable()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.tone, badge=True, width=118),
            Column(key="left", title=self.tr("Left"), text=self._left, tone=self._left_tone, align="right", width=128,
                   sort=lambda r: r.due_at or r.received_at, export=lambda r: time_text.full(r.due_at) if r.due_at else ""),
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, width=108),
            Column(key="who", title=self.tr("From"), text=lambda r: r.who, width=130, tip=lambda r: r.who),
            Column(key="text", title=self.tr("Words"), text=lambda r: r.text, width=240, stretch=True, tip=lambda r: r.text),
            Column(key="received", title=self.tr("Received"), text=lambda r: moment(r.received_at), width=100,
                   sort=lambda r: r.received_at, export=lambda r: time_text.full(r.received_at)),
            Column(key="responsible", title=self.tr("Responsible"), text=lambda r: r.responsible, width=110,
                   tip=lambda r: r.responsible),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=170, tip=lambda r: r.incident),
        )

    def _left(self, row: InstructionRow) -> str:
        return time_text.remaining(row.due_at - self._clock.now()) if row.due_at else ""

    def _left_tone(self, row: InstructionRow) -> str:
        return Tone.ALARM if row.due_at is not None and row.due_at < self._clock.now() else Tone.NEUTRAL

    def _lay_out(self) -> None:
        theme = current_theme()
        self.table.toolbar.insertWidget(0, self.filter)
        self.table.toolbar.insertWidget(2, self.receive_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for button in (self.answer_button, self.assign_button, self.step_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.incident_button)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)
        self._detail.setMinimumHeight(theme.px(96))

    def _wire(self) -> None:
        run = self._services.run
        self.table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda row: self._open(dialogs.answer) if self._may_answer(row) else None)
        self.filter.currentIndexChanged.connect(lambda _place: self.show_state(self._services.state))
        self.receive_button.clicked.connect(lambda: run(dialogs.receive(self._services, self), self))
        for button, dialog in (
            (self.assign_button, dialogs.assign), (self.step_button, dialogs.progress), (self.answer_button, dialogs.answer),
            (self.close_button, dialogs.close),
        ):
            button.clicked.connect(lambda _checked=False, dialog=dialog: self._open(dialog))
        self.incident_button.clicked.connect(self._go)
        self.print_button.clicked.connect(self._print)

    def _open(self, dialog: Dialog) -> None:
        one = self._services.state.instructions.get(self.table.current_id)
        if one is None:
            return

        async def ask() -> None:
            await dialog(self._services, self, one)

        self._services.run(ask(), self)

    def _go(self) -> None:
        row: InstructionRow | None = self.table.current
        if row is not None and row.incident_id:
            self._services.navigator.show_incident(row.incident_id, "reports")

    def _print(self) -> None:
        row: InstructionRow | None = self.table.current
        if row is not None:
            self._services.navigator.print_incident(row.incident_id, "instruction_sheet", row.id)

    def _may_answer(self, row: InstructionRow | None) -> bool:
        return row is not None and row.standing in (InstructionState.RECEIVED, InstructionState.ASSIGNED)

    def _enable(self) -> None:
        row: InstructionRow | None = self.table.current
        for button in (self.assign_button, self.step_button, self.answer_button):
            button.setEnabled(self._may_answer(row))
        self.close_button.setEnabled(row is not None and row.standing is not InstructionState.CLOSED)
        self.print_button.setEnabled(row is not None)
        self.incident_button.setEnabled(row is not None and bool(row.incident_id))
        self._detail.setText("" if row is None else row.detail)

    def tick(self) -> None:
        """The time that is left runs."""
        self.table.view.viewport().update()
