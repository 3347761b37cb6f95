"""Undo and redo over everything: a list of drafts, each an immutable value that shares what it can. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from app.domain.soundness import FieldPath
from app.ui.panels.plans.editor.draft import Draft

MOST_STEPS = 500
"""So many steps can be undone; the oldest are forgotten beyond it."""

PAUSE_S = 2.0
"""Edits of one field join into one step while no pause between them is longer."""


class Step(msgspec.Struct, frozen=True):
    """A draft, and the field that the edit which led to it touched (where undo takes one to)."""

    draft: Draft
    where: FieldPath = ()


class EditHistory(msgspec.Struct, frozen=True):
    """The steps behind, the one that is shown, and those that were undone; an edit makes another history.

    ``joining`` is the name of the field whose edits join and ``last_s`` when the last of them came (seconds of any clock
    that only goes forward).
    """

    present: Step
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    joining: str = ""
    last_s: float = 0.0

    @classmethod
    def of(cls, draft: Draft) -> EditHistory:
        """A history that begins here."""
        return cls(Step(draft))

    @property
    def draft(self) -> Draft:
        """What is shown."""
        return self.present.draft

    @property
    def can_undo(self) -> bool:
        """Whether there is a step behind."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self.future)

    def edited(
        self, edit: Callable[[Draft], Draft], where: FieldPath = (), join: str = "", at_s: float = 0.0
    ) -> EditHistory:
        """The history after an edit; the same one where it changes nothing.

        Edits with the same ``join`` and no pause between them become one step: each is made on the draft that the first of
        them found, so that what it was in between (an id that was another's for a moment) leaves no trace.
        """
        if join and join == self.joining and self.past and at_s - self.last_s <= PAUSE_S:
            draft = edit(self.past[-1].draft)
            if draft == self.draft:
                return replace(self, last_s=at_s)
            if draft == self.past[-1].draft:  # typed back to what it was: nothing is left to undo
                return EditHistory(self.past[-1], self.past[:-1])
            return replace(self, present=Step(draft, where), future=(), last_s=at_s)
        draft = edit(self.draft)
        if draft is self.draft or draft == self.draft:
            return self
        past = (*self.past, self.present)[-MOST_STEPS:]
        return EditHistory(Step(draft, where), past, (), join, at_s)

    def undone(self) -> EditHistory:
        """The history one step back; the same one at its beginning."""
        if not self.past:
            return self
        return EditHistory(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> EditHistory:
        """The history one step on again; the same one where nothing was undone."""
        if not self.future:
            return self
        return EditHistory(self.future[0], (*self.past, self.present), self.future[1:])

    def settled(self) -> EditHistory:
        """The same; the next edit is a step of its own."""
        return replace(self, joining="") if self.joining else self

    def mapped(self, change: Callable[[Draft], Draft]) -> EditHistory:
        """The history with every draft changed alike: for what is true of all of them (a verdict that was given)."""

        def step(one: Step) -> Step:
            return replace(one, draft=change(one.draft))

        return EditHistory(step(self.present), tuple(map(step, self.past)), tuple(map(step, self.future)))
