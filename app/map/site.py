"""What the page is served: pure Python, no Qt, no folium at import.

The Qt side asks :meth:`MapSite.resolve` for each request; publishers hand in finished bytes from any thread. A reply is a
snapshot of immutable bytes, so a lock is held only while a dictionary is read or changed.
"""

from __future__ import annotations

import logging
import re
import threading
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

import msgspec

from app.kernel.geo import Region
from app.map.page import build_page, ensure_page
from app.map.sources.page_side import PageGround
from app.map.sources.port import Tile

log = logging.getLogger(__name__)

_LAYER_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_LEAFLET = frozenset({"leaflet.js", "leaflet.css", "layers.png", "layers-2x.png", "marker-icon.png"})
VECTOR_SCRIPT = "protomaps-leaflet.js"
"""What paints vector maps: an installed part in ``resources/web/vendor``, fetched by ``make setup``."""

_TILE_NUMBER = re.compile(r"[0-9]{1,8}")
_SOURCE_ID = re.compile(r"[a-z0-9-]{1,40}")
_EMPTY_LAYER = b'{"type":"FeatureCollection","features":[]}'

MIME = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/json",
    ".png": "image/png",
    ".bin": "application/octet-stream",
}
"""Kinds of file that are served; a file of another kind does not exist as far as the page can tell."""


class Reply(NamedTuple):
    """An answer to one request."""

    mime: str
    body: bytes


class MapOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the map starts: where it stands, what it says about its source, language (zh, en) and theme (light, dark).

    ``notice`` is shown large enough to be read (for the demo: that the place is fictional); ``attribution`` names the
    source of the base map and its review number; ``datum`` is written behind the coordinates of the pointer. ``drill`` is
    the word of a drill's desk ("" on the real one): the map is framed with it, and its pictures say it.
    ``filmed``: the frame is that of a replay of what was real.
    """

    region: Region
    language: str = "zh"
    theme: str = "light"
    min_zoom: int = 9
    max_zoom: int = 18
    datum: str = "CGCS2000"
    notice_zh: str = ""
    notice_en: str = ""
    attribution_zh: str = ""
    attribution_en: str = ""
    hidden_layers: tuple[str, ...] = ()
    drill_zh: str = ""
    drill_en: str = ""
    filmed: bool = False


class Units(Protocol):
    """All units at one moment (``app.map.unit_feed.UnitSnapshot``), encoded when they are asked for."""

    def payloads(self) -> tuple[bytes, bytes]:
        """What they are and where they are, as ``encode_units`` makes it."""
        ...


class _Encoded(NamedTuple):
    meta: bytes
    positions: bytes

    def payloads(self) -> tuple[bytes, bytes]:
        return self.meta, self.positions


class Tiles(Protocol):
    """Where the ground comes from (``app.map.sources.library``)."""

    def tile(self, source_id: str, z: int, x: int, y: int) -> Tile | None:
        """A tile, ``None`` where there is none."""
        ...

    def is_remote(self, source_id: str) -> bool:
        """Whether a tile of it may wait for the network."""
        ...

    def ground(self) -> PageGround:
        """What lies under everything now."""
        ...


class Lane(StrEnum):
    """Where an answer comes from, and so who may wait for it: only ``MEMORY`` may be asked on the interface's thread."""

    MEMORY = "memory"
    DISK = "disk"
    NETWORK = "network"


class _Started(msgspec.Struct, frozen=True):
    options: MapOptions
    base: tuple[str, ...]


