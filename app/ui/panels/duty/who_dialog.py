"""The whole proposal in a table: all open incidents, who goes, what stays open, who was not chosen and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.kit.dialogs import Answer, KitDialog, Option, choose, prompt_text, show
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty import who_presenter
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.who_presenter import WhoRow

_TONES = {"proposed": Tone.OK, "unmet": Tone.WATCH, "not_chosen": Tone.MUTED}
_ORDER = ("proposed", "unmet", "not_chosen")


async def show_proposal(parent: QWidget, room: Room) -> None:
    """Open the table until it is closed."""
    dialog = KitDialog(parent, translate("Duty", "Who goes"), translate("Duty", "All open incidents, weighed together"))
    table = proposal_table(room)
    dialog.content.addWidget(table)
    dialog.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
    table.setMinimumSize(current_theme().px(1180), current_theme().px(380))
    why = Text("")
    why.setWordWrap(True)
    why.setMinimumHeight(current_theme().px(44))
    table.selected.connect(lambda one: why.setText(one.because if one is not None else ""))
    dialog.content.addWidget(why)
    table.view.setFocus()
    await show(dialog)


def proposal_table(room: Room) -> RowsView:
    """The table of a proposal."""
    columns = (
        Column(key="incident", title=room.say("who.column.incident"), text=lambda one: one.incident, width=180),
        Column(
            key="answer", title=room.say("who.column.answer"), text=lambda one: one.answer_text, badge=True, width=96,
            tone=lambda one: _TONES[one.answer], sort=lambda one: _ORDER.index(one.answer),
        ),
        Column(key="unit", title=room.say("who.column.unit"), text=lambda one: one.unit, width=150),
        Column(key="kind", title=room.say("who.column.kind"), text=lambda one: one.kind, width=130, extra=True),
        Column(
            key="travel", title=room.say("who.column.travel"), text=lambda one: one.travel, width=80, align="right",
            sort=lambda one: (one.travel_s is None, one.travel_s or 0.0),
        ),
        Column(
            key="distance", title=room.say("who.column.distance"), text=lambda one: one.distance, width=88, align="right",
            sort=lambda one: (one.distance_m is None, one.distance_m or 0.0),
        ),
        Column(key="position", title=room.say("who.column.position"), text=lambda one: one.position, width=88),
        Column(
            key="because", title=room.say("who.column.because"), text=lambda one: one.because, stretch=True,
            tip=lambda one: one.because,
        ),
    )
    empty = (translate("Duty", "Nothing is asked for"), translate("Duty", "No open incident lacks units"))
    table = RowsView(columns, _row_id, title=translate("Duty", "Who goes"), empty=empty)
    table.set_rows(who_presenter.rows(room))
    return table


async def ask_reason(parent: QWidget, room: Room) -> str | None:
    """Why others are sent than were proposed, ``None`` for Escape: a usual reason, or one in the officer's own words."""
    options = [Option(code, room.say(f"who.reason.{code}")) for code in (*who_presenter.REASONS, "other")]
    title = translate("Duty", "Others than proposed")
    chosen = await choose(parent, title, options, translate("Duty", "Why are others sent? It is kept in the timeline."))
    if chosen != "other":
        return None if chosen is None else room.say(f"who.reason.{chosen}")
    return await prompt_text(parent, title, translate("Duty", "Reason"))


def _row_id(one: WhoRow) -> str:
    return one.id
