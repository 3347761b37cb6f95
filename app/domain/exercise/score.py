"""A drill's score as values: items, made of parts, each with its evidence in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from app.domain.conditions import FactScalar
from app.domain.exercise.kinds import ItemKind
from app.kernel.text import Text

USUAL_POINTS: Mapping[ItemKind, float] = MappingProxyType({
    ItemKind.DISPATCH: 8, ItemKind.ARRIVAL: 6, ItemKind.PHONE_REPORT: 10, ItemKind.WRITTEN_REPORT: 10,
    ItemKind.COMPLETENESS: 8, ItemKind.CALL_DOWN: 8, ItemKind.EVACUATION: 8, ItemKind.TASKS: 12, ItemKind.FORCES: 8,
    ItemKind.FOLLOW_UPS: 6, ItemKind.INSTRUCTIONS: 6, ItemKind.WARNINGS: 4,
})
"""Points of each item where a scenario does not say otherwise (this platform's suggestion: the standards publish none)."""

NOTHING = 1e-9
"""A share that is no more than this is none."""


class Part(msgspec.Struct, frozen=True):
    """One thing that was looked at: ``share`` (0 to 1) of it was reached. ``key`` names it across runs.

    ``code`` and ``facts`` say in words what was found (``drill.part.<code>``): what was to be done, how long it took against
    what limit. ``evidence`` are the numbers of the entries; empty where nothing was done. ``who`` acted, "" where nobody did.
    ``title``: the words of the task, the expectation or the question that it is about, where there are some.
    """

    key: str
    share: float
    weight: float
    code: str
    facts: Mapping[str, FactScalar] = {}
    evidence: tuple[int, ...] = ()
    who: str = ""
    role: str = ""
    points: float = 0.0
    of: float = 0.0
    title: Text | None = None

    @property
    def in_full(self) -> bool:
        """Whether it lost nothing (what sums of fractions leave does not count)."""
        return self.share >= 1 - NOTHING


class Item(msgspec.Struct, frozen=True):
    """A scored item: ``points`` of ``of``, the objective that it speaks of ("" for none), and its parts."""

    kind: ItemKind
    objective: str
    points: float
    of: float
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """Its name: the kind, with the objective for a scenario's own expectations."""
        return f"{self.kind}:{self.objective}" if self.kind is ItemKind.EXPECTED else self.kind.value

    @property
    def evidence(self) -> tuple[int, ...]:
        """The entries behind it, in order."""
        return tuple(sorted({seq for part in self.parts for seq in part.evidence}))


class Group(msgspec.Struct, frozen=True):
    """Points of an objective, of a role or of a person, summed over parts; ``score`` of 100."""

    name: str
    points: float
    of: float

    @property
    def score(self) -> float:
        """Of 100; 0 where there was nothing to reach."""
        return round(100 * self.points / self.of, 2) if self.of else 0.0


class Score(msgspec.Struct, frozen=True):
    """All items of a drill."""

    items: tuple[Item, ...]

    @property
    def points(self) -> float:
        """Of 100."""
        of = sum(one.of for one in self.items)
        return round(100 * sum(one.points for one in self.items) / of, 2) if of else 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part of every item."""
        return tuple(part for item in self.items for part in item.parts)

    def by_objective(self) -> tuple[Group, ...]:
        """Points by objective, in the order in which they appear."""
        return _groups((item.objective, part) for item in self.items for part in item.parts if item.objective)

    def by_role(self) -> tuple[Group, ...]:
        """Points by the role that was to act."""
        return _groups((part.role, part) for part in self.parts if part.role)

    def by_group(self, group_of: Mapping[str, str]) -> tuple[Group, ...]:
        """Points by the group of the role that was to act; a role without one counts for none."""
        return _groups((name, part) for part in self.parts if (name := group_of.get(part.role, "")))

    def by_person(self) -> tuple[Group, ...]:
        """Points by who acted; what nobody did is nobody's."""
        return _groups((part.who, part) for part in self.parts if part.who)


def make_item(kind: ItemKind, objective: str, of: float, parts: Iterable[Part]) -> Item | None:
    """The item with its points given to its parts by their weight; ``None`` where there was nothing to look at."""
    parts = tuple(parts)
    whole = sum(part.weight for part in parts)
    if not parts or whole <= 0:
        return None
    told = tuple(
        msgspec.structs.replace(part, points=of * part.weight / whole * part.share, of=of * part.weight / whole) for part in parts
    )
    return Item(kind, objective, sum(part.points for part in told), of, told)


def in_time(took_min: float, limit_min: float) -> float:
    """All of it within the limit; then less, down to nothing at three times the limit (a suggestion)."""
    if took_min <= limit_min:
        return 1.0
    return max(0.0, 1.0 - (took_min - limit_min) / (2 * max(limit_min, 1.0)))


def _groups(pairs: Iterable[tuple[str, Part]]) -> tuple[Group, ...]:
    found: dict[str, tuple[float, float]] = {}
    for name, part in pairs:
        points, of = found.get(name, (0.0, 0.0))
        found[name] = (points + part.points, of + part.of)
    return tuple(Group(name, points, of) for name, (points, of) in found.items())
