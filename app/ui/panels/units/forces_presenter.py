"""Rows about people on scene, requests, shelters, patrols and reminders, in words of one language. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.describe_forces import amount
from app.domain.patrol.model import Beat, PatrolFinding, PatrolPlan
from app.domain.patrol.trail import PassState, PatrolState, patrol_state
from app.domain.presence.model import Presence
from app.domain.reference import Reference
from app.domain.reminders import Reminder, ReminderKind, reminders
from app.domain.resource.model import Facility, FacilityCategory, Material, StockMove
from app.domain.shelter.model import ShelterMove, ShelterUse
from app.domain.shelter.rules import room_left, use_of
from app.domain.state import State
from app.domain.supply.model import SupplyRequest, SupplyStatus, SupplyStep
from app.kernel.clock import to_local

PASS_TONES = {PassState.PASSED: "ok", PassState.LATE: "watch", PassState.MISSED: "warn", PassState.WAITING: "muted"}
_STATE_TONES = {
    PatrolState.PLANNED: "neutral", PatrolState.RUNNING: "info", PatrolState.OVER: "muted", PatrolState.CANCELLED: "muted",
}
_SUPPLY_TONES = {
    SupplyStatus.REQUESTED: "watch", SupplyStatus.PROMISED: "info", SupplyStatus.UNDER_WAY: "info",
    SupplyStatus.PARTLY: "info", SupplyStatus.FULFILLED: "ok", SupplyStatus.CLOSED: "muted",
}


_STAY_TONES = {"overdue": "alarm", "inside": "info", "out": "muted"}


class StayRow(msgspec.Struct, frozen=True):
    """A person at a scene."""

    id: str
    stay: Presence
    incident: str
    state: str
    tone: str
    unit: str


class RequestRow(msgspec.Struct, frozen=True):
    """A request for materials with its progress."""

    id: str
    request: SupplyRequest
    status: str
    tone: str
    incident: str
    asked: str
    progress: str
    left: str


class ShelterRow(msgspec.Struct, frozen=True):
    """A shelter with its use."""

    id: str
    place: Facility
    use: ShelterUse
    name: str
    state: str
    tone: str
    left: int


class PatrolRow(msgspec.Struct, frozen=True):
    """A planned patrol."""

    id: str
    plan: PatrolPlan
    unit: str
    state: str
    tone: str
    findings: int


class FindingRow(msgspec.Struct, frozen=True):
    """What a patrol reported."""

    id: str
    finding: PatrolFinding
    kind: str
    unit: str
    state: str
    tone: str
    incident: str


class BeatRow(msgspec.Struct, frozen=True):
    """A beat."""

    id: str
    beat: Beat
    form: str
    words: str


class ReminderRow(msgspec.Struct, frozen=True):
    """A reminder in words; ``unit_id`` is set where it is of a unit."""

    id: str
    reminder: Reminder
    kind: str
    text: str
    subject: str
    tone: str


class ForcesPresenter:
    """Words and rows of one state."""

    def __init__(self, describer: Describer, wording: Wording) -> None:
        self._words = describer
        self._say = wording.say
        self._lang = wording.lang

    def stays(self, state: State, now: datetime, incident_id: str = "", *, every: bool = False) -> tuple[StayRow, ...]:
        """Who is inside, those who should be out first; with ``every`` those who came out as well."""
        found = [
            one for one in state.presences.values()
            if incident_id in ("", one.incident_id) and (every or one.is_inside)
        ]
        found.sort(
            key=lambda one: (not one.is_inside, one.expected_out_at is None, one.expected_out_at or one.in_at, one.id)
        )
        titles = {scene: self._words.incident_title(state.incidents[scene]) for scene in {one.incident_id for one in found}}
        units = {of: self._words.unit_name(of, state) for of in {one.unit_id for one in found} if of}
        words = {code: self._say(f"cli.people.{code}") for code in _STAY_TONES}
        return tuple(_stay(one, now, titles[one.incident_id], units.get(one.unit_id, ""), words) for one in found)

    def scenes(self, state: State) -> tuple[tuple[str, str], ...]:
        """Open incidents and those that people signed in at, the latest first, as (id, title)."""
        held = {one.incident_id for one in state.presences.values()}
        found = [one for one in state.incidents.values() if one.is_open or one.id in held]
        found.sort(key=lambda one: (not one.is_open, one.id), reverse=False)
        return tuple((one.id, self._words.incident_title(one)) for one in found)

    def requests(self, state: State, *, every: bool = True) -> tuple[RequestRow, ...]:
        """Requests, the open ones first and of those the earliest due."""
        found = [one for one in state.supply_requests.values() if every or one.is_open]
        found.sort(key=lambda one: (not one.is_open, one.due_at is None, one.due_at or one.asked_at, one.id))
        return tuple(self._request(one, state) for one in found)

    def step(self, step: SupplyStep, request: SupplyRequest) -> str:
        """One step of a request."""
        parts = (
            self._say(f"supply_step.{step.step}"), amount(step.quantity, request.unit) if step.quantity else "", step.source,
            self._words.clock(step.expected_at), step.reason,
        )
        return "  ".join(part for part in parts if part)

    def move(self, move: StockMove, stock: Material) -> tuple[str, str, str]:
        """A change of stock: what, how much, what lay in the store afterwards."""
        return self._say(f"stock_move.{move.move}"), amount(move.quantity, stock.unit), amount(move.balance, stock.unit)

    def shelters(self, state: State) -> tuple[ShelterRow, ...]:
        """All shelters, those in use first."""
        places = [one for one in state.facilities.values() if one.category is FacilityCategory.SHELTER]
        rows = [self._shelter(one, use_of(state, one.id)) for one in places]
        return tuple(sorted(rows, key=lambda row: (not row.use.is_open, row.id)))

    def door(self, move: ShelterMove) -> str:
        """What happened at the door."""
        return self._say(f"shelter_move.{move.move}")

    def need(self, code: str) -> str:
        """The word for a need."""
        return self._say(f"shelter_need.{code}")

    def patrols(self, state: State, now: datetime, unit_id: str = "") -> tuple[PatrolRow, ...]:
        """The patrols of a unit (or of the patrols it belongs to) or of all, the latest first."""
        wanted = {unit_id} | {one.id for one in state.units.values() if unit_id and unit_id in one.members}
        found = [one for one in state.patrols.values() if not unit_id or one.unit_id in wanted]
        found.sort(key=lambda one: (one.starts_at, one.id), reverse=True)
        return tuple(self._patrol(one, state, now) for one in found)

    def findings(self, state: State, plan_id: str = "") -> tuple[FindingRow, ...]:
        """What was reported, what waits first, then the latest."""
        found = [one for one in state.patrol_findings.values() if plan_id in ("", one.plan_id)]
        found.sort(key=lambda one: (one.found_at, one.id), reverse=True)
        found.sort(key=lambda one: not one.waits)
        return tuple(self._finding(one, state) for one in found)

    def beats(self, state: State) -> tuple[BeatRow, ...]:
        """All beats by name."""
        rows = [
            BeatRow(
                beat.id, beat, self._say(f"beat_form.{beat.form}"),
                self._say("beat.line", form=self._say(f"beat_form.{beat.form}"), points=len(beat.points), named=len(beat.named)),
            )
            for beat in state.beats.values()
        ]
        return tuple(sorted(rows, key=lambda row: (row.beat.name, row.id)))

    def passed(self, state: PassState) -> str:
        """The word for how a checkpoint stands."""
        return self._say(f"patrol_pass.{state}")

    def reminders(self, state: State, today: date, reference: Reference | None = None) -> tuple[ReminderRow, ...]:
        """What runs out, is low or has to be practised, ranked."""
        return self.reminder_rows(reminders(state, today, reference=reference), state, today)

    def reminder_rows(self, found: Iterable[Reminder], state: State, today: date) -> tuple[ReminderRow, ...]:
        """These reminders in words."""
        return tuple(self._reminder(place, one, state, today) for place, one in enumerate(found))

    def _request(self, one: SupplyRequest, state: State) -> RequestRow:
        of = state.incidents.get(one.incident_id)
        return RequestRow(
            one.id, one, self._say(f"supply_status.{one.status}"), _SUPPLY_TONES[one.status],
            self._words.incident_title(of) if of else "", amount(one.quantity, one.unit),
            f"{one.promised:g} / {one.issued:g} / {one.arrived:g}", amount(one.quantity - one.arrived, one.unit),
        )

    def _shelter(self, place: Facility, use: ShelterUse) -> ShelterRow:
        left = room_left(place, use)
        code = "closed" if not use.is_open else "over" if left < 0 else "full" if left == 0 else "open"
        tone = {"closed": "muted", "over": "alarm", "full": "warn", "open": "ok"}[code]
        return ShelterRow(place.id, place, use, place.name.of(self._lang), self._say(f"shelter_state.{code}"), tone, left)

    def _patrol(self, plan: PatrolPlan, state: State, now: datetime) -> PatrolRow:
        code = patrol_state(plan, now)
        return PatrolRow(
            plan.id, plan, self._words.unit_name(plan.unit_id, state), self._say(f"patrol_state.{code}"), _STATE_TONES[code],
            sum(1 for one in state.patrol_findings.values() if one.plan_id == plan.id),
        )

    def _finding(self, one: PatrolFinding, state: State) -> FindingRow:
        of = state.incidents.get(one.incident_id)
        code = "incident" if of else "waits" if one.waits else "handed"
        return FindingRow(
            one.id, one, self._say(f"patrol_finding.{one.finding_kind}"), self._words.unit_name(one.unit_id, state),
            self._say(f"finding_state.{code}"), "watch" if one.waits else "muted", of.number if of else "",
        )

    def _reminder(self, place: int, one: Reminder, state: State, today: date) -> ReminderRow:
        stock = state.materials.get(one.subject_id)
        subject = stock.name.of(self._lang) if stock else self._words.unit_name(one.subject_id, state)
        when = ""
        if one.due_on is not None:
            days = (one.due_on - today).days
            code = "reminder.over" if days < 0 else "reminder.soon"
            when = self._say(code, day=str(one.due_on), days=days)
        facts = {
            "subject": subject, "who": one.who, "what": one.what, "when": when,
            "quantity": amount(stock.quantity, stock.unit) if stock else "",
            "minimum": amount(stock.minimum, stock.unit) if stock else "",
        }
        return ReminderRow(
            f"{place}", one, self._say(f"reminder_kind.{one.kind}"), self._say(f"reminder.{one.kind}", **facts),
            "" if stock else subject, "warn" if is_pressing(one, today) else "watch",
        )


def _stay(one: Presence, now: datetime, incident: str, unit: str, words: Mapping[str, str]) -> StayRow:
    code = "overdue" if one.is_overdue(now) else "inside" if one.is_inside else "out"
    return StayRow(one.id, one, incident, words[code], _STAY_TONES[code], unit)


def is_pressing(one: Reminder, today: date) -> bool:
    """Whether its last good day has passed; low stock is only to be watched."""
    return one.kind is not ReminderKind.MATERIAL_LOW and one.is_over(today)


def today_of(now: datetime) -> date:
    """The day on the Chinese wall clock."""
    return to_local(now).date()
