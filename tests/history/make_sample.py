"""Writes the sample journal of this version, once, when it is released: ``python -m tests.history.make_sample 0.1.0``.

A sample that was released is never made again: it is the proof that old journals open for ever.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.alarm import commands as alarm
from app.domain.alarm.rules import due_raises
from app.domain.calldown import commands as calldown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.calls import commands as calls
from app.domain.calls.model import CallCategory, CallWords
from app.domain.deadlines import deadlines
from app.domain.drawing.commands import Draw, Redraw, RemoveDrawing
from app.domain.drawing.model import DrawingKind, Shape, ShapeForm
from app.domain.duty.commands import ChangeProfile, LiftWarning, RecordWarning, RegisterContacts, StartShift
from app.domain.duty.model import Contact, WarningArea
from app.domain.dutylog import commands as dutylog
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.handover import commands as handover
from app.domain.handover.rules import open_items
from app.domain.incident import commands as incident
from app.domain.incident.model import PaperFormat, PictureKind
from app.domain.paper.commands import CatchUp, IssueSlips
from app.domain.plan import commands as plan
from app.domain.planning import commands as planning
from app.domain.planning.model import Cause, ExtractedItem, Extraction, Origin
from app.domain.record import PaperSlip
from app.domain.reporting.commands import MakeReport, RecordReceipt, WaiveObligation
from app.domain.reporting.model import Channel, Stage
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.responsibility import commands as duties
from app.domain.responsibility.model import NoticeChannel, Opinion, RequestCause, RequestKind
from app.domain.roster import commands as roster
from app.domain.roster.model import SAMPLE_PATTERN, Post, RotationPerson, SlotRef
from app.domain.rulemaking import commands as rulemaking
from app.domain.situation import commands as situation
from app.domain.situation.model import ReportAnswer
from app.domain.state import State
from app.domain.tracking import commands as tracking
from app.domain.tracking.model import TrackerApp
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.words import AlertLevel, IncidentSeverity, ResponseLevel
from app.journal.codec import Sealed
from app.kernel.clock import FixedClock, to_local
from app.kernel.geo import Crs
from tests.drill_world import PREPARE, tell_drill
from tests.duty_world import CALLS, REGISTER, item
from tests.forces_world import tell_forces
from tests.improvement_world import tell_improvement
from tests.report_world import composing
from tests.sending_world import tell_sending
from tests.world import HERE, NOON, PLACE, PROFILE, Station, content, sound_book, text

FOLDER = Path(__file__).parent


def chosen(state: State) -> dict[str, Any]:
    """What an old journal must fold to, whatever shape the state has by then."""
    return {
        "seq": state.seq,
        "profile": None if state.profile is None else [state.profile.name.zh, state.profile.rulebook_id],
        "units": {unit.id: [unit.status.value, unit.incident_id] for unit in state.units.values()},
        "counts": [len(state.facilities), len(state.materials), len(state.contacts), len(state.warnings)],
        "incidents": {
            one.number: {
                "kind": one.kind,
                "status": one.status.value,
                "severity": None if one.severity is None else one.severity.value,
                "facts": {name: known.value for name, known in one.facts.items()},
                "dispatches": {
                    work.unit_id: [step.status.value for step in work.steps] for work in one.dispatches.values()
                },
                "responses": [[a.plan_id, a.level.value, a.is_running] for a in one.activations],
                "tasks": {t.plan_task_id: t.status.value for a in one.activations for t in a.tasks.values()},
                "reports": [[r.stage.value, r.number, r.channel.value, r.receipt_by] for r in one.reports],
                "waivers": [waiver.key for waiver in one.waivers],
                "notes": [[note.text, note.struck_reason] for note in one.notes],
                "documents": [paper.sha256 for paper in one.documents],
                "cause": None if one.closure is None else one.closure.cause,
            }
            for one in state.incidents.values()
        },
    }


def digest(fields: dict[str, Any]) -> str:
    """SHA-256 of the chosen fields in canonical form."""
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def story() -> Station:
    """One morning with every kind of entry in it."""
    clock = FixedClock(NOON)
    station = Station(clock=clock)
    station.found()
    do = station.do
    do(ChangeProfile(profile=replace(PROFILE, county=text("County"))))
    do(StartShift(leader="Leader", officer="Officer"))
    do(RegisterContacts(contacts=(Contact("k1", "Contact", "county_duty_room", "000"),)))
    school = Facility("f1", FacilityCategory.SHELTER, "school", text("School"), HERE, capacity=90)
    do(RegisterFacilities(facilities=(school,)))
    do(RegisterMaterials(materials=(Material("m1", text("Sandbag"), "bag", "piece", 120.5, "store"),)))
    warning = do(RecordWarning(kind="rain", level=AlertLevel.ORANGE, text="rain", issued_by="weather"))[0].stamp.command_id
    do(REGISTER)
    do(duties.AdjustDutyItem(item=replace(CALLS, township="calls"), reason="slip"))
    asked = duties.FileDutyRequest(
        kind=RequestKind.ADMISSION, cause=RequestCause.HANDED_DOWN, proposal=item("D-4"), who="County", words="please"
    )
    request = do(asked)[0].stamp.command_id
    do(duties.ConsultDutyRequest(request_id=request, opinion=Opinion.CONDITIONS, who="Town", words="with people"))
    do(duties.DecideDutyRequest(request_id=request, granted=True, who="County", words="so be it"))
    fire = station.open(incident.OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1, "loss": 2.5}))
    do(incident.RecordFacts(incident_id=fire, facts={"dead": 3, "sens_place": True}, source="hospital"))
    do(incident.CorrectIncident(incident_id=fire, reason="slip", narrative="The mill burns"))
    response = do(
        plan.ActivateResponse(
            incident_id=fire, plan_id="accident", level=ResponseLevel.IV, item="mill fire", expected_duration_h=6,
            measures=("cordon",), approved_by="Chief", also=(("overall", ResponseLevel.IV), ("rain", ResponseLevel.IV)),
        )
    )[0].stamp.command_id
    change = plan.ChangeLevel(
        incident_id=fire, activation_id=response, level=ResponseLevel.III, reason="grows", approved_by="Chief"
    )
    do(change)
    do(plan.CompleteTask(incident_id=fire, task_id=f"{response}.call", remark="done"))
    do(plan.SkipTask(incident_id=fire, task_id=f"{response}.cordon", reason="alone"))
    cordon = (f"{response}.cordon",)
    do(duties.RecordDutyNotice(incident_id=fire, task_ids=cordon, whom="Desk", channel=NoticeChannel.PHONE, number="000"))
    do(duties.RecordDutyAcceptance(incident_id=fire, task_ids=cordon, accepted=True, whom="Desk"))
    ring = Draw(kind=DrawingKind.CORDON, shape=Shape(ShapeForm.CIRCLE, (HERE,), 300.0), title="ring", incident_id=fire)
    drawn = do(ring)[0].stamp.command_id
    do(Redraw(drawing_id=drawn, title="outer ring"))
    do(RemoveDrawing(drawing_id=drawn, reason="fire is out"))
    do(DispatchUnits(incident_id=fire, unit_ids=("u1", "joint")))
    clock.advance(timedelta(minutes=12))
    do(SetUnitStatus(unit_id="u1", status=UnitStatus.ON_SCENE, source="radio"))
    report = do(
        MakeReport(
            incident_id=fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Desk",
            read_back=True,
        )
    )[0].stamp.command_id
    do(RecordReceipt(incident_id=fire, report_id=report, receipt_by="County officer"))
    do(WaiveObligation(incident_id=fire, key="first:0:written:county_duty_room", reason="line down"))
    note = do(incident.AddNote(incident_id=fire, text="Smoke over the village"))[0].stamp.command_id
    do(incident.StrikeNote(incident_id=fire, note_id=note, reason="other village"))
    do(incident.IssueDocument(incident_id=fire, document="situation_report", sha256="a" * 64, pages=2))
    do(
        incident.IssueDocument(
            incident_id="", document="daily_report", sha256="b" * 64, pages=0, format=PaperFormat.TXT, unmasked=True,
            reason="asked for",
        )
    )
    photograph = do(
        incident.AttachPhotograph(
            incident_id=fire, sha256="c" * 64, name="yard.jpg", kind=PictureKind.JPEG, bytes_count=4096, caption="yard",
            taken_at=clock.now(),
        )
    )[0].stamp.command_id
    do(incident.CaptionPhotograph(incident_id=fire, photograph_id=photograph, caption="yard from the north"))
    do(incident.WithdrawPhotograph(incident_id=fire, photograph_id=photograph, reason="other yard"))
    do(incident.OverrideSeverity(incident_id=fire, severity=IncidentSeverity.II, reason="school near"))
    do(incident.WithdrawOverride(incident_id=fire, reason="school empty"))
    clock.advance(timedelta(hours=2))
    do(incident.MarkStabilised(incident_id=fire, at=clock.now()))
    for unit in ("u1", "joint"):
        do(SetUnitStatus(unit_id=unit, status=UnitStatus.ON_STANDBY, source="radio"))
    tell_forces(do, fire, clock.now())
    tell_sending(do, fire, clock.now())
    for ended in (response, f"{response}~overall", f"{response}~rain"):
        do(
            plan.TerminateResponse(
                incident_id=fire, activation_id=ended, reason="over", approved_by="Chief", conditions_met=(0,)
            )
        )
    do(
        incident.CloseIncident(
            incident_id=fire, cause="spark", outcome="out", losses="mill", lessons="sweep", measures="sweep",
            approved_by="Chief",
        )
    )
    do(LiftWarning(warning_id=warning))
    take_messages(station)
    wood = station.open(incident.OpenIncident(kind="N-FOR", place=PLACE, aware_at=clock.now(), facts={"burned_ha": 0.5}))
    do(plan.DeclinePlan(incident_id=wood, plan_id="forest", level=ResponseLevel.IV, reason="neighbour leads"))
    do(DispatchUnits(incident_id=wood, unit_ids=("u2",), proposed=("u1",), reason="nearer"))
    keep_plans(station)
    tell_improvement(station)
    keep_rulebooks(station)
    track_phones(station)
    call_people(station)
    write_reports(station, wood)
    log_calls(station)
    keep_roster(station)
    hear_alarms(station, clock)
    keep_log(station)
    hand_over(station)
    go_on_by_hand(station, wood)
    return station


def drill_story() -> Station:
    """A drill's own desk: what it shows becomes a finding on the live desk alone, so it has a journal of its own."""
    clock = FixedClock(NOON)
    station = Station(clock=clock)
    station.do(PREPARE)
    station.found()
    tell_drill(station.do, "u1", clock.now())
    return station


