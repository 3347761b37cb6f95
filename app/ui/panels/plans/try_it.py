"""Try a plan: invented facts on the left, what would follow at once on the right. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.domain.conditions import FactScalar
from app.domain.deadlines import rulebook_of
from app.domain.incident.model import FactDef, FactType
from app.domain.plan.model import Plan
from app.domain.trial import asked, try_plan
from app.kernel.errors import Refusal
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button, Text
from app.ui.panels.plans.presenter import PlansPresenter
from app.ui.panels.plans.sections import SectionsView
from app.ui.panels.plans.trial import TrialPresenter, is_number
from app.ui.services import Services


class TryIt(QWidget):
    """The tab "try it" of one plan: facts beside the answer, or above it where there is no room (``orientation``).

    ``head`` is the line of the kind; who shows the tab may put a button of its own there.
    """

    def __init__(
        self, services: Services, presenter: PlansPresenter, parent: QWidget | None = None,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
    ) -> None:
        super().__init__(parent)
        self._services, self._presenter = services, presenter
        self._trials = TrialPresenter(presenter, services.wording)
        self._plan: Plan | None = None
        self._facts: tuple[FactDef, ...] = ()
        self.form: Form | None = None
        self.kind = QComboBox()
        self.kind.currentIndexChanged.connect(lambda _: self._new_form())
        clear = Button(self.tr("Clear"), "undo", "quiet", self.tr("Forget the invented facts"))
        clear.clicked.connect(self._new_form)
        self._refused = Banner("", "warn")
        self._refused.hide()
        self.results = SectionsView()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme = current_theme()
        self.head = head = QHBoxLayout()
        head.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), 0)
        head.setSpacing(theme.length("s"))
        head.addWidget(Text(self.tr("Kind"), "label"))
        head.addWidget(self.kind, 1)
        head.addWidget(clear)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        right = QWidget()
        answers = QVBoxLayout(right)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.addWidget(self._refused)
        answers.addWidget(self.results, 1)
        splitter = QSplitter(orientation)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(330), theme.px(400)])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def show_plan(self, plan: Plan) -> None:
        """Try this plan from now on, with nothing invented yet."""
        self._plan = plan
        self._fill_kinds(plan)
        self._new_form()

    def follow(self, plan: Plan) -> None:
        """The same plan, changed: what was invented stays while its kind is covered."""
        if self._plan is None or self._plan.kinds != plan.kinds:
            before = self.kind.currentData()
            self._fill_kinds(plan)
            self._plan = plan
            if before != self.kind.currentData() or self.form is None:
                self._new_form()
                return
        self._plan = plan
        self._show()

    def invent(self, kind: str, facts: Mapping[str, FactScalar]) -> bool:
        """Invent these facts; ``False``, and nothing changes, for a kind that the plan does not cover."""
        place = self.kind.findData(kind)
        if place < 0:
            return False
        blocked = self.kind.blockSignals(True)
        self.kind.setCurrentIndex(place)
        self.kind.blockSignals(blocked)
        self._new_form()
        if self.form is not None:
            shown = _values_of(facts, self._facts)
            self.form.set_values({key: value for key, value in shown.items() if key in self.form.values()})
        self._show()
        return True

    def facts(self) -> dict[str, FactScalar]:
        """What was invented so far."""
        return {} if self.form is None else _facts_of(self.form.values(), self._facts)

    def refresh(self) -> None:
        """Compute again (the warning in force or the rulebook changed)."""
        self._show()

    def _fill_kinds(self, plan: Plan) -> None:
        before = self.kind.currentData()
        blocked = self.kind.blockSignals(True)
        self.kind.clear()
        for code, name in self._presenter.kinds_of(plan):
            self.kind.addItem(f"{name}  {code}", code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(before)))
        self.kind.blockSignals(blocked)

    def _new_form(self) -> None:
        if self._plan is None:
            return
        self._facts = asked(self.kind.currentData() or "", self._presenter.reference)
        form = Form(self._fields(), compact=True)
        form.changed.connect(lambda _key: self._show())
        theme = current_theme()
        page = QWidget()
        page.setProperty("role", "scrolled")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.length("s"), 0, theme.length("m"), theme.length("s"))
        column.addWidget(form)
        self._area.setWidget(page)
        self.form = form
        self._show()

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        desk = self._services.workspace.desk
        rulebook = rulebook_of(self._services.state, desk.reference)
        kind = self.kind.currentData() or ""
        try:
            trial = try_plan(
                plan, kind, self.facts(), desk.reference, rulebook, self._services.state.alert(), desk.clock.now()
            )
        except Refusal as no:
            self._refused.show_text(self._services.explain(no), "warn")
            return
        self._refused.show_text("")
        self.results.show_sections(self._trials.sections(trial, plan, self._titles()), keep_place=True)

    def _titles(self) -> dict[str, str]:
        return {
            "severity": self.tr("Severity"), "level": self.tr("Response level"), "reports": self.tr("Reports owed"),
            "forces": self.tr("Forces"), "tasks": self.tr("Tasks"),
        }

    def _fields(self) -> tuple[Field, ...]:
        wording = self._services.wording
        fields = []
        for fact in (one for one in self._facts if is_number(one)):
            whole = fact.type is FactType.COUNT
            fields.append(
                Field(
                    key=fact.name, label=wording.text(fact.label), unit=wording.text(fact.unit), minimum=fact.least,
                    maximum=fact.most, kind=FieldKind.INT if whole else FieldKind.DECIMAL,
                )
            )
        for fact in (one for one in self._facts if one.type is FactType.CHOICE):
            choices = tuple(Choice(code, wording.text(name), code) for code, name in fact.choices.items())
            fields.append(Field(key=fact.name, label=wording.text(fact.label), kind=FieldKind.CHOICE, choices=choices))
        for group in ("kind", "control", "impact", "casualty", "sensitivity"):
            flags = tuple(
                Choice(one.name, wording.text(one.label))
                for one in self._facts if one.type is FactType.FLAG and one.group == group
            )
            if flags:
                fields.append(
                    Field(key=f"flags.{group}", label=wording.say(f"group.{group}"), kind=FieldKind.FLAGS, choices=flags)
                )
        return tuple(fields)


def _facts_of(values: Mapping[str, Any], facts: tuple[FactDef, ...]) -> dict[str, FactScalar]:
    known = {fact.name: fact for fact in facts}
    found: dict[str, FactScalar] = {}
    for key, value in values.items():
        if value is None:
            continue
        if key.startswith("flags."):
            found.update(dict.fromkeys(value, True))
        elif known[key].type is FactType.NUMBER:
            found[key] = float(value)
        else:
            found[key] = value
    return found


def _values_of(facts: Mapping[str, FactScalar], known: tuple[FactDef, ...]) -> dict[str, Any]:
    """The facts as the form shows them: flags by their group."""
    shown: dict[str, Any] = {}
    for fact in known:
        value = facts.get(fact.name)
        if value is None or value is False:
            continue
        if fact.type is FactType.FLAG:
            key = f"flags.{fact.group}"
            shown[key] = (*shown.get(key, ()), fact.name)
        else:
            shown[fact.name] = int(value) if fact.type is FactType.COUNT else value
    return shown
