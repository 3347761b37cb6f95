"""The map page, made once by folium and cached: no data in it, no load from outside, no inline script.

Importing this module is cheap; folium (0.3-0.5 s) is imported only when a page must be built. The page is constant for a
given set of versions, so the cache is keyed by them and a packaged program can carry it ready made.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

PAGE_FORMAT = 1
"""Raise it when this module changes what it writes."""

MAP_NAME = "map_desk"
"""The JavaScript name and element id of the map in the page."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
)
"""Only what is ours; lower case throughout, because Qt lower-cases the values of response headers."""

OWN_SCRIPTS = (
    "core",
    "signs",
    "base",
    "tiles",
    "styles",
    "vector",
    "ground",
    "labels",
    "brush",
    "own",
    "clusters",
    "drawings",
    "layers",
    "raster",
    "units",
    "unit_moves",
    "unit_raster",
    "unit_find",
    "pointer",
    "geodesy",
    "sketch",
    "edit",
    "tools",
    "focus",
    "legend",
    "legend_items",
    "toolbar",
    "controls",
    "picture",
    "wall",
    "map",
)
"""Our scripts in ``resources/web``, in the order they are loaded."""

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def page_key() -> str:
    """A name for the cache folder that changes whenever the page would."""
    versions = [str(PAGE_FORMAT), CONTENT_SECURITY_POLICY, *OWN_SCRIPTS]
    for package in ("folium", "branca", "XStatic-leaflet"):
        try:
            versions.append(metadata.version(package))
        except metadata.PackageNotFoundError:
            versions.append("packaged")
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:16]


def ensure_page(cache_dir: Path) -> Path:
    """The folder below ``cache_dir`` with ``index.html`` and its scripts; built now if it is not there yet.

    Two processes may call this at once: the folder appears by one rename, whoever is second uses what is there. Raises
    ``OSError`` if the cache cannot be written.
    """
    target = cache_dir / page_key()
    if (target / "index.html").is_file():
        return target
    cache_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".page-", dir=cache_dir))
    try:
        build_page(work)
        os.replace(work, target)
    except OSError:
        if not (target / "index.html").is_file():
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def build_page(folder: Path) -> None:
    """Write ``index.html`` and ``page-<n>.js`` into this folder (which exists)."""
    html, scripts = split_scripts(render())
    for number, body in enumerate(scripts):
        (folder / f"page-{number}.js").write_text(body, encoding="utf-8")
    (folder / "index.html").write_text(_add_policy(html), encoding="utf-8")


def render() -> str:
    """The document as folium makes it, with local loads only and its scripts still inline."""
    folium_map = _offline_map_class()(tiles=None, zoom_control=False, zoom_start=2, location=(0, 0))
    html: str = folium_map.get_root().render()
    return html


def split_scripts(html: str) -> tuple[str, list[str]]:
    """The document with every inline script replaced by a served file, and the bodies of these files."""
    bodies: list[str] = []

    def served(match: re.Match[str]) -> str:
        bodies.append(match.group(1).strip() + "\n")
        return f'<script src="/assets/page-{len(bodies) - 1}.js"></script>'

    return _SCRIPT.sub(served, html), bodies


def _add_policy(html: str) -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}" />'
    return html.replace("<head>", f"<head>\n    {policy}", 1)


def _offline_map_class() -> Any:
    """Folium's map with our own lists of scripts and styles: class level, because folium's helpers edit shared lists."""
    import folium  # noqa: PLC0415 - slow, and needed only to build
    from branca.element import MacroElement  # noqa: PLC0415
    from folium.elements import JSCSSMixin  # noqa: PLC0415
    from folium.template import Template  # noqa: PLC0415

    class OfflineMap(folium.Map):
        """The map with Leaflet from the installed package and nothing else from folium's list."""

        default_js = [("leaflet", "/assets/leaflet.js")]
        default_css = [("leaflet_css", "/assets/leaflet.css"), ("desk_css", "/web/map.css")]

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self._id = "desk"
            self.add_child(LiveBridge())  # type: ignore[no-untyped-call]

        def get_name(self) -> str:
            return MAP_NAME

    class LiveBridge(JSCSSMixin, MacroElement):
        """Hands the map that folium made to our scripts."""

        _template = Template("{% macro script(this, kwargs) %}Zhishou.start({{ this._parent.get_name() }});{% endmacro %}")
        default_js = [
            ("qwebchannel", "/qwebchannel.js"),
            *((f"desk_{name}", f"/web/{name}.js") for name in OWN_SCRIPTS),
        ]

    return OfflineMap
