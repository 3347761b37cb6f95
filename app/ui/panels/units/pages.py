"""What the tabs of the forces board share: a table with its buttons, and tables beside one another."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.ui.kit.table import RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, FlowLayout, Text
from app.ui.services import Services

MANY = 3
"""From so many buttons on they have a line of their own."""


def titled(title: str, table: QWidget, *buttons: Button) -> QWidget:
    """A table under its heading and its buttons; they share the table's own tool line where they find room there."""
    theme = current_theme()
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.length("xs"))
    if isinstance(table, RowsView) and len(buttons) < MANY:
        searched = not table.search.isHidden()
        for place, widget in enumerate((*((Text(title, "section"),) if title else ()), *buttons)):
            table.toolbar.insertWidget(place + (1 if searched and not title else 0), widget)
    elif title or buttons:
        row = QWidget()
        flow = FlowLayout(row, theme.length("s"))
        heading = Text(title, "section")
        heading.setMinimumHeight(max((one.sizeHint().height() for one in buttons), default=0))  # in line with its buttons
        for widget in (*((heading,) if title else ()), *buttons):
            flow.addWidget(widget)
        column.addWidget(row)
    column.addWidget(table, 1)
    return page


def side_by_side(page: QWidget, left: QWidget, right: QWidget, sizes: tuple[int, int], memory: Any = None, key: str = "") -> None:
    """Fill a page with two parts and a handle between them; the left one takes what is to spare."""
    theme = current_theme()
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(0, 1)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes([theme.px(one) for one in sizes])
    if memory is not None:
        memory.keep_splitter(key, splitter)
    row = QHBoxLayout(page)
    row.setContentsMargins(*(theme.length("s"),) * 4)
    row.addWidget(splitter)


def stacked(*parts: QWidget) -> QSplitter:
    """Parts under one another with handles between them."""
    splitter = QSplitter(Qt.Orientation.Vertical)
    for place, part in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, 1)
    splitter.setChildrenCollapsible(False)
    return splitter


def acts(services: Services, owner: QWidget, button: Button, work: Callable[[], Coroutine[Any, Any, Any] | None]) -> None:
    """Do this when the button is pressed; nothing where there is nothing to do it with."""

    def pressed() -> None:
        coroutine = work()
        if coroutine is not None:
            services.run(coroutine, owner)

    button.clicked.connect(pressed)


def offer(services: Services, table: RowsView, button: Button) -> None:
    """The next step that an empty list offers is this button's; where it cannot be taken yet, the button's tip says why."""

    def offered() -> None:
        if button.isEnabled():
            button.click()
        else:
            services.navigator.say(button.toolTip(), "watch")

    table.offered.connect(offered)


def keep_first(table: RowsView) -> None:
    """Choose the first row where none is chosen."""
    if table.current is None and table.model.rowCount():
        table.select(table.model.id_at(0), scroll=False)
