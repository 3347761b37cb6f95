"""A drill's evaluation: the score by rule beside what people say of it, never one in the place of the other. Pure.

The combined mark is a suggestion (``judging.WEIGHT_FROM``): a share of the scenario's choosing is the evaluators', the rest the
rule's. Where nobody judged, it is the rule's alone and says so (``judged`` is ``None``). Every judged subject counts the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.domain.apply import apply
from app.domain.exercise import judging
from app.domain.exercise.evidence import gather
from app.domain.exercise.judging import Subject
from app.domain.exercise.kinds import SIMULATED_ACTORS, SubjectKind
from app.domain.exercise.model import Drill, Judgement, SurveyAnswer
from app.domain.exercise.score import Group, Score
from app.domain.exercise.scoring import score_of
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State


class JudgedLine(msgspec.Struct, frozen=True):
    """What evaluators say of one subject. ``share``: the mean of their marks, 0 to 1, ``None`` where they gave words alone.

    ``evaluators``: how many marks the mean rests on. ``judgements`` are in the order in which they were given.
    """

    subject: Subject
    share: float | None
    evaluators: int
    judgements: tuple[Judgement, ...]

    @property
    def points(self) -> float | None:
        """The mean of the marks, of 100."""
        return None if self.share is None else round(100 * self.share, 2)


class Mark(msgspec.Struct, frozen=True):
    """One subject: what the rule gives it, what people give it, both together. ``None`` where there is none; all of 100."""

    subject: Subject
    by_rule: Group | None
    judged: JudgedLine | None
    combined: float | None

    @property
    def rule_points(self) -> float | None:
        """What the rule gives it."""
        return None if self.by_rule is None else self.by_rule.score

    @property
    def judged_points(self) -> float | None:
        """What people give it."""
        return None if self.judged is None else self.judged.points


class SurveyMean(msgspec.Struct, frozen=True):
    """One question of the survey: the mean of its answers (1 to 5) and how many there are; ``None`` of none."""

    question: str
    mean: float | None
    answers: int


class Evaluation(msgspec.Struct, frozen=True):
    """Everything that is said of a drill. ``judged`` and ``combined`` of 100; ``weight`` is the share of the judgement."""

    drill: Drill
    score: Score
    lines: tuple[JudgedLine, ...]
    judged: float | None
    combined: float
    weight: float
    marks: tuple[Mark, ...]
    survey: tuple[SurveyMean, ...]
    answers: tuple[SurveyAnswer, ...]
    evaluators: tuple[str, ...]
    as_of: datetime

    @property
    def by_rule_alone(self) -> bool:
        """Whether the combined mark is the rule's, because no evaluator gave a mark."""
        return self.judged is None

    def of(self, kind: SubjectKind) -> tuple[Mark, ...]:
        """The marks of one kind of subject, in the order of the scenario."""
        return tuple(one for one in self.marks if one.subject.kind is kind)

    def by_objective(self) -> tuple[Mark, ...]:
        """One for each objective that was scored or judged."""
        return self.of(SubjectKind.OBJECTIVE)

    def by_group(self) -> tuple[Mark, ...]:
        """One for each group whose roles had to act, or that was judged."""
        return self.of(SubjectKind.GROUP)

    def by_person(self) -> tuple[Mark, ...]:
        """One for each person who acted or was judged."""
        return self.of(SubjectKind.PERSON)


def evaluation_of(records: Iterable[Record], reference: Reference) -> Evaluation:
    """The evaluation of the drill whose journal these are, as it stands at its last entry; ``ValueError`` for another journal."""
    records = tuple(records)
    seen = gather(records, reference)
    state = seen.state
    for record in records[len(seen.records):]:
        state = apply(record, state)
    return evaluated(score_of(seen), state, records[-1].stamp.at)


def evaluated(score: Score, state: State, as_of: datetime) -> Evaluation:
    """The evaluation of a drill whose score is at hand; ``ValueError`` where the state is none's."""
    drill = state.drill
    if drill is None:
        raise ValueError("these records are no drill's")
    weight = drill.scenario.judging.weight
    lines = judged_lines(drill)
    shares = [one.share for one in lines if one.share is not None]
    judged = round(100 * sum(shares) / len(shares), 2) if shares else None
    return Evaluation(
        drill, score, lines, judged, combine(score.points, judged, weight), weight, _marks(drill, score, lines, weight),
        survey_means(drill), tuple(sorted(drill.surveys.values(), key=lambda one: (one.at, one.id))),
        tuple(dict.fromkeys(made.evaluator for line in lines for made in line.judgements)), as_of,
    )


def combine(by_rule: float, judged: float | None, weight: float) -> float:
    """Both together, of 100; the rule's alone where nobody judged."""
    return by_rule if judged is None else round((1 - weight) * by_rule + weight * judged, 2)


def judged_lines(drill: Drill) -> tuple[JudgedLine, ...]:
    """What was judged, in the order of the scenario; then persons, then what an older journal called otherwise."""
    found: dict[Subject, list[Judgement]] = {}
    for made in sorted(drill.judgements.values(), key=lambda one: (one.at, one.id)):
        found.setdefault(judging.subject_of(made, drill.scenario), []).append(made)
    return tuple(_line(one, found[one]) for one in _in_order(found, drill))


def _in_order(found: Iterable[Subject], drill: Drill) -> list[Subject]:
    """In the order of the scenario; what it does not list comes last."""
    order = {one: place for place, one in enumerate(judging.subjects(drill.scenario))}
    return sorted(found, key=lambda one: (order.get(one, len(order)), one))


def _line(subject: Subject, made: list[Judgement]) -> JudgedLine:
    marked = [share for one in made if (share := judging.share_of(one)) is not None]
    mean = sum(marked) / len(marked) if marked else None
    return JudgedLine(subject, mean, len(marked), tuple(made))


def _marks(drill: Drill, score: Score, lines: Iterable[JudgedLine], weight: float) -> tuple[Mark, ...]:
    """Every subject that the rule or people speak of."""
    by_rule = {Subject(kind, one.name): one for kind, groups in _by_rule(drill, score) for one in groups}
    judged = {one.subject: one for one in lines}
    every = dict.fromkeys((*by_rule, *judged))
    return tuple(_mark(one, by_rule.get(one), judged.get(one), weight) for one in _in_order(every, drill))


def _mark(subject: Subject, by_rule: Group | None, judged: JudgedLine | None, weight: float) -> Mark:
    points = None if judged is None else judged.points
    if by_rule is None:
        return Mark(subject, None, judged, points)
    return Mark(subject, by_rule, judged, combine(by_rule.score, points, weight))


def _by_rule(drill: Drill, score: Score) -> Iterable[tuple[SubjectKind, tuple[Group, ...]]]:
    yield SubjectKind.OBJECTIVE, score.by_objective()
    yield SubjectKind.GROUP, score.by_group({one.role: one.group.zh.strip() for one in drill.scenario.participants})
    yield SubjectKind.ROLE, score.by_role()
    yield SubjectKind.PERSON, tuple(one for one in score.by_person() if one.name not in SIMULATED_ACTORS)


def survey_means(drill: Drill) -> tuple[SurveyMean, ...]:
    """The survey, question by question."""
    found = []
    for code in judging.QUESTIONS:
        given = [one.answers[code] for one in drill.surveys.values() if code in one.answers]
        found.append(SurveyMean(code, round(sum(given) / len(given), 2) if given else None, len(given)))
    return tuple(found)
