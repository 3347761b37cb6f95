"""Sentences about what is sent and about what comes in from above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.instruction import entries as instruction
from app.domain.instruction.model import Instruction
from app.domain.record import Entry
from app.domain.sending import entries as sending
from app.domain.sending.model import Transmission
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer

_MOST = 40


def receipt_due(d: Describer, one: Transmission, step: str) -> str:
    """That nobody has signed for a report, and what to do."""
    return d.say(f"deadline.receipt_{step}", report=report_name(d, one), to=one.recipient)


def instruction_due(d: Describer, one: Instruction, step: str) -> str:
    """That something from above has to be done or answered."""
    return d.say(
        f"deadline.instruction_{step}", kind=d.say(f"instruction_kind.{one.kind}"), who=one.from_name, text=clip(one.text)
    )


def due_title(d: Describer, ref: str, state: State) -> str:
    """What a deadline about a transmission or an instruction asks for; "" for one that is not known."""
    subject, _, step = ref.rpartition(":")
    if subject in state.transmissions:
        return receipt_due(d, state.transmissions[subject], step)
    return instruction_due(d, state.instructions[subject], step) if subject in state.instructions else ""


def report_name(d: Describer, one: Transmission) -> str:
    """What is sent: its stage with its number."""
    return d.stage(one.stage, one.number)


def clip(text: str, most: int = _MOST) -> str:
    """One line of a text."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _of(d: Describer, transmission_id: str, state: State) -> dict[str, Any]:
    one = state.transmissions[transmission_id]
    return {"report": report_name(d, one), "to": one.recipient, "channel": d.say(f"send_channel.{one.channel}")}


def _queued(d: Describer, e: sending.TransmissionQueued, s: State) -> dict[str, Any]:
    one = e.transmission
    return {
        "report": report_name(d, one), "to": one.recipient, "channel": d.say(f"send_channel.{one.channel}"), "title": one.title,
    }


def _ended(d: Describer, e: sending.AttemptEnded, s: State) -> dict[str, Any]:
    return {
        **_of(d, e.transmission_id, s), "result": d.say(f"attempt_result.{e.attempt.result}"), "detail": e.attempt.detail,
    }


def _signed(d: Describer, e: sending.TransmissionSignedFor, s: State) -> dict[str, Any]:
    receipt = e.receipt
    return {
        **_of(d, e.transmission_id, s), "by": receipt.by, "at": d.clock(receipt.at),
        "evidence": d.say(f"evidence.{receipt.evidence}"),
    }


def _called(d: Describer, e: sending.ConfirmingCallMade, s: State) -> dict[str, Any]:
    call = e.call
    return {
        **_of(d, e.transmission_id, s), "whom": call.whom, "number": call.number, "at": d.clock(call.at),
        "outcome": d.say(f"call_outcome.{call.outcome}"), "read_back": d.say("report.read_back") if call.read_back else "",
    }


def _wanted(d: Describer, one: Instruction) -> dict[str, Any]:
    return {"kind": d.say(f"instruction_kind.{one.kind}"), "who": one.from_name, "text": clip(one.text)}


def _instruction(d: Describer, instruction_id: str, state: State) -> dict[str, Any]:
    return _wanted(d, state.instructions[instruction_id])


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        sending.TransmissionQueued: _queued,
        sending.AttemptBegun: lambda d, e, s: _of(d, e.transmission_id, s),
        sending.AttemptEnded: _ended,
        sending.TransmissionSent: lambda d, e, s: {**_of(d, e.transmission_id, s), "at": d.clock(e.sent_at)},
        sending.TransmissionSignedFor: _signed,
        sending.ConfirmingCallMade: _called,
        sending.TransmissionGivenUp: lambda d, e, s: {**_of(d, e.transmission_id, s), "reason": e.reason},
        sending.RetryWanted: lambda d, e, s: _of(d, e.transmission_id, s),
        instruction.InstructionReceived: lambda d, e, s: _wanted(d, e.instruction),
        instruction.InstructionAssigned: lambda d, e, s: {
            **_instruction(d, e.instruction_id, s), "responsible": e.responsible,
        },
        instruction.InstructionProgressed: lambda d, e, s: {**_instruction(d, e.instruction_id, s), "step": e.step.text},
        instruction.InstructionAnswered: lambda d, e, s: {
            **_instruction(d, e.instruction_id, s), "answer": clip(e.answer), "at": d.clock(e.at),
        },
        instruction.InstructionClosed: lambda d, e, s: {**_instruction(d, e.instruction_id, s), "note": e.note},
    }
)
"""The facts that each entry's sentence needs."""
