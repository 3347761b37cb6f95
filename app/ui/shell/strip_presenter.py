"""What the deadline strip shows: a few ranked chips, the rest counted, never hidden. No Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.reporting.rules import Urgency
from app.domain.state import State

SHAPES = {Urgency.OVERDUE: "square", Urgency.NEAR: "triangle", Urgency.SOON: "diamond", Urgency.CALM: "ring"}
"""Shape of each urgency; it and the word say the same as the tone, without colour."""

RANKS = {Urgency.OVERDUE: 1, Urgency.NEAR: 2, Urgency.SOON: 3, Urgency.CALM: 4}
"""Alarm rank of each urgency (1 highest)."""


class Chip(msgspec.Struct, frozen=True):
    """One place on the strip: what is due, for which incident, until when; ``more`` others of its kind are merged in."""

    deadline: Deadline
    title: str
    incident: str
    urgency: Urgency
    tone: str
    shape: str
    word: str
    more: int = 0


class StripView(msgspec.Struct, frozen=True):
    """The strip: chips in rank order, how many deadlines wait behind them, how many are overdue in all."""

    chips: tuple[Chip, ...]
    waiting: int
    overdue: int


def present(ranked: tuple[Deadline, ...], state: State, describer: Describer, now: datetime, limit: int = 6) -> StripView:
    """The most urgent first. Tasks of one incident at one urgency share a chip, so a busy checklist floods nobody; so do the
    people inside a scene, the materials on their way to it, the two calls about one report without a receipt, and findings."""
    merged: dict[tuple[object, ...], list[Deadline]] = {}
    for one in ranked:
        merged.setdefault(_group(one, now), []).append(one)
    groups = list(merged.values())
    return StripView(
        chips=tuple(_chip(group, state, describer, now) for group in groups[:limit]),
        waiting=sum(len(group) for group in groups[limit:]),
        overdue=sum(1 for one in ranked if one.urgency(now) is Urgency.OVERDUE),
    )


def _group(one: Deadline, now: datetime) -> tuple[object, ...]:
    if one.kind in (DeadlineKind.TASK, DeadlineKind.PERSON, DeadlineKind.SUPPLY):
        return one.kind, one.incident_id, one.urgency(now)
    if one.kind is DeadlineKind.RECEIPT:
        return one.kind, one.subject
    if one.kind is DeadlineKind.FINDING:
        return one.kind, one.urgency(now)
    return (one.key,)


def _chip(group: list[Deadline], state: State, describer: Describer, now: datetime) -> Chip:
    first = group[0]
    urgency = first.urgency(now)
    return Chip(
        deadline=first,
        title=describer.deadline(first, state),
        incident=describer.where(first.incident_id, state),
        urgency=urgency,
        tone=URGENCY_TONES[urgency],
        shape=SHAPES[urgency],
        word=describer.urgency(first, now),
        more=len(group) - 1,
    )
