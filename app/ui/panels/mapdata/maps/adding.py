"""The dialogs round one base map: add, edit, check, remove."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from app.desk.maps import Datum, SourceForm
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit import dialogs
from app.ui.kit.dialogs import Answer, KitDialog, Option
from app.ui.kit.drill_mark import marked_title
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.kit.working import working
from app.ui.osm_import.dialog import open_osm_import
from app.ui.panels.mapdata.maps.presenter import Preset, SourceRow, presets

if TYPE_CHECKING:
    from app.ui.panels.mapdata.maps.panel import MapsPanel


PLACES = "{z} {x} {y} {s} {key}"
"""What an address template may hold."""


async def add_file(panel: MapsPanel) -> None:
    """Ask for a file and register it where it lies."""
    title = translate("Maps", "Add a base map")
    path = await dialogs.open_path(panel, title, Path.home(), (translate("Maps", "Base maps (*.mbtiles *.pmtiles)"),))
    if path is not None:
        await add_path(panel, path)


async def add_folder(panel: MapsPanel) -> None:
    """Ask for a folder of tiles and register it where it lies."""
    title = translate("Maps", "Folder that holds the folders of the zooms (12, 13 …)")
    dialog = QFileDialog(panel, marked_title(title, panel), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    chosen: list[str] = []
    dialog.fileSelected.connect(chosen.append)
    await dialogs.show(dialog)
    if chosen:
        await add_path(panel, Path(chosen[0]))


async def add_path(panel: MapsPanel, path: Path) -> None:
    """Register this file or folder."""
    await panel.do(lambda: panel.maps.add_path(path), done=translate("Maps", "Added: {name}").format(name=path.name))


async def add_online(panel: MapsPanel) -> None:
    """Ask which online map, and for the office's own key."""
    offered = presets(panel.services.workspace.files.resources)
    lang = panel.services.lang
    own = translate("Maps", "Another address (XYZ or WMTS template)")
    options = [*(Option((one,), one.name.of(lang)) for one in offered), Option((None,), own)]
    text = translate("Maps", "Nothing is fetched before you switch it on, and only from the address that you enter here.")
    title = translate("Maps", "Add an online map")
    picked = await dialogs.choose(panel, title, options, text)
    if picked is None:
        return
    given = await ask_details(panel, title, _preset_values(picked[0], lang), online=True, new=True)
    if given is not None:
        template = given.pop("template")
        await panel.do(lambda: panel.maps.add_online(template, **given))


async def edit(panel: MapsPanel, row: SourceRow) -> None:
    """Change what a person knows about a map."""
    source = row.source
    values = {
        "name": row.name, "attribution": source.attribution, "review_number": source.review_number, "datum": source.datum,
        "template": source.template, "subdomains": source.subdomains, "online_on": source.online_on,
        "min_zoom": source.min_zoom, "max_zoom": source.max_zoom,
    }  # fmt: skip
    online = source.form is SourceForm.ONLINE
    given = await ask_details(panel, translate("Maps", "Edit the base map"), values, online=online, new=False)
    if given is not None:
        await panel.do(lambda: panel.maps.edit(row.id, **given))


async def check(panel: MapsPanel, row: SourceRow) -> None:
    """Look at a map thoroughly and say what was found."""
    title = translate("Maps", "Checking {name}").format(name=row.name)
    try:
        problems = await working(panel.services.workspace.jobs, panel, title, lambda progress: panel.maps.check(row.id, progress))
    except asyncio.CancelledError:
        return
    except (Refusal, Fault, BadFile) as no:
        panel.complain(no)
        return
    said = "\n".join(panel.services.wording.problem(one) for one in problems)
    await dialogs.tell(panel, title, said or translate("Maps", "Nothing is wrong with it."))


