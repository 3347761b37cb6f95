"""The dialogs round the roster workbook: take one in, write the template, write what the desk has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QMenu, QWidget

from app.desk.together import execute_all
from app.exchange.forces_form import field_title
from app.exchange.roster import Roster, read_roster, write_roster, write_template
from app.exchange.roster_changes import Change, ChangeKind
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.ui.kit import tasks
from app.ui.kit.dialogs import Answer, KitDialog, open_path, save_path, show, tell
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.services import Services

_FILTER = "Excel (*.xlsx)"
_CHANGE_TONES = {
    ChangeKind.NEW: "ok", ChangeKind.CHANGED: "watch", ChangeKind.UNCHANGED: "muted", ChangeKind.ABSENT: "neutral",
}


def roster_button(services: Services, owner: QWidget) -> Button:
    """A button with the three things that can be done with a roster workbook."""
    tip = translate("Roster", "Import units, people, equipment, contacts, materials, places and beats, or write them out")
    button = Button(translate("Roster", "Excel roster"), "table", "plain", tip)
    menu = QMenu(button)
    choices = (
        (translate("Roster", "Import…"), "import", import_roster),
        (translate("Roster", "Write an empty template…"), "paper", save_template),
        (translate("Roster", "Write the whole roster…"), "export", save_roster),
    )
    for text, icon_name, work in choices:
        action = menu.addAction(icon(icon_name), text)
        action.triggered.connect(lambda _checked=False, work=work: services.run(work(services, owner), owner))
    button.setMenu(menu)
    return button


async def import_roster(services: Services, parent: QWidget) -> bool:
    """Ask for a workbook, show every problem or what would come in, and take it in; whether it was taken."""
    path = await open_path(parent, translate("Roster", "Import forces"), Path.home(), (_FILTER,))
    return path is not None and await take_in(services, parent, path)


async def take_in(services: Services, parent: QWidget, path: Path) -> bool:
    """Read this workbook and take it in after a person has agreed; whether it was taken."""
    workspace = services.workspace
    state = services.state
    region = state.profile.region if state.profile else None
    try:
        roster = await workspace.jobs.run(
            lambda _progress: read_roster(path, workspace.desk.reference, region=region, state=state)
        )
    except BadFile as bad:
        await show_problems(services, parent, path.name, bad.problems)
        return False
    text = summary(services, roster)
    if not await preview(services, parent, path.name, roster):
        return False
    try:
        await execute_all(workspace.desk, roster.differing(services.state).commands(), workspace.context())
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "alarm")
        return False
    services.navigator.say(text, "ok")
    return True


def summary(services: Services, roster: Roster) -> str:
    """How many things are new, changed, unchanged, and not in the workbook."""
    told = Counter(change.change for change in roster.changes(services.state))
    return services.wording.say("roster.changes", **{kind.value: told[kind] for kind in ChangeKind})


async def preview(services: Services, parent: QWidget, name: str, roster: Roster) -> bool:
    """Show thing by thing what a workbook would change, before anything is written; whether a person agrees."""
    say = services.wording.say
    order = tuple(ChangeKind)
    told = _Told(services)
    found = sorted(roster.changes(services.state), key=lambda change: order.index(change.change))
    dialog = KitDialog(
        parent, translate("Roster", "Take {name} in?").format(name=name),
        summary(services, roster) + "\n" + translate("Roster", "What is not in the workbook stays as it is."),
    )
    columns = (
        Column(key="change", title=translate("Roster", "Change"), text=lambda c: say(f"roster.change.{c.change}"), badge=True,
               tone=lambda c: _CHANGE_TONES[c.change], width=150),
        Column(key="sort", title=translate("Roster", "Of what"), text=lambda c: say(f"roster.sort.{c.sort}"), width=76),
        Column(key="id", title=translate("Roster", "Id"), text=lambda c: c.id, width=90),
        Column(key="name", title=translate("Roster", "Name"), text=lambda c: c.name, width=150, tip=lambda c: c.name),
        Column(key="fields", title=translate("Roster", "Before → after"), text=told, tip=told, stretch=True),
    )
    view = RowsView(columns, lambda c: f"{c.sort}/{c.id}", title=translate("Roster", "Changes"))
    view.set_rows(found)
    view.setMinimumSize(current_theme().px(820), current_theme().px(360))
    if roster.remarks:
        heading = translate("Roster", "To be looked at ({count}): taken in as it stands").format(count=len(roster.remarks))
        dialog.content.addWidget(Text(heading, "section"))
        remarks = _problem_list(services, roster.remarks, translate("Roster", "To be looked at"))
        remarks.setFixedHeight(current_theme().px(150))
        dialog.content.addWidget(remarks)
    dialog.content.addWidget(view)
    dialog.setMinimumWidth(current_theme().px(900))
    dialog.add_answer(Answer("no", translate("Roster", "Cancel")))
    changes_something = any(change.change in (ChangeKind.NEW, ChangeKind.CHANGED) for change in found)
    button = dialog.add_answer(Answer("yes", translate("Roster", "Take in"), "primary"), default=True)
    button.setEnabled(changes_something)
    await show(dialog)
    return dialog.answer == "yes"


class _Told:
    """What changes of a thing, in the words of the workbook."""

    _FAMILIES: Mapping[tuple[str, str], str] = MappingProxyType({
        ("units", "capabilities"): "capability", ("materials", "kind"): "stock_kind", ("facilities", "kind"): "place_kind",
        ("facilities", "category"): "facility_category", ("beats", "form"): "beat_form",
    })

    def __init__(self, services: Services) -> None:
        self._say, self._knows, self._lang = services.wording.say, services.wording.knows, services.lang
        self._kinds = services.workspace.desk.reference.unit_kinds

    def __call__(self, change: Change) -> str:
        """One line."""
        return "  ".join(
            f"{field_title(change.sort, field).of(self._lang)}: {self._word(change.sort, field, before) or '—'}"
            f" → {self._word(change.sort, field, after) or '—'}"
            for field, before, after in change.fields
        )

    def _word(self, sort: str, field: str, value: str) -> str:
        if (sort, field) == ("units", "kind") and value in self._kinds:
            return self._kinds[value].name.of(self._lang)
        if (sort, field) == ("units", "equipment"):
            return " ".join(self._known("equipment_state", part) for part in value.split(" "))
        family = self._FAMILIES.get((sort, field))
        return value if family is None else "、".join(self._known(family, part) for part in value.split("、"))

    def _known(self, family: str, code: str) -> str:
        return self._say(f"{family}.{code}") if self._knows(f"{family}.{code}") else code


async def save_template(services: Services, parent: QWidget) -> None:
    """Write an empty template where a person wants it."""
    reference, lang = services.workspace.desk.reference, services.lang
    await _save(services, parent, translate("Roster", "roster-template.xlsx"), lambda path: write_template(path, reference, lang))


async def save_roster(services: Services, parent: QWidget) -> None:
    """Write the desk's units and contacts where a person wants them."""
    state, reference, lang = services.state, services.workspace.desk.reference, services.lang
    await _save(services, parent, translate("Roster", "roster.xlsx"), lambda path: write_roster(path, state, reference, lang))


