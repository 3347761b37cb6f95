"""Enrolling a phone: a form, then its QR code and what to type by hand, shown this once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.listening import LOOPBACK
from app.desk.tracking import Minted, Setup, mint
from app.domain.record import Command
from app.domain.tracking.commands import EnrolDevice, RenewDevice
from app.domain.tracking.model import Device, TrackerApp
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Crs
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Answer, KitDialog, confirm, show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.square_code import qr_pixmap
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, Text
from app.ui.services import Services

LONGEST = 60
QR_PX = 380


async def enrol_device(services: Services, parent: QWidget, unit_id: str = "") -> None:
    """Ask for whom and with which program, enrol, and show how the phone is set up."""
    state, say, lang = services.state, services.wording.say, services.lang
    units = tuple(
        Choice(one.id, one.name.of(lang), f"{one.id} {one.call_sign} {search_keys(one.name.zh)}")
        for one in sorted(state.units.values(), key=lambda one: (one.kind, one.name.zh))
    )
    apps = tuple(Choice(one, say(f"tracking.app.{one}")) for one in TrackerApp)
    data = (
        Choice(Crs.WGS84, translate("Enrol", "WGS-84 (what phones give as a rule)")),
        Choice(Crs.GCJ02, translate("Enrol", "GCJ-02 (positions stand some hundred metres off)")),
    )
    form = Form(
        (
            Field(key="unit", label=translate("Enrol", "Unit"), kind=FieldKind.CHOICE, choices=units, required=True),
            Field(key="device_name", label=translate("Enrol", "Whose phone"), required=True, max_length=LONGEST,
                  placeholder=translate("Enrol", "for example: phone of Wang")),
            Field(key="app", label=translate("Enrol", "Program on the phone"), kind=FieldKind.CHOICE, choices=apps, required=True),
            Field(key="crs", label=translate("Enrol", "Datum"), kind=FieldKind.CHOICE, choices=data, required=True),
        ),
        compact=True,
    )
    form.set_values({"app": TrackerApp.OWNTRACKS, "crs": Crs.WGS84, "unit": unit_id or None})
    minted = mint()
    before = set(state.devices)

    def command(values: Mapping[str, Any]) -> Command:
        return EnrolDevice(
            unit_id=values["unit"], name=values["device_name"], app=values["app"], token_hash=minted.token_hash, crs=values["crs"]
        )

    text = translate("Enrol", "A position is personal data: tell whoever carries the phone, and revoke it when the duty ends.")
    title, label = translate("Enrol", "Enrol a phone"), translate("Enrol", "Enrol")
    if not await ask_command(services, parent, title, text, form, label, command):
        return
    fresh = (one for device_id, one in services.state.devices.items() if device_id not in before)
    made = next((one for one in fresh if one.token_hash == minted.token_hash), None)
    if made is not None:
        await show_setup(services, parent, made, minted)


async def renew_device(services: Services, parent: QWidget, device: Device) -> None:
    """Give a phone another token after a person has agreed, and show how it is set up."""
    title = translate("Enrol", "New token for {name}").format(name=device.name)
    text = translate("Enrol", "The old token opens nothing from then on; the phone has to read the new QR code.")
    if not await confirm(parent, title, text, translate("Enrol", "Make a new token")):
        return
    minted = mint()
    if await services.attempt(RenewDevice(device_id=device.id, token_hash=minted.token_hash)):
        await show_setup(services, parent, services.state.devices[device.id], minted)


async def show_setup(services: Services, parent: QWidget, device: Device, minted: Minted) -> None:
    """The QR code and the words for typing, until the dialog is closed; nothing of it is kept anywhere."""
    tracking = services.workspace.tracking
    if tracking is None:
        services.navigator.say(services.explain(Refusal("positions_not_kept")), "alarm")
        return
    try:
        base = tracking.base(services.workspace.settings.current)
        setup = tracking.door.setup(device.app, base, device.id, minted.token, device.name)
    except Fault as fault:
        services.navigator.say(services.explain(fault), "alarm")
        return
    await show(SetupDialog(services, parent, device, setup, only_here=LOOPBACK in base))


class SetupDialog(KitDialog):
    """Shows how one phone is set up."""

    def __init__(self, services: Services, parent: QWidget, device: Device, setup: Setup, *, only_here: bool) -> None:
        title = translate("Enrol", "Set up {name}").format(name=device.name)
        text = translate("Enrol", "Scan the code with the phone. It is shown this once: what was not scanned needs a new token.")
        super().__init__(parent, title, text)
        theme = current_theme()
        if only_here:
            warning = translate("Enrol", "The door listens on this machine only: choose a network address in the settings first.")
            self.content.addWidget(Banner(warning, Tone.WARN))
        self.picture = QLabel()
        self.picture.setPixmap(qr_pixmap(setup.link, theme.px(QR_PX)))
        self.picture.setAccessibleName(translate("Enrol", "QR code"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.length("xs"))
        words.addWidget(Text(translate("Enrol", "Or type it by hand"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length("s"))
        grid.setColumnStretch(1, 1)
        self.values: dict[str, QLineEdit] = {}
        for line, (name, value) in enumerate((*setup.fields, ("", setup.link))):
            label = services.wording.say(f"tracking.field.{name}") if name else translate("Enrol", "Link")
            edit = QLineEdit(value)
            edit.setReadOnly(True)
            edit.setCursorPosition(0)
            edit.setMinimumWidth(theme.px(300))
            edit.setAccessibleName(label)
            copy = Button("", "copy", "quiet", translate("Enrol", "Copy"))
            copy.setAccessibleName(translate("Enrol", "Copy"))
            copy.clicked.connect(lambda _checked=False, value=value: QGuiApplication.clipboard().setText(value))
            grid.addWidget(Text(label, "label"), line, 0)
            grid.addWidget(edit, line, 1)
            grid.addWidget(copy, line, 2)
            self.values[name or "link"] = edit
        words.addLayout(grid)
        words.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(theme.length("m"))
        both.addWidget(self.picture)
        both.addLayout(words, 1)
        self.content.addLayout(both)
        self.steps = Text(services.wording.say(f"tracking.howto.{device.app}"))
        self.steps.setWordWrap(True)
        self.content.addWidget(self.steps)
        self.add_answer(Answer("ok", translate("Enrol", "Done"), "primary"), default=True)
