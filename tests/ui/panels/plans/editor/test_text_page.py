"""The page of the prose: typed, searched, previewed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.panels.plans.editor.editing import set_links
from app.ui.panels.plans.editor.editor import PlanEditor
from app.ui.panels.plans.editor.findings import Place
from tests.ui.panels.plans.editor.conftest import whole
from tests.ui.panels.plans.editor.test_editor import CTRL, SHIFT, active_timers, editor, press

__all__ = ["editor"]


def test_the_text_is_typed_searched_and_given_a_paragraph(editor: PlanEditor, qtbot: QtBot) -> None:
    bench = editor.session.bench
    editor.session.apply(lambda draft: set_links(draft, "scope", ("4.13",)), Place("scope"))
    editor.go(Place("text", None, "4.12"))
    page = editor.page("text")
    press(page.edit, Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(page.edit, "new words")
    page.flush()
    assert "\n\n4.13 new words\n" in bench.draft.content.text and bench.draft.plan.links["scope"] == ("4.14",)
    press(page.edit, Qt.Key.Key_Z, CTRL)
    press(page.edit, Qt.Key.Key_Z, CTRL)
    assert bench.draft.content.text == whole().text == page.edit.toPlainText()
    assert bench.draft.plan.links["scope"] == ("4.13",)
    page.search.setText("铜锣")
    assert page.edit.textCursor().selectedText() == "铜锣" and page.current_key == "6.3"
    page.search.setText("没有这个词")
    assert page.search.property("invalid") == "true"
    page.search.setText("建议值")
    first = page.edit.textCursor().selectionStart()
    press(page.edit, Qt.Key.Key_F3)
    assert page.edit.textCursor().selectionStart() > first
    press(page.edit, Qt.Key.Key_F3, SHIFT)
    assert page.edit.textCursor().selectionStart() == first
    page.list.setCurrentRow(0)
    assert page.edit.textCursor().blockNumber() == 0


def test_typing_in_the_text_is_taken_after_a_pause_and_before_one_leaves(editor: PlanEditor, qtbot: QtBot) -> None:
    bench = editor.session.bench
    editor.go(Place("text"))
    page = editor.page("text")
    QTest.keyClicks(page.edit, "x")
    assert "x" not in bench.draft.content.text[:2]
    qtbot.waitUntil(lambda: bench.draft.content.text.startswith("x"))
    QTest.keyClicks(page.edit, "y")
    editor.go(Place("head"))
    assert bench.draft.content.text.startswith("xy") and bench.is_changed
    qtbot.waitUntil(lambda: not active_timers(page))


def test_the_preview_hides_anchors_and_loads_nothing(editor: PlanEditor) -> None:
    editor.go(Place("text"))
    page = editor.page("text")
    page._preview_button.setChecked(True)
    page.edit.setPlainText("# 标题 {#top}\n\n1.1 正文 {#p1}\n\n![x](file:///etc/hostname)")
    page.flush()
    assert "{#" not in page.preview.toPlainText() and "正文" in page.preview.toPlainText()
