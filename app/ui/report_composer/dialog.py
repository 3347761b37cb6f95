"""The composer: what the report must hold at the left, its text in the middle, the figures at the right, the way out below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.reporting.model import Stage
from app.domain.situation.model import ReportStatus, Standing
from app.kernel.errors import Fault, Refusal
from app.ui.kit import tasks
from app.ui.kit.badge import Badge
from app.ui.kit.bars import Banner
from app.ui.kit.cards import Card
from app.ui.kit.dialogs import dressed, prompt_text
from app.ui.kit.drill_mark import mark_of, marked_title
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Countdown, Elided, SectionHeader, Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.look import Keyed, room_of
from app.ui.panels.duty.room import Room
from app.ui.report_composer import difference, elements, presenter, steps
from app.ui.report_composer.address import ask_recipients
from app.ui.report_composer.presenter import ElementRow, FigureRow, ReportChoice
from app.ui.report_composer.sections import TextPane
from app.ui.report_composer.work import ReportWork
from app.ui.services import Services

SAVE_AFTER_MS = 900
"""So long after the last key what was typed is kept."""

Step = Callable[[QWidget, ReportWork], Awaitable[bool]]


class ComposerDialog(QDialog):
    """One report at a time; the choice at the top brings another one of the same incident."""

    drawn = Signal()
    """The dialog shows the desk as it is."""

    def __init__(self, services: Services, parent: QWidget | None, work: ReportWork) -> None:
        super().__init__(parent)
        self.services, self.work = services, work
        self._elements: tuple[ElementRow, ...] = ()
        self._figures: tuple[FigureRow, ...] = ()
        self._choices: tuple[ReportChoice, ...] = ()
        self._offers: dict[str, str] = {}
        self._revision = 0
        self._busy = False
        clock = services.workspace.desk.clock
        self.setModal(True)
        self.setWindowTitle(marked_title(translate("Composer", "Written report"), parent))
        self.choice = QComboBox()
        self.choice.setAccessibleName(translate("Composer", "Report"))
        self.choice.setMinimumContentsLength(14)
        self.status = Badge()
        self.subject = Elided("", "section")
        self.address = Button("", "contact", "quiet")
        self.banner = Banner()
        self.error = Banner()
        self.elements = Keyed(
            clock, (Qt.Key.Key_V, Qt.Key.Key_Space), translate("Composer", "Elements: Enter fills in, (V) marks as being checked")
        )
        self.elements.nothing = translate("Composer", "Nothing is asked of this report")
        self.text = TextPane()
        self.figures = Keyed(clock, (), translate("Composer", "Figures: Enter verifies"))
        self.figures.nothing = translate("Composer", "No figure is recorded")
        self.due = Elided("", "label")
        self.left = Countdown(clock)
        self._heads = {
            name: SectionHeader(title) for name, title in (
                ("elements", translate("Composer", "Must be in it")), ("figures", translate("Composer", "Figures")),
            )
        }
        self.buttons = self._make_buttons()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._lay_out()
        self._wire()
        self.draw()

    # --- what it shows ---

    def draw(self) -> None:
        """Show the report as the desk has it; what is being typed stays."""
        room, report = room_of(self.services), self.work.report
        of = self.work.incident
        self._revision = report.revision
        self._elements = presenter.element_rows(self.work.checks(), room, report)
        self._figures = presenter.figure_rows(self.work.figures(), room)
        self._offers = self.work.offers(self.work.now()) if report.is_editable else {}
        self._draw_choice(room)
        tone, shape = presenter.STATUS_LOOKS[report.status]
        self.status.show_as(room.say(f"report_status.{report.status}"), tone, shape)
        area = room.wording.text(room.state.profile.name) if room.state.profile else ""
        self.subject.setText(f"{of.number}  {room.describer.incident_title(of)}" if of is not None else area)
        to = room.say("list.separator").join(room.describer.role(role) for role in report.to_roles)
        self.address.setText(translate("Composer", "To: {roles}").format(roles=to or "—"))
        self.banner.show_text(*presenter.status_line(report, room))
        self.elements.set_cards([_element_card(one) for one in self._elements])
        self.figures.set_cards([_figure_card(one) for one in self._figures])
        lacking = sum(1 for one in self._elements if one.check.standing is Standing.MISSING)
        self._heads["elements"].set_title(
            translate("Composer", "Must be in it"),
            translate("Composer", "{count} missing").format(count=lacking) if lacking else translate("Composer", "complete"),
        )
        moved = sum(1 for one in self._figures if one.moved)
        self._heads["figures"].set_title(
            translate("Composer", "Figures"), translate("Composer", "{count} changed").format(count=moved) if moved else ""
        )
        self.text.show_report(report, self._offers, room)
        line = presenter.due_line(self.work.owed(), room)
        self.due.setText(line.text)
        self.left.set_due(line.due_at, line.tone)
        self._enable()
        self.drawn.emit()

    def _draw_choice(self, room: Room) -> None:
        self._choices = presenter.choices(self.work.report.incident_id, room)
        shown = [one for one in self._choices]
        if all(one.report_id != self.work.report_id for one in shown):
            report = self.work.report
            shown.insert(0, ReportChoice(report.id, report.stage, presenter.report_name(report, room)))
        self._choices = tuple(shown)
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        for one in self._choices:
            self.choice.addItem(one.text)
        self.choice.setCurrentIndex(next(at for at, one in enumerate(self._choices) if one.report_id == self.work.report_id))
        self.choice.blockSignals(blocked)

    def _enable(self) -> None:
        report = self.work.report
        editable, is_open = report.is_editable, report.is_open
        may = {
            "refresh": editable,
            "phone": report.status is not ReportStatus.WITHDRAWN,
            "submit": editable and report.status is ReportStatus.DRAFT,
            "return": report.status is ReportStatus.SUBMITTED,
            "sign": editable, "authorise": editable,
            "send": report.signature is not None and report.status is not ReportStatus.WITHDRAWN,
            "withdraw": is_open,
        }
        for name, button in self.buttons.items():
            button.setEnabled(may.get(name, True))
        self.buttons["return"].setVisible(may["return"])
        self.buttons["submit"].setVisible(not may["return"])
        self.address.setEnabled(editable)

    # --- what it does ---

    async def keep(self) -> bool:
        """Keep what was typed; whether nothing is left to be kept."""
        self._timer.stop()
        texts = self.text.written_texts()
        if not texts:
            return True
        if not self.work.report.is_editable:
            return False
        return await self._try(self.work.write(texts, self._revision))

    async def take_step(self, step: Step) -> None:
        """Keep what was typed, then do this with the report."""
        if self._busy:
            return
        self._busy = True
        try:
            if await self.keep():
                await self._try(step(self, self.work))
        finally:
            self._busy = False
        if tasks.alive(self):
            self.draw()

    async def refresh(self) -> None:
        """Put in what is new; sections written by hand are only offered the new text."""
        await self.take_step(_refresh)

    async def look_at_offer(self, code: str) -> None:
        """Compare the own text with the new one and decide."""
        if not await self.keep() or code not in self._offers:
            return
        section = self.work.report.section(code)
        name = room_of(self.services).say(f"report_section.{code}")
        chosen = await difference.ask_which(self, name, section.text if section else "", self._offers[code])
        if chosen:
            taken, kept = ((code,), ()) if chosen == "take" else ((), (code,))
            await self._try(self.work.refresh(taken, kept))
            self.draw()

    async def fill_in(self) -> None:
        """Go to where the current element is given."""
        row = next((one for one in self._elements if one.code == self.elements.current_id), None)
        if row is None or not await self.keep():
            return
        if not self.work.report.is_editable:
            self._say(translate("Composer", "The report is signed; tell what is new in the next one"))
            return
        try:
            rest = await elements.fill_in(self, self.work, row)
        except (Refusal, Fault) as no:
            self._say(self.services.explain(no))
            return
        if rest == elements.SIGN:
            await self.take_step(steps.sign)
        elif rest:
            self.text.focus_section(rest.partition(":")[2])
        else:
            await self._try(self.work.refresh())
        if tasks.alive(self):
            self.draw()

    async def toggle_checking(self) -> None:
        """Say of the current element that it is 正在核实, or not any more."""
        row = next((one for one in self._elements if one.code == self.elements.current_id), None)
        if row is None or row.check.standing is Standing.GIVEN or not await self.keep():
            return
        verifying = row.check.standing is Standing.MISSING
        await self._try(self.work.mark((row.code,), verifying=verifying))
        self.draw()

    async def choose(self, place: int) -> None:
        """Look at another report of the incident, or begin one."""
        one = self._choices[place]
        if await self.keep():
            if one.report_id:
                self.work = ReportWork(self.services, one.report_id)
            else:
                await self._try(self._begin(one.stage))
        self.draw()

    async def _begin(self, stage: Stage) -> None:
        question = ""
        if stage is Stage.VERIFICATION:
            label = translate("Composer", "What does the superior want checked?")
            question = await prompt_text(self, room_of(self.services).say(f"stage.{stage}"), label, multiline=True) or ""
            if not question:
                return
        report = self.work.report
        self.work = await ReportWork.begin(self.services, report.incident_id, stage, report.to_roles, question)

    async def _try(self, doing: Awaitable[object]) -> bool:
        """Whether it was done; a refusal or a fault is shown above the text."""
        self.error.show_text("")
        try:
            await doing
        except (Refusal, Fault) as no:
            if tasks.alive(self):
                self._say(self.services.explain(no), "alarm")
            return False
        return True

    def _say(self, text: str, tone: str = "watch") -> None:
        self.error.show_text(text, tone)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept."""
        self.done(0)
        event.accept()

    def done(self, result: int) -> None:
        """Keep what was typed before it goes: the command outlives the dialog, since the desk finishes what was begun."""
        texts = self.text.written_texts()
        if texts and self.work.report.is_editable:
            parent = self.parentWidget()
            tasks.run(_keep_behind(self.services, self.work, texts), parent if parent is not None else self)
        super().done(result)

    def _on_notice(self, notice: Notice) -> None:
        """Somebody changed something that is shown here."""
        if not self.isVisible():
            return
        before, after, incident_id = notice.before, notice.after, self.work.report.incident_id
        happened = before.incidents.get(incident_id) is not after.incidents.get(incident_id) or before.shift is not after.shift
        if happened and not self._busy and self.work.report.is_editable:
            self.services.run(self._follow(), self)
        if happened or before.situation_reports is not after.situation_reports:
            self.draw()

    async def _follow(self) -> None:
        """Tell what has just happened where nobody wrote; while a step is taken the text stands still."""
        if await self.keep() and not self._busy:
            await self._try(self.work.refresh())

    # --- how it is put together ---

    def _make_buttons(self) -> dict[str, Button]:
        return {
            "refresh": Button(translate("Composer", "Update (Ctrl+R)"), "refresh", "quiet"),
            "withdraw": Button(translate("Composer", "Withdraw…"), variant="quiet"),
            "phone": Button(translate("Composer", "Phoned… (Ctrl+T)"), "call"),
            "submit": Button(translate("Composer", "Submit (Ctrl+D)")),
            "return": Button(translate("Composer", "Give back…")),
            "authorise": Button(translate("Composer", "By telephone… (Ctrl+H)")),
            "sign": Button(translate("Composer", "Sign… (Ctrl+G)"), "verified"),
            "print": Button(translate("Composer", "Print (Ctrl+P)"), "print"),
            "send": Button(translate("Composer", "Issue… (Ctrl+Enter)"), "send", "primary"),
            "close": Button(translate("Composer", "Close (Esc)"), variant="quiet"),
        }

    def _lay_out(self) -> None:
        theme = current_theme()
        gap = theme.length("s")
        top = QHBoxLayout()
        top.setSpacing(gap)
        for widget, stretch in ((self.choice, 0), (self.status, 0), (self.subject, 1), (self.address, 0)):
            top.addWidget(widget, stretch)
        left, middle, right = QWidget(), QWidget(), QWidget()
        for side, head, hint, body in (
            (left, self._heads["elements"], translate("Composer", "Enter: fill in   (V) being checked"), self.elements),
            (right, self._heads["figures"], translate("Composer", "Enter: verify"), self.figures),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.length("xs"))
            for part in (head, body, Text(hint, "caption")):
                column.addWidget(part, 1 if part is body else 0)
        centre = QVBoxLayout(middle)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(theme.length("xs"))
        for widget in (self.error, self.banner):
            widget.hide()
            centre.addWidget(widget)
        centre.addWidget(self.text, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        for side, stretch in ((left, 0), (middle, 1), (right, 0)):
            self.split.addWidget(side)
            self.split.setStretchFactor(self.split.count() - 1, stretch)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([theme.px(290), theme.px(700), theme.px(290)])
        due = QHBoxLayout()
        due.setSpacing(gap)
        for widget, stretch in ((self.due, 1), (self.left, 0)):
            due.addWidget(widget, stretch)
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        for name, button in self.buttons.items():
            if name == "phone":
                foot.addStretch(1)
            button.setProperty("dense", "true")
            name_place(button, f"composer.{name}")
            foot.addWidget(button)
        whole = dressed(self, mark_of(self.parentWidget()))
        side_px = theme.length("m")
        whole.setContentsMargins(side_px, side_px, side_px, side_px)
        whole.setSpacing(gap)
        whole.addLayout(top)
        whole.addWidget(self.split, 1)
        whole.addLayout(due)
        whole.addLayout(foot)

    def _wire(self) -> None:
        run, text = self.services.run, self.text
        doing: dict[str, Callable[[], Awaitable[None]]] = {
            "refresh": self.refresh,
            **{
                name: (lambda step=step: self.take_step(step)) for name, step in (
                    ("withdraw", steps.withdraw), ("phone", steps.phone), ("submit", steps.submit),
                    ("return", steps.give_back), ("authorise", steps.authorise), ("sign", steps.sign),
                    ("print", steps.print_out), ("send", steps.send),
                )
            },
        }
        keys = {
            "refresh": "Ctrl+R", "phone": "Ctrl+T", "submit": "Ctrl+D", "authorise": "Ctrl+H", "sign": "Ctrl+G",
            "print": "Ctrl+P", "send": "Ctrl+Return",
        }
        for name, work in doing.items():
            self.buttons[name].clicked.connect(lambda _checked=False, work=work: run(work(), self))
            if name in keys:
                QShortcut(QKeySequence(keys[name]), self, self.buttons[name].click)
        self.buttons["close"].clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, lambda: run(self.keep(), self))
        for key, widget in (("Ctrl+1", self.elements), ("Ctrl+3", self.figures)):
            QShortcut(QKeySequence(key), self, widget.setFocus)
        QShortcut(QKeySequence("Ctrl+2"), self, lambda: text.focus_section("title"))
        text.written.connect(lambda _code: self._timer.start())
        text.offer_wanted.connect(lambda code: run(self.look_at_offer(code), self))
        self._timer.timeout.connect(lambda: run(self.keep(), self))
        self.elements.activated_card.connect(lambda _code: run(self.fill_in(), self))
        self.elements.pressed.connect(lambda _key, _code: run(self.toggle_checking(), self))
        self.figures.activated_card.connect(lambda name: run(self._verify(name), self))
        self.choice.activated.connect(lambda place: run(self.choose(place), self))
        self.address.clicked.connect(lambda: run(self.take_step(ask_recipients), self))
        self.services.bridge.noticed.connect(self._on_notice)

    async def _verify(self, name: str) -> None:
        await elements.verify_figure(self, self.work, name)
        if self.work.report.is_editable:
            await self._try(self.work.refresh())
        if tasks.alive(self):
            self.draw()


async def _refresh(_parent: QWidget, work: ReportWork) -> bool:
    return await work.refresh(always=True)


async def _keep_behind(services: Services, work: ReportWork, texts: dict[str, str]) -> None:
    """Keep what was typed last while the dialog was going; what is refused is said in the status bar."""
    try:
        await work.write(texts, work.report.revision)
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "alarm")


def _element_card(one: ElementRow) -> Card:
    return Card(
        id=one.code, title=one.name, subtitle=one.subtitle, badge=one.word, tone=one.tone, shape=one.shape, tip=one.tip
    )


def _figure_card(one: FigureRow) -> Card:
    return Card(
        id=one.name, title=one.title, subtitle=f"{one.moved}　{one.subtitle}" if one.moved else one.subtitle, badge=one.word,
        tone=one.tone, shape=one.shape, tip="\n".join(part for part in (one.title, one.moved, one.subtitle) if part),
    )
