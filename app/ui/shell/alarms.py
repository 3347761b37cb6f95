"""What is heard and seen of alarms: one sound at a time for all that stand, a flash, a tray message, a spoken sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.desk.alarm_keeper import AlarmKeeper
from app.desk.alarm_settings import Tuning, tuning
from app.desk.describe import Describer
from app.desk.describe_alarms import alarm_line, alarm_title
from app.domain.alarm.model import DUE_STEP, Alarm, AlarmRank
from app.domain.alarm.rules import Sound, Sounded, next_sound, sounded
from app.ui.kit.drill_mark import marked_title
from app.ui.kit.icons import icon
from app.ui.kit.sound import Sounder
from app.ui.kit.speech import Speaker
from app.ui.kit.tasks import alive
from app.ui.services import Services

BUSY_AGAIN_S = 2.0
"""When another alarm still sounds, this one is tried again after so long."""

SPEAK_AFTER_MS = 1_700
"""Words begin when the sound has ended; the longest of the program's own lasts 1.3 s."""


class Alarms(QObject):
    """Decides what is heard, with the watcher's one timer. ``changed``: what stands, is being called, or the clock changed."""

    changed = Signal()
    heard = Signal(object)
    """A ``Sound`` that has just begun."""

    def __init__(self, sounder: Sounder, services: Services, keeper: AlarmKeeper) -> None:
        super().__init__()
        self.sounder = sounder
        self.keeper = keeper
        self._services = services
        self._last: Sounded | None = None
        self._window: QWidget | None = None
        self._tray: QSystemTrayIcon | None = None
        self.speaker = Speaker(services.lang, self)
        self._stops = [keeper.subscribe(self._on_keeper), services.watcher.add_waker(self.look)]
        sounder.mute_changed.connect(self.changed)

    def attach(self, window: QWidget) -> None:
        """The window that flashes."""
        self._window = window

    def close(self) -> None:
        """Fall silent and go."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        self.sounder.stop()
        self.speaker.stop()
        if self._tray is not None:
            self._tray.hide()

    @property
    def standing(self) -> tuple[Alarm, ...]:
        """What nobody has acknowledged, the most urgent first."""
        return self.keeper.standing

    @property
    def sounding(self) -> tuple[Alarm, ...]:
        """Those that the last sound spoke for and that stand; where nothing was heard yet, all that stand."""
        heard = self._last.heard if self._last is not None else frozenset()
        return tuple(one for one in self.standing if (one.key, one.step) in heard) or self.standing

    def tuning(self, now: datetime) -> Tuning:
        """How alarms sound now."""
        workspace = self._services.workspace
        return tuning(workspace.settings.current, workspace.data_dir, now)

    def look(self, now: datetime) -> datetime | None:
        """Sound what has to be heard now; returns when to ask again."""
        if self.sounder.muted_until is not None:
            return self.sounder.muted_until
        if self.keeper.is_writing:
            return now + timedelta(seconds=BUSY_AGAIN_S)
        tuned = self.tuning(now)
        found = next_sound(self.keeper.alarms.values(), self._last, now, early=tuned.early)
        if not isinstance(found, Sound):
            return found
        if not self.sounder.play(found.rank):
            return now + timedelta(seconds=BUSY_AGAIN_S)
        self._last = sounded(found, now)
        self._show(found, tuned)
        self.heard.emit(found)
        later = next_sound(self.keeper.alarms.values(), self._last, now, early=tuned.early)
        return later if isinstance(later, datetime) else None

    async def acknowledge(self, alarms: tuple[Alarm, ...] | None = None) -> int:
        """Silence these steps (those that sound) and nothing else; how many. ``Refusal`` and ``Fault`` as the desk says."""
        wanted = self.sounding if alarms is None else alarms
        self.sounder.stop()
        self.speaker.stop()
        await self.keeper.acknowledge(wanted, self._services.workspace.context())
        return len(wanted)

    def sentence(self, alarms: tuple[Alarm, ...]) -> str:
        """The most urgent in words, and how many more there are."""
        describer = self._describer()
        line = alarm_line(describer, alarms[0], self._services.state)
        return line + (describer.say("alarm.more", count=len(alarms) - 1) if len(alarms) > 1 else "")

    def _show(self, sound: Sound, tuned: Tuning) -> None:
        settings = self._services.workspace.settings.current
        away = self._window is not None and alive(self._window) and not self._window.isActiveWindow()
        if settings.alarm_flash and away and self._window is not None:
            QApplication.alert(self._window, 0)
        if settings.alarm_tray and away:
            self._tell_tray(sound)
        if settings.alarm_speech and (tuned.early or sound.alarms[0].step >= DUE_STEP):
            words = self._spoken(sound.alarms)
            QTimer.singleShot(SPEAK_AFTER_MS, self, lambda: self._speak(words, tuned.volume))

    def _speak(self, words: str, volume: float) -> None:
        if self.sounder.muted_until is None and self.standing:
            self.speaker.say(words, volume)

    def _spoken(self, alarms: tuple[Alarm, ...]) -> str:
        describer, state, first = self._describer(), self._services.state, alarms[0]
        of = state.incidents.get(first.incident_id)
        drill = describer.say("drill.spoken") if state.drill is not None else ""
        text = drill + describer.say(
            "alarm.spoken", stage=describer.say(f"alarm_stage.{first.stage}"),
            title=alarm_title(describer, first.key, first.incident_id, state),
            incident=describer.incident_title(of) if of is not None else "",
        )
        return text + ("。" + describer.say("alarm.spoken_more", count=len(alarms) - 1) if len(alarms) > 1 else "")

    def _tell_tray(self, sound: Sound) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icon("bell", "alarm"), self)
            self._tray.setToolTip(QApplication.applicationDisplayName())
            self._tray.show()
        title = marked_title(self._describer().say(f"alarm_rank.{sound.rank}"), self._window)
        urgent = QSystemTrayIcon.MessageIcon.Critical if sound.rank is AlarmRank.ALARM else QSystemTrayIcon.MessageIcon.Warning
        self._tray.showMessage(title, self.sentence(sound.alarms), urgent)

    def _describer(self) -> Describer:
        return Describer(self._services.workspace.desk.reference, self._services.wording)

    def _on_keeper(self) -> None:
        if not self.standing:
            self.sounder.stop()
        self.changed.emit()
