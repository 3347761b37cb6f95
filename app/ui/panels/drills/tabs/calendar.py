"""The year of drills: who has to drill when, in words and shapes by month; the drills that were held below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.describe_improvement import drill_type, plan_names, subject_name
from app.desk.improvement_sheets import DRILL_CALENDAR, calendar_sheet, duty_line, last_words, month_words
from app.domain.improvement.frequency import MONTHS, CalendarRow, SubjectKind, calendar_year
from app.domain.improvement.model import HeldDrill
from app.domain.state import State
from app.ui.kit.combos import combo, refill
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader, Text
from app.ui.panels.contacts.sheets import print_sheet
from app.ui.panels.drills.finding_steps import today_of
from app.ui.panels.drills.held_dialogs import record_held, strike_held
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_SHAPES = ("✓", "○", "▲")


class CalendarTab(QWidget):
    """Twelve months for everybody who has to drill; Enter records a drill of the chosen one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.year = today_of(services).year
        self._describer = Describer(services.workspace.desk.reference, services.wording)
        say = services.wording.say
        self.kind = combo(translate("Drills", "{what}: all").format(what=say("drill_field.kind")), say("drill_field.kind"))
        refill(self.kind, tuple((one.value, say(f"drill_subject.{one}")) for one in SubjectKind))
        self.late = Button(translate("Drills", "Only what is overdue"), "clock", "quiet")
        self.late.setCheckable(True)
        self.table = RowsView(
            self._columns(), lambda row: row.subject.key, title=say("tab.drill_calendar"), initials=search_keys,
            empty=(
                translate("Drills", "Nobody has to drill"),
                translate("Drills", "Plans with a frequency, teams and places that a rule binds stand here"),
            ),
        )
        self.held = RowsView(
            self._held_columns(), lambda one: one.id, title=say("drill_calendar.held"), initials=search_keys,
            empty=(
                translate("Drills", "No drill on record"), translate("Drills", "Record those that were held, here or elsewhere")
            ),
        )
        self.title = Text("", "title")
        self.rules = Text("")
        self.rules.setWordWrap(True)
        self.rules.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.before = Button("", "back", "quiet", translate("Drills", "The year before (Alt+Left)"))
        self.after = Button("", "forward", "quiet", translate("Drills", "The year after (Alt+Right)"))
        self.record_button = Button(translate("Drills", "Record a drill…"), "add", "primary")
        self.strike_button = Button(translate("Drills", "Strike…"), "close")
        self.paper_button = Button(translate("Drills", "Print…"), "print")
        self._lay_out()
        self._wire()

    def show_state(self, state: State) -> None:
        """Show the year of this state."""
        today = today_of(self.services)
        rows = calendar_year(state, self.services.workspace.desk.reference, self.year, today)
        kind = self.kind.currentData() or ""
        wanted = [
            row for row in rows
            if (not kind or row.subject.kind.value == kind) and (not self.late.isChecked() or row.due_on < today)
        ]
        self.title.setText(self.services.wording.say("drill_calendar.subject", year=self.year))
        self.table.set_rows(wanted)
        found = sorted(
            (one for one in state.held_drills.values() if one.facts.held_on.year == self.year),
            key=lambda one: (one.facts.held_on, one.id), reverse=True,
        )
        self.held.set_rows(found)
        self._show_row(self.table.current)
        self._show_held(self.held.current)

    def turn(self, step: int) -> None:
        """Show the year before or after."""
        self.year = min(max(self.year + step, _FIRST_YEAR), _LAST_YEAR)
        self.show_state(self.services.state)

    async def record(self) -> bool:
        """Record a drill; the chosen line is offered as its subject."""
        row: CalendarRow | None = self.table.current
        subjects = (one.subject for one in self.table.model.rows)
        return await record_held(self.services, self, subjects, row.subject if row is not None else None)

    async def print_year(self) -> bool:
        """The year as a paper, of the lines that are shown."""
        services = self.services
        shown = [self.table.model.row_at(place) for place in range(self.table.model.rowCount())]
        sheet = calendar_sheet(services.state, self.year, today_of(services), self._describer, shown)
        return await print_sheet(services, self, DRILL_CALENDAR, sheet)

    def _columns(self) -> tuple[Column, ...]:
        d, say = self._describer, self.services.wording.say
        fixed = (
            Column(key="kind", title=say("drill_field.kind"), text=lambda r: say(f"drill_subject.{r.subject.kind}"), width=56),
            Column(key="subject", title=say("drill_field.subject"), text=lambda r: subject_name(d, r.subject), stretch=True,
                   tip=lambda r: subject_name(d, r.subject)),
            Column(key="last", title=say("drill_field.last"), text=lambda r: last_words(d, r.last_on), width=98),
            Column(key="due", title=say("drill_field.due"), text=lambda r: r.due_on.isoformat(), width=98,
                   tone=lambda r: "alarm" if r.due_on < today_of(self.services) else "neutral"),
            Column(key="rule", title=say("drill_field.rule"), text=lambda r: say("list.semicolon").join(
                duty_line(d, one) for one in r.duties), width=240, extra=True),
        )  # fmt: skip
        return (*fixed, *(self._month(place) for place in range(1, MONTHS + 1)))

    def _month(self, place: int) -> Column:
        say = self.services.wording.say

        def words(row: CalendarRow) -> str:
            return month_words(self._describer, row.months[place - 1])

        def tone(row: CalendarRow) -> str:
            cell = row.months[place - 1]
            return "alarm" if cell.overdue else "ok" if cell.held else "info" if cell.due else "neutral"

        return Column(
            key=f"m{place}", title=say("drill_field.month", month=place), text=lambda row: _short(row, place), tone=tone, tip=words,
            export=words, width=50, align="center",
        )

    def _held_columns(self) -> tuple[Column, ...]:
        d, say = self._describer, self.services.wording.say

        def score(one: HeldDrill) -> str:
            return f"{one.facts.score:g}" if one.facts.score is not None else "—"

        def tone(one: HeldDrill) -> str:
            return "neutral" if one.counts else "muted"

        return (
            Column(key="on", title=say("drill_field.held_on"), text=lambda r: r.facts.held_on.isoformat(), width=90, tone=tone),
            Column(key="title", title=say("drill_field.title"), text=lambda r: r.facts.title, stretch=True, tone=tone),
            Column(key="type", title=say("drill_field.form"), text=lambda r: drill_type(d, r), width=220),
            Column(key="plans", title=say("drill_field.plans"), text=lambda r: plan_names(d, r.facts.plan_ids) or "—", width=180,
                   tip=lambda r: plan_names(d, r.facts.plan_ids)),
            Column(key="who", title=say("drill_field.participants"), text=lambda r: r.facts.participants, width=130,
                   tip=lambda r: r.facts.participants),
            Column(key="score", title=say("drill_field.score"), text=score, width=118, align="right"),
            Column(key="words", title=say("drill_field.words"), text=lambda r: r.struck_reason or r.facts.words, width=140,
                   tip=lambda r: r.facts.words, extra=True),
            Column(key="struck", title=translate("Drills", "Struck"), text=lambda r: r.struck_reason, width=90),
        )  # fmt: skip

    def _show_row(self, row: CalendarRow | None) -> None:
        if row is None:
            self.rules.setText(translate("Drills", "Select a line to see how often it has to drill, and by what."))
            return
        d = self._describer
        texts = [f"{d.text(one.text)} — {duty_line(d, one)}" if one.text.zh else duty_line(d, one) for one in row.duties]
        self.rules.setText("\n".join(texts))

    def _show_held(self, one: HeldDrill | None) -> None:
        self.strike_button.setEnabled(one is not None and one.counts and not self.services.workspace.read_only)

    def _strike(self) -> None:
        one: HeldDrill | None = self.held.current
        if one is not None and one.counts:
            self.services.run(strike_held(self.services, self, one), self)

    def _wire(self) -> None:
        run = self.services.run
        self.table.selected.connect(self._show_row)
        self.table.activated.connect(lambda _row: run(self.record(), self))
        self.held.selected.connect(self._show_held)
        self.kind.currentIndexChanged.connect(lambda _place: self.show_state(self.services.state))
        self.late.toggled.connect(lambda _on: self.show_state(self.services.state))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.before.setShortcut("Alt+Left")
        self.after.setShortcut("Alt+Right")
        self.record_button.clicked.connect(lambda: run(self.record(), self))
        self.strike_button.clicked.connect(self._strike)
        self.paper_button.clicked.connect(lambda: run(self.print_year(), self))
        self.record_button.setEnabled(not self.services.workspace.read_only)

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        for widget in (self.before, self.title, self.after):
            head.addWidget(widget)
        head.addWidget(Text("  ".join(_legend()), "caption"))
        head.addStretch(1)
        for widget in (self.kind, self.late, self.record_button, self.paper_button):
            head.addWidget(widget)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.rules)
        bottom = QWidget()
        below = QVBoxLayout(bottom)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.length("s"))
        title = SectionHeader(self.services.wording.say("drill_calendar.held"))
        title.add(self.strike_button)
        below.addWidget(title)
        below.addWidget(self.held, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(bottom)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(430), theme.px(180)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("drill_calendar", splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)


def _short(row: CalendarRow, place: int) -> str:
    """Shape and days, short enough for a narrow column; the words are on hover and in the export."""
    cell = row.months[place - 1]
    held, due, over = _SHAPES
    parts = [f"{held}{'/'.join(str(day.day) for day in cell.held)}"] if cell.held else []
    if cell.due:
        parts.append(f"{over if cell.overdue else due}{'/'.join(str(day.day) for day in cell.due)}")
    return " ".join(parts)


def _legend() -> tuple[str, ...]:
    held, due, over = _SHAPES
    words = (translate("Drills", "held"), translate("Drills", "last day"), translate("Drills", "overdue"))
    return tuple(f"{shape} {word}" for shape, word in zip((held, due, over), words, strict=True))


TAB = TabSpec("drill_calendar", 70, ("findings", "held_drills", "plan_lives", "units", "facilities", "profile"), CalendarTab)
