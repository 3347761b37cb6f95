"""What several plans make of one task, in a person's words: one wording for the window, the papers and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.incident.model import Incident
from app.domain.plan.claims import TaskClaim
from app.domain.plan.composition import Work, normalised
from app.domain.plan.model import CommandStructure, Demand
from app.domain.plan.needs import Need


class WorkWords:
    """Sentences about work that several plans share; ``clock`` says a moment as it is said in that place."""

    def __init__(self, describer: Describer, wording: Wording, clock: Callable[[datetime], str]) -> None:
        self._describer, self._wording, self._clock = describer, wording, clock

    def bases(self, work: Work, incident: Incident) -> tuple[str, ...]:
        """Each plan that asks for the work: by when it alone would have it done, and on what basis; the strictest first.

        A plan that says it in other words, or of another role, is quoted; one whose response has ended is marked.
        """
        return tuple(self._base(claim, work, incident) for claim in work.claims)

    def lines(self, work: Work, incident: Incident) -> tuple[str, ...]:
        """The same for narrow places: no quotes, and the first line says that its time is the stricter one."""
        first, *others = (self._claim(claim, incident) for claim in work.claims)
        return (self._wording.say("work.stricter_line", claim=first) if self.stricter(work) else first, *others)

    def stricter(self, work: Work) -> str:
        """Whose time counts and what the others would give, where the plans differ; "" where they do not."""
        first, *others = work.claims
        later = [claim for claim in others if claim.due_at > first.due_at]
        if not later:
            return ""
        rest = self._join(self._named("work.other_time", claim) for claim in later)
        return self._wording.say(
            "work.stricter", plan=self._wording.text(first.plan_title), due=self._clock(first.due_at), others=rest
        )

    def need(self, need: Need) -> tuple[str, ...]:
        """Each plan that asks for these forces: how many, and on what basis."""
        return tuple(
            self._wording.say(
                "work.need", plan=self._wording.text(claim.plan_title), forces=self._forces(claim.demand),
                basis=self._wording.basis(claim.demand.basis),
            )
            for claim in need.claims
        )

    def command(self, command: CommandStructure, named: Callable[[str], str] | None = None) -> str:
        """Who commands by the plan and where the post stands; ``named`` says a role with the person who fills it."""
        say = named or self._describer.role
        return self._wording.say(
            "work.command", commanders=self._join(map(say, command.commanders)),
            deputies=self._join(map(say, command.deputies)) or "—", post=self._wording.text(command.field_post) or "—",
        )

    def _forces(self, demand: Demand) -> str:
        parts = [self._wording.say("work.units", count=max(demand.units, 1))] if demand.units or not demand.people else []
        parts += [self._wording.say("work.people", count=demand.people)] if demand.people else []
        return self._join(parts)

    def _base(self, claim: TaskClaim, work: Work, incident: Incident) -> str:
        said = self._claim(claim, incident)
        if claim.role == work.task.role and normalised(claim.text) == normalised(work.task.text):
            return said
        words, role = self._wording.text(claim.text), self._describer.role(claim.role)
        return self._wording.say("work.claim_words", claim=said, text=words, role=role)

    def _claim(self, claim: TaskClaim, incident: Incident) -> str:
        said = self._named("work.claim", claim, basis=self._wording.basis(claim.basis))
        running = any(one.is_running for one in incident.activations if one.id == claim.activation_id)
        return said if running else self._wording.say("work.claim_ended", claim=said)

    def _named(self, code: str, claim: TaskClaim, **facts: str) -> str:
        return self._wording.say(code, plan=self._wording.text(claim.plan_title), due=self._clock(claim.due_at), **facts)

    def _join(self, words: Iterable[str]) -> str:
        return self._wording.say("list.separator").join(words)
