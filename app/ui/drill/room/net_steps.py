"""Codes of seats at other machines: one on the screen, all of them, on paper; another key, none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.drill_hall import Hall
from app.desk.listening import LOOPBACK
from app.kernel.errors import Fault, Refusal
from app.ui.drill.room.presenter import SeatRow, seat_rows
from app.ui.kit.dialogs import Answer, KitDialog, confirm, show, tell
from app.ui.kit.i18n import translate
from app.ui.kit.square_code import qr_pixmap
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Banner, Button, Text
from app.ui.kit.working import working
from app.ui.panels.papers.make import list_paper
from app.ui.panels.papers.print_flow import print_paper
from app.ui.services import Services

QR_PX = 300
PAPER = "seat_codes"


class SeatLink(msgspec.Struct, frozen=True):
    """A seat with the address of its page."""

    role: str
    title: str
    kind: str
    name: str
    address: str

    @property
    def line(self) -> str:
        """As it is handed on in a message."""
        return f"{self.title} {self.name} {self.address}".replace("  ", " ")


def links(hall: Hall, rows: Sequence[SeatRow]) -> tuple[SeatLink, ...]:
    """The seats that can be taken at another machine now."""
    found = ((row, hall.link(row.role)) for row in rows)
    return tuple(SeatLink(row.role, row.title, row.kind_word, row.name, link) for row, link in found if link)


async def show_code(parent: QWidget, hall: Hall, row: SeatRow) -> None:
    """The code of a seat, until the dialog is closed; there it can get another key, or none. Raises what the hall refuses."""
    known = {one.role for one in hall.seats()}
    if row.role not in known:
        raise Refusal("hall_no_seat", {"seat": row.title})
    while True:
        dialog = SeatCode(parent, row, hall.link(row.role), only_here=hall.place[0] == LOOPBACK)
        await show(dialog)
        said = dialog.answer
        if said == "renew" and await _sure(parent, row, translate("DrillHall", "New code")):
            await hall.renew(row.role)
        elif said == "revoke" and await _sure(parent, row, translate("DrillHall", "Revoke")):
            await hall.revoke(row.role)
            return
        elif said not in ("renew", "revoke"):
            return


async def show_all(services: Services, parent: QWidget, hall: Hall) -> None:
    """The addresses of all seats, to be copied or printed."""
    drill = services.state.drill
    describer = Describer(services.workspace.desk.reference, services.wording)
    found = links(hall, () if drill is None else seat_rows(drill, services.state, describer))
    dialog = SeatAddresses(parent, found)
    await show(dialog)
    if dialog.answer == "print":
        await print_codes(services, parent, found)


async def print_codes(services: Services, parent: QWidget, found: Sequence[SeatLink]) -> None:
    """All codes on paper. The sheet is not kept in the archive: whoever finds it there could sit down at every seat."""
    title = services.wording.say(f"paper.{PAPER}.title")
    heads = (
        translate("DrillHall", "Seat"), translate("DrillHall", "Part"), translate("DrillHall", "Who"),
        translate("DrillHall", "Address"),
    )
    table = (title, heads, tuple((one.title, one.kind, one.name, one.address) for one in found))
    totals = (services.wording.say("hall.paper_hint"),)
    try:
        make = list_paper(services, title, totals, (table,), PAPER)
        paper = await working(services.workspace.jobs, parent, title, make)
        await print_paper(services.workspace.jobs, parent, title, paper.data, paper.pages)
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))


async def _sure(parent: QWidget, row: SeatRow, label: str) -> bool:
    text = translate("DrillHall", "The old code opens nothing from then on; an open page of this seat ends.")
    return await confirm(parent, f"{label}: {row.title}", text, label)


class SeatCode(KitDialog):
    """The code of one seat."""

    def __init__(self, parent: QWidget, row: SeatRow, address: str, *, only_here: bool) -> None:
        title = translate("DrillHall", "Code of the seat {seat}").format(seat=row.title)
        text = translate("DrillHall", "Scan it with a phone or tablet in the same network, or type the address into a browser.")
        super().__init__(parent, title, text if address else "")
        theme = current_theme()
        if only_here:
            warning = translate("DrillHall", "The door listens on this machine only: choose a network address first.")
            self.content.addWidget(Banner(warning, Tone.WARN))
        self.address = QLineEdit(address)
        if address:
            picture = QLabel()
            picture.setPixmap(qr_pixmap(address, theme.px(QR_PX)))
            picture.setAccessibleName(translate("DrillHall", "QR code"))
            self.content.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
            self.address.setReadOnly(True)
            self.address.setMinimumWidth(theme.px(380))
            self.address.setAccessibleName(translate("DrillHall", "Address"))
            copy = Button(translate("DrillHall", "Copy"), "copy", "quiet")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
            line = QHBoxLayout()
            line.addWidget(self.address, 1)
            line.addWidget(copy)
            self.content.addLayout(line)
            self.add_answer(Answer("revoke", translate("DrillHall", "Revoke"), "danger"))
        else:
            self.content.addWidget(Text(translate("DrillHall", "This seat's code was revoked: nobody can sit down there now.")))
        self.add_answer(Answer("renew", translate("DrillHall", "New code")))
        self.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)


class SeatAddresses(KitDialog):
    """The addresses of all seats."""

    def __init__(self, parent: QWidget, found: Sequence[SeatLink]) -> None:
        text = translate("DrillHall", "Whoever has an address can act under that seat: hand each one to its person only.")
        super().__init__(parent, translate("DrillHall", "Codes of all seats"), text)
        theme = current_theme()
        table = RowsView(
            (
                Column(key="seat", title=translate("DrillHall", "Seat"), text=lambda r: r.title, width=150),
                Column(key="part", title=translate("DrillHall", "Part"), text=lambda r: r.kind, width=90),
                Column(key="who", title=translate("DrillHall", "Who"), text=lambda r: r.name, width=90),
                Column(key="address", title=translate("DrillHall", "Address"), text=lambda r: r.address, stretch=True,
                       tip=lambda r: r.address),
            ),
            lambda row: row.role, title=translate("DrillHall", "Codes of all seats"),
            empty=(translate("DrillHall", "No seat"), translate("DrillHall", "Switch the seats of the network on first.")),
        )  # fmt: skip
        table.set_rows(tuple(found))
        column = QVBoxLayout()
        column.addWidget(table)
        copy = Button(translate("DrillHall", "Copy all addresses"), "copy", "quiet")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(one.line for one in found)))
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addLayout(column)
        self.resize(theme.px(860), theme.px(480))
        if found:
            self.add_answer(Answer("print", translate("DrillHall", "Print codes…")))
        self.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True)
