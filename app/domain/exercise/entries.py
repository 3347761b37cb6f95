"""What happened in a drill. These entries stand in the drill's own journal only."""

from __future__ import annotations

from datetime import datetime

from app.domain.exercise.model import DrillLibrary, DrillMessage, Judgement, Seat, SurveyAnswer
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.record import Entry
from app.kernel.text import Text


class DrillPrepared(Entry, frozen=True):
    """This journal is a drill's. The scenario is copied: edited later it does not change what was drilled."""

    drill_id: str
    scenario: Scenario
    seed: int
    library: DrillLibrary = DrillLibrary()


class DrillStarted(Entry, frozen=True):
    """It began."""

    at: datetime


class InjectFired(Entry, frozen=True):
    """An inject reached the participants, in these words."""

    inject_id: str
    text: Text
    incident_id: str = ""
    by_hand: bool = False


class InjectSkipped(Entry, frozen=True):
    """An inject was left out."""

    inject_id: str
    reason: str


class InjectDelayed(Entry, frozen=True):
    """An inject comes at another moment."""

    inject_id: str
    to: datetime


class InjectEdited(Entry, frozen=True):
    """An inject will say something else."""

    inject_id: str
    text: Text


class InjectAdded(Entry, frozen=True):
    """The conductor put in an inject of their own."""

    inject: Inject


class DrillClockSet(Entry, frozen=True):
    """The drill's clock was set."""

    speed: float
    moved_to: datetime | None = None


class RadioHeard(Entry, frozen=True):
    """A simulated unit spoke."""

    unit_id: str
    text: str
    incident_id: str = ""


class DrillJudged(Entry, frozen=True):
    """An evaluator judged."""

    judgement: Judgement


class SurveyAnswered(Entry, frozen=True):
    """Somebody who took part answered the survey."""

    answer: SurveyAnswer


class SeatsTold(Entry, frozen=True):
    """The conductor said something."""

    message: DrillMessage


class ParticipantSeated(Entry, frozen=True):
    """Somebody plays a role."""

    seat: Seat


class CommsChecked(Entry, frozen=True):
    """The way to a participant was tried."""

    role: str
    heard: bool
    remark: str = ""


class DrillParked(Entry, frozen=True):
    """The drill stands still."""

    reason: str


class DrillResumed(Entry, frozen=True):
    """It goes on."""


class DrillEnded(Entry, frozen=True):
    """It is over."""

    at: datetime
    reason: str = ""
