"""The map as a widget: fed with bytes, speaking in gestures (how it lives is ``MapLife``)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.drawing.model import Drawing, Shape
from app.kernel.errors import Fault
from app.kernel.geo import Region
from app.map import gestures
from app.map.site import MapSite
from app.map.unit_feed import UnitUpdate
from app.ui.map.life import MapLife
from app.ui.map.pictures import PictureDone

log = logging.getLogger(__name__)


class MapView(MapLife):
    """The embedded map. Everything may be called at any time: what the page cannot hear yet it is told when it is ready."""

    clicked = Signal(float, float)
    """Bare ground was clicked: latitude, longitude."""
    feature_clicked = Signal(str, str)
    """A mark was clicked or opened by Enter: layer, id."""
    picked = Signal(float, float)
    """The answer to :meth:`begin_pick`; pick mode is over."""
    pick_cancelled = Signal()
    moved = Signal(float, float, float, float, float)
    """South, west, north, east, zoom."""
    layer_toggled = Signal(str, bool)
    map_data_wanted = Signal()
    """Somebody asked which maps there are."""
    drawn = Signal(object)
    """A shape was drawn (``app.map.gestures.Drawn``): to be kept, or to ask what is in it."""
    edited = Signal(object)
    """The points of a drawing were moved (``app.map.gestures.Edited``)."""
    draw_cancelled = Signal()
    asked = Signal(str)
    """A button of the map that the desk answers: ``drawings``, ``calls``, ``picture``, ``picture_legend``."""
    painted = Signal()
    """What was sent so far is on the screen."""
    painted_up_to = Signal(int)
    """The same with the number of the last message painted."""
    published = Signal(str, int)
    """A layer (or ``units``) was put on the site in this revision: another view of the same site hears of it here."""
    selection_changed = Signal(str, str)
    """Another thing is marked as selected: layer, id (both empty: nothing)."""

    def __init__(self, site: MapSite, parent: QWidget | None = None) -> None:
        super().__init__(site, parent)
        self._visible: dict[str, bool] = {}
        self._selected: tuple[str, str] | None = None
        self._fly: tuple[float, float, float | None] | None = None
        self._bounds: Region | None = None
        self._seen: Region | None = None
        self._wall_zoom: float | None = None
        self._picking = False

    # -- what is shown ------------------------------------------------------------------------------------------------

    def set_layer(self, name: str, payload: bytes) -> int:
        """Show these features (from ``encode_features``); the message number, 0 while there is no page to hear it."""
        revision = self._site.publish(name, payload)
        self.published.emit(name, revision)
        return self._send("layer", name=name, rev=revision)

    def set_units(self, meta: bytes, positions: bytes) -> int:
        """Show these units (from ``encode_units``); the message number, 0 while there is no page to hear it."""
        revision = self._site.publish_units(meta, positions)
        self.published.emit("units", revision)
        return self._send("units", rev=revision)

    def show_units(self, update: UnitUpdate) -> int:
        """Show what a ``UnitFeed`` made: a page that has the update before hears only what moved; the message number or 0."""
        revision = self._site.publish_snapshot(update.snapshot)
        self.published.emit("units", revision)
        moves = update.moves
        if moves is None:
            return self._send("units", rev=revision)
        return self._send(
            "moves", rev=revision, base=moves.base, serial=moves.serial, data=moves.data, looks=msgspec.Raw(moves.looks),
            leaps=msgspec.Raw(moves.leaps),
        )

    def refresh_ground(self) -> None:
        """The base map was chosen anew, or is another than it was: the page asks for it again."""
        self._send("ground")

    def hear_published(self, name: str, revision: int) -> None:
        """Another view of the same site published this: fetch it too."""
        if name == "units":
            self._send("units", rev=revision)
        else:
            self._send("layer", name=name, rev=revision)

    def show_bounds(self, bounds: Region) -> None:
        """Show at least this part of the earth, at once and without a glide."""
        self._bounds, self._fly = bounds, None
        self._send("bounds", **msgspec.structs.asdict(bounds))

    def wear_wall(self, zoom: float) -> None:
        """Be the map of a wall display: nothing to press, the whole page enlarged by ``zoom``, deaf to mouse and keys."""
        self._wall_zoom = zoom
        self.setEnabled(False)
        if self._ready and self._engine is not None:
            self._engine.page.setZoomFactor(zoom)
            self._send("wall")

    def fly_to(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Bring this place to the middle; without a zoom at least 14 is taken."""
        self._fly, self._bounds = (lat, lon, zoom), None
        self._send("fly", lat=lat, lon=lon, zoom=zoom)

    def select(self, layer: str, feature_id: str) -> None:
        """Mark one thing as selected; empty strings select nothing."""
        self._selected = (layer, feature_id) if layer else None
        self._send("select", layer=layer, id=feature_id)
        self.selection_changed.emit(layer, feature_id)

    def set_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._site.set_options(msgspec.structs.replace(self._site.options, theme=theme))
        self._send("theme", value=theme)

    def set_language(self, language: str) -> None:
        """``zh`` or ``en``."""
        self._site.set_options(msgspec.structs.replace(self._site.options, language=language))
        self._send("language", value=language)

    def set_layers_visible(self, layers: Mapping[str, bool]) -> None:
        """Switch these layers; the others stay as they are."""
        self._visible.update(layers)
        self._send("visible", layers=dict(layers))

    def begin_pick(self) -> None:
        """The next click answers with ``picked`` (Escape with ``pick_cancelled``)."""
        self._picking = True
        self._send("pick", on=True)
        if self._engine is not None:
            self._engine.focus()

    def end_pick(self) -> None:
        """Leave pick mode without an answer."""
        self._picking = False
        self._send("pick", on=False)

    def begin_draw(self, purpose: str, form: str, kind: str = "") -> None:
        """Let a shape of this form be drawn; it comes back as ``drawn`` (Escape: ``draw_cancelled``)."""
        self._send("tool", name="draw", purpose=purpose, form=form, meaning=kind)
        self._take_keys()

    def begin_edit(self, drawing: Drawing) -> None:
        """Let the points of a drawing be moved; they come back as ``edited`` (Escape: ``draw_cancelled``)."""
        self.begin_edit_shape(drawing.id, drawing.kind, drawing.shape)

    def begin_edit_shape(self, shape_id: str, meaning: str, shape: Shape) -> None:
        """The same for a shape that is no drawing of an incident (a beat)."""
        points = [(one.lat, one.lon) for one in shape.points]
        self._send("tool", name="edit", id=shape_id, meaning=meaning, form=shape.form, points=points, radius_m=shape.radius_m)
        self._take_keys()

    def end_tool(self) -> None:
        """Stop what is being drawn, without an answer."""
        self._send("tool", name="none")

    def _take_keys(self) -> None:
        if self._engine is not None:
            self._engine.focus()

    # -- pictures for paper -------------------------------------------------------------------------------------------

    def request_picture(
        self,
        bounds: Region | None,
        width_px: int,
        height_px: int,
        done: PictureDone,
        *,
        pixel_ratio: float = 2.0,
        legend: bool = False,
        as_shown: bool = False,
        bare: bool = False,
    ) -> None:
        """Draw the map for paper (day colours, every layer, exactly this size) and call ``done`` with a PNG, or ``None``.

        ``bounds`` is what must be inside (``None``: what the window shows). ``pixel_ratio`` enlarges signs and letters.
        ``legend`` puts the signs with their words beside the map; ``as_shown`` leaves out layers that are switched off.
        ``bare`` leaves out the page's own scale bar, north arrow and source, and fits the bounds exactly at any zoom.
        It works for a map that was never shown; the page is started for it.
        """
        wish = self._pictures.ask(
            done, bounds=None if bounds is None else msgspec.structs.asdict(bounds), width=width_px, height=height_px,
            ratio=pixel_ratio, legend=legend, as_shown=as_shown, bare=bare,
        )
        if self._ready:
            self._send("picture", **wish)
            return
        self._pictures.wait(wish)
        self._start()

    async def picture(
        self, bounds: Region | None, width_px: int, height_px: int, *, pixel_ratio: float = 2.0, legend: bool = False,
        as_shown: bool = False, bare: bool = False,
    ) -> bytes:
        """The same, awaited; raises ``Fault("map_picture")`` when there is no picture within 20 seconds."""
        answer: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()

        def done(png: bytes | None) -> None:
            if not answer.done():
                answer.set_result(png)

        self.request_picture(
            bounds, width_px, height_px, done, pixel_ratio=pixel_ratio, legend=legend, as_shown=as_shown, bare=bare
        )
        png = await answer
        if png is None:
            raise Fault("map_picture")
        return png

    # -- state ---------------------------------------------------------------------------------------------------------

    @property
    def seen(self) -> Region | None:
        """The part of the earth that the page shows now; ``None`` before it first said so."""
        return self._seen

    @property
    def selected(self) -> tuple[str, str]:
        """Layer and id of what is marked; empty strings for nothing."""
        return self._selected or ("", "")

    @property
    def switched(self) -> Mapping[str, bool]:
        """The layers that were switched on or off by hand."""
        return dict(self._visible)

    # -- the page -----------------------------------------------------------------------------------------------------

    def _hear(self, gesture: gestures.Gesture) -> None:
        match gesture:
            case gestures.Ready():
                self._on_ready()
            case gestures.Painted(seq=seq):
                self._on_painted(seq)
            case gestures.Clicked(lat=lat, lon=lon):
                self.clicked.emit(lat, lon)
            case gestures.FeatureClicked(layer=layer, id=feature_id):
                self.feature_clicked.emit(layer, feature_id)
            case gestures.Picked(lat=lat, lon=lon) if self._picking:
                self.end_pick()
                self.picked.emit(lat, lon)
            case gestures.PickCancelled() if self._picking:
                self.end_pick()
                self.pick_cancelled.emit()
            case gestures.Moved(south=south, west=west, north=north, east=east, zoom=zoom):
                self._seen = Region(south, west, north, east)
                self.moved.emit(south, west, north, east, zoom)
            case gestures.LayerToggled(layer=layer, on=on):
                self._visible[layer] = on
                self.layer_toggled.emit(layer, on)
            case gestures.MapDataWanted():
                self.map_data_wanted.emit()
            case gestures.PictureFailed(token=token):
                self._pictures.finish(token, None)
            case _:
                self._hear_tool(gesture)

    def _hear_tool(self, gesture: gestures.Gesture) -> None:
        match gesture:
            case gestures.Drawn():
                self.drawn.emit(gesture)
            case gestures.Edited():
                self.edited.emit(gesture)
            case gestures.DrawCancelled():
                self.draw_cancelled.emit()
            case gestures.Asked(what=what):
                self.asked.emit(what)
            case _:
                log.info("map gesture out of turn: %s", type(gesture).__name__)

    def _on_ready(self) -> None:
        """A new page knows nothing: tell it everything that was published and set so far."""
        self._ready = True
        options = self._site.options
        self._send("theme", value=options.theme)
        self._send("language", value=options.language)
        if self._wall_zoom is not None:
            self.wear_wall(self._wall_zoom)
        self._send("visible", layers=self._visible)
        for name, revision in self._site.revisions().items():
            self._send("layer", name=name, rev=revision)
        self._send("units", rev=self._site.units_revision)
        if self._fly is not None:
            self._send("fly", lat=self._fly[0], lon=self._fly[1], zoom=self._fly[2])
        if self._bounds is not None:
            self._send("bounds", **msgspec.structs.asdict(self._bounds))
        if self._selected is not None:
            self._send("select", layer=self._selected[0], id=self._selected[1])
        if self._picking:
            self._send("pick", on=True)
        for wish in self._pictures.waiting():
            self._send("picture", **wish)

    def _on_painted(self, seq: int) -> None:
        self._watchdog.stop()
        self._placeholder.hide()
        self.painted_up_to.emit(seq)
        self.painted.emit()
