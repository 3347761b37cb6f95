"""All alarms of open deadlines: ranked, with what to do, who acknowledged which stage and when."""

from __future__ import annotations

from datetime import datetime

import msgspec
from PySide6.QtWidgets import QWidget

from app.desk.alarm_keeper import AlarmKeeper
from app.desk.describe import Describer
from app.desk.describe_alarms import alarm_title
from app.domain.alarm.model import Alarm, stage_of
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.ui.kit import time_text
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services
from app.ui.shell.alarms import Alarms
from app.ui.shell.help import show_help


class AlarmRow(msgspec.Struct, frozen=True):
    """One alarm in words."""

    alarm: Alarm
    rank: str
    stage: str
    action: str
    title: str
    incident: str
    due: str
    raised: str
    state: str


def rows(keeper: AlarmKeeper, state: State, describer: Describer, now: datetime) -> tuple[AlarmRow, ...]:
    """What stands first, the most urgent on top; then what was acknowledged."""
    ordered = sorted(keeper.alarms.values(), key=lambda one: (not one.stands, -one.rank.weight, one.due_at, one.key))
    return tuple(_row(one, state, describer, now) for one in ordered)


def _row(one: Alarm, state: State, describer: Describer, now: datetime) -> AlarmRow:
    of = state.incidents.get(one.incident_id)
    said = describer.say("alarm.state.standing")
    if one.acknowledged_at is not None:
        who = f"{one.acknowledged_by or '—'} {time_text.day_clock(one.acknowledged_at, now)}"
        before = "" if not one.stands else f"{describer.say(f'alarm_stage.{stage_of(one.acknowledged)}')} "
        known = f"{before}{describer.say('alarm.state.acknowledged')} {who}"
        said = f"{said}    {known}" if one.stands else known
    missed = f" {describer.say('alarm.missed')}" if one.missed else ""
    return AlarmRow(
        one, describer.say(f"alarm_rank.{one.rank}"), describer.say(f"alarm_stage.{one.stage}") + missed,
        describer.say(f"alarm_action.{one.rank}"), alarm_title(describer, one.key, one.incident_id, state),
        describer.incident_title(of) if of is not None else "", time_text.day_clock(one.due_at, now),
        time_text.day_clock(one.raised_at, now), said,
    )


class AlarmList(KitDialog):
    """The list; Enter answers the deadline of a row, the buttons acknowledge."""

    def __init__(self, services: Services, alarms: Alarms, parent: QWidget | None) -> None:
        super().__init__(parent, translate("AlarmList", "Alarms"))
        self._services, self._alarms = services, alarms
        self._shown: tuple[AlarmRow, ...] = ()
        theme = current_theme()
        self.setMinimumSize(theme.px(1240), theme.px(560))
        self.table = RowsView(
            self._columns(), lambda row: row.alarm.key, title=self.tr("Alarms"),
            empty=(self.tr("No alarm"), self.tr("Stages appear here as deadlines reach them.")),
        )
        self.one = Button(self.tr("Acknowledge"), "check")
        self.all = Button(self.tr("Acknowledge all"), "bell")
        self.answer_button = Button(self.tr("Answer…"), "report", "primary")
        for button in (self.one, self.all, self.answer_button):
            self.table.toolbar.addWidget(button)
        self.content.addWidget(self.table)
        self.help_button = Button(self.tr("Help"), "help", "quiet")
        self.table.toolbar.addWidget(self.help_button)
        resources = services.workspace.files.resources
        self.help_button.clicked.connect(
            lambda: services.run(show_help(self, resources, "alarms", services.lang), self)
        )
        self.add_answer(Answer("close", translate("Kit", "Close")))
        self.one.clicked.connect(self._acknowledge_one)
        self.all.clicked.connect(lambda: self._acknowledge(self._alarms.standing))
        self.answer_button.clicked.connect(lambda: self._answer(self.table.current))
        self.table.activated.connect(self._answer)
        self.table.selected.connect(lambda _row: self._look())
        alarms.changed.connect(self.refresh)
        self.wanted: str = ""
        self.refresh()
        first = next(iter(self._shown), None)
        if first is not None:
            self.table.select(first.alarm.key)
        self.table.view.setFocus()

    def refresh(self) -> None:
        """Show what is so now."""
        services = self._services
        describer = Describer(services.workspace.desk.reference, services.wording)
        self._shown = rows(self._alarms.keeper, services.state, describer, services.workspace.desk.clock.now())
        self.table.set_rows(self._shown)
        self._look()

    def _look(self) -> None:
        row = self.table.current
        self.one.setEnabled(row is not None and row.alarm.stands)
        self.answer_button.setEnabled(row is not None)
        self.all.setEnabled(bool(self._alarms.standing))

    def _acknowledge_one(self) -> None:
        row = self.table.current
        if row is not None and row.alarm.stands:
            self._acknowledge((row.alarm,))

    def _acknowledge(self, alarms: tuple[Alarm, ...]) -> None:
        if alarms:
            self._services.run(self._try(alarms), self)

    async def _try(self, alarms: tuple[Alarm, ...]) -> None:
        self.show_error("")
        try:
            await self._alarms.acknowledge(alarms)
        except (Refusal, Fault) as no:
            self.show_error(self._services.explain(no))

    def _answer(self, row: AlarmRow | None) -> None:
        if row is not None:
            self.wanted = row.alarm.key
            self.give("answer")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                key="rank", title=self.tr("Rank"), text=lambda row: row.rank, tone=lambda row: row.alarm.rank.value,
                sort=lambda row: -row.alarm.rank.weight, width=64, badge=True,
            ),
            Column(key="stage", title=self.tr("Stage"), text=lambda row: row.stage, sort=lambda row: row.alarm.step, width=120),
            Column(key="title", title=self.tr("What"), text=lambda row: row.title, stretch=True),
            Column(key="incident", title=self.tr("Incident"), text=lambda row: row.incident, width=180),
            Column(key="due", title=self.tr("Due"), text=lambda row: row.due, sort=lambda row: row.alarm.due_at, width=90),
            Column(
                key="raised", title=self.tr("Raised"), text=lambda row: row.raised, sort=lambda row: row.alarm.raised_at, width=90,
            ),
            Column(key="action", title=self.tr("To do"), text=lambda row: row.action, width=100),
            Column(
                key="state", title=self.tr("State"), text=lambda row: row.state, width=190,
                tone=lambda row: "alarm" if row.alarm.stands else "ok",
            ),
        )


async def show_alarms(services: Services, alarms: Alarms, parent: QWidget) -> str:
    """Show the list until it is closed; the key of the deadline that somebody wants to answer, or ""."""
    dialog = AlarmList(services, alarms, parent)
    await show(dialog)
    return dialog.wanted
