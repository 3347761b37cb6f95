"""What people say of a drill: what may be judged and how, what a mark is worth, and how it stands beside the score by rule."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from app.domain.exercise import commands as exercise
from app.domain.exercise import judging
from app.domain.exercise.evaluation import Evaluation, evaluated, evaluation_of
from app.domain.exercise.judging import Subject, read_subject
from app.domain.exercise.kinds import DrillForm, Grade, ItemKind, JudgingForm, Rating, SubjectKind
from app.domain.exercise.model import Judgement
from app.domain.exercise.scenario import Judging, Participant
from app.domain.exercise.score import Part as ScorePart
from app.domain.exercise.score import Score, make_item
from app.domain.exercise.scoring import score
from app.domain.words import Checked, RuleStatus
from app.kernel.errors import Refusal
from app.kernel.text import Text
from tests.domain.test_exercise import Held
from tests.drill_world import scenario
from tests.world import NOON

ROOM = Participant("duty_officer", Text("值班员"), group=Text("值班室", "duty room"))


@pytest.fixture(scope="module")
def held():
    station = Held(participants=(ROOM, *scenario().participants[1:]))
    station.do(exercise.SeatParticipant(role="duty_officer", name="Officer"))
    yield station
    station.close()


def evaluation(held: Held) -> Evaluation:
    return evaluation_of(held.run(held.desk.records()), held.desk.reference)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"about": "o1", "points": 5}, "judgement_of_what"), ({"about": "objective:o9", "points": 5}, "judgement_of_what"),
        ({"about": "group:nobody", "points": 5}, "judgement_of_what"),
        ({"about": "person:Nobody", "points": 5}, "judgement_of_what"),
        ({"about": "aspect:medical", "points": 5}, "judgement_of_what"),  # of drills in the field; this one is at a table
        ({"about": "objective:o1", "points": 101}, "fact_too_large"), ({"about": "objective:o1", "points": -1}, "fact_too_small"),
        ({"about": "objective:o1", "points": 5, "rating": Rating.P}, "judgement_two_marks"),
        ({"about": "objective:o1"}, "judgement_empty"), ({"about": "objective:o1", "points": 5, "evaluator": " "}, "field_empty"),
    ],
)
def test_what_is_no_judgement_is_refused(held, given, code):
    with pytest.raises(Refusal) as no:
        held.do(exercise.JudgeDrill(**{"evaluator": "Judge", **given}))
    assert no.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"answers": {"execution": 6}}, "survey_mark_wrong"), ({"answers": {"?": 3}}, "survey_question_unknown"),
        ({}, "survey_empty"),
        ({"answers": {"execution": 3}, "role": "king"}, "survey_role_unknown"), ({"words": "x", "name": ""}, "field_empty"),
    ],
)
def test_what_is_no_answer_to_the_survey_is_refused(held, given, code):
    with pytest.raises(Refusal) as no:
        held.do(exercise.AnswerSurvey(**{"name": "Officer", **given}))
    assert no.value.code == code


def test_nobody_judges_before_it_began_nor_in_a_form_that_the_scenario_does_not_use():
    station = Held(judging=Judging((JudgingForm.PSMU,)))
    with pytest.raises(Refusal, match="judgement_form_unused"):
        station.do(exercise.JudgeDrill(about="objective:o1", evaluator="Judge", grade=Grade.FAIR))
    station.do(exercise.JudgeDrill(about="objective:o1", evaluator="Judge", rating=Rating.M))
    drill = station.state.drill
    station.desk._state = msgspec.structs.replace(station.state, drill=msgspec.structs.replace(drill, started_at=None))
    for command in (exercise.JudgeDrill(about="objective:o1", evaluator="J", points=1), exercise.AnswerSurvey(name="J", words="w")):
        with pytest.raises(Refusal, match="drill_not_begun"):
            station.do(command)
    station.close()


def test_both_numbers_stand_beside_the_combined_one_and_judging_after_the_end_moves_no_point_of_the_rule():
    held = Held(participants=(ROOM, *scenario().participants[1:]))
    held.do(exercise.SeatParticipant(role="duty_officer", name="Officer"))
    held.after(8)
    held.do(exercise.EndDrill())
    before = evaluation(held)
    assert before.by_rule_alone
    assert before.combined == before.score.points
    held.clock.advance(timedelta(days=2))
    for who, mark in (("A", {"grade": Grade.POOR}), ("A", {"points": 90}), ("B", {"rating": Rating.M})):
        held.do(exercise.JudgeDrill(about="objective:o1", evaluator=who, **mark))
    held.do(exercise.JudgeDrill(about="group:值班室", evaluator="B", words="quick on the phone"))
    held.do(exercise.JudgeDrill(about="person:Officer", evaluator="B", grade=Grade.GOOD))
    for name, said in (("Officer", 5), ("Leader", 2), ("Leader", 4)):
        held.do(exercise.AnswerSurvey(name=name, answers={"execution": said}))
    after = evaluation(held)
    assert after.score == before.score == score(held.run(held.desk.records()), held.desk.reference)
    objective, group, person = after.lines
    assert (objective.share, objective.evaluators) == (pytest.approx(0.75), 2)  # a later one of A stands for the earlier
    assert (group.share, group.evaluators, group.judgements[0].words) == (None, 0, "quick on the phone")
    assert person.subject == Subject(SubjectKind.PERSON, "Officer")
    assert after.judged == pytest.approx((75 + 80) / 2)
    assert after.combined == pytest.approx(0.6 * before.score.points + 0.4 * after.judged, abs=0.01)
    assert (after.survey[0].mean, after.survey[0].answers) == (4.5, 2)
    goal = after.by_objective()[0]
    assert goal.combined == pytest.approx(0.6 * goal.rule_points + 0.4 * 75, abs=0.01)
    assert after.by_group()[0].subject.id == "值班室"
    assert after.by_group()[0].by_rule.of == sum(one.of for one in after.score.by_role())
    held.close()


def test_an_older_journal_with_free_words_and_two_marks_is_read():
    both = Judgement("j1", "o1", "Judge", NOON, "calm", Rating.S, 90.0)
    assert judging.subject_of(both, scenario()) == Subject(SubjectKind.OBJECTIVE, "o1")
    assert judging.subject_of(Judgement("j2", "the room", "J", NOON), scenario()) == Subject(SubjectKind.GROUP, "the room")
    assert (judging.form_of(both), judging.share_of(both)) == (JudgingForm.POINTS, 0.9)


def test_no_aspect_and_no_factor_is_shown_as_law():
    told = [*(one.provenance for one in judging.ASPECTS.values()), judging.SHARES_FROM, judging.WEIGHT_FROM, judging.QUESTIONS_FROM]
    assert all(one.status is RuleStatus.SUGGESTED and one.checked is not Checked.VERIFIED for one in told)
    assert {one.section for form in DrillForm for one in judging.aspects(form)} == {"field", "preparation", "tabletop"}


@given(st.sampled_from(list(SubjectKind)), st.text(min_size=1).map(str.strip).filter(bool))
@settings(max_examples=20)
def test_a_subject_is_read_as_it_was_written(kind, name):
    assert read_subject(str(Subject(kind, name))) == Subject(kind, name)


MARKS = st.one_of(
    st.builds(dict, rating=st.sampled_from(list(Rating))), st.builds(dict, grade=st.sampled_from(list(Grade))),
    st.builds(dict, points=st.floats(0, 100)), st.just({}),
)
GIVEN = st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from(["objective:o1", "aspect:decisions", "person:x"])), MARKS)


@given(GIVEN, st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=20)
def test_means_lie_among_their_marks_and_the_combined_mark_between_both_numbers(held, given, weight, reached):
    drill = msgspec.structs.replace(held.state.drill, scenario=scenario(judging=Judging(weight=weight)), judgements=Map({
        f"{who}{about}": Judgement(f"{who}{about}", about, who, NOON, "w", **mark) for (who, about), mark in given.items()
    }))
    part = ScorePart("k", reached, 1, "dispatch", role="duty_officer", who="x")
    scored = Score((make_item(ItemKind.DISPATCH, "o1", 8, [part]),))
    made = evaluated(scored, msgspec.structs.replace(held.state, drill=drill), NOON)
    for line in made.lines:
        worth = [share for one in line.judgements if (share := judging.share_of(one)) is not None]
        assert (line.evaluators, line.share is None) == (len(worth), not worth)
        assert line.share is None or min(worth) - 1e-9 <= line.share <= max(worth) + 1e-9
    assert sum(len(one.judgements) for one in made.lines) == len(given)
    assert made.by_rule_alone == (not any(given.values()))
    ends = (made.score.points, made.judged if made.judged is not None else made.score.points)
    assert min(ends) - 0.01 <= made.combined <= max(ends) + 0.01
    assert {one.subject for one in made.marks} >= {one.subject for one in made.lines}
