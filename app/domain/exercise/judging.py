"""How people judge a drill: forms of marks, what can be judged, what a mark is worth, and the survey. Data and pure functions.

None of these figures is law. GB/T 46792-2025 has a conversion of marks in its appendix D, whose factors we could not obtain; the
aspects follow what is commonly printed from AQ/T 9009 appendix A and were not compared word for word (facts file §6.4). Every value
says so of itself (``Provenance``), and whoever shows one shows that too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from app.domain.exercise.kinds import DrillForm, Grade, ItemKind, JudgingForm, Rating, SeatKind, SubjectKind
from app.domain.exercise.model import Drill, Judgement
from app.domain.exercise.scenario import Scenario
from app.domain.state import State
from app.domain.words import Checked, RuleStatus
from app.kernel.text import Text


class Provenance(msgspec.Struct, frozen=True):
    """Where a figure or a list comes from (``judging.source.<source>`` in words), what it is worth, whether it was compared."""

    source: str
    status: RuleStatus = RuleStatus.SUGGESTED
    checked: Checked = Checked.DEFAULT


class Subject(msgspec.Struct, frozen=True, order=True):
    """What a judgement is about. ``str`` of it is how a journal writes it down."""

    kind: SubjectKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.id}"


class Aspect(msgspec.Struct, frozen=True):
    """A general aspect of a drill that evaluators look at (``aspect.<code>`` in words), the part of the form it stands in, and
    the items scored by rule whose evidence speaks of it."""

    code: str
    section: str
    provenance: Provenance
    items: tuple[ItemKind, ...] = ()


SHARES: Mapping[Rating | Grade, float] = MappingProxyType({
    Rating.P: 1.0, Rating.S: 0.8, Rating.M: 0.6, Rating.U: 0.3,
    Grade.EXCELLENT: 1.0, Grade.GOOD: 0.8, Grade.FAIR: 0.6, Grade.POOR: 0.3,
})
"""What a mark is worth, as a share of the whole."""

SHARES_FROM = Provenance("conversion")
WEIGHT_FROM = Provenance("weight")

_COMMON = Provenance("aspects", checked=Checked.UNVERIFIED)

_FIELD = (
    "warning_reporting", "mobilisation", "monitoring", "command", "response", "resources", "communications",
    "public_information", "protection", "cordon", "medical", "site_control", "other",
)
_PREPARATION = ("work_plan", "script", "support", "realism")
_TABLETOP = ("questions", "discussion", "decisions", "cooperation", "time_limits")

_ITEMS: Mapping[str, tuple[ItemKind, ...]] = MappingProxyType({
    "warning_reporting": (
        ItemKind.WARNINGS, ItemKind.PHONE_REPORT, ItemKind.WRITTEN_REPORT, ItemKind.COMPLETENESS, ItemKind.FOLLOW_UPS,
    ),
    "mobilisation": (ItemKind.DISPATCH, ItemKind.CALL_DOWN),
    "command": (ItemKind.TASKS, ItemKind.INSTRUCTIONS),
    "response": (ItemKind.ARRIVAL, ItemKind.EXPECTED),
    "resources": (ItemKind.FORCES,),
    "communications": (ItemKind.CALL_DOWN,),
    "protection": (ItemKind.EVACUATION,),
    "decisions": (ItemKind.TASKS,),
    "cooperation": (ItemKind.CALL_DOWN, ItemKind.FORCES),
    "time_limits": (ItemKind.PHONE_REPORT, ItemKind.WRITTEN_REPORT, ItemKind.FOLLOW_UPS, ItemKind.INSTRUCTIONS),
})

ASPECTS: Mapping[str, Aspect] = MappingProxyType({
    code: Aspect(code, section, _COMMON, _ITEMS.get(code, ()))
    for section, codes in (("field", _FIELD), ("preparation", _PREPARATION), ("tabletop", _TABLETOP)) for code in codes
})
"""Every aspect by its code, in the order of the form."""

SECTIONS: Mapping[DrillForm, tuple[str, ...]] = MappingProxyType({
    DrillForm.FIELD: ("field", "preparation"),
    DrillForm.TABLETOP: ("tabletop",),
    DrillForm.HYBRID: ("field", "preparation", "tabletop"),
})

QUESTIONS = ("execution", "plan_soundness", "coordination", "people", "equipment", "improvement")
"""The survey (``survey.question.<code>``): the six sides from which a drill is looked at afterwards (facts file §2.5)."""

QUESTIONS_FROM = Provenance("questions", checked=Checked.UNVERIFIED)
"""Read in the measures of 2013, art. 23; the wording of 2024 was not compared."""

_KINDS = frozenset(one.value for one in SubjectKind)

LOWEST, HIGHEST = 1, 5
"""The ends of the scale of the survey."""


def read_subject(text: str) -> Subject | None:
    """The subject that these words of a journal name; ``None`` where they name none."""
    kind, colon, rest = text.strip().partition(":")
    if not colon or kind not in _KINDS or not rest.strip():
        return None
    return Subject(SubjectKind(kind), rest.strip())


def subject_of(made: Judgement, scenario: Scenario) -> Subject:
    """What a judgement is about. Free words of an older journal are an objective where it has that id, else a group's name."""
    found = read_subject(made.about)
    if found is not None:
        return found
    known = any(one.id == made.about for one in scenario.objectives)
    return Subject(SubjectKind.OBJECTIVE if known else SubjectKind.GROUP, made.about)


