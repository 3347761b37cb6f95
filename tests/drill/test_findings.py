"""The loop closes: what a drill lost becomes findings on the live desk, and the next drill tests exactly these again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.desk.drill_closing import closing
from app.desk.drill_findings import held, lost_parts, proposals, retest_results, retests_needed
from app.desk.drills import EvaluatedDrill
from app.domain.apply import fold
from app.domain.decide import decide
from app.domain.exercise.evaluation import evaluation_of
from app.domain.improvement.model import FindingNature, Standing
from app.domain.improvement.rules import stage
from app.domain.record import Command, Context, Record, Stamp
from app.domain.state import State
from app.domain.unit.entries import UnitDispatched
from app.drill.ports import LiveDesk
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from tests.drill.conftest import Hold

NOW = datetime(2026, 7, 20, 4, tzinfo=UTC)
TODAY = to_local(NOW).date()


def test_what_was_forgotten_is_found_taken_over_and_tested_again(hold: Hold, live: LiveDesk) -> None:
    d = Describer(live.files, Wording(read_words(program_files().resources / "i18n"), "zh", live.files))
    first, plans = hold("forgetful", 3), tuple(live.files.plans)
    batch = proposals(first.drill, first.score, first.head_hash, TODAY, plans, d)
    weak = [one for one in batch.findings if one.nature is FindingNature.WEAKNESS]
    assert {one.item for one in weak} == {item.key for item in first.score.items if lost_parts(item)}
    assert all(one.evidence and one.plan_ids and "[" not in one.description for one in weak)
    with pytest.raises(Refusal, match="not_in_drill"):
        decide(batch, fold(first.records, State()), live.files, Stamp(NOW, "c0", Context("Officer")))
    state, step = live.state, 0

    def do(command: Command) -> None:
        nonlocal state, step
        step += 1
        stamp = Stamp(NOW + timedelta(minutes=step), f"c{step}", Context("Officer"))
        made = decide(command, state, live.files, stamp)
        state = fold([Record(state.seq + place, stamp, entry) for place, entry in enumerate(made, 1)], state)

    do(batch)
    after = fold(first.records, State())
    do(held(first.drill, first.score, first.head_hash, TODAY, live.state, plans, d, after=after))
    drill = next(iter(state.held_drills.values()))
    assert drill.facts.journal_hash == first.head_hash and drill.facts.unit_ids and drill.facts.score == first.score.points
    sent = {one.entry.unit_id for one in first.records if isinstance(one.entry, UnitDispatched)}
    assert set(drill.facts.unit_ids) == sent & set(live.state.units)
    needs = retests_needed(first.drill.scenario, state, TODAY)
    assert {one.item for one in needs} == {one.item for one in weak} and all(one.exercised for one in needs)
    second = hold("perfect")
    results = retest_results(needs, second.drill, second.score, second.head_hash, TODAY, d)
    assert len(results) == len(needs) and all(one.passed for one in results)
    closed = closed_by_hand(state, {one.finding_id for one in needs})
    assert {stage(one) for one in closed.findings.values() if one.is_weakness} == {Standing.CLOSED}
    assert retests_needed(first.drill.scenario, closed, TODAY) != ()
    state = closed
    for result in results:
        do(result)
    assert retests_needed(first.drill.scenario, state, TODAY) == ()
    assert not any(one.passed for one in retest_results(needs, first.drill, first.score, first.head_hash, TODAY, d))


def closed_by_hand(state: State, ids: set[str]) -> State:
    """As if every measure had been carried out and reviewed; the way there is tested with the slice."""
    findings = state.findings
    for one in ids:
        findings = findings.set(one, replace(findings[one], closed_at=NOW))
    return replace(state, findings=findings)


def test_a_drill_that_only_teaches_the_console_has_nothing_for_the_real_desk(hold: Hold, live: LiveDesk) -> None:
    d = Describer(live.files, Wording(read_words(program_files().resources / "i18n"), "zh", live.files))
    run = hold("perfect")
    made, state = evaluation_of(run.records, live.files), fold(run.records, State())
    read = EvaluatedDrill("d", NOW, run.head_hash, made, run.records, state, live.files)
    assert closing(read, live.state, tuple(live.files.plans), TODAY, d).held is not None
    taught = replace(made, drill=replace(made.drill, scenario=replace(made.drill.scenario, practice=True)))
    with pytest.raises(Refusal, match="practice_is_no_drill"):
        closing(replace(read, evaluation=taught), live.state, tuple(live.files.plans), TODAY, d)
