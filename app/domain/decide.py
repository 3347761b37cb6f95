"""The table that joins the slices: which function answers which command. Pure; proposes entries or refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec.structs import replace

from app.domain.alarm import commands as alarm_commands
from app.domain.alarm import decide as alarm
from app.domain.calldown import commands as calldown_commands
from app.domain.calldown import decide as calldown
from app.domain.calls import commands as calls_commands
from app.domain.calls import decide as calls
from app.domain.drawing import commands as drawing_commands
from app.domain.drawing import decide as drawing
from app.domain.duty import commands as duty_commands
from app.domain.duty import decide as duty
from app.domain.duty.entries import ShiftStarted
from app.domain.dutylog import commands as dutylog_commands
from app.domain.dutylog import decide as dutylog
from app.domain.exercise import commands as exercise_commands
from app.domain.exercise import decide as exercise
from app.domain.exercise import decide_judging as exercise_judging
from app.domain.handover import commands as handover_commands
from app.domain.handover import decide as shift_handover
from app.domain.improvement import commands as improvement_commands
from app.domain.improvement import decide as improvement
from app.domain.improvement import held as held_drills
from app.domain.incident import commands as incident_commands
from app.domain.incident import decide as incident
from app.domain.incident import photographs
from app.domain.instruction import commands as instruction_commands
from app.domain.instruction import decide as instruction
from app.domain.paper import commands as paper_commands
from app.domain.paper import decide as paper
from app.domain.patrol import commands as patrol_commands
from app.domain.patrol import decide as patrol
from app.domain.plan import commands as plan_commands
from app.domain.plan import decide as plan
from app.domain.planning import commands as planning_commands
from app.domain.planning import decide as planning
from app.domain.planning import upkeep
from app.domain.presence import commands as presence_commands
from app.domain.presence import decide as presence
from app.domain.record import Command, Entry, Stamp
from app.domain.reference import Reference
from app.domain.reporting import commands as reporting_commands
from app.domain.reporting import decide as reporting
from app.domain.resource import commands as resource_commands
from app.domain.resource import decide as resource
from app.domain.responsibility import commands as duties_commands
from app.domain.responsibility import decide as duties
from app.domain.responsibility import handover
from app.domain.roster import commands as roster_commands
from app.domain.roster import decide as roster
from app.domain.roster import swapping
from app.domain.rulemaking import commands as rulemaking_commands
from app.domain.rulemaking import decide as rulemaking
from app.domain.sending import commands as sending_commands
from app.domain.sending import decide as sending
from app.domain.shelter import commands as shelter_commands
from app.domain.shelter import decide as shelter
from app.domain.situation import commands as situation_commands
from app.domain.situation import decide as situation
from app.domain.state import State
from app.domain.supply import commands as supply_commands
from app.domain.supply import decide as supply
from app.domain.tracking import commands as tracking_commands
from app.domain.tracking import decide as tracking
from app.domain.unit import commands as unit_commands
from app.domain.unit import decide as unit
from app.domain.warning import commands as warning_commands
from app.domain.warning import decide as warning
from app.kernel.errors import Refusal

Decider: TypeAlias = Callable[[Any, State, Reference, Stamp], tuple[Entry, ...]]

DECIDERS: Mapping[type[Command], Decider] = MappingProxyType(
    {
        duty_commands.FoundDesk: duty.found,
        duty_commands.ChangeProfile: duty.change_profile,
        duty_commands.StartShift: duty.start_shift,
        duty_commands.RegisterContacts: duty.register_contacts,
        duty_commands.RecordWarning: duty.record_warning,
        duty_commands.LiftWarning: duty.lift_warning,
        warning_commands.ReceiveWarning: warning.receive,
        warning_commands.SignForWarning: warning.sign,
        warning_commands.RelayWarning: warning.relay,
        resource_commands.RegisterFacilities: resource.register_facilities,
        resource_commands.RegisterMaterials: resource.register_materials,
        resource_commands.MoveStock: resource.move_stock,
        supply_commands.RequestSupply: supply.request,
        supply_commands.PromiseSupply: supply.promise,
        supply_commands.RefuseSupply: supply.refuse,
        supply_commands.IssueSupply: supply.issue,
        supply_commands.ConfirmArrival: supply.arrive,
        supply_commands.CloseSupply: supply.close,
        shelter_commands.OpenShelter: shelter.open_shelter,
        shelter_commands.CloseShelter: shelter.close_shelter,
        shelter_commands.Admit: shelter.admit,
        shelter_commands.Leave: shelter.leave,
        presence_commands.CheckIn: presence.check_in,
        presence_commands.CheckOut: presence.check_out,
        presence_commands.ExtendStay: presence.extend,
        patrol_commands.RegisterBeats: patrol.register_beats,
        patrol_commands.RemoveBeat: patrol.remove_beat,
        patrol_commands.PlanPatrol: patrol.plan_patrol,
        patrol_commands.CancelPatrol: patrol.cancel_patrol,
        patrol_commands.ReportFinding: patrol.report_finding,
        patrol_commands.HandFinding: patrol.hand_finding,
        patrol_commands.LinkFinding: patrol.link_finding,
        unit_commands.RestUnit: unit.rest,
        unit_commands.EndRest: unit.end_rest,
        unit_commands.RetireUnit: unit.retire,
        unit_commands.RegisterUnits: unit.register,
        unit_commands.DispatchUnits: unit.dispatch,
        unit_commands.SetUnitStatus: unit.set_status,
        incident_commands.OpenIncident: incident.open_incident,
        incident_commands.RecordFacts: incident.record_facts,
        incident_commands.CorrectIncident: incident.correct_incident,
        incident_commands.OverrideSeverity: incident.override_severity,
        incident_commands.WithdrawOverride: incident.withdraw_override,
        incident_commands.AddNote: incident.add_note,
        incident_commands.StrikeNote: incident.strike_note,
        incident_commands.MarkStabilised: incident.mark_stabilised,
        incident_commands.CloseIncident: incident.close_incident,
        incident_commands.IssueDocument: incident.issue_document,
        incident_commands.AttachPhotograph: photographs.attach,
        incident_commands.CaptionPhotograph: photographs.caption,
        incident_commands.WithdrawPhotograph: photographs.withdraw,
        plan_commands.ActivateResponse: plan.activate,
        plan_commands.ChangeLevel: plan.change_level,
        plan_commands.DeclinePlan: plan.decline,
        plan_commands.CompleteTask: plan.complete_task,
        plan_commands.SkipTask: plan.skip_task,
        plan_commands.ReopenTask: plan.reopen_task,
        plan_commands.TerminateResponse: plan.terminate,
        planning_commands.SavePlanDraft: planning.save_draft,
        planning_commands.JudgeExtraction: planning.judge,
        planning_commands.ReviewPlan: planning.review,
        planning_commands.ReturnPlan: planning.send_back,
        planning_commands.ApprovePlan: planning.approve,
        planning_commands.PutPlanInForce: planning.put_in_force,
        planning_commands.RetirePlan: planning.retire,
        planning_commands.DiscardDraft: planning.discard,
        planning_commands.RecordPlanDrill: upkeep.record_drill,
        planning_commands.RecordPlanReview: upkeep.record_review,
        planning_commands.RaiseFinding: upkeep.raise_finding,
        planning_commands.AnswerFinding: upkeep.answer_finding,
        rulemaking_commands.DraftRulebook: rulemaking.draft,
        rulemaking_commands.EditRulebook: rulemaking.edit,
        rulemaking_commands.ReviewRulebook: rulemaking.review,
        rulemaking_commands.ReturnRulebook: rulemaking.send_back,
        rulemaking_commands.ApproveRulebook: rulemaking.approve,
        rulemaking_commands.EnforceRulebook: rulemaking.enforce,
        rulemaking_commands.DiscardRulebook: rulemaking.discard,
        reporting_commands.MakeReport: reporting.make_report,
        reporting_commands.RecordReceipt: reporting.record_receipt,
        reporting_commands.WaiveObligation: reporting.waive,
        situation_commands.ComposeReport: situation.compose,
        situation_commands.EditReport: situation.edit,
        situation_commands.RefreshReport: situation.refresh,
        situation_commands.MarkVerifying: situation.mark_verifying,
        situation_commands.SubmitReport: situation.submit,
        situation_commands.ReturnReport: situation.return_,
        situation_commands.SignReport: situation.sign,
        situation_commands.AuthoriseByPhone: situation.authorise,
        situation_commands.WithdrawReport: situation.withdraw,
        situation_commands.SendDeskReport: situation.send_desk_report,
        duties_commands.RegisterDutyItems: duties.register_items,
        duties_commands.AdjustDutyItem: duties.adjust_item,
        duties_commands.FileDutyRequest: duties.file_request,
        duties_commands.ConsultDutyRequest: duties.consult_request,
        duties_commands.DecideDutyRequest: duties.decide_request,
        duties_commands.WithdrawDutyRequest: duties.withdraw_request,
        duties_commands.RecordDutyNotice: handover.record_notice,
        duties_commands.RecordDutyAcceptance: handover.record_acceptance,
        drawing_commands.Draw: drawing.draw,
        drawing_commands.Redraw: drawing.redraw,
        drawing_commands.RemoveDrawing: drawing.remove,
        tracking_commands.EnrolDevice: tracking.enrol,
        tracking_commands.RenewDevice: tracking.renew,
        tracking_commands.RevokeDevice: tracking.revoke,
        calldown_commands.StartCallDown: calldown.start,
        calldown_commands.EndCallDown: calldown.end,
        calldown_commands.RecordCall: calldown.record,
        sending_commands.QueueTransmission: sending.queue,
        sending_commands.RecordAttempt: sending.record_attempt,
        sending_commands.ConfirmByPhone: sending.confirm,
        sending_commands.RecordTransmissionReceipt: sending.record_receipt,
        sending_commands.GiveUpTransmission: sending.give_up,
        sending_commands.RetryNow: sending.retry,
        instruction_commands.ReceiveInstruction: instruction.receive,
        instruction_commands.AssignInstruction: instruction.assign,
        instruction_commands.RecordProgress: instruction.progress,
        instruction_commands.AnswerInstruction: instruction.answer,
        instruction_commands.CloseInstruction: instruction.close,
        calls_commands.LogCall: calls.log_call,
        calls_commands.JoinCall: calls.join_call,
        calls_commands.CorrectCall: calls.correct_call,
        calls_commands.StrikeCall: calls.strike_call,
        dutylog_commands.WriteLog: dutylog.write_log,
        dutylog_commands.CorrectLog: dutylog.correct_log,
        dutylog_commands.ListEquipment: dutylog.list_equipment,
        dutylog_commands.CheckEquipment: dutylog.check_equipment,
        handover_commands.StartHandover: shift_handover.start,
        handover_commands.AcceptItem: shift_handover.accept,
        handover_commands.CompleteHandover: shift_handover.complete,
        handover_commands.GiveUpHandover: shift_handover.give_up,
        roster_commands.SetRosterPattern: roster.set_pattern,
        roster_commands.PlanRoster: roster.plan,
        roster_commands.FillRoster: roster.fill,
        roster_commands.AssignSlot: roster.assign,
        roster_commands.ClearSlot: roster.clear,
        roster_commands.RequestSwap: swapping.request,
        roster_commands.ConsentSwap: swapping.consent,
        roster_commands.ApproveSwap: swapping.approve,
        roster_commands.RefuseSwap: swapping.refuse,
        roster_commands.PublishRoster: roster.publish,
        alarm_commands.RaiseAlarms: alarm.raise_alarms,
        alarm_commands.AcknowledgeAlarms: alarm.acknowledge,
        alarm_commands.EscalateAlarms: alarm.escalate,
        alarm_commands.RecordEscalationCall: alarm.record_call,
        alarm_commands.NoteClockJump: alarm.note_jump,
        alarm_commands.MuteAlarms: alarm.mute,
        paper_commands.IssueSlips: paper.issue,
        improvement_commands.RecordFindings: improvement.record,
        improvement_commands.CorrectFinding: improvement.correct,
        improvement_commands.AssignAction: improvement.assign,
        improvement_commands.PostponeAction: improvement.postpone,
        improvement_commands.SubmitEvidence: improvement.submit,
        improvement_commands.ReviewFinding: improvement.review,
        improvement_commands.WithdrawFinding: improvement.withdraw,
        improvement_commands.AnswerForPlan: improvement.answer_for_plan,
        improvement_commands.RecordRetest: improvement.retest,
        improvement_commands.RecordDrillHeld: held_drills.record_held,
        improvement_commands.StrikeDrillHeld: held_drills.strike_held,
        exercise_commands.PrepareDrill: exercise.prepare,
        exercise_commands.StartDrill: exercise.start,
        exercise_commands.FireInject: exercise.fire,
        exercise_commands.SkipInject: exercise.skip,
        exercise_commands.DelayInject: exercise.delay,
        exercise_commands.EditInject: exercise.edit,
        exercise_commands.AddInject: exercise.add,
        exercise_commands.SetDrillClock: exercise.set_clock,
        exercise_commands.HearRadio: exercise.hear,
        exercise_commands.JudgeDrill: exercise_judging.judge,
        exercise_commands.AnswerSurvey: exercise_judging.answer_survey,
        exercise_commands.TellSeats: exercise.tell,
        exercise_commands.SeatParticipant: exercise.seat,
        exercise_commands.CheckComms: exercise.check_comms,
        exercise_commands.ParkDrill: exercise.park,
        exercise_commands.ResumeDrill: exercise.resume,
        exercise_commands.EndDrill: exercise.end,
    }
)

BY_HAND: frozenset[type[Command]] = frozenset(
    {
        duty_commands.StartShift, duty_commands.RecordWarning, duty_commands.LiftWarning,
        warning_commands.SignForWarning, warning_commands.RelayWarning, resource_commands.MoveStock,
        supply_commands.RequestSupply, supply_commands.PromiseSupply, supply_commands.RefuseSupply,
        supply_commands.IssueSupply, supply_commands.ConfirmArrival, supply_commands.CloseSupply,
        shelter_commands.OpenShelter, shelter_commands.CloseShelter, shelter_commands.Admit, shelter_commands.Leave,
        presence_commands.CheckIn, presence_commands.CheckOut, presence_commands.ExtendStay,
        patrol_commands.ReportFinding, patrol_commands.HandFinding,
        unit_commands.RestUnit, unit_commands.EndRest, unit_commands.DispatchUnits, unit_commands.SetUnitStatus,
        incident_commands.OpenIncident, incident_commands.RecordFacts, incident_commands.OverrideSeverity,
        incident_commands.AddNote, incident_commands.MarkStabilised, incident_commands.CloseIncident,
        plan_commands.ActivateResponse, plan_commands.ChangeLevel, plan_commands.DeclinePlan,
        plan_commands.CompleteTask, plan_commands.SkipTask, plan_commands.ReopenTask, plan_commands.TerminateResponse,
        reporting_commands.MakeReport, reporting_commands.RecordReceipt, reporting_commands.WaiveObligation,
        sending_commands.ConfirmByPhone, sending_commands.RecordTransmissionReceipt,
        situation_commands.SignReport, situation_commands.AuthoriseByPhone, situation_commands.SendDeskReport,
        instruction_commands.ReceiveInstruction, instruction_commands.AssignInstruction,
        instruction_commands.RecordProgress, instruction_commands.AnswerInstruction, instruction_commands.CloseInstruction,
        duties_commands.RecordDutyNotice, duties_commands.RecordDutyAcceptance,
        calldown_commands.StartCallDown, calldown_commands.RecordCall, calldown_commands.EndCallDown,
        calls_commands.LogCall, calls_commands.JoinCall, dutylog_commands.WriteLog, dutylog_commands.CheckEquipment,
        handover_commands.StartHandover, handover_commands.AcceptItem, handover_commands.CompleteHandover,
        alarm_commands.RecordEscalationCall,
    }
)  # fmt: skip
"""What a person can do with paper and telephone alone, and so can be caught up (补录). What the machine does by itself, what
puts an earlier entry right, and the making of plans and rulebooks are typed when they are done."""


def decide(command: Command, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The entries that make the wish come true, in order; raises ``Refusal`` where the domain says no."""
    if isinstance(command, paper_commands.CatchUp):
        return _caught_up(command, state, reference, stamp)
    return DECIDERS[type(command)](command, state, reference, stamp)


def _caught_up(
    command: paper_commands.CatchUp, state: State, reference: Reference, stamp: Stamp
) -> tuple[Entry, ...]:
    """What the wish would have come to when the paper was written, each entry with its slip.

    It is decided by what is known now: what was typed of the time since then stands, and a wish that no longer fits (a unit
    that has meanwhile come back) is refused like any other.
    """
    if type(command.command) not in BY_HAND:
        raise Refusal("not_by_hand", {"command": type(command.command).__name__})
    slip = paper.sound_slip(command, state, stamp)
    entries = DECIDERS[type(command.command)](command.command, state, reference, stamp.acted(slip))
    last = state.shift
    if last is not None and slip.at < last.started_at and any(isinstance(one, ShiftStarted) for one in entries):
        raise Refusal("shift_before_last", {"at": slip.at, "last": last.started_at})
    return tuple(replace(one, paper=slip) for one in entries)
