"""Fields of several values, days, fields with an editor of their own; notes and refreshes that leave the cursor alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.kit.form import Choice, Field, FieldKind, Form
from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import BadInput, read_date
from app.ui.kit.own_undo import OwnUndo
from app.ui.kit.quiet import Quiet
from tests.ui.kit.conftest import NOW

ROLES = (Choice("police", "派出所", "pcs"), Choice("fire", "消防队", "xfd"), Choice("medical", "卫生院", "wsy"))


class Shout(Editor):
    """Upper case in, lower case out."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.textChanged.connect(self.changed)

    def read(self):
        return self.line.text().lower() or None

    def write(self, value):
        self.line.setText((value or "").upper())


FIELDS = (
    Field(key="text", label="内容", kind=FieldKind.MULTILINE),
    Field(key="members", label="成员", kind=FieldKind.PICKS, choices=ROLES),
    Field(key="lead", label="牵头", kind=FieldKind.CHOICE, choices=ROLES),
    Field(key="on", label="日期", kind=FieldKind.DATE),
    Field(key="due", label="时限", kind=FieldKind.INT, minimum=0),
    Field(key="own", label="自有", kind=FieldKind.CUSTOM, make=Shout),
)


@pytest.fixture
def form(dressed, qtbot) -> Form:
    made = Form(FIELDS, now=lambda: NOW, columns=2)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_values_are_picked_and_taken_out_by_keyboard(form: Form, qtbot) -> None:
    line = form.widget("members")
    line.setFocus()
    QTest.keyClicks(line, "xfd")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.value("members") == ("fire",))
    assert QApplication.focusWidget() is line and line.currentText() == ""
    form.activateWindow()  # the offscreen platform leaves the window to a list that has closed
    qtbot.waitUntil(form.isActiveWindow)
    line.setEditText("派出所")
    qtbot.waitUntil(lambda: form.value("members") == ("fire", "police"))
    QTest.keyClick(line, Qt.Key.Key_Left)
    chip = QApplication.focusWidget()
    assert chip.text() == "派出所"
    QTest.keyClick(chip, Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert form.value("members") == ("police",)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert form.value("members") == ()


def test_a_value_that_is_not_offered_is_shown_and_kept(form: Form) -> None:
    form.set_values({"members": ("police", "gone")})
    assert form.value("members") == ("police", "gone")
    form.set_choices("members", ROLES[1:])
    assert form.value("members") == ("police", "gone")


def test_other_choices_keep_the_answer_where_it_is_still_one(form: Form) -> None:
    form.set_values({"lead": "fire"})
    seen = []
    form.changed.connect(seen.append)
    form.set_choices("lead", (Choice("fire", "镇消防队"), Choice("x", "别的")))
    assert (form.value("lead"), form.widget("lead").currentText()) == ("fire", "镇消防队")
    form.set_choices("lead", (Choice("x", "别的"),))
    assert form.value("lead") is None and seen == []


def test_the_wheel_changes_no_answer(form: Form) -> None:
    form.set_values({"lead": "fire"})
    combo = form.widget("lead")
    centre = QPointF(combo.rect().center())
    event = QWheelEvent(
        centre, combo.mapToGlobal(centre), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(combo, event)
    assert form.value("lead") == "fire" and not event.isAccepted()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-07-18", date(2026, 7, 18)), ("20260718", date(2026, 7, 18)), ("7-18", date(2026, 7, 18)),
        ("２０２６年７月１日", date(2026, 7, 1)), ("12.31", date(2026, 12, 31)), ("", None),
    ],
)
def test_days_are_read(form: Form, typed: str, day: date | None) -> None:
    form.widget("on").setText(typed)
    assert form.value("on") == day and form.readable("on")


@pytest.mark.parametrize("typed", ["2026-02-30", "718", "soon", "20261301"])
def test_what_is_no_day_is_said(form: Form, typed: str) -> None:
    with pytest.raises(BadInput):
        read_date(typed, NOW)
    form.widget("on").setText(typed)
    assert form.error("on") and not form.readable("on")


def test_a_note_stays_beside_its_field_until_told_otherwise(form: Form) -> None:
    form.set_notes({"text": "此处不能为空"})
    assert form.error("text") == "此处不能为空" and form.widget("text").property("invalid") == "true"
    form.widget("text").setPlainText("一")
    assert form.error("text") == "此处不能为空"
    form.set_notes({})
    assert form.error("text") == "" and form.widget("text").property("invalid") == "false"


def test_a_refresh_moves_no_cursor_and_sends_nothing(form: Form) -> None:
    seen = []
    text = form.widget("text")
    text.setPlainText("先报告 ")
    cursor = text.textCursor()
    cursor.setPosition(2)
    text.setTextCursor(cursor)
    form.changed.connect(seen.append)
    form.update_values({"text": "先报告", "due": 5})
    assert text.textCursor().position() == 2 and text.toPlainText() == "先报告 "
    assert form.value("due") == 5 and seen == []
    form.update_values({"text": "后报告"})
    assert text.toPlainText() == "后报告"


def test_a_half_typed_number_is_not_taken_away_from_whoever_types_it(form: Form) -> None:
    line = form.widget("due")
    line.setFocus()
    line.setText("1x")
    form.update_values({"due": 5})
    assert line.text() == "1x"
    form.widget("text").setFocus()
    form.update_values({"due": 5})
    assert line.text() == "5"


def test_a_field_may_bring_its_own_editor(form: Form) -> None:
    form.set_values({"own": "abc"})
    assert form.widget("own").text() == "ABC" and form.value("own") == "abc"


def test_undo_is_the_screens_own(dressed, qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line, text = QLineEdit(), QPlainTextEdit()
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(text)
    asked = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: asked.append(1))
    keeper = OwnUndo(page)
    keeper.watch(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for field in (line, text):
        field.setFocus()
        QTest.keyClicks(field, "ab")
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 2 and line.text() == "ab" and text.toPlainText() == "ab"


def test_quiet_waits_for_a_pause_but_not_for_ever(dressed, qtbot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    calls = []
    quiet = Quiet(lambda: calls.append(1), 60, owner, most_ms=150)
    for _ in range(12):
        quiet.stir()
        qtbot.wait(20)
    assert calls
    qtbot.waitUntil(lambda: not quiet.waiting)
    done = len(calls)
    quiet.flush()
    assert len(calls) == done
    quiet.stir()
    quiet.flush()
    assert len(calls) == done + 1 and not quiet.waiting
    quiet.stir()
    quiet.drop()
    qtbot.wait(100)
    assert len(calls) == done + 1
