"""The last page: how long it took, the score with its evidence, and where everything is, each with its help."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QGridLayout, QWidget

from app.desk.describe import Describer
from app.desk.drills import Conducting
from app.domain.exercise.coaching import Course, PlaceLine, Progress, took
from app.domain.exercise.model import Drill
from app.ui.drill.room.score_view import ScoreView
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.shortcuts import key_text
from app.ui.kit.theme import current_theme
from app.ui.services import Services
from app.ui.shell.help import show_help


def took_words(drill: Drill) -> str:
    """How long it took by its own clock, as ``4:40``; "" while it is not over."""
    spent = took(drill)
    return "" if spent is None else minutes_words(spent)


def minutes_words(spent: timedelta) -> str:
    """Minutes and seconds, hours where there are some."""
    seconds = round(spent.total_seconds())
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class FinishPage(KitDialog):
    """Shows one drill that is over."""

    def __init__(
        self, services: Services, parent: QWidget, conductor: Conducting, course: Course, progress: Progress
    ) -> None:
        done = sum(1 for one in course.steps if one.id in progress.done)
        title = translate("CoachFinish", "You took {time}").format(time=took_words(conductor.drill))
        text = translate(
            "CoachFinish",
            "{done} of {all} steps are in the journal. It was practice: it stands in no calendar and counts for no frequency.",
        )
        super().__init__(parent, title, text.format(done=done, all=len(course.steps)))
        self._services = services
        theme, words = current_theme(), services.wording
        describer = Describer(services.workspace.desk.reference, words)
        self.score = ScoreView()
        objectives = {one.id: words.text(one.text) for one in conductor.drill.scenario.objectives}
        self.score.show_score(conductor.score(), describer, objectives)
        self.score.setMinimumHeight(theme.px(250))
        self.content.addWidget(self.score, 1)
        self.content.addWidget(Text(translate("CoachFinish", "Where everything is"), "section"))
        self.content.addWidget(self._places(course.places))
        self.add_answer(Answer("stay", translate("CoachFinish", "Look around here")))
        leave = self.add_answer(Answer("leave", translate("CoachFinish", "Back to the real desk"), "primary"), default=True)
        self.resize(theme.px(860), theme.px(620))
        leave.setFocus()

    def _places(self, lines: tuple[PlaceLine, ...]) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        actions, resources, lang = self._services.actions, self._services.workspace.files.resources, self._services.lang
        for place, line in enumerate(lines):
            row, half = divmod(place, 2)
            key = actions.key_of(line.action) if actions is not None else ""
            open_help = Button(translate("CoachFinish", "Help"), "help", "quiet")
            open_help.setProperty("dense", "true")
            open_help.clicked.connect(
                lambda _checked=False, page=line.page: self._services.run(show_help(self, resources, page, lang), self)
            )
            words = Text(self._services.wording.text(line.text))
            words.setWordWrap(True)
            for at, widget in enumerate((words, Text(key_text(key), "caption"), open_help)):
                grid.addWidget(widget, row, 3 * half + at)
            grid.setColumnStretch(3 * half, 1)
        return held


async def show_finish(
    services: Services, parent: QWidget, conductor: Conducting, course: Course, progress: Progress
) -> bool:
    """Show the page until it is closed; whether the person goes back to the real desk."""
    page = FinishPage(services, parent, conductor, course, progress)
    await show(page)
    return page.answer == "leave"
