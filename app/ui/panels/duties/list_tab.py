"""The list: search and filters above, the items on the left, one item's particulars on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.state import State
from app.kernel.clock import to_local
from app.ui import duty_requests
from app.ui.kit.combos import combo, refill
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Badge, Button, Elided, EmptyState, SearchBox, Text
from app.ui.panels.duties.exchange import exchange_button, import_list, load_sample
from app.ui.panels.duties.presenter import DutiesPresenter, DutyRow
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services


class ListTab(QWidget):
    """Enter corrects the current item; the search looks into every part of an item."""

    def __init__(self, services: Services, presenter: DutiesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self._rows: tuple[DutyRow, ...] = ()
        self.search = SearchBox(self.tr("Item, unit, words, pinyin"))
        self.duty_class = combo(self.tr("All classes"), self.tr("Class"))
        self.kind = combo(self.tr("All kinds"), self.tr("Kind of incident"))
        self.lead = combo(self.tr("Any lead unit"), self.tr("Lead unit"))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Responsibility list"), searchable=False,
            empty=(self.tr("Nothing found"), self.tr("Other words or wider filters show more")),
        )
        self._edition = Elided("", "caption")
        self._name, self._badge = Text("", "section"), Badge("")
        self._name.setWordWrap(True)
        self._facts = Particulars()
        self.adjust_button = Button(self.tr("Ask for an adjustment…"), "edit", "primary")
        self.change_button = Button(self.tr("Correct… (Enter)"), "undo", "quiet")
        self.sample_button = Button(self.tr("Load the sample list…"), "info")
        self._empty = EmptyState(
            self.tr("No responsibility list yet"),
            self.tr("Import the township's own list from Excel; then each task of a response shows who leads and who supports."),
            self.tr("Import…"), icon_name="law",
        )
        self._stack = QStackedLayout()
        self._lay_out()
        refill(self.kind, [(code, name) for code, name in presenter.kinds()])
        for box in (self.duty_class, self.kind, self.lead):
            box.currentIndexChanged.connect(lambda _place: self._show_found())
        self.search.textChanged.connect(lambda _text: self._show_found())
        self.search.left.connect(self.table.view.setFocus)
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(self._change)
        self.change_button.clicked.connect(lambda: self._change(self.table.current))
        self.adjust_button.clicked.connect(self._adjust)
        self._empty.acted.connect(lambda: services.run(import_list(services, self), self))
        self.sample_button.clicked.connect(lambda: services.run(load_sample(services, self), self))

    def show_state(self, state: State) -> None:
        """Show the list of this state."""
        today = to_local(self._services.workspace.desk.clock.now()).date()
        self._rows = self._presenter.rows(state, today)
        self._stack.setCurrentIndex(0 if self._rows else 1)
        refill(self.duty_class, self._presenter.classes(self._rows))
        refill(self.lead, [(lead, lead) for lead in self._presenter.leads(self._rows)])
        self._edition.setText(self._presenter.edition(state))
        self._show_found()

    @property
    def shown(self) -> tuple[DutyRow, ...]:
        """The rows that the search and the filters leave."""
        return tuple(self.table.model.rows)

    def _show_found(self) -> None:
        found = self._presenter.found(
            self._rows, self.search.text(), self.duty_class.currentData() or "", self.kind.currentData() or "",
            self.lead.currentData() or "",
        )
        self.table.set_rows(found)
        if found and self.table.current is None:
            self.table.select(found[0].id, scroll=False)
        self._show_current()

    def _show_current(self) -> None:
        row: DutyRow | None = self.table.current
        for button in (self.adjust_button, self.change_button):
            button.setEnabled(row is not None)
        self._badge.setVisible(row is not None)
        if row is None:
            self._name.setText("")
            self._facts.show_lines(())
            return
        self._name.setText(f"{row.item.code}  {row.name}")
        self._badge.show_as(row.class_name, row.tone)
        today = to_local(self._services.workspace.desk.clock.now()).date()
        pairs = self._presenter.detail(row.item, today)
        self._facts.show_lines([Particular(pair.label, pair.words) for pair in pairs])

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="code", title=self.tr("Code"), text=lambda r: r.item.code, width=92),
            Column(key="class", title=self.tr("Class"), text=lambda r: r.class_name, tone=lambda r: r.tone, badge=True, width=124,
                   sort=lambda r: r.item.duty_class.value),
            Column(key="name", title=self.tr("Item"), text=lambda r: r.name, stretch=True, tip=lambda r: r.name,
                   tone=lambda r: "neutral" if r.in_force else "muted"),
            Column(key="lead", title=self.tr("Lead unit"), text=lambda r: r.lead or "—", width=170, tip=lambda r: r.lead),
            Column(key="supporting", title=self.tr("Supporting units"), text=lambda r: r.supporting, width=180,
                   tip=lambda r: r.supporting),
            Column(key="limit", title=self.tr("Time limit"), text=lambda r: r.limit, width=104, tip=lambda r: r.limit),
            Column(key="township", title=self.tr("The township does"), text=lambda r: r.item.township, width=300, extra=True,
                   tip=lambda r: r.item.township),
        )

    def _change(self, row: DutyRow | None) -> None:
        if row is not None:
            self._services.run(duty_requests.change_item(self._services, self, row.item), self)

    def _adjust(self) -> None:
        row: DutyRow | None = self.table.current
        if row is not None:
            self._services.run(duty_requests.ask_adjustment(self._services, self, row.item), self)

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(self.search, 2)
        for box in (self.duty_class, self.kind, self.lead):
            head.addWidget(box, 1)
        head.addWidget(exchange_button(self._services, self))
        full, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        full.setLayout(column)
        column.addLayout(head)
        column.addWidget(self._splitter(), 1)
        column.addWidget(self._edition)
        nothing = QWidget()
        below = QVBoxLayout(nothing)
        below.addStretch(1)
        below.addWidget(self._empty)
        below.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignCenter)
        below.addStretch(2)
        self._stack.addWidget(full)
        self._stack.addWidget(nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.length("m"),) * 4)
        outer.addLayout(self._stack)

    def _splitter(self) -> QSplitter:
        theme = current_theme()
        page = QWidget()
        page.setProperty("role", "scrolled")
        facts = QVBoxLayout(page)
        facts.setContentsMargins(theme.length("m"), 0, theme.length("s"), 0)
        facts.setSpacing(theme.length("s"))
        facts.addWidget(self._name)
        facts.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        facts.addWidget(self._facts)
        facts.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.length("m"), 0, 0, 0)
        foot.addWidget(self.adjust_button)
        foot.addWidget(self.change_button)
        foot.addStretch(1)
        column.addLayout(foot)
        right.setMinimumWidth(theme.px(340))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(820), theme.px(380)])
        if self._services.memory is not None:
            self._services.memory.keep_splitter("duties", splitter)
            self._services.memory.keep_header("duties", self.table.view.horizontalHeader())
        return splitter
