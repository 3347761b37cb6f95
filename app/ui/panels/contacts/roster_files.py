"""The duty roster as files: taken in from Excel, written, printed as a sheet; holidays taken in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.catalog.work_calendar import import_own_days, read_work_calendar
from app.desk.describe import Describer
from app.desk.duty_roster import RosterWords
from app.desk.roster_paper import sheet_fields
from app.domain.roster.commands import FillRoster
from app.domain.roster.decide import pattern_of
from app.domain.roster.rules import days_of, month_of
from app.exchange.duty_roster import read_duty_roster, write_duty_roster
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, open_path, prompt_text, save_path, show, tell
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.kit.working import working
from app.ui.panels.papers.issuing import let_out
from app.ui.panels.papers.make import file_filters, format_of, paper_of
from app.ui.roster_exchange import show_problems
from app.ui.services import Services

_EXCEL = "Excel (*.xlsx)"


async def import_month(services: Services, parent: QWidget) -> str:
    """Ask for a workbook and take it in; the month of its first day, "" where nothing was taken."""
    path = await open_path(parent, translate("DutyRoster", "Import a duty roster"), Path.home(), (_EXCEL,))
    return await take_in(services, parent, path) if path is not None else ""


async def take_in(services: Services, parent: QWidget, path: Path) -> str:
    """Read this workbook, show what is wrong or unknown cell by cell, and enter it after a person has agreed."""
    state, reference = services.state, services.workspace.desk.reference
    pattern = pattern_of(state, reference)
    try:
        sheet = await services.workspace.jobs.run(lambda _progress: read_duty_roster(path, pattern, state.contacts))
    except BadFile as bad:
        await show_problems(services, parent, path.name, bad.problems)
        return ""
    if sheet.remarks and not await _agree(services, parent, path.name, sheet.remarks):
        return ""
    reason = ""
    if any(month_of(ref.day) in state.roster.published for ref, _ in sheet.posts):
        asked = await prompt_text(parent, translate("DutyRoster", "The month is published"), translate("DutyRoster", "Reason"))
        if asked is None:
            return ""
        reason = asked
    if not await services.attempt(FillRoster(posts=sheet.posts, source=path.name, reason=reason)):
        return ""
    services.navigator.say(translate("DutyRoster", "Taken in: {name}").format(name=path.name), "ok")
    return month_of(sheet.posts[0][0].day)


async def _agree(services: Services, parent: QWidget, name: str, remarks: tuple[Problem, ...]) -> bool:
    dialog = KitDialog(
        parent, translate("DutyRoster", "Names to look at"),
        translate("DutyRoster", "{name} has names that the contact book does not know. They can be taken in as they stand.").format(
            name=name
        ),
    )
    columns = (
        Column(key="cell", title=translate("DutyRoster", "Cell"), text=lambda row: row[1].field, width=80),
        Column(key="what", title=translate("DutyRoster", "Remark"), stretch=True,
               text=lambda row: services.wording.say(f"problem.{row[1].code}", **row[1].facts)),
    )  # fmt: skip
    view = RowsView(columns, lambda row: str(row[0]), title=translate("DutyRoster", "Names to look at"))
    view.set_rows(list(enumerate(remarks)))
    view.setMinimumSize(current_theme().px(560), current_theme().px(280))
    dialog.content.addWidget(view)
    dialog.add_answer(Answer("no", translate("Kit", "Cancel")))
    dialog.add_answer(Answer("yes", translate("DutyRoster", "Take in as they stand"), "primary"), default=True)
    await show(dialog)
    return dialog.answer == "yes"


async def export_month(services: Services, parent: QWidget, month: str) -> None:
    """Write the month as a workbook, which is also the template to fill in."""
    title = translate("DutyRoster", "Duty roster")
    path = await save_path(parent, title, Path.home() / f"{title}-{month}.xlsx", (_EXCEL,), "xlsx")
    if path is None:
        return
    words = RosterWords(services.state, Describer(services.workspace.desk.reference, services.wording))
    days, lang = days_of(month), services.lang
    kinds = {day: words.kind(day) for day in days}
    try:
        await services.workspace.jobs.run(
            lambda _progress: write_duty_roster(path, words.state.roster, words.pattern, days, kinds, lang)
        )
    except Fault as fault:
        if alive(parent):
            await tell(parent, title, services.explain(fault))
        return
    services.navigator.say(translate("DutyRoster", "Written: {name}").format(name=path.name), "ok")


async def print_month(services: Services, parent: QWidget, month: str) -> None:
    """Save the month as a printable sheet; phones are masked unless a person wants them whole."""
    title = translate("DutyRoster", "Monthly sheet")
    dialog = KitDialog(parent, title, translate("DutyRoster", "The sheet is saved as a PDF, ready for the printer."))
    whole = QCheckBox(translate("DutyRoster", "With whole phone numbers"))
    whole.setToolTip(translate("DutyRoster", "Otherwise the middle of every number is hidden"))
    dialog.content.addWidget(whole)
    dialog.add_answer(Answer("no", translate("Kit", "Cancel")))
    dialog.add_answer(Answer("yes", translate("DutyRoster", "Save…"), "primary"), default=True)
    wanted = False

    def keep(on: bool) -> None:
        nonlocal wanted
        wanted = on

    whole.toggled.connect(keep)
    await show(dialog)
    if dialog.answer != "yes":
        return
    path = await save_path(parent, title, Path.home() / f"{title}-{month}.pdf", file_filters(), "pdf")
    if path is not None:
        await save_sheet(services, parent, month, path, whole_numbers=wanted)


async def save_sheet(services: Services, parent: QWidget, month: str, path: Path, *, whole_numbers: bool = False) -> None:
    """Make the sheet and write it there; what goes wrong is told."""
    desk, title = services.workspace.desk, translate("DutyRoster", "Monthly sheet")
    describer = Describer(desk.reference, services.wording)
    actor = services.workspace.context().actor
    fields = sheet_fields(
        desk.state, describer, services.wording, services.lang, desk.clock.now(), actor, month, whole_numbers=whole_numbers
    )

    try:
        paper = await working(services.workspace.jobs, parent, title, paper_of("duty_roster", fields, format_of(path)))
        await let_out(services, "duty_roster", paper, path)
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
    else:
        said = translate("DutyRoster", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
        services.navigator.say(said, "ok")


async def import_calendar(services: Services, parent: QWidget) -> bool:
    """Ask for a file of holidays, keep it in the data folder, and count by it from now on; whether it was taken."""
    title = translate("DutyRoster", "Import holidays")
    path = await open_path(parent, title, Path.home(), ("YAML (*.yaml *.yml)",))
    return path is not None and await take_calendar(services, parent, path)


async def take_calendar(services: Services, parent: QWidget, path: Path) -> bool:
    """Take this file of holidays in; every problem is shown and nothing is changed where there is one."""
    workspace = services.workspace
    folder, shipped = workspace.data_dir, workspace.files.resources / "catalog"

    def take(_progress: Any) -> Any:
        years = import_own_days(path, folder)
        return years, read_work_calendar(shipped, folder)

    try:
        years, calendar = await workspace.jobs.run(take)
    except BadFile as bad:
        await show_problems(services, parent, path.name, bad.problems)
        return False
    except (Fault, Refusal) as no:
        await tell(parent, translate("DutyRoster", "Import holidays"), services.explain(no))
        return False
    workspace.desk.recount(calendar)
    named = services.wording.say("list.separator").join(str(year) for year in years)
    services.navigator.say(translate("DutyRoster", "Holidays taken in: {years}").format(years=named), "ok")
    return True
