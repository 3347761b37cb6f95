"""Reports upwards: by voice at once, in writing with everything that is known and the rest said to be 正在核实."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.deadlines import obligations
from app.domain.incident.model import Incident
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.situation.commands import ComposeReport, MarkVerifying, SignReport
from app.domain.situation.model import Standing
from app.domain.situation.rules import ONCE, WRITTEN_STAGES, checked_elements, figures_now, standing_reports
from app.domain.state import State
from app.drill.officer.deeds import Act, Deed, Doer, View

DUTY_ROOM = "county_duty_room"


def reporting(view: View) -> Iterator[Deed]:
    """Every duty to report that is open."""
    for ref, incident in view.cases():
        for owed in obligations(incident, view.state, view.reference, view.last_at):
            if not owed.is_open or owed.projected:
                continue
            chain = owed.stage is Stage.FIRST and owed.to_role == DUTY_ROOM and owed.channel is Channel.PHONE
            act = _phoned(owed, incident, view) if owed.channel is Channel.PHONE else _written(owed, incident, view)
            yield Deed(f"report:{ref}:{owed.key}", owed.started_at, owed.due_at, act, "ReportRecorded", vital=chain)


def _phoned(owed: Obligation, incident: Incident, view: View) -> Act:
    whom, phone = _desk_of(owed.to_role, view)

    async def act(doer: Doer) -> None:
        await doer.do(
            MakeReport(
                incident_id=incident.id, stage=owed.stage, channel=Channel.PHONE, to_role=owed.to_role, whom=whom, phone=phone,
                read_back=True, content=incident.narrative,
            )
        )

    return act


def _written(owed: Obligation, incident: Incident, view: View) -> Act:
    async def act(doer: Doer) -> None:
        report_id = await _text(owed, incident.id, view, doer) if owed.stage in WRITTEN_STAGES else ""
        await doer.do(
            MakeReport(
                incident_id=incident.id, stage=owed.stage, channel=owed.channel, to_role=owed.to_role, means="fax",
                situation_report_id=report_id,
            )
        )

    return act


async def _text(owed: Obligation, incident_id: str, view: View, doer: Doer) -> str:
    """The id of a signed text of this stage: the one that there is, where a stage has only one, else a new one."""
    there = standing_reports(doer.state, incident_id, owed.stage)
    if owed.stage in ONCE and there and there[-1].signature is not None:
        return there[-1].id
    incident = doer.state.incidents[incident_id]
    title = view.say("drill.auto.report_title", place=incident.place.words)
    made = await doer.do(
        ComposeReport(
            stage=owed.stage, title=title, sections={"situation": incident.narrative}, incident_id=incident_id,
            to_roles=(owed.to_role,), figures=figures_now(incident, None),
        )
    )
    report_id = made[0].stamp.command_id
    open_elements = _missing(report_id, incident_id, doer)
    if open_elements:
        await doer.do(MarkVerifying(report_id=report_id, elements=open_elements))
    revision = doer.state.situation_reports[report_id].revision
    await doer.do(SignReport(report_id=report_id, revision=revision, by=view.leader))
    return report_id


def _missing(report_id: str, incident_id: str, doer: Doer) -> tuple[str, ...]:
    state: State = doer.state
    report, incident = state.situation_reports[report_id], state.incidents[incident_id]
    checks = checked_elements(doer.reference.report_elements, report, incident, state)
    return tuple(one.element.code for one in checks if one.standing is Standing.MISSING)


def _desk_of(role: str, view: View) -> tuple[str, str]:
    """Who takes a call there: the contact of that role, else its name."""
    known = sorted((one for one in view.state.contacts.values() if one.role == role), key=lambda one: (one.a_b, one.id))
    if known:
        return known[0].name, known[0].phone
    named = view.reference.roles.get(role)
    return (view.around.wording.text(named.name) if named else role), ""
