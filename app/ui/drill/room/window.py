"""The conductor's window: keys for everything, one gathered look at the drill a second, and nothing that waits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scoring import score as score_of
from app.kernel.errors import Fault, Refusal
from app.ui.drill.attempt import attempt
from app.ui.drill.host import DrillHost, OpenDrill
from app.ui.drill.papers import offer_held
from app.ui.drill.room.clock_bar import ClockBar
from app.ui.drill.room.evaluation_view import EvaluationView
from app.ui.drill.room.keys import ROOM_HELP, room_actions
from app.ui.drill.room.lists import ActsView, SeatsView, UnitsView
from app.ui.drill.room.net_bar import NetBar
from app.ui.drill.room.presenter import act_rows, seat_rows, timeline_rows, unit_rows
from app.ui.drill.room.score_view import ScoreView
from app.ui.drill.room.steps import Steps
from app.ui.drill.room.timeline import TimelineView
from app.ui.kit.bars import Banner
from app.ui.kit.drill_mark import HatchEdge, hatched, mark_window, marked_title
from app.ui.kit.labels import Elided
from app.ui.kit.shortcuts import Actions
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme, set_tone
from app.ui.kit.ticker import Ticker
from app.ui.shell.help import show_help

_GATHER_MS = 300
"""Several changes in one stroke are shown once."""

SCORE_EVERY_MS = 15_000
_SAID_MS = 12_000

_VARIANTS = {"begin": "primary", "fire": "primary", "live_desk": "danger"}


class ConductorRoom(QMainWindow):
    """The room over one open drill. ``looks_on``: for observers, nothing in it can be pressed."""

    def __init__(self, host: DrillHost, opened: OpenDrill, *, looks_on: bool = False) -> None:
        super().__init__()
        self.host, self.opened, self.looks_on = host, opened, looks_on
        self.services, self.driver = opened.console.services, opened.driver
        mark_window(self, self.services.wording.say("drill.word"))
        name = self.tr("Observer") if looks_on else self.tr("Conductor's room")
        self.setWindowTitle(marked_title(f"{name} · {opened.title}", self))
        self.setMinimumSize(1000, 640)
        self.steps = Steps(self.services, self.driver, self)
        self.actions_ = Actions(self)
        for spec in room_actions(self):
            self.actions_.add(spec)
        button = self._button
        self.bar = ClockBar(
            self.driver, self.services.wording,
            () if looks_on else tuple(button(one) for one in ("begin", "toggle", "next", "jump", "end", "papers", "live_desk")),
        )
        steps = () if looks_on else tuple(button(one) for one in ("fire", "skip", "delay", "edit", "put_in", "put_in_any", "tell"))
        self.timeline = TimelineView(steps, self.bar.next)
        self.acts, self.units = ActsView(), UnitsView()
        self.net = NetBar(
            self.services, None if looks_on else opened.room.hall,
            () if looks_on else tuple(button(one) for one in ("seat_code", "all_codes")),
        )
        seating = () if looks_on else tuple(button(one) for one in ("seat", "heard", "not_heard", "new_seat"))
        self.seats = SeatsView(seating, self.net)
        self.score = ScoreView()
        self.evaluation = None if looks_on else EvaluationView(self.services, self.driver, self.do, self.show_entry)
        self.tabs = QTabWidget()
        self.banner = Banner()
        self.banner.hide()
        self.over = Banner()
        self.over.hide()
        self._said = Elided("")
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.refresh)
        self._scoring = QTimer(self, interval=SCORE_EVERY_MS)
        self._scoring.timeout.connect(self.compute_score)
        self._quiet = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._quiet.timeout.connect(lambda: self.say(""))
        self._scored_at = -1
        self._odd_tick = False
        self._lay_out()
        self._wire()
        self.timeline.table.view.setFocus()

    # what the keys do

    def say(self, text: str, tone: str = "neutral") -> None:
        """A line at the bottom; what refuses something stays until the next one."""
        self._said.setText(text)
        set_tone(self._said, tone)
        self._quiet.stop()
        if text and tone != "alarm":
            self._quiet.start()

    async def do(self, work: Awaitable[Any]) -> bool:
        """Do it; a refusal is said at the bottom."""
        return await attempt(self.services, work, self.say)

    def with_inject(self, step: Callable[[Any], Awaitable[Any]]) -> Callable[[], Awaitable[bool]]:
        """A step with the chosen inject; one that has come or was left out is said to be over."""

        async def taken() -> bool:
            row = self.timeline.current
            if row is None or not row.is_open:
                self.say(self.tr("Choose an inject that is still to come"), "watch")
                return False
            return await self.do(step(row))

        return taken

    def with_seat(self, step: Callable[[Any], Awaitable[Any]]) -> Callable[[], Awaitable[bool]]:
        """A step with the chosen seat; the seats come to the front first."""

        async def taken() -> bool:
            self.tabs.setCurrentWidget(self.seats)
            row = self.seats.current
            return False if row is None else await self.do(step(row))

        return taken

    async def faster(self, by: int) -> None:
        """The next speed of those that are offered, up or down."""
        place = max(0, self.bar.speed.findData(self.driver.usual_speed)) + by
        if 0 <= place < self.bar.speed.count():
            self.bar.speed.setCurrentIndex(place)

    async def papers(self) -> bool:
        """Show a paper: script and forms before the end; after it the report, and what its journal fills."""
        return await offer_held(self.services, self, self.host.drills, self.opened.id)

    async def help(self) -> None:
        """The help page of the room."""
        await show_help(self, self.services.workspace.files.resources, ROOM_HELP, self.services.lang)

    def show_evaluation(self) -> None:
        """Bring the evaluation to the front."""
        if self.evaluation is not None:
            self.tabs.setCurrentWidget(self.evaluation)
            self.evaluation.table.view.setFocus()

    def show_entry(self, seq: int) -> None:
        """Bring an entry of the drill's journal to the front."""
        self.tabs.setCurrentWidget(self.acts)
        self.acts.show_entry(seq)

    def compute_score(self) -> None:
        """Compute the score aside, where something happened since the last time and somebody looks."""
        if self.evaluation is not None:
            self.evaluation.compute()
        state = self.services.state
        if state.seq == self._scored_at or self.driver.drill.started_at is None or not self.score.isVisible():
            return
        self._scored_at = state.seq
        self.services.run(self._score(), self)

    # what is shown

    def refresh(self) -> None:
        """Show the drill as it stands."""
        driver, state = self.driver, self.services.state
        describer = Describer(self.services.workspace.desk.reference, self.services.wording)
        drill, conductor = driver.drill, driver.conductor
        rows = timeline_rows(conductor.timeline(), drill, conductor.observed, driver.now, describer, state)
        self.timeline.show_rows(rows, drill.scenario.length_min, self._minute())
        fresh = conductor.records[self.acts.last_seq :]
        self.acts.add(act_rows(fresh, state, describer))
        if self.tabs.currentWidget() is self.units:
            self.units.show_rows(unit_rows(state, describer))
        if self.tabs.currentWidget() is self.seats:
            self.seats.show_rows(seat_rows(drill, state, describer, self.net.seats()))
        self.bar.refresh()
        self.actions_.refresh()
        if drill.status is DrillStatus.ENDED:
            self.compute_score()
            self._say_over()
        elif self.evaluation is not None and self.evaluation.made is None:
            self.evaluation.compute()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came meanwhile, and count while seen."""
        super().showEvent(event)
        self.refresh()
        Ticker.shared().add(self._tick)
        self._scoring.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """The room rests; the drill goes on without it."""
        Ticker.shared().remove(self._tick)
        self._gather.stop()
        self._scoring.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Where an observers' window stood is remembered: it is gone afterwards."""
        if self.looks_on and self.services.memory is not None:
            self.services.memory.save()
        super().closeEvent(event)

    def _tick(self) -> None:
        self._odd_tick = not self._odd_tick
        if self._odd_tick:  # the ticker ticks twice a second: once a second is enough for everything at once
            return
        if self.driver.speed > 0:
            self._on_changed()
        else:
            self.bar.refresh()

    def _minute(self) -> float:
        drill = self.driver.drill
        begun = drill.started_at
        return 0.0 if begun is None else ((drill.ended_at or self.driver.now) - begun).total_seconds() / 60

    async def _score(self) -> None:
        records, reference = self.driver.conductor.records, self.services.workspace.desk.reference
        made = await self.services.workspace.jobs.run(lambda _progress: score_of(records, reference))
        if alive(self):
            words = self.services.wording
            objectives = {one.id: words.text(one.capability) for one in self.driver.drill.scenario.objectives}
            self.score.show_score(made, Describer(reference, words), objectives)

    def _button(self, action_id: str) -> Any:
        made = self.actions_.button(action_id, _VARIANTS.get(action_id, "plain"), show_key=action_id != "papers")
        made.setProperty("dense", "true")
        return made

    def _wire(self) -> None:
        self.driver.changed.connect(self._on_changed)  # methods of its own: Qt lets go of them when the room is gone
        self.driver.failed.connect(self._on_failed)
        self.host.live_news.connect(self._on_news)
        self.tabs.currentChanged.connect(self._on_tab)
        self.banner.acted.connect(lambda: self.services.run(self.host.to_live(), self))
        self.over.acted.connect(lambda: self.services.run(self.host.take_over(), self.host))
        self.timeline.chosen.connect(lambda _row: self.actions_.refresh())
        if self.looks_on:
            self.bar.speed.setEnabled(False)
            return
        self.bar.speed.currentIndexChanged.connect(self._on_speed)
        self.timeline.table.activated.connect(lambda _row: self.actions_.trigger("fire"))
        self.seats.table.activated.connect(lambda _row: self.actions_.trigger("seat"))
        self.net.changed.connect(self.refresh)

    def _on_speed(self, place: int) -> None:
        speed = self.bar.speed.itemData(place)
        if self.driver.speed > 0:
            self.services.run(self.do(self.driver.run(speed)), self)
        else:
            self.driver.prefer(speed)

    def _on_changed(self) -> None:
        if self.isVisible() and not self._gather.isActive():
            self._gather.start()

    def _on_failed(self, no: Refusal | Fault) -> None:
        self.say(self.services.explain(no), "alarm")

    def _on_news(self, text: str) -> None:
        self.banner.show_text(text, "alarm", self.tr("To the real desk"))

    def _say_over(self) -> None:
        """It is over: what it has for the real desk is offered until that desk has it."""
        if self.looks_on or self.driver.drill.scenario.practice or self.host.is_taken_over:
            self.over.hide()
        elif self.over.isHidden():
            words = self.tr("The drill is over. Judge what is left; then take it over to the real desk.")
            self.over.show_text(words, "info", self.tr("Take over…"))

    def _on_tab(self, _place: int) -> None:
        self.refresh()
        self.compute_score()

    def _lay_out(self) -> None:
        theme = current_theme()
        for title, page in (
            (self.tr("Actions"), self.acts), (self.tr("Units"), self.units),
            (self.tr("Seats and comms"), self.seats), (self.tr("Score"), self.score), (self.tr("Evaluation"), self.evaluation),
        ):  # fmt: skip
            if page is not None:
                self.tabs.addTab(page, title)
        self.tabs.setDocumentMode(True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.timeline)
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(790), theme.px(550)])
        memory = self.services.memory
        if memory is not None:
            memory.keep_splitter("drill.observer" if self.looks_on else "drill.room", split)
        middle = QVBoxLayout()
        middle.setContentsMargins(*(theme.length("s"),) * 4)
        middle.addWidget(split)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HatchEdge(22, word=self.services.wording.say("drill.word")))
        column.addWidget(self.banner)
        column.addWidget(self.over)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.length("m"), 2, theme.length("m"), 4)
        foot.addWidget(self._said)
        column.addLayout(foot)
        body = QWidget()
        hatched(body, column)
        self.setCentralWidget(body)
        if memory is None or not memory.keep_window("drill.observer" if self.looks_on else "drill.room", self):
            self.resize(1366, 768)


def make_room(host: DrillHost, opened: OpenDrill, looks_on: bool) -> QWidget:
    """The conductor's room, or the window of those who look on."""
    return ConductorRoom(host, opened, looks_on=looks_on)
