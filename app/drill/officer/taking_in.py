"""What reaches the room: new incidents, more about known ones, warnings, instructions from above."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.calls.commands import LogCall
from app.domain.calls.model import CallCategory, CallWords
from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.model import InjectStatus
from app.domain.exercise.scenario import Inject, Told
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.incident.model import Caller
from app.domain.instruction.commands import AnswerInstruction, AssignInstruction, CloseInstruction
from app.domain.record import Command
from app.domain.warning.commands import RelayWarning, SignForWarning
from app.domain.warning.rules import RELAY_WITHIN, SIGN_WITHIN, from_message
from app.drill.officer.deeds import Act, Deed, Doer, View, minutes, simple
from app.drill.places import place_of

TAKES_IN_WITHIN = minutes(3)


def taking_in(view: View) -> Iterator[Deed]:
    """Every inject that told something and was not taken in yet."""
    for inject in view.drill.injects:
        life = view.drill.life(inject.id)
        if life.status is not InjectStatus.FIRED or life.at is None or inject.tells is None:
            continue
        key = f"take:{inject.id}"
        if key in view.done:
            continue
        told = inject.tells
        if told.opens and told.opens not in view.observed.incidents:
            act = simple(_opening(inject, told, view))
        elif told.of and told.of in view.observed.incidents:
            act = simple(*_more(inject, told, view.observed.incidents[told.of], view))
        else:
            continue
        yield Deed(key, life.at, life.at + TAKES_IN_WITHIN, act, "IncidentOpened" if told.opens else "FactsRecorded", vital=True)


def _opening(inject: Inject, told: Told, view: View) -> Command:
    at = view.drill.life(inject.id).at or view.last_at
    occurred_at = None if told.occurred_min_ago is None else at - minutes(told.occurred_min_ago)
    kind = next((one for one in told.kinds if one in view.reference.kinds), "")
    kind = kind or next(iter(sorted(view.reference.kinds)), "")
    call = None
    if inject.channel is InjectChannel.CALL:
        call = CallWords(
            inject.text.zh, at, told.caller.name, told.caller.phone, told.caller.organisation, told.caller.channel,
            CallCategory.INCIDENT,
        )
    return OpenIncident(
        kind=kind, place=place_of(told.place, view.state), aware_at=at, occurred_at=occurred_at,
        caller=Caller(told.caller.name, told.caller.phone, told.caller.channel, told.caller.organisation),
        narrative=inject.text.zh, facts=dict(told.facts), confirmed=("outside_region",), call=call,
    )


def _more(inject: Inject, told: Told, incident_id: str, view: View) -> Iterator[Command]:
    if inject.channel is InjectChannel.CALL:
        words = CallWords(
            inject.text.zh, view.drill.life(inject.id).at, told.caller.name, told.caller.phone, told.caller.organisation,
            told.caller.channel, CallCategory.INCIDENT,
        )
        yield LogCall(words=words, incident_id=incident_id)
    known = view.state.incidents[incident_id].facts
    news = {name: value for name, value in told.facts.items() if name not in known or known[name].value != value}
    if news:
        source = told.caller.name or inject.from_.zh
        yield RecordFacts(incident_id=incident_id, facts=news, source=source, reason=view.say("drill.auto.later_word"))


def warnings(view: View) -> Iterator[Deed]:
    """Warnings that came as messages are signed for and passed on."""
    messages = [one for one in view.state.warnings.values() if from_message(one)]
    for place, one in enumerate(sorted(messages, key=lambda each: (each.received_at, each.id))):
        if one.lifted_at is not None:
            continue
        if one.signed_at is None:
            act = simple(SignForWarning(warning_id=one.id, by=view.officer))
            yield Deed(f"warning:{one.kind}:{place}:sign", one.received_at, one.received_at + SIGN_WITHIN, act, "WarningSigned")
        if not one.relays:
            to = (view.say("drill.auto.every_village"), view.leader)
            act = simple(RelayWarning(warning_id=one.id, to=to, means="phone"))
            yield Deed(f"warning:{one.kind}:{place}:relay", one.received_at, one.received_at + RELAY_WITHIN, act, "WarningRelayed")


def instructions(view: View) -> Iterator[Deed]:
    """What a superior wants is given to somebody, answered, and put away."""
    # two questions may come at one moment: told apart by their words
    lives = ((one, view.drill.life(one.id)) for one in view.drill.injects if one.asks is not None)
    asked = {(life.at, (life.text or one.text).zh): one.id for one, life in lives}
    for place, one in enumerate(sorted(view.state.instructions.values(), key=lambda each: (each.received_at, each.id))):
        if not one.is_open:
            continue
        due_at = one.feedback_due_at or one.handle_due_at or one.received_at + minutes(60)
        name = asked.get((one.recorded_at, one.text), str(place))
        yield Deed(f"instruction:{name}", one.received_at, due_at, _answering(one.id, view), "InstructionAnswered")


def _answering(instruction_id: str, view: View) -> Act:
    async def act(doer: Doer) -> None:
        await doer.do(AssignInstruction(instruction_id=instruction_id, responsible=view.officer))
        await doer.do(AnswerInstruction(instruction_id=instruction_id, answer=view.say("drill.auto.answer"), means="phone"))
        await doer.do(CloseInstruction(instruction_id=instruction_id))

    return act
