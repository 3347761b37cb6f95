from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit.form import Choice, Field, FieldKind, Form
from tests.ui.kit.conftest import NOW

KINDS = (
    Choice("A-FIR", "房屋火灾", "A-FIR fwhz"),
    Choice("N-FLD", "洪涝", "N-FLD hl"),
    Choice("A-RDT", "道路交通事故", "A-RDT dljtsg"),
)
FLAGS = (Choice("s", "涉学校"), Choice("w", "涉外"), Choice("p", "舆情"))
FIELDS = (
    Field(key="kind", label="类别", kind=FieldKind.CHOICE, choices=KINDS, required=True),
    Field(key="place", label="地点", required=True, max_length=10),
    Field(key="at", label="时间", kind=FieldKind.DATETIME),
    Field(key="dead", label="死亡", kind=FieldKind.INT, minimum=0, unit="人"),
    Field(
        key="loss",
        label="损失",
        kind=FieldKind.DECIMAL,
        unit="万元",
        check=lambda value: "奇怪" if value == 13 else "",
    ),
    Field(key="flags", label="要素", kind=FieldKind.FLAGS, choices=FLAGS),
    Field(key="known", label="已核实", kind=FieldKind.TOGGLE),
)


@pytest.fixture
def form(dressed, qtbot) -> Form:
    form = Form(FIELDS, now=lambda: NOW)
    qtbot.addWidget(form)
    form.resize(800, 500)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def focused(form: Form) -> str:
    widget = QApplication.focusWidget()
    return next((key for key in form.values() if form.widget(key) is widget), "?")


def enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_whole_form_by_keyboard_alone(form: Form, qtbot) -> None:
    form.focus_first()
    assert focused(form) == "kind"
    QTest.keyClicks(form.widget("kind"), "dljt")
    enter(form.widget("kind"))
    qtbot.waitUntil(lambda: focused(form) == "place")
    assert form.values()["kind"] == "A-RDT"
    QTest.keyClicks(form.widget("place"), "qsc 3")
    enter(form.widget("place"))
    QTest.keyClicks(form.widget("at"), "2340")
    enter(form.widget("at"))
    QTest.keyClick(form.widget("dead"), Qt.Key.Key_Up)
    QTest.keyClick(form.widget("dead"), Qt.Key.Key_Up)
    enter(form.widget("dead"))
    QTest.keyClicks(form.widget("loss"), "1,200.50")
    enter(form.widget("loss"))
    QTest.keyClicks(form.widget("flags"), "13")
    enter(form.widget("flags"))
    QTest.keyClick(form.widget("known"), Qt.Key.Key_Space)
    with qtbot.waitSignal(form.submitted):
        enter(form.widget("known"))
    assert form.values() == {
        "kind": "A-RDT",
        "place": "qsc 3",
        "at": NOW.replace(day=17, hour=15, minute=40, second=0),
        "dead": 2,
        "loss": Decimal("1200.50"),
        "flags": ("s", "p"),
        "known": True,
    }


def test_first_error_takes_the_focus(form: Form, qtbot) -> None:
    form.set_values({"kind": "A-FIR"})
    with qtbot.assertNotEmitted(form.submitted):
        QTest.keyClick(form.widget("loss"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focused(form) == "place"
    assert form.error("place") == "Required"
    assert form.widget("place").property("invalid") == "true"
    assert form.widget("place").accessibleDescription() == "Required"


@pytest.mark.parametrize(
    ("key", "typed", "wrong"),
    [
        ("dead", "-1", True),
        ("dead", "abc", True),
        ("dead", "1.5", True),
        ("dead", "３", False),
        ("dead", "", False),
        ("dead", "1e999999999", True),
        ("dead", "nan", True),
        ("loss", "1.234", True),
        ("loss", "13", True),
        ("loss", "12.5", False),
        ("at", "2599", True),
        ("at", "昨 23:40", False),
        ("place", "一二三四五六七八九十一", True),
    ],
)
def test_errors_as_one_types(form: Form, key: str, typed: str, wrong: bool) -> None:
    form.widget(key).setText(typed)
    assert bool(form.error(key)) is wrong
    assert form.widget(key).property("invalid") == ("true" if wrong else "false")
    if wrong:
        assert form.values()[key] is None or key == "loss"


def test_nothing_is_red_before_it_is_touched(form: Form) -> None:
    assert form.widget("place").property("invalid") == "false"
    assert form.error("place") == "Required"


def test_refusal_stays_until_changed(form: Form) -> None:
    form.set_error("place", "不在辖区")
    assert form.error("place") == "不在辖区"
    form.widget("place").setText("青石村")
    assert form.error("place") == ""


def test_hidden_field_does_not_stop(form: Form) -> None:
    form.set_values({"kind": "A-FIR"})
    form.set_field_visible("place", False)
    assert form.validate()


def test_unknown_choice(form: Form) -> None:
    form.widget("kind").setEditText("没有这种")
    assert form.error("kind") == "Not in the list"
    with pytest.raises(ValueError):
        form.set_values({"kind": "nothing"})


def test_written_moment_keeps_its_seconds(form: Form) -> None:
    form.set_values({"at": NOW})
    assert form.values()["at"] == NOW
    form.widget("at").setText("-5")
    assert form.values()["at"] == NOW - timedelta(minutes=5)


def test_clear_and_columns(dressed, qtbot) -> None:
    form = Form(FIELDS, now=lambda: NOW, columns=2)
    qtbot.addWidget(form)
    form.set_values({"place": "青石村", "dead": 3})
    form.clear()
    assert form.values() == {
        "kind": None,
        "place": None,
        "at": None,
        "dead": None,
        "loss": None,
        "flags": (),
        "known": False,
    }
    with pytest.raises(ValueError, match="two fields"):
        Form((FIELDS[0], FIELDS[0]))
