"""断电应急包: everything that is needed to go on by hand, in one paper, with blank numbered slips at its end.

It stays in the duty room (``inside``): it is there to call people, so names and numbers are whole.
"""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft
from app.reports.documents.survival_pack.given import PackInput

__all__ = ["SPEC", "PackInput"]


def _draft(given: PackInput, progress: Progress) -> Draft:
    from app.reports.documents.survival_pack.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("survival_pack", Text("断电应急包", "Survival pack"), About.PACK, _draft, inside=True)
