"""The map data panel: the list of base maps, what is shown, and what can be done with them. All of it works in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QMenu, QSpinBox, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.desk import Notice
from app.desk.jobs import Progress
from app.desk.maps import OWN_DRAWING, MapChoice, Maps
from app.domain.state import State
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit.icons import icon
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, EmptyState, SectionHeader, Text
from app.ui.kit.working import working
from app.ui.panels.base import Panel
from app.ui.panels.mapdata.maps import adding, package
from app.ui.panels.mapdata.maps.presenter import SourceRow, bounds_words, rows
from app.ui.services import Services


class MapsPanel(Panel):
    """Which base maps there are and which are shown. A choice takes effect at once and is kept for this computer."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.error = Banner("")
        self.error.hide()
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Base maps"), initials=search_keys,
            empty=(self.tr("No base map"), self.tr("Add a file that your surveyor made (MBTiles, PMTiles or a folder of tiles)")),
        )
        self.second = QComboBox()
        self.second.setAccessibleName(self.tr("Second layer"))
        self.place = QComboBox()
        self.place.addItems([self.tr("over the base"), self.tr("under the base")])
        self.place.setAccessibleName(self.tr("Place of the second layer"))
        self.opacity = QSpinBox(minimum=10, maximum=100, singleStep=10, suffix=" %")
        self.opacity.setAccessibleName(self.tr("Opacity of the second layer"))
        self.details = QGridLayout()
        self._buttons: dict[str, Button] = {}
        self._seconds: list[str] = []
        self._lay_out()
        self.table.selected.connect(self._show_details)
        self.table.activated.connect(self._use)
        self.second.activated.connect(lambda _place: self._choose_second())
        self.place.activated.connect(lambda _place: self._choose_second())
        self.opacity.editingFinished.connect(self._choose_second)

    @property
    def maps(self) -> Maps:
        """The base maps; ``RuntimeError`` where this desk was opened without them."""
        if self.services.workspace.maps is None:
            raise RuntimeError("no base maps here")
        return self.services.workspace.maps

    def concerns(self, notice: Notice) -> bool:
        """Nothing of the journal is shown here."""
        return False

    def render(self, state: State, notice: Notice | None) -> None:
        """Look at the disk again."""
        if self.services.workspace.maps is not None:
            self.services.run(self.reload(), self)

    async def reload(self, select: str = "") -> None:
        """Show every source as it is now; ``select`` becomes the current row."""
        maps, wording = self.maps, self.services.wording

        def read(_progress: Progress) -> tuple[tuple[SourceRow, ...], MapChoice]:
            return rows(maps.sources(), maps.base_in_use(), maps.choice, wording), maps.choice

        found, choice = await self.services.workspace.jobs.run(read)
        if not alive(self):
            return
        self.table.set_rows(found)
        if select or not self.table.current_id:
            self.table.select(select or next((row.id for row in found if row.use == "base"), OWN_DRAWING))
        self._show_second(found, choice)
        self._show_details(self.table.current)

    async def do(self, work: Callable[[], Any], *, done: str = "", title: str = "") -> Any:
        """Do this in a thread and show what came of it; the result, ``None`` where it was refused or stopped.

        ``title`` shows progress under it; ``done`` is said in the status bar.
        """
        self.error.hide()
        services = self.services
        try:
            title = title or self.tr("Working on map data")
            result = await working(services.workspace.jobs, self, title, lambda _progress: work())
        except asyncio.CancelledError:
            return None
        except (Refusal, Fault, BadFile) as no:
            self.complain(no)
            return None
        if services.map_view is not None:
            services.map_view.refresh_ground()
        if done:
            services.navigator.say(done, "ok")
        select = getattr(result, "id", "")
        await self.reload(select if isinstance(select, str) else "")
        return True if result is None else result

    def complain(self, no: Refusal | Fault | BadFile) -> None:
        """Say above the list what went wrong, with the mend."""
        if not alive(self):
            return
        wording = self.services.wording
        said = "\n".join(map(wording.problem, no.problems[:5])) if isinstance(no, BadFile) else self.services.explain(no)
        self.error.show_text(said, Tone.ALARM)

    def _use(self, row: SourceRow | None) -> None:
        if row is None:
            return
        choice = self.maps.choice
        second = "" if choice.second == row.id else choice.second
        work = lambda: self.maps.choose(replace(choice, base=row.id, second=second))  # noqa: E731 - runs in a thread
        self.services.run(self.do(work, done=self.tr("Shown now: {name}").format(name=row.name)), self)

    def _choose_second(self) -> None:
        wanted = replace(
            self.maps.choice, second=self._seconds[max(self.second.currentIndex(), 0)] if self._seconds else "",
            second_over=self.place.currentIndex() == 0, second_opacity_pct=self.opacity.value(),
        )  # fmt: skip
        if wanted != self.maps.choice:
            self.services.run(self.do(lambda: self.maps.choose(wanted)), self)

    def _show_second(self, found: tuple[SourceRow, ...], choice: MapChoice) -> None:
        offered = [row for row in found if row.id != OWN_DRAWING and not row.problem and row.use != "base"]
        self._seconds = ["", *(row.id for row in offered)]
        self.second.clear()
        self.second.addItems([self.tr("none"), *(row.name for row in offered)])
        self.second.setCurrentIndex(self._seconds.index(choice.second) if choice.second in self._seconds else 0)
        self.place.setCurrentIndex(0 if choice.second_over else 1)
        self.opacity.setValue(choice.second_opacity_pct)
        for widget in (self.place, self.opacity):
            widget.setEnabled(bool(choice.second))

    def _show_details(self, row: SourceRow | None) -> None:
        while self.details.count():
            old = self.details.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        own = row is None or row.id == OWN_DRAWING
        for name, button in self._buttons.items():
            button.setEnabled(row is not None and (not row.problem and row.use != "base" if name == "use" else not own))
        if row is None:
            return
        lines = [
            (self.tr("Lies in"), row.source.path or row.source.template or "-"),
            (self.tr("Covers"), bounds_words(row.source)),
            (self.tr("Source and review number"), row.credit or self.tr("not given yet: a map that is shown names them")),
        ]
        if row.source.template:
            asked = self.tr("switched on") if row.source.online_on else self.tr("off: only what was kept is shown")
            lines.append((self.tr("Network"), asked))
        if row.problem:
            lines.insert(0, (self.tr("Cannot be used"), row.problem))
        for line, (label, text) in enumerate(lines):
            words = Text(text, "", Tone.ALARM if label == self.tr("Cannot be used") else "")
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.details.addWidget(Text(label, "label"), line, 0, Qt.AlignmentFlag.AlignTop)
            self.details.addWidget(words, line, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="use", title=self.tr("Shown as"), text=self._use_words, tone=lambda row: row.tone, badge=True, width=100),
            Column(key="name", title=self.tr("Name"), text=lambda row: row.name, tip=lambda row: row.problem or row.name,
                   stretch=True),
            Column(key="form", title=self.tr("Form"), text=lambda row: row.form, width=120),
            Column(key="kind", title=self.tr("Kind"), text=lambda row: row.kind, width=150),
            Column(key="zooms", title=self.tr("Zooms"), text=lambda row: row.zooms, sort=lambda row: row.source.max_zoom,
                   align="center", width=72),
            Column(key="size", title=self.tr("Size"), text=lambda row: row.size, sort=lambda row: row.source.size_bytes,
                   align="right", width=90),
            Column(key="datum", title=self.tr("Datum"), text=lambda row: row.source.datum.value, width=90),
            Column(key="credit", title=self.tr("Source and review number"), text=lambda row: row.credit, width=220,
                   tip=lambda row: row.credit),
        )

    def _use_words(self, row: SourceRow) -> str:
        return row.use_words or (self.tr("broken") if row.problem else "")

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        if self.services.workspace.maps is None:
            hint = self.tr("This desk was opened without them")
            column.addWidget(EmptyState(self.tr("No base maps here"), hint, icon_name="map"))
            return
        head = SectionHeader(self.tr("Map data of this computer"))
        for text, name, work in (
            (self.tr("Add a file…"), "add", adding.add_file),
            (self.tr("Add a folder…"), "open", adding.add_folder),
            (self.tr("Add an online map…"), "network", adding.add_online),
            (self.tr("From OpenStreetMap…"), "map", adding.make_from_osm),
        ):
            head.add(self._button(text, name, work))
        head.add(self._package_button())
        column.addWidget(head)
        column.addWidget(self.error)
        column.addWidget(self.table, 1)
        column.addWidget(self._second_row())
        foot = SectionHeader(self.tr("Selected map"))
        for key, text, name, work in (
            ("use", self.tr("Use as base (Enter)"), "check", None),
            ("edit", self.tr("Edit…"), "edit", adding.edit),
            ("check", self.tr("Check"), "verified", adding.check),
            ("remove", self.tr("Remove…"), "remove", adding.remove),
        ):
            button = Button(text, name, "primary" if key == "use" else "plain")
            button.clicked.connect(lambda _checked=False, work=work: self._on_row(work))
            self._buttons[key] = button
            foot.add(button)
        column.addWidget(foot)
        self.details.setColumnStretch(1, 1)
        self.details.setHorizontalSpacing(theme.length("m"))
        column.addLayout(self.details)

    def _second_row(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        label = Text(self.tr("Second layer (imagery, labels)"), "label")
        label.setBuddy(self.second)
        self.second.setMinimumWidth(current_theme().px(240))
        for widget in (label, self.second, self.place, Text(self.tr("Opacity"), "label"), self.opacity):
            row.addWidget(widget)
        row.addStretch(1)
        return body

    def _button(self, text: str, icon_name: str, work: Callable[[MapsPanel], Any]) -> Button:
        button = Button(text, icon_name)
        button.clicked.connect(lambda: self.services.run(work(self), self))
        return button

    def _package_button(self) -> Button:
        tip = self.tr("Carry maps, roads, gazetteer and layers to another computer")
        button = Button(self.tr("Regional package"), "resource", "plain", tip)
        menu = QMenu(button)
        for text, name, work in (
            (self.tr("Write a package…"), "export", package.write),
            (self.tr("Take in a package…"), "import", package.take_in),
        ):
            action = menu.addAction(icon(name), text)
            action.triggered.connect(lambda _checked=False, work=work: self.services.run(work(self), self))
        button.setMenu(menu)
        return button

    def _on_row(self, work: Callable[[MapsPanel, SourceRow], Any] | None) -> None:
        row = self.table.current
        if row is None:
            return
        if work is None:
            self._use(row)
        else:
            self.services.run(work(self, row), self)

