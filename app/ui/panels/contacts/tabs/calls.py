"""The call log: every call that came in, searched, sorted and exported; joined to incidents, put right, struck."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.calls import rows_of
from app.desk.describe import Describer
from app.domain.calls.commands import CorrectCall, JoinCall, LogCall, StrikeCall
from app.domain.calls.model import CHANNELS, CallCategory, CallWords, LoggedCall
from app.domain.calls.rules import masked
from app.domain.incident.model import Place
from app.domain.record import Command
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, SectionHeader
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services

LONGEST = 200


class CallLog(QWidget):
    """All calls; below them the one that is chosen, with what it was before it was put right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.table = RowsView(
            self._columns(), lambda row: row["id"], title=translate("DutyRoom", "Call log"), initials=search_keys,
            empty=(translate("DutyRoom", "No calls were logged"),
                   translate("DutyRoom", "The intake line (F2) logs a call with its incident; here one is logged without")),
        )
        self.whole = QCheckBox(translate("DutyRoom", "Export whole numbers"))
        self.whole.setToolTip(translate("DutyRoom", "Otherwise the middle of every number is hidden in the exported table"))
        self.detail = CallDetail(services)
        self._log = Button(translate("DutyRoom", "Log a call…"), "add", "primary")
        self._join = Button(translate("DutyRoom", "Join an incident…"), "call-in")
        self._correct = Button(translate("DutyRoom", "Put right…"), "edit")
        self._strike = Button(translate("DutyRoom", "Strike…"), "close")
        for button, work in (
            (self._log, self.log), (self._join, self.join), (self._correct, self.correct), (self._strike, self.strike),
        ):
            button.clicked.connect(lambda _checked=False, work=work: services.run(work(), self))
        self.table.selected.connect(lambda _row: self._show_chosen())
        self.table.activated.connect(self._open)
        self._lay_out()
        self._show_chosen()

    def show_state(self, state: State) -> None:
        """Show this state."""
        describer = Describer(self.services.workspace.desk.reference, self.services.wording)
        self.table.set_rows(rows_of(state, describer, whole_numbers=True))
        self._show_chosen()

    async def log(self) -> None:
        """Write a call down, with or without an incident."""
        form = Form((*self._fields(), self._incidents(required=False)), now=self.services.workspace.desk.clock.now, compact=True)
        form.set_values({"category": CallCategory.OTHER.value, "channel": "phone"})

        def command(values: Mapping[str, Any]) -> Command:
            return LogCall(words=_words(values), incident_id=values["incident"] or "")

        title, text = translate("DutyRoom", "Log a call"), translate("DutyRoom", "In the caller's own words, as far as possible.")
        await ask_command(self.services, self, title, text, form, translate("DutyRoom", "Log"), command)

    async def join(self) -> None:
        """Say which incident the chosen call is about; another one needs a reason."""
        call = self._chosen()
        if call is None:
            return
        moved = bool(call.incident_id)
        form = Form(
            (
                self._incidents(required=not moved),
                Field(key="reason", label=translate("DutyRoom", "Reason"), required=moved, max_length=LONGEST),
            ),
            compact=True,
        )
        form.set_values({"incident": call.incident_id or None})

        def command(values: Mapping[str, Any]) -> Command:
            return JoinCall(call_id=call.id, incident_id=values["incident"] or "", reason=values["reason"] or "")

        text = translate("DutyRoom", "Both incidents tell that the call was moved.") if moved else ""
        title = translate("DutyRoom", "Which incident is the call about?")
        await ask_command(self.services, self, title, text, form, translate("DutyRoom", "Join"), command)

    async def correct(self) -> None:
        """Put right what was written down wrongly; the old words stay, struck through."""
        call = self._chosen()
        if call is None:
            return
        reason = Field(key="reason", label=translate("DutyRoom", "Reason"), required=True, max_length=LONGEST)
        form = Form((*self._fields(), reason), now=self.services.workspace.desk.clock.now, compact=True)
        own = call.words
        form.set_values({
            "text": own.text, "at": call.at, "category": own.category.value, "caller": own.caller, "phone": own.phone,
            "organisation": own.organisation, "channel": own.channel, "place": own.place.words, "remark": own.remark,
        })  # fmt: skip

        def command(values: Mapping[str, Any]) -> Command:
            return CorrectCall(call_id=call.id, words=_words(values, call), reason=values["reason"] or "")

        text = translate("DutyRoom", "The old words stay readable, with the reason.")
        await ask_command(
            self.services, self, translate("DutyRoom", "Put a call right"), text, form, translate("DutyRoom", "Save"), command
        )

    async def strike(self) -> None:
        """Strike the chosen call through."""
        call = self._chosen()
        if call is None:
            return
        form = Form((Field(key="reason", label=translate("DutyRoom", "Reason"), required=True, max_length=LONGEST),), compact=True)
        await ask_command(
            self.services, self, translate("DutyRoom", "Strike a call"),
            translate("DutyRoom", "It stays readable, with the reason."), form, translate("DutyRoom", "Strike"),
            lambda values: StrikeCall(call_id=call.id, reason=values["reason"] or ""),
        )

    def _open(self, row: dict[str, Any]) -> None:
        if row["incident_id"]:
            self.services.navigator.show_incident(row["incident_id"], "timeline")
        else:
            self.services.run(self.join(), self)

    def _chosen(self) -> LoggedCall | None:
        call = self.services.state.calls.get(self.table.current_id)
        return call if call is not None and call.stands else None

    def _show_chosen(self) -> None:
        row = self.table.current
        standing = self._chosen() is not None
        for button in (self._join, self._correct, self._strike):
            button.setEnabled(standing)
        self.detail.show_row(row)

    def _fields(self) -> tuple[Field, ...]:
        say = self.services.wording.say
        named = [(code, say(f"caller.{code}")) for code in CHANNELS]
        categories = [(one.value, say(f"call_category.{one}")) for one in CallCategory]
        return (
            Field(key="text", label=say("call_field.text"), kind=FieldKind.MULTILINE, required=True, lines=3, max_length=5000),
            Field(key="category", label=say("call_field.category"), kind=FieldKind.CHOICE, required=True,
                  choices=_choices(categories)),
            Field(key="at", label=say("call_field.at"), kind=FieldKind.DATETIME),
            Field(key="caller", label=say("call_field.caller"), max_length=40),
            Field(key="phone", label=say("call_field.phone"), max_length=40),
            Field(key="organisation", label=say("call_field.organisation"), max_length=80),
            Field(key="channel", label=say("call_field.channel"), kind=FieldKind.CHOICE, choices=_choices(named)),
            Field(key="place", label=say("call_field.place"), max_length=120),
            Field(key="remark", label=say("call_field.remark"), max_length=LONGEST),
        )

    def _incidents(self, *, required: bool) -> Field:
        describer = Describer(self.services.workspace.desk.reference, self.services.wording)
        known = sorted(self.services.state.incidents.values(), key=lambda one: one.number, reverse=True)
        pairs = [(one.id, f"{one.number} {describer.incident_title(one)}") for one in known if one.is_open]
        return Field(
            key="incident", label=translate("DutyRoom", "Incident"), kind=FieldKind.CHOICE, required=required,
            choices=_choices(pairs), placeholder=translate("DutyRoom", "none"),
        )

    def _columns(self) -> tuple[Column, ...]:
        say = self.services.wording.say

        def exported(row: dict[str, Any]) -> str:
            return str(row["phone"]) if self.whole.isChecked() else masked(row["phone"])

        def struck(row: dict[str, Any]) -> str:
            return say("calls.struck", reason=row["struck_reason"]) if row["struck_reason"] else ""

        def tone(row: dict[str, Any]) -> str:
            return "muted" if row["struck_reason"] else "neutral"

        return (
            Column(key="at", title=say("call_field.at"), text=lambda row: row["at"][:16].replace("T", " "), width=130, tone=tone),
            Column(key="category", title=say("call_field.category"), text=lambda row: row["category_name"], width=80),
            Column(key="caller", title=say("call_field.caller"), text=lambda row: f"{row['organisation']} {row['caller']}".strip(),
                   width=110),
            Column(key="phone", title=say("call_field.phone"), text=lambda row: row["phone"], width=120, export=exported),
            Column(key="text", title=say("call_field.text"), text=lambda row: " ".join(row["text"].split()), stretch=True,
                   tip=lambda row: row["text"], tone=tone, export=lambda row: row["text"]),
            Column(key="place", title=say("call_field.place"), text=lambda row: row["place"], width=120),
            Column(key="incident", title=translate("DutyRoom", "Incident"), text=lambda row: row["incident"], width=110,
                   tip=lambda row: row["incident_title"]),
            Column(key="taken_by", title=translate("DutyRoom", "Taken by"), text=lambda row: row["taken_by"], width=80),
            Column(key="channel", title=say("call_field.channel"), text=lambda row: row["channel_name"], width=90, extra=True),
            Column(key="remark", title=say("call_field.remark"), text=lambda row: row["remark"], width=110, extra=True),
            Column(key="struck", title=translate("DutyRoom", "Struck"), text=struck, width=110, tone=tone),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        head = SectionHeader(translate("DutyRoom", "Call log"))
        for button in (self._log, self._join, self._correct, self._strike):
            head.add(button)
        foot = QHBoxLayout()
        foot.addWidget(self.detail, 1)
        foot.addWidget(self.whole)
        layout = QVBoxLayout(self)
        margin = theme.length("s")
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        if self.services.memory is not None:
            self.services.memory.keep_header("calls", self.table.view.horizontalHeader())


def _choices(pairs: list[tuple[Any, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, f"{value} {search_keys(name)}") for value, name in pairs)


def _words(values: Mapping[str, Any], known: LoggedCall | None = None) -> CallWords:
    """The typed values; the point of the place stays where its words were not changed."""
    typed = values["place"] or ""
    place = known.words.place if known is not None and known.words.place.words == typed else Place(typed)
    return CallWords(
        text=values["text"] or "", at=values["at"], caller=values["caller"] or "", phone=values["phone"] or "",
        organisation=values["organisation"] or "", channel=values["channel"] or "phone",
        category=CallCategory(values["category"] or CallCategory.OTHER), place=place, remark=values["remark"] or "",
    )


class CallDetail(QWidget):
    """The whole of a call: its words, where it belonged before, and what it said before it was put right, struck through."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(current_theme().length("xs"))
        self._shown: list[tuple[str, bool]] = []

    @property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Every line, and whether it is struck through."""
        return tuple(self._shown)

    def show_row(self, row: dict[str, Any] | None) -> None:
        """Show this call, nothing for none."""
        lines = _lines(row, self._services) if row is not None else []
        if lines == self._shown:
            return
        self._shown = lines
        while self._layout.count():
            old = self._layout.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, struck in lines:
            label = Text(text, "caption")
            label.setWordWrap(True)
            font = label.font()
            font.setStrikeOut(struck)
            label.setFont(font)
            self._layout.addWidget(label)
        self.setVisible(bool(lines))


def _lines(row: dict[str, Any], services: Services) -> list[tuple[str, bool]]:
    say = services.wording.say
    lines = [(row["text"], bool(row["struck_reason"]))]
    if row["struck_reason"]:
        lines.append((say("calls.struck", reason=row["struck_reason"]), False))
    if row["earlier_incidents"]:
        lines.append((say("calls.moved_from", incidents=say("list.separator").join(row["earlier_incidents"])), False))
    for one in row["corrections"]:
        at = one["at"][5:16].replace("T", " ")
        lines.append((say("calls.corrected_by", by=one["by"], at=at, reason=one["reason"]), False))
        for name, was in one["before"].items():
            value = _was(name, was, say)
            lines.append((say("calls.was", field=say(f"call_field.{name}"), value=value), True))
    return lines


def _was(name: str, value: str, say: Any) -> str:
    if name == "category":
        return str(say(f"call_category.{value}"))
    if name == "channel":
        return str(say(f"caller.{value}"))
    if name == "at":
        return to_local(datetime.fromisoformat(value)).strftime("%m-%d %H:%M")
    return value or "—"


TAB = TabSpec("calls", 30, ("calls", "incidents"), CallLog)
