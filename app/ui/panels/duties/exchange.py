"""The dialogs round the workbook of the list: take one in after its changes were seen, write the template, write the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QMenu, QWidget

from app.catalog.duties import read_duty_list as read_sample
from app.domain.responsibility.commands import RegisterDutyItems
from app.domain.responsibility.rules import ListChanges, changes
from app.exchange.cells import Raw
from app.exchange.duty_cells import day_of
from app.exchange.duty_list import DutyBook, read_duty_list
from app.exchange.duty_writer import write_duty_list, write_duty_template
from app.kernel.errors import BadFile, Fault
from app.ui.command_dialog import CommandDialog
from app.ui.duty_item_form import cell_check
from app.ui.kit import tasks
from app.ui.kit.dialogs import open_path, save_path, show, tell
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Text
from app.ui.panels.duties.presenter import DutiesPresenter
from app.ui.roster_exchange import show_problems
from app.ui.services import Services

_FILTER = "Excel (*.xlsx)"


def exchange_button(services: Services, owner: QWidget) -> Button:
    """A button with what can be done with a workbook of the list."""
    tip = translate("Duties", "Take a list in, or write it out")
    button = Button(translate("Duties", "Excel list"), "table", "plain", tip)
    menu = QMenu(button)
    choices = (
        (translate("Duties", "Import…"), "import", import_list),
        (translate("Duties", "Write an empty template…"), "paper", save_template),
        (translate("Duties", "Write the list…"), "export", save_list),
        (translate("Duties", "Load the sample list…"), "info", load_sample),
    )
    for text, icon_name, work in choices:
        action = menu.addAction(icon(icon_name), text)
        action.triggered.connect(lambda _checked=False, work=work: services.run(work(services, owner), owner))
    button.setMenu(menu)
    return button


async def import_list(services: Services, parent: QWidget) -> bool:
    """Ask for a workbook, show every problem or what it would change, and take it in; whether it was taken."""
    path = await open_path(parent, translate("Duties", "Import a responsibility list"), Path.home(), (_FILTER,))
    return path is not None and await take_in(services, parent, path)


async def take_in(services: Services, parent: QWidget, path: Path) -> bool:
    """Read this workbook and take it in after a person has seen its changes; whether it was taken."""
    workspace = services.workspace
    reference, known = workspace.desk.reference, services.state.duties
    try:
        book = await workspace.jobs.run(lambda _progress: read_duty_list(path, reference, known))
    except BadFile as bad:
        await show_problems(services, parent, path.name, bad.problems)
        return False
    return await _preview(services, parent, book.registration(path.name), book)


async def load_sample(services: Services, parent: QWidget) -> bool:
    """Take the sample list in after a person has seen what it is; whether it was taken."""
    workspace = services.workspace
    sample = await workspace.jobs.run(lambda _progress: read_sample(workspace.files.duty_sample))
    return await _preview(services, parent, sample.registration(), None)


async def save_template(services: Services, parent: QWidget) -> None:
    """Write an empty template where a person wants it."""
    reference, lang = services.workspace.desk.reference, services.lang
    title = services.wording.say("panel.duties")
    await _save(services, parent, translate("Duties", "duty-list-template.xlsx"),
                lambda path: write_duty_template(path, reference, title, lang))


async def save_list(services: Services, parent: QWidget) -> None:
    """Write the desk's list where a person wants it."""
    state, reference, lang = services.state, services.workspace.desk.reference, services.lang
    await _save(services, parent, translate("Duties", "duty-list.xlsx"),
                lambda path: write_duty_list(path, state.duties.values(), state.duty_list, reference, lang))


