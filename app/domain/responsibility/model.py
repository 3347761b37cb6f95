"""The responsibility list and what hangs on it: items, editions, requests to change it, and who owns a task.

Basis: facts file §5.7. The list of duties of townships has three classes (basic, supporting, withdrawn by higher tiers);
duties that a higher tier hands down go through admission (职责准入), changes through adjustment (动态调整).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.domain.basis import Basis
from app.domain.duty.model import Tier
from app.kernel.text import Text


class DutyClass(StrEnum):
    """The list an item stands in: 基本履职, 配合履职, 上级部门收回, or 准入中 while its admission is not decided."""

    BASIC = "basic"
    SUPPORTING = "supporting"
    WITHDRAWN = "withdrawn"
    PENDING = "pending"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Organisation(_Part, frozen=True):
    """An organisation by the name that the list gives it, and its role code where the desk knows one ("" where not)."""

    name: str
    role: str = ""


class Partner(_Part, frozen=True):
    """A supporting unit, and what it does where the list says so."""

    name: str
    role: str = ""
    does: str = ""


class TimeLimit(_Part, frozen=True):
    """A time limit in the list's own words; minutes or working days where they can be counted (0: not in this unit)."""

    words: str
    limit_min: int = 0
    limit_working_days: int = 0


class DutyItem(_Part, frozen=True):
    """One item of the list.

    ``township``: what the township does (镇承担内容). ``kinds``: patterns of incident kinds (``A-FIR``, ``N-*``); empty
    where the list does not say, then only words can find it. ``words``: words of a task's text that point to this item.
    ``note``: what else the list says of it (the county's part, remarks).
    In force from ``valid_from`` (that day included) until ``valid_until`` (that day excluded).
    """

    code: str
    name: Text
    duty_class: DutyClass = msgspec.field(name="class")
    lead: Organisation
    basis: Basis
    supporting: tuple[Partner, ...] = ()
    township: str = ""
    limit: TimeLimit | None = None
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether it counts on this day."""
        began = self.valid_from is None or self.valid_from <= on
        return began and (self.valid_until is None or on < self.valid_until)


class DutyEdition(msgspec.Struct, frozen=True):
    """An edition of the list: its name, where it came from (file or document number), its date, who entered it when."""

    name: str
    source: str
    issued_on: date | None
    count: int
    registered_at: datetime
    registered_by: str


class RequestKind(StrEnum):
    """职责准入: a duty is handed down or added. 动态调整: an item of the list changes."""

    ADMISSION = "admission"
    ADJUSTMENT = "adjustment"


class RequestCause(StrEnum):
    """Why it was filed: the county hands a duty down or wants it added, the law changed, the township asks, or an
    incident had to be handled first and claimed afterwards (先处置后认领)."""

    HANDED_DOWN = "handed_down"
    NEW_DUTY = "new_duty"
    LAW_CHANGED = "law_changed"
    TOWNSHIP_ASKS = "township_asks"
    INCIDENT = "incident"


class RequestStatus(StrEnum):
    """filed → consultation → admitted | adjusted | refused; withdrawn from either of the first two."""

    FILED = "filed"
    CONSULTATION = "consultation"
    ADMITTED = "admitted"
    ADJUSTED = "adjusted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN_REQUEST = frozenset({RequestStatus.FILED, RequestStatus.CONSULTATION})
"""A request in these still waits for a decision."""


class Opinion(StrEnum):
    """What the township says of a duty after it assessed whether it can carry it."""

    AGREES = "agrees"
    CONDITIONS = "conditions"
    OBJECTS = "objects"


class RequestStep(msgspec.Struct, frozen=True):
    """A step of a request: what it became, when, by which office or person (``who``), typed by whom (``by``), with which
    words, and until when the next step is due."""

    status: RequestStatus
    at: datetime
    who: str
    by: str
    words: str
    due_on: date | None = None
    opinion: Opinion | None = None


class DutyRequest(msgspec.Struct, frozen=True):
    """A request to admit a duty or to adjust an item. ``proposal`` is the item as it would stand in the list.

    ``incident_id`` and ``task_id`` name the work that showed the gap, if it was one.
    """

    id: str
    kind: RequestKind
    cause: RequestCause
    proposal: DutyItem
    steps: tuple[RequestStep, ...]
    incident_id: str = ""
    task_id: str = ""

    @property
    def status(self) -> RequestStatus:
        """Where it stands."""
        return self.steps[-1].status

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.status in OPEN_REQUEST

    @property
    def due_on(self) -> date | None:
        """Until when its next step is due; ``None`` where no day was set or it is decided."""
        return self.steps[-1].due_on if self.is_open else None


class MatchedBy(StrEnum):
    """How a task found its item: by the code that its plan names, by kind, role and words, or not at all."""

    CODE = "code"
    WORDS = "words"
    NOTHING = "nothing"


class NoticeKind(StrEnum):
    """What a higher unit has to be given: nothing, the main order (配合履职: 主单), or the referral (收回: 已告知凭据)."""

    NONE = "none"
    ORDER = "order"
    REFERRAL = "referral"


class SubOrder(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sub-task: the supporting unit and its part in the list's words ("" where the list does not say)."""

    to: Organisation
    words: str = ""


class Assignment(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who owns a task of an activation, copied from the list of that day.

    ``doer``: the role that works it, whatever the list says. ``tier``: that of the lead. ``at_once``: life-saving first
    response; the township does it now and any notice runs beside it. ``unclaimed``: no settled item covers it, so it is
    handled first and claimed afterwards. ``notice``: what ``notice_to`` has to be given.
    """

    task_id: str
    doer: str
    lead: Organisation
    tier: Tier
    matched: MatchedBy
    supporting: tuple[SubOrder, ...] = ()
    item: str = ""
    item_name: Text = Text("")
    duty_class: DutyClass | None = None
    township: str = ""
    limit: TimeLimit | None = None
    basis: Basis | None = None
    at_once: bool = False
    unclaimed: bool = False
    notice: NoticeKind = NoticeKind.NONE
    notice_to: Organisation | None = None


class NoticeChannel(StrEnum):
    """By what a unit was told."""

    PHONE = "phone"
    FAX = "fax"
    PLATFORM = "platform"
    LETTER = "letter"
    IN_PERSON = "in_person"


class DutyAnswer(msgspec.Struct, frozen=True):
    """What the lead unit answered: it takes the work over or declines, in whose name, with which words."""

    accepted: bool
    whom: str
    words: str
    at: datetime
    by: str


class DutyNotice(msgspec.Struct, frozen=True):
    """Proof that a unit was told (已告知凭据): whom, by what, under which number, when, whether it was read back."""

    to: Organisation
    whom: str
    channel: NoticeChannel
    number: str
    at: datetime
    read_back: bool
    by: str
    answers: tuple[DutyAnswer, ...] = ()


class Standing(StrEnum):
    """Where the hand-over of a task to a higher unit stands."""

    NONE = "none"
    OWED = "owed"
    TOLD = "told"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class TaskDuty(msgspec.Struct, frozen=True):
    """The assignment of a task and what came of it."""

    incident_id: str
    activation_id: str
    assignment: Assignment
    notices: tuple[DutyNotice, ...] = ()

    @property
    def standing(self) -> Standing:
        """Owed, told, and then what the unit answered to the last notice."""
        if self.assignment.notice is NoticeKind.NONE:
            return Standing.NONE
        if not self.notices:
            return Standing.OWED
        answers = self.notices[-1].answers
        if not answers:
            return Standing.TOLD
        return Standing.ACCEPTED if answers[-1].accepted else Standing.DECLINED
