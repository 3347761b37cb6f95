"""The page of an evaluator: everything that can be judged with the mark of one form and words, and what happened beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.desk.describe_drills import mark_words, subject_name
from app.domain.exercise import judging
from app.domain.exercise.commands import JudgeDrill
from app.domain.exercise.judging import Subject
from app.domain.exercise.kinds import Grade, JudgingForm, Rating, SeatKind, SubjectKind
from app.domain.exercise.model import Judgement
from app.domain.record import Command
from app.kernel.errors import Refusal
from app.network.hall.pages import observer
from app.network.hall.pages.markup import Html, join, tag
from app.network.hall.pages.parts import (
    LONGEST_TEXT,
    Section,
    act_form,
    messages,
    number_field,
    radio_field,
    say_section,
    section,
    words_field,
)
from app.network.hall.view import View


def sections(view: View) -> tuple[Section, ...]:
    """What this seat sees."""
    return _judging(view), messages(view, SeatKind.EVALUATOR), observer.timeline(view), say_section(view)


def commands(view: View, form: Mapping[str, str]) -> tuple[Command, ...]:
    """The judgement that a form comes to. ``Refusal("hall_no_number")`` for points that are none; the rest is for the desk."""
    points = form.get("points", "").strip()
    try:
        value = float(points) if points else None
    except ValueError as error:
        raise Refusal("hall_no_number", {"fact": "points"}) from error
    rating, grade = form.get("rating", ""), form.get("grade", "")
    return (
        JudgeDrill(
            about=form.get("about", "")[:LONGEST_TEXT], evaluator=view.name, words=form.get("words", "")[:LONGEST_TEXT],
            rating=Rating(rating) if rating in set(Rating) else None, points=value,
            grade=Grade(grade) if grade in set(Grade) else None,
        ),
    )


def form_of(view: View) -> JudgingForm:
    """The form that this page shows: the one that was asked for where the scenario uses it, else its first."""
    used = view.drill.scenario.judging.forms
    return next((one for one in used if one.value == view.form), used[0])


def subjects(view: View) -> Iterator[Subject]:
    """What can be judged, and those who play by name."""
    yield from judging.subjects(view.drill.scenario)
    yield from (Subject(SubjectKind.PERSON, name) for name in judging.seated(view.drill))


def _judging(view: View) -> Section:
    title = view.say("hall.judging")
    if view.drill.started_at is None:
        return section("judging", title, tag("p", view.say("hall.judging_later"), class_="none"))
    shown, own = form_of(view), _own(view)
    choices = [
        tag("a", view.say(f"judging.form.{one}"), href=f"/{view.key}?lang={view.lang}&form={one}",
            class_="tab chosen" if one is shown else "tab")
        for one in view.drill.scenario.judging.forms
    ]  # fmt: skip
    kinds: dict[SubjectKind, list[Subject]] = {}
    for one in subjects(view):
        kinds.setdefault(one.kind, []).append(one)
    parts = [_kind(view, kind, found, shown, own) for kind, found in kinds.items()]
    remark = tag("p", view.say(f"judging.source.{judging.SHARES_FROM.source}"), class_="none")
    return section("judging", title, tag("p", (join(one, " ") for one in choices), class_="tabs"), remark, parts)


def _kind(view: View, kind: SubjectKind, found: list[Subject], shown: JudgingForm, own: Mapping[Subject, Judgement]) -> Html:
    done = sum(one in own for one in found)
    head = view.say("hall.judged_of", kind=view.say(f"judging.kind.{kind}"), done=done, all=len(found))
    remark = tag("p", view.say("judging.source.aspects"), class_="none") if kind is SubjectKind.ASPECT else None
    cards = [_card(view, one, shown, own.get(one)) for one in found]
    is_open = kind is SubjectKind.OBJECTIVE
    return tag("details", tag("summary", head), remark, cards, id=f"judge-{kind}", open=is_open)


def _card(view: View, subject: Subject, shown: JudgingForm, made: Judgement | None) -> Html:
    parts = [tag("h3", subject_name(view.d, subject, view.drill.scenario))]
    if made is not None:
        said = join(tag("b", mark_words(view.d, made)), " ", made.words)
        parts.append(tag("p", view.say("hall.judged_at", at=view.clock(made.at)), " ", said, class_="done"))
    fields = (_mark(view, shown), words_field("words", view.say("hall.words"), lines=2, required=False))
    button = view.say("hall.judge" if made is None else "hall.judge_again")
    parts.append(act_form(view, "judge", *fields, button=button, hidden={"about": str(subject)}, quiet=made is not None))
    return tag("article", parts, class_="card")


def _mark(view: View, shown: JudgingForm) -> Html:
    label = view.say("hall.mark_given")
    if shown is JudgingForm.POINTS:
        return number_field("points", label, most=100, step="any")
    if shown is JudgingForm.GRADES:
        return radio_field("grade", label, [(one.value, view.say(f"drill.grade.{one}")) for one in Grade])
    return radio_field("rating", label, [(one.value, view.say(f"drill.rating.{one}")) for one in Rating])


def _own(view: View) -> dict[Subject, Judgement]:
    drill = view.drill
    return {judging.subject_of(one, drill.scenario): one for one in drill.judgements.values() if one.evaluator == view.name}
