"""Four alarm ranks, one sound each, one at a time; a machine that cannot sound says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication

from app.domain.alarm.model import AlarmRank
from app.kernel.clock import Clock
from app.ui.kit.i18n import translate
from app.ui.kit.theme import RESOURCES

FOLDER = RESOURCES / "sounds"
"""``<rank>.wav`` for each rank; made by ``make_sounds.py`` beside them."""

DRILL_FOLDER = FOLDER / "drill"
"""The same for a drill's desk: knocks before each phrase, lower and quieter."""


class SoundProfile(msgspec.Struct, frozen=True):
    """How alarms sound now: own files by rank (the rest are the program's) and the volume from 0 to 1."""

    files: dict[str, Path] = {}
    volume: float = 1.0


class Player(Protocol):
    """Plays one file once."""

    def play(self) -> None:
        """Start from the beginning."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def isPlaying(self) -> bool:
        """Whether it sounds."""
        ...

    def setVolume(self, volume: float) -> None:
        """How loud, 0 to 1."""
        ...


PlayerFactory = Callable[[Path, QObject], Player | None]
"""Makes a player for a file, owned by the object; ``None`` when the machine has nothing to play on."""


def qt_player(file: Path, owner: QObject) -> Player | None:
    """A ``QSoundEffect``; QtMultimedia is only loaded here, when the first sound is due."""
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415 - slow, and needs system libraries
    except ImportError:
        return None
    if not QMediaDevices.audioOutputs():
        return None
    effect = QSoundEffect(owner)
    effect.setSource(QUrl.fromLocalFile(str(file)))
    effect.setLoopCount(1)
    return effect


class Sounder(QObject):
    """Sounds at most one alarm at a time: a more urgent one cuts a lesser one short, never the other way
    round.

    ``noted(text)`` says on screen what could not be heard (no audio device: the system beep stands in) and
    what a mute did; ``mute_changed`` whenever muting begins or ends. ``on_mute(reason, until)`` records a
    mute. While ``gives_way`` says so nothing is sounded (a drill's desk is silent while the real one sounds).
    """

    noted = Signal(str)
    mute_changed = Signal()

    def __init__(
        self,
        clock: Clock,
        on_mute: Callable[[str, datetime], None],
        *,
        folder: Path = FOLDER,
        factory: PlayerFactory = qt_player,
        beep: Callable[[], None] = QApplication.beep,
        profile: Callable[[], SoundProfile] = SoundProfile,
        gives_way: Callable[[], bool] = bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._on_mute, self._folder, self._factory, self._beep = (
            clock,
            on_mute,
            folder,
            factory,
            beep,
        )
        self._profile, self._gives_way = profile, gives_way
        self._players: dict[AlarmRank, tuple[Path, Player]] = {}
        self._sounding: AlarmRank | None = None
        self._muted_until: datetime | None = None
        self._muted_for = timedelta(0)
        self._said_no_device = False

    def play(self, rank: AlarmRank) -> bool:
        """Sound this rank once; whether it was started (or the beep stood in). Muted or outranked:
        ``False``."""
        if self.muted_until is not None or self._gives_way():
            return False
        if self._sounding is not None and self.sounding and self._sounding.weight >= rank.weight:
            return False
        self.stop()
        player = self._player(rank)
        if player is None:
            return self._stand_in()
        self._sounding = rank
        player.play()
        return True

    def stop(self) -> None:
        """Fall silent."""
        if self._sounding is not None:
            self._players[self._sounding][1].stop()
        self._sounding = None

    @property
    def sounding(self) -> bool:
        """Whether an alarm sounds at this moment."""
        return self._sounding is not None and self._players[self._sounding][1].isPlaying()

    @property
    def muted_until(self) -> datetime | None:
        """The end of the mute, ``None`` while alarms are heard."""
        left = None if self._muted_until is None else self._muted_until - self._clock.now()
        if left is not None and not timedelta(0) < left <= self._muted_for:  # a clock that was set back must not prolong it
            self._muted_until = None
            self.mute_changed.emit()
        return self._muted_until

    def mute(self, minutes: int, reason: str) -> datetime:
        """Stay silent for so many minutes (1 to 60); the reason is recorded. Raises ``ValueError`` without
        one."""
        if not 1 <= minutes <= 60 or not reason.strip():
            raise ValueError("a mute needs 1 to 60 minutes and a reason")
        self.stop()
        self._muted_for = timedelta(minutes=minutes)
        self._muted_until = self._clock.now() + self._muted_for
        self._on_mute(reason.strip(), self._muted_until)
        self.mute_changed.emit()
        return self._muted_until

    def unmute(self) -> None:
        """Be heard again."""
        if self._muted_until is not None:
            self._muted_until = None
            self.mute_changed.emit()

    def missing(self) -> Mapping[AlarmRank, Path]:
        """The sound files that are not there: for the health check."""
        files = {rank: self._folder / f"{rank}.wav" for rank in AlarmRank}
        return {rank: file for rank, file in files.items() if not file.is_file()}

    def forget(self) -> None:
        """Read the files anew at the next sound (one of them was replaced)."""
        self.stop()
        for _, player in self._players.values():
            if isinstance(player, QObject):
                player.deleteLater()
        self._players.clear()

    def _player(self, rank: AlarmRank) -> Player | None:
        profile = self._profile()
        own = profile.files.get(rank)
        file = own if own is not None and own.is_file() else self._folder / f"{rank}.wav"
        if rank not in self._players or self._players[rank][0] != file:
            made = self._factory(file, self) if file.is_file() else None
            if made is None:
                return None
            self._players[rank] = (file, made)
        player = self._players[rank][1]
        player.setVolume(profile.volume)
        return player

    def _stand_in(self) -> bool:
        self._beep()
        if not self._said_no_device:
            self._said_no_device = True
            self.noted.emit(translate("Kit", "No sound device: alarms are shown and beep only"))
        return True
