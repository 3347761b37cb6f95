"""The library of plans on the real catalogue."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from app.catalog.cases import plan_cases
from app.catalog.condition_text import condition_lines
from app.domain.cases import check_plan_case
from app.domain.conditions import Condition
from app.domain.duty.commands import RecordWarning
from app.domain.plan.rules import tasks_at
from app.domain.planning.model import PlanVersion
from app.domain.trial import asked, try_plan
from app.domain.words import AlertLevel, IncidentSeverity, ResponseLevel
from app.kernel.errors import Problem, Refusal
from app.ui.panels.plans.panel import PlansPanel
from app.ui.panels.plans.presenter import PlansPresenter, Wanted
from app.ui.panels.plans.prose import Prose
from app.ui.panels.plans.trial import TrialPresenter
from tests.ui.panels.boards import FILES, NOW, Board, catalogue

PLANS = sorted(catalogue()[0].reference.plans)
TITLES = {
    key: key for key in (
        "scope", "triggers", "evacuation", "basis", "groups", "forces", "notify", "card", "measures", "stop", "aftermath",
        "severity", "level", "reports", "tasks",
    )
}


def presenter_of(board: Board) -> PlansPresenter:
    return PlansPresenter(board.reference, board.services.wording)


def shown(board: Board) -> tuple[PlanVersion, ...]:
    library = board.workspace.plans
    return tuple(library.version(plan_id) for plan_id in library.plan_ids())


def panel_of(board: Board, qtbot: QtBot) -> PlansPanel:
    panel = PlansPanel(board.services)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    panel.show()
    return panel


@pytest.mark.parametrize("query", ["fwhz", "房屋", "A-FIR", "structure", "fangwu"])
def test_a_plan_is_found_by_text_code_and_pinyin(board: Board, query: str) -> None:
    assert "structure-fire" in [card.id for card in presenter_of(board).library(shown(board), Wanted(query=query))]
    assert presenter_of(board).library(shown(board), Wanted(query="zzzz")) == ()


def test_the_library_is_filtered_by_kind_type_level_owner_and_status(board: Board) -> None:
    words, plans = presenter_of(board), shown(board)

    def found(**wanted: str) -> set[str]:
        return {card.id for card in words.library(plans, Wanted(**wanted))}

    assert found(kind="N-FOR", type="special") == {"forest-fire"}
    special = {one.plan_id for one in plans if one.content.plan.type.value == "special"}
    assert found(type="special") == special < found()
    (owner, *_) = words.owners(plans)
    assert found(owner=owner) and found(owner="nobody") == set()
    assert found(level="I") and found(status="in_force") == found() and found(status="draft") == set()
    assert "forest-fire" in {card.id for card in words.library(plans, Wanted(query="yjglz"))}


@pytest.mark.parametrize("plan_id", PLANS)
def test_every_part_of_every_plan_is_said_in_both_languages(empty: Board, plan_id: str) -> None:
    plan = empty.reference.plans[plan_id]
    for lang in ("zh", "en"):
        wording = empty.workspace.words(lang)
        words = PlansPresenter(empty.reference, wording)
        sections = (*words.overview(plan, TITLES), *words.organisation(plan, TITLES), *words.measures(plan, TITLES))
        assert all(section.lines for section in sections if section.title not in ("triggers", "forces", "notify"))
        rows = words.task_rows(plan)
        assert len(rows) == len(plan.tasks) and all(row.basis and row.status and row.role for row in rows)
        for level, _ in words.levels(plan):
            assert {row.id for row in words.task_rows(plan, level)} == {
                task.id for task in tasks_at(plan, ResponseLevel(level))
            }
        assert not wording.missing


def test_conditions_are_told_with_their_depth(board: Board) -> None:
    condition = Condition(
        any=(Condition(fact="dead", ge=3), Condition(all=(Condition(fact="open_flame", is_=True), Condition(fact="dead", lt=9)))),
        none=(Condition(fact="severity", at_least="III"),),
    )
    lines = list(condition_lines(condition, board.services.wording))
    assert [depth for depth, _ in lines] == [0, 1, 1, 2, 2, 0, 1]
    assert lines[1][1] == "死亡 ≥ 3 人"
    assert list(condition_lines(Condition(), board.services.wording)) == [(0, board.services.wording.say("condition.always"))]
    assert not board.services.wording.missing


@pytest.mark.parametrize("plan_id", PLANS)
def test_the_trial_agrees_with_the_cases_of_the_plan(empty: Board, plan_id: str) -> None:
    plan, book = empty.reference.plans[plan_id], empty.reference.rulebooks["township-default"]
    shown = TrialPresenter(presenter_of(empty), empty.services.wording)
    for case in plan_cases(FILES.plans, plan_id):
        assert check_plan_case(case, plan, empty.reference) == []
        trial = try_plan(plan, case.kind, case.facts, empty.reference, book, None, NOW)
        sections = shown.sections(trial, plan, TITLES)
        if case.occurred_min is None and not case.now_min and isinstance(case.expect.level, ResponseLevel):
            assert trial.recommendation is not None and trial.recommendation.level is case.expect.level
            assert sections[1].lines[0].badge and any(section.title.startswith("tasks") for section in sections)
        if case.occurred_min is None and not case.now_min and isinstance(case.expect.severity, IncidentSeverity):
            assert trial.grading.severity is case.expect.severity
    assert not empty.services.wording.missing


def test_a_wrong_fact_is_refused(board: Board) -> None:
    plan = board.reference.plans["structure-fire"]
    with pytest.raises(Refusal):
        try_plan(plan, "A-FIR", {"dead": -1}, board.reference, None, None, NOW)


def test_facts_of_a_kind_are_asked_once_and_none_is_derived(board: Board) -> None:
    for kind in board.reference.kinds:
        names = [fact.name for fact in asked(kind, board.reference)]
        assert len(names) == len(set(names)) and "dead" in names
        assert not any(board.reference.facts[name].derived for name in names)


def test_what_is_typed_is_answered_at_once(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.show_plan("structure-fire")
    trial = panel.reader.try_it
    assert trial.form is not None
    before = trial.results.sections
    trial.form.set_values({"dead": 3, "flags.kind": ("open_flame",)})
    trial.form.changed.emit("dead")
    assert trial.facts() == {"dead": 3, "open_flame": True}
    after = trial.results.sections
    assert after != before
    assert after[0].lines[0].badge == board.services.wording.say("severity.III")
    assert "493" in after[0].lines[1].text


def test_the_warning_in_force_counts_in_the_trial(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.show_plan("flood-typhoon")
    before = panel.reader.try_it.results.sections
    board.do(RecordWarning(kind="typhoon", level=AlertLevel.RED, text="", issued_by="某气象台"))
    assert panel.reader.try_it.results.sections != before


def test_every_plan_is_opened_by_its_id_one_after_the_other(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.filters.search.setText("nothing of this name")
    for plan_id in PLANS:
        panel.show_plan(plan_id)
        assert panel.reader.plan is not None and panel.reader.plan.id == plan_id
        assert len(panel.reader.linked.prose.toPlainText()) > 500, plan_id
        assert panel.reader.tasks.model.rowCount() == len(panel.reader.plan.tasks), plan_id


def test_the_task_table_is_exported(board: Board, qtbot: QtBot, tmp_path: Path) -> None:
    panel = panel_of(board, qtbot)
    panel.show_plan("forest-fire")
    path = tmp_path / "tasks.xlsx"
    count = asyncio.new_event_loop().run_until_complete(panel.reader.tasks.export_to(path))
    page = load_workbook(path).active
    assert page is not None and page.max_row == count + 1
    assert isinstance(page.cell(2, 1).value, int)


def test_broken_files_are_said(board: Board, qtbot: QtBot) -> None:
    board.workspace.problems = (Problem("x/plan.yaml", 3, "levels", "missing_field", {"name": "levels"}),)
    panel = panel_of(board, qtbot)
    assert panel._problems.isVisible() and "1" in panel._problems.text
    board.workspace.problems = ()
    panel.redraw()
    assert not panel._problems.isVisible()


def test_prose_from_outside_loads_and_opens_nothing(board: Board, qtbot: QtBot) -> None:
    prose = Prose()
    qtbot.addWidget(prose)
    prose.show_markdown("# Title\n\n<b>bold</b> <script>x</script> ![p](file:///etc/hostname) [l](file:///etc)")
    assert "<b>bold</b>" in prose.toPlainText()
    assert not prose.openLinks() and prose.loadResource(2, "file:///etc/hostname") is None


def test_words_of_the_prose_are_found(board: Board, qtbot: QtBot) -> None:
    panel = panel_of(board, qtbot)
    panel.filters.search.setText("微型消防站1分钟出动")
    assert "structure-fire" in [card.id for card in panel.list.cards]
    panel.filters.search.setText("没有哪部预案这样写")
    assert panel.list.cards == ()
