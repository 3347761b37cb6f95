"""The whole picture: one immutable value that everyone looks at.

States share structure: ``before.units is after.units`` says that no unit changed.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from immutables import Map

from app.domain.alarm.model import Alarm, ClockJump, Escalation
from app.domain.calldown.model import CallDown
from app.domain.calls.model import LoggedCall
from app.domain.drawing.model import Drawing
from app.domain.duty.model import Contact, DeskProfile, Shift, ShiftMark, Warning
from app.domain.dutylog.model import EquipmentCheck, EquipmentItem, LogNote
from app.domain.exercise.model import Drill
from app.domain.handover.model import Handover
from app.domain.improvement.model import Finding, HeldDrill
from app.domain.incident.model import Incident, IssuedDocument
from app.domain.instruction.model import Instruction
from app.domain.paper.model import CaughtUp, SlipRun
from app.domain.patrol.model import Beat, PatrolFinding, PatrolPlan
from app.domain.planning.model import PlanFinding, PlanLife, PlanVersion
from app.domain.presence.model import Presence
from app.domain.resource.model import Facility, Material, StockMove
from app.domain.responsibility.model import DutyEdition, DutyItem, DutyRequest, TaskDuty
from app.domain.roster.model import Roster
from app.domain.rulemaking.model import BookVersion
from app.domain.sending.model import Transmission
from app.domain.shelter.model import ShelterUse
from app.domain.situation.model import SituationReport
from app.domain.supply.model import SupplyRequest
from app.domain.tracking.model import Device
from app.domain.unit.model import Unit
from app.domain.words import ORDER, AlertLevel
from app.kernel.errors import Refusal


class State(msgspec.Struct, frozen=True):
    """Everything the desk knows after entry ``seq``. ``numbers`` counts the incidents of each Beijing day.

    ``duties`` is the responsibility list by item code, ``duty_list`` its edition; ``assignments`` the owners of tasks by
    task id.

    ``plan_versions`` (by ``version_key``), ``plan_lives`` (by plan) and ``plan_findings`` are the plans kept at this desk;
    those that come with the program as files are in the reference. ``rulebook_versions`` (by ``version_key``) likewise.

    ``stock_moves`` are the last changes of each material, ``shelters`` the use of each facility that was ever opened as one,
    ``presences`` everybody who ever signed in at a scene. ``situation_reports`` are the written reports, by id.

    ``transmissions`` are what left or is to leave the desk, ``instructions`` what came in from above.

    ``alarms`` are those of open deadlines by the deadline's key, ``escalation`` the last call list that nobody's answer made,
    ``clock_jump`` the last time that the wall clock was moved.

    ``log_notes`` are the free entries of the duty log; ``equipment_items`` the room's equipment as far as this desk changed
    what is suggested, ``equipment_checks`` the last tests of each. ``documents`` are the papers about the whole area that left
    the desk; those about an incident are with it. ``shifts`` are all that ever began;
    ``handover`` is the one that runs, ``handovers`` the last that were completed.

    ``next_slip`` is the first number that no blank form has, ``slip_runs`` the last printings of them; ``caught_up`` is what was
    typed in from paper, by the id of its command.

    ``findings`` are what drills and incidents showed, with their measures; ``held_drills`` the drills that were held.

    ``drill`` is set where this desk is that of a drill, and nowhere else: everything that it shows is then marked as one.
    """

    seq: int = 0
    profile: DeskProfile | None = None
    shift: Shift | None = None
    incidents: Map[str, Incident] = Map()
    units: Map[str, Unit] = Map()
    facilities: Map[str, Facility] = Map()
    materials: Map[str, Material] = Map()
    contacts: Map[str, Contact] = Map()
    warnings: Map[str, Warning] = Map()
    numbers: Map[str, int] = Map()
    duties: Map[str, DutyItem] = Map()
    duty_list: DutyEdition | None = None
    duty_requests: Map[str, DutyRequest] = Map()
    assignments: Map[str, TaskDuty] = Map()
    founded_at: datetime | None = None
    plan_versions: Map[str, PlanVersion] = Map()
    plan_lives: Map[str, PlanLife] = Map()
    plan_findings: Map[str, PlanFinding] = Map()
    drawings: Map[str, Drawing] = Map()
    devices: Map[str, Device] = Map()
    call_downs: Map[str, CallDown] = Map()
    stock_moves: Map[str, tuple[StockMove, ...]] = Map()
    supply_requests: Map[str, SupplyRequest] = Map()
    presences: Map[str, Presence] = Map()
    shelters: Map[str, ShelterUse] = Map()
    beats: Map[str, Beat] = Map()
    patrols: Map[str, PatrolPlan] = Map()
    patrol_findings: Map[str, PatrolFinding] = Map()
    situation_reports: Map[str, SituationReport] = Map()
    transmissions: Map[str, Transmission] = Map()
    instructions: Map[str, Instruction] = Map()
    calls: Map[str, LoggedCall] = Map()
    log_notes: Map[str, LogNote] = Map()
    equipment_items: Map[str, EquipmentItem] = Map()
    equipment_checks: Map[str, tuple[EquipmentCheck, ...]] = Map()
    shifts: tuple[ShiftMark, ...] = ()
    handover: Handover | None = None
    handovers: tuple[Handover, ...] = ()
    roster: Roster = Roster()
    alarms: Map[str, Alarm] = Map()
    escalation: Escalation | None = None
    clock_jump: ClockJump | None = None
    rulebook_versions: Map[str, BookVersion] = Map()
    next_slip: int = 1
    slip_runs: tuple[SlipRun, ...] = ()
    caught_up: Map[str, CaughtUp] = Map()
    documents: tuple[IssuedDocument, ...] = ()
    findings: Map[str, Finding] = Map()
    held_drills: Map[str, HeldDrill] = Map()
    drill: Drill | None = None

    def incident(self, incident_id: str) -> Incident:
        """The incident with this id or this number; ``Refusal("incident_unknown")`` where there is none."""
        found = self.incidents.get(incident_id)
        if found is None:
            found = next((i for i in self.incidents.values() if i.number == incident_id), None)
        if found is None:
            raise Refusal("incident_unknown", {"incident": incident_id})
        return found

    def unit(self, unit_id: str) -> Unit:
        """The unit with this id; ``Refusal("unit_unknown")`` where there is none."""
        found = self.units.get(unit_id)
        if found is None:
            raise Refusal("unit_unknown", {"unit": unit_id})
        return found

    def alert(self) -> AlertLevel | None:
        """The highest warning in force, if any."""
        return max((w.level for w in self.in_force()), key=ORDER["alert"].index, default=None)

    def in_force(self) -> tuple[Warning, ...]:
        """The warnings that nobody has lifted, the earliest first."""
        found = [one for one in self.warnings.values() if one.lifted_at is None]
        return tuple(sorted(found, key=lambda one: (one.received_at, one.id)))
