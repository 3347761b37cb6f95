"""The duty log: of a shift or of a day, told by the journal, with the free entries between; searched, put right, printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.duty_log import SECTIONS, LogLine, Period, day_period, duty_log, is_zero_record, shift_periods
from app.desk.duty_sheets import log_sheet, log_text, period_title
from app.domain.dutylog.commands import CorrectLog, WriteLog
from app.domain.dutylog.model import LogCategory
from app.domain.record import Command
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.command_dialog import ask_command
from app.ui.kit.combos import combo
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button, SectionHeader
from app.ui.panels.contacts.sheets import head_of, print_sheet
from app.ui.panels.contacts.struck_lines import StruckLines
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

LONGEST = 200
SHIFTS_OFFERED = 60
"""Shifts in the list, about three weeks; earlier ones are found by their day."""

A_DAY = "day"


class DutyLogTab(QWidget):
    """A period above, its lines below, the chosen line in full at the foot with its struck words."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._describer = Describer(services.workspace.desk.reference, services.wording)
        self.period = QComboBox()
        self.period.setAccessibleName(translate("DutyLog", "Shift"))
        self.period.setMinimumWidth(current_theme().px(380))
        self.day = QDateEdit(calendarPopup=True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(translate("DutyLog", "Day"))
        today = to_local(services.workspace.desk.clock.now()).date()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.hide()
        self.section = combo(translate("DutyLog", "Everything"), translate("DutyLog", "Part of the log"))
        for code in SECTIONS:
            self.section.addItem(services.wording.say(f"log_section.{code}"), code)
        self.table = RowsView(
            self._columns(), lambda line: line.id, title=services.wording.say("tab.duty_log"), initials=search_keys,
            empty=(
                translate("DutyLog", "Nothing was recorded"),
                translate("DutyLog", "What happens comes in by itself; write the rest down"),
            ),
        )
        self.zero = Banner("")
        self.zero.hide()
        self.detail = StruckLines()
        self._write = Button(translate("DutyLog", "Write an entry…"), "add", "primary")
        self._correct = Button(translate("DutyLog", "Put right…"), "edit")
        self._print = Button(translate("DutyLog", "Print the log…"), "print")
        tip = translate("DutyLog", "The daily bulletin of this day")
        self._bulletin = Button(translate("DutyLog", "Bulletin…"), "paper", tip=tip)
        self._bulletin.clicked.connect(self._print_bulletin)
        self._lines: tuple[LogLine, ...] = ()
        self._asked = 0
        self._shown_id = ""
        for button, work in ((self._write, self.write), (self._correct, self.correct), (self._print, self.print)):
            button.clicked.connect(lambda _checked=False, work=work: services.run(work(), self))
        self.table.selected.connect(lambda _line: self._show_chosen())
        self.table.activated.connect(self._open)
        self.period.currentIndexChanged.connect(lambda _place: self._on_period())
        self.day.dateChanged.connect(lambda _day: self._reload())
        self.section.currentIndexChanged.connect(lambda _place: self._show_lines())
        self._lay_out()
        self._fill_periods(services.state)
        self._show_chosen()

    def show_state(self, state: State) -> None:
        """Show this state; its records are read away from the interface."""
        self._fill_periods(state)
        self._reload()

    async def load(self) -> None:
        """Read the records of the period and show its lines; an answer that came too late is dropped."""
        self._asked += 1
        asked, period = self._asked, self.chosen_period()
        records = await self.services.workspace.desk.records(period.after_seq, period.until_seq)
        if asked != self._asked:
            return
        fresh = period.id != self._shown_id
        self._shown_id = period.id
        self._lines = duty_log(records, self.services.state, self._describer, period)
        self._show_lines()
        if fresh and period.until is None:
            self.table.view.scrollToBottom()  # what happened last is what a running shift is asked about

    def chosen_period(self) -> Period:
        """The shift or the day that is chosen."""
        state, wanted = self.services.state, self.period.currentData()
        if wanted != A_DAY:
            for one in shift_periods(state):
                if one.id == wanted:
                    return one
        return day_period(state, self.day.date().toPython())  # type: ignore[arg-type]  # a date, whatever the stub says

    async def write(self) -> None:
        """Write an entry down."""
        form = Form(self._fields(), now=self.services.workspace.desk.clock.now, compact=True)
        form.set_values({"category": LogCategory.OTHER.value})

        def command(values: Mapping[str, Any]) -> Command:
            category = LogCategory(values["category"] or LogCategory.OTHER)
            return WriteLog(text=values["text"] or "", category=category, at=values["at"])

        title = translate("DutyLog", "Write an entry")
        text = translate("DutyLog", "When it happened may be earlier than now: both moments are kept.")
        await ask_command(self.services, self, title, text, form, translate("DutyLog", "Write"), command)

    async def correct(self) -> None:
        """Put the chosen entry right; its old words stay, struck through."""
        note = self.services.state.log_notes.get(self._note_id())
        if note is None:
            return
        fields = (
            self._fields()[0],
            Field(key="reason", label=self.services.wording.say("field.reason"), required=True, max_length=LONGEST),
        )
        form = Form(fields, compact=True)
        form.set_values({"text": note.text})

        def command(values: Mapping[str, Any]) -> Command:
            return CorrectLog(note_id=note.id, text=values["text"] or "", reason=values["reason"] or "")

        text = translate("DutyLog", "The old words stay readable, struck through, with the reason.")
        await ask_command(
            self.services, self, translate("DutyLog", "Put an entry right"), text, form, translate("DutyLog", "Save"), command
        )

    async def print(self) -> None:
        """Print the whole log of the period, whatever is searched for."""
        await self.load()
        desk = self.services.workspace.desk
        sheet = log_sheet(
            self._lines, self.chosen_period(), desk.state, desk.reference, self._describer, desk.clock.now(), head_of(self.services)
        )
        await print_sheet(self.services, self, "duty_log", sheet)

    def _print_bulletin(self) -> None:
        day = to_local(self.chosen_period().since).date()
        self.services.navigator.print_incident("", "daily_bulletin", day.isoformat())

    def _open(self, line: LogLine) -> None:
        if line.note_id:
            self.services.run(self.correct(), self)
        elif line.incident_id:
            self.services.navigator.show_incident(line.incident_id, "timeline")

    def _note_id(self) -> str:
        line: LogLine | None = self.table.current
        return line.note_id if line is not None else ""

    def _on_period(self) -> None:
        self.day.setVisible(self.period.currentData() == A_DAY)
        self._reload()

    def _reload(self) -> None:
        self.services.run(self.load(), self)

    def _fill_periods(self, state: State) -> None:
        periods = shift_periods(state)[:SHIFTS_OFFERED]
        wanted = [(period_title(one, self._describer), one.id) for one in periods]
        wanted.append((translate("DutyLog", "A whole day…"), A_DAY))
        if wanted == [(self.period.itemText(place), self.period.itemData(place)) for place in range(self.period.count())]:
            return
        chosen = self.period.currentData() if self.period.currentIndex() > 0 else None
        blocked = self.period.blockSignals(True)
        self.period.clear()
        for title, code in wanted:
            self.period.addItem(title, code)
        self.period.setCurrentIndex(max(self.period.findData(chosen), 0))  # whoever looked at the running shift sees the new one
        self.period.blockSignals(blocked)
        self.day.setVisible(self.period.currentData() == A_DAY)

    def _show_lines(self) -> None:
        wanted = self.section.currentData()
        self.table.set_rows([one for one in self._lines if wanted in ("", one.section)])
        zero = is_zero_record(self._lines)
        if zero:
            self.zero.show_text(self.services.wording.say("log.nothing"))
        self.zero.setVisible(zero)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line: LogLine | None = self.table.current
        self._correct.setEnabled(bool(self._note_id()))
        self.detail.show_lines(() if line is None else _told(line, self._describer))

    def _fields(self) -> tuple[Field, ...]:
        say = self.services.wording.say
        named = [(one.value, say(f"log_category.{one}")) for one in LogCategory]
        categories = tuple(Choice(code, name, search_keys(name)) for code, name in named)
        return (
            Field(key="text", label=say("log_field.text"), kind=FieldKind.MULTILINE, required=True, lines=4, max_length=5000),
            Field(key="category", label=say("log_field.category"), kind=FieldKind.CHOICE, required=True, choices=categories),
            Field(key="at", label=say("log_field.at"), kind=FieldKind.DATETIME),
        )

    def _columns(self) -> tuple[Column, ...]:
        say = self.services.wording.say

        def source(line: LogLine) -> str:
            return line.category or say("log_source.journal")

        return (
            Column(key="at", title=say("log_field.at"), text=lambda line: line.clock, sort=lambda line: (line.at, line.id),
                   width=130),
            Column(key="section", title=translate("DutyLog", "Part of the log"), width=120,
                   text=lambda line: say(f"log_section.{line.section}"), sort=lambda line: SECTIONS.index(line.section)),
            Column(key="text", title=say("log_field.text"), stretch=True, export=lambda line: log_text(line, self._describer),
                   text=lambda line: " ".join(log_text(line, self._describer).split()), tip=lambda line: line.text),
            Column(key="struck", title=translate("DutyLog", "Struck through"), width=110, extra=True,
                   text=lambda line: say("list.separator").join(one.text for one in line.struck)),
            Column(key="incident", title=say("log_field.incident"), text=lambda line: line.incident, width=130),
            Column(key="source", title=say("log_field.source"), text=source, width=90),
            Column(key="by", title=say("log_field.by"), text=lambda line: line.by, width=90),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        head = SectionHeader(self.services.wording.say("tab.duty_log"))
        for button in (self._write, self._correct, self._print, self._bulletin):
            head.add(button)
        bar = QHBoxLayout()
        for widget in (Text(translate("DutyLog", "Shift"), "label"), self.period, self.day, self.section):
            bar.addWidget(widget)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        margin = theme.length("s")
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(head)
        layout.addLayout(bar)
        layout.addWidget(self.zero)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        if self.services.memory is not None:
            self.services.memory.keep_header("duty_log", self.table.view.horizontalHeader())


def _told(line: LogLine, describer: Describer) -> tuple[tuple[str, bool], ...]:
    """The line in full; below it what it said before, struck through, with who put it right, when and why."""
    lines = [(log_text(line, describer), False)]
    for old in line.struck:
        lines.append((old.text, True))
        lines.append((describer.say("log.corrected", at=describer.clock(old.at), by=old.by, reason=old.reason), False))
    return tuple(lines)


TAB = TabSpec("duty_log", 40, ("seq",), DutyLogTab)
