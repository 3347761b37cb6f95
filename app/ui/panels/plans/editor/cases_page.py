"""The plan's own tests: each with its outcome, and under the chosen one where the plan gives otherwise than it expects."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.editor.case_words import with_present_outcome
from app.ui.panels.plans.editor.editing import set_value
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.part_page import PartPage

MOST_SHOWN = 8


class CasesPage(PartPage):
    """``case_wanted(place)`` asks to bring a case's facts into the trial, where they are changed."""

    case_wanted = Signal(int)

    def refresh(self) -> None:
        """Show the draft as it stands."""
        super().refresh()
        self._show_case()

    def refresh_findings(self) -> None:
        """Show the outcomes."""
        super().refresh_findings()
        self._show_case()

    def _show_detail(self) -> None:
        super()._show_detail()
        self._show_case()

    def _show_case(self) -> None:
        bench, at = self.session.bench, self.list.current if self.list is not None else None
        cases = bench.draft.content.cases
        shown = at is not None and at < len(cases)
        self._panel.setVisible(shown)
        if at is None or not shown:
            return
        facts = bench.rows.facts(cases[at].facts)
        self._facts.setText(self.tr("Facts: {facts}").format(facts=facts or "—"))
        differences = bench.case_differences.get(at)
        lines = [bench.case_words.difference(one, bench.draft.plan) for one in (differences or ())[:MOST_SHOWN]]
        rest = len(differences or ()) - len(lines)
        lines += [self.tr("{count} more").format(count=rest)] if rest else []
        held = differences is not None and not differences
        fine = self.tr("The plan gives what the case expects")
        self._outcome.setText("\n".join(f"▲ {line}" for line in lines) if lines else fine)
        self._outcome.setVisible(differences is not None)
        set_tone(self._outcome, Tone.OK if held else Tone.WARN)
        self._open.setEnabled(not self.session.read_only)
        self._accept.setEnabled(not held and not self.session.read_only)

    def _accept_outcome(self) -> None:
        at, bench = self.list.current if self.list is not None else None, self.session.bench
        if at is None:
            return
        case = with_present_outcome(bench.draft.content.cases[at], bench.draft.plan, bench.reference)
        self.session.apply(lambda draft: set_value(draft, ("cases", at), case), Place("cases", at))
        self.session.look_now()

    def _lay_out(self) -> None:
        super()._lay_out()
        theme = current_theme()
        self._facts, self._outcome = Text(""), Text("")
        tip = self.tr("The outcome of the draft as it stands becomes what the case expects")
        self._open = Button(self.tr("Change the facts…"), "play", "plain", self.tr("Bring them into “Try it” at the right"))
        self._accept = Button(self.tr("Expect what is given now"), "check", "plain", tip)
        self._open.clicked.connect(
            lambda: self.case_wanted.emit(self.list.current) if self.list is not None and self.list.current is not None else None
        )
        self._accept.clicked.connect(self._accept_outcome)
        for text in (self._facts, self._outcome):
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._panel = QWidget()
        words = QVBoxLayout()
        words.addWidget(self._facts)
        words.addWidget(self._outcome)
        buttons = QVBoxLayout()
        buttons.addWidget(self._open)
        buttons.addWidget(self._accept)
        buttons.addStretch(1)
        row = QHBoxLayout(self._panel)
        row.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("s"), theme.length("s"))
        row.addLayout(words, 1)
        row.addLayout(buttons)
        self.below.addWidget(self._panel)
