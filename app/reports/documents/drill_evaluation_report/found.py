"""Findings of a drill: strengths, weaknesses with evidence, boxes for their causes, measures as a suggestion. Pure.

What is proposed is a suggestion by rule (``desk.drill_findings``): a person judges gravity, cause and measure, and the desk's
improvement loop goes on from there.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.exercise.kinds import ItemKind
from app.domain.improvement.model import ProposedFinding, RootCause
from app.domain.improvement.rules import CLOSE_WITHIN_DAYS
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_pages import Grid, Line, Piece
from app.reports.documents.drill_words import DrillWords

_EVIDENCE_MOST = 3


def strengths(found: Sequence[ProposedFinding], held: Journalled, words: DrillWords) -> list[Piece]:
    """What was done well: objectives reached in full, with the entries behind them."""
    if not found:
        return [Line(words.paper("drill_report.no_strength"))]
    said: list[Piece] = []
    for place, one in enumerate(found, 1):
        numbers = tuple(sorted({seq for item in held.score.items if item.objective == one.objective for seq in item.evidence}))
        text = words.paper("drill_report.strength", text=words.told(one.description, 160), entries=words.entries(numbers, 6))
        said.append(Line(words.item(place, text)))
    return said


def weaknesses(found: Sequence[ProposedFinding], words: DrillWords) -> list[Piece]:
    """What fell short, each with its evidence."""
    if not found:
        return [Line(words.paper("drill_report.no_weakness"))]
    rows = tuple(
        (
            str(place), (words.told if one.item else words.clip)(one.description, 160), _evidence(one, words),
            words.say(f"finding_gravity.{one.gravity}"), words.goal(one.objective),
        )
        for place, one in enumerate(found, 1)
    )
    return [Grid(words.heads("seq", "finding", "evidence", "gravity", "goal"), rows, (0.7, 3.2, 4.4, 1.2, 1.1))]


def _evidence(one: ProposedFinding, words: DrillWords) -> str:
    said = words.told if one.item else words.clip  # what evaluators wrote stands as they wrote it
    lines = [said(line, 90) for line in one.evidence[:_EVIDENCE_MOST]]
    left = len(one.evidence) - _EVIDENCE_MOST
    if left > 0:
        lines.append(words.paper("drill_report.evidence_left", count=left))
    return "\n".join(lines)


def causes(found: Sequence[ProposedFinding], words: DrillWords) -> list[Piece]:
    """The six causes to be ticked: the journal says what was not done, not why."""
    if not found:
        return []
    boxes = words.boxes((words.say(f"root_cause.{one}") for one in RootCause), f"\u3000{words.gap}")
    rows = tuple((str(place), _short(one, words), boxes, "") for place, one in enumerate(found, 1))
    return [
        Line(words.paper("drill_report.causes_lead")),
        Grid(words.heads("seq", "finding", "cause", "why"), rows, (0.7, 2.8, 3.1, 3.8), hand_mm=10),
    ]


def measures(found: Sequence[ProposedFinding], words: DrillWords) -> list[Piece]:
    """A measure for each as a suggestion; who and until when is for a person to say."""
    if not found:
        return []
    rows = tuple(
        (
            str(place), _short(one, words), words.paper(f"drill_measure.{_kind(one)}"),
            words.paper("drill_report.within", days=CLOSE_WITHIN_DAYS[one.gravity]), "",
        )
        for place, one in enumerate(found, 1)
    )
    return [
        Line(words.paper("drill_report.measures_lead")),
        Grid(words.heads("seq", "finding", "measure", "within", "owner"), rows, (0.7, 2.7, 3.9, 1.4, 1.8), hand_mm=10),
    ]


def _short(one: ProposedFinding, words: DrillWords) -> str:
    """A finding by the item that it is about, as the table above tells it in full; by its words where evaluators found it."""
    if not one.item:
        return words.told(one.description, 30)
    name = words.say(f"drill.item.{_kind(one)}")
    return words.paper("drill_report.of_goal", name=name, goal=words.goal(one.objective)) if one.objective else name


def _kind(one: ProposedFinding) -> str:
    """The item that it is about; the scenario's own expectations for one without."""
    kind = one.item.partition(":")[0]
    return kind if kind in set(ItemKind) else ItemKind.EXPECTED.value
