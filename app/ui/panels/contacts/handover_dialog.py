"""The handover in the window: every open matter on the left, the chosen one in full on the right, Enter accepts it and goes to
the next; both names below. It can be closed and gone on with later: what was accepted stands in the journal."""

from __future__ import annotations

from datetime import datetime

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.describe_handover import item_due, item_incident, item_title, kind_name
from app.desk.duty_sheets import handover_sheet
from app.domain.handover.commands import AcceptItem, CompleteHandover, GiveUpHandover
from app.domain.handover.model import Acceptance, Handover, HandoverItem, HandoverKind
from app.domain.handover.rules import items_of
from app.domain.record import Command
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, prompt_text
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.contacts.sheets import head_of, print_sheet
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services

LONGEST = 200
_KINDS = tuple(HandoverKind)


class MatterRow(msgspec.Struct, frozen=True):
    """A matter as the list shows it; ``acceptance`` is ``None`` while nobody has accepted it."""

    item: HandoverItem
    kind: str
    title: str
    incident: str
    due: str
    overdue: bool
    acceptance: Acceptance | None = None


def matter_rows(state: State, describer: Describer, now: datetime) -> tuple[MatterRow, ...]:
    """What is left first, in the order of the sheet; then what was accepted."""
    accepted = state.handover.accepted if state.handover is not None else {}
    left = [one for one in items_of(state, describer.reference, now) if one.key not in accepted]
    done = sorted(accepted.values(), key=lambda one: (_KINDS.index(one.item.kind), one.item.key))
    rows = [_row(one, describer, now, None) for one in left]
    return (*rows, *(_row(one.item, describer, now, one) for one in done))


def _row(item: HandoverItem, describer: Describer, now: datetime, acceptance: Acceptance | None) -> MatterRow:
    return MatterRow(
        item, kind_name(describer, item.kind), item_title(describer, item), item_incident(describer, item),
        item_due(describer, item, now), item.due_at is not None and item.due_at < now, acceptance,
    )