STORIES = {"": story, "-drill": drill_story}
"""The samples of a version, by what is added to its name."""


def go_on_by_hand(station: Station, incident_id: str) -> None:
    """Numbers are printed on forms; what was phoned while the power was out is typed in later."""
    do, now = station.do, station.desk.clock.now()
    do(IssueSlips(wanted=(("intake", 3), ("calls", 1))))
    said = incident.AddNote(incident_id=incident_id, text="The fire reached the road")
    do(CatchUp(command=said, slip=PaperSlip(2, now - timedelta(minutes=40), writer="Night officer")))


def hear_alarms(station: Station, clock: FixedClock) -> None:
    """Deadlines pass, one alarm is acknowledged, leaders are called for the rest, and somebody sets the clock."""
    do, desk = station.do, station.desk
    do(StartShift(leader="Leader", officer="Officer", reason="next day"))
    clock.advance(timedelta(hours=5))
    found = due_raises(deadlines(station.state, desk.reference, clock.now()), station.state, clock.now(), NOON)
    do(alarm.RaiseAlarms(alarms=found, away_since=NOON))
    do(alarm.AcknowledgeAlarms(seen=((found[0].key, found[0].step),)))
    do(alarm.EscalateAlarms(keys=tuple(one.key for one in found[1:])))
    assert station.state.escalation is not None
    called, leader = station.state.escalation.id, station.state.escalation.people[0].id
    do(alarm.RecordEscalationCall(escalation_id=called, callee_id=leader, result=CallResult.ANSWERED))
    do(alarm.NoteClockJump(before=clock.now(), after=clock.now() - timedelta(hours=1), elapsed_s=3.5))
    do(alarm.MuteAlarms(minutes=5, reason="on the phone"))


