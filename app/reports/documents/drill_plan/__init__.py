"""演练工作方案: what for, when and where, who, what happens, who does what, what has to be provided, when it ends."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.spec import About, DocumentSpec, Draft


def _draft(given: DrillPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_layout import drill_draft, official  # noqa: PLC0415 - the page kit is heavy: not at start-up
    from app.reports.documents.drill_plan.content import ID, content  # noqa: PLC0415 - as above

    return drill_draft(ID, content(given), given, official(given.lang), progress)


SPEC = DocumentSpec("drill_plan", Text("演练工作方案", "Drill work plan"), About.DRILL, _draft)
