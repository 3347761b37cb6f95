"""A demo desk with something in the outbox in every state, and with instructions that wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.domain.instruction.commands import AnswerInstruction, AssignInstruction, ReceiveInstruction, RecordProgress
from app.domain.instruction.model import InstructionKind, ReceivedBy
from app.domain.reporting.model import Stage
from app.domain.sending.commands import (
    ConfirmByPhone,
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
)
from app.domain.sending.model import AttemptResult, CallOutcome, Evidence, FieldBlock, SendChannel


async def fill(services: Any) -> dict[str, str]:
    """The transmissions by what became of them, and the instructions by kind; the clock stands ten minutes later."""
    clock = services.workspace.desk.clock
    of = next(one for one in services.state.incidents.values() if one.is_open)

    async def made(command: Any) -> str:
        return (await services.execute(command))[0].stamp.command_id

    async def put(channel: SendChannel, text: str, **more: Any) -> str:
        return await made(QueueTransmission(
            channel=channel, to_role="county_duty_room", recipient="县政府总值班室", title=f"{of.place.words}情况{text}",
            text=f"{of.place.words}，{text}。", incident_id=of.id, stage=Stage.FOLLOW_UP, **more,
        ))

    found = {"waiting": await put(SendChannel.FAX, "一", blocks=(FieldBlock("时间", "02:55"), FieldBlock("地点", of.place.words)))}
    found["failing"] = await put(SendChannel.HTTP, "二", address="https://county.example/report")
    for result in (AttemptResult.TIMED_OUT, AttemptResult.UNREACHABLE):
        await services.execute(RecordAttempt(transmission_id=found["failing"], result=result, detail="10.0.0.9"))
    found["sent"] = await put(SendChannel.EMAIL, "三")
    await services.execute(RecordAttempt(transmission_id=found["sent"], result=AttemptResult.SENT))
    call = ConfirmByPhone(transmission_id=found["sent"], whom="陈某", number="0571-1", outcome=CallOutcome.NO_ANSWER)
    found["signed"] = await put(SendChannel.COPY, "四")
    await services.execute(RecordTransmissionReceipt(
        transmission_id=found["signed"], receipt_by="县值班室 陈某", evidence=Evidence.SYSTEM, number="2026-118",
    ))
    found["given_up"] = await put(SendChannel.PRINT, "五")
    await services.execute(GiveUpTransmission(transmission_id=found["given_up"], reason="改用传真"))
    now = clock.now()
    found["query"] = await made(ReceiveInstruction(
        kind=InstructionKind.QUERY, from_name="陈某", from_post="总值班室",
        text="请核实被困人员具体人数、身份及目前位置，并说明搜救进展。", incident_id=of.id,
        feedback_due_at=now + timedelta(minutes=30),
    ))
    found["leader"] = await made(ReceiveInstruction(
        kind=InstructionKind.LEADER, from_name="李某", from_post="副县长", from_desk="县政府", how=ReceivedBy.NETWORK,
        text="全力搜救，注意余火，确保救援人员安全，情况随时报。", responsible="应急管理站",
        handle_due_at=now + timedelta(hours=4), feedback_due_at=now + timedelta(hours=6),
    ))
    await services.execute(RecordProgress(instruction_id=found["leader"], text="已传达到现场指挥部"))
    found["order"] = await made(ReceiveInstruction(kind=InstructionKind.ORDER, from_name="县防指", text="松岭村危险区全部转移。"))
    await services.execute(AssignInstruction(instruction_id=found["order"], responsible="松岭村“两委”"))
    await services.execute(AnswerInstruction(instruction_id=found["order"], answer="14 户 48 人已全部转移。"))
    clock.advance(timedelta(minutes=8))
    await services.execute(call)
    clock.advance(timedelta(minutes=2))
    return found