class MapSite:
    """Everything under ``zhishou://map/`` except Qt's own ``qwebchannel.js``."""

    def __init__(
        self,
        *,
        resources_dir: Path,
        base_dir: Path,
        cache_dir: Path,
        options: MapOptions,
        page_dir: Path | None = None,
        tiles: Tiles | None = None,
    ) -> None:
        """``page_dir`` is a page built beforehand; without it one is built in (or read from) ``cache_dir``. Without ``tiles``
        the own drawing is all the ground there is."""
        self._web_dir = resources_dir / "web"
        self._signs_dir = resources_dir / "signs"
        self._base_dir = base_dir
        self._cache_dir = cache_dir
        self._page_dir = page_dir
        self._tiles = tiles
        self._for_this_run: TemporaryDirectory[str] | None = None
        self._leaflet_dir = _leaflet_dir()
        self._options = options
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._layers: dict[str, tuple[int, bytes]] = {}
        self._units: tuple[int, Units] = (0, _Encoded(b'{"tag":0,"units":[]}', b""))

    @property
    def options(self) -> MapOptions:
        """What the page was or will be started with."""
        return self._options

    def prepare(self) -> Path:
        """Make sure that the page exists; call it from a worker thread first, so that folium never costs the window.

        Where the cache cannot be written (a full or read-only disk) the page is made for this run only.
        """
        with self._building:
            if self._page_dir is None:
                self._page_dir = self._kept_page()
            return self._page_dir

    def _kept_page(self) -> Path:
        try:
            return ensure_page(self._cache_dir)
        except OSError as problem:
            log.warning("map: the page cannot be kept in %s: %s", self._cache_dir, problem)
        self._for_this_run = TemporaryDirectory(prefix="zhishou-map-", ignore_cleanup_errors=True)
        folder = Path(self._for_this_run.name)
        build_page(folder)
        return folder

    def set_options(self, options: MapOptions) -> None:
        """Start the page with these from the next load on."""
        with self._lock:
            self._options = options

    def publish(self, layer: str, payload: bytes) -> int:
        """Put a layer's features in place of the earlier ones; the new revision (from 1). Bad name: ``ValueError``."""
        if not _LAYER_NAME.fullmatch(layer):
            raise ValueError(f"not a layer name: {layer!r}")
        with self._lock:
            revision = self._layers.get(layer, (0, b""))[0] + 1
            self._layers[layer] = (revision, payload)
        return revision

    def publish_units(self, meta: bytes, positions: bytes) -> int:
        """Put these units in place of the earlier ones; the new revision."""
        return self.publish_snapshot(_Encoded(meta, positions))

    def publish_snapshot(self, units: Units) -> int:
        """The same with units that are encoded only if a page asks for them."""
        with self._lock:
            revision = self._units[0] + 1
            self._units = (revision, units)
        return revision

    def revisions(self) -> dict[str, int]:
        """The present revision of each published layer."""
        with self._lock:
            return {layer: revision for layer, (revision, _) in self._layers.items()}

    @property
    def units_revision(self) -> int:
        """The present revision of the units; 0 before the first."""
        return self._units[0]

    def base_layers(self) -> tuple[str, ...]:
        """Names of the base map files that exist, sorted."""
        return tuple(sorted(path.stem for path in self._base_dir.glob("*.geojson")))

    def resolve(self, path: str) -> Reply | None:
        """The answer for this URL path, or ``None`` if there is nothing (which includes every attempt to climb out)."""
        parts = path.removeprefix("/").split("/")
        if parts in ([""], ["index.html"]):
            return _file(self.prepare(), "index.html")
        if len(parts) == 1:
            return self._resolve_root(parts[0])
        if len(parts) == 5 and parts[0] == "tiles":
            return self._resolve_tile(*parts[1:])
        if len(parts) != 2:
            return None
        return self._resolve_in(*parts)

    def lane(self, path: str) -> Lane:
        """Where the answer for this path would come from."""
        parts = path.split("/")
        if path == "/ground.json":
            return Lane.DISK
        if path in ("/units.json", "/units.bin") and not isinstance(self._units[1], _Encoded):
            return Lane.DISK  # thousands of units are encoded for the first who asks
        if len(parts) < 3 or parts[1] != "tiles" or self._tiles is None:
            return Lane.MEMORY
        return Lane.NETWORK if self._tiles.is_remote(parts[2]) else Lane.DISK

    def _resolve_tile(self, source: str, *address: str) -> Reply | None:
        """A tile; where there is none an empty answer, because a page counts a refusal as an error."""
        if self._tiles is None or not _SOURCE_ID.fullmatch(source) or not all(map(_TILE_NUMBER.fullmatch, address)):
            return None
        z, x, y = map(int, address)
        tile = self._tiles.tile(source, z, x, y)
        return Reply(MIME[".bin"], b"") if tile is None else Reply(tile.mime, tile.body)

    def _resolve_root(self, name: str) -> Reply | None:
        with self._lock:
            _, units = self._units
            options = self._options
        match name:
            case "options.json":
                return Reply(MIME[".json"], msgspec.json.encode(_Started(options, self.base_layers())))
            case "ground.json":
                ground = self._tiles.ground() if self._tiles is not None else PageGround()
                return Reply(MIME[".json"], msgspec.json.encode(ground))
            case "units.json":
                return Reply(MIME[".json"], units.payloads()[0])
            case "units.bin":
                return Reply(MIME[".bin"], units.payloads()[1])
            case _:
                return None

    def _resolve_in(self, folder: str, name: str) -> Reply | None:
        match folder:
            case "assets":
                return self._resolve_asset(name)
            case "web":
                return _file(self._web_dir, name)
            case "signs":
                return _file(self._signs_dir, name)
            case "base" if name.endswith(".geojson"):
                return _file(self._base_dir, name)
            case "layers" if name.endswith(".json"):
                return self._resolve_layer(name.removesuffix(".json"))
            case _:
                return None

    def _resolve_asset(self, name: str) -> Reply | None:
        if name == VECTOR_SCRIPT:
            return _file(self._web_dir / "vendor", name)
        if name not in _LEAFLET:
            return _file(self.prepare(), name)
        return _file(self._leaflet_dir, name) or _file(self._leaflet_dir / "images", name)

    def _resolve_layer(self, layer: str) -> Reply | None:
        if not _LAYER_NAME.fullmatch(layer):
            return None
        with self._lock:
            _, payload = self._layers.get(layer, (0, _EMPTY_LAYER))
        return Reply(MIME[".json"], payload)


def _file(folder: Path, name: str) -> Reply | None:
    """A plain file directly inside this folder; a link that leads out of it is refused."""
    mime = MIME.get(Path(name).suffix)
    if mime is None or not _FILE_NAME.fullmatch(name):
        return None
    target = folder / name
    if not target.is_file() or target.resolve().parent != folder.resolve():
        return None
    return Reply(mime, target.read_bytes())


def _leaflet_dir() -> Path:
    from xstatic.pkg import leaflet  # noqa: PLC0415 - a namespace package that only names its folder

    return Path(leaflet.BASE_DIR)
