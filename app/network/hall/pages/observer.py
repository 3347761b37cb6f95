"""The page of those who look on: everything that happened, and nothing to press."""

from __future__ import annotations

from itertools import islice

from app.domain.exercise.kinds import SeatKind
from app.domain.unit.model import UnitStatus
from app.network.hall.pages.markup import tag
from app.network.hall.pages.parts import Section, messages, section, told_card
from app.network.hall.view import View

_AT_HOME = (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE)
MOST_TOLD = 20
MOST_RADIO = 10


def sections(view: View) -> tuple[Section, ...]:
    """What this seat sees."""
    return timeline(view), told(view), incidents(view), units(view), messages(view, SeatKind.OBSERVER)


def timeline(view: View) -> Section:
    """The last entries of the drill, the newest first."""
    rows = [
        tag("li", tag("b", view.clock(one.stamp.at)), " ", view.d.record(one, view.state))
        for one in reversed(view.feed.recent)
    ]
    return section("timeline", view.say("hall.timeline"), tag("ol", rows, class_="log"))


def told(view: View) -> Section:
    """What the participants were told."""
    cards = [told_card(view, one, "info") for one in islice(reversed(view.feed.told), MOST_TOLD)]
    return section("told", view.say("hall.all_told"), cards or tag("p", view.say("hall.nothing"), class_="none"))


def incidents(view: View) -> Section:
    """The incidents with their figures."""
    cards = [
        tag("article", tag("p", tag("b", of.number), " ", view.d.incident_title(of)),
            tag("p", view.d.facts({name: fact.value for name, fact in of.facts.items()}), class_="words"), class_="card")
        for of in view.incidents
    ]  # fmt: skip
    return section("incidents", view.say("hall.incidents"), cards or tag("p", view.say("hall.nothing"), class_="none"))


def units(view: View) -> Section:
    """The units that are out, and what was said on the radio."""
    out = [
        tag("li", tag("b", view.say(f"unit_status.{unit.status}")), " ", view.d.unit_name(unit.id, view.state))
        for unit in sorted(view.state.units.values(), key=lambda one: one.id) if unit.status not in _AT_HOME
    ]
    heard = list(reversed(view.feed.radio))[:MOST_RADIO]
    radio = [tag("li", tag("b", view.clock(one.stamp.at)), " ", view.d.record(one, view.state)) for one in heard]
    none = tag("p", view.say("hall.nothing"), class_="none")
    return section(
        "units", view.say("hall.units"), tag("ul", out, class_="log") if out else none,
        tag("ol", radio, class_="log") if radio else None,
    )
