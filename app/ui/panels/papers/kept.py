"""The papers that were kept, as rows of a table. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.issued import Issue, KeptState, issues
from app.domain.state import State
from app.ui.kit.theme import Tone

TONES = {KeptState.VALID: Tone.OK, KeptState.CHANGED: Tone.ALARM, KeptState.GONE: Tone.WARN}


class KeptRow(msgspec.Struct, frozen=True):
    """One kept paper; ``state`` is ``None`` until its bytes were looked at."""

    issue: Issue
    title: str
    about: str
    format: str
    masked: str
    state: KeptState | None

    @property
    def id(self) -> str:
        """The row's name: an issuing is named by its command."""
        return f"{self.issue.incident_id}/{self.issue.paper.id}"

    @property
    def at(self) -> datetime:
        """When it was issued (aware)."""
        return self.issue.paper.at


def kept_rows(
    state: State, incident_id: str | None, describer: Describer, words: Wording, title: Callable[[str], str],
    inside: Callable[[str], bool], found: Callable[[Issue], KeptState | None],
) -> tuple[KeptRow, ...]:
    """The papers of one incident, or all of them for ``None``, the latest first.

    ``title`` words a document, ``inside`` says whether it stays in the room; ``found`` is what is known of the bytes.
    """
    return tuple(
        KeptRow(
            issue=one,
            title=title(one.paper.document),
            about=f"{one.number} {describer.where(one.incident_id, state)}".strip(),
            format=words.say(f"paper_format.{one.paper.format}"),
            masked=words.say(f"papers.{_masking(one, inside)}"),
            state=found(one),
        )
        for one in issues(state, incident_id)
    )


def _masking(one: Issue, inside: Callable[[str], bool]) -> str:
    return "unmasked" if one.paper.unmasked else "inside" if inside(one.paper.document) else "masked"
