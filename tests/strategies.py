"""Hypothesis strategies: commands that make (or do not make) sense now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.alarm import commands as alarm
from app.domain.alarm.model import AlarmRank, Raised
from app.domain.alarm.rules import due_raises
from app.domain.calldown import commands as calldown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.calls import commands as calls
from app.domain.calls.model import CallCategory, CallWords
from app.domain.deadlines import deadlines
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
from app.domain.plan import commands as plan
from app.domain.planning import commands as planning
from app.domain.planning.model import (
    Cause,
    ExtractedItem,
    Extraction,
    Origin,
    Unread,
    VersionStatus,
)
from app.domain.record import Command
from app.domain.reporting import commands as reporting
from app.domain.reporting.model import Channel, Stage
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.roster import commands as roster
from app.domain.roster.model import SAMPLE_PATTERN, Post, RotationPerson, SlotRef
from app.domain.rulemaking import commands as rulemaking
from app.domain.state import State
from app.domain.tracking import commands as tracking
from app.domain.tracking.model import TrackerApp
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.words import AlertLevel, FactStatus, IncidentSeverity, ResponseLevel
from app.kernel.geo import Crs, Point
from tests.any_value import SCALARS, WORDS
from tests.duty_world import REGISTER, duty_commands
from tests.forces_world import CREW, KIT, forces_commands, stores
from tests.report_world import report_commands
from tests.sending_world import sending_commands
from tests.world import FACTS, HERE, PROFILE, REFERENCE, UNITS, content, sound_book, text

_SENT = datetime(2026, 3, 10, 4, tzinfo=UTC)


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts of the small world with values that fit them."""
    counts = st.integers(0, 40)
    known = {
        "dead": counts, "missing": counts, "trapped": counts, "serious": counts, "minor": counts, "evac": counts,
        "loss": st.floats(0, 20_000), "burned_ha": st.floats(0, 2_000),
        "sens_place": st.booleans(), "fire_out": st.booleans(), "weather": st.sampled_from(["dry", "wet"]),
    }
    return st.fixed_dictionaries({}, optional=known)


_BAD_FACTS = st.dictionaries(st.sampled_from([*FACTS, "unheard_of"]), SCALARS, min_size=1, max_size=3)
_POINTS = st.sampled_from([HERE, Point(30.2, 110.3), Point(30.2, 110.3, Crs.GCJ02)])
_WILD_POINTS = st.sampled_from([Point(110.0, 30.0), Point(10.0, 10.0), Point(200.0, 0.0), None])
_Many = list[st.SearchStrategy[Command]]