def preview_dialog(
    services: Services, parent: QWidget, command: RegisterDutyItems, book: DutyBook | None
) -> CommandDialog:
    """The dialog that shows what a list would change, asks its name and date, and registers it."""
    found = changes(services.state.duties, command.items)
    form = Form(
        (
            Field(key="list_name", label=translate("Duties", "Name of the list"), required=True, max_length=200),
            Field(key="issued_on", label=translate("Duties", "Issued on"), max_length=20, placeholder="2025-06-30",
                  check=cell_check(services, lambda text: day_of(Raw(text)))),
        ),
        compact=True,
    )
    form.set_values({"list_name": command.name, "issued_on": str(command.issued_on) if command.issued_on else None})

    def make(values: Mapping[str, Any]) -> RegisterDutyItems:
        return replace(command, name=values.get("list_name") or "", issued_on=day_of(Raw(values.get("issued_on"))))

    dialog = CommandDialog(
        services, parent, translate("Duties", "Take the list over?"), _summary(services, command, found, book), form,
        translate("Duties", "Take over"), make,
    )
    dialog.content.addWidget(_table(services, found), 1)
    left = _left_out(services, book)
    if left:
        note = Text(left, "caption")
        note.setWordWrap(True)
        dialog.content.addWidget(note)
    dialog.setMinimumWidth(current_theme().px(820))
    return dialog


async def _preview(services: Services, parent: QWidget, command: RegisterDutyItems, book: DutyBook | None) -> bool:
    dialog = preview_dialog(services, parent, command, book)
    await show(dialog)
    if dialog.answer != "yes":
        return False
    services.navigator.say(translate("Duties", "{count} items registered").format(count=len(command.items)), "ok")
    return True


def _summary(services: Services, command: RegisterDutyItems, found: ListChanges, book: DutyBook | None) -> str:
    counts = {"items": len(command.items), "added": len(found.added), "changed": len(found.changed),
              "removed": len(found.removed), "same": found.same}
    text = services.wording.say("duties.preview", **counts)
    return text if book is not None else f"{services.wording.say('duties.sample_note')}\n{text}"


def _left_out(services: Services, book: DutyBook | None) -> str:
    """Columns and rows that have no place here: said, never dropped in silence."""
    if book is None:
        return ""
    say = services.wording.say
    lines = [say("duties.ignored", columns=say("list.separator").join(book.ignored))] if book.ignored else []
    shown = book.skipped[:5]
    lines += [say("duties.skipped", sheet=sheet, row=row, text=text[:40]) for sheet, row, text in shown]
    if len(book.skipped) > len(shown):
        lines.append(say("duties.skipped_more", count=len(book.skipped) - len(shown)))
    return "\n".join(lines)


def _table(services: Services, found: ListChanges) -> RowsView:
    presenter = DutiesPresenter(services.workspace.desk.reference, services.wording)
    columns = (
        Column(key="what", title=translate("Duties", "What"), text=lambda row: row.what, width=80),
        Column(key="code", title=translate("Duties", "Code"), text=lambda row: row.code, width=110),
        Column(key="name", title=translate("Duties", "Item"), text=lambda row: row.name, stretch=True, tip=lambda row: row.name),
        Column(key="fields", title=translate("Duties", "Fields that differ"), text=lambda row: row.fields, width=240,
               tip=lambda row: row.fields),
    )
    view = RowsView(
        columns, lambda row: row.id, title=translate("Duties", "Changes"),
        empty=(translate("Duties", "Nothing would change"), ""),
    )
    view.set_rows(presenter.change_rows(found))
    view.setMinimumSize(current_theme().px(760), current_theme().px(260))
    return view


async def _save(services: Services, parent: QWidget, name: str, write: Callable[[Path], object]) -> None:
    path = await save_path(parent, translate("Duties", "Excel list"), Path.home() / name, (_FILTER,), "xlsx")
    if path is None:
        return
    try:
        await services.workspace.jobs.run(lambda _progress: write(path))
    except Fault as fault:
        if tasks.alive(parent):
            await tell(parent, translate("Duties", "Not written"), services.explain(fault))
        return
    services.navigator.say(translate("Duties", "Written: {name}").format(name=path.name), "ok")
