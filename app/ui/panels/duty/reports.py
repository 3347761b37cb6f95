"""The reports tab: what is owed upwards, what was made, and its receipts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport, RecordReceipt, WaiveObligation
from app.domain.reporting.model import Channel, Stage
from app.ui import instructions
from app.ui.command_dialog import ask_command
from app.ui.kit.bars import Banner
from app.ui.kit.cards import Card
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader
from app.ui.kit.places import name_place
from app.ui.panels.duty import reports_presenter
from app.ui.panels.duty.look import Keyed, Tab, column, room_of, row, tab_column
from app.ui.panels.duty.reports_presenter import MadeRow, OwedRow
from app.ui.panels.duty.room import Room
from app.ui.report_composer import open_composer
from app.ui.services import Services

MEANS = ("fax", "network", "messenger", "email", "by_hand")
"""How a written report goes out (worded under ``means.<code>``)."""


class ReportsTab(Tab):
    """Enter answers the current duty; F7 composes the written report; W waives a duty; S records who signed."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._owed: tuple[OwedRow, ...] = ()
        self._made: tuple[MadeRow, ...] = ()
        self._notice = Banner()
        self.owed = Keyed(self.clock(), (Qt.Key.Key_W, Qt.Key.Key_Space), translate("Duty", "Duties to report"))
        self.made = Keyed(self.clock(), (Qt.Key.Key_S,), translate("Duty", "Reports made"))
        self.owed.nothing = translate("Duty", "Nothing is to be reported")
        self.made.nothing = translate("Duty", "Nothing was reported yet")
        self.compose = Button(translate("Duty", "Compose report… F7"), "report", "primary")
        self.answer = Button(translate("Duty", "Phoned / sent…"), "call")
        self.waive = Button(translate("Duty", "Waive… (W)"), variant="quiet")
        self.extra = Button(translate("Duty", "Extra report…"), "add", "quiet")
        self.sign = Button(translate("Duty", "Signed for… (S)"), "receipt", "quiet")
        self.instruction = Button(translate("Duty", "From above…"), "inbox", "quiet")
        name_place(self.answer, "reports.answer")
        self._owed_head = SectionHeader(translate("Duty", "Owed"))
        self._made_head = SectionHeader(translate("Duty", "Made"))
        upper, lower = QWidget(), QWidget()
        top = column(upper, "", "xs")
        top.addWidget(self._owed_head)
        top.addWidget(self.owed, 1)
        top.addLayout(row(self.compose, self.answer, self.waive, self.extra, None))
        bottom = column(lower, "", "xs")
        bottom.addWidget(self._made_head)
        bottom.addWidget(self.made, 1)
        bottom.addLayout(row(self.sign, self.instruction, None))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout = tab_column(self)
        layout.addWidget(self._notice)
        layout.addWidget(split, 1)
        self._wire()

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw duties and reports."""
        self.incident_id = of.id
        self._owed = reports_presenter.owed(of, room)
        self._made = reports_presenter.made(of, room)
        words, tone = reports_presenter.notice(of, room)
        self._notice.show_text(words, tone)
        self.owed.set_cards([_owed_card(one) for one in self._owed])
        self.made.set_cards([_made_card(one) for one in self._made])
        open_ones = sum(1 for one in self._owed if one.is_open)
        self._owed_head.set_title(translate("Duty", "Owed"), translate("Duty", "{count} open").format(count=open_ones))
        self._made_head.set_title(translate("Duty", "Made"), str(len(self._made)))
        self._enable()

    async def answer_first(self) -> None:
        """Answer the current duty, else the most urgent open one (Enter)."""
        current = self._current_owed()
        one = current if current is not None and current.is_open else next((row for row in self._owed if row.is_open), None)
        if one is None:
            await self.extra_report()
        else:
            await self.services.navigator.answer(reports_presenter.as_deadline(one.obligation))

    async def compose_report(self) -> None:
        """Open the composer on the written report of the current duty, else on the one that is wanted next (F7)."""
        if self.incident is None:
            return
        current = self._current_owed()
        written = current is not None and current.is_open and current.obligation.channel is Channel.WRITTEN
        stage = current.obligation.stage if current is not None and written else None
        await open_composer(self.services, self, self.incident_id, stage)

    async def extra_report(self) -> None:
        """Record a report that no clock asked for."""
        of = self.incident
        if of is None:
            return
        room = room_of(self.services)
        form = Form(_extra_fields(room), now=self.clock().now, compact=True)
        form.set_values(
            {"stage": Stage.FOLLOW_UP, "channel": Channel.PHONE, "to_role": "county_duty_room", "at": self.clock().now()}
        )

        def follow() -> None:
            phone = form.values()["channel"] is Channel.PHONE
            for key in ("whom", "phone", "read_back"):
                form.set_field_visible(key, phone)
            form.set_field_visible("means", not phone)

        def prefill() -> None:
            contact = room.contact(form.values()["to_role"] or "")
            if contact is not None:
                form.set_values({"whom": contact.name, "phone": contact.phone})

        form.changed.connect(lambda key: follow() if key == "channel" else prefill() if key == "to_role" else None)
        follow()
        prefill()
        title = translate("Duty", "Extra report")
        name = room.describer.incident_title(of)
        await ask_command(self.services, self, title, name, form, translate("Duty", "Record"), lambda values: _extra(of, values))

    def _wire(self) -> None:
        run = self.services.run
        self.owed.selected.connect(lambda _id: self._enable())
        self.made.selected.connect(lambda _id: self._enable())
        self.owed.activated_card.connect(lambda _id: run(self.answer_first(), self))
        self.owed.pressed.connect(self._on_key)
        self.made.pressed.connect(lambda _key, _id: run(self._sign(), self))
        self.made.activated_card.connect(lambda _id: run(self._sign(), self))
        self.compose.clicked.connect(lambda: run(self.compose_report(), self))
        self.answer.clicked.connect(lambda: run(self.answer_first(), self))
        self.waive.clicked.connect(lambda: run(self._waive(), self))
        self.extra.clicked.connect(lambda: run(self.extra_report(), self))
        self.sign.clicked.connect(lambda: run(self._sign(), self))
        self.instruction.clicked.connect(lambda: run(instructions.receive(self.services, self, self.incident_id), self))

    def _on_key(self, key: int, _key_of_duty: str) -> None:
        self.services.run(self._waive() if key == Qt.Key.Key_W else self.answer_first(), self)

    def _enable(self) -> None:
        current, report = self._current_owed(), self._current_made()
        self.answer.setEnabled(any(one.is_open for one in self._owed))
        self.waive.setEnabled(current is not None and current.is_open)
        self.sign.setEnabled(report is not None and not report.signed)

    def _current_owed(self) -> OwedRow | None:
        return next((one for one in self._owed if one.key == self.owed.current_id), None)

    def _current_made(self) -> MadeRow | None:
        return next((one for one in self._made if one.id == self.made.current_id), None)

    async def _waive(self) -> None:
        one = self._current_owed()
        if one is None or not one.is_open:
            return
        reason = await prompt_text(self, one.title, translate("Duty", "Why is this duty not answered?"), multiline=True)
        if reason:
            await self.services.attempt(WaiveObligation(incident_id=self.incident_id, key=one.key, reason=reason))

    async def _sign(self) -> None:
        one = self._current_made()
        if one is None or one.signed:
            return
        room = room_of(self.services)
        fields = (
            Field(key="receipt_by", label=room.say("field.receipt_by"), required=True),
            Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),
        )
        form = Form(fields, now=self.clock().now, compact=True)
        form.set_values({"at": self.clock().now()})
        incident_id = self.incident_id
        await ask_command(
            self.services, self, translate("Duty", "Receipt"), one.title, form, translate("Duty", "Record"),
            lambda values: RecordReceipt(
                incident_id=incident_id, report_id=one.id, receipt_by=values["receipt_by"] or "", at=values["at"]
            ),
        )


def _extra_fields(room: Room) -> tuple[Field, ...]:
    stages = tuple(Choice(stage, room.say(f"stage.{stage}"), stage.value) for stage in Stage)
    channels = tuple(Choice(channel, room.say(f"channel.{channel}"), channel.value) for channel in Channel)
    roles = tuple(Choice(code, room.wording.text(role.name), code) for code, role in room.reference.roles.items())
    means = tuple(Choice(code, room.say(f"means.{code}"), code) for code in MEANS)
    return (
        Field(key="stage", label=room.say("field.stage"), kind=FieldKind.CHOICE, choices=stages, required=True),
        Field(key="channel", label=room.say("field.report_channel"), kind=FieldKind.CHOICE, choices=channels, required=True),
        Field(key="to_role", label=room.say("field.to_role"), kind=FieldKind.CHOICE, choices=roles, required=True),
        Field(key="whom", label=room.say("field.whom")),
        Field(key="phone", label=room.say("field.phone")),
        Field(key="read_back", label=room.say("field.read_back"), kind=FieldKind.TOGGLE),
        Field(key="means", label=room.say("field.means"), kind=FieldKind.CHOICE, choices=means),
        Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),
        Field(key="content", label=room.say("field.content"), kind=FieldKind.MULTILINE, lines=2),
    )


def _extra(of: Incident, values: Mapping[str, Any]) -> Command:
    phone = values["channel"] is Channel.PHONE
    return MakeReport(
        incident_id=of.id,
        stage=values["stage"],
        channel=values["channel"],
        to_role=values["to_role"],
        whom=(values["whom"] or "") if phone else "",
        phone=(values["phone"] or "") if phone else "",
        read_back=phone and bool(values["read_back"]),
        means="" if phone else values["means"] or "",
        content=values["content"] or "",
        at=values["at"],
    )


def _owed_card(one: OwedRow) -> Card:
    return Card(
        id=one.key, title=one.title, subtitle=one.subtitle, badge=one.badge, tone=one.tone, shape=one.shape,
        due_at=one.due_at, due_tone=one.tone, right=one.right, tip=f"{one.title}\n{one.tip}",
    )


def _made_card(one: MadeRow) -> Card:
    return Card(
        id=one.id, title=one.title, subtitle=one.subtitle, badge=one.badge, tone=one.tone, shape=one.shape, right=one.right,
        tip=f"{one.title}\n{one.tip}",
    )