def track_phones(station: Station) -> None:
    """A phone is enrolled, gets another token and is handed back."""
    enrol = tracking.EnrolDevice(unit_id="u1", name="Phone 1", app=TrackerApp.OWNTRACKS, token_hash="c" * 64, crs=Crs.GCJ02)
    station.do(enrol)
    device = next(iter(station.state.devices))
    station.do(tracking.RenewDevice(device_id=device, token_hash="d" * 64))
    station.do(tracking.RevokeDevice(device_id=device, reason="handed back"))


def take_messages(station: Station) -> None:
    """A warning comes as a message, is signed for, passed on, and another takes its place."""
    first = WarningMessage(
        identifier="cap-1", sender="weather", sent_at=NOON, type=MessageType.ALERT, status=MessageStatus.ACTUAL, event="rain",
        kind="rainstorm", level=AlertLevel.RED, headline="rain", text="much rain", source_sha256="00" * 32, source_name="a.xml",
        areas=(WarningArea("here", ("000",), (Shape(ShapeForm.CIRCLE, (HERE,), 500.0),)),),
    )
    taken = station.do(ReceiveWarning(message=first))[0].stamp.command_id
    station.do(SignForWarning(warning_id=taken, by="Leader"))
    station.do(RelayWarning(warning_id=taken, to=("Village",), means="phone"))
    station.do(ReceiveWarning(message=replace(first, identifier="cap-2", references=("cap-1",), type=MessageType.UPDATE)))


