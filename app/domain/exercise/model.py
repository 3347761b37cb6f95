"""A drill as it stands: what came of the scenario, who takes part, what evaluators and participants said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from immutables import Map

from app.domain.exercise.kinds import Grade, Rating, SeatKind
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.planning.model import PlanLife, PlanVersion
from app.domain.roster.model import DutySlot, Publication, RosterPattern
from app.domain.rulemaking.model import BookVersion
from app.kernel.text import Text


class DrillStatus(StrEnum):
    """The life of a drill; ``parked``: it stands still because something real has happened."""

    PREPARED = "prepared"
    RUNNING = "running"
    PARKED = "parked"
    ENDED = "ended"


class InjectStatus(StrEnum):
    """What became of an inject; one that is in no list of the drill still waits."""

    WAITING = "waiting"
    FIRED = "fired"
    SKIPPED = "skipped"


class InjectLife(msgspec.Struct, frozen=True):
    """What became of an inject: when, by which entry; ``delayed_to`` is its new moment, ``text`` its edited words."""

    status: InjectStatus = InjectStatus.WAITING
    at: datetime | None = None
    seq: int = 0
    by_hand: bool = False
    reason: str = ""
    delayed_to: datetime | None = None
    text: Text | None = None


class Judgement(msgspec.Struct, frozen=True):
    """What an evaluator says of one subject (``about``, see ``judging.read_subject``): words, and a mark in one form.

    ``points`` of 100. Journals from before the forms were told apart may hold two marks in one, and free words in ``about``.
    """

    id: str
    about: str
    evaluator: str
    at: datetime
    words: str = ""
    rating: Rating | None = None
    points: float | None = None
    grade: Grade | None = None


class SurveyAnswer(msgspec.Struct, frozen=True):
    """What somebody who took part says of the drill: 1 (poor) to 5 (good) for each question, and free words."""

    id: str
    name: str
    at: datetime
    role: str = ""
    answers: Mapping[str, int] = {}
    words: str = ""


class Seat(msgspec.Struct, frozen=True):
    """Who sits where: the role, the person, at which machine; ``checked`` when the way to the person was tried (``heard``)."""

    role: str
    name: str
    kind: SeatKind
    place: str = ""
    checked_at: datetime | None = None
    heard: bool = False


class DrillMessage(msgspec.Struct, frozen=True):
    """Words of the conductor to everybody of a kind (the evaluators, the actors)."""

    to: SeatKind
    text: str
    by: str
    at: datetime


class RadioWords(msgspec.Struct, frozen=True):
    """What a simulated unit said on the radio."""

    unit_id: str
    text: str
    at: datetime
    incident_id: str = ""


class DrillLibrary(msgspec.Struct, frozen=True):
    """What a drill's desk takes over from the live one that ordinary commands could not give it again: the plans and rulebooks
    in force there, and the duty roster."""

    plan_versions: tuple[PlanVersion, ...] = ()
    plan_lives: tuple[tuple[str, PlanLife], ...] = ()
    rulebook_versions: tuple[BookVersion, ...] = ()
    pattern: RosterPattern | None = None
    slots: tuple[DutySlot, ...] = ()
    published: tuple[Publication, ...] = ()


class Drill(msgspec.Struct, frozen=True):
    """The drill of a desk. ``speed`` is that of its clock when it was last set, 0 while it stands.

    ``radio`` keeps the last words only; the journal has all of them.
    """

    id: str
    scenario: Scenario
    seed: int
    prepared_at: datetime
    status: DrillStatus = DrillStatus.PREPARED
    started_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
    speed: float = 1.0
    lives: Map[str, InjectLife] = Map()
    added: tuple[Inject, ...] = ()
    judgements: Map[str, Judgement] = Map()
    seats: Map[str, Seat] = Map()
    messages: tuple[DrillMessage, ...] = ()
    radio: tuple[RadioWords, ...] = ()
    surveys: Map[str, SurveyAnswer] = Map()

    @property
    def injects(self) -> tuple[Inject, ...]:
        """Those of the scenario and those that the conductor added."""
        return (*self.scenario.injects, *self.added)

    def inject(self, inject_id: str) -> Inject | None:
        """The inject with this id, if there is one."""
        return next((one for one in self.injects if one.id == inject_id), None)

    def life(self, inject_id: str) -> InjectLife:
        """What became of an inject."""
        return self.lives.get(inject_id, _WAITING)

    @property
    def is_running(self) -> bool:
        """Whether things happen in it."""
        return self.status is DrillStatus.RUNNING


_WAITING = InjectLife()

RADIO_KEPT = 200
"""Words on the radio that the desk keeps at hand."""
