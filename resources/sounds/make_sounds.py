"""Makes the four alarm sounds: ``python resources/sounds/make_sounds.py`` writes ``<rank>.wav`` beside this
file.

Calm and distinct rather than loud: sine tones with soft edges, rising with the rank in number of notes, pitch
and pace, so that the ranks are told apart by rhythm alone (ISO 7731 and IEC 60601-1-8 reason alike). Always
the same bytes.

Those of a drill lie in ``drill``: two low knocks before the phrase, a fifth lower and less than half as loud, so that nobody
takes one for the real desk's.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
LOUDNESS = 0.5
EDGE_S = 0.012

# For each rank: (frequency in Hz or 0 for a rest, seconds), in their order.
PHRASES: dict[str, tuple[tuple[float, float], ...]] = {
    "info": ((587.3, 0.18),),
    "watch": ((523.3, 0.16), (0, 0.06), (659.3, 0.22)),
    "warn": ((659.3, 0.14), (0, 0.07), (659.3, 0.14), (0, 0.07), (784.0, 0.24)),
    "alarm": (
        (880.0, 0.12),
        (0, 0.05),
        (698.5, 0.12),
        (0, 0.05),
        (880.0, 0.12),
        (0, 0.16),
        (880.0, 0.12),
        (0, 0.05),
        (698.5, 0.12),
        (0, 0.05),
        (880.0, 0.2),
    ),
}

KNOCKS: tuple[tuple[float, float], ...] = ((174.6, 0.06), (0, 0.06), (174.6, 0.06), (0, 0.14))
DRILL_PITCH = 2 / 3
DRILL_LOUDNESS = 0.4


def tone(frequency_hz: float, seconds: float) -> list[float]:
    """One note with its second and third harmonic, soft at both edges, fading a little."""
    count = int(RATE * seconds)
    if not frequency_hz:
        return [0.0] * count
    samples = []
    for number in range(count):
        at = number / RATE
        edge = min(1.0, at / EDGE_S, (seconds - at) / EDGE_S)
        angle = 2 * math.pi * frequency_hz * at
        sound = math.sin(angle) + 0.25 * math.sin(2 * angle) + 0.1 * math.sin(3 * angle)
        samples.append(LOUDNESS * max(0.0, edge) * (1 - 0.4 * at / seconds) * sound / 1.35)
    return samples


def phrase(rank: str, *, drill: bool = False) -> list[float]:
    """The samples of one rank."""
    if not drill:
        return [sample for note in PHRASES[rank] for sample in tone(*note)]
    notes = (*KNOCKS, *((pitch * DRILL_PITCH, seconds) for pitch, seconds in PHRASES[rank]))
    return [DRILL_LOUDNESS * sample for note in notes for sample in tone(*note)]


def write(rank: str, folder: Path, *, drill: bool = False) -> Path:
    """Write the file of one rank: mono, 16 bit."""
    samples = phrase(rank, drill=drill)
    samples += [0.0] * int(RATE * 0.05)
    path = folder / f"{rank}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(sample * 32_767)) for sample in samples))
    return path


if __name__ == "__main__":
    for name in PHRASES:
        write(name, Path(__file__).parent)
        write(name, Path(__file__).parent / "drill", drill=True)
