"""Which reports of a terminal are believed: replays, wrong clocks, jumps, places off the earth. Pure.

The figures are this program's own suggestions; no rule prescribes them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from app.domain.tracking.model import Device, Fix, Flag
from app.domain.unit.model import Position
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, Region, distance_m, to_wgs84

JUMP_KMH = 250.0
"""Faster than this nothing of a township moves; a position that would need it is doubted."""

JUMP_LEAST_M = 300.0
"""A shorter hop is the scatter of a receiver, whatever speed it would mean."""

CONFIRMED_BY = 2
"""So many following positions near a doubted one make it true."""

AHEAD = timedelta(minutes=2)
"""A terminal further ahead than this has a wrong clock: nobody reports from the future."""

BEHIND = timedelta(minutes=10)
"""An older report is a wrong clock or one that waited for a network; see ``_clock``."""

LOST = timedelta(days=7)
"""No phone keeps reports back for longer: the clock stands or was never set."""

STEADY = timedelta(seconds=30)
"""Reports that always come late by the same time, give or take this, come from a clock that is wrong."""

STEADY_COUNT = 3
"""So many steady steps prove a slow clock. A wrong guess would show an old place as a fresh one, so we are slow to guess."""

_STEP = timedelta(seconds=5)

NEAR_DEG = 0.002
"""Two places whose degrees differ by less than this, both together, are nearer than ``JUMP_LEAST_M`` anywhere on the earth."""


class Seen(msgspec.Struct, frozen=True, gc=False):
    """What is remembered of one terminal: its own last time and when that arrived, and what is believed or doubted.

    ``late`` counts steady steps of reports older than ``BEHIND``.
    """

    raw_at: datetime | None = None
    arrived_at: datetime | None = None
    clock_off: bool = False
    late: int = 0
    believed: Position | None = None
    doubted: tuple[Position, ...] = ()


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What a report came to. ``kept``: to be stored, ``None`` for a replay. ``shown``: for the map, ``None`` while doubted.

    ``confirmed``: earlier positions that were kept as jumps and have become true.
    """

    seen: Seen
    kept: Position | None = None
    shown: Position | None = None
    confirmed: tuple[Position, ...] = ()


def judge(seen: Seen, fix: Fix, device: Device, now: datetime, region: Region | None) -> Verdict:
    """What this report of this terminal, arriving now, is worth.

    ``Refusal("point_not_on_earth")`` for coordinates that are no place. A report that is not newer than the last one by
    the terminal's own clock is a replay and comes to nothing.
    """
    if not (-90.0 <= fix.lat <= 90.0 and -180.0 <= fix.lon <= 180.0):
        raise Refusal("point_not_on_earth", {"lat": fix.lat, "lon": fix.lon})
    off, late = _clock(seen, fix, now)
    if fix.at is not None and seen.raw_at is not None and fix.at <= seen.raw_at and not (seen.clock_off and not off):
        return Verdict(seen)
    point = to_wgs84(Point(fix.lat, fix.lon, Crs.GCJ02)) if device.crs is Crs.GCJ02 else Point(fix.lat, fix.lon)
    flags: tuple[str, ...] = (Flag.CLOCK_OFF.value,) if off else ()
    if region is not None and not region.holds(point):
        flags = (*flags, Flag.OUTSIDE_REGION.value)
    position = Position(
        device.unit_id, point, now if off or fix.at is None else fix.at, str(device.app), fix.speed_kmh,
        max(fix.heading_deg, 0.0), fix.accuracy_m, device.id, fix.battery_pct, flags,
    )
    raw_at = fix.at if fix.at is not None else seen.raw_at
    if seen.believed is None or not _jumps(seen.believed, position):
        return Verdict(Seen(raw_at, now, off, late, position), position, position)
    doubted = (*seen.doubted, position) if seen.doubted and not _jumps(seen.doubted[-1], position) else (position,)
    if len(doubted) > CONFIRMED_BY:
        return Verdict(Seen(raw_at, now, off, late, position), position, position, doubted[:-1])
    kept = msgspec.structs.replace(position, flags=(*flags, Flag.JUMP.value))
    return Verdict(Seen(raw_at, now, off, late, seen.believed, doubted), kept)


def _clock(seen: Seen, fix: Fix, now: datetime) -> tuple[bool, int]:
    """Whether the terminal's clock is wrong, and how many steady late steps there were.

    Old reports of a phone that had no network come in a burst; those of a slow clock come one by one, each late by the
    same time.
    """
    if fix.at is None:
        return False, 0
    behind = now - fix.at
    if behind <= BEHIND:
        return behind < -AHEAD, 0
    if behind > LOST:
        return True, 0
    if seen.raw_at is None or seen.arrived_at is None or now - seen.arrived_at < _STEP:
        return seen.clock_off and seen.late >= STEADY_COUNT, seen.late
    drift = (fix.at - seen.raw_at) - (now - seen.arrived_at)
    late = seen.late + 1 if abs(drift) <= STEADY and seen.arrived_at - seen.raw_at > BEHIND else 0
    return late >= STEADY_COUNT, late


def _jumps(before: Position, after: Position) -> bool:
    if abs(after.point.lat - before.point.lat) + abs(after.point.lon - before.point.lon) < NEAR_DEG:
        return False
    apart_m = distance_m(before.point, after.point) - before.accuracy_m - after.accuracy_m
    if apart_m <= JUMP_LEAST_M:
        return False
    taken_s = max(abs((after.at - before.at).total_seconds()), 1.0)
    return apart_m / taken_s * 3.6 > JUMP_KMH
