"""The dossier on its pages: dense, ruled, readable in black and white."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.platypus import CondPageBreak, Flowable

from app.desk.jobs import Progress
from app.reports.documents.incident_report.content import ID, content
from app.reports.documents.incident_report.model import FactRow, IncidentReport, Line, Response, TaskRow
from app.reports.documents.incident_report.tables import Tables
from app.reports.documents.phrases import Phrases, check_code
from app.reports.documents.press import DENSE_MARGINS, Look, press
from app.reports.documents.sheet import Ink, MapPicture, Words
from app.reports.documents.spec import DocumentInput, Rendered
from app.reports.kit.faces import FaceRole
from app.reports.kit.shape import Run, TextLike
from app.reports.kit.style import DENSE, Align, Style

_TITLE = DENSE.title.but(size_pt=20, leading_pt=28, after_pt=0)
_SUBJECT = Style(role=FaceRole.KAITI, size_pt=14, leading_pt=20, align=Align.CENTRE, after_pt=4)
_HEADING = DENSE.level1.but(before_pt=8, after_pt=2, keep_with_next=False)
_LEAST_PT = 120
"""A section begins on this page when so much of it stands here: its heading, a head and a row or two."""
_TEXT = DENSE.body.but(size_pt=11, leading_pt=16.5)
_SECOND = DENSE.level2.but(size_pt=11.5, leading_pt=17, before_pt=3)


def make(given: DocumentInput, progress: Progress) -> Rendered:
    """The dossier as a PDF."""
    report = content(given)
    words = Phrases(given)
    foot = words.say("footer", at=words.full_stamp(given.now), by=words.clip(given.actor, 20), code=check_code(ID, report))
    look = Look(
        title=words.clip(f"{report.title} {report.subject}", 120), author=words.clip(given.place, 60), margins=DENSE_MARGINS,
        foot=foot, number=lambda page, pages: words.say("page", page=page, pages=pages),
        drill=words.say("drill") if given.drill else "",
    )
    return press(lambda ink: _Dossier(report, given, words, ink, progress).blocks(), look, given.fonts, progress)


class _Dossier:
    def __init__(
        self, report: IncidentReport, given: DocumentInput, words: Phrases, ink: Ink, progress: Progress
    ) -> None:
        self._report = report
        self._given = given
        self._words = words
        self._ink = ink
        self._progress = progress
        self._tables = Tables(words, ink, DENSE_MARGINS.width_mm)

    def blocks(self) -> Sequence[Flowable]:
        """Title, then the sections, numbered in order; a section that cannot be (closure of an open one) is left out."""
        report = self._report
        blocks: list[Flowable] = [
            self._set(report.title, _TITLE), self._set(report.subject, _SUBJECT),
        ]
        sections: list[tuple[str, Callable[[], list[Flowable]]]] = [
            ("basics", self._basics), ("facts", self._facts), ("severity", self._severity),
            ("response", self._responses), ("tasks", self._tasks), ("units", self._units), ("reports", self._reports),
            ("deadlines", self._deadlines), ("closure", self._closure), ("notes", self._notes), ("map", self._map),
            ("timeline", self._timeline), ("seal", self._seal),
        ]
        shown = [(code, made) for code, section in sections if (made := section())]
        for number, (code, made) in enumerate(shown, 1):
            self._progress.report(0.2 * number / len(shown))
            heading = self._words.say(
                "heading", number=self._given.wording.ordinal(number), heading=self._words.say(f"section.{code}")
            )
            blocks += [CondPageBreak(_LEAST_PT), self._set(heading, _HEADING), *made]
        return blocks

    def _set(self, text: TextLike, style: Style = _TEXT) -> Words:
        return Words(text, style, self._ink)

    def _none(self, code: str) -> list[Flowable]:
        return [self._set(self._words.say(f"empty.{code}"))]

    def _basics(self) -> list[Flowable]:
        report = self._report
        said = [Run(self._words.say("labelled_head", label=self._words.say("narrative")), role=FaceRole.HEITI), report.narrative]
        return [self._tables.pairs(report.basics), self._set(said)]

    def _facts(self) -> list[Flowable]:
        rows = [
            [one.label, _history(one), one.status, one.source, one.at, one.by] for one in self._report.facts
        ]
        heads = ("fact", "value", "standing", "source", "time", "by")
        return [self._tables.table(heads, rows, (32, 46, 15, 33, 23, 19))] if rows else self._none("facts")

    def _severity(self) -> list[Flowable]:
        report, words = self._report, self._words
        said = [self._set(words.say("counts", severity=report.severity))]
        said += [self._set(words.say("because", because=one)) for one in report.because]
        if report.override:
            said.append(self._set(Run(report.override, underline=True)))
        return list(said)

    def _responses(self) -> list[Flowable]:
        report = self._report
        made: list[Flowable] = []
        for one in report.responses:
            made += self._response(one)
        made += [self._set(text) for text in report.declines]
        return made or self._none("response")

    def _response(self, one: Response) -> list[Flowable]:
        made: list[Flowable] = [self._set(one.title, _SECOND), self._tables.pairs(one.pairs)]
        label = Run(self._words.say("labelled_head", label=self._words.say("measures")), role=FaceRole.HEITI)
        if one.measures:
            listed = self._words.say("clause").join(f"({at}) {text}" for at, text in enumerate(one.measures, 1))
            made.append(self._set([label, listed]))
        rows = [[step.at, step.level, step.approved_by, step.by, step.reason or self._words.none] for step in one.history]
        made.append(self._tables.table(("time", "level", "approved_by", "by", "reason"), rows, (25, 33, 25, 25, 60)))
        return made

    def _tasks(self) -> list[Flowable]:
        rows = [
            [one.number, self._task_text(one), one.role, one.due, self._task_state(one)] for one in self._report.tasks
        ]
        heads = ("number", "task", "role", "due", "state")
        return [self._tables.table(heads, rows, (11, 72, 26, 22, 37))] if rows else self._none("tasks")

    def _task_text(self, one: TaskRow) -> TextLike:
        if not one.critical:
            return one.text
        return [Run(self._words.say("critical_mark"), role=FaceRole.HEITI), one.text]

    def _task_state(self, one: TaskRow) -> TextLike:
        said: list[str | Run] = [f"{one.status} {one.done}".strip()]
        if one.late:
            said.append(Run(f"\n{one.late}", role=FaceRole.HEITI))
        told = self._words.say("labelled_head", label=one.by) + one.remark if one.remark else one.by
        if told:
            said.append(f"\n{told}")
        return said

    def _units(self) -> list[Flowable]:
        rows = [
            [
                f"{one.name}\n{one.kind}", one.crew, one.dispatched, one.acknowledged,
                one.on_scene, one.returned, one.status,
            ]
            for one in self._report.units
        ]
        heads = ("unit", "crew", "dispatched", "acknowledged", "on_scene", "returned", "standing")
        return [self._tables.table(heads, rows, (48, 12, 23, 23, 23, 23, 16))] if rows else self._none("units")

    def _reports(self) -> list[Flowable]:
        words = self._words
        rows: list[list[TextLike]] = []
        for one in self._report.reports:
            late = one.punctual not in (words.say("punctual"), words.none)
            how = f"{one.how}\n{words.say('receipt_is', receipt=one.receipt)}"
            punctual: TextLike = Run(one.punctual, role=FaceRole.HEITI) if late else one.punctual
            rows.append([one.what, one.to, one.at, one.due, punctual, how])
        made: list[Flowable] = []
        if rows:
            heads = ("report", "to", "at", "due", "punctual", "how")
            made.append(self._tables.table(heads, rows, (24, 27, 22, 22, 22, 51)))
        made += [self._set(text) for text in self._report.waivers]
        return made or self._none("reports")

    def _deadlines(self) -> list[Flowable]:
        over = self._words.say("over", span="").strip()
        rows: list[list[TextLike]] = [
            [one.what, one.due, Run(one.left, role=FaceRole.HEITI) if over and one.left.startswith(over) else one.left]
            for one in self._report.deadlines
        ]
        made = [self._tables.table(("what", "due", "left"), rows, (106, 27, 35))] if rows else self._none("deadlines")
        return [*made, self._set(self._report.window)]

    def _closure(self) -> list[Flowable]:
        return [self._tables.pairs(self._report.closure, columns=1)] if self._report.closure else []

    def _notes(self) -> list[Flowable]:
        rows = [[one.at, self._line(one), one.by] for one in self._report.notes]
        return [self._tables.table(("time", "entry", "by"), rows, (25, 122, 21))] if rows else self._none("notes")

    def _line(self, one: Line) -> TextLike:
        if not one.struck:
            return one.text
        return [Run(one.text, strike=True), self._words.say("struck", reason=one.struck)]

    def _map(self) -> list[Flowable]:
        caption = self._set(self._report.map_caption, DENSE.caption if self._given.map_png else _TEXT)
        return [MapPicture(self._given.map_png), caption] if self._given.map_png else [caption]

    def _timeline(self) -> list[Flowable]:
        rows = [[one.at, one.text, one.by] for one in self._report.timeline]
        return [self._tables.table(("time", "entry", "by"), rows, (25, 122, 21))] if rows else []

    def _seal(self) -> list[Flowable]:
        papers = [self._set(text) for text in self._report.papers]
        return [self._tables.pairs(self._report.seal, columns=1), *papers]


def _history(one: FactRow) -> TextLike:
    """Earlier values struck through, then the one that holds, in bold."""
    said: list[str | Run] = []
    for value in one.was:
        said += [Run(value, strike=True), "  "]
    if one.value:
        said.append(Run(one.value, role=FaceRole.HEITI))
    return said
