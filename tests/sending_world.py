"""Commands about sending and about instructions, for the replay machine and the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hypothesis import strategies as st

from app.domain.instruction import commands as instruction
from app.domain.instruction.model import InstructionKind, ReceivedBy
from app.domain.record import Command, Record
from app.domain.reporting.model import Stage
from app.domain.sending import commands as sending
from app.domain.sending.model import AttemptResult, CallOutcome, Evidence, FieldBlock, SendChannel
from app.domain.state import State

TO = "county_duty_room"


def queue(incident_id: str = "", **more: object) -> sending.QueueTransmission:
    """A report for the county by the superior's interface."""
    said: dict[str, object] = {
        "channel": SendChannel.HTTP, "to_role": TO, "recipient": "County", "title": "Fire at the mill", "text": "It burns.",
        "incident_id": incident_id, **more,
    }
    return sending.QueueTransmission(**said)  # type: ignore[arg-type]


def sending_commands(state: State, now: datetime, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of the outbox and of instructions; ``wild`` ones are mostly refused."""

    def one(known: Sequence[str]) -> st.SearchStrategy[str]:
        return st.sampled_from([*known, "nobody"] if wild or not known else list(known))

    words = st.sampled_from(["because", "", " "] if wild else ["because", "so\nit is"])
    past = st.integers(-90, 4 if wild else 0).map(lambda minutes: now + timedelta(minutes=minutes))
    ahead = st.integers(-60 if wild else 1, 600).map(lambda minutes: now + timedelta(minutes=minutes))
    cases = st.just("") | one(list(state.incidents))
    waiting = one([it.id for it in state.transmissions.values() if it.is_waiting or wild])
    every = one(list(state.transmissions))
    asked = one([it.id for it in state.instructions.values() if it.is_open or wild])
    results = st.sampled_from(list(AttemptResult))
    workers = st.sampled_from(["w1", "w2"] if wild else ["w1"])
    attempt = sending.RecordAttempt
    return [
        st.builds(
            sending.QueueTransmission, channel=st.sampled_from(list(SendChannel)),
            to_role=st.sampled_from([TO, "county_emergency"]), recipient=words, title=words, incident_id=cases,
            stage=st.sampled_from(list(Stage)), text=words,
            blocks=st.lists(st.builds(FieldBlock, words, words), max_size=2).map(tuple),
            document_sha256=st.sampled_from(["", "a" * 64, "no"] if wild else ["", "a" * 64]),
        ),
        st.builds(attempt, transmission_id=waiting, result=st.just(AttemptResult.BEGUN), worker=workers),
        st.builds(attempt, transmission_id=waiting, result=results, worker=workers, detail=words, at=st.none() | past),
        st.builds(attempt, transmission_id=waiting, result=st.just(AttemptResult.SENT), worker=workers, receipt_by=words),
        st.builds(
            sending.ConfirmByPhone, transmission_id=every, whom=words, number=words, outcome=st.sampled_from(list(CallOutcome)),
            read_back=st.booleans(), at=st.none() | past,
        ),
        st.builds(
            sending.RecordTransmissionReceipt, transmission_id=every, receipt_by=words,
            evidence=st.sampled_from(list(Evidence)), at=st.none() | past,
        ),
        st.builds(sending.GiveUpTransmission, transmission_id=waiting, reason=words),
        st.builds(sending.RetryNow, transmission_id=waiting),
        st.builds(
            instruction.ReceiveInstruction, kind=st.sampled_from(list(InstructionKind)), from_name=words, text=words,
            how=st.sampled_from(list(ReceivedBy)), incident_id=cases, received_at=st.none() | past,
            handle_due_at=st.none() | ahead, feedback_due_at=st.none() | ahead,
        ),
        st.builds(instruction.AssignInstruction, instruction_id=asked, responsible=words, handle_due_at=st.none() | ahead),
        st.builds(instruction.RecordProgress, instruction_id=asked, text=words, handled=st.booleans()),
        st.builds(instruction.AnswerInstruction, instruction_id=asked, answer=words, at=st.none() | past),
        st.builds(instruction.CloseInstruction, instruction_id=one(list(state.instructions)), note=words),
    ]


def tell_sending(do: Callable[[Command], tuple[Record, ...]], incident_id: str, now: datetime) -> None:
    """Every kind of entry about sending and instructions, for the sample journal."""

    def made(command: Command) -> str:
        return do(command)[0].stamp.command_id

    def attempt(result: AttemptResult) -> None:
        do(sending.RecordAttempt(transmission_id=first, result=result, worker="w1", detail="line"))

    first = made(queue(incident_id, stage=Stage.FOLLOW_UP, blocks=(FieldBlock("time", "12:00"),)))
    attempt(AttemptResult.BEGUN)
    attempt(AttemptResult.UNREACHABLE)
    do(sending.RetryNow(transmission_id=first))
    attempt(AttemptResult.BEGUN)
    attempt(AttemptResult.SENT)
    do(sending.ConfirmByPhone(transmission_id=first, whom="Wang", number="000", outcome=CallOutcome.NO_ANSWER))
    do(sending.RecordTransmissionReceipt(transmission_id=first, receipt_by="Wang", evidence=Evidence.RETURN_FAX))
    second = made(queue(incident_id, channel=SendChannel.FAX, title="again"))
    do(sending.GiveUpTransmission(transmission_id=second, reason="no paper"))
    asked = made(instruction.ReceiveInstruction(
        kind=InstructionKind.QUERY, from_name="Li", text="How many?", incident_id=incident_id,
        feedback_due_at=now + timedelta(minutes=30),
    ))
    do(instruction.AssignInstruction(instruction_id=asked, responsible="Station"))
    do(instruction.RecordProgress(instruction_id=asked, text="counted", handled=True))
    do(instruction.AnswerInstruction(instruction_id=asked, answer="Three"))
    do(instruction.CloseInstruction(instruction_id=asked))
