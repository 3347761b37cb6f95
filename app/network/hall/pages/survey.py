"""The survey after the end, at every seat that is not one of those who only look on."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.exercise import judging
from app.domain.exercise.commands import AnswerSurvey
from app.domain.record import Command
from app.kernel.errors import Refusal
from app.network.hall.pages.markup import Html, join, tag
from app.network.hall.pages.parts import LONGEST_TEXT, Section, act_form, radio_field, section, words_field
from app.network.hall.view import View

_MARKS = tuple(range(judging.LOWEST, judging.HIGHEST + 1))


def section_of(view: View) -> Section:
    """The six questions, each from 1 to 5, and words; a later answer replaces the one before."""
    made = next((one for one in view.drill.surveys.values() if (one.name, one.role) == (view.name, view.role)), None)
    done = None if made is None else tag("p", view.say("hall.survey_kept", at=view.clock(made.at)), class_="done")
    return section(
        "survey", view.say("hall.survey"), done,
        tag("p", view.say("hall.survey_hint"), " ", view.say(f"judging.source.{judging.QUESTIONS_FROM.source}"), class_="none"),
        act_form(view, "survey", _questions(view), words_field("words", view.say("hall.survey_words"), required=False),
                 button=view.say("hall.send")),
    )  # fmt: skip


def commands(view: View, form: Mapping[str, str]) -> tuple[Command, ...]:
    """What was answered; ``Refusal("hall_survey_later")`` before the end."""
    if not view.is_over:
        raise Refusal("hall_survey_later")
    answers = {code: int(mark) for code in judging.QUESTIONS if (mark := form.get(code, "")) in {str(one) for one in _MARKS}}
    return (AnswerSurvey(name=view.name, role=view.role, answers=answers, words=form.get("words", "")[:LONGEST_TEXT]),)


def _questions(view: View) -> Html:
    choices = [(str(one), str(one)) for one in _MARKS]
    return join(radio_field(code, view.say(f"survey.question.{code}"), choices) for code in judging.QUESTIONS)