def subjects(scenario: Scenario) -> tuple[Subject, ...]:
    """What evaluators of this scenario can judge, persons aside: objectives, groups, roles that are played, aspects of its form."""
    players = [one for one in scenario.participants if one.kind is SeatKind.PLAYER]
    return (
        *(Subject(SubjectKind.OBJECTIVE, one.id) for one in scenario.objectives),
        *(Subject(SubjectKind.GROUP, name) for name in groups(scenario)),
        *(Subject(SubjectKind.ROLE, one.role) for one in players),
        *(Subject(SubjectKind.ASPECT, one.code) for one in aspects(scenario.form)),
    )


def groups(scenario: Scenario) -> Mapping[str, Text]:
    """The groups of those who take part, by their Chinese name."""
    found = (one.group for one in scenario.participants if one.kind is SeatKind.PLAYER)
    return {one.zh: one for one in found if one.zh.strip()}


def aspects(form: DrillForm) -> tuple[Aspect, ...]:
    """The aspects of drills that are held like this."""
    return tuple(one for one in ASPECTS.values() if one.section in SECTIONS[form])


def persons(drill: Drill, state: State) -> tuple[str, ...]:
    """Who can be judged by name: those who have a seat to play, those on duty, and everybody whom this desk knows."""
    return tuple(dict.fromkeys((*seated(drill), *_known(state))))


def seated(drill: Drill) -> tuple[str, ...]:
    """The names of those who play."""
    return tuple(dict.fromkeys(one.name for one in drill.seats.values() if one.kind is SeatKind.PLAYER))


def _known(state: State) -> Iterator[str]:
    if state.shift is not None:
        yield from (state.shift.officer, state.shift.leader)
    yield from sorted(one.name for one in state.contacts.values())


def is_known(subject: Subject, drill: Drill, state: State) -> bool:
    """Whether this drill has such a subject."""
    return knower(drill, state)(subject)


def knower(drill: Drill, state: State) -> Callable[[Subject], bool]:
    """Says of any subject whether this drill has it, for those who ask of many."""
    named, listed = frozenset(persons(drill, state)), frozenset(subjects(drill.scenario))

    def is_there(subject: Subject) -> bool:
        if subject.kind is SubjectKind.PERSON:
            return subject.id in named
        return subject in listed or (subject.kind is SubjectKind.ROLE and subject.id in drill.seats)

    return is_there


def form_of(made: Judgement) -> JudgingForm | None:
    """The form of its mark, the finest where an older journal has two; ``None`` for words alone."""
    if made.points is not None:
        return JudgingForm.POINTS
    if made.grade is not None:
        return JudgingForm.GRADES
    return JudgingForm.PSMU if made.rating is not None else None


def share_of(made: Judgement) -> float | None:
    """What its mark is worth, 0 to 1; ``None`` for words alone."""
    if made.points is not None:
        return made.points / 100
    mark = made.grade or made.rating
    return SHARES[mark] if mark is not None else None
