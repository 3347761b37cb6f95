"""The imported layers as a list: take in, show, order, describe, write out, take off the map. A widget of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.geo import Point
from app.map.grids import is_grids
from app.map.spatial.model import LayerInfo
from app.map.spatial.naming import frame_name
from app.map.spatial.records import point_of
from app.ui.kit import time_text
from app.ui.kit.bars import Banner
from app.ui.kit.dialogs import confirm
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.mapdata.layers.attributes import show_attributes
from app.ui.panels.mapdata.layers.details import edit_details
from app.ui.panels.mapdata.layers.import_flow import import_layer
from app.ui.panels.mapdata.layers.write_out import write_out
from app.ui.problem_list import show_problems
from app.ui.services import Services


class LayersBoard(QWidget):
    """Everything that can be done with imported layers; the rows follow the hub, whoever changes it."""

    def __init__(self, services: Services, hub: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._hub = services, hub
        self.notice = Banner("")
        self.notice.hide()
        self.notice.acted.connect(lambda: self._do(lambda _info: self._show_damage(), needs=False))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=translate("Layers", "Imported layers"), initials=search_keys,
            empty=(translate("Layers", "No imported layers"),
                   translate("Layers", "Import village boundaries, grids or water works from Shapefile, KML, Excel and others")),
        )
        self.buttons: dict[str, Button] = {}
        self._lay_out()
        self.table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda _row: self._do(self._attributes))
        hub.changed.connect(self.render_layers)
        self.render_layers()

    def render_layers(self) -> None:
        """Show what the hub has, topmost first."""
        self.table.set_rows(tuple(reversed(self._hub.infos)))
        damaged = len(self._hub.problems)
        if damaged:
            words = translate("Layers", "{count} stored layer(s) cannot be read").format(count=damaged)
            self.notice.show_text(words, Tone.WARN, translate("Layers", "Which?"))
        else:
            self.notice.hide()
        self._enable()

    async def show_layer(self, info: LayerInfo) -> None:
        """Bring the map to a layer, switched on."""
        if not info.on:
            await self._hub.change(info.id, on=True)
        layer = await self._hub.load(info.id)
        feature = layer.features[len(layer.features) // 2]
        lon, lat = point_of(feature.shapes)
        if is_grids(info):
            self._hub.show_grids(info)
            self._services.navigator.show_on_map("grids", f"{info.id}.{feature.number}", Point(lat, lon))
            return
        self._services.navigator.show_on_map(info.id, str(feature.number), Point(lat, lon))

    async def import_file(self) -> None:
        """Take a file in, from choosing it to the row of its layer."""
        made = await import_layer(self._services, self._hub, self)
        if made:
            self.table.select(made)

    def _columns(self) -> tuple[Column, ...]:
        say = self._services.wording.say

        def shapes(row: LayerInfo) -> str:
            parts = ((row.points, "point"), (row.lines, "line"), (row.areas, "area"))
            return "  ".join(f"{say(f'shape_form.{form}')} {count}" for count, form in parts if count)

        return (
            Column(key="on", title=translate("Layers", "Shown"), width=64,
                   text=lambda row: translate("Layers", "yes") if row.on else translate("Layers", "no")),
            Column(key="title", title=translate("Layers", "Layer"), text=lambda row: row.title, stretch=True),
            Column(key="kind", title=translate("Layers", "What it is"), width=100,
                   text=lambda row: say(f"layer_kind.{row.kind}")),
            Column(key="shapes", title=translate("Layers", "Content"), text=shapes, sort=lambda row: row.features, width=150),
            Column(key="pattern", title=translate("Layers", "Drawn as"), width=84,
                   text=lambda row: say(f"layer_pattern.{row.pattern}")),
            Column(key="label", title=translate("Layers", "Label"), text=lambda row: row.label_column, width=84),
            Column(key="frame", title=translate("Layers", "Came in as"), width=180,
                   text=lambda row: frame_name(row.frame, say, swapped=row.swapped)),
            Column(key="source", title=translate("Layers", "Source, review number"), width=150, extra=True,
                   text=lambda row: "  ".join(part for part in (row.attribution, row.review_number) if part)),
            Column(key="at", title=translate("Layers", "Imported"), width=168, sort=lambda row: row.imported_at,
                   text=lambda row: " ".join((time_text.date(row.imported_at), time_text.clock(row.imported_at), row.imported_by))),
            Column(key="notes", title=translate("Layers", "Remarks"), width=76, align="right",
                   text=lambda row: str(len(row.notes)) if row.notes else "", sort=lambda row: len(row.notes)),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        tip = translate("Layers", "Take a file in as a layer or as places")
        add = Button(translate("Layers", "Import…"), "import", "primary", tip)
        add.clicked.connect(lambda: self._services.run(self.import_file(), self))
        self.buttons["import"] = add
        self.table.toolbar.insertWidget(0, add)
        row = QHBoxLayout()
        row.setSpacing(theme.length("s"))
        for key, text, icon, work in (
            ("show", translate("Layers", "Show on the map"), "locate", self.show_layer),
            ("switch", translate("Layers", "On / off"), "layers", self._switch),
            ("up", translate("Layers", "Up"), "up", lambda info: self._hub.move(info.id, 1)),
            ("down", translate("Layers", "Down"), "down", lambda info: self._hub.move(info.id, -1)),
            ("details", translate("Layers", "Name and look…"), "edit", self._details),
            ("attributes", translate("Layers", "Attributes…"), "table", self._attributes),
            ("notes", translate("Layers", "Remarks…"), "info", self._notes),
            ("export", translate("Layers", "Write out…"), "export", self._write_out),
            ("remove", translate("Layers", "Remove…"), "remove", self._remove),
        ):
            button = Button(text, icon)
            button.clicked.connect(lambda _checked=False, work=work: self._do(work))
            self.buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def _enable(self) -> None:
        row = self.table.current
        for key, button in self.buttons.items():
            button.setEnabled(key == "import" or row is not None)
        if row is None:
            return
        ids = [one.id for one in self._hub.infos]
        at = ids.index(row.id) if row.id in ids else 0
        self.buttons["up"].setEnabled(at < len(ids) - 1)
        self.buttons["down"].setEnabled(at > 0)
        self.buttons["notes"].setEnabled(bool(row.notes))

    def _do(self, work: Callable[[LayerInfo], Awaitable[Any]], *, needs: bool = True) -> None:
        row = self.table.current
        if row is not None or not needs:
            self._services.run(self._careful(work, row), self)

    async def _careful(self, work: Callable[[LayerInfo], Awaitable[Any]], row: Any) -> None:
        try:
            await work(row)
        except (Refusal, Fault) as no:
            self._services.navigator.say(self._services.explain(no), "alarm")
        except BadFile as bad:
            await show_problems(self._services, self, translate("Layers", "The stored layer cannot be read"), bad.problems)

    async def _switch(self, info: LayerInfo) -> None:
        await self._hub.change(info.id, on=not info.on)

    async def _details(self, info: LayerInfo) -> None:
        await edit_details(self._services, self._hub, self, info)

    async def _attributes(self, info: LayerInfo) -> None:
        await show_attributes(self._services, self, await self._hub.load(info.id))

    async def _write_out(self, info: LayerInfo) -> None:
        await write_out(self._services, self._hub, self, info)

    async def _notes(self, info: LayerInfo) -> None:
        await show_problems(self._services, self, translate("Layers", "Remarks on “{title}”").format(title=info.title), info.notes)

    async def _show_damage(self) -> None:
        await show_problems(
            self._services, self, translate("Layers", "Stored layers that cannot be read"), self._hub.problems
        )

    async def _remove(self, info: LayerInfo) -> None:
        words = translate(
            "Layers", "“{title}” leaves the map and this list. Its file is kept in the data folder, beside the other layers."
        ).format(title=info.title)
        if await confirm(self, translate("Layers", "Remove the layer?"), words, translate("Layers", "Remove"), danger=True):
            await self._hub.remove(info.id)
