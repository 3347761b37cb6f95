"""The rows of the editor's tables: words for what stands in the scenario. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.catalog.wording import Wording
from app.domain.exercise.scenario import Match
from app.ui.panels.drills.editor.choices import ScenarioChoices
from app.ui.panels.drills.editor.draft import EXPECTATIONS, ScenarioDraft, listed
from app.ui.panels.drills.scenarios_presenter import CHANNEL_LOOKS
from app.ui.panels.plans.editor.asking import ListSpec
from app.ui.panels.plans.editor.rows import Row

LONGEST_NAME = 24


class ScenarioRows:
    """Rows in the words of one language."""

    def __init__(self, wording: Wording, choices: ScenarioChoices) -> None:
        self._wording, self._choices = wording, choices
        text = wording.text
        self._cells: Mapping[str, Callable[[ScenarioDraft, Any, int], str]] = {
            "title": lambda _draft, one, _at: text(one.title), "group": lambda _draft, one, _at: text(one.group),
            "text": lambda _draft, one, _at: self._text(one), "capability": lambda _draft, one, _at: text(one.capability),
            "items": lambda _draft, one, _at: self._join(wording.say(f"drill.item.{item}") for item in one.items),
            "role": self._named("players", "role"), "to": self._named("players", "to"),
            "objective": self._named("objectives", "objective"), "shelter": self._named("facilities", "shelter"),
            "unit": self._named("units", "unit"), "channel": lambda _draft, one, _at: wording.say(f"drill.channel.{one.channel}"),
            "minute": self._minute, "ref": lambda _draft, one, _at: one.id,
            "seat": lambda draft, one, _at: choices.name("seats", draft, one.role),
            "expects": lambda _draft, one, _at: str(len(one.expect) or ""),
            "inject": self._inject, "within": lambda _draft, one, _at: f"{one.within_min:g}",
            "weight": lambda _draft, one, _at: f"{one.weight:g}", "slow_factor": lambda _draft, one, _at: f"{one.slow_factor:g}",
            "answered": lambda draft, one, _at: self._join(self.match(draft, match) for match in one.any),
            "status": lambda _draft, one, _at: wording.say(f"unit_status.{one.status}"),
            "level": lambda _draft, one, _at: wording.say(f"alert.{one.level}"),
            "ack_min": lambda _draft, one, _at: _number(one.ack_min),
            "set_out_min": lambda _draft, one, _at: _number(one.set_out_min), "kind": self._kind,
        }

    def of(self, draft: ScenarioDraft, spec: ListSpec, problems: Mapping[int, int]) -> tuple[Row, ...]:
        """Every element of the list; ``problems`` counts them by place."""
        return tuple(
            Row(place, tuple(self._cell(key, draft, one, place) for key in spec.columns), self._tone(one), problems.get(place, 0))
            for place, one in enumerate(listed(draft, spec.field))
        )

    def name(self, draft: ScenarioDraft, field: str, place: int) -> str:
        """A few words by which an element is known."""
        elements = listed(draft, field)
        if not 0 <= place < len(elements):
            return ""
        one = elements[place]
        words = self._text(one) if field in ("injects", "objectives", EXPECTATIONS, "opening_warnings") else ""
        named = f"{one.id} {words}" if field in ("injects", EXPECTATIONS) else words
        named = named or self._cell("title" if field == "participants" else "unit" if field != "evacuations" else "incident",
                                    draft, one, place)  # fmt: skip
        return named if len(named) <= LONGEST_NAME else f"{named[: LONGEST_NAME - 1]}…"

    def match(self, draft: ScenarioDraft, match: Match) -> str:
        """An entry that answers, in words: the task that it ticks, else its kind."""
        if match.task:
            return self._choices.name("tasks", draft, match.task)
        code = f"entry_kind.{match.entry}"
        return self._wording.say(code) if self._wording.knows(code) else match.entry

    def _cell(self, key: str, draft: ScenarioDraft, one: Any, place: int) -> str:
        cell = self._cells.get(key)
        return str(getattr(one, key)) if cell is None else cell(draft, one, place)

    def _text(self, one: Any) -> str:
        for name in ("text", "headline", "refuses"):
            value = getattr(one, name, None)
            if value is not None:
                return self._wording.text(value).replace("\n", " ")
        return ""

    def _named(self, source: str, attribute: str) -> Callable[[ScenarioDraft, Any, int], str]:
        return lambda draft, one, _at: self._choices.name(source, draft, getattr(one, attribute)) if getattr(one, attribute) else ""

    def _kind(self, draft: ScenarioDraft, one: Any, place: int) -> str:
        if hasattr(one, "slow_factor"):
            return self._choices.name("unit_kinds", draft, one.kind) if one.kind else ""
        if hasattr(one, "headline"):
            return self._choices.name("warning_kinds", draft, one.kind)
        return self._wording.say(f"drill.seat.{one.kind}")

    def _minute(self, draft: ScenarioDraft, one: Any, place: int) -> str:
        if one.when is None:
            return "" if one.at_min is None else f"{one.at_min:g}"
        return self._wording.say("scenario_editor.about", minute=f"{draft.marks[place].minute:.0f}")

    def _inject(self, draft: ScenarioDraft, one: Any, place: int) -> str:
        return draft.scenario.injects[draft.homes[place][0]].id

    def _tone(self, one: Any) -> str:
        channel = getattr(one, "channel", None)
        return CHANNEL_LOOKS[channel][0] if channel in CHANNEL_LOOKS else "neutral"

    def _join(self, parts: Any) -> str:
        return self._wording.say("list.separator").join(parts)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
