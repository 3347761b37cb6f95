"""Wishes about a drill. All of them are refused on a desk that is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.exercise.kinds import Grade, Rating, SeatKind
from app.domain.exercise.model import DrillLibrary
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.record import Command
from app.kernel.text import Text


class PrepareDrill(Command, frozen=True):
    """Make an empty desk that of a drill; never one that holds anything."""

    drill_id: str
    scenario: Scenario
    seed: int = 0
    library: DrillLibrary = DrillLibrary()


class StartDrill(Command, frozen=True):
    """Begin: the opening of the scenario becomes true, and its minutes count from now."""


class FireInject(Command, frozen=True):
    """Let an inject reach the participants now. ``incident_id`` is what its incident of the scenario became ("": nothing yet)."""

    inject_id: str
    incident_id: str = ""
    by_hand: bool = False


class SkipInject(Command, frozen=True):
    """Leave an inject out, and why."""

    inject_id: str
    reason: str


class DelayInject(Command, frozen=True):
    """Let an inject come at another moment, which lies ahead."""

    inject_id: str
    to: datetime


class EditInject(Command, frozen=True):
    """Tell something else by an inject that has not come yet."""

    inject_id: str
    text: Text


class AddInject(Command, frozen=True):
    """Put in an inject that the scenario does not have."""

    inject: Inject


class SetDrillClock(Command, frozen=True):
    """Run the drill's clock at this speed (0 stands, 60 at most); ``moved_to`` where it jumped to that moment."""

    speed: float
    moved_to: datetime | None = None


class HearRadio(Command, frozen=True):
    """A simulated unit says something on the radio."""

    unit_id: str
    text: str
    incident_id: str = ""


class JudgeDrill(Command, frozen=True):
    """An evaluator's judgement of a subject (``about``: ``objective:ID``, ``group:NAME``, ``role:ROLE``, ``person:NAME``,
    ``aspect:CODE``): words, and a mark in one form. A later one of the same evaluator about the same replaces it."""

    about: str
    evaluator: str
    words: str = ""
    rating: Rating | None = None
    points: float | None = None
    grade: Grade | None = None


class AnswerSurvey(Command, frozen=True):
    """Somebody who took part answers the survey: 1 to 5 by the code of the question. A later one of the same replaces it."""

    name: str
    role: str = ""
    answers: Mapping[str, int] = {}
    words: str = ""


class TellSeats(Command, frozen=True):
    """Say something to everybody of a kind."""

    to: SeatKind
    text: str


class SeatParticipant(Command, frozen=True):
    """Say who plays a role, at which machine."""

    role: str
    name: str
    kind: SeatKind = SeatKind.PLAYER
    place: str = ""


class CheckComms(Command, frozen=True):
    """Record that the way to a participant was tried before the start, and whether they heard."""

    role: str
    heard: bool
    remark: str = ""


class ParkDrill(Command, frozen=True):
    """Let the drill stand: something real has happened, or there is another reason."""

    reason: str


class ResumeDrill(Command, frozen=True):
    """Go on with a parked drill."""


class EndDrill(Command, frozen=True):
    """It is over: as planned, or before its time for a reason."""

    reason: str = ""
