"""Kept drills as rows, and several of them side by side. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.describe_drills import subject_name
from app.desk.drill_closing import is_taken_over
from app.desk.drills import EvaluatedDrill, KeptDrill
from app.domain.exercise.evaluation import Evaluation
from app.domain.exercise.kinds import ItemKind, SubjectKind
from app.domain.exercise.model import DrillStatus
from app.domain.state import State
from app.ui.panels.drills.scenarios_presenter import STATUS_TONES

SAME = 0.05
"""Points of 100; less than this is no difference."""


class RecordRow(msgspec.Struct, frozen=True):
    """A kept drill; figures of 100 are ``None`` while it was not read (or nobody judged)."""

    id: str
    scenario_id: str
    title: str
    status: str
    tone: str
    held_at: datetime
    entries: int
    is_over: bool
    rule: float | None
    judged: float | None
    combined: float | None
    taken: str
    taken_tone: str
    picked: bool


class CompareRow(msgspec.Struct, frozen=True):
    """One thing in several drills, the earliest first; ``None`` where a drill had none of it. ``difference``: last less first."""

    key: str
    part: str
    name: str
    values: tuple[float | None, ...]
    difference: float | None

    @property
    def tone(self) -> str:
        """Better, worse, or as before."""
        if self.difference is None or abs(self.difference) < SAME:
            return "neutral"
        return "ok" if self.difference > 0 else "alarm"


def record_rows(
    kept: Iterable[KeptDrill], read: Mapping[str, EvaluatedDrill], live: State, picked: Sequence[str], d: Describer
) -> tuple[RecordRow, ...]:
    """The newest first, as they come."""
    rows = []
    for one in kept:
        made = read[one.id].evaluation if one.id in read else None
        over = one.status is DrillStatus.ENDED and not (made is not None and made.drill.scenario.practice)
        taken, tone = ("", "muted")
        if over:
            done = is_taken_over(live, made.drill.id if made is not None else one.id)
            taken, tone = (d.say("drill_record.taken_over"), "ok") if done else (d.say("drill_record.open"), "watch")
        rows.append(RecordRow(
            one.id, one.scenario_id, d.text(one.title), d.say(f"drill.status.{one.status}"), STATUS_TONES[one.status],
            one.prepared_at, one.entries, over, None if made is None else made.score.points,
            None if made is None else made.judged, None if made is None else made.combined, taken, tone, one.id in picked,
        ))  # fmt: skip
    return tuple(rows)


def to_compare(rows: Sequence[RecordRow], picked: Sequence[str], current: RecordRow | None) -> tuple[str, ...]:
    """Which drills stand side by side, the earliest first: those that were picked (two at least), else the chosen one beside the
    last one of the same scenario before it."""
    known = {row.id: row for row in rows}
    wanted = [known[each] for each in picked if each in known]
    if len(wanted) < 2:
        if current is None:
            return ()
        before = [
            row for row in rows if row.scenario_id == current.scenario_id and row.held_at < current.held_at and row.is_over
        ]
        wanted = [*before[:1], current]
    return tuple(row.id for row in sorted(wanted, key=lambda row: (row.held_at, row.id)))


def compare_rows(drills: Sequence[EvaluatedDrill], d: Describer) -> tuple[CompareRow, ...]:
    """Totals, items, subjects and the survey of these, side by side; of 100 (survey: of 5)."""
    tables = [_figures(one.evaluation, d) for one in drills]
    keys = dict.fromkeys(key for table in tables for key in table)
    rows = []
    for key in keys:
        part, name = next(table[key][:2] for table in tables if key in table)
        values = tuple(table[key][2] if key in table else None for table in tables)
        first, last = values[0], values[-1]
        both = first is not None and last is not None and len(values) > 1
        rows.append(CompareRow(key, part, name, values, round(last - first, 2) if both else None))  # type: ignore[operator]
    order = {part: place for place, part in enumerate(dict.fromkeys(row.part for row in rows))}
    return tuple(sorted(rows, key=lambda row: order[row.part]))


def _figures(made: Evaluation, d: Describer) -> dict[str, tuple[str, str, float | None]]:
    """Every figure of an evaluation: its part of the table, its name, its value."""
    whole, items = d.say("drill_record.whole"), d.say("drill_record.items")
    titles = {one.id: d.text(one.capability) for one in made.drill.scenario.objectives}
    found: dict[str, tuple[str, str, float | None]] = {
        "total:rule": (whole, d.say("drill_record.rule"), made.score.points),
        "total:judged": (whole, d.say("judging.judged"), made.judged),
        "total:combined": (whole, d.say("drill_record.combined"), made.combined),
    }
    for item in made.score.items:
        name = d.say(f"drill.item.{item.kind}")
        if item.kind is ItemKind.EXPECTED:
            name = d.say("drill_record.expected_of", objective=titles.get(item.objective, item.objective))
        found[f"item:{item.key}"] = (items, name, round(100 * item.points / item.of, 1) if item.of else None)
    for kind in (SubjectKind.OBJECTIVE, SubjectKind.GROUP, SubjectKind.PERSON, SubjectKind.ASPECT):
        for mark in made.of(kind):
            name = subject_name(d, mark.subject, made.drill.scenario)
            found[f"mark:{mark.subject}"] = (d.say(f"judging.kind.{kind}"), name, mark.combined)
    for answer in made.survey:
        if answer.mean is not None:
            name = d.say(f"survey.question.{answer.question}")
            found[f"survey:{answer.question}"] = (d.say("judging.kind.survey"), name, answer.mean)
    return found
