"""Alarms sound when something becomes near or over, at most one at a time, and again while nobody answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.desk.deadlines import Crossing
from app.desk.settings import Settings, SettingsStore
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.reporting.rules import Urgency
from app.ui.kit.sound import AlarmRank
from app.ui.shell.alarms import REPEAT_AFTER, Alarms, is_heard

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)


class Heard:
    """A sounder that writes down what it was told to play."""

    def __init__(self) -> None:
        self.ranks: list[AlarmRank] = []

    def play(self, rank: AlarmRank) -> bool:
        self.ranks.append(rank)
        return True


def _deadline(kind: DeadlineKind = DeadlineKind.REPORT, due: timedelta = timedelta(minutes=10), critical: bool = False) -> Deadline:
    return Deadline(kind, "i", "r", NOON, NOON + due, critical=critical)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def _alarms(heard: Heard, folder: Path, **settings: bool) -> Alarms:
    store = SettingsStore(folder / "settings.json")
    store.save(Settings(**settings))
    return Alarms(heard, store)  # type: ignore[arg-type]


def test_near_warns_once_and_over_alarms_until_answered(heard: Heard, tmp_path: Path) -> None:
    alarms, one = _alarms(heard, tmp_path), _deadline()
    alarms.on_deadlines((one,), (Crossing(one, Urgency.NEAR),), NOON + timedelta(minutes=9))
    alarms.on_deadlines((one,), (), NOON + timedelta(minutes=9, seconds=30))
    assert heard.ranks == [AlarmRank.WARN]
    over = NOON + timedelta(minutes=11)
    alarms.on_deadlines((one,), (Crossing(one, Urgency.OVERDUE),), over)
    alarms.on_deadlines((one,), (), over + timedelta(seconds=30))
    assert heard.ranks == [AlarmRank.WARN, AlarmRank.ALARM]
    alarms.on_deadlines((one,), (), over + REPEAT_AFTER)
    assert heard.ranks[-1] is AlarmRank.ALARM and len(heard.ranks) == 3
    alarms.on_deadlines((), (), over + REPEAT_AFTER * 2)
    assert len(heard.ranks) == 3


def test_the_settings_are_read(heard: Heard, tmp_path: Path) -> None:
    alarms, one = _alarms(heard, tmp_path, near_sound=False, overdue_sound=False), _deadline()
    alarms.on_deadlines((one,), (Crossing(one, Urgency.NEAR),), NOON + timedelta(minutes=9))
    alarms.on_deadlines((one,), (Crossing(one, Urgency.OVERDUE),), NOON + timedelta(minutes=12))
    assert heard.ranks == []


def test_single_tasks_and_windows_only_show() -> None:
    assert is_heard(_deadline()) and is_heard(_deadline(DeadlineKind.ACKNOWLEDGE))
    assert is_heard(_deadline(DeadlineKind.TASK, critical=True))
    assert not is_heard(_deadline(DeadlineKind.TASK)) and not is_heard(_deadline(DeadlineKind.WINDOW))
