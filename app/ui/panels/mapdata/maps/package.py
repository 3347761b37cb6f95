"""Writing and taking in a regional package, with progress and a way to stop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalog.wording import Wording
from app.desk.maps import PackageReport
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit import dialogs
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.mapdata.layers.hub import hub_of
from app.ui.panels.mapdata.maps.presenter import size_words

if TYPE_CHECKING:
    from app.ui.panels.mapdata.maps.panel import MapsPanel


async def write(panel: MapsPanel) -> None:
    """Ask where to, and write everything into one file."""
    profile = panel.services.state.profile
    name = profile.name.of(panel.services.lang) if profile is not None else translate("Maps", "region")
    kinds = (translate("Maps", "Regional package (*.zsregion)"),)
    target = await dialogs.save_path(panel, translate("Maps", "Write a regional package"), Path.home() / f"{name}.zsregion", kinds)
    if target is not None:
        await write_to(panel, target, name)


async def write_to(panel: MapsPanel, target: Path, name: str) -> PackageReport | None:
    """Write it there; ``None`` where that failed or was stopped, which is said above the list."""
    title = translate("Maps", "Writing the regional package")
    try:
        report = await working(
            panel.services.workspace.jobs, panel, title, lambda progress: panel.maps.export_package(target, name, progress)
        )
    except asyncio.CancelledError:
        return None
    except (Refusal, Fault, BadFile) as no:
        panel.complain(no)
        return None
    await dialogs.tell(panel, title, f"{target}\n{summary(report, panel.services.wording)}")
    return report


async def take_in(panel: MapsPanel) -> None:
    """Ask for a package and take it in."""
    kinds = (translate("Maps", "Regional package (*.zsregion)"),)
    path = await dialogs.open_path(panel, translate("Maps", "Take in a regional package"), Path.home(), kinds)
    if path is not None:
        await take_in_from(panel, path)


async def take_in_from(panel: MapsPanel, path: Path) -> PackageReport | None:
    """Take in this package after a person has agreed; ``None`` where nothing was taken in."""
    title = translate("Maps", "Taking in the regional package")
    text = translate(
        "Maps", "Maps, roads, gazetteer and layers of {name} come to this computer. Files of the same name are replaced; the old "
        "ones are kept in the folder “replaced” of the data folder.",
    )
    if not await dialogs.confirm(panel, title, text.format(name=path.name), translate("Maps", "Take in")):
        return None
    try:
        report = await working(
            panel.services.workspace.jobs, panel, title, lambda progress: panel.maps.import_package(path, progress)
        )
    except asyncio.CancelledError:
        return None
    except (Refusal, Fault, BadFile) as no:
        panel.complain(no)
        return None
    await _use(panel)
    await dialogs.tell(panel, title, summary(report, panel.services.wording))
    return report


async def _use(panel: MapsPanel) -> None:
    """Ground, layers, names and roads that were brought along are in use at once, without a new start."""
    services = panel.services
    if services.map_view is not None:
        services.map_view.refresh_ground()
    await hub_of(services).reload()
    await services.workspace.jobs.run(lambda _progress: services.workspace.names.load())
    if services.who is not None:
        services.who.ask()  # the road store sees that its file is another
    await panel.reload()


def summary(report: PackageReport, wording: Wording) -> str:
    """What the package held, in words."""
    say = wording.say
    counts = say("list.separator").join(f"{say(f'map_part.{part}')} {count}" for part, count in report.things.items())
    held = translate("Maps", "{name}: {counts}, {size}")
    lines = [held.format(name=report.name, counts=counts, size=size_words(report.size_bytes))]
    if report.replaced:
        kept = translate("Maps", "{count} files were replaced; the old ones are kept in {folder}")
        lines.append(kept.format(count=len(report.replaced), folder=report.kept_in))
    if report.left_out:
        left = translate("Maps", "Left out: {names}")
        lines.append(left.format(names=say("list.separator").join(report.left_out[:5])))
    return "\n".join(lines)
