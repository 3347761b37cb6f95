"""Evaluation forms of a drill: a sheet for each objective (objective, capability, critical tasks, observations, mark), one for the
general aspects, one for the survey. Empty before the drill; after it with what its journal and its evaluators say. Pure.

``DrillPaperInput.judging`` chooses the form of marks (P/S/M/U, 优良中差, points); without it the scenario's are offered.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.desk.describe_drills import mark_words, part_words
from app.desk.drill_findings import lost_parts
from app.domain.exercise import judging
from app.domain.exercise.kinds import Grade, ItemKind, JudgingForm, Rating, SeatKind, SubjectKind
from app.domain.exercise.model import Judgement
from app.domain.exercise.scenario import Expected, Inject, Objective
from app.domain.exercise.score import Part
from app.kernel.clock import to_local
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import Boxes, DrillPages, Facts, Grid, Line, Piece, Section
from app.reports.documents.drill_words import DrillWords
from app.reports.documents.phrases import Pair

ID = "drill_evaluation_form"

_HAND_MM = 11
_SHARES = (3.4, 1.1, 4.2, 1.7)
_JUDGED_SHARES = (1.5, 2.2, 5.4, 1.6)


def content(given: DrillPaperInput) -> DrillPages:
    """The paper."""
    words = DrillWords(given)
    held = Journalled(given, words) if given.held is not None else None
    maker = _Forms(words, held, _forms(given))
    sheets = [maker.sheet(one) for one in given.scenario.objectives]
    return DrillPages(
        title=words.paper("drill_form.title" if held is None else "drill_form.title_held", name=words.name),
        under=words.paper("drill_form.under", kinds=words.types, at=words.full_moment(given.scenario.starts_at)),
        sections=(*sheets, maker.aspects(), maker.survey()),
        notes=(
            words.paper("drill_paper.suggested"), words.say(f"judging.source.{judging.SHARES_FROM.source}"),
            words.say("judging.source.aspects"), words.say("judging.source.questions"),
        ),
    )


def _forms(given: DrillPaperInput) -> tuple[JudgingForm, ...]:
    """The forms of marks that are offered: the one that was asked for, else those of the scenario, the Chinese ones first."""
    order = (JudgingForm.GRADES, JudgingForm.POINTS, JudgingForm.PSMU)
    asked = {JudgingForm(given.judging)} if given.judging else set(given.scenario.judging.forms)
    return tuple(one for one in order if one in asked)


class _Forms:
    def __init__(self, words: DrillWords, held: Journalled | None, forms: tuple[JudgingForm, ...]) -> None:
        self._words, self._held, self._offered = words, held, forms
        self._describer = words.given.describer

    def sheet(self, goal: Objective) -> Section:
        """One objective."""
        words = self._words
        judged = self._judged(SubjectKind.OBJECTIVE, goal.id)
        pieces: list[Piece] = [
            self._who(judged),
            Line(words.text(goal.text), words.paper("labelled_head", label=words.paper("drill_head.objective"))),
            Grid(words.heads("critical_task", "limit_points", "observed", "result"), tuple(self._tasks(goal)), _SHARES,
                 hand_mm=0 if self._held is not None else _HAND_MM, empty=words.none),
        ]  # fmt: skip
        if self._held is not None:
            pieces.append(Line(self._score(goal)))
        pieces += self._marks(judged)
        return Section(
            words.paper("drill_form.sheet", goal=words.goal(goal.id), capability=words.text(goal.capability, 30)), tuple(pieces),
            own_page=True,
        )

    def _who(self, judged: list[Judgement]) -> Facts:
        words = self._words
        names = words.join(dict.fromkeys(words.clip(one.evaluator, 12) for one in judged))
        pairs = tuple(
            Pair(words.paper(f"drill_label.{code}"), value)
            for code, value in (("evaluator", names), ("post", ""), ("evaluated_on", ""), ("signature", ""))
        )
        return Facts(pairs)

    def _tasks(self, goal: Objective) -> list[tuple[str, ...]]:
        rows = [
            self._expected(inject, one)
            for inject in self._injects() for one in inject.expect if one.objective == goal.id
        ]
        return rows + [row for kind in goal.items if kind is not ItemKind.EXPECTED for row in self._item(kind)]

    def _injects(self) -> tuple[Inject, ...]:
        return self._words.scenario.injects if self._held is None else self._held.drill.injects

    def _expected(self, inject: Inject, one: Expected) -> tuple[str, ...]:
        words = self._words
        task = words.paper("drill_form.task", inject=inject.id, text=words.text(one.text, 90), who=words.role(one.role))
        limit = words.paper("drill_form.limit_points", minutes=f"{one.within_min:g}", points=words.number(one.weight))
        if self._held is None:
            return (task, limit, "", self._tick())
        part = self._held.part(f"expected:{inject.id}:{one.id}")
        answered = self._held.answered(inject, one)
        if part is None:
            standing = self._held.standing(inject)
            return (task, limit, standing or words.paper("drill_form.not_due"), words.none)
        seen = self._held.done(answered, 52) if answered is not None else words.paper("drill_paper.not_done")
        at = self._held.clock(answered.at).replace("\n", " ") + " " if answered is not None else ""
        return (task, limit, f"{at}{seen}", self._result(part))

    def _item(self, kind: ItemKind) -> list[tuple[str, ...]]:
        words = self._words
        name = words.say(f"drill.item.{kind}")
        if self._held is None:
            return [(words.paper("drill_form.by_rule", item=name), words.none, "", self._tick())]
        item = next((one for one in self._held.score.items if one.kind is kind), None)
        if item is None:
            return [(words.paper("drill_form.by_rule", item=name), words.none, words.paper("drill_form.not_due"), words.none)]
        lost = lost_parts(item)
        rows: list[tuple[str, ...]] = [
            (
                words.paper("drill_form.by_rule", item=name), words.paper("drill_form.points", points=words.number(part.of)),
                self._seen(part), self._result(part),
            )
            for part in lost
        ]
        if len(lost) < len(item.parts):
            rows.append(self._reached(name, [part for part in item.parts if part not in lost]))
        return rows

    def _seen(self, part: Part) -> str:
        words = self._words
        said = words.told(part_words(self._describer, part), 90)
        return f"{said} {words.entries(part.evidence, 4)}" if part.evidence else said

    def _reached(self, name: str, parts: Sequence[Part]) -> tuple[str, ...]:
        """What of an item was done in full: one row, however much that was."""
        words = self._words
        of = sum(part.of for part in parts)
        numbers = tuple(sorted({seq for part in parts for seq in part.evidence}))
        said = words.told(part_words(self._describer, parts[0]), 90) if len(parts) == 1 else words.paper(
            "drill_form.all_done", count=len(parts)
        )
        points = words.paper("drill_form.points_of", points=words.number(of), of=words.number(of))
        return (
            words.paper("drill_form.by_rule", item=name), words.paper("drill_form.points", points=words.number(of)),
            f"{said} {words.entries(numbers, 4)}", f"{words.paper('drill_form.reached')}\n{points}",
        )

    def _tick(self) -> str:
        words = self._words
        return words.boxes((words.paper(f"drill_form.{code}") for code in ("reached", "late", "missed")), " ")

    def _result(self, part: Part) -> str:
        words = self._words
        code = "reached" if part.in_full else "late" if part.share > 0 else "missed"
        points = words.paper("drill_form.points_of", points=words.number(part.points), of=words.number(part.of))
        return f"{words.paper(f'drill_form.{code}')}\n{points}"

    def _score(self, goal: Objective) -> str:
        words, held = self._words, self._held
        group = next((one for one in held.score.by_objective() if one.name == goal.id), None) if held is not None else None
        if group is None:
            return words.paper("drill_form.nothing_scored")
        return words.paper(
            "drill_form.scored", points=words.number(group.points), of=words.number(group.of), score=words.number(group.score)
        )

    def _judged(self, kind: SubjectKind, subject_id: str) -> list[Judgement]:
        if self._held is None:
            return []
        lines = self._held.evaluation.lines
        return [made for one in lines if (one.subject.kind, one.subject.id) == (kind, subject_id) for made in one.judgements]

    def _marks(self, judged: list[Judgement]) -> list[Piece]:
        """What evaluators said; else boxes to tick and room to write."""
        words = self._words
        if judged:
            rows = tuple(
                (words.clip(one.evaluator, 12), mark_words(self._describer, one) or words.none, words.clip(one.words, 200),
                 f"{to_local(one.at):%m-%d %H:%M}")
                for one in judged
            )  # fmt: skip
            return [Grid(words.heads("evaluator", "mark", "opinion", "given_at"), rows, _JUDGED_SHARES)]
        boxes = tuple((words.say(f"judging.form.{form}"), self._boxes(form)) for form in self._offered)
        return [
            Grid(words.heads("mark_one_of", "mark"), boxes, (2, 7), hand_mm=8),
            Boxes(words.heads("strong", "weak", "advice"), 4),
        ]

    def _boxes(self, form: JudgingForm) -> str:
        words = self._words
        if form is JudgingForm.POINTS:
            return words.paper("drill_form.points_blank")
        codes = [f"drill.grade.{one}" for one in Grade] if form is JudgingForm.GRADES else [f"drill.rating.{one}" for one in Rating]
        return words.boxes(words.say(code) for code in codes)

    def aspects(self) -> Section:
        """The general aspects of drills of this form, each with its mark."""
        words = self._words
        form = JudgingForm.GRADES if JudgingForm.GRADES in self._offered else self._offered[0]
        marks = words.boxes(one.value for one in Rating) if form is JudgingForm.PSMU else self._boxes(form)
        rows = []
        for one in judging.aspects(words.scenario.form):
            judged = self._judged(SubjectKind.ASPECT, one.code)
            mark = words.join(mark_words(self._describer, made) for made in judged if mark_words(self._describer, made))
            said = words.join(words.clip(made.words, 80) for made in judged if made.words)
            rows.append((words.say(f"judging.section.{one.section}"), words.say(f"aspect.{one.code}"), mark or marks, said))
        heads = words.heads("aspect_part", "aspect", "mark", "opinion")
        grid = Grid(heads, tuple(rows), (1.5, 2.6, 3.6, 3.4), hand_mm=8)
        return Section(words.paper("drill_form.aspects"), (self._who([]), grid), own_page=True)

    def survey(self) -> Section:
        """What those who took part say: five steps for each question."""
        words, held = self._words, self._held
        scale = words.boxes(str(one) for one in range(judging.HIGHEST, judging.LOWEST - 1, -1))
        means = {one.question: one for one in held.evaluation.survey} if held is not None else {}
        rows = []
        for at, code in enumerate(judging.QUESTIONS, 1):
            mean = means.get(code)
            given = words.paper("drill_form.mean", mean=words.number(mean.mean), count=mean.answers) if (
                mean is not None and mean.mean is not None
            ) else scale
            rows.append((str(at), words.say(f"survey.question.{code}"), given, ""))
        pairs = tuple(Pair(words.paper(f"drill_label.{code}"), "") for code in ("name", "survey_seat"))
        pieces: list[Piece] = [
            Line(words.paper("drill_form.survey_lead", seats=len(words.of_kind(SeatKind.PLAYER)))), Facts(pairs),
            Grid(words.heads("seq", "question", "scale", "opinion"), tuple(rows), (0.7, 4, 3.2, 3.4), hand_mm=11),
            Boxes(words.heads("survey_words"), 4),
        ]
        return Section(words.paper("drill_form.survey_title"), tuple(pieces), own_page=True)
