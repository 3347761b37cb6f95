"""Several plans on one incident: their tasks and demands as one body of work. Pure.

An overall plan, a special plan and warning plans may run together. Where two of them ask for the same work it becomes one
task: the stricter time wins, it is critical if any plan says so, and every plan's claim is kept with its basis. A task that
was closed stays closed when another plan claims it; it lives while any response that claims it runs.

Whoever wants to know what is to be done asks ``work_of``, ``running_work`` or ``open_work``; nobody else walks the tasks of
the activations.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from app.domain.incident.model import Incident
from app.domain.plan.claims import TaskClaim, TaskMerge
from app.domain.plan.model import Activation, PlanType, Task, TaskStatus
from app.kernel.errors import Refusal
from app.kernel.text import Text

RUN_ORDER = (
    PlanType.SPECIAL, PlanType.DEPARTMENT, PlanType.VILLAGE, PlanType.SITE, PlanType.OVERALL, PlanType.WARNING,
)
"""The order in which plans that run together are activated; the words of the earlier one stand on a shared task."""


class Work(msgspec.Struct, frozen=True):
    """A piece of work: the task, the response that brought it in, and whether any response that claims it runs."""

    task: Task
    activation: Activation
    is_running: bool

    @property
    def claims(self) -> tuple[TaskClaim, ...]:
        """Every claim on it, of running and of ended responses, the strictest time first."""
        return claims_of(self.task, self.activation)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it: it is open, and a response that asks for it runs."""
        return self.is_running and self.task.status is TaskStatus.OPEN

    def claimed_by(self, activation_id: str) -> bool:
        """Whether this response asks for it."""
        return any(claim.activation_id == activation_id for claim in self.claims)


class Asker(msgspec.Struct, frozen=True):
    """The response that wants tasks done."""

    activation_id: str
    plan_id: str
    plan_title: Text
    plan_type: PlanType


class Composed(msgspec.Struct, frozen=True):
    """What a plan's tasks come to beside the work that is there: new tasks, and claims on work already on the list."""

    tasks: tuple[Task, ...]
    merged: tuple[TaskMerge, ...]


def work_of(incident: Incident) -> tuple[Work, ...]:
    """All work of the incident, every piece once, in the order of its times; that of ended responses included."""
    running = {one.id for one in incident.activations if one.is_running}
    found = [
        Work(task, activation, _runs(task, activation, running))
        for activation in incident.activations
        for task in activation.tasks.values()
        if not task.merged_into
    ]
    return tuple(sorted(found, key=lambda work: (work.task.due_at, work.task.id)))


def running_work(incident: Incident) -> tuple[Work, ...]:
    """The work that a running response asks for, done or not."""
    return tuple(work for work in work_of(incident) if work.is_running)


def open_work(incident: Incident) -> tuple[Work, ...]:
    """The work that somebody still has to do."""
    return tuple(work for work in work_of(incident) if work.is_open)


def find_work(incident: Incident, task_id: str) -> Work:
    """The work that goes on under this task id; ``Refusal("task_unknown")`` where there is none.

    The id of a task that was merged into another one finds that one.
    """
    for activation in incident.activations:
        task = activation.tasks.get(task_id)
        if task is not None and task.merged_into:
            return find_work(incident, task.merged_into)
        if task is not None:
            return Work(task, activation, _runs(task, activation, {a.id for a in incident.activations if a.is_running}))
    raise Refusal("task_unknown", {"task": task_id})


def claims_of(task: Task, activation: Activation) -> tuple[TaskClaim, ...]:
    """Every claim on the task; where only the response that brought it in asks for it, that one."""
    if not task.claims:
        return (claim_of(task, _asker(activation)),)
    return tuple(sorted(task.claims, key=lambda claim: (claim.due_at, claim.key)))


def claim_of(task: Task, by: Asker) -> TaskClaim:
    """The claim that a response makes with a task of its plan."""
    return TaskClaim(
        activation_id=by.activation_id, plan_id=by.plan_id, plan_title=by.plan_title, plan_task_id=task.plan_task_id,
        text=task.text, role=task.role, basis=task.basis, level=task.level, due_at=task.due_at, critical=task.critical,
        settled_by=task.settled_by, same_as=task.same_as,
    )


def strictest(claims: Iterable[TaskClaim]) -> datetime:
    """The earliest time that any of them gives."""
    return min(claim.due_at for claim in claims)


def same_work(one: TaskClaim, other: TaskClaim) -> bool:
    """Whether two plans ask for the same thing.

    They do where the ids of their tasks are equal, the same report settles both, one names the other, or the same role is to
    do what is said in the same words.
    """
    return (
        one.plan_task_id == other.plan_task_id
        or (one.settled_by != "" and one.settled_by == other.settled_by)
        or one.same_as == other.plan_task_id
        or other.same_as == one.plan_task_id
        or (one.role == other.role and normalised(one.text) == normalised(other.text) != "")
    )


