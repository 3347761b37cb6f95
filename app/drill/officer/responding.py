"""The response: plans are activated and raised, forces sent, tasks ticked, people called and brought out, hints followed."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.call_lists import CallSource, persons
from app.domain.calldown.commands import RecordCall, StartCallDown
from app.domain.calldown.model import CallResult
from app.domain.drawing.commands import Draw
from app.domain.drawing.model import DrawingKind, Shape, ShapeForm
from app.domain.exercise.kinds import HintDo
from app.domain.exercise.model import InjectStatus
from app.domain.exercise.observing import expected_key
from app.domain.exercise.scenario import EvacuationGoal, Hint
from app.domain.exercise.scoring_response import GRACE
from app.domain.exercise.scoring_room import roles_to_tell
from app.domain.incident.commands import AddNote, MarkStabilised, RecordFacts
from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.plan.commands import ActivateResponse, ChangeLevel, CompleteTask
from app.domain.plan.composition import open_work
from app.domain.plan.model import Recommendation
from app.domain.plan.needs import needs_of
from app.domain.plan.rules import recommend_together
from app.domain.record import Command
from app.domain.shelter.commands import Admit, OpenShelter
from app.domain.shelter.rules import use_of
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits
from app.domain.unit.decide import engagements
from app.domain.unit.rules import Coverage, candidates, coverage
from app.domain.words import response_rank
from app.drill.officer.deeds import Act, Deed, Doer, View, minutes, simple
from app.drill.places import facility_of

RESPONDS_WITHIN = minutes(4)
SENDS_WITHIN = minutes(4)


def activating(view: View) -> Iterator[Deed]:
    """The plans that the rules recommend, at the level that they recommend."""
    for ref, incident in view.cases():
        wanted = _recommended(incident, view)
        running = {one.plan_id: one for one in incident.activations if one.is_running}
        known = {one.plan_id for one in incident.activations}
        new = [one for one in wanted if one.plan_id not in known and one.level is not None]
        if new:
            act = simple(_activation(incident, new, view))
            yield Deed(f"respond:{ref}", view.last_at, view.last_at + RESPONDS_WITHIN, act, "PlanActivated", vital=True)
        for one in wanted:
            there = running.get(one.plan_id)
            if there is not None and one.level is not None and response_rank(one.level) > response_rank(there.level):
                act = simple(
                    ChangeLevel(
                        incident_id=incident.id, activation_id=there.id, level=one.level, approved_by=view.leader,
                        reason=view.say("drill.auto.raised"),
                    )
                )
                key = f"raise:{ref}:{one.plan_id}:{one.level}"
                yield Deed(key, view.last_at, view.last_at + RESPONDS_WITHIN, act, "ResponseLevelChanged", vital=True)


def _recommended(incident: Incident, view: View) -> tuple[Recommendation, ...]:
    facts = incident_facts(incident, view.state.alert(), view.last_at)
    plans = view.reference.plans_for(incident.kind)
    return recommend_together(incident.kind, facts, plans, view.reference.floors, view.state.in_force())


def _activation(incident: Incident, wanted: list[Recommendation], view: View) -> Command:
    first, *rest = wanted
    plan, level = view.reference.plans[first.plan_id], first.level
    if level is None:
        raise ValueError("a plan without a level is not activated")
    kind = view.reference.kinds[incident.kind]
    return ActivateResponse(
        incident_id=incident.id, plan_id=plan.id, level=level, item=f"{incident.place.words}{kind.name.zh}",
        expected_duration_h=plan.expected_duration_h.get(level.value, 4.0),
        measures=tuple(one.text.zh for one in plan.measures if level in one.levels)[:4] or (plan.title.zh,),
        approved_by=view.leader,
        also=tuple((one.plan_id, one.level) for one in rest if one.level is not None),
    )


def sending(view: View) -> Iterator[Deed]:
    """For each kind of unit that is still wanted: the nearest that are free, until there are enough."""
    for _, incident in view.cases():
        if not incident.activations:
            continue
        for met in coverage([need.demand for need in needs_of(incident)], incident.dispatches.values()):
            chosen = () if met.is_met else _chosen(met, incident, view)
            if not chosen:
                continue
            act = simple(DispatchUnits(incident_id=incident.id, unit_ids=chosen))
            kind = met.demand.kind
            yield Deed(f"forces:{kind}", view.last_at, view.last_at + SENDS_WITHIN, act, "UnitDispatched")


def _chosen(met: Coverage, incident: Incident, view: View) -> tuple[str, ...]:
    """The nearest that are free; who was asked before and did not come is not asked again."""
    units, people = max(met.demand.units, 1) - met.units, met.demand.people - met.people
    found: list[str] = []
    every = view.state.units
    asked = {one.unit_id for one in incident.dispatches.values()}
    engaged = engagements(every)
    near = candidates(every.values(), {}, incident.place.point, view.last_at, kind=met.demand.kind)
    for one in near:
        if units <= 0 and people <= 0:
            break
        if one.unit_id in asked or one.unit_id in engaged:
            continue
        found.append(one.unit_id)
        units, people = units - 1, people - every[one.unit_id].crew
    return tuple(found)


def tasks(view: View) -> Iterator[Deed]:
    """Every open task that no report ticks."""
    for ref, incident in view.cases():
        for work in open_work(incident):
            if any(claim.settled_by for claim in work.claims):
                continue
            task = work.task
            due_at = max(task.due_at, task.added_at + GRACE)
            act = simple(CompleteTask(incident_id=incident.id, task_id=task.id, remark=view.say("drill.auto.done")))
            key = f"task:{ref}:{task.plan_task_id}"
            asked = frozenset(claim.plan_task_id for claim in work.claims)
            yield Deed(key, task.added_at, due_at, act, "TaskSettled", tasks=asked)


def calling(view: View) -> Iterator[Deed]:
    """Those whom the plans want told are called, one after the other."""
    for ref, incident in view.cases():
        if any(one.incident_id == incident.id for one in view.state.call_downs.values()):
            continue
        began_at = min((one.activated_at for one in incident.activations), default=None)
        if began_at is None or not roles_to_tell(incident, view.state, view.reference):
            continue
        due_at = began_at + minutes(view.drill.scenario.limits.call_down_min)
        yield Deed(f"call_down:{ref}", began_at, due_at, _called(incident.id, view), "CallRecorded")


def _called(incident_id: str, view: View) -> Act:
    silent = set(view.drill.scenario.silent)

    def role(code: str) -> str:
        known = view.reference.roles.get(code)
        return view.around.wording.text(known.name) if known else code

    async def act(doer: Doer) -> None:
        people = persons(
            CallSource.PLAN, doer.state, view.reference, doer.now, role, doer.state.incidents[incident_id]
        )
        made = await doer.do(StartCallDown(title=view.say("drill.auto.call_down"), persons=people, incident_id=incident_id))
        listed = made[0].stamp.command_id
        for one in people:
            if one.name in silent:
                await doer.do(RecordCall(calldown_id=listed, person_id=one.id, result=CallResult.NO_ANSWER))
                passed = view.say("drill.auto.neighbour")
                await doer.do(
                    RecordCall(calldown_id=listed, person_id=one.id, result=CallResult.PASSED_ON, passed_to=passed)
                )
            else:
                await doer.do(RecordCall(calldown_id=listed, person_id=one.id, result=CallResult.ANSWERED))

    return act


def evacuating(view: View) -> Iterator[Deed]:
    """People who have to be out: the shelter is opened, they are let in, the figure is recorded."""
    incidents = dict(view.cases())
    for goal in view.drill.scenario.evacuations:
        incident = incidents.get(goal.incident)
        key = f"evacuation:{goal.incident}"
        if incident is None or key in view.done:
            continue
        since = incident.aware_at
        yield Deed(key, since, since + minutes(goal.within_min), _brought_out(goal, incident.id, view), "ShelterAdmitted")


def _brought_out(goal: EvacuationGoal, incident_id: str, view: View) -> Act:
    async def act(doer: Doer) -> None:
        shelter = goal.shelter
        if shelter in doer.state.facilities and not use_of(doer.state, shelter).is_open:
            await doer.do(OpenShelter(facility_id=shelter, incident_id=incident_id))
            await doer.do(Admit(facility_id=shelter, count=goal.people, confirmed=("over_capacity",)))
        await doer.do(
            RecordFacts(incident_id=incident_id, facts={"evacuated": goal.people}, source=view.officer,
                        reason=view.say("drill.auto.later_word"))
        )

    return act


def hints(view: View) -> Iterator[Deed]:
    """What the scenario expects and no rule asks for, as its hints say."""
    for inject in view.drill.injects:
        life = view.drill.life(inject.id)
        if life.status is not InjectStatus.FIRED or life.at is None:
            continue
        for one in inject.expect:
            key = expected_key(inject, one)
            if one.hint is None or key in view.observed.seen or key in view.done:
                continue
            commands = tuple(_hinted(one.hint, view))
            if commands:
                yield Deed(key, life.at, life.at + minutes(one.within_min), simple(*commands), one.any[0].entry)


def _hinted(hint: Hint, view: View) -> Iterator[Command]:
    incident_id = view.observed.incidents.get(hint.incident, "")
    if hint.incident and not incident_id:
        return
    if hint.do is HintDo.NOTE:
        yield AddNote(incident_id=incident_id, text=hint.text)
    elif hint.do is HintDo.FACTS:
        yield RecordFacts(
            incident_id=incident_id, facts=dict(hint.facts), source=view.officer, reason=view.say("drill.auto.later_word")
        )
    elif hint.do is HintDo.STABILISE:
        yield MarkStabilised(incident_id=incident_id, at=view.desk.clock.now())
    elif hint.do is HintDo.SHELTER:
        yield from _sheltered(hint, incident_id, view.state)
    elif hint.do is HintDo.CLOSE_ROAD and hint.place is not None:
        site = facility_of(hint.place, view.state)
        point = site.point if site is not None else view.state.profile.centre if view.state.profile else None
        if point is not None:
            shape = Shape(ShapeForm.POINT, (point,))
            yield Draw(kind=DrawingKind.ROAD_CLOSED, shape=shape, title=hint.place.words.zh, incident_id=incident_id)


def _sheltered(hint: Hint, incident_id: str, state: State) -> Iterator[Command]:
    if hint.shelter not in state.facilities:
        return
    if not use_of(state, hint.shelter).is_open:
        yield OpenShelter(facility_id=hint.shelter, incident_id=incident_id)
    if hint.count:
        yield Admit(facility_id=hint.shelter, count=hint.count, confirmed=("over_capacity",))
