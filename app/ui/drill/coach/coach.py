"""The guide itself: keeps up with the drill's journal, says the step that is next, points, and shows the last page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.catalog.courses import has_course, read_course
from app.desk.desk import Notice
from app.domain.exercise import coaching
from app.domain.exercise.coaching import CoachStep, Course, Progress
from app.domain.exercise.entries import DrillEnded
from app.domain.exercise.model import DrillStatus, InjectStatus
from app.domain.record import Record
from app.kernel.errors import BadFile
from app.ui.drill.attempt import attempt
from app.ui.drill.coach.finish import show_finish, took_words
from app.ui.drill.coach.pointing import Pointer, cue_to_show, reveal, way_out
from app.ui.drill.coach.strip import SHOW_KEY, CoachStrip
from app.ui.kit import tasks
from app.ui.kit.dialogs import Answer, ask
from app.ui.kit.shortcuts import key_text
from app.ui.kit.ticker import Ticker
from app.ui.services import Services

_BOLD_TICKS = 6
"""So many half seconds the frame is thicker after “show me”."""


class Coach(QObject):
    """Of one drill's window; ``owner`` is a widget of that window. Nothing is shown until ``load`` has found a guide."""

    def __init__(self, services: Services, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._owner, self._words = services, owner, services.wording
        self.strip = CoachStrip(owner)
        self.pointer = Pointer()
        self.course: Course | None = None
        self.progress = Progress()
        self._away = False
        self._bold = 0
        self._brought: set[str] = set()
        drill = services.state.drill
        self._folder = services.workspace.files.resources / "scenarios" / (drill.scenario.id if drill is not None else "")
        self.exists = drill is not None and services.drill_host is not None and has_course(self._folder)
        """Whether this drill has a guide."""
        services.bridge.noticed.connect(self._on_notice)
        self.strip.show_me.clicked.connect(self.show_me)
        self.strip.skip.clicked.connect(self.skip)
        self.strip.leave.clicked.connect(lambda: services.run(self.leave(), owner))
        self.strip.end.clicked.connect(lambda: services.run(self.end(), owner))

    @property
    def step(self) -> CoachStep | None:
        """The step that is next; ``None`` without a guide and at the end."""
        if self.course is None or self._ended:
            return None
        return coaching.current(self.course, self.progress)

    async def load(self) -> None:
        """Read the guide, away from the window, and what the journal shows done already."""
        drill = self._services.state.drill
        if not self.exists or self.course is not None or drill is None:
            return
        try:
            course = await self._services.workspace.jobs.run(lambda _progress: read_course(self._folder, drill.scenario))
        except BadFile as bad:
            self._services.navigator.say(self._services.explain(bad), "alarm")
            return
        if not tasks.alive(self):
            return
        self.course = course
        opened = self._services.drill_host.current
        if opened is not None:
            self._take(opened.room.conductor.records)
        Ticker.shared().add(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is next and mark its place; twice a second, since places come and go."""
        course = self.course
        if course is None or self._away:
            return
        step = self.step
        if step is None:
            self._show_over()
            return
        words, window = self._words, self._owner.window()
        number = course.steps.index(step) + 1
        last = number == len(course.steps)
        self._bring(step)
        found = cue_to_show(window, step.cues)
        target = found[1] if found is not None else way_out(window)
        do = words.text(found[0].do if found is not None else step.do)
        if found is None and target is not None:
            do = self.tr("This step is not in this window: close it (Esc) to go on.")
        elif found is None:
            away = self.tr("(Its place is not on the screen now: {key} brings it to the front.)").format(key=key_text(SHOW_KEY))
            do = f"{do} {away}"
        count = self.tr("Step {number} of {all}").format(number=number, all=len(course.steps))
        key = self._key_of(found[0].action) if found is not None else ""
        self.strip.show_step(count, words.text(step.title), words.text(step.happened), do, key, last=last)
        self._bold = max(0, self._bold - 1)
        covered = target is not None and target.window() is not window
        self.pointer.point(target, str(number), do if covered else "", bold=self._bold > 0)

    def show_me(self) -> None:
        """Bring the step's place to the front and mark it again; a guide that was put away comes back."""
        self._away = False
        step = self.step
        if step is not None and cue_to_show(self._owner.window(), step.cues[-1:]) is None:
            self._services.navigator.show_panel(step.panel)
            reveal(self._owner.window(), step.cues)
        self._bold = _BOLD_TICKS
        self.refresh()

    def skip(self) -> None:
        """Let the step go; done later it counts all the same."""
        step = self.step
        if step is not None:
            self.progress = self.progress.skip(step.id)
            self.refresh()

    async def end(self) -> None:
        """End the drill and see the score; where it is over, see that again."""
        if self._ended:
            await self._finish()
            return
        await attempt(self._services, self._services.drill_host.current.driver.end(self.tr("The guide was followed to its end")))

    async def leave(self) -> None:
        """Put the guide away, or leave the drill for the real desk."""
        if self._ended:
            self._leave_drill()
            return
        answers = (
            Answer("no", self.tr("Cancel")), Answer("alone", self.tr("Go on without the guide")),
            Answer("leave", self.tr("Back to the real desk"), "primary"),
        )
        said = await ask(
            self._owner.window(), self.tr("Leave the five-minute drill"),
            self.tr("Going back closes this window; the drill can be gone on with later from the list of kept drills."),
            answers, "leave",
        )
        if said == "alone":
            self.put_away()
        elif said == "leave":
            self._leave_drill()

    def put_away(self) -> None:
        """Hide the guide; its key brings it back."""
        self._away = True
        self.strip.hide()
        self.pointer.point(None, "", "")
        self._services.navigator.say(self.tr("The guide is put away; {key} brings it back").format(key=key_text(SHOW_KEY)))

    def _leave_drill(self) -> None:
        """The drill's windows, and with them this guide, are taken apart: somebody else has to do it."""
        host = self._services.drill_host
        tasks.run(host.leave(), host, "coach.leave")

    @property
    def _ended(self) -> bool:
        drill = self._services.state.drill
        return drill is not None and drill.status is DrillStatus.ENDED

    def _key_of(self, action: str) -> str:
        actions = self._services.actions
        return actions.key_of(action) if actions is not None else ""

    def _take(self, records: Iterable[Record]) -> None:
        opened = self._services.drill_host.current
        if self.course is not None and opened is not None:
            incidents = opened.room.conductor.observed.incidents
            self.progress = coaching.see(self.course, self.progress, records, self._services.state, incidents)

    def _bring(self, step: CoachStep) -> None:
        """Let the step's inject come, once, where it has not come by itself."""
        drill, opened = self._services.state.drill, self._services.drill_host.current
        if not step.brings or step.brings in self._brought or drill is None or not drill.is_running or opened is None:
            return
        self._brought.add(step.brings)
        if drill.life(step.brings).status is InjectStatus.WAITING:
            driver = opened.driver
            work = driver.do(lambda: driver.conductor.fire(step.brings))
            self._services.run(attempt(self._services, work), self._owner)

    def _show_over(self) -> None:
        self.pointer.point(None, "", "")
        drill = self._services.state.drill
        spent = took_words(drill) if drill is not None else ""
        if self._ended:
            self.strip.show_over(self.tr("The drill is over: {time}").format(time=spent), self.tr("Look at the score, or leave."))
        else:
            self.strip.show_over(self.tr("All steps are behind you"), self.tr("End the drill to see time and score."))

    async def _finish(self) -> None:
        opened, course = self._services.drill_host.current, self.course
        if opened is None or course is None:
            return
        if await show_finish(self._services, self._owner.window(), opened.room.conductor, course, self.progress):
            self._leave_drill()

    def _on_notice(self, notice: Notice) -> None:
        if self.course is None:
            return
        self._take(notice.records)
        self.refresh()
        if not self._away and any(isinstance(record.entry, DrillEnded) for record in notice.records):
            self._services.run(self._finish(), self._owner)
