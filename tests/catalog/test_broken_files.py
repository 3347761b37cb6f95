"""A broken file is told with file, line, field and the mend, all of it at once, and keeps nobody else from loading."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.catalog.cases import plan_case_problems
from app.catalog.plans import read_plan, read_plans
from app.catalog.reference import load_reference
from app.catalog.rulebooks import read_rulebook
from app.catalog.severity_tables import read_table
from app.catalog.yaml_source import MAX_BYTES, read_source
from app.domain.words import ResponseLevel
from app.kernel.errors import BadFile

ROOT = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).parent / "broken"


def problems_of(read, *args) -> list[tuple[int, str, str]]:
    with pytest.raises(BadFile) as bad:
        read(*args)
    return [(one.line, one.field, one.code) for one in bad.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, "", "empty")),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", (4, "b.c", "duplicate_key")),
        ("a: [1\nb: 2\n", (2, "", "syntax")),
        ("a: !!python/object/apply:os.getcwd []\n", (1, "", "syntax")),
        ("a: &a [*a]\n", (1, "", "too_deep")),
        ("a: 2024-13-45\n", (1, "", "syntax")),
        ("[" * 500 + "]" * 500, (1, "", "too_deep")),
    ],
)
def test_bad_yaml(text, expected, tmp_path):
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    assert problems_of(read_source, tmp_path / "x.yaml") == [expected]


def test_unreadable_bytes(tmp_path):
    path = tmp_path / "x.yaml"
    assert problems_of(read_source, path) == [(0, "", "file_missing")]
    path.write_bytes("a: 1\nb: 死亡".encode("gb18030"))
    assert problems_of(read_source, path) == [(2, "", "not_utf8")]
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert problems_of(read_source, path) == [(0, "", "too_large")]


def test_a_short_file_that_unfolds_into_a_huge_one_is_refused(tmp_path):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (tmp_path / "x.yaml").write_text("\n".join(rows), encoding="utf-8")
    assert [code for *_, code in problems_of(read_source, tmp_path / "x.yaml")] == ["too_deep"]


def test_times_and_words_stay_what_was_written(tmp_path):
    (tmp_path / "x.yaml").write_text("a: 17:00\nb: no\nc: true\nd: 1.5\ne: 08\n", encoding="utf-8")
    assert read_source(tmp_path / "x.yaml").data == {"a": "17:00", "b": "no", "c": True, "d": 1.5, "e": "08"}


def test_a_table_reports_every_mistake(reference, wording, tmp_path):
    shutil.copy(BROKEN / "table.yaml", tmp_path / "table.yaml")
    found = problems_of(read_table, tmp_path / "table.yaml", reference.kinds, reference.facts)
    assert found == [
        (4, "kinds[0]", "unknown_kind"),
        (5, "basis.checked", "statutory_unverified"),
        (7, "rows[0].when.fact", "unknown_fact"),
        (8, "rows[1].when.ge", "fact_wrong_op"),
        (9, "rows[2].when.any[0].is", "fact_bad_choice"),
        (10, "rows[3].when.at_least", "fact_without_order"),
        (11, "rows[4].when", "condition_no_op"),
        (12, "rows[5].when", "condition_no_fact"),
    ]


def test_a_shape_mistake_is_told_for_every_item(reference, tmp_path):
    shutil.copy(BROKEN / "table_shape.yaml", tmp_path / "table.yaml")
    found = problems_of(read_table, tmp_path / "table.yaml", reference.kinds, reference.facts)
    assert found == [
        (1, "", "missing_field"),
        (5, "rows[0].severity", "not_one_of"),
        (6, "rows[1].when.ge", "wrong_type"),
        (8, "rows[2].wenn", "unknown_field"),
        (7, "rows[2]", "missing_field"),
    ]


def test_the_words_name_place_field_and_mend(reference, wording, tmp_path):
    shutil.copy(BROKEN / "table.yaml", tmp_path / "table.yaml")
    with pytest.raises(BadFile) as bad:
        read_table(tmp_path / "table.yaml", reference.kinds, reference.facts)
    said = [wording.problem(one) for one in bad.value.problems]
    assert "severity/table.yaml 第 7 行 rows[0].when.fact：没有要素“ded”；相近的有：dead" in said[2]
    assert not any("[problem." in one or "{" in one for one in said)


def test_a_rulebook_reports_limits_times_and_roles(reference, tmp_path):
    folder = tmp_path / "other-name"
    folder.mkdir()
    shutil.copy(BROKEN / "rulebook.yaml", folder / "rulebook.yaml")
    (folder / "cases.yaml").write_text("[]\n", encoding="utf-8")
    codes = [code for *_, code in problems_of(read_rulebook, folder, reference)]
    assert codes == [
        "folder_name", "duplicate_id", "unknown_role", "limit_or_immediately", "bad_time_of_day", "clock_needs_repeat",
        "basis_without_article", "no_cases",
    ]


def plan_folder(tmp_path: Path, text: str | None = None) -> Path:
    folder = tmp_path / "plans" / "sample-plan"
    shutil.copytree(BROKEN.parent / "sound" / "sample-plan", folder)
    if text is not None:
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_plan_loads_with_the_hash_of_its_three_files(reference, tmp_path):
    folder = plan_folder(tmp_path)
    first = read_plan(folder, reference)
    (folder / "text.md").write_text("# changed\n", encoding="utf-8")
    assert first.hash != read_plan(folder, reference).hash
    assert first.level(ResponseLevel.I) is not None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("role: police", "role: polize", "unknown_role"),
        ("group: rescue", "group: rescued", "unknown_group"),
        ("kind: F-FIRE", "kind: F-FIRR", "unknown_unit_kind"),
        ("levels: [I], due_min", "levels: [II], due_min", "level_not_declared"),
        ("- {id: go,", "- {id: call,", "duplicate_id"),
        ("{I: 6, III: 2}", "{III: 2}", "duration_missing"),
        ("kinds: [A-FIR]", "kinds: [A-FIRE]", "unknown_kind"),
        ("version: \"1\"", "version: 1", "wrong_type"),
        ("id: sample-plan", "id: sample", "folder_name"),
        ("fact: dead,", "fact: deed,", "unknown_fact"),
        ("scope:", "skope:", "unknown_field"),
        ("due_min: 5,", "due_min: -5,", "limit_negative"),
    ],
)
def test_one_slip_in_a_plan_is_found(old, new, code, reference, tmp_path):
    sound = (BROKEN.parent / "sound" / "sample-plan" / "plan.yaml").read_text(encoding="utf-8")
    assert old in sound
    folder = plan_folder(tmp_path, sound.replace(old, new, 1))
    with pytest.raises(BadFile) as bad:
        read_plan(folder, reference)
    slip = sound.replace(old, new, 1).splitlines()
    hits = [one for one in bad.value.problems if one.code == code]
    assert hits
    assert any(new.split(":")[0].lstrip("- {") in slip[one.line - 1] for one in hits)


def test_a_plan_without_prose_or_cases_is_left_out_and_the_others_load(reference, tmp_path):
    folder = plan_folder(tmp_path)
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    (other / "text.md").unlink()
    (other / "cases.yaml").write_text("- {name: x, kind: A-FIR, facts: {ded: 1}, expect: {}}\n", encoding="utf-8")
    plans, problems = read_plans(folder.parent, reference)
    assert list(plans) == ["sample-plan"]
    assert {(one.file, one.code) for one in problems} == {
        ("other/plan.yaml", "folder_name"), ("other/text.md", "file_missing"), ("other/cases.yaml", "unknown_fact"),
    }


def test_a_later_folder_replaces_a_plan_of_the_same_name(tmp_path):
    ours, theirs = plan_folder(tmp_path / "a"), plan_folder(tmp_path / "b")
    text = (theirs / "plan.yaml").read_text(encoding="utf-8").replace('version: "1"', 'version: "2"')
    (theirs / "plan.yaml").write_text(text, encoding="utf-8")
    loaded = load_reference((ours.parent, theirs.parent), ROOT / "resources")
    assert loaded.reference.plans["sample-plan"].version == "2"


def test_a_case_that_fails_is_told_with_its_line(reference, wording, tmp_path):
    folder = plan_folder(tmp_path)
    cases = (folder / "cases.yaml").read_text(encoding="utf-8").replace("level: III", "level: I")
    (folder / "cases.yaml").write_text(cases, encoding="utf-8")
    found = plan_case_problems(folder.parent, read_plan(folder, reference), reference)
    assert [(one.line, one.field, one.code) for one in found] == [(1, "[0]", "case_failed")]
    assert "level: expected I, is III" in wording.problem(found[0])
