"""The editor on a real desk: what is typed is in the draft, what is wrong stands beside it, all of it by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.plan.model import PlanType
from app.domain.planning.model import ExtractedItem, Extraction
from app.domain.words import Checked, ResponseLevel, RuleStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor.blanks import blank_plan
from app.ui.panels.plans.editor.editing import set_links, set_value
from app.ui.panels.plans.editor.editor import PlanEditor
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.links_editor import LinksDialog
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.schema import PART, PARTS
from tests.ui.panels.boards import Board
from tests.ui.panels.plans.editor.conftest import whole

CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def opened_on(board: Board, qtbot: QtBot, opened: Opened | None = None, size: tuple[int, int] = (1180, 600)) -> PlanEditor:
    editor = PlanEditor(board.services, opened or Opened(whole(), based_on="2026.1"))
    qtbot.addWidget(editor)
    editor.resize(*size)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    return editor


@pytest.fixture
def editor(board: Board, qtbot: QtBot) -> PlanEditor:
    return opened_on(board, qtbot)


def form_of(editor: PlanEditor, part: str) -> Any:
    page = editor.page(part)
    return (page.detail or page.form).form


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifiers)


def active_timers(thing: QObject) -> list[QTimer]:
    return [timer for timer in thing.findChildren(QTimer) if timer.isActive()]


@pytest.mark.parametrize("size", [(1180, 600), (1740, 900)])
def test_every_part_opens_on_a_busy_desk_and_changes_nothing(board: Board, qtbot: QtBot, size: tuple[int, int]) -> None:
    editor = opened_on(board, qtbot, size=size)
    for part in PARTS:
        editor.go(Place(part.id))
        assert editor.part == part.id and editor.stack.currentWidget() is editor.page(part.id)
    assert not editor.session.bench.is_changed and not editor.session.bench.history.can_undo
    assert not board.services.wording.missing
    qtbot.waitUntil(lambda: not active_timers(editor))


def test_an_empty_plan_opens_on_an_empty_desk_and_can_be_filled_in(empty: Board, qtbot: QtBot) -> None:
    words = empty.workspace.words

    def both(code: str) -> Text:
        return Text(words("zh").say(code), words("en").say(code))

    editor = opened_on(empty, qtbot, Opened(blank_plan("village", "2026.1", Text("村预案"), PlanType.VILLAGE, both)))
    for part in PARTS:
        editor.go(Place(part.id))
        page = editor.page(part.id)
        if part.list is not None:
            page.list.add()
            assert page.detail.isVisible() and page.list.current == 0
        if part.optional:
            page._missing.acted.emit()
            assert page.form.isVisible()
    assert editor.side.problems.list.count() > 10
    while editor.session.bench.history.can_undo:
        editor.undo()
    assert not editor.session.bench.is_changed
    assert not empty.services.wording.missing


def test_what_is_typed_is_in_the_draft_the_table_and_the_title(editor: PlanEditor) -> None:
    editor.go(Place("tasks", 4, "text.zh"))
    form, table = form_of(editor, "tasks"), editor.page("tasks").list
    assert QApplication.focusWidget() is form.widget("text.zh")
    form.widget("text.zh").setPlainText("先救人，再救物")
    assert editor.session.bench.draft.plan.tasks[4].text.zh == "先救人，再救物"
    assert table.model.row_at(4).cells[1] == "先救人，再救物"
    form.widget("due_min").setText("12")
    form.set_values({"role": "police"})
    form.changed.emit("role")
    assert editor.session.bench.draft.plan.tasks[4].due_min == 12
    assert editor.session.bench.draft.plan.tasks[4].role == "police"
    assert table.model.row_at(4).cells[:3] == ("12 分钟", "先救人，再救物", "派出所")
    assert editor.bar.state.text == editor.tr("not saved")


def test_undo_in_a_field_is_the_editors_and_typing_is_one_step(editor: PlanEditor) -> None:
    editor.go(Place("head", None, "owner.zh"))
    line = form_of(editor, "head").widget("owner.zh")
    before = editor.session.bench.draft
    line.selectAll()
    QTest.keyClicks(line, "abc")
    assert editor.session.bench.draft.plan.owner.zh == "abc"
    editor.go(Place("tasks", 0, "due_min"))
    QTest.keyClicks(form_of(editor, "tasks").widget("due_min"), "5")
    press(form_of(editor, "tasks").widget("due_min"), Qt.Key.Key_Z, CTRL)
    assert editor.session.bench.draft.plan.tasks == before.plan.tasks and editor.part == "tasks"
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert editor.part == "head" and line.text() == before.plan.owner.zh
    assert editor.session.bench.draft.content == before.content
    press(line, Qt.Key.Key_Y, CTRL)
    assert line.text() == "abc" and editor.session.bench.draft.plan.owner.zh == "abc"


def test_a_number_that_cannot_be_read_is_said_and_not_taken(editor: PlanEditor) -> None:
    editor.go(Place("tasks", 3, "due_min"))
    form = form_of(editor, "tasks")
    due = editor.session.bench.draft.plan.tasks[3].due_min
    form.widget("due_min").setText("soon")
    assert editor.session.bench.draft.plan.tasks[3].due_min == due and form.error("due_min")
    assert editor.page("tasks").unread == ("时限",)
    editor.page("tasks").list.select(4)
    assert form.widget("due_min").text() == str(editor.session.bench.draft.plan.tasks[4].due_min)


def test_the_list_is_worked_by_keyboard_alone(editor: PlanEditor, qtbot: QtBot) -> None:
    editor.go(Place("tasks", 2))
    page, bench = editor.page("tasks"), editor.session.bench
    view, ids = page.list.view, [task.id for task in bench.draft.plan.tasks]
    assert view.hasFocus()
    press(view, Qt.Key.Key_Down, ALT)
    assert page.list.current == 3 and bench.draft.plan.tasks[3].id == ids[2]
    press(view, Qt.Key.Key_Up, ALT)
    assert page.list.current == 2 and [task.id for task in bench.draft.plan.tasks] == ids
    press(view, Qt.Key.Key_D, CTRL)
    assert page.list.current == 3 and bench.draft.plan.tasks[3].text == bench.draft.plan.tasks[2].text
    press(view, Qt.Key.Key_Delete)
    assert [task.id for task in bench.draft.plan.tasks] == ids and page.list.current == 3
    press(view, Qt.Key.Key_Insert)
    assert page.list.current == 4 and bench.draft.plan.tasks[4].text.zh == ""
    assert QApplication.focusWidget() is page.detail.form.widget("text.zh")
    QTest.keyClicks(page.detail.form.widget("text.zh"), "go")
    assert bench.draft.plan.tasks[4].text.zh == "go"
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    assert page.detail.form.isAncestorOf(QApplication.focusWidget())
    editor.undo()
    editor.undo()
    assert [task.id for task in bench.draft.plan.tasks] == ids


def test_keys_walk_the_parts_and_fold_the_side(editor: PlanEditor) -> None:
    editor.outline.setFocus()
    press(editor.outline, Qt.Key.Key_PageDown, CTRL)
    assert editor.part == "basis"
    press(editor.outline, Qt.Key.Key_PageUp, CTRL)
    press(editor.outline, Qt.Key.Key_PageUp, CTRL)
    assert editor.part == "head"
    press(editor.outline, Qt.Key.Key_F4)
    assert not editor.side.isVisible()
    press(editor.outline, Qt.Key.Key_F4)
    assert editor.side.isVisible()


def test_everything_that_asks_is_reached_by_tab(editor: PlanEditor) -> None:
    editor.go(Place("tasks", 0))
    page = editor.page("tasks")
    wanted = {form.widget(key) for form in (page.detail.form,) for key in form.values() if form.widget(key).isVisible()}
    editor.outline.setFocus()
    seen: set[QWidget] = set()
    for _ in range(120):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert wanted <= seen
    assert {page.list.view, editor.outline, editor.side.problems.list} & seen
    assert {editor.buttons["save"], editor.buttons["back"]} & seen or not editor.buttons["save"].isEnabled()


def test_findings_follow_the_typing_and_lead_to_their_field(editor: PlanEditor, qtbot: QtBot) -> None:
    editor.go(Place("evacuate", None, "text.zh"))
    form = form_of(editor, "evacuate")
    form.widget("text.zh").setPlainText("")
    qtbot.waitUntil(lambda: editor.side.problems.list.count() == 1)
    assert "不能为空" in form.error("text.zh") and form.widget("text.zh").property("invalid") == "true"
    entry = next(one for one in editor.session.bench.outline() if one.part == "evacuate")
    assert entry.problems == 1 and "1" in editor.side.tabs.tabText(0)
    editor.go(Place("head"))
    item = editor.side.problems.list.item(0)
    editor.side.problems.list.itemActivated.emit(item)
    assert editor.part == "evacuate" and QApplication.focusWidget() is form.widget("text.zh")
    form.widget("text.zh").setPlainText("全部撤离")
    qtbot.waitUntil(lambda: editor.side.problems.list.count() == 0)
    assert form.error("text.zh") == ""


def test_a_finding_of_an_element_marks_its_row(editor: PlanEditor, qtbot: QtBot) -> None:
    law = Basis("某法", "第一条", RuleStatus.STATUTORY, Checked.UNVERIFIED)
    editor.session.apply(lambda draft: set_value(draft, ("tasks", 6, "basis"), law), Place("tasks", 6))
    editor.session.look_now()
    editor.go(Place("tasks", 6, "basis"))
    page = editor.page("tasks")
    assert page.list.model.row_at(6).problems == 1
    basis = page.detail.form.editor("basis")
    assert "核对" in page.detail.form.error("basis") and basis.details.isVisible()
    basis.details.set_values({"status": "local"})
    basis.details.changed.emit("status")
    assert editor.session.bench.draft.plan.tasks[6].basis == replace(law, status=RuleStatus.LOCAL)
    editor.session.look_now()
    assert page.list.model.row_at(6).problems == 0 and page.detail.form.error("basis") == ""


def test_a_basis_in_use_is_picked_again(editor: PlanEditor) -> None:
    editor.go(Place("tasks", 0, "basis"))
    form, bench = form_of(editor, "tasks"), editor.session.bench
    other = next(one for one in bench.bases() if one != bench.draft.plan.tasks[0].basis)
    basis = form.editor("basis")
    basis._finder.write(other)
    assert bench.draft.plan.tasks[0].basis == other
    assert basis.details.values()["article"] == (other.article or None)
    basis.details.widget("article").setText("第二条")
    assert bench.draft.plan.tasks[0].basis == replace(other, article="第二条")
    assert bench.draft.plan.basis.count(other) == whole().plan.basis.count(other)
    basis._finder.focus_widget.setEditText("没有这个依据")
    assert not form.readable("basis")


def test_levels_are_ticked_and_links_are_ticked_in_the_text(editor: PlanEditor, qtbot: QtBot) -> None:
    editor.go(Place("tasks", 1, "levels"))
    form, bench = form_of(editor, "tasks"), editor.session.bench
    box = form.widget("levels")
    had = bench.draft.plan.tasks[1].levels
    QTest.keyClicks(box, "4")
    assert set(bench.draft.plan.tasks[1].levels) ^ set(had) == {ResponseLevel.IV}
    links = form.editor("links")
    dialog = LinksDialog(editor, links._paragraphs(), ("4.5", "99.9"))
    qtbot.addWidget(dialog)
    assert "一级（红）" in dialog.preview.toPlainText() and dialog.ticked == ("4.5", "99.9")
    dialog.search.setText("4.12")
    shown = [at for at in range(dialog.list.count()) if not dialog.list.item(at).isHidden()]
    assert len(shown) == 1
    dialog.list.item(shown[0]).setCheckState(Qt.CheckState.Checked)
    assert dialog.ticked == ("4.5", "4.12", "99.9")
    links.write(dialog.ticked)
    assert bench.draft.plan.links[f"tasks/{bench.draft.plan.tasks[1].id}"] == ("4.5", "4.12", "99.9")
    editor.session.look_now()
    assert "99.9" in form.error("links")


def test_an_unknown_role_is_shown_as_it_is_written(editor: PlanEditor) -> None:
    editor.session.apply(lambda draft: set_value(draft, ("tasks", 0, "role"), "dragon_boat"), Place("tasks", 0))
    editor.go(Place("tasks", 0, "role"))
    form = form_of(editor, "tasks")
    assert "dragon_boat" in form.widget("role").currentText()
    editor.session.look_now()
    assert "dragon_boat" in form.error("role")
    form.set_values({"role": "fire"})
    form.changed.emit("role")
    assert editor.session.bench.draft.plan.tasks[0].role == "fire"


def test_a_condition_is_built_by_keyboard(editor: PlanEditor, qtbot: QtBot) -> None:
    editor.go(Place("levels", 3, "when"))
    form, bench = form_of(editor, "levels"), editor.session.bench
    built = form.editor("when")
    assert QApplication.focusWidget() is built.list
    before = bench.draft.plan.levels[3].when
    press(built.list, Qt.Key.Key_Insert)
    assert len(bench.draft.plan.levels[3].when.any) == len(before.any) + 1
    press(built.list, Qt.Key.Key_Up, ALT)
    press(built.list, Qt.Key.Key_Insert, SHIFT)
    press(built.list, Qt.Key.Key_Insert)
    assert [len(part.all) for part in bench.draft.plan.levels[3].when.any if part.all] == [2]
    press(built.list, Qt.Key.Key_Delete)
    press(built.list, Qt.Key.Key_Home)
    for _ in range(9):
        press(built.list, Qt.Key.Key_Delete)
    assert bench.draft.plan.levels[3].when == Condition() and "一律" in built.sentence.text()
    press(built.list, Qt.Key.Key_Insert)
    built.select((0,))
    press(built.list, Qt.Key.Key_Return)
    assert built.strip.widget.isAncestorOf(QApplication.focusWidget())
    built.strip.fact.write("dead")
    built.strip.op.setCurrentIndex(built.strip.op.findData("ge"))
    built.strip._value.focus_widget.setText("3")
    three = Condition(any=(Condition(fact="dead", ge=3.0),))
    assert bench.draft.plan.levels[3].when == three
    assert built.sentence.text() == "死亡 ≥ 3 人"
    built.strip._value.focus_widget.setText("")
    assert bench.draft.plan.levels[3].when == three
    built.strip.fact.write("severity")
    built.strip.op.setCurrentIndex(built.strip.op.findData("one_of"))
    built.strip._value.write(("I", "II"))
    assert bench.draft.plan.levels[3].when == Condition(any=(Condition(fact="severity", one_of=("I", "II")),))
    while bench.history.can_undo:
        editor.undo()
    assert bench.draft.plan.levels[3].when == before and built.read() == before


def test_a_group_is_joined_otherwise_and_its_words_are_taken_over(editor: PlanEditor) -> None:
    editor.go(Place("levels", 0, "when"))
    form, bench = form_of(editor, "levels"), editor.session.bench
    built = form.editor("when")
    built.select(())
    built.strip.join.setCurrentIndex(built.strip.join.findData("all"))
    assert bench.draft.plan.levels[0].when.all and not bench.draft.plan.levels[0].when.any
    assert "，且" in built.sentence.text()
    built.words_wanted.emit()
    words = bench.draft.plan.levels[0].conditions
    assert words.zh.startswith("同时具备下列情形的：") and words.en.startswith("All of these: ")
    assert form.widget("conditions.zh").toPlainText() == words.zh
    editor.undo()
    editor.undo()
    assert bench.draft.plan == whole().plan


def test_english_texts_are_shown_when_asked_for(editor: PlanEditor) -> None:
    editor.go(Place("tasks", 0))
    form = form_of(editor, "tasks")
    assert not form.widget("text.en").isVisible()
    editor.buttons["english"].click()
    assert form.widget("text.en").isVisible()
    form.widget("text.en").setPlainText("Go at once")
    assert editor.session.bench.draft.plan.tasks[0].text.en == "Go at once"


def test_fields_that_hang_on_another_answer(editor: PlanEditor) -> None:
    editor.go(Place("reporting"))
    editor.page("reporting").list.add()
    form, bench = form_of(editor, "reporting"), editor.session.bench
    assert not form.widget("repeat.every_min").isVisible() and not form.widget("immediate_min").isVisible()
    form.widget("repeats").setChecked(True)
    form.widget("immediately").setChecked(True)
    assert form.widget("repeat.every_min").isVisible() and form.widget("immediate_min").isVisible()
    form.widget("repeat.daily_at").setText("08:00、17:00")
    assert bench.draft.plan.reporting[0].repeat.daily_at == ("08:00", "17:00")
    editor.go(Place("upkeep", None, "drill.every_months"))
    form = form_of(editor, "upkeep")
    form.widget("drill.every_months").setText("")
    assert not form.widget("drill.basis").isVisible()
    form.widget("drill.every_months").setText("24")
    assert bench.draft.plan.drill.every_months == 24 and form.widget("drill.basis").isVisible()


def test_the_id_of_a_new_plan_can_be_changed_and_that_of_a_version_cannot(board: Board, editor: PlanEditor, qtbot: QtBot) -> None:
    form = form_of(editor, "head")
    assert not form.widget("id").isEnabled() and form.widget("version").isEnabled()
    fresh = opened_on(board, qtbot, Opened(whole()))
    assert form_of(fresh, "head").widget("id").isEnabled()


def _waiting() -> Opened:
    task = whole().plan.tasks[0]
    items = (
        ExtractedItem("i1", f"tasks/{task.id}", "4.9", "微型消防站1分钟出动", "limit", 0.9),
        ExtractedItem("i2", "scope", "1.3", "适用范围", "scope", 0.8),
    )
    return Opened(whole(), extraction=Extraction("老预案.docx", "0" * 64, items, ()))


def test_parts_that_wait_for_a_verdict_are_marked(board: Board, qtbot: QtBot) -> None:
    editor = opened_on(board, qtbot, _waiting())
    editor.go(Place("tasks", 0))
    page = editor.page("tasks")
    assert page.bar.isVisible() and "老预案.docx" in page.bar._words.text() and page.list.model.row_at(0).waiting
    page.list.select(1)
    assert not page.bar.isVisible()
    editor.go(Place("scope"))
    assert editor.page("scope").bar.item is None or editor.page("scope").bar.item.id == "i2"
    assert {one.part: one.waiting for one in editor.session.bench.outline() if one.waiting} == {"tasks": 1, "scope": 1}


def test_a_case_that_fails_says_where_and_takes_the_present_outcome(editor: PlanEditor, qtbot: QtBot) -> None:
    editor.session.apply(
        lambda draft: set_value(draft, ("cases", 2, "expect", "level"), ResponseLevel.IV), Place("cases", 2)
    )
    editor.session.look_now()
    editor.go(Place("cases", 2))
    page = editor.page("cases")
    assert "应为四级响应" in page._outcome.text() and page.list.model.row_at(2).problems == 1
    assert any("测试用例 3" in one.where for one in editor.session.bench.findings.all)
    page._accept.click()
    assert page.list.model.row_at(2).problems == 0 and editor.session.bench.draft.content.cases[2].expect.level.value == "II"
    assert "一致" in page._outcome.text() or page._outcome.text()


def test_the_trial_follows_the_draft_and_keeps_what_was_invented(editor: PlanEditor, qtbot: QtBot) -> None:
    side = editor.side
    side.tabs.setCurrentWidget(side.trial)
    qtbot.waitUntil(lambda: side.try_it.form is not None)
    assert side.try_it.invent("A-FIR", {"trapped": 2, "open_flame": True})
    assert side.try_it.facts() == {"trapped": 2, "open_flame": True}
    assert not side.try_it.invent("N-FLD", {"dead": 1})
    before = side.try_it.results.sections
    editor.session.apply(lambda draft: set_value(draft, ("tasks", 0, "text", "zh"), "全新的任务"), Place("tasks", 0))
    qtbot.waitUntil(lambda: side.try_it.results.sections != before)
    assert any(line.text == "全新的任务" for section in side.try_it.results.sections for line in section.lines)
    assert side.try_it.facts() == {"trapped": 2, "open_flame": True}
    qtbot.waitUntil(lambda: not active_timers(editor.side))


def test_the_facts_of_a_case_are_changed_in_the_trial(editor: PlanEditor, board: Board) -> None:
    editor.go(Place("cases", 1))
    case = editor.session.bench.draft.content.cases[1]
    editor.page("cases")._open.click()
    assert editor.side.try_it.facts() == case.facts
    editor.side.try_it.invent(case.kind, {**case.facts, "trapped": 1})
    board.run(editor.side.keep_case())
    changed = editor.session.bench.draft.content.cases[1]
    assert changed.name == case.name and changed.facts["trapped"] == 1 and changed.expect.level is ResponseLevel.I
    editor.session.look_now()
    assert not editor.session.bench.findings.by_row("cases")


def test_links_are_seen_and_made_from_the_text(editor: PlanEditor) -> None:
    bench = editor.session.bench
    editor.session.apply(lambda draft: set_links(draft, "tasks/search", ("4.12",)), Place("tasks"))
    editor.go(Place("text", None, "4.12"))
    page = editor.page("text")
    assert page.current_key == "4.12" and "4.12" in page._pointing.text()
    go, drop = (page._flow.itemAt(at).widget() for at in (0, 1))
    assert "任务" in go.text()
    drop.click()
    assert "tasks/search" not in bench.draft.plan.links
    editor.undo()
    go = page._flow.itemAt(0).widget()
    go.click()
    assert editor.part == "tasks" and bench.draft.plan.tasks[editor.page("tasks").list.current].id == "search"


def test_a_locked_draft_can_be_read_and_not_changed(editor: PlanEditor) -> None:
    editor.session.read_only = True
    editor.session.restart()
    editor.go(Place("tasks", 0))
    page = editor.page("tasks")
    assert not page.detail.form.isEnabled() and not page.list.buttons["add"].isEnabled()
    page.list.add()
    editor.undo()
    assert editor.session.bench.draft.content == whole()
    assert PART["tasks"].list is not None