def call_people(station: Station) -> None:
    """Somebody is called, and a neighbour takes the message."""
    do = station.do
    people = (CallPerson("p1", "Watcher", "1", "slope", 4, 11),)
    called = do(calldown.StartCallDown(title="below the slope", persons=people))[0].stamp.command_id
    do(calldown.RecordCall(calldown_id=called, person_id="p1", result=CallResult.PASSED_ON, passed_to="neighbour"))
    do(calldown.EndCallDown(calldown_id=called, reason="the neighbour went over"))


def write_reports(station: Station, incident_id: str) -> None:
    """A first report goes from draft to paper, a follow-up is given up, and the area says that nothing happened."""
    do = station.do

    def now(report_id: str) -> int:
        return station.state.situation_reports[report_id].revision

    first = do(composing(incident_id))[0].stamp.command_id
    answers = (ReportAnswer("cause", "lightning"),)
    do(situation.EditReport(report_id=first, revision=now(first), sections={"trend": "It is small."}, answers=answers))
    do(situation.RefreshReport(report_id=first, revision=now(first), sections={"basics": "A wood burns."}))
    do(situation.MarkVerifying(report_id=first, elements=("victims",)))
    do(situation.SubmitReport(report_id=first, revision=now(first)))
    do(situation.ReturnReport(report_id=first, reason="shorter"))
    do(situation.SignReport(report_id=first, revision=now(first), by="Chief", post="Mayor"))
    do(MakeReport(
        incident_id=incident_id, stage=Stage.FIRST, channel=Channel.WRITTEN, to_role="county_duty_room", means="fax",
        situation_report_id=first,
    ))
    more = do(composing(incident_id, Stage.FOLLOW_UP))[0].stamp.command_id
    do(situation.WithdrawReport(report_id=more, reason="nothing new"))
    zero = do(composing("", Stage.ZERO))[0].stamp.command_id
    do(situation.AuthoriseByPhone(report_id=zero, revision=now(zero), by="Chief", phone="1"))
    do(situation.SendDeskReport(report_id=zero, channel=Channel.WRITTEN, to_role="county_duty_room", means="fax"))


