"""How much one file may be: a township's data fits ten times over, an attack does not."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bytes of the file (packed and unpacked), and how much may be in it."""

    bytes: int = 200_000_000
    unpacked: int = 400_000_000
    members: int = 2_000
    features: int = 100_000
    vertices: int = 1_000_000
    columns: int = 256
    text: int = 4_000
    dropped: int = 200
    """Features that could not be used are listed up to here; the rest are counted."""


LIMITS = Limits()
