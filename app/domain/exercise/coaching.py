"""The guide of a drill that teaches: steps as data, done when the journal shows them done, never by a click. Pure.

A step done in another way, or before its turn, is accepted: only what was written counts. What was skipped is no fact of the
journal: it is forgotten with the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import msgspec
from immutables import Map

from app.domain import soundness
from app.domain.exercise.matching import matches
from app.domain.exercise.model import Drill
from app.domain.exercise.observing import Sighting
from app.domain.exercise.scenario import Match, Scenario
from app.domain.exercise.soundness_injects import ENTRIES, known_fields
from app.domain.record import Record
from app.domain.soundness import FieldPath, Found
from app.domain.state import State
from app.kernel.text import Text


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Cue(_Part, frozen=True):
    """A place on the screen (``target``: a name of ``app.ui.kit.places``), what to do there, and the key's action."""

    target: str
    do: Text
    action: str = ""


class CoachStep(_Part, frozen=True):
    """What happened (``happened``) and what to do about it (``do``), done once any entry matches.

    ``panel`` is the screen that has the place. Of the ``cues`` the last one that can be seen is said
    and pointed at: they lead from the first place to the last. ``not_with``: entries of the same command as one of these kinds
    are no deed of their own (a report ticks its task by itself). ``brings`` is the inject that comes when the step begins.
    """

    id: str
    title: Text
    happened: Text
    do: Text
    any: tuple[Match, ...]
    panel: str = "duty"
    cues: tuple[Cue, ...] = ()
    not_with: tuple[str, ...] = ()
    brings: str = ""


class PlaceLine(_Part, frozen=True):
    """A line of the last page: where something is, its key's action, and the help page about it."""

    text: Text
    page: str
    action: str = ""


class Course(_Part, frozen=True):
    """The steps in their order, and where everything is afterwards."""

    steps: tuple[CoachStep, ...]
    places: tuple[PlaceLine, ...] = ()


class Progress(msgspec.Struct, frozen=True):
    """``done``: the first entry that showed a step done, by the step's id. ``skipped``: steps that were let go."""

    done: Map[str, Sighting] = Map()
    skipped: frozenset[str] = frozenset()

    def skip(self, step_id: str) -> Progress:
        """Let a step go; done later it counts as done all the same."""
        return msgspec.structs.replace(self, skipped=self.skipped | {step_id})


def see(course: Course, known: Progress, records: Iterable[Record], state: State, incidents: Mapping[str, str]) -> Progress:
    """The progress after these records. ``incidents``: what each incident of the scenario became, ``state`` is that after them."""
    records = tuple(records)
    done = known.done
    kinds: dict[str, set[str]] = {}
    for record in records:
        kinds.setdefault(record.stamp.command_id, set()).add(type(record.entry).__name__)
    for record in records:
        for step in course.steps:
            if step.id in done or kinds[record.stamp.command_id] & set(step.not_with):
                continue
            if any(matches(one, record, state, incidents.get(one.incident, "")) for one in step.any):
                done = done.set(step.id, Sighting(record.seq, record.stamp.at, record.stamp.actor))
    return known if done is known.done else msgspec.structs.replace(known, done=done)


def current(course: Course, progress: Progress) -> CoachStep | None:
    """The first step that is neither done nor skipped; ``None`` at the end."""
    return next((one for one in course.steps if one.id not in progress.done and one.id not in progress.skipped), None)


def took(drill: Drill) -> timedelta | None:
    """From the start of the drill to its end by the drill's clock; ``None`` while it is not over."""
    if drill.started_at is None or drill.ended_at is None:
        return None
    return drill.ended_at - drill.started_at


def course_findings(course: Course, scenario: Scenario) -> Iterator[Found]:
    """Everything that keeps these steps from being followed in this scenario, with the field it stands in."""
    if not course.steps:
        yield ("steps",), "list_empty", {}
    yield from soundness.unique((one.id for one in course.steps), ("steps",), "id")
    for index, step in enumerate(course.steps):
        here: FieldPath = ("steps", index)
        for name in ("title", "happened", "do"):
            yield from _said(getattr(step, name), (*here, name))
        for at, cue in enumerate(step.cues):
            yield from _said(cue.do, (*here, "cues", at, "do"))
        if not step.any:
            yield (*here, "any"), "list_empty", {}
        for at, match in enumerate(step.any):
            yield from _match(match, scenario, (*here, "any", at))
        for at, name in enumerate(step.not_with):
            yield from soundness.known(name, ENTRIES, (*here, "not_with", at), "unknown_entry")
        if step.brings:
            injects = [one.id for one in scenario.injects]
            yield from soundness.known(step.brings, injects, (*here, "brings"), "unknown_inject")
    for index, line in enumerate(course.places):
        yield from _said(line.text, ("places", index, "text"))


def _said(text: Text, here: FieldPath) -> Iterator[Found]:
    for lang in ("zh", "en"):
        if not getattr(text, lang).strip():
            yield (*here, lang), "text_empty", {}


def _match(match: Match, scenario: Scenario, here: FieldPath) -> Iterator[Found]:
    yield from soundness.known(match.entry, ENTRIES, (*here, "entry"), "unknown_entry")
    if match.incident:
        yield from soundness.known(match.incident, scenario.incidents, (*here, "incident"), "unknown_scenario_incident")
    yield from known_fields(match, here)