def log_calls(station: Station) -> None:
    """A call is logged, joined, put right, moved to another incident and struck."""
    do = station.do
    mill, wood = (
        station.open(incident.OpenIncident(kind=kind, place=PLACE, aware_at=station.desk.clock.now()))
        for kind in ("A-PRD", "N-FOR")
    )
    said = CallWords("The wood burns too", caller="Walker", phone="13800000000", category=CallCategory.OTHER)
    call = do(calls.LogCall(words=said))[0].stamp.command_id
    do(calls.JoinCall(call_id=call, incident_id=mill))
    do(calls.CorrectCall(call_id=call, words=replace(said, caller="Forester"), reason="misheard"))
    do(calls.JoinCall(call_id=call, incident_id=wood, reason="another fire"))
    do(calls.StrikeCall(call_id=call, reason="written down twice"))


def keep_log(station: Station) -> None:
    """The weather is written down and put right; a fax is listed, tested and found faulty."""
    do = station.do
    earlier = station.desk.clock.now() - timedelta(minutes=20)
    note = do(dutylog.WriteLog(text="rain", category=LogCategory.WEATHER, at=earlier))[0].stamp.command_id
    do(dutylog.CorrectLog(note_id=note, text="heavy rain", reason="it grew"))
    do(dutylog.ListEquipment(item_id="fax", name=text("Fax"), every_h=24))
    do(dutylog.CheckEquipment(item_id="fax", condition=EquipmentCondition.FAULTY, remark="no paper"))


def hand_over(station: Station) -> None:
    """A handover is broken off; another one is completed, matter by matter."""
    do = station.do
    do(handover.StartHandover(leader="Chief", officer="Relief"))
    do(handover.GiveUpHandover(reason="called away"))
    do(handover.StartHandover(leader="Chief", officer="Relief"))
    now = station.desk.clock.now()
    for matter in open_items(station.state.handover, station.state, station.desk.reference, now):
        do(handover.AcceptItem(key=matter.key, remark="seen"))
    do(handover.CompleteHandover(handed_by="Officer", taken_by="Relief"))


def keep_roster(station: Station) -> None:
    """Two months are planned, entered, published; posts are swapped, changed and cleared."""
    do, first = station.do, to_local(station.desk.clock.now()).date().replace(day=1)
    month = (first + timedelta(days=31)).replace(day=1)
    people = tuple(RotationPerson(name, tuple(Post)) for name in ("Ann", "Ben", "Cid", "Dot", "Eve", "Fay"))
    do(roster.SetRosterPattern(pattern=replace(SAMPLE_PATTERN, leader_whole_day=False)))
    do(roster.PlanRoster(month=f"{month:%Y-%m}", people=people))
    second = SlotRef(month, "day", Post.SECOND)
    do(roster.FillRoster(posts=((second, "Gus"),), source="roster.xlsx"))
    do(roster.PublishRoster(month=f"{month:%Y-%m}", confirmed=("gaps",)))
    do(roster.AssignSlot(ref=second, name="Hal", reason="Gus is ill"))
    do(roster.ClearSlot(ref=second, reason="not needed"))
    own = SlotRef(month, "day", Post.MAIN)
    for agreed in (False, True):
        asked = roster.RequestSwap(ref=own, with_name="Ivy", reason="training")
        swap = do(asked)[0].stamp.command_id
        if agreed:
            do(roster.ConsentSwap(swap_id=swap, who="Ivy"))
            do(roster.ApproveSwap(swap_id=swap, leader="Chief"))
        else:
            do(roster.RefuseSwap(swap_id=swap, who="Ivy", reason="away"))


