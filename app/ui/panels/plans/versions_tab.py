"""The versions of a plan: their life, the next step, and the difference between two."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.kernel.errors import BadFile, Refusal
from app.ui.kit import time_text
from app.ui.kit.dialogs import Option, choose
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.difference_dialog import show_difference
from app.ui.panels.plans.version_steps import take_step
from app.ui.panels.plans.versions_presenter import VersionRow, VersionsPresenter
from app.ui.services import Services


class VersionsTab(QWidget):
    """Versions, the newest first; ``opened`` asks to show the current one in the reader, ``edit_wanted`` to work on it."""

    opened = Signal(str, str)
    edit_wanted = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._presenter = VersionsPresenter(services.wording)
        self._plan_id = ""
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Versions"), initials=search_keys,
            empty=(self.tr("No versions"), self.tr("Choose a plan on the left")),
        )
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.steps = {
            "review": Button(self.tr("Review…"), "check", "primary"), "approve": Button(self.tr("Approve…"), "check", "primary"),
            "issue": Button(self.tr("Put in force…"), "check", "primary"), "return": Button(self.tr("Send back…")),
            "retire": Button(self.tr("Retire…")), "discard": Button(self.tr("Discard…")),
        }
        self.open_button = Button(self.tr("Read"), "paper")
        self.edit_button = Button(self.tr("Edit"), "edit")
        self.compare_button = Button(self.tr("Compare…"), "compare")
        self._lay_out()
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(self._open)
        self.open_button.clicked.connect(lambda: self._open(self.table.current))
        self.edit_button.clicked.connect(self._edit)
        self.compare_button.clicked.connect(lambda: services.run(self._compare(), self))
        for step, button in self.steps.items():
            button.clicked.connect(lambda _=False, step=step: self._step(step))
        self._show_current()

    def show_plan(self, plan_id: str) -> None:
        """Show the versions of this plan."""
        self._plan_id = plan_id
        rows = self._presenter.versions(self._services.workspace.plans.versions(plan_id))
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].key, scroll=False)
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        def changed(row: VersionRow) -> str:
            return time_text.full(row.changed_at) if row.changed_at else ""

        return (
            Column(key="version", title=self.tr("Version"), text=lambda r: r.version, width=92),
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=112),
            Column(key="origin", title=self.tr("Origin"), text=lambda r: r.origin, width=96),
            Column(key="changed", title=self.tr("Last step"), text=changed, width=176),
            Column(key="approved", title=self.tr("Approved by"), text=lambda r: r.approved_by, width=96),
            Column(key="based", title=self.tr("Based on"), text=lambda r: r.based_on, width=88),
            Column(key="tasks", title=self.tr("Tasks"), text=lambda r: str(r.tasks), align="right", sort=lambda r: r.tasks,
                   width=64),
            Column(key="waiting", title=self.tr("To confirm"), text=lambda r: str(r.waiting or ""), align="right",
                   sort=lambda r: r.waiting, width=84),
            Column(key="hash", title=self.tr("Seal"), text=lambda r: r.hash[:12], tip=lambda r: r.hash, width=110, stretch=True),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for button in (self.open_button, self.edit_button, self.compare_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for step in ("discard", "return", "retire", "review", "approve", "issue"):
            buttons.addWidget(self.steps[step])
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)
        self._detail.setMinimumHeight(theme.px(76))

    def _show_current(self) -> None:
        row: VersionRow | None = self.table.current
        for step, button in self.steps.items():
            button.setVisible(row is not None and step in row.can)
        self.open_button.setEnabled(row is not None)
        self.edit_button.setEnabled(row is not None)
        self.compare_button.setEnabled(self.table.model.rowCount() > 1)
        self._detail.setText(row.steps if row else "")

    def _open(self, row: VersionRow | None) -> None:
        if row is not None:
            self.opened.emit(row.plan_id, row.version)

    def _edit(self) -> None:
        row: VersionRow | None = self.table.current
        if row is not None:
            self.edit_wanted.emit(row.plan_id, row.version)

    def _step(self, step: str) -> None:
        row: VersionRow | None = self.table.current
        if row is not None and step in row.can:
            self._services.run(take_step(self._services, self, step, row), self)

    async def _compare(self) -> None:
        row: VersionRow | None = self.table.current
        if row is None:
            return
        library = self._services.workspace.plans
        others = [one for one in self._presenter.versions(library.versions(row.plan_id)) if one.key != row.key]
        options = [Option(one.version, f"{one.version}  {one.status}", one.origin) for one in others]
        other = await choose(self, self.tr("Compare {version} with").format(version=row.version), options)
        if other is None:
            return
        try:
            old, new = library.content(row.plan_id, other), library.content(row.plan_id, row.version)
        except (Refusal, BadFile) as no:
            said = self._services.wording.refusal(no) if isinstance(no, Refusal) else str(no)
            self._services.navigator.say(said, "alarm")
            return
        await show_difference(self._services, self, (other, old), (row.version, new))