class HandoverDialog(KitDialog):
    """The page on which a running handover is worked off."""

    def __init__(self, services: Services, parent: QWidget | None, running: Handover) -> None:
        text = translate("Handover", "From {handed} to {officer}, leader {leader}. Every matter is accepted one by one.").format(
            handed=running.from_shift.officer, officer=running.officer, leader=running.leader
        )
        super().__init__(parent, translate("Handover", "Hand the shift over"), text)
        self.services = services
        self._running = running
        self._describer = Describer(services.workspace.desk.reference, services.wording)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(current_theme().px(8))
        self.count = Text("", "label")
        self.matters = RowsView(
            self._columns(), lambda row: row.item.key, title=services.wording.say("paper.handover_sheet.title"),
            initials=search_keys,
            empty=(
                translate("Handover", "Nothing is open"),
                translate("Handover", "Give both names below to complete the handover"),
            ),
        )
        self.facts = Particulars()
        self.remark = QLineEdit()
        self.remark.setMaxLength(500)
        self.remark.setAccessibleName(translate("Handover", "Remark of the relief"))
        self.remark.setPlaceholderText(translate("Handover", "Remark (may be empty)"))
        self.accept_button = Button(translate("Handover", "Accept and next (Enter)"), "check", "primary")
        self.handed_by, self.taken_by = QLineEdit(), QLineEdit()
        self._busy = False
        self._lay_out()
        self._wire()
        self.refresh()
        self._to_next()

    def refresh(self) -> None:
        """Show what is left now: matters come, change and go while the shift is handed over."""
        now = self.services.workspace.desk.clock.now()
        rows = matter_rows(self.services.state, self._describer, now)
        done = sum(1 for row in rows if row.acceptance is not None)
        self.matters.set_rows(rows)
        self.progress.setMaximum(max(len(rows), 1))
        self.progress.setValue(done if rows else 1)
        self.count.setText(
            translate("Handover", "{done} of {all} accepted, {left} left").format(done=done, all=len(rows), left=len(rows) - done)
        )
        self._complete.setEnabled(done == len(rows))
        self._show(self.matters.current)

    async def accept_current(self) -> None:
        """Accept the chosen matter, with the remark, and go to the next that is left."""
        row: MatterRow | None = self.matters.current
        if row is None or row.acceptance is not None or self._busy:
            self._to_next()
            return
        if await self._try(AcceptItem(key=row.item.key, remark=self.remark.text())):
            self.remark.clear()
        self.refresh()
        self._to_next()

    async def complete(self) -> None:
        """Give both names; the dialog closes when the new shift is on duty."""
        command = CompleteHandover(handed_by=self.handed_by.text(), taken_by=self.taken_by.text())
        if await self._try(command):
            super().give("done")
        else:
            self.refresh()

    async def give_up(self) -> None:
        """Break it off, for a reason."""
        title = translate("Handover", "Break the handover off")
        label = translate("Handover", "Reason; what was accepted has to be accepted again")
        reason = await prompt_text(self, title, label)
        if reason is not None and await self._try(GiveUpHandover(reason=reason)):
            super().give("given_up")

    async def print(self) -> None:
        """Print the sheet as it stands."""
        desk = self.services.workspace.desk
        of = desk.state.handover
        if of is not None:
            sheet = handover_sheet(of, desk.state, desk.reference, self._describer, desk.clock.now(), head_of(self.services))
            await print_sheet(self.services, self, "handover_sheet", sheet)

    async def _try(self, command: Command) -> bool:
        self._busy = True
        self.show_error("")
        try:
            await self.services.execute(command)
        except (Refusal, Fault) as no:
            self.show_error(self.services.explain(no))
            field = no.facts.get("field")
            if field in ("handed_by", "taken_by"):
                (self.handed_by if field == "handed_by" else self.taken_by).setFocus()
            return False
        finally:
            self._busy = False
        return True

    def _to_next(self) -> None:
        """Choose the first matter that is left; where none is, ask for the names."""
        left = next((row for row in self.matters.model.shown if row.acceptance is None), None)
        if left is not None:
            self.matters.select(left.item.key)
            self.matters.view.setFocus()
        elif self._complete.isEnabled():
            self.handed_by.setFocus()

    def _show(self, row: MatterRow | None) -> None:
        open_one = row is not None and row.acceptance is None
        self.accept_button.setEnabled(open_one)
        self.remark.setEnabled(open_one)
        if row is None:
            self.facts.show_lines(())
            return
        say = self.services.wording.say
        lines = [
            Particular(say("handover.head.kind"), row.kind), Particular(say("handover.head.item"), row.title),
            Particular(say("handover.head.incident"), row.incident),
            Particular(say("handover.head.limit"), row.due, "alarm" if row.overdue else "neutral"),
        ]
        if row.acceptance is not None:
            who = say("handover.accepted_by", by=row.acceptance.by, at=self._describer.clock(row.acceptance.at))
            lines.append(Particular(say("handover.head.accepted"), who))
            lines.append(Particular(say("handover.head.remark"), row.acceptance.remark))
        self.facts.show_lines(lines)

    def _columns(self) -> tuple[Column, ...]:
        say = self.services.wording.say
        accepted, waiting = translate("Handover", "accepted"), say("handover.open")
        return (
            Column(key="state", title=say("handover.head.accepted"), badge=True, width=76,
                   text=lambda row: accepted if row.acceptance else waiting,
                   tone=lambda row: "ok" if row.acceptance else "watch"),
            Column(key="kind", title=say("handover.head.kind"), text=lambda row: row.kind, width=110,
                   sort=lambda row: _KINDS.index(row.item.kind)),
            Column(key="item", title=say("handover.head.item"), text=lambda row: row.title, stretch=True,
                   tip=lambda row: row.title),
            Column(key="due", title=say("handover.head.limit"), text=lambda row: row.due, width=226,
                   sort=lambda row: (row.item.due_at is None, row.due and row.item.due_at.isoformat()),
                   tone=lambda row: "alarm" if row.overdue and row.acceptance is None else "neutral"),
            Column(key="incident", title=say("handover.head.incident"), text=lambda row: row.incident, width=150, extra=True,
                   tip=lambda row: row.incident),
        )  # fmt: skip

    def _lay_out(self) -> None:
        theme = current_theme()
        self.setMinimumSize(theme.px(1080), theme.px(560))
        self.resize(theme.px(1240), theme.px(640))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.length("m"), 0, 0, 0)
        column.addWidget(self.facts)
        column.addStretch(1)
        column.addWidget(Text(translate("Handover", "Remark of the relief"), "label"))
        column.addWidget(self.remark)
        column.addWidget(self.accept_button)
        right.setMinimumWidth(theme.px(300))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.matters)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        names = QHBoxLayout()
        for label, box in (
            (translate("Handover", "Handed over by"), self.handed_by), (translate("Handover", "Taken over by"), self.taken_by),
        ):
            box.setAccessibleName(label)
            box.setMaxLength(LONGEST)
            names.addWidget(Text(label, "label"))
            names.addWidget(box, 1)
        self.handed_by.setPlaceholderText(self._running.from_shift.officer)
        self.taken_by.setPlaceholderText(self._running.officer)
        self.content.addWidget(self.count)
        self.content.addWidget(self.progress)
        self.content.addWidget(splitter, 1)
        self.content.addLayout(names)
        self._close = self.add_answer(Answer("later", translate("Handover", "Go on later")))
        self._give_up = self.add_answer(Answer("give_up", translate("Handover", "Break off…")))
        self._print = self.add_answer(Answer("print", translate("Handover", "Print the sheet…")))
        self._complete = self.add_answer(Answer("complete", translate("Handover", "Complete the handover"), "primary"))
        for button in (self._close, self._give_up, self._print, self._complete):
            button.setAutoDefault(False)  # Enter belongs to the list: it accepts

    def _wire(self) -> None:
        run = self.services.run
        self.matters.selected.connect(self._show)
        self.matters.activated.connect(lambda _row: run(self.accept_current(), self))
        self.accept_button.clicked.connect(lambda: run(self.accept_current(), self))
        self.accept_button.setAutoDefault(False)
        self.remark.returnPressed.connect(lambda: run(self.accept_current(), self))
        self.handed_by.returnPressed.connect(self.taken_by.setFocus)
        self.taken_by.returnPressed.connect(lambda: run(self.complete(), self))
        self.services.bridge.noticed.connect(self._on_notice)
        self.services.bridge.deadlines_changed.connect(self._on_notice)

    def _on_notice(self, *_: object) -> None:
        if self.services.state.handover is not None and not self._busy:
            self.refresh()

    def give(self, answer_id: str) -> None:
        """Close on "later"; the others do their work first and the dialog stays."""
        works = {"print": self.print, "complete": self.complete, "give_up": self.give_up}
        if answer_id in works:
            self.services.run(works[answer_id](), self)
        else:
            super().give(answer_id)
