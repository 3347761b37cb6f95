"""Catching up 补录: what was written on numbered slips is typed in here, and everything that was is listed with both times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.catching_up import CaughtRow, caught_rows, free_numbers, use_of
from app.desk.describe import Describer
from app.domain.paper.commands import CatchUp
from app.domain.paper.model import SlipUse
from app.domain.record import Command, PaperSlip
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.contacts.catching_up import SORTS
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services
from app.ui.survival import make_pack, print_forms

_NUMBER_DIGITS = 9
_FORM_PX = 760
_CONFIRMED = ("slip_used", "slip_not_printed")


class CatchUpTab(QWidget):
    """The number and the kind of the slip in hand above, what was caught up below."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._describer = Describer(services.workspace.desk.reference, services.wording)
        self.number = QLineEdit()
        self.number.setAccessibleName(translate("CatchUp", "Slip number"))
        self.number.setPlaceholderText(translate("CatchUp", "Number on the slip"))
        self.number.setMaxLength(_NUMBER_DIGITS)
        self.number.setFixedWidth(current_theme().px(150))
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("CatchUp", "Kind of slip"))
        for use in SORTS:
            self.kind.addItem(services.wording.say(f"slip_use.{use}"), use.value)
        self.begin = Button(translate("CatchUp", "Type it in…"), "edit", "primary")
        self.forms = Button(translate("CatchUp", "Blank forms…"), "print", "quiet",
                            translate("CatchUp", "Print forms with the next numbers"))  # fmt: skip
        self.pack = Button(services.wording.say("document.survival_pack"), "paper", "quiet",
                           translate("CatchUp", "Everything needed to go on by hand, as one PDF"))  # fmt: skip
        self.hint = Text("", "caption")
        self.everything = QCheckBox(translate("CatchUp", "Earlier shifts too"))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=services.wording.say("tab.catch_up"), initials=search_keys,
            empty=(
                translate("CatchUp", "Nothing was caught up in this shift"),
                translate("CatchUp", "After a power cut: type in slip after slip, in the order of their times"),
            ),
        )  # fmt: skip
        self.number.textChanged.connect(lambda _text: self._on_number())
        self.number.returnPressed.connect(lambda: services.run(self.catch_up(), self))
        self.begin.clicked.connect(lambda: services.run(self.catch_up(), self))
        self.forms.clicked.connect(lambda: services.run(print_forms(services, self), self))
        self.pack.clicked.connect(lambda: services.run(make_pack(services, self), self))
        self.everything.toggled.connect(lambda _on: self.show_state(services.state))
        self.table.activated.connect(self._open)
        self._lay_out()
        self._on_number()

    def show_state(self, state: State) -> None:
        """Show this state."""
        since = None if self.everything.isChecked() or state.shift is None else state.shift.started_at
        self.table.set_rows(caught_rows(state, self._describer, since))
        self._on_number()

    async def catch_up(self) -> None:
        """Ask for what stands on the slip, and type it in; the next slip's number is asked for after it."""
        use = SlipUse(self.kind.currentData())
        sort = SORTS[use]
        now = self.services.workspace.desk.clock.now
        fields = (*self._slip_fields(), *sort.fields(self.services))
        form = Form(fields, now=now, columns=2, compact=True)
        form.setMinimumWidth(current_theme().px(_FORM_PX))
        form.set_values({"number": self._typed(), **sort.preset})

        def command(values: Mapping[str, Any]) -> Command:
            slip = PaperSlip(
                values["number"] or 0, values["paper_at"], values["row"] or 0, writer=values["writer"] or ""
            )
            confirmed = _CONFIRMED if values["sure"] else ()
            return CatchUp(command=sort.command(values, slip.at), slip=slip, confirmed=confirmed)

        title = translate("CatchUp", "Catch up: {kind}").format(kind=self.services.wording.say(f"slip_use.{use}"))
        text = translate("CatchUp", "The time on the paper counts; the time of typing is kept beside it.")
        done = await ask_command(self.services, self, title, text, form, translate("CatchUp", "Record"), command)
        if done:
            self.number.clear()
        self.number.setFocus()

    def _typed(self) -> int | None:
        text = self.number.text().strip()
        return int(text) if text.isdecimal() else None

    def _on_number(self) -> None:
        """The form that the number was printed on says what kind of slip it is."""
        say, state = self.services.wording.say, self.services.state
        number = self._typed()
        if number is None:
            self.hint.setText(translate("CatchUp", "0 for paper without a number; next free number: {number}").format(
                number=free_numbers(state)))
            return
        use = use_of(state, self.services.workspace.desk.reference, number)
        if use is None:
            self.hint.setText(translate("CatchUp", "No slip with this number was printed here") if number else "")
            return
        self.kind.setCurrentIndex(self.kind.findData(use.value))
        self.hint.setText(say(f"slip_use.{use}"))

    def _slip_fields(self) -> tuple[Field, ...]:
        return (
            Field(key="number", label=translate("CatchUp", "Slip number"), kind=FieldKind.INT, required=True, minimum=0,
                  maximum=10**_NUMBER_DIGITS - 1, hint=translate("CatchUp", "0: paper without a number")),
            Field(key="paper_at", label=translate("CatchUp", "Time on the paper"), kind=FieldKind.DATETIME, required=True),
            Field(key="row", label=translate("CatchUp", "Row of the sheet"), kind=FieldKind.INT, minimum=0, maximum=99,
                  hint=translate("CatchUp", "empty for a whole slip")),
            Field(key="writer", label=translate("CatchUp", "Written by"), max_length=40,
                  hint=translate("CatchUp", "if somebody else than you")),
            Field(key="sure", label=translate("CatchUp", "Number is right"), kind=FieldKind.TOGGLE, wide=True,
                  hint=translate("CatchUp", "although it was used before or not printed here")),
        )  # fmt: skip

    def _open(self, row: CaughtRow) -> None:
        if row.incident_id:
            self.services.navigator.show_incident(row.incident_id, "timeline")

    def _columns(self) -> tuple[Column, ...]:
        def clock(at: Any) -> str:
            return to_local(at).strftime("%m-%d %H:%M")

        return (
            Column(key="slip", title=translate("CatchUp", "Slip"), text=lambda row: row.slip, width=150,
                   sort=lambda row: (row.number, row.row)),
            Column(key="paper_at", title=translate("CatchUp", "On paper"), text=lambda row: clock(row.paper_at), width=110,
                   sort=lambda row: row.paper_at.isoformat()),
            Column(key="typed_at", title=translate("CatchUp", "Typed"), text=lambda row: clock(row.typed_at), width=110,
                   sort=lambda row: row.typed_at.isoformat()),
            Column(key="what", title=translate("CatchUp", "What"), text=lambda row: row.what, width=220),
            Column(key="incident", title=translate("CatchUp", "Incident"), text=lambda row: row.incident, stretch=True),
            Column(key="writer", title=translate("CatchUp", "Written by"), text=lambda row: row.writer, width=90),
            Column(key="typed_by", title=translate("CatchUp", "Typed by"), text=lambda row: row.typed_by, width=90),
            Column(key="form", title=translate("CatchUp", "Form"), text=lambda row: row.form, width=150, extra=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        margin = theme.length("s")
        head = SectionHeader(self.services.wording.say("tab.catch_up"))
        for button in (self.forms, self.pack):
            head.add(button)
        entry = QHBoxLayout()
        entry.setSpacing(margin)
        for part in (self.number, self.kind, self.begin, self.hint):
            entry.addWidget(part)
        entry.addStretch(1)
        entry.addWidget(self.everything)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(head)
        layout.addLayout(entry)
        layout.addWidget(self.table, 1)
        if self.services.memory is not None:
            self.services.memory.keep_header("catch_up", self.table.view.horizontalHeader())


TAB = TabSpec("catch_up", 45, ("caught_up", "slip_runs", "shift"), CatchUpTab)
