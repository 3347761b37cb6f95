"""What the library shows of a plan: its card, its parts as sections, its task table. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import msgspec

from app.catalog import pinyin
from app.catalog.condition_text import condition_lines
from app.catalog.wording import Wording
from app.domain.basis import Basis
from app.domain.plan.model import Plan, PlanTask
from app.domain.planning.model import PlanVersion, VersionStatus
from app.domain.reference import Reference, covers
from app.domain.words import AlertLevel, ResponseLevel, RuleStatus, response_rank
from app.kernel.text import Text

COLOUR_TONES: Mapping[AlertLevel, str] = MappingProxyType(
    {AlertLevel.RED: "alarm", AlertLevel.ORANGE: "warn", AlertLevel.YELLOW: "watch", AlertLevel.BLUE: "info"}
)
STATUS_TONES: Mapping[RuleStatus, str] = MappingProxyType(
    {
        RuleStatus.STATUTORY: "ok", RuleStatus.LOCAL: "ok", RuleStatus.SUGGESTED: "neutral", RuleStatus.SAMPLE: "muted",
    }
)


VERSION_TONES: Mapping[VersionStatus, str] = MappingProxyType(
    {
        VersionStatus.DRAFT: "watch", VersionStatus.REVIEWED: "info", VersionStatus.APPROVED: "info",
        VersionStatus.IN_FORCE: "ok", VersionStatus.SUPERSEDED: "muted", VersionStatus.RETIRED: "muted",
        VersionStatus.DISCARDED: "muted",
    }
)


class Line(msgspec.Struct, frozen=True):
    """One line of a section: badge, words, a quiet note under them; ``depth`` indents it."""

    text: str
    note: str = ""
    badge: str = ""
    tone: str = "neutral"
    depth: int = 0


class Section(msgspec.Struct, frozen=True):
    """A titled list of lines."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


class TaskRow(msgspec.Struct, frozen=True):
    """A task of a plan as the table shows it."""

    id: str
    task: PlanTask
    text: str
    role: str
    group: str
    levels: str
    start: str
    when: str
    basis: str
    status: str
    status_tone: str


class PlanCard(msgspec.Struct, frozen=True):
    """A plan in the list."""

    id: str
    title: str
    type: str
    kinds: str
    version: str
    status: str
    tone: str
    mark: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """What the library is asked for; "" is anything."""

    query: str = ""
    kind: str = ""
    type: str = ""
    level: str = ""
    owner: str = ""
    status: str = ""


