"""What the papers of a drill are made from: its scenario alone before it, its journal as well once it was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.desk.describe import Describer
from app.desk.drill_papers import EarlierDrill
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.score import Score
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.reports.documents.masking import Mask
from app.reports.documents.persons import mask_of
from app.reports.documents.spec import PaperInput

_ANSWERING = frozenset({SeatKind.CONDUCTOR, SeatKind.EVALUATOR})
_STANDARDS = tuple(f"{number}{dash}{year}" for number, year in (("9009", 2015), ("46792", 2025)) for dash in "—-")
"""The numbers of the standards that papers of a drill name: no telephone of anybody."""


@dataclass(frozen=True, kw_only=True)
class DrillPaperInput(PaperInput):
    """What every paper of a drill is made from; it is a drill's paper whatever else is said.

    ``records`` are the whole journal of a drill that was held, none before it; ``state`` is then what they lead to, and the
    scenario the one in them. ``reference`` is that of the drill's desk, ``head_hash`` (hex) the seal of its last entry,
    ``held_on`` the real Beijing day on which it was held (``None``: not known). ``judging`` is the form in which evaluators give
    marks ("": the scenario's own). ``earlier`` are drills of the same scenario that were held before it, the latest first.
    ``score`` is that of the records (``None``: not reckoned yet).
    """

    scenario: Scenario
    reference: Reference
    describer: Describer
    records: tuple[Record, ...] = ()
    head_hash: str = ""
    held_on: date | None = None
    judging: str = ""
    earlier: tuple[EarlierDrill, ...] = ()
    score: Score | None = None

    def __post_init__(self) -> None:
        """It is a drill's paper, before the drill as well, when there is no state that says so."""
        object.__setattr__(self, "drill", True)

    @property
    def held(self) -> Drill | None:
        """The drill whose journal this is; ``None`` for a paper from before it."""
        return self.state.drill if self.records and self.state is not None else None

    def masking(self) -> Mask:
        """As of every paper; whoever plays or answers is somebody too. Those who conduct and judge are named in full."""
        people: list[str] = []
        if self.held is not None:
            people += [one.name for one in self.held.seats.values() if one.kind not in _ANSWERING]
            people += [one.name for one in self.held.surveys.values()]
        return mask_of(self.state or State(), self.records, self.head_hash, people=people).keeping(*_STANDARDS)
