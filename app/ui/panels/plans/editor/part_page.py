"""The page of one part: its form, its list with the form of the chosen element below, or both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.ui.kit.bars import EmptyState
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.plans.editor.asking import PartSpec
from app.ui.panels.plans.editor.detail_form import DetailForm
from app.ui.panels.plans.editor.editing import set_single
from app.ui.panels.plans.editor.element_list import ElementList, rows_of
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.session import Session
from app.ui.panels.plans.editor.values import address, exists
from app.ui.panels.plans.editor.verdict_bar import VerdictBar


class PartPage(QWidget):
    """Shows the draft as it stands whenever it is told to; ``judged`` as the bar of verdicts says."""

    judged = Signal(str, bool)

    def __init__(self, session: Session, part: PartSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.part = session, part
        self.head = SectionHeader(session.bench.wording.say(f"plan_part.{part.id}"), parent=self)
        self.form: DetailForm | None = DetailForm(session, part, part.form, self) if part.form else None
        self.list: ElementList | None = None
        self.detail: DetailForm | None = None
        self._splitter = QSplitter(Qt.Orientation.Vertical, self) if part.list is not None else None
        self._lower = QWidget(self._splitter) if self._splitter is not None else self
        self.bar = VerdictBar(session, self._lower)
        self.bar.judged.connect(self.judged)
        self._missing = EmptyState("", "", parent=self)
        self._missing.setVisible(part.optional)
        self._remove = Button(self.tr("Take this part out"), "remove", "quiet", parent=self)
        self._remove.setVisible(part.optional)
        self.below = QVBoxLayout()
        """Room under the detail form for what only this part has."""
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it stands."""
        there = exists(self.session.bench.draft, self.part, None)
        if self.form is not None:
            self.form.setVisible(there)
            if there:
                self.form.show_row(None)
            if self.list is not None:
                self.form.setFixedHeight(min(current_theme().px(230), self.form.widget().sizeHint().height()))
        if self.part.optional:
            self._missing.setVisible(not there)
            self._remove.setVisible(there)
            self._remove.setEnabled(not self.session.read_only)
        if self.list is not None:
            self.list.refresh()
            self._show_detail()
        else:
            self.bar.show_address(address(self.session.bench.draft, self.part, None) if there else "")
        self.set_locked(self.session.read_only)

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
            else:
                self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form is not None and (place.field or self.list is None):
            self.form.focus_field(place.field)
        elif self.list is not None:
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_english(self, wanted: bool) -> None:
        """Show or hide the English fields."""
        for form in (self.form, self.detail):
            if form is not None:
                form.set_english(wanted)
        self.refresh()

    def set_locked(self, locked: bool) -> None:
        """Whether nothing can be changed."""
        for form in (self.form, self.detail):
            if form is not None:
                form.set_locked(locked)

    @property
    def unread(self) -> tuple[str, ...]:
        """Labels of fields in sight that hold something unreadable."""
        return tuple(label for form in (self.form, self.detail) if form is not None and form.isVisible() for label in form.unread)

    def _show_detail(self) -> None:
        if self.list is None or self.detail is None:
            return
        at = self.list.current
        shown = at is not None and at < rows_of(self.session, self.part)
        self.detail.setVisible(shown)
        self.bar.show_address(address(self.session.bench.draft, self.part, at) if shown else "")
        if shown:
            self.detail.show_row(at)

    def _enter(self) -> None:
        if self.detail is not None and self.list is not None and self.list.current is not None:
            self.detail.form.focus_first()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), 0, theme.length("s"), 0)
        column.setSpacing(theme.length("xs"))
        if self.part.list is None or self.form is not None:
            column.addWidget(self.head)
        else:
            self.head.hide()
        if self.part.optional:
            self._missing.set_text(
                self.tr("The plan says nothing about this"), self.tr("It may; add the part to fill it in"), self.tr("Add")
            )
            self._missing.acted.connect(self.session.add_command)
            self._remove.clicked.connect(
                lambda: self.session.apply(lambda draft: set_single(draft, self.part.single, None), Place(self.part.id))
            )
            self.head.add(self._remove)
            column.addWidget(self._missing, 1)
        if self.part.list is None:
            column.addWidget(self.bar)
            column.addWidget(self.form, 1)
            return
        splitter, lower = self._splitter, self._lower
        self.list = ElementList(self.session, self.part, splitter)
        self.detail = DetailForm(self.session, self.part, self.part.list.fields, lower)
        self.list.chosen.connect(lambda _at: self._show_detail())
        self.list.entered.connect(self._enter)
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(theme.length("xs"))
        under.addWidget(self.bar)
        under.addWidget(self.detail, 1)
        under.addLayout(self.below)
        if self.form is not None:
            column.addWidget(self.form)
        splitter.addWidget(self.list)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([theme.px(210), theme.px(330)])
        self.list.setMinimumHeight(theme.px(130))
        lower.setMinimumHeight(theme.px(120))
        column.addWidget(splitter, 1)