class PlansPresenter:
    """Plans in the words of one language."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        self._reference, self._wording = reference, wording

    @property
    def reference(self) -> Reference:
        """The catalogue it reads."""
        return self._reference

    def library(
        self, shown: Iterable[PlanVersion], wanted: Wanted, marks: Mapping[str, str] | None = None,
        prose: Callable[[PlanVersion], str] = lambda _: "",
    ) -> tuple[PlanCard, ...]:
        """The plans that fit, by type and title.

        Words are looked for in title, id, owner and kinds, as pinyin and initials too, and as they stand in the ``prose``.
        """
        found = []
        for version in shown:
            plan = version.content.plan
            if not self._fits(version, wanted):
                continue
            card = self._card(version, (marks or {}).get(plan.id, ""))
            haystack = (card.title, plan.title.zh, plan.title.en, plan.id, plan.owner.zh, plan.owner.en, card.kinds, *plan.kinds)
            words = wanted.query.split()
            if all(any(pinyin.matches(word, text) for text in haystack) or word in prose(version) for word in words):
                found.append(card)
        return tuple(sorted(found, key=lambda card: (card.type, card.title, card.id)))

    def _fits(self, version: PlanVersion, wanted: Wanted) -> bool:
        plan = version.content.plan
        return (
            wanted.type in ("", plan.type.value)
            and (not wanted.kind or covers(plan.kinds, wanted.kind))
            and (not wanted.level or plan.level(ResponseLevel(wanted.level)) is not None)
            and wanted.owner in ("", self._text(plan.owner))
            and wanted.status in ("", version.status.value)
        )

    def kinds(self, shown: Iterable[PlanVersion]) -> tuple[tuple[str, str], ...]:
        """The incident kinds that some plan covers, with their names."""
        plans = tuple(version.content.plan for version in shown)
        return tuple(
            (code, self._wording.text(kind.name))
            for code, kind in self._reference.kinds.items()
            if any(covers(plan.kinds, code) for plan in plans)
        )

    def owners(self, shown: Iterable[PlanVersion]) -> tuple[str, ...]:
        """Who keeps some plan."""
        return tuple(sorted({self._text(version.content.plan.owner) for version in shown} - {""}))

    def statuses(self, shown: Iterable[PlanVersion]) -> tuple[tuple[str, str], ...]:
        """How some plan stands, with the words."""
        present = {version.status for version in shown}
        return tuple((one.value, self._wording.say(f"version_status.{one}")) for one in VersionStatus if one in present)

    def level_names(self) -> tuple[tuple[str, str], ...]:
        """The response levels, strongest first."""
        return tuple((one.value, self._wording.say(f"response.{one}")) for one in ResponseLevel)

    def kinds_of(self, plan: Plan) -> tuple[tuple[str, str], ...]:
        """The incident kinds that this plan covers."""
        return tuple(
            (code, self._wording.text(kind.name)) for code, kind in self._reference.kinds.items() if covers(plan.kinds, code)
        )

    def types(self, shown: Iterable[PlanVersion]) -> tuple[tuple[str, str], ...]:
        """The types of plan that there are, with their names."""
        present = sorted({version.content.plan.type.value for version in shown})
        return tuple((code, self._wording.say(f"plan_type.{code}")) for code in present)

    def subtitle(self, plan: Plan) -> str:
        """Type, kinds and owner in one line."""
        kinds = self._join(f"{name} {code}" for code, name in self.kinds_of(plan))
        return "   ".join((self._wording.say(f"plan_type.{plan.type}"), kinds, self._text(plan.owner)))

    def levels(self, plan: Plan) -> tuple[tuple[str, str], ...]:
        """The plan's levels, strongest first, with their names."""
        strongest = sorted(plan.levels, key=lambda entry: -response_rank(entry.level))
        return tuple((entry.level.value, self._text(entry.name)) for entry in strongest)

    def task_rows(self, plan: Plan, level: str = "") -> tuple[TaskRow, ...]:
        """The tasks at a level ("" for all), in the order of their times."""
        groups = {group.id: self._text(group.name) for group in plan.groups}
        wanted = [task for task in plan.tasks if not level or ResponseLevel(level) in task.levels]
        return tuple(self._task(task, groups) for task in sorted(wanted, key=lambda one: one.due_min))

    def overview(self, plan: Plan, titles: Mapping[str, str]) -> tuple[Section, ...]:
        """Levels with their conditions, then scope, triggers, evacuation, basis."""
        levels = [self._level(plan, level) for level, _ in self.levels(plan)]
        return (
            *levels,
            Section(titles["scope"], (Line(self._text(plan.scope)),)),
            Section(titles["triggers"], tuple(Line(self._text(one)) for one in plan.triggers)),
            Section(titles["evacuation"], (self._evacuation(plan),)),
            Section(titles["basis"], tuple(self._based(self._wording.cite(one), one) for one in plan.basis)),
        )

    def organisation(self, plan: Plan, titles: Mapping[str, str]) -> tuple[Section, ...]:
        """Groups, forces, and who has to be told."""
        say = self._wording.say
        groups = tuple(
            Line(
                f"{self._text(group.name)}  {self._text(group.duties)}",
                say("plan_board.lead", lead=self.role(group.lead), members=self._join(map(self.role, group.members)) or "—"),
            )
            for group in plan.groups
        )
        forces = tuple(
            self._based(f"{self.unit_kind(one.kind)}  {self.demand(one.people, one.units, one.capability)}", one.basis,
                        self._levels(one.levels))
            for one in plan.forces
        )
        told = tuple(
            self._based(f"{self.role(one.role)}  {self._text(one.text)}", one.basis,
                        f"{say('plan_board.due', minutes=one.within_min)}   {self._levels(one.levels)}")
            for one in sorted(plan.notify, key=lambda one: one.within_min)
        )
        return (
            Section(titles["groups"], groups), Section(titles["forces"], forces), Section(titles["notify"], told),
        )

    def measures(self, plan: Plan, titles: Mapping[str, str]) -> tuple[Section, ...]:
        """The action card, lawful measures, what must be true to end, and the aftermath."""
        return (
            Section(titles["card"], tuple(Line(f"{at}. {self._text(one)}") for at, one in enumerate(plan.action_card, 1))),
            Section(
                titles["measures"],
                tuple(self._based(self._text(one.text), one.basis, self._levels(one.levels)) for one in plan.measures),
            ),
            Section(titles["stop"], tuple(self._based(self._text(one.text), one.basis) for one in plan.stop)),
            Section(titles["aftermath"], tuple(Line(self._text(one)) for one in plan.aftermath)),
        )

    def role(self, code: str) -> str:
        """The name of a role."""
        known = self._reference.roles.get(code)
        return self._wording.text(known.name) if known else code

    def unit_kind(self, code: str) -> str:
        """The name of a unit kind."""
        known = self._reference.unit_kinds.get(code)
        return self._wording.text(known.name) if known else code

    def demand(self, people: int, units: int, capability: str) -> str:
        """How much of a force is asked for."""
        say = self._wording.say
        parts = [say("plan_board.units", count=units)] if units else []
        parts += [say("plan_board.people", count=people)] if people else []
        if capability:
            known = f"capability.{capability}"
            parts.append(say(known) if self._wording.knows(known) else capability)
        return self._join(parts)

    def start(self, task: PlanTask) -> str:
        """Within how many minutes of what."""
        code = "plan_board.within" if task.due_min else "plan_board.at_once"
        return self._wording.say(code, start=self._wording.say(f"clock_start.{task.clock_start}"), minutes=task.due_min)

    def _card(self, version: PlanVersion, mark: str) -> PlanCard:
        plan = version.content.plan
        return PlanCard(
            id=plan.id, title=self._text(plan.title) or plan.id, type=self._wording.say(f"plan_type.{plan.type}"),
            kinds=self._join(name for _, name in self.kinds_of(plan)), version=plan.version,
            status=self._wording.say(f"version_status.{version.status}"), tone=VERSION_TONES[version.status], mark=mark,
        )

    def _level(self, plan: Plan, level: str) -> Section:
        entry = plan.level(ResponseLevel(level))
        if entry is None:
            raise KeyError(level)
        say = self._wording.say
        hours = plan.expected_duration_h.get(level)
        facts = [say("plan_board.declared_by", role=self.role(entry.declared_by))]
        facts += [say("plan_board.hours", hours=hours)] if hours else []
        head = self._based(self._text(entry.conditions), entry.basis, "   ".join(facts))
        lines = [Line(words, depth=depth) for depth, words in condition_lines(entry.when, self._wording)]
        return Section(self._text(entry.name), (head, *lines), COLOUR_TONES[entry.colour])

    def _evacuation(self, plan: Plan) -> Line:
        radius = self._wording.say("plan_board.radius", metres=plan.evacuate.radius_m) if plan.evacuate.radius_m else ""
        return self._based(self._text(plan.evacuate.text), plan.evacuate.basis, radius)

    def _based(self, text: str, basis: Basis, note: str = "") -> Line:
        status = self._wording.say(f"rule_status.{basis.status}")
        cited = self._wording.cite(basis)
        notes = "   ".join(part for part in (note, "" if cited == text else cited) if part)
        return Line(text, notes, status, STATUS_TONES[basis.status])

    def _task(self, task: PlanTask, groups: Mapping[str, str]) -> TaskRow:
        return TaskRow(
            id=task.id, task=task, text=self._text(task.text), role=self.role(task.role),
            group=groups.get(task.group, task.group), levels=" ".join(level.value for level in task.levels),
            start=self._wording.say(f"clock_start.{task.clock_start}"), when=self.start(task),
            basis=self._wording.basis(task.basis),
            status=self._wording.say(f"rule_status.{task.basis.status}"), status_tone=STATUS_TONES[task.basis.status],
        )

    def _levels(self, levels: Iterable[ResponseLevel]) -> str:
        return " ".join(level.value for level in levels)

    def _join(self, words: Iterable[str]) -> str:
        return self._wording.say("list.separator").join(words)

    def _text(self, text: Text) -> str:
        return self._wording.text(text)
