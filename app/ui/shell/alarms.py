"""Sound and sight when a deadline becomes near or over: at most one alarm a crossing, the most urgent first."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from app.desk.deadlines import Crossing
from app.desk.settings import SettingsStore
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.reporting.rules import Urgency
from app.ui.kit.sound import AlarmRank, Sounder

REPEAT_AFTER = timedelta(minutes=2)
"""An overdue report that nobody has answered sounds again after this long, until it is answered or muted."""


class Alarms(QObject):
    """Decides what is heard. Reports and missing acknowledgements sound; single tasks only show."""

    def __init__(self, sounder: Sounder, settings: SettingsStore) -> None:
        super().__init__()
        self.sounder = sounder
        self._settings = settings
        self._last_overdue: datetime | None = None

    def on_deadlines(self, ranked: tuple[Deadline, ...], crossings: tuple[Crossing, ...], now: datetime) -> None:
        """Sound what has just become near or over, or has long been over."""
        settings = self._settings.current
        heard = [crossing for crossing in crossings if is_heard(crossing.deadline)]
        over = [one for one in ranked if is_heard(one) and one.urgency(now) is Urgency.OVERDUE]
        if settings.overdue_sound and over and self._is_time(heard, now):
            self._last_overdue = now
            self.sounder.play(AlarmRank.ALARM)
        elif settings.near_sound and any(crossing.urgency is Urgency.NEAR for crossing in heard):
            self.sounder.play(AlarmRank.WARN)
        if not over:
            self._last_overdue = None

    def _is_time(self, heard: list[Crossing], now: datetime) -> bool:
        fresh = any(crossing.urgency is Urgency.OVERDUE for crossing in heard)
        return fresh or self._last_overdue is None or now - self._last_overdue >= REPEAT_AFTER


def is_heard(one: Deadline) -> bool:
    """Whether this deadline may sound: duties to report, dispatches that nobody acknowledged, critical tasks."""
    return one.kind in (DeadlineKind.REPORT, DeadlineKind.ACKNOWLEDGE) or one.critical
