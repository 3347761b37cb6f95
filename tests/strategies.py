"""Hypothesis strategies: commands that make (or do not make) sense now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from app.domain.alarm import commands as alarm
from app.domain.alarm.model import AlarmRank, Raised
from app.domain.alarm.rules import due_raises
from app.domain.calldown import commands as calldown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.calls import commands as calls
from app.domain.calls.model import CallCategory, CallWords
from app.domain.deadlines import deadlines
from app.domain.decide import BY_HAND
from app.domain.drawing import commands as drawing
from app.domain.drawing.model import ClosedTo, DrawingKind, Shape, ShapeForm
from app.domain.duty.commands import (
    ChangeProfile,
    FoundDesk,
    LiftWarning,
    RecordWarning,
    RegisterContacts,
    StartShift,
)
from app.domain.duty.model import Contact
from app.domain.dutylog import commands as dutylog
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.dutylog.rules import known_equipment
from app.domain.handover import commands as handover
from app.domain.handover.rules import open_items
from app.domain.incident import commands as incident
from app.domain.incident.model import Place
from app.domain.paper import commands as paper
from app.domain.record import Command, PaperSlip
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.roster import commands as roster
from app.domain.roster.model import SAMPLE_PATTERN, Post, RotationPerson, SlotRef
from app.domain.state import State
from app.domain.tracking import commands as tracking
from app.domain.tracking.model import TrackerApp
from app.domain.unit.commands import RegisterUnits
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.words import AlertLevel
from app.kernel.geo import Crs, Point
from tests.any_value import WORDS
from tests.drill_world import drill_commands
from tests.duty_world import REGISTER, duty_commands
from tests.forces_world import forces_commands, stores
from tests.improvement_world import improvement_commands
from tests.incident_strategies import POINTS, WILD_POINTS, Many, OfIncidents
from tests.report_world import report_commands
from tests.sending_world import sending_commands
from tests.world import HERE, PROFILE, REFERENCE, UNITS, text

_SENT = datetime(2026, 3, 10, 4, tzinfo=UTC)


class Commands(OfIncidents):
    """Strategies for the next command of every slice."""

    def desk(self) -> Many:
        """Everything that may be wanted of the desk itself and of what stands on the map."""
        roles = self.one(list(REFERENCE.roles))
        contact = st.builds(Contact, id=st.just("k1"), name=self.who, role=roles, phone=st.just("1"))
        place = st.builds(
            Facility, id=self.one(["f1"]), category=st.sampled_from(list(FacilityCategory)), kind=st.just("school"),
            name=st.just(text("School")), point=POINTS if not self.wild else st.just(Point(200.0, 0.0)),
        )
        stock = st.builds(
            Material, id=self.one(["m1"]), name=st.just(text("Sandbag")), kind=st.just("bag"), unit=st.just("piece"),
            quantity=st.floats(-1 if self.wild else 0, 1000), place=st.just("store"),
        )
        names = st.builds(text, WORDS)
        least = 0 if self.wild else 1
        return [
            st.builds(FoundDesk, profile=st.just(PROFILE)),
            st.builds(ChangeProfile, profile=st.builds(msgspec.structs.replace, st.just(PROFILE), county=names)),
            st.builds(StartShift, leader=self.who, officer=self.who, reason=st.sampled_from(["", "fell ill"])),
            st.builds(RegisterContacts, contacts=st.lists(contact, min_size=least, max_size=2).map(tuple)),
            st.builds(RegisterFacilities, facilities=st.lists(place, min_size=least, max_size=2).map(tuple)),
            st.builds(RegisterMaterials, materials=st.lists(stock, min_size=least, max_size=2).map(tuple)),
            st.builds(
                RecordWarning, kind=self.who, level=st.sampled_from(list(AlertLevel)), text=WORDS, issued_by=self.who
            ),
            st.builds(LiftWarning, warning_id=self.one(list(self.state.warnings))),
            st.builds(ReceiveWarning, message=self._message(), level=st.none() | st.sampled_from(list(AlertLevel))),
            st.builds(SignForWarning, warning_id=self.one(list(self.state.warnings)), by=self.who),
            st.builds(
                RelayWarning, warning_id=self.one(list(self.state.warnings)), to=st.lists(self.who, max_size=3).map(tuple),
                means=self.who,
            ),
        ]

    def _message(self) -> st.SearchStrategy[WarningMessage]:
        """A message of a few numbers, so that updates and cancellations find what they mean."""
        numbers = st.sampled_from(("w1", "w2", "w3"))
        return st.builds(
            WarningMessage, identifier=numbers, sender=self.who, sent_at=st.sampled_from((_SENT, _SENT + timedelta(hours=1))),
            type=st.sampled_from(list(MessageType)), status=st.sampled_from((MessageStatus.ACTUAL, MessageStatus.TEST)),
            event=WORDS, kind=st.just("rainstorm"), level=st.none() | st.sampled_from(list(AlertLevel)), headline=WORDS,
            text=WORDS, references=st.lists(numbers, max_size=2).map(tuple), source_sha256=st.just("00"),
        )

    def drawings(self) -> Many:
        """Everything that may be wanted of what is drawn on the map."""
        near = st.builds(Point, st.floats(29.8, 30.2), st.floats(109.8, 110.2))
        points = st.lists(WILD_POINTS.filter(bool) if self.wild else near, min_size=0 if self.wild else 1, max_size=5)
        shapes = st.builds(
            Shape, form=st.sampled_from(list(ShapeForm)), points=points.map(tuple),
            radius_m=st.floats(-1, 1e6) if self.wild else st.floats(1, 5_000),
        )
        known = self.one([one.id for one in self.state.drawings.values() if one.stands])
        kinds = st.sampled_from(list(DrawingKind))
        cases = st.just("") | self.one([case.id for case in self.cases if case.is_open])
        return [
            st.builds(drawing.Draw, kind=kinds, shape=shapes, title=WORDS, incident_id=cases),
            st.builds(
                drawing.Draw, kind=st.just(DrawingKind.ROAD_CLOSED), shape=shapes, incident_id=cases,
                closed_to=st.sampled_from(list(ClosedTo)),
            ),
            st.builds(drawing.Draw, kind=st.just(DrawingKind.NOTE), shape=shapes, incident_id=cases),
            st.builds(drawing.Redraw, drawing_id=known, shape=st.none() | shapes, title=st.none() | WORDS,
                      closed_to=st.none() | st.sampled_from(list(ClosedTo))),
            st.builds(drawing.RemoveDrawing, drawing_id=known, reason=self.who),
        ]

    def tracking(self) -> Many:
        """Everything that may be wanted of terminals."""
        hashes = st.sampled_from([*("0123456789abcdef"[n] * 64 for n in range(4)), *(["", "A" * 64, "ab"] if self.wild else [])])
        units = self.one(list(self.state.units))
        known = self.one(list(self.state.devices))
        return [
            st.builds(
                tracking.EnrolDevice, unit_id=units, name=self.who, app=st.sampled_from(list(TrackerApp)), token_hash=hashes,
                crs=st.sampled_from([Crs.WGS84, Crs.GCJ02]),
            ),
            st.builds(tracking.RenewDevice, device_id=known, token_hash=hashes),
            st.builds(tracking.RevokeDevice, device_id=known, reason=self.reason),
        ]

    def call_downs(self) -> Many:
        """Everything that may be wanted of lists that are called."""
        count = st.integers(-1 if self.wild else 0, 40)
        person = st.builds(
            CallPerson, id=self.one(["p1", "p2", "p3"]), name=self.who, phone=WORDS, about=WORDS, households=count, people=count
        )
        persons = st.lists(person, min_size=0 if self.wild else 1, max_size=3, unique_by=None if self.wild else _id_of)
        known = self.one([one.id for one in self.state.call_downs.values()])
        cases = st.just("") | self.one([case.id for case in self.cases if case.is_open])
        called = self.one(["p1", "p2", "p3"])
        at = st.none() | st.just(self.now)
        record, results = calldown.RecordCall, st.sampled_from(list(CallResult))
        return [
            st.builds(calldown.EndCallDown, calldown_id=known, reason=self.reason),
            st.builds(calldown.StartCallDown, title=self.who, persons=persons.map(tuple), incident_id=cases),
            st.builds(record, calldown_id=known, person_id=called, result=results, at=at, passed_to=WORDS),
            st.builds(record, calldown_id=known, person_id=called, result=st.just(CallResult.ANSWERED), at=at, remark=WORDS),
        ]

    def calls(self) -> Many:
        """Everything that may be wanted of the call log."""
        words = st.builds(
            CallWords, text=self.who, at=st.none() | st.just(self.now), caller=WORDS, phone=WORDS,
            category=st.sampled_from(list(CallCategory)), remark=WORDS,
        )
        cases = st.just("") | self.one([case.id for case in self.cases if case.is_open])
        known = self.one([one.id for one in self.state.calls.values() if one.stands])
        return [
            st.builds(calls.LogCall, words=words, incident_id=cases),
            st.builds(calls.JoinCall, call_id=known, incident_id=cases, reason=self.reason),
            st.builds(calls.CorrectCall, call_id=known, words=words, reason=self.reason),
            st.builds(calls.StrikeCall, call_id=known, reason=self.reason),
        ]

    def duty_log(self) -> Many:
        """Everything that may be wanted of the duty log and of the room's equipment."""
        notes = self.one(list(self.state.log_notes))
        items = self.one(list(known_equipment(self.state, REFERENCE)) or ["fax"])
        hours = st.integers(-1 if self.wild else 0, 200)
        return [
            st.builds(
                dutylog.WriteLog, text=self.reason, category=st.sampled_from(list(LogCategory)), at=st.none() | self.past
            ),
            st.builds(dutylog.CorrectLog, note_id=notes, text=self.who, reason=self.reason),
            st.builds(
                dutylog.ListEquipment, item_id=self.one(["fax", "radio"]), name=st.builds(text, self.who), every_h=hours,
                used=st.booleans(),
            ),
            st.builds(
                dutylog.CheckEquipment, item_id=items, condition=st.sampled_from(list(EquipmentCondition)), remark=self.reason,
                at=st.none() | self.past,
            ),
        ]

    def handover(self) -> Many:
        """Everything that may be wanted of handing the shift over."""
        running = self.state.handover
        open_keys = [one.key for one in open_items(running, self.state, REFERENCE, self.now)]
        handed = running.from_shift.officer if running is not None else "Chief"
        taken = running.officer if running is not None else "Deputy"
        accept = st.builds(handover.AcceptItem, key=self.one(open_keys or ["nothing"]), remark=WORDS)
        return [
            st.builds(handover.StartHandover, leader=self.who, officer=self.who), accept, accept, accept,
            st.builds(handover.CompleteHandover, handed_by=st.just(handed) | self.who, taken_by=st.just(taken) | self.who),
            st.builds(handover.GiveUpHandover, reason=self.reason),
        ]

    def roster(self) -> Many:
        """Everything that may be wanted of the duty roster."""
        known, today = self.state.roster, self.now.date()
        names = st.sampled_from(["Ann", "Ben", "Cid", "Dot", *([""] if self.wild else [])])
        days = st.integers(-40 if self.wild else 0, 40).map(lambda step: today + timedelta(days=step))
        if self.wild:
            days |= st.sampled_from([date.max, date.min])
        refs = st.builds(
            SlotRef, day=days, shift=st.sampled_from(["day", "night", *(["noon"] if self.wild else [])]),
            post=st.sampled_from(list(Post)),
        )
        taken = [one.ref for one in known.slots.values() if one.name]
        held = st.sampled_from(taken) if taken else refs
        months = st.sampled_from([f"{today:%Y-%m}", f"{today + timedelta(days=31):%Y-%m}", *(["2026-13"] if self.wild else [])])
        people = st.lists(
            st.builds(RotationPerson, name=names, posts=st.just(tuple(Post)), away=st.lists(days, max_size=2).map(tuple)),
            min_size=0 if self.wild else 4, max_size=4, unique_by=None if self.wild else _name_of,
        ).map(tuple)
        swaps = self.one([one.id for one in known.swaps.values() if one.is_open])
        asked = [(one.id, one.with_name) for one in known.swaps.values() if one.is_open] or [("nobody", "")]
        return [
            st.builds(roster.PlanRoster, month=months, people=people, replace=st.booleans()),
            st.builds(roster.AssignSlot, ref=refs, name=names, reason=self.reason),
            st.builds(roster.ClearSlot, ref=held, reason=self.reason),
            st.builds(
                roster.FillRoster, posts=st.lists(st.tuples(refs, names | st.just("")), max_size=3).map(tuple), reason=self.reason
            ),
            st.builds(roster.RequestSwap, ref=held, reason=self.reason, other=st.none() | held, with_name=names),
            st.builds(lambda pair: roster.ConsentSwap(swap_id=pair[0], who=pair[1]), st.sampled_from(asked)),
            st.builds(roster.ApproveSwap, swap_id=swaps, leader=self.who),
            st.builds(roster.RefuseSwap, swap_id=swaps, who=self.who, reason=self.reason),
            st.builds(roster.PublishRoster, month=months, confirmed=st.sampled_from([(), ("gaps",)])),
            st.builds(
                roster.SetRosterPattern,
                pattern=st.sampled_from([SAMPLE_PATTERN, msgspec.structs.replace(SAMPLE_PATTERN, leader_whole_day=False)]),
            ),
        ]

    def duties(self) -> Many:
        """Everything that may be wanted of the responsibility list."""
        return duty_commands(self.state, self.now, wild=self.wild)

    def forces(self) -> Many:
        """Everything that may be wanted of rest, stock, requests, shelters, people on scene and patrols."""
        return forces_commands(self.state, self.now, wild=self.wild)

    def situation(self) -> Many:
        """Everything that may be wanted of written reports."""
        return report_commands(self.state, self.now, wild=self.wild)

    def sending(self) -> Many:
        """Everything that may be wanted of the outbox and of what comes in from above."""
        return sending_commands(self.state, self.now, wild=self.wild)

    def improvement(self) -> Many:
        """Everything that may be wanted of findings and of the calendar of drills."""
        return improvement_commands(self.state, self.now, wild=self.wild)

    def exercise(self) -> Many:
        """Everything that may be wanted of a drill."""
        return drill_commands(self.state, self.now, wild=self.wild)

    def alarms(self) -> Many:
        """Everything that may be wanted of alarms."""
        keys = self.one([*self.state.alarms, *([] if self.state.alarms else ["report:x:first:0:phone:y"])])
        steps = st.integers(-1, 5)
        due = due_raises(deadlines(self.state, REFERENCE, self.now), self.state, self.now)
        ranks = st.sampled_from(list(AlarmRank))
        free = st.builds(Raised, key=keys, incident_id=self.ids, step=steps, rank=ranks, due_at=self.past)
        some = st.lists(free, max_size=2).map(tuple)
        away = st.none() | self.past
        stands = [(key, one.step) for key, one in self.state.alarms.items() if one.stands] or [("nothing", 0)]
        known = self.state.escalation
        people = self.one([one.id for one in known.people] if known is not None else ["k1"])
        shift = st.none() | st.floats(-1 if self.wild else 0, 1e6)
        return [
            st.builds(
                alarm.RaiseAlarms, alarms=some if self.wild else st.just(due), gone=st.lists(keys, max_size=1).map(tuple),
                away_since=away,
            ),
            st.builds(alarm.RaiseAlarms, alarms=st.just(due)),
            st.builds(alarm.AcknowledgeAlarms, seen=st.lists(st.sampled_from(stands), max_size=2).map(tuple)),
            st.builds(alarm.AcknowledgeAlarms, seen=st.lists(st.tuples(keys, steps), max_size=2).map(tuple)),
            st.builds(alarm.EscalateAlarms, keys=st.just(tuple(self.state.alarms))),
            st.builds(
                alarm.RecordEscalationCall, escalation_id=st.just(known.id if known is not None else "none"), callee_id=people,
                result=st.sampled_from(list(CallResult)),
            ),
            st.builds(alarm.NoteClockJump, before=self.past, after=self.past, elapsed_s=shift),
            st.builds(
                alarm.MuteAlarms, minutes=st.integers(*((0, 61) if self.wild else (1, 60))), reason=self.reason,
            ),
        ]


    def paper(self) -> Many:
        """Everything that may be wanted of slips: numbers for forms, and any act of a hand typed in later."""
        forms = self.one(list(REFERENCE.forms))
        counts = st.tuples(forms, st.integers(0 if self.wild else 1, 4))
        by_hand = [one for name in _ON_PAPER for one in getattr(self, name)()]
        acts = st.one_of(by_hand).filter(_is_by_hand) if not self.wild else st.one_of(by_hand)
        slips = st.builds(PaperSlip, number=st.integers(-1 if self.wild else 0, 12), at=self.past, row=st.integers(0, 2),
                          form=forms, writer=WORDS)
        yes = st.sampled_from([(), ("slip_not_printed",), ("slip_not_printed", "slip_used")])
        return [
            st.builds(paper.IssueSlips, wanted=st.lists(counts, min_size=0 if self.wild else 1, max_size=2).map(tuple)),
            st.builds(paper.CatchUp, command=acts, slip=slips, confirmed=yes),
            st.builds(paper.CatchUp, command=acts, slip=slips, confirmed=st.just(("slip_not_printed", "slip_used"))),
        ]


