"""The replay's window: the map, what was known, the clocks, the units and the entries at one moment, and the bar that plays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from app.desk.describe import Describer
from app.desk.replay.known import Difference, duty_rows, known_rows
from app.desk.replay.player import SPEEDS
from app.desk.replay.tape import Known
from app.desk.replay.words import EntryLine, due_lines, duty_lines, entry_lines, known_lines, unit_lines
from app.domain.deadlines import Deadline
from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.ui.kit import tasks, time_text
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.drill_mark import mark_window
from app.ui.kit.shortcuts import Actions
from app.ui.replay.keys import HELP_PAGE, replay_actions
from app.ui.replay.layout import Parts, lay_out
from app.ui.shell.help import show_help
from app.ui.shell.map_sync import MapSync
from app.ui.shell.strip import MAX_CHIPS
from app.ui.shell.strip_presenter import present

if TYPE_CHECKING:
    from app.ui.replay.host import OpenReplay, ReplayHost

BEAT_MS = 80
"""While it plays, the moment shown is looked at so often: units move, entries appear."""

LISTS_EVERY = 4
"""Lists are shown anew at every fourth beat: nobody reads faster, and the map has the time."""

SETTLE_MS = 25
"""A reel that is dragged is followed at most so often."""


class ReplayWindow(QMainWindow):
    """One open replay. It changes nothing, not even where it could: its desk refuses."""

    def __init__(self, host: ReplayHost, opened: OpenReplay) -> None:
        super().__init__()
        self.host, self.opened = host, opened
        self.services, self.player = opened.services, opened.player
        mark_window(self, opened.word)
        self.setMinimumSize(1100, 680)
        self.actions_ = Actions(self)
        for spec in replay_actions(self):
            self.actions_.add(spec)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        self._sought: datetime | None = None
        self._beats = 0
        self._seen: tuple[int, str] = (-1, "")
        self.parts: Parts = lay_out(self, opened.word)
        self._wire()
        self._fill_scope()
        self.show_all()
        self.parts.entries.table.view.setFocus()

    # what the keys do

    def toggle(self) -> None:
        """Play, or stop."""
        self.player.toggle()
        self._follow()

    def step(self, by: int, *, marked: bool = False) -> None:
        """To the next or the last entry, or mark."""
        found = self.player.step(by, marked=marked)
        self._moved()
        if not found:
            self.say(self.tr("There is none") if by < 0 else self.tr("There is none after this"))

    def to_first(self) -> None:
        """To the beginning."""
        self.player.pause()
        self.seek(self.player.clock.begins_at)

    def to_end(self) -> None:
        """To the end."""
        self.player.pause()
        self.seek(self.player.clock.ends_at)

    def seek(self, moment: datetime) -> None:
        """Show this moment."""
        self.player.seek(moment)
        self._moved()

    def go_to(self, place: int) -> None:
        """Stop at the entry with this place on the tape."""
        self.player.go_to(place)
        self._moved()

    def faster(self, by: int) -> None:
        """The next speed, up or down."""
        place = SPEEDS.index(self.player.speed) + by
        if 0 <= place < len(SPEEDS):
            self.set_speed(SPEEDS[place])

    def set_speed(self, speed: float) -> None:
        """Play at this speed."""
        self.player.set_speed(speed)
        self._follow()

    def toggle_skips(self) -> None:
        """Pass over idle stretches, or play them."""
        self.player.skips = not self.player.skips
        self._follow()

    async def jump(self) -> None:
        """Ask for a time and show it."""
        player = self.player

        def wrong(text: str) -> str:
            try:
                time_text.parse(text, player.now, lean="none")
            except ValueError:
                return self.tr("Not a time: 0317, 03:17:20, 18 0317, -5, +30")
            return ""

        label = self.tr("From {first} to {last}").format(
            first=time_text.full(player.clock.begins_at), last=time_text.full(player.clock.ends_at)
        )
        text = await prompt_text(self, self.tr("Go to a time"), label, time_text.clock_seconds(player.now), check=wrong)
        if text:
            self.seek(time_text.parse(text, player.now, lean="none"))

    async def toggle_known(self) -> None:
        """Show what was known then, or what is known since."""
        await self.know(Known.LATER if self.player.known is Known.THEN else Known.THEN)

    async def know(self, known: Known) -> None:
        """Show this knowledge; entries in another order are worded anew, aside."""
        if known not in self.opened.lines:
            tape, end = self.opened.reel.later, self.opened.reel.then.end
            says = Describer(self.player.end_reference, self.services.wording)
            same = tape is self.opened.reel.then
            made = self.opened.lines[Known.THEN] if same else await self.services.workspace.jobs.run(
                lambda _progress: entry_lines(tape.records, tape.moments, end, says)
            )
            if not tasks.alive(self):
                return
            self.opened.lines[known] = made
        self.player.know(known)
        self.services.watcher.refresh()
        self.show_all()

    async def choose_incident(self) -> None:
        """Ask which incident is played, or all."""
        box = self.parts.scope
        options = [Option(box.itemData(place), box.itemText(place)) for place in range(box.count())]
        chosen = await choose(self, self.tr("Which incident?"), options, selected=self.player.incident_id)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, incident_id: str) -> None:
        """Play this incident ("": all)."""
        self.player.choose(incident_id)
        self.show_all()
        self._show_place_of(incident_id)

    def front(self, number: int) -> None:
        """Bring a list to the front, and the keyboard with it."""
        self.parts.front(number)

    def to_live(self) -> None:
        """Stop, and bring the real desk to the front."""
        self.player.pause()
        self._follow()
        self.host.to_live()

    async def help(self) -> None:
        """The help page of replays."""
        await show_help(self, self.services.workspace.files.resources, HELP_PAGE, self.services.lang)

    def say(self, text: str, tone: str = "neutral") -> None:
        """A line beside the keys, until something else is shown."""
        self.parts.transport.say(text, tone)

    def refuse(self) -> None:
        """Say that nothing is changed here."""
        self.say(self.services.explain(Refusal("replay_read_only")), "watch")

    # what is shown

    def start(self) -> None:
        """The window is painted: now the map is fed."""
        self.services.navigator.window = self  # type: ignore[attr-defined]
        view = self.opened.view
        if view is not None:
            self.opened.sync = MapSync(self.services, view, self.services.bridge)
            self._show_place_of(self.player.incident_id)
        self._moved()

    def show_all(self) -> None:
        """Another tape, or another incident: everything anew."""
        player, parts = self.player, self.parts
        lines = self.opened.lines[player.known]
        parts.entries.show_entries(tuple(lines[place - 1] for place in player.places))
        parts.transport.show_reel()
        place = parts.scope.findData(player.incident_id)
        parts.scope.setCurrentIndex(max(place, 0))
        parts.known.setCurrentIndex(parts.known.findData(player.known.value))
        self._show_banner()
        self._moved()
        self._show_clocks(self.services.watcher.current)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing goes on behind a closed window."""
        self._beat.stop()
        self._settle.stop()
        self.player.pause()
        super().closeEvent(event)
        self.host.closed(self.opened)

    def _on_beat(self) -> None:
        plays = self.player.advance()
        self._beats += 1
        self._whereabouts()
        if not plays or self._beats % LISTS_EVERY == 0:
            self.services.watcher.wake()
            self._show_lists()
        self._follow()

    def _follow(self) -> None:
        """The beat beats while it plays."""
        if self.player.is_playing:
            self._beat.start()
        else:
            self._beat.stop()
        self._show_clock()

    def _moved(self) -> None:
        """Another moment is shown, perhaps an earlier one."""
        self.services.watcher.wake()
        self._whereabouts()
        self._show_lists()
        self._follow()

    def _whereabouts(self) -> None:
        player = self.player
        if self.opened.whereabouts.wants_more(player.now, player.clock.speed):
            self.services.run(self._read_positions(), self)

    async def _read_positions(self) -> None:
        try:
            await self.opened.whereabouts.read(self.player.now)
        except Fault as fault:
            if tasks.alive(self):
                self.say(self.services.explain(fault), "warn")

    def _show_clock(self) -> None:
        player, parts, say = self.player, self.parts, self.services.wording.say
        parts.time.setText(time_text.full(player.now))
        if player.is_playing:
            parts.badge.show_as(say("replay.playing", speed=f"{player.speed:g}"), "info", "disc")
        else:
            parts.badge.show_as(say("replay.over" if player.clock.over else "replay.stands"), "neutral", "square")
        parts.transport.refresh()
        last = self._last_line()
        parts.transport.say(f"{time_text.clock_seconds(last.at)}  {last.sentence}" if last is not None else "")

    def _show_lists(self) -> None:
        services, player, parts = self.services, self.player, self.parts
        now, state, end, chosen = player.now, services.state, player.reel.then.end, player.incident_id
        says, stamp = Describer(services.workspace.desk.reference, services.wording), self._stamp(now)
        seen = (player.desk.place, f"{player.known}{chosen}")
        moved = seen != self._seen
        if moved:
            self._seen = seen
            parts.entries.show_place(player.desk.place, self._last_line())
            known = known_lines(known_rows(state, end, chosen), state, end, says)
            parts.facts.show_known(known, stamp, of_one=bool(chosen))
            parts.count_differences(sum(one.difference is not Difference.SAME for one in known))
        if parts.duties.isVisible():
            rows = duty_rows(state, services.workspace.desk.reference, now, player.ended, chosen)
            parts.duties.show_lines(duty_lines(rows, state, says), stamp)
        if parts.units.isVisible() and (moved or not player.is_playing):
            parts.units.show_lines(unit_lines(state, now, says, chosen), stamp)
        if parts.clocks.isVisible():
            parts.clocks.table.view.viewport().update()  # what is left of each runs down

    def _last_line(self) -> EntryLine | None:
        passed = self.player.passed
        return self.opened.lines[self.player.known][self.player.places[passed - 1] - 1] if passed else None

    def _stamp(self, now: datetime) -> str:
        known = self.services.wording.say(f"replay.known.{self.player.known}")
        return f"{self.opened.word} {known} {to_local(now):%Y-%m-%d %H%M%S}"

    def _show_banner(self) -> None:
        cut = self.player.tape.cut_at or self.opened.reel.footage.damaged_at
        if cut:
            words = self.tr("The journal cannot be believed from entry {seq} on; what comes before it is played")
            self.parts.banner.show_text(words.format(seq=cut), "alarm")
        elif self.player.known is Known.LATER:
            same = self.opened.reel.later is self.opened.reel.then
            self.parts.banner.show_text(
                self.tr("Nothing was caught up from paper: what is known since came in the same order") if same
                else self.tr("Entries caught up from paper stand where they happened: the duty room did not know them then"),
                "info" if same else "watch",
            )
        else:
            self.parts.banner.hide()

    def _show_place_of(self, incident_id: str) -> None:
        view, of = self.opened.view, self.player.reel.then.end.incidents.get(incident_id)
        if view is not None and of is not None and of.place.point is not None:
            view.select("incidents", incident_id)
            view.fly_to(of.place.point.lat, of.place.point.lon)

    def _fill_scope(self) -> None:
        says, box = Describer(self.player.end_reference, self.services.wording), self.parts.scope
        found = sorted(self.player.reel.then.end.incidents.values(), key=lambda one: one.aware_at, reverse=True)
        for one in found:
            box.addItem(f"{one.number} {says.incident_title(one)}", one.id)

    def _wire(self) -> None:
        parts, bridge = self.parts, self.services.bridge
        bridge.deadlines_changed.connect(self._on_deadlines)
        parts.reel.sought.connect(self._on_sought)
        parts.transport.speed_chosen.connect(self.set_speed)
        parts.entries.wanted.connect(self.go_to)
        parts.scope.activated.connect(lambda place: self.choose(parts.scope.itemData(place)))
        parts.known.activated.connect(
            lambda place: self.services.run(self.know(Known(parts.known.itemData(place))), self)
        )
        parts.strip.answer_wanted.connect(lambda _one: self.refuse())
        parts.strip.list_wanted.connect(lambda: self.front(2))
        for tabs in (parts.upper, parts.lower):
            tabs.currentChanged.connect(lambda _place: self._on_tab())
        view: Any = self.opened.view
        if view is not None:
            view.feature_clicked.connect(self._on_feature)
            for signal in (view.drawn, view.edited, view.asked, view.map_data_wanted):
                signal.connect(lambda *_: self.refuse())

    def _on_deadlines(self, ranked: tuple[Deadline, ...], _crossings: object) -> None:
        self._show_clocks(ranked)

    def _show_clocks(self, ranked: tuple[Deadline, ...]) -> None:
        desk, parts, now, chosen = self.services.workspace.desk, self.parts, self.player.now, self.player.incident_id
        says = Describer(desk.reference, self.services.wording)
        mine = tuple(one for one in ranked if not chosen or one.incident_id == chosen)
        parts.strip.show_view(present(mine, desk.state, says, now, MAX_CHIPS), says)
        parts.count_clocks(sum(1 for one in mine if one.due_at < now))
        if parts.clocks.isVisible():
            parts.clocks.show_lines(due_lines(mine, desk.state, now, says), self._stamp(now))

    def _on_tab(self) -> None:
        self._seen = (-1, "")
        self._show_lists()
        self._show_clocks(self.services.watcher.current)

    def _on_sought(self, moment: datetime) -> None:
        self._sought = moment
        if not self._settle.isActive():
            self._settle.start()

    def _settled(self) -> None:
        if self._sought is not None:
            self.seek(self._sought)
            self._sought = None

    def _on_feature(self, layer: str, feature_id: str) -> None:
        if layer == "incidents" and feature_id in self.player.reel.then.end.incidents:
            self.choose(feature_id)
