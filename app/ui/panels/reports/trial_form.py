"""What a trial asks: the kind, the facts of that kind, the moments that clocks start from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.incident.model import FactDef, FactType
from app.domain.reporting.model import Rulebook
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.quiet import Quiet
from app.ui.kit.theme import current_theme
from app.ui.panels.reports.trial import TrialInput, typed_facts
from app.ui.services import Services

_WAIT_MS = 250
_FLAGS = "flags"


class TrialForm(QScrollArea):
    """Two forms, the second follows the kind; ``changed`` a moment after the last key. ``books``: ask for the rulebook too."""

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None, *, books: bool = True) -> None:
        super().__init__(parent)
        self._services, self._books = services, books
        self._facts_kind = ""
        self.head = Form(self._head_fields(), now=services.workspace.desk.clock.now, compact=True)
        self.facts: Form | None = None
        self._later = Quiet(self.changed.emit, _WAIT_MS, self)
        body = QWidget()
        body.setProperty("role", "scrolled")
        theme = current_theme()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, theme.length("s"), 0)
        self._column.setSpacing(theme.length("xs"))
        self._column.addWidget(self.head)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(body)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head.changed.connect(self._on_head)
        self._begin()

    @property
    def _reference(self):
        return self._services.workspace.desk.reference

    @property
    def book(self) -> Rulebook | None:
        """The rulebook that was chosen, ``None`` for the one in force."""
        chosen = self.head.values()["rulebook"] if self._books else ""
        return self._reference.rulebooks.get(chosen or "")

    @property
    def given(self) -> TrialInput | None:
        """What was typed; ``None`` while the kind or the time of awareness is missing."""
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
        self._later.stir()

    def _make_facts(self, kind: str) -> None:
        kept = self.facts.values() if self.facts else {}
        fields = self._fact_fields(kind)
        form = Form(fields, compact=True)
        names = {field.key for field in fields}
        form.set_values({name: value for name, value in kept.items() if name in names and name != _FLAGS})
        form.changed.connect(lambda _key: self._later.stir())
        if self.facts is not None:
            self._column.replaceWidget(self.facts, form)
            self.facts.hide()
            self.facts.deleteLater()
        else:
            self._column.insertWidget(1, form)
        self.facts, self._facts_kind = form, kind

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
        book = Field(key="rulebook", label=self.tr("Rulebook"), kind=FieldKind.CHOICE, choices=books, placeholder=in_force)
        return (
            *((book,) if self._books else ()),
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
