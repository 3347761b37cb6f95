"""Alarms in the window: the key, the edge, the list, the call list, the clock's banner; a machine without voice says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.desk.alarm_keeper import AlarmKeeper
from app.desk.alarm_settings import is_night, tuning
from app.desk.clock_watch import ClockWatch
from app.desk.deadline_index import DeadlineIndex
from app.desk.describe import Describer
from app.desk.settings import Settings
from app.domain.alarm.entries import AlarmAcknowledged, EscalationCalled
from app.domain.alarm.model import DUE_STEP, AlarmRank
from app.domain.calldown.model import CallResult
from app.journal.codec import unseal
from app.kernel.clock import FixedClock
from app.ui.kit.sound import FOLDER, Sounder
from app.ui.kit.speech import Speaker
from app.ui.kit.ticker import Ticker
from app.ui.services import Services
from app.ui.shell.alarm_bars import AlarmBars
from app.ui.shell.alarm_list import AlarmList, rows
from app.ui.shell.alarms import Alarms
from app.ui.shell.strip import DeadlineStrip
from tests.ui.panels.boards import NOW
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import until


class Player:
    """Plays nothing and remembers it."""

    plays: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def play(self) -> None:
        Player.plays.append(self.name)

    def stop(self) -> None:
        """Nothing to stop."""

    def isPlaying(self) -> bool:
        return False

    def setVolume(self, volume: float) -> None:
        """Nothing to set."""


def factory(file: Path, owner: QObject) -> Player:
    return Player(file.stem)


async def alarms_of(services: Services, *, steady: Any = None) -> Alarms:
    """Alarms over the demo day, raised and written."""
    Player.plays = []
    desk = services.workspace.desk
    clocks = None if steady is None else ClockWatch(desk.clock, steady)
    keeper = AlarmKeeper(desk, services.watcher, lambda: services.workspace.settings.current.escalate_after_min, clocks=clocks)
    services.alarms = keeper
    alarms = Alarms(Sounder(desk.clock, lambda *_: None, factory=factory), services, keeper)
    services.watcher.stop()
    services.watcher._index = DeadlineIndex()  # as at the start of a program: everything is new
    clock_of(services).advance(timedelta(minutes=40))
    keeper.start()
    services.watcher.start()
    await until(lambda: bool(keeper.standing))
    return alarms


def entries(services: Services, kind: type) -> list[Any]:
    journal = services.workspace.desk._journal
    return [entry for line in journal.read() if isinstance(entry := unseal(line).entry, kind)]


def clock_of(services: Services) -> FixedClock:
    clock = services.workspace.desk.clock
    assert isinstance(clock, FixedClock)
    return clock


def test_one_sound_speaks_for_the_demo_night_and_f10_silences_it(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        alarms = await alarms_of(services)
        await until(lambda: bool(Player.plays))
        assert Player.plays == ["alarm"]
        words = alarms.sentence(alarms.standing)
        assert "已超时" in words or "到时限" in words
        due = [one for one in alarms.standing if one.step >= DUE_STEP]  # it is night: the rest was not heard
        assert 0 < len(due) < len(alarms.standing) and set(alarms.sounding) == set(due)
        assert await alarms.acknowledge() == len(due)
        assert len(entries(services, AlarmAcknowledged)[-1].seen) == len(due) and not set(alarms.standing) & set(due)
        assert await alarms.acknowledge() > 0 and alarms.standing == ()
        clock_of(services).advance(timedelta(minutes=3))
        services.watcher.wake()
        await asyncio.sleep(0.05)
        assert alarms.keeper.alarms
        alarms.close()
        alarms.keeper.stop()

    on_desk(qapp, tmp_path, body)


def test_the_list_ranks_names_who_acknowledged_and_answers(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        alarms = await alarms_of(services)
        dialog = AlarmList(services, alarms, None)
        dialog.show()
        shown = dialog.table.model.rowCount()
        assert shown == len(alarms.keeper.alarms) > 1
        describer = Describer(services.workspace.desk.reference, services.wording)
        first = rows(alarms.keeper, services.state, describer, NOW)
        weights = [one.alarm.rank.weight for one in first]
        assert weights == sorted(weights, reverse=True) and all(one.title and one.incident and one.action for one in first)
        dialog.table.select(first[0].alarm.key)
        dialog.one.click()
        await until(lambda: not alarms.keeper.alarms[first[0].alarm.key].stands)
        mine = next(one for one in rows(alarms.keeper, services.state, describer, NOW) if one.alarm.key == first[0].alarm.key)
        assert mine.state.startswith("已确认") and mine.alarm.acknowledged_by in mine.state
        dialog.all.click()
        await until(lambda: not alarms.standing)
        assert not dialog.all.isEnabled()
        dialog.table.select(first[1].alarm.key)
        dialog.answer_button.click()
        assert dialog.wanted == first[1].alarm.key
        dialog.deleteLater()
        alarms.close()
        alarms.keeper.stop()

    on_desk(qapp, tmp_path, body)


def test_leaders_are_shown_with_numbers_and_one_key_records(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        alarms = await alarms_of(services)
        bars = AlarmBars(services, alarms)
        bars.refresh()
        assert bars.isHidden()
        clock_of(services).advance(timedelta(minutes=11))
        services.watcher.wake()
        await until(lambda: alarms.keeper.escalation is not None)
        card = bars.escalation
        assert not card.isHidden() and card.callee is not None and card.callee.phone in card._who.text()
        first = card.callee
        card.no_answer.click()
        await until(lambda: card.callee != first)
        assert entries(services, EscalationCalled)[-1].result is CallResult.NO_ANSWER and "无人接听" in card._rest.text()
        card.answered.click()
        await until(card.isHidden)
        assert entries(services, EscalationCalled)[-1].result is CallResult.ANSWERED
        bars.deleteLater()
        alarms.close()
        alarms.keeper.stop()

    on_desk(qapp, tmp_path, body)


def test_a_clock_that_was_set_is_said_across_the_window_until_seen(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        alarms = await alarms_of(services, steady=lambda: 100.0)
        bars = AlarmBars(services, alarms)
        clock_of(services).advance(timedelta(hours=1))
        alarms.keeper.look_at_clock()
        await until(lambda: bool(bars.clock.text))
        assert "向前拨动 60 分钟" in bars.clock.text and not bars.isHidden()
        await until(lambda: services.state.clock_jump is not None)
        bars.clock.acted.emit()
        assert bars.clock.isHidden()
        bars.deleteLater()
        alarms.close()
        alarms.keeper.stop()

    on_desk(qapp, tmp_path, body)


def test_the_edge_blinks_calmly_moves_nothing_and_can_be_still(qtbot: Any, qapp: QApplication) -> None:
    strip = DeadlineStrip(FixedClock(NOW))
    qtbot.addWidget(strip)
    strip.resize(1366, 90)
    strip.show()
    places = [child.geometry() for child in strip.findChildren(type(strip._answer))]
    strip.show_alarms(3, "alarm", blinks=True)
    seen = []
    for _ in range(8):
        seen.append(strip.edge)
        Ticker.shared().tick()
    assert seen == ["alarm", "alarm", "", "", "alarm", "alarm", "", ""]
    strip.show_alarms(3, "alarm", blinks=False)
    Ticker.shared().tick()
    Ticker.shared().tick()
    assert strip.edge == "alarm" and "3" in strip._alarms.text()
    shot = strip.grab().toImage()
    assert shot.pixelColor(5, 1) != shot.pixelColor(5, 40)
    strip.show_alarms(0, "", blinks=False)
    assert strip.edge == "" and not strip._acknowledge.isEnabled()
    assert len(places) == len(strip.findChildren(type(strip._answer)))
    with qtbot.waitSignal(strip.alarms_wanted):
        strip._alarms.click()


@pytest.mark.parametrize(
    ("hour", "settings", "night"),
    [
        (23, Settings(), True), (3, Settings(), True), (6, Settings(), False), (12, Settings(), False),
        (3, Settings(night_profile=False), False), (3, Settings(night_from_h=5, night_to_h=5), False),
        (13, Settings(night_from_h=12, night_to_h=14), True), (14, Settings(night_from_h=12, night_to_h=14), False),
    ],
)
def test_the_night_has_its_hours(hour: int, settings: Settings, night: bool) -> None:
    at = NOW.replace(hour=(hour - 8) % 24)
    assert is_night(settings, at) is night


def test_own_files_and_volumes_are_those_of_the_hour(tmp_path: Path) -> None:
    files = {"alarm": "alarm.wav", "night.alarm": "night.alarm.wav", "warn": "../../etc/passwd"}
    settings = Settings(alarm_files=files, alarm_volume_pct=70, night_volume_pct=0)
    day, night = NOW.replace(hour=4), NOW.replace(hour=18)
    by_day, by_night = tuning(settings, tmp_path, day), tuning(settings, tmp_path, night)
    assert by_day.files["alarm"].name == "alarm.wav" and by_night.files["alarm"].name == "night.alarm.wav"
    assert by_day.files["warn"] == tmp_path / "sounds" / "passwd"
    assert (by_day.volume, by_night.volume) == (0.7, 0.2) and by_day.early and not by_night.early


def test_a_machine_without_voice_says_what_it_lacks(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtTextToSpeech import QTextToSpeech

    monkeypatch.setattr(QTextToSpeech, "availableEngines", staticmethod(lambda: ["mock"]))
    speaker = Speaker("zh")
    assert not speaker.say("到时限") and speaker.missing == "engine"
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtTextToSpeech", None)
    speaker = Speaker("zh")
    assert not speaker.can_speak and speaker.missing == "module"


def test_ranks_of_the_rules_are_the_sounds_of_the_kit() -> None:
    assert all((FOLDER / f"{rank}.wav").is_file() for rank in AlarmRank)
