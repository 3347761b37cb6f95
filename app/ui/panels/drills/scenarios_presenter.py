"""Scenarios and kept drills as rows and as lines. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.catalog.wording import Wording
from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scenario import Inject, Scenario

CHANNEL_LOOKS = {
    InjectChannel.CALL: ("info", "disc"), InjectChannel.WRITTEN: ("neutral", "ring"), InjectChannel.SENSOR: ("watch", "diamond"),
    InjectChannel.POSITION: ("muted", "dash"), InjectChannel.NOTE: ("neutral", "ring"), InjectChannel.QUERY: ("warn", "triangle"),
    InjectChannel.WARNING: ("warn", "triangle"),
}  # fmt: skip

STATUS_TONES = {
    DrillStatus.PREPARED: "neutral", DrillStatus.RUNNING: "info", DrillStatus.PARKED: "warn", DrillStatus.ENDED: "ok",
}


class ScenarioRow(msgspec.Struct, frozen=True):
    """A scenario in the list; ``plans`` are the titles of the plans that it tries."""

    scenario: Scenario
    title: str
    kind: str
    plans: str
    length_min: float
    injects: int

    @property
    def id(self) -> str:
        """Its folder's name."""
        return self.scenario.id


class InjectLine(msgspec.Struct, frozen=True):
    """An inject of a scenario: ``minute`` is ``None`` where it waits for something."""

    id: str
    minute: float | None
    when: str
    channel: str
    tone: str
    sender: str
    to: str
    text: str
    expected: str


def scenario_rows(scenarios: Iterable[Scenario], plan_titles: dict[str, str], words: Wording) -> tuple[ScenarioRow, ...]:
    """By title."""
    found = [
        ScenarioRow(
            one, words.text(one.title), type_words(one, words),
            words.say("list.separator").join(plan_titles.get(plan, plan) for plan in one.plans), one.length_min, len(one.injects),
        )
        for one in scenarios
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: row.title))


def type_words(one: Scenario, words: Wording) -> str:
    """Form, scope, purpose and notice: four independent choices."""
    codes = (f"drill.form.{one.form}", f"drill.scope.{one.scope}", f"drill.purpose.{one.purpose}", f"drill.notice.{one.notice}")
    return " · ".join(words.say(code) for code in codes)


def inject_lines(one: Scenario, words: Wording) -> tuple[InjectLine, ...]:
    """The injects by minute; those that wait for something stand where the file has them, after those before them."""
    seats = {seat.role: words.text(seat.title) for seat in one.participants}
    return tuple(_line(inject, seats, words) for inject in one.injects)


def objective_lines(one: Scenario, words: Wording) -> tuple[str, ...]:
    """What is to be shown, the capability, and the items that speak of it."""
    say = words.say
    return tuple(
        say(
            "drill.objective", capability=words.text(goal.capability), text=words.text(goal.text),
            items=say("list.separator").join(say(f"drill.item.{item}") for item in goal.items) or say("drill.item.expected"),
        )
        for goal in one.objectives
    )


def _line(inject: Inject, seats: dict[str, str], words: Wording) -> InjectLine:
    tone, _ = CHANNEL_LOOKS[inject.channel]
    when = f"{inject.at_min:g}" if inject.at_min is not None else words.say("drill.triggered")
    if inject.at_min is not None and inject.when is not None:
        when = words.say("drill.triggered_from", minute=f"{inject.at_min:g}")
    return InjectLine(
        inject.id, inject.at_min, when, words.say(f"drill.channel.{inject.channel}"), tone, words.text(inject.from_),
        seats.get(inject.to, inject.to), words.text(inject.text),
        words.say("list.separator").join(
            words.say("drill.expected_within", text=words.text(goal.text), minutes=f"{goal.within_min:g}") for goal in inject.expect
        ),
    )  # fmt: skip
