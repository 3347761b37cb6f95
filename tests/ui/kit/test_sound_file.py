"""A person's own sounds: checked whatever they are, kept whole, and used from the data folder."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from app.domain.alarm.model import AlarmRank
from app.kernel.clock import FixedClock
from app.kernel.errors import BadFile, Fault
from app.ui.kit.sound import FOLDER, Sounder, SoundProfile
from app.ui.kit.sound_file import MOST_KB, check_sound, keep_sound
from tests.world import NOON


def sound(path: Path, *, seconds: float = 0.5, channels: int = 1, width: int = 2, rate: int = 8_000, peak: int = 9_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        frame = peak.to_bytes(2, "little", signed=True) if width == 2 else bytes([128]) * width
        file.writeframes(frame * channels * int(seconds * rate))
    return path


@pytest.mark.parametrize("rank", list(AlarmRank))
def test_the_programs_own_sounds_pass(rank: AlarmRank) -> None:
    check_sound(FOLDER / f"{rank}.wav")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"seconds": 0.01}, "sound_too_long"), ({"seconds": 11}, "sound_too_long"), ({"width": 1}, "sound_form"),
        ({"channels": 4}, "sound_form"), ({"rate": 96_000}, "sound_form"), ({"peak": 3}, "sound_silent"),
    ],
)
def test_what_cannot_be_an_alarm_is_refused_with_its_reason(tmp_path: Path, made: dict[str, Any], code: str) -> None:
    path = sound(tmp_path / "own.wav", **made)
    with pytest.raises(BadFile) as caught:
        check_sound(path)
    assert [one.code for one in caught.value.problems] == [code]


def test_other_files_are_refused(tmp_path: Path) -> None:
    text, large, cut = tmp_path / "a.wav", tmp_path / "b.wav", tmp_path / "c.wav"
    text.write_text("not a sound")
    large.write_bytes(b"RIFF" + bytes((MOST_KB + 1) * 1024))
    cut.write_bytes(sound(tmp_path / "d.wav", seconds=2).read_bytes()[:300])
    for path, code in ((text, "sound_not_wav"), (large, "sound_too_large"), (tmp_path / "gone.wav", "sound_unreadable")):
        with pytest.raises(BadFile, match=code):
            check_sound(path)
    with pytest.raises(BadFile):
        check_sound(cut)


@given(data=st.binary(max_size=400), head=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_the_check(tmp_path: Path, data: bytes, head: bool) -> None:
    path = tmp_path / "any.wav"
    good = sound(tmp_path / "good.wav", seconds=0.2).read_bytes()
    path.write_bytes(good[:36] + data if head else data)
    try:
        check_sound(path)
    except BadFile as bad:
        assert bad.problems[0].code.startswith("sound_")


def test_a_kept_sound_is_a_copy_and_the_next_alarm_takes_it(qapp: Any, tmp_path: Path) -> None:
    stick = sound(tmp_path / "stick.wav")
    kept = keep_sound(stick, tmp_path / "sounds", "alarm")
    bytes_ = stick.read_bytes()
    stick.unlink()
    assert kept == tmp_path / "sounds" / "alarm.wav" and kept.read_bytes() == bytes_
    played: list[tuple[Path, float]] = []

    class Player:
        def __init__(self, file: Path) -> None:
            self.file, self.volume = file, 0.0

        def play(self) -> None:
            played.append((self.file, self.volume))

        def stop(self) -> None:
            """Nothing."""

        def isPlaying(self) -> bool:
            return False

        def setVolume(self, volume: float) -> None:
            self.volume = volume

    def factory(file: Path, owner: QObject) -> Player:
        return Player(file)

    own = {"alarm": kept}
    sounder = Sounder(FixedClock(NOON), lambda *_: None, factory=factory, profile=lambda: SoundProfile(own, 0.4))
    assert sounder.play(AlarmRank.ALARM) and sounder.play(AlarmRank.WARN)
    kept.unlink()
    assert sounder.play(AlarmRank.ALARM)
    assert [(file.parent, volume) for file, volume in played] == [(kept.parent, 0.4), (FOLDER, 0.4), (FOLDER, 0.4)]


def test_a_disk_that_refuses_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "sounds").write_text("a file where the folder should be")
    with pytest.raises(Fault, match="settings_not_saved"):
        keep_sound(sound(tmp_path / "own.wav"), tmp_path / "sounds", "alarm")
