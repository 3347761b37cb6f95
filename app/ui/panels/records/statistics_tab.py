"""Incidents in figures: a table by month, kind, grade, village or hour, bars beside it, and where they happened on the map."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.desk.jobs import Cancelled
from app.desk.statistics_words import label
from app.domain.incident.model import IncidentClass
from app.domain.state import State
from app.domain.statistics import CaseFigures, GroupBy, Line, line, lines, within
from app.ui.kit import tasks
from app.ui.kit.combos import combo
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, ProgressStrip, Text
from app.ui.panels.records import statistics_presenter as presenter
from app.ui.panels.records.bars import Bars
from app.ui.panels.records.statistics_presenter import Collector, Measure, Period
from app.ui.services import Services

Row = tuple[str, Line]


class StatisticsTab(QWidget):
    """Counts in a worker; choosing another grouping only counts what is there."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._collector = Collector()
        self._cases: tuple[CaseFigures, ...] = ()
        self._task: asyncio.Task[None] | None = None
        self._again = False
        words = services.wording
        self.by = _choice(self.tr("Grouped by"), [(words.say(f"statistics.by.{one}"), one) for one in GroupBy])
        self.period = _choice(self.tr("Period"), [(words.say(f"statistics.period.{one}"), one) for one in Period])
        self.period.setCurrentIndex(list(Period).index(Period.YEAR))
        self.measure = _choice(self.tr("Bars show"), [(words.say(f"statistics.measure.{one}"), one) for one in Measure])
        self.kind = combo(self.tr("All classes"), self.tr("Class"))
        for one in IncidentClass:
            self.kind.addItem(words.say(f"incident_class.{one}"), one.value)
        self.table = RowsView(
            self._columns(), lambda row: row[1].key or "-", title=self.tr("Statistics"),
            empty=(self.tr("No incident in this period"), self.tr("Choose a longer period above.")),
        )
        self.bars = Bars()
        self.total = Text("", "body")
        self.total.setWordWrap(True)
        self.heat_button = Button(self.tr("Show on the map"), "map", tip=self.tr("Where the incidents of this period happened"))
        self.print_button = Button(self.tr("Print charts…"), "print", tip=self.tr("Every grouping of this period, with charts"))
        self.progress = ProgressStrip()
        self.progress.hide()
        self._lay_out()
        for box in (self.by, self.period, self.measure, self.kind):
            box.currentIndexChanged.connect(lambda _place: self._show())
        self.progress.cancelled.connect(self._cancel)
        self.heat_button.clicked.connect(self._show_on_map)
        self.print_button.clicked.connect(self._print)

    def show_state(self, _state: State) -> None:
        """Count again."""
        if self._task is not None and not self._task.done():
            self._again = True
        else:
            self._task = tasks.run(self._count(), self)

    @property
    def chosen(self) -> tuple[CaseFigures, ...]:
        """The incidents of the period and class."""
        services = self._services
        since, until = presenter.bounds(Period(self.period.currentData()), services.workspace.desk.clock.now())
        wanted = self.kind.currentData()
        return tuple(one for one in within(self._cases, since, until) if wanted in ("", one.kind[:1]))

    async def _count(self) -> None:
        desk = self._services.workspace.desk
        self._again = True
        while self._again:
            self._again = False
            state, reference, now = desk.state, desk.reference, desk.clock.now()
            try:
                cases = await self._services.workspace.jobs.run(
                    lambda progress, s=state, r=reference, n=now: self._collector.collect(s, r, n, progress), self._on_progress
                )
            except Cancelled:
                break
            finally:
                if alive(self):
                    self.progress.hide()
            if not alive(self):
                return
            self._cases = cases
            self._show()

    def _on_progress(self, share: float, words: str) -> None:
        if alive(self) and share > 0:
            self.progress.show_progress(words, share)
            self.progress.show()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show(self) -> None:
        by = GroupBy(self.by.currentData())
        reference, words = self._services.workspace.desk.reference, self._services.wording
        cases = self.chosen
        rows = [(label(one, by, reference, words), one) for one in lines(cases, by)]
        self.table.set_rows(rows)
        measure = Measure(self.measure.currentData())
        self.bars.show_bars(presenter.bars(rows, measure), 1.0 if measure is Measure.PUNCTUALITY else 0.0)
        whole = line("", cases)
        self.total.setText(words.say(
            "statistics.total", incidents=whole.incidents, open=whole.open, dead=whole.dead, missing=whole.missing,
            injured=whole.injured, punctuality=presenter.share(whole.punctuality), late=whole.late, owing=whole.owing,
            arrive=presenter.minutes(whole.arrive_min),
        ))
        self._name_heat()

    def _print(self) -> None:
        period, now = Period(self.period.currentData()), self._services.workspace.desk.clock.now()
        subject = f"{presenter.days(period, now)}/{self.kind.currentData()}"
        self._services.navigator.print_incident("", "statistics", subject)

    def _show_on_map(self) -> None:
        heat = self._services.heat
        if heat is None:
            return
        if heat.points:
            heat.show(())
        else:
            heat.show(tuple(one.point for one in self.chosen if one.point is not None))
            self._services.navigator.show_panel("duty")
        self._name_heat()

    def _name_heat(self) -> None:
        shown = self._services.heat is not None and bool(self._services.heat.points)
        self.heat_button.setText(self.tr("Take off the map") if shown else self.tr("Show on the map"))
        self.heat_button.setEnabled(shown or (self._services.heat is not None and any(one.point for one in self.chosen)))

    def _columns(self) -> tuple[Column, ...]:
        def number(key: str, title: str, width: int = 68) -> Column:
            return Column(key=key, title=title, text=lambda row: str(getattr(row[1], key)), width=width, align="right",
                          sort=lambda row: getattr(row[1], key))

        def median(key: str, title: str) -> Column:
            return Column(key=key, title=title, text=lambda row: presenter.minutes(getattr(row[1], key)), width=84,
                          align="right", sort=lambda row: -1.0 if getattr(row[1], key) is None else getattr(row[1], key),
                          tip=lambda _row: self.tr("Median minutes from awareness"))

        return (
            Column(key="group", title=self.tr("Grouping"), text=lambda row: row[0], stretch=True, tip=lambda row: row[0],
                   sort=lambda row: row[1].key),
            number("incidents", self.tr("Incidents")),
            number("open", self.tr("Not closed")),
            number("dead", self.tr("Dead")),
            number("missing", self.tr("Missing")),
            number("injured", self.tr("Injured")),
            Column(key="punctuality", title=self.tr("Punctual"), text=lambda row: presenter.share(row[1].punctuality), width=84,
                   align="right", sort=lambda row: -1.0 if row[1].punctuality is None else row[1].punctuality),
            number("late", self.tr("Late")),
            number("owing", self.tr("Owing")),
            median("report_min", self.tr("Call, min")),
            median("dispatch_min", self.tr("Dispatch, min")),
            median("arrive_min", self.tr("Arrival, min")),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        top = QHBoxLayout()
        top.setSpacing(theme.length("s"))
        for box in (self.by, self.period, self.kind, self.measure):
            top.addWidget(box)
        top.addStretch(1)
        top.addWidget(self.print_button)
        top.addWidget(self.heat_button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.bars)
        area.setMinimumWidth(theme.px(240))
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(area)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(980), theme.px(280)])
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addLayout(top)
        column.addWidget(self.progress)
        column.addWidget(self.total)
        column.addWidget(splitter, 1)


def _choice(name: str, options: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    for text, value in options:
        box.addItem(text, value)
    return box
