"""A small drill for the small world: one incident at the mill, a query, a branch. All fiction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from app.domain.exercise import commands as exercise
from app.domain.exercise.judging import QUESTIONS
from app.domain.exercise.kinds import (
    DrillForm,
    DrillNotice,
    DrillPurpose,
    DrillScope,
    Grade,
    InjectChannel,
    ItemKind,
    Rating,
    SeatKind,
)
from app.domain.exercise.scenario import (
    Asked,
    CallerRef,
    Earlier,
    EvacuationGoal,
    Expected,
    Inject,
    Match,
    Objective,
    Participant,
    PlaceRef,
    Scenario,
    Told,
    Trigger,
    WarningTold,
    Where,
)
from app.domain.record import Command
from app.domain.state import State
from app.domain.words import AlertLevel
from app.kernel.text import Text
from tests.world import NOON


def inject(id_: str, channel: InjectChannel = InjectChannel.CALL, **more: Any) -> Inject:
    """An inject that reaches the duty officer."""
    given: dict[str, Any] = {"from_": Text("Villager"), "to": "duty_officer", "text": Text(f"words of {id_}", id_), **more}
    return Inject(id_, channel, **given)


def expected(id_: str, entry: str, within_min: float = 10, **more: Any) -> Expected:
    """An expectation that one kind of entry meets."""
    given: dict[str, Any] = {"any": (Match(entry),), "objective": "o1", **more}
    return Expected(id=id_, text=Text(id_), within_min=within_min, **given)


FIRE = inject(
    "i1", at_min=1, expect=(expected("open", "IncidentOpened", 5),),
    tells=Told(
        opens="fire", kinds=("A-*",), place=PlaceRef(Text("mill"), "f1", "school"), facts={"dead": 1},
        caller=CallerRef("Ann", "000"),
    ),
)
MORE = inject("i2", at_min=6, tells=Told(of="fire", facts={"dead": 3}), expect=(
    expected("dead", "FactsRecorded", 5, any=(Match("FactsRecorded", "fire", where=(Where("facts.dead", ge=3),)),)),
))
QUERY = inject("i3", InjectChannel.QUERY, when=Trigger(entry=Match("ReportRecorded", "fire")), after_min=2,
               asks=Asked(of="fire", answer_within_min=15))
BRANCH = inject("i4", InjectChannel.NOTE, when=Trigger(fired=Earlier(all=("i2",), none=("i3",))), after_min=20)
OTHERWISE = inject("i5", InjectChannel.NOTE, when=Trigger(met=Earlier(all=("i2",))), after_min=3)
RAIN = inject("i6", InjectChannel.WARNING, at_min=8,
              warning=WarningTold("rainstorm", AlertLevel.ORANGE, Text("rain"), Text("weather")))


def scenario(**more: Any) -> Scenario:
    """The small scenario, with what is given in the place of its parts."""
    given: dict[str, Any] = {
        "id": "mill", "version": "1", "title": Text("Mill", "Mill"), "form": DrillForm.TABLETOP, "scope": DrillScope.SINGLE,
        "purpose": DrillPurpose.TEST, "notice": DrillNotice.ANNOUNCED, "starts_at": NOON, "length_min": 60.0,
        "area": Text("Town"), "plans": ("accident",),
        "participants": (
            Participant("duty_officer", Text("Officer")), Participant("judge", Text("Judge"), SeatKind.EVALUATOR),
        ),
        "objectives": (Objective("o1", Text("take in"), Text("taking in"), (ItemKind.DISPATCH, ItemKind.TASKS)),),
        "injects": (FIRE, MORE, QUERY, BRANCH, OTHERWISE, RAIN),
        "evacuations": (EvacuationGoal("fire", 10, 30.0),),
        **more,
    }
    return Scenario(**given)


PREPARE = exercise.PrepareDrill(drill_id="d1", scenario=scenario(), seed=7)


def drill_commands(state: State, now: Any, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of a drill."""
    waiting = [one.id for one in (state.drill.injects if state.drill is not None else ())]
    injects = st.sampled_from([*waiting, *(["nothing", ""] if wild or not waiting else [])])
    words = st.sampled_from(["because", ""] if wild else ["because"])
    steps = st.integers(-5 if wild else 1, 90).map(lambda step: now + timedelta(minutes=step))
    cases = st.sampled_from(["", *state.incidents])
    names = st.sampled_from(["Judge", "Other", *(["", " "] if wild else [])])
    about = ["objective:o1", "role:duty_officer", "aspect:decisions", *(["o1", "group:", "person:x"] if wild else [])]
    marks = [{}, *({"rating": one} for one in Rating), *({"grade": one} for one in Grade), {"points": 0}, {"points": 73}]
    marks += [{"points": 101}, {"points": 7, "rating": Rating.P}] if wild else []
    return [
        st.just(exercise.StartDrill()), st.just(PREPARE),
        st.builds(exercise.FireInject, inject_id=injects, incident_id=cases, by_hand=st.booleans()),
        st.builds(exercise.SkipInject, inject_id=injects, reason=words),
        st.builds(exercise.DelayInject, inject_id=injects, to=steps),
        st.builds(exercise.EditInject, inject_id=injects, text=st.builds(Text, words)),
        st.builds(exercise.AddInject, inject=st.builds(inject, st.sampled_from(["x1", "x2", "i1"]))),
        st.builds(exercise.SetDrillClock, speed=st.integers(-1 if wild else 0, 70), moved_to=st.none() | steps),
        st.builds(exercise.HearRadio, unit_id=st.sampled_from([*state.units, "u9"]), text=words),
        st.tuples(st.sampled_from(about), names, words, st.sampled_from(marks)).map(
            lambda one: exercise.JudgeDrill(about=one[0], evaluator=one[1], words=one[2], **one[3])
        ),
        st.builds(exercise.AnswerSurvey, name=names, role=st.sampled_from(["", "duty_officer", *(["king"] if wild else [])]),
                  answers=st.dictionaries(st.sampled_from([*QUESTIONS, *(["?"] if wild else [])]), st.integers(1 - wild, 5)),
                  words=words),
        st.builds(exercise.TellSeats, to=st.sampled_from(list(SeatKind)), text=words),
        st.builds(exercise.SeatParticipant, role=st.sampled_from(["duty_officer", "judge"]), name=words),
        st.builds(exercise.CheckComms, role=st.sampled_from(["duty_officer", "judge"]), heard=st.booleans()),
        st.builds(exercise.ParkDrill, reason=words), st.just(exercise.ResumeDrill()),
        *([st.builds(exercise.EndDrill, reason=words)] if wild else []),
    ]


