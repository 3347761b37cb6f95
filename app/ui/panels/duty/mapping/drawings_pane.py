"""The drawings that hold: searched, sorted, changed, exported; nothing here is deleted, only said to hold no longer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk.describe_drawings import drawing_name
from app.domain.drawing.model import Drawing
from app.kernel.clock import to_local
from app.kernel.whole_file import write_atomically
from app.map.drawing_files import to_geojson, to_kml
from app.ui.kit.dialogs import save_path, tell
from app.ui.kit.flow import FlowLayout
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.mapping.presenter import DrawingRow, drawing_rows
from app.ui.panels.duty.mapping.side import SidePane
from app.ui.services import Services


class DrawingsPane(SidePane):
    """Enter shows a drawing on the map; the buttons below act on the current one: ``wanted(action, id)``.

    Actions: ``show``, ``edit`` (the shape), ``words``, ``ring``, ``around``, ``remove``.
    """

    wanted = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, translate("Duty", "Drawings"), parent)
        self.list = RowsView(
            _columns(), lambda row: row.id, title=translate("Duty", "Drawings"),
            empty=(translate("Duty", "Nothing is drawn"), translate("Duty", "Choose a kind in the tools of the map and draw it")),
        )
        self.file = Button(
            translate("Duty", "Save as map file"), "export", "quiet",
            translate("Duty", "Save these drawings for other map programs (GeoJSON, KML)"),
        )
        self.list.toolbar.addWidget(self.file)
        self.body.addWidget(self.list, 1)
        self._actions = QWidget()
        flow = FlowLayout(self._actions, current_theme().length("xs"), current_theme().length("xs"))
        self._buttons: dict[str, Button] = {}
        for action, words, icon in (
            ("show", translate("Duty", "On the map"), "locate"),
            ("edit", translate("Duty", "Change the shape"), "draw"),
            ("words", translate("Duty", "Change the words…"), "edit"),
            ("ring", translate("Duty", "Ring around it…"), "area"),
            ("around", translate("Duty", "What is inside?"), "search"),
            ("remove", translate("Duty", "Remove…"), "close"),
        ):
            button = Button(words, icon, "danger" if action == "remove" else "plain")
            button.clicked.connect(self._wish(action))
            flow.addWidget(button)
            self._buttons[action] = button
        self.body.addWidget(self._actions)
        self.list.activated.connect(lambda row: self.wanted.emit("show", row.id))
        self.list.selected.connect(lambda _row: self._enable())
        self.file.clicked.connect(lambda: services.run(self._save(), self))
        self._enable()

    def refresh(self) -> None:
        """The drawings as they are now."""
        rows = drawing_rows(room_of(self.services))
        self.list.set_rows(rows)
        self.head.set_title(translate("Duty", "Drawings"), str(len(rows)))
        self.file.setEnabled(bool(rows))
        self._enable()

    def select(self, drawing_id: str) -> bool:
        """Make a drawing the current one; whether it is here."""
        return self.list.select(drawing_id)

    def _wish(self, action: str) -> Callable[[], None]:
        def wish() -> None:
            if self.list.current_id:
                self.wanted.emit(action, self.list.current_id)

        return wish

    def _enable(self) -> None:
        current: DrawingRow | None = self.list.current
        for action, button in self._buttons.items():
            button.setEnabled(current is not None and (action not in ("show", "edit") or self.services.map_view is not None))

    async def _save(self) -> None:
        room = room_of(self.services)
        drawings = tuple(row.drawing for row in self.list.model.shown)

        def named(one: Drawing) -> str:
            return drawing_name(room.describer, one.id, room.state)

        title = translate("Duty", "Drawings")
        suggested = self.services.workspace.data_dir / f"drawings-{to_local(room.now):%Y%m%d-%H%M}.geojson"
        filters = ("GeoJSON (*.geojson)", "KML (*.kml)")
        path = await save_path(self, translate("Duty", "Save the drawings"), suggested, filters)
        if path is None:
            return
        data = to_kml(drawings, named, title) if path.suffix.lower() == ".kml" else to_geojson(drawings, named)
        try:
            await self.services.workspace.jobs.run(lambda _progress: write_atomically(path, data))
        except OSError as problem:
            if alive(self):
                await tell(self, translate("Duty", "Not saved"), f"{path}\n{problem.strerror or problem}")
            return
        words = translate("Duty", "{count} drawings saved to {name}").format(count=len(drawings), name=path.name)
        self.services.navigator.say(words, "ok")


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="kind", title=translate("Duty", "Meaning"), text=lambda row: row.kind, width=92),
        Column(
            key="title", title=translate("Duty", "Name"), text=lambda row: row.title, stretch=True, width=110,
            tip=lambda row: row.note,
        ),
        Column(key="size", title=translate("Duty", "Size"), text=lambda row: row.size, width=120),
        Column(
            key="at", title=translate("Duty", "Time"), text=lambda row: to_local(row.at).strftime("%m-%d %H:%M"),
            sort=lambda row: row.at, width=112,
        ),
        Column(key="incident", title=translate("Duty", "Incident"), text=lambda row: row.incident, width=140, extra=True),
        Column(key="by", title=translate("Duty", "Drawn by"), text=lambda row: row.by, width=70, extra=True),
        Column(key="form", title=translate("Duty", "Form"), text=lambda row: row.form, width=50, extra=True),
        Column(key="note", title=translate("Duty", "Note"), text=lambda row: row.note, width=140, extra=True),
    )
