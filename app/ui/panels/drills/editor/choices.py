"""What a field offers: names for codes, found by code and pinyin as well. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.domain.apply import ENTRY_TYPES
from app.domain.exercise.kinds import ItemKind, SeatKind
from app.domain.reference import Reference
from app.domain.state import State
from app.ui.panels.drills.editor.draft import ScenarioDraft
from app.ui.panels.drills.editor.values import ENUMS
from app.ui.panels.plans.editor.choices import CLASSES, REPORTS, Offer, report_words, told_apart

LONGEST_LABEL, LONGEST_INJECT = 46, 32

_MOST_KEPT = 60

USUAL_ENTRIES = (
    "TaskSettled", "FactsRecorded", "PlanActivated", "ResponseLevelChanged", "IncidentOpened", "UnitDispatched", "ReportRecorded",
    "IncidentStabilised", "DrawingMade", "ShelterOpened", "ShelterAdmitted", "IncidentNoted", "InstructionAnswered", "CallRecorded",
)
"""What is expected most; offered first."""

_WORDS: Mapping[str, str] = {
    "forms": "drill.form", "scopes": "drill.scope", "purposes": "drill.purpose", "notices": "drill.notice",
    "seat_kinds": "drill.seat", "items": "drill.item", "inject_channels": "drill.channel", "levels": "response",
    "ask_kinds": "instruction_kind", "alerts": "alert", "statuses": "unit_status", "hints": "drill.hint",
    "judging_forms": "judging.form",
}


class ScenarioChoices:
    """The choices of every source; ``state`` is the desk that drills are held for: its places, units, people."""

    def __init__(self, reference: Callable[[], Reference], state: Callable[[], State], wording: Wording) -> None:
        self._reference, self._state, self._wording = reference, state, wording
        self._fixed: dict[str, tuple[object, tuple[Offer, ...]]] = {}
        self._values: dict[int, tuple[tuple[Offer, ...], frozenset[Any], tuple[Offer, ...]]] = {}
        self._sources: Mapping[str, Callable[[], Iterable[Offer]]] = {
            "seats": self._seats, "plans": self._plans, "kind_patterns": self._patterns, "facilities": self._facilities,
            "place_kinds": self._place_kinds, "units": self._units, "unit_kinds": self._unit_kinds, "people": self._people,
            "facts": self._facts, "entries": self._entries, "reports": self._reports, "warning_kinds": self._warning_kinds,
        }

    def of(self, source: str, draft: ScenarioDraft, values: Iterable[Any] = ()) -> tuple[Offer, ...]:
        """The choices of a source; ``values`` are in them even where they name nothing that is known."""
        values = tuple(values)
        offers = self._offers(source, draft)
        known = self._values.get(id(offers))
        if known is None or known[0] is not offers:
            known = (offers, frozenset(one.value for one in offers), told_apart(offers))
            self._values = {**self._values, id(offers): known} if len(self._values) < _MOST_KEPT else {id(offers): known}
        if all(value in known[1] or value in ("", None) for value in values):
            return known[2]
        more = (value for value in dict.fromkeys(values) if value not in known[1] and value not in ("", None))
        return told_apart((*offers, *(Offer(value, self._unknown(value), str(value)) for value in more)))

    def name(self, source: str, draft: ScenarioDraft, value: Any) -> str:
        """The words of one value; its code where it names nothing."""
        return next((one.label for one in self._offers(source, draft) if one.value == value), str(value))

    def _unknown(self, value: Any) -> str:
        return self._wording.say("plan_editor.unknown", code=value)

    def _offers(self, source: str, draft: ScenarioDraft) -> tuple[Offer, ...]:
        scenario, text = draft.scenario, self._wording.text
        if source == "players":
            return _unique(self._offer(one.role, text(one.title)) for one in scenario.participants if one.kind is SeatKind.PLAYER)
        if source == "objectives":
            return _unique(Offer(one.id, _short(text(one.text)) or one.id, one.id) for one in scenario.objectives)
        if source == "injects":
            return _unique(Offer(one.id, _short(f"{one.id} {text(one.text)}", LONGEST_INJECT), one.id) for one in scenario.injects)
        if source == "incidents":
            opened = (one for one in scenario.injects if one.tells is not None and one.tells.opens)
            return _unique(Offer(one.tells.opens, one.tells.opens, "") for one in opened if one.tells is not None)
        if source == "tasks":
            plans = self._reference().plans
            tasks = (task for plan in scenario.plans if plan in plans for task in plans[plan].tasks)
            return _unique(Offer(task.id, _short(text(task.text)) or task.id, task.id) for task in tasks)
        return self._known(source)

    def _known(self, source: str) -> tuple[Offer, ...]:
        beside = (self._reference(), self._state())
        seen = self._fixed.get(source)
        if seen is None or seen[0] != tuple(map(id, beside)):
            made = self._sources[source]() if source in self._sources else self._vocabulary(source)
            seen = (tuple(map(id, beside)), _unique(made))
            self._fixed[source] = seen
        return seen[1]

    def _offer(self, value: Any, label: str) -> Offer:
        return Offer(value, label or str(value), f"{value} {search_keys(label)}")

    def _vocabulary(self, source: str) -> Iterable[Offer]:
        for one in ENUMS[source]:
            if one is not ItemKind.EXPECTED:
                yield self._offer(one.value, self._wording.say(f"{_WORDS[source]}.{one.value}"))

    def _seats(self) -> Iterable[Offer]:
        for role in self._reference().roles.values():
            yield self._offer(role.code, self._wording.text(role.name))
        for kind in SeatKind:
            if kind is not SeatKind.PLAYER:
                yield self._offer(kind.value, self._wording.say(f"drill.seat.{kind}"))

    def _plans(self) -> Iterable[Offer]:
        return (self._offer(plan.id, self._wording.text(plan.title)) for plan in self._reference().plans.values())

    def _patterns(self) -> Iterable[Offer]:
        say = self._wording.say
        for kind in self._reference().kinds.values():
            yield self._offer(kind.code, f"{self._wording.text(kind.name)}  {kind.code}")
        for one in CLASSES:
            yield self._offer(f"{one}-*", say("plan_editor.every_kind", kind=say(f"incident_class.{one}")))

    def _facilities(self) -> Iterable[Offer]:
        return (self._offer(one.id, self._wording.text(one.name)) for one in self._state().facilities.values())

    def _place_kinds(self) -> Iterable[Offer]:
        for kind in sorted({one.kind for one in self._state().facilities.values()}):
            code = f"place_kind.{kind}"
            yield self._offer(kind, self._wording.say(code) if self._wording.knows(code) else kind)

    def _units(self) -> Iterable[Offer]:
        return (self._offer(one.id, self._wording.text(one.name)) for one in self._state().units.values())

    def _unit_kinds(self) -> Iterable[Offer]:
        return (self._offer(one.code, self._wording.text(one.name)) for one in self._reference().unit_kinds.values())

    def _people(self) -> Iterable[Offer]:
        return (self._offer(one.name, one.name) for one in self._state().contacts.values())

    def _facts(self) -> Iterable[Offer]:
        for fact in self._reference().facts.values():
            if not fact.derived:
                yield self._offer(fact.name, self._wording.text(fact.label))

    def _entries(self) -> Iterable[Offer]:
        order = {name: at for at, name in enumerate(USUAL_ENTRIES)}
        for name in sorted((one.__name__ for one in ENTRY_TYPES), key=lambda name: (order.get(name, len(order)), name)):
            code = f"entry_kind.{name}"
            label = self._wording.say(code) if self._wording.knows(code) else name
            yield self._offer(name, f"{label}  {name}")

    def _reports(self) -> Iterable[Offer]:
        return (self._offer(one, report_words(one, self._wording)) for one in REPORTS)

    def _warning_kinds(self) -> Iterable[Offer]:
        known = self._reference().facts.get("alert_kind")
        return (self._offer(code, self._wording.text(label)) for code, label in (known.choices if known else {}).items())


def _unique(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Each value once."""
    found: dict[Any, Offer] = {}
    for one in offers:
        if one.value not in ("", None):
            found.setdefault(one.value, one)
    return tuple(found.values())


def _short(text: str, longest: int = LONGEST_LABEL) -> str:
    text = text.replace("\n", " ").strip()
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
