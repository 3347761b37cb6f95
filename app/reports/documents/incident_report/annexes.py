"""What is put to an incident from outside its own records: instructions from above, photographs, the code of the journal's seal."""

from __future__ import annotations

from app.desk.photographs import DOSSIER_MOST
from app.domain.incident.model import Incident, Photograph
from app.domain.incident.photographs import standing
from app.domain.instruction.model import Instruction
from app.reports.documents.incident_report.model import InstructionRow, PhotographRow
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput

_CODE_VERSION = "ZHISHOU1"


def instructions(given: DocumentInput, of: Incident, words: Phrases) -> tuple[InstructionRow, ...]:
    """Those about this incident, in the order in which they came."""
    mine = [one for one in given.state.instructions.values() if one.incident_id == of.id]
    return tuple(_instruction(one, given, words) for one in sorted(mine, key=lambda one: (one.received_at, one.id)))


def _instruction(one: Instruction, given: DocumentInput, words: Phrases) -> InstructionRow:
    say = given.wording.say
    handling = [words.paper("dossier.responsible", who=one.responsible or words.none)]
    for code, due, done in (
        ("handle", one.handle_due_at, one.handled_at), ("feedback", one.feedback_due_at, one.answered_at)
    ):
        if due is not None:
            handling.append(words.paper(f"dossier.{code}", limit=words.limit(due, done, words.stamp(due))))
    answer = ""
    if one.answered_at is not None:
        answer = say("instruction.answered", at=words.stamp(one.answered_at), answer=one.answer)
    if one.closed_at is not None:
        closed = say("instruction.closed", at=words.stamp(one.closed_at), by=one.closed_by or words.none, note=one.close_note)
        answer = f"{answer}\n{closed}".strip()
    return InstructionRow(
        kind=f"{say(f'instruction_kind.{one.kind}')} {say(f'instruction_state.{one.state}')}",
        who=" ".join(part for part in (one.from_desk, one.from_post, one.from_name) if part),
        at=words.stamp(one.received_at),
        text=one.text,
        handling=words.paper("clause").join(handling),
        steps=tuple(f"{words.stamp(step.at)} {step.by} {step.text}" for step in one.steps),
        answer=answer,
    )


def photographs(of: Incident, words: Phrases) -> tuple[PhotographRow, ...]:
    """Those that stand, numbered, with their words and when they were taken."""
    return tuple(
        PhotographRow(one.sha256, photograph_caption(number, one, words))
        for number, one in enumerate(standing(of)[:DOSSIER_MOST], 1)
    )


def photographs_left_out(of: Incident, words: Phrases) -> str:
    """How many are not printed; "" for none."""
    left = len(standing(of)) - DOSSIER_MOST
    return words.paper("dossier.photographs_left", count=left) if left > 0 else ""


def photograph_caption(number: int, one: Photograph, words: Phrases) -> str:
    """The number, what it shows, when it was taken (else when it was attached)."""
    code = "dossier.photograph" if one.taken_at is not None else "dossier.photograph_attached"
    return words.paper(code, number=number, caption=words.clip(one.caption or one.name, 80), at=words.stamp(one.taken_at or one.at))


def code_text(given: DocumentInput, of: Incident) -> str:
    """What the code says: which incident, which entry of the journal, its seal, and when it was printed; "" without a seal.

    Whoever reads it can compare the seal with that of the journal (``zhishou journal verify``).
    """
    if not given.head_hash:
        return ""
    moment = int(given.now.timestamp())
    return f"{_CODE_VERSION} {of.number} {given.state.seq} {given.head_hash} {moment}"
