"""At the right of the editor: what is wrong, and what would follow from invented facts, live."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.kit.dialogs import prompt_text
from app.ui.kit.quiet import Quiet
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button
from app.ui.panels.plans.editor.case_words import made_case, with_present_outcome
from app.ui.panels.plans.editor.draft import listed
from app.ui.panels.plans.editor.editing import insert, set_value
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.problem_list import ProblemList
from app.ui.panels.plans.editor.session import Session
from app.ui.panels.plans.presenter import PlansPresenter
from app.ui.panels.plans.try_it import TryIt

TRY_MS = 350
"""The trial follows this long after the last key: it draws a page of lines anew."""


class Side(QWidget):
    """Two tabs. The trial is computed only while it is seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case: int | None = None
        services = session.services
        self.problems = ProblemList()
        presenter = PlansPresenter(services.workspace.desk.reference, services.wording)
        self.try_it = TryIt(services, presenter, orientation=Qt.Orientation.Vertical)
        tip = self.tr("These facts, and what follows from them now, become a case of the plan")
        self.keep = Button(self.tr("Keep as case"), "check", "plain", tip)
        self.keep.clicked.connect(lambda: services.run(self.keep_case(), self))
        self.trial = QWidget()
        under = QVBoxLayout(self.trial)
        margin = current_theme().length("s")
        under.setContentsMargins(0, 0, margin, margin)
        under.addWidget(self.try_it, 1)
        under.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.problems, self.tr("Problems"))
        self.tabs.addTab(self.trial, self.tr("Try it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self._quiet = Quiet(self._follow, TRY_MS, self)
        self._stale = True
        session.changed.connect(self._on_change)
        session.looked.connect(self._show_problems)
        self.problems.chosen.connect(session.jump)
        self.tabs.currentChanged.connect(lambda _: self._on_change())
        self._show_problems()

    def open_case(self, place: int) -> None:
        """Bring the facts of a case into the trial; keeping them changes this case."""
        case = listed(self._session.bench.draft, "cases")[place]
        self.tabs.setCurrentWidget(self.trial)
        self._follow()
        if not self.try_it.invent(case.kind, case.facts):
            return
        self._case = place
        self.keep.setText(self.tr("Keep in case {number}").format(number=place + 1))

    async def keep_case(self) -> None:
        """What was invented becomes a case (or the facts of the one that was opened), expecting the present outcome."""
        kind, facts = self.try_it.kind.currentData() or "", self.try_it.facts()
        bench = self._session.bench
        warning = self._session.services.state.alert()
        if warning is not None:
            facts.setdefault("alert", warning.value)  # the trial counted it; a case has no desk around it
        if self._case is not None and self._case < len(bench.draft.content.cases):
            place, self._case = self._case, None
            case = bench.draft.content.cases[place]
            case = msgspec.structs.replace(case, kind=kind, facts=facts)
            changed = with_present_outcome(case, bench.draft.plan, bench.reference)
            self._session.apply(lambda draft: set_value(draft, ("cases", place), changed), Place("cases", place))
        else:
            name = await prompt_text(self, self.tr("Keep as case"), self.tr("What the case is about"), bench.rows.facts(facts)[:40])
            if name is None:
                return
            case = made_case(name, kind, facts, bench.draft.plan, bench.reference)
            place = len(bench.draft.content.cases)
            self._session.apply(lambda draft: insert(draft, "cases", case, place), Place("cases", place))
        self.keep.setText(self.tr("Keep as case"))
        self._session.jump(Place("cases", place))

    def _show_problems(self) -> None:
        findings = self._session.bench.findings
        self.problems.show_findings(findings)
        count = len(findings.all)
        self.tabs.setTabText(0, self.tr("Problems ({count})").format(count=count) if count else self.tr("Problems"))
        self.keep.setEnabled(not self._session.read_only)

    def _on_change(self) -> None:
        self._stale = True
        if self.tabs.currentWidget() is self.trial and self.isVisible():
            self._quiet.stir()

    def showEvent(self, event: object) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)
        if self._stale:
            self._on_change()

    def _follow(self) -> None:
        self._quiet.drop()
        self._stale = False
        self.try_it.follow(self._session.bench.draft.plan)
