"""The drill of a desk."""

from __future__ import annotations

from app.domain.exercise.model import Drill
from app.domain.state import State
from app.kernel.errors import Refusal


def drill_of(state: State) -> Drill:
    """The drill; ``Refusal("not_a_drill")`` on any other desk."""
    if state.drill is None:
        raise Refusal("not_a_drill")
    return state.drill
