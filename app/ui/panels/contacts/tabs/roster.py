"""The duty roster: the month as a grid that is typed into, who is on now and next, what to look at, counts, swaps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.duty_roster import Remark, RosterWords
from app.domain.roster.commands import AssignSlot, ClearSlot, PublishRoster
from app.domain.roster.model import SlotRef
from app.domain.roster.rules import days_of, gaps, held, month_of, next_turn, on_duty
from app.domain.roster.rules import services as services_of
from app.domain.state import State
from app.ui.kit.bars import Banner
from app.ui.kit.dialogs import confirm, prompt_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import icon
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Button
from app.ui.panels.contacts import roster_files
from app.ui.panels.contacts.roster_dialogs import ask_pattern, ask_swap, known_names, today_of
from app.ui.panels.contacts.roster_grid import MonthGrid, MonthModel, lines_of
from app.ui.panels.contacts.roster_plan import plan_month, service_columns
from app.ui.panels.contacts.roster_swaps import SwapPane
from app.ui.panels.tabs import TabSpec
from app.ui.services import Services


class DutyRoster(TickingWidget):
    """A month of the duty roster."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.month = month_of(today_of(services))
        self._minute = 0
        self.title = Text("", "title")
        self.state_line = Text("", "caption")
        self.turns = Text("")
        self.turns.setWordWrap(True)
        self.banner = Banner(tone="watch", action=translate("DutyRoster", "Import holidays…"))
        say = services.wording.say
        self.model = MonthModel(say("roster.nobody"), (say("roster.paper.day"), say("roster.paper.kind")), self)
        self.grid = MonthGrid(self.model, translate("DutyRoster", "The month, days down and posts across"))
        self.remarks = RowsView(
            (Column(key="text", title=translate("DutyRoster", "To look at"), text=lambda row: row[1].text, stretch=True,
                    tip=lambda row: row[1].text, tone=lambda row: row[1].tone),),
            lambda row: str(row[0]), title=translate("DutyRoster", "To look at"), initials=search_keys,
            empty=(translate("DutyRoster", "Nothing to look at"), ""),
        )  # fmt: skip
        self.counts = RowsView(
            service_columns(), lambda one: f"{one.contact_id}/{one.name}", title=translate("DutyRoster", "Duties"),
            initials=search_keys, empty=(translate("DutyRoster", "Nobody is on this month's roster"), ""),
        )
        self.swaps = SwapPane(services)
        self._plan = Button(translate("DutyRoster", "Plan…"), "calendar", "primary")
        self._publish = Button(translate("DutyRoster", "Publish…"), "check")
        self._swap = Button(translate("DutyRoster", "Swap…"), "compare")
        self._print = Button(translate("DutyRoster", "Sheet…"), "print")
        self.side = QTabWidget()
        self._lay_out()
        self._join()

    def show_state(self, state: State) -> None:
        """Show this state."""
        days, today = days_of(self.month), today_of(self.services)
        words = self._words(state)
        year, number = self.month.split("-")
        self.title.setText(self.services.wording.say("roster.month.title", year=year, month=int(number)))
        published = state.roster.published.get(self.month)
        describer = Describer(self.services.workspace.desk.reference, self.services.wording)
        say = self.services.wording.say
        shifts = say("roster.paper.shifts", shifts=words.shift_line())
        draft = say("roster.paper.draft")
        put_up = say("roster.paper.published", at=describer.clock(published.at), by=published.by) if published else draft
        self.state_line.setText(f"{put_up}  {shifts}")
        self._show_turns(state, words)
        remarks = words.remarks(days)
        self.banner.show_text(
            "\n".join(one.text for one in remarks if not one.key), "watch", translate("DutyRoster", "Import holidays…")
        )
        self.grid.names = known_names(self.services)
        turned = not self.model.lines or self.model.lines[0].day != days[0]
        self.model.show_lines(words.columns(), lines_of(words, days, today))
        if turned and today in days:
            self.grid.scrollTo(self.model.index(today.day - 1, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        shown = [one for one in remarks if one.key]
        self.remarks.set_rows(list(enumerate(shown)))
        self.counts.set_rows(services_of(words.pattern, words.calendar, held(state.roster, days)))
        waiting = self.swaps.show_state(state)
        for place, (title, count) in enumerate(
            ((translate("DutyRoster", "To look at"), len(shown)), (translate("DutyRoster", "Duties"), 0),
             (translate("DutyRoster", "Swaps"), waiting))
        ):  # fmt: skip
            self.side.setTabText(place, f"{title} ({count})" if count else title)
        self._plan.setEnabled(published is None and not self.services.workspace.read_only)
        self._publish.setEnabled(published is None and not self.services.workspace.read_only)

    def tick(self) -> None:
        """A new minute may mean another shift."""
        minute = int(self.services.workspace.desk.clock.now().timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._show_turns(self.services.state, self._words(self.services.state))

    def show_month(self, month: str) -> None:
        """Turn to a month."""
        self.month = month
        self.show_state(self.services.state)

    def turn(self, step: int) -> None:
        """Turn to the month before or after; nothing happens at the ends of the calendar."""
        days = days_of(self.month)
        day = days[-1] + timedelta(days=1) if step > 0 else days[0] - timedelta(days=1)
        if 2000 <= day.year < 2100:
            self.show_month(month_of(day))

    async def assign(self, ref: SlotRef, name: str) -> None:
        """Give a post to a name that was typed, or clear it; a published month asks for the reason first."""
        reason = await self._reason(ref.day)
        if reason is None:
            return
        command = AssignSlot(ref=ref, name=name, reason=reason) if name else ClearSlot(ref=ref, reason=reason)
        await self.services.attempt(command)

    async def publish(self) -> None:
        """Put the month up after a person has agreed, also to what is still free."""
        state, words = self.services.state, self._words(self.services.state)
        free = len(gaps(state.roster, words.pattern, words.calendar, days_of(self.month)))
        consequence = translate("DutyRoster", "Later changes of {month} need a reason and stay marked.").format(month=self.month)
        if free:
            consequence += "\n" + translate("DutyRoster", "{count} posts are still free.").format(count=free)
        title, label = translate("DutyRoster", "Publish the month"), translate("DutyRoster", "Publish")
        if await confirm(self, title, consequence, label):
            await self.services.attempt(PublishRoster(month=self.month, confirmed=("gaps",) if free else ()))

    async def swap(self) -> None:
        """Ask for a swap of the duty under the cursor."""
        cell = self.grid.current
        if await ask_swap(self.services, self, cell.ref if cell is not None and cell.name else None):
            self.side.setCurrentWidget(self.swaps)

    async def take_in(self) -> None:
        """Take a workbook in and turn to its month."""
        month = await roster_files.import_month(self.services, self)
        if month:
            self.show_month(month)

    async def holidays(self) -> None:
        """Take holidays in and count anew."""
        if await roster_files.import_calendar(self.services, self):
            self.show_state(self.services.state)

    async def _reason(self, day: date) -> str | None:
        if month_of(day) not in self.services.state.roster.published:
            return ""
        title = translate("DutyRoster", "The month is published")
        return await prompt_text(self, title, translate("DutyRoster", "Reason"))

    def _words(self, state: State) -> RosterWords:
        return RosterWords(state, Describer(self.services.workspace.desk.reference, self.services.wording))

    def _show_turns(self, state: State, words: RosterWords) -> None:
        now = self.services.workspace.desk.clock.now()
        running, coming = on_duty(state.roster, words.pattern, now), next_turn(state.roster, words.pattern, now)
        said = self.services.wording.say
        lines = ((said("cli.roster.now"), words.turn(running)), (said("cli.roster.next"), words.turn(coming)))
        self.turns.setText("\n".join(f"{title}  {line}" for title, line in lines if line))

    def _look_at(self, row: tuple[int, Remark] | None) -> None:
        if row is not None:
            self.grid.go_to(row[1].key)

    def _join(self) -> None:
        def does(work: Callable[[], Awaitable[object]]) -> Callable[[], None]:
            return lambda: self.services.run(_ignored(work), self)

        self._plan.clicked.connect(does(lambda: plan_month(self.services, self, self.month)))
        self._publish.clicked.connect(does(self.publish))
        self._swap.clicked.connect(does(self.swap))
        self._print.clicked.connect(does(lambda: roster_files.print_month(self.services, self, self.month)))
        self.banner.acted.connect(does(self.holidays))
        self.model.typed.connect(lambda ref, name: self.services.run(self.assign(ref, name), self))
        self.grid.cleared.connect(lambda ref: self.services.run(self.assign(ref, ""), self))
        self.remarks.activated.connect(self._look_at)

    def _more(self) -> Button:
        button = Button(translate("DutyRoster", "Files"), "table")
        menu = QMenu(button)
        for text, picture, work in (
            (translate("DutyRoster", "Import from Excel…"), "import", self.take_in),
            (translate("DutyRoster", "Export or template (Excel)…"), "export",
             lambda: roster_files.export_month(self.services, self, self.month)),
            (translate("DutyRoster", "Import holidays…"), "calendar", self.holidays),
            (translate("DutyRoster", "Shifts and posts…"), "settings", lambda: ask_pattern(self.services, self)),
        ):  # fmt: skip
            action = menu.addAction(icon(picture), text)
            action.triggered.connect(lambda _checked=False, work=work: self.services.run(_ignored(work), self))
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        theme = current_theme()
        back = Button("", "left", "quiet", translate("DutyRoster", "The month before"))
        forward = Button("", "right", "quiet", translate("DutyRoster", "The month after"))
        now = Button(translate("DutyRoster", "This month"), variant="quiet")
        back.setAccessibleName(translate("DutyRoster", "The month before"))
        forward.setAccessibleName(translate("DutyRoster", "The month after"))
        back.clicked.connect(lambda: self.turn(-1))
        forward.clicked.connect(lambda: self.turn(1))
        now.clicked.connect(lambda: self.show_month(month_of(today_of(self.services))))
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        for widget in (back, self.title, forward, now):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self._plan, self._publish, self._swap, self._more(), self._print):
            head.addWidget(widget)
        legend = Text(
            translate("DutyRoster", "● holiday  ○ weekend  ◆ worked weekend  ▲ free  △ changed or swapped  ※ to look at   "
                                    "Type a name, Enter edits, Delete clears"), "caption",
        )  # fmt: skip
        for page, title in (
            (self.remarks, translate("DutyRoster", "To look at")), (self.counts, translate("DutyRoster", "Duties")),
            (self.swaps, translate("DutyRoster", "Swaps")),
        ):  # fmt: skip
            self.side.addTab(page, title)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.turns)
        beside.addWidget(self.side, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.grid)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(820), theme.px(400)])
        if self.services.memory is not None:
            self.services.memory.keep_splitter("duty_roster", splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.length("s"),) * 4)
        outer.setSpacing(theme.length("xs"))
        outer.addLayout(head)
        outer.addWidget(self.state_line)
        outer.addWidget(self.banner)
        outer.addWidget(splitter, 1)
        outer.addWidget(legend)


async def _ignored(work: Callable[[], Awaitable[object]]) -> None:
    await work()


def _waiting(state: State) -> int:
    return sum(one.is_open for one in state.roster.swaps.values())


TAB = TabSpec("duty_roster", 20, ("roster", "contacts", "shift"), DutyRoster, waiting=_waiting)
