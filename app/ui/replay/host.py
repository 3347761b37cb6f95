"""Opens a replay beside the desk, and takes it apart again: nothing of it lives on."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.describe import Describer
from app.desk.jobs import Jobs, Progress
from app.desk.replay.footage import Footage, Reel, make_reel, no_track, read_live
from app.desk.replay.player import Player
from app.desk.replay.tape import Known
from app.desk.replay.watching import PastWatcher
from app.desk.replay.whereabouts import Whereabouts
from app.desk.replay.words import EntryLine, entry_lines
from app.desk.who_goes import Guide
from app.desk.workspace import Workspace
from app.domain.planning.library import effective
from app.kernel.errors import Fault, Refusal
from app.ui.bridge import Bridge
from app.ui.kit.working import watched
from app.ui.replay.navigator import ReplayNavigator
from app.ui.replay.window import ReplayWindow
from app.ui.services import Services

MakeMap = Callable[[Workspace, str, bool], Any]
"""Makes the map of a replay: the word that stands on it, whether a drill is played. ``None`` where there is no web engine."""


@dataclass
class OpenReplay:
    """One replay in its window. ``lines`` are its entries in words, for each order in which they were asked for; ``word`` says on
    everything of it that it is a replay."""

    reel: Reel
    player: Player
    services: Services
    lines: dict[Known, tuple[EntryLine, ...]]
    whereabouts: Whereabouts
    title: str
    word: str
    view: Any = None
    sync: Any = None


class ReplayHost(QObject):
    """Beside the desk of ``services``. One replay at a time: opening another closes the first."""

    changed = Signal()
    """A replay was opened or closed."""

    def __init__(self, services: Services, make_map: MakeMap = lambda _workspace, _word, _drill: None) -> None:
        super().__init__()
        self._services, self._make_map = services, make_map
        self._desk_window: QWidget | None = None
        self.window: ReplayWindow | None = None

    def attach(self, window: QWidget) -> None:
        """The window of the desk that replays are opened from."""
        self._desk_window = window

    async def open(self, *, incident_id: str = "", drill_id: str = "", parent: QWidget | None = None) -> ReplayWindow:
        """Open the replay of this desk (of one incident, or of everything) or of a kept drill; slow reading shows how far it is.

        ``Refusal``: ``replay_empty``, ``drill_unknown``, ``incident_unknown``. ``Fault`` where a journal cannot be read.
        ``asyncio.CancelledError`` where somebody stopped the reading.
        """
        title = self.tr("Reading the journal")
        reel, lines = await watched(parent or self._desk_window, title, lambda tell: self._read(drill_id, tell))
        self.close()
        player = Player(reel)
        await player.desk.start()
        if incident_id:
            player.choose(incident_id)
        player.seek(player.clock.begins_at)
        self.window = ReplayWindow(self, self._put_together(reel, player, lines))
        self.window.show()
        self.window.start()
        self.changed.emit()
        return self.window

    async def attempt(self, *, incident_id: str = "", drill_id: str = "", parent: QWidget | None = None) -> bool:
        """The same for a key or a button: why it cannot be is said in the desk's status bar."""
        try:
            await self.open(incident_id=incident_id, drill_id=drill_id, parent=parent)
        except (Refusal, Fault) as no:
            self._services.navigator.say(self._services.explain(no), "alarm")
            return False
        return True

    def to_live(self) -> None:
        """Bring the desk's window to the front."""
        window = self._desk_window
        if window is None:
            return
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window, 0)

    def close(self) -> None:
        """Close the replay that is open, if any."""
        if self.window is not None:
            self.window.close()

    def closed(self, opened: OpenReplay) -> None:
        """Its window was closed: everything goes, the map's page before its profile."""
        window, self.window = self.window, None
        if window is None:
            return
        if self._services.memory is not None:
            self._services.memory.save()  # before it is gone: only living windows are written down
        services = opened.services
        if opened.sync is not None:
            opened.sync.close()
        if opened.view is not None:
            opened.view.shutdown()
        services.watcher.stop()
        services.bridge.close()
        services.workspace.jobs.close()
        window.deleteLater()
        self.changed.emit()

    async def _read(self, drill_id: str, tell: Callable[[float, str], None]) -> tuple[Reel, dict[Known, tuple[EntryLine, ...]]]:
        workspace = self._services.workspace
        footage: Footage | None = None
        if not drill_id:
            positions = workspace.positions
            track = positions.track if positions is not None else no_track
            footage = await read_live(workspace.desk, lambda share: tell(share * 0.3, ""), track)
        wording, replays = self._services.wording, workspace.replays
        if footage is None and replays is None:
            raise Refusal("drill_unknown", {"drill": drill_id})

        def work(progress: Progress) -> tuple[Reel, dict[Known, tuple[EntryLine, ...]]]:
            found = footage or replays.drill(drill_id)  # type: ignore[union-attr]
            reel = make_reel(found, lambda share: progress.report(share * _FOLDED))
            then = reel.then
            says = Describer(effective(found.files, then.end), wording)
            lines: list[EntryLine] = []
            for first in range(0, len(then), _WORDED_AT_ONCE):
                last = first + _WORDED_AT_ONCE
                lines += entry_lines(then.records[first:last], then.moments[first:last], then.end, says, first)
                progress.report(_FOLDED + (1 - _FOLDED) * len(lines) / len(then))
            return reel, {Known.THEN: tuple(lines)}

        jobs = Jobs()
        try:
            return await jobs.run(work, lambda share, words: tell(0.3 + share * 0.7, words))
        finally:
            await asyncio.to_thread(jobs.close)

    def _put_together(self, reel: Reel, player: Player, lines: dict[Known, tuple[EntryLine, ...]]) -> OpenReplay:
        live, jobs = self._services.workspace, Jobs()
        workspace = dataclasses.replace(
            live, desk=player.desk, jobs=jobs, positions=None, demo=None, poke=lambda: 0, read_only=True, guide=Guide(),
            tracking=None, outbox=None, secrets=None, search=None, warnings_in=None, by_hand=None, pack_keeper=None, drills=None,
            replays=None,
        )
        watcher = PastWatcher(player.desk, jobs)

        def next_due(at: datetime) -> datetime | None:
            """The next deadline; while that is being computed nothing is passed over."""
            return min((one.due_at for one in watcher.current if one.due_at > at), default=None) if watcher.is_fresh else at

        player.next_due = next_due
        navigator = ReplayNavigator()
        services = Services(
            workspace, Bridge(player.desk, watcher), watcher, navigator, memory=self._services.memory
        )
        word = services.wording.say("replay.word_drill" if reel.is_drill else "replay.word")
        watcher.start()
        end = reel.then.end
        whereabouts = Whereabouts(reel.footage.track, jobs, lambda: end.units, player.desk.telemetry.show)
        drill = end.drill
        name = end.profile.name if end.profile is not None else None
        title = services.wording.text(drill.scenario.title if drill is not None else name) if drill or name else ""
        opened = OpenReplay(reel, player, services, lines, whereabouts, title, word)
        opened.view = services.map_view = self._make_map(workspace, word, reel.is_drill)
        return opened


_WORDED_AT_ONCE = 500
_FOLDED = 0.7  # share of the work that is done when the tapes stand and their entries are to be put into words
