"""Plans as values, and what became of them: activations, tasks, declines.

Basis of the fields: Emergency Response Law 2024 art. 28 (what a plan holds) and art. 72 (what an activation must name:
the item, the level, the expected duration, the measures).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec
from immutables import Map

from app.domain.basis import Basis
from app.domain.conditions import Condition, Hit
from app.domain.plan.claims import TaskClaim
from app.domain.reporting.model import Rule
from app.domain.words import AlertLevel, ClockStart, ResponseLevel
from app.kernel.text import Text


class PlanType(StrEnum):
    """The standing of a plan in the plan system."""

    OVERALL = "overall"
    SPECIAL = "special"
    WARNING = "warning"
    DEPARTMENT = "department"
    VILLAGE = "village"
    SITE = "site"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class PlanLevel(_Part, frozen=True):
    """A response level of this plan: its name and colour here, when it is recommended, who declares it."""

    level: ResponseLevel
    name: Text
    colour: AlertLevel
    when: Condition
    declared_by: str
    conditions: Text
    basis: Basis


class Group(_Part, frozen=True):
    """A functional group: who leads it, who belongs to it (role codes), and what it does."""

    id: str
    name: Text
    lead: str
    members: tuple[str, ...]
    duties: Text


class PlanTask(_Part, frozen=True):
    """A task: what, by which role, at which levels, within how many minutes of which moment, on what basis.

    ``settled_by`` names the report that does it (``first:phone``): recording that report ticks the task as well.
    ``same_as`` names the task of another plan that is the same work: where both plans are active they become one task
    (the same id says so too). ``item`` is the code of the responsibility item (权责事项) that the work falls under.
    """

    id: str
    text: Text
    role: str
    levels: tuple[ResponseLevel, ...]
    due_min: int
    basis: Basis
    clock_start: ClockStart = ClockStart.AWARE
    group: str = ""
    critical: bool = False
    settled_by: str = ""
    same_as: str = ""
    item: str = ""


class Demand(_Part, frozen=True):
    """Forces that the plan asks for at these levels: a unit kind, people in all (0: any), units in all, a capability."""

    kind: str
    levels: tuple[ResponseLevel, ...]
    basis: Basis
    people: int = 0
    units: int = 0
    capability: str = ""


class Notify(_Part, frozen=True):
    """Somebody (a role of the contact book) who has to be told at these levels, within how many minutes of awareness."""

    role: str
    levels: tuple[ResponseLevel, ...]
    within_min: int
    text: Text
    basis: Basis


class Evacuation(_Part, frozen=True):
    """Who leaves by default, and how far from the place (metres; 0: by list or line, see the words)."""

    text: Text
    basis: Basis
    radius_m: int = 0


class Measure(_Part, frozen=True):
    """A measure that the law allows (art. 73, 74), offered when the response is activated at these levels."""

    id: str
    text: Text
    levels: tuple[ResponseLevel, ...]
    basis: Basis


class StopCondition(_Part, frozen=True):
    """Something that must be true before the response may end."""

    text: Text
    basis: Basis


class CommandStructure(_Part, frozen=True):
    """Who commands (role codes) and where the field command post stands; two commanders (双指挥长) are two codes."""

    commanders: tuple[str, ...]
    deputies: tuple[str, ...]
    office: str
    field_post: Text
    basis: Basis


class PlanContact(_Part, frozen=True):
    """A line of the plan's own telephone list. ``role`` is the contact-book role it fills ("" where none); ``deputy``: B 角."""

    id: str
    organisation: str
    name: str = ""
    post: str = ""
    role: str = ""
    phone: str = ""
    deputy: bool = False


class PlanMaterial(_Part, frozen=True):
    """A line of the plan's own list of materials; ``quantity`` is counted in ``unit`` (台, 件, 顶 …)."""

    id: str
    name: str
    quantity: float = 0
    unit: str = ""
    place: str = ""
    keeper: str = ""
    phone: str = ""


class Upkeep(_Part, frozen=True):
    """How often something has to be done again, in whole months, and which rule says so."""

    every_months: int
    basis: Basis


