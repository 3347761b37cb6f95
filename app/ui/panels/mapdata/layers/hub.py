"""The imported layers of one window: kept on disk, published to the map, switched in its legend. Disk and encoding run in
a job's thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.map.grids import is_grids
from app.map.spatial.model import Layer, LayerInfo
from app.map.spatial.publish import gone, payload
from app.map.spatial.store import LayerStore
from app.ui.kit import tasks
from app.ui.services import Services


class LayerHub(QObject):
    """What everybody asks about imported layers. ``changed`` after the list or what is said of a layer changed."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services.bridge)
        self._services = services
        self.store = LayerStore(services.workspace.layers_dir)
        self.infos: tuple[LayerInfo, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self._started = False
        if services.map_view is not None:
            services.map_view.layer_toggled.connect(self._on_toggled)

    def start(self) -> None:
        """Publish every layer that is kept, once."""
        if not self._started:
            self._started = True
            tasks.run(self._publish_all(), self, "layers")

    async def reload(self) -> None:
        """Publish what lies on the disk now: layers came from elsewhere."""
        await self._publish_all()

    async def refresh(self) -> None:
        """Look at the disk again."""
        self.infos, self.problems = await self._job(self.store.infos)
        self.changed.emit()

    async def save(self, layer: Layer) -> None:
        """Keep a layer and show it. ``Fault`` where the disk refuses."""
        await self._job(lambda: self.store.save(layer))
        await self._publish(layer.info.id)
        self.show_grids(layer.info)
        await self.refresh()

    def show_grids(self, info: LayerInfo) -> None:
        """Switch the layer of grids on where this layer is part of it: who takes grids in wants to see them."""
        if is_grids(info) and self._services.map_view is not None:
            self._services.map_view.set_layers_visible({"grids": True})

    async def change(self, layer_id: str, **fields: Any) -> None:
        """Change what is said of a layer and show it so. ``Fault`` or ``BadFile`` where that is not possible."""
        await self._job(lambda: self.store.change(layer_id, **fields))
        await self._publish(layer_id)
        await self.refresh()

    async def move(self, layer_id: str, by: int) -> None:
        """Draw a layer above (+1) or below (-1) its neighbour."""
        ids = [one.id for one in self.infos]
        at = ids.index(layer_id)
        to = max(0, min(len(ids) - 1, at + by))
        ids.insert(to, ids.pop(at))
        places = {one.id: one.order for one in self.infos}
        for order, one in enumerate(ids):
            if places[one] != order:
                await self._job(lambda one=one, order=order: self.store.change(one, order=order))
                await self._publish(one)
        await self.refresh()

    async def remove(self, layer_id: str) -> None:
        """Take a layer off the map; its file is laid aside."""
        await self._job(lambda: self.store.remove(layer_id))
        if self._services.map_view is not None:
            self._services.map_view.set_layer(layer_id, gone())
        await self.refresh()

    async def load(self, layer_id: str) -> Layer:
        """A layer with its features."""
        return await self._job(lambda: self.store.load(layer_id))

    async def _publish_all(self) -> None:
        await self.refresh()
        for info in self.infos:
            try:
                await self._publish(info.id)
            except (BadFile, Refusal) as no:  # damaged or gone since it was listed: said in the panel, the others are shown
                self.problems = (*self.problems, *getattr(no, "problems", ()))
                self.changed.emit()

    async def _publish(self, layer_id: str) -> None:
        view = self._services.map_view
        if view is not None:
            view.set_layer(layer_id, await self._job(lambda: _drawn(self.store.load(layer_id))))

    def _on_toggled(self, name: str, on: bool) -> None:
        if any(one.id == name and one.on is not on for one in self.infos):
            tasks.run(self._keep_switch(name, on), self, "layer switch")

    async def _keep_switch(self, layer_id: str, on: bool) -> None:
        try:
            await self._job(lambda: self.store.change(layer_id, on=on))
        except (Fault, Refusal) as no:
            self._services.navigator.say(self._services.explain(no), "alarm")
        await self.refresh()

    async def _job(self, work: Any) -> Any:
        return await self._services.workspace.jobs.run(lambda _progress: work())


def _drawn(layer: Layer) -> bytes:
    """What the page is told of a layer; one about grids is drawn with the grids of the desk and not a second time."""
    return gone() if is_grids(layer.info) else payload(layer)


def hub_of(services: Services) -> LayerHub:
    """The one hub of these services."""
    if services.own_layers is None:
        services.own_layers = LayerHub(services)
    hub: LayerHub = services.own_layers
    return hub
