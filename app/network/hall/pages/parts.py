"""The parts that pages are made of: sections, forms, fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.exercise.kinds import SeatKind
from app.network.hall.feed import ToldOnce
from app.network.hall.pages.markup import Child, Html, join, tag
from app.network.hall.view import View

LONGEST_TEXT = 2_000
"""Of what is typed at a seat."""

LONGEST_NAME = 40


class Section(NamedTuple):
    """A part of a page that is put in its place anew when it has changed; "" leaves nothing to see."""

    id: str
    html: Html


def section(id_: str, title: str, *children: Child) -> Section:
    """A section with a title."""
    return Section(id_, join(tag("h2", title), *children))


def act_form(
    view: View, act: str, *children: Child, button: str, hidden: dict[str, str] | None = None, quiet: bool = False
) -> Html:
    """A form that does one thing at this seat."""
    kept = (tag("input", type="hidden", name=name, value=value) for name, value in {"act": act, **(hidden or {})}.items())
    send = tag("button", button, type="submit", class_="quiet" if quiet else None)
    return tag("form", kept, *children, send, method="post", action=f"/{view.key}/act?{view.query}")


def words_field(name: str, label: str, *, lines: int = 3, required: bool = True) -> Html:
    """A field for words."""
    return tag(
        "label", tag("span", label), tag("textarea", "", name=name, rows=lines, maxlength=LONGEST_TEXT, required=required)
    )


def line_field(name: str, label: str, *, longest: int = LONGEST_NAME, required: bool = False) -> Html:
    """A field for a line."""
    return tag(
        "label", tag("span", label),
        tag("input", type="text", name=name, maxlength=longest, required=required, autocomplete="off"),
    )


def number_field(name: str, label: str, *, most: int, step: str = "1") -> Html:
    """A field for a figure; empty where nothing is said."""
    return tag(
        "label", tag("span", label),
        tag("input", type="number", name=name, min=0, max=most, step=step, inputmode="numeric"),
        class_="figure",
    )


def choice_field(name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str = "") -> Html:
    """A choice from a list."""
    options = (tag("option", words, value=value, selected=value == chosen) for value, words in choices)
    return tag("label", tag("span", label), tag("select", options, name=name))


def radio_field(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Html:
    """A choice of a few, all to be seen."""
    offered = (
        tag("label", tag("input", type="radio", name=name, value=value), tag("span", words))
        for value, words in choices
    )
    return tag("fieldset", tag("legend", label), tag("div", offered, class_="radios"))


def incident_field(view: View, *, or_log: bool = False) -> Html:
    """Which incident it is about, the newest first; ``or_log``: none, it goes into the duty log."""
    choices = [(one.id, f"{one.number} {view.d.incident_title(one)}") for one in view.incidents]
    if or_log:
        choices.append(("", view.say("hall.duty_log")))
    return choice_field("incident", view.say("hall.about"), choices, choices[0][0])


def told_card(view: View, one: ToldOnce, tone: str, *more: Child) -> Html:
    """What somebody was told, with ``more`` below it."""
    head = tag(
        "p", tag("b", view.say(f"drill.channel.{one.channel}"), class_=f"badge {tone}"), " ", tag("b", view.clock(one.at)), " ",
        view.d.text(one.sender),
    )
    return tag("article", head, tag("p", view.d.text(one.text), class_="words"), *more, class_="card told")


def messages(view: View, kind: SeatKind) -> Section:
    """What the conductor said to everybody of this kind, the newest first."""
    cards = [
        tag("article", tag("p", tag("b", view.clock(one.at)), " ", one.text), class_="card told")
        for one in reversed(view.feed.messages) if one.to is kind
    ]
    return section("messages", view.say("hall.messages"), cards or tag("p", view.say("hall.nothing"), class_="none"))


def join_section(view: View) -> Section:
    """Who sits here, asked where nobody said so."""
    field = line_field("name", view.say("hall.your_name"), required=True)
    form = act_form(view, "join", field, button=view.say("hall.join"))
    return section("join", view.say("hall.who_are_you"), tag("p", view.say("hall.join_hint")), form)


def say_section(view: View) -> Section:
    """Words to the conductor."""
    if view.is_over:
        return Section("say", Html(""))
    form = act_form(view, "say", words_field("text", view.say("hall.words"), lines=2), button=view.say("hall.send"), quiet=True)
    return section("say", view.say("hall.to_conductor"), form)
