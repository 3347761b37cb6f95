"""What gives way when room is short: strips, small fields, extra columns; and icons that follow the theme at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.kit.flow import Strip
from app.ui.kit.form import Field, FieldKind, Form
from app.ui.kit.form_fields import places
from app.ui.kit.icons import Button, icon
from app.ui.kit.labels import urgent_tone
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Theme, Tone

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)


def _boxes(count: int, width: int = 60) -> list[QWidget]:
    made = []
    for place in range(count):
        box = QLabel(str(place))
        box.setFixedSize(width, 20)
        made.append(box)
    return made


def _seen(strip: Strip, boxes: list[QWidget]) -> int:
    return sum(1 for box in boxes if strip.rect().contains(box.geometry()))


def test_a_strip_counts_what_finds_no_room(dressed: QApplication) -> None:
    strip = Strip(2, 4, 4)
    boxes = _boxes(9)
    strip.show_widgets(boxes, "all of it")
    strip.resize(200, 44)
    strip.show()
    dressed.processEvents()
    shown = _seen(strip, boxes)
    assert 4 <= shown < 9
    rest = strip.findChildren(QLabel)
    marks = [one for one in rest if one not in boxes and one.isVisible()]
    assert [one.text() for one in marks] == [f"+{9 - shown}"]
    assert strip.rect().contains(marks[0].geometry()) and strip.toolTip() == "all of it"


def test_a_strip_with_room_shows_all_and_counts_nothing(dressed: QApplication) -> None:
    strip = Strip(1, 4, 4)
    boxes = _boxes(3)
    strip.show_widgets(boxes)
    strip.resize(400, 20)
    strip.show()
    dressed.processEvents()
    assert _seen(strip, boxes) == 3
    assert not [one for one in strip.findChildren(QLabel) if one not in boxes and one.isVisible()]
    strip.show_widgets([])
    assert strip.isHidden()


def test_small_fields_share_a_line_and_enter_walks_through_them(dressed: QApplication) -> None:
    fields = [Field(key="where", label="Where", wide=True)]
    fields += [Field(key=f"n{place}", label="N", kind=FieldKind.INT, small=True) for place in range(4)]
    fields += [Field(key="after", label="After")]
    assert [line for line, _column, _span in places(fields, 2)] == [0, 1, 1, 1, 1, 2]
    form = Form(fields, now=lambda: NOW, columns=2)
    form.set_values({"n3": 7})
    assert form.values()["n3"] == 7
    form.resize(form.sizeHint())
    form.show()
    dressed.processEvents()
    tops = [form.widget(f"n{place}").geometry().top() for place in range(4)]
    assert tops[0] == tops[1] == tops[2] < tops[3] < form.widget("after").geometry().top()


def test_extra_columns_show_only_where_all_finds_room(dressed: QApplication) -> None:
    columns = (
        Column(key="name", title="Name", text=str, width=200, stretch=True),
        Column(key="more", title="More", text=str, width=200, extra=True),
        Column(key="most", title="Most", text=str, width=200, extra=True),
    )
    table = RowsView(columns, str)
    table.set_rows(["one"])
    table.show()
    hidden = []
    for width in (300, 480, 800):
        table.resize(width, 300)
        dressed.processEvents()
        hidden.append([table.view.isColumnHidden(place) for place in range(3)])
        assert not table.view.horizontalScrollBar().isVisible()
    assert hidden == [[False, True, True], [False, False, True], [False, False, False]]


def test_icons_follow_the_theme_before_its_signal(dressed: QApplication) -> None:
    def darkness() -> int:
        image = icon("search").pixmap(18, 18).toImage()
        drawn = [image.pixelColor(x, y) for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() > 200]
        return min(QColor(one).lightness() for one in drawn)

    button = Button("x", "search")
    button.show()
    light = darkness()
    Theme.load(name="dark").apply(dressed)
    assert darkness() > light + 60
    Theme.load(name="light").apply(dressed)
    assert darkness() == light


def test_word_and_count_agree_until_time_is_over() -> None:
    assert urgent_tone(Tone.WATCH, Tone.MUTED, timedelta(minutes=15)) == Tone.NEUTRAL
    assert urgent_tone(Tone.NEUTRAL, Tone.WARN, timedelta(hours=2)) == Tone.WARN
    assert urgent_tone(Tone.ALARM, Tone.WATCH, timedelta(seconds=-1)) == Tone.ALARM
