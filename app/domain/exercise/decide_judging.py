"""What wishes of evaluators, and answers to the survey, come to. Both are taken while the drill runs and after its end."""

from __future__ import annotations

from app.domain import checks
from app.domain.exercise import judging
from app.domain.exercise.commands import AnswerSurvey, JudgeDrill
from app.domain.exercise.entries import DrillJudged, SurveyAnswered
from app.domain.exercise.here import drill_of
from app.domain.exercise.model import Drill, Judgement, SurveyAnswer
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

MOST_WORDS = 5_000


def judge(command: JudgeDrill, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A judgement of something that this drill has: in words, and by one mark of a form that the scenario uses."""
    drill = _begun(state)
    subject = judging.read_subject(checks.words("about", command.about))
    if subject is None or not judging.is_known(subject, drill, state):
        raise Refusal("judgement_of_what", {"about": command.about})
    points = None if command.points is None else float(checks.number("points", command.points, most=100))
    made = Judgement(
        stamp.command_id, str(subject), checks.words("evaluator", command.evaluator), stamp.at,
        command.words.strip()[:MOST_WORDS], command.rating, points, command.grade,
    )
    marks = [one for one in (made.rating, made.grade, made.points) if one is not None]
    if len(marks) > 1:
        raise Refusal("judgement_two_marks")
    if not marks and not made.words:
        raise Refusal("judgement_empty")
    form = judging.form_of(made)
    if form is not None and form not in drill.scenario.judging.forms:
        raise Refusal("judgement_form_unused", {"form": form.value})
    return (DrillJudged(judgement=made),)


def answer_survey(command: AnswerSurvey, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The answers of somebody who took part: some questions or all, or words alone."""
    drill = _begun(state)
    role = command.role.strip()
    if role and role not in drill.seats and all(one.role != role for one in drill.scenario.participants):
        raise Refusal("survey_role_unknown", {"seat": role})
    for code, mark in command.answers.items():
        if code not in judging.QUESTIONS:
            raise Refusal("survey_question_unknown", {"question": code})
        if not judging.LOWEST <= mark <= judging.HIGHEST:
            raise Refusal("survey_mark_wrong", {"least": judging.LOWEST, "most": judging.HIGHEST})
    said = command.words.strip()[:MOST_WORDS]
    if not said and not command.answers:
        raise Refusal("survey_empty")
    made = SurveyAnswer(stamp.command_id, checks.words("name", command.name), stamp.at, role, dict(command.answers), said)
    return (SurveyAnswered(answer=made),)


def _begun(state: State) -> Drill:
    drill = drill_of(state)
    if drill.started_at is None:
        raise Refusal("drill_not_begun")
    return drill
