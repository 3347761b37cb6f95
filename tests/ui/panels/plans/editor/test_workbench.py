"""The bench without Qt: every field of every part can be shown and answered, findings stand at their fields, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.plan.cases import PlanCase, PlanExpectation
from app.domain.plan.model import PlanType
from app.domain.planning.model import ExtractedItem, Extraction, PlanVersion, Verdict, VersionStatus
from app.domain.words import Checked, ResponseLevel, RuleStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor import editing
from app.ui.panels.plans.editor.asking import Ask, FieldSpec, PartSpec
from app.ui.panels.plans.editor.blanks import blank_plan
from app.ui.panels.plans.editor.case_words import made_case, with_present_outcome
from app.ui.panels.plans.editor.condition_words import suggested_words
from app.ui.panels.plans.editor.draft import listed
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.schema import PART, PARTS
from app.ui.panels.plans.editor.values import NONE, UNCHECKED
from app.ui.panels.plans.editor.workbench import Workbench
from tests.ui.panels.boards import catalogue
from tests.ui.panels.plans.editor.conftest import bench_of, whole

ALL = [(part, spec) for part in PARTS for spec in (*part.form, *(part.list.fields if part.list else ()))]


def filled(bench: Workbench) -> None:
    """Give the draft at least one element of everything."""
    bench.add_command()
    for part in PARTS:
        if part.list is not None and not listed(bench.draft, part.list.field):
            bench.add(part, None)


def spec_of(part: str, key: str) -> FieldSpec:
    return next(spec for one, spec in ALL if one.id == part and spec.key == key)


def answer(bench: Workbench, part: str, key: str, row: int | None, value: Any) -> Any:
    assert bench.answer(PART[part], spec_of(part, key), row, value)
    return bench.values(PART[part], (spec_of(part, key),), row)[key]


@pytest.mark.parametrize("plan_id", sorted(catalogue()[0].reference.plans))
def test_every_part_of_every_plan_is_shown_and_opening_changes_nothing(plan_id: str) -> None:
    for lang in ("zh", "en"):
        bench = bench_of(Opened(whole(plan_id)), lang)
        start = bench.draft
        bench.run_cases()
        for part in PARTS:
            rows = range(len(listed(bench.draft, part.list.field))) if part.list else ()
            for row in (None, *rows):
                specs = part.form if row is None else part.list.fields
                if row is None and part.single == "command":
                    continue
                values = bench.values(part, specs, row)
                for spec in specs:
                    bench.label(part, spec.key)
                    if spec.choices:
                        codes = [offer.value for offer in bench.offers(spec, values[spec.key])]
                        assert len(codes) == len(set(codes))
                        chosen = values[spec.key] if isinstance(values[spec.key], tuple) else (values[spec.key],)
                        assert set(chosen) - {None} <= set(codes)
                    bench.answer(part, spec, row, values[spec.key])
            assert len(bench.table(part)) == len(rows)
        assert bench.draft.content == start.content and bench.history.draft is start
        assert not bench.findings.all and not bench.wording.missing
        assert not any(entry.problems for entry in bench.outline())


def test_labels_of_choices_tell_them_apart(bench: Workbench) -> None:
    for source in ("roles", "kinds", "kind_patterns", "unit_kinds", "tasks", "other_tasks", "paragraphs", "clock_starts"):
        labels = [offer.label for offer in bench.choices.of(source, bench.draft)]
        assert len(labels) == len(set(labels)) and all(labels)
    offers = bench.choices.of("roles", bench.draft, ("nobody",))
    assert offers[-1].value == "nobody" and "未登记" in offers[-1].label


def _answers(spec: FieldSpec) -> tuple[Any, Any]:
    """An answer for this kind of field, and what it then shows."""
    basis = Basis("某文件", "第一条", RuleStatus.LOCAL, Checked.VERIFIED, 2020)
    known = {
        Ask.LINE: "新的", Ask.WORDS: "新的\n一行", Ask.WHOLE: 77, Ask.NUMBER: 3, Ask.DAY: date(2026, 9, 1), Ask.TICK: True,
        Ask.BASIS: basis, Ask.WHEN: Condition(fact="dead", ge=2), Ask.LINKS: ("1.1", "1.2"),
        Ask.LEVELS: (ResponseLevel.I, ResponseLevel.II),
    }
    return known.get(spec.ask), known.get(spec.ask)


@pytest.mark.parametrize(("part", "spec"), ALL, ids=[f"{part.id}.{spec.key}" for part, spec in ALL])
def test_every_field_takes_an_answer_and_shows_it(bench: Workbench, part: PartSpec, spec: FieldSpec) -> None:
    filled(bench)
    if spec.choices == "free_levels":
        bench.apply(lambda draft: editing.remove(draft, "levels", 1), Place("levels"))
    row = 0 if part.list is not None and spec in part.list.fields else None
    before = bench.values(part, (spec,), row)[spec.key]
    given, shown = _answers(spec)
    if spec.special == "repeat" or spec.key == "repeat.daily_at":
        bench.answer(part, spec_of("reporting", "repeats"), row, True)
    if spec.special == "upkeep" and spec.ask is Ask.BASIS:
        bench.answer(part, spec_of("upkeep", spec.key.replace("basis", "every_months")), row, 12)
    if spec.ask is Ask.ONE:
        given = shown = next(offer.value for offer in bench.offers(spec, before) if offer.value != before)
    elif spec.ask is Ask.MANY:
        given = shown = tuple(offer.value for offer in bench.offers(spec, before))[:2]
    elif spec.key == "repeat.daily_at":
        given, shown = "08:00，17:00", "08:00  17:00"
    elif spec.ask is Ask.TICK:
        given = shown = not before
    steps = len(bench.history.past)
    bench.answer(part, spec, row, given)
    assert bench.values(part, (spec,), row)[spec.key] == shown
    bench.look()
    while len(bench.history.past) > steps:
        bench.undo()
    if spec.special not in ("repeat", "upkeep"):
        assert bench.values(part, (spec,), row)[spec.key] == before


def test_numbers_that_are_emptied(bench: Workbench) -> None:
    filled(bench)
    assert not bench.answer(PART["tasks"], spec_of("tasks", "due_min"), 0, None)
    assert answer(bench, "forces", "people", 0, 12) == 12 and answer(bench, "forces", "people", 0, None) is None
    assert bench.draft.plan.forces[0].people == 0
    assert answer(bench, "levels", "hours", 0, None) is None
    assert bench.draft.plan.levels[0].level.value not in bench.draft.plan.expected_duration_h
    assert answer(bench, "upkeep", "drill.every_months", None, 18) == 18
    assert answer(bench, "upkeep", "drill.every_months", None, None) is None and bench.draft.plan.drill is None


def test_what_a_case_expects(bench: Workbench) -> None:
    assert answer(bench, "cases", "expect.level", 0, UNCHECKED) == UNCHECKED
    assert answer(bench, "cases", "expect.level", 0, NONE) == NONE
    assert bench.draft.content.cases[0].expect.level is None
    assert answer(bench, "cases", "expect.level", 0, "II") == "II"
    assert bench.draft.content.cases[0].expect.level is ResponseLevel.II
    assert answer(bench, "cases", "occurred_min", 0, -30) == -30 and answer(bench, "cases", "occurred_min", 0, None) is None


def test_findings_stand_at_their_fields_in_words_without_codes(bench: Workbench) -> None:
    law = Basis("某法", "第一条", RuleStatus.STATUTORY, Checked.UNVERIFIED)
    for part, key, row, value in (
        ("head", "title.zh", None, None), ("head", "kinds", None, ("X-9",)), ("tasks", "due_min", 3, -1),
        ("tasks", "role", 2, "nobody"), ("tasks", "basis", 1, law), ("levels", "hours", 0, 0),
        ("levels", "when", 1, Condition(any=(Condition(fact="dead", is_=True),))), ("groups", "members", 0, ("nobody",)),
        ("evacuate", "text.zh", None, ""), ("forces", "levels", 0, (ResponseLevel.I,)), ("tasks", "links", 0, ("99.9",)),
        ("cases", "kind", 0, "Z-Z"),
    ):
        bench.answer(PART[part], spec_of(part, key), row, value)
    bench.apply(lambda draft: editing.set_links(draft, "tasks/nothing", ("1.1",)), Place("text"))
    found = bench.look()
    places = {(one.place.part, one.place.row, one.place.field) for one in found.all}
    assert {
        ("head", None, "title.zh"), ("head", None, "kinds"), ("tasks", 3, "due_min"), ("tasks", 2, "role"),
        ("tasks", 1, "basis"), ("levels", 0, "hours"), ("levels", 1, "when"), ("groups", 0, "members"),
        ("evacuate", None, "text.zh"), ("tasks", 0, "links"), ("cases", 0, "kind"), ("text", None, ""),
    } <= places
    assert found.by_part()["tasks"] == sum(found.by_row("tasks").values()) >= 4
    assert "核对" in found.notes("tasks", 1)["basis"] and found.notes("tasks", 9) == {}
    for one in found.all:
        assert "yaml" not in one.what and "checked:" not in one.what and "levels" not in one.what and one.where
    at_three = next(one for one in found.all if one.place == Place("tasks", 3, "due_min"))
    assert at_three.where.startswith("任务 4「") and at_three.where.endswith("· 时限")
    assert not bench.wording.missing


def test_an_empty_plan_says_what_it_needs(bench: Workbench) -> None:
    content = blank_plan("village-fire", "2026.1", Text("村庄火灾预案"), PlanType.SPECIAL, bench.both)
    for lang in ("zh", "en"):
        empty = bench_of(Opened(content), lang)
        found = empty.run_cases()
        assert found.of_list("tasks") and found.of_list("levels") and found.by_part()["head"] >= 2
        assert [entry.count for entry in empty.outline() if entry.part == "tasks"] == ["0"]
        filled(empty)
        empty.run_cases()
        for part in PARTS:
            empty.table(part)
        assert not empty.wording.missing
        while empty.undo():
            pass
        assert empty.draft.content == content and not empty.is_changed


def test_a_new_element_is_never_an_open_door(bench: Workbench) -> None:
    bench.apply(lambda draft: editing.remove(draft, "levels", 0), Place("levels"))
    row = bench.add(PART["levels"], None)
    assert row is not None and bench.draft.plan.levels[row].when == Condition(fact="severity", at_least="I")
    assert bench.add(PART["levels"], None) is None
    task = bench.add(PART["tasks"], 2)
    made = bench.draft.plan.tasks[3]
    assert task == 3 and made.levels == tuple(entry.level for entry in bench.draft.plan.levels)
    assert made.basis.status is RuleStatus.SUGGESTED and made.due_min == bench.draft.plan.tasks[2].due_min
    assert bench.look().by_row("tasks")[3] == 2  # its words and its role are missing


def test_undo_says_where_the_edit_stood(bench: Workbench) -> None:
    assert bench.undo() is None and bench.redo() is None
    bench.answer(PART["tasks"], spec_of("tasks", "text.zh"), 4, "先救人")
    bench.answer(PART["head"], spec_of("head", "owner.zh"), None, "镇应急站")
    assert bench.undo() == Place("head", None, "owner.zh") and bench.undo() == Place("tasks", 4, "text.zh")
    assert bench.redo() == Place("tasks", 4, "text.zh") and bench.is_changed


def _extraction() -> Extraction:
    items = (
        ExtractedItem("i1", "tasks/" + whole().plan.tasks[0].id, "1.1", "w", "r", 0.9),
        ExtractedItem("i2", "forces/0", "1.1", "w", "r", 0.9), ExtractedItem("i3", "forces/1", "1.1", "w", "r", 0.9),
    )
    return Extraction("p.docx", "0" * 64, items, ())


def test_parts_that_wait_are_counted_and_a_verdict_survives_undo() -> None:
    bench = bench_of(Opened(whole(), extraction=_extraction()))
    counts = {entry.part: entry.waiting for entry in bench.outline()}
    assert counts["tasks"] == 1 and counts["forces"] == 2 and counts["groups"] == 0
    assert [row.waiting for row in bench.table(PART["forces"])][:3] == [True, True, False]
    bench.answer(PART["head"], spec_of("head", "owner.zh"), None, "别的单位")
    judged = replace(
        bench.draft.extraction,
        items=tuple(replace(one, verdict=Verdict.ACCEPTED) if one.id == "i2" else one for one in bench.draft.extraction.items),
    )
    plan = bench.draft.plan
    version = PlanVersion(
        plan.id, plan.version, VersionStatus.DRAFT, bench.draft.content, bench.opened.origin, (), extraction=judged
    )
    bench.adopt(version)
    assert not bench.is_changed
    bench.undo()
    assert bench.draft.plan.owner.zh != "别的单位" and bench.is_changed
    assert [one.verdict for one in bench.draft.extraction.items] == [Verdict.WAITING, Verdict.ACCEPTED, Verdict.WAITING]


def test_what_is_typed_while_it_is_being_kept_stays_unsaved(bench: Workbench) -> None:
    bench.answer(PART["head"], spec_of("head", "owner.zh"), None, "一")
    asked = bench.draft
    command = bench.command()
    bench.answer(PART["head"], spec_of("head", "owner.zh"), None, "一二")
    plan = asked.plan
    bench.kept(PlanVersion(plan.id, plan.version, VersionStatus.DRAFT, command.content, command.origin, ()), asked)
    assert bench.is_changed and bench.opened.stored and command.based_on == "2026.1"
    bench.undo()
    assert bench.draft.plan.owner.zh != "一二"


def test_a_case_is_made_of_what_was_tried_and_a_failing_one_says_where(bench: Workbench) -> None:
    case = made_case("两人被困", "A-FIR", {"trapped": 2, "open_flame": True}, bench.draft.plan, bench.reference)
    assert case.expect.level is ResponseLevel.I and case.expect.tasks and case.expect.reports
    wrong = replace(case, expect=replace(case.expect, level=ResponseLevel.IV, no_tasks=(case.expect.tasks[0],), tasks=()))
    other = PlanCase(name="不适用", kind="N-FLD", facts={}, expect=PlanExpectation())
    bench.apply(
        lambda draft: replace(draft, content=replace(draft.content, cases=(case, wrong, other))), Place("cases")
    )
    found = bench.run_cases()
    assert found.by_row("cases") == {1: 1, 2: 1}
    assert [row.cells[-1] for row in bench.table(PART["cases"])] == ["通过", "2 处不符", "1 处不符"]
    said = [bench.case_words.difference(one, bench.draft.plan) for one in bench.case_differences[1]]
    assert said[0] == "响应级别：应为四级响应（关注），现为一级响应" and said[1].startswith("不应有的任务：")
    assert with_present_outcome(wrong, bench.draft.plan, bench.reference) == case
    assert not bench.wording.missing


def test_the_words_of_a_condition_read_as_a_plan_does(bench: Workbench) -> None:
    condition = Condition(
        any=(
            Condition(fact="dead", ge=3), Condition(all=(Condition(fact="open_flame", is_=True), Condition(fact="trapped", lt=9))),
            Condition(none=(Condition(fact="severity", at_least="III"), Condition(fact="alert", one_of=("red", "blue")))),
        ),
    )
    assert suggested_words(condition, bench.wording) == (
        "有下列情形之一的：死亡3人以上；见明火，且被困（被埋）不足9人；不属于（事件等级达到较大以上，或者现行预警为红色、蓝色之一）。"
    )
    assert suggested_words(Condition(fact="dead", ge=1), bench.wording) == "死亡1人以上。"
    assert suggested_words(Condition(), bench.wording) == "任何情形。"
    for plan in bench.reference.plans.values():
        for level in plan.levels:
            both = bench.in_both(lambda wording, when=level.when: suggested_words(when, wording))
            assert both.zh and both.en and "{" not in both.zh + both.en
