"""What the papers about a plan say alike: levels, limits, the status of a figure, who can be called, what the version is worth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

import msgspec

from app.catalog.limit_text import span_text
from app.domain.basis import Basis
from app.domain.planning.model import VersionStatus
from app.domain.words import Checked, ClockStart, ResponseLevel, RuleStatus
from app.kernel.text import Text
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import PlanPaperInput

MOST_PHONES = 2
"""A role with more people than these two (A and B) has its numbers in the telephone list."""
_HASH_SHOWN = 16
_GROUP = 4


class Phone(msgspec.Struct, frozen=True):
    """Somebody who can be called: the organisation, the name with the post, the number; ``stand_in``: B 角."""

    organisation: str
    name: str
    post: str
    number: str
    stand_in: bool


class PlanWords(Phrases):
    """Says things of one plan in the language of its paper."""

    def __init__(self, given: PlanPaperInput) -> None:
        super().__init__(given)
        self.given = given
        self.plan = given.plan

    def book(self, code: str, /, **facts: object) -> str:
        """A word of the ``planbook`` family."""
        return self.given.wording.say(f"planbook.{code}", **facts)

    # --- the version ---

    @property
    def status(self) -> VersionStatus:
        """What the version is worth."""
        if self.given.status is not None:
            return self.given.status
        return self.given.version.status if self.given.version else VersionStatus.IN_FORCE

    @property
    def in_force(self) -> bool:
        """Whether people may act by it."""
        return self.status is VersionStatus.IN_FORCE

    @property
    def mark(self) -> str:
        """What is written across every sheet: 演练, or what the version is where nobody may act by it; "" for neither."""
        if self.given.drill:
            return self.paper("drill")
        return "" if self.in_force else self.book(f"mark.{self.status}")

    @property
    def seal(self) -> str:
        """The hash that approval set, or that of the program's own file; "" where nothing has been sealed."""
        if self.given.version is not None:
            return self.given.version.hash
        return self.plan.hash

    @property
    def version(self) -> str:
        """The number of the version."""
        return self.given.version.version if self.given.version else self.plan.version

    @property
    def check_code(self) -> str:
        """The head of the seal in groups of four; of an unsealed version the head of what it holds now."""
        digest = self.seal or hashlib.sha256(msgspec.json.encode(self.given.content, order="sorted")).hexdigest()
        return " ".join(digest[at : at + _GROUP] for at in range(0, _HASH_SHOWN, _GROUP))

    @property
    def check_label(self) -> str:
        """What the check code is the code of: the version, or only what the draft holds."""
        return self.book("label.check" if self.seal else "label.check_draft")

    @property
    def foot(self) -> str:
        """The small print of every sheet: version, check code, when and by whom it was made."""
        return self.book(
            "foot", version=self.clip(self.version, 20), label=self.check_label, code=self.check_code,
            at=self.full_stamp(self.given.now)[:16], by=self.clip(self.given.actor, 14) or self.none,
        )  # fmt: skip

    def date(self, on: date | None) -> str:
        """A date in prose; "" for none."""
        if on is None:
            return ""
        places = 1 if self.given.lang == "zh" else 2
        return self.paper("day", year=str(on.year), month=f"{on.month:0{places}}", day=f"{on.day:0{places}}")

    # --- names ---

    def text(self, text: Text | None) -> str:
        """A two-language text in the language of the paper."""
        return self.given.wording.text(text)

    def role(self, code: str) -> str:
        """The name of a role (its code where it is unknown)."""
        known = self.given.reference.roles.get(code)
        return self.text(known.name) if known else code

    def roles(self, codes: Iterable[str]) -> str:
        """Several roles in a row."""
        return self.join(self.role(code) for code in codes)

    def unit_kind(self, code: str) -> str:
        """The name of a kind of unit."""
        known = self.given.reference.unit_kinds.get(code)
        return self.text(known.name) if known else code

    def kind(self, pattern: str) -> str:
        """The name of an incident kind, or of all kinds that a pattern covers."""
        known = self.given.reference.kinds.get(pattern)
        if known:
            return self.text(known.name)
        return self.book("every_kind") if pattern == "*" else pattern

    @property
    def levels(self) -> tuple[ResponseLevel, ...]:
        """The levels that the paper speaks of: those of the plan, highest first, or the one that was asked for."""
        own = tuple(level for level in ResponseLevel if self.plan.level(level))
        return own if self.given.level is None else tuple(level for level in own if level is self.given.level)

    def concerns(self, levels: tuple[ResponseLevel, ...]) -> bool:
        """Whether something asked for at these levels belongs on the paper."""
        return self.given.level is None or self.given.level in levels

    def level(self, level: ResponseLevel) -> str:
        """The plan's own name of a level."""
        own = self.plan.level(level)
        return self.text(own.name) if own else self.given.wording.say(f"response.{level}")

    def levels_short(self, levels: tuple[ResponseLevel, ...]) -> str:
        """Levels in as few characters as may be; all of the plan's are one word."""
        if set(self.levels) <= set(levels):
            return self.book("level.all")
        return self.join(self.book(f"level.{level}") for level in self.levels if level in levels)

    # --- figures ---

    def minutes(self, minutes: int) -> str:
        """A limit in its largest whole unit; 立即 for none."""
        if minutes <= 0:
            return self.book("at_once")
        return self.tight(span_text(minutes, self.given.wording))

    def counted_from(self, start: ClockStart) -> str:
        """From when a limit counts; "" where it is from awareness, which is not said each time."""
        return "" if start is ClockStart.AWARE else self.given.wording.say(f"clock_start.{start}")

    def worth(self, basis: Basis) -> str:
        """What a figure is: 法定, 本地, 建议值, 样例; an unchecked one says so."""
        status = self.given.wording.say(f"rule_status.{basis.status}")
        return self.given.wording.say("basis.unverified", status=status) if basis.checked is Checked.UNVERIFIED else status

    def basis(self, basis: Basis) -> str:
        """What a figure is and, unless it is our own suggestion, where it comes from."""
        if basis.status is RuleStatus.SUGGESTED:
            return self.worth(basis)
        return self.book("basis", worth=self.worth(basis), cite=self.given.wording.cite(basis))

    # --- people ---

    def phones(self, role: str) -> tuple[Phone, ...]:
        """Who can be called for a role: by the plan's own list, else by the contact book; first persons before stand-ins."""
        own = [one for one in self.plan.contacts if one.role == role]
        if own:
            found = [Phone(one.organisation, one.name, one.post, one.phone, one.deputy) for one in own]
        else:
            found = [
                Phone(one.organisation, one.name, one.title, one.phone, one.a_b.upper() == "B")
                for one in sorted(self.given.contacts, key=lambda one: one.id)
                if one.role == role
            ]
        return tuple(sorted(found, key=lambda one: one.stand_in))

    def roles_named(self) -> tuple[str, ...]:
        """Every role that the plan names, each once, those with the earliest work first."""
        plan = self.plan
        command = plan.command
        named = [one.role for one in sorted(plan.tasks, key=lambda one: one.due_min)]
        named += [one.role for one in plan.notify]
        named += [one.declared_by for one in plan.levels]
        named += [code for group in plan.groups for code in (group.lead, *group.members)]
        if command is not None:
            named += [*command.commanders, *command.deputies, *([command.office] if command.office else [])]
        return tuple(dict.fromkeys(named))
