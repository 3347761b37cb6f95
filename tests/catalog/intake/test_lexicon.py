"""The words are data: a wrong name is told with its file, line and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalog.intake.lexicon import read_lexicon
from app.catalog.kinds import read_facts, read_kinds
from app.kernel.errors import BadFile
from tests.catalog.intake.lines_of import ROOT

FOLDER = ROOT / "resources" / "catalog"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "field"),
    [
        ("kinds", "frequent: [A-FIR,", "frequent: [A-FIRE,", "unknown_kind", "frequent[0]"),
        ("kinds", "- [A-RDT, A-FIR]", "- [A-RDT, A-FIX]", "unknown_kind", "over[0][1]"),
        ("figures", "  dead: [", "  deaths: [", "unknown_fact", "counted.deaths"),
        ("figures", "- {fact: fire_ground_ha,", "- {fact: fire_ground_mu,", "unknown_fact", "measured[0].fact"),
        ("flags", "  open_flame: [", "  flames: [", "unknown_fact", "said.flames"),
        ("times", "  early: [", "  dawn: [", "not_one_of", "turns.dawn"),
        ("places", "cues: [", "clues: [", "unknown_field", "clues"),
    ],
)
def test_a_wrong_name_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, code: str, field: str) -> None:
    shutil.copytree(FOLDER / "intake", tmp_path / "intake")
    path = tmp_path / "intake" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    facts = read_facts(FOLDER)
    with pytest.raises(BadFile) as bad:
        read_lexicon(tmp_path, read_kinds(FOLDER, facts), facts)
    told = [(one.file, one.code, one.field) for one in bad.value.problems]
    assert (f"{file}.yaml", code, field) in told
    assert all(one.line > 0 for one in bad.value.problems)
