"""A person's own alarm sound: checked, and copied into the data folder, so that a stick pulled out silences nothing."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

from app.kernel.errors import BadFile, Fault, Problem
from app.kernel.whole_file import write_atomically

MOST_KB = 2_000
LEAST_S, MOST_S = 0.1, 10.0
RATES_HZ = (8_000, 48_000)
LEAST_PEAK = 0.02
"""A file whose loudest sample is below this share of full scale is taken for silence."""


def check_sound(path: Path) -> None:
    """Whether this file can be an alarm: WAV, PCM of 16 bits, one or two channels, 8 to 48 kHz, 0.1 to 10 s, not silent.

    Raises ``BadFile`` with what is wrong.
    """
    try:
        size_kb = path.stat().st_size // 1024
        if size_kb > MOST_KB:
            raise _bad(path, "sound_too_large", size=str(size_kb), most=str(MOST_KB))
        with wave.open(str(path), "rb") as file:
            channels, bits, rate, frames = file.getnchannels(), 8 * file.getsampwidth(), file.getframerate(), file.getnframes()
            data = file.readframes(frames)
    except OSError as error:
        raise _bad(path, "sound_unreadable", why=error.strerror or str(error)) from error
    except (wave.Error, EOFError, RuntimeError) as error:
        raise _bad(path, "sound_not_wav") from error
    if channels not in (1, 2) or bits != 16 or not RATES_HZ[0] <= rate <= RATES_HZ[1]:
        raise _bad(path, "sound_form", channels=str(channels), bits=str(bits), rate=str(rate))
    samples = len(data) // 2
    seconds = samples / channels / rate  # what is really there: the header may promise more
    if not LEAST_S <= seconds <= MOST_S:
        raise _bad(path, "sound_too_long", seconds=f"{seconds:.1f}", least=f"{LEAST_S:g}", most=f"{MOST_S:g}")
    if max(abs(value) for (value,) in struct.iter_unpack("<h", data[: samples * 2])) < LEAST_PEAK * 32_767:
        raise _bad(path, "sound_silent")


def keep_sound(path: Path, folder: Path, name: str) -> Path:
    """Check a file and copy it into ``folder`` as ``name``.wav; what stood there is replaced whole or not at all.

    Raises ``BadFile`` where it cannot be used, ``Fault("settings_not_saved")`` where the disk refuses.
    """
    check_sound(path)
    kept = folder / f"{name}.wav"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(kept, path.read_bytes())
    except OSError as error:
        raise Fault("settings_not_saved", {"path": str(kept), "why": error.strerror or str(error)}) from error
    return kept


def _bad(path: Path, code: str, **facts: str) -> BadFile:
    return BadFile((Problem(path.name, 0, "", code, facts),))
