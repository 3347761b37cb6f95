"""A plan and a role → the card. Pure.

Everything on a card is the plan's own words. What never to do is not a part of plans: it is gathered from the sentences of
the action card, the evacuation and the role's own tasks that forbid something (``planbook.never_marks`` says by which words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from app.domain.plan.model import PlanTask
from app.kernel.errors import Refusal
from app.reports.documents.plan_words import MOST_PHONES, PlanWords
from app.reports.documents.spec import EVERY_ROLE

_DESK = "duty_officer"
_SENTENCE_END = re.compile("[。；;\n]|[.!](?= |$)")
_ASIDE_AT_END = re.compile(r"(?P<name>[^（(]+)[（(](?P<aside>[^（）()]+)[）)]")
_NEVER_MOST = 8


class Band(msgspec.Struct, frozen=True):
    """A response level: its name, when it is recommended, who declares it."""

    name: str
    conditions: str
    declared_by: str


class Step(msgspec.Struct, frozen=True):
    """Something to do: within what time, of which moment ("" from awareness), at which levels, what the figure is worth."""

    time: str
    start: str
    text: str
    levels: str
    worth: str
    critical: bool


class Call(msgspec.Struct, frozen=True):
    """Somebody to call: whom, what for, the numbers ("" where nobody knows one: there is room to write it in)."""

    who: str
    why: str
    numbers: str


class Card(msgspec.Struct, frozen=True):
    """A card. ``role`` is "" on the card of the whole plan, whose ``lines`` are the plan's own action card."""

    role: str
    subject: str
    aside: str
    plan: str
    version: str
    places: tuple[str, ...]
    bands: tuple[Band, ...]
    steps: tuple[Step, ...]
    lines: tuple[str, ...]
    calls: tuple[Call, ...]
    never: tuple[str, ...]
    evacuate: str
    stop: tuple[str, ...]


def cards(words: PlanWords) -> tuple[Card, ...]:
    """The card that was asked for, or all of them; ``Refusal("role_without_card")`` for a role that the plan gives nothing."""
    wanted = words.given.role
    if not wanted:
        return (plan_card(words),)
    known = card_roles(words)
    if wanted == EVERY_ROLE:
        return (plan_card(words), *(role_card(words, role) for role in known))
    if wanted not in known:
        raise Refusal("role_without_card", {"role": wanted, "plan": words.plan.id})
    return (role_card(words, wanted),)


def card_roles(words: PlanWords) -> tuple[str, ...]:
    """The roles that have a card: those with tasks by their first minute, then who leads, commands or belongs to a group."""
    plan, command = words.plan, words.plan.command
    tasks = sorted((one for one in plan.tasks if words.concerns(one.levels)), key=lambda one: one.due_min)
    named = [one.role for one in tasks]
    named += [own.declared_by for level in words.levels if (own := plan.level(level))]
    if command is not None:
        named += [*command.commanders, *command.deputies, *([command.office] if command.office else [])]
    named += [one.lead for one in plan.groups]
    named += [member for one in plan.groups for member in one.members]
    return tuple(dict.fromkeys(named))


def role_card(words: PlanWords, role: str) -> Card:
    """The card of one role."""
    subject, aside = _parted(words.role(role))
    own = sorted((one for one in words.plan.tasks if one.role == role and words.concerns(one.levels)), key=lambda one: one.due_min)
    return Card(
        role=role,
        subject=subject,
        aside=aside,
        plan=words.text(words.plan.title),
        version=words.version,
        places=tuple(_places(words, role)),
        bands=_bands(words),
        steps=tuple(_step(words, one) for one in own),
        lines=(),
        calls=tuple(_calls(words, role)),
        never=_never(words, (words.text(one.text) for one in own)),
        evacuate="",
        stop=tuple(words.text(one.text) for one in words.plan.stop),
    )


def _parted(name: str) -> tuple[str, str]:
    """A name and what stands in brackets at its end: 副指挥长（镇长、分管领导）."""
    found = _ASIDE_AT_END.fullmatch(name)
    return (found["name"].strip(), found["aside"]) if found else (name, "")


