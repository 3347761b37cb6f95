"""An instruction → its sheet (facts file §4.2: summary, full words, leader, time, proposed handling, undertaker, limit, feedback
record; R46: the limits of handling and of feedback stand on the sheet). Pure. ``DocumentInput.subject`` is the instruction.

Without one it is the newest that is open (of the incident, where the paper is about one), else an empty form. What the desk does
not record (the proposed handling, signatures) is left as room to write.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec

from app.domain.instruction.model import Instruction, InstructionKind
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.spec import DocumentInput
from app.reports.documents.story import Story

ID = "instruction_sheet"
_SUMMARY_MOST = 400
_TEXT_MOST = 3000
_STEP_MOST = 400
_NAME_MOST = 40
_SIGNERS = ("undertaker", "officer", "leader")
_BLANK_WORDS = 3
_BLANK_ROWS = 2
"""Lines for steps that are written by hand."""


class Step(msgspec.Struct, frozen=True):
    """A step that was taken."""

    at: str
    by: str
    text: str


class InstructionSheet(msgspec.Struct, frozen=True):
    """The sheet: mast by the kind, who said it, what about, the words in full, who handles it, what was done."""

    masthead: str
    number: str
    standing: str
    head: tuple[Pair, ...]
    summary_label: str
    summary: str
    words_label: str
    words: str
    words_by: str
    proposal: Pair
    handling: tuple[Pair, ...]
    steps_heading: str
    step_heads: tuple[str, ...]
    steps: tuple[Step, ...]
    blank_rows: int
    answer: tuple[Pair, ...]
    signatures: tuple[str, ...]


def content(given: DocumentInput) -> InstructionSheet:
    """The sheet of an instruction. ``Refusal("instruction_unknown")`` for one that there is not."""
    every = given.state.instructions
    if given.subject and given.subject not in every:
        raise Refusal("instruction_unknown", {"instruction": given.subject})
    mine = [one for one in every.values() if given.incident_id in ("", one.incident_id)]
    newest = max(mine, key=lambda one: (one.is_open, one.received_at, one.id), default=None)
    chosen = every[given.subject] if given.subject else newest
    return _Maker(given, chosen).sheet() if chosen is not None else _empty(given)


def _empty(given: DocumentInput) -> InstructionSheet:
    """The form, to be filled by hand."""
    words = Phrases(given)
    blank = words.paper("blank")

    def pairs(*codes: str) -> tuple[Pair, ...]:
        return tuple(words.pair(f"instruction_{code}", blank) for code in codes)

    return InstructionSheet(
        masthead=words.paper("instruction.masthead.leader"),
        number=words.paper("instruction.no_number", year=to_local(given.now).year),
        standing="", head=pairs("from", "desk", "at", "how", "kind", "recorded"), summary_label=words.paper("instruction.summary"),
        summary="", words_label=words.paper("instruction.words"), words="\n" * _BLANK_WORDS, words_by="",
        proposal=words.pair("instruction_proposal", words.paper("instruction.to_write")),
        handling=pairs("responsible", "to", "handle_by", "feedback_by"), steps_heading=words.paper("instruction.steps"),
        step_heads=(words.paper("head.time"), words.paper("head.by"), words.paper("instruction.step")), steps=(),
        blank_rows=_BLANK_ROWS + 2, answer=pairs("answer", "answered", "closed"),
        signatures=tuple(words.paper(f"instruction.sign.{who}") for who in _SIGNERS),
    )


class _Maker:
    def __init__(self, given: DocumentInput, one: Instruction) -> None:
        self._given, self._one = given, one
        self._words = Phrases(given)

    def sheet(self) -> InstructionSheet:
        one, words, say = self._one, self._words, self._given.wording.say
        supervised = one.kind is InstructionKind.SUPERVISE
        steps = tuple(
            Step(words.stamp(step.at), words.clip(step.by, _NAME_MOST), self._step(step.text, handled=step.handled))
            for step in one.steps
        )
        return InstructionSheet(
            masthead=words.paper(f"instruction.masthead.{one.kind}"),
            number=words.paper("instruction.number", year=to_local(one.received_at).year, number=self._number()),
            standing=say(f"instruction_state.{one.state}"),
            head=(
                words.pair("instruction_from", self._clip(" ".join(part for part in (one.from_post, one.from_name) if part))),
                words.pair("instruction_desk", self._clip(one.from_desk)),
                words.pair("instruction_at", words.full_stamp(one.received_at)[:16]),
                words.pair("instruction_how", say(f"received_by.{one.how}")),
                words.pair("instruction_kind", say(f"instruction_kind.{one.kind}")),
                words.pair("instruction_recorded", f"{self._clip(one.recorded_by)} {words.stamp(one.recorded_at)}".strip()),
            ),
            summary_label=words.paper("instruction.summary"),
            summary=self._summary(),
            words_label=words.paper("instruction.words" if not supervised else "instruction.supervised_words"),
            words=words.clip(one.text, _TEXT_MOST),
            words_by=words.paper("instruction.said_by", name=self._clip(one.from_name), at=words.moment(one.received_at)),
            proposal=words.pair("instruction_proposal", words.paper("instruction.to_write")),
            handling=(
                words.pair("instruction_responsible", self._clip(one.responsible)),
                words.pair("instruction_to", self._given.describer.role(one.to_role) if one.to_role else ""),
                words.pair("instruction_handle_by", self._limit(one.handle_due_at, one.handled_at)),
                words.pair("instruction_feedback_by", self._limit(one.feedback_due_at, one.answered_at)),
            ),
            steps_heading=words.paper("instruction.steps"),
            step_heads=(words.paper("head.time"), words.paper("head.by"), words.paper("instruction.step")),
            steps=steps,
            blank_rows=_BLANK_ROWS if one.closed_at is None else 0,
            answer=self._answer(),
            signatures=tuple(words.paper(f"instruction.sign.{who}") for who in _SIGNERS),
        )

    def _clip(self, text: str) -> str:
        return self._words.clip(text, _NAME_MOST)

    def _step(self, text: str, *, handled: bool) -> str:
        said = self._words.clip(text, _STEP_MOST)
        return f"{said}{self._words.paper('instruction.handled')}" if handled else said

    def _number(self) -> int:
        """Its place among the instructions of its Beijing year."""
        year = to_local(self._one.received_at).year
        mine = (self._one.received_at, self._one.id)
        every = self._given.state.instructions.values()
        return sum(1 for one in every if to_local(one.received_at).year == year and (one.received_at, one.id) <= mine)

    def _summary(self) -> str:
        """What the incident amounts to, where the instruction is about one."""
        if self._one.incident_id not in self._given.state.incidents:
            return self._words.paper("instruction.no_incident")
        story = Story(replace(self._given, incident_id=self._one.incident_id))
        said = (self._words.sentence([story.headline()]), story.when_where(), story.casualties(), story.forces())
        number = self._words.paper("instruction.of", number=story.incident.number)
        return self._words.clip(number + self._words.gap.join(part.strip() for part in said if part.strip()), _SUMMARY_MOST)

    def _limit(self, due: datetime | None, done: datetime | None) -> str:
        words = self._words
        return words.limit(due, done, words.full_stamp(due)[:16]) if due is not None else words.paper("instruction.no_limit")

    def _answer(self) -> tuple[Pair, ...]:
        one, words = self._one, self._words
        blank = words.paper("blank")
        means = self._given.describer.means(one.answer_means) if one.answer_means else ""
        answered = (words.full_stamp(one.answered_at)[:16] if one.answered_at else "", self._clip(one.answered_by), means)
        closed_at = words.full_stamp(one.closed_at)[:16] if one.closed_at else ""
        closed = (closed_at, self._clip(one.closed_by), self._clip(one.close_note))
        return (
            words.pair("instruction_answer", words.clip(one.answer, _TEXT_MOST) or blank),
            words.pair("instruction_answered", " ".join(part for part in answered if part) or blank),
            words.pair("instruction_closed", " ".join(part for part in closed if part) or blank),
        )