def normalised(text: Text) -> str:
    """The Chinese words without what does not change their meaning: spaces, punctuation, width and case of letters."""
    return _plain(text.zh)


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    """Remembered: the same few hundred sentences of the library are compared at every activation."""
    return "".join(char for char in unicodedata.normalize("NFKC", words).casefold() if char.isalnum())


def compose(incident: Incident, tasks: Sequence[Task], by: Asker) -> Composed:
    """The tasks of a plan beside the work that runs: what is new, and what only adds a claim.

    Tasks of one plan stay apart as its author wrote them, unless another plan's task is both. A claim that is there already
    is not made again. A closed task takes the claim and stays closed.
    """
    works = running_work(incident)
    types = {one.id: one.plan_type for one in incident.activations} | {by.activation_id: by.plan_type}
    known = {claim.key for work in works for claim in work.claims}
    asked = [(task, claim) for task in tasks if (claim := claim_of(task, by)).key not in known]
    others = [[claim for claim in work.claims if claim.activation_id != by.activation_id] for work in works]
    links = _Links(others, [claim for _, claim in asked])
    new: list[Task] = []
    merged: list[TaskMerge] = []
    for there, wanted in links.groups():
        if not there:
            new += [asked[at][0] for at in wanted]
        elif wanted:
            merged += _merges([works[at] for at in there], [asked[at][1] for at in wanted], types)
    return Composed(tuple(new), tuple(merged))


def _merges(works: list[Work], claims: list[TaskClaim], types: Mapping[str, PlanType]) -> Iterator[TaskMerge]:
    """The claims on one piece of work. Where they show that several open tasks are the same, the first one goes on."""
    open_ones = [work for work in works if work.is_open]
    first, *others = sorted(open_ones or works, key=lambda work: (work.task.added_at, work.task.id))
    if not open_ones:
        for claim in claims:
            yield TaskMerge(first.task.id, claim, first.task.due_at, first.task.critical, first.task.text, first.task.role)
        return
    every = [*claims, *(claim for work in open_ones for claim in work.claims)]
    words = min(every, key=lambda claim: (RUN_ORDER.index(types[claim.activation_id]), claim.plan_id, claim.plan_task_id))
    due_at = min(strictest(every), *(work.task.due_at for work in open_ones))
    absorbed = tuple(work.task.id for work in others)
    for at, claim in enumerate(claims):
        yield TaskMerge(
            first.task.id, claim, due_at, any(one.critical for one in every), words.text, words.role,
            absorbed if at == 0 else (),
        )


def _runs(task: Task, activation: Activation, running: set[str]) -> bool:
    if not task.claims:
        return activation.is_running
    return any(claim.activation_id in running for claim in task.claims)


def _asker(activation: Activation) -> Asker:
    return Asker(activation.id, activation.plan_id, activation.plan_title, activation.plan_type)


class _Links:
    """Which works and which asked claims are the same, through whatever links them: found by buckets, not by pairs."""

    def __init__(self, works: Sequence[Sequence[TaskClaim]], asked: Sequence[TaskClaim]) -> None:
        self._works = len(works)
        self._parent = list(range(len(works) + len(asked)))
        there: dict[Hashable, list[int]] = {}
        for at, claims in enumerate(works):
            for key in (key for claim in claims for key in _offered(claim)):
                there.setdefault(key, []).append(at)
        for at, claim in enumerate(asked, len(works)):
            for key in _sought(claim):
                for work in there.get(key, ()):
                    self._join(work, at)

    def groups(self) -> Iterator[tuple[list[int], list[int]]]:
        """Positions of works and of asked claims that belong together, in the order of the first of each."""
        found: dict[int, tuple[list[int], list[int]]] = {}
        for at in range(len(self._parent)):
            works, asked = found.setdefault(self._root(at), ([], []))
            if at < self._works:
                works.append(at)
            else:
                asked.append(at - self._works)
        yield from found.values()

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = at = self._parent[self._parent[at]]
        return at

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first


def _offered(claim: TaskClaim) -> Iterator[Hashable]:
    yield "id", claim.plan_task_id
    if claim.same_as:
        yield "names", claim.same_as
    yield from _shared(claim)


def _sought(claim: TaskClaim) -> Iterator[Hashable]:
    yield "id", claim.plan_task_id
    yield "names", claim.plan_task_id
    if claim.same_as:
        yield "id", claim.same_as
    yield from _shared(claim)


def _shared(claim: TaskClaim) -> Iterator[Hashable]:
    if claim.settled_by:
        yield "settled_by", claim.settled_by
    if words := normalised(claim.text):
        yield "words", claim.role, words