def tell_drill(do: Any, unit_id: str, now: Any) -> None:
    """A drill from its start to its end, with everything that a conductor can do; it was prepared before."""
    do(exercise.SeatParticipant(role="duty_officer", name="Officer"))
    do(exercise.CheckComms(role="duty_officer", heard=True))
    do(exercise.StartDrill())
    do(exercise.FireInject(inject_id="i1"))
    do(exercise.SkipInject(inject_id="i2", reason="no time"))
    do(exercise.DelayInject(inject_id="i3", to=now + timedelta(minutes=30)))
    do(exercise.EditInject(inject_id="i3", text=Text("other words")))
    do(exercise.AddInject(inject=inject("x1")))
    do(exercise.SetDrillClock(speed=10, moved_to=now + timedelta(minutes=1)))
    do(exercise.HearRadio(unit_id=unit_id, text="on our way"))
    do(exercise.TellSeats(to=SeatKind.EVALUATOR, text="look at the call-down"))
    do(exercise.ParkDrill(reason="a real call"))
    do(exercise.ResumeDrill())
    do(exercise.JudgeDrill(about="objective:o1", evaluator="Judge", words="calm", rating=Rating.S))
    do(exercise.EndDrill(reason="done"))
    do(exercise.JudgeDrill(about="person:Officer", evaluator="Judge", grade=Grade.GOOD))
    do(exercise.AnswerSurvey(name="Officer", role="duty_officer", answers={"execution": 4, "people": 3}, words="too fast"))