class Commands:
    """Strategies for the next command of each slice.

    Tame ones use what is there and mostly come true; ``wild`` ones use unknown names, empty words, wrong figures and times.
    """

    def __init__(self, state: State, now: datetime, *, wild: bool) -> None:
        self.state, self.now, self.wild = state, now, wild
        self.cases = list(state.incidents.values())
        self.ids = self.one([case.id for case in self.cases])
        self.reason = st.sampled_from(["because", "", "  "] if wild else ["because", "a slip"])
        self.who = st.sampled_from(["Chief", ""] if wild else ["Chief", "Deputy"])
        self.past = st.integers(-90, 4 if wild else 0).map(lambda minutes: now + timedelta(minutes=minutes))

    def one(self, known: Sequence[str]) -> st.SearchStrategy[str]:
        """A name that is there; a wild one may not be."""
        return st.sampled_from([*known, "nobody"] if self.wild or not known else list(known))

    def incident(self) -> _Many:
        """Everything that may be wanted of incidents."""
        figures = _BAD_FACTS if self.wild else facts()
        points = _WILD_POINTS if self.wild else _POINTS
        places = st.builds(Place, words=st.sampled_from(["mill", ""] if self.wild else ["mill", "bridge"]), point=points)
        kinds = st.sampled_from([*REFERENCE.kinds, "X-XXX"] if self.wild else list(REFERENCE.kinds))
        confirmed = st.sampled_from([(), ("outside_region",)])
        lines = [(case.id, line.id) for case in self.cases for line in case.notes]
        grades = st.none() | st.sampled_from(list(IncidentSeverity))
        return [
            st.builds(
                incident.OpenIncident, kind=kinds, place=places, aware_at=self.past, facts=figures, confirmed=confirmed,
                occurred_at=st.none() | self.past if self.wild else st.just(self.now - timedelta(minutes=95)),
            ),
            st.builds(
                incident.RecordFacts, incident_id=self.ids, facts=figures, status=st.sampled_from(list(FactStatus)),
                removed=st.lists(st.sampled_from(list(FACTS)), max_size=1).map(tuple), reason=self.reason,
            ),
            st.builds(
                incident.CorrectIncident, incident_id=self.ids, reason=self.reason, kind=st.none() | kinds,
                place=st.none() | places, narrative=st.none() | WORDS, confirmed=confirmed,
                occurred_at=st.none() | self.past if self.wild else st.none(),
            ),
            st.builds(incident.OverrideSeverity, incident_id=self.ids, severity=grades, reason=self.reason),
            st.builds(incident.WithdrawOverride, incident_id=self.ids, reason=self.reason),
            st.builds(incident.AddNote, incident_id=self.ids, text=self.reason),
            st.builds(
                lambda pair, reason: incident.StrikeNote(incident_id=pair[0], note_id=pair[1], reason=reason),
                st.sampled_from(lines or [("nobody", "nothing")]), self.reason,
            ),
            st.builds(incident.MarkStabilised, incident_id=self.ids, at=self.past),
            st.builds(incident.MarkStabilised, incident_id=self.ids, at=st.just(self.now)),
            st.builds(
                incident.CloseIncident, incident_id=self.ids, cause=self.reason, outcome=self.reason, losses=self.reason,
                lessons=self.reason, measures=self.reason, approved_by=self.who,
            ),
            st.builds(
                incident.IssueDocument, incident_id=self.ids, document=st.just("brief"), sha256=st.just("0" * 64),
                pages=st.just(1),
            ),
        ]

    def plan(self) -> _Many:
        """Everything that may be wanted of responses and tasks."""
        pairs = [(case.id, one.id) for case in self.cases for one in case.activations if one.is_running or self.wild]
        tasks = [(case.id, task) for case in self.cases for one in case.activations for task in one.tasks]
        on = st.sampled_from(pairs or [("nobody", "nothing")])
        todo = st.sampled_from(tasks or [("nobody", "nothing")])
        special = {case.id: ("forest" if case.kind == "N-FOR" else "accident") for case in self.cases}
        levels = st.sampled_from(list(ResponseLevel) if self.wild else [ResponseLevel.IV, ResponseLevel.III])
        fitting = st.sampled_from(
            [(case, one) for case, own in special.items() for one in (own, own, "overall", "rain")] or [("nobody", "nothing")]
        )
        others = st.lists(st.tuples(self.one(["overall", "rain", *(["accident"] if self.wild else [])]), levels), max_size=2)
        hours = st.floats(-1, 72) if self.wild else st.floats(1, 72)
        measures = st.sampled_from([("cordon",), ("",)] if self.wild else [("cordon",)])

        def activate(
            pair: tuple[str, str], level: ResponseLevel, hours: float, measures: tuple[str, ...], who: str,
            also: list[tuple[str, ResponseLevel]],
        ) -> Command:
            return plan.ActivateResponse(
                incident_id=pair[0], plan_id=pair[1], level=level, item="item", expected_duration_h=hours, measures=measures,
                approved_by=who, also=tuple(also if self.wild else dict(one for one in also if one[0] != pair[1]).items()),
            )

        def change(pair: tuple[str, str], level: ResponseLevel, reason: str, who: str) -> Command:
            return plan.ChangeLevel(incident_id=pair[0], activation_id=pair[1], level=level, reason=reason, approved_by=who)

        def stop(pair: tuple[str, str], met: int, reason: str, who: str) -> Command:
            return plan.TerminateResponse(
                incident_id=pair[0], activation_id=pair[1], reason=reason, approved_by=who, conditions_met=(met,)
            )

        return [
            st.builds(activate, fitting, levels, hours, measures, self.who, others),
            st.builds(change, on, levels, self.reason, self.who),
            st.builds(stop, on, st.integers(0, 1 if self.wild else 0), self.reason, self.who),
            st.builds(
                plan.DeclinePlan, incident_id=self.ids, plan_id=self.one(list(REFERENCE.plans)), level=levels,
                reason=self.reason,
            ),
            *(
                st.builds(_settle, st.just(kind), todo, self.reason)
                for kind in (plan.CompleteTask, plan.SkipTask, plan.ReopenTask)
            ),
        ]

    def reporting(self) -> _Many:
        """Everything that may be wanted of reports."""
        made = [(case.id, report.id) for case in self.cases for report in case.reports]
        numbers = {Stage.FIRST: 0, Stage.FINAL: 0, Stage.FOLLOW_UP: 1, Stage.CORRECTION: 1}
        keys = [f"{stage}:{no}:{channel}:county_duty_room" for stage, no in numbers.items() for channel in Channel]
        stages = st.sampled_from(list(Stage))
        return [
            st.builds(
                reporting.MakeReport, incident_id=self.ids, stage=stages, channel=st.sampled_from(list(Channel)),
                to_role=self.one(list(REFERENCE.roles)), whom=self.who, means=self.who, at=st.none() | self.past,
            ),
            st.builds(
                lambda pair, who: reporting.RecordReceipt(incident_id=pair[0], report_id=pair[1], receipt_by=who),
                st.sampled_from(made or [("nobody", "nothing")]), self.who,
            ),
            st.builds(reporting.WaiveObligation, incident_id=self.ids, key=st.sampled_from(keys), reason=self.reason),
        ]

    def unit(self) -> _Many:
        """Everything that may be wanted of units."""
        units = self.one(list(self.state.units))
        out = self.one([u.id for u in self.state.units.values() if u.dispatch_id] or list(self.state.units))
        own = st.builds(
            Unit, id=st.sampled_from(["u1", "u9"]), kind=self.one(["F-FIRE"]), name=st.just(text("New")),
            members=st.lists(units, max_size=1).map(tuple), status=st.sampled_from(list(UnitStatus)), incident_id=WORDS,
            crew_members=st.sampled_from([(), CREW, CREW + CREW] if self.wild else [(), CREW]),
            equipment=st.sampled_from([(), KIT]),
        )
        status = st.builds(
            SetUnitStatus, unit_id=out, status=st.sampled_from(list(UnitStatus)), source=self.who, at=st.none() | self.past
        )
        back = st.builds(SetUnitStatus, unit_id=out, status=st.just(UnitStatus.RETURNING), source=self.who)
        home = st.builds(SetUnitStatus, unit_id=out, status=st.just(UnitStatus.ON_STANDBY), source=self.who)
        many = st.lists(units, min_size=0 if self.wild else 1, max_size=3).map(tuple)
        proposed = st.just(()) | st.lists(units, max_size=2).map(tuple)
        dispatch = st.builds(
            DispatchUnits, incident_id=self.ids, unit_ids=many, proposed=proposed, reason=self.reason,
            override=st.sampled_from(["", "nobody else"]),
        )
        return [
            dispatch, status, dispatch, status, back, home,
            st.builds(RegisterUnits, units=st.lists(own, max_size=2).map(tuple)),
        ]

    def planning(self) -> _Many:
        """Everything that may be wanted of the versions of plans and of what hangs on them."""
        versions = list(self.state.plan_versions.values())
        at = {status: [(one.plan_id, one.version) for one in versions if one.status is status] for status in VersionStatus}
        every = [(one.plan_id, one.version) for one in versions] or [("mill", "2")]

        def step(kind: Any, *statuses: VersionStatus, **said: Any) -> st.SearchStrategy[Command]:
            fitting = every if self.wild else [pair for status in statuses for pair in at[status]] or every
            return st.builds(
                lambda pair, more: kind(plan_id=pair[0], version=pair[1], **more),
                st.sampled_from(fitting), st.fixed_dictionaries(said),
            )

        def saved(pair: tuple[str, str], words: str, imported: bool) -> Command:
            items = (
                ExtractedItem("i1", "stop/0", "1.1", "stop", "stop", 0.5),
                ExtractedItem("i2", "tasks/ring", "1.2", "ring", "time", 1),
            )
            extraction = Extraction("plan.docx", "0" * 64, items, (Unread("1.3", "left", "picture"),))
            return planning.SavePlanDraft(
                plan_id=pair[0], version=pair[1], content=content(*pair, owner=text(words or "town")),
                extraction=extraction if imported else None,
                origin=Origin.IMPORTED if imported else Origin.EDITED,
            )

        def said_of(item: ExtractedItem, version: Any, yes: bool) -> Command:
            chosen = {"accepted" if yes else "rejected": (item.id,)}
            return planning.JudgeExtraction(plan_id=version.plan_id, version=version.version, **chosen)

        drafts = [one for one in versions if one.status is VersionStatus.DRAFT and one.extraction and one.extraction.waiting]
        judged = [
            st.builds(said_of, st.sampled_from(one.extraction.waiting), st.just(one), st.booleans())
            for one in drafts if one.extraction
        ]
        names = [("mill", "2"), ("mill", "3"), ("accident", "2"), *([("no id", ""), ("accident", "1")] if self.wild else [])]
        plans = self.one(["mill", "accident", "forest"])
        days = st.dates(self.now.date() - timedelta(days=400), self.now.date() + timedelta(days=2 if self.wild else -1))
        open_findings = self.one([one.id for one in self.state.plan_findings.values() if one.is_open])
        draft, seen = VersionStatus.DRAFT, VersionStatus.REVIEWED
        return [
            st.builds(saved, st.sampled_from(names), WORDS, st.booleans()), *judged,
            step(planning.ReviewPlan, draft, reviewed_by=self.who), step(planning.ReviewPlan, draft, reviewed_by=self.who),
            step(planning.ApprovePlan, seen, approved_by=self.who), step(planning.ReturnPlan, seen, reason=self.who),
            step(planning.PutPlanInForce, VersionStatus.APPROVED), step(planning.DiscardDraft, draft, reason=self.who),
            st.builds(planning.RetirePlan, plan_id=plans, approved_by=self.who, reason=self.who),
            st.builds(planning.RecordPlanDrill, plan_id=plans, held_on=days, words=self.who),
            st.builds(planning.RecordPlanReview, plan_id=plans, reviewed_on=days, words=self.who),
            st.builds(planning.RaiseFinding, plan_id=plans, cause=st.sampled_from(list(Cause)), text=self.who),
            st.builds(planning.AnswerFinding, finding_id=open_findings, reason=self.who),
        ]

    def rulebooks(self) -> _Many:
        """Everything that may be wanted of the versions of rulebooks."""
        versions = list(self.state.rulebook_versions.values())
        every = [(one.rulebook_id, one.version) for one in versions] or [("own", "1")]
        ids = [("own", "1"), ("own", "2"), ("town", "2"), *([("no id", ""), ("town", "1")] if self.wild else [])]

        def step(kind: Any, status: VersionStatus, **said: Any) -> st.SearchStrategy[Command]:
            at = every if self.wild else [(v.rulebook_id, v.version) for v in versions if v.status is status] or every
            return st.builds(
                lambda pair, more: kind(rulebook_id=pair[0], version=pair[1], **more),
                st.sampled_from(at), st.fixed_dictionaries(said),
            )

        def drafted(pair: tuple[str, str], words: str) -> Command:
            return rulemaking.DraftRulebook(
                rulebook_id=pair[0], version=pair[1], book=sound_book(*pair, title=text(words or "book")), based_on="town@1",
            )

        def edited(pair: tuple[str, str], minutes: int, off: int) -> Command:
            known = next((one for one in versions if (one.rulebook_id, one.version) == pair), None)
            book = sound_book(*pair)
            rules = (replace(book.rules[0], limit_min=minutes), *book.rules[1:])
            revision = (known.revision if known else 1) + (off if self.wild else 0)
            return rulemaking.EditRulebook(
                rulebook_id=pair[0], version=pair[1], revision=revision, book=replace(book, rules=rules)
            )

        draft, seen = VersionStatus.DRAFT, VersionStatus.REVIEWED
        open_ones = [(v.rulebook_id, v.version) for v in versions if v.status is draft] or every
        return [
            st.builds(drafted, st.sampled_from(ids), WORDS),
            st.builds(edited, st.sampled_from(every if self.wild else open_ones), st.integers(1, 90), st.integers(-1, 1)),
            step(rulemaking.ReviewRulebook, draft, reviewed_by=self.who), step(rulemaking.DiscardRulebook, draft, reason=self.who),
            step(rulemaking.ApproveRulebook, seen, approved_by=self.who), step(rulemaking.ReturnRulebook, seen, reason=self.who),
            step(
                rulemaking.EnforceRulebook, VersionStatus.APPROVED, use_here=st.booleans(), in_force_from=st.none() | self.past,
            ),
        ]

    def desk(self) -> _Many:
        """Everything that may be wanted of the desk itself and of what stands on the map."""
        roles = self.one(list(REFERENCE.roles))
        contact = st.builds(Contact, id=st.just("k1"), name=self.who, role=roles, phone=st.just("1"))
        place = st.builds(
            Facility, id=self.one(["f1"]), category=st.sampled_from(list(FacilityCategory)), kind=st.just("school"),
            name=st.just(text("School")), point=_POINTS if not self.wild else st.just(Point(200.0, 0.0)),
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

    def drawings(self) -> _Many:
        """Everything that may be wanted of what is drawn on the map."""
        near = st.builds(Point, st.floats(29.8, 30.2), st.floats(109.8, 110.2))
        points = st.lists(_WILD_POINTS.filter(bool) if self.wild else near, min_size=0 if self.wild else 1, max_size=5)
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

    def tracking(self) -> _Many:
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

    def call_downs(self) -> _Many:
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
            st.builds(calldown.StartCallDown, title=self.who, persons=persons.map(tuple), incident_id=cases),
            st.builds(record, calldown_id=known, person_id=called, result=results, at=at, passed_to=WORDS),
            st.builds(record, calldown_id=known, person_id=called, result=st.just(CallResult.ANSWERED), at=at, remark=WORDS),
        ]

    def calls(self) -> _Many:
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

    def duty_log(self) -> _Many:
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

    def handover(self) -> _Many:
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

    def roster(self) -> _Many:
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

    def duties(self) -> _Many:
        """Everything that may be wanted of the responsibility list."""
        return duty_commands(self.state, self.now, wild=self.wild)

    def forces(self) -> _Many:
        """Everything that may be wanted of rest, stock, requests, shelters, people on scene and patrols."""
        return forces_commands(self.state, self.now, wild=self.wild)

    def situation(self) -> _Many:
        """Everything that may be wanted of written reports."""
        return report_commands(self.state, self.now, wild=self.wild)

    def sending(self) -> _Many:
        """Everything that may be wanted of the outbox and of what comes in from above."""
        return sending_commands(self.state, self.now, wild=self.wild)

    def alarms(self) -> _Many:
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


SLICES = (
    "incident", "plan", "planning", "reporting", "unit", "desk", "duties", "drawings", "tracking", "call_downs", "calls",
    "forces", "duty_log", "handover", "situation", "sending", "alarms", "roster", "rulebooks",
)


def next_commands(state: State, now: datetime, slice_: str = "", *, wild: bool = False) -> st.SearchStrategy[Command]:
    """Commands for this moment, of one slice or of all: a legal next command mostly, or a wild one."""
    chooser = Commands(state, now, wild=wild)
    names = (slice_,) if slice_ else SLICES
    return st.one_of([one for name in names for one in getattr(chooser, name)()])


def _name_of(one: RotationPerson) -> str:
    return one.name


def _id_of(one: CallPerson) -> str:
    return one.id


def _settle(kind: Any, pair: tuple[str, str], words: str) -> Command:
    said = {"remark": words} if kind is plan.CompleteTask else {"reason": words}
    made: Command = kind(incident_id=pair[0], task_id=pair[1], **said)
    return made


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
