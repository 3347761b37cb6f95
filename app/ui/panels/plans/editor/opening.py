"""What the editor opens: a draft that is kept, the next version of a plan in force, a new plan, or what a crash left."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.plan_library import copied
from app.domain.plan.model import PlanType
from app.domain.plan.soundness import LONGEST_PLAN_ID, PLAN_ID
from app.domain.planning.model import PlanVersion, VersionStatus
from app.kernel.clock import to_local
from app.kernel.errors import BadFile, Refusal
from app.kernel.text import Text
from app.storage.recovery import RecoveryFiles, Unsaved
from app.ui.kit import time_text
from app.ui.kit.dialogs import Answer, KitDialog, Option, ask, choose, show, tell
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.plans.editor.blanks import blank_plan
from app.ui.panels.plans.editor.keeping import recovery_files
from app.ui.panels.plans.editor.opened import Opened
from app.ui.services import Services


def drafts_of(services: Services, plan_id: str = "") -> tuple[PlanVersion, ...]:
    """The drafts that are kept (of one plan, or of all), the one worked on last first."""
    found = [
        one for one in services.state.plan_versions.values()
        if one.status is VersionStatus.DRAFT and plan_id in ("", one.plan_id)
    ]
    return tuple(sorted(found, key=lambda one: one.steps[-1].at, reverse=True))


async def open_plan(services: Services, parent: QWidget, plan_id: str, version_name: str = "") -> Opened | None:
    """A draft of a plan, or else its next version begun from a version of it; ``None`` where nothing can be opened.

    With a ``version_name`` it is that version; without one the newest draft, or the version in force where there is none.
    Nothing is written yet: a version that is begun and left unchanged leaves no trace.
    """
    drafts = [one for one in drafts_of(services, plan_id) if version_name in ("", one.version)]
    if drafts:
        return await open_version(services, parent, drafts[0].key)
    library = services.workspace.plans
    try:
        version = library.version(plan_id, version_name)
        content = await asyncio.to_thread(library.content, plan_id, version.version)
    except Refusal as no:
        await tell(parent, translate("PlanEditor", "Cannot be opened"), services.explain(no))
        return None
    except BadFile as bad:
        words = "\n".join(services.wording.problem(one) for one in bad.problems)
        await tell(parent, translate("PlanEditor", "Cannot be opened"), words)
        return None
    begun = Opened(copied(content, plan_id, library.next_version(plan_id)), based_on=version.version)
    return await _or_recovered(services, parent, begun)


async def open_version(services: Services, parent: QWidget, key: str) -> Opened | None:
    """The draft with this name, with what a crash left of it where a person wants that; ``None`` where it is no draft."""
    version = services.state.plan_versions.get(key)
    if version is None or version.status is not VersionStatus.DRAFT:
        return None
    return await _or_recovered(services, parent, Opened.of(version))


async def warmed(services: Services) -> None:
    """Afterwards the names that the forms offer are known by their pinyin: working that out takes a while, so not on the
    interface's thread."""
    reference = services.workspace.desk.reference
    names = [one.name.zh for one in (*reference.roles.values(), *reference.unit_kinds.values())]
    names += [f"{kind.name.zh}  {kind.code}" for kind in reference.kinds.values()]
    names += [fact.label.zh for fact in reference.facts.values()]
    await asyncio.to_thread(lambda: [search_keys(name) for name in names])


async def choose_draft(services: Services, parent: QWidget) -> Opened | None:
    """One of the drafts that are kept or that a crash left; ``None`` for Escape or where there is none."""
    files = recovery_files(services)
    kept = drafts_of(services)
    lost = [one for one in await asyncio.to_thread(files.all) if one.key not in {version.key for version in kept}]
    options = [Option(("kept", one.key), *_named(one.content.plan.title, one.key, services)) for one in kept]
    options += [Option(("lost", one.key), *_named(one.content.plan.title, one.target, services, one)) for one in lost]
    if not options:
        hint = translate("PlanEditor", "“Edit” begins one from a plan, “New plan” an empty one.")
        await tell(parent, translate("PlanEditor", "No drafts"), hint)
        return None
    chosen = await choose(parent, translate("PlanEditor", "Go on with a draft"), options)
    if chosen is None:
        return None
    if chosen[0] == "kept":
        return await open_version(services, parent, chosen[1])
    return recovered(next(one for one in lost if one.key == chosen[1]))


async def new_plan(services: Services, parent: QWidget) -> Opened | None:
    """An empty plan under the name that a person gives it; ``None`` for Escape."""
    dialog = NewPlanDialog(services, parent)
    await show(dialog)
    if dialog.answer != "yes":
        return None
    given = dialog.form.values()
    year = to_local(services.workspace.desk.clock.now()).year

    def both(code: str) -> Text:
        words = services.workspace.words
        return Text(words("zh").say(code), words("en").say(code))

    content = blank_plan(given["id"], f"{year}.1", Text(given["title"]), PlanType(given["type"]), both)
    return Opened(content)


