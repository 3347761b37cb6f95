"""What a drill needs from outside, as values and callables; the composition root fills them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from app.catalog.wording import Wording
from app.desk.who_goes import Router
from app.domain.reference import Reference
from app.domain.state import State


class LiveDesk(msgspec.Struct, frozen=True):
    """One frozen moment of the desk that a drill is held for: its state, and the catalogue of files it looks things up in."""

    state: State
    files: Reference


@dataclass(frozen=True)
class Surroundings:
    """``wording`` says what simulated people say; ``router`` gives the road network (``None``: ways are straight lines)."""

    wording: Wording
    router: Callable[[], Router | None] = field(default=lambda: None)
