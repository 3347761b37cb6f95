"""疑似迟漏: what looks late or left out, with the evidence; a person decides what it was."""

from __future__ import annotations

import math
from datetime import datetime

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.reference import Reference
from app.domain.reporting.suspicion import Suspected, Suspicion, suspicions
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports.layout import table_over_detail
from app.ui.panels.reports.presenter import moment
from app.ui.services import Services

TONES = {Suspected.LATE: "warn", Suspected.OMITTED: "alarm"}


class SuspicionRow(msgspec.Struct, frozen=True):
    """One suspicion in words."""

    key: str
    suspected: str
    tone: str
    cause: str
    report: str
    to: str
    incident_id: str
    incident: str
    due_at: datetime
    actual_at: datetime | None
    late_min: int
    basis: str
    detail: str


def suspicion_rows(
    state: State, reference: Reference, d: Describer, words: Wording, now: datetime, only: str = "all"
) -> tuple[SuspicionRow, ...]:
    """What looks late or left out at this desk; ``only``: ``all``, ``late``, ``omitted``."""
    return tuple(
        _row(one, state, d, words) for one in suspicions(state, reference, now) if only in ("all", one.suspected.value)
    )


def _row(one: Suspicion, state: State, d: Describer, words: Wording) -> SuspicionRow:
    bases = [d.rule_basis(ref) if ref.rule_id in d.rule_basis(ref) else f"{ref.rule_id} {d.rule_basis(ref)}" for ref in one.bases]
    late_min = math.ceil(one.late_by_s / 60)
    cause = words.say(f"suspicion_cause.{one.cause}", minutes=late_min)
    return SuspicionRow(
        key=one.key, suspected=words.say(f"suspected.{one.suspected}"), tone=TONES[one.suspected], cause=cause,
        report=f"{words.say(f'channel.{one.channel}')} {d.stage(one.stage, one.number)}", to=d.role(one.to_role),
        incident_id=one.incident_id, incident=one.words or d.where(one.incident_id, state), due_at=one.due_at,
        actual_at=one.actual_at, late_min=late_min, basis=bases[0] if bases else "",
        detail="\n".join((cause, *bases, words.say("suspicion.only"))),
    )


class SuspicionTab(QWidget):
    """Reads, filters and exports; nothing is decided here."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Suspected late or omitted"), initials=search_keys,
            empty=(self.tr("Nothing looks late or left out"), self.tr("The machine compares limits and times; people judge.")),
        )
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("Shown"))
        for only in ("all", "late", "omitted"):
            name = self.tr("All") if only == "all" else services.wording.say(f"suspected.{only}")
            self.filter.addItem(name, only)
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.incident_button = Button(self.tr("Go to incident"), "incident")
        self.table.toolbar.insertWidget(0, self.filter)
        table_over_detail(self, self.table, self._detail, self.incident_button)
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(lambda _row: self._go())
        self.filter.currentIndexChanged.connect(lambda _place: self.show_state(self._services.state))
        self.incident_button.clicked.connect(self._go)
        self._show_current()

    def show_state(self, state: State) -> None:
        """Compare limits and times of this state now."""
        desk, words = self._services.workspace.desk, self._services.wording
        describer = Describer(desk.reference, words)
        rows = suspicion_rows(state, desk.reference, describer, words, desk.clock.now(), self.filter.currentData() or "all")
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].key, scroll=False)
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="suspected", title=self.tr("Suspected"), text=lambda r: r.suspected, tone=lambda r: r.tone, badge=True,
                   width=108),
            Column(key="cause", title=self.tr("Because"), text=lambda r: r.cause, width=190, tip=lambda r: r.cause),
            Column(key="report", title=self.tr("Report"), text=lambda r: r.report, width=100),
            Column(key="to", title=self.tr("To"), text=lambda r: r.to, width=130, tip=lambda r: r.to),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=190, stretch=True,
                   tip=lambda r: r.incident),
            Column(key="due", title=self.tr("Was due"), text=lambda r: moment(r.due_at), width=104, sort=lambda r: r.due_at,
                   export=lambda r: time_text.full(r.due_at)),
            Column(key="actual", title=self.tr("Made at"), text=lambda r: moment(r.actual_at) or self.tr("not made"), width=104,
                   sort=lambda r: r.actual_at or r.due_at, export=lambda r: time_text.full(r.actual_at) if r.actual_at else ""),
            Column(key="basis", title=self.tr("Basis"), text=lambda r: r.basis, width=200, tip=lambda r: r.detail),
        )

    def _show_current(self) -> None:
        row: SuspicionRow | None = self.table.current
        self.incident_button.setEnabled(row is not None and bool(row.incident_id))
        self._detail.setText("" if row is None else row.detail)

    def _go(self) -> None:
        row: SuspicionRow | None = self.table.current
        if row is not None and row.incident_id:
            self._services.navigator.show_incident(row.incident_id, "reports")
