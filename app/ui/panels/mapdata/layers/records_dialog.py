"""Features as places of the desk: which column is what, and what would be new or changed, before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.resource.commands import RegisterFacilities
from app.domain.resource.model import FacilityCategory
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.spatial import records
from app.map.spatial.model import Layer
from app.map.spatial.records import Change, Standing
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.form import Choice, Field, FieldKind, Form
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services

USUAL_KINDS: Mapping[FacilityCategory, tuple[str, ...]] = MappingProxyType(
    {
        FacilityCategory.SETTLEMENT: ("village", "group", "town"),
        FacilityCategory.FACILITY: (
            "school", "kindergarten", "hospital", "nursing_home", "government", "police_station", "fire_station", "gas_station",
            "gas_depot", "chemical_plant", "market", "bus_station", "reservoir", "dam", "water_station", "waterworks", "substation",
            "power_office", "telecom_office", "forestry_station", "governance_centre", "bridge", "camp", "cement_plant",
            "clinic", "camera", "sensor", "rain_gauge", "water_gauge", "displacement_gauge", "smoke_sensor",
        ),
        FacilityCategory.HAZARD: ("landslide", "collapse", "debris_flow", "ground_collapse", "flood_low", "hazmat", "hazard_point"),
        FacilityCategory.SHELTER: ("shelter",),
        FacilityCategory.ROAD: ("road", "bridge"),
    }
)
"""Kinds that have a word and a sign of their own, the likeliest first; the kinds that the desk has already come after them."""


class RecordsDialog(KitDialog):
    """The form of the columns beside the list of changes, which follows every answer; "yes" registers them."""

    def __init__(self, services: Services, parent: QWidget | None, layer: Layer, category: FacilityCategory) -> None:
        say = services.wording.say
        title = translate("Layers", "Take over as {category}").format(category=say(f"facility_category.{category}"))
        super().__init__(parent, title)
        self._services, self._layer, self._category = services, layer, category
        self._busy = False
        self.changes: tuple[Change, ...] = ()
        self.form = Form(self._fields(), compact=True)
        self.form.set_values(self._guessed())
        self.table = RowsView(
            self._columns(), lambda row: str(row.number), title=title,
            empty=(translate("Layers", "Nothing to take over"), translate("Layers", "Choose the column with the names")),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.form)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        self.content.addWidget(split, 1)
        self.setMinimumSize(current_theme().px(980), current_theme().px(540))
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self._accept = self.add_answer(Answer("yes", translate("Layers", "Take over"), "primary"), default=True)
        self.form.changed.connect(lambda _key: self.look())
        self.look()

    def look(self) -> None:
        """Work out what would change and show it."""
        self.changes = ()
        try:
            self.changes = records.compare(self._layer, self._wish(), self._services.state.facilities)
        except BadFile as bad:
            self.show_error("\n".join(self._services.wording.problem(one) for one in bad.problems[:3]))
        else:
            self.show_error("")
        self.table.set_rows(self.changes)
        counts = {one: sum(change.standing is one for change in self.changes) for one in Standing}
        self._accept.setText(translate("Layers", "Take over: {new} new, {changed} changed").format(
            new=counts[Standing.NEW], changed=counts[Standing.CHANGED]))
        self._accept.setEnabled(counts[Standing.NEW] + counts[Standing.CHANGED] > 0)

    def give(self, answer_id: str) -> None:
        """Close on "no"; on "yes" register first."""
        if answer_id != "yes":
            super().give(answer_id)
        elif not self._busy and self.form.validate() and self.changes:
            self._busy = True
            self._services.run(self._register(), self)

    async def _register(self) -> None:
        todo = tuple(one.facility for one in self.changes if one.standing is not Standing.SAME)
        try:
            await self._services.execute(RegisterFacilities(facilities=todo))
        except (Refusal, Fault) as no:
            self.show_error(self._services.explain(no))
            return
        finally:
            self._busy = False
        self._services.navigator.say(translate("Layers", "{count} places registered").format(count=len(todo)), "ok")
        super().give("yes")

    def _wish(self) -> records.RecordWish:
        values = self.form.values()
        columns = {field: values[field] for field in records.FIELDS if values.get(field)}
        return records.RecordWish(
            category=self._category, kind=values.get("plain_kind") or self._category.value, columns=columns
        )

    def _guessed(self) -> dict[str, Any]:
        guessed = records.guess_columns(self._layer, self._layer.info.name_column)
        names = {one.name for one in self._layer.columns}
        found = {field: column for field, column in guessed.items() if column in names}
        usual = USUAL_KINDS[self._category]
        said = self._layer.info.kind.value  # what the file was said to be about: schools, cameras
        return found | {"plain_kind": said if said in usual else usual[0]}

    def _fields(self) -> tuple[Field, ...]:
        say = self._services.wording.say
        there = {one.kind for one in self._services.state.facilities.values() if one.category is self._category}
        kinds = dict.fromkeys((*USUAL_KINDS[self._category], *sorted(there)))
        fields = [
            Field(key=field, label=say(f"layer_record.{field}"), kind=FieldKind.CHOICE, required=field == "name",
                  choices=tuple(Choice(name, name) for name in records.mappable(self._layer, field)))
            for field in records.FIELDS
        ]
        plain = Field(
            key="plain_kind", label=translate("Layers", "Kind where no column says it"), kind=FieldKind.CHOICE, required=True,
            choices=tuple(Choice(kind, self._kind(kind), kind) for kind in kinds),
        )
        return (plain, *fields)

    def _kind(self, code: str) -> str:
        wording = self._services.wording
        return wording.say(f"place_kind.{code}") if wording.knows(f"place_kind.{code}") else code

    def _columns(self) -> tuple[Column, ...]:
        say = self._services.wording.say

        def fields(row: Change) -> str:
            return say("list.separator").join(say(f"layer_record.{one}") for one in row.fields)

        return (
            Column(key="number", title=translate("Layers", "No."), text=lambda row: str(row.number), align="right", width=52,
                   sort=lambda row: row.number),
            Column(key="standing", title=translate("Layers", "What"), width=64,
                   text=lambda row: say(f"layer_standing.{row.standing}")),
            Column(key="name", title=translate("Layers", "Name"), text=lambda row: row.facility.name.zh, stretch=True),
            Column(key="kind", title=translate("Layers", "Kind"), text=lambda row: self._kind(row.facility.kind), width=84),
            Column(key="village", title=translate("Layers", "Village"), text=lambda row: row.facility.village, width=90),
            Column(key="people", title=translate("Layers", "People"), align="right", width=64,
                   text=lambda row: str(row.facility.people or ""), sort=lambda row: row.facility.people),
            Column(key="fields", title=translate("Layers", "Fields that differ"), text=fields, tip=fields, width=150),
        )


async def take_over(services: Services, parent: QWidget, layer: Layer, category: FacilityCategory) -> bool:
    """Ask and register; whether places were registered."""
    dialog = RecordsDialog(services, parent, layer, category)
    await show(dialog)
    return dialog.answer == "yes"
