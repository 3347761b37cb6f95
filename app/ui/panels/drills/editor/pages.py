"""The page of one part: its form, or its list with the form of the chosen element below; injects with the timeline above."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.drills.editor.bench import ScenarioBench, homes_before
from app.ui.panels.drills.editor.forms import ScenarioForm
from app.ui.panels.drills.editor.timeline import Beat, TimelineEditor
from app.ui.panels.drills.scenarios_presenter import CHANNEL_LOOKS
from app.ui.panels.plans.editor.asking import PartSpec
from app.ui.panels.plans.editor.element_list import ElementList
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.session import Session


class ScenarioPage(QWidget):
    """Shows the draft as it stands whenever it is told to."""

    def __init__(self, session: Session, part: PartSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.part = session, part
        self.form: ScenarioForm | None = None
        self.list: ElementList | None = None
        self.detail: ScenarioForm | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(current_theme().length("s"), 0, current_theme().length("s"), 0)
        self.column.setSpacing(current_theme().length("xs"))
        self.below = QVBoxLayout()
        """Room between the list and the form of the chosen element."""
        self._lay_out()
        self.refresh()

    @property
    def bench(self) -> ScenarioBench:
        """What is edited."""
        bench: ScenarioBench = self.session.bench
        return bench

    def refresh(self) -> None:
        """Show the draft as it stands."""
        if self.form is not None:
            self.form.show_row(None)
        if self.list is not None:
            self.list.refresh()
            self._show_detail()
        for form in (self.form, self.detail):
            if form is not None:
                form.set_locked(self.session.read_only)

    def refresh_findings(self) -> None:
        """Show what is wrong."""
        for form in (self.form, self.detail):
            if form is not None:
                form.show_notes()
        if self.list is not None:
            self.list.refresh()

    def go(self, place: Place) -> None:
        """Bring an element and a field into sight; without a field the list gets the keyboard."""
        if place.row is not None and self.list is not None:
            self.list.select(place.row)
            if self.detail is not None and place.field:
                self.detail.focus_field(place.field)
                return
        if self.form is not None:
            self.form.focus_field(place.field)
        elif self.list is not None:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_english(self, wanted: bool) -> None:
        """Show or hide the English fields."""
        for form in (self.form, self.detail):
            if form is not None:
                form.set_english(wanted)
        self.refresh()

    @property
    def unread(self) -> tuple[str, ...]:
        """Labels of fields in sight that hold something unreadable."""
        return tuple(label for form in (self.form, self.detail) if form is not None and form.isVisible() for label in form.unread)

    def _show_detail(self) -> None:
        if self.list is None or self.detail is None:
            return
        at = self.list.current
        shown = at is not None and at < self.bench.count(self.part)
        self.detail.setVisible(shown)
        if shown:
            self.detail.show_row(at)

    def _enter(self) -> None:
        if self.detail is not None and self.list is not None and self.list.current is not None:
            self.detail.form.focus_first()

    def _lay_out(self) -> None:
        theme = current_theme()
        if self.part.list is None:
            self.column.addWidget(SectionHeader(self.bench.wording.say(f"plan_part.{self.part.id}")))
            self.form = ScenarioForm(self.session, self.part, self.part.form, self)
            self.column.addWidget(self.form, 1)
            return
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        lower = QWidget(splitter)
        self.list = ElementList(self.session, self.part, splitter)
        self.detail = ScenarioForm(self.session, self.part, self.part.list.fields, lower)
        self.list.chosen.connect(lambda _at: self._show_detail())
        self.list.entered.connect(self._enter)
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(theme.length("xs"))
        under.addLayout(self.below)
        under.addWidget(self.detail, 1)
        splitter.addWidget(self.list)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([theme.px(190), theme.px(330)])
        self.list.setMinimumHeight(theme.px(110))
        lower.setMinimumHeight(theme.px(120))
        self.column.addWidget(splitter, 1)


class InjectsPage(ScenarioPage):
    """The injects on the timeline and in the list; ``expectations_wanted(inject)`` to go to what is expected upon one."""

    expectations_wanted = Signal(int)

    def __init__(self, session: Session, part: PartSpec, parent: QWidget | None = None) -> None:
        self.timeline = TimelineEditor()
        super().__init__(session, part, parent)
        self.expects = Button(self.tr("Expectations of this inject"), "forward", "quiet", self.tr("Ctrl+E"))
        self.below.addWidget(self.expects, 0, Qt.AlignmentFlag.AlignLeft)
        self.expects.clicked.connect(self._want_expectations)
        self.timeline.setAccessibleName(self.tr("Timeline of the injects"))
        self.timeline.setToolTip("")
        self.timeline.chosen.connect(self._choose)
        self.timeline.moved.connect(self._shift)
        self.timeline.entered.connect(lambda _place: self._enter())
        self.column.insertWidget(0, self.timeline)
        self._show_timeline()

    def refresh_findings(self) -> None:
        """Show what is wrong, on the timeline as well."""
        super().refresh_findings()
        self._show_timeline()

    def _show_detail(self) -> None:
        super()._show_detail()
        self._show_timeline()

    def _show_timeline(self) -> None:
        bench, at = self.bench, self.list.current if self.list is not None else None
        problems = bench.findings.by_row(self.part.id)
        beats = []
        for mark, one in zip(bench.marks(), bench.scenario.injects, strict=True):
            tone, shape = CHANNEL_LOOKS[one.channel]
            when = f"{mark.minute:g}" if mark.exact else bench.wording.say("scenario_editor.about", minute=f"{mark.minute:.0f}")
            channel = bench.wording.say(f"drill.channel.{one.channel}")
            tip = f"{one.id}  {when} {bench.wording.say('plan_unit.minutes')}  {channel}\n{bench.wording.text(one.text)}"
            beats.append(Beat(mark, one.id, tone, shape, tip, bool(problems.get(mark.place))))
        self.timeline.locked = self.session.read_only
        self.timeline.show_beats(tuple(beats), bench.scenario.length_min, -1 if at is None else at)

    def _choose(self, place: int) -> None:
        if self.list is not None:
            self.list.select(place)

    def _shift(self, place: int, minutes: float) -> None:
        if not self.session.read_only:
            self.session.told(self.bench.shift(place, minutes))

    def _want_expectations(self) -> None:
        if self.list is not None and self.list.current is not None:
            self.expectations_wanted.emit(self.list.current)


class ExpectationsPage(ScenarioPage):
    """What is expected upon every inject."""

    def show_inject(self, inject: int) -> None:
        """Go to the first expectation of an inject; where it has none, one is made."""
        if self.list is None:
            return
        if not self.bench.scenario.injects[inject].expect:
            if self.session.read_only:
                return
            self.bench.add_expectation(inject)
            self.session.told(True)
        first = homes_before(self.bench.draft, inject)
        if first < len(self.bench.draft.homes):
            self.list.select(first)
            self._enter()
