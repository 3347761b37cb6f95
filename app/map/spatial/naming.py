"""What a person calls a coordinate system, and why one is likely, in the words of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from app.kernel.projection import gauss_kruger, zone_of
from app.map.spatial.guess import Candidate

Say = Callable[..., str]


def frame_name(code: str, say: Say, *, swapped: bool = False) -> str:
    """The name of a system, with zone and meridian where it has them."""
    name = _name(code, say)
    return say("frame.swapped", frame=name) if swapped else name


def reasons(candidate: Candidate, say: Say) -> str:
    """Why this system is likely or not, in one line."""
    return say("list.separator").join(say(f"frame_reason.{one.code}", **one.facts) for one in candidate.because)


def _name(code: str, say: Say) -> str:
    if not code.startswith("EPSG:"):
        return say(f"frame.{code}")
    epsg = int(code[5:])
    grid = gauss_kruger(epsg)
    if grid is None:
        return say("frame.web") if epsg == 3857 else say("frame.utm", zone=epsg - 32600, epsg=epsg)
    width, zone = zone_of(epsg)
    prefix = say("frame.gk_prefixed") if grid.false_easting_m > 1e6 else ""
    return say("frame.gk", width=width, zone=zone, meridian=f"{grid.meridian_deg:g}", prefix=prefix, epsg=epsg)
