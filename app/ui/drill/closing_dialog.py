"""One dialog on the real desk takes over what a drill that is over has for it: the calendar, findings, results of retests."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.desk.describe import Describer
from app.desk.drill_closing import Choice, Closing, closing, commands
from app.desk.drills import EvaluatedDrill
from app.domain.improvement.model import FindingNature, Gravity, ProposedFinding, RootCause
from app.kernel.clock import to_local
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.services import Services

_LONGEST = 42
"""Characters of a finding that find room in a line."""


class ClosingDialog(KitDialog):
    """``services`` are those of the live desk. Every box is ticked; gravity and cause of a finding may be judged otherwise.

    A refusal keeps the dialog: what was carried out before it stands no more among what is offered.
    """

    def __init__(self, services: Services, parent: QWidget | None, read: EvaluatedDrill, made: Closing) -> None:
        title = translate("DrillClosing", "Take over: {title}").format(title=made.title)
        text = translate(
            "DrillClosing", "The drill of {on} came to {points} points by rule. This is recorded on the REAL desk; nothing twice."
        )
        super().__init__(parent, title, text.format(on=made.on.isoformat(), points=f"{made.points:.1f}"))
        self._services, self._read, self.made = services, read, made
        self._busy = False
        self.calendar = QCheckBox()
        self.findings: list[tuple[QCheckBox, QComboBox | None, QComboBox | None]] = []
        self.retests: list[QCheckBox] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme = current_theme()
        self.setMinimumSize(theme.px(960), theme.px(500))
        self.content.addWidget(self._area, 1)
        self.add_answer(Answer("later", translate("DrillClosing", "Later")))
        self.add_answer(Answer("yes", translate("DrillClosing", "Record on the real desk"), "primary"), default=True)
        self._fill()

    def choice(self) -> Choice:
        """What is ticked, and what was judged otherwise."""
        taken = frozenset(place for place, (box, _, _) in enumerate(self.findings) if box.isChecked())
        return Choice(
            held=self.calendar.isChecked() and self.made.held is not None, findings=taken,
            retests=frozenset(place for place, box in enumerate(self.retests) if box.isChecked()),
            gravities={p: Gravity(box.currentData()) for p, (_, box, _) in enumerate(self.findings) if box is not None},
            causes={
                p: RootCause(box.currentData()) if box.currentData() else None
                for p, (_, _, box) in enumerate(self.findings) if box is not None
            },
        )

    def give(self, answer_id: str) -> None:
        """Close on "later"; on "yes" record it first."""
        if answer_id != "yes":
            super().give(answer_id)
        elif not self._busy:
            self._busy = True
            self._services.run(self._try(), self)

    async def _try(self) -> None:
        self.show_error("")
        wanted = tuple(commands(self.made, self.choice()))
        try:
            if not wanted:
                raise Refusal("drill_nothing_chosen")
            for command in wanted:
                await self._services.execute(command)
        except (Refusal, Fault) as no:
            if alive(self):
                self.made = look(self._services, self._read)
                self._fill()
                self.show_error(self._services.explain(no))
            return
        finally:
            self._busy = False
        if alive(self):
            super().give("yes")

    def _fill(self) -> None:
        """Everything that is offered, anew."""
        say = self._services.wording.say
        body = QWidget()
        body.setProperty("role", "scrolled")
        grid = QGridLayout(body)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(current_theme().length("s"))
        self.findings, self.retests = [], []
        self.calendar = QCheckBox(translate("DrillClosing", "Record the drill in the yearly calendar"))
        self.calendar.setChecked(self.made.held is not None)
        self.calendar.setEnabled(self.made.held is not None)
        if self.made.held is None:
            self.calendar.setText(translate("DrillClosing", "The calendar has this drill already"))
        grid.addWidget(self.calendar, 0, 0, 1, 3)
        if self.made.findings:
            weak = any(one.nature is FindingNature.WEAKNESS for one in self.made.findings)
            names = (say("finding_field.gravity"), say("finding_field.cause")) if weak else ()
            self._section(grid, translate("DrillClosing", "Proposed findings"), *names)
        for one in self.made.findings:
            self._finding(grid, one)
        if self.made.known:
            words = translate("DrillClosing", "{count} findings of this drill are on the board already")
            grid.addWidget(Text(words.format(count=self.made.known), "caption"), grid.rowCount(), 0, 1, 3)
        if self.made.retests:
            self._section(grid, translate("DrillClosing", "Findings that were tested again"))
        for line in self.made.retests:
            verdict = say("drill_closing.passed" if line.command.passed else "drill_closing.failed")
            box = _box(f"{line.number}  {verdict}  {line.description}", line.command.words)
            self.retests.append(box)
            grid.addWidget(box, grid.rowCount(), 0, 1, 3)
        if self.made.untested:
            words = translate("DrillClosing", "Not tested again by this drill: {numbers}")
            grid.addWidget(Text(words.format(numbers="、".join(self.made.untested)), "caption"), grid.rowCount(), 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(body)

    def _section(self, grid: QGridLayout, *words: str) -> None:
        row = grid.rowCount()
        for place, text in enumerate(words):
            grid.addWidget(Text(text, "section" if place == 0 else "caption"), row, place)

    def _finding(self, grid: QGridLayout, one: ProposedFinding) -> None:
        say, row = self._services.wording.say, grid.rowCount()
        weak = one.nature is FindingNature.WEAKNESS
        words = one.description if weak else f"{say(f'finding_nature.{one.nature}')}  {one.description}"
        box = _box(words, "\n".join((one.description, *one.evidence)))
        grid.addWidget(box, row, 0)
        gravity: QComboBox | None = None
        cause: QComboBox | None = None
        if weak:
            gravity = _combo([(each.value, say(f"finding_gravity.{each}")) for each in Gravity], one.gravity.value)
            causes = [("", say("root_cause.none")), *((each.value, say(f"root_cause.{each}")) for each in RootCause)]
            cause = _combo(causes, one.cause.value if one.cause is not None else "")
            grid.addWidget(gravity, row, 1)
            grid.addWidget(cause, row, 2)
        self.findings.append((box, gravity, cause))


def look(services: Services, read: EvaluatedDrill) -> Closing:
    """What there is to take over as the live desk stands now; ``Refusal`` where the drill is not over."""
    desk = services.workspace.desk
    d = Describer(desk.reference, services.wording)
    return closing(read, desk.state, frozenset(desk.reference.plans), to_local(desk.clock.now()).date(), d)


async def offer_closing(services: Services, parent: QWidget | None, drill_id: str, *, silent: bool = False) -> bool:
    """Read the drill aside and offer what it has; whether anything was recorded. ``silent``: where its line stands in the calendar
    already nothing is asked. What cannot be read is said in the status bar."""
    drills = services.workspace.drills
    if drills is None or services.workspace.read_only:
        return False
    try:
        read = await services.workspace.jobs.run(lambda _progress: drills.evaluated(drill_id))
        made = look(services, read)
    except (Refusal, Fault, BadFile) as no:
        services.navigator.say(services.explain(no), "alarm")
        return False
    if silent and made.is_done:
        return False
    if made.is_done and not made.findings and not made.retests:
        services.navigator.say(services.wording.say("refusal.drill_taken_over", title=made.title), "neutral")
        return False
    dialog = ClosingDialog(services, parent, read, made)
    await show(dialog)
    return dialog.answer == "yes"


def _box(text: str, tip: str) -> QCheckBox:
    """A ticked box; long words are cut and stand whole on hover."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    box = QCheckBox(short.replace("&", "&&").replace("\n", " "))
    box.setAccessibleName(text)
    box.setToolTip("<br>".join(escape(line) for line in tip.splitlines()))  # words from outside are never markup
    box.setChecked(True)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the choices beside it are never pushed out
    return box


def _combo(choices: list[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
