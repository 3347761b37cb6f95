"""Joint patrols: beats, planned patrols against their trails, and what they found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.drawing.model import ShapeForm
from app.domain.patrol.trail import patrol_state
from app.domain.state import State
from app.map.ground import beat_shape
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button
from app.ui.panels.units import patrol_forms
from app.ui.panels.units.forces_presenter import BeatRow, FindingRow, ForcesPresenter, PatrolRow
from app.ui.panels.units.pages import acts, keep_first, offer, side_by_side, stacked, titled
from app.ui.panels.units.trail_check import TrailCheck, show_beat
from app.ui.services import Services


class PatrolsTab(QWidget):
    """Patrols and findings on the left, the chosen patrol against its trail and the beats on the right."""

    def __init__(self, services: Services, presenter: ForcesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self.plan = Button(self.tr("Plan a patrol…"), "add", "primary")
        self.cancel = Button(self.tr("Cancel it…"), "close", "quiet")
        self.report = Button(self.tr("Report a finding…"), "report")
        self.hand_on = Button(self.tr("Hand on…"), "send")
        self.intake = Button(self.tr("Begin an incident…"), "incident")
        self.link = Button(self.tr("It is this incident…"), "link", "quiet")
        self.show_beat = Button(self.tr("Show on the map"), "locate", "quiet")
        self.draw_route = Button(self.tr("Draw a route"), "area", "quiet", self.tr("Draw the route of a beat on the map"))
        self.draw_area = Button(self.tr("Draw an area"), "draw", "quiet", self.tr("Draw the outline of a beat on the map"))
        tip = self.tr("Move, add and take away the corners of this beat on the map")
        self.redraw = Button(self.tr("Redraw"), "edit", "quiet", tip)
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Patrols"), initials=search_keys,
            empty=(
                self.tr("No patrol planned"), self.tr("Plan one: who walks which beat, from when until when"),
                self.tr("Plan a patrol…"),
            ),
        )
        self.findings = RowsView(
            self._finding_columns(), lambda row: row.id, title=self.tr("Findings"), initials=search_keys,
            empty=(
                self.tr("Nothing reported"), self.tr("What patrols see on the way is written here and handed on"),
                self.tr("Report a finding…"),
            ),
        )
        self.beats = RowsView(
            (
                Column(key="name", title=self.tr("Beat"), text=lambda row: row.beat.name, width=140, tip=lambda row: row.beat.note),
                Column(key="words", title=self.tr("Particulars"), text=lambda row: row.words, stretch=True),
            ),
            lambda row: row.id, title=self.tr("Beats"), searchable=False, initials=search_keys,
            empty=(
                self.tr("No beat is entered"), self.tr("Draw one on the map, or import beats from the Excel roster"),
                self.tr("Draw a route"),
            ),
        )
        self.trail = TrailCheck(services, presenter)
        left = stacked(
            titled("", self.table, self.plan, self.cancel),
            titled(self.tr("Findings"), self.findings, self.report, self.hand_on, self.intake, self.link),
        )
        right = stacked(titled(self.tr("Plan against trail"), self.trail), titled(
            self.tr("Beats"), self.beats, self.show_beat, self.redraw, self.draw_route, self.draw_area
        ))
        right.setStretchFactor(0, 3)  # the checkpoints are read, the beats are chosen
        right.setStretchFactor(1, 2)
        side_by_side(self, left, right, (760, 520), services.memory, "patrols")
        self._wire()

    def show_state(self, state: State) -> None:
        """Show the patrols of this state."""
        self.table.set_rows(self._presenter.patrols(state, self._now()))
        self.findings.set_rows(self._presenter.findings(state))
        self.beats.set_rows(self._presenter.beats(state))
        for table in (self.table, self.findings, self.beats):
            keep_first(table)
        self._enable()

    def _enable(self) -> None:
        patrol: PatrolRow | None = self.table.current
        finding: FindingRow | None = self.findings.current
        self.trail.show_plan(patrol.plan if patrol else None)
        self.cancel.setEnabled(patrol is not None and patrol.plan.stands)
        self.hand_on.setEnabled(finding is not None and not finding.finding.incident_id)
        for button in (self.intake, self.link):
            button.setEnabled(finding is not None and not finding.finding.incident_id)
        has_beats = bool(self._services.state.beats)
        self.plan.setEnabled(has_beats)
        self.plan.setToolTip("" if has_beats else self.tr("Draw a beat first, or import beats"))
        self.show_beat.setEnabled(self.beats.current is not None)
        has_map = self._services.map_view is not None
        self.redraw.setEnabled(has_map and self.beats.current is not None)
        self.draw_route.setEnabled(has_map)
        self.draw_area.setEnabled(has_map)

    def _wire(self) -> None:
        services = self._services
        for table in (self.table, self.findings, self.beats):
            table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda _row: self.trail.compare())
        self.findings.activated.connect(lambda _row: self.hand_on.click())
        self.beats.activated.connect(lambda _row: self._locate())
        offer(self._services, self.table, self.plan)
        self.findings.offered.connect(self.report.click)
        self.beats.offered.connect(self.draw_route.click)
        self.show_beat.clicked.connect(self._locate)
        self.redraw.clicked.connect(self._redraw)
        self.draw_route.clicked.connect(lambda: self._draw(ShapeForm.LINE))
        self.draw_area.clicked.connect(lambda: self._draw(ShapeForm.AREA))
        self.intake.clicked.connect(self._begin)
        acts(services, self, self.plan, lambda: patrol_forms.plan(services, self, self.beats.current_id))
        acts(services, self, self.cancel, lambda: self._of(
            self.table, lambda row: patrol_forms.cancel(services, self, row.plan)))
        acts(services, self, self.report, lambda: patrol_forms.report(
            services, self, self.table.current.plan if self.table.current else None))
        acts(services, self, self.hand_on, lambda: self._of(
            self.findings, lambda row: patrol_forms.hand_on(services, self, row.finding)))
        acts(services, self, self.link, lambda: self._of(
            self.findings, lambda row: patrol_forms.link(services, self, row.finding)))

    def _of(self, table: RowsView, work: Callable[[Any], Any]) -> Any:
        return work(table.current) if table.current is not None else None

    def _begin(self) -> None:
        """The intake, with what the patrol said; once it is open the finding is linked with it."""
        row: FindingRow | None = self.findings.current
        if row is not None:
            self._services.navigator.begin_intake(f"{row.finding.place} {row.finding.text}", row.finding.point, finding_id=row.id)

    def _locate(self) -> None:
        row: BeatRow | None = self.beats.current
        if row is not None:
            show_beat(self._services, row.beat)

    def _draw(self, form: ShapeForm) -> None:
        """The map comes to the front and takes the outline; what it gives back becomes a beat there (``duty.mapping.beats``)."""
        self._services.navigator.show_panel("duty")
        self._services.map_view.begin_draw("draw", form, "beat")

    def _redraw(self) -> None:
        row: BeatRow | None = self.beats.current
        if row is None:
            return
        self._locate()
        self._services.map_view.begin_edit_shape(row.id, "beat", beat_shape(row.beat))

    def _now(self) -> datetime:
        return self._services.workspace.desk.clock.now()

    def _at(self, moment: datetime) -> str:
        return time_text.day_clock(moment, self._now())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.tone, badge=True, width=104,
                   sort=lambda r: patrol_state(r.plan, self._now())),
            Column(key="unit", title=self.tr("Patrol"), text=lambda r: r.unit, width=120, tip=lambda r: r.unit),
            Column(key="beat", title=self.tr("Beat"), text=lambda r: r.plan.beat.name, stretch=True, tip=lambda r: r.plan.note),
            Column(key="from", title=self.tr("From"), text=lambda r: self._at(r.plan.starts_at), sort=lambda r: r.plan.starts_at,
                   width=92),
            Column(key="until", title=self.tr("Until"), text=lambda r: self._at(r.plan.ends_at), sort=lambda r: r.plan.ends_at,
                   width=92),
            Column(key="findings", title=self.tr("Findings"), text=lambda r: str(r.findings or ""), align="right", width=64,
                   sort=lambda r: r.findings),
        )

    def _finding_columns(self) -> tuple[Column, ...]:
        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.tone, badge=True, width=112),
            Column(key="at", title=self.tr("Time"), text=lambda r: self._at(r.finding.found_at), sort=lambda r: r.finding.found_at,
                   width=92),
            Column(key="kind", title=self.tr("What"), text=lambda r: r.kind, width=76),
            Column(key="place", title=self.tr("Where"), text=lambda r: r.finding.place, width=92),
            Column(key="text", title=self.tr("Words"), text=lambda r: r.finding.text, stretch=True, tip=lambda r: r.finding.text),
            Column(key="to", title=self.tr("Handed to"), text=lambda r: r.incident or r.finding.handed_to, width=110),
            Column(key="unit", title=self.tr("Reported by"), text=lambda r: r.unit, width=110, extra=True),
        )
