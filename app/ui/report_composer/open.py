"""Opening the composer on the report that is wanted now."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import obligations
from app.domain.reporting.model import Channel, Stage
from app.domain.situation.rules import DESK_STAGES
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Option, choose, show
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.look import room_of
from app.ui.report_composer.dialog import ComposerDialog
from app.ui.report_composer.presenter import wanted_stage
from app.ui.report_composer.work import ReportWork
from app.ui.services import Services

_SHARE = 0.97
"""How much of the window the composer takes."""
_LEAST = (1180, 640)


async def open_composer(
    services: Services, parent: QWidget, incident_id: str, stage: Stage | None = None, report_id: str = "",
    question: str = "", query_id: str = "",
) -> None:
    """Open the composer until it is closed. Without a stage the one that is wanted next; ``report_id`` names a report that is
    there. A refusal or a fault is said in the status bar."""
    try:
        work = await _work(services, incident_id, stage, report_id, question, query_id)
        await work.refresh()
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "alarm")
        return
    dialog = ComposerDialog(services, parent, work)
    dialog.resize(_size(parent))
    dialog.elements.setFocus()
    await show(dialog)


async def compose_area_report(services: Services, parent: QWidget) -> None:
    """Choose between the daily and the zero report of the whole area, and open it."""
    room = room_of(services)
    options = [Option(stage, room.say(f"stage.{stage}"), room.say(f"composer.area.{stage}")) for stage in DESK_STAGES]
    stage = await choose(parent, translate("Composer", "Report about the whole area"), options)
    if stage is not None:
        await open_composer(services, parent, "", stage)


async def _work(
    services: Services, incident_id: str, stage: Stage | None, report_id: str, question: str, query_id: str
) -> ReportWork:
    if report_id:
        return ReportWork(services, report_id)
    room = room_of(services)
    of = services.state.incidents.get(incident_id)
    owed = obligations(of, room.state, room.reference, room.now) if of is not None else ()
    wanted = stage or wanted_stage(incident_id, room, owed)
    to_roles = tuple(dict.fromkeys(
        one.to_role for one in sorted(owed, key=lambda each: each.due_at)
        if one.is_open and one.stage is wanted and one.channel is Channel.WRITTEN
    ))
    return await ReportWork.begin(services, incident_id, wanted, to_roles or ("county_duty_room",), question, query_id)


def _size(parent: QWidget) -> QSize:
    theme, window = current_theme(), parent.window().size()
    return QSize(
        max(round(window.width() * _SHARE), theme.px(_LEAST[0])), max(round(window.height() * _SHARE), theme.px(_LEAST[1]))
    )
