"""The board of findings: list on the left, the whole chain of one on the right, the next step as the first button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.improvement_sheets import IMPROVEMENT_PLAN, improvement_sheet
from app.domain.state import State
from app.ui.kit.combos import combo, refill
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme, set_tone
from app.ui.kit.widgets import Button, FlowLayout, SectionHeader, Text
from app.ui.panels.contacts.sheets import print_sheet
from app.ui.panels.drills.finding_steps import STEPS, today_of
from app.ui.panels.drills.findings_presenter import ChainLine, FindingRow, FindingsPresenter, Wanted, waiting
from app.ui.panels.drills.recording import import_file, record_by_hand
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

_ICONS = {
    "assign": "person", "evidence": "check", "evidence_file": "attach", "postpone": "calendar", "review": "shield",
    "correct": "edit", "answer": "plan", "retest": "drill", "withdraw": "close",
}


class FindingsTab(QWidget):
    """Every finding that is wanted; Enter takes the next step of the chosen one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        say = services.wording.say
        self.presenter = FindingsPresenter(Describer(services.workspace.desk.reference, services.wording))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=say("tab.findings"), initials=search_keys,
            empty=(
                translate("Drills", "No findings"),
                translate("Drills", "Take over what a drill's evaluation proposes, or record one of an incident by hand"),
            ),
        )
        every = translate("Drills", "{what}: all")
        self.filters = {
            key: combo(every.format(what=say(f"finding_field.{word}")), say(f"finding_field.{word}"))
            for key, word in (("standing", "standing"), ("plan", "plans"), ("cause", "cause"), ("owner", "owner"))
        }
        self.record_button = Button(translate("Drills", "Record…"), "add", tip=translate("Drills", "Record a finding by hand"))
        self.import_button = Button(
            translate("Drills", "Take over…"), "import", "primary",
            translate("Drills", "Findings that a drill's evaluation wrote into a file"),
        )
        self.paper_button = Button(translate("Drills", "Improvement plan…"), "print")
        self.steps = {code: Button(words, _ICONS[code]) for code, words in _labels().items()}
        self.title = Text("", "title")
        self.facts = Text("", "caption")
        for label in (self.title, self.facts):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.chain = ChainView()
        self._lay_out()
        self._wire()
        self._show(None)

    def show_state(self, state: State) -> None:
        """Show the findings of this state."""
        today = today_of(self.services)
        offered = self.presenter.filters(state, today)
        for key, box in self.filters.items():
            refill(box, offered[key])
        self.table.set_rows(self.presenter.rows(state, today, self.wanted()))
        if self.table.current is None and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        self.paper_button.setEnabled(bool(state.findings))
        self._show(self.table.current)

    def wanted(self) -> Wanted:
        """What the filters ask for."""
        chosen = {key: box.currentData() or "" for key, box in self.filters.items()}
        return Wanted(chosen["standing"], chosen["plan"], chosen["cause"], chosen["owner"])

    def take(self, code: str) -> None:
        """Take a step with the chosen finding, where it is open to it."""
        row: FindingRow | None = self.table.current
        if row is not None and code in row.can and not self.services.workspace.read_only:
            self.services.run(STEPS[code](self.services, self, row.finding), self)

    async def print_plan(self) -> bool:
        """The improvement plan of what the board shows."""
        services = self.services
        rows: tuple[FindingRow, ...] = tuple(self.table.model.row_at(place) for place in range(self.table.model.rowCount()))
        describer = Describer(services.workspace.desk.reference, services.wording)
        sheet = improvement_sheet([row.finding for row in rows], today_of(services), describer)
        return await print_sheet(services, self, IMPROVEMENT_PLAN, sheet)

    def _columns(self) -> tuple[Column, ...]:
        say = self.services.wording.say
        return (
            Column(key="standing", title=say("finding_field.standing"), text=lambda r: r.standing, tone=lambda r: r.tone, width=92,
                   badge=True, tip=lambda r: r.stage),
            Column(key="number", title=say("finding_field.number"), text=lambda r: r.finding.number, width=84),
            Column(key="description", title=say("finding_field.description"), text=lambda r: r.finding.description, stretch=True,
                   tip=lambda r: r.finding.description),
            Column(key="gravity", title=say("finding_field.gravity"), text=lambda r: r.gravity, width=72),
            Column(key="cause", title=say("finding_field.cause"), text=lambda r: r.cause, width=72),
            Column(key="who", title=say("finding_field.owner"), text=lambda r: r.who, width=120, tip=lambda r: r.who),
            Column(key="due", title=say("finding_field.due_on"), text=lambda r: r.due, width=112,
                   tone=lambda r: "alarm" if r.days_over else "neutral", sort=lambda r: (r.due_on is None, str(r.due_on)),
                   tip=lambda r: str(r.due_on or ""), export=lambda r: str(r.due_on or "")),
            Column(key="source", title=say("finding_field.source"), text=lambda r: r.source, width=150, tip=lambda r: r.source,
                   extra=True),
            Column(key="plans", title=say("finding_field.plans"), text=lambda r: r.plans, width=120, tip=lambda r: r.plans,
                   extra=True),
            Column(key="measures", title=say("finding_field.measure"), text=lambda r: r.measures, width=150,
                   tip=lambda r: r.measures, extra=True),
        )  # fmt: skip

    def _show(self, row: FindingRow | None) -> None:
        self.title.setVisible(row is not None)
        can = row.can if row is not None and not self.services.workspace.read_only else ()
        for code, button in self.steps.items():
            button.setVisible(code in can)
            button.show_as("primary" if can and code == can[0] else "plain")
        if row is None:
            self.facts.setText(translate("Drills", "Select a finding to see its whole chain and what is to be done."))
            self.chain.show_lines(())
            return
        self.title.setText(f"{row.finding.number}  {row.finding.description}")
        self.facts.setText("   ".join(filter(None, (row.standing, row.gravity, row.cause, row.plans, row.due))))
        self.chain.show_lines(self.presenter.chain(row.finding, today_of(self.services)))

    def _next(self, row: FindingRow | None) -> None:
        if row is not None and row.can:
            self.take(row.can[0])

    def _wire(self) -> None:
        run = self.services.run
        self.table.selected.connect(self._show)
        self.table.activated.connect(self._next)
        for box in self.filters.values():
            box.currentIndexChanged.connect(lambda _place: self.show_state(self.services.state))
        for code, button in self.steps.items():
            button.clicked.connect(lambda _=False, code=code: self.take(code))
        self.record_button.clicked.connect(lambda: run(record_by_hand(self.services, self), self))
        self.import_button.clicked.connect(lambda: run(import_file(self.services, self), self))
        self.paper_button.clicked.connect(lambda: run(self.print_plan(), self))

    def _lay_out(self) -> None:
        theme = current_theme()
        head = SectionHeader(self.services.wording.say("tab.findings"))
        for button in (self.record_button, self.import_button, self.paper_button):
            head.add(button)
            button.setEnabled(not self.services.workspace.read_only)
        narrow = QHBoxLayout()
        narrow.setSpacing(theme.length("s"))
        for box in self.filters.values():
            narrow.addWidget(box, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(head)
        column.addLayout(narrow)
        column.addWidget(self.table, 1)
        right = QWidget()
        pane = QVBoxLayout(right)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.setSpacing(theme.length("s"))
        pane.addWidget(self.title)
        pane.addWidget(self.facts)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.chain)
        pane.addWidget(area, 1)
        bag = QWidget()
        flow = FlowLayout(bag, theme.length("s"), theme.length("s"))
        for button in self.steps.values():
            flow.addWidget(button)
        pane.addWidget(bag)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(850), theme.px(400)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("findings", splitter)
            self.services.memory.keep_header("findings", self.table.view.horizontalHeader())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)


class ChainView(QWidget):
    """The lines of a chain; what belongs to an earlier round is struck through, what waits is coloured by tone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(current_theme().length("s"))
        self._column.addStretch(1)
        self.lines: tuple[ChainLine, ...] = ()

    def show_lines(self, lines: tuple[ChainLine, ...]) -> None:
        """Show exactly these."""
        if lines == self.lines:
            return
        self.lines = lines
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            label = Text(line.text)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_tone(label, "muted" if line.past else line.tone)
            font = label.font()
            font.setStrikeOut(line.past)
            label.setFont(font)
            self._column.insertWidget(place, label)


def _labels() -> dict[str, str]:
    return {
        "assign": translate("Drills", "Assign a measure…"), "evidence": translate("Drills", "Carried out…"),
        "evidence_file": translate("Drills", "With a file…"), "review": translate("Drills", "Review…"),
        "correct": translate("Drills", "Judge…"), "postpone": translate("Drills", "Move the limit…"),
        "answer": translate("Drills", "Plan's answer…"), "retest": translate("Drills", "Retest…"),
        "withdraw": translate("Drills", "Withdraw…"),
    }


TAB = TabSpec("findings", 60, ("findings", "held_drills", "plan_versions"), FindingsTab, waiting=waiting)
