"""Where a rule comes from: every figure that the desk shows carries one of these."""

from __future__ import annotations

import msgspec

from app.domain.words import Checked, RuleStatus


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):  # strings hold no circles
    """Source of a rule or a figure: the document, its article, what it is worth, and whether we compared it.

    Invariant (checked by the catalogue): a statutory basis has been verified; an unverified figure is never shown as law.
    """

    title: str
    article: str = ""
    status: RuleStatus = RuleStatus.SUGGESTED
    checked: Checked = Checked.DEFAULT
    year: int = 0
    title_en: str = ""

    def cite(self) -> str:
        """The document and its article in one piece."""
        return f"{self.title} {self.article}".strip()
