"""The rules of recognition are data: the shipped ones are sound and worded, and everything wrong in a file is said at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from app.catalog.recognition import read_recognition
from app.catalog.recognition_rules import RULES, Topic
from app.kernel.errors import BadFile

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "recognition"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "recognition"))


def broken(folder: Path, reference, name: str, old: str, new: str) -> list[tuple[str, int, str, str]]:
    """What is said of the rules after this change: file, line, field, code."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_recognition(folder, reference)
    return [(one.file, one.line, one.field, one.code) for one in bad.value.problems]


def test_the_shipped_rules_are_sound(reference) -> None:
    rules = read_recognition(FOLDER, reference)
    assert set(rules.confidence) == set(RULES)
    assert {row.code for row in rules.chapters.topics} == {topic.value for topic in Topic}
    assert {row.kind for row in rules.kinds.kinds} <= set(reference.kinds)


def test_every_rule_has_words(words) -> None:
    assert [rule for rule in RULES if f"recognition.{rule}" not in words] == []
    assert [code for code in words if code.startswith("recognition.") and code.partition(".")[2] not in RULES] == []


BROKEN = [
    ("roles.yaml", "role: police", "role: polizei", "unknown_role"),
    ("roles.yaml", "[派出所,", "[供电所,", "recognition_word_twice"),
    ("kinds.yaml", "kind: N-FLD", "kind: N-XXX", "unknown_kind"),
    ("kinds.yaml", "slug: flood,", "slug: Flood!,", "recognition_slug"),
    ("kinds.yaml", "code: overall", "code: whole", "not_one_of"),
    ("facts.yaml", "{fact: missing, words", "{fact: lost, words", "unknown_fact"),
    ("facts.yaml", "{fact: open_flame, words", "{fact: dead, words", "fact_wrong_op"),
    ("facts.yaml", "is: near_warning", "is: nearly", "fact_bad_choice"),
    ("facts.yaml", "code: orange", "code: pink", "not_one_of"),
    ("levels.yaml", "colours: {I: red,", "colours: {I: pink,", "not_one_of"),
    ("levels.yaml", "{code: IV, words: [四级", "{code: V, words: [四级", "not_one_of"),
    ("limits.yaml", "superior: county_duty_room", "superior: moon", "unknown_role"),
    ("limits.yaml", "immediate_min: 5", "immediate_min: 0", "limit_negative"),
    ("limits.yaml", "{code: final,", "{code: last,", "not_one_of"),
    ("tables.yaml", "need: [level, when]", "need: [level, whence]", "recognition_column"),
    ("tables.yaml", "code: shelters", "code: tents", "not_one_of"),
    ("rules.yaml", "{id: scope.section,", "{id: scope.paragraph,", "recognition_rule"),
    ("rules.yaml", "confidence: 0.95", "confidence: 7", "recognition_confidence"),
    ("chapters.yaml", "heading: always}", "heading: mostly}", "not_one_of"),
    ("chapters.yaml", "{code: scope,", "{code: skope,", "not_one_of"),
    ("chapters.yaml", "[①-⑳]", "(?:[①-⑳]+)+", "recognition_unsafe"),
    ("sources.yaml", 'article: "第', 'article: "(第', "recognition_pattern"),
    ("phrases.yaml", 'applies: "', 'applies: "(?:适用)*', "recognition_unsafe"),
    ("lists.yaml", "surnames:", "surname:", "missing_field"),
    ("groups.yaml", "endings: [组,", "endings: {组:", "syntax"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code"), BROKEN, ids=[f"{name}-{code}-{new[:12]}" for name, _, new, code in BROKEN])
def test_what_is_wrong_is_said_with_its_place_and_mend(folder, reference, words, name, old, new, code) -> None:
    found = broken(folder, reference, name, old, new)
    assert (f"recognition/{name}", code) in [(file, said) for file, _, _, said in found]
    for file, line, _, said in found:
        assert file == f"recognition/{name}"
        assert line >= 1
        assert re.search("[；;]", words[f"problem.{said}"].zh)


def test_the_problems_of_all_files_are_told_together(folder, reference) -> None:
    (folder / "roles.yaml").write_text("- {role: nobody, words: [谁]}\n", encoding="utf-8")
    found = broken(folder, reference, "rules.yaml", "- {id: card.section, confidence: 0.7}\n", "")
    assert {file for file, *_ in found} == {"recognition/roles.yaml", "recognition/rules.yaml"}
    assert "recognition_rule_missing" in [code for *_, code in found]


def test_a_missing_file_is_said(folder, reference) -> None:
    (folder / "lists.yaml").unlink()
    with pytest.raises(BadFile) as bad:
        read_recognition(folder, reference)
    assert [(one.file, one.code) for one in bad.value.problems] == [("recognition/lists.yaml", "file_missing")]