_ON_PAPER = ("incident", "plan", "reporting", "unit", "desk", "calls", "call_downs", "duty_log", "handover", "forces", "sending")

SLICES = (
    "incident", "plan", "planning", "reporting", "unit", "desk", "duties", "drawings", "tracking", "call_downs", "calls",
    "forces", "duty_log", "handover", "situation", "sending", "alarms", "roster", "rulebooks", "paper",
    "improvement", "exercise",
)


def next_commands(state: State, now: datetime, slice_: str = "", *, wild: bool = False) -> st.SearchStrategy[Command]:
    """Commands for this moment, of one slice or of all: a legal next command mostly, or a wild one."""
    chooser = Commands(state, now, wild=wild)
    names = (slice_,) if slice_ else SLICES
    return st.one_of([one for name in names for one in getattr(chooser, name)()])


def _name_of(one: RotationPerson) -> str:
    return one.name


def _is_by_hand(one: Command) -> bool:
    return type(one) in BY_HAND


def _id_of(one: CallPerson) -> str:
    return one.id


START = (FoundDesk(profile=PROFILE), RegisterUnits(units=UNITS))
"""The first commands of any desk."""


def busy_start(now: datetime) -> tuple[Command, ...]:
    """A responsibility list and two incidents with figures, for commands to work on."""
    return (
        *START,
        REGISTER,
        incident.OpenIncident(kind="A-PRD", place=Place("mill", HERE), aware_at=now, facts={"dead": 1, "trapped": 2}),
        incident.OpenIncident(kind="N-FOR", place=Place("hill"), aware_at=now, facts={"burned_ha": 0.5}),
        *stores(),
    )
