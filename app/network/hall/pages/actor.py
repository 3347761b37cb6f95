"""The page of somebody who plays a person: what to say when, and "told"."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.exercise.schedule import Planned, Standing
from app.network.hall.pages.markup import Html, tag
from app.network.hall.pages.parts import Section, act_form, messages, say_section, section
from app.network.hall.pages.player import cause_of
from app.network.hall.view import View

SPOKEN = frozenset({InjectChannel.CALL, InjectChannel.NOTE})
"""What comes out of somebody's mouth; the rest comes by paper, instrument or wire."""

_TONES = {Standing.FIRED: "warn", Standing.DUE: "watch", Standing.WAITING: "neutral"}


def sections(view: View) -> tuple[Section, ...]:
    """What this seat sees."""
    cards = [_card(view, one) for one in scripts(view)]
    said = section("scripts", view.say("hall.scripts"), cards or tag("p", view.say("hall.no_scripts"), class_="none"))
    return said, messages(view, SeatKind.ACTOR), say_section(view)


def scripts(view: View) -> Iterator[Planned]:
    """The spoken injects that have come or may come: those of this seat by name where the scenario has any, else all of them."""
    spoken = [
        one for one in view.conductor.timeline()
        if one.inject.channel in SPOKEN and one.standing in _TONES
    ]
    own = [one for one in spoken if view.role in one.inject.from_.zh or view.title in (one.inject.from_.zh, one.inject.from_.en)]
    yield from own or spoken


def _card(view: View, one: Planned) -> Html:
    inject, life = one.inject, view.drill.life(one.inject.id)
    at = view.clock(one.at) or view.say("hall.on_trigger")
    head = tag(
        "p", tag("b", view.say(f"drill.standing.{one.standing}"), class_=f"badge {_TONES[one.standing]}"), " ", tag("b", at), " ",
        view.say("hall.speak_as", sender=view.d.text(inject.from_), to=_to(view, inject.to)),
    )
    parts = [head, tag("p", view.d.text(life.text or inject.text), class_="words")]
    told = view.feed.answers.get((view.role, cause_of(inject.id)))
    if told is not None:
        parts.append(tag("p", view.say("hall.was_told", at=view.clock(told.stamp.at), who=told.stamp.actor), class_="done"))
    elif one.standing is Standing.FIRED and not view.is_over:
        parts.append(act_form(view, "told", button=view.say("hall.told_button"), hidden={"inject": inject.id}))
    return tag("article", parts, class_="card")


def _to(view: View, role: str) -> str:
    return next((view.d.text(one.title) for one in view.drill.scenario.participants if one.role == role), view.d.role(role))
