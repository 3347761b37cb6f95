"""Two versions of a plan side by side: the parts that differ, and the prose paragraph by paragraph."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QTabWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.plan.difference import differences, text_differences
from app.domain.planning.model import PlanContent
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Text
from app.ui.panels.plans.versions_presenter import VersionsPresenter, passage_rows
from app.ui.services import Services


class DifferenceDialog(KitDialog):
    """Shows what differs; nothing can be changed here."""

    def __init__(
        self, services: Services, parent: QWidget | None, old: tuple[str, PlanContent], new: tuple[str, PlanContent]
    ) -> None:
        title = self.tr("Difference: {old} → {new}").format(old=old[0], new=new[0])
        super().__init__(parent, title)
        theme = current_theme()
        words = VersionsPresenter(services.wording)
        changes = words.changes(differences(old[1].plan, new[1].plan))
        self.parts = RowsView(
            self._columns(old[0], new[0]), lambda row: row.key, title=title, initials=search_keys,
            empty=(self.tr("No part differs"), ""),
        )
        self.parts.set_rows(changes)
        self._whole = Text("")
        self._whole.setWordWrap(True)
        self._whole.setMinimumHeight(theme.px(64))
        self.parts.selected.connect(lambda row: self._whole.setText(f"{row.before}\n→ {row.after}" if row else ""))
        self._passages = [
            {"key": str(place), "before": before, "after": after, "same": same}
            for place, (before, after, same) in enumerate(passage_rows(text_differences(old[1].text, new[1].text)))
        ]
        self.prose = RowsView(
            self._prose_columns(old[0], new[0]), lambda row: row["key"], title=title, initials=search_keys,
            empty=(self.tr("The prose does not differ"), ""),
        )
        self._all = QCheckBox(self.tr("Equal paragraphs too"))
        self._all.toggled.connect(lambda _: self._show_prose())
        self._show_prose()
        tabs = QTabWidget()
        tabs.addTab(self._page(self.parts, self._whole), self.tr("Parts ({count})").format(count=len(changes)))
        changed = sum(not one["same"] for one in self._passages)
        tabs.addTab(self._page(self._all, self.prose), self.tr("Prose ({count})").format(count=changed))
        self.content.addWidget(tabs)
        self.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
        self.resize(theme.px(1080), theme.px(620))

    def _show_prose(self) -> None:
        self.prose.set_rows([one for one in self._passages if self._all.isChecked() or not one["same"]])

    def _page(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget, 1 if isinstance(widget, RowsView) else 0)
        return page

    def _columns(self, old: str, new: str) -> tuple[Column, ...]:
        return (
            Column(key="kind", title=self.tr("Change"), text=lambda r: r.kind, tone=lambda r: r.tone, badge=True, width=88),
            Column(key="part", title=self.tr("Part"), text=lambda r: r.part, tip=lambda r: r.part, width=300),
            Column(key="before", title=old, text=lambda r: r.before, tip=lambda r: r.before, width=280),
            Column(key="after", title=new, text=lambda r: r.after, tip=lambda r: r.after, width=280, stretch=True),
        )

    def _prose_columns(self, old: str, new: str) -> tuple[Column, ...]:
        def mark(row: dict[str, Any]) -> str:
            if row["same"]:
                return ""
            return self.tr("added") if not row["before"] else self.tr("removed") if not row["after"] else self.tr("changed")

        return (
            Column(key="mark", title=self.tr("Change"), text=mark, tone=lambda r: "muted" if r["same"] else "info", badge=True,
                   width=88),
            Column(key="before", title=old, text=lambda r: r["before"], tip=lambda r: r["before"], width=440),
            Column(key="after", title=new, text=lambda r: r["after"], tip=lambda r: r["after"], width=440, stretch=True),
        )


async def show_difference(
    services: Services, parent: QWidget | None, old: tuple[str, PlanContent], new: tuple[str, PlanContent]
) -> None:
    """Show what differs between two versions, each with its name."""
    await show(DifferenceDialog(services, parent, old, new))
