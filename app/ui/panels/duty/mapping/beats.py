"""Beats of the joint patrols drawn and redrawn on the map: the outline is the page's, name and checkpoints are asked here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.drawing.model import Shape, ShapeForm
from app.domain.patrol.commands import RegisterBeats, RemoveBeat
from app.domain.patrol.model import Beat, BeatForm, BeatPoint
from app.domain.record import Command
from app.domain.state import State
from app.kernel.geo import Point, distance_m
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

MEANING = "beat"
"""What the map's tools call it."""

NEAR_M = 80.0
"""A corner so near to a known place is offered its name as a checkpoint."""

_LINE = re.compile(r"\s*(\d{1,4})\s*[.、:：)）]?\s*(.*)")


def carried(beat: Beat, points: tuple[Point, ...]) -> tuple[BeatPoint, ...]:
    """The points of a new outline with the names of the old: a corner that was moved keeps its name, one that was taken away
    takes its name along, one that was put in has none."""
    names = [""] * len(points)
    before = [_key(one.point) for one in beat.points]
    for step, a, b, c, d in SequenceMatcher(None, before, [_key(one) for one in points], autojunk=False).get_opcodes():
        if step in ("equal", "replace"):
            for old, new in zip(range(a, b), range(c, d), strict=False):
                names[new] = beat.points[old].name
    return tuple(BeatPoint(point, name) for point, name in zip(points, names, strict=True))


def suggested(points: tuple[Point, ...], state: State, lang: str) -> tuple[BeatPoint, ...]:
    """The points with the name of the nearest known place, each place once."""
    taken: set[str] = set()
    found = []
    for point in points:
        near = sorted((distance_m(one.point, point), one.id) for one in state.facilities.values() if one.id not in taken)
        name = ""
        if near and near[0][0] <= NEAR_M:
            taken.add(near[0][1])
            name = state.facilities[near[0][1]].name.of(lang)
        found.append(BeatPoint(point, name))
    return tuple(found)


def said_of(points: Iterable[BeatPoint]) -> str:
    """The checkpoints as a person edits them: a line for each corner, its number before its name."""
    return "\n".join(f"{number} {one.name}".rstrip() for number, one in enumerate(points, 1))


def named(points: tuple[BeatPoint, ...], text: str) -> tuple[BeatPoint, ...]:
    """The points with the names of such lines; a corner that no line speaks of has none."""
    names = {int(found[1]): found[2].strip() for line in text.splitlines() if (found := _LINE.fullmatch(line))}
    return tuple(BeatPoint(one.point, names.get(number, "")) for number, one in enumerate(points, 1))


def free_id(state: State) -> str:
    """An id that no beat has."""
    number = len(state.beats) + 1
    while f"beat-{number}" in state.beats:
        number += 1
    return f"beat-{number}"


async def ask_new(services: Services, parent: QWidget, shape: Shape) -> bool:
    """Whether an outline became a beat."""
    form = BeatForm.AREA if shape.form is ShapeForm.AREA else BeatForm.ROUTE
    fresh = Beat(free_id(services.state), "", form, suggested(shape.points, services.state, services.lang))
    return await _ask(services, parent, translate("Duty", "Enter the beat"), fresh)


async def ask_changed(services: Services, parent: QWidget, beat: Beat, points: tuple[BeatPoint, ...] | None = None) -> bool:
    """Whether a beat got another outline, name or other checkpoints."""
    given = beat if points is None else Beat(beat.id, beat.name, beat.form, points, beat.organisation, beat.note)
    return await _ask(services, parent, translate("Duty", "Change the beat"), given)


async def ask_removed(services: Services, parent: QWidget, beat: Beat) -> bool:
    """Whether a beat is patrolled no more, with the reason."""
    form = Form((Field(key="reason", label=services.wording.say("field.reason"), required=True),), compact=True)
    text = translate("Duty", "It leaves the map; patrols that were planned for it keep it.")
    return await ask_command(
        services, parent, translate("Duty", "Remove the beat {name}").format(name=beat.name), text, form,
        translate("Duty", "Remove"), lambda values: RemoveBeat(beat_id=beat.id, reason=values["reason"] or ""),
    )


async def _ask(services: Services, parent: QWidget, title: str, given: Beat) -> bool:
    points = given.points
    lines = FieldKind.MULTILINE
    form = Form(
        (
            Field(key="name", label=translate("Duty", "Beat"), required=True, max_length=60),
            Field(key="organisation", label=translate("Duty", "Organisation"), max_length=80),
            Field(key="points", label=translate("Duty", "Checkpoints"), kind=lines, lines=6, max_length=20_000),
            Field(key="note", label=translate("Duty", "Note"), kind=lines, lines=2, max_length=400),
            Field(key="outside", label="", kind=FieldKind.TOGGLE, placeholder=services.wording.say("duty.outside"), wide=True),
        ),
        compact=True,
    )
    form.set_values({
        "name": given.name or None, "organisation": given.organisation or None, "points": said_of(points),
        "note": given.note or None,
    })  # fmt: skip

    def make(values: Mapping[str, Any]) -> Command:
        beat = Beat(
            given.id, values["name"] or "", given.form, named(points, values["points"] or ""), values["organisation"] or "",
            values["note"] or "",
        )
        return RegisterBeats(beats=(beat,), confirmed=("outside_region",) if values["outside"] else ())

    text = translate(
        "Duty", "A line for each corner in the order of the drawing. A corner with a name is a checkpoint that patrols pass."
    )
    return await ask_command(services, parent, title, text, form, translate("Duty", "Keep"), make)


def _key(point: Point) -> tuple[float, float]:
    return round(point.lat, 6), round(point.lon, 6)
