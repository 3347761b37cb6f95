"""The door: a file of a township's plan becomes a draft of the structured plan."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from app.catalog.recognition_rules import RecognitionRules
from app.desk.jobs import Progress
from app.domain.planning.decide import LONGEST_TEXT
from app.domain.planning.model import Extraction, PlanContent
from app.domain.reference import Reference
from app.exchange.plan_document.blocks import Reading
from app.exchange.plan_document.chapters import divide
from app.exchange.plan_document.draft import assemble
from app.exchange.plan_document.flaws import bad
from app.exchange.plan_document.front import kinds_of, read_front, type_of
from app.exchange.plan_document.plain import CONSIDERED, plain
from app.exchange.plan_document.reading import read_document
from app.exchange.plan_document.recognise.context import Context
from app.exchange.plan_document.recognise.run import PASSES, recognise
from app.exchange.plan_document.safety import read_checked
from app.exchange.plan_document.steps import Steps
from app.kernel.errors import Problem

_FIRST = 8
"""Paragraphs behind the title in which the kind of incident is looked for where the title names none."""


class ImportedPlan(msgspec.Struct, frozen=True):
    """A draft that was read out of a document.

    ``content`` is a valid plan value, however little was found, with the whole document as its text; ``extraction`` says
    what each part rests on and what became no part; ``remarks`` are worded like problems (``problem.<code>``), their
    ``line`` the number of the paragraph and their ``field`` its key.
    """

    content: PlanContent
    extraction: Extraction
    remarks: tuple[Problem, ...] = ()


def import_plan(path: Path, reference: Reference, rules: RecognitionRules, progress: Progress) -> ImportedPlan:
    """Read a Word file (.docx) or a text (UTF-8, GB18030) as a draft.

    Raises ``BadFile`` with the reason and the mend where the file cannot be read or must not be opened, and
    ``app.desk.jobs.Cancelled`` when somebody wants it to stop. Nothing is written and nothing is fetched.
    """
    raw, is_word = read_checked(path, progress)
    reading = read_document(path.name, raw, is_word, progress)
    if sum(len(block.text) for block in reading.blocks) > LONGEST_TEXT * 4 // 5:
        raise bad(path.name, "import_too_much_text", most=LONGEST_TEXT * 4 // 5)
    front = read_front(reading.blocks, rules)
    steps = Steps(progress, 0.3, 0.4, len(reading.blocks))
    pieces = divide(reading.blocks, rules, front.length, steps.step)
    first = plain("\n".join(piece.block.text for piece in pieces[front.length : front.length + _FIRST])[:2_000])
    kinds = kinds_of(front, first, rules, reference)
    steps = Steps(progress, 0.4, 0.97, len(pieces) * PASSES)
    ctx = Context(path.name, pieces, front, kinds, rules, reference, steps.step)
    recognise(ctx)
    content, extraction = assemble(ctx, type_of(front, kinds, rules), path.name, hashlib.sha256(raw).hexdigest())
    if len(content.text) > LONGEST_TEXT:
        raise bad(path.name, "import_too_much_text", most=LONGEST_TEXT * 4 // 5)
    _remarks(ctx, reading, content)
    progress.report(1.0)
    return ImportedPlan(content, extraction, tuple(ctx.remarks))


def with_identity(imported: ImportedPlan, plan_id: str, version: str) -> ImportedPlan:
    """The same draft under another id and version: for a document that is a new version of a plan that is known."""
    plan = msgspec.structs.replace(imported.content.plan, id=plan_id, version=version)
    return msgspec.structs.replace(imported, content=msgspec.structs.replace(imported.content, plan=plan))


def _remarks(ctx: Context, reading: Reading, content: PlanContent) -> None:
    """What a person should know before judging the draft."""
    plan = content.plan
    for code, missing in (
        ("import_no_title", not plan.title.zh), ("import_no_kinds", not plan.kinds), ("import_no_levels", not plan.levels),
        ("import_no_tasks", not plan.tasks), ("import_no_groups", not plan.groups),
    ):
        if missing:
            ctx.remark(code)
    if reading.unseen:
        ctx.remark("import_unseen_removed", count=reading.unseen)
    if reading.tracked:
        ctx.remark("import_tracked_changes", count=reading.tracked)
    if reading.external:
        ctx.remark("import_external_left", count=reading.external)
    if reading.encoding == "gb18030":
        ctx.remark("import_encoding", encoding="GB18030")
    for piece in ctx.pieces:
        if piece.is_body and len(piece.words) > CONSIDERED:
            ctx.remark("import_paragraph_too_long", piece, length=len(piece.words), most=CONSIDERED)
