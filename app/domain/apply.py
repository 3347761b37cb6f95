"""The table that joins the slices: what each entry makes of the state. Pure and total over known entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from app.domain.alarm import apply as alarm
from app.domain.alarm import entries as alarm_entries
from app.domain.calldown import apply as calldown
from app.domain.calldown import entries as calldown_entries
from app.domain.calls import apply as calls
from app.domain.calls import entries as calls_entries
from app.domain.drawing import apply as drawing
from app.domain.drawing import entries as drawing_entries
from app.domain.duty import apply as duty
from app.domain.duty import entries as duty_entries
from app.domain.dutylog import apply as dutylog
from app.domain.dutylog import entries as dutylog_entries
from app.domain.exercise import apply as exercise
from app.domain.exercise import entries as exercise_entries
from app.domain.handover import apply as handover
from app.domain.handover import entries as handover_entries
from app.domain.improvement import apply as improvement
from app.domain.improvement import entries as improvement_entries
from app.domain.incident import apply as incident
from app.domain.incident import entries as incident_entries
from app.domain.instruction import apply as instruction
from app.domain.instruction import entries as instruction_entries
from app.domain.paper import apply as paper
from app.domain.paper import entries as paper_entries
from app.domain.patrol import apply as patrol
from app.domain.patrol import entries as patrol_entries
from app.domain.plan import apply as plan
from app.domain.plan import entries as plan_entries
from app.domain.planning import apply as planning
from app.domain.planning import entries as planning_entries
from app.domain.presence import apply as presence
from app.domain.presence import entries as presence_entries
from app.domain.record import Entry, Record, Stamp
from app.domain.reporting import apply as reporting
from app.domain.reporting import entries as reporting_entries
from app.domain.resource import apply as resource
from app.domain.resource import entries as resource_entries
from app.domain.responsibility import apply as duties
from app.domain.responsibility import entries as duties_entries
from app.domain.roster import apply as roster
from app.domain.roster import entries as roster_entries
from app.domain.rulemaking import apply as rulemaking
from app.domain.rulemaking import entries as rulemaking_entries
from app.domain.sending import apply as sending
from app.domain.sending import entries as sending_entries
from app.domain.shelter import apply as shelter
from app.domain.shelter import entries as shelter_entries
from app.domain.situation import apply as situation
from app.domain.situation import entries as situation_entries
from app.domain.state import State
from app.domain.supply import apply as supply
from app.domain.supply import entries as supply_entries
from app.domain.tracking import apply as tracking
from app.domain.tracking import entries as tracking_entries
from app.domain.unit import apply as unit
from app.domain.unit import entries as unit_entries
from app.domain.warning import apply as warning
from app.domain.warning import entries as warning_entries

Applier: TypeAlias = Callable[[State, Any, Stamp], State]

APPLIERS: Mapping[type[Entry], Applier] = MappingProxyType(
    {
        duty_entries.DeskFounded: duty.founded,
        duty_entries.ProfileChanged: duty.founded,
        duty_entries.ShiftStarted: duty.shift_started,
        duty_entries.ContactsRegistered: duty.contacts_registered,
        duty_entries.WarningReceived: duty.warning_received,
        duty_entries.WarningLifted: duty.warning_lifted,
        warning_entries.WarningReplaced: warning.replaced,
        warning_entries.WarningSigned: warning.signed,
        warning_entries.WarningRelayed: warning.relayed,
        resource_entries.FacilitiesRegistered: resource.facilities_registered,
        resource_entries.MaterialsRegistered: resource.materials_registered,
        resource_entries.StockMoved: resource.stock_moved,
        supply_entries.SupplyRequested: supply.requested,
        supply_entries.SupplyPromised: supply.promised,
        supply_entries.SupplyRefused: supply.refused,
        supply_entries.SupplyIssued: supply.issued,
        supply_entries.SupplyArrived: supply.arrived,
        supply_entries.SupplyClosed: supply.closed,
        shelter_entries.ShelterOpened: shelter.opened,
        shelter_entries.ShelterClosed: shelter.closed,
        shelter_entries.ShelterAdmitted: shelter.admitted,
        shelter_entries.ShelterLeft: shelter.left,
        presence_entries.PersonCheckedIn: presence.checked_in,
        presence_entries.PersonCheckedOut: presence.checked_out,
        presence_entries.StayExtended: presence.extended,
        patrol_entries.BeatsRegistered: patrol.beats_registered,
        patrol_entries.BeatRemoved: patrol.beat_removed,
        patrol_entries.PatrolPlanned: patrol.planned,
        patrol_entries.PatrolCancelled: patrol.cancelled,
        patrol_entries.PatrolFindingReported: patrol.finding_reported,
        patrol_entries.PatrolFindingHanded: patrol.finding_handed,
        patrol_entries.PatrolFindingLinked: patrol.finding_linked,
        unit_entries.UnitRested: unit.rested,
        unit_entries.UnitRestEnded: unit.rest_ended,
        unit_entries.UnitRetired: unit.retired,
        unit_entries.UnitsRegistered: unit.registered,
        unit_entries.UnitDispatched: unit.dispatched,
        unit_entries.UnitStatusChanged: unit.status_changed,
        unit_entries.ProposalAnswered: unit.proposal_answered,
        incident_entries.IncidentOpened: incident.opened,
        incident_entries.FactsRecorded: incident.facts_recorded,
        incident_entries.IncidentCorrected: incident.corrected,
        incident_entries.SeverityAssessed: incident.assessed,
        incident_entries.SeverityOverridden: incident.overridden,
        incident_entries.OverrideWithdrawn: incident.override_withdrawn,
        incident_entries.NoteAdded: incident.note_added,
        incident_entries.NoteStruck: incident.note_struck,
        incident_entries.IncidentStabilised: incident.stabilised,
        incident_entries.IncidentClosed: incident.closed,
        incident_entries.DocumentIssued: incident.document_issued,
        incident_entries.PhotographAttached: incident.photograph_attached,
        incident_entries.PhotographCaptioned: incident.photograph_captioned,
        incident_entries.PhotographWithdrawn: incident.photograph_withdrawn,
        plan_entries.PlanActivated: plan.activated,
        plan_entries.ResponseLevelChanged: plan.level_changed,
        plan_entries.PlanDeclined: plan.declined,
        plan_entries.TaskSettled: plan.task_settled,
        plan_entries.ResponseTerminated: plan.terminated,
        planning_entries.PlanDraftSaved: planning.draft_saved,
        planning_entries.ExtractionJudged: planning.extraction_judged,
        planning_entries.PlanReviewed: planning.reviewed,
        planning_entries.PlanReturned: planning.returned,
        planning_entries.PlanApproved: planning.approved,
        planning_entries.PlanPutInForce: planning.put_in_force,
        planning_entries.PlanRetired: planning.retired,
        planning_entries.DraftDiscarded: planning.discarded,
        planning_entries.PlanDrillRecorded: planning.drilled,
        planning_entries.PlanReviewRecorded: planning.review_recorded,
        planning_entries.FindingRaised: planning.finding_raised,
        planning_entries.FindingAnswered: planning.finding_answered,
        rulemaking_entries.RulebookDrafted: rulemaking.drafted,
        rulemaking_entries.RulebookEdited: rulemaking.edited,
        rulemaking_entries.RulebookReviewed: rulemaking.reviewed,
        rulemaking_entries.RulebookReturned: rulemaking.returned,
        rulemaking_entries.RulebookApproved: rulemaking.approved,
        rulemaking_entries.RulebookEnforced: rulemaking.enforced,
        rulemaking_entries.RulebookDiscarded: rulemaking.discarded,
        reporting_entries.ReportRecorded: reporting.recorded,
        reporting_entries.ReceiptRecorded: reporting.receipt_recorded,
        reporting_entries.ObligationWaived: reporting.waived,
        situation_entries.ReportComposed: situation.composed,
        situation_entries.ReportEdited: situation.edited,
        situation_entries.ReportRefreshed: situation.refreshed,
        situation_entries.ElementsMarked: situation.marked,
        situation_entries.ReportSubmitted: situation.submitted,
        situation_entries.ReportReturned: situation.returned,
        situation_entries.ReportSigned: situation.signed,
        situation_entries.ReportWithdrawn: situation.withdrawn,
        situation_entries.DeskReportSent: situation.desk_report_sent,
        duties_entries.DutyItemsRegistered: duties.items_registered,
        duties_entries.DutyItemAdjusted: duties.item_adjusted,
        duties_entries.DutyRequestFiled: duties.request_filed,
        duties_entries.DutyRequestConsulted: duties.request_consulted,
        duties_entries.DutyRequestClosed: duties.request_closed,
        duties_entries.DutiesAssigned: duties.assigned,
        duties_entries.DutyNoticeRecorded: duties.notice_recorded,
        duties_entries.DutyAcceptanceRecorded: duties.acceptance_recorded,
        drawing_entries.DrawingMade: drawing.made,
        drawing_entries.DrawingChanged: drawing.changed,
        drawing_entries.DrawingRemoved: drawing.removed,
        tracking_entries.DeviceEnrolled: tracking.enrolled,
        tracking_entries.DeviceRenewed: tracking.renewed,
        tracking_entries.DeviceRevoked: tracking.revoked,
        calldown_entries.CallDownStarted: calldown.started,
        calldown_entries.CallDownEnded: calldown.ended,
        calldown_entries.CallRecorded: calldown.recorded,
        sending_entries.TransmissionQueued: sending.queued,
        sending_entries.AttemptBegun: sending.begun,
        sending_entries.AttemptEnded: sending.ended,
        sending_entries.TransmissionSent: sending.sent,
        sending_entries.TransmissionSignedFor: sending.signed_for,
        sending_entries.ConfirmingCallMade: sending.call_made,
        sending_entries.TransmissionGivenUp: sending.given_up,
        sending_entries.RetryWanted: sending.retry_wanted,
        instruction_entries.InstructionReceived: instruction.received,
        instruction_entries.InstructionAssigned: instruction.assigned,
        instruction_entries.InstructionProgressed: instruction.progressed,
        instruction_entries.InstructionAnswered: instruction.answered,
        instruction_entries.InstructionClosed: instruction.closed,
        calls_entries.CallLogged: calls.logged,
        calls_entries.CallJoined: calls.joined,
        calls_entries.CallLeft: calls.left,
        calls_entries.CallCorrected: calls.corrected,
        calls_entries.CallStruck: calls.struck,
        dutylog_entries.LogWritten: dutylog.written,
        dutylog_entries.LogCorrected: dutylog.corrected,
        dutylog_entries.EquipmentListed: dutylog.listed,
        dutylog_entries.EquipmentChecked: dutylog.checked,
        handover_entries.HandoverStarted: handover.started,
        handover_entries.HandoverItemAccepted: handover.accepted,
        handover_entries.HandoverCompleted: handover.completed,
        handover_entries.HandoverGivenUp: handover.given_up,
        roster_entries.RosterPatternSet: roster.pattern_set,
        roster_entries.RosterPlanned: roster.planned,
        roster_entries.RosterFilled: roster.filled,
        roster_entries.SlotAssigned: roster.assigned,
        roster_entries.SlotCleared: roster.cleared,
        roster_entries.SwapRequested: roster.swap_requested,
        roster_entries.SwapConsented: roster.swap_consented,
        roster_entries.SwapApproved: roster.swap_approved,
        roster_entries.SwapRefused: roster.swap_refused,
        roster_entries.RosterPublished: roster.published,
        alarm_entries.AlarmRaised: alarm.raised,
        alarm_entries.AlarmAcknowledged: alarm.acknowledged,
        alarm_entries.AlarmEscalated: alarm.escalated,
        alarm_entries.EscalationCalled: alarm.called,
        alarm_entries.ClockJumped: alarm.jumped,
        alarm_entries.AlarmsMuted: alarm.muted,
        paper_entries.SlipsIssued: paper.issued,
        improvement_entries.FindingsRecorded: improvement.recorded,
        improvement_entries.FindingCorrected: improvement.corrected,
        improvement_entries.ActionAssigned: improvement.assigned,
        improvement_entries.ActionPostponed: improvement.postponed,
        improvement_entries.EvidenceSubmitted: improvement.submitted,
        improvement_entries.FindingReviewed: improvement.reviewed,
        improvement_entries.FindingWithdrawn: improvement.withdrawn,
        improvement_entries.FindingAnsweredByPlan: improvement.answered_by_plan,
        improvement_entries.FindingRetested: improvement.retested,
        improvement_entries.DrillHeld: improvement.held,
        improvement_entries.DrillHeldStruck: improvement.held_struck,
        exercise_entries.DrillPrepared: exercise.prepared,
        exercise_entries.DrillStarted: exercise.started,
        exercise_entries.InjectFired: exercise.fired,
        exercise_entries.InjectSkipped: exercise.skipped,
        exercise_entries.InjectDelayed: exercise.delayed,
        exercise_entries.InjectEdited: exercise.edited,
        exercise_entries.InjectAdded: exercise.added,
        exercise_entries.DrillClockSet: exercise.clock_set,
        exercise_entries.RadioHeard: exercise.radio_heard,
        exercise_entries.DrillJudged: exercise.judged,
        exercise_entries.SurveyAnswered: exercise.survey_answered,
        exercise_entries.SeatsTold: exercise.seats_told,
        exercise_entries.ParticipantSeated: exercise.seated,
        exercise_entries.CommsChecked: exercise.comms_checked,
        exercise_entries.DrillParked: exercise.parked,
        exercise_entries.DrillResumed: exercise.resumed,
        exercise_entries.DrillEnded: exercise.ended,
    }
)

ENTRY_TYPES: tuple[type[Entry], ...] = tuple(APPLIERS)
"""Every kind of entry that a journal may hold; the codec is built from it."""


def apply(record: Record, state: State) -> State:
    """The state after this record. ``ValueError`` where the record is not the next one: a gap would be a lie.

    What was caught up from paper counts from the moment and for the person that the paper names (``Record.acted``).
    """
    if record.seq != state.seq + 1:
        raise ValueError(f"record {record.seq} cannot follow {state.seq}")
    entry, stamp = record.entry, record.stamp
    if entry.paper is None:
        after = APPLIERS[type(entry)](state, entry, stamp)
    else:
        after = paper.noted(APPLIERS[type(entry)](state, entry, record.acted), record)
    return msgspec.structs.replace(after, seq=record.seq)


def fold(records: Iterable[Record], state: State) -> State:
    """The state after all of them."""
    for record in records:
        state = apply(record, state)
    return state