def recovered(unsaved: Unsaved) -> Opened:
    """What a crash left, to go on with."""
    return Opened(
        unsaved.content, unsaved.origin, unsaved.based_on, unsaved.extraction, unsaved.answers, unsaved.stored, lost_key=unsaved.key
    )


async def _or_recovered(services: Services, parent: QWidget, opened: Opened) -> Opened:
    """The draft, or the later state of it that was never saved, as a person wants."""
    files = recovery_files(services)
    unsaved = await asyncio.to_thread(files.read, opened.key)
    if unsaved is None:
        return opened
    if (unsaved.content, unsaved.extraction) == (opened.content, opened.extraction):
        await _drop(files, opened.key)
        return opened
    at = f"{time_text.date(unsaved.at)} {time_text.clock_seconds(unsaved.at)}"
    answers = (
        Answer("take", translate("PlanEditor", "Go on with it"), "primary"),
        Answer("drop", translate("PlanEditor", "Discard it"), "danger"),
    )
    words = translate("PlanEditor", "Changes of {time} were not saved. Going on brings them back; they are saved only by Ctrl+S.")
    answer = await ask(parent, translate("PlanEditor", "Unsaved changes were found"), words.format(time=at), answers)
    if answer == "drop":
        await _drop(files, opened.key)
        return opened
    return opened.with_lost(unsaved.content, unsaved.extraction) if answer == "take" else opened


async def _drop(files: RecoveryFiles, key: str) -> None:
    await asyncio.to_thread(files.drop, key)


def _named(title: Text, key: str, services: Services, lost: Unsaved | None = None) -> tuple[str, str, str]:
    """Label, detail and what else a draft in the list is found by."""
    name = title.of(services.lang) or key
    detail = key.rpartition("@")[2]
    if lost is not None:
        at = f"{time_text.date(lost.at)} {time_text.clock(lost.at)}"
        words = translate("PlanEditor", "never saved, {time}").format(time=at)
        detail = f"{detail}  {words}"
    return name, detail, f"{key} {search_keys(name)}"


class NewPlanDialog(KitDialog):
    """Asks the name, the type and the id; the id is proposed from the initials of the name."""

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        words = translate("PlanEditor", "The id names the plan for ever, in journal and files; all else can be changed later.")
        super().__init__(parent, translate("PlanEditor", "New plan"), words)
        self._taken = set(services.workspace.plans.plan_ids())
        say = services.wording.say
        types = tuple(Choice(one.value, say(f"plan_type.{one.value}"), one.value) for one in PlanType)
        self.form = Form(
            (
                Field(key="title", label=translate("PlanEditor", "Title"), required=True, max_length=80),
                Field(key="type", label=translate("PlanEditor", "Type"), kind=FieldKind.CHOICE, choices=types, required=True),
                Field(
                    key="id", label=translate("PlanEditor", "Plan id"), required=True, max_length=LONGEST_PLAN_ID,
                    hint=translate("PlanEditor", "lower-case letters, digits, hyphens"), check=self._wrong_id,
                ),
            ),
            compact=True,
        )
        self.form.set_values({"type": PlanType.SPECIAL.value})
        self._proposed = ""
        self.form.changed.connect(self._on_change)
        self.form.submitted.connect(lambda: self.give("yes"))
        self.content.addWidget(self.form)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.add_answer(Answer("yes", translate("PlanEditor", "Begin"), "primary"), default=True)
        self.form.focus_first()

    def give(self, answer_id: str) -> None:
        """Close on "no"; on "yes" only where everything is said."""
        if answer_id != "yes" or self.form.validate():
            super().give(answer_id)

    def _on_change(self, key: str) -> None:
        values: Mapping[str, Any] = self.form.values()
        if key == "title" and values["id"] in (None, self._proposed):
            self._proposed = proposed_id(values["title"] or "", self._taken)
            blocked = self.form.blockSignals(True)
            self.form.set_values({"id": self._proposed or None})
            self.form.blockSignals(blocked)

    def _wrong_id(self, plan_id: str) -> str:
        if not PLAN_ID.fullmatch(plan_id):
            return translate("PlanEditor", "Lower-case letters, digits and hyphens, such as forest-fire")
        return translate("PlanEditor", "There is a plan with this id") if plan_id in self._taken else ""


def proposed_id(title: str, taken: set[str]) -> str:
    """An id from the pinyin initials of a title that nobody has; "" where there are none."""
    keys = [one for one in search_keys(title).split() if PLAN_ID.fullmatch(one)]
    initials = min(keys, key=len, default="")[:LONGEST_PLAN_ID]
    found, number = initials, 1
    while found and found in taken:
        number += 1
        found = f"{initials}-{number}"
    return found
