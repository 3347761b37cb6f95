from __future__ import annotations

import gc
import wave
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSplitter, QWidget

from app.kernel.clock import FixedClock
from app.ui.kit import i18n
from app.ui.kit.badge import SHAPES
from app.ui.kit.layout_memory import LayoutMemory
from app.ui.kit.shortcuts import Actions, ActionSpec
from app.ui.kit.sound import FOLDER, AlarmRank, Sounder
from app.ui.kit.theme import Tone
from app.ui.kit.widgets import (
    Badge,
    Banner,
    Countdown,
    Elided,
    EmptyState,
    FaultBar,
    FaultNote,
    FlowLayout,
    ProgressStrip,
    SearchBox,
    SectionHeader,
    Text,
    Ticker,
)
from tests.ui.kit.conftest import NOW


def timers(thing: QObject) -> list[QTimer]:
    return [timer for timer in thing.findChildren(QTimer) if timer.isActive()]


def test_many_countdowns_one_ticker(dressed: QApplication, qtbot, clock: FixedClock) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    flow = FlowLayout(panel)
    counts = [Countdown(clock, NOW + timedelta(minutes=n, seconds=12)) for n in range(30)]
    for count in counts:
        flow.addWidget(count)
    panel.show()
    assert counts[6].text() == "06:12 left"
    assert timers(panel) == []
    assert len(timers(Ticker.shared())) == 1
    width = counts[6].minimumWidth()
    clock.advance(timedelta(seconds=61))
    Ticker.shared().tick()
    assert counts[6].text() == "05:11 left"
    assert counts[0].text() == "00:49 over"
    assert counts[0].property("tone") == Tone.ALARM
    assert counts[6].minimumWidth() == width
    panel.hide()
    assert not Ticker.shared().running


def test_ticker_forgets_the_dead(dressed: QApplication, qtbot, clock: FixedClock) -> None:
    count = Countdown(clock, NOW)
    count.show()
    assert Ticker.shared().running
    count.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    del count
    gc.collect()
    Ticker.shared().tick()
    assert not Ticker.shared().running


@pytest.mark.parametrize("shape", SHAPES)
def test_badges_differ_in_greyscale(dressed: QApplication, qtbot, shape: str) -> None:
    badge = Badge("重大", Tone.WARN, shape)
    qtbot.addWidget(badge)
    grey = badge.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    others = []
    for other in SHAPES:
        badge.show_as("重大", Tone.WARN, other)
        badge.adjustSize()
        others.append(badge.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8))
    assert sum(grey == image for image in others) <= 1


def test_outside_text_is_plain(dressed: QApplication, qtbot) -> None:
    banner = Banner("<img src=x>", Tone.WARN, "a & b")
    qtbot.addWidget(banner)
    assert all(label.textFormat().name == "PlainText" for label in banner.findChildren(Text))
    assert Text("<b>x</b>").text() == "<b>x</b>"
    banner.show_text("", Tone.INFO)
    assert banner.isHidden()


def test_designed_states(dressed: QApplication, qtbot) -> None:
    bar = FaultBar()
    qtbot.addWidget(bar)
    mended: list[bool] = []
    bar.set_faults(
        (FaultNote("up", "断开", NOW - timedelta(hours=1), "本地", "重试", lambda: mended.append(True)),), NOW
    )
    line = bar.findChild(Banner)
    assert "since 02:17" in line.text
    assert "still works: 本地" in line.text
    line.acted.emit()
    assert mended == [True]
    bar.set_faults((), NOW)
    assert bar.isHidden()
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show_progress("x", 0.5, timedelta(seconds=18))
    assert "50%  about 00:18 left" in [label.text() for label in strip.findChildren(QLabel)]
    label = Elided("很长的文字" * 20)
    qtbot.addWidget(label)
    label.resize(80, 30)
    label.grab()
    assert label.toolTip() == label.text()
    for widget in (EmptyState("空", "做什么", "做"), SearchBox(), SectionHeader("头", "注")):
        qtbot.addWidget(widget)
        assert not widget.grab().isNull()


