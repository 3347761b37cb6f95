"""Scores of a drill: in all, by item, objective, group and person, with what evaluators and participants say beside them. Pure."""

from __future__ import annotations

from app.desk.describe_drills import mark_words, part_words, subject_name
from app.desk.drill_findings import lost_parts
from app.domain.exercise.evaluation import Mark
from app.domain.exercise.kinds import SubjectKind
from app.domain.exercise.score import Item, Part
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_pages import Amount, Bars, Grid, Line, Piece
from app.reports.documents.drill_words import DrillWords

_MARK_SHARES = (4.2, 1.5, 1.5, 1.5)
_SURVEY_WORDS_MOST = 12
_ROLES_MOST, _LOST_MOST, _FULL = 15, 40, 100


def goals(held: Journalled, words: DrillWords) -> list[Piece]:
    """The objectives, each with its combined mark."""
    marks = {one.subject.id: one for one in held.evaluation.by_objective()}
    rows = tuple(
        (words.goal(one.id), words.text(one.capability, 30), words.text(one.text, 90), _points(words, _combined(marks.get(one.id))))
        for one in words.scenario.objectives
    )
    return [Grid(words.heads("goal", "capability", "objective", "of_100"), rows, (1.1, 2.2, 5.2, 1.3), empty=words.none)]


def pieces(held: Journalled, words: DrillWords) -> list[Piece]:
    """By item and objective with charts; by group, role and person in figures."""
    evaluation = held.evaluation
    items = held.score.items
    said: list[Piece] = [
        Line(words.second(1, "drill_report.by_item"), second=True),
        Bars(words.paper("drill_report.item_caption"), tuple(
            Amount(_item_name(one, words, 14), share, f"{share:.0f}%")
            for one in items for share in (_reached(one.points, one.of),)
        )),
        Grid(
            words.heads("item", "points", "of", "reached_share", "entry"),
            tuple(
                (_item_name(one, words, 40), words.number(one.points), words.number(one.of), f"{_reached(one.points, one.of):.0f}%",
                 words.entries(one.evidence, 4))
                for one in items
            ), (3.6, 1.1, 1.1, 1.2, 3),
        ),
        Line(words.second(2, "drill_report.by_objective"), second=True),
    ]  # fmt: skip
    goals_ = evaluation.by_objective()
    said.append(Bars(words.paper("drill_report.objective_caption"), tuple(
        Amount(_goal_name(one, words), _combined(one) or 0, _points(words, _combined(one))) for one in goals_
    )))  # fmt: skip
    said.append(_marks("objective_name", goals_, words))
    place = 3
    for code, marks in (("group", evaluation.by_group()), ("role", _roles(held)), ("person", evaluation.by_person()),
                        ("aspect", evaluation.of(SubjectKind.ASPECT))):  # fmt: skip
        if marks:
            said += [Line(words.second(place, f"drill_report.by_{code}"), second=True), _marks(f"{code}_name", marks, words)]
            place += 1
    return said


def _roles(held: Journalled) -> tuple[Mark, ...]:
    """Roles that lost points or that somebody judged, the lowest first."""
    marks = [one for one in held.evaluation.of(SubjectKind.ROLE) if one.judged is not None or (one.rule_points or 0) < _FULL]
    return tuple(sorted(marks, key=lambda one: (one.combined or 0, one.subject))[:_ROLES_MOST])


def _seen(part: Part, words: DrillWords) -> str:
    """What was found of a part: for a task or an expectation its words in short, and the times."""
    took, limit = part.facts.get("took_min"), part.facts.get("limit_min")
    if part.title is None or took is None or limit is None:
        return words.told(part_words(words.given.describer, part), 90)
    code = "drill_report.seen_missed" if part.share <= 0 and not part.who else "drill_report.seen_late"
    return words.paper(
        code, text=words.text(part.title, 34).rstrip("。"), took=words.number(float(took)), limit=words.number(float(limit))
    )


def _item_name(item: Item, words: DrillWords, most: int) -> str:
    name = words.say(f"drill.item.{item.kind}")
    if not item.parts or item.kind.value != "expected":
        return words.clip(name, most)
    goal = next((one for one in words.scenario.objectives if one.id == item.objective), None)
    about = words.text(goal.capability, 20) if goal is not None else item.objective
    return words.clip(words.paper("drill_report.expected_of", goal=about), most)


def _goal_name(mark: Mark, words: DrillWords) -> str:
    goal = next((one for one in words.scenario.objectives if one.id == mark.subject.id), None)
    return words.text(goal.capability, 14) if goal is not None else mark.subject.id


