"""Problems of a file as a list that can be searched and exported, each with its place and its mend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.kernel.errors import Problem
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services


def problem_view(services: Services) -> RowsView:
    """An empty list of problems; rows are numbered problems (see :func:`rows_of`)."""
    def words(row: tuple[int, Problem]) -> str:
        return services.wording.say(f"problem.{row[1].code}", **row[1].facts)

    columns = (
        Column(key="line", title=translate("Layers", "No."), text=lambda row: str(row[1].line or ""), sort=lambda row: row[1].line,
               align="right", width=64),
        Column(key="field", title=translate("Layers", "Field"), text=lambda row: row[1].field, width=110),
        Column(key="what", title=translate("Layers", "What is wrong, and the mend"), text=words, tip=words, stretch=True),
    )
    return RowsView(
        columns, lambda row: str(row[0]), title=translate("Layers", "Problems"),
        empty=(translate("Layers", "Nothing to remark"), translate("Layers", "Every feature can be used as it is")),
    )


def rows_of(problems: Sequence[Problem]) -> list[tuple[int, Problem]]:
    """The problems as rows."""
    return list(enumerate(problems))


async def show_problems(services: Services, parent: QWidget, title: str, problems: Sequence[Problem], text: str = "") -> None:
    """The list in a dialog."""
    dialog = KitDialog(parent, title, text)
    view = problem_view(services)
    view.set_rows(rows_of(problems))
    view.setMinimumSize(current_theme().px(760), current_theme().px(300))
    dialog.content.addWidget(view)
    dialog.add_answer(Answer("ok", translate("Layers", "Close"), "primary"), default=True)
    await show(dialog)
