"""What a field offers: names for codes, found by code and pinyin as well. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

import msgspec

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.domain.duty.model import TIERS
from app.domain.incident.model import FactType
from app.domain.plan.prose import paragraphs
from app.domain.reference import Reference
from app.domain.words import IncidentSeverity, ResponseLevel
from app.ui.panels.plans.editor.draft import Draft
from app.ui.panels.plans.editor.editing import free_levels
from app.ui.panels.plans.editor.values import ENUMS, NONE, UNCHECKED

LONGEST_LABEL = 60


class Offer(msgspec.Struct, frozen=True):
    """One thing that can be chosen: its code, its words, and what else it is found by."""

    value: Any
    label: str
    find: str = ""


_WORDS: Mapping[str, str] = {
    "plan_types": "plan_type", "colours": "plan_colour", "clock_starts": "clock_start", "rule_statuses": "rule_status",
    "checked": "checked", "stages": "stage", "channels": "channel", "untils": "until",
    "day_sorts": "day_sort", "severities": "severity",
}
CLASSES = "NAPS"
"""The classes of incidents."""

REPORTS = ("first:phone", "first:written", "follow_up:phone", "follow_up:written", "final:written")
"""What a task or a trigger can name a report by: stage and channel."""


class Choices:
    """The choices of every source. What the catalogue says is worked out once; what the draft says, each time."""

    def __init__(self, reference: Callable[[], Reference], wording: Wording) -> None:
        self._reference, self._wording = reference, wording
        self._known: dict[str, tuple[object, tuple[Offer, ...]]] = {}
        self._sources: Mapping[str, Callable[[], tuple[Offer, ...]]] = {
            "roles": self._roles, "unit_kinds": self._unit_kinds, "kinds": self._kinds, "kind_patterns": self._patterns,
            "reports": self._reports, "flags": self._flags, "tiers": self._tiers, "expected_levels": self._expected_levels,
            "expected_severities": self._expected_severities,
        }

    def of(self, source: str, draft: Draft, values: Iterable[Any] = ()) -> tuple[Offer, ...]:
        """The choices of a source; ``values`` are in them even where they name nothing that is known."""
        offers = self._offers(source, draft)
        known = {offer.value for offer in offers}
        more = tuple(value for value in dict.fromkeys(values) if value not in known and value not in ("", None))
        return told_apart((*offers, *(Offer(value, self._beyond(source, value), str(value)) for value in more)))

    def name(self, source: str, draft: Draft, value: Any) -> str:
        """The words of one value; its code where it names nothing."""
        found = next((offer.label for offer in self._offers(source, draft) if offer.value == value), None)
        return str(value) if found is None else found

    def _beyond(self, source: str, value: Any) -> str:
        """The words of a value that is not offered: the row's own level, a report that no list names, an unknown code."""
        if source == "free_levels":
            return self._wording.say(f"response.{value}")
        if source == "reports" and ":" in value:
            return self.report(value)
        return self._wording.say("plan_editor.unknown", code=value)

    def _offers(self, source: str, draft: Draft) -> tuple[Offer, ...]:
        if source == "free_levels":
            return self._free_levels(draft)
        if source == "groups":
            return tuple(self._offer(group.id, self._wording.text(group.name)) for group in draft.plan.groups)
        if source == "tasks":
            return tuple(Offer(task.id, _short(self._wording.text(task.text)) or task.id, task.id) for task in draft.plan.tasks)
        if source == "paragraphs":
            return _paragraphs(draft.content.text)
        if source == "other_tasks":
            return self._other_tasks(draft)
        reference = self._reference()
        seen = self._known.get(source)
        if seen is None or seen[0] is not reference:
            seen = (reference, self._sources[source]() if source in self._sources else self._vocabulary(source))
            self._known[source] = seen
        return seen[1]

    def _offer(self, value: Any, label: str) -> Offer:
        return Offer(value, label or str(value), f"{value} {search_keys(label)}")

    def _vocabulary(self, source: str) -> tuple[Offer, ...]:
        members: Iterable[Enum] = ENUMS[source]
        return tuple(self._offer(one.value, self._wording.say(f"{_WORDS[source]}.{one.value}")) for one in members)

    def _roles(self) -> tuple[Offer, ...]:
        return tuple(self._offer(role.code, self._wording.text(role.name)) for role in self._reference().roles.values())

    def _unit_kinds(self) -> tuple[Offer, ...]:
        return tuple(self._offer(kind.code, self._wording.text(kind.name)) for kind in self._reference().unit_kinds.values())

    def _kinds(self) -> tuple[Offer, ...]:
        return tuple(
            self._offer(kind.code, f"{self._wording.text(kind.name)}  {kind.code}") for kind in self._reference().kinds.values()
        )

    def _patterns(self) -> tuple[Offer, ...]:
        say = self._wording.say
        classes = tuple(
            self._offer(f"{one}-*", say("plan_editor.every_kind", kind=say(f"incident_class.{one}"))) for one in CLASSES
        )
        return (*self._kinds(), *classes, self._offer("*", say("plan_editor.any_kind")))

    def _flags(self) -> tuple[Offer, ...]:
        flags = (fact for fact in self._reference().facts.values() if fact.type is FactType.FLAG)
        return tuple(self._offer(fact.name, self._wording.text(fact.label)) for fact in flags)

    def _tiers(self) -> tuple[Offer, ...]:
        return tuple(self._offer(one, self._wording.say(f"tier.{one}")) for one in TIERS)

    def _reports(self) -> tuple[Offer, ...]:
        return tuple(self._offer(one, self.report(one)) for one in REPORTS)

    def report(self, code: str) -> str:
        """The words of ``first:phone``."""
        return report_words(code, self._wording)

    def unit_kind(self, code: str) -> str:
        """The name of a kind of unit."""
        known = self._reference().unit_kinds.get(code)
        return self._wording.text(known.name) if known else code

    def incident_kind(self, code: str) -> str:
        """The name of a kind of incident."""
        known = self._reference().kinds.get(code)
        return self._wording.text(known.name) if known else code

    def _free_levels(self, draft: Draft) -> tuple[Offer, ...]:
        free = free_levels(draft)
        return tuple(self._offer(one.value, self._wording.say(f"response.{one.value}")) for one in ResponseLevel if one in free)

    def _expected_levels(self) -> tuple[Offer, ...]:
        say = self._wording.say
        levels = tuple(self._offer(one.value, say(f"response.{one.value}")) for one in ResponseLevel)
        return (*self._either(), Offer(NONE, say("response.none")), *levels)

    def _expected_severities(self) -> tuple[Offer, ...]:
        say = self._wording.say
        return (
            *self._either(), Offer(NONE, say("severity.none")),
            *(self._offer(one.value, say(f"severity.{one.value}")) for one in IncidentSeverity),
        )

    def _either(self) -> tuple[Offer, ...]:
        return (Offer(UNCHECKED, self._wording.say("plan_editor.not_checked")),)

    def _other_tasks(self, draft: Draft) -> tuple[Offer, ...]:
        """The tasks of the other plans in force, each once: the same id is the same work already."""
        plans = self._reference().plans
        seen = self._known.get("other_tasks")
        if seen is None or seen[0] is not plans:
            offers: dict[str, Offer] = {}
            for plan in plans.values():
                for task in plan.tasks:
                    label = f"{_short(self._wording.text(task.text))}  《{self._wording.text(plan.title)}》"
                    offers.setdefault(task.id, Offer(task.id, label, task.id))  # pinyin of a thousand tasks takes too long
            seen = (plans, tuple(offers.values()))
            self._known["other_tasks"] = seen
        own = {task.id for task in draft.plan.tasks}
        return tuple(offer for offer in seen[1] if offer.value not in own)


def report_words(code: str, wording: Wording) -> str:
    """The words of ``first:phone``."""
    stage, _, channel = code.partition(":")
    return f"{wording.say(f'stage.{stage}')} {wording.say(f'channel.{channel}')}"


def told_apart(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Offers of the same words get their codes behind them: a list finds its choice by the words."""
    counted = Counter(offer.label for offer in offers)
    if len(counted) == len(offers):
        return offers
    return tuple(
        msgspec.structs.replace(offer, label=f"{offer.label}  {offer.value}") if counted[offer.label] > 1 else offer
        for offer in offers
    )


def _paragraphs(text: str) -> tuple[Offer, ...]:
    return tuple(Offer(one.key, _short(one.text.replace("\n", " ")), one.key) for one in paragraphs(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