async def remove(panel: MapsPanel, row: SourceRow) -> None:
    """Take a map off the list after a person has agreed to what that means."""
    if row.source.inside:
        consequence = translate("Maps", "{name} lies in the data folder: its files are deleted from this computer.")
    else:
        consequence = translate("Maps", "{name} is taken off the list; its files stay where they are.")
    title, action = translate("Maps", "Remove the base map?"), translate("Maps", "Remove")
    if await dialogs.confirm(panel, title, consequence.format(name=row.name), action, danger=row.source.inside):
        await panel.do(lambda: panel.maps.remove(row.id, delete_files=row.source.inside))


async def ask_details(
    panel: MapsPanel, title: str, values: dict[str, Any], *, online: bool, new: bool
) -> dict[str, Any] | None:
    """What a person says about a map, as fields of a ``SourceEntry``; ``None`` where they gave up."""
    dialog = KitDialog(panel, title)
    dialog.setMinimumWidth(current_theme().px(680))
    form = Form(_fields(online=online, new=new))
    form.set_values({key: value for key, value in values.items() if key in form.values()})
    dialog.content.addWidget(form)
    dialog.add_answer(Answer("no", translate("Maps", "Cancel")))
    dialog.add_answer(Answer("yes", translate("Maps", "Add") if new else translate("Maps", "Save"), "primary"), default=True)
    form.submitted.connect(lambda: dialog.give("yes"))
    form.focus_first()
    await dialogs.show(dialog)
    if dialog.answer != "yes":
        return None
    given = form.values()
    if not new and not given.get("key"):
        given.pop("key", None)  # an empty field keeps the key that was entered
    texts = ("name", "attribution", "review_number", "template", "key", "subdomains")
    return {key: (value or "") if key in texts else value for key, value in given.items()}


def _fields(*, online: bool, new: bool) -> tuple[Field, ...]:
    datums = tuple(Choice(one, one.value) for one in Datum)
    fields = [
        Field(key="name", label=translate("Maps", "Name"), max_length=80),
        Field(key="attribution", label=translate("Maps", "Source"), max_length=120, hint=translate("Maps", "whose map it is")),
        Field(key="review_number", label=translate("Maps", "Review number"), max_length=60,
              hint=translate("Maps", "as printed on the map, GS(…)…")),
        Field(key="datum", label=translate("Maps", "Datum"), kind=FieldKind.CHOICE, choices=datums, required=True,
              hint=translate("Maps", "GCJ-02 is set right while it is drawn")),
    ]
    if not online:
        return tuple(fields)
    kept = "" if new else translate("Maps", "empty: as it was")
    return (
        Field(key="template", label=translate("Maps", "Address"), required=True, hint=PLACES, max_length=1000),
        Field(key="key", label=translate("Maps", "Your own key"), max_length=200,
              hint=kept or translate("Maps", "a server key; it stays on this computer")),
        Field(key="subdomains", label=translate("Maps", "Subdomains"), hint="0-7", max_length=60),
        *fields,
        Field(key="min_zoom", label=translate("Maps", "Smallest zoom"), kind=FieldKind.INT, minimum=0, maximum=22),
        Field(key="max_zoom", label=translate("Maps", "Largest zoom"), kind=FieldKind.INT, minimum=0, maximum=22),
        Field(key="online_on", label=translate("Maps", "Fetch over the network"), kind=FieldKind.TOGGLE,
              hint=translate("Maps", "off: only what was kept is shown")),
    )


def _preset_values(preset: Preset | None, lang: str) -> dict[str, Any]:
    blank = {"datum": Datum.CGCS2000, "min_zoom": 1, "max_zoom": 18, "online_on": False}
    if preset is None:
        return blank
    return blank | {
        "name": preset.name.of(lang), "template": preset.template, "attribution": preset.attribution,
        "subdomains": preset.subdomains, "datum": preset.datum,
    }  # fmt: skip


async def make_from_osm(panel: MapsPanel) -> None:
    """Make base map, roads and names of an extract; what was made is there at once."""
    services = panel.services
    made = await open_osm_import(services, panel)
    if made is None:
        return
    if services.map_view is not None:
        services.map_view.refresh_ground()
    if services.who is not None:
        services.who.ask()
    await panel.reload()
