"""The rows of the editor's tables and the names of parts: words for what stands in the plan. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.catalog.condition_text import condition_sentence
from app.catalog.limit_text import limit_text, when_text
from app.catalog.wording import Wording
from app.domain.planning.model import Verdict
from app.domain.reporting.model import Rule
from app.domain.words import RuleStatus
from app.ui.panels.plans.editor.asking import ListSpec
from app.ui.panels.plans.editor.choices import Choices
from app.ui.panels.plans.editor.draft import Draft, address_of, listed
from app.ui.panels.plans.presenter import STATUS_TONES

LONGEST_NAME = 24


class Row(msgspec.Struct, frozen=True):
    """One element as the table shows it: its place, the words of each column, what is wrong with it and what waits."""

    place: int
    cells: tuple[str, ...]
    tone: str = "neutral"
    problems: int = 0
    waiting: bool = False


class Rows:
    """Rows in the words of one language."""

    def __init__(self, wording: Wording, choices: Choices) -> None:
        self._wording, self._choices = wording, choices
        self._cells: Mapping[str, Callable[[Draft, Any], str]] = {
            "due": lambda draft, one: self._minutes(one.due_min),
            "within": lambda draft, one: self._minutes(one.within_min),
            "text": lambda draft, one: self._wording.text(one.text),
            "words": lambda draft, one: self._wording.text(one),
            "name": lambda draft, one: one.name if isinstance(one.name, str) else self._wording.text(one.name),
            "title": lambda draft, one: self._wording.text(one.title),
            "duties": lambda draft, one: self._wording.text(one.duties),
            "conditions": lambda draft, one: self._wording.text(one.conditions),
            "level": lambda draft, one: one.level.value,
            "levels": lambda draft, one: " ".join(level.value for level in one.levels),
            "role": self._named("roles", "role"),
            "to_role": self._named("roles", "to_role"),
            "lead": self._named("roles", "lead"),
            "declared_by": self._named("roles", "declared_by"),
            "group": self._named("groups", "group"),
            "members": lambda draft, one: self._join(self._choices.name("roles", draft, code) for code in one.members),
            "critical": lambda draft, one: self._wording.say("plan_editor.critical") if one.critical else "",
            "deputy": lambda draft, one: self._wording.say("plan_editor.deputy") if one.deputy else "",
            "status": lambda draft, one: self._status(_basis_of(one)),
            "basis": lambda draft, one: self._wording.cite(one.basis),
            "cite": lambda draft, one: self._wording.cite(one),
            "checked": lambda draft, one: self._wording.say(f"checked.{one.checked}"),
            "year": lambda draft, one: str(one.year or ""),
            "hours": lambda draft, one: f"{draft.plan.expected_duration_h.get(one.level.value, 0):g}",
            "kind": self._kind,
            "amount": lambda draft, one: self._amount(one),
            "stage": lambda draft, one: self._choices.report(f"{one.stage}:{one.channel}"),
            "limit": lambda draft, one: self._limit(one),
            "when": lambda draft, one: self._when(one),
            "quantity": lambda draft, one: f"{one.quantity:g} {one.unit}".strip() if one.quantity else one.unit,
            "facts": lambda draft, one: self.facts(one.facts),
            "expected": lambda draft, one: self._expected(one),
        }

    def of(
        self, draft: Draft, spec: ListSpec, problems: Mapping[int, int], outcomes: Mapping[int, str] | None = None
    ) -> tuple[Row, ...]:
        """Every element of the list; ``problems`` counts them by place, ``outcomes`` are the words of how cases end."""
        waiting = waiting_addresses(draft)
        return tuple(
            Row(
                place, tuple(self._cell(key, draft, one, place, outcomes or {}) for key in spec.columns), self._tone(one),
                problems.get(place, 0), address_of(draft, spec.field, place) in waiting,
            )
            for place, one in enumerate(listed(draft, spec.field))
        )

    def name(self, draft: Draft, field: str, place: int) -> str:
        """A few words by which an element is known: 任务 4「断电断气…」 without the word for its kind."""
        elements = listed(draft, field)
        if not 0 <= place < len(elements):
            return ""
        one = elements[place]
        for attribute in ("text", "name", "title", "organisation", "zh", "kind", "level"):
            value = getattr(one, attribute, None)
            if value:
                words = value if isinstance(value, str) else self._wording.text(value)
                words = self._choices.name("unit_kinds", draft, words) if attribute == "kind" and field == "forces" else words
                return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"
        return ""

    def facts(self, facts: Mapping[str, Any]) -> str:
        """Facts of a case in one line: 死亡 3 人、有明火."""
        parts = []
        for name, value in facts.items():
            label = self._wording.fact_label(name)
            said = self._wording.fact_value(name, value)
            parts.append(label if value is True else f"{label} {said}")
        return self._join(parts)

    def _cell(self, key: str, draft: Draft, one: Any, place: int, outcomes: Mapping[int, str]) -> str:
        if key == "outcome":
            return outcomes.get(place, "")
        cell = self._cells.get(key)
        return str(getattr(one, key)) if cell is None else cell(draft, one)

    def _named(self, source: str, attribute: str) -> Callable[[Draft, Any], str]:
        return lambda draft, one: self._choices.name(source, draft, code) if (code := getattr(one, attribute)) else ""

    def _kind(self, draft: Draft, one: Any) -> str:
        return self._choices.unit_kind(one.kind) if hasattr(one, "people") else self._choices.incident_kind(one.kind)

    def _minutes(self, minutes: int) -> str:
        return self._wording.say("plan_editor.minutes", minutes=minutes)

    def _amount(self, one: Any) -> str:
        say = self._wording.say
        parts = [say("plan_board.units", count=one.units)] if one.units else []
        return self._join([*parts, *([say("plan_board.people", count=one.people)] if one.people else [])])

    def _when(self, one: Any) -> str:
        return when_text(one, self._wording) if isinstance(one, Rule) else condition_sentence(one.when, self._wording)

    def _limit(self, one: Rule) -> str:
        say = self._wording.say
        if one.limit_days or one.limit_workdays or one.elapsed_h:
            return limit_text(one, self._wording)
        if one.repeat is not None:
            every = [say("plan_editor.every", minutes=one.repeat.every_min)] if one.repeat.every_min else []
            every += [say("limit.every_days", count=one.repeat.every_days)] if one.repeat.every_days else []
            return self._join([*every, *one.repeat.daily_at])
        return say("plan_editor.immediately", minutes=one.immediate_min) if one.immediately else self._minutes(one.limit_min)

    def _expected(self, case: Any) -> str:
        level = case.expect.level
        if level is None:
            return self._wording.say("response.none")
        return self._wording.say(f"response.{level.value}") if level else self._wording.say("plan_editor.not_checked")

    def _status(self, basis: Any) -> str:
        return "" if basis is None else self._wording.say(f"rule_status.{basis.status}")

    def _tone(self, one: Any) -> str:
        basis = _basis_of(one)
        return "neutral" if basis is None else STATUS_TONES[RuleStatus(basis.status)]

    def _join(self, words: Any) -> str:
        return self._wording.say("list.separator").join(words)


def _basis_of(one: Any) -> Any:
    return getattr(one, "basis", one if hasattr(one, "article") else None)


def waiting_addresses(draft: Draft) -> frozenset[str]:
    """The addresses of the parts that wait for a person's yes or no."""
    if draft.extraction is None:
        return frozenset()
    return frozenset(item.address for item in draft.extraction.items if item.verdict is Verdict.WAITING)
