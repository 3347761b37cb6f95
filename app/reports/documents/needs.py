"""What a leader has to decide now: computed from the plan's recommendation, the forces, the flags and the clocks.

Each need rests on a recorded fact or a rule; where there is none the paper says so. Suggestions end in a question: the
decision is a person's (ARCHITECTURE §6).
"""

from __future__ import annotations

from datetime import timedelta

from app.domain.incident.model import IncidentStatus
from app.domain.plan.composition import open_work
from app.domain.plan.model import Activation, Recommendation
from app.domain.plan.needs import needs_of
from app.domain.plan.rules import recommend_together
from app.domain.reporting.model import Channel
from app.domain.unit.rules import Coverage, coverage
from app.domain.words import response_rank
from app.reports.documents.phrases import without_asides
from app.reports.documents.story import Story


def needs(story: Story) -> tuple[str, ...]:
    """The decisions that are open, the weightiest first; empty where there is none."""
    if story.incident.status is IncidentStatus.CLOSED:
        return ()
    if story.incident.status is IncidentStatus.TERMINATED:
        return (story.words.paper("need.close"),)
    found = [*_response(story), *_beyond(story), *_forces(story), *_duration(story), *_reports(story)]
    return tuple(dict.fromkeys(found))


def requests(story: Story) -> tuple[str, ...]:
    """What the superior is asked for: the recorded lack of means; empty where none is recorded."""
    if story.incident.status in (IncidentStatus.TERMINATED, IncidentStatus.CLOSED):
        return ()
    return (*_beyond(story), *_forces(story))


def next_tasks(story: Story, most: int, *, timed: bool = True) -> tuple[str, ...]:
    """The open tasks whose time is nearest, critical ones first; ``timed`` says by when, and which are overdue."""
    open_ones = [work.task for work in open_work(story.incident)]
    open_ones.sort(key=lambda task: (not task.critical, task.due_at, task.id))
    return tuple(
        story.words.paper(
            "next_task_untimed" if not timed else "next_task_late" if task.is_late(story.given.now) else "next_task",
            task=story.words.clip(story.given.wording.text(task.text).rstrip("。.;；"), 60),
            role=without_asides(story.given.describer.role(task.role)), at=story.words.hour(task.due_at),
        )
        for task in open_ones[:most]
    )


def _best(story: Story) -> Recommendation | None:
    """The plan to act by: the one that leads those to run together."""
    of, reference = story.incident, story.given.reference
    found = recommend_together(
        of.kind, story.facts, reference.plans_for(of.kind), reference.floors, story.given.state.in_force()
    )
    return found[0] if found else None


def _response(story: Story) -> list[str]:
    best = _best(story)
    if best is None or best.level is None:
        return []
    plan = story.given.reference.plans[best.plan_id]
    level = plan.level(best.level)
    name = story.given.wording.text(level.name) if level else story.given.describer.level(best.level)
    title = story.given.wording.text(plan.title)
    same: Activation | None = next((one for one in story.incident.activations if one.plan_id == plan.id), None)
    if same is not None and same.is_running and response_rank(same.level) < response_rank(best.level):
        return [story.words.paper("need.raise", plan=title, level=name)]
    answered = same is not None or any(
        one.plan_id == plan.id and response_rank(one.level) >= response_rank(best.level) for one in story.incident.declines
    )
    return [] if answered else [story.words.paper("need.activate", plan=title, level=name)]


def _beyond(story: Story) -> list[str]:
    return [story.words.paper("need.beyond")] if story.facts.get("beyond_township") is True else []


def _forces(story: Story) -> list[str]:
    asked = [need.demand for need in needs_of(story.incident)]
    lacking = [_lacking(story, one) for one in coverage(asked, story.incident.dispatches.values()) if not one.is_met]
    return [story.words.paper("need.forces", forces=story.words.join(lacking[:3]))] if lacking else []


def _lacking(story: Story, one: Coverage) -> str:
    units = max(max(one.demand.units, 1) - one.units, 0)
    people = max(one.demand.people - one.people, 0)
    parts = [story.words.paper("lacking.units", units=units)] if units else []
    if people:
        parts.append(story.words.paper("lacking.people", people=people))
    short = story.words.close.join(parts)
    return story.words.paper("lacking", kind=without_asides(story.given.describer.unit_kind(one.demand.kind)), short=short)


def _duration(story: Story) -> list[str]:
    over = any(
        one.is_running and one.activated_at + timedelta(hours=one.expected_duration_h) <= story.given.now
        for one in story.incident.activations
    )
    return [story.words.paper("need.duration")] if over else []


def _reports(story: Story) -> list[str]:
    waiting = [one for one in story.owed if one.is_open and one.channel is Channel.WRITTEN and not one.projected]
    return [
        story.words.paper(
            "need.sign", what=story.given.describer.stage(one.stage, one.number), at=story.words.hour(one.due_at)
        )
        for one in sorted(waiting, key=lambda one: one.due_at)[:1]
    ]
