"""What the evaluation shows, as rows: subjects with both numbers, and what each rests on. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from app.desk.describe import Describer
from app.desk.describe_drills import mark_words, part_words, subject_name
from app.domain.exercise import judging
from app.domain.exercise.evaluation import Evaluation, JudgedLine, Mark, SurveyMean
from app.domain.exercise.judging import Subject
from app.domain.exercise.kinds import ItemKind, SubjectKind
from app.domain.exercise.model import Judgement, SurveyAnswer
from app.domain.exercise.score import Item, Part
from app.domain.state import State
from app.ui.drill.room.presenter import actor_name, part_tone

SURVEY = "survey"
"""The kind of the rows that are questions of the survey; nobody judges them."""

_GOOD, _POOR = 85.0, 60.0
"""From here on a mark of 100 looks good, below there poor (suggested; the colour alone hangs on it)."""


class SubjectRow(msgspec.Struct, frozen=True):
    """A subject, or a question of the survey: what the rule gives it, what people give it, both; of 100 (survey: of 5).

    ``mine`` is the mark of the evaluator who is at work. ``subject`` is ``None`` for a question.
    """

    id: str
    kind: str
    kind_word: str
    name: str
    rule: float | None
    judged: float | None
    voices: int
    combined: float | None
    mine: str
    subject: Subject | None
    can_judge: bool

    @property
    def tone(self) -> str:
        """How it went, by the combined mark."""
        return _tone(self.combined)


class EvidenceRow(msgspec.Struct, frozen=True):
    """Something that a mark rests on: a part of the score with its entries, or what somebody said."""

    key: str
    what: str
    mark: str
    tone: str
    words: str
    who: str
    seqs: tuple[int, ...]


def subject_rows(made: Evaluation, state: State, d: Describer, evaluator: str = "") -> tuple[SubjectRow, ...]:
    """Everything that can be judged, scored or not, and the survey after it."""
    marks = {one.subject: one for one in made.marks}
    scenario = made.drill.scenario
    seated = (Subject(SubjectKind.PERSON, name) for name in judging.seated(made.drill))
    every = dict.fromkeys((*judging.subjects(scenario), *seated, *marks))
    order = {kind: place for place, kind in enumerate(SubjectKind)}
    is_known = judging.knower(made.drill, state)
    rows = [
        _subject_row(one, marks.get(one), made, d, evaluator, can_judge=is_known(one))
        for one in sorted(every, key=lambda one: order[one.kind])
    ]
    return (*rows, *(_question_row(one, d) for one in made.survey))


def _subject_row(
    one: Subject, mark: Mark | None, made: Evaluation, d: Describer, evaluator: str, *, can_judge: bool
) -> SubjectRow:
    judged = mark.judged if mark is not None else None
    mine = _own(judged, evaluator)
    return SubjectRow(
        str(one), one.kind.value, d.say(f"judging.kind.{one.kind}"), subject_name(d, one, made.drill.scenario),
        mark.rule_points if mark is not None else None, mark.judged_points if mark is not None else None,
        judged.evaluators if judged is not None else 0, mark.combined if mark is not None else None,
        "" if mine is None else short_mark(mine, d) or d.say("judging.words_alone"), one, can_judge,
    )


def _question_row(one: SurveyMean, d: Describer) -> SubjectRow:
    return SubjectRow(
        f"{SURVEY}:{one.question}", SURVEY, d.say("judging.kind.survey"), d.say(f"survey.question.{one.question}"), None, one.mean,
        one.answers, None, "", None, can_judge=False,
    )


def own_judgement(made: Evaluation, subject: Subject, evaluator: str) -> Judgement | None:
    """What this evaluator said of it."""
    return _own(_line_of(made, subject), evaluator)


def _line_of(made: Evaluation, subject: Subject) -> JudgedLine | None:
    return next((one for one in made.lines if one.subject == subject), None)


def _own(line: JudgedLine | None, evaluator: str) -> Judgement | None:
    return next((one for one in (line.judgements if line is not None else ()) if one.evaluator == evaluator), None)


def short_mark(one: Judgement, d: Describer) -> str:
    """The mark of a judgement in as few letters as it takes; "" for words alone."""
    return one.rating.value if one.rating is not None else mark_words(d, one)


def evidence_rows(row: SubjectRow, made: Evaluation, seqs: Mapping[str, int], d: Describer) -> tuple[EvidenceRow, ...]:
    """What the marks of a subject rest on: what people said, then the parts of the score. ``seqs``: entries by command."""
    if row.subject is None:
        question = row.id.partition(":")[2]
        return tuple(_answer_row(one, question, seqs, d) for one in made.answers if question in one.answers or one.words)
    line = _line_of(made, row.subject)
    said = [_judged_row(one, seqs, d) for one in (line.judgements if line is not None else ())]
    return (*said, *(_part_row(item, part, d) for item, part in parts_of(row.subject, made)))


def parts_of(subject: Subject, made: Evaluation) -> Iterator[tuple[Item, Part]]:
    """The parts of the score that speak of a subject."""
    aspect = judging.ASPECTS.get(subject.id) if subject.kind is SubjectKind.ASPECT else None
    items: tuple[ItemKind, ...] = aspect.items if aspect is not None else ()
    roles = {one.role for one in made.drill.scenario.participants if one.group.zh == subject.id}
    for item in made.score.items:
        for part in item.parts:
            speaks = {
                SubjectKind.OBJECTIVE: item.objective == subject.id, SubjectKind.GROUP: part.role in roles,
                SubjectKind.ROLE: part.role == subject.id, SubjectKind.PERSON: part.who == subject.id,
                SubjectKind.ASPECT: item.kind in items,
            }
            if speaks[subject.kind]:
                yield item, part


def _part_row(item: Item, part: Part, d: Describer) -> EvidenceRow:
    return EvidenceRow(
        part.key, d.say(f"drill.item.{item.kind}"), f"{part.points:.1f}/{part.of:.1f}", part_tone(part.points, part.of),
        part_words(d, part),
        actor_name(part.who, d) if part.who else "", part.evidence,
    )


def _judged_row(one: Judgement, seqs: Mapping[str, int], d: Describer) -> EvidenceRow:
    share = judging.share_of(one)
    tone = _tone(None if share is None else 100 * share)
    seq = seqs.get(one.id)
    return EvidenceRow(
        f"judged:{one.id}", d.say("judging.judged"), short_mark(one, d) or "—", tone, one.words, one.evaluator,
        () if seq is None else (seq,),
    )


def _answer_row(one: SurveyAnswer, question: str, seqs: Mapping[str, int], d: Describer) -> EvidenceRow:
    mark = one.answers.get(question)
    seq = seqs.get(one.id)
    return EvidenceRow(
        f"answer:{one.id}", d.say("judging.kind.survey"), "—" if mark is None else d.say("survey.mark", mark=mark),
        "neutral", one.words, one.name, () if seq is None else (seq,),
    )


def _tone(points: float | None) -> str:
    """How a mark of 100 looks."""
    if points is None:
        return "neutral"
    return "ok" if points >= _GOOD else "watch" if points >= _POOR else "alarm"


def totals_line(made: Evaluation, d: Describer) -> str:
    """Both numbers and the combined one."""
    judged = d.say("judging.by_nobody") if made.judged is None else d.say(
        "judging.by_people", judged=f"{made.judged:.1f}", count=len(made.evaluators)
    )
    return d.say(
        "judging.totals", rule=f"{made.score.points:.1f}", judged=judged, combined=f"{made.combined:.1f}",
        weight=f"{100 * made.weight:g}",
    )


def kinds(rows: Iterable[SubjectRow]) -> tuple[tuple[str, str], ...]:
    """The kinds that occur, with their words."""
    return tuple({row.kind: row.kind_word for row in rows}.items())
