"""The dossier on its pages: dense, ruled, readable in black and white."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.incident_report.content import ID, content
from app.reports.documents.incident_report.model import FactRow, IncidentReport, Line, Response, TaskRow
from app.reports.documents.phrases import Pair, Phrases
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Column,
    DrawnPage,
    FaceRole,
    KeyValueGrid,
    Picture,
    PictureRow,
    Prose,
    Room,
    Run,
    Shown,
    Style,
    Table,
    TextLike,
    square_code,
    struck,
)

_TITLE = DENSE.title.but(size_pt=20, leading_pt=28, after_pt=0)
_SUBJECT = Style(role=FaceRole.KAITI, size_pt=14, leading_pt=20, align=Align.CENTRE, after_pt=4)
_HEADING = DENSE.level1.but(before_pt=8, after_pt=2, keep_with_next=False)
_LEAST_PT = 120
"""A section begins on this page when so much of it stands here: its heading, a head and a row or two."""
_ABREAST, _PHOTO_MM = 2, 56
"""Photographs in a row, and how high they are."""
_TEXT = DENSE.body.but(size_pt=11, leading_pt=16.5)
_TABLES = DENSE.with_cells(9.5, 13, head_align=Align.LEFT)
_SECOND = DENSE.level2.but(size_pt=11.5, leading_pt=17, before_pt=3)


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    report = content(given)
    progress.report(0.1)
    story = _Dossier(report, given).blocks()
    return draft(ID, report, story, given, f"{report.title} {report.subject}")


class _Dossier:
    def __init__(self, report: IncidentReport, given: DocumentInput) -> None:
        self._report = report
        self._given = given
        self._words = Phrases(given)

    def blocks(self) -> list[Block]:
        """Title, then the sections, numbered in order; a section that cannot be (closure of an open one) is left out."""
        report = self._report
        blocks: list[Block] = [
            self._set(report.title, _TITLE), self._set(report.subject, _SUBJECT),
        ]
        sections: list[tuple[str, Callable[[], list[Block]]]] = [
            ("basics", self._basics), ("facts", self._facts), ("severity", self._severity),
            ("response", self._responses), ("tasks", self._tasks), ("units", self._units), ("reports", self._reports),
            ("instructions", self._instructions), ("deadlines", self._deadlines), ("closure", self._closure),
            ("notes", self._notes), ("map", self._map), ("photographs", self._photographs), ("timeline", self._timeline),
            ("seal", self._seal),
        ]
        shown = [(code, made) for code, section in sections if (made := section())]
        for number, (code, made) in enumerate(shown, 1):
            heading = self._words.paper(
                "heading", number=self._given.wording.ordinal(number), heading=self._words.paper(f"section.{code}")
            )
            blocks += [Room(_LEAST_PT), self._set(heading, _HEADING), *made]
        sheet = self._given.map_sheet
        return [*blocks, DrawnPage(sheet.paint)] if sheet is not None else blocks

    def _set(self, text: TextLike, style: Style = _TEXT) -> Prose:
        return Prose(text, style)

    def _pairs(self, pairs: Sequence[Pair], columns: int = 2) -> KeyValueGrid:
        return KeyValueGrid(
            [(one.label, one.value) for one in pairs], _TABLES, columns=columns, name_share=0.45 if columns > 1 else 0.21
        )

    def _table(self, heads: Sequence[str], rows: Sequence[Sequence[TextLike]], shares: Sequence[float]) -> Table:
        named = zip(heads, shares, strict=True)
        return Table([Column(self._words.paper(f"head.{code}"), share) for code, share in named], rows, _TABLES)

    def _none(self, code: str) -> list[Block]:
        return [self._set(self._words.paper(f"empty.{code}"))]

    def _basics(self) -> list[Block]:
        report = self._report
        label = self._words.paper("labelled_head", label=self._words.paper("narrative"))
        said: list[str | Run] = [heavy(label), report.narrative]
        return [self._pairs(report.basics), self._set(said)]

    def _facts(self) -> list[Block]:
        rows = [
            [one.label, _history(one), one.status, one.source, one.at, one.by] for one in self._report.facts
        ]
        heads = ("fact", "value", "standing", "source", "time", "by")
        return [self._table(heads, rows, (32, 40, 18, 32, 26, 20))] if rows else self._none("facts")

    def _severity(self) -> list[Block]:
        report, words = self._report, self._words
        said = [self._set(words.paper("counts", severity=report.severity))]
        said += [self._set(words.paper("because", because=one)) for one in report.because]
        if report.override:
            said.append(self._set(Run(report.override, underline=True)))
        return list(said)

    def _responses(self) -> list[Block]:
        report = self._report
        made: list[Block] = []
        for one in report.responses:
            made += self._response(one)
        made += [self._set(text) for text in report.declines]
        return made or self._none("response")

    def _response(self, one: Response) -> list[Block]:
        made: list[Block] = [self._set(one.title, _SECOND), self._pairs(one.pairs)]
        label = heavy(self._words.paper("labelled_head", label=self._words.paper("measures")))
        if one.measures:
            listed = self._words.paper("clause").join(f"({at}) {text}" for at, text in enumerate(one.measures, 1))
            made.append(self._set([label, listed]))
        rows = [[step.at, step.level, step.approved_by, step.by, step.reason or self._words.none] for step in one.history]
        made.append(self._table(("time", "level", "approved_by", "by", "reason"), rows, (27, 33, 25, 25, 58)))
        return made

    def _tasks(self) -> list[Block]:
        rows = [
            [one.number, self._task_text(one), one.role, one.due, self._task_state(one)] for one in self._report.tasks
        ]
        heads = ("number", "task", "role", "due", "state")
        return [self._table(heads, rows, (11, 68, 26, 26, 37))] if rows else self._none("tasks")

    def _task_text(self, one: TaskRow) -> TextLike:
        said: list[str | Run] = [heavy(self._words.paper("critical_mark"))] if one.critical else []
        return [*said, one.text, *(f"\n{basis}" for basis in one.bases)]

    def _task_state(self, one: TaskRow) -> TextLike:
        said: list[str | Run] = [f"{one.status} {one.done}".strip()]
        if one.late:
            said.append(heavy(f"\n{one.late}"))
        told = self._words.paper("labelled_head", label=one.by) + one.remark if one.remark else one.by
        if told:
            said.append(f"\n{told}")
        return said

    def _units(self) -> list[Block]:
        rows = [
            [
                f"{one.name}\n{one.kind}", one.crew, one.dispatched, one.acknowledged,
                one.on_scene, one.returned, one.status,
            ]
            for one in self._report.units
        ]
        heads = ("unit", "crew", "dispatched", "acknowledged", "on_scene", "returned", "standing")
        return [self._table(heads, rows, (38, 13, 24.5, 24.5, 24.5, 24.5, 19))] if rows else self._none("units")

    def _reports(self) -> list[Block]:
        words = self._words
        rows: list[list[TextLike]] = []
        for one in self._report.reports:
            late = one.punctual not in (words.paper("punctual"), words.none)
            how = f"{one.how}\n{words.paper('receipt_is', receipt=one.receipt)}"
            punctual: TextLike = heavy(one.punctual) if late else one.punctual
            rows.append([one.what, one.to, one.at, one.due, punctual, how])
        made: list[Block] = []
        if rows:
            heads = ("report", "to", "at", "due", "punctual", "how")
            made.append(self._table(heads, rows, (23, 25, 26, 26, 22, 46)))
        made += [self._set(text) for text in self._report.waivers]
        return made or self._none("reports")

    def _instructions(self) -> list[Block]:
        rows: list[list[TextLike]] = []
        for one in self._report.instructions:
            done: list[str | Run] = [one.handling, *(f"\n{step}" for step in one.steps)]
            if one.answer:
                done.append(heavy(f"\n{one.answer}"))
            rows.append([f"{one.kind}\n{one.who}", one.at, Run(one.text, role=FaceRole.KAITI), done])
        heads = ("instruction", "time", "words", "handling")
        return [self._table(heads, rows, (32, 24, 56, 56))] if rows else self._none("instructions")

    def _photographs(self) -> list[Block]:
        """Two in a row; what cannot be read is a frame that says so."""
        report, pictures = self._report, self._given.pictures
        shown = [Shown(pictures.get(one.sha256, b""), one.caption) for one in report.photographs]
        unreadable = self._words.paper("dossier.photograph_unreadable")
        rows: list[Block] = [
            PictureRow(shown[at : at + _ABREAST], DENSE.caption, height_mm=_PHOTO_MM, columns=_ABREAST, unreadable=unreadable)
            for at in range(0, len(shown), _ABREAST)
        ]
        if report.photographs_left_out:
            rows.append(self._set(report.photographs_left_out))
        return rows or self._none("photographs")

    def _deadlines(self) -> list[Block]:
        over = self._words.paper("over", span="").strip()
        rows: list[list[TextLike]] = [
            [one.what, one.due, heavy(one.left) if over and one.left.startswith(over) else one.left]
            for one in self._report.deadlines
        ]
        made = [self._table(("what", "due", "left"), rows, (106, 27, 35))] if rows else self._none("deadlines")
        return [*made, self._set(self._report.window)]

    def _closure(self) -> list[Block]:
        return [self._pairs(self._report.closure, columns=1)] if self._report.closure else []

    def _notes(self) -> list[Block]:
        rows = [[one.at, self._line(one), one.by] for one in self._report.notes]
        return [self._table(("time", "entry", "by"), rows, (27, 120, 21))] if rows else self._none("notes")

    def _line(self, one: Line) -> TextLike:
        if not one.struck:
            return one.text
        return [struck(one.text), self._words.paper("struck", reason=one.struck)]

    def _map(self) -> list[Block]:
        if self._given.map_png is None or self._given.map_sheet is not None:
            return [self._set(self._report.map_caption)]
        return [Picture(self._given.map_png, DENSE.caption, caption=self._report.map_caption, max_height_mm=95)]

    def _timeline(self) -> list[Block]:
        rows = [[one.at, one.text, one.by] for one in self._report.timeline]
        return [self._table(("time", "entry", "by"), rows, (27, 120, 21))] if rows else []

    def _seal(self) -> list[Block]:
        papers = [self._set(text) for text in self._report.papers]
        code: list[Block] = []
        if self._report.code:
            code = [square_code(self._report.code, DENSE.caption.but(align=Align.LEFT), self._report.code_caption)]
        return [self._pairs(self._report.seal, columns=1), *code, *papers]


def _history(one: FactRow) -> TextLike:
    """Earlier values struck through, then the one that holds, in bold."""
    said: list[str | Run] = []
    for value in one.was:
        said += [struck(value), "  "]
    if one.value:
        said.append(heavy(one.value))
    return said
