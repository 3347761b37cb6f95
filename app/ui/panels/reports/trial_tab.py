"""Try the rules: kind, facts and times in; the obligations on a time axis out. Nothing is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.catalog.limit_text import span_text
from app.desk.describe import Describer
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.domain.state import State
from app.kernel.errors import Refusal
from app.ui.kit import time_text
from app.ui.kit.form import Form
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.widgets import SectionHeader, Text
from app.ui.panels.reports import presenter
from app.ui.panels.reports.timeline import Timeline
from app.ui.panels.reports.trial import TrialResult, try_rules
from app.ui.panels.reports.trial_form import TrialForm
from app.ui.services import Services


class TrialTab(QWidget):
    """Two forms at the left (the second follows the kind), the drawn result at the right; it follows every change."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.form = TrialForm(services)
        self.timeline = Timeline(lambda minutes: span_text(minutes, services.wording))
        self.severity = Text("", "figure")
        self._reasons = Text("")
        self._reasons.setWordWrap(True)
        self._legend = Text("", "caption")
        self._legend.setWordWrap(True)
        self._lay_out()
        self.form.changed.connect(self.compute)

    def show_state(self, state: State) -> None:
        """Compute again: another rulebook may be in force."""
        self.compute()

    def compute(self) -> None:
        """Show what the rules make of what is typed now."""
        book = self._book()
        given = self.form.given
        if book is None or given is None:
            self._say(self.tr("Choose a kind and the time of awareness."), Tone.MUTED)
            return
        words = self._services.wording
        try:
            result = try_rules(given, book, self._reference, Describer(self._reference, words), words)
        except Refusal as no:
            self._say(words.refusal(no), Tone.ALARM)
            return
        self._show(result, words.say("trial.none"))

    @property
    def head(self) -> Form:
        """The kind and the moments."""
        return self.form.head

    @property
    def facts(self) -> Form | None:
        """The facts of the kind."""
        return self.form.facts

    @property
    def _reference(self) -> Reference:
        return self._services.workspace.desk.reference

    def _book(self) -> Rulebook | None:
        """The rulebook that was chosen to be tried, else the one in force."""
        return self.form.book or presenter.rulebook_in_force(self._services.state, self._reference)

    def _show(self, result: TrialResult, nothing: str) -> None:
        self.severity.setText(result.severity)
        self._say("\n".join(result.reasons) if result.lanes else nothing, Tone.NEUTRAL)
        self.timeline.show_result(result)
        aware = time_text.day_clock(result.aware_at, self._services.workspace.desk.clock.now())
        legend = self.tr(
            "Dotted line: awareness, {time}. Diamond: limit. Ring: expected, or the end of a window. The axis is logarithmic."
        )
        self._legend.setText(legend.format(time=aware))

    def _say(self, text: str, tone: str) -> None:
        self._reasons.setText(text)
        self._reasons.setVisible(bool(text))
        set_tone(self._reasons, tone)

    def _lay_out(self) -> None:
        theme = current_theme()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(self._result_side())
        split.setSizes([theme.px(380), theme.px(820)])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        if self._services.memory is not None:
            self._services.memory.keep_splitter("reports.trial", split)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        row.addWidget(split)

    def _result_side(self) -> QWidget:
        theme = current_theme()
        side = QFrame()
        side.setProperty("role", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.length("l"), theme.length("s"), theme.length("l"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        column.addWidget(SectionHeader(self.tr("What would be owed"), self.tr("a trial: nothing is recorded")))
        column.addWidget(self.severity)
        column.addWidget(self._reasons)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.timeline)
        inner.addStretch(1)
        scroll.setWidget(holder)
        column.addWidget(scroll, 1)
        column.addWidget(self._legend)
        return side
