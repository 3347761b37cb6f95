"""Every version of every plan at this desk: those of the program's files and those made here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from app.catalog.cases import plan_cases
from app.catalog.plans import plan_text
from app.domain.plan.model import Plan
from app.domain.planning.model import Origin, PlanContent, PlanVersion, VersionStatus
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.versions import next_free
from app.kernel.errors import Refusal


class Shelf(Protocol):
    """Where versions are looked up: a desk, or the program's files alone."""

    @property
    def state(self) -> State:
        """The versions made at the desk."""
        ...

    @property
    def reference(self) -> Reference:
        """The plans in force and those of the files."""
        ...


class BareShelf(msgspec.Struct, frozen=True):
    """The program's files without a desk."""

    reference: Reference
    state: State = State()


class PlanLibrary:
    """Looks versions up; it holds nothing of its own, so it is never stale. Prose and cases of files are read when asked for."""

    def __init__(self, shelf: Shelf, plans_dir: Path) -> None:
        self._desk, self._folder = shelf, plans_dir

    def plan_ids(self) -> tuple[str, ...]:
        """Ids of all plans: in force, drafted, retired."""
        known = (*self._desk.reference.shipped, *(one.plan_id for one in self._desk.state.plan_versions.values()))
        return tuple(sorted(set(known)))

    def versions(self, plan_id: str) -> tuple[PlanVersion, ...]:
        """The versions of a plan, newest first; the one that came with the program last. Empty for an unknown plan.

        A shipped version has no prose yet (``content`` gives it): its steps are empty, since nobody here approved it.
        """
        made = [one for one in self._desk.state.plan_versions.values() if one.plan_id == plan_id]
        made.sort(key=lambda one: one.steps[0].at, reverse=True)
        return (*made, *self._shipped(plan_id))

    def version(self, plan_id: str, version: str = "") -> PlanVersion:
        """One version; without a name the one in force, else the newest. ``Refusal`` where there is none."""
        versions = self.versions(plan_id)
        if not versions:
            raise Refusal("plan_unknown", {"plan": plan_id})
        if not version:
            return next((one for one in versions if one.status is VersionStatus.IN_FORCE), versions[0])
        found = next((one for one in versions if one.version == version), None)
        if found is None:
            raise Refusal("plan_version_unknown", {"plan": plan_id, "version": version})
        return found

    def content(self, plan_id: str, version: str = "") -> PlanContent:
        """All of a version: plan, prose, cases. ``BadFile`` where the prose of a shipped one cannot be read any more."""
        found = self.version(plan_id, version)
        if found.origin is not Origin.SHIPPED:
            return found.content
        text, cases = plan_text(self._folder, plan_id), plan_cases(self._folder, plan_id)
        return PlanContent(found.content.plan, text, cases)

    def next_version(self, plan_id: str) -> str:
        """A number for the next draft that is still free: ``2026.1`` → ``2026.2``."""
        return next_free(one.version for one in self.versions(plan_id))

    def _shipped(self, plan_id: str) -> Iterator[PlanVersion]:
        plan = self._desk.reference.shipped.get(plan_id)
        if plan is not None:
            yield PlanVersion(
                plan_id=plan_id, version=plan.version, status=self._standing(plan), content=PlanContent(plan, ""),
                origin=Origin.SHIPPED, steps=(), hash=plan.hash,
            )

    def _standing(self, plan: Plan) -> VersionStatus:
        deciding = self._desk.reference.plans.get(plan.id)
        if deciding is None:
            return VersionStatus.RETIRED
        return VersionStatus.IN_FORCE if deciding.hash == plan.hash else VersionStatus.SUPERSEDED


def copied(content: PlanContent, plan_id: str, version: str) -> PlanContent:
    """The content as the start of a draft under this id and version; when it was issued is for the new one to say."""
    plan = msgspec.structs.replace(content.plan, id=plan_id, version=version, hash="", issued_on=None, issued_no="")
    return msgspec.structs.replace(content, plan=plan)
