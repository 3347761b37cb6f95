"""Try the rules: kind, facts and times in; the obligations on a time axis out. Nothing is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.catalog.limit_text import span_text
from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.incident.model import FactDef, FactType
from app.domain.reporting.model import Rulebook
from app.domain.state import State
from app.kernel.errors import Refusal
from app.ui.kit import time_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.widgets import SectionHeader, Text
from app.ui.panels.reports import presenter
from app.ui.panels.reports.timeline import Timeline
from app.ui.panels.reports.trial import TrialInput, TrialResult, try_rules, typed_facts
from app.ui.services import Services

_WAIT_MS = 250
_FLAGS = "flags"


class TrialTab(QWidget):
    """Two forms at the left (the second follows the kind), the drawn result at the right; it follows every change."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._reference = services.workspace.desk.reference
        self._facts_kind = ""
        self.head = Form(self._head_fields(), now=services.workspace.desk.clock.now, compact=True)
        self.facts: Form | None = None
        self.timeline = Timeline(lambda minutes: span_text(minutes, services.wording))
        self.severity = Text("", "figure")
        self._reasons = Text("")
        self._reasons.setWordWrap(True)
        self._legend = Text("", "caption")
        self._legend.setWordWrap(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self.compute)
        self._lay_out()
        self.head.changed.connect(self._on_head)
        self._begin()

    def show_state(self, state: State) -> None:
        """Compute again: another rulebook may be in force."""
        self.compute()

    def compute(self) -> None:
        """Show what the rules make of what is typed now."""
        book = self._book()
        given = self._given()
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

    def _book(self) -> Rulebook | None:
        """The rulebook that was chosen to be tried, else the one in force."""
        chosen = self._reference.rulebooks.get(self.head.values()["rulebook"] or "")
        return chosen or presenter.rulebook_in_force(self._services.state, self._reference)

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

    def _begin(self) -> None:
        kinds = list(self._reference.kinds)
        now = self._services.workspace.desk.clock.now()
        if kinds:
            self.head.set_values({"kind": kinds[0], "aware_at": now})
            self._on_head("kind")

    def _on_head(self, key: str) -> None:
        kind = self.head.values()["kind"]
        if key == "kind" and kind and kind != self._facts_kind:
            self._make_facts(kind)
        self._later.start()

    def _make_facts(self, kind: str) -> None:
        kept = self.facts.values() if self.facts else {}
        fields = self._fact_fields(kind)
        form = Form(fields, compact=True)
        names = {field.key for field in fields}
        form.set_values({name: value for name, value in kept.items() if name in names and name != _FLAGS})
        form.changed.connect(lambda _key: self._later.start())
        if self.facts is not None:
            self._column.replaceWidget(self.facts, form)
            self.facts.hide()
            self.facts.deleteLater()
        else:
            self._column.insertWidget(1, form)
        self.facts, self._facts_kind = form, kind

    def _given(self) -> TrialInput | None:
        head = self.head.values()
        if head["kind"] is None or head["aware_at"] is None or self.facts is None:
            return None
        values = self.facts.values()
        flags = tuple(values.pop(_FLAGS, ()) or ())
        return TrialInput(
            kind=head["kind"], facts=typed_facts(values, self._reference, flags), aware_at=head["aware_at"],
            occurred_at=head["occurred_at"], stabilised_at=head["stabilised_at"], terminated_at=head["terminated_at"],
            requested_at=head["requested_at"], warning_received_at=head["warning_received_at"], looked_at=head["looked_at"],
        )

    def _head_fields(self) -> tuple[Field, ...]:
        words = self._services.wording
        kinds = tuple(
            Choice(kind.code, words.text(kind.name), f"{kind.code} {search_keys(kind.name.zh)}")
            for kind in self._reference.kinds.values()
        )
        books = tuple(
            Choice(book.id, words.text(book.title), f"{book.id} {search_keys(book.title.zh)}")
            for book in self._reference.offered_rulebooks()
        )
        in_force = self.tr("the one in force")
        return (
            Field(key="rulebook", label=self.tr("Rulebook"), kind=FieldKind.CHOICE, choices=books, placeholder=in_force),
            Field(key="kind", label=self.tr("Kind"), kind=FieldKind.CHOICE, choices=kinds, required=True),
            Field(key="aware_at", label=self.tr("Aware at"), kind=FieldKind.DATETIME, required=True),
            Field(key="occurred_at", label=self.tr("Occurred at"), kind=FieldKind.DATETIME),
            Field(key="stabilised_at", label=self.tr("Stable at"), kind=FieldKind.DATETIME, lean="none"),
            Field(key="terminated_at", label=self.tr("Response ended at"), kind=FieldKind.DATETIME, lean="none"),
            Field(key="requested_at", label=self.tr("Superior asked at"), kind=FieldKind.DATETIME, lean="none"),
            Field(key="warning_received_at", label=self.tr("Warning received at"), kind=FieldKind.DATETIME, lean="none"),
            Field(key="looked_at", label=self.tr("Looked at as of"), kind=FieldKind.DATETIME, lean="none"),
        )

    def _fact_fields(self, kind: str) -> tuple[Field, ...]:
        known = self._reference.facts
        own = [known[name] for name in self._reference.kinds[kind].facts if name in known]
        common = [fact for fact in known.values() if fact.common and not fact.derived]
        asked = list(dict.fromkeys(fact.name for fact in (*common, *own)))
        typed = [known[name] for name in asked if known[name].type is not FactType.FLAG]
        flags = [known[name] for name in asked if known[name].type is FactType.FLAG]
        fields = [self._fact_field(fact) for fact in typed]
        if flags:
            words = self._services.wording
            ticks = tuple(Choice(fact.name, words.text(fact.label), search_keys(fact.label.zh)) for fact in flags)
            fields.append(Field(key=_FLAGS, label=self.tr("Circumstances"), kind=FieldKind.FLAGS, choices=ticks))
        return tuple(fields)

    def _fact_field(self, fact: FactDef) -> Field:
        words = self._services.wording
        if fact.type is FactType.CHOICE:
            choices = tuple(Choice(value, words.text(text)) for value, text in fact.choices.items())
            return Field(key=fact.name, label=words.text(fact.label), kind=FieldKind.CHOICE, choices=choices)
        kind = FieldKind.INT if fact.type is FactType.COUNT else FieldKind.DECIMAL
        return Field(
            key=fact.name, label=words.text(fact.label), kind=kind, unit=words.text(fact.unit), minimum=fact.least,
            maximum=fact.most,
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        body = QWidget()
        body.setProperty("role", "scrolled")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, theme.length("s"), 0)
        self._column.setSpacing(theme.length("xs"))
        self._column.addWidget(self.head)
        self._column.addStretch(1)
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setWidget(body)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
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
