"""A whole drill without a window: scores of the three officers, the same seed the same drill, units that answer."""

from __future__ import annotations

import pytest

from app.domain.exercise.entries import RadioHeard
from app.domain.exercise.kinds import ItemKind
from app.domain.unit.model import UnitStatus
from tests.drill.conftest import Hold


def test_whoever_does_everything_in_good_time_has_all_points_with_evidence_for_each(hold: Hold) -> None:
    held = hold("perfect")
    assert held.score.points >= 95
    numbers = {record.seq for record in held.records}
    assert all(set(part.evidence) <= numbers and part.evidence for part in held.score.parts if part.points and part.weight)
    assert {item.kind for item in held.score.items} == set(ItemKind)
    assert {one.name for one in held.score.by_objective()} == {one.id for one in held.drill.scenario.objectives}


def test_whoever_forgets_loses_exactly_what_was_forgotten(hold: Hold) -> None:
    held = hold("forgetful", 3)
    lost = {part.key: part for part in held.score.parts if part.share < 1}
    assert set(held.forgotten) == set(lost)
    assert len(lost) > 5
    assert all(part.share == 0 for part in lost.values())
    whole = sum(item.of for item in held.score.items)
    assert held.score.points == pytest.approx(100 - 100 * sum(part.of for part in lost.values()) / whole, abs=0.01)


def test_whoever_is_slow_loses_points_and_is_chased_by_the_superior(hold: Hold) -> None:
    slow, perfect = hold("slow"), hold("perfect")
    assert slow.score.points < perfect.score.points - 10
    chased = {name: (hold(name).drill.life("i09").status.value, hold(name).drill.life("i15").status.value)
              for name in ("slow", "perfect")}
    assert chased == {"slow": ("fired", "skipped"), "perfect": ("waiting", "fired")}  # one branch or the other


def test_the_same_seed_gives_the_same_journal_at_every_speed_and_another_seed_another(hold: Hold) -> None:
    whole = hold("perfect", 1, 60.0, 40)
    assert len(whole.records) > 150
    assert whole.head_hash == hold("perfect", 1, 1.0, 40).head_hash
    assert whole.head_hash != hold("perfect", 2, 60.0, 40).head_hash


def test_simulated_units_answer_by_radio_arrive_and_one_does_not_come(hold: Hold) -> None:
    held = hold("perfect")
    heard = [record.entry for record in held.records if isinstance(record.entry, RadioHeard)]
    refused = next(one for one in heard if one.unit_id == "u20")
    assert "挖机" in refused.text
    assert len({one.unit_id for one in heard}) > 20
    dispatched = {record.entry.unit_id for record in held.records if type(record.entry).__name__ == "UnitDispatched"}
    arrived = {
        record.entry.unit_id for record in held.records
        if type(record.entry).__name__ == "UnitStatusChanged" and record.entry.status is UnitStatus.ON_SCENE
    }
    assert dispatched - arrived == {"u09", "u20"}  # one broke down on the way, as the scenario has it
