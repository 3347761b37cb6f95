"""Writing a layer for another program: which coordinate system, which file, and what came of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.map.spatial.frames import DEGREES, frame_of, grid_code
from app.map.spatial.model import LayerInfo
from app.map.spatial.naming import frame_name
from app.map.spatial.records import point_of
from app.map.spatial.writers import write_layer
from app.ui.kit.dialogs import Option, choose, save_path
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.services import Services

_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def frames_for(lon: float) -> tuple[str, ...]:
    """The systems that a place on this meridian is written in: degrees, and its own zones of Gauss-Krüger."""
    three, six = round(lon / 3), int((lon + 6) // 6)
    zones = (
        grid_code(3, three, prefixed=False), grid_code(3, three, prefixed=True), grid_code(6, six, prefixed=False),
        grid_code(6, six, prefixed=True),
    )
    return (*DEGREES, *(code for code in zones if code))


async def write_out(services: Services, hub: Any, parent: QWidget, info: LayerInfo) -> bool:
    """Ask for system and file, and write; whether it was written. ``Fault`` where the disk refuses."""
    layer = await hub.load(info.id)
    say = services.wording.say
    lon, _ = point_of(layer.features[0].shapes)
    options = [Option(code, frame_name(code, say)) for code in frames_for(lon)]
    title = translate("Layers", "Write out “{title}”").format(title=info.title)
    text = translate("Layers", "In which coordinate system? Programs of the authorities want CGCS2000, phone maps GCJ-02.")
    code = await choose(parent, title, options, text, DEGREES[0])
    frame = frame_of(code) if code else None
    if frame is None:
        return False
    name = _UNWRITABLE.sub("_", info.title).strip(". ") or info.id
    filters = ("GeoJSON (*.geojson)", "KML (*.kml)", "Shapefile (*.zip)")
    path = await save_path(parent, title, Path.home() / f"{name}.geojson", filters)
    if path is None:
        return False
    path = path if path.suffix.lower() in (".geojson", ".json", ".kml", ".zip") else path.with_suffix(".geojson")
    count = await working(
        services.workspace.jobs, parent, title, lambda progress: write_layer(path, layer, frame, progress)
    )
    services.navigator.say(translate("Layers", "{count} features written to {name}").format(count=count, name=path.name), "ok")
    return True
