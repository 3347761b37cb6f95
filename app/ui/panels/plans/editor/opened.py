"""A draft as it is opened: where it comes from, and whether the journal knows it already. No Qt."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from app.domain.planning.commands import SavePlanDraft
from app.domain.planning.model import Extraction, Origin, PlanContent, PlanVersion, version_key
from app.ui.panels.plans.editor.draft import Draft


class Opened(msgspec.Struct, frozen=True):
    """What the editor starts with. ``stored``: the journal keeps this draft, so its id and version stand.

    ``lost`` is what a crash left of it: shown as the first, unsaved edit. ``lost_key`` is the name of the recovery file where
    that differs from the name of the draft.
    """

    content: PlanContent
    origin: Origin = Origin.EDITED
    based_on: str = ""
    extraction: Extraction | None = None
    answers: tuple[str, ...] = ()
    stored: bool = False
    lost: tuple[PlanContent, Extraction | None] | None = None
    lost_key: str = ""

    @classmethod
    def of(cls, version: PlanVersion) -> Opened:
        """A version that the journal keeps."""
        return cls(version.content, version.origin, version.based_on, version.extraction, version.answers, True)

    @property
    def key(self) -> str:
        """Its name over all plans, as it was opened."""
        return version_key(self.content.plan.id, self.content.plan.version)

    @property
    def recovery_key(self) -> str:
        """The name of its recovery file."""
        return self.lost_key or self.key

    def with_lost(self, content: PlanContent, extraction: Extraction | None) -> Opened:
        """The same, with what was never saved of it."""
        return replace(self, lost=(content, extraction))

    @property
    def draft(self) -> Draft:
        """What is edited."""
        return Draft(self.content, self.extraction)

    def command(self, draft: Draft) -> SavePlanDraft:
        """The wish to keep this draft."""
        plan = draft.plan
        return SavePlanDraft(
            plan_id=plan.id, version=plan.version, content=draft.content, origin=self.origin, based_on=self.based_on,
            extraction=draft.extraction, answers=self.answers,
        )
