"""The tasks tab: what is recommended, what runs, and the executable checklist."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import matches
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.plan.commands import CompleteTask, ReopenTask, SkipTask
from app.ui.kit.bars import EmptyState, SearchBox
from app.ui.kit.cards import Card
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.places import name_place
from app.ui.panels.duty import activation, tasks_presenter
from app.ui.panels.duty.advice_box import AdviceBox, RunningBars
from app.ui.panels.duty.duty_foot import DutyFoot, act_on_duty
from app.ui.panels.duty.look import Keyed, Tab, column, empty_layout, room_of, row, tab_column
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.tasks_presenter import Advice, Running, TaskRow
from app.ui.panels.duty.together_presenter import beside, offers, together_line
from app.ui.services import Services

_SPACE, _N, _R, _T = Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_T

MOST_LINES = 3
"""Plans that the foot names for one task, the strictest first; the tool tip names all."""


class TasksTab(Tab):
    """Space: done. N: does not apply. R: open again. T: tell the unit that owns it, or record its answer."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._advice: tuple[Advice, ...] = ()
        self._running: tuple[Running, ...] = ()
        self._rows: tuple[TaskRow, ...] = ()
        self._drawn: object = None
        self._boxes = QVBoxLayout()
        self.search = SearchBox()
        self._other = Button(translate("Duty", "Other plan…"), "plan", "quiet")
        self.cards = Keyed(self.clock(), (_SPACE, _N, _R, _T), translate("Duty", "Tasks"))
        self._empty = EmptyState(translate("Duty", "No tasks yet"), icon_name="plan")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        self._whole = Text("")
        self._whole.setWordWrap(True)
        self._whole.setMaximumHeight(2 * self._whole.fontMetrics().lineSpacing() + 4)
        self._more = Elided("", "caption")
        self._lines = tuple(Elided("", "caption") for _ in range(MOST_LINES))
        self.done = Button(translate("Duty", "Done (Space)"), "check", "plain")
        self.skip = Button(translate("Duty", "Does not apply… (N)"), variant="quiet")
        self.reopen = Button(translate("Duty", "Open again… (R)"), "undo", "quiet")
        name_place(self.cards, "tasks.cards")
        name_place(self.done, "tasks.done")
        self.duty = DutyFoot()
        self._foot = QWidget()
        foot = column(self._foot, "", "xs")
        foot.addWidget(self._whole)
        foot.addWidget(self.duty)
        foot.addLayout(row(self.done, self.skip, self.reopen, self._more))
        for line in self._lines:
            foot.addWidget(line)
        layout = tab_column(self)
        layout.addLayout(self._boxes)
        layout.addLayout(row(self.search, self._other))
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._foot)
        self._wire()

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw the recommendations, the responses and the checklist."""
        another = of.id != self.incident_id
        self.incident_id = of.id
        self._advice = tasks_presenter.advice(of, room)
        self._running = tasks_presenter.running(of, room)
        self._rows = tasks_presenter.checklist(of, room)
        self._draw_boxes()
        self._other.setVisible(of.is_open)
        self._draw_cards()
        if another:
            self._to_first_open()

    @property
    def rows(self) -> tuple[TaskRow, ...]:
        """The checklist as it is shown, unfiltered."""
        return self._rows

    async def respond(self) -> None:
        """Answer the first recommendation, or choose a plan where nothing is recommended (F5)."""
        waiting = offers(self._advice)
        if not waiting:
            await self._choose_plan()
        else:
            first, _ = waiting[0]
            await self._answer("upgrade" if first.upgrade_of else "activate", first.plan_id)

    def focus_tasks(self) -> None:
        """Put the keyboard into the checklist."""
        self.cards.setFocus()
        if not self.cards.current_id:
            self._to_first_open()

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._draw_cards())
        self.search.left.connect(self.focus_tasks)
        self._other.clicked.connect(lambda: self.services.run(self._choose_plan(), self))
        self.cards.selected.connect(lambda _id: self._draw_foot())
        self.cards.activated_card.connect(lambda task_id: self._on_key(_SPACE, task_id))
        self.cards.pressed.connect(self._on_key)
        buttons = ((self.done, _SPACE), (self.skip, _N), (self.reopen, _R), (self.duty.button, _T))
        for button, key in buttons:
            button.clicked.connect(lambda _checked=False, key=key: self._on_key(key, self.cards.current_id))

    def _draw_boxes(self) -> None:
        waiting = offers(self._advice)
        if (waiting, self._running) == self._drawn:
            return
        self._drawn = (waiting, self._running)
        empty_layout(self._boxes)
        room = room_of(self.services)
        for one, others in waiting:
            box = AdviceBox(one, together_line(others, room))
            box.wanted.connect(lambda action, plan_id: self.services.run(self._answer(action, plan_id), self))
            self._boxes.addWidget(box)
        if self._running:
            bars = RunningBars(self._running, room)
            bars.wanted.connect(lambda action, activation_id: self.services.run(self._change(action, activation_id), self))
            self._boxes.addWidget(bars)

    def _draw_cards(self) -> None:
        query = self.search.text()
        shown = [row for row in self._rows if not query.strip() or any(matches(query, said) for said in _found_by(row))]
        self.cards.set_cards([_card(one) for one in shown])
        self._stack.setCurrentIndex(0 if shown else 1)
        if not self._rows:
            hint = translate("Duty", "Activate a plan with F5: its tasks become the checklist")
            self._empty.set_text(translate("Duty", "No tasks yet"), hint)
        elif not shown:
            self._empty.set_text(translate("Duty", "Nothing found"))
        self.search.setVisible(bool(self._rows))
        self._draw_foot()

    def _to_first_open(self) -> None:
        first = next((one.id for one in self._rows if one.status == "open"), "")
        if first and self.cards.select(first):
            self.cards.scrollTo(self.cards.currentIndex(), Keyed.ScrollHint.PositionAtTop)

    def _draw_foot(self) -> None:
        task = self._task(self.cards.current_id)
        of = self.incident
        self._foot.setVisible(task is not None)
        if task is None or of is None:
            return
        self._whole.setText(task.text)
        self._whole.setToolTip(task.text)
        self._more.setText(task.who if task.lines else f"{task.who}  ·  {task.basis}")
        for place, line in enumerate(self._lines):
            line.setText(task.lines[place] if place < len(task.lines) else "")
            line.setVisible(place < len(task.lines))
        self.duty.show_line(task.duty, of)
        self.done.setVisible(task.status == "open")
        self.skip.setVisible(task.status == "open")
        self.reopen.setVisible(task.status != "open")
        for button in (self.done, self.skip, self.reopen):
            button.setEnabled(of.is_open)

    def _task(self, task_id: str) -> TaskRow | None:
        return next((one for one in self._rows if one.id == task_id), None)

    def _on_key(self, key: int, task_id: str) -> None:
        task = self._task(task_id)
        if task is None:
            return
        if key == _T:
            self.services.run(act_on_duty(self.services, self, self.incident_id, task.id), self)
        elif key == _R or (key == _SPACE and task.status != "open"):
            self.services.run(self._reopen(task), self)
        elif task.status == "open":
            self.services.run(self._skip(task) if key == _N else self._complete(task), self)

    async def _complete(self, task: TaskRow) -> None:
        await self.services.attempt(CompleteTask(incident_id=self.incident_id, task_id=task.id))

    async def _skip(self, task: TaskRow) -> None:
        reason = await prompt_text(self, task.text, translate("Duty", "Why does it not apply?"), multiline=True)
        if reason:
            await self.services.attempt(SkipTask(incident_id=self.incident_id, task_id=task.id, reason=reason))

    async def _reopen(self, task: TaskRow) -> None:
        if task.status == "open":
            return
        reason = await prompt_text(self, task.text, translate("Duty", "Why is it opened again?"), multiline=True)
        if reason:
            await self.services.attempt(ReopenTask(incident_id=self.incident_id, task_id=task.id, reason=reason))

    async def _answer(self, action: str, plan_id: str) -> None:
        of = self.incident
        one = next((one for one in self._advice if one.plan_id == plan_id), None)
        plan = self.services.workspace.desk.reference.plans.get(plan_id)
        if of is None or one is None or plan is None:
            return
        if action == "decline":
            await activation.decline(self.services, self, of, one)
        elif one.upgrade_of:
            live = next(each for each in of.activations if each.id == one.upgrade_of)
            await activation.change_level(self.services, self, of, live, one.level)
        else:
            await activation.activate(self.services, self, of, plan, one, beside(one.plan_type, one.plan_id, self._advice))

    async def _change(self, action: str, activation_id: str) -> None:
        of = self.incident
        live = next((each for each in of.activations if each.id == activation_id), None) if of else None
        if of is None or live is None:
            return
        if action == "level":
            await activation.change_level(self.services, self, of, live)
        else:
            await activation.end_response(self.services, self, of, live)

    async def _choose_plan(self) -> None:
        of = self.incident
        if of is None or not of.is_open:
            return
        room = room_of(self.services)
        given = tasks_presenter.advice(of, room)
        fitting = [one for one in given if not one.upgrade_of]
        if not fitting:
            self.services.navigator.say(translate("Duty", "No other plan covers this kind of incident"), "watch")
            return
        options = [Option(one.plan_id, one.title, one.declined or one.level_text) for one in fitting]
        plan_id = await choose(self, translate("Duty", "Which plan?"), options)
        if plan_id is not None:
            one = next(one for one in fitting if one.plan_id == plan_id)
            others = beside(one.plan_type, plan_id, given)
            await activation.activate(self.services, self, of, room.reference.plans[plan_id], one, others)


def _card(one: TaskRow) -> Card:
    owner = one.duty.short if one.duty is not None else ""
    under = "  ·  ".join(part for part in (owner, one.settled or one.who) if part)
    return Card(
        id=one.id, title=one.text, subtitle=under, badge=one.badge, tone=one.tone, shape=one.shape,
        due_at=one.due_at if one.status == "open" else None, tip=_tip(one),
    )


def _found_by(one: TaskRow) -> tuple[str, ...]:
    """What the search looks at: the words, who does it, and the plans and bases."""
    return one.text, one.who, *one.bases


def _tip(one: TaskRow) -> str:
    return "\n".join(part for part in (one.text, one.who, one.stricter, *(one.bases or (one.basis,)), one.settled) if part)
