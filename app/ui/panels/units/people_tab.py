"""People on scene: who is inside, since when, until when, and who should be out by now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from app.catalog.pinyin import search_keys
from app.domain.presence.rules import inside, overdue
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Banner, Button
from app.ui.panels.units import roll_call, scene_forms
from app.ui.panels.units.forces_presenter import ForcesPresenter, StayRow
from app.ui.panels.units.pages import acts, keep_first, offer
from app.ui.services import Services


class PeopleOnScene(TickingWidget):
    """One list for all scenes or one; Enter signs the current person out."""

    def __init__(self, services: Services, presenter: ForcesPresenter) -> None:
        super().__init__()
        self._services, self._presenter = services, presenter
        self._overdue: frozenset[str] = frozenset()
        self.scene = QComboBox()
        self.scene.setAccessibleName(self.tr("Scene"))
        self.scene.setMinimumWidth(current_theme().px(200))
        self.every = QCheckBox(self.tr("Those who came out too"))
        self.banner = Banner("", "info")
        self.sign_in = Button(self.tr("Sign in…"), "add", "primary")
        self.sign_out = Button(self.tr("Sign out (Enter)"), "check")
        self.sign_all_out = Button(self.tr("Sign all out…"), "people", "quiet")
        self.extend = Button(self.tr("Other time…"), "clock", "quiet")
        self.print = Button(self.tr("Roll call…"), "print", "plain", self.tr("The people of this list on paper, to be ticked off"))
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("People on scene"), initials=search_keys,
            empty=(
                self.tr("Nobody is inside"), self.tr("Who goes in at a scene is signed in here, so that nobody gets lost"),
                self.tr("Sign in…"),
            ),
        )
        self._lay_out()
        self._wire()

    def show_state(self, state: State) -> None:
        """Show the people of this state."""
        now = self._now()
        self._fill_scenes(state)
        scene = self.scene.currentData() or ""
        self.table.set_rows(self._presenter.stays(state, now, scene, every=self.every.isChecked()))
        keep_first(self.table)
        within, late = inside(state, scene), [one for one in overdue(state, now) if scene in ("", one.incident_id)]
        self._overdue = frozenset(one.id for one in overdue(state, now))
        if late:
            names = self._services.wording.say("list.separator").join(one.name for one in late[:6])
            text = self.tr("{count} inside, {late} overdue: {names}. Call them, and tell the commander on scene.")
            self.banner.show_text(text.format(count=len(within), late=len(late), names=names), "alarm")
        else:
            self.banner.show_text(self.tr("{count} inside, nobody overdue").format(count=len(within)), "info")
        self._enable()

    def tick(self) -> None:
        """Draw the times again; whoever becomes overdue is said at once."""
        if frozenset(one.id for one in overdue(self._services.state, self._now())) != self._overdue:
            self.show_state(self._services.state)
        else:
            self.table.view.viewport().update()

    def _now(self) -> datetime:
        return self._services.workspace.desk.clock.now()

    def _fill_scenes(self, state: State) -> None:
        wanted = (("", self.tr("All scenes")), *self._presenter.scenes(state))
        shown = tuple((self.scene.itemData(at), self.scene.itemText(at)) for at in range(self.scene.count()))
        if shown == wanted:
            return
        kept = self.scene.currentData()
        blocked = self.scene.blockSignals(True)
        self.scene.clear()
        for key, title in wanted:
            self.scene.addItem(title, key)
        self.scene.setCurrentIndex(max(0, self.scene.findData(kept)))
        self.scene.blockSignals(blocked)

    def _enable(self) -> None:
        row: StayRow | None = self.table.current
        here = row is not None and row.stay.is_inside
        self.sign_out.setEnabled(here)
        self.extend.setEnabled(here)
        self.print.setEnabled(bool(self.table.model.rowCount()))
        self.sign_in.setEnabled(bool(self._open_scenes()))
        self.sign_in.setToolTip("" if self.sign_in.isEnabled() else self.tr("No incident is open: people are signed in at a scene"))
        self.sign_all_out.setEnabled(bool(inside(self._services.state, self.scene.currentData() or "")))

    def _wire(self) -> None:
        services = self._services
        self.scene.currentIndexChanged.connect(lambda _: self.show_state(services.state))
        self.every.toggled.connect(lambda _: self.show_state(services.state))
        self.table.selected.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda _row: self.sign_out.click())
        acts(services, self, self.sign_in, lambda: scene_forms.check_in(
            services, self, self._open_scenes(), self.scene.currentData() or ""))
        acts(services, self, self.print, lambda: roll_call.print_roll_call(services, self, self.table.model.shown))
        offer(services, self.table, self.sign_in)
        acts(services, self, self.sign_out, lambda: self._with_current(
            lambda row: scene_forms.check_out(services, self, (row.stay,))))
        acts(services, self, self.extend, lambda: self._with_current(
            lambda row: scene_forms.extend(services, self, row.stay)))
        acts(services, self, self.sign_all_out, lambda: scene_forms.check_out(
            services, self, inside(services.state, self.scene.currentData() or "")))

    def _open_scenes(self) -> tuple[tuple[str, str], ...]:
        incidents = self._services.state.incidents
        return tuple(one for one in self._presenter.scenes(self._services.state) if incidents[one[0]].is_open)

    def _with_current(self, work: object) -> object:
        row = self.table.current
        return work(row) if row is not None and row.stay.is_inside else None

    def _columns(self) -> tuple[Column, ...]:
        def at(moment: datetime | None) -> str:
            return time_text.day_clock(moment, self._now()) if moment else ""

        def left(row: StayRow) -> str:
            expected = row.stay.expected_out_at
            return time_text.remaining(expected - self._now()) if expected and row.stay.is_inside else ""

        def sort_left(row: StayRow) -> float:
            expected = row.stay.expected_out_at
            return expected.timestamp() if expected and row.stay.is_inside else float("inf")

        return (
            Column(key="state", title=self.tr("State"), text=lambda r: r.state, tone=lambda r: r.tone, badge=True, width=92),
            Column(key="name", title=self.tr("Name"), text=lambda r: r.stay.name, width=96),
            Column(key="organisation", title=self.tr("Organisation"), text=lambda r: r.stay.organisation, width=150),
            Column(key="unit", title=self.tr("Unit"), text=lambda r: r.unit, width=140),
            Column(key="area", title=self.tr("Where inside"), text=lambda r: r.stay.area, width=110),
            Column(key="in", title=self.tr("In"), text=lambda r: at(r.stay.in_at), sort=lambda r: r.stay.in_at, width=96),
            Column(key="expected", title=self.tr("Expected out"), text=lambda r: at(r.stay.expected_out_at), width=96),
            Column(key="left", title=self.tr("Time left"), text=left, sort=sort_left, align="right", width=92,
                   tone=lambda r: "alarm" if r.stay.is_overdue(self._now()) else "neutral"),
            Column(key="out", title=self.tr("Out"), text=lambda r: at(r.stay.out_at), width=96),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, stretch=True, tip=lambda r: r.incident),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        for place, widget in enumerate((self.scene, self.every)):
            self.table.toolbar.insertWidget(place, widget)
        for place, button in enumerate((self.sign_in, self.sign_out, self.extend, self.sign_all_out, self.print), start=3):
            self.table.toolbar.insertWidget(place, button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.length("s"),) * 4)
        column.setSpacing(theme.length("s"))
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
