"""The first start: the demo, or one's own township."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from app.domain.duty.commands import FoundDesk, StartShift
from app.domain.duty.model import DeskProfile, Tier
from app.domain.record import Context
from app.domain.reference import Reference
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.ui.kit.dialogs import Answer, KitDialog, ask, show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.roster_exchange import import_roster, save_template
from app.ui.services import Services

_REGION_HALF_DEG = 0.15
"""Half the side of the region around the centre of one's own township: about 16 km to each side."""


class OwnDesk(msgspec.Struct, frozen=True):
    """What a person said about their own duty room."""

    profile: DeskProfile
    leader: str
    officer: str

    def commands(self) -> tuple[FoundDesk, StartShift]:
        """What founds the desk and starts its first shift."""
        return FoundDesk(profile=self.profile), StartShift(leader=self.leader, officer=self.officer)

    def context(self) -> Context:
        """The officer acts."""
        return Context(self.officer, "panel", "panel")


async def ask_first_start(parent: QWidget | None) -> str | None:
    """``demo``, ``own`` or ``None`` to leave."""
    text = translate(
        "FirstStart",
        "This computer has no duty desk yet. The demo opens a fictional township with a day in progress; your own township "
        "begins empty and asks for its name, its superior and who is on duty.",
    )
    answers = (
        Answer("own", translate("FirstStart", "My own township")),
        Answer("demo", translate("FirstStart", "Open the demo"), "primary"),
    )
    return await ask(parent, translate("FirstStart", "Zhishou duty desk"), text, answers, "demo")


async def ask_own_desk(parent: QWidget | None, reference: Reference, lang: str) -> OwnDesk | None:
    """The particulars of one's own duty room; ``None`` where the person gave up."""
    books = tuple(Choice(book.id, book.title.of(lang), book.id) for book in reference.offered_rulebooks())
    tiers = (
        Choice(Tier.TOWNSHIP, translate("FirstStart", "Township")),
        Choice(Tier.COUNTY, translate("FirstStart", "County")),
        Choice(Tier.CITY, translate("FirstStart", "City")),
    )
    fields = (
        Field(key="name", label=translate("FirstStart", "Name of the township"), required=True),
        Field(key="tier", label=translate("FirstStart", "Tier"), kind=FieldKind.CHOICE, choices=tiers, required=True),
        Field(key="superior", label=translate("FirstStart", "Superior duty room"), required=True),
        Field(
            key="rulebook",
            label=translate("FirstStart", "Reporting rules"),
            kind=FieldKind.CHOICE,
            choices=books,
            required=True,
            hint=translate("FirstStart", "suggested figures: enter your county's own file"),
        ),
        Field(key="leader", label=translate("FirstStart", "Leader on duty"), required=True),
        Field(key="officer", label=translate("FirstStart", "Officer on duty"), required=True),
        Field(
            key="lat",
            label=translate("FirstStart", "Latitude of the centre"),
            kind=FieldKind.DECIMAL,
            minimum=-90,
            maximum=90,
            decimals=6,
            hint=translate("FirstStart", "CGCS2000 / WGS-84, may be added later"),
        ),
        Field(
            key="lon",
            label=translate("FirstStart", "Longitude of the centre"),
            kind=FieldKind.DECIMAL,
            minimum=-180,
            maximum=180,
            decimals=6,
        ),
    )
    form = Form(fields)
    form.set_values({"tier": Tier.TOWNSHIP, "rulebook": reference.default_rulebook(Tier.TOWNSHIP)})
    form.changed.connect(lambda key: _follow(form, key, reference, lang))
    _show_notice(form, reference, lang)
    dialog = _OwnDeskDialog(parent, form)
    await show(dialog)
    return _own(dialog.values) if dialog.answer == "yes" else None


async def offer_roster(services: Services, parent: QWidget) -> None:
    """A new desk knows nobody: offer the Excel template and its import until something came in or the person goes on."""
    text = translate(
        "FirstStart",
        "This desk has no units and no contacts yet. Fill in the Excel template and import it, or do it later in the duty room.",
    )
    answers = (
        Answer("later", translate("FirstStart", "Later")),
        Answer("template", translate("FirstStart", "Write the template")),
        Answer("import", translate("FirstStart", "Import"), "primary"),
    )
    while not services.state.units:
        chosen = await ask(parent, translate("FirstStart", "Units and contacts"), text, answers, "import")
        if chosen == "template":
            await save_template(services, parent)
        elif chosen == "import":
            await import_roster(services, parent)
        else:
            return


def _follow(form: Form, key: str, reference: Reference, lang: str) -> None:
    """Another tier brings its own suggested rules, unless a person chose some that are nobody's suggestion."""
    values = form.values()
    suggested = {reference.default_rulebook(tier) for tier in Tier}
    if key == "tier" and values["tier"] and values["rulebook"] in (None, *suggested):
        form.set_values({"rulebook": reference.default_rulebook(values["tier"]) or values["rulebook"]})
    if key in ("tier", "rulebook"):
        _show_notice(form, reference, lang)


def _show_notice(form: Form, reference: Reference, lang: str) -> None:
    """Say beside the rules what they are worth."""
    book = reference.rulebooks.get(form.values()["rulebook"] or "")
    if book is not None and book.notice is not None:
        form.set_hint("rulebook", book.notice.of(lang))


class _OwnDeskDialog(KitDialog):
    """Stays open until the form has no error."""

    def __init__(self, parent: QWidget | None, form: Form) -> None:
        super().__init__(parent, translate("FirstStart", "My own township"))
        self._form = form
        self.values: dict[str, Any] = {}
        self.content.addWidget(form)
        self.add_answer(Answer("no", translate("FirstStart", "Cancel")))
        self.add_answer(Answer("yes", translate("FirstStart", "Found the desk"), "primary"), default=True)
        form.submitted.connect(lambda: self.give("yes"))
        form.focus_first()

    def give(self, answer_id: str) -> None:
        """Accept only a form without errors; its values are read before the dialog goes."""
        if answer_id != "yes" or self._form.validate():
            self.values = self._form.values()
            super().give(answer_id)


def _own(values: dict[str, Any]) -> OwnDesk:
    centre = None
    region = None
    if values["lat"] is not None and values["lon"] is not None:
        centre = Point(float(values["lat"]), float(values["lon"]))
        half = _REGION_HALF_DEG
        region = Region(centre.lat - half, centre.lon - half, centre.lat + half, centre.lon + half)
    profile = DeskProfile(
        name=Text(values["name"]),
        tier=values["tier"],
        superior=Text(values["superior"]),
        rulebook_id=values["rulebook"],
        region=region,
        centre=centre,
    )
    return OwnDesk(profile, values["leader"], values["officer"])
