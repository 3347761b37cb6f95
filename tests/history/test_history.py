"""Journals of every released version open, verify and fold to what they meant, for ever."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.domain.apply import ENTRY_TYPES
from app.domain.state import State
from app.journal.codec import Sealed, unseal
from app.journal.port import MemoryJournal, verify
from tests.history.make_sample import STORIES, chosen, digest
from tests.world import Station

FOLDER = Path(__file__).parent
SAMPLES = sorted(FOLDER.glob("journal-*.jsonl"))


def lines_of(sample: Path) -> list[Sealed]:
    return [msgspec.json.decode(line, type=Sealed) for line in sample.read_bytes().splitlines()]


def folded(lines: list[Sealed]) -> State:
    journal = MemoryJournal()
    journal._lines += lines
    station = Station(journal)
    assert station.desk.damage is None
    return station.state


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_journal_of_that_version_means_what_it_meant(sample: Path) -> None:
    expected = msgspec.json.decode(sample.with_suffix(".json").read_bytes())
    lines = lines_of(sample)
    assert verify(iter(lines)) == (expected["lines"], None)
    assert lines[-1].hash.hex() == expected["head"]
    fields = msgspec.json.decode(msgspec.json.encode(chosen(folded(lines))))
    assert fields == expected["fields"]
    assert digest(fields) == expected["digest"]


def test_there_is_a_sample_of_the_first_version_with_every_kind_it_knew() -> None:
    assert FOLDER / "journal-0.1.0.jsonl" in SAMPLES
    kinds = {line.kind for sample in SAMPLES for line in lines_of(sample)}
    assert kinds <= {kind.__name__ for kind in ENTRY_TYPES}
    assert len(kinds) >= 30


def test_the_stories_for_the_next_samples_tell_every_kind_of_entry() -> None:
    told = set()
    for tell in STORIES.values():
        station = tell()
        told |= {type(unseal(line).entry) for line in station.journal.read()}
        station.close()
    assert told == set(ENTRY_TYPES)
