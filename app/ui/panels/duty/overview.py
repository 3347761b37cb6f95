"""The overview tab: figures with status and source, the grade and its reasons, the intake, the closure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSplitter, QWidget

from app.catalog.intake.lexicon import Lexicon
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.words import FactStatus
from app.ui.kit.dialogs import Option, choose
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader, Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.panels.duty import fact_dialogs, head_presenter, overview_presenter
from app.ui.panels.duty.look import Tab, column, room_of, row, tab_column
from app.ui.panels.duty.overview_presenter import FactRow
from app.ui.panels.duty.room import Room
from app.ui.services import Services


class OverviewTab(Tab):
    """Enter on a figure corrects it."""

    def __init__(self, services: Services, lexicon: Lexicon, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._lexicon = lexicon
        self.facts = RowsView(
            _columns(services), lambda one: one.name, title=translate("Duty", "Figures"),
            empty=(translate("Duty", "No figures yet"), translate("Duty", "Record what is known")), searchable=False,
        )
        self.record = Button(translate("Duty", "Record…"), "add", "plain")
        self.verify = Button(translate("Duty", "Verify…"), "verified", "quiet")
        self.correct = Button(translate("Duty", "Correct…"), "edit", "quiet")
        self.remove = Button(translate("Duty", "Withdraw…"), variant="quiet")
        self.override = Button(translate("Duty", "Grade by a person…"), variant="quiet")
        self.withdraw = Button(translate("Duty", "Back to the machine's grade…"), variant="quiet")
        self.intake = Button(translate("Duty", "Correct intake…"), "edit", "quiet")
        self._because = Text("", "label")
        self._because.setWordWrap(True)
        self._sensitive = Text("", "", "warn")
        self._sensitive.setWordWrap(True)
        self._lines = QGridLayout()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lay_out()
        self._wire()

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw figures, grade and intake."""
        self.incident_id = of.id
        self.facts.set_rows(overview_presenter.facts(of, room))
        self._because.setText("\n".join(head_presenter.because_lines(of, room)))
        flags = overview_presenter.sensitivity(of, room)
        self._sensitive.setText(room.say("duty.sensitive", flags=room.say("list.separator").join(flags)) if flags else "")
        self._sensitive.setVisible(bool(flags))
        self.withdraw.setVisible(of.override is not None)
        for button in (self.override, self.withdraw, self.intake):
            button.setEnabled(of.is_open)
        lines = (overview_presenter.closure_lines, overview_presenter.command_lines, overview_presenter.intake_lines)
        self._draw_lines(tuple(line for told in lines for line in told(of, room)))
        self._enable()

    def _draw_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, (label, words) in enumerate(lines):
            value = Text(words)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(Text(label, "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(value, place, 1)
        self._lines.setColumnStretch(1, 1)

    def _enable(self) -> None:
        known = self.facts.current is not None
        for button in (self.verify, self.correct, self.remove):
            button.setEnabled(known)

    def _wire(self) -> None:
        run = self.services.run
        self.facts.selected.connect(lambda _row: self._enable())
        self.facts.activated.connect(lambda one: run(self._touch(one, FactStatus.CORRECTED), self))
        self.record.clicked.connect(lambda: run(self._record(), self))
        self.verify.clicked.connect(lambda: run(self._touch(self.facts.current, FactStatus.VERIFIED), self))
        self.correct.clicked.connect(lambda: run(self._touch(self.facts.current, FactStatus.CORRECTED), self))
        self.remove.clicked.connect(lambda: run(self._remove(), self))
        self.override.clicked.connect(lambda: run(self._grade(), self))
        self.withdraw.clicked.connect(lambda: run(self._ungrade(), self))
        self.intake.clicked.connect(lambda: run(self._correct_intake(), self))

    async def _record(self) -> None:
        of = self.incident
        if of is None:
            return
        room = room_of(self.services)
        options = [
            Option(one.name, room.wording.text(one.label), room.say(f"group.{one.group}"), one.name)
            for one in overview_presenter.asked(of, room)
        ]
        name = await choose(self, translate("Duty", "Which figure?"), options)
        if name is not None:
            status = FactStatus.CORRECTED if name in of.facts else FactStatus.REPORTED
            await fact_dialogs.record_fact(self.services, self, of, room.reference.facts[name], status)

    async def _touch(self, one: FactRow | None, status: FactStatus) -> None:
        of = self.incident
        known = self.services.workspace.desk.reference.facts.get(one.name) if one else None
        if of is not None and known is not None:
            await fact_dialogs.record_fact(self.services, self, of, known, status)

    async def _remove(self) -> None:
        of, one = self.incident, self.facts.current
        if of is not None and one is not None:
            await fact_dialogs.remove_fact(self.services, self, of, one.name)

    async def _grade(self) -> None:
        if (of := self.incident) is not None:
            await fact_dialogs.override_severity(self.services, self, of)

    async def _ungrade(self) -> None:
        if (of := self.incident) is not None:
            await fact_dialogs.withdraw_override(self.services, self, of)

    async def _correct_intake(self) -> None:
        if (of := self.incident) is not None:
            await fact_dialogs.correct_intake(self.services, self, of, self._lexicon)

    def _lay_out(self) -> None:
        theme = current_theme()
        upper, lower = QWidget(), QWidget()
        lower.setProperty("role", "scrolled")
        top = column(upper, "", "xs")
        for place, button in enumerate((self.record, self.verify, self.correct, self.remove)):
            button.setProperty("dense", "true")
            self.facts.toolbar.insertWidget(place, button)
        self.facts.toolbar.setSpacing(theme.length("xs"))
        top.addWidget(self.facts, 1)
        bottom = column(lower, "", "xs")
        bottom.addWidget(SectionHeader(translate("Duty", "Grade")))
        bottom.addWidget(self._because)
        bottom.addWidget(self._sensitive)
        bottom.addLayout(row(self.override, self.withdraw, None))
        head = SectionHeader(translate("Duty", "Intake"))
        head.layout().addWidget(self.intake)
        bottom.addWidget(head)
        self._lines.setHorizontalSpacing(theme.length("m"))
        self._lines.setVerticalSpacing(theme.length("xs"))
        bottom.addLayout(self._lines)
        bottom.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(lower)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(area)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        tab_column(self).addWidget(split, 1)


def _columns(services: Services) -> tuple[Column, ...]:
    say = services.wording.say
    return (
        Column(key="label", title=say("duty.column.fact"), text=lambda one: one.label, width=120),
        Column(key="value", title=say("duty.column.value"), text=lambda one: one.value, width=84, tip=lambda one: one.tip),
        Column(
            key="status", title=say("duty.column.status"), text=lambda one: one.status, tone=lambda one: one.tone, badge=True,
            width=84, tip=lambda one: one.tip,
        ),
        Column(key="source", title=say("duty.column.source"), text=lambda one: one.source, stretch=True, tip=lambda one: one.tip),
        Column(key="time", title=say("duty.column.time"), text=lambda one: one.time, width=80),
    )
