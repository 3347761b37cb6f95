"""How alarms sound at this machine at this moment: read from the settings, day or night."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from app.desk.settings import Settings
from app.domain.alarm.model import AlarmRank
from app.kernel.clock import to_local

LEAST_VOLUME_PCT = 20
"""Below this an alarm cannot be told from silence; a smaller figure in the file counts as this."""

NIGHT = "night."
"""Own files for the night have this before the rank."""


class Tuning(msgspec.Struct, frozen=True):
    """Own files by rank, volume from 0 to 1, and whether what is not due yet sounds. What is due always does."""

    night: bool
    files: dict[str, Path]
    volume: float
    early: bool


def is_night(settings: Settings, at: datetime) -> bool:
    """Whether the night profile holds at this moment (hours in Beijing; the same hour twice means never)."""
    if not settings.night_profile or settings.night_from_h == settings.night_to_h:
        return False
    hour, begins, ends = to_local(at).hour, settings.night_from_h % 24, settings.night_to_h % 24
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def sounds_dir(data_dir: Path) -> Path:
    """Where own sounds are kept."""
    return data_dir / "sounds"


def tuning(settings: Settings, data_dir: Path, at: datetime) -> Tuning:
    """How alarms sound now. A night without a file of its own has that of the day; a file is known by its bare name only."""
    night = is_night(settings, at)
    names = {rank.value: settings.alarm_files.get(rank.value, "") for rank in AlarmRank}
    if night:
        names |= {rank.value: own for rank in AlarmRank if (own := settings.alarm_files.get(NIGHT + rank.value, ""))}
    files = {rank: sounds_dir(data_dir) / Path(name).name for rank, name in names.items() if name}
    percent = settings.night_volume_pct if night else settings.alarm_volume_pct
    early = settings.near_sound and (not night or settings.night_near_sound)
    return Tuning(night, files, min(max(percent, LEAST_VOLUME_PCT), 100) / 100, early)
