"""The equipment of the room: what works, what does not, which tests are due; a test is recorded with one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.duty_sheets import condition_name, equipment_line
from app.domain.dutylog.commands import CheckEquipment, ListEquipment
from app.domain.dutylog.model import EquipmentCondition
from app.domain.dutylog.rules import EquipmentStatus, equipment
from app.domain.record import Command
from app.domain.state import State
from app.kernel.ids import RandomIds
from app.kernel.text import Text as TwoWords
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.contacts.struck_lines import StruckLines
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

LONGEST = 200
_MOST_H = 8_784
_TONES = {EquipmentCondition.WORKS: "ok", EquipmentCondition.FAULTY: "alarm", EquipmentCondition.ABSENT: "warn"}


class EquipmentTab(QWidget):
    """The list; below it the last tests of the chosen piece."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._describer = Describer(services.workspace.desk.reference, services.wording)
        self.table = RowsView(
            self._columns(), lambda one: one.item.id, title=services.wording.say("tab.equipment"), initials=search_keys,
            empty=(translate("Equipment", "No equipment"), translate("Equipment", "Enter what the duty room has")),
        )
        self.tests = StruckLines()
        self._works = Button(translate("Equipment", "It works"), "check", "primary",
                             translate("Equipment", "Record a test of the chosen piece: it works"))  # fmt: skip
        self._check = Button(translate("Equipment", "Record a test… (Enter)"), "edit")
        self._add = Button(translate("Equipment", "Enter equipment…"), "add")
        self._change = Button(translate("Equipment", "Change…"), "settings")
        run = services.run
        self._works.clicked.connect(lambda: run(self.works(), self))
        self._check.clicked.connect(lambda: run(self.check(), self))
        self._add.clicked.connect(lambda: run(self.edit(None), self))
        self._change.clicked.connect(lambda: run(self.edit(self.table.current), self))
        self.table.selected.connect(lambda _row: self._show_chosen())
        self.table.activated.connect(lambda _row: run(self.check(), self))
        self._lay_out()
        self._show_chosen()

    def show_state(self, state: State) -> None:
        """Show this state."""
        self.table.set_rows(equipment(state, self.services.workspace.desk.reference))
        self._show_chosen()

    async def works(self) -> None:
        """Record that the chosen piece works."""
        one: EquipmentStatus | None = self.table.current
        if one is not None:
            await self.services.attempt(CheckEquipment(item_id=one.item.id, condition=EquipmentCondition.WORKS))

    async def check(self) -> None:
        """Record a test of the chosen piece: what it found, when, a remark."""
        one: EquipmentStatus | None = self.table.current
        if one is None:
            return
        say = self.services.wording.say
        choices = tuple(Choice(each.value, say(f"equipment_condition.{each}")) for each in EquipmentCondition)
        form = Form(
            (
                Field(key="condition", label=say("equipment_field.condition"), kind=FieldKind.CHOICE, required=True,
                      choices=choices),
                Field(key="remark", label=say("equipment_field.remark"), max_length=LONGEST,
                      hint=translate("Equipment", "Required for a fault")),
                Field(key="at", label=say("log_field.at"), kind=FieldKind.DATETIME),
            ),
            now=self.services.workspace.desk.clock.now, compact=True,
        )  # fmt: skip
        form.set_values({"condition": EquipmentCondition.WORKS.value})

        def command(values: Mapping[str, Any]) -> Command:
            return CheckEquipment(
                item_id=one.item.id, condition=EquipmentCondition(values["condition"]), remark=values["remark"] or "",
                at=values["at"],
            )

        title = translate("Equipment", "Test: {item}").format(item=self._describer.text(one.item.name))
        await ask_command(self.services, self, title, "", form, translate("Equipment", "Record"), command)

    async def edit(self, one: EquipmentStatus | None) -> None:
        """Enter a piece of equipment, or change the chosen one: its name, its interval, whether this room has it."""
        say = self.services.wording.say
        item_id = one.item.id if one is not None else f"e-{RandomIds().new(self.services.workspace.desk.clock.now())}"
        form = Form(
            (
                Field(key="name", label=say("equipment_field.name"), required=True, max_length=LONGEST),
                Field(key="every_h", label=say("equipment_field.every_h"), kind=FieldKind.INT, required=True, minimum=0,
                      maximum=_MOST_H, hint=translate("Equipment", "0: no reminder")),
                Field(key="used", label=say("equipment_field.used"), kind=FieldKind.TOGGLE),
            ),
            compact=True,
        )  # fmt: skip
        known = one.item if one is not None else None
        form.set_values({
            "name": self._describer.text(known.name) if known else None, "every_h": known.every_h if known else 24, "used": True,
        })  # fmt: skip

        def command(values: Mapping[str, Any]) -> Command:
            typed = values["name"] or ""
            same = known is not None and typed == self._describer.text(known.name)
            name = known.name if same and known is not None else TwoWords(typed)
            return ListEquipment(item_id=item_id, name=name, every_h=values["every_h"] or 0, used=values["used"])

        title = translate("Equipment", "Change equipment") if known else translate("Equipment", "Enter equipment")
        text = translate("Equipment", "Intervals are suggestions until this room sets its own.")
        await ask_command(self.services, self, title, text, form, translate("Equipment", "Save"), command)

    def _show_chosen(self) -> None:
        one: EquipmentStatus | None = self.table.current
        for button in (self._works, self._check, self._change):
            button.setEnabled(one is not None)
        if one is None:
            self.tests.show_lines(())
            return
        made = self.services.state.equipment_checks.get(one.item.id, ())
        say = self.services.wording.say
        self.tests.show_lines(
            [
                (say("equipment.test", at=self._describer.clock(test.at), by=test.by, remark=test.remark,
                     condition=say(f"equipment_condition.{test.condition}")), False)
                for test in sorted(made, key=lambda test: test.at, reverse=True)[:5]
            ]
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        say, now = self.services.wording.say, self.services.workspace.desk.clock.now

        def tone(one: EquipmentStatus) -> str:
            return _TONES[one.last.condition] if one.last else "neutral"

        def basis(one: EquipmentStatus) -> str:
            own = translate("Equipment", "this room's own")
            return self.services.wording.basis(one.item.basis) if one.item.basis.title else own

        return (
            Column(key="name", title=say("equipment_field.name"), text=lambda one: self._describer.text(one.item.name), width=230),
            Column(key="condition", title=say("equipment_field.condition"), badge=True, width=100, tone=tone,
                   text=lambda one: condition_name(one, self._describer)),
            Column(key="checked", title=say("equipment_field.checked_at"), width=120,
                   text=lambda one: self._describer.clock(one.last.at) if one.last else "",
                   sort=lambda one: one.last.at.isoformat() if one.last else ""),
            Column(key="by", title=say("equipment_field.by"), text=lambda one: one.last.by if one.last else "", width=90),
            Column(key="due", title=say("equipment_field.due"), width=230,
                   text=lambda one: equipment_line(one, self._describer, now()),
                   sort=lambda one: (one.due_at is None, one.due_at.isoformat() if one.due_at else ""),
                   tone=lambda one: "warn" if one.is_overdue(now()) else "neutral"),
            Column(key="remark", title=say("equipment_field.remark"), text=lambda one: one.last.remark if one.last else "",
                   stretch=True, tip=lambda one: one.last.remark if one.last else ""),
            Column(key="every_h", title=say("equipment_field.every_h"), align="right",
                   text=lambda one: str(one.item.every_h or "—"),
                   sort=lambda one: one.item.every_h, width=100, tip=basis, export=lambda one: one.item.every_h),
            Column(key="basis", title=say("equipment_field.basis"), text=basis, width=170, extra=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        head = SectionHeader(self.services.wording.say("tab.equipment"))
        for button in (self._works, self._check, self._add, self._change):
            head.add(button)
        layout = QVBoxLayout(self)
        margin = theme.length("s")
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.tests)
        if self.services.memory is not None:
            self.services.memory.keep_header("equipment", self.table.view.horizontalHeader())


def _waiting(state: State) -> int:
    """Faults among what this desk tested."""
    return sum(1 for made in state.equipment_checks.values() if made and made[-1].condition is not EquipmentCondition.WORKS)


TAB = TabSpec("equipment", 50, ("equipment_items", "equipment_checks", "founded_at"), EquipmentTab, _waiting)
