"""Four alarm ranks, one sound each, one at a time; a machine that cannot sound says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication

from app.kernel.clock import Clock
from app.ui.kit.i18n import translate
from app.ui.kit.theme import RESOURCES

FOLDER = RESOURCES / "sounds"
"""``<rank>.wav`` for each rank; made by ``make_sounds.py`` beside them."""


class AlarmRank(StrEnum):
    """From the least to the most urgent; the words are the tones of the same colour."""

    INFO = "info"
    WATCH = "watch"
    WARN = "warn"
    ALARM = "alarm"

    @property
    def weight(self) -> int:
        """0 to 3."""
        return list(AlarmRank).index(self)


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
    mute.
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
        self._players: dict[AlarmRank, Player] = {}
        self._sounding: AlarmRank | None = None
        self._muted_until: datetime | None = None
        self._said_no_device = False

    def play(self, rank: AlarmRank) -> bool:
        """Sound this rank once; whether it was started (or the beep stood in). Muted or outranked:
        ``False``."""
        if self.muted_until is not None:
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
            self._players[self._sounding].stop()
        self._sounding = None

    @property
    def sounding(self) -> bool:
        """Whether an alarm sounds at this moment."""
        return self._sounding is not None and self._players[self._sounding].isPlaying()

    @property
    def muted_until(self) -> datetime | None:
        """The end of the mute, ``None`` while alarms are heard."""
        if self._muted_until is not None and self._clock.now() >= self._muted_until:
            self._muted_until = None
            self.mute_changed.emit()
        return self._muted_until

    def mute(self, minutes: int, reason: str) -> datetime:
        """Stay silent for so many minutes (1 to 60); the reason is recorded. Raises ``ValueError`` without
        one."""
        if not 1 <= minutes <= 60 or not reason.strip():
            raise ValueError("a mute needs 1 to 60 minutes and a reason")
        self.stop()
        self._muted_until = self._clock.now() + timedelta(minutes=minutes)
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

    def _player(self, rank: AlarmRank) -> Player | None:
        if rank not in self._players:
            file = self._folder / f"{rank}.wav"
            made = self._factory(file, self) if file.is_file() else None
            if made is None:
                return None
            self._players[rank] = made
        return self._players[rank]

    def _stand_in(self) -> bool:
        self._beep()
        if not self._said_no_device:
            self._said_no_device = True
            self.noted.emit(translate("Kit", "No sound device: alarms are shown and beep only"))
        return True
