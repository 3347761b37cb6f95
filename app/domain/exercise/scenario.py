"""A scenario as ``resources/scenarios/<id>/scenario.yaml`` says it: who takes part, what is told when, what is expected then."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from app.domain.conditions import FactScalar
from app.domain.exercise.kinds import (
    DrillForm,
    DrillNotice,
    DrillPurpose,
    DrillScope,
    HintDo,
    InjectChannel,
    ItemKind,
    JudgingForm,
    SeatKind,
)
from app.domain.instruction.model import InstructionKind
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, ResponseLevel
from app.kernel.text import Text

Aware = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its offset: a scenario begins at one moment everywhere."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Participant(_Part, frozen=True):
    """A seat of the drill: the role that is played, in which group, and by what kind of person."""

    role: str
    title: Text
    kind: SeatKind = SeatKind.PLAYER
    group: Text = Text("", "")


class Objective(_Part, frozen=True):
    """What the drill is to show, the capability tested, and the scored items that speak of it."""

    id: str
    text: Text
    capability: Text
    items: tuple[ItemKind, ...] = ()


class PlaceRef(_Part, frozen=True):
    """A place in words, and where it lies: a facility by id or, where the desk has none of that id, the first of its kind."""

    words: Text
    facility: str = ""
    kind: str = ""


class CallerRef(_Part, frozen=True):
    """Who says it (fiction), from what number, by which way in."""

    name: str
    phone: str = ""
    channel: str = "phone"
    organisation: str = ""


class Told(_Part, frozen=True):
    """What an attentive officer would take down: a new incident (``opens`` names it for the scenario) or more about one (``of``).

    ``kinds`` are the codes or patterns of incident kinds that are right, the best first.
    """

    opens: str = ""
    of: str = ""
    kinds: tuple[str, ...] = ()
    place: PlaceRef | None = None
    occurred_min_ago: float | None = None
    facts: dict[str, FactScalar] = {}
    caller: CallerRef = CallerRef("")


class Asked(_Part, frozen=True):
    """What a superior wants: a query, an order, a leader's remark; by when it is to be answered and handled."""

    kind: InstructionKind = InstructionKind.QUERY
    of: str = ""
    answer_within_min: float | None = None
    handle_within_min: float | None = None


class WarningTold(_Part, frozen=True):
    """A warning that comes in as a message, or (``lifts``) the end of one that an earlier inject brought."""

    kind: str
    level: AlertLevel
    headline: Text
    issued_by: Text
    lifts: bool = False


class Reading(_Part, frozen=True):
    """A value of a sensor and what it is measured in."""

    sensor: Text
    value: float
    unit: str
    facility: str = ""


class Track(_Part, frozen=True):
    """A stream of positions: a unit goes from place to place, so many minutes from the inject to the last of them."""

    unit: str
    places: tuple[PlaceRef, ...]
    over_min: float


class Change(_Part, frozen=True):
    """Something that the conductor sets without anybody's doing: the status of a unit."""

    unit: str
    status: UnitStatus


class Where(_Part, frozen=True, rename={"is_": "is"}):
    """A test of one field of an entry (``facts.dead``, ``report.stage``)."""

    field: str
    is_: bool | int | float | str | None = None
    one_of: tuple[str, ...] = ()
    ge: float | None = None
    le: float | None = None
    contains: str = ""


class Match(_Part, frozen=True):
    """Which journal entries answer: their kind, the incident they are about (a name of the scenario), and tests of their fields.

    ``task``: the entry ticks this task of a plan.
    """

    entry: str
    incident: str = ""
    task: str = ""
    where: tuple[Where, ...] = ()


class Hint(_Part, frozen=True):
    """How a scripted officer meets an expectation; people do not see it."""

    do: HintDo
    text: str = ""
    incident: str = ""
    facts: dict[str, FactScalar] = {}
    shelter: str = ""
    count: int = 0
    place: PlaceRef | None = None


class Expected(_Part, frozen=True):
    """What somebody is to do upon an inject: any one of the matching entries, within so many minutes of it.

    ``early``: what was done before the inject counts as well. ``role`` is who is to act.
    """

    id: str
    text: Text
    any: tuple[Match, ...]
    within_min: float
    objective: str
    weight: float = 1
    role: str = "duty_officer"
    early: bool = False
    hint: Hint | None = None


class TaskRef(_Part, frozen=True):
    """A task of a plan that runs for an incident of the scenario."""

    incident: str
    task: str


class Missed(_Part, frozen=True):
    """A time that passes without the deed: of a report (``first:phone``) or of a task."""

    incident: str
    report: str = ""
    task: str = ""