def _name(mark: Mark, words: DrillWords) -> str:
    subject, describer = mark.subject, words.given.describer
    if subject.kind is SubjectKind.PERSON:
        code = f"drill.actor.{subject.id}"
        return words.say(code) if describer.knows(code) else words.given.mask.name(subject.id)
    if subject.kind is SubjectKind.OBJECTIVE:
        return _goal_name(mark, words)
    return words.clip(subject_name(describer, subject, words.scenario), 40)


def _marks(head: str, marks: tuple[Mark, ...], words: DrillWords) -> Grid:
    rows = tuple(
        (_name(one, words), _points(words, one.rule_points), _points(words, one.judged_points), _points(words, _combined(one)))
        for one in marks
    )
    return Grid(words.heads(head, "by_rule", "by_people", "combined"), rows, _MARK_SHARES)


def _combined(mark: Mark | None) -> float | None:
    return None if mark is None else mark.combined


def _points(words: DrillWords, points: float | None) -> str:
    return words.none if points is None else words.number(points)


def _reached(points: float, of: float) -> float:
    return 100 * points / of if of else 0.0


def opinions(held: Journalled, words: DrillWords) -> list[Piece]:
    """What evaluators said, subject by subject; nothing where nobody judged."""
    describer = words.given.describer
    rows = tuple(
        (
            _name(Mark(line.subject, None, line, line.points), words), words.clip(made.evaluator, 12),
            mark_words(describer, made) or words.none, words.clip(made.words, 200) or words.none,
        )
        for line in held.evaluation.lines for made in line.judgements
    )
    return [Grid(words.heads("judged_subject", "evaluator", "mark", "opinion"), rows, (2.2, 1.4, 1.8, 4.6))] if rows else []


def survey(held: Journalled, words: DrillWords) -> list[Piece]:
    """What those who took part answered; nothing where nobody did."""
    answers = held.evaluation.answers
    if not answers:
        return []
    rows = tuple(
        (words.say(f"survey.question.{one.question}"), _points(words, one.mean), str(one.answers)) for one in held.evaluation.survey
    )
    said: list[Piece] = [
        Line(words.paper("drill_report.survey_lead", count=len(answers))),
        Grid(words.heads("question", "mean", "answers"), rows, (6, 1.6, 1.4)),
        Line(words.say("judging.source.questions")),
    ]
    spoken = [one for one in answers if one.words.strip()]
    said += [
        Line(words.paper("drill_report.survey_said", who=words.given.mask.name(one.name), text=words.clip(one.words, 200)))
        for one in spoken[:_SURVEY_WORDS_MOST]
    ]
    if len(spoken) > _SURVEY_WORDS_MOST:
        said.append(Line(words.paper("drill_report.survey_left", count=len(spoken) - _SURVEY_WORDS_MOST)))
    return said


def compared(held: Journalled, words: DrillWords) -> list[Piece]:
    """The scores by rule of earlier drills of this scenario beside this one; nothing where there are none."""
    earlier = tuple(reversed(words.given.earlier))
    if not earlier:
        return []
    now = {one.name: one.score for one in held.score.by_objective()}
    rows = [
        (words.text(goal.capability, 20), *(_points(words, one.objectives.get(goal.id)) for one in earlier),
         _points(words, now.get(goal.id)))
        for goal in words.scenario.objectives
    ]  # fmt: skip
    points = (*(one.points for one in earlier), held.score.points)
    rows.append((words.paper("drill_report.whole"), *(words.number(one) for one in points)))
    heads = (*words.heads("objective_name"), *(one.on.isoformat() for one in earlier), *words.heads("this_drill"))
    said: list[Piece] = [Grid(heads, tuple(rows), (2.6, *(1.4 for _ in earlier), 1.4))]
    if not all(one.same_script for one in earlier):
        said.append(Line(words.paper("drill_report.other_script")))
    return said


def details(held: Journalled, words: DrillWords) -> list[Piece]:
    """The parts of the score that lost most points, with the entries that they rest on; nothing where none did."""
    lost = sorted(
        ((item, part) for item in held.score.items for part in lost_parts(item)), key=lambda one: one[1].points - one[1].of
    )
    rows = tuple(
        (
            _item_name(item, words, 16), _seen(part, words),
            f"{words.number(part.points)}/{words.number(part.of)}", words.entries(part.evidence, 2),
        )
        for item, part in lost[:_LOST_MOST]
    )
    if not rows:
        return []
    said: list[Piece] = [Grid(words.heads("item", "seen", "points", "entry"), rows, (2.2, 5.2, 1.1, 1.7))]
    if len(lost) > _LOST_MOST:
        said.append(Line(words.paper("drill_report.lost_left", count=len(lost) - _LOST_MOST)))
    return said
