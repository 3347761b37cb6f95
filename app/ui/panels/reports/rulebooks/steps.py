"""The dialogs of a rulebook's life: begin a draft, review, send back, approve, put in force, discard. Each is one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.desk.rulebook_library import RulebookLibrary
from app.domain.duty.model import TIERS
from app.domain.record import Command
from app.domain.reporting.model import Rulebook
from app.domain.rulemaking import commands as wish
from app.domain.rulemaking.rules import copied, empty
from app.domain.versions import version_key
from app.kernel.clock import to_local
from app.kernel.text import Text
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.reports.rulebooks.presenter import BookRow
from app.ui.services import Services

_Make = Callable[[Mapping[str, Any]], Command]
_Step = tuple[str, str, str, tuple[Field, ...], _Make]


async def begin_copy(services: Services, parent: QWidget, source: Rulebook) -> str:
    """Ask under which name a copy begins; the key of the new draft, "" where none was made.

    The same id makes a new version of that rulebook; another one makes a rulebook of the desk's own beside it.
    """
    text = translate(
        "Rulebooks", "Keep the id to make a new version of this rulebook. Give another id to make a rulebook of your own beside it."
    )
    return await _begin(services, parent, translate("Rulebooks", "Copy and edit"), text, source)


async def begin_file(services: Services, parent: QWidget, book: Rulebook) -> str:
    """Ask under which name a rulebook that was read from a file becomes a draft; the key of the draft, "" for none."""
    text = translate("Rulebooks", "It becomes a draft: nothing counts by it until it is reviewed, approved and put in force.")
    return await _begin(services, parent, translate("Rulebooks", "Import a rulebook"), text, book, imported=True)


async def begin_empty(services: Services, parent: QWidget) -> str:
    """Ask for the name of an empty rulebook; the key of the new draft, "" where none was made."""
    say, profile = services.wording.say, services.state.profile
    tiers = tuple(Choice(one, say(f"tier.{one}"), one) for one in TIERS)
    fields = (
        *_names(services),
        Field(key="jurisdiction", label=translate("Rulebooks", "For whom it counts"), required=True,
              hint=translate("Rulebooks", "such as the county's name")),
        Field(key="tier", label=translate("Rulebooks", "Tier of the desk"), kind=FieldKind.CHOICE, choices=tiers, required=True),
    )
    form = Form(fields, compact=True)
    given = {"version": _free(services, ""), "tier": profile.tier.value if profile else None}
    form.set_values({**given, "jurisdiction": profile.county.zh or None if profile and profile.county else None})

    def make(values: Mapping[str, Any]) -> Command:
        rulebook_id, version = values["id"] or "", values["version"] or ""
        book = empty(rulebook_id, version, Text(values["title"] or ""), Text(values["jurisdiction"] or ""), values["tier"] or "")
        return wish.DraftRulebook(rulebook_id=rulebook_id, version=version, book=book)

    return await _drafted(services, parent, form, translate("Rulebooks", "New rulebook"), "", make)


async def take_step(services: Services, parent: QWidget, step: str, row: BookRow) -> bool:
    """Whether the step (``review``, ``return``, ``approve``, ``enforce``, ``discard``) was taken."""
    title, text, label, fields, make = _STEPS[step](services, row)
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    keys = {field.key for field in fields}
    shift, now = services.state.shift, services.workspace.desk.clock.now()
    given = {
        "approved_by": shift.leader if shift else None, "approved_on": to_local(now).date(), "in_force_from": now,
        "use_here": True,
    }
    form.set_values({key: value for key, value in given.items() if key in keys})
    named = f"{row.title}  {row.version}"
    return await ask_command(services, parent, title, f"{named}\n{text}" if text else named, form, label, make)


async def _begin(
    services: Services, parent: QWidget, title: str, text: str, source: Rulebook, *, imported: bool = False
) -> str:
    form = Form(_names(services), compact=True)
    words = services.wording
    form.set_values({"id": source.id, "version": _free(services, source.id), "title": words.text(source.title)})
    based_on = source.based_on if imported else version_key(source.id, source.version)

    def make(values: Mapping[str, Any]) -> Command:
        rulebook_id, version, named = values["id"] or "", values["version"] or "", values["title"] or ""
        book = copied(source, rulebook_id, version)
        if named != words.text(source.title):
            book = replace(book, title=Text(named))
        return wish.DraftRulebook(rulebook_id=rulebook_id, version=version, book=book, based_on=based_on)

    return await _drafted(services, parent, form, title, text, make)


async def _drafted(services: Services, parent: QWidget, form: Form, title: str, text: str, make: _Make) -> str:
    label = translate("Rulebooks", "Begin the draft")
    if not await ask_command(services, parent, title, text, form, label, make):
        return ""
    values = form.values()
    return version_key(values["id"], values["version"])


def _names(services: Services) -> tuple[Field, ...]:
    return (
        Field(key="title", label=translate("Rulebooks", "Title"), required=True),
        Field(key="id", label=translate("Rulebooks", "Id"), required=True,
              hint=translate("Rulebooks", "lower-case letters, digits and hyphens")),
        Field(key="version", label=translate("Rulebooks", "Version"), required=True),
    )


def _free(services: Services, rulebook_id: str) -> str:
    desk = services.workspace.desk
    return RulebookLibrary(desk).next_version(rulebook_id, to_local(desk.clock.now()).year)


def _reason() -> tuple[Field, ...]:
    return (Field(key="reason", label=translate("Rulebooks", "Reason"), kind=FieldKind.MULTILINE, required=True),)


def _remark() -> Field:
    return Field(key="remark", label=translate("Rulebooks", "Remark"))


def _review(_: Services, row: BookRow) -> _Step:
    fields = (Field(key="reviewed_by", label=translate("Rulebooks", "Reviewed by"), required=True), _remark())
    text = translate("Rulebooks", "A rulebook with problems cannot be reviewed. From now on it changes only after it is sent back.")
    return translate("Rulebooks", "Record the review"), text, translate("Rulebooks", "Reviewed"), fields, lambda values: (
        wish.ReviewRulebook(
            rulebook_id=row.rulebook_id, version=row.version, reviewed_by=values["reviewed_by"] or "",
            remark=values["remark"] or "",
        )
    )


def _return(_: Services, row: BookRow) -> _Step:
    label = translate("Rulebooks", "Send back")
    return translate("Rulebooks", "Send it back"), "", label, _reason(), lambda values: wish.ReturnRulebook(
        rulebook_id=row.rulebook_id, version=row.version, reason=values["reason"] or ""
    )


def _approve(_: Services, row: BookRow) -> _Step:
    fields = (
        Field(key="approved_by", label=translate("Rulebooks", "Approved by"), required=True),
        Field(key="document_no", label=translate("Rulebooks", "Document number"),
              hint=translate("Rulebooks", "of the document that sets these limits")),
        Field(key="approved_on", label=translate("Rulebooks", "Approved on"), kind=FieldKind.DATE, required=True),
        _remark(),
    )
    text = translate("Rulebooks", "From now on this version never changes; a change is a new version.")
    return translate("Rulebooks", "Record the approval"), text, translate("Rulebooks", "Approved"), fields, lambda values: (
        wish.ApproveRulebook(
            rulebook_id=row.rulebook_id, version=row.version, approved_by=values["approved_by"] or "",
            document_no=values["document_no"] or "", approved_on=_day(values["approved_on"]), remark=values["remark"] or "",
        )
    )


def _enforce(services: Services, row: BookRow) -> _Step:
    profile = services.state.profile
    fields: tuple[Field, ...] = (
        Field(key="in_force_from", label=translate("Rulebooks", "In force from"), kind=FieldKind.DATETIME, required=True),
    )
    if profile is not None and profile.rulebook_id != row.rulebook_id:
        label = translate("Rulebooks", "This desk goes by it from now on")
        fields = (*fields, Field(key="use_here", label=label, kind=FieldKind.TOGGLE))
    text = translate(
        "Rulebooks", "Open deadlines are computed anew by it at once. Reports that were made keep the deadlines that they answered."
    )
    return translate("Rulebooks", "Put it in force"), text, translate("Rulebooks", "Put in force"), fields, lambda values: (
        wish.EnforceRulebook(
            rulebook_id=row.rulebook_id, version=row.version, in_force_from=values["in_force_from"],
            use_here=bool(values.get("use_here")),
        )
    )


def _discard(_: Services, row: BookRow) -> _Step:
    text = translate("Rulebooks", "What it said stays in the journal.")
    title, label = translate("Rulebooks", "Give up this draft"), translate("Rulebooks", "Discard")
    return title, text, label, _reason(), lambda values: wish.DiscardRulebook(
        rulebook_id=row.rulebook_id, version=row.version, reason=values["reason"] or ""
    )


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


_STEPS: Mapping[str, Callable[[Services, BookRow], _Step]] = {
    "review": _review, "return": _return, "approve": _approve, "enforce": _enforce, "discard": _discard,
}
