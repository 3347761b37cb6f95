"""The trail button of a unit: the last hours on the map, off the map again, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.services import Services
from app.ui.trails import HOURS, TrailBox

EXPORT_HOURS = 24.0


def trail_button(services: Services, owner: QWidget, unit_id: Callable[[], str]) -> Button:
    """A button with a menu for the unit that ``unit_id`` names when it is opened; disabled where positions are not kept."""
    tip = translate("Trail", "Where the unit was: on the map or as a file")
    button = Button(translate("Trail", "Trail"), "route", "plain", tip)
    box = services.trails
    button.setEnabled(box is not None)
    if box is None:
        return button
    menu = QMenu(button)
    for hours in HOURS:
        action = menu.addAction(icon("map"), translate("Trail", "Last {hours} h on the map").format(hours=hours))
        action.triggered.connect(
            lambda _checked=False, hours=hours: services.run(show_trail(services, box, unit_id(), hours), owner)
        )
    menu.addSeparator()
    away = menu.addAction(icon("close"), translate("Trail", "Off the map"))
    away.triggered.connect(lambda _checked=False: box.hide(unit_id()))
    every = menu.addAction(icon("close"), translate("Trail", "All trails off the map"))
    every.triggered.connect(lambda _checked=False: box.hide(""))
    menu.addSeparator()
    export = menu.addAction(icon("export"), translate("Trail", "Last 24 h as a file (GPX, CSV)…"))
    export.triggered.connect(lambda: services.run(save_trail(services, box, owner, unit_id()), owner))

    def refresh() -> None:
        away.setEnabled(unit_id() in box.shown)
        every.setEnabled(bool(box.shown))

    menu.aboutToShow.connect(refresh)
    button.setMenu(menu)
    return button


async def show_trail(services: Services, box: TrailBox, unit_id: str, hours: float) -> bool:
    """Put the trail on the map and go there; whether there is one. What is missing is said in the status bar."""
    try:
        trail = await box.show(unit_id, hours)
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "watch")
        return False
    services.navigator.show_on_map("units", unit_id, trail[-1].point)
    return True


async def save_trail(services: Services, box: TrailBox, parent: QWidget, unit_id: str) -> bool:
    """Ask for a file and write the last day of a unit; whether it was written."""
    unit = services.state.units.get(unit_id)
    if unit is None:
        return False
    try:
        trail = await box.read(unit_id, EXPORT_HOURS)
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "watch")
        return False
    name = unit.name.of(services.lang)
    day = to_local(services.workspace.desk.clock.now()).strftime("%Y%m%d-%H%M")
    safe = "".join(letter if letter.isalnum() else "_" for letter in name)
    filters = (translate("Trail", "GPX track (*.gpx)"), translate("Trail", "Table (*.csv)"))
    path = await save_path(parent, translate("Trail", "Save the trail"), Path.home() / f"{safe}-{day}.gpx", filters)
    if path is None:
        return False
    path = path if path.suffix.lower() in (".gpx", ".csv") else path.with_suffix(".gpx")
    try:
        await box.write(path, name, trail)
    except OSError as problem:
        await tell(parent, translate("Trail", "Not saved"), f"{path}\n{problem.strerror or problem}")
        return False
    done = translate("Trail", "{count} positions written to {name}").format(count=len(trail), name=path.name)
    services.navigator.say(done, "ok")
    return True