class Plan(_Part, frozen=True):
    """A plan, as its ``plan.yaml`` says; ``hash`` (SHA-256 of the folder's three files) is set by the catalogue.

    ``reporting``: rules of the plan's own, owed beside the rulebook's while a response by this plan runs; the earliest
    deadline wins. ``links``: address of an element (``tasks/<id>``, ``levels/<level>``, ``groups/<id>``, ``forces/<n>``,
    ``notify/<n>``, ``evacuate``, ``stop/<n>`` …; ``app.domain.plan.addresses``) to the paragraphs of ``text.md`` that say
    it (``app.domain.plan.prose``). ``review``: how often the plan is assessed; ``drill``: how often it is practised.
    """

    id: str
    version: str
    title: Text
    type: PlanType
    kinds: tuple[str, ...]
    owner: Text
    basis: tuple[Basis, ...]
    scope: Text
    triggers: tuple[Text, ...]
    levels: tuple[PlanLevel, ...]
    groups: tuple[Group, ...]
    tasks: tuple[PlanTask, ...]
    forces: tuple[Demand, ...]
    notify: tuple[Notify, ...]
    evacuate: Evacuation
    measures: tuple[Measure, ...]
    stop: tuple[StopCondition, ...]
    action_card: tuple[Text, ...]
    aftermath: tuple[Text, ...]
    expected_duration_h: dict[str, float]
    issued_on: date | None = None
    issued_no: str = ""
    next_review_on: date | None = None
    hash: str = ""
    command: CommandStructure | None = None
    reporting: tuple[Rule, ...] = ()
    contacts: tuple[PlanContact, ...] = ()
    materials: tuple[PlanMaterial, ...] = ()
    links: dict[str, tuple[str, ...]] = {}
    review: Upkeep | None = None
    drill: Upkeep | None = None

    def level(self, level: ResponseLevel) -> PlanLevel | None:
        """This plan's own entry for a response level."""
        return next((entry for entry in self.levels if entry.level is level), None)


class ResponseFloor(_Part, frozen=True):
    """A rule over all plans: when this holds, no lower level is recommended (facts file §5.6, last line)."""

    level: ResponseLevel
    when: Condition
    basis: Basis


class Reason(msgspec.Struct, frozen=True, gc=False):  # hundreds are made at a time, and none holds a circle
    """Why a level is recommended: the hits, and the rule they belong to (a plan's level or a floor over all plans)."""

    hits: tuple[Hit, ...]
    basis: Basis
    floor: bool = False


class Recommendation(msgspec.Struct, frozen=True, gc=False):  # as above
    """A plan that covers the incident's kind and the level that its conditions give (``None``: none is reached)."""

    plan_id: str
    plan_version: str
    level: ResponseLevel | None
    reasons: tuple[Reason, ...]


class TaskStatus(StrEnum):
    """Where a task stands; lateness is computed from its times, never stored."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class Task(msgspec.Struct, frozen=True):
    """A task of an activation: copied from the plan, so that a later edit of the plan changes no history.

    ``added_at`` is when it came in (the activation or an upgrade); ``due_at`` is its time, the strictest that any response
    gave it. ``claims``: every response that asks for it, its own included; empty while only the response that brought it
    does (``app.domain.plan.composition`` reads both forms). ``merged_into``: the task as which this one goes on, since both
    turned out to be the same work.
    """

    id: str
    plan_task_id: str
    text: Text
    role: str
    due_at: datetime
    basis: Basis
    level: ResponseLevel
    added_at: datetime
    group: str = ""
    critical: bool = False
    settled_by: str = ""
    status: TaskStatus = TaskStatus.OPEN
    closed_at: datetime | None = None
    closed_by: str = ""
    remark: str = ""
    same_as: str = ""
    claims: tuple[TaskClaim, ...] = ()
    merged_into: str = ""

    def is_late(self, now: datetime) -> bool:
        """Done after its time, or still open past it. A task that does not apply is never late."""
        if self.status is TaskStatus.NOT_APPLICABLE:
            return False
        return (self.closed_at or now) > self.due_at


class LevelChange(msgspec.Struct, frozen=True):
    """A step in the level history of an activation (the first one is the activation itself)."""

    level: ResponseLevel
    at: datetime
    by: str
    approved_by: str
    reason: str


class Activation(msgspec.Struct, frozen=True):
    """A response that a person activated: the plan (version and hash), and the four things the law requires named.

    ``tasks`` holds only what this response brought in; work that another one had brought before it is claimed there
    (``app.domain.plan.composition.work_of`` tells all of it). ``reporting`` and ``command`` are the plan's own, as they were
    at the activation.
    """

    id: str
    plan_id: str
    plan_title: Text
    plan_version: str
    plan_hash: str
    item: str
    level: ResponseLevel
    level_name: Text
    expected_duration_h: float
    measures: tuple[str, ...]
    activated_at: datetime
    approved_by: str
    tasks: Map[str, Task]
    demands: tuple[Demand, ...]
    stop: tuple[StopCondition, ...]
    history: tuple[LevelChange, ...]
    terminated_at: datetime | None = None
    termination_reason: str = ""
    plan_type: PlanType = PlanType.SPECIAL
    reporting: tuple[Rule, ...] = ()
    command: CommandStructure | None = None

    @property
    def is_running(self) -> bool:
        """Whether the response goes on."""
        return self.terminated_at is None


class PlanDecline(msgspec.Struct, frozen=True):
    """A recommendation that a person did not follow, with the reason."""

    plan_id: str
    level: ResponseLevel | None
    reason: str
    by: str
    at: datetime
