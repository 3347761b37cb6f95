"""What the map says and the desk answers: a drawing becomes a form, a question a list, a button a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from app.desk.describe_drawings import drawing_name
from app.domain.drawing.commands import Redraw
from app.domain.drawing.model import Drawing, Shape
from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import write_atomically
from app.map.gestures import Drawn, Edited
from app.map.ground import beat_shape, middle, widened
from app.map.layers.drawings import LAYER_OF
from app.ui.kit.dialogs import Option, choose, confirm, save_path, tell
from app.ui.kit.i18n import translate
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.mapping import beats, forms
from app.ui.panels.duty.mapping.around_pane import AroundPane
from app.ui.panels.duty.mapping.calldown_pane import CallDownPane
from app.ui.panels.duty.mapping.drawings_pane import DrawingsPane
from app.ui.panels.duty.mapping.side import SidePane
from app.ui.services import Services

PICTURE_PX = (2480, 1754)
"""A picture as large as A4 across at 210 dots to the inch."""
STREAMS = frozenset({"rtsp", "rtsps", "rtmp", "http", "https"})
"""Kinds of address that may be handed to the system's player; nothing that starts a program."""
DRAWN_LAYERS = frozenset(LAYER_OF.values())


class MapTools(QObject):
    """Owns the side lists of the map; ``owner`` is the duty panel, ``stack`` where its right pages stand."""

    def __init__(self, services: Services, owner: Any, stack: QStackedWidget) -> None:
        super().__init__(owner)
        self._services = services
        self._owner = owner
        self._stack = stack
        self._panes: dict[str, SidePane] = {}
        view = services.map_view
        if view is None:
            return
        view.drawn.connect(self._on_drawn)
        view.edited.connect(self._on_edited)
        view.asked.connect(self._on_asked)

    @property
    def is_open(self) -> bool:
        """Whether one of the side lists is in front."""
        return self._stack.currentWidget() in self._panes.values()

    def refresh(self) -> None:
        """Draw the side list in front anew, after a change of the desk. What is inside is asked by a person, not here."""
        shown = self._stack.currentWidget()
        if isinstance(shown, DrawingsPane | CallDownPane):
            shown.refresh()

    def show_drawings(self, drawing_id: str = "") -> DrawingsPane:
        """Bring the list of drawings to the front."""
        pane = self._pane("drawings", DrawingsPane)
        pane.refresh()
        if drawing_id:
            pane.select(drawing_id)
        self._stack.setCurrentWidget(pane)
        pane.list.view.setFocus()
        return pane

    def show_calls(self, calldown_id: str = "") -> CallDownPane:
        """Bring the call-down to the front."""
        pane = self._pane("calls", CallDownPane)
        self._stack.setCurrentWidget(pane)
        pane.show_list(calldown_id)
        return pane

    def ask_around(self, shape: Shape, *, name: str = "", subject: str = "") -> AroundPane:
        """Ask what lies inside a shape."""
        pane = self._pane("around", AroundPane)
        self._stack.setCurrentWidget(pane)
        pane.list.view.setFocus()  # who drew by keys goes on by keys
        pane.ask(shape, name=name, subject=subject, incident_id=self._open_incident())
        return pane

    def on_feature(self, layer: str, feature_id: str) -> bool:
        """Answer a click on something of the map's own lists; whether it was one."""
        if layer in DRAWN_LAYERS and feature_id in self._services.state.drawings:
            self.show_drawings(feature_id)
            return True
        if layer == "beats" and feature_id in self._services.state.beats:
            self._services.run(self._beat(feature_id), self._owner)
            return True
        if layer in ("cameras", "sensors"):
            self._services.run(self._open_stream(feature_id), self._owner)
            return True
        return False

    def _pane(self, name: str, kind: type[Any]) -> Any:
        if name not in self._panes:
            made = kind(self._services)
            made.left.connect(self._owner.leave_side)
            if isinstance(made, CallDownPane):
                made.selected = self._open_incident
            if isinstance(made, DrawingsPane):
                made.wanted.connect(lambda action, drawing_id: self._services.run(self._act(action, drawing_id), self._owner))
            if isinstance(made, AroundPane):
                made.called.connect(self.show_calls)
                made.shown.connect(self._services.navigator.show_on_map)
                made.ring_wanted.connect(lambda shape, margin: self._services.run(self._keep(shape, margin), self._owner))
            self._stack.addWidget(made)
            self._panes[name] = made
        return self._panes[name]

    def _open_incident(self) -> str:
        of = self._services.state.incidents.get(self._owner.current_incident_id)
        return of.id if of is not None and of.is_open else ""

    def _on_drawn(self, gesture: Drawn) -> None:
        if gesture.purpose == "around":
            self.ask_around(gesture.shape)
        elif gesture.kind == beats.MEANING:
            self._services.run(self._keep_beat(gesture.shape), self._owner)
        else:
            self._services.run(self._keep(gesture.shape, 0, gesture.kind), self._owner)

    def _on_edited(self, gesture: Edited) -> None:
        self._services.run(self._redraw(gesture.id, gesture.shape), self._owner)

    def _on_asked(self, asked: str) -> None:
        if asked == "drawings":
            self.show_drawings()
        elif asked == "calls":
            self.show_calls()
        else:
            self._services.run(self._picture(legend=asked == "picture_legend"), self._owner)

    async def _keep(self, shape: Shape, margin_m: float, kind: str = "") -> None:
        kept = widened(shape, margin_m) if margin_m > 0 else shape
        if await forms.ask_draw(self._services, self._owner, kept, kind, self._open_incident()):
            self._services.navigator.say(translate("Duty", "The drawing is in the journal"), "ok")

    async def _keep_beat(self, shape: Shape) -> None:
        if await beats.ask_new(self._services, self._owner, shape):
            self._services.navigator.say(translate("Duty", "The beat is in the journal"), "ok")

    async def _beat(self, beat_id: str) -> None:
        """A beat was clicked: what is wanted of it."""
        beat = self._services.state.beats[beat_id]
        options = [
            Option("edit", translate("Duty", "Change the shape")), Option("words", translate("Duty", "Name and checkpoints…")),
            Option("around", translate("Duty", "What is inside?")), Option("remove", translate("Duty", "Remove…")),
        ]  # fmt: skip
        wanted = await choose(self._owner, beat.name, options)
        if wanted == "edit" and self._services.map_view is not None:
            self._services.map_view.begin_edit_shape(beat.id, beats.MEANING, beat_shape(beat))
        elif wanted == "words":
            await beats.ask_changed(self._services, self._owner, beat)
        elif wanted == "around":
            self.ask_around(beat_shape(beat), name=beat.name)
        elif wanted == "remove":
            await beats.ask_removed(self._services, self._owner, beat)

    async def _redraw(self, drawing_id: str, shape: Shape) -> None:
        beat = self._services.state.beats.get(drawing_id)
        if beat is not None:
            await beats.ask_changed(self._services, self._owner, beat, beats.carried(beat, shape.points))
            return
        known = self._services.state.drawings.get(drawing_id)
        if known is None:
            return
        try:
            await self._services.execute(Redraw(drawing_id=drawing_id, shape=shape))
        except Refusal as no:
            if no.code == "point_outside_region":
                await forms.ask_outside(self._services, self._owner, known, shape)
            else:
                self._services.navigator.say(self._services.explain(no), "alarm")
        except Fault as fault:
            self._services.navigator.say(self._services.explain(fault), "alarm")

    async def _act(self, action: str, drawing_id: str) -> None:
        one = self._services.state.drawings.get(drawing_id)
        if one is None or not one.stands:
            return
        view = self._services.map_view
        if action == "show":
            self._services.navigator.show_on_map(LAYER_OF[one.kind], one.id, middle(one.shape))
        elif action == "edit" and view is not None:
            view.begin_edit(one)
        elif action == "words":
            await forms.ask_words(self._services, self._owner, one)
        elif action == "remove":
            await forms.ask_remove(self._services, self._owner, one)
        elif action == "around":
            self.ask_around(one.shape, name=self._name(one), subject=one.id)
        elif action == "ring":
            await self._ring(one)

    async def _ring(self, one: Drawing) -> None:
        options = [Option(metres, translate("Duty", "{metres} m").format(metres=metres)) for metres in forms.RINGS_M]
        metres = await choose(
            self._owner, translate("Duty", "Ring around it"), options, translate("Duty", "It becomes a drawing of its own.")
        )
        if metres:
            await self._keep(one.shape, float(metres))

    def _name(self, one: Drawing) -> str:
        room = room_of(self._services)
        return drawing_name(room.describer, one.id, room.state)

    async def _open_stream(self, facility_id: str) -> None:
        one = self._services.state.facilities.get(facility_id)
        if one is None or not one.stream:
            self._services.navigator.say(translate("Duty", "No stream address is known for it"), "watch")
            return
        url = QUrl(one.stream)
        if not url.isValid() or url.scheme().lower() not in STREAMS:
            words = translate("Duty", "This is no address of a stream: {address}").format(address=one.stream)
            self._services.navigator.say(words, "warn")
            return
        told = translate("Duty", "The player of this computer opens {address}. This leaves the duty desk and uses the network.")
        agreed = await confirm(
            self._owner, one.name.of(self._services.lang), told.format(address=url.toDisplayString()), translate("Duty", "Open")
        )
        if agreed and not QDesktopServices.openUrl(url):
            self._services.navigator.say(translate("Duty", "This computer has no player for such an address"), "warn")

    async def _picture(self, *, legend: bool) -> None:
        view = self._services.map_view
        title = translate("Duty", "Picture of the map")
        now = to_local(self._services.workspace.desk.clock.now())
        suggested = self._services.workspace.data_dir / f"map-{now:%Y%m%d-%H%M}.png"
        path = await save_path(self._owner, title, suggested, ("PNG (*.png)",))
        if path is None:
            return
        try:
            png = bytes(await view.picture(None, *PICTURE_PX, legend=legend, as_shown=True))
            await self._services.workspace.jobs.run(lambda _progress: write_atomically(path, png))
        except Fault as fault:
            await tell(self._owner, title, self._services.explain(fault))
        except OSError as problem:
            await tell(self._owner, title, f"{path}\n{problem.strerror or problem}")
        else:
            self._services.navigator.say(translate("Duty", "The picture was saved to {name}").format(name=path.name), "ok")