def plan_card(words: PlanWords) -> Card:
    """The card of the whole plan: its own action card, who is told, who leaves, when it ends."""
    plan = words.plan
    return Card(
        role="",
        subject=words.text(plan.title),
        aside="",
        plan=words.text(plan.title),
        version=words.version,
        places=(),
        bands=_bands(words),
        steps=(),
        lines=tuple(words.text(one) for one in plan.action_card),
        calls=tuple(_told(words)),
        never=_never(words, ()),
        evacuate=words.text(plan.evacuate.text),
        stop=tuple(words.text(one.text) for one in plan.stop),
    )


def _step(words: PlanWords, one: PlanTask) -> Step:
    return Step(
        time=words.minutes(one.due_min),
        start=words.counted_from(one.clock_start),
        text=words.text(one.text),
        levels=words.levels_short(one.levels),
        worth=words.worth(one.basis),
        critical=one.critical,
    )


def _bands(words: PlanWords) -> tuple[Band, ...]:
    known = [own for level in words.levels if (own := words.plan.level(level))]
    return tuple(
        Band(words.text(own.name), words.text(own.conditions), words.book("declares", role=words.role(own.declared_by)))
        for own in known
    )


def _places(words: PlanWords, role: str) -> Iterator[str]:
    """What the role is: what it commands, declares, leads, belongs to."""
    plan, command = words.plan, words.plan.command
    if command is not None:
        for post, holders in (("commanders", command.commanders), ("deputies", command.deputies), ("office", (command.office,))):
            if role in holders:
                yield words.book(f"post.{post}")
    declared = [words.level(level) for level in words.levels if (own := plan.level(level)) and own.declared_by == role]
    if declared:
        yield words.book("you_declare", levels=words.join(declared))
    for group in plan.groups:
        if role == group.lead:
            yield words.book("you_lead", group=words.text(group.name), duties=words.text(group.duties).rstrip("。."))
        elif role in group.members:
            yield words.book("you_belong", group=words.text(group.name), lead=words.role(group.lead))


def _calls(words: PlanWords, role: str) -> Iterator[Call]:
    if role == _DESK:
        yield from _told(words)
        return
    plan = words.plan
    yield Call(words.role(_DESK), words.book("call.desk"), _numbers(words, _DESK))
    mine = {one.group for one in plan.tasks if one.role == role}
    belongs = [group for group in plan.groups if role == group.lead or role in group.members]
    leads = [group for group in belongs or [one for one in plan.groups if one.id in mine] if group.lead != role]
    for lead in dict.fromkeys(group.lead for group in leads if group.lead != _DESK):
        names = words.join(words.text(group.name) for group in leads if group.lead == lead)
        yield Call(words.role(lead), words.book("call.lead", group=names), _numbers(words, lead))
    above = {own.declared_by for level in words.levels if (own := plan.level(level))}
    for declarer in [code for code in words.roles_named() if code in above - {role, _DESK}]:
        yield Call(words.role(declarer), words.book("call.declares"), _numbers(words, declarer))


def _told(words: PlanWords) -> Iterator[Call]:
    for one in sorted(words.plan.notify, key=lambda one: one.within_min):
        if words.concerns(one.levels):
            time, what, worth = words.minutes(one.within_min), words.text(one.text), words.worth(one.basis)
            why = words.book("call.within", time=time, what=what, worth=worth)
            yield Call(words.role(one.role), why, _numbers(words, one.role))


def _numbers(words: PlanWords, role: str) -> str:
    found = [one for one in words.phones(role) if one.number]
    if len(found) > MOST_PHONES:
        return words.book("see_contacts", count=len(found))
    return words.join(f"{one.name} {one.number}".strip() for one in found)


def _never(words: PlanWords, tasks: Iterable[str]) -> tuple[str, ...]:
    marks = re.compile(words.book("never_marks"), re.IGNORECASE)
    texts = [*(words.text(one) for one in words.plan.action_card), words.text(words.plan.evacuate.text), *tasks]
    sentences = (part.strip(" 。；，,") for text in texts for part in _SENTENCE_END.split(text))
    return tuple(dict.fromkeys(one for one in sentences if marks.search(one)))[:_NEVER_MOST]
