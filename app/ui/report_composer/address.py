"""To whom a report is addressed 主送: the roles of the contact book, ticked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.checklist_dialog import Tick, TickList
from app.ui.panels.duty.look import room_of
from app.ui.report_composer.work import ReportWork

_TIERS = ("county", "city", "province", "township", "village")


async def ask_recipients(parent: QWidget, work: ReportWork) -> bool:
    """Whether it is addressed to others now; superiors stand first."""
    room = room_of(work.services)
    known = work.report.to_roles
    roles = sorted(
        room.reference.roles.values(), key=lambda one: (one.code not in known, _TIERS.index(one.tier))
    )
    dialog = KitDialog(parent, translate("Composer", "Address the report to"), translate("Composer", "Space ticks a line"))
    ticks = TickList(translate("Composer", "Recipients"))
    ticks.set_ticks([Tick(one.code, room.wording.text(one.name), checked=one.code in known) for one in roles])
    ticks.setMinimumHeight(current_theme().px(320))
    dialog.content.addWidget(ticks)
    dialog.add_answer(Answer("no", translate("Kit", "Cancel")))
    dialog.add_answer(Answer("yes", translate("Kit", "OK"), "primary"), default=True)
    ticks.setFocus()
    await show(dialog)
    chosen = ticks.ticked()
    if dialog.answer != "yes" or chosen == known:
        return False
    return await work.address(chosen)
