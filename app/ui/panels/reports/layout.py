"""How the tabs with a ledger stand: the table above; below it what its row says and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.table import RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text


def table_over_detail(tab: QWidget, table: RowsView, detail: Text, *buttons: Button) -> None:
    """Lay the tab out so; the table takes all the room that is left."""
    theme = current_theme()
    foot = QHBoxLayout()
    foot.setSpacing(theme.length("s"))
    foot.addWidget(detail, 1)
    for button in buttons:
        foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout(tab)
    column.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
    column.setSpacing(theme.length("s"))
    column.addWidget(table, 1)
    column.addLayout(foot)
    detail.setMinimumHeight(theme.px(60))
