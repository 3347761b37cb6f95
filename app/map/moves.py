"""How moves of units travel to the page: columns of small whole numbers behind a head of float64, little-endian.

Head: format, tag, number of units, number of rows, wide (1) or narrow (0), seconds since the update before. Then the rows'
places among the units (uint32; left out where all moved), their steps in latitude and in longitude (millionths of a degree),
the ages of the positions (seconds; all three int32 where wide, else int16), and the headings (uint8 in steps of 1.5 degrees,
255: not known). Ten thousand units that all move are 70 kB, a sixth of their full rows. A few that leap (or whose position
is hours old) are listed beside the columns, as ``[row, latitude step, longitude step, age]``, so that the others stay narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.map.features import UnitLook

FORMAT = 1.0

FIXED = 1e6
"""Positions are counted in millionths of a degree: 0.11 m."""

HEADING_STEP_DEG = 1.5
NO_HEADING = 255
_NARROW = 32_767
_WIDE = 2**31 - 1
_HEAD = 6


class Moves(NamedTuple):
    """The way from update ``base`` to update ``serial``: ``data`` as the module says, ``looks`` and ``leaps`` are
    JSON lists."""

    base: int
    serial: int
    data: bytes
    looks: bytes
    leaps: bytes


def encode_moves(
    base: int,
    serial: int,
    tag: int,
    total: int,
    rows: NDArray[np.int64],
    steps: NDArray[np.int64],
    ages_s: NDArray[np.float64],
    headings_deg: NDArray[np.float64],
    elapsed_s: float,
    looks: Sequence[tuple[int, UnitLook]],
) -> Moves:
    """``rows`` of ``total`` units moved by ``steps`` (latitude, longitude); ``looks`` are the rows that read differently.

    ``tag`` is that of the looks after this; ``elapsed_s`` is what the ages of the others grew by.
    """
    ages = np.clip(np.nan_to_num(np.rint(ages_s), nan=0.0), 0, _WIDE).astype(np.int64)
    columns = np.column_stack((steps, ages))
    if len(rows) == total:  # all of them: listed in their order, so that their places need not be said
        order = np.argsort(rows, kind="stable")
        rows, columns, headings_deg = rows[order], columns[order], headings_deg[order]
    far = (np.abs(columns) > _NARROW).any(axis=1)
    wide = int(far.sum()) * 8 > len(rows)
    leaps: list[list[int]] = []
    if far.any() and not wide:
        leaps = np.column_stack((rows, columns))[far].tolist()
        columns = np.where(far[:, None], 0, columns)
    head = np.array((FORMAT, tag, total, len(rows), float(wide), elapsed_s), "<f8")
    turns = np.full(len(rows), NO_HEADING, np.uint8)
    known = ~np.isnan(headings_deg)
    turns[known] = np.rint(headings_deg[known] % 360.0 / HEADING_STEP_DEG).astype(np.int64) % 240
    parts = (
        head.tobytes(),
        b"" if len(rows) == total else rows.astype("<u4").tobytes(),
        columns.T.astype("<i4" if wide else "<i2").tobytes(),
        turns.tobytes(),
    )
    return Moves(base, serial, b"".join(parts), msgspec.json.encode(list(looks)), msgspec.json.encode(leaps))
