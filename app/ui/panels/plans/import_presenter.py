"""Items that were read out of a document, as rows. No Qt."""

from __future__ import annotations

import msgspec

from app.catalog.wording import Wording
from app.domain.plan.addresses import find
from app.domain.planning.model import Extraction, PlanVersion, Verdict
from app.ui.panels.plans.versions_presenter import VersionsPresenter

VERDICT_TONES = {Verdict.WAITING: "watch", Verdict.ACCEPTED: "ok", Verdict.REJECTED: "muted"}


class ItemRow(msgspec.Struct, frozen=True):
    """An item: the part it became in words (``whole`` with all its fields), and the words of the document."""

    id: str
    verdict: str
    tone: str
    waits: bool
    part: str
    whole: str
    words: str
    rule: str
    confidence: float
    paragraph: str


class UnreadRow(msgspec.Struct, frozen=True):
    """A paragraph that became no part, and why."""

    id: str
    why: str
    words: str
    paragraph: str


def item_rows(version: PlanVersion, parts: VersionsPresenter, wording: Wording) -> tuple[ItemRow, ...]:
    """One row an item, in the order of the document."""
    plan = version.content.plan
    rows = []
    for item in version.extraction.items if version.extraction else ():
        value = msgspec.to_builtins(find(plan, item.address))
        rows.append(
            ItemRow(
                id=item.id, verdict=wording.say(f"verdict.{item.verdict}"), tone=VERDICT_TONES[item.verdict],
                waits=item.verdict is Verdict.WAITING, part=parts.part(item.address, value),
                whole=parts.value(value) if value is not None else wording.say("verdict.gone"), words=item.words,
                rule=said(f"recognition.{item.rule}", wording), confidence=item.confidence, paragraph=item.paragraph,
            )
        )
    return tuple(rows)


def unread_rows(extraction: Extraction, wording: Wording) -> tuple[UnreadRow, ...]:
    """One row a paragraph that was not understood."""
    return tuple(
        UnreadRow(str(place), said(f"unread.{one.why}", wording), one.words, one.paragraph)
        for place, one in enumerate(extraction.unread)
    )


def said(code: str, wording: Wording) -> str:
    """The words for a code of the importer; the code itself where a later version of it is met that has none here."""
    return wording.say(code) if wording.knows(code) else code
