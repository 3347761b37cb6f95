"""Keeps the map's layers true: what changed is encoded off the interface's thread and published once it is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.desk import Notice
from app.desk.jobs import Jobs
from app.desk.telemetry import Moved
from app.desk.workspace import Workspace
from app.domain.unit.model import Position
from app.map.features import encode_features
from app.map.layers import LAYERS, READS
from app.map.layers.view import MapPicture
from app.map.unit_feed import UnitFeed
from app.ui.bridge import Bridge
from app.ui.kit import tasks
from app.ui.services import Services
from app.ui.trails import TrailBox
from app.ui.who_goes import WhoGoes


@dataclass
class Bare:
    """A desk whose map is drawn without a window: no proposals, no trails."""

    workspace: Workspace
    lang: str
    map_view: Any = None
    who: WhoGoes | None = None
    trails: TrailBox | None = None
    heat: Any = None

    @property
    def wording(self) -> Wording:
        """The words of its language."""
        return self.workspace.words(self.lang)


UNITS_EVERY_MS = 33
"""Positions that trickle in are shown at most so often: the first at once, what follows within this time together."""

HIDDEN_EVERY_MS = 1000
"""The same while nobody sees the map: a picture for paper and the wall display are that old at most."""

PATIENCE_S = 0.5
"""A page that is still painting is told more only after this time: on a slow PC the next picture then brings more at once."""


class MapSync(QObject):
    """Publishes layers to a ``MapView``. While one picture is being encoded, the next changes wait and are merged."""

    def __init__(self, services: Services, view: Any, bridge: Bridge) -> None:
        super().__init__(view)
        self._services = services
        self._view = view
        self._jobs = Jobs()
        self._feed = UnitFeed()
        self._wanted: set[str] = set(LAYERS) | {"units"}
        self._busy = self._closed = False
        self._moved: dict[str, Position] | None = {}
        self._unpainted, self._shown_at = 0, 0.0
        self._units_due = QTimer(self, singleShot=True)
        self._units_due.timeout.connect(self._on_units_due)
        view.painted_up_to.connect(self._on_painted)
        bridge.noticed.connect(self._on_notice)
        bridge.positions_changed.connect(self._on_positions)
        if services.who is not None:
            services.who.answered.connect(lambda: self._want("rings", "routes", "units"))
        if services.trails is not None:
            services.trails.changed.connect(lambda: self._want("trails", "trail_times"))
        if services.heat is not None:
            services.heat.changed.connect(lambda: self._want("heat"))
        self._flush()

    def refresh_grids(self) -> None:
        """Draw the grids anew: the imported layers changed."""
        self._want("grids")

    def close(self) -> None:
        """Encode nothing more."""
        self._closed = True
        self._units_due.stop()
        self._jobs.close()

    def refresh(self) -> None:
        """Draw everything anew (another language)."""
        self._feed = UnitFeed()
        self._want(*LAYERS, "units")

    def _on_notice(self, notice: Notice) -> None:
        changed = [name for name, parts in READS.items() if any(_differs(notice, part) for part in parts)]
        if _differs(notice, "units") or _differs(notice, "incidents"):
            changed.append("units")
        if changed:
            self._want(*changed)

    def _on_positions(self, moved: Moved) -> None:
        if moved is None or self._moved is None:
            self._moved = None
        else:
            self._moved.update(moved)
        if not self._units_due.isActive():
            self._on_units_due()

    def _on_units_due(self) -> None:
        if self._moved == {}:
            return
        if self._unpainted and time.monotonic() - self._shown_at < PATIENCE_S:
            self._wait()
        else:
            self._want("units")

    def _on_painted(self, number: int) -> None:
        if number >= self._unpainted:
            self._unpainted = 0

    def _wait(self) -> None:
        self._units_due.start(UNITS_EVERY_MS if self._view.isVisible() else HIDDEN_EVERY_MS)

    def _want(self, *layers: str) -> None:
        self._wanted.update(layers)
        self._flush()

    def _flush(self) -> None:
        if self._wanted and not self._busy and not self._closed:
            self._busy = True
            tasks.run(self._publish(), self)

    async def _publish(self) -> None:
        try:
            while self._wanted and not self._closed:
                wanted, self._wanted = self._wanted, set()
                picture = self._picture()
                for name in sorted(wanted - {"units"}):
                    await self._publish_layer(name, picture)
                if "units" in wanted:
                    await self._publish_units()
        finally:
            self._busy = False

    async def _publish_units(self) -> None:
        feed, picture = self._feed, replace(self._picture(), moved=self._moved)
        self._moved = {}
        update = await self._jobs.run(lambda _progress: feed.take(picture))
        self._unpainted, self._shown_at = self._view.show_units(update), time.monotonic()
        self._wait()

    async def _publish_layer(self, name: str, picture: MapPicture) -> None:
        layer: Callable[[MapPicture], Any] = LAYERS[name]
        payload = await self._jobs.run(lambda _progress: encode_features(layer(picture)))
        self._view.set_layer(name, payload)

    def _picture(self) -> MapPicture:
        return picture_of(self._services)


def picture_of(services: Services | Bare) -> MapPicture:
    """Everything that layers are made from, as it stands now."""
    workspace = services.workspace
    return MapPicture(
        state=workspace.desk.state,
        describer=Describer(workspace.desk.reference, services.wording),
        now=workspace.desk.clock.now(),
        lang=services.lang,
        positions=workspace.desk.telemetry.positions,
        stale_after_s=workspace.settings.current.stale_after_s,
        grids_file=workspace.grids_file,
        layers_dir=workspace.layers_dir,
        who=services.who.picture if services.who is not None else None,
        trails=services.trails.shown if services.trails is not None else {},
        heat=services.heat.points if services.heat is not None else (),
    )


def _differs(notice: Notice, part: str) -> bool:
    return getattr(notice.before, part) is not getattr(notice.after, part)
