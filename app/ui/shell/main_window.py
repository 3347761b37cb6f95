"""The main window: what is open left, where it is in the centre, what to do right, what is due below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.desk.deadlines import Crossing
from app.desk.describe import Describer
from app.desk.desk import Notice
from app.domain.deadlines import Deadline
from app.domain.tracking.rules import Suggestion
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Point, Region
from app.map.layers.facilities import layer_of_place
from app.ui.arrivals_bar import new_ones, sentence
from app.ui.drill.band import DrillBand
from app.ui.drill.coach.offer import OfferBar
from app.ui.kit import time_text
from app.ui.kit.bars import FaultBar
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.drill_mark import hatched, mark_window
from app.ui.kit.ticker import Ticker
from app.ui.panels.base import Panel, PanelSpec
from app.ui.paper_check import check_files
from app.ui.services import Services
from app.ui.shell.alarm_bars import AlarmBars
from app.ui.shell.alarm_list import show_alarms
from app.ui.shell.alarms import Alarms
from app.ui.shell.answer import answer_deadline
from app.ui.shell.drop import PaperDrop
from app.ui.shell.faults import catalogue_fault, journal_fault, outbox_faults, settings_fault
from app.ui.shell.header import Header
from app.ui.shell.help import show_help
from app.ui.shell.palette import find_anything
from app.ui.shell.palette_presenter import Found, everything, imported_places
from app.ui.shell.rail import Rail
from app.ui.shell.status import StatusLine
from app.ui.shell.strip import MAX_CHIPS, DeadlineStrip
from app.ui.shell.strip_presenter import present
from app.ui.survival import make_pack, print_forms
from app.ui.wall.control import WallControl

PICTURE_PX = (1100, 620)
"""Size of the map in a document."""


def around(point: Point, half_deg: float = 0.014) -> Region:
    """The ground that a picture of an incident shows: about three kilometres across."""
    return Region(point.lat - half_deg * 0.6, point.lon - half_deg, point.lat + half_deg * 0.6, point.lon + half_deg)


class MainWindow(QMainWindow):
    """Holds the panels and the parts that never move. It is the ``Navigator`` of its panels."""

    def __init__(self, services: Services, specs: tuple[PanelSpec, ...], alarms: Alarms) -> None:
        super().__init__()
        self._services = services
        self._specs = {spec.id: spec for spec in specs}
        self._panels: dict[str, Panel] = {}
        self._alarms = alarms
        alarms.attach(self)
        self._header = Header(services)
        self._rail = Rail(specs, services.wording)
        self._stack = QStackedWidget()
        self._mark = services.wording.say("drill.word") if services.state.drill is not None else ""
        mark_window(self, self._mark)
        self.drill_band = DrillBand(services) if self._mark else None
        self.offer = OfferBar(services)
        self._strip = DeadlineStrip(services.workspace.desk.clock, self._mark)
        self._status = StatusLine(services)
        self.faults = FaultBar()
        self.alarm_bars = AlarmBars(services, alarms)
        self.wall = WallControl(services, self)
        self._drop = PaperDrop(self, lambda paths: services.run(check_files(services, self, paths), self))
        self._put_together()
        self._wire()
        self._deeds = {"survival_pack": self.make_survival_pack, "blank_forms": self.print_forms, "replay": self.replay}
        if self.drill_band is None:
            self._deeds["five_minutes"] = self.offer.begin
        self._shown_minute = -1
        self._suggested: tuple[Suggestion, ...] = ()
        self._since = self._now()

    # what the panels ask of the window

    def panel(self, panel_id: str) -> Panel:
        """The panel with this id, made when it is first asked for."""
        if panel_id not in self._panels:
            made = self._specs[panel_id].factory(self._services)
            self._panels[panel_id] = made
            self._stack.addWidget(made)
        return self._panels[panel_id]

    @property
    def panel_ids(self) -> tuple[str, ...]:
        """All panels, in the order of the rail."""
        return tuple(self._specs)

    @property
    def current_panel_id(self) -> str:
        """Which panel is in front."""
        shown = self._stack.currentWidget()
        return next((panel_id for panel_id, panel in self._panels.items() if panel is shown), "")

    def show_panel(self, panel_id: str) -> None:
        """Bring a panel to the front."""
        self._stack.setCurrentWidget(self.panel(panel_id))
        self._rail.choose(panel_id)

    def say(self, text: str, tone: str = "neutral") -> None:
        """A short line in the status bar."""
        self._status.say(text, tone)

    async def answer(self, deadline: Deadline) -> None:
        """Ask what was done about a deadline."""
        await answer_deadline(self._services, self, deadline)

    def pick_first_deadline(self) -> None:
        """Answer the most urgent one (F9)."""
        self._strip.answer_first()

    @property
    def intake_line(self) -> QLineEdit:
        """The line on top that takes a call in words."""
        return self._header.line

    def focus_intake_line(self) -> None:
        """Put the keyboard into the intake line (F2)."""
        self._header.focus_line()

    def show_chain(self, checked: int | None, damaged_at: int | None) -> None:
        """Show the result of the chain check."""
        self._status.show_chain(checked, damaged_at)
        self.refresh_faults()

    def refresh_faults(self) -> None:
        """Show what lasts and is wrong: files of the catalogue, the journal."""
        workspace = self._services.workspace
        notes = (
            *journal_fault(workspace.desk.damage, self._since, read_only=workspace.read_only),
            *outbox_faults(workspace.desk.state, self._services.wording),
            *settings_fault(workspace.settings.moved_aside, self._since),
            *catalogue_fault(workspace.problems, self._services.wording, self._since),
        )
        self.faults.set_faults(notes, self._now())

    async def map_picture(self, incident_id: str) -> bytes | None:
        """The map around an incident as PNG for paper; ``None`` where there is no map or it did not answer."""
        of = self._services.state.incidents.get(incident_id)
        view = self._services.map_view
        if of is None or of.place.point is None or view is None:
            return None
        try:
            return bytes(await view.picture(around(of.place.point), PICTURE_PX[0], PICTURE_PX[1]))
        except Fault as fault:
            self.say(self._services.explain(fault), "warn")
            return None

    async def mute(self) -> None:
        """Silence the alarms for some minutes, with a reason; pressing again lets them be heard."""
        sounder = self._alarms.sounder
        if sounder.muted_until is not None:
            sounder.unmute()
            return
        options = [Option(minutes, self.tr("%n minute(s)", "", minutes)) for minutes in (5, 10, 30)]
        minutes = await choose(self, self.tr("Silence the alarms"), options, self.tr("Deadlines stay visible on the strip."))
        if minutes is None:
            return
        reason = await prompt_text(self, self.tr("Silence the alarms"), self.tr("Why?"))
        if reason:
            sounder.mute(minutes, reason)

    async def acknowledge(self) -> None:
        """Silence the stage that sounds, and nothing after it (F10)."""
        seen = self._alarms.sounding
        if not seen:
            self.say(self.tr("No alarm stands"))
            return
        words = self._alarms.sentence(seen)
        try:
            await self._alarms.acknowledge(seen)
        except (Refusal, Fault) as no:
            self.say(self._services.explain(no), "alarm")
            return
        self.say(self.tr("Acknowledged: %1").replace("%1", words), "ok")

    async def show_alarms(self) -> None:
        """Show all alarms (F12); the one that somebody wants to answer is answered."""
        key = await show_alarms(self._services, self._alarms, self)
        one = self._services.watcher.get(key) if key else None
        if one is not None:
            await self.answer(one)

    async def help(self) -> None:
        """Show the help page of the screen in front (F1)."""
        spec = self._specs[self.current_panel_id]
        await show_help(self, self._services.workspace.files.resources, spec.help or spec.id, self._services.lang)

    async def make_survival_pack(self) -> None:
        """Everything that is needed to go on by hand, on paper (Ctrl+Shift+E)."""
        await make_pack(self._services, self)

    async def print_forms(self) -> None:
        """Blank forms with the next free numbers (Ctrl+Shift+B)."""
        await print_forms(self._services, self)

    async def replay(self) -> None:
        """Play the past: the incident that is chosen on the duty panel, else everything (Ctrl+Shift+R)."""
        duty = self._panels.get("duty")
        chosen = str(getattr(duty, "current_incident_id", "") or "")
        if self._services.replay_host is not None:
            await self._services.replay_host.attempt(incident_id=chosen, parent=self)

    async def find(self) -> None:
        """Find anything and go there (Ctrl+K)."""
        services = self._services
        screens = [(spec.id, services.wording.say(f"panel.{spec.id}")) for spec in self._specs.values()]
        deeds = [(deed, services.wording.say(f"key.{deed}")) for deed in self._deeds]
        reference = services.workspace.desk.reference
        things = everything(services.state, reference, services.wording, services.lang, screens, deeds)
        imported = imported_places(services.workspace.names.current, things, services.lang)
        found = await find_anything(self, things, lambda kind: services.wording.say(f"found.{kind}"), imported)
        if found is not None:
            self._go(found)

    def start(self) -> None:
        """Show what is there now."""
        self._header.render(self._services.state)
        self._status.render(self._services.state)
        self._on_deadlines(self._services.watcher.current, ())
        self.refresh_faults()
        self._on_alarms()
        self.alarm_bars.refresh()
        self._count_waiting()
        first = min(self._specs.values(), key=lambda spec: spec.order)
        self.show_panel(first.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer chips fit."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._refresh_strip)

    def showEvent(self, event: QShowEvent) -> None:
        """The frame that files are dropped on stands now."""
        super().showEvent(event)
        self._drop.attach()

    # inside

    def _go(self, found: Found) -> None:
        navigator = self._services.navigator
        if found.kind == "screen":
            self.show_panel(found.id)
        elif found.kind == "deed":
            self._services.run(self._deeds[found.id](), self)
        elif found.kind == "incident":
            navigator.show_incident(found.id)
        elif found.kind == "unit":
            navigator.show_unit(found.id)
        elif found.kind == "plan":
            navigator.show_plan(found.id)
        elif found.kind == "place":
            place = self._services.state.facilities.get(found.id)
            navigator.show_on_map(layer_of_place(place) if place is not None else "", found.id, found.point)
        else:
            self.show_panel("contacts")

    def _put_together(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.drill_band is not None:
            column.addWidget(self.drill_band)
        column.addWidget(self._header)
        column.addWidget(self.offer)
        column.addWidget(self.faults)
        column.addWidget(self.alarm_bars)
        column.addLayout(middle, 1)
        column.addWidget(self._strip)
        column.addWidget(self._status)
        body = QWidget()
        if self._mark:
            hatched(body, column)
        else:
            body.setLayout(column)
        self.setCentralWidget(body)
        self.setMinimumSize(1100, 680)

    def _wire(self) -> None:
        bridge = self._services.bridge
        bridge.noticed.connect(self._on_notice)
        bridge.deadlines_changed.connect(self._on_deadlines)
        self._rail.chosen.connect(self.show_panel)
        self._header.intake_wanted.connect(self._services.navigator.begin_intake)
        self._strip.answer_wanted.connect(lambda one: self._services.run(self.answer(one), self))
        self._strip.list_wanted.connect(lambda: self.show_panel("reports"))
        self._strip.acknowledge_wanted.connect(lambda: self._services.run(self.acknowledge(), self))
        self._strip.alarms_wanted.connect(lambda: self._services.run(self.show_alarms(), self))
        self._alarms.changed.connect(self._on_alarms)
        self._header.palette_wanted.connect(lambda: self._services.run(self.find(), self))
        self._status.wall_wanted.connect(self.wall.toggle)
        self._status.wall_lock_wanted.connect(self.wall.toggle_lock)
        self.wall.changed.connect(lambda: self._status.show_wall(self.wall.is_open, self.wall.follows))
        self._status.mute_wanted.connect(lambda: self._services.run(self.mute(), self))
        bridge.arrivals_changed.connect(self._on_arrivals)
        Ticker.shared().add(self._on_tick)

    def _on_notice(self, notice: Notice) -> None:
        before, after = notice.before, notice.after
        if (before.profile, before.shift, before.warnings) != (after.profile, after.shift, after.warnings):
            self._header.render(after)
        self._status.render(after)
        if before.transmissions is not after.transmissions:
            self.refresh_faults()
        self._count_waiting()

    def _on_arrivals(self, suggestions: tuple[Suggestion, ...]) -> None:
        for one in new_ones(self._suggested, suggestions):
            self.say(sentence(one, self._services), "watch")
        self._suggested = suggestions
        self._count_waiting()

    def _count_waiting(self) -> None:
        self._rail.show_waiting(
            {spec.id: spec.waiting(self._services) for spec in self._specs.values() if spec.waiting is not None}
        )

    def _on_deadlines(self, ranked: tuple[Deadline, ...], crossings: tuple[Crossing, ...]) -> None:
        describer = Describer(self._services.workspace.desk.reference, self._services.wording)
        now = self._now()
        self._strip.show_view(present(ranked, self._services.state, describer, now, MAX_CHIPS), describer)

    def _on_alarms(self) -> None:
        standing, settings = self._alarms.standing, self._services.workspace.settings.current
        tone = standing[0].rank.value if standing else ""
        self._strip.show_alarms(len(standing), tone, blinks=tone == "alarm" and settings.alarm_flash and not settings.calm_motion)
        until = self._alarms.sounder.muted_until
        self._status.show_muted(time_text.clock(until) if until is not None else "")

    def _refresh_strip(self) -> None:
        self._on_deadlines(self._services.watcher.current, ())

    def _on_tick(self) -> None:
        self._alarms.keeper.look_at_clock()
        minute = self._now().minute
        if minute != self._shown_minute:
            self._shown_minute = minute
            self._refresh_strip()
            self._count_waiting()

    def _now(self) -> datetime:
        return self._services.workspace.desk.clock.now()
