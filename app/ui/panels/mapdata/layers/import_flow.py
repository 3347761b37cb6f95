"""Taking a file in, step by step: read, look and decide, place on the earth, then a layer or places of the desk."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.resource.model import FacilityCategory
from app.kernel.errors import BadFile
from app.map.grids import is_grids, told
from app.map.spatial.frames import frame_of
from app.map.spatial.importing import LayerWish, make_layer
from app.map.spatial.model import Layer, Reading, SpatialData
from app.map.spatial.placing import Placed, place_data
from app.map.spatial.readers import suffixes
from app.map.spatial.reading import read_file
from app.ui.kit import tasks
from app.ui.kit.dialogs import confirm, open_path, show
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.mapdata.layers.ground import Ground, read_ground
from app.ui.panels.mapdata.layers.import_dialog import LAYER, ImportDialog
from app.ui.panels.mapdata.layers.records_dialog import take_over
from app.ui.panels.mapdata.layers.survey import Survey, survey
from app.ui.problem_list import show_problems
from app.ui.services import Services

_KNOWN_PLACES = 300
_NAMED = frozenset({"village", "town", "reservoir", "school", "government"})
"""What people know by name and find on a map at once."""


async def import_layer(services: Services, hub: Any, parent: QWidget) -> str:
    """Ask for a file and take it in; the id of the layer that was made, "" for none."""
    every = " ".join(f"*{one}" for one in suffixes())
    filters = (translate("Layers", "Vector data ({endings})").format(endings=every), translate("Layers", "All files (*)"))
    path = await open_path(parent, translate("Layers", "Import a file"), Path.home(), filters)
    return await take_in(services, hub, parent, path) if path is not None else ""


async def take_in(services: Services, hub: Any, parent: QWidget, path: Path) -> str:
    """Take this file in; the id of the layer that was made, "" for none. Nothing changes before everything was agreed to."""
    jobs = services.workspace.jobs
    title = translate("Layers", "Reading {name}").format(name=path.name)
    try:
        reading, first, ground = await working(jobs, parent, title, lambda progress: _look(services, path, progress))
        dialog = ImportDialog(services, parent, reading, first, ground)
        answers: dict[str, Any] = {}
        chosen: list[SpatialData] = []
        dialog.accepted.connect(lambda: (answers.update(dialog.values), chosen.append(dialog.survey.data)))
        await show(dialog)
        if not answers:
            return ""
        layer, placed = await working(
            jobs, parent, title, lambda progress: _place(services, reading, chosen[0], answers, len(hub.infos), progress)
        )
    except asyncio.CancelledError:
        if not tasks.alive(parent):
            raise
        return ""
    except BadFile as bad:
        text = translate("Layers", "Nothing was taken in. Mend the file and import it again.")
        await show_problems(services, parent, path.name, bad.problems, text)
        return ""
    if not await _agreed(parent, placed, layer):
        return ""
    if answers["target"] != LAYER:
        await take_over(services, parent, layer, FacilityCategory(answers["target"]))
        return ""
    await hub.save(layer)
    words = translate("Layers", "Layer “{title}”: {count} features").format(title=layer.info.title, count=layer.info.features)
    if is_grids(layer.info):
        words = told(layer, services.wording.say)
    services.navigator.say(words, "ok")
    return layer.info.id


def _look(services: Services, path: Path, progress: Any) -> tuple[Reading, Survey, Ground]:
    """In a job: the file, its first table looked at, and the base map to look at it on."""
    reading = read_file(path, progress)
    state = services.state
    region = state.profile.region if state.profile else None
    villages = [one for one in state.facilities.values() if one.kind in _NAMED] or list(state.facilities.values())
    known = [(one.point, one.name.of(services.lang)) for one in villages[:_KNOWN_PLACES]]
    ground = read_ground(services.workspace.base_map_dir, region, known)
    return reading, survey(reading, reading.tables[0], region, progress), ground


def _place(
    services: Services, reading: Reading, data: SpatialData, answers: dict[str, Any], order: int, progress: Any
) -> tuple[Layer, Placed]:
    """In a job: the data on the earth and as a layer."""
    frame = frame_of(answers["frame"])
    if frame is None:
        raise ValueError(f"unknown system: {answers['frame']}")
    state, workspace = services.state, services.workspace
    region = state.profile.region if state.profile else None
    placed = place_data(
        data, frame, progress, file=reading.file, swapped=answers["swapped"], region=region, repair=answers["repair"]
    )
    wish = LayerWish(
        frame=frame.code, swapped=answers["swapped"], title=answers["title"], kind=answers["kind"],
        name_column=answers["name_column"] or "", attribution=answers["attribution"] or "",
        review_number=answers["review_number"] or "",
    )
    by = workspace.context().actor
    return make_layer(reading, data, placed, wish, at=workspace.desk.clock.now(), by=by, order=order), placed


async def _agreed(parent: QWidget, placed: Placed, layer: Layer) -> bool:
    """Whether a person agrees to what is odd about the placed data; nothing odd asks nothing."""
    lines = []
    if placed.left_out:
        lines.append(translate("Layers", "{count} features are left out (see the remarks of the layer).").format(
            count=len(placed.left_out)))
    if placed.repaired:
        lines.append(translate("Layers", "{count} areas that crossed themselves are mended: check them on the map.").format(
            count=len(placed.repaired)))
    if placed.outside:
        lines.append(translate("Layers", "{count} features lie outside the region of this desk.").format(count=len(placed.outside)))
    if placed.swapped_fit:
        lines.append(translate("Layers", "{count} of them would lie inside with latitude and longitude swapped.").format(
            count=placed.swapped_fit))
    if not lines:
        return True
    title = translate("Layers", "Import {count} features?").format(count=layer.info.features)
    return await confirm(parent, title, "\n".join(lines), translate("Layers", "Import"))
