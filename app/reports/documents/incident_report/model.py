"""What the incident report says, worded, ready to be set; no page, no font."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Pair


class FactRow(msgspec.Struct, frozen=True):
    """A figure: its value now ("" where it was withdrawn), the values before it, its standing, source and time."""

    label: str
    value: str
    was: tuple[str, ...]
    status: str
    source: str
    at: str
    by: str


class LevelRow(msgspec.Struct, frozen=True):
    """A step in a response's level history."""

    at: str
    level: str
    approved_by: str
    by: str
    reason: str


class Response(msgspec.Struct, frozen=True):
    """A response: the four things the law wants named (art. 72), who approved, and its level history."""

    title: str
    pairs: tuple[Pair, ...]
    measures: tuple[str, ...]
    history: tuple[LevelRow, ...]


class TaskRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A task with its times; ``late`` says by how much, "" where it is not; ``bases``: the plans that share it, each with its
    time and basis (empty where only one asks for it, and then the check code is that of a report without them)."""

    number: str
    text: str
    role: str
    due: str
    status: str
    done: str
    by: str
    late: str
    remark: str
    critical: bool
    bases: tuple[str, ...] = ()


class UnitRow(msgspec.Struct, frozen=True):
    """A unit's work with the times of its steps."""

    name: str
    kind: str
    crew: str
    dispatched: str
    acknowledged: str
    on_scene: str
    returned: str
    status: str


class ReportRow(msgspec.Struct, frozen=True):
    """A report made, with its punctuality."""

    what: str
    to: str
    at: str
    due: str
    punctual: str
    how: str
    receipt: str
    by: str


class Line(msgspec.Struct, frozen=True):
    """A line of the timeline or a note; ``struck`` is the reason for which it was struck through, "" where it stands."""

    at: str
    text: str
    by: str
    struck: str = ""


class DueRow(msgspec.Struct, frozen=True):
    """Something that is due."""

    what: str
    due: str
    left: str


class InstructionRow(msgspec.Struct, frozen=True):
    """An instruction from above: its kind, who said it and when, the words in full, who handles it until when, what was done, and
    the answer ("" while there is none)."""

    kind: str
    who: str
    at: str
    text: str
    handling: str
    steps: tuple[str, ...]
    answer: str


class PhotographRow(msgspec.Struct, frozen=True):
    """A photograph: the hash that its bytes are found by, the words under it."""

    sha256: str
    caption: str


class IncidentReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole report. ``code`` is what the square code says, "" where the journal's seal is not known."""

    title: str
    subject: str
    basics: tuple[Pair, ...]
    narrative: str
    facts: tuple[FactRow, ...]
    severity: str
    because: tuple[str, ...]
    override: str
    responses: tuple[Response, ...]
    declines: tuple[str, ...]
    tasks: tuple[TaskRow, ...]
    units: tuple[UnitRow, ...]
    reports: tuple[ReportRow, ...]
    waivers: tuple[str, ...]
    deadlines: tuple[DueRow, ...]
    window: str
    timeline: tuple[Line, ...]
    notes: tuple[Line, ...]
    closure: tuple[Pair, ...]
    papers: tuple[str, ...]
    map_caption: str
    seal: tuple[Pair, ...]
    instructions: tuple[InstructionRow, ...] = ()
    photographs: tuple[PhotographRow, ...] = ()
    photographs_left_out: str = ""
    code: str = ""
    code_caption: str = ""
