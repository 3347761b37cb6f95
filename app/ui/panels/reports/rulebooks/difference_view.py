"""What two rulebooks say differently, as a list that can be searched, sorted and exported."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.reporting.difference import differences
from app.domain.reporting.model import Rulebook
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Text
from app.ui.panels.reports.rulebooks.presenter import ChangeRow, change_rows
from app.ui.services import Services


class DifferenceView(QWidget):
    """Nothing can be changed here."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._about = Text("", "caption")
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Differences"), initials=search_keys,
            empty=(self.tr("Both say the same"), self.tr("The order of the rules does not count.")),
        )
        self._whole = Text("")
        self._whole.setWordWrap(True)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole.setMinimumHeight(current_theme().px(56))
        self.table.selected.connect(self._show_whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(current_theme().length("s"), current_theme().length("s"), 0, 0)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)

    def compare(self, old: Rulebook, new: Rulebook) -> None:
        """Show what the new one says otherwise."""
        services = self._services
        words = services.wording
        named = [f"{words.text(one.title)} {one.version}" for one in (old, new)]
        self._about.setText(f"{named[0]} → {named[1]}")
        describer = Describer(services.workspace.desk.reference, words)
        self.table.set_rows(change_rows(differences(old, new), words, describer))

    def say_nothing_to_compare(self) -> None:
        """There is no other rulebook."""
        self._about.setText(self.tr("There is no rulebook in force to compare with."))
        self.table.set_rows(())

    def _show_whole(self, row: ChangeRow | None) -> None:
        self._whole.setText(f"{row.before or '—'}\n→ {row.after or '—'}" if row is not None and row.field else "")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="change", title=self.tr("Change"), text=lambda r: r.change, tone=lambda r: r.tone, badge=True, width=88),
            Column(key="rule", title=self.tr("Rule"), text=lambda r: r.rule, tip=lambda r: r.rule, width=230),
            Column(key="field", title=self.tr("Field"), text=lambda r: r.field, width=120),
            Column(key="before", title=self.tr("Before"), text=lambda r: r.before, tip=lambda r: r.before, width=250),
            Column(key="after", title=self.tr("After"), text=lambda r: r.after, tip=lambda r: r.after, width=250, stretch=True),
        )


async def show_difference(services: Services, parent: QWidget, old: Rulebook, new: Rulebook) -> None:
    """Show what differs between two versions until a person closes it."""
    dialog = KitDialog(parent, translate("Rulebooks", "What differs"))
    view = DifferenceView(services, dialog)
    view.compare(old, new)
    dialog.content.addWidget(view)
    dialog.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
    theme = current_theme()
    dialog.resize(theme.px(1040), theme.px(560))
    await show(dialog)
