"""A whole page: the mark 演练 above and below, the clock, the seat, its sections; and the same as news."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from app.domain.exercise.kinds import SeatKind
from app.kernel.clock import to_local
from app.network.hall.pages import actor, evaluator, observer, player, survey
from app.network.hall.pages.markup import Html, join, tag
from app.network.hall.pages.parts import Section, join_section
from app.network.hall.view import LANGS, View

Sections = Callable[[View], tuple[Section, ...]]

SECTIONS: Mapping[SeatKind, Sections] = MappingProxyType({
    SeatKind.PLAYER: player.sections, SeatKind.EVALUATOR: evaluator.sections, SeatKind.ACTOR: actor.sections,
    SeatKind.OBSERVER: observer.sections,
})
"""What each kind of seat sees."""

_LANG_NAMES = {"zh": "中文", "en": "English"}


def sections_of(view: View) -> tuple[Section, ...]:
    """The sections of this seat; who has not said a name is asked for it first, and only looks on until then."""
    looks_on = view.kind is SeatKind.OBSERVER
    if not view.name and not looks_on:
        return (join_section(view),)
    asked = (survey.section_of(view),) if view.is_over and not looks_on else ()
    return (*asked, *SECTIONS[view.kind](view))


def news(view: View, revision: int) -> dict[str, Any]:
    """What an open page is told: its sections as they are now, and the clock."""
    return {
        "rev": revision, "clock": _clock(view), "status": status(view), "who": _who(view),
        "sections": {one.id: str(one.html) for one in sections_of(view)},
    }


def page(view: View, revision: int, said: str = "", *, is_error: bool = False) -> Html:
    """The whole page. ``said`` is what came of the last thing that was done here without a script."""
    clock = _clock(view)
    shown = (tag("section", one.html, id=one.id, class_=None if one.html else "empty") for one in sections_of(view))
    body = (
        _mark(view.say("drill.word"), view.say("hall.mark")),
        tag(
            "header",
            tag("h1", view.d.text(view.drill.scenario.title)),
            tag("p", _who(view), id="who"),
            tag("p", tag("span", clock["words"], id="clock"), " ", tag("span", status(view), id="status", class_="badge info"), " ",
                tag("span", view.say("hall.connecting"), id="line", class_="badge muted"), class_="when"),
            tag("p", (join(tag("a", _LANG_NAMES[one], href=f"/{view.key}?lang={one}"), " ") for one in LANGS), class_="langs"),
        ),
        tag("div", said, id="said", class_=("alarm" if is_error else "ok") if said else "empty", role="status"),
        tag("main", shown),
        tag("footer", view.say("hall.foot")),
    )
    data = {
        "data_base": f"/{view.key}", "data_query": view.query, "data_rev": str(revision), "data_clock": str(clock["s"]),
        "data_speed": str(clock["speed"]), "data_connected": view.say("hall.connected"), "data_lost": view.say("hall.lost"),
        "data_gone": view.say("hall.gone"), "data_failed": view.say("hall.not_sent"),
    }  # fmt: skip
    title = f"{view.say('drill.word')}｜{view.title}｜{view.d.text(view.drill.scenario.title)}"
    return whole(title, body, view.lang, data, script=True)


def closed_page(lang: str, word: str, mark: str, said: str) -> Html:
    """The page for an address that opens nothing."""
    return whole(f"{word}｜{said}", (_mark(word, mark), tag("main", tag("section", tag("p", said)))), lang, {}, script=False)


def whole(title: str, body: tuple[Html, ...], lang: str, data: dict[str, str], *, script: bool) -> Html:
    """A document that loads our own style and script, and nothing else."""
    head = (
        tag("meta", charset="utf-8"), tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"), tag("title", title), tag("link", rel="stylesheet", href="/hall.css"),
    )  # fmt: skip
    scripts = tag("script", "", src="/hall.js") if script else None
    return join(Html("<!doctype html>\n"), tag("html", tag("head", head), tag("body", body, scripts, **data),
                                               lang="zh-CN" if lang == "zh" else "en"))  # fmt: skip


def status(view: View) -> str:
    """How the drill stands, in a word."""
    if view.is_running and view.speed == 0:
        return view.say("drill.clock.stands")
    return view.say(f"drill.status.{view.drill.status}")


def _who(view: View) -> str:
    """The seat and who sits there."""
    return " · ".join(filter(None, (view.title, view.name, view.say(f"drill.seat.{view.kind}"))))


def _mark(word: str, more: str) -> Html:
    return tag("div", tag("b", word), " ", tag("span", more), class_="mark")


def _clock(view: View) -> dict[str, Any]:
    """The drill's clock: seconds of the day in Beijing, how fast it runs, and how it is written."""
    local = to_local(view.now)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return {"s": seconds, "speed": view.speed if view.is_running else 0.0, "words": f"{local:%H:%M:%S}"}
