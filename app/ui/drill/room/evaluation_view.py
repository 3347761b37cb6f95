"""The evaluation in the conductor's room: every subject with both numbers, what each rests on, and a mark by one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.exercise import judging
from app.domain.exercise.commands import JudgeDrill
from app.domain.exercise.evaluation import Evaluation, evaluated
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.scoring import score
from app.domain.record import Context
from app.ui.drill.driver import Driver
from app.ui.drill.room.judging_bar import JudgingBar
from app.ui.drill.room.judging_rows import EvidenceRow, SubjectRow, evidence_rows, kinds, own_judgement, subject_rows, totals_line
from app.ui.drill.room.presenter import seqs_words
from app.ui.drill.room.survey import ask_survey
from app.ui.kit.combos import combo, refill
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.services import Services


class EvaluationView(QWidget):
    """``do`` carries something out and says what refuses it; ``show_entry`` brings an entry of the journal to the front.

    In the list of subjects a mark is one key (1 to 4, or the letter of the mark; digits where points are given); Enter goes to the
    words, Enter there records them. It works while the drill runs and after its end.
    """

    def __init__(
        self, services: Services, driver: Driver, do: Callable[[Awaitable[Any]], Awaitable[bool]],
        show_entry: Callable[[int], None], parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._driver, self._do, self._show_entry = services, driver, do, show_entry
        self.made: Evaluation | None = None
        self._computed_at = -1
        self._rows: tuple[SubjectRow, ...] = ()
        self._seqs: dict[str, int] = {}
        self.totals = Text("—", "section")
        self.note = Elided("")
        self.kind = combo(self.tr("Everything"), self.tr("Kind"))
        self.survey_button = Button(self.tr("Survey…"), "list", tip=self.tr("What those who took part say of the drill"))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Evaluation"), initials=search_keys,
            empty=(self.tr("Nothing to judge yet"), self.tr("It is computed once the drill has begun.")),
        )  # fmt: skip
        self.evidence = RowsView(
            self._evidence_columns(), lambda row: row.key, title=self.tr("What it rests on"), searchable=False,
            empty=(self.tr("Nothing in the journal speaks of it"), self.tr("Judge it by what you saw.")),
        )  # fmt: skip
        self.bar = JudgingBar(driver.drill.scenario.judging.forms, services.wording)
        self._lay_out()
        self._wire()

    @property
    def current(self) -> SubjectRow | None:
        """The chosen subject."""
        row: SubjectRow | None = self.table.current
        return row

    def compute(self) -> None:
        """Evaluate aside, where something happened since the last time and somebody looks."""
        state = self._services.state
        if state.seq == self._computed_at or self._driver.drill.started_at is None or not self.isVisible():
            return
        self._computed_at = state.seq
        self._services.run(self._compute(), self)

    async def judge(self, **mark: Any) -> bool:
        """Record a mark of the chosen subject with the words that stand there; ``False`` where that was refused."""
        row = self.current
        if row is None or row.subject is None:
            return False
        command = JudgeDrill(
            about=str(row.subject), evaluator=self.bar.evaluator, words=self.bar.words.text().strip(), **mark
        )
        context = Context(self.bar.evaluator or "evaluator", "drill", "inject")
        if not await self._do(self._driver.execute(command, context)):
            return False
        self._after()
        return True

    async def ask(self) -> bool:
        """Take down what somebody who took part says."""
        if not await ask_survey(self._services, self._driver, self):
            return False
        self._after()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One key is a mark while the list has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.table.view:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and self.current is not None and self.current.can_judge and self.bar.take_key(event.text()):
                return True
        return super().eventFilter(watched, event)

    async def _compute(self) -> None:
        records, reference = self._driver.conductor.records, self._services.workspace.desk.reference
        made = await self._services.workspace.jobs.run(lambda _progress: score(records, reference))
        if alive(self):  # somebody may have judged while it was computed: what people say is that of now
            self._take(evaluated(made, self._services.state, self._driver.now))

    def _after(self) -> None:
        """Somebody judged: that is shown at once, with the score of the last look."""
        if self.made is not None and alive(self):
            self._take(evaluated(self.made.score, self._services.state, self._driver.now))

    def _take(self, made: Evaluation) -> None:
        self.made = made
        self._seqs = {one.stamp.command_id: one.seq for one in self._driver.conductor.records if one.stamp.command_id}
        self.bar.offer(_evaluators(made))
        self._show_rows()

    def _describer(self) -> Describer:
        return Describer(self._services.workspace.desk.reference, self._services.wording)

    def _show_rows(self) -> None:
        if self.made is None:
            return
        d = self._describer()
        self._rows = subject_rows(self.made, self._services.state, d, self.bar.evaluator)
        refill(self.kind, kinds(self._rows))
        wanted = self.kind.currentData() or ""
        self.totals.setText(totals_line(self.made, d))
        self.table.set_rows(tuple(row for row in self._rows if wanted in ("", row.kind)))
        if self.table.current is None and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        self._on_subject(self.current)

    def _show_evidence(self) -> None:
        row = self.current
        if self.made is None or row is None:
            self.evidence.set_rows(())
            return
        self.evidence.set_rows(evidence_rows(row, self.made, self._seqs, self._describer()))

    def _on_subject(self, row: SubjectRow | None) -> None:
        self._show_evidence()
        own = None
        if self.made is not None and row is not None and row.subject is not None:
            own = own_judgement(self.made, row.subject, self.bar.evaluator)
        self.bar.show_own(row.name if row is not None else "", own, enabled=row is not None and row.can_judge)

    def _on_evidence(self, row: EvidenceRow | None) -> None:
        if row is not None and row.seqs:
            self._show_entry(row.seqs[-1])

    def _wire(self) -> None:
        self.table.view.installEventFilter(self)
        self.table.selected.connect(self._on_subject)
        self.table.activated.connect(lambda _row: self.bar.words.setFocus())
        self.evidence.activated.connect(self._on_evidence)
        self.kind.currentIndexChanged.connect(lambda _place: self._show_rows())
        self.survey_button.clicked.connect(lambda: self._services.run(self.ask(), self))
        self.bar.marked.connect(lambda mark: self._services.run(self.judge(**mark), self))
        self.bar.evaluator_changed.connect(self._show_rows)
        self.bar.left.connect(self.table.view.setFocus)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind_word, width=58),
            Column(key="name", title=self.tr("Subject"), text=lambda r: r.name, stretch=True, width=200,
                   tip=lambda r: r.name),
            Column(key="rule", title=self.tr("By rule"), text=lambda r: _figure(r.rule), width=62, align="right",
                   sort=lambda r: _low(r.rule), export=lambda r: r.rule),
            Column(key="judged", title=self.tr("Judged"), text=_voices, width=80, align="right",
                   sort=lambda r: _low(r.judged), export=lambda r: r.judged),
            Column(key="combined", title=self.tr("Together"), text=lambda r: _figure(r.combined), tone=lambda r: r.tone, badge=True,
                   width=72, sort=lambda r: _low(r.combined), export=lambda r: r.combined),
            Column(key="mine", title=self.tr("My mark"), text=lambda r: r.mine, width=110, tip=lambda r: r.mine, extra=True),
        )  # fmt: skip

    def _evidence_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="what", title=self.tr("What"), text=lambda r: r.what, width=104, tip=lambda r: r.what),
            Column(key="mark", title=self.tr("Mark"), text=lambda r: r.mark, tone=lambda r: r.tone, badge=True, width=88,
                   tip=lambda r: r.mark),
            Column(key="words", title=self.tr("What was found or said"), text=lambda r: r.words, stretch=True,
                   tip=lambda r: r.words),
            Column(key="seqs", title=self.tr("Entries"), width=72, text=lambda r: seqs_words(r.seqs),
                   tip=lambda r: seqs_words(r.seqs)),
            Column(key="who", title=self.tr("Who"), text=lambda r: r.who, width=72, extra=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        gap = current_theme().length("s")
        say = self._services.wording.say
        self.totals.setWordWrap(True)
        self.note.setText("　".join(
            say(f"judging.source.{one.source}") for one in (judging.SHARES_FROM, *_sources(self._driver.drill.scenario.form))
        ))
        self.table.toolbar.insertWidget(0, self.kind)
        self.table.toolbar.addWidget(self.survey_button)
        self.evidence.toolbar.insertWidget(0, Text(self.tr("What it rests on (Enter shows the entry)"), "caption"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.evidence)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.totals)
        column.addWidget(split, 1)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        column.addLayout(foot)


def _sources(form: Any) -> tuple[judging.Provenance, ...]:
    return tuple(dict.fromkeys(one.provenance for one in judging.aspects(form)))


def _evaluators(made: Evaluation) -> tuple[str, ...]:
    seated = (one.name for one in made.drill.seats.values() if one.kind is SeatKind.EVALUATOR)
    return tuple(dict.fromkeys((*seated, *made.evaluators)))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _voices(row: SubjectRow) -> str:
    return "" if row.judged is None else f"{row.judged:.1f} ({row.voices})"


def _low(value: float | None) -> float:
    return -1.0 if value is None else value