def test_actions_show_their_keys(dressed: QApplication, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions, done, allowed = Actions(window), [], [False]
    actions.add(
        ActionSpec(
            id="go",
            text="派出",
            key="F6",
            icon="dispatch",
            handler=lambda: done.append(1),
            enabled=lambda: allowed[0],
        )
    )
    button = actions.button("go", "primary")
    assert "F6" in button.text()
    assert "F6" in button.toolTip()
    assert not button.isEnabled()
    allowed[0] = True
    actions.refresh()
    assert button.isEnabled()
    button.click()
    actions.trigger("go")
    assert done == [1, 1]
    with pytest.raises(ValueError, match="F6 belongs to go"):
        actions.add(ActionSpec(id="other", text="x", key="F6", handler=lambda: None))
    with pytest.raises(ValueError, match="go"):
        actions.add(ActionSpec(id="go", text="x", handler=lambda: None))
    assert actions.keyboard_map() == (("", "派出", "F6"),)
    assert [action.text() for action in actions.menu(["go", ""]).actions()] == ["派出", ""]
    actions.remove("go")
    assert actions.keyboard_map() == ()


def test_coroutine_handlers_run(in_loop: Callable[..., list[object]]) -> None:
    import asyncio

    done = []

    async def handler() -> None:
        await asyncio.sleep(0)
        done.append(1)

    async def body() -> None:
        window = QMainWindow()
        actions = Actions(window)
        actions.add(ActionSpec(id="go", text="x", handler=handler))
        actions.trigger("go")
        await asyncio.sleep(0.02)

    assert in_loop(body) == []
    assert done == [1]


def test_layout_is_remembered(dressed: QApplication, qtbot, tmp_path: Path) -> None:
    def build() -> tuple[QMainWindow, QSplitter]:
        window = QMainWindow()
        split = QSplitter()
        split.addWidget(QWidget())
        split.addWidget(QWidget())
        window.setCentralWidget(split)
        qtbot.addWidget(window)
        return window, split

    file = tmp_path / "layout.ini"
    window, split = build()
    memory = LayoutMemory(file)
    assert not memory.keep_window("main", window)
    memory.keep_splitter("main", split)
    window.resize(700, 500)
    window.show()
    split.setSizes([500, 150])
    memory.set_value("theme", "dark")
    assert memory.save()
    sizes = split.sizes()
    window, split = build()
    again = LayoutMemory(file)
    assert again.keep_window("main", window)
    assert again.keep_splitter("main", split)
    window.show()
    assert split.sizes() == sizes
    assert again.value("theme") == "dark"
    file.write_bytes(b"\x00garbage[[")
    assert not LayoutMemory(file).keep_window("main", window)


class FakePlayer:
    def __init__(self) -> None:
        self.plays = 0
        self.on = False

    def play(self) -> None:
        self.plays += 1
        self.on = True

    def stop(self) -> None:
        self.on = False

    def isPlaying(self) -> bool:
        return self.on

    def setVolume(self, volume: float) -> None:
        self.volume = volume


def test_one_sound_at_a_time(dressed: QApplication, clock: FixedClock) -> None:
    made: dict[str, FakePlayer] = {}
    mutes: list[tuple[str, datetime]] = []

    def factory(file: Path, owner: QObject) -> FakePlayer:
        return made.setdefault(file.stem, FakePlayer())

    sounder = Sounder(clock, lambda reason, until: mutes.append((reason, until)), factory=factory)
    assert sounder.play(AlarmRank.WATCH)
    assert not sounder.play(AlarmRank.INFO)
    assert not sounder.play(AlarmRank.WATCH)
    assert sounder.play(AlarmRank.ALARM)
    assert [name for name, player in made.items() if player.on] == ["alarm"]
    assert {name: player.plays for name, player in made.items()} == {"watch": 1, "alarm": 1}
    made["alarm"].on = False
    assert sounder.play(AlarmRank.INFO)
    sounder.mute(5, "正在通话")
    assert not sounder.sounding
    assert not sounder.play(AlarmRank.ALARM)
    assert mutes == [("正在通话", NOW + timedelta(minutes=5))]
    clock.advance(timedelta(minutes=5))
    assert sounder.play(AlarmRank.ALARM)
    for minutes, reason in ((0, "x"), (61, "x"), (5, " ")):
        with pytest.raises(ValueError, match="mute"):
            sounder.mute(minutes, reason)


def test_no_device_is_said_once_and_beeps_always(dressed: QApplication, clock: FixedClock) -> None:
    beeps, notes = [], []
    sounder = Sounder(clock, lambda *_: None, factory=lambda *_: None, beep=lambda: beeps.append(1))
    sounder.noted.connect(notes.append)
    assert sounder.play(AlarmRank.ALARM)
    assert sounder.play(AlarmRank.WARN)
    assert len(beeps) == 2
    assert len(notes) == 1


def test_multimedia_is_not_loaded_at_import() -> None:
    import subprocess
    import sys

    code = "import sys, app.ui.kit.sound; sys.exit('PySide6.QtMultimedia' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_sounds_are_short_and_distinct() -> None:
    data = {}
    for rank in AlarmRank:
        with wave.open(str(FOLDER / f"{rank}.wav")) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < 1.6
            data[rank] = file.readframes(file.getnframes())
    assert len(set(data.values())) == 4
    lengths = [len(data[rank]) for rank in AlarmRank]
    assert lengths == sorted(lengths)


def test_language(qapp: QApplication, tmp_path: Path) -> None:
    loaded = i18n.set_language(qapp, "zh", tmp_path)
    assert loaded == ("qtbase_zh_CN.qm",)
    assert i18n.translate("QPlatformTheme", "Cancel") == "取消"
    (tmp_path / "broken_zh.qm").write_bytes(b"not a qm file")
    assert i18n.set_language(qapp, "zh", tmp_path) == ("qtbase_zh_CN.qm",)
    assert i18n.set_language(qapp, "en", tmp_path) == ()
    assert i18n.language() == "en"
    QApplication.sendPostedEvents(None, 52)
    assert qapp.findChildren(QTranslator) == []
    with pytest.raises(ValueError, match="fr"):
        i18n.set_language(qapp, "fr", tmp_path)


def test_soak_of_qt_calls(dressed: QApplication, qtbot, clock: FixedClock) -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some thousand calls that return nothing."""
    count, badge, timer = Countdown(clock, NOW), Badge("待"), QTimer()
    for widget in (count, badge):
        qtbot.addWidget(widget)
    for number in range(30_000):
        count.setText(str(number))
        count.setToolTip("")
        timer.setObjectName("t")
        badge.show_as("待" if number % 2 else "急", Tone.WARN if number % 2 else Tone.ALARM)
    assert count.text() == "29999"


def test_gallery_leaves_no_timer_behind(dressed: QApplication, qtbot) -> None:
    from tests.ui.kit.gallery import Gallery

    window = Gallery()
    window.show()
    assert Ticker.shared().running
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    Ticker.shared().tick()
    assert not Ticker.shared().running
