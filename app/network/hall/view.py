"""What a page is made from: the drill as one seat may see it at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.desk.describe import Describer
from app.desk.describe_drills import seat_name
from app.desk.drills import Conducting
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.model import Drill, DrillStatus
from app.domain.exercise.scenario import Participant
from app.domain.incident.model import Incident
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.network.hall.feed import Feed

LANGS = ("zh", "en")


@dataclass(frozen=True)
class View:
    """One seat's look at the drill. ``key`` is the one that the page was opened with; it stands in the page's own addresses.
    ``form``: in which form an evaluator wants to mark, as it was asked for."""

    role: str
    kind: SeatKind
    key: str
    lang: str
    state: State
    conductor: Conducting
    feed: Feed
    d: Describer
    now: datetime
    speed: float
    form: str = ""

    @property
    def drill(self) -> Drill:
        """The drill."""
        return drill_of(self.state)

    @property
    def name(self) -> str:
        """Who sits here, "" while nobody said so."""
        seat = self.drill.seats.get(self.role)
        return seat.name if seat is not None else ""

    @property
    def title(self) -> str:
        """What the seat is called."""
        return seat_name(self.d, self.role, self.state)

    @property
    def is_running(self) -> bool:
        """Whether participants can act."""
        return self.drill.is_running

    @property
    def is_over(self) -> bool:
        """Whether the drill has ended."""
        return self.drill.status is DrillStatus.ENDED

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Those that go on, the newest first."""
        going_on = (one for one in self.state.incidents.values() if one.is_open)
        return tuple(sorted(going_on, key=lambda one: one.number, reverse=True))

    @property
    def query(self) -> str:
        """What stands behind the page's own addresses, so that an answer is in the same language and form."""
        return f"lang={self.lang}&form={self.form}" if self.form else f"lang={self.lang}"

    def say(self, code: str, **facts: object) -> str:
        """A word of the catalogue."""
        return self.d.say(code, **facts)

    def clock(self, at: datetime | None) -> str:
        """A moment of the drill, hours and minutes in Beijing."""
        return "" if at is None else f"{to_local(at):%H:%M}"


def drill_of(state: State) -> Drill:
    """The drill; ``Refusal("not_a_drill")`` on any other desk."""
    if state.drill is None:
        raise Refusal("not_a_drill")
    return state.drill


def seats_of(drill: Drill) -> Iterator[tuple[str, SeatKind]]:
    """The seats that can be taken at another machine: all but the conductor's own."""
    planned = {one.role: one for one in drill.scenario.participants}
    for role in (*planned, *(role for role in sorted(drill.seats) if role not in planned)):
        kind = kind_of(drill, role, planned.get(role))
        if kind is not None and kind is not SeatKind.CONDUCTOR:
            yield role, kind


def kind_of(drill: Drill, role: str, planned: Participant | None = None) -> SeatKind | None:
    """What the seat is for, ``None`` where there is no such seat. What the scenario says of a role holds against what was added."""
    known = planned or next((one for one in drill.scenario.participants if one.role == role), None)
    if known is not None:
        return known.kind
    seat = drill.seats.get(role)
    return seat.kind if seat is not None else None
