"""A patrol plan against the trail of its unit: what was passed when, and how much of the beat was walked."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.patrol.model import Beat, PatrolPlan
from app.domain.patrol.trail import Pass, PassState, PatrolCheck, check_patrol, walkers
from app.domain.unit.model import Position
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Region
from app.ui.kit import tasks, time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button
from app.ui.panels.units.forces_presenter import PASS_TONES, ForcesPresenter
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services
from app.ui.trails import TrailBox

_MARGIN_DEG = 0.001
"""About a hundred metres round a beat."""


def show_beat(services: Services, beat: Beat) -> None:
    """The map comes to the front with the whole beat in sight, near enough to see who walked along it."""
    spots = [one.point for one in beat.points]
    services.navigator.show_on_map("beats", beat.id, None if services.map_view is not None else spots[0])
    if services.map_view is not None:  # no glide before it: that would end where it wants to
        lats, lons = [one.lat for one in spots], [one.lon for one in spots]
        services.map_view.show_bounds(Region(
            min(lats) - _MARGIN_DEG, min(lons) - _MARGIN_DEG, max(lats) + _MARGIN_DEG, max(lons) + _MARGIN_DEG,
        ))


class TrailCheck(QWidget):
    """Shows one plan. The trail is read and compared in a worker thread; a newer question outruns an older one."""

    def __init__(self, services: Services, presenter: ForcesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self._plan: PatrolPlan | None = None
        self._asked = 0
        self.check: PatrolCheck | None = None
        self.facts = Particulars()
        self.note = Banner("", "info")
        self.note.hide()
        self.again = Button(self.tr("Compare again"), "refresh", "quiet")
        self.on_map = Button(
            self.tr("Trail on the map"), "route", "quiet", self.tr("The beat, and where the patrol was within the planned time")
        )
        self.table = RowsView(
            self._columns(), lambda row: f"{row[0]}", title=self.tr("Checkpoints"), searchable=False,
            empty=(self.tr("No patrol planned"), self.tr("Plan one under “Joint patrols”")),
        )
        self._lay_out()
        self.again.clicked.connect(self.compare)
        self.on_map.clicked.connect(self._to_map)

    def show_plan(self, plan: PatrolPlan | None) -> None:
        """Show this plan and compare it; ``None`` empties the page."""
        if plan == self._plan:
            return
        self._plan, self.check = plan, None
        self.again.setEnabled(plan is not None)
        self.on_map.setEnabled(plan is not None and self._services.trails is not None)
        self.table.set_rows(())
        self.facts.show_lines(())
        self.note.hide()
        self.compare()

    def compare(self) -> None:
        """Compare with the trail as it is now."""
        if self._plan is not None:
            self._asked += 1
            self._services.run(self._compare(self._plan, self._asked), self)

    def _to_map(self) -> None:
        plan, box = self._plan, self._services.trails
        if plan is not None and box is not None:
            self._services.run(self._shown_on_map(plan, box), self)

    async def _shown_on_map(self, plan: PatrolPlan, box: TrailBox) -> None:
        """The beat comes to the front with the trail of whoever carried a terminal; where nobody did, that is said."""
        until = plan.ends_at + timedelta(seconds=1)
        missing: Refusal | Fault | None = None
        shown = 0
        for unit_id in walkers(plan, self._services.state.units):
            try:
                await box.show_between(unit_id, plan.starts_at, until)
                shown += 1
            except (Refusal, Fault) as no:
                missing = missing or no
        show_beat(self._services, plan.beat)
        if not shown and missing is not None:
            self._services.navigator.say(self._services.explain(missing), "watch")

    async def _compare(self, plan: PatrolPlan, asked: int) -> None:
        workspace = self._services.workspace
        now, store = workspace.desk.clock.now(), workspace.positions
        units = walkers(plan, workspace.desk.state.units)
        live = workspace.desk.telemetry.positions
        last = tuple(live[unit_id] for unit_id in units if unit_id in live)

        def work(_progress: object) -> PatrolCheck:
            trail: tuple[Position, ...] = ()
            if store is not None:
                until = plan.ends_at + timedelta(seconds=1)
                trail = tuple(one for unit_id in units for one in store.track(unit_id, plan.starts_at, until))
            return check_patrol(plan, (*trail, *last), now)

        try:
            found = await workspace.jobs.run(work)
        except Fault as fault:
            if tasks.alive(self):
                self.note.show_text(self._services.explain(fault), "warn")
            return
        if tasks.alive(self) and asked == self._asked:
            self._show(plan, found)

    def _show(self, plan: PatrolPlan, found: PatrolCheck) -> None:
        self.check = found
        now = self._services.workspace.desk.clock.now()
        self.table.set_rows(list(enumerate(found.passes)))
        window = f"{time_text.day_clock(plan.starts_at, now)} — {time_text.day_clock(plan.ends_at, now)}"
        counts = self.tr("{passed} passed, {late} late, {missed} missed, {waiting} to come").format(
            passed=found.count(PassState.PASSED), late=found.count(PassState.LATE), missed=found.count(PassState.MISSED),
            waiting=found.count(PassState.WAITING),
        )
        missed = found.count(PassState.MISSED) or found.count(PassState.LATE)
        self.facts.show_lines([
            Particular(self.tr("Beat"), plan.beat.name),
            Particular(self.tr("Planned"), window),
            Particular(self.tr("Checkpoints"), counts, "watch" if missed else "neutral"),
            Particular(self.tr("Walked"), self.tr("{share}% of the beat, {km} km").format(
                share=round(found.share * 100), km=f"{found.walked_m / 1000:.1f}")),
            Particular(self.tr("Trail"), self._trail(found)),
            Particular(self.tr("Note"), plan.cancelled_because or plan.note),
        ])
        if not found.positions:
            self.note.show_text(self.tr("No position of this unit was kept for that time: nothing can be said"), "info")
        else:
            self.note.hide()

    def _trail(self, found: PatrolCheck) -> str:
        words = self.tr("{count} positions").format(count=found.positions)
        return words + (self.tr(", {gaps} gaps").format(gaps=found.gaps) if found.gaps else "")

    def _columns(self) -> tuple[Column, ...]:
        clock = self._services.workspace.desk.clock

        def at(moment: datetime | None) -> str:
            return time_text.day_clock(moment, clock.now()) if moment else ""

        def one(row: tuple[int, Pass]) -> Pass:
            return row[1]

        return (
            Column(key="name", title=self.tr("Checkpoint"), text=lambda row: one(row).name, stretch=True),
            Column(key="state", title=self.tr("State"), text=lambda row: self._presenter.passed(one(row).state), badge=True,
                   tone=lambda row: PASS_TONES[one(row).state], width=100),
            Column(key="at", title=self.tr("Passed"), text=lambda row: at(one(row).passed_at), width=104),
            Column(key="near", title=self.tr("Nearest"), align="right", width=76,
                   text=lambda row: "" if one(row).nearest_m is None else f"{one(row).nearest_m:.0f} m",
                   sort=lambda row: one(row).nearest_m or 0.0),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        self.table.toolbar.insertWidget(0, self.on_map)
        self.table.toolbar.insertWidget(0, self.again)
        self.table.setMinimumHeight(theme.px(120))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.length("s"), 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(self.facts)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