def keep_plans(station: Station) -> None:
    """A plan is imported, judged, approved, issued, practised and retired; another is given up."""
    do = station.do
    held_on = to_local(station.desk.clock.now()).date()
    extraction = Extraction("plan.docx", "b" * 64, (ExtractedItem("i1", "stop/0", "1.2", "safe", "stop", 0.9),), ())
    do(planning.SavePlanDraft(
        plan_id="mill", version="2", content=content(), origin=Origin.IMPORTED, extraction=extraction,
    ))
    do(planning.JudgeExtraction(plan_id="mill", version="2", accepted=("i1",)))
    do(planning.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer"))
    do(planning.ReturnPlan(plan_id="mill", version="2", reason="add a phone"))
    do(planning.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer"))
    do(planning.ApprovePlan(plan_id="mill", version="2", approved_by="Chief", document_no="1"))
    do(planning.PutPlanInForce(plan_id="mill", version="2"))
    do(planning.RecordPlanDrill(plan_id="mill", held_on=held_on, words="table top"))
    do(planning.RecordPlanReview(plan_id="mill", reviewed_on=held_on, words="stands"))
    finding = do(planning.RaiseFinding(plan_id="mill", cause=Cause.DRILL, text="late call"))[0].stamp.command_id
    do(planning.AnswerFinding(finding_id=finding, reason="measured wrongly"))
    do(planning.SavePlanDraft(plan_id="mill", version="3", content=content(version="3"), based_on="2"))
    do(planning.DiscardDraft(plan_id="mill", version="3", reason="not needed"))
    do(planning.RetirePlan(plan_id="mill", approved_by="Chief", reason="merged"))


def keep_rulebooks(station: Station) -> None:
    """A rulebook is drafted, edited, sent back, approved and put in force; another draft is given up."""
    do = station.do
    given: dict[str, Any] = {"rulebook_id": "own", "version": "1"}
    do(rulemaking.DraftRulebook(**given, book=sound_book(), based_on="town@1"))
    do(rulemaking.EditRulebook(**given, revision=1, book=sound_book(title=text("Own"))))
    do(rulemaking.ReviewRulebook(**given, reviewed_by="Reviewer"))
    do(rulemaking.ReturnRulebook(**given, reason="add a rule"))
    do(rulemaking.ReviewRulebook(**given, reviewed_by="Reviewer"))
    do(rulemaking.ApproveRulebook(**given, approved_by="Chief", document_no="No. 1"))
    do(rulemaking.EnforceRulebook(**given))
    do(rulemaking.DraftRulebook(rulebook_id="own", version="2", book=sound_book(version="2")))
    do(rulemaking.DiscardRulebook(rulebook_id="own", version="2", reason="not needed"))


def main(version: str) -> None:
    """Write the samples' lines and what they fold to; refuses to overwrite a sample."""
    for added, tell in STORIES.items():
        station = tell()
        lines: list[Sealed] = list(station.journal.read())
        with open(FOLDER / f"journal-{version}{added}.jsonl", "xb") as file:
            file.writelines(msgspec.json.encode(line) + b"\n" for line in lines)
        fields = chosen(station.state)
        head = station.desk.head_hash.hex()
        body = {"lines": len(lines), "head": head, "digest": digest(fields), "fields": fields}
        kept = msgspec.json.format(msgspec.json.encode(body), indent=2)
        (FOLDER / f"journal-{version}{added}.json").write_bytes(kept + b"\n")
        station.close()


if __name__ == "__main__":
    main(sys.argv[1])
