"""What a layer looks at: one frozen moment of the desk, and the words to label it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.desk.describe import Describer
from app.desk.who_picture import WhoPicture
from app.domain.state import State
from app.domain.unit.model import Position
from app.kernel.geo import Point


@dataclass(frozen=True)
class MapPicture:
    """The state, the last positions and the time, with a describer in the user's language.

    ``moved`` are those of the positions that are new since the picture before, where that is known.
    """

    state: State
    describer: Describer
    now: datetime
    lang: str
    positions: Mapping[str, Position] = field(default_factory=dict)
    moved: Mapping[str, Position] | None = None
    stale_after_s: float = 900.0
    grids_file: Path | None = None
    layers_dir: Path | None = None
    who: WhoPicture | None = None
    trails: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    heat: tuple[Point, ...] = ()
