"""The guide's strip: which step, what happened, what to do now and by which key; show me, skip, leave."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.badge import Badge
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.places import name_place
from app.ui.kit.shortcuts import key_text, keyed
from app.ui.kit.theme import Tone, current_theme

SHOW_KEY, SKIP_KEY, LEAVE_KEY, END_KEY = "Shift+F1", "Ctrl+F1", "Ctrl+Shift+F1", "Ctrl+E"


class CoachStrip(QFrame):
    """Stands in the column of the window, so that it covers nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        theme = current_theme()
        self.step = Badge("", Tone.INFO)
        self.title = Text("", "section")
        self.happened = Elided("", "caption")
        self.do = Text("", "label")
        self.do.setWordWrap(True)
        self.key = Badge("", Tone.NEUTRAL, "none")
        self.end = Button(keyed(self.tr("End and see the score"), END_KEY), "check", "primary")
        name_place(self.end, "coach.end")
        self.show_me = Button(keyed(self.tr("Show me"), SHOW_KEY), "locate")
        self.skip = Button(keyed(self.tr("Skip this step"), SKIP_KEY), "forward", "quiet")
        self.leave = Button(keyed(self.tr("Leave"), LEAVE_KEY), "exit", "quiet")
        for button in (self.end, self.show_me, self.skip, self.leave):
            button.setProperty("dense", "true")
        gap = theme.length("s")
        top = QHBoxLayout()
        top.setSpacing(gap)
        for widget, stretch in ((self.step, 0), (self.title, 0), (self.happened, 1)):
            top.addWidget(widget, stretch)
        below = QHBoxLayout()
        below.setSpacing(gap)
        for widget, stretch in ((self.key, 0), (self.do, 1)):
            below.addWidget(widget, stretch)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(top)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("m"), 3, theme.length("m"), 3)
        row.setSpacing(gap)
        row.addLayout(words, 1)
        for button in (self.end, self.show_me, self.skip, self.leave):
            row.addWidget(button)
        self.hide()

    def show_step(self, count: str, title: str, happened: str, do: str, key: str, *, last: bool) -> None:
        """Say this step; ``key`` as Qt writes it, "" for none."""
        self.step.show_as(count, Tone.INFO)
        self.title.setText(title)
        self.happened.setText(happened)
        if self.do.text() != do:
            self.do.setText(do)
            self.setAccessibleName(f"{count} {title} {do}")
        self.key.show_as(key_text(key), Tone.NEUTRAL, "none")
        self.key.setVisible(bool(key))
        self._offer(step=True, end=last)

    def show_over(self, title: str, do: str) -> None:
        """Say that it is over; the last page can be seen again."""
        self.step.show_as(self.tr("Done"), Tone.OK)
        self.title.setText(title)
        self.happened.setText("")
        self.do.setText(do)
        self.key.setVisible(False)
        self._offer(step=False, end=True)

    def _offer(self, *, step: bool, end: bool) -> None:
        words = self.tr("End and see the score") if step else self.tr("See the score")
        self.end.setText(keyed(words, END_KEY))
        self.show_me.setVisible(step)
        self.skip.setVisible(step)
        self.end.setVisible(end)
        self.show()
