"""The outbox: what waits, what was tried, what nobody has signed for, and one button for each thing to do about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.sending.commands import RetryNow
from app.domain.sending.model import BY_MACHINE, SendChannel, Transmission
from app.domain.sending.rules import channel_faults
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.bars import Banner
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports import outbox_dialogs as dialogs
from app.ui.panels.reports import outbox_presenter as presenter
from app.ui.panels.reports.outbox_presenter import OutboxRow
from app.ui.panels.reports.presenter import moment
from app.ui.services import Services

Dialog = Callable[[Services, QWidget, Transmission], Awaitable[Any]]


class OutboxTab(TickingWidget):
    """Enter does what the current row waits for: sent by hand, else the confirming call."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._clock = services.workspace.desk.clock
        self.notice = Banner("")
        self.notice.hide()
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Outbox"), initials=search_keys,
            empty=(self.tr("Nothing was sent from here yet"), self.tr("Put a report in with “Send…”.")),
        )
        self.filter = QComboBox()
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.filter.setAccessibleName(self.tr("State"))
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.send_button = Button(self.tr("Send…"), "send", "primary")
        self.hand_button = Button(self.tr("Sent by hand…"), "check")
        self.call_button = Button(self.tr("Confirm by phone…"), "call-out")
        self.sign_button = Button(self.tr("Receipt…"), "receipt")
        self.retry_button = Button(self.tr("Try now"), "refresh")
        self.copy_button = Button(self.tr("Copy fields…"), "copy")
        self.cover_button = Button(self.tr("Cover sheet…"), "paper")
        self.give_up_button = Button(self.tr("Give up…"), "stop", "quiet")
        self.incident_button = Button(self.tr("Go to incident"), "incident", "quiet")
        self._lay_out()
        self._wire()
        self._enable()

    def show_state(self, state: State) -> None:
        """Show the outbox of this state."""
        services = self._services
        words = services.wording
        describer = Describer(services.workspace.desk.reference, words)
        off = self._off()
        self._show_counts(presenter.counts(state))
        rows = presenter.outbox_rows(state, describer, words, off, self.filter.currentData() or "all")
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].id, scroll=False)
        self._show_notice(state, off)
        self._enable()

    def _off(self) -> frozenset[SendChannel]:
        outbox = self._services.workspace.outbox
        return frozenset(one for one in BY_MACHINE if outbox is None or outbox.door(one) is None)

    def _show_notice(self, state: State, off: frozenset[SendChannel]) -> None:
        words, now = self._services.wording, self._clock.now()
        lines = [
            words.say(
                "outbox.fault", channel=words.say(f"send_channel.{fault.channel}"),
                result=words.say(f"attempt_result.{fault.result}"), since=time_text.day_clock(fault.since, now),
                count=fault.waiting,
            )
            for fault in channel_faults(state.transmissions.values())
        ]
        waiting = {one.channel for one in state.transmissions.values() if one.is_waiting and one.channel in off}
        lines += [words.say("outbox.off", channel=words.say(f"send_channel.{one}")) for one in sorted(waiting)]
        self.notice.show_text("\n".join(lines), Tone.ALARM if lines else Tone.INFO)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.word, tone=lambda r: r.tone, badge=True, width=138,
                   sort=lambda r: r.order),
            Column(key="report", title=self.tr("Report"), text=lambda r: r.report, width=76),
            Column(key="to", title=self.tr("Recipient"), text=lambda r: r.to, width=140, tip=lambda r: r.to),
            Column(key="channel", title=self.tr("Channel"), text=lambda r: r.channel, width=96),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=180, stretch=True,
                   tip=lambda r: r.incident),
            Column(key="queued", title=self.tr("Put in"), text=lambda r: moment(r.queued_at), width=96,
                   sort=lambda r: r.queued_at, export=lambda r: time_text.full(r.queued_at)),
            Column(key="tries", title=self.tr("Tries"), text=lambda r: str(r.tries) if r.tries else "", align="right", width=54,
                   sort=lambda r: r.tries),
            Column(key="last", title=self.tr("Last try"), text=lambda r: r.last, width=150, tip=lambda r: r.last),
            Column(key="next", title=self.tr("Next try"), text=self._next, align="right", width=96,
                   sort=lambda r: r.next_at or r.queued_at, export=lambda r: time_text.full(r.next_at) if r.next_at else ""),
            Column(key="receipt", title=self.tr("Receipt"), text=lambda r: r.receipt, width=150, tip=lambda r: r.receipt),
        )

    def _next(self, row: OutboxRow) -> str:
        at: datetime | None = row.next_at
        if at is None:
            return ""
        now = self._clock.now()
        return time_text.duration(at - now) if at > now else self.tr("now")

    def _lay_out(self) -> None:
        theme = current_theme()
        self.table.toolbar.insertWidget(0, self.filter)
        self.table.toolbar.insertWidget(2, self.send_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for button in (
            self.hand_button, self.call_button, self.sign_button, self.retry_button, self.copy_button, self.cover_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.incident_button)
        buttons.addWidget(self.give_up_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)
        self._detail.setMinimumHeight(theme.px(96))

    def _wire(self) -> None:
        run = self._services.run
        self.table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda _row: self._act())
        self.filter.currentIndexChanged.connect(lambda _place: self.show_state(self._services.state))
        self.send_button.clicked.connect(lambda: run(dialogs.queue(self._services, self), self))
        for button, dialog in (
            (self.hand_button, dialogs.handed_over), (self.call_button, dialogs.call), (self.sign_button, dialogs.sign),
            (self.give_up_button, dialogs.give_up), (self.copy_button, dialogs.copy_fields), (self.cover_button, dialogs.cover),
        ):
            button.clicked.connect(lambda _checked=False, dialog=dialog: self._open(dialog))
        self.retry_button.clicked.connect(self._retry)
        self.incident_button.clicked.connect(self._go)

    def _act(self) -> None:
        row: OutboxRow | None = self.table.current
        if row is not None:
            self._open(dialogs.handed_over if row.can_hand else dialogs.call)

    def _open(self, dialog: Dialog) -> None:
        one = self._current()
        if one is None:
            return

        async def ask() -> None:
            await dialog(self._services, self, one)

        self._services.run(ask(), self)

    def _retry(self) -> None:
        one = self._current()
        if one is not None:
            self._services.run(self._services.attempt(RetryNow(transmission_id=one.id)), self)

    def _go(self) -> None:
        row: OutboxRow | None = self.table.current
        if row is not None and row.incident_id:
            self._services.navigator.show_incident(row.incident_id, "reports")

    def _current(self) -> Transmission | None:
        return self._services.state.transmissions.get(self.table.current_id)

    def _enable(self) -> None:
        row: OutboxRow | None = self.table.current
        self.hand_button.setEnabled(row is not None and row.can_hand)
        self.call_button.setEnabled(row is not None)
        self.sign_button.setEnabled(row is not None and row.can_sign)
        self.retry_button.setEnabled(row is not None and row.can_retry)
        self.copy_button.setEnabled(row is not None and row.has_text)
        self.cover_button.setEnabled(row is not None and row.can_cover)
        self.give_up_button.setEnabled(row is not None and row.can_give_up)
        self.incident_button.setEnabled(row is not None and bool(row.incident_id))
        self._detail.setText("" if row is None else row.detail)

    def _show_counts(self, found: dict[str, int]) -> None:
        words = self._services.wording
        blocked = self.filter.blockSignals(True)
        for place, only in enumerate(presenter.FILTERS):
            name = words.say(f"outbox.filter_{only}") if only in ("all", "open") else words.say(f"send_state.{only}")
            text = words.say("due_filter.counted", name=name, count=found[only])
            if place < self.filter.count():
                self.filter.setItemText(place, text)
            else:
                self.filter.addItem(text, only)
        self.filter.blockSignals(blocked)

    def tick(self) -> None:
        """The time that is left runs."""
        self.table.view.viewport().update()
