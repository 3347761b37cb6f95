"""Warnings: what is in force and what was, word for word; taken in from messages, signed for, passed on, matched to plans."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.state import State
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Banner, Button, SectionHeader, Text
from app.ui.panels.contacts import warning_steps as steps
from app.ui.panels.contacts import warnings_presenter as presenter
from app.ui.panels.contacts.warnings_presenter import WarningLine
from app.ui.panels.tabs import TabSpec
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services


class WarningsTab(TickingWidget):
    """The list on the left, one warning in full on the right; Enter shows it on the map."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            self._columns(), lambda one: one.id, title=self.tr("Warnings"), initials=search_keys,
            empty=(
                self.tr("No warning was received"),
                self.tr("Take in a CAP message from a file or as text; warnings are only relayed, never made here"),
            ),
        )
        self.file_button = Button(self.tr("Take in a file…"), "import", "primary")
        self.banner = Banner("", action=self.tr("Look at them"))
        self.banner.hide()
        self.paste_button = Button(self.tr("Paste a message…"), "add")
        self.sign_button = Button(self.tr("Sign for it…"), "check")
        self.relay_button = Button(self.tr("Pass on…"), "export")
        self.map_button = Button(self.tr("Show on the map (Enter)"), "map")
        self.respond_button = Button(self.tr("Open an incident for it…"), "incident")
        self.words = Text("")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Particulars()
        self.plans = QListWidget()
        self.plans.setAccessibleName(self.tr("Plans for this warning"))
        self.plans.setMaximumHeight(current_theme().px(120))
        self._lay_out()
        self._wire()
        self._show(None)

    def show_state(self, state: State) -> None:
        """Show the warnings of this state."""
        services = self._services
        describer = Describer(services.workspace.desk.reference, services.wording)
        self.table.set_rows(presenter.lines(state, describer, services.workspace.desk.clock.now()))
        self._show(self.table.current)
        self.tick()

    def tick(self) -> None:
        """Say what waits for a person, or why nothing comes in."""
        way = self._services.workspace.warnings_in
        if way is not None and way.unclear:
            text = self.tr("{count} messages came in that a person has to read: no colour is named, or they cannot be read")
            self.banner.show_text(text.format(count=len(way.unclear)), Tone.WATCH, self.tr("Look at them"))
        elif way is not None and way.fault is not None:
            self.banner.show_text(self._services.wording.fault(way.fault), Tone.WARN)
        else:
            self.banner.hide()

    async def read_unclear(self) -> None:
        """Take the waiting messages in, one after the other; what a person leaves alone is not asked about again."""
        way = self._services.workspace.warnings_in
        for one in way.unclear if way is not None else ():
            await steps.take_bytes(self._services, self, one.data, one.name)
            way.settle(one)
        self.tick()

    def _show(self, line: WarningLine | None) -> None:
        stands = line is not None and line.warning.lifted_at is None
        self.sign_button.setEnabled(stands and line.warning.signed_at is None)
        self.relay_button.setEnabled(stands)
        self.respond_button.setEnabled(stands)
        self.map_button.setEnabled(stands and any(area.shapes for area in line.warning.areas))
        self.plans.clear()
        if line is None:
            self.words.setText(self.tr("Select a warning to read it as its issuer wrote it."))
            self.facts.show_lines(())
            return
        reference = self._services.workspace.desk.reference
        describer = Describer(reference, self._services.wording)
        self.words.setText(line.warning.text)
        self.facts.show_lines([Particular(label, value) for label, value in presenter.particulars(line, describer)])
        for plan in presenter.plans_for(line.warning, reference):
            item = QListWidgetItem(plan.title.of(self._services.lang))
            item.setData(Qt.ItemDataRole.UserRole, plan.id)
            self.plans.addItem(item)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="level", title=self.tr("Level"), text=lambda r: r.level, tone=lambda r: r.tone, badge=True, width=116,
                   sort=lambda r: r.rank),
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, width=150),
            Column(key="standing", title=self.tr("Standing"), text=lambda r: r.standing_words, width=130,
                   tip=lambda r: r.standing_words),
            Column(key="areas", title=self.tr("Where"), text=lambda r: r.areas or "—", stretch=True, tip=lambda r: r.areas),
            Column(key="received", title=self.tr("Received"), text=lambda r: presenter.clock(r.warning.received_at), width=104,
                   sort=lambda r: r.warning.received_at),
            Column(key="expires", title=self.tr("Until"), text=lambda r: presenter.clock(r.warning.expires_at) or "—", width=104,
                   sort=lambda r: r.warning.expires_at or r.warning.received_at),
            Column(key="signed", title=self.tr("Signed for"), text=lambda r: r.signed or "—", width=150, tip=lambda r: r.signed),
            Column(key="relayed", title=self.tr("Passed on to"), text=lambda r: r.relayed or "—", width=130,
                   tip=lambda r: r.relayed),
        )

    def _wire(self) -> None:
        services = self._services
        self.table.selected.connect(self._show)
        self.table.activated.connect(self._to_map)
        self.file_button.clicked.connect(lambda: services.run(steps.choose_file(services, self), self))
        self.paste_button.clicked.connect(lambda: services.run(steps.paste(services, self), self))
        self.banner.acted.connect(lambda: services.run(self.read_unclear(), self))
        self.sign_button.clicked.connect(lambda: self._with_current(steps.sign))
        self.relay_button.clicked.connect(lambda: self._with_current(steps.relay))
        self.map_button.clicked.connect(lambda: self._to_map(self.table.current))
        self.respond_button.clicked.connect(self._respond)
        self.plans.itemActivated.connect(lambda item: services.navigator.show_plan(item.data(Qt.ItemDataRole.UserRole)))

    def _with_current(self, step: steps.Step) -> None:
        line: WarningLine | None = self.table.current
        if line is not None:
            self._services.run(step(self._services, self, line), self)

    def _to_map(self, line: WarningLine | None) -> None:
        if line is None:
            return
        spot = next((shape.points[0] for area in line.warning.areas for shape in area.shapes), None)
        if spot is not None:
            self._services.navigator.show_on_map("warning_areas", presenter.first_shape(line.warning), spot)

    def _respond(self) -> None:
        line: WarningLine | None = self.table.current
        if line is not None:
            self._services.navigator.begin_intake(presenter.intake_words(line))

    def _lay_out(self) -> None:
        theme = current_theme()
        head = SectionHeader(self.tr("Warnings"))
        for button in (self.file_button, self.paste_button):
            head.add(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(head)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        told = QVBoxLayout(inner)
        told.setSpacing(theme.length("s"))
        told.addWidget(SectionHeader(self.tr("Word for word")))
        told.addWidget(self.words)
        told.addWidget(self.facts)
        told.addWidget(SectionHeader(self.tr("Plans for this warning")))
        told.addWidget(self.plans)
        told.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        right = QWidget()
        pane = QVBoxLayout(right)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.setSpacing(theme.length("s"))
        pane.addWidget(area, 1)
        for pair in ((self.sign_button, self.relay_button), (self.map_button, self.respond_button)):
            row = QHBoxLayout()
            row.setSpacing(theme.length("s"))
            for button in pair:
                row.addWidget(button, 1)
            pane.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(860), theme.px(380)])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)


TAB = TabSpec("warnings", 30, ("warnings",), WarningsTab, waiting=presenter.waiting)
