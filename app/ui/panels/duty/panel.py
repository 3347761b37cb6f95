"""The duty panel: incident list, map, and the detail or the intake of one incident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.catalog.intake.lexicon import read_lexicon
from app.catalog.intake.parse import IntakeParser
from app.desk.desk import Notice
from app.domain.deadlines import deadlines
from app.domain.incident.model import Incident
from app.domain.patrol.commands import LinkFinding
from app.domain.state import State
from app.kernel.geo import Point
from app.ui.kit.bars import EmptyState
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.duty import units_presenter
from app.ui.panels.duty.detail import Detail
from app.ui.panels.duty.incident_list import IncidentList
from app.ui.panels.duty.intake import Intake
from app.ui.panels.duty.look import column, room_of
from app.ui.panels.duty.map_pane import MapPane
from app.ui.panels.duty.mapping.tools import MapTools
from app.ui.services import Services

_CONCERNS = (
    "incidents", "units", "facilities", "contacts", "profile", "shift", "warnings", "assignments", "duty_requests", "drawings",
    "call_downs", "calls",
)


class DutyPanel(Panel):
    """What is open left, where it is in the middle, what to do about it right."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        reference = services.workspace.desk.reference
        lexicon = read_lexicon(services.workspace.files.resources / "catalog", reference.kinds, reference.facts)
        self._current = self._finding = ""
        self.list = IncidentList(services)
        self.map = MapPane(services.map_view)
        self.detail = Detail(services, lexicon)
        self._lexicon = lexicon
        self._intake: Intake | None = None
        self._nothing = EmptyState(
            translate("Duty", "No incident selected"),
            translate("Duty", "Choose one on the left or on the map, or take a call in with Ctrl+N"),
            translate("Duty", "New incident"), "incident",
        )
        self.right = QStackedWidget()
        for page in (self._nothing, self.detail):
            self.right.addWidget(page)
        self.mapping = MapTools(services, self, self.right)
        self._lay_out()
        self._wire()

    # what the window's navigator and keys call

    @property
    def intake(self) -> Intake:
        """The intake form, made when it is first wanted: its pinyin keys must not delay the first picture of the desk."""
        if self._intake is None:
            reference = self.services.workspace.desk.reference
            made = Intake(self.services, IntakeParser(self._lexicon, reference.kinds, reference.facts))
            made.saved.connect(self._on_saved)
            made.calls.joined.connect(self._on_joined)
            made.calls.logged.connect(self._on_logged)
            made.left.connect(self._leave_intake)
            made.pick_wanted.connect(lambda: self.services.run(self._pick_for_intake(), self))
            self.right.addWidget(made)
            self._intake = made
        return self._intake

    @property
    def current_incident_id(self) -> str:
        """The selected incident, "" for none."""
        return self._current if self._current in self.services.state.incidents else ""

    def show_incident(self, incident_id: str, tab: str = "") -> None:
        """Select an incident (by id or number) and bring one of its tabs to the front."""
        of = self.services.state.incidents.get(incident_id) or next(
            (one for one in self.services.state.incidents.values() if one.number == incident_id), None
        )
        if of is None:
            return
        self._current = of.id
        self.detail.show_tab(tab)
        self.right.setCurrentWidget(self.detail)
        self.redraw()
        self.list.choose(of.id)
        self.map.show_feature("incidents", of.id, of.place.point)

    def prepare(self) -> None:
        """Make the intake form before it is wanted."""
        _ = self.intake

    def begin_intake(self, words: str = "", point: Point | None = None, *, finding_id: str = "") -> None:
        """Open the intake form in the right pane; one that is being filled in is not thrown away by an empty wish.

        What a patrol found (``finding_id``) is linked with the incident when that is taken in.
        """
        busy = self._is_intake_open and self.intake.is_begun
        if not busy or words.strip():
            self.intake.begin(words, point)
            self._finding = finding_id
        elif point is not None:
            self.intake.take_point(point)
        self.right.setCurrentWidget(self.intake)
        self._make_room()
        self.intake.focus_form()

    async def pick_on_map(self, hint: str) -> Point | None:
        """Let the officer pick a point; ``None`` when cancelled or without a map."""
        if not self.map.has_map:
            self.services.navigator.say(translate("Duty", "There is no map here; type the place or its coordinates"), "watch")
            return None
        return await self.map.pick(hint)

    def show_on_map(self, layer: str, feature_id: str, point: Point | None) -> None:
        """Bring the map to a place and mark the feature."""
        self.map.show_feature(layer, feature_id, point)

    def respond(self) -> None:
        """Answer the recommendation of the selected incident (F5)."""
        self._act("respond")

    def dispatch(self) -> None:
        """Go to the available units of the selected incident (F6)."""
        self._act("dispatch")

    def call_down(self, calldown_id: str = "") -> None:
        """Bring the call-down to the front (F8); the list with this id, if one is named."""
        self.mapping.show_calls(calldown_id)

    def leave_side(self) -> None:
        """Back from a side list of the map to the incident."""
        self._leave_intake()

    def report(self) -> None:
        """Compose the written report of the selected incident that is wanted next (F7)."""
        self._act("report")

    # what the base asks

    def concerns(self, notice: Notice) -> bool:
        """Anything that is shown here."""
        return any(getattr(notice.before, name) is not getattr(notice.after, name) for name in _CONCERNS)

    def render(self, state: State, notice: Notice | None) -> None:
        """Draw the list and, where one is selected, the incident."""
        room = room_of(self.services)
        ranked = deadlines(state, room.reference, room.now)
        self.list.render(room, ranked)
        if not self.current_incident_id:
            first = next((card.id for card in self.list.cards.cards), "")
            self._current = first
            self.list.choose(first)
        of = state.incidents.get(self._current)
        if of is not None:
            self.detail.show_incident(of, ranked, room)
        self.mapping.refresh()
        if not self._is_intake_open and not self.mapping.is_open:
            self.right.setCurrentWidget(self._nothing if of is None else self.detail)

    @property
    def _is_intake_open(self) -> bool:
        return self._intake is not None and self.right.currentWidget() is self._intake

    def _make_room(self) -> None:
        """The form is asked for its width; the map gives it, as far as it can."""
        left, middle, right = self.split.sizes()
        more = min(max(0, self.intake.wanted_width - right), max(0, middle - self.map.minimumWidth()))
        if more:
            self.split.setSizes([left, middle - more, right + more])

    def _act(self, action: str) -> None:
        if not self.current_incident_id:
            self.services.navigator.say(translate("Duty", "Choose an incident first"), "watch")
            return
        if self._is_intake_open:
            self.right.setCurrentWidget(self.detail)
        self.detail.act(action)

    def _on_feature(self, layer: str, feature_id: str) -> None:
        if layer == "incidents" and feature_id in self.services.state.incidents:
            self._current = feature_id
            self.right.setCurrentWidget(self.detail)
            self.redraw()
            self.list.choose(feature_id)
        elif layer == "units":
            self._on_unit_clicked(feature_id)
        else:
            self.mapping.on_feature(layer, feature_id)

    def _on_unit_clicked(self, unit_id: str) -> None:
        unit = self.services.state.units.get(unit_id)
        if unit is None:
            return
        if unit.incident_id and unit.incident_id != self._current:
            self._on_feature("incidents", unit.incident_id)
        if self.current_incident_id and self.right.currentWidget() is self.detail:
            self.detail.show_tab("units")
            blocked = self.detail.units.blockSignals(True)
            self.detail.units.select_unit(unit_id)
            self.detail.units.blockSignals(blocked)

    def _on_unit_selected(self, unit_id: str) -> None:
        self.map.show_feature("units", unit_id, units_presenter.where(unit_id, room_of(self.services)))

    def _on_saved(self, incident_id: str) -> None:
        self.right.setCurrentWidget(self.detail)
        self.intake.begin()
        self.show_incident(incident_id, "tasks")
        self.detail.head.button("respond").setFocus()
        of = self.services.state.incidents[incident_id]
        self.services.navigator.say(translate("Duty", "Taken in as {number}").format(number=of.number), "ok")
        finding, self._finding = self._finding, ""
        if finding:
            self.services.run(self._link(finding, of), self)

    async def _link(self, finding_id: str, of: Incident) -> None:
        """The patrol's finding became this incident."""
        if await self.services.attempt(LinkFinding(finding_id=finding_id, incident_id=of.id)):
            words = translate("Duty", "Taken in as {number} and linked with what the patrol found")
            self.services.navigator.say(words.format(number=of.number), "ok")

    def _on_joined(self, incident_id: str) -> None:
        finding, self._finding = self._finding, ""
        if finding:
            self.services.run(self._link(finding, self.services.state.incidents[incident_id]), self)
        self.intake.begin()
        self.show_incident(incident_id, "timeline")
        of = self.services.state.incidents[incident_id]
        said = translate("Duty", "The call was logged with {number}; record new figures there").format(number=of.number)
        self.services.navigator.say(said, "ok")

    def _on_logged(self) -> None:
        self.intake.begin()
        self._leave_intake()
        self.services.navigator.say(translate("Duty", "The call was logged without an incident"), "ok")

    def _leave_intake(self) -> None:
        self._finding = ""
        self.right.setCurrentWidget(self.detail if self.current_incident_id else self._nothing)
        self.list.cards.setFocus()

    async def _pick_for_intake(self) -> None:
        self.intake.take_point(await self.pick_on_map(translate("Duty", "Click the place of the incident")))

    def _on_deadlines(self, _ranked: object, crossings: tuple[object, ...]) -> None:
        if crossings:
            self.redraw()

    def _on_positions(self, _positions: object) -> None:
        self.detail.units.refresh_positions()

    def _wire(self) -> None:
        bridge = self.services.bridge
        bridge.deadlines_changed.connect(self._on_deadlines)
        bridge.positions_changed.connect(self._on_positions)
        self.list.selected.connect(self.show_incident)
        self.list.opened.connect(lambda _id: self.detail.tabs.setFocus())
        self.list.intake_wanted.connect(self.begin_intake)
        self._nothing.acted.connect(self.begin_intake)
        self.map.feature_clicked.connect(self._on_feature)
        self.detail.units.unit_selected.connect(self._on_unit_selected)

    def _lay_out(self) -> None:
        theme = current_theme()
        split = QSplitter(Qt.Orientation.Horizontal)
        parts: tuple[tuple[QWidget, int, int], ...] = ((self.list, 200, 1), (self.map, 160, 3), (self.right, 400, 1))
        for widget, least, stretch in parts:
            widget.setMinimumWidth(least if widget is self.map else theme.px(least))
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(264), theme.px(470), theme.px(540)])
        layout = column(self, "s")
        layout.addWidget(split)
        self.split = split
        if self.services.memory is not None:
            self.services.memory.keep_splitter("duty", split)


SPEC = PanelSpec(id="duty", icon="home", order=10, factory=DutyPanel, shortcut="Ctrl+1", help="duty")