class Reached(_Part, frozen=True):
    """A response to an incident at this level or above."""

    incident: str
    level: ResponseLevel


class Earlier(_Part, frozen=True):
    """A branch by earlier injects: all of these, any of these, none of these."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class Trigger(_Part, frozen=True):
    """What an inject waits for; everything that is given has to hold. ``fired``: earlier injects that have come; ``met``: those
    whose expectations were all met."""

    task_done: TaskRef | None = None
    deadline_missed: Missed | None = None
    response_reached: Reached | None = None
    entry: Match | None = None
    fired: Earlier | None = None
    met: Earlier | None = None


class Inject(_Part, frozen=True, rename={"from_": "from"}):
    """Something that is told to the participants: at a minute of the drill, or ``after_min`` minutes after its trigger.

    ``to`` is the role that it reaches. ``until_min``: past this minute of the drill it comes no more. ``note`` is for the
    conductor alone.
    """

    id: str
    channel: InjectChannel
    from_: Text
    to: str
    text: Text
    at_min: float | None = None
    when: Trigger | None = None
    after_min: float = 0
    until_min: float | None = None
    tells: Told | None = None
    asks: Asked | None = None
    warning: WarningTold | None = None
    reading: Reading | None = None
    track: Track | None = None
    changes: tuple[Change, ...] = ()
    expect: tuple[Expected, ...] = ()
    note: Text | None = None


class UnitBehaviour(_Part, frozen=True):
    """How simulated units behave: one by id, or all of a kind. Minutes; what is not said is drawn by the seed.

    ``refuses``: what the crew says when it cannot come (then ``status`` is what it is afterwards). ``slow_factor`` lengthens
    the way. ``radio`` are its own words for a status.
    """

    unit: str = ""
    kind: str = ""
    ack_min: float | None = None
    set_out_min: float | None = None
    slow_factor: float = 1.0
    refuses: Text | None = None
    status: UnitStatus = UnitStatus.OUT_OF_SERVICE
    radio: dict[str, Text] = {}


class EvacuationGoal(_Part, frozen=True):
    """How many people have to be out, within so many minutes of the inject that opened the incident."""

    incident: str
    people: int
    within_min: float
    shelter: str = ""


class Opening(_Part, frozen=True):
    """How things stand when the drill begins: warnings in force and units that are not as usual."""

    warnings: tuple[WarningTold, ...] = ()
    units: tuple[Change, ...] = ()


class Limits(_Part, frozen=True):
    """Limits in minutes for what no rulebook gives one for; suggestions of this platform (facts file §5.4), not law."""

    dispatch_min: float = 10
    arrival_min: float = 40
    call_down_min: float = 30
    superior_receipt_min: float = 3


class Judging(_Part, frozen=True):
    """How people judge the drill: the forms that evaluators may use, and what share of the combined mark their judgement is.

    The share is a suggestion of this platform: the standards that we know publish none.
    """

    forms: tuple[JudgingForm, ...] = tuple(JudgingForm)
    weight: float = 0.4


class Scenario(_Part, frozen=True):
    """A drill to be held. ``weights`` replace the usual points of a scored item; ``silent`` are people who do not answer a first
    call; ``practice``: it teaches the console and is no drill in the sense of the law: no line in the calendar, no findings, no
    retests; ``hash`` (SHA-256 of its files) is set by the reader."""

    id: str
    version: str
    title: Text
    form: DrillForm
    scope: DrillScope
    purpose: DrillPurpose
    notice: DrillNotice
    starts_at: Aware
    length_min: float
    area: Text
    plans: tuple[str, ...]
    participants: tuple[Participant, ...]
    objectives: tuple[Objective, ...]
    injects: tuple[Inject, ...]
    summary: Text = Text("", "")
    opening: Opening = Opening()
    units: tuple[UnitBehaviour, ...] = ()
    evacuations: tuple[EvacuationGoal, ...] = ()
    limits: Limits = Limits()
    judging: Judging = Judging()
    weights: dict[ItemKind, float] = {}
    silent: tuple[str, ...] = ()
    practice: bool = False
    hash: str = ""

    def inject(self, inject_id: str) -> Inject | None:
        """The inject with this id, if there is one."""
        return next((one for one in self.injects if one.id == inject_id), None)

    @property
    def incidents(self) -> tuple[str, ...]:
        """The names of the incidents that it opens, in the order of the file."""
        return tuple(one.tells.opens for one in self.injects if one.tells is not None and one.tells.opens)
