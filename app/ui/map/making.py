"""The site of a desk's map: what the page is told before it has seen anything."""

from __future__ import annotations

from app.desk.workspace import Workspace
from app.kernel.geo import Region
from app.map.site import MapOptions, MapSite

WHOLE_CHINA = Region(18.0, 73.0, 54.0, 135.0)
"""What the map shows when a desk has not said where it is."""


def site_of(workspace: Workspace, lang: str, theme: str) -> MapSite:
    """A site with this desk's region, notice and base maps; no layer is on it yet."""
    profile = workspace.desk.state.profile
    notice = profile.notice if profile else None
    options = MapOptions(
        region=profile.region if profile and profile.region else WHOLE_CHINA, language=lang, theme=theme,
        notice_zh=notice.zh if notice else "", notice_en=notice.en if notice else "", hidden_layers=("grids",),
        drill_zh=_word(workspace, "zh"), drill_en=_word(workspace, "en"),
    )  # fmt: skip
    return MapSite(
        resources_dir=workspace.files.resources,
        base_dir=workspace.base_map_dir or workspace.cache_dir / "no-base-map",
        cache_dir=workspace.cache_dir / "map",
        options=options,
        tiles=workspace.maps,
    )


def _word(workspace: Workspace, lang: str) -> str:
    return workspace.words(lang).say("drill.word") if workspace.desk.state.drill is not None else ""
