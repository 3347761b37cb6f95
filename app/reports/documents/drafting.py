"""What all drafts have in common: the foot with moment, person and check code, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.reports.documents.phrases import Phrases, check_code
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.spec import Draft, PaperInput
from app.reports.kit import Block, FaceRole, Margins, Meta, PageNumbers, PageSetup, Run

PACK_MARGINS = Margins(top_mm=18, right_mm=14, bottom_mm=26, left_mm=14)
"""Those of the survival pack, and of what is fitted to be a page of it: action cards and blank forms."""
_SUBJECT_MOST = 60


def heavy(text: str) -> Run:
    """A word set off without colour."""
    return Run(text, role=FaceRole.HEITI)


def draft(
    document: str, content: msgspec.Struct, story: Sequence[Block], given: PaperInput, title: str,
    *, numbers: PageNumbers = PageNumbers.OF_TOTAL, margins: Margins | None = None,
) -> Draft:  # fmt: skip
    """A story with the foot and the setup that papers of a desk have."""
    code = check_code(document, content)
    setup = PageSetup(numbers=numbers, foot=foot(given, code), margins=margins or Margins())
    return Draft(document, tuple(story), setup, meta(given, title), code)


def foot(given: PaperInput, code: str) -> str:
    """When it was printed, by whom, and the check code."""
    words = Phrases(given)
    return words.paper("footer", at=words.full_stamp(given.now), by=words.clip(given.actor, 14), code=code)


def meta(given: PaperInput, title: str) -> Meta:
    """What the file says of itself."""
    words = Phrases(given)
    return Meta(title=words.clip(title, 120), author=words.clip(given.place, 60), created_at_epoch_s=int(given.now.timestamp()))


def plan_draft(document: str, story: Sequence[Block], setup: PageSetup, title: str, words: PlanWords) -> Draft:
    """A paper about a plan: the foot of its version, and the mark of one that is not in force."""
    given = words.given
    told = Meta(
        title=words.clip(title, 120), author=words.clip(words.text(given.plan.owner) or given.place, _SUBJECT_MOST),
        subject=words.clip(given.wording.say(f"plan_type.{given.plan.type}"), _SUBJECT_MOST),
        keywords=words.clip(f"{given.plan.id} {words.version} {words.check_code}", _SUBJECT_MOST),
        created_at_epoch_s=int(given.now.timestamp()),
    )  # fmt: skip
    complete = msgspec.structs.replace(setup, watermark=words.mark, foot=words.foot)
    return Draft(document, tuple(story), complete, told, words.check_code)
