"""What a map on paper is asked for: a value that the window, the command line and the paper share."""

from __future__ import annotations

import msgspec

INCIDENT, AREA, VIEW = "incident", "area", "view"
EXTENTS = (INCIDENT, AREA, VIEW)
"""Which ground (worded under ``paper.map.extent.<code>``)."""


class SheetWish(msgspec.Struct, frozen=True):
    """What somebody wants to have. ``scale`` 0: as large as the ground allows."""

    extent: str = INCIDENT
    scale: int = 0
    paper: str = "A4"
    landscape: bool = True
