"""The state of an incident → what its report says. Pure; masked where it is printed, as every paper."""

from __future__ import annotations

from app.desk.composition_words import WorkWords
from app.desk.describe_paper import mark_of
from app.domain.deadlines import Deadline, DeadlineKind, incident_deadlines, window_of
from app.domain.incident.model import Incident, IncidentClass
from app.domain.paper.rules import as_done
from app.domain.plan.composition import Work, work_of
from app.domain.plan.model import Activation, TaskStatus
from app.domain.reporting.model import Channel, ReportMade
from app.domain.unit.model import Dispatch, UnitStatus
from app.reports.documents.incident_report import annexes
from app.reports.documents.incident_report.history import fact_rows
from app.reports.documents.incident_report.model import (
    DueRow,
    IncidentReport,
    LevelRow,
    Line,
    ReportRow,
    Response,
    TaskRow,
    UnitRow,
)
from app.reports.documents.phrases import Pair, Phrases, elapsed_min
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import coordinates

ID = "incident_report"


def content(given: DocumentInput) -> IncidentReport:
    """Everything that the journal and the state say of the incident."""
    return _Maker(given).report()


class _Maker:
    def __init__(self, given: DocumentInput) -> None:
        self._given = given
        self._of: Incident = given.incident
        self._words = Phrases(given)
        self._tell = given.describer
        self._shared = WorkWords(given.describer, given.wording, self._words.stamp)

    def report(self) -> IncidentReport:
        of, words, mask = self._of, self._words, self._given.mask
        wording = self._given.wording
        return IncidentReport(
            title=wording.say(f"document.{ID}"),
            subject=self._tell.incident_title(of),
            basics=self._basics(),
            narrative=mask(of.narrative) or words.none,
            facts=fact_rows(self._given, words),
            severity=wording.severity(of.severity, of.kind),
            because=tuple(wording.because(one, of.kind) for one in of.grading.because)
            or (words.paper("no_because" if of.grading.tables else f"no_tables_{_class_code(of)}"),),
            override=self._override(),
            responses=tuple(self._response(one) for one in of.activations),
            declines=tuple(
                words.paper(
                    "decline", plan=self._tell.plan_name(one.plan_id), level=self._tell.level(one.level),
                    reason=one.reason, by=one.by, at=words.stamp(one.at),
                )
                for one in of.declines
            ),
            tasks=self._tasks(),
            units=tuple(self._unit(one) for one in sorted(of.dispatches.values(), key=lambda one: (one.steps[0].at, one.id))),
            reports=tuple(self._report(one) for one in sorted(of.reports, key=lambda one: (one.at, one.id))),
            waivers=tuple(
                words.paper("waiver", what=self._duty(one.key), reason=one.reason, by=one.by, at=words.stamp(one.at))
                for one in of.waivers
            ),
            deadlines=self._deadlines(),
            window=self._window(),
            timeline=tuple(
                Line(words.stamp(one.acted.at), mask(self._tell.record(one, self._given.state)), one.acted.actor)
                for one in as_done(self._given.records)
            ),
            notes=tuple(Line(words.stamp(one.at), mask(one.text), one.by, mask(one.struck_reason)) for one in of.notes),
            closure=self._closure(),
            papers=tuple(
                words.paper(
                    "issued", document=wording.say(f"document.{one.document}"), pages=one.pages, by=one.by,
                    at=words.stamp(one.at), hash=one.sha256[:16],
                )
                for one in of.documents
            ),
            map_caption=self._map_caption(),
            seal=self._seal(),
            instructions=annexes.instructions(self._given, of, words),
            photographs=annexes.photographs(of, words),
            photographs_left_out=annexes.photographs_left_out(of, words),
            code=annexes.code_text(self._given, of),
            code_caption=words.paper("dossier.code") if self._given.head_hash else "",
        )

    def _basics(self) -> tuple[Pair, ...]:
        of, words, wording = self._of, self._words, self._given.wording
        shift = self._given.state.shift
        running = [wording.text(one.level_name) for one in of.activations if one.is_running]
        return (
            words.pair("number", of.number),
            words.pair("kind", f"{self._tell.kind(of.kind)} {of.kind}"),
            words.pair("place", of.place.words),
            words.pair("coordinates", coordinates(of.place.point, words)),
            words.pair("village", words.join(part for part in (of.place.village, of.place.grid) if part)),
            words.pair("occurred_at", words.full_stamp(of.occurred_at) if of.occurred_at else words.checking),
            words.pair("aware_at", words.full_stamp(of.aware_at)),
            words.pair("caller", self._caller()),
            words.pair("status", wording.say(f"incident_status.{of.status}")),
            words.pair("severity", wording.severity(of.severity, of.kind)),
            words.pair("response", words.join(running) or words.paper("not_running")),
            words.pair("opened_by", f"{of.opened_by} {words.stamp(of.opened_at)}"),
            words.pair("duty_leader", shift.leader if shift else ""),
            words.pair("duty_officer", shift.officer if shift else ""),
            words.pair("stabilised_at", words.stamp(of.stabilised_at)),
            words.pair("terminated_at", words.stamp(of.terminated_at)),
        )

    def _caller(self) -> str:
        caller, wording, mask = self._of.caller, self._given.wording, self._given.mask
        code = f"caller.{caller.channel}"
        channel = wording.say(code) if wording.knows(code) else caller.channel
        parts = (mask.name(caller.name), mask.number(caller.phone), caller.organisation, channel)
        return self._words.join(part for part in parts if part)

    def _override(self) -> str:
        own = self._of.override
        if own is None:
            return ""
        machine = self._given.wording.severity(self._of.grading.severity, self._of.kind)
        mine = self._given.wording.severity(own.severity, self._of.kind)
        return self._words.paper(
            "override", severity=mine, machine=machine, reason=own.reason, by=own.by, at=self._words.stamp(own.at)
        )

    def _response(self, one: Activation) -> Response:
        words, wording = self._words, self._given.wording
        ended = [
            words.pair("terminated_at", words.stamp(one.terminated_at)),
            words.pair("termination_reason", one.termination_reason),
        ]
        return Response(
            title=words.paper("response", plan=wording.text(one.plan_title), level=wording.text(one.level_name)),
            pairs=(
                words.pair("item", one.item),
                words.pair("expected", words.paper("hours", hours=f"{one.expected_duration_h:g}")),
                words.pair("activated_at", words.stamp(one.activated_at)),
                words.pair("approved_by", one.approved_by),
                words.pair("plan_version", words.paper("version", version=one.plan_version, hash=one.plan_hash[:12])),
                *([words.pair("plan_command", self._shared.command(one.command))] if one.command else []),
                *(ended if one.terminated_at else [words.pair("terminated_at", words.paper("still_running"))]),
            ),
            measures=one.measures,
            history=tuple(
                LevelRow(words.stamp(step.at), self._tell.level(step.level), step.approved_by, step.by, step.reason)
                for step in one.history
            ),
        )

    def _tasks(self) -> tuple[TaskRow, ...]:
        return tuple(self._task(number, work) for number, work in enumerate(work_of(self._of), 1))

    def _task(self, number: int, work: Work) -> TaskRow:
        words, task = self._words, work.task
        late = ""
        if task.is_late(self._given.now):
            over = elapsed_min(task.due_at, task.closed_at or self._given.now)
            late = words.paper("task_late" if task.closed_at else "task_overdue", span=words.span(over))
        return TaskRow(
            number=str(number),
            text=self._given.wording.text(task.text),
            role=self._tell.role(task.role),
            due=words.stamp(task.due_at),
            status=self._given.wording.say(f"task_status.{task.status}"),
            done=words.stamp(task.closed_at) if task.status is not TaskStatus.OPEN else "",
            by=task.closed_by,
            late=late,
            remark=task.remark,
            critical=task.critical,
            bases=self._shared.lines(work, self._of) if len(work.claims) > 1 else (),
        )

    def _unit(self, one: Dispatch) -> UnitRow:
        words = self._words
        there = [step.at for step in one.steps if step.status in (UnitStatus.ON_SCENE, UnitStatus.WORKING)]
        back = one.ended_at or one.first_at(UnitStatus.ON_STANDBY)
        return UnitRow(
            name=self._given.wording.text(one.unit_name),
            kind=self._tell.unit_kind(one.kind),
            crew=str(one.crew),
            dispatched=words.stamp(one.first_at(UnitStatus.DISPATCHED) or one.steps[0].at),
            acknowledged=words.stamp(one.first_at(UnitStatus.ACKNOWLEDGED)),
            on_scene=words.stamp(min(there, default=None)),
            returned=words.stamp(back),
            status=self._given.wording.say(f"unit_status.{one.status}"),
        )

    def _report(self, one: ReportMade) -> ReportRow:
        words, wording = self._words, self._given.wording
        means = wording.say(f"means.{one.means}") if wording.knows(f"means.{one.means}") else one.means
        if one.channel is Channel.PHONE:
            how = words.paper("by_phone", whom=one.whom or words.none, phone=one.phone or words.none)
            how += words.paper("read_back" if one.read_back else "not_read_back")
        else:
            how = words.paper("by_means", means=means or words.none)
        signed = words.paper("receipt", by=one.receipt_by, at=words.stamp(one.receipt_at))
        return ReportRow(
            what=self._tell.stage(one.stage, one.number) + words.paper("in_brackets", text=wording.say(f"channel.{one.channel}")),
            to=self._tell.role(one.to_role),
            at=words.stamp(one.at),
            due=words.stamp(one.due_at) or words.none,
            punctual=self._punctual(one),
            how=how,
            receipt=signed if one.receipt_at else words.none,
            by=one.by,
        )

    def _punctual(self, one: ReportMade) -> str:
        mark = mark_of(self._tell, one.id, self._given.state)
        if one.due_at is None:
            return mark or self._words.none
        if one.at <= one.due_at:
            return self._words.paper("punctual") + mark
        return self._words.paper("suspected_late", minutes=elapsed_min(one.due_at, one.at)) + mark

    def _duty(self, key: str) -> str:
        parts = key.split(":")
        if len(parts) != 4:
            return key
        stage, number, channel, role = parts
        wording = self._given.wording
        name = wording.say(f"stage.{stage}") + (wording.ordinal(int(number)) if number.isdigit() and number != "0" else "")
        return wording.say("obligation.title", stage=name, channel=wording.say(f"channel.{channel}"), to=self._tell.role(role))

    def _deadlines(self) -> tuple[DueRow, ...]:
        found = incident_deadlines(self._of, self._given.state, self._given.reference, self._given.now)
        found.sort(key=lambda one: (one.due_at, one.key))
        return tuple(self._due(one) for one in found if one.kind is not DeadlineKind.TASK)

    def _due(self, one: Deadline) -> DueRow:
        words, now = self._words, self._given.now
        over = one.due_at < now
        span = words.span(elapsed_min(min(one.due_at, now), max(one.due_at, now)))
        return DueRow(
            self._tell.deadline(one, self._given.state), words.stamp(one.due_at),
            words.paper("over" if over else "left", span=span),
        )

    def _window(self) -> str:
        window = window_of(self._of, self._given.state, self._given.reference, self._given.now)
        if window is None:
            return self._words.paper("no_window")
        code = "window_past" if window.until < self._given.now else "window"
        return self._words.paper(code, days=window.days, until=self._words.stamp(window.until), rule=window.rule_id)

    def _closure(self) -> tuple[Pair, ...]:
        closed, words = self._of.closure, self._words
        if closed is None:
            return ()
        return (
            words.pair("cause", closed.cause), words.pair("outcome", closed.outcome), words.pair("losses", closed.losses),
            words.pair("measures", closed.measures), words.pair("lessons", closed.lessons),
            words.pair("approved_by", closed.approved_by),
            words.pair("closed_by", f"{closed.by} {words.stamp(closed.at)}"),
        )

    def _map_caption(self) -> str:
        words, place = self._words, self._of.place
        where = coordinates(place.point, words) or words.paper("no_point")
        if self._given.map_sheet is not None:
            scale = f"1:{self._given.map_sheet.scale:,}".replace(",", " ")
            return words.paper("map_attached", place=place.words, where=where, scale=scale)
        if self._given.map_png is None:
            return words.paper("no_map", place=place.words, where=where)
        return words.paper("map_caption", place=place.words, where=where)

    def _seal(self) -> tuple[Pair, ...]:
        given, words = self._given, self._words
        return (
            words.pair("entries", words.paper("entries", of_incident=len(given.records), seq=given.state.seq)),
            words.pair("head_hash", given.head_hash or words.paper("no_hash")),
            words.pair("printed_at", words.full_stamp(given.now)),
            words.pair("printed_by", given.actor),
        )


def _class_code(of: Incident) -> str:
    return "security" if of.kind.startswith(IncidentClass.SECURITY.value) else "other"
