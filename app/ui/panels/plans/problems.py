"""The catalogue files that could not be used, each with file, line, field and mend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.catalog.wording import Wording
from app.kernel.errors import Problem
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme


async def show_problems(parent: QWidget, wording: Wording, problems: Sequence[Problem]) -> None:
    """List them until a person closes the list."""

    def what(row: tuple[int, Problem]) -> str:
        return wording.say(f"problem.{row[1].code}", **row[1].facts)

    text = translate("Plans", "These files were left out; everything else works. Mend them and start the desk again.")
    dialog = KitDialog(parent, translate("Plans", "Files that could not be used"), text)
    columns = (
        Column(key="file", title=translate("Plans", "File"), text=lambda row: row[1].file, width=190),
        Column(key="line", title=translate("Plans", "Line"), text=lambda row: str(row[1].line or ""), sort=lambda row: row[1].line,
               align="right", width=56),
        Column(key="field", title=translate("Plans", "Field"), text=lambda row: row[1].field, tip=lambda row: row[1].field,
               width=170),
        Column(key="what", title=translate("Plans", "What is wrong, and the mend"), text=what, tip=what, stretch=True),
    )
    view = RowsView(columns, lambda row: str(row[0]), title=translate("Plans", "Problems"))
    view.set_rows(list(enumerate(problems)))
    view.setMinimumSize(current_theme().px(820), current_theme().px(320))
    dialog.content.addWidget(view)
    dialog.add_answer(Answer("ok", translate("Plans", "Close"), "primary"), default=True)
    await show(dialog)
