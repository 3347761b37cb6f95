"""The painted parts of the wall: the line on top, the column of incidents and deadlines, the table of units."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.kernel.clock import Clock
from app.ui.kit import time_text
from app.ui.shell.strip_presenter import Chip
from app.ui.wall.brush import LEFT, MIDDLE, RIGHT, Brush, countdown, fitting, metrics
from app.ui.wall.part import Part, Say
from app.ui.wall.presenter import COLUMNS, FULL_LINES, Fitted, IncidentCard, ServiceCount, Sign, WallView, fit
from app.ui.wall.scale import BODY_PX, CLOCK_PX, TITLE_PX

_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""A deadline names its incident by the number before the incident's title."""


class TopBar(Part):
    """Whose desk, real or demo, the warnings in force, whether the map follows, the time."""

    def __init__(self, clock: Clock, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(clock, say, parent)
        self._follows = True

    def show_follows(self, follows: bool) -> None:
        """Say whether the map follows the desk."""
        self._follows = follows
        self.redraw()

    def spoken(self, view: WallView) -> str:
        """Desk, mode and warnings."""
        return " ".join((view.title, view.mode.text, *(one.text for one in view.warnings)))

    def draw(self, brush: Brush, view: WallView, now: datetime) -> None:
        """Two lines; the clock is as high as both."""
        scale, gap, line = brush.scale, brush.scale.gap, brush.scale.line
        brush.ground(self.rect(), "surface")
        clock = time_text.clock_seconds(now)
        wide = max(brush.width(clock, size=CLOCK_PX, strong=True), brush.width(_date(now)))
        right = QRect(self.width() - gap - wide, 0, wide, self.height())
        face = right.adjusted(-gap, scale.px(2), 0, -scale.px(46))
        self.run(face, lambda at: (time_text.clock_seconds(at), ""), CLOCK_PX)
        below = QRect(right.left(), self.height() - line - scale.px(2), wide, line)
        brush.words(below, _date(now), ink="ink_soft", align=RIGHT, whole=True)
        room = right.left() - 3 * gap
        first, second = scale.px(8) + line // 2, self.height() - line // 2 - scale.px(6)
        follows = self._say("wall.following" if self._follows else "wall.locked")
        place = gap + brush.words(QRect(gap, first - line // 2, room, line), view.title, size=TITLE_PX, strong=True) + gap
        place += brush.sign(place, first, view.mode) + gap
        if place < room:
            brush.words(QRect(place, first - line // 2, room - place + gap, line), follows, ink="ink_soft", align=RIGHT)
        self._warn(brush, view.warnings, second, room)

    def _warn(self, brush: Brush, warnings: tuple[Sign, ...], middle: int, room: int) -> None:
        gap = brush.scale.gap
        if not warnings:
            brush.sign(gap, middle, Sign(self._say("wall.no_warning"), "ok", "check"))
            return
        place = gap
        for number, one in enumerate(warnings):
            left = len(warnings) - number
            if number and place + brush.sign_width(one) > room - (brush.scale.px(90) if left > 1 else 0):
                line = brush.scale.line
                brush.words(QRect(place, middle - line // 2, brush.scale.px(90), line), f"+{left}", strong=True)
                return
            place += brush.sign(place, middle, one, room) + gap


_FIGURE_PX = (BODY_PX, 31, 26)
"""Sizes that figures are tried at."""


class Board(Part):
    """The right column: the open incidents by their gravity, below them what is due next."""

    @property
    def fitted(self) -> Fitted:
        """How much of what is shown fits now."""
        if self._view is None:
            return Fitted(0, 0, 0, 0)
        lines = (self.height() - self.scale.gap) // self.scale.line
        return fit(len(self._view.incidents), len(self._view.deadlines), lines)

    def spoken(self, view: WallView) -> str:
        """Titles, grades and figures."""
        cards = ("，".join((one.title, one.severity.text, one.response, *one.figures, one.due_text)) for one in view.incidents)
        return "\n".join(cards) or self._say("wall.nothing")

    def draw(self, brush: Brush, view: WallView, now: datetime) -> None:
        """Cards, then the clocks."""
        scale, gap, line = brush.scale, brush.scale.gap, brush.scale.line
        width = self.width() - 2 * gap
        if not view.incidents:
            self._calm(brush, view, now)
            return
        fitted, top = self.fitted, gap // 2
        brush.words(QRect(gap, top, width, line), self._say("wall.open", count=len(view.incidents)), strong=True)
        top += line
        for number, card in enumerate(islice(view.incidents, fitted.full + fitted.short)):
            lines = FULL_LINES if number < fitted.full else 2
            brush.ground(QRect(gap, top + scale.px(2), width, lines * line - scale.px(6)), "raised")
            brush.bar(QRect(gap, top + scale.px(2), scale.px(10), lines * line - scale.px(6)), card.severity.tone)
            room = QRect(gap + scale.px(22), top + scale.px(5), width - scale.px(34), lines * line - scale.px(14))
            self._card(brush, card, room, lines, number=_NUMBERS[number] if number < len(_NUMBERS) else "", now=now)
            top += lines * line
        if fitted.left_out:
            brush.words(QRect(gap, top, width, line), self._say("wall.more_incidents", count=fitted.left_out), tone="warn")
            top += line
        self._deadlines(brush, view, fitted.deadlines, top, now)

    def _card(self, brush: Brush, card: IncidentCard, room: QRect, lines: int, *, number: str, now: datetime) -> None:
        line = room.height() // lines
        first = QRect(room.left(), room.top(), room.width(), line)
        brush.words(first, f"{number} {card.title}".strip(), size=TITLE_PX, strong=True)
        second = first.translated(0, line)
        gap = brush.scale.px(14)
        wide = brush.sign(second.left(), second.center().y(), card.severity)
        rest = second.adjusted(wide + gap, 0, 0, 0)
        if lines < FULL_LINES:
            self._due(brush, card, rest, now, named=False)
            return
        used = brush.words(rest, card.response, strong=True)
        brush.words(rest.adjusted(used + gap, 0, 0, 0), card.since, ink="ink_soft", align=RIGHT)
        third = second.translated(0, line)
        more = self._say("wall.more_figures", count="{count}")
        none_fits = more.replace("{count}", str(len(card.figures)))
        for size in _FIGURE_PX:  # a long word of another language gets smaller before a figure is left out
            figures = fitting(card.figures, third.width(), metrics(brush.scale.font(size)), "  ", more)
            if figures != none_fits:
                break
        brush.words(third, figures or self._say("wall.no_figures"), size=size, ink="ink" if figures else "ink_soft")
        self._due(brush, card, third.translated(0, line), now, named=True)

    def _due(self, brush: Brush, card: IncidentCard, room: QRect, now: datetime, *, named: bool) -> None:
        if card.due_at is None:
            brush.words(room, self._say("wall.no_report"), ink="ink_soft", align=LEFT if named else RIGHT)
            return
        wide = self._count(brush, room, card.due_at, card.due_tone, now)
        left = room.adjusted(0, 0, -wide - brush.scale.px(14), 0)
        if named:
            brush.words(left, self._say("wall.next", report=card.due_text))
        else:
            brush.words(left, card.due_text, align=RIGHT)

    def _count(self, brush: Brush, row: QRect, due_at: datetime, tone: str, now: datetime) -> int:
        """A countdown at the right of a row; how wide it is."""
        over = self._say("wall.over", time="{time}")

        def text(at: datetime) -> tuple[str, str]:
            words, late = countdown(due_at, at, over)
            return words, "alarm" if late else tone

        wide = brush.width(text(now)[0], strong=True)
        self.run(row.adjusted(row.width() - wide - brush.scale.px(10), 0, 0, 0), text)
        return wide

    def _deadlines(self, brush: Brush, view: WallView, count: int, top: int, now: datetime) -> None:
        gap, line = brush.scale.gap, brush.scale.line
        width = self.width() - 2 * gap
        head = QRect(gap, top, width, line)
        brush.words(head, self._say("wall.deadlines"), strong=True)
        if view.overdue:
            brush.words(head, self._say("wall.overdue", count=view.overdue), strong=True, tone="alarm", align=RIGHT)
        elif not view.deadlines:
            brush.words(head, self._say("wall.none_due"), ink="ink_soft", align=RIGHT)
        for chip in view.deadlines[:count]:
            top += line
            row = QRect(gap, top, width, line)
            wide = self._count(brush, row, chip.deadline.due_at, chip.tone, now)
            used = brush.shape(row.left(), row.center().y(), chip.shape, chip.tone)
            title = _numbered(view, chip)
            brush.words(row.adjusted(used, 0, -wide - brush.scale.px(14), 0), title)

    def _calm(self, brush: Brush, view: WallView, now: datetime) -> None:
        """Nothing is open: said quietly, in the middle."""
        line, gap = brush.scale.line, brush.scale.gap
        middle = QRect(gap, self.height() // 2 - 2 * line, self.width() - 2 * gap, line)
        side = brush.scale.px(28)
        brush.shape(self.width() // 2 - side // 2, middle.top() - line, "check", "ok")
        brush.words(middle, self._say("wall.nothing"), size=TITLE_PX, strong=True, align=MIDDLE)
        brush.words(middle.translated(0, line), view.duty, ink="ink_soft", align=MIDDLE)
        if view.deadlines:
            self._deadlines(brush, view, min(len(view.deadlines), 3), middle.top() + 3 * line, now)


class Forces(Part):
    """The table of units under the map: a column for each service, a row for each state."""

    ROWS = 1 + len(COLUMNS)

    def spoken(self, view: WallView) -> str:
        """The counts of all."""
        named = (f"{self._say(f'wall.units.{code}')} {count}" for code, count in zip(COLUMNS, view.total.counts, strict=True))
        return " ".join(named)

    def draw(self, brush: Brush, view: WallView, now: datetime) -> None:
        """What finds no room at the right is still in the sum at the left."""
        gap, line = brush.scale.gap, brush.scale.line
        brush.rule(0, 0, self.width())
        labels = [self._say("wall.units"), *(self._say(f"wall.units.{code}") for code in COLUMNS)]
        first = gap + max(brush.width(label, strong=True) for label in labels) + gap
        for row, label in enumerate(labels):
            place = QRect(gap, brush.scale.px(6) + row * line, first, line)
            brush.words(place, label, strong=True, ink="ink_soft" if row else "ink")
        columns = (view.total, *view.services)
        needed = [max(brush.width(one.name, strong=True), brush.scale.px(60)) + gap for one in columns]
        while len(needed) > 1 and sum(needed) > self.width() - first:
            needed.pop()
        spare = max(self.width() - first - sum(needed), 0) // len(needed)
        left = first
        for column, wide in zip(columns, needed, strict=False):
            self._column(brush, column, QRect(left, brush.scale.px(6), wide + min(spare, gap * 3), line))
            left += wide + min(spare, gap * 3)

    def _column(self, brush: Brush, column: ServiceCount, head: QRect) -> None:
        brush.words(head, column.name, strong=True, align=MIDDLE)
        for row, count in enumerate(column.counts, start=1):
            cell = head.translated(0, row * brush.scale.line)
            ink, strong = ("ink", row > 1) if count else ("ink_faint", False)
            brush.words(cell, str(count) if count else "·", strong=strong, ink=ink, align=MIDDLE)


def _numbered(view: WallView, chip: Chip) -> str:
    """What is due, with the number of its incident before it."""
    place = next((at for at, card in enumerate(view.incidents) if card.id == chip.deadline.incident_id), len(_NUMBERS))
    number = _NUMBERS[place] if place < len(_NUMBERS) else ""
    return f"{number} {chip.title} +{chip.more}".strip() if chip.more else f"{number} {chip.title}".strip()


def _date(now: datetime) -> str:
    return f"{time_text.date(now)} {time_text.weekday(now)}"