async def _save(services: Services, parent: QWidget, name: str, write: Callable[[Path], object]) -> None:
    path = await save_path(parent, translate("Roster", "Excel roster"), Path.home() / name, (_FILTER,), "xlsx")
    if path is None:
        return
    try:
        await services.workspace.jobs.run(lambda _progress: write(path))
    except Fault as fault:
        if tasks.alive(parent):
            await tell(parent, translate("Roster", "Not written"), services.explain(fault))
        return
    services.navigator.say(translate("Roster", "Written: {name}").format(name=path.name), "ok")


async def show_problems(services: Services, parent: QWidget, name: str, problems: Sequence[Problem]) -> None:
    """Every problem of a workbook in a list that can be exported, with cell and mend."""
    dialog = KitDialog(
        parent, translate("Roster", "Nothing was taken in"),
        translate("Roster", "{name} has {count} problem(s). Mend them in the workbook and import it again.").format(
            name=name, count=len(problems)
        ),
    )
    view = _problem_list(services, problems, translate("Roster", "Problems"))
    view.setMinimumSize(current_theme().px(760), current_theme().px(320))
    dialog.content.addWidget(view)
    dialog.setMinimumWidth(current_theme().px(860))
    dialog.add_answer(Answer("ok", translate("Roster", "Close"), "primary"), default=True)
    await show(dialog)


def _problem_list(services: Services, problems: Sequence[Problem], title: str) -> RowsView:
    say = services.wording.say
    columns = (
        Column(key="file", title=translate("Roster", "Sheet"), text=lambda row: _sheet_of(row[1].file), width=130),
        Column(key="line", title=translate("Roster", "Row"), text=lambda row: str(row[1].line or ""), sort=lambda row: row[1].line,
               align="right", width=56),
        Column(key="field", title=translate("Roster", "Cell"), text=lambda row: row[1].field, width=170),
        Column(key="what", title=translate("Roster", "What is wrong, and the mend"),
               text=lambda row: say(f"problem.{row[1].code}", **row[1].facts),
               tip=lambda row: say(f"problem.{row[1].code}", **row[1].facts), stretch=True),
    )
    view = RowsView(columns, lambda row: str(row[0]), title=title)
    view.set_rows(list(enumerate(problems)))
    return view


def _sheet_of(file: str) -> str:
    return file.partition("[")[2].rstrip("]") or file
