"""Which papers a drill has before it and after it, and what each is made from: one way for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.drills import DrillOutcome, Drills, EvaluatedDrill
from app.domain.apply import fold
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.score import Score
from app.domain.planning.library import effective
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.clock import to_local

REPORT = "drill_evaluation_report"
BEFORE = ("drill_plan", "drill_script", "drill_evaluation_plan", "drill_evaluation_form")
"""What is made of a scenario alone."""
AFTER = (REPORT, "drill_evaluation_form", "drill_script")
"""What a drill that has ended has besides: the report, and form and script filled from its journal."""

COMPARED_MOST = 4


class EarlierDrill(msgspec.Struct, frozen=True):
    """A drill of the same scenario that was held before: its day, its score by rule (of 100), the same by objective, and whether
    its script was the same word for word."""

    on: date
    points: float
    objectives: Mapping[str, float]
    same_script: bool = True


class PaperSource(msgspec.Struct, frozen=True):
    """What papers of a drill speak of: a scenario, or a drill that was held with its whole journal.

    ``head_hash`` (hex) seals the end of the drill, ``held_on`` is its real Beijing day, ``earlier`` are drills of the same
    scenario before it. ``score`` is that of the journal where it is at hand; without it papers score the journal themselves.
    """

    scenario: Scenario
    reference: Reference
    state: State | None = None
    records: tuple[Record, ...] = ()
    head_hash: str = ""
    held_on: date | None = None
    earlier: tuple[EarlierDrill, ...] = ()
    score: Score | None = None


def of_scenario(scenario: Scenario, reference: Reference) -> PaperSource:
    """Before the drill."""
    return PaperSource(scenario, reference)


def of_run(outcome: DrillOutcome, files: Reference, held_on: date) -> PaperSource:
    """A drill that was just held without a window; ``files`` is the catalogue that its desk began with."""
    state = fold(outcome.records, State())
    return PaperSource(
        outcome.drill.scenario, effective(files, state), state, outcome.records, outcome.head_hash, held_on, score=outcome.score
    )


def of_kept(drills: Drills, drill_id: str) -> PaperSource:
    """A drill whose journal lies here, beside the latest of the same scenario that ended before it; ``Refusal`` where there is
    none. Reads and evaluates what it compares: a job's work."""
    read = drills.evaluated(drill_id)
    scenario = read.evaluation.drill.scenario
    earlier = [
        one.id for one in drills.kept()
        if one.id != read.id and one.scenario_id == scenario.id and one.status is DrillStatus.ENDED
        and one.prepared_at <= read.held_at
    ]
    return PaperSource(
        scenario, read.reference, read.state, read.records, read.head_hash, to_local(read.held_at).date(),
        tuple(_earlier(drills.evaluated(one), scenario) for one in earlier[:COMPARED_MOST]), read.evaluation.score,
    )


def paper_fields(
    source: PaperSource, wording: Wording, *, now: datetime, actor: str, place: str = "", judging: str = ""
) -> dict[str, Any]:
    """The fields of ``DrillPaperInput``; ``judging`` the form of marks on a form ("": all that the scenario allows)."""
    describer = Describer(source.reference, wording)
    profile = source.state.profile if source.state is not None else None
    return {
        "scenario": source.scenario, "reference": source.reference, "describer": describer, "state": source.state,
        "records": source.records, "head_hash": source.head_hash, "held_on": source.held_on, "judging": judging,
        "earlier": source.earlier, "score": source.score, "wording": wording, "lang": wording.lang,
        "now": now, "actor": actor, "place": place or (wording.text(profile.name) if profile is not None else ""),
    }


def _earlier(one: EvaluatedDrill, scenario: Scenario) -> EarlierDrill:
    score = one.evaluation.score
    return EarlierDrill(
        to_local(one.held_at).date(), score.points, {each.name: each.score for each in score.by_objective()},
        one.evaluation.drill.scenario.hash == scenario.hash,
    )
