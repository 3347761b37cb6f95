"""The draft tried beside the rulebook in force: the same facts, two drawings on one time axis. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.catalog.limit_text import span_text
from app.desk.describe import Describer
from app.domain.reporting.model import Rulebook
from app.kernel.errors import Refusal
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, SectionHeader, Text
from app.ui.panels.reports.timeline import Timeline, shared_axis
from app.ui.panels.reports.trial import TrialResult, try_rules
from app.ui.panels.reports.trial_form import TrialForm
from app.ui.services import Services


class TrialBeside(QWidget):
    """``draft`` gives the rules to be tried and how many cannot be; ``other`` the rulebook that they are compared with."""

    def __init__(
        self, services: Services, draft: Callable[[], tuple[Rulebook, int]], other: Callable[[], Rulebook | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._draft, self._other = services, draft, other
        self.form = TrialForm(services, self, books=False)
        self.banner = Banner("", Tone.WATCH)
        self._grade = Text("", "figure")
        self.sides = (_Side(services, self.tr("The draft")), _Side(services, ""))
        self._lay_out()
        self.form.changed.connect(self.compute)

    def compute(self) -> None:
        """Show what both make of what is typed now."""
        given, (draft, left_out), other = self.form.given, self._draft(), self._other()
        self.sides[1].setVisible(other is not None)
        if given is None:
            self.banner.show_text(self.tr("Choose a kind and the time of awareness."), Tone.WATCH)
            return
        self.banner.show_text(
            self.tr("%n rule(s) with problems are left out of the trial.", "", left_out) if left_out else "", Tone.WATCH
        )
        reference, words = self._services.workspace.desk.reference, self._services.wording
        books = [draft] if other is None else [draft, other]
        try:
            results = [try_rules(given, book, reference, Describer(reference, words), words) for book in books]
        except Refusal as no:
            self.banner.show_text(words.refusal(no), Tone.ALARM)
            return
        self._grade.setText(results[0].severity)
        axis = shared_axis(results)
        for side, result in zip(self.sides, results, strict=False):
            side.show_result(result, axis)
        if other is not None:
            self.sides[1].set_title(self.tr("In force: {title} {version}").format(
                title=words.text(other.title), version=other.version
            ))

    def _lay_out(self) -> None:
        theme = current_theme()
        both = QSplitter(Qt.Orientation.Horizontal)
        for side in self.sides:
            both.addWidget(side)
        both.setChildrenCollapsible(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.length("s"), 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self._grade)
        column.addWidget(self.banner)
        column.addWidget(both, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(right)
        self.form.setMinimumWidth(theme.px(330))
        split.setSizes([theme.px(330), theme.px(820)])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        if self._services.memory is not None:
            self._services.memory.keep_splitter("reports.beside", split)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("s"), theme.length("s"), 0, 0)
        row.addWidget(split)


class _Side(QFrame):
    def __init__(self, services: Services, title: str) -> None:
        super().__init__()
        theme = current_theme()
        self.setProperty("role", "panel")
        self._nothing = services.wording.say("trial.none")
        self._head = SectionHeader(title)
        self.timeline = Timeline(lambda minutes: span_text(minutes, services.wording))
        self._said = Text("", "caption")
        self.timeline.setMinimumWidth(theme.px(300))
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.timeline)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("s"), theme.length("s"))
        column.addWidget(self._head)
        column.addWidget(self._said)
        column.addWidget(scroll, 1)

    def set_title(self, title: str) -> None:
        """What stands above it."""
        self._head.set_title(title)

    def show_result(self, result: TrialResult, axis: object) -> None:
        """Draw it on the axis that both sides share."""
        self.timeline.show_result(result, axis)
        self._said.setText("" if result.lanes else self._nothing)
        self._said.setVisible(not result.lanes)
