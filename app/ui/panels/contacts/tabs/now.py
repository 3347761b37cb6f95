"""On duty now: shift and warnings on the left, the contact book on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.duty.commands import LiftWarning
from app.domain.state import State
from app.ui.kit.dialogs import confirm
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.contacts import dialogs
from app.ui.panels.contacts.duty import ShiftCard, WarningsCard
from app.ui.panels.contacts.handing_over import take_over
from app.ui.panels.contacts.presenter import ContactRow, ContactsPresenter
from app.ui.panels.tabs import TabSpec
from app.ui.roster_exchange import roster_button
from app.ui.services import Services


class OnDuty(QWidget):
    """Who is on duty, what is to be feared, whom to call."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._contacts: object = None
        self._presenter = ContactsPresenter(services.workspace.desk.reference, services.wording)
        clock = services.workspace.desk.clock
        self.shift = ShiftCard(self._presenter, clock)
        self.warnings = WarningsCard(self._presenter, clock)
        self.book = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Contact book"), initials=search_keys,
            empty=(self.tr("No contacts"), self.tr("Add them one by one, or import the Excel roster")),
        )
        self._edit = Button(self.tr("Change…"), "edit")
        self._edit.setEnabled(False)
        self._lay_out()
        self.shift.take_over_wanted.connect(
            lambda: services.run(take_over(services, self._presenter, self), self)
        )
        self.warnings.record_wanted.connect(
            lambda: services.run(dialogs.take_in_warning(services, self._presenter, self), self)
        )
        self.warnings.lift_wanted.connect(lambda warning_id: services.run(self.lift(warning_id), self))
        self.book.selected.connect(lambda row: self._edit.setEnabled(row is not None))
        self.book.activated.connect(self._change)
        self._edit.clicked.connect(lambda: self._change(self.book.current))

    def show_state(self, state: State) -> None:
        """Show this state."""
        self.shift.render_shift(state)
        self.warnings.render_warnings(state)
        if self._contacts is not state.contacts:
            self._contacts = state.contacts
            self.book.set_rows(self._presenter.rows(state))

    async def lift(self, warning_id: str) -> None:
        """Record that a warning was lifted, after a person has agreed."""
        row = next((row for row in self._presenter.in_force(self.services.state) if row.id == warning_id), None)
        if row is None:
            return
        consequence = self.tr("{warning} was lifted by {who}; the warning leaves the header and the rules.").format(
            warning=row.title, who=row.warning.issued_by
        )
        if await confirm(self, self.tr("Warning lifted"), consequence, self.tr("Record as lifted")):
            await self.services.attempt(LiftWarning(warning_id=warning_id))

    def _change(self, row: ContactRow | None) -> None:
        if row is not None:
            work = dialogs.edit_contact(self.services, self._presenter, self, row.contact)
            self.services.run(work, self)

    def _add(self) -> None:
        self.services.run(dialogs.edit_contact(self.services, self._presenter, self), self)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="role", title=self.tr("Role"), text=lambda row: row.role, sort=lambda row: row.order, width=190,
                   tip=lambda row: row.role),
            Column(key="name", title=self.tr("Name"), text=lambda row: row.contact.name, width=110),
            Column(key="title", title=self.tr("Title"), text=lambda row: row.contact.title, width=160),
            Column(key="organisation", title=self.tr("Organisation"), text=lambda row: row.contact.organisation,
                   tip=lambda row: row.contact.organisation, stretch=True),
            Column(key="phone", title=self.tr("Phone"), text=lambda row: row.contact.phone, width=140),
            Column(key="a_b", title=self.tr("A/B"), text=lambda row: row.contact.a_b, align="center", width=48),
            Column(key="tier", title=self.tr("Tier"), text=lambda row: row.tier, sort=lambda row: row.order, width=124),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        add = Button(self.tr("Add a contact…"), "add")
        add.clicked.connect(self._add)
        head = SectionHeader(self.tr("Contact book"))
        for widget in (add, self._edit, roster_button(self.services, self)):
            head.add(widget)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(head)
        column.addWidget(self.book, 1)
        left = QWidget()
        cards = QVBoxLayout(left)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.length("s"))
        cards.addWidget(self.shift)
        cards.addWidget(self.warnings, 1)
        left.setMinimumWidth(theme.px(300))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(340), theme.px(900)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("contacts", splitter)
            self.services.memory.keep_header("contacts", self.book.view.horizontalHeader())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)


TAB = TabSpec("duty_now", 10, ("shift", "handover", "warnings", "contacts", "roster"), OnDuty)
